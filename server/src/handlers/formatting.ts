/** `textDocument/formatting`, `rangeFormatting`, `onTypeFormatting` and `willSaveWaitUntil`. */
import { onTypeFormatting } from '@twin2multicloud/language';
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
  WillSaveTextDocumentParams,
} from 'vscode-languageserver';
import { formatEdits } from '../format-edits.ts';
import type { Session } from '../session.ts';

export function formatDocument(session: Session, { textDocument }: DocumentFormattingParams): TextEdit[] | null {
  const file = session.file(textDocument.uri);
  return file === undefined ? null : formatEdits(file);
}

/** The lines of a range as the whole document's formatting would have them. */
export function formatRange(session: Session, { textDocument, range }: DocumentRangeFormattingParams): TextEdit[] | null {
  const file = session.file(textDocument.uri);
  if (file === undefined) return null;
  return formatEdits(file).filter((edit) => edit.range.start.line <= range.end.line && edit.range.end.line >= range.start.line);
}

export function formatOnType(session: Session, { textDocument, position, ch }: DocumentOnTypeFormattingParams): TextEdit[] | null {
  const file = session.file(textDocument.uri);
  if (file === undefined) return null;
  return onTypeFormatting(file.parsed, file.lines.offset(position), ch).map(({ start, end, text }) => ({
    range: file.lines.range({ start, end }),
    newText: text,
  }));
}

export function willSave(session: Session, { textDocument }: WillSaveTextDocumentParams): TextEdit[] {
  const file = session.settings.format.onSave ? session.file(textDocument.uri) : undefined;
  return file === undefined ? [] : formatEdits(file);
}
