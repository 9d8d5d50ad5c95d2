/** Offers where a statement begins: properties that are not set yet with their defaults, blocks as snippets, slots, paths, fields. */

import { propertiesOf, STATEMENTS, type PropertyPlace, type PropertyRow } from '../properties.ts';
import { SLOT_PATHS, pathText } from '../semantics/arguments.ts';
import type { Program } from '../semantics/program.ts';
import type { Declaration, Item, Member, TwinDeclaration } from '../tree.ts';
import { contentsOf, type TreeNode } from './children.ts';
import type { CompletionOptions, Offer } from './completion-item.ts';
import type { TypingContext } from './context.ts';
import { fieldsOfGroup } from './fields.ts';
import type { Place } from './marks.ts';
import { fieldsOf, groupNamed, typeNamed } from './symbols.ts';
import { BLOCK_SNIPPETS, propertySnippet } from './snippets.ts';

/** What an offer may be made from. */
export interface Surroundings {
  readonly program: Program;
  readonly context: TypingContext;
  /** The block around the cursor, as far as the tree has it. */
  readonly container: TreeNode | null;
  readonly twin: TwinDeclaration | null;
  /** The twin's currency. */
  readonly currency: string;
  readonly options: CompletionOptions;
}

/** Blocks that stand once in a twin; a second one is put together with the first, with a warning. */
const ONCE = new Set(['processing', 'storage', 'management', 'visualization', 'place', 'tags', 'assume', 'telemetry', 'language']);

/** What may begin a statement here. */
export function statementOffers(around: Surroundings): Offer[] {
  const { place } = around.context;
  switch (place) {
    case 'unknown':
    case 'tags':
      return [];
    case 'telemetry':
      return inheritedOffers(around);
    case 'place':
      return slotOffers(around);
    case 'assume':
      return assumptionOffers(around);
    case 'scenario':
      return pathOffers(around);
    case 'feedback':
      return feedbackOffers(around);
    case 'file':
    case 'rule':
      return keywordOffers(around, place, 0);
    default:
      return [...propertyOffers(around, place), ...keywordOffers(around, place, 100)];
  }
}

/** The properties of a block that are not set yet; what is required comes first. */
function propertyOffers(around: Surroundings, place: PropertyPlace): Offer[] {
  const present = namesIn(around);
  return propertiesOf(place)
    .filter((row) => row.occurs !== 'once' || !isSet(row, present, place))
    .map((row, index) => ({
      label: row.name,
      kind: 'property',
      detail: detailOf(row),
      insert: propertySnippet(row, around.currency),
      snippet: true,
      subject: { kind: 'property', place, name: row.name },
      rank: (row.required === true ? 0 : 50) + index,
    }));
}

function isSet(row: PropertyRow, present: ReadonlySet<string>, place: PropertyPlace): boolean {
  if (present.has(row.name) || (row.sameAs !== undefined && present.has(row.sameAs))) return true;
  return propertiesOf(place).some((other) => other.sameAs === row.name && present.has(other.name));
}

function detailOf(row: PropertyRow): string {
  const form = [...row.parameters, ...(row.forParameters ?? [])].map((parameter) => parameter.label).join(' ');
  if (row.required === true) return `${form} · required`;
  return row.default === null ? form : `${form} · default ${row.default.replaceAll('`', '')}`;
}

/** The words of the statements in the block, without the one at the cursor. */
function namesIn({ container, context, program }: Surroundings): Set<string> {
  const names = new Set<string>();
  const base = baseOf(container, context);
  for (const item of (container === null ? null : contentsOf(container)) ?? []) {
    const name = wordOf(item);
    if (name !== null && !(base + name.start <= context.start && context.start <= base + name.end)) names.add(name.text);
  }
  if (context.place === 'file' && program.files.get(program.entry)?.tree.language != null) names.add('language');
  return names;
}

/** What turns the offsets of a container's items into the file's. */
function baseOf(container: TreeNode | null, { declaration, start }: TypingContext): number {
  if (container === null || declaration === null || container === declaration) return declaration?.start ?? 0;
  const member = declaration.members.findLast((candidate) => declaration.start + candidate.start <= start);
  return declaration.start + (member?.start ?? 0);
}

function wordOf(item: NonNullable<ReturnType<typeof contentsOf>>[number]): { text: string; start: number; end: number } | null {
  if (!('kind' in item)) return item.name;
  switch (item.kind) {
    case 'group':
    case 'scenario':
    case 'model':
      return item.keyword;
    case 'place':
      return { text: pathText(item.slot), start: item.slot.start, end: item.slot.end };
    case 'override':
      return { text: pathText(item.path), start: item.path.start, end: item.path.end };
    case 'tag':
      return null;
    default:
      return item.name;
  }
}

/** Blocks, rules, actions and declarations. */
function keywordOffers(around: Surroundings, place: PropertyPlace | 'file' | 'rule', rank: number): Offer[] {
  const present = namesIn(around);
  const snippets = BLOCK_SNIPPETS[place] ?? {};
  return STATEMENTS.filter((row) => row.places.includes(place) && !(ONCE.has(row.name) && present.has(row.name)))
    .filter((row) => place !== 'devices' || row.name !== 'storage' || !present.has('storage'))
    .map((row, index) => ({
      label: row.name,
      kind: 'keyword',
      detail: row.syntax,
      insert: withGroups(snippets[row.name] ?? row.name, around.twin),
      snippet: true,
      subject: { kind: 'statement', place, name: row.name },
      rank: rank + index,
    }));
}

/** Puts the twin's own groups where a snippet says `group`. */
function withGroups(snippet: string, twin: Declaration | null): string {
  const groups = groupNames(twin).slice(0, 20);
  return groups.length === 0 ? snippet : snippet.replaceAll(/\$\{(\d+):group\}/g, (_, stop: string) => `\${${stop}|${groups.join(',')}|}`);
}

function slotOffers(around: Surroundings): Offer[] {
  const present = namesIn(around);
  const { path, start } = around.context;
  return SLOT_PATHS.filter((slot) => !present.has(slot)).map((slot, index) => ({
    label: slot,
    kind: 'slot',
    subject: { kind: 'slot', name: slot },
    rank: index,
    start: path[0]?.start ?? start,
  }));
}

function assumptionOffers(around: Surroundings): Offer[] {
  const present = namesIn(around);
  const { path, start } = around.context;
  return (around.options.assumptions ?? [])
    .filter(({ id }) => !present.has(id))
    .map(({ id, value, documentation }, index) => ({
      label: id,
      kind: 'property',
      detail: value,
      insert: `${id} \${1:${value}}`,
      snippet: true,
      rank: index,
      start: path[0]?.start ?? start,
      ...(documentation === undefined ? {} : { subject: { kind: 'text', text: documentation } }),
    }));
}

function feedbackOffers({ program, context, twin, container }: Surroundings): Offer[] {
  const group = context.frames.at(-1)?.head.filter((piece) => piece.kind === 'name')[1]?.text ?? '';
  const present = new Set(
    ((container === null ? null : contentsOf(container)) ?? []).map((item) => ('name' in item ? item.name.text : '')),
  );
  present.delete(context.prefix);
  return fieldsOfGroup(program, twin, group)
    .filter(({ name }) => !present.has(name.text))
    .map(({ name, type }, index) => ({
      label: name.text,
      kind: 'field',
      detail: type.text,
      insert: `${name.text}: `,
      subject: { kind: 'field', group, name: name.text },
      rank: index,
    }));
}

/** In a group's telemetry: the fields of its type, to be replaced. */
function inheritedOffers({ program, context, twin, container }: Surroundings): Offer[] {
  const group = groupNamed(twin, context.frames.at(-2)?.head[1]?.text ?? '');
  const type = group?.type == null ? null : typeNamed(program.files, program.entry, group.type.text);
  const present = new Set(
    ((container === null ? null : contentsOf(container)) ?? []).map((item) => ('name' in item ? item.name.text : '')),
  );
  return fieldsOf(type?.declaration.members ?? [])
    .filter(({ name }) => !present.has(name.text))
    .map(({ name, type: { text } }, index) => ({
      label: name.text,
      kind: 'field',
      detail: `replaces ${text}`,
      insert: `${name.text}: `,
      rank: index,
    }));
}

/** The paths of a scenario, one word at a time. */
function pathOffers(around: Surroundings): Offer[] {
  const { context, twin } = around;
  const [first, second] = context.path.map((piece) => piece.text);
  if (first === undefined) return [...groupPaths(twin), ...blockPaths(twin)];
  const property = (place: Place, row: PropertyRow, index: number): Offer => ({
    label: row.name,
    kind: 'property',
    detail: detailOf(row),
    insert: row.name === 'read' ? 'read.' : `${row.name} = `,
    subject: { kind: 'property', place, name: row.name },
    rank: index,
  });
  const rows = (place: PropertyPlace): Offer[] => propertiesOf(place).map((row, index) => property(place, row, index));
  switch (first) {
    case 'storage':
      if (second === 'read') return ['cool', 'archive'].map((label) => ({ label, kind: 'value', insert: `${label} = ` }));
      return rows('storage');
    case 'processing':
    case 'management':
    case 'visualization':
      return second === undefined ? rows(first) : [];
    case 'budget':
    case 'place':
      return slotOffers({ ...around, container: null }).map((offer) => ({
        ...offer,
        insert: `${offer.label} = `,
        start: context.path[1]?.start ?? context.start,
      }));
    case 'region':
      return second === undefined ? ['aws', 'azure', 'gcp'].map((label) => ({ label, kind: 'provider', insert: `${label} = ` })) : [];
    case 'assume':
      return assumptionOffers({ ...around, container: null }).map((offer) => ({
        ...offer,
        insert: `${offer.label} = `,
        start: context.path[1]?.start ?? context.start,
      }));
    default:
      if (second === 'storage') return rows('group-storage');
      return second === undefined ? [...rows('devices'), { label: 'storage', kind: 'keyword', insert: 'storage.', rank: 90 }] : [];
  }
}

function groupPaths(twin: Declaration | null): Offer[] {
  return groupNames(twin).map((label, index) => ({
    label,
    kind: 'group',
    insert: `${label}.`,
    subject: { kind: 'group', name: label },
    rank: index,
  }));
}

function blockPaths(twin: Declaration | null): Offer[] {
  const blocks = new Set(twin?.members.flatMap((member) => (member.kind === 'block' ? [member.name.text] : [])));
  const offers: Offer[] = ['processing', 'storage', 'management', 'visualization', 'place', 'budget', 'assume'].map((label, index) => ({
    label,
    kind: 'keyword',
    insert: label === 'budget' ? label : `${label}.`,
    rank: (blocks.has(label) ? 100 : 200) + index,
  }));
  const properties = propertiesOf('twin').filter((row) => row.name !== 'budget');
  return [
    ...offers,
    ...properties.map((row, index): Offer => ({
      label: row.name,
      kind: 'property',
      insert: `${row.name} = `,
      subject: { kind: 'property', place: 'twin', name: row.name },
      rank: 300 + index,
    })),
  ];
}

/** The names of a twin's groups, each once. */
export function groupNames(twin: Declaration | null): string[] {
  const names = (twin?.members ?? []).flatMap((member: Member | Item) =>
    member.kind === 'group' && member.name.text !== '' ? [member.name.text] : [],
  );
  return [...new Set(names)];
}
