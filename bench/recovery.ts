/**
 * Recovery: of a file of 1,000 lines with one random damage, the share of the properties outside the damaged line that are
 * still read, in their place and with their value. Every kind of damage is reported. Seeds are fixed.
 */
import { pathToFileURL } from 'node:url';
import { parse, type tree } from '@twin2multicloud/language';
import { random, textOfLines } from './generate.ts';
import { printTable, type Measurement } from './measurement.ts';

/** A damage of a text: the new text, and the range of old offsets whose lines are damaged. */
interface Damage {
  text: string;
  start: number;
  end: number;
}

type Damager = (text: string, at: number, next: () => number) => Damage | null;

const cut = (text: string, start: number, end: number, by = ''): Damage => ({
  text: text.slice(0, start) + by + text.slice(end),
  start,
  end,
});

const SYMBOLS = ['{', '}', '"', ':', '=', '(', ')', '.', ',', ';', '/', '-', '#', '§', '5', 'x', ' ', '\n'];

const KINDS: Record<string, Damager> = {
  'a character deleted': (text, at) => cut(text, at, at + 1),
  'a character replaced': (text, at, next) => cut(text, at, at + 1, SYMBOLS[Math.floor(next() * SYMBOLS.length)]),
  'a character inserted': (text, at, next) => cut(text, at, at, SYMBOLS[Math.floor(next() * SYMBOLS.length)]),
  'a word deleted': (text, at) => {
    const match = /[\w-]+/g;
    match.lastIndex = at;
    const found = match.exec(text);
    return found === null ? null : cut(text, found.index, found.index + found[0].length);
  },
  'a line deleted': (text, at) => {
    const start = text.lastIndexOf('\n', at - 1) + 1;
    const end = text.indexOf('\n', at);
    return end < 0 ? null : { ...cut(text, start, end + 1), end };
  },
  'two lines joined': (text, at) => {
    const end = text.indexOf('\n', at);
    return end < 0 ? null : cut(text, end, end + 1);
  },
  'an opening brace deleted': (text, at) => symbol(text, at, '{'),
  'a closing brace deleted': (text, at) => symbol(text, at, '}'),
  'an opening brace inserted': (text, at) => cut(text, at, at, '{'),
  'a closing brace inserted': (text, at) => cut(text, at, at, '}'),
  'a quotation mark deleted': (text, at) => symbol(text, at, '"'),
  'the rest of the line deleted': (text, at) => {
    const end = text.indexOf('\n', at);
    return end <= at ? null : cut(text, at, end);
  },
};

function symbol(text: string, at: number, what: string): Damage | null {
  const found = text.indexOf(what, at);
  return found < 0 ? null : cut(text, found, found + 1);
}

/** Every statement of a tree that says something, as its place and its value, with its absolute offset. */
export function properties(text: string): Map<string, number> {
  const found = new Map<string, number>();
  const { tree: file } = parse(text);
  for (const declaration of file.declarations) {
    for (const member of declaration.members) {
      const base = declaration.start + member.start;
      collect(member, `${declaration.kind} ${declaration.name.text}`, (key, at) => {
        for (let copy = 0; ; copy++) {
          const name = `${key}#${copy}`;
          if (found.has(name)) continue;
          found.set(name, base + at);
          return;
        }
      });
    }
  }
  return found;
}

type Visit = (key: string, at: number) => void;

function collect(node: tree.Member | tree.Item, path: string, visit: Visit): void {
  switch (node.kind) {
    case 'group':
      for (const item of node.items) collect(item, `${path}/devices ${node.name.text}`, visit);
      return;
    case 'scenario':
      for (const override of node.overrides) visit(`${path}/scenario ${node.name.text}/${said(override)}`, override.start);
      return;
    case 'block':
      for (const item of node.items) collect(item, `${path}/${node.name.text}`, visit);
      return;
    case 'model':
      for (const item of node.items) collect(item, `${path}/model ${node.name.text}`, visit);
      return;
    case 'telemetry':
      for (const field of node.fields) visit(`${path}/telemetry/${said(field)}`, field.start);
      return;
    default:
      visit(`${path}/${said(node)}`, node.start);
  }
}

/** What a node says, without its offsets and documentation. */
function said(node: unknown): string {
  return JSON.stringify(node, (key, value: unknown) =>
    key === 'start' || key === 'end' || key === 'numberEnd' || key === 'doc' ? undefined : value,
  );
}

/** The share of properties outside the damaged lines that are still there. */
export function survivors(text: string, before: ReadonlyMap<string, number>, damage: Damage): number {
  const from = text.lastIndexOf('\n', damage.start - 1) + 1;
  const line = text.indexOf('\n', damage.end);
  const to = line < 0 ? text.length : line;
  const after = properties(damage.text);
  let all = 0;
  let kept = 0;
  for (const [key, at] of before) {
    if (at >= from && at <= to) continue;
    all++;
    if (after.has(key)) kept++;
  }
  return all === 0 ? 1 : kept / all;
}

/** Shares of survivors by kind of damage, over files with many twins and with one. */
export function measure(rounds: number): Map<string, number> {
  const shares = new Map<string, number>();
  for (const [kind, damager] of Object.entries(KINDS)) {
    let sum = 0;
    let count = 0;
    for (const shape of ['many', 'one'] as const) {
      const text = textOfLines(1_000, shape);
      const before = properties(text);
      const next = random(7);
      for (let round = 0; round < rounds; round++) {
        const damage = damager(text, Math.floor(next() * text.length), next);
        if (damage === null) continue;
        sum += survivors(text, before, damage);
        count++;
      }
    }
    shares.set(kind, sum / count);
  }
  return shares;
}

export async function run(): Promise<Measurement[]> {
  const shares = [...measure(150)];
  const mean = shares.reduce((sum, [, share]) => sum + share, 0) / shares.length;
  const percent = (share: number): number => Math.round(share * 10_000) / 100;
  return [
    { name: 'recovery: properties that survive one damage, on average', value: percent(mean), unit: '%', reach: '≥ 98', met: mean >= 0.98 },
    ...shares.map(([kind, share]) => ({ name: `recovery: ${kind}`, value: percent(share), unit: '%', reach: null, met: null })),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printTable(await run());
