import assert from 'node:assert/strict';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { CostDocument, LineDocument, TwinDocument } from '../../cli/src/formats/document.ts';
import { displayWidth } from '../../cli/src/formats/table.ts';
import { assertSound, twin } from './in-process.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, 'test/golden');
const UPDATE = process.env.UPDATE_GOLDENS === '1';

/** Twelve digits: what a change of figures alters, not the noise of another processor. */
const digits = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(12)));

const lineOf = (line: LineDocument): string =>
  `${line.component} ${line.meter} ${String(digits(line.quantity))} ${line.unit} = ${String(digits(line.amount))}${line.status === 'unconfirmed' ? ' ~' : ''}`;

/** A document short enough to be read in a review: every amount, and the lines of what is chosen. */
function condensed({ priceBook, twins }: CostDocument): object {
  const short = (twin: TwinDocument): object => ({
    ...twin,
    perMonth: digits(twin.perMonth),
    slots: Object.fromEntries(
      Object.entries(twin.slots).map(([slot, cells]) => [
        slot,
        Object.fromEntries(
          Object.entries(cells).map(([provider, cell]) => {
            if (!cell.available) return [provider, cell.reason];
            const chosen = twin.placement?.[slot as keyof typeof twin.placement] === provider;
            return [
              provider,
              { amount: digits(cell.amount), delta: digits(cell.delta), ...(chosen ? { lines: cell.lines.map(lineOf) } : {}) },
            ];
          }),
        ),
      ]),
    ),
    transfers: twin.transfers.map((transfer) => ({ ...transfer, amount: digits(transfer.amount), lines: transfer.lines.map(lineOf) })),
    transferMatrix: twin.transferMatrix.map(
      ({ from, to, flow, fromProvider, toProvider, amount }) =>
        `${from} → ${to} ${flow} ${fromProvider} → ${toProvider} = ${String(digits(amount))}`,
    ),
    singleCloud: Object.fromEntries(Object.entries(twin.singleCloud).map(([provider, total]) => [provider, digits(total)])),
    alternatives: twin.alternatives.map(({ placement, perMonth }) => `${Object.values(placement).join(' ')} = ${String(digits(perMonth))}`),
    best: twin.best === null ? null : `${Object.values(twin.best.placement).join(' ')} = ${String(digits(twin.best.perMonth))}`,
    assumptions: twin.assumptions.map(({ id, value, unit }) => `${id} ${value} ${unit}`),
    months: twin.months.map(digits).slice(0, 14),
    firstYear: digits(twin.firstYear),
    problems: twin.problems.map(({ code, line, column }) => `${code} ${line}:${column}`),
    notCounted: twin.notCounted.length,
  });
  return { priceBook: priceBook.id, twins: twins.map(short) };
}

/** Compares with a golden file, or writes it where UPDATE_GOLDENS is 1. */
function golden(name: string, text: string): void {
  const file = path.join(FOLDER, name);
  if (UPDATE) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
    return;
  }
  assert.ok(existsSync(file), `test/golden/${name} is missing: npm run test:update writes it`);
  assert.equal(text, readFileSync(file, 'utf8'), `test/golden/${name} differs: npm run test:update, and look at the change`);
}

const samples = globSync('samples/**/*.twin', { cwd: ROOT })
  .map((file) => file.split(path.sep).join('/'))
  .sort();
const bad = globSync('test/golden/bad-*.twin', { cwd: ROOT })
  .map((file) => file.split(path.sep).join('/'))
  .sort();
const nameOf = (file: string): string =>
  file
    .replace(/^samples\//, '')
    .replace(/^test\/golden\//, '')
    .replaceAll('/', '-')
    .replace(/\.twin$/, '');

describe('golden: samples', function () {
  this.timeout(60_000);
  it('has all samples that the documentation names', () => {
    for (const name of [
      'smart-home',
      'factory',
      'city',
      'hospital',
      'vehicle-fleet',
      'wind-farm',
      'paper-smart-home',
      'paper-industrial',
      'paper-large-building',
    ])
      assert.ok(samples.includes(`samples/${name}.twin`), name);
  });

  for (const file of samples) {
    const model = file.includes('paper-') ? ['--model', 'paper'] : [];
    it(file, async () => {
      const table = await twin(['cost', file, ...model]);
      assertSound(table, file);
      assert.equal(table.code, 0, table.err);
      for (const line of table.out.split('\n')) assert.ok(displayWidth(line) <= 80, `wider than 80 columns: ${line}`);
      golden(`ok-${nameOf(file)}.cost.txt`, table.out);
      const json = await twin(['cost', '--json', file, ...model]);
      golden(`ok-${nameOf(file)}.cost.json`, `${JSON.stringify(condensed(JSON.parse(json.out) as CostDocument), null, 1)}\n`);
      const check = await twin(['check', file, ...model]);
      assert.equal(check.code, 0, 'a sample has no errors and keeps its budget');
      golden(`ok-${nameOf(file)}.problems.txt`, check.out);
      const formatted = await twin(['fmt', '--check', file]);
      assert.equal(formatted.code, 0, 'a sample is formatted');
    });
  }
});

describe('golden: broken inputs', function () {
  this.timeout(60_000);
  it('has some', () => assert.ok(bad.length >= 15));

  for (const file of bad) {
    it(file, async () => {
      const check = await twin(['check', file]);
      const cost = await twin(['cost', file]);
      assertSound(check, file);
      assertSound(cost, file);
      const json = await twin(['cost', '--json', file]);
      assert.equal(json.code, cost.code);
      JSON.parse(json.out);
      golden(`${nameOf(file)}.txt`, `check: exit ${check.code}\n${check.out}${check.err}\ncost: exit ${cost.code}\n${cost.out}`);
    });
  }

  it('leaves no golden file without its input', () => {
    const inputs = new Set([...samples.map((file) => `ok-${nameOf(file)}`), ...bad.map(nameOf)]);
    for (const file of globSync('*.{txt,json}', { cwd: FOLDER })) {
      const name = file.replace(/\.(cost\.txt|cost\.json|problems\.txt|txt)$/, '');
      if (inputs.has(name)) continue;
      if (UPDATE) rmSync(path.join(FOLDER, file));
      else assert.fail(`test/golden/${file} has no input: npm run test:update removes it`);
    }
  });
});
