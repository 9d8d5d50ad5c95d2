/** Which twin is meant: the one around the cursor of the active editor. It shows nothing. */
import type { PanelReference, TwinNode } from '@twin2multicloud/protocol';
import * as vscode from 'vscode';
import type { Session } from './session.ts';

/** null: no `.twin` file is active, or it declares no twin. */
export async function activeReference(session: Session): Promise<PanelReference | null> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'twin') return null;
  const uri = editor.document.uri.toString();
  const node = twinAround(await session.tree({ uri }), editor.selection.active.line);
  return node === undefined ? null : { uri, twin: node.twin, scenario: node.scenario };
}

/** The innermost twin or scenario around a line; outside of all, the first. */
export function twinAround(twins: readonly TwinNode[], line: number): TwinNode | undefined {
  return twins.filter(({ start, end }) => start.line <= line && line <= end.line).at(-1) ?? twins[0];
}
