/**
 * The smallest edits that put a placement into the `place { }` of a twin: comments and everything else stay as they are.
 * It knows the tree, not the costs.
 */
import type { TextEdit } from '../problem.ts';
import { SLOTS, type Provider, type Slot } from '../scenario.ts';
import type { ParsedFile } from '../semantics/program.ts';
import type { Block, PlaceLine, TwinDeclaration } from '../tree.ts';
import { indentAt, lineBreakOf } from './chunks.ts';

export interface PlaceWish {
  /** Slots to fix. */
  readonly set: Readonly<Partial<Record<Slot, Provider>>>;
  /** Slots to leave to the optimizer. */
  readonly free?: readonly Slot[];
  /** `auto` lines that leave a slot of `set` free stay, for they say what else is allowed. */
  readonly keepAuto?: boolean;
}

/**
 * The edits for one twin, to be applied together. A line of a slot that says something else is changed; a slot without a line of its own gets
 * one.
 */
export function placeEdits(parsed: ParsedFile, twin: TwinDeclaration, { set, free = [], keepAuto = false }: PlaceWish): TextEdit[] {
  const { file, text } = parsed;
  const blocks = twin.members.filter((member): member is Block => member.kind === 'block' && member.name.text === 'place');
  const lines = blocks.flatMap((block) =>
    block.items.flatMap((item) => (item.kind === 'place' ? [lineOf(item, twin.start + block.start)] : [])),
  );
  const edits: TextEdit[] = [];
  const missing: { slot: Slot; choice: string }[] = [];
  const shared = lines.findLast((line) => line.slot === 'L3');
  const tiers = SLOTS.filter((slot) => slot.startsWith('L3.'));
  // One line for all three tiers is freed as one, where all that follow it are.
  const together = tiers.filter((slot) => !lines.some((line) => line.slot === slot));
  const freesShared = shared !== undefined && together.length > 0 && together.every((slot) => free.includes(slot));
  if (freesShared && shared.choice !== null && shared.choice !== 'auto') edits.push(change(file, shared, 'auto'));
  for (const slot of SLOTS) {
    const choice = free.includes(slot) ? 'auto' : set[slot];
    if (choice === undefined) continue;
    // The last line of a slot counts; that of L3 only where the tier has none.
    const own = lines.findLast((line) => line.slot === slot);
    const follows = own === undefined && slot.startsWith('L3.') ? shared : undefined;
    const now = own ?? follows;
    if (now === undefined) {
      if (choice !== 'auto') missing.push({ slot, choice });
    } else if (now.choice === choice || (now.choice === 'auto' && choice !== 'auto' && keepAuto)) continue;
    else if (own !== undefined && own.choice !== null) edits.push(change(file, own, choice));
    else if (!(follows !== undefined && freesShared)) missing.push({ slot, choice });
  }
  if (missing.length > 0) edits.push(insertion(file, text, twin, blocks.at(-1), missing));
  return edits;
}

interface Line {
  readonly slot: string;
  /** `auto` or a provider; null where it is missing. */
  readonly choice: string | null;
  /** From the choice to the end of what it leaves out, in the file's offsets. */
  readonly start: number;
  readonly end: number;
}

function lineOf(item: PlaceLine, anchor: number): Line {
  const last = item.except.at(-1) ?? item.choice;
  return {
    slot: item.slot.words.map(({ text }) => text).join('.'),
    choice: item.choice?.text ?? null,
    start: anchor + (item.choice?.start ?? item.end),
    end: anchor + (last?.end ?? item.end),
  };
}

function change(file: string, { start, end }: Line, text: string): TextEdit {
  return { file, start, end, text };
}

/** New lines before the last `}` of the block; a block of its own before the last `}` of the twin where there is none. */
function insertion(
  file: string,
  text: string,
  twin: TwinDeclaration,
  block: Block | undefined,
  added: readonly { readonly slot: Slot; readonly choice: string }[],
): TextEdit {
  const newline = lineBreakOf(text);
  const width = Math.max(...added.map(({ slot }) => slot.length));
  if (block !== undefined) {
    const start = twin.start + block.start;
    const end = twin.start + block.end;
    const brace = text.lastIndexOf('}', end - 1);
    const at = brace > start ? brace : end;
    const indent = `${indentAt(text, start)}  `;
    // What stands before the brace on its line stays there, the new lines come after it.
    const before = text.slice(0, at).trimEnd().length;
    const commented = /\/\/[^\r\n]*$/.test(text.slice(text.lastIndexOf('\n', before - 1) + 1, before));
    const lines = added.map(({ slot, choice }) => `${newline}${indent}${slot.padEnd(width)} ${choice}`).join('');
    const onOneLine = !/[\r\n]/.test(text.slice(before, at));
    const position = commented || !onOneLine ? before : at;
    return {
      file,
      start: position,
      end: onOneLine && !commented ? at : position,
      text: `${lines}${onOneLine ? `${newline}${indentAt(text, start)}` : ''}`,
    };
  }
  const end = text[twin.end - 1] === '}' ? twin.end - 1 : twin.end;
  const indent = `${indentAt(text, twin.start)}  `;
  const before = text.slice(0, end).trimEnd().length;
  const lines = added.map(({ slot, choice }) => `${indent}  ${slot.padEnd(width)} ${choice}${newline}`).join('');
  const closing = /[\r\n]/.test(text.slice(before, end)) ? '' : newline;
  return { file, start: before, end: before, text: `${newline}${newline}${indent}place {${newline}${lines}${indent}}${closing}` };
}

/** Applies edits of one text that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}
