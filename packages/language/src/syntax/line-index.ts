/** Offsets ↔ lines and columns of a text. Lines and columns count from 0, columns in UTF-16 code units; what an editor shows is its own. */

export interface Position {
  readonly line: number;
  readonly column: number;
}

export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) this.#starts.push(index + 1);
    }
  }

  get lines(): number {
    return this.#starts.length;
  }

  /** The line and column of an offset; offsets outside the text count as its ends. */
  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.#length);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: at - (this.#starts[low] ?? 0) };
  }

  /** The offset of a line and column; a column behind the line's end counts as the start of the next line at most. */
  offset({ line, column }: Position): number {
    if (line < 0) return 0;
    const start = this.#starts[line];
    if (start === undefined) return this.#length;
    return Math.min(start + Math.max(column, 0), this.#starts[line + 1] ?? this.#length);
  }
}
