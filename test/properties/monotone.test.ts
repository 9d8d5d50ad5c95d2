/**
 * More of a thing never costs less, where the cost model promises it. All groups grow by one factor: with a factor for one group alone
 * the mean item of a panel may become smaller, and with it what panels read. Left out by their steps: durations of movers (fewer, longer
 * executions), and bundles (a larger tier may have a smaller fee in a random book).
 */
import assert from 'node:assert/strict';
import { PROVIDERS, type DeviceGroup, type Measured, type Placement, type Scenario } from '@twin2multicloud/cost';
import { evaluate } from '@twin2multicloud/optimizer';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { choices, linesOf, measuredIn, placementBy, runs, steadyWorld } from './worlds.ts';

type Grow = (scenario: Scenario, factor: number) => Scenario;

function eachGroup(scenario: Scenario, change: (group: DeviceGroup) => DeviceGroup): Scenario {
  return { ...scenario, groups: scenario.groups.map(change) };
}

const GROWTH: Readonly<Record<string, Grow>> = {
  devices: (scenario, factor) =>
    eachGroup(scenario, (group) => ({ ...group, count: { ...group.count, value: Math.ceil(group.count.value) * Math.ceil(factor) } })),
  rate: (scenario, factor) =>
    eachGroup(scenario, (group) => {
      const { value } = group.cadence;
      const faster = value.kind === 'every' ? { ...value, seconds: value.seconds / factor } : { ...value, events: value.events * factor };
      return { ...group, cadence: { ...group.cadence, value: faster } };
    }),
  payload: (scenario, factor) =>
    eachGroup(scenario, (group) => ({ ...group, payload: { ...group.payload, value: group.payload.value * factor } })),
  // A retention is an age: what the last tier of a group keeps longer shortens no other tier.
  retention: (scenario, factor) =>
    eachGroup(scenario, (group) => {
      const { hot, cool, archive } = group.retention;
      const coolUsed = (cool.value ?? 0) > hot.value;
      const archiveUsed = (archive.value ?? 0) > Math.max(hot.value, cool.value ?? 0);
      if (archiveUsed) return { ...group, retention: { hot, cool, archive: { ...archive, value: (archive.value ?? 0) * factor } } };
      if (coolUsed)
        return { ...group, retention: { hot, cool: { ...cool, value: (cool.value ?? 0) * factor }, archive: { value: null, at: null } } };
      return {
        ...group,
        retention: { hot: { ...hot, value: hot.value * factor }, cool: { value: null, at: null }, archive: { value: null, at: null } },
      };
    }),
};

/** Objects leave once a day: executions of movers and their lengths go in steps. */
const STEPPED = /duration|cloud-run\.(cpu|memory)/;
/** What their plans ask for may change with the plan. */
const PLANNED = /iot-hub|cosmos-db|twinmaker|grafana|compute/;

function quantities(of: Measured, placement: Placement): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { meter, quantity } of linesOf(of, placement).lines) sums.set(meter, (sums.get(meter) ?? 0) + quantity);
  return sums;
}

describe('property: more never costs less', function () {
  this.timeout(0);
  const factor = fc.double({ min: 1, max: 50, noNaN: true });

  for (const [what, grow] of Object.entries(GROWTH)) {
    it(`more ${what}: the quantity of each meter without steps`, () => {
      fc.assert(
        fc.property(steadyWorld, choices, factor, ({ scenario, book }, numbers, by) => {
          const before = measuredIn({ scenario, book });
          const after = measuredIn({ scenario: grow(scenario, by), book });
          const placement = placementBy(after, numbers);
          // What a cloud no longer takes was taken before.
          if (!placement || before.slots.length !== after.slots.length) return;
          const moves = before.facts.hotMoves;
          const more = quantities(after, placement);
          for (const [meter, quantity] of quantities(before, placement)) {
            if (PLANNED.test(meter) || (moves && STEPPED.test(meter))) continue;
            assert.ok((more.get(meter) ?? 0) >= quantity * (1 - 1e-9), `${meter} falls from ${quantity} to ${more.get(meter)}`);
          }
        }),
        runs(0.5),
      );
    });

    it(`more ${what}: the best total${what === 'retention' ? '' : ', where no data moves on'}`, () => {
      let compared = 0;
      fc.assert(
        fc.property(steadyWorld, factor, ({ scenario, book }, by) => {
          const plain =
            what === 'retention'
              ? scenario
              : eachGroup(scenario, (group) => ({
                  ...group,
                  retention: { ...group.retention, cool: { value: null, at: null }, archive: { value: null, at: null } },
                }));
          const before = evaluate(plain, book);
          const after = evaluate(grow(plain, by), book);
          if (after.total === null) return;
          assert.ok(before.total !== null, 'what is possible with more is possible with less');
          assert.ok(after.total >= before.total * (1 - 1e-9), `the total falls from ${before.total} to ${after.total}`);
          for (const provider of PROVIDERS) {
            const [less, more] = [before.singleCloud[provider].total, after.singleCloud[provider].total];
            if (less !== null && more !== null) assert.ok(more >= less * (1 - 1e-9), `${provider} alone falls from ${less} to ${more}`);
          }
          compared++;
        }),
        runs(0.5),
      );
      assert.ok(compared > 0.25 * runs(0.5).numRuns, `only ${compared} could be compared`);
    });
  }
});
