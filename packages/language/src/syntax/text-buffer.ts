/**
 * A file's text as pieces, because joining 300 KB after each keystroke costs more than re-reading what changed.
 * Immutable: an edit gives a new buffer that shares the pieces. It knows nothing of the language.
 */

/** Beyond so many pieces they are joined into one. */
const MOST_PIECES = 64;

export class TextBuffer {
  readonly length: number;
  #pieces: readonly string[];

  constructor(text: string | readonly string[]) {
    this.#pieces = typeof text === 'string' ? [text] : text;
    let length = 0;
    for (const piece of this.#pieces) length += piece.length;
    this.length = length;
  }

  /** The whole text; joined on first use. */
  get text(): string {
    if (this.#pieces.length !== 1) this.#pieces = [this.#pieces.join('')];
    return this.#pieces[0] ?? '';
  }

  /** The text from `start` up to `end`. */
  slice(start: number, end: number): string {
    const parts: string[] = [];
    this.#each(start, end, (part) => parts.push(part));
    return parts.length === 1 ? (parts[0] ?? '') : parts.join('');
  }

  /** The buffer with `text` in place of what stands from `start` up to `end`. */
  replace(start: number, end: number, text: string): TextBuffer {
    const pieces: string[] = [];
    const keep = (part: string): number => pieces.push(part);
    this.#each(0, start, keep);
    if (text !== '') pieces.push(text);
    this.#each(end, this.length, keep);
    return new TextBuffer(pieces.length > MOST_PIECES ? [pieces.join('')] : pieces);
  }

  #each(start: number, end: number, visit: (part: string) => void): void {
    let at = 0;
    for (const piece of this.#pieces) {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, piece.length);
      if (from < to) visit(from === 0 && to === piece.length ? piece : piece.slice(from, to));
      at += piece.length;
      if (at >= end) return;
    }
  }
}
