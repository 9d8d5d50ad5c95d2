/**
 * Reads a document as lines, statements and blocks for the formatter: every token and comment, in order, with what must be left
 * as it is. How lines are printed stands in format.ts.
 */
import type { IToken } from 'chevrotain';
import type { Shape, Statements } from './statements.ts';
import { And, Comment, DocLine, LeftBrace, LeftParen, NewLine, On, Or, RightBrace, RightParen } from './tokens.ts';

/** A word or symbol; a break that the author made in a condition, perhaps after a comment; a block. */
export type Part = { kind: 'token'; token: IToken } | { kind: 'break'; comment: string | null } | { kind: 'block'; block: FormatBlock };

export interface Statement {
  readonly shape: Shape;
  readonly parts: Part[];
}

export interface FormatBlock {
  /** true where it stands on one line and holds no comment. */
  oneLine: boolean;
  /** A comment behind the `{`. */
  comment: string | null;
  lines: Line[];
}

/** A line of a block: a comment or documentation alone, text that stays as it is, or statements. */
export interface Line {
  readonly kind: 'comment' | 'raw' | 'statements';
  /** true where an empty line stands before it. */
  readonly blank: boolean;
  readonly text: string;
  readonly statements: Statement[];
  comment: string | null;
}

/** A part of the text that must stay as it is: from the start of its line. */
export interface RawSpan {
  readonly lineStart: number;
  readonly start: number;
  readonly end: number;
}

/** Reads all tokens of a text as the lines of a block without braces. */
export function readLines(text: string, tokens: readonly IToken[], statements: Statements, raw: readonly RawSpan[]): Line[] {
  return new Reader(text, tokens, statements, raw).lines();
}

class Reader {
  readonly #text: string;
  readonly #tokens: readonly IToken[];
  readonly #statements: Statements;
  readonly #raw: readonly RawSpan[];
  #at = 0;
  #nextRaw = 0;

  constructor(text: string, tokens: readonly IToken[], statements: Statements, raw: readonly RawSpan[]) {
    this.#text = text;
    this.#tokens = tokens;
    this.#statements = statements;
    this.#raw = raw;
  }

  /** Lines up to the `}` of this depth, which is not read. */
  lines(): Line[] {
    const lines: Line[] = [];
    let current: Line | null = null;
    let blank = false;
    const add = (kind: Line['kind'], text: string): Line => {
      const line: Line = { kind, blank: blank && lines.length > 0, text, statements: [], comment: null };
      lines.push(line);
      blank = false;
      return line;
    };
    for (let token = this.#tokens[this.#at]; token !== undefined; token = this.#tokens[this.#at]) {
      const type = token.tokenType;
      const raw = this.#raw[this.#nextRaw];
      if (raw !== undefined && token.startOffset >= raw.start) {
        add('raw', this.#text.slice(raw.lineStart, raw.end));
        current = this.#skipRaw(raw) ? (lines[lines.length - 1] ?? null) : null;
      } else if (type === RightBrace) {
        break;
      } else if (type === NewLine) {
        blank ||= lineBreaks(token.image) > 1;
        current = null;
        this.#at++;
      } else if (type === Comment || type === DocLine) {
        if (current === null) add('comment', token.image.trimEnd());
        else current.comment = token.image.trimEnd();
        this.#at++;
      } else {
        current ??= add('statements', '');
        current.statements.push(this.#statement());
      }
    }
    return lines;
  }

  /** Goes behind a span that stays as it is; true while its last line may still have a comment. */
  #skipRaw(raw: RawSpan): boolean {
    this.#nextRaw++;
    for (let token = this.#tokens[this.#at]; token !== undefined && token.startOffset < raw.end; token = this.#tokens[this.#at]) this.#at++;
    return true;
  }

  #statement(): Statement {
    const first = this.#tokens[this.#at];
    const shape = this.#statements.shapes.get(first?.startOffset ?? 0) ?? 'none';
    const parts: Part[] = [];
    let previous: IToken | null = null;
    for (let token = this.#tokens[this.#at]; token !== undefined; token = this.#tokens[this.#at]) {
      const type = token.tokenType;
      const goesOn: boolean = previous !== null && continues(first, previous);
      if (type === NewLine) {
        if (!goesOn && this.#tokens[this.#at + 1]?.tokenType !== RightParen) break;
        const last = parts[parts.length - 1];
        if (last?.kind !== 'break' && goesOn) parts.push({ kind: 'break', comment: null });
        this.#at++;
        continue;
      }
      if (type === Comment || type === DocLine) {
        if (!goesOn) break;
        parts.push({ kind: 'break', comment: token.image.trimEnd() });
        this.#at++;
        continue;
      }
      if (type === RightBrace || (previous !== null && this.#statements.shapes.has(token.startOffset))) break;
      if (type === LeftBrace) parts.push({ kind: 'block', block: this.#block() });
      else {
        parts.push({ kind: 'token', token });
        this.#at++;
      }
      previous = token;
    }
    return { shape, parts };
  }

  #block(): FormatBlock {
    const open = this.#at++;
    let comment: string | null = null;
    const next = this.#tokens[this.#at];
    if (next?.tokenType === Comment) {
      comment = next.image.trimEnd();
      this.#at++;
    }
    const lines = this.lines();
    let oneLine = true;
    for (let index = open; index < this.#at && oneLine; index++) {
      const type = this.#tokens[index]?.tokenType;
      oneLine = type !== NewLine && type !== Comment && type !== DocLine;
    }
    if (this.#tokens[this.#at]?.tokenType === RightBrace) this.#at++;
    return { oneLine: oneLine || (lines.length === 0 && comment === null), comment, lines };
  }
}

/** A condition goes on behind a line break after these. */
function continues(first: IToken | undefined, previous: IToken): boolean {
  const type = previous.tokenType;
  return first?.tokenType === On && (type === And || type === Or || type === LeftParen);
}

function lineBreaks(image: string): number {
  let count = 0;
  for (let index = 0; index < image.length; index++) {
    const code = image.charCodeAt(index);
    if (code === 10 || (code === 13 && image.charCodeAt(index + 1) !== 10)) count++;
  }
  return count;
}
