/** Saves what a view exports (a chart, a table, a report) where the person wants it. */
import type { PanelReference } from '@twin2multicloud/protocol';
import * as vscode from 'vscode';

/** @param data text, or base64 of a PNG. @returns the file's name, or null where the person thought better of it. */
export async function saveFile(name: string, data: string, reference: PanelReference | null): Promise<string | null> {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const folder =
    reference === null ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(vscode.Uri.parse(reference.uri), '..');
  const target = await vscode.window.showSaveDialog({
    ...(folder === undefined || folder.scheme === 'untitled' ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [ending.toUpperCase()]: [ending] },
    title: vscode.l10n.t('Export'),
  });
  if (target === undefined) return null;
  const bytes = ending === 'png' ? Uint8Array.from(atob(data), (char) => char.charCodeAt(0)) : new TextEncoder().encode(data);
  await vscode.workspace.fs.writeFile(target, bytes);
  if (ending === 'html') {
    const open = vscode.l10n.t('Open');
    void vscode.window.showInformationMessage(vscode.l10n.t('The report is saved.'), open).then((chosen) => {
      if (chosen === open) void vscode.env.openExternal(target);
    });
  }
  return target.path.slice(target.path.lastIndexOf('/') + 1);
}
