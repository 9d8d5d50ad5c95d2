/** The curve over months rises to the steady state and ends there; the first year is its first twelve months. */
import assert from 'node:assert/strict';
import { curveOf, choiceOf, evaluate } from '@twin2multicloud/optimizer';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { choices, linesOf, measuredIn, near, placementBy, runs, world } from './worlds.ts';

describe('property: the curve', function () {
  this.timeout(0);

  it('rises month by month and ends in the steady state', () => {
    let complete = 0;
    fc.assert(
      fc.property(world, choices, (here, numbers) => {
        const of = measuredIn(here);
        const placement = placementBy(of, numbers);
        if (!placement) return;
        const steady = linesOf(of, placement).total;
        const months = curveOf(of, choiceOf(of, placement));
        assert.ok((months.length >= 2 && months.length <= 120) || here.scenario.groups.length === 0, `${months.length} months`);
        months.forEach((amount, i) => {
          assert.ok(Number.isFinite(amount) && amount >= 0, `month ${i + 1} costs ${amount}`);
          assert.ok(amount >= (months[i - 1] ?? 0) * (1 - 1e-9), `month ${i + 1} falls from ${months[i - 1]} to ${amount}`);
          assert.ok(amount <= steady * (1 + 1e-9), `month ${i + 1} costs ${amount}, the steady state ${steady}`);
        });
        if (months.length === 120) return;
        complete++;
        assert.ok(near(months.at(-1) ?? NaN, steady), `the last month costs ${months.at(-1)}, the steady state ${steady}`);
      }),
      runs(0.25),
    );
    assert.ok(complete > 0.5 * runs(0.25).numRuns, `only ${complete} curves end within ten years`);
  });

  it('makes the first year', () => {
    fc.assert(
      fc.property(world, ({ scenario, book }) => {
        const cost = evaluate(scenario, book);
        if (cost.total === null) return;
        let year = 0;
        for (let month = 0; month < 12; month++) year += cost.months[month] ?? cost.total;
        assert.ok(near(cost.firstYear, year), `${cost.firstYear} is not ${year}`);
        assert.ok(cost.firstYear <= 12 * cost.total * (1 + 1e-9));
      }),
      runs(0.1),
    );
  });
});
