/** Follows tokens through blocks and statements, as a person reads half a text: which blocks are open, and which statement has begun. */

import { tokenMatcher, type IToken } from 'chevrotain';
import type { PropertyPlace } from '../properties.ts';
import { wordsAt } from '../semantics/statements.ts';
import { And, AnyText, Comment, DocLine, LeftBrace, LeftParen, Name, NewLine, NumberToken, Or, RightBrace } from '../syntax/tokens.ts';
import { isUnit } from '../units.ts';
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

/** Follows tokens through blocks and statements. */
export class StatementReader {
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
      if (previous !== And && previous !== Or && previous !== LeftParen) this.#statement = [];
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
