/** `textDocument/prepareRename`, `rename`, and `workspace/willRenameFiles`: a renamed file's imports follow. */
import { prepareRename as prepare, rename as renameName, resolveImport, type TextEdit } from '@twin2multicloud/language';
import {
  ErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameFilesParams,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { workspaceEdit } from '../edits.ts';
import type { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { keyOf, relativePath } from '../uris.ts';
import { loadWorkspace } from '../workspace.ts';

export function prepareRename(session: Session, { textDocument, position }: PrepareRenameParams): PrepareRenameResult | null {
  const study = session.study(textDocument.uri);
  const found = study === undefined ? null : prepare(study.program, study.file.lines.offset(position));
  if (study === undefined || found === null) return null;
  return { range: study.file.lines.range(found), placeholder: found.placeholder };
}

/** In all files of the workspace. A name that cannot be is refused in words. */
export async function rename(
  session: Session,
  { textDocument, position, newName }: RenameParams,
  turns: Turns,
): Promise<WorkspaceEdit | null> {
  if (session.file(textDocument.uri) === undefined) return null;
  await loadWorkspace(session, turns);
  const file = session.file(textDocument.uri);
  if (file === undefined) return null;
  const result = renameName(session.wideProgram(file.key), file.lines.offset(position), newName);
  if ('refused' in result) throw new ResponseError(ErrorCodes.InvalidRequest, result.refused);
  return workspaceEdit(session, result.edits);
}

/** Files, or folders with all in them, get other names: imports of them and their own imports are rewritten. */
export async function willRenameFiles(session: Session, { files }: RenameFilesParams, turns: Turns): Promise<WorkspaceEdit | null> {
  await loadWorkspace(session, turns);
  const moves = files.map(({ oldUri, newUri }) => ({ from: keyOf(oldUri).replace(/\/$/, ''), to: keyOf(newUri).replace(/\/$/, '') }));
  const moved = (key: string): string => {
    const move = moves.find(({ from }) => key === from || key.startsWith(`${from}/`));
    return move === undefined ? key : move.to + key.slice(move.from.length);
  };
  const edits: TextEdit[] = [];
  for (const [key, parsed] of session.files.parsed) {
    for (const { path } of parsed.tree.imports) {
      if (path === null || path.value === '') continue;
      const target = resolveImport(key, path.value);
      const [home, goal] = [moved(key), moved(target)];
      if (home === key && goal === target) continue;
      const text = JSON.stringify(relativePath(home, goal));
      if (text !== parsed.text.slice(path.start, path.end)) edits.push({ file: key, start: path.start, end: path.end, text });
    }
  }
  return edits.length === 0 ? null : workspaceEdit(session, edits);
}
