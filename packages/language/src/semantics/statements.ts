/**
 * Reads the properties of one block: finds their rows, reports what does not belong there, and lets the last of several count.
 * It does not know what the properties mean.
 */

import type { PropertyPlace, PropertyRow } from '../properties.ts';
import { propertiesOf, PROPERTIES, propertyAt, STATEMENTS } from '../properties.ts';
import type { Item, Member, Property, Span, Word } from '../tree.ts';
import type { Values } from './arguments.ts';
import { readStatement } from './arguments.ts';
import type { LocalProblem, Spot } from './local-problem.ts';
import { problemAt, removeFix, replaceFix, spotOf } from './local-problem.ts';
import { nearest } from './nearest.ts';

/** A property that fits, by its key (`every` for `rate` too, `read cool` for `read`). */
export interface Entry {
  readonly row: PropertyRow;
  readonly values: Values;
  /** From its name to its end. */
  readonly spot: Spot;
  /** With its documentation. */
  readonly whole: Spot;
}

/** A node of a block and the member that anchors it. */
export interface Located<T extends Span> {
  readonly node: T;
  readonly member: Member;
}

export interface Statements {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Keys that stand there but with an error. */
  readonly broken: ReadonlySet<string>;
}

const PLACE_NAMES: Readonly<Record<PropertyPlace | 'file' | 'rule', string>> = {
  twin: 'the twin',
  devices: '`devices`',
  device: '`device`',
  processing: '`processing`',
  run: '`run`',
  storage: 'the twin’s `storage`',
  'group-storage': '`storage`',
  management: '`management`',
  model: '`model`',
  visualization: '`visualization`',
  file: 'the file, outside of every twin',
  rule: 'a rule’s `{ … }`',
};

/** What is not modelled in version 1, by the words with which people try it. */
const UNMODELED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'file files image images photo photos video blob upload uploads attachment':
      'Files and images apart from messages are not modelled in version 1: count their bytes in `payload`, or declare a group whose messages they are.',
    'batch batches batching bundle bundling':
      'Several readings in one message are not modelled in version 1: write the batch as one message, with its whole size as `payload` and its own `every`.',
    'gateway gateways':
      'Gateways are not modelled in version 1: declare the gateway as a group of `devices` whose messages carry what it gathers.',
    'aggregate aggregates average avg mean sum downsample rollup':
      'Aggregates over time are not modelled in version 1: write a user function with `run "FILE" for GROUP`.',
  }).flatMap(([words, text]) => words.split(' ').map((word): [string, string] => [word, text])),
);

/** The message for a word that stands for something that version 1 does not model; null otherwise. */
export function unmodeled(word: string): string | null {
  return UNMODELED.get(word.toLowerCase()) ?? null;
}

/** Reads the properties among a block's nodes; `values` and problems of the others are left to the caller. */
export function readProperties(nodes: Iterable<Located<Property>>, place: PropertyPlace, problems: LocalProblem[]): Statements {
  const entries = new Map<string, Entry>();
  const broken = new Set<string>();
  for (const { node, member } of nodes) {
    const row = propertyAt(place, node.name.text);
    if (row === undefined) {
      reportMisplaced(node, node.name, place, member, problems);
      continue;
    }
    const values = readStatement(node, row, row.name, member, problems);
    const key = keyOf(row, values);
    if (values === null) {
      broken.add(key);
      continue;
    }
    const whole = spotOf(node, member);
    const spot = { ...whole, start: node.name.start };
    const earlier = entries.get(key);
    if (earlier !== undefined && row.occurs !== 'many')
      problems.push(duplicate(earlier.row.name, earlier.spot, row.name, spot, earlier.whole));
    entries.set(key, { row, values, spot, whole });
  }
  return { entries, broken };
}

/** What several statements must share to be the same property. */
export function keyOf(row: PropertyRow, values: Values | null): string {
  const name = row.sameAs ?? row.name;
  if (row.occurs !== 'by-first-word' || values === null) return name;
  const first = values.values[0];
  return first?.kind === 'word' ? `${name} ${first.text}` : name;
}

/** The problem of a statement that a later one replaces. */
export function duplicate(earlierName: string, earlier: Spot, laterName: string, later: Spot, whole = earlier): LocalProblem {
  const both = earlierName === laterName ? `\`${laterName}\` stands twice` : `\`${earlierName}\` and \`${laterName}\` are one property`;
  return problemAt('twin-2004', earlier, `${both}: the later one counts.`, {
    fixes: [removeFix('Remove the one that does not count', whole, true)],
    related: [{ ...later, message: 'this one counts' }],
  });
}

/** Reports a statement that does not belong where it stands. */
export function reportMisplaced(node: Span, name: Word, place: PropertyPlace, member: Member, problems: LocalProblem[]): void {
  if (name.text === '') return;
  const spot = spotOf(name, member);
  const whole = spotOf(node, member);
  const here = PLACE_NAMES[place];
  const message = unmodeled(name.text);
  if (message !== null) {
    problems.push(problemAt('twin-2003', spot, message, { fixes: [removeFix('Remove it', whole)] }));
    return;
  }
  const homes = [...PROPERTIES, ...STATEMENTS].filter((row) => row.name === name.text).flatMap((row) => row.places);
  if (homes.length > 0) {
    const where = [...new Set(homes)].map((home) => PLACE_NAMES[home]).join(' or ');
    problems.push(
      problemAt('twin-2002', spot, `\`${name.text}\` does not belong in ${here}: it stands in ${where}.`, {
        fixes: [removeFix('Remove it', whole)],
      }),
    );
    return;
  }
  const near = nearest(name.text, wordsAt(place));
  const hint =
    near === null
      ? ` ${capital(here)} takes ${wordsAt(place)
          .map((word) => `\`${word}\``)
          .join(', ')}.`
      : ` Did you mean \`${near}\`?`;
  problems.push(
    problemAt('twin-2001', spot, `There is no property \`${name.text}\` in ${here}.${hint}`, {
      fixes: near === null ? [removeFix('Remove it', whole)] : [replaceFix(`Write \`${near}\``, spot, near)],
    }),
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The words that may begin a statement at a place. */
export function wordsAt(place: PropertyPlace | 'rule' | 'file'): string[] {
  const statements = STATEMENTS.filter((row) => row.places.includes(place)).map((row) => row.name);
  return place === 'rule' || place === 'file' ? statements : [...propertiesOf(place).map((row) => row.name), ...statements];
}

/** The properties among items, located in their member; the other items go to `others`. */
export function splitItems(items: readonly Item[], member: Member): { properties: Located<Property>[]; others: Exclude<Item, Property>[] } {
  const properties: Located<Property>[] = [];
  const others: Exclude<Item, Property>[] = [];
  for (const item of items) {
    if (item.kind === 'property') properties.push({ node: item, member });
    else others.push(item);
  }
  return { properties, others };
}

/** The word that names a statement, for problems about the statement as a whole. */
export function headWord(item: Item): Word | null {
  switch (item.kind) {
    case 'model':
      return item.keyword;
    case 'has':
    case 'run':
    case 'rule':
    case 'block':
    case 'telemetry':
    case 'property':
      return item.name;
    case 'place':
    case 'tag':
      return null;
  }
}

/** Reports an item of a kind that its block does not take. */
export function reportItem(item: Item, place: PropertyPlace, member: Member, problems: LocalProblem[]): void {
  const word = headWord(item);
  if (word !== null) reportMisplaced(item, word, place, member, problems);
  else problems.push(problemAt('twin-2002', spotOf(item, member), `This line does not belong in ${PLACE_NAMES[place]}.`));
}
