/**
 * What is being typed at an offset: the blocks around it and the words of the statement before it. Only text before the offset is
 * read, from the last statement that begins there, so it works on half-typed text and costs the same in a file of any length.
 */

import { tokenMatcher, type IToken } from 'chevrotain';
import {
  And,
  AnyText,
  Bad,
  Comment,
  DocLine,
  LeftBrace,
  lexAll,
  Name,
  NewLine,
  NumberToken,
  OpenText,
  Or,
  RightBrace,
} from '../syntax/tokens.ts';
import type { PropertyPlace } from '../properties.ts';
import type { ParsedFile } from '../semantics/program.ts';
import { wordsAt } from '../semantics/statements.ts';
import { isUnit } from '../units.ts';
import type { Declaration, Span } from '../tree.ts';
import { contentsOf, lastStartingAt, type TreeNode } from './children.ts';
import { nodeAt } from './cursor.ts';
import { placeWithin, rowAt, type Place } from './marks.ts';

/** A word, number, text or sign before the cursor. */
export interface Piece {
  readonly kind: 'name' | 'number' | 'text' | 'sign';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A block around the cursor. */
export interface Frame {
  readonly place: Place;
  /** What stands before its brace: `devices`, `motion`. */
  readonly head: readonly Piece[];
}

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
  const reader = new Reader(from.frames);
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

/** Follows tokens through blocks and statements. */
class Reader {
  readonly #frames: Frame[];
  #statement: Piece[] = [];
  #previous: IToken | null = null;

  constructor(frames: readonly Frame[]) {
    this.#frames = [...frames];
  }

  state(): { frames: readonly Frame[]; place: Place; statement: readonly Piece[] } {
    return { frames: this.#frames, place: this.#place(), statement: this.#statement };
  }

  /** `named`: a sign follows that makes a word a name and no unit. */
  read(token: IToken, base: number, named: boolean): void {
    const type = token.tokenType;
    if (type === Comment || type === DocLine) return;
    if (type === NewLine) {
      const previous = this.#previous?.tokenType;
      if (previous !== And && previous !== Or && previous?.name !== 'LeftParen') this.#statement = [];
    } else if (type === LeftBrace) {
      const word = this.#statement[0]?.text ?? '';
      this.#frames.push({ place: placeWithin(word, this.#place()), head: this.#statement });
      this.#statement = [];
    } else if (type === RightBrace) {
      this.#frames.pop();
      this.#statement = [];
    } else {
      this.split(token, named);
      const start = base + token.startOffset;
      this.#statement.push({ kind: kindOf(token), text: token.image, start, end: start + token.image.length });
    }
    this.#previous = token;
  }

  /** Begins a new statement if a word cannot belong to the one before it on its line. */
  split(token: IToken, named: boolean): void {
    if (this.#statement.length > 0 && tokenMatcher(token, Name) && this.#begins(token.image, named)) this.#statement = [];
  }

  #place(): Place {
    return this.#frames.at(-1)?.place ?? 'file';
  }

  /** Whether a name begins a statement after the pieces of the one before. */
  #begins(word: string, named: boolean): boolean {
    const place = this.#place();
    const pieces = this.#statement;
    const last = pieces.at(-1);
    const first = pieces[0]?.text ?? '';
    if (last === undefined) return true;
    if (last.text === '.' || last.text === ':' || last.text === '=' || last.text === '/') return false;
    const valued = last.kind === 'text' || last.kind === 'name' || last.kind === 'number';
    const unit = last.kind === 'number' && isUnit(word) && !named;
    switch (place) {
      case 'place':
        return (
          !('except'.startsWith(word) && last.text === 'auto') &&
          !pieces.some((piece) => piece.text === 'except') &&
          afterPath(pieces).length > 0
        );
      case 'telemetry':
      case 'feedback':
      case 'tags':
        return pieces.some((piece) => piece.text === ':') && valued && !unit;
      case 'assume':
        return (last.kind === 'number' && !unit) || (last.kind === 'name' && pieces.some((piece) => piece.kind === 'number'));
      case 'scenario': {
        const at = pieces.findIndex((piece) => piece.text === '=');
        if (at < 0 || word === 'for' || unit) return false;
        const values = pieces.slice(at + 1);
        return values.some((piece) => piece.kind !== 'name')
          ? last.text !== 'for'
          : values.length > 0 && first !== 'region' && first !== 'providers';
      }
      default: {
        if (pieces.length < 2 || unit) return false;
        const list = rowAt(place, first)?.parameters.some((parameter) => parameter.kind === 'words') === true;
        if (list || first === 'on' || first === 'run' || first === 'has' || last.text === 'for') return false;
        return wordsAt(isWordPlace(place) ? place : 'twin').includes(word) && rowAllows(place, pieces);
      }
    }
  }
}

/** The places whose statements begin with a word of the properties table. */
function isWordPlace(place: Place): place is PropertyPlace | 'file' | 'rule' {
  return !['unknown', 'telemetry', 'feedback', 'scenario', 'place', 'tags', 'assume'].includes(place);
}

/** `read cool` still lacks its value: what follows is not a new statement unless it is complete. */
function rowAllows(place: Place, pieces: readonly Piece[]): boolean {
  const row = rowAt(place, pieces[0]?.text ?? '');
  if (row === undefined) return true;
  const needed = row.parameters.filter((parameter) => parameter.optional !== true).length;
  return pieces.length > needed;
}

/** What follows the dotted name at the beginning of a statement. */
export function afterPath(pieces: readonly Piece[]): readonly Piece[] {
  let index = 1;
  while (pieces[index]?.text === '.' && pieces[index]?.kind === 'sign') index += 2;
  return pieces.slice(index);
}

function kindOf(token: IToken): Piece['kind'] {
  if (tokenMatcher(token, Name)) return 'name';
  if (token.tokenType === NumberToken) return 'number';
  return tokenMatcher(token, AnyText) ? 'text' : 'sign';
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
