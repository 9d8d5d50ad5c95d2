/**
 * The smallest edits that put a placement into the `place { }` of a twin: comments and everything else stay as they are.
 * It knows the tree, not the costs.
 */
import { SLOTS, type Placement, type Slot } from '@twin2multicloud/cost';
import { parse, type Provider, type TextEdit, type tree } from '@twin2multicloud/language';

/**
 * The edits for one twin of a file, to be applied together. A line of a slot that has another provider is changed; a slot without a line of its own
 * gets one; `auto` lines that leave the slot free stay, for they say what else is allowed. Null where the file has no such twin.
 */
export function placeEdits(file: string, text: string, twin: string, placement: Placement): TextEdit[] | null {
  const { tree: source } = parse(text, file);
  const declaration = source.declarations.find((found) => found.kind === 'twin' && found.name.text === twin);
  if (declaration?.kind !== 'twin') return null;
  const blocks = declaration.members.filter((member) => member.kind === 'block' && member.name.text === 'place');
  const lines = blocks.flatMap((block) =>
    block.kind === 'block'
      ? block.items.flatMap((item) => (item.kind === 'place' ? [lineOf(item, declaration.start + block.start)] : []))
      : [],
  );
  const edits: TextEdit[] = [];
  const missing: Slot[] = [];
  for (const slot of SLOTS) {
    const provider = placement[slot];
    if (provider === undefined) continue;
    // The last line of a slot counts; that of L3 only where the tier has none.
    const own = lines.findLast((line) => line.slot === slot);
    const shared = slot.startsWith('L3.') ? lines.findLast((line) => line.slot === 'L3') : undefined;
    if (own !== undefined) {
      if (own.choice !== null && own.choice.text !== 'auto' && own.choice.text !== provider)
        edits.push(replace(file, own, own.choice, provider));
      else if (own.choice === null) missing.push(slot);
    } else if (shared?.choice?.text !== provider && shared?.choice?.text !== 'auto') missing.push(slot);
  }
  const added = missing.map((slot) => ({ slot, provider: placement[slot] as Provider }));
  if (added.length > 0) edits.push(insertion(file, text, declaration, blocks.at(-1), added));
  return edits;
}

interface Line {
  readonly slot: string;
  readonly choice: tree.Word | null;
  /** Absolute offset to which the nodes of the line are relative. */
  readonly anchor: number;
}

function lineOf(item: tree.PlaceLine, anchor: number): Line {
  return { slot: item.slot.words.map(({ text }) => text).join('.'), choice: item.choice, anchor };
}

function replace(file: string, line: Line, choice: tree.Word, provider: Provider): TextEdit {
  return { file, start: line.anchor + choice.start, end: line.anchor + choice.end, text: provider };
}

/** New lines before the last `}` of the block; a block of its own before the last `}` of the twin where there is none. */
function insertion(
  file: string,
  text: string,
  declaration: tree.TwinDeclaration,
  block: tree.Member | undefined,
  added: readonly { readonly slot: Slot; readonly provider: Provider }[],
): TextEdit {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const width = Math.max(...added.map(({ slot }) => slot.length));
  if (block !== undefined) {
    const start = declaration.start + block.start;
    const end = declaration.start + block.end;
    const brace = text.lastIndexOf('}', end - 1);
    const at = brace > start ? brace : end;
    const indent = `${indentAt(text, start)}  `;
    // What stands before the brace on its line stays there, the new lines come after it.
    const before = text.slice(0, at).trimEnd().length;
    const commented = /\/\/[^\r\n]*$/.test(text.slice(text.lastIndexOf('\n', before - 1) + 1, before));
    const lines = added.map(({ slot, provider }) => `${newline}${indent}${slot.padEnd(width)} ${provider}`).join('');
    const onOneLine = !/[\r\n]/.test(text.slice(before, at));
    const position = commented || !onOneLine ? before : at;
    return {
      file,
      start: position,
      end: onOneLine && !commented ? at : position,
      text: `${lines}${onOneLine ? `${newline}${indentAt(text, start)}` : ''}`,
    };
  }
  const end = text[declaration.end - 1] === '}' ? declaration.end - 1 : declaration.end;
  const indent = `${indentAt(text, declaration.start)}  `;
  const before = text.slice(0, end).trimEnd().length;
  const lines = added.map(({ slot, provider }) => `${indent}  ${slot.padEnd(width)} ${provider}${newline}`).join('');
  const closing = /[\r\n]/.test(text.slice(before, end)) ? '' : newline;
  return { file, start: before, end: before, text: `${newline}${newline}${indent}place {${newline}${lines}${indent}}${closing}` };
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

/** Applies edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}
