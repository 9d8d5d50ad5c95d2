/** `textDocument/prepareRename`, `rename`, and `workspace/willRenameFiles`: a renamed file's imports follow. */
import { fileRenameEdits, prepareRename as prepare, rename as renameName } from '@twin2multicloud/language';
import {
  ErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameFilesParams,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { refuseOtherText } from '../arrival.ts';
import { workspaceEdit } from '../edits.ts';
import type { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { keyOf } from '../uris.ts';
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
  const file = session.file(textDocument.uri);
  if (file === undefined) return null;
  await loadWorkspace(session, turns);
  refuseOtherText(session, file);
  const result = renameName(session.wideProgram(file.key), file.lines.offset(position), newName);
  if ('refused' in result) throw new ResponseError(ErrorCodes.InvalidRequest, result.refused);
  return workspaceEdit(session, result.edits);
}

/** Files, or folders with all in them, get other names: the paths that lead to them, and their own, are rewritten. */
export async function willRenameFiles(session: Session, { files }: RenameFilesParams, turns: Turns): Promise<WorkspaceEdit | null> {
  await loadWorkspace(session, turns);
  const moves = files.map(({ oldUri, newUri }) => ({ from: keyOf(oldUri).replace(/\/$/, ''), to: keyOf(newUri).replace(/\/$/, '') }));
  const edits = fileRenameEdits(session.files.parsed, moves);
  return edits.length === 0 ? null : workspaceEdit(session, edits);
}
