/** Offers within a statement: the next value of a property, and what follows the words of rules, runs, groups and lines of `place`. */

import { FIELD_TYPES, type Parameter, type PropertyPlace, type PropertyRow } from '../properties.ts';
import { PROVIDERS } from '../scenario.ts';
import { SLOT_PATHS } from '../semantics/arguments.ts';
import { targetOf } from '../semantics/override-paths.ts';
import { visibleTypes } from '../semantics/program.ts';
import { CURRENCIES, isUnit } from '../units.ts';
import type { Offer } from './completion-item.ts';
import { COMMON_CURRENCIES } from './completion-item.ts';
import { groupNames, statementOffers, type Surroundings } from './completion-places.ts';
import { perOffers, slashOffers, unitOffers } from './completion-units.ts';
import { afterPath, type Piece } from './context.ts';
import { fieldsOfGroup } from './fields.ts';
import { rowAt } from './marks.ts';
import { valueOf } from './snippets.ts';

/** What may stand next in a statement that has begun. */
export function valueOffers(around: Surroundings): Offer[] {
  const { place, statement, path } = around.context;
  const first = statement[0]?.text ?? '';
  switch (place) {
    case 'place':
      return placeOffers(around);
    case 'telemetry':
      return statement.length > 2 && statement.at(-1)?.text !== ':' ? statementOffers(around) : fieldTypeOffers(statement);
    case 'feedback':
      return feedbackValueOffers(around);
    case 'scenario':
      return overrideOffers(around);
    case 'assume':
      return assumptionUnits(around);
    case 'tags':
    case 'unknown':
      return [];
    case 'file':
      return [];
    case 'rule':
      return actionOffers(around, first);
    default: {
      const special = specialOffers(around, place, first);
      if (special !== null) return special;
      const row = rowAt(place, first);
      return row === undefined || (path.length > 0 && first !== 'budget') ? [] : rowOffers(around, row, statement.slice(1));
    }
  }
}

/** Statements with a form of their own; null for properties. */
function specialOffers(around: Surroundings, place: PropertyPlace, first: string): Offer[] | null {
  const { statement } = around.context;
  const last = statement.at(-1);
  if (place === 'twin' && first === 'devices') return headOffers(around);
  if (place === 'processing' && first === 'on') return conditionOffers(around);
  if (place === 'processing' && first === 'run') {
    if (statement.some((piece) => piece.text === 'for')) return groupOffers(around, new Set(names(statement)));
    return last?.kind === 'text' ? [{ label: 'for', kind: 'keyword', insert: 'for ' }] : [];
  }
  if ((place === 'management' || place === 'model') && first === 'has') return groupOffers(around, new Set(names(statement)));
  return rowAt(place, first) === undefined ? [] : null;
}

function names(pieces: readonly Piece[]): string[] {
  return pieces.filter((piece) => piece.kind === 'name').map((piece) => piece.text);
}

/** After an assumption's number: the unit of the host's example. */
function assumptionUnits({ context, options }: Surroundings): Offer[] {
  const { statement } = context;
  const last = statement.at(-1);
  if (last?.kind !== 'number') return [];
  const id = statement
    .slice(0, -1)
    .map((piece) => piece.text)
    .join('');
  const unit = /^-?[\d._]+ ?(.+)$/.exec(options.assumptions?.find((known) => known.id === id)?.value ?? '')?.[1];
  if (unit === undefined) return [];
  return [{ label: unit, kind: 'unit', insert: context.prefix === '' && last.end === context.start ? ` ${unit}` : unit }];
}

/** After `devices NAME`: the types that the file sees. */
function headOffers({ program, context: { statement } }: Surroundings): Offer[] {
  const colon = statement.at(-1)?.text === ':';
  if (statement.length < 2 || (statement.length > 2 && !colon)) return [];
  return [...visibleTypes(program, program.entry)].map(([name, { declaration, through }], index) => ({
    label: name,
    kind: 'type',
    detail: declaration.title?.value ?? (through?.path == null ? null : `from ${through.path.value}`),
    insert: colon ? name : `: ${name}`,
    subject: { kind: 'type', name },
    rank: index,
  }));
}

function groupOffers({ twin }: Surroundings, used: ReadonlySet<string>, suffix = ''): Offer[] {
  return groupNames(twin)
    .filter((name) => !used.has(name))
    .map((label, index) => ({ label, kind: 'group', insert: label + suffix, subject: { kind: 'group', name: label }, rank: index }));
}

// ---- rules

const OPERATORS: Readonly<Record<string, string>> = {
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  '==': 'equal',
  '!=': 'not equal',
};

function conditionOffers(around: Surroundings): Offer[] {
  const { statement, path } = around.context;
  const group = statement.find((piece, index) => piece.kind === 'name' && statement[index + 1]?.text === '.')?.text;
  if (path.length > 0) return path.length === 1 ? fieldOffers(around, path[0]?.text ?? '') : [];
  const last = statement.at(-1);
  const at = statement.findLastIndex((piece) => piece.kind === 'name' && /^(?:for|matches)$/.test(piece.text));
  if (at >= 0) return tailOffers(around, statement[at]?.text ?? '', statement.slice(at + 1));
  if (last === undefined || /^(?:on|and|or|not|\()$/.test(last.text)) {
    const groups = group === undefined ? groupNames(around.twin) : [group];
    const fields = groups.flatMap((name) =>
      fieldOffers(around, name).map((offer) => ({ ...offer, label: `${name}.${offer.label}`, insert: `${name}.${offer.label}` })),
    );
    const rest = groups.filter((name) => fieldsOfGroup(around.program, around.twin, name).length === 0);
    return [
      ...fields.map((offer, index) => ({ ...offer, rank: index })),
      ...rest.map((label): Offer => ({ label, kind: 'group', insert: `${label}.`, subject: { kind: 'group', name: label }, rank: 500 })),
      { label: 'not', kind: 'keyword', insert: 'not ', rank: 900 },
    ];
  }
  const operand = statement.slice(statement.findLastIndex((piece) => /^(?:on|and|or|not|\()$/.test(piece.text)) + 1);
  const rest = afterPath(operand);
  const field = fieldsOfGroup(around.program, around.twin, operand[0]?.text ?? '').find(({ name }) => name.text === operand[2]?.text);
  const type = field?.type.text ?? '';
  if (rest.length === 0) {
    const equality = type === 'string' || type === 'boolean';
    const operators = Object.entries(OPERATORS).filter(([sign]) => !equality || (sign.endsWith('=') && !/[<>]/.test(sign)));
    const offers = operators.map(([label, detail], index): Offer => ({
      label,
      kind: 'operator',
      detail,
      insert: `${label} `,
      rank: index,
    }));
    return type === 'boolean' ? [...joinOffers(), ...offers.map((offer) => ({ ...offer, rank: 50 }))] : offers;
  }
  if (rest.length === 1) {
    if (type === 'boolean') return ['true', 'false'].map((label) => ({ label, kind: 'value' }));
    return type === 'string' || type === 'timestamp' ? [{ label: '""', kind: 'value', insert: '"${1}"', snippet: true }] : [];
  }
  return joinOffers();
}

function joinOffers(): Offer[] {
  return [
    { label: 'for', kind: 'keyword', detail: 'how long it must hold', insert: 'for ${1:5 min}', snippet: true, rank: 20 },
    { label: 'matches', kind: 'keyword', detail: 'share of the messages that fire', insert: 'matches ${1:1 %}', snippet: true, rank: 21 },
    { label: 'and', kind: 'keyword', insert: 'and ', rank: 22 },
    { label: 'or', kind: 'keyword', insert: 'or ', rank: 23 },
  ];
}

const HOLDS: Parameter = { label: 'DURATION', kind: 'quantity', dimension: 'duration' };
const SHARE: Parameter = { label: 'SHARE', kind: 'quantity', dimension: 'share' };

/** After `for` and `matches` of a rule. */
function tailOffers(around: Surroundings, word: string, rest: readonly Piece[]): Offer[] {
  const number = rest[0];
  if (number === undefined) return [{ label: word === 'for' ? '5 min' : '1 %', kind: 'value' }];
  if (rest.length === 1) return unitOffers(word === 'for' ? HOLDS : SHARE, number.text, [], touches(around, number));
  return word === 'for' ? joinOffers().slice(1, 2) : [];
}

function fieldOffers({ program, twin }: Surroundings, group: string): Offer[] {
  return fieldsOfGroup(program, twin, group).map(({ name, type, unit }, index) => ({
    label: name.text,
    kind: 'field',
    detail: unit === null ? type.text : `${type.text} in ${unit.value}`,
    subject: { kind: 'field', group, name: name.text },
    rank: index,
  }));
}

function actionOffers(around: Surroundings, first: string): Offer[] {
  const { statement } = around.context;
  const last = statement.at(-1);
  if (first === 'feedback' && statement.length === 1) {
    const own = around.context.frames
      .at(-1)
      ?.head.filter((piece) => piece.kind === 'name')
      .find((piece) => groupNames(around.twin).includes(piece.text))?.text;
    return groupOffers(around, new Set()).map((offer) =>
      offer.label === own ? { ...offer, rank: -1, detail: 'the device that triggered' } : offer,
    );
  }
  if (first === 'workflow' && last?.kind === 'number')
    return [{ label: 'steps', kind: 'keyword', insert: touches(around, last) ? ' steps' : 'steps' }];
  return last?.kind === 'text' || last?.text === 'steps' ? statementOffers(around) : [];
}

function feedbackValueOffers(around: Surroundings): Offer[] {
  const { statement, frames } = around.context;
  if (statement.at(-1)?.text !== ':') return statement.length > 2 ? statementOffers(around) : [];
  const group = names(frames.at(-1)?.head ?? [])[1] ?? '';
  const field = fieldsOfGroup(around.program, around.twin, group).find(({ name }) => name.text === statement[0]?.text);
  return field?.type.text === 'boolean' ? ['true', 'false'].map((label) => ({ label, kind: 'value' })) : [];
}

function fieldTypeOffers(statement: readonly Piece[]): Offer[] {
  if (statement.at(-1)?.text !== ':') return [];
  return Object.entries(FIELD_TYPES).map(([label, { counts, length }], index) => ({
    label,
    kind: 'field-type',
    detail: counts === null ? null : `${counts}, ${length ?? 0} if left out`,
    subject: { kind: 'field-type', name: label },
    rank: index,
  }));
}

// ---- place and scenarios

function placeOffers(around: Surroundings): Offer[] {
  const { statement, path } = around.context;
  if (path.length > 0) return statement.length === 0 ? statementOffers(around) : [];
  const rest = afterPath(statement);
  if (rest.length === 0) {
    const auto: Offer = { label: 'auto', kind: 'value', detail: 'chosen by the optimizer', rank: 10 };
    return [...providerOffers(new Set()), auto];
  }
  const except = rest.findIndex((piece) => piece.text === 'except');
  if (except >= 0) return providerOffers(new Set(names(rest.slice(except))));
  return rest[0]?.text === 'auto'
    ? [{ label: 'except', kind: 'keyword', insert: 'except ' }, ...statementOffers(around)]
    : statementOffers(around);
}

const PROVIDER_NAMES: Readonly<Record<string, string>> = { aws: 'Amazon Web Services', azure: 'Microsoft Azure', gcp: 'Google Cloud' };

function providerOffers(used: ReadonlySet<string>): Offer[] {
  return PROVIDERS.filter((provider) => !used.has(provider)).map((label, index) => ({
    label,
    kind: 'provider',
    detail: PROVIDER_NAMES[label] ?? null,
    subject: { kind: 'provider', name: label },
    rank: index,
  }));
}

function overrideOffers(around: Surroundings): Offer[] {
  const { statement } = around.context;
  const at = statement.findIndex((piece) => piece.text === '=');
  if (at < 0)
    return around.context.path.length > 0 || statement.length === 0
      ? statementOffers(around)
      : [{ label: '=', kind: 'operator', insert: '= ' }];
  const target = targetOf(
    statement
      .slice(0, at)
      .filter((piece) => piece.kind === 'name')
      .map((piece) => piece.text),
  );
  if ('wrong' in target || target.kind === 'assume') return [];
  const values = statement.slice(at + 1);
  const none: Offer[] =
    values.length === 0 && isRemovableRow(target.row) ? [{ label: 'none', kind: 'value', detail: 'removes it', rank: 90 }] : [];
  return [...rowOffers(around, target.row, values), ...none].filter(
    (offer, index, all) => all.findIndex((other) => other.label === offer.label) === index,
  );
}

function isRemovableRow(row: PropertyRow): boolean {
  return ['peak', 'entities', 'scene', 'queries', 'refresh', 'residency', 'budget', 'read'].includes(row.name);
}

// ---- properties by their row

/** A value of a statement, as far as it is written. */
interface Written {
  readonly kind: 'quantity' | 'word' | 'text';
  readonly pieces: readonly Piece[];
}

/** What may stand next among the values of a property. */
export function rowOffers(around: Surroundings, row: PropertyRow, pieces: readonly Piece[]): Offer[] {
  const split = pieces.findIndex((piece) => piece.text === 'for' && piece.kind === 'name');
  const behind = split >= 0;
  const parameters = behind ? (row.forParameters ?? []) : row.parameters;
  const values = groupValues(behind ? pieces.slice(split + 1) : pieces);
  const last = values.at(-1);
  const index = parameterIndex(parameters, values);
  const current = parameters[index.last];
  if (last?.kind === 'quantity' && current?.kind === 'quantity') {
    const offers = quantityOffers(around, current, last.pieces);
    if (offers !== null) return offers;
  }
  const open = parameters[index.next];
  const offers = open === undefined ? [] : openOffers(around, row, open, values);
  // An optional parameter may be left out, so what follows it may stand here too.
  const following = open?.optional === true ? parameters[index.next + 1] : undefined;
  if (following !== undefined) offers.push(...openOffers(around, row, following, values));
  if (!behind && row.forParameters !== undefined && values.length > 0) {
    offers.push({
      label: 'for',
      kind: 'keyword',
      insert: `for \${1:${valueOf(row, row.forParameters[0] ?? HOLDS)}}`,
      snippet: true,
      rank: 5,
    });
  }
  const complete =
    values.length > 0 && parameters.slice(index.next).every((parameter) => parameter.optional === true || parameter.kind === 'words');
  const list = parameters.some((parameter) => parameter.kind === 'words');
  if (complete && !list) offers.push(...statementOffers(around).map((offer) => ({ ...offer, rank: 200 + (offer.rank ?? 0) })));
  return offers;
}

function groupValues(pieces: readonly Piece[]): Written[] {
  const values: { kind: Written['kind']; pieces: Piece[] }[] = [];
  for (const piece of pieces) {
    const last = values.at(-1);
    if (piece.kind === 'number') values.push({ kind: 'quantity', pieces: [piece] });
    else if (piece.kind === 'text') values.push({ kind: 'text', pieces: [piece] });
    else if (last?.kind === 'quantity' && belongs(last.pieces, piece)) last.pieces.push(piece);
    else if (last?.kind === 'word' && (piece.text === '.' || last.pieces.at(-1)?.text === '.')) last.pieces.push(piece);
    else values.push({ kind: 'word', pieces: [piece] });
  }
  return values;
}

function belongs(quantity: readonly Piece[], piece: Piece): boolean {
  if (piece.text === '/' || piece.text === '%') return true;
  if (quantity.at(-1)?.text === '/') return true;
  return quantity.length === 1 && piece.kind === 'name' && isUnit(piece.text);
}

/** Which parameter the last value fills, and which one comes next. */
function parameterIndex(parameters: readonly Parameter[], values: readonly Written[]): { last: number; next: number } {
  let next = 0;
  let last = -1;
  for (const value of values) {
    let parameter = parameters[next];
    while (parameter?.optional === true && !takes(parameter, value) && next + 1 < parameters.length) parameter = parameters[++next];
    last = next;
    if (parameter?.kind !== 'words') next++;
  }
  return { last, next };
}

function takes(parameter: Parameter, value: Written): boolean {
  if (parameter.kind === 'quantity') return value.kind === 'quantity';
  return parameter.kind === 'text' ? value.kind === 'text' : value.kind === 'word';
}

/** Units of a quantity that is being written; null where it is complete. */
function quantityOffers(around: Surroundings, parameter: Parameter, pieces: readonly Piece[]): Offer[] | null {
  const last = pieces.at(-1);
  const number = pieces[0];
  if (last === undefined || number === undefined) return null;
  const unit = pieces[1]?.kind === 'name' ? pieces[1].text : '';
  if (last.text === '/') return perOffers(parameter.dimension, unit, touches(around, last));
  if (last === number) {
    const offers = unitOffers(parameter, number.text, [around.currency, ...(around.options.currencies ?? [])], touches(around, number));
    return offers.length > 0 ? offers : null;
  }
  if (pieces.some((piece) => piece.text === '/')) return null;
  const offers = slashOffers(parameter.dimension, unit);
  return offers.length > 0 ? offers : null;
}

/** Whether a piece ends where the word at the cursor begins. */
function touches({ context }: Surroundings, piece: Piece): boolean {
  return context.prefix === '' && piece.end === context.start;
}

/** What a parameter that is not filled yet may be. */
function openOffers(around: Surroundings, row: PropertyRow, parameter: Parameter, values: readonly Written[]): Offer[] {
  if (parameter.kind === 'text') return [];
  if (parameter.kind === 'quantity') {
    const value = valueOf(row, parameter);
    const text = row.name === 'budget' ? value.replace(/[A-Z]{3}/, around.currency) : value;
    const isDefault = row.default?.startsWith(value) === true;
    const offers: Offer[] =
      text === ''
        ? []
        : [{ label: text, kind: 'value', detail: isDefault ? 'default' : 'for example', insert: `\${1:${text}}`, snippet: true, rank: 0 }];
    if (parameter.none === true) offers.push({ label: 'none', kind: 'value', detail: 'the tier is not used', rank: 1 });
    return offers;
  }
  const used = new Set(values.flatMap((value) => (value.kind === 'word' ? [value.pieces.map((piece) => piece.text).join('')] : [])));
  return wordOffers(around, parameter, used);
}

function wordOffers(around: Surroundings, parameter: Parameter, used: ReadonlySet<string>): Offer[] {
  const { options, context } = around;
  switch (parameter.words) {
    case undefined:
      return [];
    case 'provider':
      return providerOffers(used);
    case 'slot':
      return SLOT_PATHS.map((label, index) => ({
        label,
        kind: 'slot',
        subject: { kind: 'slot', name: label },
        rank: 20 + index,
        start: context.path[0]?.start ?? context.start,
      }));
    case 'currency':
      return [...new Set([...(options.currencies ?? []), ...COMMON_CURRENCIES, ...CURRENCIES])].map((label, index) => ({
        label,
        kind: 'currency',
        rank: index,
      }));
    case 'zone':
      return ['EU', 'US', 'DE', 'AT', 'CH', 'FR', 'NL', 'IE'].map((label, index) => ({ label, kind: 'value', rank: index }));
    case 'region':
      return regionOffers(around, used);
    default:
      return parameter.words.map((label, index) => ({ label, kind: 'value', rank: index }));
  }
}

/** After a provider its own regions; elsewhere logical regions and providers. */
function regionOffers({ options, context }: Surroundings, used: ReadonlySet<string>): Offer[] {
  const regions = options.regions ?? [
    { name: 'eu-central', provider: null },
    { name: 'us-east', provider: null },
  ];
  const before = context.statement.at(-1)?.text ?? '';
  const provider = (PROVIDERS as readonly string[]).includes(before) ? before : null;
  const offers = regions
    .filter((region) => region.provider === provider && !used.has(region.name))
    .map((region, index): Offer => ({ label: region.name, kind: 'region', detail: region.detail ?? null, rank: index }));
  return provider === null ? [...offers, ...providerOffers(used).map((offer) => ({ ...offer, rank: 50 + (offer.rank ?? 0) }))] : offers;
}
