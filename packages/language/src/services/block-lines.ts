/** Adds lines to a block in the house's layout, and changes nothing else of it. */
import type { TextEdit } from '../problem.ts';
import type { ParsedFile } from '../semantics/program.ts';
import type { Span } from '../tree.ts';
import { indentAt, insideOf, lineBreakOf } from './chunks.ts';

/** A line to add: `count 40` has the name `count`, so that its value can stand below the others. */
export interface NewLine {
  readonly name: string;
  readonly text: string;
}

export interface PlacedBlock extends Span {
  /** The statements of the block in the file's offsets; `value` is where the first argument begins, if it has one. */
  readonly items: readonly (Span & { readonly value?: number })[];
  /** The statement behind which the lines go; left out: the last. −1: before all. */
  readonly after?: number;
}

/** One edit that adds all lines behind a statement; null where the block has lost a brace. */
export function addLines({ text, file }: ParsedFile, block: PlacedBlock, lines: readonly NewLine[]): TextEdit | null {
  const inside = insideOf(text, block.start, block.end);
  if (inside === null) return null;
  const before = block.items[block.after ?? block.items.length - 1];
  if (!/[\r\n]/.test(text.slice(inside.start, inside.end))) {
    const words = lines.map(({ name, text: value }) => `${name} ${value}`).join('  ');
    if (before !== undefined) return { file, start: before.end, end: before.end, text: `  ${words}` };
    const blank = text.slice(inside.start, inside.end).trim() === '';
    return { file, start: inside.start, end: blank ? inside.end : inside.start, text: blank ? ` ${words} ` : ` ${words} ` };
  }
  const neighbor = before ?? block.items[0];
  const margin =
    neighbor !== undefined && beginsLine(text, neighbor.start) ? indentAt(text, neighbor.start) : `${indentAt(text, block.start)}  `;
  const column = neighbor?.value === undefined ? 0 : neighbor.value - neighbor.start;
  const at = before === undefined ? inside.start : before.end + behind(text, before.end, block.end);
  const added = lines.map(({ name, text: value }) => `${lineBreakOf(text)}${margin}${name.padEnd(column - 1)} ${value}`).join('');
  // What stands behind the place on its line begins a line of its own.
  const rest = /^[ \t]*(?=[^\s])/.exec(text.slice(at, inside.end));
  const apart = rest !== null && !/^[ \t]*[\r\n]/.test(text.slice(at, inside.end)) ? `${lineBreakOf(text)}${margin}` : '';
  return { file, start: at, end: at + (apart === '' ? 0 : (rest?.[0].length ?? 0)), text: added + apart };
}

/** The characters of a comment behind a statement on its line. */
function behind(text: string, from: number, to: number): number {
  const found = /^[ \t]*\/\/[^\r\n]*/.exec(text.slice(from, to))?.[0] ?? '';
  return found.trimEnd().length;
}

function beginsLine(text: string, offset: number): boolean {
  return /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, offset - 200), offset));
}
