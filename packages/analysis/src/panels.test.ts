/** What panels are made of: ranges that a person would choose, drafts that equal the full analysis, placements that are begun from. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { bundledBook } from '@twin2multicloud/pricing';
import { reportOf } from './analyze.ts';
import { compareClouds } from './comparison.ts';
import { draftOf, leverageOf } from './draft.ts';
import { gather } from './gather.ts';
import { createAnalyzer } from './incremental.ts';
import { quantitiesOf, quantityOf, quantityValueText, rangeOf, settledValue, withChanges } from './quantities.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';
import { freed, onOneCloud, pinned, placeChangeFor, shownOf, startsOf } from './shown.ts';
import { costCauses, specificationOf } from './specification.ts';

const OPTIONS: AnalysisOptions = { book: bundledBook() };

const HOUSE = `twin House {
  currency EUR
  devices thermostats { count 200  every 2 min  payload 1 KB }
  devices motion { count 87  rate 30 / hour  payload 0.25 KB  active 16 h / day  5 days / week }
  storage { hot 1 month  cool 3 months  archive 12 months }
  visualization { editors 2  viewers 5  refresh 12 / hour for 8 h / day }
  place { L3.hot azure  L2 auto except gcp }
}
`;

function house(text = HOUSE): { report: TwinReport; program: ReturnType<typeof gather> } {
  const program = gather('house.twin', () => ({ text }));
  const [report] = createAnalyzer(OPTIONS).update(program).reports();
  if (report === undefined) throw new Error('there is no twin');
  return { report, program };
}

describe('quantities of a twin', () => {
  it('have ranges that a person would choose, in the unit as written', () => {
    const { report, program } = house();
    const shown = quantitiesOf(report.scenario, program).map((quantity) => {
      const { min, max } = rangeOf(quantity);
      const text = (value: number): number => Number((value / quantity.unit.factor).toPrecision(6));
      return [quantity.path, text(min), text(quantity.value), text(max), quantity.unitName];
    });
    assert.deepEqual(shown, [
      ['thermostats.count', 0, 200, 500, 'devices'],
      ['thermostats.every', 0.5, 2, 10, 'min'],
      ['thermostats.payload', 0.25, 1, 4, 'KB'],
      ['motion.count', 0, 87, 250, 'devices'],
      ['motion.rate', 1, 30, 120, '/ hour'],
      ['motion.payload', 0.0625, 0.25, 1, 'KB'],
      ['storage.hot', 1, 1, 3, 'month'],
      ['storage.cool', 1, 3, 12, 'months'],
      ['storage.archive', 3, 12, 36, 'months'],
      ['storage.read.cool', 0, 0, 10, 'GB / month'],
      ['storage.read.archive', 0, 0, 10, 'GB / month'],
      ['visualization.editors', 0, 2, 10, 'users'],
      ['visualization.viewers', 0, 5, 15, 'users'],
      ['visualization.refresh', 0.2, 12, 50, '/ hour'],
      ['visualization.refresh.for', 0, 8, 24, 'h / day'],
      ['visualization.panels', 1, 1, 10, 'panels'],
      ['visualization.window', 0.25, 1, 5, 'h'],
    ]);
  });

  it('keep their value in the range, whatever it is, and every step can be written', () => {
    const { report, program } = house();
    const paths = quantitiesOf(report.scenario, program).map(({ path }) => path);
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (path, times, share) => {
          const base = quantityOf(report.scenario, program, path);
          assert.ok(base);
          const value = settledValue(base, Math.max(base.value, base.unit.factor) * times);
          const quantity = { ...base, value, between: null };
          const { min, max, step } = rangeOf(quantity);
          assert.ok(
            min <= value && value <= max && min < max && step > 0 && [min, max, step].every(Number.isFinite),
            `${min} ${value} ${max} ${step}`,
          );
          const moved = settledValue(quantity, min + share * (max - min));
          assert.equal(settledValue(quantity, moved), moved);
          assert.match(quantityValueText(quantity, moved), /^-?[\d.e+-]+( \/ \w+| [\w%]+( \/ \w+)?)?$/);
        },
      ),
    );
  });
});

describe('drafts', () => {
  const { report, program } = house();
  const quantities = quantitiesOf(report.scenario, program);

  it('equal the full analysis of the changed scenario', () => {
    const change = fc.tuple(fc.constantFrom(...quantities), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), (list) => {
        const changes = Object.fromEntries(
          list.map(([quantity, share]) => {
            const { min, max } = rangeOf(quantity);
            return [quantity.path, settledValue(quantity, min + share * (max - min))];
          }),
        );
        const draft = draftOf(report, changes, OPTIONS);
        if (draft.perMonth === null) return assert.match(draft.why ?? '', /Make `/);
        const full = reportOf(withChanges(report.scenario, changes), OPTIONS);
        assert.equal(draft.perMonth, full.perMonth);
        assert.deepEqual(
          Object.fromEntries(draft.slots.flatMap(({ slot, provider }) => (provider === null ? [] : [[slot, provider]]))),
          full.cost.placement,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('pass over paths that the text does not have any more', () => {
    assert.equal(draftOf(report, { 'gone.count': 4 }, OPTIONS).perMonth, report.perMonth);
  });

  it('say what a file may not: tiers out of order, a peak below its rate', () => {
    const month = 2_628_000;
    assert.match(draftOf(report, { 'storage.hot': 4 * month }, OPTIONS).why ?? '', /`cool` at least as long as `hot`/);
    const peaked = house(HOUSE.replace('rate 30 / hour', 'rate 30 / hour  peak 1 / min')).report;
    assert.match(draftOf(peaked, { 'motion.rate': 2 }, OPTIONS).why ?? '', /`peak` at least as high/);
  });

  it('have lines that yield between their values and pass through the present total', () => {
    const quantity = quantities.find(({ path }) => path === 'thermostats.count');
    assert.ok(quantity);
    const line = leverageOf(report, quantity, {}, OPTIONS);
    let yields = 0;
    let step = line.next();
    for (; step.done !== true; step = line.next()) yields++;
    const { values, amounts } = step.value;
    assert.equal(yields, values.length);
    assert.ok(Math.abs((amounts[values.indexOf(200)] ?? 0) - (report.perMonth ?? 0)) < 1e-9);
  });
});

describe('placements to begin from', () => {
  const { report } = house();

  it('are the best ones with `place` freed, each once and none cheaper than the one before', () => {
    const starts = startsOf(report, OPTIONS);
    assert.equal(starts.length, 5);
    assert.equal(starts[0]?.total, report.cost.best?.total);
    assert.equal(new Set(starts.map(({ placement }) => JSON.stringify(placement))).size, 5);
    assert.ok(starts.every(({ total }, index) => total >= (starts[index - 1]?.total ?? 0)));
    assert.ok(
      starts.every(({ placement }) => placement.L2 !== 'gcp'),
      '`except` still holds',
    );
  });

  it('can be begun from by rank, and one that is not there is the best', () => {
    const third = shownOf(report, { start: { rank: 3 }, overrides: {} }, OPTIONS);
    assert.equal(third.report.cost.total, startsOf(report, OPTIONS)[2]?.total);
    assert.equal(shownOf(report, { start: { rank: 20 }, overrides: {} }, OPTIONS).report.cost.total, report.cost.best?.total);
  });

  it('are written with as few lines of `place` as will do', () => {
    const { placement } = report.cost;
    assert.ok(placement);
    assert.deepEqual(placeChangeFor(report, placement, OPTIONS), { set: {}, free: [] });
    assert.deepEqual(placeChangeFor(report, report.cost.best?.placement ?? {}, OPTIONS).set, {});
    const moved = shownOf(
      report,
      { start: 'written', overrides: { 'L3.archive': placement['L3.archive'] === 'aws' ? 'gcp' : 'aws' } },
      OPTIONS,
    );
    const { set } = placeChangeFor(report, moved.report.cost.placement ?? {}, OPTIONS);
    assert.ok(Object.keys(set).length >= 1 && Object.keys(set).length < report.cost.slots.length);
  });

  it('on one cloud cost what the single cloud is said to', () => {
    for (const provider of ['aws', 'azure', 'gcp'] as const) {
      const single = report.cost.singleCloud[provider].total;
      const total = reportOf(onOneCloud(report.scenario, provider), OPTIONS).cost.total;
      assert.ok(single === null ? total === null : Math.abs((total ?? 0) - single) < 1e-12 * single, provider);
    }
    assert.equal(reportOf(pinned(freed(report.scenario), report.cost.placement ?? {}), OPTIONS).cost.total, report.cost.total);
  });

  it('are compared within the rules: how many there are', () => {
    // Two clouds for L2, three for the five others that are used.
    const { allowed, bars } = compareClouds(report, { start: 'written', overrides: {} }, OPTIONS);
    assert.equal(allowed, 3 ** 5 * 2);
    assert.deepEqual(
      bars.map(({ id }) => id),
      ['shown', 'best', 'written', 'aws', 'azure', 'gcp'],
    );
  });
});

describe('a twin in a few lines', () => {
  it('says what it has and leaves out what it has not', () => {
    const { report } = house();
    assert.deepEqual(
      specificationOf(report, OPTIONS).map(({ key, text }) => `${key}: ${text}`),
      [
        'region: eu-central (AWS eu-central-1, Azure westeurope, Google Cloud europe-west1)',
        'devices: 287 in 2 groups',
        'messages: 5\u202f287\u202f286 a month, 4.39 GB',
        'retention: hot 1 month, cool 3 months, archive 12 months',
        'visualization: 2 editors, 5 viewers, refresh 12 / hour for 8 h a day',
        'place: L2 not Google Cloud, L3.hot Azure',
      ],
    );
    const [first] = costCauses(report);
    assert.ok(first && first.amount > 0);
    assert.equal(costCauses(report).find(({ cause }) => cause === 'motion')?.detail, '87, 30 / hour, 16 h 5 days');
  });
});
