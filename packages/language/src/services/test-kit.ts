/** For tests of services: texts with a cursor (`ho<|>t`) and ranges (`ra[|ng|]e`), programs from texts, edits applied. */

import type { TextEdit } from '../problem.ts';
import type { Program } from '../semantics/program.ts';
import { link } from '../semantics/program.ts';
import { parse } from '../syntax/parse.ts';
import type { Span } from '../tree.ts';

/** A text without its markers, and where they stood. */
export interface Marked {
  readonly text: string;
  /** The last `<|>`; the end of the text where there is none. */
  readonly offset: number;
  readonly ranges: readonly Span[];
}

/** Takes the markers out of a text. */
export function marked(source: string): Marked {
  let text = '';
  let offset = -1;
  const ranges: Span[] = [];
  const open: number[] = [];
  for (let at = 0; at < source.length;) {
    if (source.startsWith('<|>', at)) {
      offset = text.length;
      at += 3;
    } else if (source.startsWith('[|', at)) {
      open.push(text.length);
      at += 2;
    } else if (source.startsWith('|]', at)) {
      ranges.push({ start: open.pop() ?? 0, end: text.length });
      at += 2;
    } else {
      text += source.charAt(at);
      at++;
    }
  }
  ranges.sort((a, b) => a.start - b.start);
  return { text, offset: offset < 0 ? text.length : offset, ranges };
}

/** A program of `main.twin` (the first text) and other files, linked. */
export function programOf(text: string, others: Readonly<Record<string, string>> = {}): Program {
  const texts = { 'main.twin': text, ...others };
  return link(new Map(Object.entries(texts).map(([file, content]) => [file, parse(content, file)])), 'main.twin');
}

/** The text after edits of one file, which do not overlap. */
export function applied(text: string, edits: readonly Pick<TextEdit, 'start' | 'end' | 'text'>[]): string {
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}

/** The ranges of a text as a marked text, to be compared with the source. */
export function shown(text: string, ranges: readonly Span[]): string {
  const edits = ranges.flatMap(({ start, end }) => [
    { start, end: start, text: '[|' },
    { start: end, end, text: '|]' },
  ]);
  return applied(text, edits);
}
