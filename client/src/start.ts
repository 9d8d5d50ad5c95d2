/**
 * Puts the client together, for every host: log, error boundary, session, features, and the context keys that the manifest's `when` clauses read.
 */
import * as vscode from 'vscode';
import { commands } from './features/commands/commands.ts';
import { documents } from './features/documents/documents.ts';
import { issue } from './features/issue/issue.ts';
import { panels } from './features/panels/panels.ts';
import { prices } from './features/prices/prices.ts';
import { status } from './features/status/status.ts';
import { tools } from './features/assistant/tools.ts';
import { tree } from './features/tree/tree.ts';
import { createBoundary } from './infrastructure/boundary.ts';
import type { Feature } from './infrastructure/feature.ts';
import { createLog } from './infrastructure/log.ts';
import { startSession, type LoadLanguageClients, type ServerState, type Session } from './infrastructure/session.ts';

/** What `activate` returns: for tests of the extension, and nothing else. */
export interface TwinApi {
  /** Milliseconds that `activate` took. */
  readonly activationMs: number;
  /** Done when the server has answered `initialize`. */
  readonly ready: Promise<void>;
  readonly session: Session;
}

const FEATURES: readonly Feature[] = [documents, tree, status, commands, issue, tools, panels, prices];

/** @param ownFiles whether the server can read the disk itself */
export function start(
  extension: vscode.ExtensionContext,
  load: LoadLanguageClients,
  { began, features = [], ownFiles }: { readonly began: number; readonly features?: readonly Feature[]; readonly ownFiles: boolean },
): TwinApi {
  const log = createLog();
  const boundary = createBoundary(log);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const remoteFiles = !ownFiles || folders.some(({ uri }) => uri.scheme !== 'file');
  const session = startSession(load, { log, remoteFiles });
  const tellState = (state: ServerState): void => {
    boundary.background('context', Promise.resolve(vscode.commands.executeCommand('setContext', 'twin.server', state)));
  };
  tellState(session.state);
  boundary.background('context', Promise.resolve(vscode.commands.executeCommand('setContext', 'twin.active', true)));
  boundary.background('start of the language server', session.ready);

  extension.subscriptions.push(log, session, session.onDidChangeState(tellState));
  for (const feature of [...FEATURES, ...features]) extension.subscriptions.push(...feature({ extension, session, log, boundary }));
  const activationMs = performance.now() - began;
  log.info(`activated in ${activationMs.toFixed(1)} ms`);
  return { activationMs, ready: session.ready, session };
}
