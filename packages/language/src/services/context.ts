/**
 * What is being typed at an offset: the blocks around it and the words of the statement before it. Only text before the offset is
 * read, from the last statement that begins there, so it works on half-typed text and costs the same in a file of any length.
 */

import { tokenMatcher, type IToken } from 'chevrotain';
import type { ParsedFile } from '../semantics/program.ts';
import { Bad, Comment, DocLine, lexAll, Name, OpenText } from '../syntax/tokens.ts';
import type { Declaration, Span } from '../tree.ts';
import { contentsOf, lastStartingAt, type TreeNode } from './children.ts';
import { nodeAt } from './cursor.ts';
import { placeWithin, type Place } from './marks.ts';
import { StatementReader, type Frame, type Piece } from './statement-reader.ts';

export interface TypingContext {
  /** `text`: within quotation marks; `comment`: also in documentation. */
  readonly within: 'code' | 'text' | 'comment';
  /** The blocks around the cursor, the outermost first; empty outside every declaration. */
  readonly frames: readonly Frame[];
  readonly place: Place;
  /** The statement up to the cursor, without the word and the dotted beginning that are being typed. */
  readonly statement: readonly Piece[];
  /** The words before the last dot of a path that is being typed: `L3` of `L3.ho<|>`. */
  readonly path: readonly Piece[];
  /** What is typed of the word so far, or of the text without its quotation mark. */
  readonly prefix: string;
  /** The word or the text's contents that are replaced. */
  readonly start: number;
  readonly end: number;
  readonly declaration: Declaration | null;
}

const CLOSING_NAME = /^[\p{L}\p{M}\p{Nd}_-]+/u;

/** Reads the context of an offset. Never throws, whatever stands there. */
export function contextAt(parsed: ParsedFile, offset: number): TypingContext {
  const { text } = parsed;
  const from = startOf(parsed, offset);
  const reader = new StatementReader(from.frames);
  const tokens = lexAll(text.slice(from.start, offset));
  const last = tokens.at(-1);
  const touching = last !== undefined && from.start + last.startOffset + last.image.length === offset ? last : undefined;
  const declaration = from.declaration;
  if (last !== undefined && (last.tokenType === OpenText || isComment(last)) && endsLine(text, from.start + last.startOffset, offset)) {
    for (const token of tokens.slice(0, -1)) reader.read(token, from.start, false);
    const start = from.start + last.startOffset + 1;
    const within = last.tokenType === OpenText ? 'text' : 'comment';
    const end = within === 'text' ? closingQuote(text, offset) : offset;
    return { within, ...reader.state(), path: [], prefix: text.slice(start, offset), start, end, declaration };
  }
  const word = touching !== undefined && tokenMatcher(touching, Name) ? touching : undefined;
  const dash = touching?.tokenType === Bad && touching.image === '-' && tokens.at(-2) !== undefined ? tokens.at(-2) : undefined;
  const dashed =
    dash !== undefined &&
    touching !== undefined &&
    tokenMatcher(dash, Name) &&
    dash.startOffset + dash.image.length === touching.startOffset
      ? dash
      : undefined;
  const typed = word ?? dashed;
  for (const [index, token] of tokens.entries()) {
    if (token === typed) break;
    reader.read(token, from.start, marksName(tokens[index + 1]?.image));
  }
  if (typed !== undefined) reader.split(typed, marksName(text.charAt(offset)));
  const start = typed === undefined ? offset : from.start + typed.startOffset;
  const rest = typed === undefined ? '' : (CLOSING_NAME.exec(text.slice(offset, offset + 200))?.[0] ?? '');
  const state = reader.state();
  const path = openPath(state.statement);
  return {
    within: 'code',
    ...state,
    statement: state.statement.slice(0, state.statement.length - 2 * path.length),
    path,
    prefix: text.slice(start, offset),
    start,
    end: offset + rest.length,
    declaration,
  };
}

/** `h.count`, `h:`, `h =`: no unit, even behind a number. */
function marksName(sign: string | undefined): boolean {
  return sign === '.' || sign === ':' || sign === '=';
}

/** `a.b.` at the end of a statement: its names. */
function openPath(statement: readonly Piece[]): Piece[] {
  const words: Piece[] = [];
  for (let index = statement.length - 1; index > 0; index -= 2) {
    const word = statement[index - 1];
    if (statement[index]?.text !== '.' || statement[index]?.kind !== 'sign' || word?.kind !== 'name') break;
    words.unshift(word);
  }
  return words;
}

function isComment(token: IToken): boolean {
  return token.tokenType === Comment || token.tokenType === DocLine;
}

/** Whether no line break stands between two offsets. */
function endsLine(text: string, start: number, end: number): boolean {
  return !/[\r\n]/.test(text.slice(start, end));
}

/** Where the text that is open at an offset ends: before its closing quotation mark on this line, else at the offset. */
function closingQuote(text: string, offset: number): number {
  const rest = /^[^"\r\n]*(?=")/.exec(text.slice(offset, offset + 400));
  return offset + (rest?.[0].length ?? 0);
}

interface Start {
  readonly start: number;
  readonly frames: readonly Frame[];
  readonly declaration: Declaration | null;
}

/** The last statement that begins at or before an offset, and the blocks around it, from the tree. */
function startOf({ tree, text }: ParsedFile, offset: number): Start {
  const declaration = tree.declarations[lastStartingAt(tree.declarations, offset)];
  if (declaration === undefined) {
    const line = tree.imports[lastStartingAt(tree.imports, offset)];
    return { start: line?.start ?? 0, frames: [], declaration: null };
  }
  const frames: Frame[] = [];
  let start = declaration.start;
  let base = declaration.start;
  let node: TreeNode = declaration;
  let place: Place = declaration.kind;
  let first = start;
  // A twin whose head is lost has no head to be read again.
  if (declaration.name.text === '' && declaration.name.end === declaration.name.start && declaration.members[0]?.start === 0) {
    frames.push({ place, head: [] });
  }
  for (;;) {
    const items: readonly Span[] = contentsOf(node) ?? [];
    const index = lastStartingAt(items, offset - base);
    const item = items[index] as TreeNode | undefined;
    if (item !== undefined) first = base + firstOnLine(items, index, base, text);
    if (item === undefined) break;
    if (node === declaration && standsOutside(text, base + item.start)) return { start: base + item.start, frames: [], declaration: null };
    if (node !== declaration || frames.length === 0) frames.push({ place, head: headOf(node, base) });
    start = base + item.start;
    if (node === declaration) base = start;
    const word = keywordOf(item);
    place = placeWithin(word, place);
    node = item;
  }
  return { start: Math.min(start, first), frames, declaration };
}

/** Where the first of the items begins that share a line with one: `L4 auto ex` are two for the parser, and one for who types. */
function firstOnLine(items: readonly Span[], index: number, base: number, text: string): number {
  let at = index;
  const start = items[index]?.start ?? 0;
  while (at > 0 && index - at < 20 && !/[\r\n]/.test(text.slice(base + (items[at - 1]?.start ?? 0), base + start))) at--;
  return items[at]?.start ?? start;
}

/** `d` in column zero behind a `}` in column zero: the parser takes it for a member, but a person begins a declaration. */
function standsOutside(text: string, start: number): boolean {
  if (start === 0 || !/[\r\n]/.test(text.charAt(start - 1))) return false;
  let index = start - 1;
  while (index > 0 && /\s/.test(text.charAt(index))) index--;
  return text.charAt(index) === '}' && /^[\r\n]?$/.test(text.charAt(index - 1));
}

/** The word that opens a node's braces. */
function keywordOf(node: TreeNode): string {
  if (!('kind' in node)) return '';
  switch (node.kind) {
    case 'group':
      return 'devices';
    case 'scenario':
    case 'model':
    case 'telemetry':
    case 'run':
    case 'feedback':
    case 'device':
    case 'twin':
      return node.kind;
    case 'rule':
      return 'on';
    case 'block':
      return node.name.text;
    default:
      return '';
  }
}

/** The words of a head that completion asks for: a group's name, a rule's first path, a feedback's group. */
function headOf(node: TreeNode, base: number): Piece[] {
  if (!('kind' in node)) return [];
  const pieces: Piece[] = [{ kind: 'name', text: keywordOf(node), start: base + node.start, end: base + node.start }];
  const add = (word: { text: string; start: number; end: number } | null | undefined): void => {
    if (word != null) pieces.push({ kind: 'name', text: word.text, start: base + word.start, end: base + word.end });
  };
  if (node.kind === 'group' || node.kind === 'model') add(node.name);
  if (node.kind === 'feedback') add(node.group);
  if (node.kind === 'rule') {
    let condition = node.condition;
    while (condition !== null && condition.kind !== 'comparison') {
      condition = condition.kind === 'not' ? condition.operand : (condition.operands[0] ?? null);
    }
    add(condition?.path.words[0]);
  }
  return pieces;
}

/** The node in whose braces the cursor is, if the tree has it; otherwise null. */
export function containerAt(parsed: ParsedFile, offset: number, place: Place): TreeNode | null {
  const path = nodeAt(parsed, offset);
  let outer: Place = 'file';
  let found: TreeNode | null = null;
  for (const { node } of path) {
    if (contentsOf(node) === null) continue;
    const inner = placeWithin(keywordOf(node), outer);
    outer = inner;
    if (inner === place) found = node;
  }
  return found ?? openContainer(parsed, offset, place);
}

/** A block that is not closed ends before the cursor: the last one that begins before it. */
function openContainer({ tree }: ParsedFile, offset: number, place: Place): TreeNode | null {
  let node: TreeNode | undefined = tree.declarations[lastStartingAt(tree.declarations, offset)];
  let base = 0;
  let outer: Place = 'file';
  let found: TreeNode | null = null;
  for (let first = true; node !== undefined && contentsOf(node) !== null; first = false) {
    outer = placeWithin(keywordOf(node), outer);
    if (outer === place) found = node;
    if (first) base = node.start;
    const items = (contentsOf(node) ?? []) as readonly { start: number; end: number }[];
    const item: { start: number; end: number } | undefined = items[lastStartingAt(items, offset - base)];
    if (item === undefined) break;
    if (first) base += item.start;
    node = item as TreeNode;
  }
  return found;
}
