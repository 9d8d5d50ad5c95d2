/** The language's edits as edits of a client: versioned where the client takes that, so that none lands in another text. */
import type { TextEdit as Edit } from '@twin2multicloud/language';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextFile } from './files.ts';
import type { Session } from './session.ts';

export function workspaceEdit(session: Session, edits: readonly Edit[]): WorkspaceEdit {
  const byFile = new Map<TextFile, TextEdit[]>();
  for (const edit of edits) {
    const file = session.files.get(edit.file);
    if (file === undefined) continue;
    const list = byFile.get(file);
    const changed = { range: file.lines.range(edit), newText: edit.text };
    if (list === undefined) byFile.set(file, [changed]);
    else list.push(changed);
  }
  if (session.features.documentChanges) {
    return { documentChanges: [...byFile].map(([{ uri, version }, changes]) => ({ textDocument: { uri, version }, edits: changes })) };
  }
  return { changes: Object.fromEntries([...byFile].map(([{ uri }, changes]) => [uri, changes])) };
}
