/** Cuts the inside of a block into its statements, each with the comments that belong to it, so that they can be moved without losing one. */

import type { Span } from '../tree.ts';

/** A statement with its comments. */
export interface Chunk {
  /** Without blank lines around it and without its indentation; the lines after the first keep theirs relative to it. */
  readonly text: string;
  /** true where a blank line stands before it. */
  readonly blankBefore: boolean;
  /** true where it begins on a line of its own. */
  readonly ownLine: boolean;
}

export interface Chunks {
  readonly chunks: readonly Chunk[];
  /** What stands behind the last statement: comments and blanks. */
  readonly tail: Span;
}

/** The statements of a block as chunks. `inside`: what stands between its braces; `spans`: its statements, in order, in the file's offsets. */
export function chunksOf(text: string, inside: Span, spans: readonly Span[]): Chunks {
  const chunks: Chunk[] = [];
  let start = inside.start;
  for (const [index, span] of spans.entries()) {
    const limit = spans[index + 1]?.start ?? inside.end;
    // A comment behind a statement on its line belongs to it.
    const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?=[\r\n]|$)/.exec(text.slice(span.end, limit))?.[0] ?? '';
    const end = span.end + rest.trimEnd().length;
    const whole = text.slice(start, end);
    chunks.push({ text: dedent(whole.trim()), blankBefore: /^[ \t]*\r?\n[ \t]*\r?\n/.test(whole), ownLine: /^[ \t]*[\r\n]/.test(whole) });
    start = end;
  }
  return { chunks, tail: { start, end: inside.end } };
}

/** Takes the indentation that the lines after the first have in common away from them. */
function dedent(text: string): string {
  const lines = text.split(/\r?\n/);
  const depths = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => (/^[ \t]*/.exec(line)?.[0] ?? '').length);
  const common = depths.length === 0 ? 0 : Math.min(...depths);
  return [lines[0] ?? '', ...lines.slice(1).map((line) => line.slice(common))].join('\n');
}

/** Lines with an indentation before each but blank ones. */
export function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : by + line))
    .join('\n');
}

/** The indentation of the line on which an offset stands. */
export function indentAt(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && text.charAt(start - 1) !== '\n' && text.charAt(start - 1) !== '\r') start--;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** The first `{` outside of texts and comments, between two offsets; −1 where there is none. */
export function braceAfter(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const character = text.charAt(at);
    if (character === '{') return at;
    if (character === '"') {
      for (at++; at < end && text.charAt(at) !== '"' && text.charAt(at) !== '\n'; at++) if (text.charAt(at) === '\\') at++;
    } else if (character === '/' && text.charAt(at + 1) === '/') {
      while (at < end && text.charAt(at) !== '\n') at++;
    }
  }
  return -1;
}

/** Between the braces of a block that spans `start` to `end`; null where a brace is missing. */
export function insideOf(text: string, start: number, end: number): Span | null {
  if (text.charAt(end - 1) !== '}') return null;
  const brace = braceAfter(text, start, end);
  return brace < 0 ? null : { start: brace + 1, end: end - 1 };
}

/** The line break that a text uses. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
