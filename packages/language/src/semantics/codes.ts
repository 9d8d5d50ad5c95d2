/**
 * The table of the problems of meaning (2xxx names and types, 3xxx scenario): severity, and the text of each one's page in docs/problems/.
 * Every example, taken as a file, has its problem; a test holds that.
 */

import type { CodeDoc, Severity } from '../problem.ts';

interface Row {
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
  readonly example: string;
}

const twin = (body: string): string => `twin Home {\n${body.replaceAll(/^/gm, '  ')}\n}\n`;
const GROUP = 'devices motion {\n  count 40\n  every 2 min\n  payload 0.25 KB\n}';
const FIELDS = 'devices motion {\n  every 2 min\n  telemetry {\n    moving: boolean\n    battery: number "%"\n  }\n}';

const ROWS = {
  'twin-2001': {
    severity: 'error',
    title: 'Unknown property',
    explanation:
      'No property of this name exists here, so the statement is skipped. Most often it is a typing mistake: the fix writes the nearest name. The reference lists what each block takes.',
    example: twin('devices motion {\n  cuont 40\n  every 2 min\n  payload 0.25 KB\n}'),
  },
  'twin-2002': {
    severity: 'error',
    title: 'Statement in the wrong place',
    explanation:
      'The word is known, but it stands in another block. The message says where it belongs; move it there. Where it stands now it is skipped.',
    example: twin(`editors 2\n${GROUP}`),
  },
  'twin-2003': {
    severity: 'error',
    title: 'Not modelled in version 1',
    explanation:
      'Version 1 does not model files and images apart from messages, several readings batched in a message, gateways, aggregates over time, and several regions for one slot. Each has a way to be written with what there is, and the message says which.',
    example: twin('devices motion {\n  every 2 min\n  payload 0.25 KB\n  batch 10\n}'),
  },
  'twin-2004': {
    severity: 'warning',
    title: 'Stands twice',
    explanation:
      'A property that has one value stands twice, and the later one counts. `every` and `rate` are two spellings of one property. The fix removes the one that does not count.',
    example: twin('devices motion {\n  every 2 min\n  rate 30 / hour\n  payload 0.25 KB\n}'),
  },
  'twin-2005': {
    severity: 'error',
    title: 'Value missing',
    explanation: 'The statement needs another value, so it is skipped. The message shows an example of the whole statement.',
    example: twin(`processing {\n  function 128 MB\n}\n${GROUP}`),
  },
  'twin-2006': {
    severity: 'error',
    title: 'Too many values',
    explanation:
      'The statement takes fewer values than it has, and it is not clear which one was meant, so it is skipped. Remove what is too much.',
    example: twin('devices motion {\n  count 40 50\n  every 2 min\n  payload 0.25 KB\n}'),
  },
  'twin-2007': {
    severity: 'error',
    title: 'Wrong dimension',
    explanation:
      'A quantity measures something else than its property: a size where a duration belongs, a number without its unit. The statement is skipped. The message names both dimensions, and the fixes write the number with a unit that fits.',
    example: twin('devices motion {\n  every 2 KB\n  payload 0.25 KB\n}'),
  },
  'twin-2008': {
    severity: 'error',
    title: 'Unknown unit',
    explanation:
      'The word after the number is no unit. Units count case: `min` and not `m` (which could be a month or a meter), `month` and not `mo`, `KB` and not `kB`. The fix writes the right one.',
    example: twin('devices motion {\n  every 2 mins\n  payload 0.25 KB\n}'),
  },
  'twin-2009': {
    severity: 'error',
    title: 'Out of range',
    explanation:
      'The value lies outside the range of its property, so the statement is skipped. The message says the bound, and the fix writes it.',
    example: twin('devices motion {\n  every 2 min\n  payload 20 MB\n}'),
  },
  'twin-2010': {
    severity: 'error',
    title: 'Wrong kind of value',
    explanation: 'A word stands where a quantity belongs, or the other way round. The statement is skipped.',
    example: twin(`storage {\n  hot none\n}\n${GROUP}`),
  },
  'twin-2011': {
    severity: 'error',
    title: 'Unknown word',
    explanation: 'The property takes one of a few words, and this is none of them. The message lists them.',
    example: twin('devices motion {\n  every 2 min\n  payload 0.25 KB\n  connect sometimes\n}'),
  },
  'twin-2012': {
    severity: 'error',
    title: 'Unknown provider',
    explanation: 'The providers are `aws`, `azure` and `gcp`.',
    example: twin(`providers aws azur\n${GROUP}`),
  },
  'twin-2013': {
    severity: 'error',
    title: 'Unknown slot',
    explanation: 'The slots of a placement are `L1`, `L2`, `L3.hot`, `L3.cool`, `L3.archive`, `L4` and `L5`; `L3` means its three tiers.',
    example: twin(`${GROUP}\nplace {\n  L3.warm aws\n}`),
  },
  'twin-2014': {
    severity: 'error',
    title: 'Unknown device type',
    explanation:
      'No `device` of this name is declared in this file or in one that it imports, so the group is left out of the costs. Imports are not passed on: import the file that declares the type.',
    example: twin('devices thermostats : Termostat {\n  count 60\n}'),
  },
  'twin-2015': {
    severity: 'error',
    title: 'Unknown device group',
    explanation: 'The twin has no group of this name, so what names it is left out. The fix writes the nearest name.',
    example: twin(`${GROUP}\nprocessing {\n  run "./a.ts" for motoin\n}`),
  },
  'twin-2016': {
    severity: 'error',
    title: 'Unknown field',
    explanation: 'The group’s `telemetry` (with that of its type) has no field of this name, so the rule is left out.',
    example: twin(`${FIELDS}\nprocessing {\n  on motion.batery < 10 { notify "empty" }\n}`),
  },
  'twin-2017': {
    severity: 'error',
    title: 'Unknown type of field',
    explanation: 'The types are `number`, `integer`, `boolean`, `string`, `timestamp` and `vector`. The field is left out.',
    example: twin('devices motion {\n  every 2 min\n  telemetry {\n    battery: float\n    moving: boolean\n  }\n}'),
  },
  'twin-2018': {
    severity: 'error',
    title: 'Path leads nowhere',
    explanation:
      'A path of a scenario begins with a device group or a block of the twin and goes on with a property of it: `thermostats.every`, `storage.cool`, `budget.L3`, `place.L1`. This one does not, so the override is skipped.',
    example: twin(`${GROUP}\nscenario Winter {\n  motion.evry = 30 s\n}`),
  },
  'twin-2019': {
    severity: 'error',
    title: 'Name stands twice',
    explanation:
      'Two device types, twins, groups, scenarios or sibling models have one name. For types, groups and scenarios the first one counts. Give one of them another name.',
    example: twin(`${GROUP}\n${GROUP}`),
  },
  'twin-2020': {
    severity: 'error',
    title: 'Reserved name',
    explanation:
      'A device group may not be called like a block or a property of the twin, because the path of a scenario could not tell them apart.',
    example: twin('devices storage {\n  every 2 min\n  payload 0.25 KB\n}'),
  },
  'twin-2021': {
    severity: 'error',
    title: 'Unknown currency',
    explanation: 'Currencies are written as their ISO 4217 code: `EUR`, `USD`, `GBP`.',
    example: twin(`currency EURO\n${GROUP}`),
  },
  'twin-2022': {
    severity: 'error',
    title: 'Unknown zone',
    explanation: 'A zone is `EU`, `US` or the ISO 3166 code of a country, such as `DE`.',
    example: twin(`residency Europe\n${GROUP}`),
  },
  'twin-2023': {
    severity: 'error',
    title: 'Unknown version of the language',
    explanation:
      'This build knows version 1 of the language. The file is read as if it were version 1; what a later version added will be unknown.',
    example: `language 9\n${twin(GROUP)}`,
  },
  'twin-2024': {
    severity: 'error',
    title: 'Import cannot be read',
    explanation:
      'The imported file does not exist or cannot be read, so its device types are not known. The path is relative to the importing file, with `/` between its parts.',
    example: `import "./no-such-file.twin"\n${twin(GROUP)}`,
  },
  'twin-2025': {
    severity: 'error',
    title: 'Imports go in a circle',
    explanation:
      'A file imports itself, directly or through others; the message names the whole circle. Move what both need to a file of its own.',
    example: `import "./example.twin"\n${twin(GROUP)}`,
  },
  'twin-2026': {
    severity: 'error',
    title: 'Device type declared in two files',
    explanation:
      'Two declarations of one name are visible in this file. The file’s own counts, else that of the first import. Rename one of them, or drop an import.',
    example: '',
  },
  'twin-2027': {
    severity: 'error',
    title: 'Value does not fit the field',
    explanation:
      'The value is of another type than its field: a text for a number, a number with a unit. A value in a rule is in its field’s own unit and is written without it (on a field in `"%"` write `10`).',
    example: twin(`${FIELDS}\nprocessing {\n  on motion.battery < 10 % { notify "empty" }\n}`),
  },
  'twin-2028': {
    severity: 'error',
    title: 'Comparison does not fit the field',
    explanation:
      'Booleans and texts are only equal or not; a bare path must be a boolean field; a vector cannot be compared at all (send the number that matters as a field of its own).',
    example: twin(`${FIELDS}\nprocessing {\n  on motion.battery { notify "empty" }\n}`),
  },
  'twin-2029': {
    severity: 'error',
    title: 'No `every` or `rate`',
    explanation:
      'Neither the group nor its type says how often a device sends a message. Nothing can be counted without it, so the group is left out of the costs.',
    example: twin('devices motion {\n  count 40\n  payload 0.25 KB\n}'),
  },
  'twin-2030': {
    severity: 'error',
    title: 'No `payload` and no `telemetry`',
    explanation:
      'Neither the group nor its type says how large a message is or what is in it, so the group is left out of the costs. Write `payload`, or the fields as `telemetry`.',
    example: twin('devices motion {\n  count 40\n  every 2 min\n}'),
  },
  'twin-2031': {
    severity: 'error',
    title: 'Unknown action',
    explanation: 'The actions of a rule are `notify`, `call`, `workflow` and `feedback`.',
    example: twin(`${FIELDS}\nprocessing {\n  on motion.moving { notfy "moving" }\n}`),
  },
  'twin-2033': {
    severity: 'warning',
    title: 'Block stands twice',
    explanation:
      'A block of the twin stands twice. The two are put together, and where both say something the later value counts. Put them into one.',
    example: twin(`storage {\n  hot 1 month\n}\nstorage {\n  cool 2 months\n}\n${GROUP}`),
  },
  'twin-2034': {
    severity: 'warning',
    title: 'Feedback sets an unknown field',
    explanation: 'The group that gets the feedback has no field of this name. The message is sent and counted all the same.',
    example: twin(`${FIELDS}\nprocessing {\n  on motion.moving { feedback motion { batery: 3 } }\n}`),
  },
  'twin-2035': {
    severity: 'error',
    title: 'Not a field of a group',
    explanation: 'A condition names fields as GROUP.FIELD, such as `motion.battery`. The rule is left out.',
    example: twin(`${FIELDS}\nprocessing {\n  on battery < 10 { notify "empty" }\n}`),
  },
  'twin-2036': {
    severity: 'error',
    title: 'Block is not there',
    explanation:
      'An override changes a property of a block that the twin does not have. Without `management` or `visualization` the layer is not used. Add the block, empty if need be.',
    example: twin(`${GROUP}\nscenario More {\n  visualization.viewers = 50\n}`),
  },
  'twin-3001': {
    severity: 'error',
    title: 'Retention out of order',
    explanation:
      'The values of `hot`, `cool` and `archive` are ages at which data leaves each tier, in this order, so none may be below the one before. The tier that is out of order is not used until it is mended.',
    example: twin(`${GROUP}\nstorage {\n  hot 3 months\n  cool 1 month\n}`),
  },
  'twin-3003': {
    severity: 'warning',
    title: 'Group stands in no model',
    explanation:
      'The twin has a hierarchy of models, and this group is in none of them, so none of its devices is an entity of the twin graph. Write `has` in a model.',
    example: twin(`${GROUP}\nmanagement {\n  model House {\n  }\n}`),
  },
  'twin-3004': {
    severity: 'error',
    title: 'More devices placed than there are',
    explanation: 'The numbers after `has`, times the `count` of the models around, add up to more than the group’s `count`.',
    example: twin(`${GROUP}\nmanagement {\n  model House {\n    has 50 motion\n  }\n}`),
  },
  'twin-3005': {
    severity: 'warning',
    title: 'Rule can never hold',
    explanation: 'No message can make the condition true, because its parts exclude each other.',
    example: twin(`${FIELDS}\nprocessing {\n  on motion.battery > 5 and motion.battery < 3 { notify "never" }\n}`),
  },
  'twin-3006': {
    severity: 'error',
    title: 'Rule across groups',
    explanation:
      'Version 1 has no rules over the fields of several groups: a rule reacts to one message, which comes from one group. Write one rule for each group, or a user function with `run` that keeps what it needs. The rule is left out.',
    example: twin(
      `${FIELDS}\n${FIELDS.replace('motion', 'doors')}\nprocessing {\n  on motion.moving and doors.battery < 5 { notify "both" }\n}`,
    ),
  },
  'twin-3007': {
    severity: 'warning',
    title: 'Region outside the residency',
    explanation:
      'The region lies outside the zone of `residency`, so its provider (for a logical region: every provider) leaves the search. Choose a region within the zone.',
    example: twin(`residency EU\nregion us-east\n${GROUP}`),
  },
  'twin-3008': {
    severity: 'warning',
    title: 'Placement of an unused slot',
    explanation:
      'A line of `place` or `budget` names a slot that the twin does not use: a tier that no group keeps data in, L4 without `management`, L5 without `visualization`. The line has no effect.',
    example: twin(`${GROUP}\nplace {\n  L3.cool aws\n}`),
  },
  'twin-3009': {
    severity: 'error',
    title: 'No provider left',
    explanation: 'Every provider is excluded from this slot, so the line is skipped.',
    example: twin(`${GROUP}\nplace {\n  L1 auto except aws azure gcp\n}`),
  },
  'twin-3010': {
    severity: 'error',
    title: 'Placed on a provider that may not be used',
    explanation:
      'The slot is placed on a provider that `providers` leaves out, so the line is skipped. Add the provider, or choose another.',
    example: twin(`providers aws azure\n${GROUP}\nplace {\n  L1 gcp\n}`),
  },
  'twin-3011': {
    severity: 'warning',
    title: 'Rule does nothing',
    explanation: 'The rule has no action.',
    example: twin(`${FIELDS}\nprocessing {\n  on motion.moving { }\n}`),
  },
  'twin-3012': {
    severity: 'warning',
    title: 'Twin without devices',
    explanation: 'The twin has no `devices`, so no message flows and hardly anything costs.',
    example: twin('storage {\n  hot 1 month\n}'),
  },
  'twin-3013': {
    severity: 'error',
    title: 'Peak below the rate',
    explanation: 'The highest rate of a device cannot be below its mean rate. `peak` is skipped.',
    example: twin('devices motion {\n  rate 30 / hour\n  peak 10 / hour\n  payload 0.25 KB\n}'),
  },
  'twin-3014': {
    severity: 'warning',
    title: 'Rest placed twice',
    explanation: '`has` without a number puts the rest of the group there. A second one finds nothing left.',
    example: twin(`${GROUP}\nmanagement {\n  model House {\n    has motion\n  }\n  model Garden {\n    has motion\n  }\n}`),
  },
} as const satisfies Record<string, Row>;

/** A code of this table. */
export type Code = keyof typeof ROWS;

export const SEVERITIES: Readonly<Record<Code, Severity>> = Object.fromEntries(
  Object.entries(ROWS).map(([code, row]) => [code, row.severity]),
) as Record<Code, Severity>;

/** The table, for the documentation's pages. */
export const SEMANTIC_CODES: readonly CodeDoc[] = Object.entries(ROWS).map(([code, { title, explanation, example }]) => ({
  code,
  title,
  explanation,
  example,
}));
