/** Markdown about properties, statements, units, types, groups, fields, slots and providers: the sentences that hovers and completion share. */

import { DIMENSIONS, FIELD_TYPES, STATEMENTS, type PropertyRow, type StatementRow } from '../properties.ts';
import type { Cadence, TelemetryField } from '../scenario.ts';
import type { DeviceFacts } from '../semantics/facts.ts';
import { formatBytes, formatCadence, formatSeconds } from '../semantics/format-value.ts';
import type { Program } from '../semantics/program.ts';
import { eventsPerSecond } from '../semantics/quantities.ts';
import { factsOf, factsOfType } from '../semantics/read-member.ts';
import { telemetryPayload } from '../semantics/telemetry.ts';
import type { DeviceDeclaration, Field, Group } from '../tree.ts';
import { BYTES_PER_KB, SECONDS_PER_DAY, SECONDS_PER_MONTH, UNITS } from '../units.ts';
import type { CompletionSubject } from './completion-item.ts';
import { memberAt } from './cursor.ts';
import { fieldsOfGroup } from './fields.ts';
import { rowAt, type Place } from './marks.ts';
import { fieldsOf, groupNamed, typeNamed } from './symbols.ts';

/** The documentation of what a completion item or a mark stands for. */
export function describeSubject(program: Program, subject: CompletionSubject, offset: number): string | null {
  const parsed = program.files.get(program.entry);
  const declaration = parsed === undefined ? null : memberAt(parsed.tree, offset).declaration;
  switch (subject.kind) {
    case 'property': {
      const row = rowAt(subject.place, subject.name);
      return row === undefined ? null : describeRow(row);
    }
    case 'statement':
      return describeStatement(subject.name, subject.place);
    case 'unit':
      return describeUnit(subject.name);
    case 'field-type':
      return describeFieldType(subject.name);
    case 'slot':
      return SLOT_TEXTS[subject.name] ?? null;
    case 'provider':
      return PROVIDER_TEXTS[subject.name] ?? null;
    case 'type': {
      const type = typeNamed(program.files, program.entry, subject.name);
      return type === null ? null : describeType(type.declaration);
    }
    case 'group': {
      const group = declaration === null ? null : groupNamed(declaration, subject.name);
      return group === null ? null : describeGroup(program, group);
    }
    case 'field': {
      const field = fieldsOfGroup(program, declaration, subject.group).find(({ name }) => name.text === subject.name);
      return field === undefined ? null : describeField(field, subject.group);
    }
    case 'text':
      return subject.text;
  }
}

export const SLOT_TEXTS: Readonly<Record<string, string>> = {
  L1: '**L1** data acquisition: where devices connect and messages arrive.',
  L2: '**L2** data processing: user functions and event rules.',
  L3: '**L3** data storage: its three tiers `L3.hot`, `L3.cool` and `L3.archive`.',
  'L3.hot': '**L3.hot** hot storage: the database that dashboards read.',
  'L3.cool': '**L3.cool** cool storage: data past its `hot` age.',
  'L3.archive': '**L3.archive** archive storage: data past its `cool` age.',
  L4: '**L4** twin management: the hierarchy of models, its 3D scene and queries.',
  L5: '**L5** visualization: dashboards and their users.',
};

export const PROVIDER_TEXTS: Readonly<Record<string, string>> = {
  aws: '**aws** Amazon Web Services',
  azure: '**azure** Microsoft Azure',
  gcp: '**gcp** Google Cloud',
  auto: '**auto** the optimizer chooses the cloud of this slot; `except` leaves clouds out',
};

/** A property: its form, what it means, unit, range and default. */
export function describeRow(row: PropertyRow): string {
  const after = row.forParameters === undefined ? '' : ` for ${row.forParameters.map((parameter) => parameter.label).join(' ')}`;
  const form = `${row.name} ${row.parameters.map((parameter) => (parameter.optional === true ? `[${parameter.label}]` : parameter.label)).join(' ')}${after}`;
  const units = unitsOf(row);
  const limits = [
    units === '' ? null : `Unit: ${units}.`,
    row.range === null ? null : `Range: ${row.range}.`,
    row.default === null ? (row.required === true ? 'Required.' : null) : `Default: ${row.default}.`,
  ].filter((text) => text !== null);
  return [code(form), row.documentation, limits.join(' '), `For example \`${row.example}\`.`].filter((text) => text !== '').join('\n\n');
}

/** What its numbers measure, in words: `a duration, or none`. */
function unitsOf({ parameters, forParameters = [] }: PropertyRow): string {
  const names = [...parameters, ...forParameters].flatMap(({ dimension }) => (dimension === undefined ? [] : [DIMENSIONS[dimension].name]));
  const none = parameters.some((parameter) => parameter.none === true) ? ', or `none`' : '';
  return names.length === 0 ? '' : `${[...new Set(names)].join('; ')}${none}`;
}

/** A statement with braces, or an action. */
export function describeStatement(name: string, place: Place): string | null {
  const row: StatementRow | undefined =
    STATEMENTS.find((candidate) => candidate.name === name && (candidate.places as readonly Place[]).includes(place)) ??
    STATEMENTS.find((candidate) => candidate.name === name);
  return row === undefined ? null : `${code(row.syntax)}\n\n${row.documentation}\n\nFor example \`${row.example}\`.`;
}

function code(text: string): string {
  return `\`\`\`twin\n${text}\n\`\`\``;
}

/** What one unit is in others. */
export function describeUnit(word: string): string | null {
  const unit = UNITS.get(word);
  if (unit === undefined) return null;
  switch (unit.kind) {
    case 'duration':
      return `**${word}** duration: ${durations(unit.factor / unit.per, word).join(' = ')}`;
    case 'size':
      return `**${word}** size: ${word === 'B' ? 'a byte' : `1 ${word} = ${[...sizes(unit.factor, word)].join(' = ')}`}`;
    case 'share':
      return '**%** share: 1 % = 0.01';
    case 'frequency':
      return `**Hz** rate: 1 Hz = 1 / s = 60 / min = ${short(3_600)} / hour`;
  }
}

function durations(seconds: number, word: string): string[] {
  const all: [string, number][] = [
    ['s', 1],
    ['min', 60],
    ['h', 3_600],
    ['days', SECONDS_PER_DAY],
    ['months', SECONDS_PER_MONTH],
  ];
  const others = all
    .filter(([, factor]) => seconds / factor >= 0.01 && Math.abs(seconds / factor - 1) > 1e-9)
    .map(([unit, factor]) => `${short(seconds / factor)} ${unit}`)
    .slice(-3);
  return [`1 ${word}`, ...(others.length === 0 ? [`${short(1_000)} ms`] : others)];
}

function* sizes(bytes: number, word: string): Iterable<string> {
  for (const [unit, power] of [
    ['KB', 1],
    ['B', 0],
  ] as const) {
    if (unit !== word && BYTES_PER_KB ** power < bytes) yield `${short(bytes / BYTES_PER_KB ** power)} ${unit}`;
  }
}

/** Between groups of three digits, as every screen writes figures. */
const THIN = '\u202f';

/** A number for a person: four figures, groups of three apart by a thin no-break space. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return 'too many';
  const rounded = Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(4));
  return rounded.toLocaleString('en-US', { maximumFractionDigits: 6 }).replaceAll(',', THIN);
}

/** A device type with its documentation. */
export function describeType(declaration: DeviceDeclaration): string {
  const facts = factsOfType(declaration).device;
  const parts = [`**${declaration.name.text}** device type${declaration.title === null ? '' : `, ${declaration.title.value}`}`];
  if (declaration.doc !== null) parts.push(declaration.doc.text);
  const words = wordsOf(facts, null);
  if (words.length > 0) parts.push(words.join(' · '));
  const fields = fieldsOf(declaration.members).map(({ name, type }) => `\`${name.text}\` ${type.text}`);
  if (fields.length > 0) parts.push(`Fields: ${fields.join(', ')}`);
  return parts.join('\n\n');
}

/** `string`, `vector` and the like. */
export function describeFieldType(name: string): string | null {
  const known = Object.entries(FIELD_TYPES).find(([type]) => type === name);
  return known === undefined ? null : `**${name}** type of a field\n\n${known[1].documentation}`;
}

/** A field of a group or device type. */
export function describeField(field: Field, owner: string | null): string {
  const length = field.length === null ? '' : ` ${String(field.length.value)}`;
  const unit = field.unit === null ? '' : ` in ${field.unit.value}`;
  const head = `**${owner === null ? '' : `${owner}.`}${field.name.text}** ${field.type.text}${length}${unit}`;
  return field.doc === null ? head : `${head}\n\n${field.doc.text}`;
}

/** What a group sends, with what its type says. */
export interface Traffic {
  readonly devices: number;
  readonly cadence: Cadence;
  /** Bytes of one message. */
  readonly payload: number;
  readonly messagesPerDay: number;
  readonly messagesPerMonth: number;
}

/** Messages and bytes of a group; null where something that it needs is not said. */
export function trafficOf(program: Program, group: Group): Traffic | null {
  const facts = factsOf(group);
  if (facts.kind !== 'group') return null;
  const type = group.type === null ? null : typeNamed(program.files, program.entry, group.type.text);
  const inherited = type === null ? null : factsOfType(type.declaration).device;
  const own = facts.device;
  const cadence = (own.cadence ?? inherited?.cadence)?.value;
  const fields = new Map<string, TelemetryField>();
  for (const { value } of [...(inherited?.telemetry ?? []), ...own.telemetry]) fields.set(value.name, value);
  const written = (own.payload ?? inherited?.payload)?.value;
  if (cadence === undefined || (written === undefined && fields.size === 0)) return null;
  const active = (own.active ?? inherited?.active)?.value ?? { hoursPerDay: 24, daysPerWeek: 7 };
  const devices = own.count?.value ?? 1;
  const perSecond = devices * eventsPerSecond(cadence) * (active.hoursPerDay / 24) * (active.daysPerWeek / 7);
  return {
    devices,
    cadence,
    payload: written ?? telemetryPayload([...fields.values()]),
    messagesPerDay: perSecond * SECONDS_PER_DAY,
    messagesPerMonth: perSecond * SECONDS_PER_MONTH,
  };
}

/** A group: what it is, how much it sends in a day and a month. */
export function describeGroup(program: Program, group: Group): string {
  const title = `**${group.name.text}** device group${group.type === null ? '' : ` of type ${group.type.text}`}`;
  const parts = [title];
  if (group.doc !== null) parts.push(group.doc.text);
  const traffic = trafficOf(program, group);
  if (traffic === null) {
    parts.push('How much it sends is not known: `every` or `rate`, and `payload` or `telemetry`, are needed.');
    return parts.join('\n\n');
  }
  const { devices, cadence, payload, messagesPerDay, messagesPerMonth } = traffic;
  parts.push(`${short(devices)} ${devices === 1 ? 'device' : 'devices'} · ${formatCadence(cadence)} · ${formatBytes(payload)} a message`);
  parts.push(
    `| | a day | a month |\n|---|--:|--:|\n| messages | ${short(messagesPerDay)} | ${short(messagesPerMonth)} |\n| bytes | ${bytes(messagesPerDay * payload)} | ${bytes(messagesPerMonth * payload)} |`,
  );
  return parts.join('\n\n');
}

/** Bytes in the unit that a person would choose. */
export function bytes(count: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let power = 0;
  while (power < units.length - 1 && count / BYTES_PER_KB ** power >= BYTES_PER_KB) power++;
  return `${short(count / BYTES_PER_KB ** power)} ${units[power] ?? 'B'}`;
}

function wordsOf(facts: DeviceFacts, count: number | null): string[] {
  const words: string[] = [];
  if (count !== null) words.push(`${short(count)} devices`);
  if (facts.cadence !== null) words.push(formatCadence(facts.cadence.value));
  if (facts.payload !== null) words.push(`${formatBytes(facts.payload.value)} a message`);
  else if (facts.telemetry.length > 0)
    words.push(`${formatBytes(telemetryPayload(facts.telemetry.map(({ value }) => value)))} a message, from its fields`);
  return words;
}

/** A duration or size in other units, for the quantity that is written. */
export function conversions(value: number, kind: 'duration' | 'size'): string[] {
  if (kind === 'size') return [...new Set([formatBytes(value), bytes(value), `${short(value)} B`])];
  const units: [string, number][] = [
    ['s', 1],
    ['h', 3_600],
    ['days', SECONDS_PER_DAY],
    ['months', SECONDS_PER_MONTH],
  ];
  const others = units
    .filter(([, factor]) => value / factor >= 0.1 && value / factor < 100_000 && value !== factor)
    .map(([unit, factor]) => `${short(value / factor)} ${unit}`);
  return [...new Set([formatSeconds(value), ...others])];
}
