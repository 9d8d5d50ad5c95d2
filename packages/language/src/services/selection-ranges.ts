/** Ever larger ranges around an offset: word, value, statement, the inside of its block, the block, up to the file. */

import type { ParsedFile } from '../semantics/program.ts';
import type { Span } from '../tree.ts';
import { contentsOf } from './children.ts';
import { insideOf } from './chunks.ts';
import { nodeAt } from './cursor.ts';

/** The ranges around an offset, the smallest first; each holds the one before and is larger. */
export function selectionRanges(parsed: ParsedFile, offset: number): Span[] {
  const ranges: Span[] = [];
  const add = (start: number, end: number): void => {
    const last = ranges.at(-1);
    if (last !== undefined && (start > last.start || end < last.end || (start === last.start && end === last.end))) return;
    if (start <= offset && offset <= end) ranges.push({ start, end });
  };
  for (const { node, start, end } of nodeAt(parsed, offset).reverse()) {
    if ('kind' in node && node.kind === 'text' && end - start >= 2) add(start + 1, end - 1);
    if (contentsOf(node) !== null) {
      const inside = insideOf(parsed.text, start, end);
      if (inside !== null) {
        const trimmed = trim(parsed.text, inside);
        add(trimmed.start, trimmed.end);
        add(inside.start, inside.end);
      }
    }
    add(start, end);
  }
  return ranges;
}

function trim(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const lead = inside.length - inside.trimStart().length;
  return inside.trim() === '' ? { start, end } : { start: start + lead, end: start + inside.trimEnd().length };
}
