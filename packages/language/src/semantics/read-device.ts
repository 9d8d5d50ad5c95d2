/** What a device group or a device type says itself: its checked properties, telemetry and storage. Nothing is resolved here. */

import type { PropertyPlace } from '../properties.ts';
import { FIELD_TYPES } from '../properties.ts';
import type { Cadence, TelemetryField } from '../scenario.ts';
import type { DeviceDeclaration, Field, Group, Item, Member, Property, Telemetry } from '../tree.ts';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR, SECONDS_PER_WEEK } from '../units.ts';
import type { Value, Values } from './arguments.ts';
import type { DeviceFacts, GroupFacts, Reference, StorageFacts, TypeFacts, Written } from './facts.ts';
import type { LocalProblem, Spot } from './local-problem.ts';
import { problemAt, replaceFix, spotOf } from './local-problem.ts';
import { nearest } from './nearest.ts';
import { cadenceOf, monthly } from './quantities.ts';
import type { Entry, Located } from './statements.ts';
import { duplicate, readProperties, reportItem, unmodeled } from './statements.ts';
import type { Word } from '../tree.ts';

export const EMPTY_STORAGE: StorageFacts = { spot: null, hot: null, cool: null, archive: null, readCool: null, readArchive: null };

export function readGroup(group: Group): GroupFacts {
  const problems: LocalProblem[] = [];
  const device = readDevice(
    group.items.map((node) => ({ node, member: group })),
    'devices',
    problems,
  );
  return {
    kind: 'group',
    node: group,
    name: reference(group.name, group),
    type: group.type === null ? null : reference(group.type, group),
    device,
    problems,
  };
}

export function readType(declaration: DeviceDeclaration): TypeFacts {
  const problems: LocalProblem[] = [];
  const items: Located<Item>[] = [];
  for (const member of declaration.members) {
    if (member.kind === 'property' || member.kind === 'block' || member.kind === 'telemetry') items.push({ node: member, member });
    else
      problems.push(
        problemAt(
          'twin-2002',
          spotOf(headOf(member), member),
          `\`${headOf(member).text}\` does not belong in \`device\`: it stands in a twin.`,
        ),
      );
  }
  const device = readDevice(items, 'device', problems);
  return { node: declaration, name: declaration.name.text, device, problems };
}

function headOf(member: Exclude<Member, Property | Telemetry>): Word {
  return member.kind === 'block' ? member.name : member.keyword;
}

export function reference(word: Word, member: Member | null): Reference {
  return { name: word.text, ...spotOf(word, member) };
}

function readDevice(items: readonly Located<Item>[], place: PropertyPlace, problems: LocalProblem[]): DeviceFacts {
  const properties: Located<Property>[] = [];
  const storages: Located<Extract<Item, { kind: 'block' }>>[] = [];
  const telemetry = new Map<string, Written<TelemetryField>>();
  const broken = new Set<string>();
  const brokenFields: string[] = [];
  for (const { node, member } of items) {
    if (node.kind === 'property') properties.push({ node, member });
    else if (node.kind === 'telemetry') readTelemetry(node, member, telemetry, brokenFields, problems);
    else if (node.kind === 'block' && node.name.text === 'storage') storages.push({ node, member });
    else reportItem(node, place, member, problems);
  }
  const { entries, broken: brokenProperties } = readProperties(properties, place, problems);
  for (const key of brokenProperties) broken.add(key);
  return {
    count: written(entries.get('count'), numberOf),
    cadence: written(entries.get('every'), cadence),
    peak: written(entries.get('peak'), cadence),
    active: readActive(entries.get('active'), problems),
    connect: written(entries.get('connect'), (values) => {
      const text = wordOf(values.values[0]);
      return text === 'always' || text === 'active' || text === 'each-message' ? text : null;
    }),
    payload: written(entries.get('payload'), numberOf),
    telemetry: [...telemetry.values()],
    storage: readStorage(storages, 'group-storage', problems),
    broken: brokenFields.length === 0 ? broken : new Set([...broken, 'telemetry']),
    brokenFields,
  };
}

/** The value of an entry with its place; null where there is none. */
export function written<T>(entry: Entry | undefined, read: (values: Values) => T | null): Written<T> | null {
  if (entry === undefined) return null;
  const value = read(entry.values);
  return value === null ? null : { value, ...entry.spot };
}

export function numberOf(values: Values): number | null {
  return quantityValue(values.values[0]);
}

export function quantityValue(value: Value | null | undefined): number | null {
  return value?.kind === 'quantity' ? value.measure.value : null;
}

export function wordOf(value: Value | null | undefined): string | null {
  return value?.kind === 'word' ? value.text : null;
}

export function cadence(values: Values): Cadence | null {
  const value = values.values[0];
  return value?.kind === 'quantity' ? cadenceOf(value.measure) : null;
}

/** `16 h / day  5 days / week` in either order; what is left out is the whole. */
export function activeTime(
  values: readonly (Value | null)[],
): { hoursPerDay: number; daysPerWeek: number } | { tooMuch: Spot; limit: string } {
  let hoursPerDay = 24;
  let daysPerWeek = 7;
  for (const value of values) {
    if (value?.kind !== 'quantity') continue;
    const { value: seconds, perSeconds } = value.measure;
    const share = seconds / (perSeconds ?? SECONDS_PER_DAY);
    if ((perSeconds ?? 0) >= SECONDS_PER_WEEK) {
      daysPerWeek = ((seconds / SECONDS_PER_DAY) * SECONDS_PER_WEEK) / (perSeconds ?? SECONDS_PER_WEEK);
      if (share > 1) return { tooMuch: value.spot, limit: '7 days / week' };
    } else {
      hoursPerDay = ((seconds / SECONDS_PER_HOUR) * SECONDS_PER_DAY) / (perSeconds ?? SECONDS_PER_DAY);
      if (share > 1) return { tooMuch: value.spot, limit: '24 h / day' };
    }
  }
  return { hoursPerDay, daysPerWeek };
}

function readActive(entry: Entry | undefined, problems: LocalProblem[]): DeviceFacts['active'] {
  if (entry === undefined) return null;
  const active = activeTime(entry.values.values);
  if ('tooMuch' in active) {
    problems.push(tooMuchTime('active', active.tooMuch, active.limit));
    return null;
  }
  return { value: active, ...entry.spot };
}

export function tooMuchTime(name: string, spot: Spot, limit: string): LocalProblem {
  return problemAt('twin-2009', spot, `\`${name}\` must be at most \`${limit}\`.`, {
    fixes: [replaceFix(`Write \`${limit}\``, spot, limit, false)],
  });
}

/** The fields of a `telemetry` block, added to those before; the later of two of one name counts. */
function readTelemetry(
  node: Telemetry,
  member: Member,
  fields: Map<string, Written<TelemetryField>>,
  broken: string[],
  problems: LocalProblem[],
): void {
  for (const field of node.fields) {
    if (field.name.text === '' || field.type.text === '') continue;
    const read = readField(field, member, problems);
    if (read === null) {
      broken.push(field.name.text);
      continue;
    }
    const earlier = fields.get(read.name);
    const spot = spotOf(field, member);
    if (earlier !== undefined) {
      problems.push(duplicate(read.name, earlier, read.name, spot));
      fields.delete(read.name);
    }
    fields.set(read.name, { value: read, ...spot });
  }
}

/** Words of other languages for the types of fields. */
const TYPE_SYNONYMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'float double decimal real num': 'number',
    'int long uint short byte': 'integer',
    'bool flag': 'boolean',
    'text str char varchar enum': 'string',
    'date datetime time timestamptz instant': 'timestamp',
    'array list numbers': 'vector',
  }).flatMap(([words, type]) => words.split(' ').map((word): [string, string] => [word, type])),
);

export function isFieldType(word: string): word is keyof typeof FIELD_TYPES {
  return Object.hasOwn(FIELD_TYPES, word);
}

function readField(field: Field, member: Member, problems: LocalProblem[]): TelemetryField | null {
  const spot = spotOf(field.type, member);
  const type = field.type.text;
  if (!isFieldType(type)) {
    const message = unmodeled(type);
    if (message !== null) {
      problems.push(problemAt('twin-2003', spot, message));
      return null;
    }
    const types = Object.keys(FIELD_TYPES);
    const near = TYPE_SYNONYMS.get(type.toLowerCase()) ?? nearest(type, types);
    const hint = near === null ? `write ${types.map((word) => `\`${word}\``).join(', ')}.` : `write \`${near}\`.`;
    problems.push(
      problemAt('twin-2017', spot, `\`${type}\` is no type of field: ${hint}`, {
        fixes: near === null ? [] : [replaceFix(`Write \`${near}\``, spot, near)],
      }),
    );
    return null;
  }
  const length = readLength(field, type, member, problems);
  return length === undefined ? null : { name: field.name.text, type, length, unit: field.unit?.value ?? null };
}

/** undefined where the written length does not fit. */
function readLength(field: Field, type: keyof typeof FIELD_TYPES, member: Member, problems: LocalProblem[]): number | null | undefined {
  const { length: fallback, counts } = FIELD_TYPES[type];
  const quantity = field.length;
  if (quantity === null) return fallback;
  const spot = spotOf(quantity, member);
  if (counts === null) {
    problems.push(
      problemAt('twin-2006', spot, `A field of type \`${type}\` has no length.`, { fixes: [replaceFix('Remove it', spot, '')] }),
    );
    return undefined;
  }
  if (quantity.unit !== null || quantity.per !== null) {
    const number = String(quantity.value);
    problems.push(
      problemAt('twin-2007', spot, `The ${counts} of a \`${type}\` is a plain number: write \`${number}\`.`, {
        fixes: [replaceFix(`Write \`${number}\``, spot, number)],
      }),
    );
    return undefined;
  }
  const min = type === 'vector' ? 1 : 0;
  const whole = type === 'vector' && !Number.isInteger(quantity.value);
  if (!(quantity.value >= min && quantity.value <= MAX_LENGTH) || whole) {
    problems.push(
      problemAt(
        'twin-2009',
        spot,
        `The ${counts} of a \`${type}\` must be ${whole ? 'a whole number' : `between ${String(min)} and ${String(MAX_LENGTH)}`}.`,
      ),
    );
    return undefined;
  }
  return quantity.value;
}

/** A message has at most 10 MB, so a field has no more. */
const MAX_LENGTH = 10_485_760;

/** The `storage` blocks of a twin or of a device, put together. */
export function readStorage(
  blocks: readonly Located<Extract<Item, { kind: 'block' }>>[],
  place: 'storage' | 'group-storage',
  problems: LocalProblem[],
): StorageFacts {
  if (blocks.length === 0) return EMPTY_STORAGE;
  const properties: Located<Property>[] = [];
  for (const { node, member } of blocks) {
    for (const item of node.items) {
      if (item.kind === 'property') properties.push({ node: item, member });
      else reportItem(item, place, member, problems);
    }
  }
  const { entries } = readProperties(properties, place, problems);
  const last = blocks.at(-1);
  const age = (values: Values): number | null => quantityValue(values.values[0]);
  const optionalAge = (key: string): Written<number | null> | null => {
    const entry = entries.get(key);
    return entry === undefined ? null : { value: age(entry.values), ...entry.spot };
  };
  const readBack = (values: Values): number | null => {
    const value = values.values[1];
    return value?.kind === 'quantity' ? monthly(value.measure) : null;
  };
  return {
    spot: last === undefined ? null : spotOf(last.node, last.member),
    hot: written(entries.get('hot'), age),
    cool: optionalAge('cool'),
    archive: optionalAge('archive'),
    readCool: written(entries.get('read cool'), readBack),
    readArchive: written(entries.get('read archive'), readBack),
  };
}
