/** The reference page of the language, from the tables of packages/language. It adds nothing that the tables do not say. */
import {
  CURRENCIES,
  DIMENSIONS,
  FIELD_TYPES,
  PROPERTIES,
  STATEMENTS,
  UNITS,
  propertiesOf,
  type Parameter,
  type PropertyPlace,
  type PropertyRow,
  type StatementRow,
} from '@twin2multicloud/language';
import { code, fence, generatedFrom, page, table } from './markdown.ts';

type Place = StatementRow['places'][number];

/** In the order in which a file is written. */
const PLACES: readonly (readonly [place: Place, heading: string])[] = [
  ['file', 'A file'],
  ['twin', 'twin'],
  ['device', 'device'],
  ['devices', 'devices'],
  ['processing', 'processing'],
  ['run', 'run'],
  ['rule', 'on … (actions of a rule)'],
  ['storage', 'storage'],
  ['group-storage', 'storage in a device type or group'],
  ['management', 'management'],
  ['model', 'model'],
  ['visualization', 'visualization'],
];

/** Returns the Markdown of docs/reference/language.md. */
export function languagePage(): string {
  return page(
    generatedFrom('packages/language/src/properties.ts and units.ts'),
    '# Language reference',
    'Every statement and property by the place where it may stand, then the units and the kinds of value. A line break ends a statement; inside braces another may follow on the same line.',
    ...PLACES.map(([place, heading]) => section(place, heading)),
    '## Types of telemetry fields',
    table(
      ['type', 'length', 'meaning'],
      Object.entries(FIELD_TYPES).map(([name, { counts, length, documentation }]) => [
        code(name),
        counts === null ? '' : `${counts}, ${length ?? ''} if left out`,
        documentation,
      ]),
    ),
    '## Units',
    'Case counts. A kilobyte is 1,024 bytes, a month is 730 hours and a year twelve of them.',
    unitsTable(),
    `A currency is an ISO 4217 code; these are known: ${[...CURRENCIES].join(' ')}.`,
    '## Kinds of value',
    table(
      ['kind', 'for example'],
      Object.values(DIMENSIONS).map(({ name, example }) => [name, code(example)]),
    ),
  );
}

function section(place: Place, heading: string): string {
  const statements = STATEMENTS.filter((row) => row.places.includes(place));
  const properties = isPropertyPlace(place) ? propertiesOf(place) : [];
  if (statements.length + properties.length === 0) return '';
  return [
    `## ${heading}`,
    ...(properties.length === 0
      ? []
      : [
          table(
            ['property', 'meaning', 'default', 'range', 'example'],
            properties.map((row) => [
              code(signature(row)),
              row.documentation,
              row.required === true ? 'required' : (row.default ?? ''),
              row.range ?? '',
              code(row.example),
            ]),
          ),
        ]),
    ...statements.map((row) => `**${code(row.syntax)}**: ${row.documentation}\n\n${fence(row.example, 'twin')}`),
  ].join('\n\n');
}

function isPropertyPlace(place: Place): place is PropertyPlace {
  return PROPERTIES.some((row) => (row.places as readonly Place[]).includes(place));
}

function signature(row: PropertyRow): string {
  const written = (parameter: Parameter): string => {
    const label = parameter.none === true ? `${parameter.label} or none` : parameter.label;
    return parameter.optional === true ? `[${label}]` : label;
  };
  const after = row.forParameters ?? [];
  const optional = after.length > 0 && after.every((parameter) => parameter.optional === true);
  const tail = after.length === 0 ? '' : `for ${after.map(({ label }) => label).join(' ')}`;
  return [row.name, ...row.parameters.map(written), optional ? `[${tail}]` : tail].filter((part) => part !== '').join(' ');
}

function unitsTable(): string {
  const kinds = { duration: ['s', 1], size: ['B', 1], share: ['', 1], frequency: ['/ s', 1] } as const;
  return table(
    ['unit', 'measures', 'is'],
    [...UNITS.values()].map((unit) => {
      const [base] = kinds[unit.kind];
      const value = (unit.factor / unit.per).toLocaleString('en-US', { maximumFractionDigits: 6 });
      return [code(unit.word), unit.kind, `${value} ${base}`.trim()];
    }),
  );
}
