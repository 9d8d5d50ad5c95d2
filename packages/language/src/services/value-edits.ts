/**
 * Where a number of a scenario is written, how another value is written in its unit, and the edits that put values into a twin.
 * What a value means is the semantics' matter; what it costs nobody's here.
 */
import type { TextEdit } from '../problem.ts';
import type { SourceRange } from '../scenario.ts';
import { formatBytes, formatNumber, formatSeconds } from '../semantics/format-value.ts';
import type { ParsedFile } from '../semantics/program.ts';
import type { Argument, Block, Group, Item, Override, Property, Quantity, TwinDeclaration } from '../tree.ts';
import { inBaseUnits, SECONDS_PER_DAY, SECONDS_PER_MONTH, UNITS } from '../units.ts';
import type { Dimension } from '../properties.ts';
import { addLines, type NewLine, type PlacedBlock } from './block-lines.ts';
import { indentAt, lineBreakOf } from './chunks.ts';
import { nodeAt } from './cursor.ts';

/** A quantity in a text, in the file's offsets. */
export interface WrittenQuantity {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly unit: string | null;
  readonly per: string | null;
}

/** How numbers of a dimension are written: `min`, `/ hour`, `h / day`. */
export interface WrittenUnit {
  /** After the number, with no blank before it; empty: none. */
  readonly text: string;
  /** Base units in one of it: seconds, bytes, events a second, bytes a month, seconds a day. */
  readonly factor: number;
}

/** The path of the time after `for` of `refresh`, which no scenario block can name alone. */
export const VIEWING = 'visualization.refresh.for';

/** The quantity that says the value of a path, where it is written; null where it is not. @param at where its statement stands */
export function writtenQuantity(files: ReadonlyMap<string, ParsedFile>, at: SourceRange | null, path: string): WrittenQuantity | null {
  const statement = at === null ? null : statementAt(files, at);
  if (statement === null || at === null) return null;
  const quantity = quantityOf(path === VIEWING ? statement.node.forArguments : statement.node.arguments);
  if (quantity === null) return null;
  return {
    file: at.file,
    start: statement.base + quantity.start,
    end: statement.base + quantity.end,
    unit: quantity.unit?.text ?? null,
    per: quantity.per?.text ?? null,
  };
}

interface Statement {
  readonly node: Property | Override;
  /** What turns the offsets of its parts into the file's. */
  readonly base: number;
}

function statementAt(files: ReadonlyMap<string, ParsedFile>, at: SourceRange): Statement | null {
  const parsed = files.get(at.file);
  if (parsed === undefined) return null;
  const path = nodeAt(parsed, at.start);
  const base = path[2]?.start ?? 0;
  for (const { node } of path) {
    if ('kind' in node && (node.kind === 'property' || node.kind === 'override')) return { node, base };
  }
  return null;
}

function quantityOf(list: readonly Argument[]): Quantity | null {
  return list.find((argument): argument is Quantity => argument.kind === 'quantity') ?? null;
}

/** The unit of a written quantity; null where it is none of the dimension. */
export function unitOf({ unit, per }: Pick<WrittenQuantity, 'unit' | 'per'>, dimension: Dimension): WrittenUnit | null {
  const known = unit === null ? null : UNITS.get(unit);
  const time = per === null ? null : UNITS.get(per);
  if (known === undefined || time === undefined) return null;
  const seconds = time === null ? null : inBaseUnits(1, time);
  const one = known === null ? 1 : inBaseUnits(1, known);
  const text = `${unit ?? ''}${per === null ? '' : `${unit === null ? '' : ' '}/ ${per}`}`;
  switch (dimension) {
    case 'rate':
      return seconds === null ? (known?.kind === 'frequency' ? { text, factor: 1 } : null) : { text, factor: 1 / seconds };
    case 'size-rate':
      return seconds === null ? null : { text, factor: (one * SECONDS_PER_MONTH) / seconds };
    case 'time-rate':
      return seconds === null ? null : { text, factor: (one * SECONDS_PER_DAY) / seconds };
    default:
      return { text, factor: one };
  }
}

/** The unit in which a person would write a value that nobody has written. */
export function usualUnit(value: number, dimension: Dimension): WrittenUnit {
  const named = (words: string): WrittenUnit => {
    const word = words.slice(words.indexOf(' ') + 1);
    const unit = UNITS.get(word);
    return { text: unit?.plural ?? word, factor: unit === undefined ? 1 : inBaseUnits(1, unit) };
  };
  switch (dimension) {
    case 'duration':
      return named(formatSeconds(value));
    case 'size':
      return named(formatBytes(value));
    case 'share':
      return { text: '%', factor: 0.01 };
    case 'rate':
      return { text: '/ hour', factor: 1 / 3_600 };
    case 'size-rate':
      return { text: 'GB / month', factor: 1_024 ** 3 };
    case 'time-rate':
      return { text: 'h / day', factor: 3_600 };
    default:
      return { text: '', factor: 1 };
  }
}

/** A value as it is written in a unit: `240`, `3 min`, `30 / hour`. Twelve digits, which is more than anybody means. */
export function valueText(value: number, { text, factor }: WrittenUnit): string {
  const number = Number((value / factor).toPrecision(12));
  const one = number === 1 ? singular(text) : plural(text);
  return text === '' ? formatNumber(number) : `${formatNumber(number)} ${one}`;
}

function singular(text: string): string {
  return text.replace(/^(?:second|minute|hour|day|week|month|year)s$/, (word) => word.slice(0, -1));
}

/** Words that were written beside a 1 (`1 month`) get their plural beside other numbers. */
function plural(text: string): string {
  return text.replace(/^(?:second|minute|hour|day|week|month|year)$/, (word) => `${word}s`);
}

/** A value to write: `text` as `valueText` gives it. */
export interface ValueChange {
  readonly path: string;
  readonly text: string;
  /** Where the value stands now: its own statement, its device type's, or null for a default. */
  readonly at: SourceRange | null;
}

/**
 * The edits that write values into a twin, to be applied together. What the twin says itself is replaced in its place; what it has from a
 * device type or by default gets a line of its own. null: a value cannot be written, because a brace of its block is missing.
 */
export function valueEdits(parsed: ParsedFile, twin: TwinDeclaration, changes: readonly ValueChange[]): TextEdit[] | null {
  const edits: TextEdit[] = [];
  const added = new Map<string, NewLine[]>();
  for (const { path, text, at } of changes) {
    const own = at !== null && at.file === parsed.file && at.start >= twin.start && at.end <= twin.end ? at : null;
    const written = writtenQuantity(new Map([[parsed.file, parsed]]), own, path);
    if (written !== null) {
      if (parsed.text.slice(written.start, written.end) !== text)
        edits.push({ file: parsed.file, start: written.start, end: written.end, text });
      continue;
    }
    const [block, line] = lineOf(path, text);
    if (path === VIEWING) {
      const end = refreshEnd(twin);
      if (end === null) return null;
      // Where `refresh` itself is changed too, its own edit ends before this one.
      edits.push({ file: parsed.file, start: end, end, text: ` for ${text}` });
      continue;
    }
    added.set(block, [...(added.get(block) ?? []), line]);
  }
  for (const [block, lines] of added) {
    const edit = addTo(parsed, twin, block, lines);
    if (edit === null) return null;
    edits.push(edit);
  }
  return edits;
}

/** The block of a path and the line that says its value there. */
function lineOf(path: string, text: string): readonly [block: string, line: NewLine] {
  const words = path.split('.');
  if (words[1] === 'read') return ['storage', { name: `read ${words[2] ?? ''}`, text }];
  if (words[1] === 'storage') return [`${words[0] ?? ''}.storage`, { name: words[2] ?? '', text }];
  return [words[0] ?? '', { name: words.slice(1).join('.'), text }];
}

function refreshEnd(twin: TwinDeclaration): number | null {
  for (const member of twin.members) {
    if (member.kind !== 'block' || member.name.text !== 'visualization') continue;
    const item = member.items.find((found) => found.kind === 'property' && found.name.text === 'refresh');
    if (item !== undefined) return twin.start + member.start + item.end;
  }
  return null;
}

function addTo(parsed: ParsedFile, twin: TwinDeclaration, name: string, lines: readonly NewLine[]): TextEdit | null {
  const [group, inner] = name.split('.');
  const member = twin.members.findLast(
    (found): found is Group | Block =>
      (found.kind === 'group' && found.name.text === group) || (found.kind === 'block' && found.name.text === group),
  );
  if (member === undefined) return newBlock(parsed, twin, name, lines);
  const base = twin.start + member.start;
  if (inner === undefined || member.kind === 'block')
    return addLines(parsed, placed(member.items, base, base, twin.start + member.end), lines);
  const storage = member.items.findLast((item): item is Block => item.kind === 'block' && item.name.text === inner);
  if (storage !== undefined) return addLines(parsed, placed(storage.items, base, base + storage.start, base + storage.end), lines);
  const words = lines.map(({ name: word, text }) => `${word} ${text}`).join('  ');
  return addLines(parsed, { ...placed(member.items, base, base, twin.start + member.end), after: member.items.length - 1 }, [
    { name: inner, text: `{ ${words} }` },
  ]);
}

/** Lines go behind the last plain property: blocks within a group come after them. */
function placed(items: readonly Item[], base: number, start: number, end: number): PlacedBlock {
  const spans = items.map((item) => {
    const value = item.kind === 'property' ? item.arguments[0]?.start : undefined;
    const from = item.kind === 'property' ? item.name.start : item.start;
    return { start: base + from, end: base + item.end, ...(value === undefined ? {} : { value: base + value }) };
  });
  const after = items.findLastIndex((item) => item.kind === 'property');
  return { start, end, items: spans, after };
}

/** A block that the twin does not have yet, behind its last block of those that come before. */
function newBlock({ text, file }: ParsedFile, twin: TwinDeclaration, name: string, lines: readonly NewLine[]): TextEdit | null {
  const before = twin.members.findLast(
    (member) => member.kind === 'group' || (member.kind === 'block' && (member.name.text === 'processing' || member.name.text === 'tags')),
  );
  const last = before ?? twin.members.at(-1);
  if (last === undefined) return null;
  const end = twin.start + last.end;
  const at = end + (/^[ \t]*\/\/[^\r\n]*/.exec(text.slice(end))?.[0] ?? '').trimEnd().length;
  const eol = lineBreakOf(text);
  const words = lines.map(({ name: word, text: value }) => `${word} ${value}`).join('  ');
  return { file, start: at, end: at, text: `${eol}${eol}${indentAt(text, twin.start)}  ${name} { ${words} }` };
}
