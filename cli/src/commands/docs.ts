/** `twin docs`: the reference in the terminal, from the same tables as the pages of docs/. */
import { ASSUMPTIONS, METERS } from '@twin2multicloud/cost';
import { DIMENSIONS, nearest, PROPERTIES, STATEMENTS, UNITS, type PropertyRow, type StatementRow } from '@twin2multicloud/language';
import type { Context } from '../command-context.ts';
import { EXIT } from '../failure.ts';
import { quantity } from '../formats/numbers.ts';
import { table, wrap } from '../formats/table.ts';
import { allCodes } from './check.ts';

export interface DocsFlags {
  readonly json?: boolean;
}

interface Page {
  readonly topic: string;
  readonly kind: 'code' | 'property' | 'statement' | 'list';
  readonly data: object;
  readonly text: (context: Context) => string;
}

export function docs(context: Context, topic: string | undefined, flags: DocsFlags): number {
  const { host } = context;
  const pages = topic === undefined ? [contents()] : pagesOf(topic);
  if (pages.length === 0) {
    const known = [...PROPERTIES, ...STATEMENTS].map(({ name }) => name);
    const meant = nearest(topic ?? '', [...known, ...allCodes().keys(), ...LISTS.keys(), ...Object.keys(ASSUMPTIONS)]);
    host.err(
      `twin: There is nothing about '${topic ?? ''}'.\n  → ${meant === null ? '`twin docs` lists the topics.' : `Did you mean \`twin docs ${meant}\`?`}\n`,
    );
    return EXIT.usage;
  }
  if (flags.json === true)
    host.out(
      `${JSON.stringify({ schema: 'twin-docs/1', pages: pages.map(({ topic: name, kind, data }) => ({ topic: name, kind, ...data })) }, null, 2)}\n`,
    );
  else host.out(pages.map((page) => page.text(context)).join('\n'));
  return EXIT.fine;
}

function pagesOf(topic: string): Page[] {
  const word = topic.toLowerCase();
  const code = allCodes().get(/^\d{4}$/.test(word) ? `twin-${word}` : word);
  if (code !== undefined) {
    return [
      {
        topic: code.code,
        kind: 'code',
        data: { title: code.title, explanation: code.explanation, example: code.example },
        text: ({ style, host }) =>
          `${style.bold(`${code.code}: ${code.title}`)}\n\n${prose(code.explanation, host.columns)}\n${code.example === '' ? '' : `\n${style.dim('A text that has it:')}\n${indented(code.example)}\n`}`,
      },
    ];
  }
  const list = LISTS.get(word);
  if (list !== undefined) return [{ topic: word, kind: 'list', data: { rows: list.rows }, text: (context) => listText(list, context) }];
  const assumption = Object.entries(ASSUMPTIONS).find(([id]) => id === word);
  if (assumption !== undefined) {
    const [id, row] = assumption;
    return [
      {
        topic: id,
        kind: 'list',
        data: row,
        text: ({ style, host }) =>
          `${style.bold(id)}  ${quantity(row.value)} ${row.unit}\n\n${prose(`${row.why}. Source: ${row.source}.`, host.columns)}\n\n  assume { ${id} ${row.value} }\n`,
      },
    ];
  }
  return [
    ...PROPERTIES.filter(({ name }) => name === word).map(propertyPage),
    ...STATEMENTS.filter(({ name }) => name === word).map(statementPage),
  ];
}

function propertyPage(row: PropertyRow): Page {
  const syntax = [
    row.name,
    ...row.parameters.map(({ label, optional }) => (optional === true ? `[${label}]` : label)),
    ...(row.forParameters === undefined ? [] : [`for ${row.forParameters.map(({ label }) => label).join(' ')}`]),
  ].join(' ');
  const dimensions = [...row.parameters, ...(row.forParameters ?? [])].flatMap(({ dimension }) =>
    dimension === undefined ? [] : [`${DIMENSIONS[dimension].name}, such as ${DIMENSIONS[dimension].example}`],
  );
  return {
    topic: row.name,
    kind: 'property',
    data: { syntax, places: row.places, default: row.default, range: row.range, documentation: row.documentation, example: row.example },
    text: ({ style, host }) => {
      const facts: string[][] = [
        ['in', row.places.join(', ')],
        ...(dimensions.length > 0 ? [['takes', [...new Set(dimensions)].join('; ')]] : []),
        ['default', row.required === true ? 'required' : (row.default ?? 'none')],
        ...(row.range === null ? [] : [['range', row.range]]),
        ['example', row.example],
      ];
      return `${style.bold(syntax)}\n\n${prose(row.documentation, host.columns)}\n\n${table(
        [{ title: '' }, { title: '', flexible: true }],
        facts.map(([name = '', value = '']) => [style.dim(name), value.replaceAll('`', '')]),
        { width: host.columns, indent: 2 },
      )}\n`;
    },
  };
}

function statementPage(row: StatementRow): Page {
  return {
    topic: row.name,
    kind: 'statement',
    data: { syntax: row.syntax, places: row.places, documentation: row.documentation, example: row.example },
    text: ({ style, host }) =>
      `${style.bold(row.syntax)}\n\n${prose(row.documentation, host.columns)}\n\n  ${style.dim('in')}       ${row.places.join(', ')}\n  ${style.dim('example')}  ${row.example}\n`,
  };
}

interface List {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const LISTS: ReadonlyMap<string, List> = new Map([
  [
    'units',
    {
      head: ['unit', 'measures', 'in base units'],
      rows: [...UNITS].map(([word, { kind, factor, per }]) => [word, kind, quantity(factor / per)]),
    },
  ],
  [
    'assumptions',
    {
      head: ['id', 'value', 'what it stands for'],
      rows: Object.entries(ASSUMPTIONS).map(([id, { value, unit, why }]) => [id, `${quantity(value)} ${unit}`, why]),
    },
  ],
  [
    'meters',
    {
      head: ['meter', 'unit', 'what it measures'],
      rows: Object.entries(METERS).map(([id, { service, title, unit }]) => [id, unit, `${service}: ${title}`]),
    },
  ],
  ['codes', { head: ['code', 'title'], rows: [...allCodes().values()].map(({ code, title }) => [code, title]) }],
  [
    'properties',
    {
      head: ['property', 'in', 'meaning'],
      rows: PROPERTIES.map(({ name, places, documentation }) => [name, places.join(' '), firstSentence(documentation)]),
    },
  ],
]);

function listText({ head, rows }: List, { style, host }: Context): string {
  const columns = head.map((title, index) => ({ title, flexible: index === head.length - 1 }));
  return `${table(columns, rows, { width: host.columns, head: style.dim })}\n`;
}

function contents(): Page {
  const properties = [...new Set(PROPERTIES.map(({ name }) => name))];
  const statements = STATEMENTS.map(({ name }) => name);
  return {
    topic: 'contents',
    kind: 'list',
    data: { properties, statements, lists: [...LISTS.keys()], codes: [...allCodes().keys()] },
    text: ({ style, host }) =>
      [
        style.bold('Blocks and statements'),
        ...wrap(statements.join(', '), host.columns - 2).map((line) => `  ${line}`),
        '',
        style.bold('Properties'),
        ...wrap(properties.join(', '), host.columns - 2).map((line) => `  ${line}`),
        '',
        style.bold('Lists'),
        `  ${[...LISTS.keys()].join(', ')}`,
        '',
        style.bold('Codes'),
        `  ${allCodes().size} codes from ${[...allCodes().keys()][0] ?? ''}; \`twin docs codes\` lists them.`,
        '',
        'Example: twin docs payload',
        '',
      ].join('\n'),
  };
}

/** Markdown for a terminal: back quotes stay, paragraphs are wrapped. */
function prose(markdown: string, width: number): string {
  return markdown
    .split(/\n{2,}/)
    .map((paragraph) => wrap(paragraph.replace(/\s*\n\s*/g, ' '), Math.min(width, 90)).join('\n'))
    .join('\n\n');
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

function firstSentence(text: string): string {
  return /^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text;
}
