/**
 * Offsets ↔ positions of LSP, for one text through its edits. The only place that knows of lines, columns and their encoding (UTF-16, or
 * UTF-8 where client and server have agreed on it).
 */
import type { Position, Range } from 'vscode-languageserver';

export type Encoding = 'utf-16' | 'utf-8';

export class Lines {
  /** Joined only where it must be looked at: an edit within a line and columns in UTF-16 do without. */
  #text: () => string;
  #length: number;
  #starts: number[];
  /** The length of every line break: 1 or 2; 0 where they differ, so that each is looked up in the text. */
  #breaks: 0 | 1 | 2;
  readonly #encoding: Encoding;
  /** The line found last: who asks for many goes on from there. */
  #near = 0;
  /** How many edits there were, and at which of them lines came or went last. */
  edits = 0;
  recounted = 0;

  constructor(text: string, encoding: Encoding) {
    this.#text = () => text;
    this.#length = text.length;
    this.#encoding = encoding;
    this.#starts = [0, ...startsIn(text, 0, text.length)];
    this.#breaks = breaksOf(text);
  }

  get count(): number {
    return this.#starts.length;
  }

  /** Where from `start` to `end` something stood, `inserted` stands now; `text` gives the whole text that came of it. */
  edit(start: number, end: number, inserted: string, text: () => string): void {
    const by = inserted.length - (end - start);
    this.edits++;
    const line = this.#lineOf(start);
    if (this.#keepsBreaks(line, start, end, inserted)) this.#shift(line + 1, by);
    else this.#recount(start, end, text(), by);
    this.#text = text;
    this.#length += by;
  }

  /** The edit lies in a line, and the line breaks around it stay as they are. */
  #keepsBreaks(line: number, start: number, end: number, inserted: string): boolean {
    if (this.#breaks === 0 || /[\r\n]/.test(inserted)) return false;
    const [from, to] = [this.#starts[line] ?? 0, this.endAt(line)];
    // What stands between two breaks may be all that keeps them apart.
    return start <= to && end <= to && (inserted !== '' || start > from || end < to);
  }

  #shift(from: number, by: number): void {
    if (by === 0) return;
    const starts = this.#starts;
    for (let line = from; line < starts.length; line++) starts[line] = (starts[line] ?? 0) + by;
  }

  #recount(start: number, end: number, text: string, by: number): void {
    // A carriage return before the edit may have become half of a line break, or have ceased to be.
    this.recounted = this.edits;
    const first = this.#lineOf(Math.max(start - 1, 0));
    const last = this.#lineOf(Math.min(end + 1, this.#length));
    const begin = this.#starts[first] ?? 0;
    const behind = this.#starts[last + 1];
    const until = behind === undefined ? text.length : behind + by;
    const starts = this.#starts.slice(0, first + 1);
    for (const at of startsIn(text, begin, until)) starts.push(at);
    for (let line = last + 1; line < this.#starts.length; line++) {
      const at = (this.#starts[line] ?? 0) + by;
      if (at > (starts.at(-1) ?? 0)) starts.push(at);
    }
    this.#starts = starts;
    this.#breaks = this.#breaks === 0 ? breaksOf(text) : this.#breaksWith(text.slice(begin, until));
    this.#near = 0;
  }

  /** Where all breaks are of one kind and `fresh` is counted anew. */
  #breaksWith(fresh: string): 0 | 1 | 2 {
    return /[\r\n]/.test(fresh) && breaksOf(fresh) !== this.#breaks ? 0 : this.#breaks;
  }

  offset({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.#starts[line];
    if (start === undefined) return this.#length;
    const end = this.endAt(line);
    if (this.#encoding === 'utf-16') return Math.min(start + Math.max(character, 0), end);
    const text = this.#text();
    let bytes = 0;
    for (let at = start; at < end;) {
      if (bytes >= character) return at;
      const code = text.codePointAt(at) ?? 0;
      bytes += bytesOf(code);
      at += code > 0xffff ? 2 : 1;
    }
    return end;
  }

  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.#length);
    const line = this.#lineOf(at);
    const start = this.#starts[line] ?? 0;
    if (this.#encoding === 'utf-16') return { line, character: at - start };
    const text = this.#text();
    let bytes = 0;
    for (let index = start; index < at;) {
      const code = text.codePointAt(index) ?? 0;
      bytes += bytesOf(code);
      index += code > 0xffff ? 2 : 1;
    }
    return { line, character: bytes };
  }

  range({ start, end }: { readonly start: number; readonly end: number }): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** Where a line ends, without its line break. */
  endAt(line: number): number {
    const next = this.#starts[line + 1];
    if (this.#breaks !== 0) return next === undefined ? this.#length : next - this.#breaks;
    let end = next ?? this.#length;
    const start = this.#starts[line] ?? end;
    const text = this.#text();
    while (end > start && isBreak(text.charCodeAt(end - 1))) end--;
    return end;
  }

  /** In UTF-16, whatever the session's encoding is: for requests beyond LSP. */
  place(offset: number): { readonly line: number; readonly character: number } {
    const at = Math.min(Math.max(offset, 0), this.#length);
    const line = this.#lineOf(at);
    return { line, character: at - (this.#starts[line] ?? 0) };
  }

  #lineOf(offset: number): number {
    const starts = this.#starts;
    let low = 0;
    let high = starts.length - 1;
    const near = this.#near;
    if ((starts[near] ?? Infinity) <= offset) {
      low = near;
      // Most often the same line or one soon after.
      for (let step = 1; low + step < high; step *= 4) {
        if ((starts[low + step] ?? 0) > offset) high = low + step - 1;
        else low += step;
      }
    }
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return (this.#near = low);
  }
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function bytesOf(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** Where lines begin behind `from`, up to and with `to`. */
function startsIn(text: string, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** The length of all line breaks of a text; 0 where they are of several kinds. A text without any counts as `\n`. */
function breaksOf(text: string): 0 | 1 | 2 {
  if (!text.includes('\r')) return 1;
  return /\r(?!\n)|(?<!\r)\n/.test(text) ? 0 : 2;
}
