/** `textDocument/semanticTokens`: full, delta and range. */
import { semanticTokens } from '@twin2multicloud/language';
import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import type { TextFile } from '../files.ts';
import type { Session } from '../session.ts';

export function tokensFull(session: Session, { textDocument }: SemanticTokensParams): SemanticTokens | null {
  const file = session.file(textDocument.uri);
  return file === undefined ? null : keep(session, file, encoded(file));
}

export function tokensDelta(session: Session, params: SemanticTokensDeltaParams): SemanticTokens | SemanticTokensDelta | null {
  const file = session.file(params.textDocument.uri);
  if (file === undefined) return null;
  const before = session.tokens.get(file.key);
  const data = encoded(file);
  const kept = keep(session, file, data);
  // A client may send no id at all.
  if (before?.id === undefined || before.id !== params.previousResultId) return kept;
  const old = before.data;
  let start = 0;
  while (start < old.length && start < data.length && old[start] === data[start]) start++;
  let [oldEnd, newEnd] = [old.length, data.length];
  while (oldEnd > start && newEnd > start && old[oldEnd - 1] === data[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  const edits = oldEnd === start && newEnd === start ? [] : [{ start, deleteCount: oldEnd - start, data: data.slice(start, newEnd) }];
  return { resultId: kept.resultId ?? '', edits };
}

export function tokensRange(session: Session, { textDocument, range }: SemanticTokensRangeParams): SemanticTokens | null {
  const file = session.file(textDocument.uri);
  if (file === undefined) return null;
  return { data: encoded(file, { start: file.lines.offset(range.start), end: file.lines.offset(range.end) }) };
}

function keep(session: Session, file: TextFile, data: number[]): SemanticTokens {
  const id = String(session.nextSerial());
  session.tokens.set(file.key, { id, data });
  return { resultId: id, data };
}

/** Five numbers a token: lines and columns since the one before, length, type, modifiers. */
function encoded({ parsed, lines }: TextFile, range?: { readonly start: number; readonly end: number }): number[] {
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const { start, end, type, modifiers } of semanticTokens(parsed, range)) {
    const from = lines.position(start);
    const to = lines.position(end);
    // Encoded by hand, because of the columns' encoding; no token spans a line.
    data.push(
      from.line - line,
      from.line === line ? from.character - character : from.character,
      to.character - from.character,
      type,
      modifiers,
    );
    ({ line, character } = from);
  }
  return data;
}
