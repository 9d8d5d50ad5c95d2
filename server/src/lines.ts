/**
 * Offsets ↔ positions of LSP, for one text through its edits. The only place that knows of lines, columns and their encoding (UTF-16, or
 * UTF-8 where client and server have agreed on it).
 */
import type { Position, Range } from 'vscode-languageserver';

export type Encoding = 'utf-16' | 'utf-8';

export class Lines {
  #text: string;
  #starts: number[];
  readonly #encoding: Encoding;

  constructor(text: string, encoding: Encoding) {
    this.#text = text;
    this.#encoding = encoding;
    this.#starts = [0, ...startsIn(text, 0, text.length)];
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The text is now `text`, where from `start` to `end` of the one before stands something else. */
  edit(start: number, end: number, text: string): void {
    const by = text.length - this.#text.length;
    // A carriage return before the edit may have become half of a line break, or have ceased to be.
    const from = Math.max(start - 1, 0);
    const first = this.#lineOf(from);
    const last = this.#lineOf(Math.min(end + 1, this.#text.length));
    const begin = this.#starts[first] ?? 0;
    const behind = this.#starts[last + 1];
    const fresh = startsIn(text, begin, behind === undefined ? text.length : behind + by);
    const starts = this.#starts.slice(0, first + 1);
    for (const at of fresh) starts.push(at);
    for (let line = last + 1; line < this.#starts.length; line++) {
      const at = (this.#starts[line] ?? 0) + by;
      if (at > (starts.at(-1) ?? 0)) starts.push(at);
    }
    this.#starts = starts;
    this.#text = text;
  }

  offset({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.#starts[line];
    if (start === undefined) return this.#text.length;
    const end = this.endAt(line);
    if (this.#encoding === 'utf-16') return Math.min(start + Math.max(character, 0), end);
    let bytes = 0;
    for (let at = start; at < end;) {
      if (bytes >= character) return at;
      const code = this.#text.codePointAt(at) ?? 0;
      bytes += bytesOf(code);
      at += code > 0xffff ? 2 : 1;
    }
    return end;
  }

  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.#text.length);
    const line = this.#lineOf(at);
    const start = this.#starts[line] ?? 0;
    if (this.#encoding === 'utf-16') return { line, character: at - start };
    let bytes = 0;
    for (let index = start; index < at;) {
      const code = this.#text.codePointAt(index) ?? 0;
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
    let end = this.#starts[line + 1] ?? this.#text.length;
    const start = this.#starts[line] ?? end;
    while (end > start && isBreak(this.#text.charCodeAt(end - 1))) end--;
    return end;
  }

  /** In UTF-16, whatever the session's encoding is: for requests beyond LSP. */
  place(offset: number): { readonly line: number; readonly character: number } {
    const at = Math.min(Math.max(offset, 0), this.#text.length);
    const line = this.#lineOf(at);
    return { line, character: at - (this.#starts[line] ?? 0) };
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
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
