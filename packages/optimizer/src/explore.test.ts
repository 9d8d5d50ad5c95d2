import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Placement, Scenario } from '@twin2multicloud/cost';
import { flatBook } from '../../../test/fixtures/flat-book.ts';
import { twinWith } from '../../../test/fixtures/twin.ts';
import { randomBook } from '../../../test/reference/random-book.ts';
import { breakEvens, samePlacement, sensitivities, solveFor, type Axis, type Pricer } from './explore.ts';
import { createPricer } from './sweep.ts';

const HOME = twinWith(
  'count 40  every 2 min  payload 0.25 KB',
  'storage { hot 1 month  cool 3 months }\nvisualization { viewers 5  refresh 12 / hour }',
);

/** An axis over the device count; the scenario carries the value. */
function countAxis(scenario: Scenario, whole = true): Axis {
  const [group] = scenario.groups;
  if (!group) throw new Error('the twin of the test has a group');
  return {
    path: 'motion.count',
    value: group.count.value,
    whole,
    at: (value) => ({ ...scenario, groups: [{ ...group, count: { value, at: null } }] }),
  };
}

const countOf = (scenario: Scenario): number => scenario.groups[0]?.count.value ?? NaN;
const ON = { aws: { L1: 'aws' }, azure: { L1: 'azure' }, gcp: { L1: 'gcp' } } as const satisfies Record<string, Placement>;

/** A pricer of straight lines: the cheapest of fee + slope · count. */
function straightLines(lines: Readonly<Record<'aws' | 'azure' | 'gcp', readonly [fee: number, slope: number]>>): Pricer {
  return (scenario) => {
    const n = countOf(scenario);
    const options = (['aws', 'azure', 'gcp'] as const).map((p) => ({ placement: ON[p], total: lines[p][0] + lines[p][1] * n }));
    return options.reduce((best, option) => (option.total < best.total ? option : best));
  };
}

describe('break-even points', () => {
  it('are where straight lines cross, in order', () => {
    const price = straightLines({ aws: [0, 3], azure: [100, 2], gcp: [900, 1] });
    const found = breakEvens(price, countAxis(HOME, false), 1, 10_000);
    assert.deepEqual(
      found.map(({ before, after }) => [before.L1, after.L1]),
      [
        ['aws', 'azure'],
        ['azure', 'gcp'],
      ],
    );
    for (const [i, expected] of [100, 800].entries()) assert.ok(Math.abs((found[i]?.value ?? 0) - expected) < 1e-5, `${found[i]?.value}`);
  });

  it('of a whole quantity are its first whole value', () => {
    const price = straightLines({ aws: [0, 3], azure: [100.5, 2], gcp: [1e9, 1] });
    const found = breakEvens(price, countAxis(HOME), 0, 1000);
    assert.deepEqual(
      found.map(({ value }) => value),
      [101],
    );
  });

  it('are those of a search over every value', () => {
    let seen = 0;
    for (const seed of [1, 2, 3, 7, 11]) {
      const price = createPricer(randomBook(seed));
      const axis = countAxis(HOME);
      const most = 400;
      const changes: number[] = [];
      let before = price(axis.at(1));
      for (let n = 2; n <= most; n++) {
        const after = price(axis.at(n));
        if (before && after && !samePlacement(before.placement, after.placement)) changes.push(n);
        before = after;
      }
      const found = breakEvens(price, axis, 1, most);
      // Changes closer together than two samples may be seen as one; each that is found is one.
      for (const { value } of found) assert.ok(changes.includes(value), `seed ${seed}: ${value} is not among ${changes.join(' ')}`);
      if (changes.length > 0) assert.ok(found.length > 0, `seed ${seed}: none of ${changes.join(' ')} was found`);
      seen += changes.length;
    }
    assert.ok(seen > 3, 'the books of the test have break-even points');
  });

  it('are none in an empty or a reversed range, or without a price', () => {
    const price = straightLines({ aws: [0, 3], azure: [100, 2], gcp: [900, 1] });
    const axis = countAxis(HOME, false);
    assert.deepEqual(breakEvens(price, axis, 0, 0), []);
    assert.deepEqual(breakEvens(price, axis, 500, 100), []);
    assert.deepEqual(breakEvens(price, axis, 100, 100), []);
    assert.deepEqual(
      breakEvens(() => null, axis, 1, 1000),
      [],
    );
  });
});

describe('solving for a budget', () => {
  const price: Pricer = (scenario) => ({ placement: ON.aws, total: 2 * countOf(scenario) });

  it('keeps a value that fits', () => {
    assert.deepEqual(solveFor(price, countAxis(HOME), 80, 1, 1e6), { value: 40, total: 80 });
  });

  it('finds the largest whole value below', () => {
    assert.deepEqual(solveFor(price, countAxis(HOME), 51, 1, 1e6), { value: 25, total: 50 });
    assert.deepEqual(solveFor(price, countAxis(HOME), 50, 0, 1e6), { value: 25, total: 50 });
  });

  it('finds a value of a continuous quantity to a billionth', () => {
    const found = solveFor(price, countAxis(HOME, false), 51, 0, 1e6);
    assert.ok(found && found.total <= 51 && Math.abs(found.value - 25.5) < 1e-6, `${found?.value}`);
  });

  it('looks above where the total falls with the quantity', () => {
    const falling: Pricer = (scenario) => ({ placement: ON.aws, total: 1000 / countOf(scenario) });
    assert.deepEqual(solveFor(falling, countAxis(HOME), 10, 1, 1e6), { value: 100, total: 10 });
  });

  it('finds nothing where nothing fits, or nothing has a price', () => {
    assert.equal(solveFor(price, countAxis(HOME), -1, 0, 1e6), null);
    assert.equal(
      solveFor(() => null, countAxis(HOME), 1e9, 0, 1e6),
      null,
    );
  });

  it('of a real twin finds the last value that fits', () => {
    const real = createPricer(randomBook(4));
    const axis = countAxis(HOME);
    const now = real(HOME)?.total ?? NaN;
    const none = real(axis.at(0))?.total ?? NaN;
    assert.ok(none < now);
    const budget = (now + none) / 2;
    const found = solveFor(real, axis, budget, 0, 1e6);
    assert.ok(found && found.total <= budget);
    assert.ok(found.value < 40);
    const next = real(axis.at(found.value + 1));
    assert.ok(next && next.total > budget, `${found.value + 1} fits too`);
  });
});

describe('sensitivities', () => {
  it('are what ten per cent more adds, the largest first', () => {
    const price: Pricer = (scenario) => ({ placement: ON.aws, total: 2 * countOf(scenario) });
    const still: Axis = { path: 'still', value: 5, whole: false, at: () => HOME };
    const found = sensitivities(price, HOME, [still, countAxis(HOME), { ...still, path: 'none', value: 0 }]);
    assert.deepEqual(found, [
      { path: 'motion.count', value: 40, delta: 8 },
      { path: 'still', value: 5, delta: 0 },
    ]);
  });

  it('of a small whole quantity are one more', () => {
    const price: Pricer = (scenario) => ({ placement: ON.aws, total: 2 * countOf(scenario) });
    const one = countAxis(HOME).at(1);
    assert.deepEqual(sensitivities(price, one, [countAxis(one)]), [{ path: 'motion.count', value: 1, delta: 2 }]);
  });

  it('are none where there is no total', () => {
    assert.deepEqual(
      sensitivities(() => null, HOME, [countAxis(HOME)]),
      [],
    );
  });
});

describe('the pricer of a sweep', () => {
  it('answers the same in any order: its hint is only a hint', () => {
    const book = randomBook(9);
    const axis = countAxis(HOME);
    const values = [1, 5000, 3, 40, 100_000, 0, 777, 12];
    const swept = createPricer(book);
    for (const value of [...values, ...values.toReversed()]) assert.deepEqual(swept(axis.at(value)), createPricer(book)(axis.at(value)));
  });

  it('gives null where no placement is possible, and goes on', () => {
    const price = createPricer(flatBook());
    const axis = countAxis(HOME);
    assert.ok(price(axis.at(5)));
    assert.equal(price(axis.at(1e308)), null);
    assert.equal(price(axis.at(NaN)), null);
    assert.ok(price(axis.at(5)));
  });

  it('keeps to the placement that it is given instead of the file’s', () => {
    const price = createPricer(flatBook(), { fixed: (slot) => (slot === 'L1' ? 'gcp' : null) });
    assert.equal(price(HOME)?.placement.L1, 'gcp');
  });
});
