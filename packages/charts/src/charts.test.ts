/** The charts as data: every figure is drawn and in the table, nothing leaves the drawing, and a written file stands alone. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  breakEven,
  budgetBar,
  curve,
  placementPath,
  PRINT_PALETTE,
  shareBar,
  showsLimit,
  sparkline,
  stackedBars,
  stepHistory,
  toCsv,
  toSvg,
  type Chart,
  type Mark,
  type Provider,
} from './index.ts';

const money = (amount: number): string => amount.toFixed(2);
const tick = (amount: number): string => String(amount);

const all = (marks: readonly Mark[]): readonly Mark[] => marks.flatMap((mark) => [mark, ...all(mark.children)]);

/** No coordinate is missing, endless or far outside; every paint is known. */
function sound(chart: Chart): void {
  for (const mark of all(chart.marks)) {
    for (const [name, value] of Object.entries(mark.attributes)) {
      assert.ok(!/NaN|Infinity|undefined/.test(String(value)), `${mark.tag} ${name}=${value}`);
      if (/^(x|x1|x2|cx|width)$/.test(name) && typeof value === 'number')
        assert.ok(value >= -2 && value <= chart.width + 2, `${mark.tag} ${name}=${value} of ${chart.width}`);
      if (/^(y|y1|y2|cy|height)$/.test(name) && typeof value === 'number')
        assert.ok(value >= -2 && value <= chart.height + 2, `${mark.tag} ${name}=${value} of ${chart.height}`);
    }
  }
  const file = toSvg(chart, PRINT_PALETTE);
  assert.ok(!file.includes('var('), 'a file names colours');
  assert.ok(chart.name.length > 0);
  assert.ok(chart.points.every((point) => point.title !== '' && Number.isFinite(point.area.x)));
}

const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
const provider = fc.constantFrom<Provider>('aws', 'azure', 'gcp');
const width = fc.integer({ min: 280, max: 1600 });

const bars = (segments: readonly { provider: Provider | null; amount: number }[], at: number): Chart =>
  stackedBars({
    id: 'x',
    name: 'Bars',
    width: at,
    bars: [
      {
        name: 'Best',
        detail: 'of 3',
        total: segments.reduce((sum, one) => sum + one.amount, 0),
        note: '',
        segments: segments.map((one, index) => ({ name: `S${index}`, short: `S${index}`, cloud: 'Cloud', ...one })),
      },
      { name: 'None', detail: '', total: null, note: '', segments: [] },
    ],
    limit: { amount: 60, label: 'budget 60' },
    money,
    tick,
    words: { bar: 'Placement', part: 'Slot', cloud: 'Cloud', amount: 'EUR', total: 'Total' },
  });

describe('charts', () => {
  it('stacked bars are as long as their amounts, one after the other', () => {
    const chart = bars([{ provider: 'aws', amount: 30 }, { provider: 'azure', amount: 60 }, { provider: null, amount: 15 }], 900); // prettier-ignore
    sound(chart);
    const [a, b, c] = chart.points.map(({ area }) => area);
    assert.ok(a !== undefined && b !== undefined && c !== undefined);
    assert.ok(Math.abs(b.width / a.width - 2) < 0.01 && Math.abs(c.width / a.width - 0.5) < 0.02);
    assert.ok(Math.abs(a.x + a.width - b.x) < 0.01);
    assert.deepEqual(chart.table.rows.at(-2), ['Best', 'Total', '', 105]);
    assert.deepEqual(chart.table.rows.at(-1), ['None', 'Total', '', null]);
    assert.equal(chart.axisFrom, null);
  });

  it('no amount and no width breaks a chart', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ provider: fc.option(provider), amount }), { maxLength: 8 }), width, (segments, at) =>
        sound(bars(segments, at)),
      ),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 120 }), fc.option(amount), width, (months, limit, at) =>
        sound(
          curve({
            name: 'Months',
            width: at,
            months,
            limit: limit === null ? null : { amount: limit, label: 'budget' },
            money,
            tick,
            endLabel: 'steady',
            startLabel: 'month 1',
            words: { month: 'Month', amount: 'EUR', axis: 'month', budget: 'budget' },
          }),
        ),
      ),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(fc.array(fc.option(amount), { minLength: 2, maxLength: 42 }), width, (amounts, at) =>
        sound(
          breakEven({
            name: 'Even',
            width: at,
            values: amounts.map((_one, index) => index),
            series: [
              { id: 'best', name: 'best', amounts },
              { id: 'aws', name: 'AWS only', amounts: amounts.map((one) => (one === null ? null : one * 1.5)) },
            ],
            now: { value: 1, amount: amounts[1] ?? null, label: 'now 1' },
            switches: [],
            money,
            tick,
            value: String,
            words: { axis: 'count', amount: 'EUR' },
          }),
        ),
      ),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(fc.array(fc.option(amount), { minLength: 1, maxLength: 80 }), fc.option(amount), width, (amounts, limit, at) =>
        sound(
          stepHistory({
            name: 'History',
            width: at,
            steps: amounts.map((one, index) => ({
              short: `c${index}`,
              name: `Commit ${index}`,
              lines: [],
              amount: one,
              note: index === 1 ? 'more viewers' : '',
            })),
            limit: limit === null ? null : { amount: limit, label: 'budget' },
            endLabel: 'now',
            money,
            tick,
            words: { step: 'Commit', amount: 'EUR', none: 'no total' },
          }),
        ),
      ),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(fc.array(fc.option(amount), { minLength: 2, maxLength: 40 }), amount, amount, (amounts, spent, limit) => {
        sound(
          sparkline({
            name: 'Line',
            width: 320,
            height: 26,
            values: amounts.map((_one, index) => index),
            amounts,
            from: 0,
            to: 100,
            limit: 50,
            words: { value: 'count', amount: 'EUR' },
          }),
        );
        sound(budgetBar({ name: 'Budget', width: 200, spent, limit, words: { spent: 'Spent', limit: 'Budget' } }));
        sound(shareBar('Share', Math.min(spent / 1e6, 1), 64));
      }),
      { numRuns: 100 },
    );
  });

  it('a curve says where its axis begins, and leaves a budget out that would flatten it', () => {
    const input = {
      name: 'Months',
      width: 500,
      months: [59.5, 60.2, 60.36],
      limit: { amount: 60, label: 'budget 60.00' },
      money,
      tick,
      endLabel: 'steady',
      startLabel: '',
      words: { month: 'Month', amount: 'EUR', axis: 'month', budget: 'budget' },
    };
    assert.equal(curve(input).axisFrom, 59.5);
    assert.ok(showsLimit(input.months, 60) && !showsLimit(input.months, 200));
    assert.ok(toSvg(curve(input), null).includes('budget 60.00'));
    assert.ok(!toSvg(curve({ ...input, limit: { amount: 200, label: 'budget 200.00' } }), null).includes('budget 200.00'));
  });

  it('the path: every placement has its seven slots, and no line of a transfer lies on another one', () => {
    const names = ['L1', 'L2', 'L3.hot', 'L3.cool', 'L3.archive', 'L4', 'L5'];
    const flows = [[0, 1], [1, 2], [2, 3], [3, 4], [1, 5], [2, 6], [5, 6]] as const; // prettier-ignore
    fc.assert(
      fc.property(
        fc.array(fc.option(provider, { freq: 8 }), { minLength: 7, maxLength: 7 }),
        fc.integer({ min: 700, max: 1200 }),
        (clouds, at) => {
          const links = flows.flatMap(([from, to]) => {
            const [a, b] = [clouds[from], clouds[to]];
            return a == null || b == null
              ? []
              : [{ from, to, crossing: a === b ? null : { amount: '1.00', exact: 1, what: 'messages', lines: [] } }];
          });
          const chart = placementPath({
            name: 'Placement',
            width: at,
            slots: names.map((short, index) => ({
              short,
              name: `Slot ${short}`,
              provider: clouds[index] ?? null,
              amount: '1.00',
              exact: 1,
              moved: index === 5,
              lines: [],
            })),
            links,
            lanes: [
              { provider: 'aws', name: 'AWS' },
              { provider: 'azure', name: 'Azure' },
              { provider: 'gcp', name: 'Google Cloud' },
            ],
            words: { amounts: 'EUR', slot: 'Slot', cloud: 'Cloud', amount: 'EUR', transfer: (from, to) => `${from} → ${to}` },
          });
          sound(chart);
          assert.equal(chart.points.length, 7 + links.filter((link) => link.crossing !== null).length);
          const dashed = all(chart.marks)
            .filter((mark) => mark.tag === 'path' && mark.attributes['stroke-dasharray'] === '5 4')
            .map((mark) => String(mark.attributes.d));
          assert.equal(new Set(dashed).size, dashed.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a written file escapes what it is given, and keeps paints where a page has its own', () => {
    const chart = bars([{ provider: 'aws', amount: 1 }], 400);
    const hostile: Chart = { ...chart, name: '"><script>alert(1)</script>' };
    assert.ok(!toSvg(hostile, PRINT_PALETTE).includes('<script'));
    assert.ok(toSvg(chart, null).includes('var(--twin-aws)'));
  });

  it('CSV: exact numbers, quoted texts, and no formula', () => {
    assert.equal(toCsv({ columns: ['a,b', 'n'], rows: [['x"y', 0.1 + 0.2], ['=1+1', null], ['line\nbreak', -2]] }), '"a,b",n\r\n"x""y",0.30000000000000004\r\n\'=1+1,\r\n"line\nbreak",-2\r\n'); // prettier-ignore
  });
});
