import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { twinOf, twinWith } from '../../../test/fixtures/twin.ts';
import { LIMIT_VALUES } from '../../../test/fixtures/flat-book.ts';
import { assumptionsOf, DAYS_PER_MONTH, factsOf, monthsHeld, moverSize, perSecond, type Facts } from './facts.ts';
import type { Scenario } from '@twin2multicloud/language';

const factsFor = (scenario: Scenario, month: number | null = null): Facts => factsOf(scenario, LIMIT_VALUES, { month });

function close(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.max(1, Math.abs(expected)), `${what}: ${actual} is not ${expected}`);
}

describe('facts: quantities of a device group', () => {
  const DAY_SHIFT = 'count 100  every 1 min  active 12 h / day 5 days / week  payload 1 KB  peak 10 / s';

  it('are the messages of the active hours, the active day and the peak second', () => {
    const [group] = factsFor(twinWith(DAY_SHIFT)).groups;
    assert.ok(group);
    close(group.m, (100 / 60) * 3600 * 730 * 0.5 * (5 / 7), 'm');
    close(group.perDay, (100 / 60) * 3600 * 12, 'D');
    close(group.peak, 1000, 'peak');
    close(group.activeShare, 0.5 * (5 / 7), 'share');
    close(group.daysShare, 5 / 7, 'days');
    assert.equal(group.item, 1124);
  });

  it('take the rate where it is above the declared peak, and read `rate` and `every` alike', () => {
    const [slow] = factsFor(twinWith('count 3  rate 30 / hour  payload 1 B')).groups;
    const [same] = factsFor(twinWith('count 3  every 2 min  payload 1 B')).groups;
    close(slow?.peak ?? 0, 3 / 120, 'peak');
    close(slow?.m ?? 0, same?.m ?? 1, 'm');
    assert.equal(perSecond({ kind: 'rate', events: 30, perSeconds: 3600 }), 30 / 3600);
    assert.equal(perSecond({ kind: 'every', seconds: 120 }), 1 / 120);
  });

  it('of several groups add up, and the mean item is weighted by messages', () => {
    const facts = factsFor(
      twinOf(`twin T {
        devices a { count 10  every 1 s  payload 100 B }
        devices b { count 30  every 1 s  payload 500 B }
      }`),
    );
    assert.equal(facts.devices, 40);
    close(facts.messages, 40 * 2_628_000, 'M');
    close(facts.meanItem, (10 * 200 + 30 * 600) / 40, 'mean item');
  });

  it('without devices are zeros, never NaN', () => {
    const facts = factsFor(
      twinWith('count 0  every 1 s  payload 1 KB', 'storage { hot 1 day  cool 2 days }\n visualization { refresh 1 / s }'),
    );
    assert.equal(facts.messages, 0);
    assert.equal(facts.meanItem, 0);
    assert.equal(facts.windowItems, 1);
    assert.equal(facts.groups[0]?.objects, 0);
    assert.equal(facts.groups[0]?.objectSize, 0);
  });
});

describe('facts: windows', () => {
  const lengths = (storage: string): readonly number[] => {
    const [group] = factsFor(twinWith('count 1  every 1 s  payload 1 KB', `storage { ${storage} }`)).groups;
    return [group?.hot.length ?? -1, group?.cool.length ?? -1, group?.archive.length ?? -1];
  };

  it('are lengths between the ages at which data leaves the tiers', () => {
    assert.deepEqual(lengths('hot 1 month  cool 3 months  archive 12 months'), [1, 2, 9]);
    assert.deepEqual(lengths('hot 2 months'), [2, 0, 0]);
    assert.deepEqual(lengths('hot 1 month  archive 6 months'), [1, 0, 5]);
  });

  it('of a tier that equals the one before it are empty', () => {
    assert.deepEqual(lengths('hot 1 month  cool 1 month  archive 12 months'), [1, 0, 11]);
    assert.deepEqual(lengths('hot 1 month  cool 3 months  archive 3 months'), [1, 2, 0]);
  });

  it('say what moves where', () => {
    const facts = (storage: string): readonly boolean[] => {
      const f = factsFor(twinWith('count 1  every 1 s  payload 1 KB', `storage { ${storage} }`));
      return [f.usesCool, f.usesArchive, f.hotMoves, f.coolMoves, f.hotToArchive];
    };
    assert.deepEqual(facts('hot 1 month'), [false, false, false, false, false]);
    assert.deepEqual(facts('hot 1 month  cool 3 months'), [true, false, true, false, false]);
    assert.deepEqual(facts('hot 1 month  archive 3 months'), [false, true, true, false, true]);
    assert.deepEqual(facts('hot 1 month  cool 3 months  archive 4 months'), [true, true, true, true, false]);
  });

  it('of groups may differ: one group keeps to the hot tier', () => {
    const facts = factsFor(
      twinOf(`twin T {
        devices a { count 1  every 1 s  payload 1 KB }
        devices b { count 1  every 1 s  payload 1 KB  storage { cool none } }
        storage { hot 1 month  cool 3 months }
      }`),
    );
    assert.ok((facts.groups[0]?.objects ?? 0) > 0);
    assert.equal(facts.groups[1]?.objects, 0);
    assert.equal(facts.usesCool, true);
  });

  it('in month k hold the average of clamp(t − begin, 0, length) over that month', () => {
    const window = fc.record({
      begin: fc.double({ min: 0, max: 20, noNaN: true }),
      length: fc.double({ min: 1e-3, max: 20, noNaN: true }),
    });
    fc.assert(
      fc.property(window, fc.constantFrom(0, 30, 180), fc.integer({ min: 1, max: 50 }), (tier, minimum, month) => {
        const length = Math.max(tier.length, minimum / DAYS_PER_MONTH);
        let sum = 0;
        const steps = 4000;
        for (let i = 0; i < steps; i++) sum += Math.min(length, Math.max(0, month - 1 + (i + 0.5) / steps - tier.begin));
        const held = monthsHeld(tier, minimum, month);
        assert.ok(Math.abs(held - sum / steps) < 1e-3, `${held} is not ${sum / steps}`);
        assert.ok(held <= monthsHeld(tier, minimum, null) + 1e-12);
      }),
      { numRuns: 100 },
    );
  });

  it('are full in the steady state, at least for the minimum of the cloud', () => {
    assert.equal(monthsHeld({ begin: 3, length: 2 }, 0, null), 2);
    assert.equal(monthsHeld({ begin: 3, length: 2 }, 180, null), 180 / DAYS_PER_MONTH);
    assert.equal(monthsHeld({ begin: 0, length: 1 }, 0, 1), 0.5);
    assert.equal(monthsHeld({ begin: 0, length: 1 }, 0, 2), 1);
  });

  it('let data leave in the share of the month after their end', () => {
    const share = (month: number) =>
      factsFor(twinWith('count 1  every 1 s  payload 1 KB', 'storage { hot 45.625 days  cool 3 months }'), month).groups[0]?.leavesHot;
    assert.deepEqual([1, 2, 3].map(share), [0, 0.5, 1]);
  });
});

describe('facts: batch objects', () => {
  const objects = (device: string, assume = '') =>
    factsFor(twinWith(device, `storage { hot 1 month  cool 3 months }\n${assume}`)).groups[0]?.objects ?? -1;

  it('are one a day, and another for each further 100 MiB of a day', () => {
    assert.equal(objects('count 1  every 1 min  payload 1 KB'), DAYS_PER_MONTH);
    // 86,400 items of 1,214 B a device and day = 104,889,600 B: just above 100 MiB.
    assert.equal(objects('count 1  every 1 s  payload 1114 B'), 2 * DAYS_PER_MONTH);
    assert.equal(objects('count 1  every 1 s  payload 1113 B'), DAYS_PER_MONTH);
  });

  it('are bounded by the assumption `batch-size`', () => {
    assert.equal(objects('count 1  every 1 s  payload 1 KB', 'assume { batch-size 10 MB }'), 10 * DAYS_PER_MONTH);
  });

  it('have a mean size that gives all bytes back, and a mover that takes time for it', () => {
    const facts = factsFor(twinWith('count 7  every 1 s  payload 1 KB', 'storage { hot 1 month  cool 3 months }'));
    const [group] = facts.groups;
    assert.ok(group);
    close(group.objects * group.objectSize, group.m * group.item, 'bytes');
    const size = moverSize(10_485_760, facts.assume);
    assert.deepEqual(size, { memory: 536_870_912, duration: 2 });
  });
});

describe('facts: dashboards and queries', () => {
  const view = 'visualization { editors 1  refresh 60 / hour for 6 h / day  panels 4  window 2 h }';

  it('refresh while somebody looks, each refresh reading all panels', () => {
    const facts = factsFor(twinWith('count 10  every 1 min  payload 1 KB', view));
    close(facts.refreshes, 60 * 6 * DAYS_PER_MONTH, 'R');
    close(facts.panelReads, 4 * 60 * 6 * DAYS_PER_MONTH, 'Q');
    close(facts.twinQueries, facts.refreshes, 'T');
    close(facts.panelReadsPerSecond, 4 / 60, 'a second');
    close(facts.viewingSeconds, 6 * 3600 * DAYS_PER_MONTH, 'viewing');
    assert.equal(facts.windowItems, 120);
  });

  it('add the queries of the management', () => {
    const facts = factsFor(twinWith('count 10  every 1 min  payload 1 KB', `${view}\nmanagement { queries 10 / hour }`));
    close(facts.twinQueries, facts.refreshes + 7300, 'T');
  });

  it('are nothing without their blocks', () => {
    const facts = factsFor(twinWith('count 10  every 1 min  payload 1 KB'));
    assert.deepEqual([facts.refreshes, facts.panelReads, facts.twinQueries, facts.entities], [0, 0, 0, 0]);
    assert.equal(factsFor(twinWith('count 1  every 1 s  payload 1 B', 'visualization { editors 1 }')).panelReads, 0);
  });

  it('read a window by the mean rate of one device, its sleep included', () => {
    const facts = factsFor(twinWith('count 10  every 1 min  active 12 h / day  payload 1 KB', view));
    assert.equal(facts.windowItems, 60);
  });
});

describe('facts: entities', () => {
  const entities = (management: string, count = 100) =>
    factsFor(twinWith(`count ${count}  every 1 min  payload 1 KB`, `management { ${management} }`)).entities;

  it('are those declared', () => {
    assert.equal(entities('entities 42\n model A { has motion }'), 42);
    assert.equal(entities('entities 0'), 0);
  });

  it('are models and placed devices', () => {
    assert.equal(entities(''), 0);
    assert.equal(entities('model A'), 1);
    assert.equal(entities('model A { has motion }'), 101);
    assert.equal(entities('model A { has 40 motion }'), 41);
    assert.equal(entities('model A { has 40 motion }\n model B { has motion }'), 102);
    assert.equal(entities('has motion'), 100);
  });

  it('repeat with the count of a model and of those around it', () => {
    assert.equal(entities('model Floor { count 3\n model Room { count 4\n has 2 motion } }'), 3 + 12 + 24);
  });
});

describe('facts: rules and runs', () => {
  const twin = (processing: string): Facts =>
    factsFor(
      twinOf(`twin T {
        devices a { count 10  every 1 s  active 12 h / day  payload 1 KB  telemetry { x: number } }
        devices b { count 5  every 1 h  payload 1 KB  telemetry { y: number } }
        processing { ${processing} }
      }`),
    );
  const m = 10 * 3600 * 730 * 0.5;

  it('match a share of their own group and run every action', () => {
    const facts = twin('on a.x > 1 matches 1 % { notify "n"  workflow 3 steps }');
    assert.deepEqual(
      facts.actions.map(({ action }) => action.kind),
      ['notify', 'workflow'],
    );
    for (const action of facts.actions) {
      close(action.times, m * 0.01, 'matches');
      close(action.timesPerDay, 10 * 3600 * 12 * 0.01, 'a day');
    }
    assert.deepEqual(
      facts.groups.map(({ hasRules }) => hasRules),
      [true, false],
    );
  });

  it('send feedback to the device that triggered, or to every device of another group', () => {
    close(twin('on a.x > 1 matches 1 % { feedback a { x: 1 } }').feedback, m * 0.01, 'own group');
    const other = twin('on a.x > 1 matches 1 % { feedback b { y: 1 } }');
    close(other.feedback, m * 0.01 * 5, 'another group');
    close(other.feedbackPerDay, 10 * 3600 * 12 * 0.01 * 5, 'a day');
    assert.equal(twin('on a.x > 1 { notify "n" }').feedback, 0);
  });

  it('run a function for each message of each of its groups', () => {
    const facts = twin('run "./f.ts" for a b\n run "./g.ts" for b');
    assert.deepEqual(
      facts.runs.map(({ run, cause }) => `${run.file} ${cause.group.name}`),
      ['./f.ts a', './f.ts b', './g.ts b'],
    );
    close(facts.runs[0]?.executions ?? 0, m, 'executions');
    close(facts.runs[1]?.executions ?? 0, 5 * 730, 'executions');
  });
});

describe('facts: assumptions', () => {
  it('are the table, with the twin’s own on top and unknown ids left out', () => {
    const scenario = twinWith('count 1  every 1 s  payload 1 KB', 'assume { item-overhead 28 B }');
    assert.equal(assumptionsOf(scenario)['item-overhead'], 28);
    assert.equal(assumptionsOf(scenario)['topic-overhead'], 64);
    assert.equal(factsFor(scenario).groups[0]?.item, 1052);
    const strange = { ...scenario, assume: { nonsense: { value: 7, at: null } } };
    assert.equal('nonsense' in assumptionsOf(strange), false);
  });

  it('of another twin do not reach a group that both share', () => {
    const plain = twinWith('count 1  every 1 s  payload 1 KB');
    const other = { ...plain, assume: { 'item-overhead': { value: 0, at: null } } };
    assert.equal(factsFor(plain).groups[0]?.item, 1124);
    assert.equal(factsFor(other).groups[0]?.item, 1024);
    assert.equal(factsFor(plain).groups[0]?.item, 1124);
  });
});
