/** `textDocument/codeAction`: quick fixes, refactorings, `source.fixAll`, `source.sortBlocks`. */
import { codeActions as actions } from '@twin2multicloud/language';
import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import { diagnosticOf } from '../diagnostic-of.ts';
import { workspaceEdit } from '../edits.ts';
import type { Session } from '../session.ts';

/** What is looked for where a client asks for anything: to fix all takes every fix of the file. */
const USUAL = ['quickfix', 'refactor'];

export function codeActions(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] | null {
  const study = session.study(textDocument.uri);
  if (study === undefined) return null;
  const { file, program, outline } = study;
  const span = { start: file.lines.offset(range.start), end: file.lines.offset(range.end) };
  return actions(program, span, { problems: outline.problems, only: context.only ?? USUAL }).map(
    ({ title, kind, edits, preferred, problem }) => ({
      title: session.inWords(title),
      kind,
      edit: workspaceEdit(session, edits),
      ...(preferred === true ? { isPreferred: true } : {}),
      ...(problem === undefined ? {} : { diagnostics: [diagnosticOf(session, file, problem)] }),
    }),
  );
}
