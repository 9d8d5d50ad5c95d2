/** Refactorings between a group and its device type: extract a type from a group, inline a type into one group or into all of them. */

import type { TextEdit } from '../problem.ts';
import type { ParsedFile, Program } from '../semantics/program.ts';
import { propertyAt } from '../properties.ts';
import type { DeviceDeclaration, Field, Group, Item, Member, Span, TwinDeclaration } from '../tree.ts';
import { chunksOf, indent, indentAt, insideOf, lineBreakOf, type Chunk } from './chunks.ts';
import { groupsOfType, typeNamed, type Files } from './symbols.ts';

/** A group that stands in a twin of a file. */
export interface PlacedGroup {
  readonly parsed: ParsedFile;
  readonly twin: TwinDeclaration;
  readonly group: Group;
}

/** Moves all but `count` of a group without a type into a new device type before its twin; null where that cannot be done. */
export function extractType(
  program: Program,
  { parsed, twin, group }: PlacedGroup,
): { readonly name: string; readonly edits: readonly TextEdit[] } | null {
  const { text, file } = parsed;
  if (group.type !== null || group.name.text === '') return null;
  const base = twin.start + group.start;
  const inside = insideOf(text, base, twin.start + group.end);
  if (inside === null) return null;
  const spans = group.items.map((item) => ({ start: base + item.start, end: base + item.end }));
  const { chunks, tail } = chunksOf(text, inside, spans);
  const stays = chunks.filter((_, index) => isCount(group.items[index]));
  const moves = chunks.filter((_, index) => !isCount(group.items[index]));
  if (moves.length === 0) return null;
  const name = freeName(program.files, file, typeNameOf(group.name.text));
  const margin = indentAt(text, twin.start);
  const eol = lineBreakOf(text);
  const declaration = indent(`device ${name} {\n${bodyOf(moves)}\n}\n\n`, margin).trimStart();
  const comments = text.slice(tail.start, tail.end);
  const oneLine = !/[\r\n]/.test(text.slice(inside.start, inside.end));
  const kept =
    oneLine || stays.length === 0
      ? ` ${stays.map((chunk) => chunk.text).join('  ')} `.replace(/^ {2}$/, ' ')
      : `\n${indent(bodyOf(stays), indentAt(text, base))}\n${indentAt(text, base)}`;
  const body = comments.trim() === '' ? kept : `${kept.trimEnd()}${comments}`;
  return {
    name,
    edits: [
      { file, start: twin.start, end: twin.start, text: withBreaks(declaration + margin, eol) },
      { file, start: base + group.name.end, end: base + group.name.end, text: ` : ${name}` },
      { file, start: inside.start, end: inside.end, text: withBreaks(body, eol) },
    ],
  };
}

function withBreaks(text: string, eol: string): string {
  return text.replaceAll(/\r?\n/g, eol);
}

function isCount(item: Item | undefined): boolean {
  return item?.kind === 'property' && item.name.text === 'count';
}

/** `thermostats` → `Thermostat`. */
function typeNameOf(group: string): string {
  const name = group.charAt(0).toUpperCase() + group.slice(1);
  return /[^s]s$/.test(name) && name.length > 3 ? name.slice(0, -1) : name;
}

function freeName(files: Files, file: string, wanted: string): string {
  let name = wanted;
  for (let number = 2; typeNamed(files, file, name) !== null; number++) name = `${wanted}${number}`;
  return name;
}

/** Chunks on lines of their own, indented by one step. */
function bodyOf(chunks: readonly Chunk[]): string {
  return chunks.map((chunk, index) => (chunk.blankBefore && index > 0 ? '\n' : '') + indent(chunk.text, '  ')).join('\n');
}

/** Writes what its type says into a group; null where the group has no known type or one of them is broken. */
export function inlineType(program: Program, placed: PlacedGroup): readonly TextEdit[] | null {
  const type = placed.group.type === null ? null : typeNamed(program.files, placed.parsed.file, placed.group.type.text);
  const source = type === null ? undefined : program.files.get(type.file);
  return type === null || source === undefined ? null : inlined(placed, source, type.declaration);
}

/** Inlines a type into every group of the loaded files that has it; `remove`: and takes its declaration away. null where one cannot be. */
export function inlineEverywhere(
  program: Program,
  parsed: ParsedFile,
  type: DeviceDeclaration,
  remove: boolean,
): readonly TextEdit[] | null {
  const uses = groupsOfType(program.files, type.name.text, type);
  if (uses.length === 0 || insideOf(parsed.text, type.start, type.end) === null) return null;
  const edits: TextEdit[] = [];
  for (const { file, twin, group } of uses) {
    const user = program.files.get(file);
    const found = user === undefined ? null : inlined({ parsed: user, twin, group }, parsed, type);
    if (found === null) return null;
    edits.push(...found);
  }
  if (!remove) return edits;
  const after = /^[ \t]*(?:\r?\n)*/.exec(parsed.text.slice(type.end, type.end + 1_000))?.[0] ?? '';
  edits.push({ file: parsed.file, start: type.start, end: type.end + after.length, text: '' });
  return edits;
}

/** A statement of the merged group. */
interface Piece extends Chunk {
  readonly key: string;
}

function inlined({ parsed, twin, group }: PlacedGroup, source: ParsedFile, type: DeviceDeclaration): readonly TextEdit[] | null {
  if (group.type === null) return null;
  const base = twin.start + group.start;
  const inside = insideOf(parsed.text, base, twin.start + group.end);
  const typeInside = insideOf(source.text, type.start, type.end);
  if (inside === null || typeInside === null) return null;
  const own = group.items;
  const spans = own.map((item) => ({ start: base + item.start, end: base + item.end }));
  const typeSpans = type.members.map((member) => ({ start: type.start + member.start, end: type.start + member.end }));
  const ownChunks = chunksOf(parsed.text, inside, spans);
  const typeChunks = chunksOf(source.text, typeInside, typeSpans);
  const ownKeys = new Set(own.map(keyOf));
  const inherited: Piece[] = typeChunks.chunks.flatMap((chunk, index) => {
    const key = keyOf(type.members[index]);
    return ownKeys.has(key) ? [] : [{ ...chunk, key }];
  });
  const pieces = ownChunks.chunks.map((chunk, index): Piece => {
    const item = own[index];
    const key = keyOf(item);
    const typeMember = type.members.find((member) => keyOf(member) === key);
    const merged =
      item === undefined || typeMember === undefined
        ? null
        : mergedBlock(parsed.text, item, base, source.text, typeMember, type.start + typeMember.start);
    return { ...chunk, key, text: merged ?? chunk.text };
  });
  const margin = indentAt(parsed.text, base);
  const counts = pieces.filter((piece) => piece.key === 'count');
  const rest = pieces.filter((piece) => piece.key !== 'count');
  const body = indent(bodyOf([...counts, ...inherited, ...rest]), margin);
  const comments = parsed.text.slice(ownChunks.tail.start, ownChunks.tail.end).trimEnd();
  const eol = lineBreakOf(parsed.text);
  return [
    { file: parsed.file, start: base + group.name.end, end: base + group.type.end, text: '' },
    {
      file: parsed.file,
      start: inside.start,
      end: inside.end,
      text: withBreaks(`\n${body}${comments === '' ? '' : `\n${margin}  ${comments.trim()}`}\n${margin}`, eol),
    },
  ];
}

/** What a group's statement replaces in its type. */
function keyOf(item: Item | Member | undefined): string {
  switch (item?.kind) {
    case 'property':
      return propertyAt('devices', item.name.text)?.sameAs ?? item.name.text;
    case 'block':
      return item.name.text;
    default:
      return item?.kind ?? '';
  }
}

/** `telemetry` and `storage` of group and type put together, the group's lines replacing the type's; null where there is nothing to put together. */
function mergedBlock(ownText: string, own: Item, base: number, typeText: string, type: Member, typeBase: number): string | null {
  const ownParts = partsOf(own);
  const typeParts = partsOf(type);
  if (ownParts === null || typeParts === null) return null;
  const ownLines = linesOf(ownText, base, ownParts, own.start, own.end);
  const typeLines = linesOf(typeText, typeBase, typeParts, 0, type.end - type.start);
  if (ownLines === null || typeLines === null) return null;
  const lines = new Map([...typeLines, ...ownLines]);
  return `${own.kind === 'telemetry' ? 'telemetry' : 'storage'} {\n${indent([...lines.values()].join('\n'), '  ')}\n}`;
}

function partsOf(node: Item | Member): readonly (Field | Item)[] | null {
  if (node.kind === 'telemetry') return node.fields;
  return node.kind === 'block' && node.name.text === 'storage' ? node.items : null;
}

function linesOf(text: string, base: number, parts: readonly (Field | Item)[], start: number, end: number): [string, string][] | null {
  const inside = insideOf(text, base + start, base + end);
  if (inside === null) return null;
  const spans: Span[] = parts.map((part) => ({ start: base + part.start, end: base + part.end }));
  return chunksOf(text, inside, spans).chunks.map((chunk, index) => {
    const part = parts[index];
    return [part !== undefined && 'name' in part ? part.name.text : String(index), chunk.text];
  });
}
