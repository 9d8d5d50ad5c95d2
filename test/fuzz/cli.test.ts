import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { CostDocument } from '../../cli/src/formats/document.ts';
import { random as generator } from '../../bench/generate.ts';
import { assertSound, twin, type Ran } from '../cli/in-process.ts';

/** FUZZ=100000 runs as many; a seed that failed is run again with FUZZ_SEED. */
const RUNS = Number(process.env.FUZZ ?? 2_000);
const SEED = process.env.FUZZ_SEED === undefined ? null : Number(process.env.FUZZ_SEED);

const ROOT = path.resolve(import.meta.dirname, '../..');
const samples = globSync('samples/**/*.twin', { cwd: ROOT })
  .sort()
  .map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
const files = new Map(
  globSync('samples/{devices,city-devices/*}.twin', { cwd: ROOT }).map((file) => [
    file.split(path.sep).join('/'),
    readFileSync(path.join(ROOT, file)),
  ]),
);

const NUMBERS = ['0', '-1', '1e308', '1e-308', '1e9', '999999999', '0.000001', '1e400', '-0', '3.7', '99999999999999999999', 'nan'];
const UNITS = [
  'ms',
  's',
  'min',
  'h',
  'day',
  'month',
  'year',
  'B',
  'KB',
  'MB',
  'GB',
  'TB',
  '%',
  '/ s',
  '/ month',
  'EUR',
  'JPY',
  'Hz',
  'kB',
  '',
];
const PIECES = [
  '{',
  '}',
  '"',
  '//',
  '///',
  '\u0000',
  '\ud800',
  '\ufeff',
  '\r',
  '\r\n',
  '\t',
  'none',
  'twin X {',
  'device D {',
  'scenario S {',
  'place { L1 aws L3 gcp }',
  'providers azure',
  'residency DE',
  'region us-east',
  'import "./x.twin"',
  'constructor',
  '__proto__',
  'toString',
  'free-tier off',
  'budget 1 USD / month',
  '\u202e',
  '工場',
  '🏭',
];

function mutated(text: string, random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const at = (): number => Math.floor(random() * (text.length + 1));
  const edits = 1 + Math.floor(random() * 4);
  for (let edit = 0; edit < edits; edit++) {
    const from = at();
    const to = Math.min(text.length, from + Math.floor(random() * 30));
    switch (Math.floor(random() * 8)) {
      case 0:
        text = text.slice(0, from) + text.slice(to);
        break;
      case 1:
        text = text.slice(0, from) + pick(PIECES) + text.slice(from);
        break;
      case 2: {
        // A number becomes another one, with or without its unit.
        const numbers = [...text.matchAll(/\d+(\.\d+)?( ?[A-Za-z%]+)?/g)];
        if (numbers.length === 0) break;
        const found = pick(numbers);
        text =
          text.slice(0, found.index) +
          pick(NUMBERS) +
          (random() < 0.5 ? ` ${pick(UNITS)}` : (found[2] ?? '')) +
          text.slice(found.index + found[0].length);
        break;
      }
      case 3: {
        // A word becomes another word of the file.
        const words = [...text.matchAll(/[A-Za-z][\w.-]*/g)];
        if (words.length === 0) break;
        const found = pick(words);
        text = text.slice(0, found.index) + pick(words)[0] + text.slice(found.index + found[0].length);
        break;
      }
      case 4: {
        // Lines change places.
        const lines = text.split('\n');
        const line = lines.splice(Math.floor(random() * lines.length), 1);
        lines.splice(Math.floor(random() * (lines.length + 1)), 0, ...line);
        text = lines.join('\n');
        break;
      }
      case 5:
        text = text.slice(0, from);
        break;
      case 6:
        text = text.slice(0, from) + text.slice(from, to).repeat(3) + text.slice(to);
        break;
      default:
        text = text.slice(0, from) + String.fromCharCode(Math.floor(random() * 0xffff)) + text.slice(from + 1);
    }
  }
  return text;
}

/** No total without a reason, no number that is none. */
function assertDocument(ran: Ran, what: string): void {
  assertSound(ran, what);
  const doc = JSON.parse(ran.out) as CostDocument;
  for (const found of doc.twins) {
    if (found.perMonth === null) assert.ok((found.impossible ?? '') !== '', `${what}: ${found.name} has no total and no reason`);
    else assert.ok(Number.isFinite(found.perMonth) && found.perMonth >= 0, `${what}: perMonth ${found.perMonth}`);
    // JSON turns what is no number into null: none may stand where a number must.
    assert.doesNotMatch(
      JSON.stringify([found.slots, found.transfers, found.months]),
      /"(amount|quantity|unitPrice)":null|\[null|,null[,\]]/,
      what,
    );
  }
  assert.ok([0, 1, 3].includes(ran.code), `${what}: exit code ${ran.code}`);
  const errors = doc.problems.some(({ severity }) => severity === 'error');
  assert.equal(ran.code === 1, errors, `${what}: exit code ${ran.code}, errors ${errors}`);
}

const COMMANDS: readonly (readonly string[])[] = [
  ['cost', '--json'],
  ['cost', '--json', '--model', 'paper'],
  ['cost'],
  ['check'],
  ['cost', '--format', 'csv'],
  ['compare'],
  ['explain'],
  ['explain', '--effective'],
  ['check', '--format', 'sarif'],
  ['check', '--format', 'junit'],
  ['cost', '--format', 'html'],
  ['cost', '--format', 'markdown'],
  ['fmt', '--check'],
];

async function once(seed: number): Promise<void> {
  const random = generator(seed);
  const text = mutated(samples[Math.floor(random() * samples.length)] ?? '', random);
  // Half of the runs read the JSON, which can be judged best.
  const command = random() < 0.5 ? COMMANDS[0] : COMMANDS[Math.floor(random() * COMMANDS.length)];
  const bytes = new TextEncoder().encode(text);
  if (random() < 0.1 && bytes.length > 0) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  const input = { ...Object.fromEntries(files), 'samples/fuzz.twin': bytes };
  const what = `seed ${seed}, twin ${command?.join(' ') ?? ''}`;
  const ran = await twin([...(command ?? []), 'samples/fuzz.twin'], { files: input });
  if (command?.includes('--json') === true) assertDocument(ran, what);
  else {
    assertSound(ran, what);
    assert.ok([0, 1, 3].includes(ran.code), `${what}: exit code ${ran.code} ${ran.err}`);
  }
}

describe(`fuzz: ${RUNS} mutated samples through the command line`, function () {
  this.timeout(0);
  it('never a stack trace, a NaN, or a total that is missing without a reason', async () => {
    if (SEED !== null) return once(SEED);
    for (let seed = 1; seed <= RUNS; seed++) await once(seed);
  });

  for (const [name, make] of [
    ['1 MB of {', () => '{'.repeat(1 << 20)],
    ['1 MB of an unclosed text', () => `twin A "${'x'.repeat(1 << 20)}`],
    ['1 MB of noise', () => Array.from({ length: 1 << 19 }, (_, index) => String.fromCharCode((index * 7919) % 65_536)).join('')],
    ['NULs', () => '\u0000'.repeat(100_000)],
    ['lone surrogates', () => 'twin \ud800\udfff\udc00 { devices a { every 1 min  payload 1 KB } }'],
    ['100,000 blocks in one another', () => 'twin A { management { '.concat('model A { '.repeat(100_000))],
    ['100,000 lines', () => `twin A {\n${'  // nothing\n'.repeat(100_000)}  devices a { every 1 min  payload 1 KB }\n}\n`],
    ['nothing', () => ''],
  ] as const) {
    it(name, async () => {
      const ran = await twin(['cost', '--json', 'x.twin'], { files: { 'x.twin': make() } });
      assertDocument(ran, name);
      assertSound(await twin(['check', 'x.twin'], { files: { 'x.twin': make() } }), name);
    });
  }

  it('a file that imports itself a thousand times, and names of objects everywhere', async () => {
    const text = `${'import "./x.twin"\n'.repeat(1000)}twin constructor { devices __proto__ { every 1 min  payload 1 KB } devices toString : hasOwnProperty { count 2 } scenario valueOf { __proto__.count = 3 } }\n`;
    assertDocument(await twin(['cost', '--json', 'x.twin'], { files: { 'x.twin': text } }), 'names');
  });
});
