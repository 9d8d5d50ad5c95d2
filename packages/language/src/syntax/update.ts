/**
 * `update`: a document and an edit → the document of the new text, reading again only the members or declarations that the
 * edit touches. Where such a piece does not stand on its own (it would change how its neighbours are read), the next larger one
 * is read: the declaration, then the file. The result always equals a full parse.
 */
import { tokenMatcher, type IToken } from 'chevrotain';
import type { Declaration, Member, SourceFile } from '../tree.ts';
import { Document, documentOf, keepProblem, moved, parse, type Parsed, type ProblemStore } from './parse.ts';
import { MAX_PROBLEMS, theParser } from './parser.ts';
import type { TextBuffer } from './text-buffer.ts';
import { And, AnyText, Bad, DeviceWord, DocLine, lex, LeftBrace, LeftParen, Name, NewLine, Or, TwinWord } from './tokens.ts';

/** What to put in place of the text from `start` up to `end`. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A token may look so many characters ahead of its end (`1e+5`, `eu-central`). */
const LOOKAHEAD = 3;

/** An edit of a document, with what it does to offsets behind it. */
interface Edit extends TextChange {
  readonly by: number;
  readonly before: TextBuffer;
  readonly after: TextBuffer;
}

/** The document after an edit. Unchanged members and declarations keep their identity; `previous` should not be used for long afterwards. */
export function update(previous: Parsed, change: TextChange): Parsed {
  const document = previous instanceof Document ? previous : documentOf(previous.text, previous.file);
  const before = document.buffer;
  const start = Math.min(Math.max(change.start, 0), before.length);
  const end = Math.min(Math.max(change.end, start), before.length);
  const after = before.replace(start, end, change.text);
  const edit: Edit = { start, end, text: change.text, by: after.length - before.length, before, after };
  return updateMembers(document, edit) ?? updateDeclarations(document, edit) ?? parse(after.text, document.file);
}

/** Reads members of one declaration again; null where that is not enough. */
function updateMembers(document: Document, edit: Edit): Document | null {
  const { tree, store } = document.state();
  const index = lastStartingBefore(tree.declarations, edit.start);
  const declaration = tree.declarations[index];
  if (declaration === undefined || edit.end >= declaration.end || store.dropped > 0) return null;
  const kept = store.declarations.get(declaration);
  if (kept !== undefined && kept.own.length > 0) return null;
  const piece = memberPiece(declaration, edit, (member) => kept?.members.has(member) === true);
  if (piece === null) return null;

  const fresh: Member[] = [];
  const text = edit.after.slice(piece.start, piece.end + edit.by);
  const parser = readPiece(text, piece.closed, (tokens) => {
    theParser().parseMembers(tokens, text, piece.start, declaration, fresh);
    return true;
  });
  if (parser === null) return null;
  const { problems } = parser;
  if (problems.length + countProblems(store) > MAX_PROBLEMS || problems.some((problem) => problem.member === null)) return null;

  // From here on nothing can fail: the tree moves into the new document.
  document.release();
  const members = declaration.members;
  const changed = {
    ...declaration,
    end: declaration.end + edit.by,
    members: spliced(members, piece.first, piece.last, fresh),
  };
  if (edit.by !== 0) {
    for (let at = piece.last + 1; at < members.length; at++) shift(members[at], edit.by);
    for (let at = index + 1; at < tree.declarations.length; at++) shift(tree.declarations[at], edit.by);
  }
  if (kept !== undefined) {
    store.declarations.delete(declaration);
    for (let at = piece.first; at <= piece.last; at++) kept.members.delete(members[at] as Member);
    if (kept.members.size > 0) store.declarations.set(changed, kept);
  }
  for (const problem of problems) keepProblem(store, { ...problem, declaration: changed });
  return next(document, edit, tree, store, spliced(tree.declarations, index, index, [changed]));
}

/** Reads declarations again; null where that is not enough. */
function updateDeclarations(document: Document, edit: Edit): Document | null {
  const { tree, store } = document.state();
  const declarations = tree.declarations;
  if (store.dropped > 0 || store.file.length > 0) return null;
  const piece = declarationPiece(declarations, edit);
  if (piece === null) return null;

  const fresh: SourceFile = { kind: 'file', start: 0, end: 0, language: null, imports: [], declarations: [] };
  const text = edit.after.slice(piece.start, piece.end + edit.by);
  const parser = readPiece(text, piece.closed, (tokens) => {
    if (!beginsWithDeclaration(tokens, text)) return false;
    theParser().parseFile(tokens, text, piece.start, fresh);
    return true;
  });
  if (parser === null || fresh.imports.length > 0 || fresh.language !== null) return null;
  const { problems } = parser;
  let count = problems.length;
  for (const [declaration, { own, members }] of store.declarations) {
    const at = declarations.indexOf(declaration);
    if (at >= piece.first && at <= piece.last) continue;
    count += own.length;
    for (const list of members.values()) count += list.length;
  }
  if (count > MAX_PROBLEMS || parser.dropped > 0 || problems.some((problem) => problem.declaration === null)) return null;

  document.release();
  for (let at = piece.last + 1; at < declarations.length; at++) shift(declarations[at], edit.by);
  for (let at = piece.first; at <= piece.last; at++) store.declarations.delete(declarations[at] as Declaration);
  for (const problem of problems) keepProblem(store, problem);
  return next(document, edit, tree, store, spliced(declarations, piece.first, piece.last, fresh.declarations));
}

function next(document: Document, edit: Edit, tree: SourceFile, store: ProblemStore, declarations: Declaration[]): Document {
  const behind = (at: number): boolean => at >= edit.end;
  if (edit.by !== 0) {
    if (store.file.length > 0) store.file = store.file.map((problem) => (behind(problem.start) ? moved(problem, edit.by) : problem));
    for (const line of tree.imports) {
      if (!behind(line.start)) continue;
      shift(line, edit.by);
      if (line.path !== null) shift(line.path, edit.by);
    }
    if (tree.language !== null && behind(tree.language.span.start)) shift(tree.language.span, edit.by);
  }
  const changed: SourceFile = { ...tree, end: edit.after.length, declarations };
  return new Document(document.file, edit.after, { tree: changed, store });
}

/** A run of members or declarations, and the text that holds them and the gaps around them. */
interface Piece {
  readonly first: number;
  /** One less than `first` where the edit lies between two of them. */
  readonly last: number;
  readonly start: number;
  readonly end: number;
  /** true where the piece runs to the end of the file, so that no line break need end it. */
  readonly closed: boolean;
}

/** The members that an edit touches, each on lines of its own; null where they share lines with others. */
function memberPiece(declaration: Declaration, edit: Edit, hasProblems: (member: Member) => boolean): Piece | null {
  const { members, start: base } = declaration;
  const at = (index: number): { start: number; end: number } => {
    const { start, end } = members[index] as Member;
    return { start: base + start, end: base + end };
  };
  let first = firstEndingAfter(members, edit.start - base - LOOKAHEAD);
  let last = first - 1;
  while (last + 1 < members.length && lineStart(edit.before, last < 0 ? base : at(last).end, at(last + 1).start) <= edit.end) last++;
  // What stands before the piece must not look into it: it ends its line and has no problem.
  for (; first > 0; first--) {
    const sharesLine = first <= last && lineStart(edit.before, at(first - 1).end, at(first).start) < 0;
    if (!sharesLine && !hasProblems(members[first - 1] as Member)) break;
  }
  if (first === 0 && members.length === 0) return null;
  let start: number;
  if (first > 0) {
    start = at(first - 1).end;
  } else {
    start = lineStart(edit.before, base, at(0).start) - 1;
    if (start < 0) return null;
  }
  const end = last + 1 < members.length ? at(last + 1).start : declaration.end - 1;
  if (edit.start < start || edit.end > end) return null;
  if (last + 1 === members.length && !endsOnOwnLine(edit.before, end, edit.end)) return null;
  return { first, last, start, end, closed: false };
}

/** The closing brace of a declaration stands alone on its line, and the edit lies before that line. */
function endsOnOwnLine(text: TextBuffer, brace: number, edited: number): boolean {
  if (text.slice(brace, brace + 1) !== '}') return false;
  const line = lineStart(text, edited, brace);
  return line >= 0;
}

/** The declarations that an edit touches; null at the head of the file or where they share lines. */
function declarationPiece(declarations: readonly Declaration[], edit: Edit): Piece | null {
  const text = edit.before;
  const first = firstEndingAfter(declarations, edit.start - LOOKAHEAD);
  let last = first - 1;
  for (;;) {
    const following = declarations[last + 1];
    if (following === undefined) break;
    const line = lineStart(text, declarations[last]?.end ?? 0, following.start);
    if (line >= 0 && line > edit.end && standsAlone(text, following)) break;
    last++;
  }
  const before = declarations[first - 1];
  const head = declarations[first];
  if (head === undefined && before === undefined) return null;
  let start: number;
  if (before !== undefined) {
    start = before.end;
    if (head !== undefined && lineStart(text, start, head.start) < 0) return null;
  } else {
    start = lineStart(text, 0, head?.start ?? 0) - 1;
    if (start < 0) return null;
  }
  const following = declarations[last + 1];
  const end = following?.start ?? text.length;
  if (edit.start < start || edit.end > end) return null;
  return { first, last, start, end, closed: following === undefined };
}

/** A declaration that begins like one at the start of a line, so that it ends whatever was left open before it. */
function standsAlone(text: TextBuffer, declaration: Declaration): boolean {
  if (declaration.name.text === '') return false;
  const from = declaration.start + (declaration.doc?.end ?? 0);
  const head = text.slice(Math.max(from - 1, 0), declaration.start + declaration.name.start);
  return from === 0 ? /^(?:twin|device)\s/.test(head) : /[\r\n](?:twin|device)[ \t]+$/.test(head);
}

/** A declaration in column zero (or nothing) comes first, so that it ends what stands before the piece. */
function beginsWithDeclaration(tokens: readonly IToken[], text: string): boolean {
  let index = 0;
  while (tokens[index]?.tokenType === DocLine || tokens[index]?.tokenType === NewLine) index++;
  const word = tokens[index];
  if (word === undefined) return true;
  if (word.tokenType !== TwinWord && word.tokenType !== DeviceWord) return false;
  const before = text.charCodeAt(word.startOffset - 1);
  const name = tokens[index + 1];
  return (before === 10 || before === 13) && name !== undefined && (tokenMatcher(name, Name) || tokenMatcher(name, AnyText));
}

/** Reads a piece and says whether it stands on its own; null where it does not. */
function readPiece(text: string, closed: boolean, read: (tokens: IToken[]) => boolean): ReturnType<typeof theParser> | null {
  const tokens = lex(text);
  const first = tokens[0];
  if (first !== undefined) {
    // The line before the piece has ended, and what follows it there is not looked at from before.
    if (first.tokenType === LeftBrace || !/[\r\n]/.test(text.slice(0, first.startOffset))) return null;
    if (!closed && tokens[tokens.length - 1]?.tokenType !== NewLine) return null;
    // A condition goes on behind such a line break.
    const type = tokens[tokens.length - 2]?.tokenType;
    if (!closed && (type === And || type === Or || type === LeftParen || type === DocLine || type === Bad)) return null;
  }
  if (!read(tokens)) return null;
  const parser = theParser();
  return parser.escaped || parser.pending(closed) ? null : parser;
}

/** The start of the line of `at`, if nothing but blanks stands before it there; −1 otherwise. Looks back as far as `from`. */
function lineStart(text: TextBuffer, from: number, at: number): number {
  const gap = text.slice(Math.min(from, at), at);
  let index = gap.length - 1;
  while (index >= 0 && (gap.charCodeAt(index) === 32 || gap.charCodeAt(index) === 9)) index--;
  const code = gap.charCodeAt(index);
  return index >= 0 && (code === 10 || code === 13) ? Math.min(from, at) + index + 1 : -1;
}

function firstEndingAfter(spans: readonly { end: number }[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as { end: number }).end >= at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function lastStartingBefore(spans: readonly { start: number }[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as { start: number }).start > at) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

function spliced<T>(list: readonly T[], first: number, last: number, fresh: readonly T[]): T[] {
  const result = list.slice(0, first);
  for (const item of fresh) result.push(item);
  for (let index = last + 1; index < list.length; index++) result.push(list[index] as T);
  return result;
}

function shift(span: { start: number; end: number } | undefined, by: number): void {
  if (span === undefined) return;
  span.start += by;
  span.end += by;
}

function countProblems(store: ProblemStore): number {
  let count = store.file.length;
  for (const { own, members } of store.declarations.values()) {
    count += own.length;
    for (const list of members.values()) count += list.length;
  }
  return count;
}
