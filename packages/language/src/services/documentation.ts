/**
 * The hover, as far as the language goes: what the word at an offset means, as Markdown. What it costs is analysis's part and stands
 * below this one.
 */

import { DIMENSIONS, type Dimension } from '../properties.ts';
import { formatCadence } from '../semantics/format-value.ts';
import type { Program } from '../semantics/program.ts';
import { cadenceOf, eventsPerSecond, measure } from '../semantics/quantities.ts';
import type { Quantity, Span } from '../tree.ts';
import { SECONDS_PER_DAY, SECONDS_PER_MONTH } from '../units.ts';
import type { TreeNode } from './children.ts';
import { nodeAt } from './cursor.ts';
import {
  conversions,
  describeField,
  describeFieldType,
  describeGroup,
  describeRow,
  describeStatement,
  describeType,
  describeUnit,
  PROVIDER_TEXTS,
  short,
  SLOT_TEXTS,
} from './describe-subject.ts';
import { fieldsOfGroup } from './fields.ts';
import { rowAt } from './marks.ts';
import { fieldsOf, groupNamed, markAt, typeNamed, type PlacedMark } from './symbols.ts';

/** Markdown about a range of the text. */
export interface Documentation extends Span {
  readonly markdown: string;
  /** The keyword or block that it is about, such as `place`; null for every other word. */
  readonly keyword: string | null;
}

/** What the word at an offset of the entry file means; null where it means nothing. */
export function documentation(program: Program, offset: number): Documentation | null {
  const mark = markAt(program.files, program.entry, offset);
  if (mark === null) return headDocumentation(program, offset);
  const markdown = [describeMark(program, mark), writtenValue(program, mark), writtenDoc(program, mark)]
    .filter((text) => text !== null && text !== '')
    .join('\n\n');
  if (markdown === '') return null;
  return { start: mark.start, end: mark.end, markdown, keyword: mark.role === 'keyword' ? mark.text : null };
}

function describeMark(program: Program, mark: PlacedMark): string | null {
  const { text, place = 'unknown' } = mark;
  switch (mark.role) {
    case 'keyword':
    case 'action':
      return describeStatement(text, place);
    case 'property': {
      const row = rowAt(place, text);
      return row === undefined ? null : describeRow(row);
    }
    case 'group': {
      const group = mark.definition === true && mark.member?.kind === 'group' ? mark.member : groupNamed(mark.declaration, text);
      return group === null ? null : describeGroup(program, group);
    }
    case 'type': {
      const type = typeNamed(program.files, program.entry, text);
      return type === null ? null : describeType(type.declaration);
    }
    case 'field': {
      const { declaration, group } = mark;
      const fields = declaration.kind === 'device' ? fieldsOf(declaration.members) : fieldsOfGroup(program, declaration, group ?? '');
      const field = fields.find(({ name }) => name.text === text);
      return field === undefined ? null : describeField(field, group ?? null);
    }
    case 'twin':
    case 'model':
    case 'scenario':
      return describeNamed(mark);
    case 'slot':
      return SLOT_TEXTS[text] ?? null;
    case 'provider':
      return PROVIDER_TEXTS[text] ?? null;
    case 'field-type':
      return describeFieldType(text);
    case 'value':
    case 'region':
    case 'currency':
    case 'zone':
      return mark.row === undefined ? (PROVIDER_TEXTS[text] ?? null) : describeRow(mark.row);
    case 'unit':
    case 'quantity':
      return mark.quantity === undefined
        ? null
        : (describeQuantity(mark.quantity, mark.role === 'unit' ? text : null) ?? describeOwner(program, mark));
    default:
      return null;
  }
}

/** What the values of a property are in other units: `Here: 1 month = 730 h = 30.42 days`. */
function writtenValue(program: Program, mark: PlacedMark): string | null {
  if (mark.role !== 'property') return null;
  const statement = statementOf(program, mark);
  if (statement === undefined || !('kind' in statement) || statement.kind !== 'property') return null;
  const facts = [...statement.arguments, ...statement.forArguments].flatMap((argument) =>
    argument.kind === 'quantity' ? (factsOfQuantity(argument)?.facts ?? []) : [],
  );
  return facts.length === 0 ? null : `Here: ${facts.join('; ')}.`;
}

function statementOf(program: Program, { start }: PlacedMark): TreeNode | undefined {
  const parsed = program.files.get(program.entry);
  return parsed === undefined ? undefined : nodeAt(parsed, start).at(-2)?.node;
}

/** A plain number means what its property means. */
function describeOwner(program: Program, { start }: PlacedMark): string | null {
  const parsed = program.files.get(program.entry);
  const owner = parsed === undefined ? undefined : nodeAt(parsed, start).findLast(({ node }) => 'kind' in node && node.kind === 'property');
  if (owner === undefined || !('kind' in owner.node) || owner.node.kind !== 'property') return null;
  const name = markAt(program.files, program.entry, owner.start + owner.node.name.start - owner.node.start);
  return name?.role === 'property' ? describeMark(program, name) : null;
}

/** What stands as `///` before the statement that a keyword, property or model begins. */
function writtenDoc(program: Program, mark: PlacedMark): string | null {
  if (mark.role !== 'keyword' && mark.role !== 'property' && mark.role !== 'model') return null;
  const statement = statementOf(program, mark);
  return statement !== undefined && 'doc' in statement && statement.doc !== null ? `---\n\n${statement.doc.text}` : null;
}

/** The words `device` and `twin`, `language` and `import`, which are no marks. */
function headDocumentation(program: Program, offset: number): Documentation | null {
  const parsed = program.files.get(program.entry);
  const last = parsed === undefined ? undefined : nodeAt(parsed, offset).at(-1);
  if (parsed === undefined || last === undefined || !('kind' in last.node)) return null;
  const { language } = parsed.tree;
  const word =
    last.node.kind === 'file' && language !== null && offset >= language.span.start && offset <= language.span.end
      ? 'language'
      : last.node.kind;
  const start =
    word === 'language' && language !== null
      ? language.span.start
      : last.node.kind === 'twin' || last.node.kind === 'device'
        ? headStart(parsed.text, last.node)
        : last.start;
  if (!/^(?:language|import|device|twin)$/.test(word) || offset < start || offset > start + word.length) return null;
  const markdown = describeStatement(word, 'file');
  return markdown === null ? null : { start, end: start + word.length, markdown, keyword: word };
}

/** Where a declaration's keyword stands, behind its documentation. */
function headStart(text: string, { start, doc, kind }: Span & { readonly doc: Span | null; readonly kind: string }): number {
  const from = start + (doc?.end ?? 0);
  const at = text.indexOf(kind, from);
  return at < 0 ? start : at;
}

function describeNamed({ role, text, declaration, member }: PlacedMark): string {
  const owner = role === 'twin' ? declaration : role === 'scenario' && member?.kind === 'scenario' ? member : null;
  const title = owner?.title == null ? '' : `, ${owner.title.value}`;
  const doc = owner?.doc == null ? '' : `\n\n${owner.doc.text}`;
  return `**${text}** ${role}${title}${doc}`;
}

/** A quantity in other units; a rate as an interval and the other way round. */
function describeQuantity(quantity: Quantity, unit: string | null): string | null {
  const about = unit === null ? null : describeUnit(unit);
  const known = factsOfQuantity(quantity);
  if (known === null || known.facts.length === 0) return about;
  return [`*${DIMENSIONS[known.dimension].name}*: ${known.facts.join('; ')}`, about].filter((text) => text !== null).join('\n\n');
}

/** What a quantity is in other units; null where it measures nothing that is known. */
function factsOfQuantity(quantity: Quantity): { readonly dimension: Dimension; readonly facts: readonly string[] } | null {
  const measured = measure(quantity);
  if (measured === null || measured.dimension === 'other' || !Number.isFinite(measured.value)) return null;
  const { dimension, value } = measured;
  const facts: string[] = [];
  if (dimension === 'duration' || dimension === 'size') {
    facts.push(conversions(value, dimension).join(' = '));
    if (dimension === 'duration' && value > 0 && value <= SECONDS_PER_MONTH / 10)
      facts.push(`once in that time: ${timesText(1 / value).join(', ')}`);
  } else if (dimension === 'rate' && value > 0) {
    const cadence = cadenceOf(measured);
    const perSecond = eventsPerSecond(cadence);
    facts.push(
      `${formatCadence(cadence)} = one in ${conversions(1 / perSecond, 'duration')[1] ?? `${short(1 / perSecond)} s`} = ${timesText(perSecond).join(' = ')}`,
    );
  } else if (dimension === 'share') {
    facts.push(`one in ${value > 0 ? short(1 / value) : '∞'}`);
  } else if (dimension === 'money-rate' && measured.perSeconds !== null) {
    facts.push(`${short((value * SECONDS_PER_MONTH) / measured.perSeconds)} ${measured.currency ?? ''} a month`);
  }
  return { dimension, facts };
}

/** `30 an hour`, `720 a day`, `21,900 a month`: those that are at least one. */
function timesText(perSecond: number): string[] {
  const spans: [string, number][] = [
    ['an hour', 3_600],
    ['a day', SECONDS_PER_DAY],
    ['a month', SECONDS_PER_MONTH],
  ];
  return spans.flatMap(([span, seconds], index) => {
    const times = perSecond * seconds;
    return times >= 1 || index === spans.length - 1 ? [`${short(times)} ${span}`] : [];
  });
}
