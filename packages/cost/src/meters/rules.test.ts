/**
 * Every meter counts as its rule in docs/meters.md says: the rule's text is read as a formula and held against the meter over random
 * usages. What ⌈ ⌉ means is tested in rounding.test.ts; sums over lists have tests of their own in neighbours.test.ts.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { UsageField } from './fields.ts';
import { meter, METER_DESCRIPTIONS, meterIds, type AnyMeterId, type AnyUsage } from './meter.ts';
import { within } from '@twin2multicloud/topology';
import { roundUp, steps } from './rounding.ts';

type Usage = Readonly<Record<string, number | boolean | string>>;
type Formula = (usage: Usage) => number;

/** Sizes, times and counts of the magnitudes at which minimums and steps begin to matter. */
const EXPONENTS: Readonly<Record<string, readonly [number, number]>> = { B: [0, 10], s: [-3, 4], count: [0, 6] };

function valueOf(name: string, { kind, unit }: UsageField): fc.Arbitrary<number | boolean | string> {
  if (kind === 'flag') return fc.boolean();
  if (kind === 'consistency') return fc.constantFrom('eventual', 'strong', 'transactional');
  if (name === 'kilobyte') return fc.constantFrom(1000, 1024);
  const [min, max] = EXPONENTS[unit] ?? [0, 4];
  return fc.double({ min, max, noNaN: true }).map((exponent) => 10 ** exponent);
}

/** What no short notation says: the halves of the hub's rule, a sum, a name for an intermediate. */
function spelledOut(rule: string): string {
  const [formula = '', limit] = rule.split('; ');
  const [main = '', name] = formula.split(', maximum = ');
  const whole = (name === undefined ? main : main.replace('maximum', `(${name})`)).replace(
    '(1 + 2 + … + months)',
    'months · (months + 1) / 2',
  );
  return limit?.startsWith('Infinity') ? `allowed(${whole}, maxUnits, devices, maxDevices)` : whole;
}

function translated(rule: string): string {
  return spelledOut(rule)
    .replaceAll(/⌈(\w+)⌉ to (\d+) ms/g, 'step($1, $2)')
    .replaceAll('(eventual ½, strong 1, transactional 2)', '({ eventual: 0.5, strong: 1, transactional: 2 })[consistency]')
    .replaceAll(/(?<=\d),(?=\d{3}\b)/g, '')
    .replaceAll(/(\d+) Ki?B/g, '($1 * 1024)')
    .replaceAll(/(\d+) Mi?B/g, '($1 * 1048576)')
    .replaceAll('³⁰', '**30')
    .replaceAll('⁴⁰', '**40')
    .replaceAll('³', '**3')
    .replaceAll('⁹', '**9')
    .replaceAll('⌈', 'ceil(')
    .replaceAll('⌊', 'floor(')
    .replaceAll(/[⌉⌋]/g, ')')
    .replaceAll('·', '*')
    .replaceAll('−', '-')
    .replaceAll(/(\w+) ≤ (\w+)/g, 'within($1, $2)');
}

/** What the rules call; a failing usage is not shrunk, which takes minutes over logarithms. */
const FUNCTIONS = {
  max: Math.max,
  floor: Math.floor,
  ceil: roundUp,
  within,
  step: (seconds: number, ms: number) => steps(seconds, ms * 1e6),
  allowed: (units: number, maxUnits: number, devices: number, maxDevices: number) =>
    units > maxUnits || devices > maxDevices ? Infinity : units,
};

function formulaOf(id: AnyMeterId): Formula {
  const { rule, fields } = METER_DESCRIPTIONS[id];
  const names = [...Object.keys(FUNCTIONS), ...Object.keys(fields)];
  // The text is this repository's own.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const compiled = new Function(...names, `return ${translated(rule)};`) as (...values: readonly unknown[]) => number;
  return (usage) => compiled(...Object.values(FUNCTIONS), ...Object.keys(fields).map((name) => usage[name]));
}

describe('the rules of docs/meters.md', () => {
  for (const id of meterIds) {
    const { rule, fields } = METER_DESCRIPTIONS[id];
    if (rule.startsWith('Σ')) continue;
    it(`${id}: ${rule}`, () => {
      const formula = formulaOf(id);
      const usages = fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueOf(name, field)])));
      fc.assert(
        fc.property(usages, (usage) => {
          const expected = formula(usage);
          const { quantity } = meter(id, usage as AnyUsage<AnyMeterId>);
          const same = quantity === expected || Math.abs(quantity - expected) <= 1e-9 * Math.abs(expected);
          assert.ok(same, `${quantity}, but the rule says ${expected}`);
        }),
        { numRuns: 60, endOnFailure: true },
      );
    });
  }

  it('leave three sums to other tests', () => {
    assert.deepEqual(
      meterIds.filter((id) => METER_DESCRIPTIONS[id].rule.startsWith('Σ')),
      ['azure.cosmos-db.throughput-periods', 'any.units.beyond-daily-allowance', 'any.storage.average'],
    );
  });
});
