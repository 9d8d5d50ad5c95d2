/**
 * The one table of the language's properties: where each may stand, what it takes, its default, range, documentation and example.
 * Validation, completion, hover, the reference page and the JSON schema derive from it. It holds no rule that needs a second property.
 */

import { SECONDS_PER_DAY } from './units.ts';

/** What a quantity measures, by its unit and what stands after `/`. */
export type Dimension = 'number' | 'share' | 'duration' | 'size' | 'rate' | 'size-rate' | 'money' | 'money-rate' | 'time-rate';

/** The words by which a dimension is named to a person, with an example of each. */
export const DIMENSIONS: Readonly<Record<Dimension, { readonly name: string; readonly example: string }>> = {
  number: { name: 'a plain number', example: '40' },
  share: { name: 'a share', example: '10 %' },
  duration: { name: 'a duration', example: '2 min' },
  size: { name: 'a size', example: '0.25 KB' },
  rate: { name: 'a rate', example: '30 / hour' },
  'size-rate': { name: 'a size per time', example: '5 GB / month' },
  money: { name: 'an amount of money', example: '60 EUR' },
  'money-rate': { name: 'money per time', example: '60 EUR / month' },
  'time-rate': { name: 'time per time', example: '16 h / day' },
};

/** Where a property may stand. `group-storage` is `storage` within a device type or group. */
export type PropertyPlace =
  'twin' | 'devices' | 'device' | 'processing' | 'run' | 'storage' | 'group-storage' | 'management' | 'model' | 'visualization';

/** One argument of a property. Bounds are in base units (seconds, bytes, events per second, one). */
export interface Parameter {
  /** For signature help: `N`, `SIZE`, `H / day`. */
  readonly label: string;
  readonly kind: 'quantity' | 'word' | 'words' | 'text';
  readonly optional?: true;
  /** Of a quantity; the first is the one that is offered. */
  readonly dimension?: Dimension;
  readonly min?: number;
  /** The value must lie above this. */
  readonly above?: number;
  readonly max?: number;
  readonly integer?: true;
  /** `none` may stand instead of the quantity. */
  readonly none?: true;
  /** The words that may stand here, or the kind of name. */
  readonly words?: readonly string[] | 'provider' | 'currency' | 'zone' | 'slot' | 'region';
}

export interface PropertyRow {
  readonly name: string;
  readonly places: readonly PropertyPlace[];
  readonly parameters: readonly Parameter[];
  /** What stands after `for`. */
  readonly forParameters?: readonly Parameter[];
  /** As it would be written; null where there is none. */
  readonly default: string | null;
  readonly required?: true;
  /** In words, for people; null where anything goes. */
  readonly range: string | null;
  /**
   * `once`: a second one is a problem and the last counts. `by-first-word`: once for each first word (`budget L3`, `read cool`).
   * `many`: may be repeated.
   */
  readonly occurs: 'once' | 'by-first-word' | 'many';
  /** The property that it is another spelling of: the later of the two counts. */
  readonly sameAs?: string;
  /** Markdown. */
  readonly documentation: string;
  readonly example: string;
}

const GB = 1_024 ** 3;
const MB = 1_024 ** 2;

const quantity = (label: string, dimension: Dimension, limits: Partial<Parameter> = {}): Parameter => ({
  label,
  kind: 'quantity',
  dimension,
  ...limits,
});
const word = (label: string, words: NonNullable<Parameter['words']>, limits: Partial<Parameter> = {}): Parameter => ({
  label,
  kind: 'word',
  words,
  ...limits,
});

const retention = (tier: 'hot' | 'cool' | 'archive', fallback: string, text: string, example: string): PropertyRow => ({
  name: tier,
  places: ['storage', 'group-storage'],
  parameters: [quantity('AGE', 'duration', tier === 'hot' ? { min: SECONDS_PER_DAY } : { above: 0, none: true })],
  default: fallback,
  range: tier === 'hot' ? '1 day ≤ hot ≤ cool ≤ archive' : 'hot ≤ cool ≤ archive, or `none`',
  occurs: 'once',
  documentation: text,
  example,
});

export const PROPERTIES: readonly PropertyRow[] = [
  {
    name: 'region',
    places: ['twin'],
    parameters: [{ label: 'REGION or PROVIDER REGION …', kind: 'words', words: 'region' }],
    default: 'eu-central',
    range: null,
    occurs: 'many',
    documentation:
      'Where everything runs: a logical region (`eu-central`, `us-east`), or pairs of a provider and its own region. A pair wins over the logical region for its provider.',
    example: 'region aws eu-central-1 azure westeurope gcp europe-west1',
  },
  {
    name: 'currency',
    places: ['twin'],
    parameters: [word('CODE', 'currency')],
    default: 'USD',
    range: 'an ISO 4217 code',
    occurs: 'once',
    documentation: 'The currency of every figure. Prices are in US dollars; another currency is converted at the price book’s dated rate.',
    example: 'currency EUR',
  },
  {
    name: 'budget',
    places: ['twin'],
    parameters: [word('SLOT', 'slot', { optional: true }), quantity('MONEY / month', 'money-rate', { min: 0 })],
    default: null,
    range: '≥ 0',
    occurs: 'by-first-word',
    documentation:
      'What the twin, or one slot of it, may cost in a month. A total above it is a problem, with the changes that would fit. A yearly budget counts as a twelfth a month.',
    example: 'budget L3 10 EUR / month',
  },
  {
    name: 'residency',
    places: ['twin'],
    parameters: [word('ZONE', 'zone')],
    default: null,
    range: '`EU`, `US` or an ISO country code',
    occurs: 'once',
    documentation: 'Where data must stay: every slot’s region must lie in this zone. Regions outside it leave the search, with the reason.',
    example: 'residency EU',
  },
  {
    name: 'providers',
    places: ['twin'],
    parameters: [{ label: 'PROVIDER …', kind: 'words', words: 'provider' }],
    default: 'aws azure gcp',
    range: '`aws`, `azure`, `gcp`',
    occurs: 'once',
    documentation: 'The clouds that may be used.',
    example: 'providers aws azure',
  },
  {
    name: 'free-tier',
    places: ['twin'],
    parameters: [word('on or off', ['on', 'off'])],
    default: 'on',
    range: '`on` or `off`',
    occurs: 'once',
    documentation: 'Whether the clouds’ lasting free allowances count. Allowances of the first 12 months never do.',
    example: 'free-tier off',
  },
  {
    name: 'count',
    places: ['devices'],
    parameters: [quantity('N', 'number', { min: 0, max: 1e9, integer: true })],
    default: '1',
    range: 'a whole number, 0 … 1e9',
    occurs: 'once',
    documentation: 'How many devices the group has.',
    example: 'count 60',
  },
  {
    name: 'count',
    places: ['model'],
    parameters: [quantity('N', 'number', { min: 0, max: 1e9, integer: true })],
    default: '1',
    range: 'a whole number, 0 … 1e9',
    occurs: 'once',
    documentation: 'How often this model, with all that is in it, is repeated.',
    example: 'count 12',
  },
  {
    name: 'every',
    places: ['devices', 'device'],
    parameters: [quantity('DURATION', 'duration', { above: 0 })],
    default: null,
    required: true,
    range: '> 0',
    occurs: 'once',
    documentation: 'Time between two messages of one device. `every` and `rate` are one property: the later one counts.',
    example: 'every 2 min',
  },
  {
    name: 'rate',
    places: ['devices', 'device'],
    parameters: [quantity('N / UNIT', 'rate', { above: 0 })],
    default: null,
    range: '> 0',
    occurs: 'once',
    sameAs: 'every',
    documentation: 'How often one device sends a message. `every` and `rate` are one property: the later one counts.',
    example: 'rate 30 / hour',
  },
  {
    name: 'peak',
    places: ['devices', 'device'],
    parameters: [quantity('N / UNIT', 'rate', { above: 0 })],
    default: 'the device’s rate, devices evenly spread',
    range: '≥ the rate',
    occurs: 'once',
    documentation: 'The highest rate of one device. Services that are sized by their busiest moment follow it.',
    example: 'peak 2 / s',
  },
  {
    name: 'active',
    places: ['devices', 'device'],
    parameters: [quantity('H / day', 'time-rate', { above: 0 }), quantity('N days / week', 'time-rate', { above: 0, optional: true })],
    default: '24 h / day  7 days / week',
    range: '≤ 24 h a day, ≤ 7 days a week',
    occurs: 'once',
    documentation: 'When the devices speak. Outside these hours they send nothing.',
    example: 'active 16 h / day  5 days / week',
  },
  {
    name: 'connect',
    places: ['devices', 'device'],
    parameters: [word('WHEN', ['always', 'active', 'each-message'])],
    default: 'always',
    range: '`always`, `active` or `each-message`',
    occurs: 'once',
    documentation: 'How long a device stays connected: `always`, while it is `active`, or for `each-message` alone.',
    example: 'connect each-message',
  },
  {
    name: 'payload',
    places: ['devices', 'device'],
    parameters: [quantity('SIZE', 'size', { above: 0, max: 10 * MB })],
    default: 'from `telemetry`',
    range: '> 0, ≤ 10 MB',
    occurs: 'once',
    documentation:
      'The size of every message of the group. Left out, it is the size of the JSON text `{"id":…,"t":…,"name":value…}` of the declared `telemetry`; without `telemetry` it must be written.',
    example: 'payload 0.25 KB',
  },
  {
    name: 'function',
    places: ['processing', 'run'],
    parameters: [quantity('MEMORY', 'size', { min: 64 * MB, max: 10 * GB })],
    forParameters: [quantity('DURATION', 'duration', { above: 0, max: 900 })],
    default: '128 MB for 100 ms',
    range: '64 MB … 10 GB, ≤ 15 min',
    occurs: 'once',
    documentation:
      'Memory and duration of one execution of a user function. Functions that the twin adds by itself use the listed assumptions.',
    example: 'function 256 MB for 200 ms',
  },
  {
    name: 'matches',
    places: ['processing'],
    parameters: [quantity('SHARE', 'share', { min: 0, max: 1 })],
    default: '10 %',
    range: '0 % … 100 %',
    occurs: 'once',
    documentation: 'The share of a group’s messages for which an event rule fires, unless the rule has its own `matches`.',
    example: 'matches 1 %',
  },
  retention('hot', '1 month', 'The age at which data leaves the hot tier, the database that dashboards read.', 'hot 1 month'),
  retention('cool', 'none', 'The age at which data leaves the cool tier. `none`: the tier is not used.', 'cool 3 months'),
  retention(
    'archive',
    'none',
    'The age at which data leaves the archive and is deleted. `none`: the tier is not used.',
    'archive 12 months',
  ),
  {
    name: 'read',
    places: ['storage'],
    parameters: [word('TIER', ['cool', 'archive']), quantity('SIZE / month', 'size-rate', { min: 0 })],
    default: 'none',
    range: '≥ 0',
    occurs: 'by-first-word',
    documentation: 'How much data is read back from the cool tier or the archive.',
    example: 'read archive 5 GB / month',
  },
  {
    name: 'entities',
    places: ['management'],
    parameters: [quantity('N', 'number', { min: 0, max: 1e9 })],
    default: 'models + devices placed in them',
    range: '≥ 0',
    occurs: 'once',
    documentation: 'How many entities the twin graph holds, instead of counting models and placed devices.',
    example: 'entities 1200',
  },
  {
    name: 'scene',
    places: ['management'],
    parameters: [{ label: '"FILE"', kind: 'text', optional: true }, quantity('SIZE', 'size', { above: 0 })],
    default: 'none',
    range: '> 0',
    occurs: 'once',
    documentation: 'A 3D scene of the twin and its size.',
    example: 'scene "./house.glb" 100 MB',
  },
  {
    name: 'queries',
    places: ['management'],
    parameters: [quantity('N / UNIT', 'rate', { min: 0 })],
    default: 'none',
    range: '≥ 0',
    occurs: 'once',
    documentation: 'Queries of the twin graph beside those of the dashboards.',
    example: 'queries 100 / day',
  },
  {
    name: 'editors',
    places: ['visualization'],
    parameters: [quantity('N', 'number', { min: 0, max: 1e9 })],
    default: '0',
    range: '≥ 0',
    occurs: 'once',
    documentation: 'People who edit dashboards at least once in a month.',
    example: 'editors 2',
  },
  {
    name: 'viewers',
    places: ['visualization'],
    parameters: [quantity('N', 'number', { min: 0, max: 1e9 })],
    default: '0',
    range: '≥ 0',
    occurs: 'once',
    documentation: 'People who look at dashboards at least once in a month, without editing.',
    example: 'viewers 5',
  },
  {
    name: 'refresh',
    places: ['visualization'],
    parameters: [quantity('N / UNIT', 'rate', { min: 0 })],
    forParameters: [quantity('H / day', 'time-rate', { min: 0, optional: true })],
    default: 'none; while somebody looks, 24 h / day',
    range: '≥ 0; ≤ 24 h a day',
    occurs: 'once',
    documentation: 'Dashboard refreshes of all viewers together while somebody looks; after `for`, how long that is.',
    example: 'refresh 12 / hour for 1 h / day',
  },
  {
    name: 'panels',
    places: ['visualization'],
    parameters: [quantity('N', 'number', { min: 1, max: 1e6 })],
    default: '1',
    range: '≥ 1',
    occurs: 'once',
    documentation: 'API calls of one refresh: the panels of the dashboard.',
    example: 'panels 4',
  },
  {
    name: 'window',
    places: ['visualization'],
    parameters: [quantity('DURATION', 'duration', { above: 0 })],
    default: '1 h',
    range: '> 0',
    occurs: 'once',
    documentation: 'How far back one panel reads. A panel shows one device.',
    example: 'window 1 h',
  },
];

/** A statement with a rule of its own in the parser: blocks, declarations, rules and their actions. */
export interface StatementRow {
  readonly name: string;
  readonly places: readonly (PropertyPlace | 'file' | 'rule')[];
  readonly syntax: string;
  /** Markdown. */
  readonly documentation: string;
  readonly example: string;
}

export const STATEMENTS: readonly StatementRow[] = [
  {
    name: 'language',
    places: ['file'],
    syntax: 'language VERSION',
    documentation: 'The version of the language that the file is written in. Without the line it is version 1 for ever.',
    example: 'language 1',
  },
  {
    name: 'import',
    places: ['file'],
    syntax: 'import "FILE"',
    documentation: 'Makes the device types of another file visible in this one. They are not passed on further.',
    example: 'import "./devices.twin"',
  },
  {
    name: 'device',
    places: ['file'],
    syntax: 'device NAME ["TITLE"] { … }',
    documentation: 'A type of device: what its groups have in common. A group’s own value beats its type’s.',
    example: 'device Thermostat { every 2 min  payload 0.25 KB }',
  },
  {
    name: 'twin',
    places: ['file'],
    syntax: 'twin NAME ["TITLE"] { … }',
    documentation: 'A digital twin: its devices, how long data lives, what reacts to it, who looks at it.',
    example: 'twin SmartHome "Smart Home" { … }',
  },
  {
    name: 'devices',
    places: ['twin'],
    syntax: 'devices NAME [: TYPE] { … }',
    documentation: 'A group of like devices.',
    example: 'devices thermostats : Thermostat { count 60 }',
  },
  {
    name: 'telemetry',
    places: ['devices', 'device'],
    syntax: 'telemetry { NAME: TYPE [LENGTH] ["UNIT"] … }',
    documentation:
      'The fields of a message. Types: `number`, `integer`, `boolean`, `string` (mean length, 16 if left out), `timestamp`, `vector` (elements, 3 if left out). A group adds to its type’s fields; the same name replaces.',
    example: 'telemetry { temperature: number "°C"  label: string 12 }',
  },
  {
    name: 'processing',
    places: ['twin'],
    syntax: 'processing { … }',
    documentation: 'Layer 2: user functions and event rules.',
    example: 'processing { run "./comfort.ts" for thermostats }',
  },
  {
    name: 'run',
    places: ['processing'],
    syntax: 'run "FILE" for GROUPS [{ function … }]',
    documentation: 'A user function for each message of these groups. Several run in order, and each is billed.',
    example: 'run "./functions/comfort.ts" for thermostats motion',
  },
  {
    name: 'on',
    places: ['processing'],
    syntax: 'on CONDITION [for DURATION] [matches SHARE] { ACTIONS }',
    documentation:
      'An event rule over the fields of one group. `for`: how long the condition must hold. `matches`: the share of the group’s messages that fire.',
    example: 'on thermostats.temperature > 30 for 5 min matches 1 % { notify "too hot" }',
  },
  {
    name: 'notify',
    places: ['rule'],
    syntax: 'notify "TEXT"',
    documentation: 'Sends a notification.',
    example: 'notify "too hot"',
  },
  {
    name: 'call',
    places: ['rule'],
    syntax: 'call "FILE"',
    documentation: 'Runs a user function.',
    example: 'call "./functions/order-battery.ts"',
  },
  {
    name: 'workflow',
    places: ['rule'],
    syntax: 'workflow ["NAME"] N steps',
    documentation: 'Runs a workflow of N steps.',
    example: 'workflow "maintenance" 5 steps',
  },
  {
    name: 'feedback',
    places: ['rule'],
    syntax: 'feedback GROUP { FIELD: VALUE … }',
    documentation:
      'Sends a message back to devices. To the rule’s group it reaches the device that triggered; to another group, every device of it.',
    example: 'feedback thermostats { setpoint: 20 }',
  },
  {
    name: 'storage',
    places: ['twin', 'devices', 'device'],
    syntax: 'storage { hot AGE  cool AGE  archive AGE }',
    documentation: 'Layer 3: how long data lives in each tier. In a group or a device type it overrides the twin’s retention for it.',
    example: 'storage { hot 1 month  cool 3 months  archive 12 months }',
  },
  {
    name: 'management',
    places: ['twin'],
    syntax: 'management { … }',
    documentation:
      'Layer 4: the hierarchy of models, the 3D scene and the queries of the twin graph. Without the block the layer is not used.',
    example: 'management { model House { has thermostats } }',
  },
  {
    name: 'model',
    places: ['management', 'model'],
    syntax: 'model NAME ["TITLE"] [{ … }]',
    documentation: 'A part of the hierarchy. Names are unique among siblings.',
    example: 'model LivingRoom { has 40 thermostats }',
  },
  {
    name: 'has',
    places: ['management', 'model'],
    syntax: 'has [N] GROUP …',
    documentation: 'Puts N devices of a group here; without N, the rest of the group.',
    example: 'has 40 thermostats motion',
  },
  {
    name: 'visualization',
    places: ['twin'],
    syntax: 'visualization { … }',
    documentation: 'Layer 5: dashboards and the people who use them. Without the block the layer is not used.',
    example: 'visualization { editors 2  viewers 5 }',
  },
  {
    name: 'place',
    places: ['twin'],
    syntax: 'place { SLOT PROVIDER  SLOT auto [except PROVIDERS] }',
    documentation:
      'Fixes slots to clouds. Slots: `L1`, `L2`, `L3`, `L3.hot`, `L3.cool`, `L3.archive`, `L4`, `L5`; `L3` means its three tiers, and the more specific line wins. What is left out is chosen.',
    example: 'place { L3.hot azure  L4 auto except gcp }',
  },
  {
    name: 'scenario',
    places: ['twin'],
    syntax: 'scenario NAME ["TITLE"] { PATH = VALUE … }',
    documentation: 'A variant of the twin. A path begins with a group or a block; `none` removes.',
    example: 'scenario Winter { thermostats.every = 30 s }',
  },
  {
    name: 'tags',
    places: ['twin'],
    syntax: 'tags { NAME: "VALUE" … }',
    documentation: 'Tags for everything that the twin creates.',
    example: 'tags { team: "facility" }',
  },
  {
    name: 'assume',
    places: ['twin'],
    syntax: 'assume { ID QUANTITY … }',
    documentation: 'Overrides an assumption of the cost model by its id.',
    example: 'assume { item-overhead 120 B }',
  },
];

/** The types of telemetry fields, their default length and what the length counts. */
export const FIELD_TYPES: Readonly<
  Record<
    'number' | 'integer' | 'boolean' | 'string' | 'timestamp' | 'vector',
    { readonly length: number | null; readonly counts: string | null; readonly documentation: string }
  >
> = {
  number: { length: null, counts: null, documentation: 'A number.' },
  integer: { length: null, counts: null, documentation: 'A whole number.' },
  boolean: { length: null, counts: null, documentation: 'True or false; a bare path in a rule.' },
  string: { length: 16, counts: 'mean length', documentation: 'Text of a mean length, 16 if left out.' },
  timestamp: { length: null, counts: null, documentation: 'A moment, as an ISO 8601 text.' },
  vector: { length: 3, counts: 'elements', documentation: 'Several numbers, 3 if left out.' },
};

const rowsByPlace = new Map<string, PropertyRow>();
for (const row of PROPERTIES) for (const place of row.places) rowsByPlace.set(`${place} ${row.name}`, row);

/** The row of a property at a place; undefined where there is no such property. */
export function propertyAt(place: PropertyPlace, name: string): PropertyRow | undefined {
  return rowsByPlace.get(`${place} ${name}`);
}

/** The properties that may stand at a place, in the table's order. */
export function propertiesOf(place: PropertyPlace): PropertyRow[] {
  return PROPERTIES.filter((row) => row.places.includes(place));
}
