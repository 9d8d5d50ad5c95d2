/** Writes what a panel decided into the source: one edit, one undo, and only into the text for which it was made. */
import type { PanelEdit } from '@twin2multicloud/protocol';
import * as vscode from 'vscode';

/** @returns null. Throws in words where the text has moved on or cannot be changed; nothing is half done. */
export async function applyEdit({ uri, version, edits }: PanelEdit): Promise<null> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  if (document.languageId !== 'twin') throw new Error(vscode.l10n.t('Only .twin files are changed from here.'));
  if (version !== null && document.version !== version) {
    throw new Error(vscode.l10n.t('The file changed meanwhile. Look at the new figures and apply again.'));
  }
  const change = new vscode.WorkspaceEdit();
  for (const { start, end, newText } of edits) {
    change.replace(document.uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
  }
  if (!(await vscode.workspace.applyEdit(change))) {
    throw new Error(vscode.l10n.t('The file could not be changed. Is it read-only?'));
  }
  // What changed is shown: an edit that nobody sees is hard to undo.
  const column = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  await vscode.window.showTextDocument(document, { viewColumn: column ?? vscode.ViewColumn.One, preserveFocus: true, preview: false });
  return null;
}
