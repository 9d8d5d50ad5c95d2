/** What every feature is given and gives back. Features know this, never each other. */
import type * as vscode from 'vscode';
import type { Boundary } from './boundary.ts';
import type { Log } from './log.ts';
import type { Session } from './session.ts';

/** What is ended with the extension. VS Code's own class would do, but what is made here is no instance of it. */
export interface Owned {
  dispose(): unknown;
}

export interface FeatureContext {
  readonly extension: vscode.ExtensionContext;
  readonly session: Session;
  readonly log: Log;
  readonly boundary: Boundary;
}

/** Registers a feature; what it returns is disposed with the extension. */
export type Feature = (context: FeatureContext) => readonly Owned[];
