/** Absurd numbers: the engine neither throws nor answers with NaN or Infinity; what cannot be computed is unavailable with a reason. */
import assert from 'node:assert/strict';
import { PROVIDERS, type PriceBook, type Scenario, type TwinCost } from '@twin2multicloud/cost';
import { numericPaths, vary } from '@twin2multicloud/language';
import { createPricer, evaluate } from '@twin2multicloud/optimizer';
import { bundledBook } from '@twin2multicloud/pricing';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { twinOf } from '../fixtures/twin.ts';
import { runs, world } from './worlds.ts';

const ABSURD = [0, 1e-323, 1e-300, 1e-9, 0.5, 1e9, 1e15, 1e75, 1e99, 1e150, 1e200, 1e250, 1e300, 1e308, Infinity, NaN];

/** Everything that is said about a scenario; throws where a number of it is none. */
function examine(scenario: Scenario, book: PriceBook, what: string): TwinCost {
  const cost = evaluate(scenario, book);
  const everything = {
    total: cost.total,
    cells: cost.cells,
    transfers: cost.transfers,
    transferMatrix: cost.transferMatrix,
    best: cost.best,
    alternatives: cost.alternatives,
    singleCloud: cost.singleCloud,
    overrides: cost.overrides,
    months: cost.months,
    firstYear: cost.firstYear,
  };
  allFinite(everything, what);
  if (cost.placement === null) assert.ok(cost.impossible !== null && cost.impossible.length > 10, what);
  else assert.ok(cost.total !== null, what);
  for (const provider of PROVIDERS) {
    const { total, breaks } = cost.singleCloud[provider];
    assert.ok(total !== null || breaks.length > 0, `${what}: ${provider} alone has neither a total nor a reason`);
  }
  return cost;
}

function allFinite(value: unknown, where: string): void {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), `${where} is ${value}`);
  else if (typeof value === 'string') assert.ok(!/NaN|undefined|Infinity/.test(value), `${where} says ${value}`);
  else if (typeof value === 'object' && value !== null) for (const [key, part] of Object.entries(value)) allFinite(part, `${where}.${key}`);
}

/** Every number of a scenario that a declaration holds, by its path in the object. */
function numbersOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === 'number') return [[...path]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === 'at' || key === 'declaredAt' ? [] : numbersOf(part, [...path, key])));
}

function replaced<T>(value: T, path: readonly string[], number: number): T {
  const [key, ...rest] = path;
  if (key === undefined) return number as T;
  if (Array.isArray(value)) return value.map((part: unknown, i) => (String(i) === key ? replaced(part, rest, number) : part)) as T;
  return { ...value, [key]: replaced((value as Record<string, unknown>)[key], rest, number) };
}

const HOUSE = twinOf(
  `twin House {
  devices a { count 10  every 1 min  peak 1 / s  payload 1 KB  telemetry { x: number } }
  devices b { count 5  rate 3 / hour  active 8 h / day 5 days / week  payload 300 B  storage { archive none } }
  processing {
    run "./f.ts" for a b
    on a.x > 1 matches 2 % { notify "n"  workflow 4 steps  call "./g.ts"  feedback b { y: 1 } }
  }
  storage { hot 1 month  cool 3 months  archive 12 months  read cool 1 GB / month  read archive 1 MB / month }
  management { model A { count 3  has 2 a }  scene 10 MB  queries 5 / hour }
  visualization { editors 1  viewers 4  refresh 6 / hour for 2 h / day  panels 3  window 1 h }
  place { L1 azure }
  budget 5 EUR / month
  assume { item-overhead 90 B  batch-size 10 MB  envelope-overhead 300 B  glue-duration 50 ms  entity-size 1 KB }
}`.replace('feedback b { y: 1 }', 'feedback a { x: 1 }'),
);

describe('property: absurd numbers', function () {
  this.timeout(0);

  it('in any one place of a scenario', () => {
    const paths = numbersOf(HOUSE);
    assert.ok(paths.length > 40, `${paths.length} numbers`);
    let impossible = 0;
    for (const path of paths) {
      for (const number of ABSURD) {
        const cost = examine(replaced(HOUSE, path, number), bundledBook(), `${path.join('.')} = ${number}`);
        if (cost.placement === null) impossible++;
      }
    }
    assert.ok(impossible > 50, `only ${impossible} were impossible`);
  });

  it('in several places of a random scenario, on a random book', () => {
    const change = fc.tuple(fc.nat(), fc.constantFrom(...ABSURD));
    fc.assert(
      fc.property(world, fc.array(change, { minLength: 1, maxLength: 4 }), ({ scenario, book }, changes) => {
        const paths = numbersOf(scenario);
        let absurd = scenario;
        for (const [index, number] of changes) absurd = replaced(absurd, paths[index % paths.length] ?? [], number);
        examine(absurd, book, 'an absurd scenario');
      }),
      runs(0.5),
    );
  });

  it('at both ends of every quantity that may be varied', () => {
    for (const { path, min, max } of numericPaths(HOUSE)) {
      for (const value of [min, max]) examine(vary(HOUSE, path, value), bundledBook(), `${path} = ${value}`);
    }
  });

  it('leave the scenarios after them alone', () => {
    const price = createPricer(bundledBook());
    const expected = price(HOUSE);
    assert.ok(expected);
    for (const path of numbersOf(HOUSE)) {
      const there = price(replaced(HOUSE, path, 1e308));
      if (there) assert.ok(Number.isFinite(there.total), path.join('.'));
      assert.deepEqual(price(HOUSE), expected, `after ${path.join('.')}`);
    }
  });
});
