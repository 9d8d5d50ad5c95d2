/**
 * The ceilings of the paper depend on the last bit of what was written. So wide ranges of intervals, sizes, ages, rates and hours go
 * through the text, and the paper's quantities must be those of the written number, to the bit where a ceiling follows.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { paperQuantities, type PaperGroup } from '@twin2multicloud/cost';
import { near } from './expect.ts';
import { scenariosOf } from './text.ts';
import { presetInputs, twinText, type Inputs } from './vectors.ts';

const base = presetInputs('preset1');
const NUMBERS_PER_TWIN = 250;

/** One group for each line, in twins of a few hundred groups; the paper's numbers of each. */
function groupsOf(lines: readonly string[]): PaperGroup[] {
  const twins: string[] = [];
  for (let first = 0; first < lines.length; first += NUMBERS_PER_TWIN) {
    const part = lines.slice(first, first + NUMBERS_PER_TWIN);
    twins.push(`twin T${first} {\n${part.map((line, index) => `  devices g${index} { ${line} }`).join('\n')}\n}`);
  }
  return scenariosOf(twins.join('\n')).flatMap((scenario) => paperQuantities(scenario).groups);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** 0.001 … 2, 0.01 … 15, 0.1 … 60 and 1 … 1440, and some that people write as decimals of a fraction. */
const INTERVALS = [
  ...range(1, 2_000).map((k) => k / 1_000),
  ...range(1, 1_500).map((k) => k / 100),
  ...range(1, 600).map((k) => k / 10),
  ...range(1, 1_440),
  0.08333333333333333,
  0.016666666666666666,
  0.3333333333333333,
  0.0333,
  1 / 7,
];

describe('what is written survives the text', () => {
  it(`${INTERVALS.length} intervals in minutes: i and M to the bit, N too`, () => {
    const groups = groupsOf(INTERVALS.map((minutes, index) => `count ${(index % 997) + 1}  every ${minutes} min  payload 1 KB`));
    assert.equal(groups.length, INTERVALS.length);
    for (const [index, group] of groups.entries()) {
      const minutes = INTERVALS[index] ?? Number.NaN;
      const n = (index % 997) + 1;
      assert.equal(group.i, minutes);
      assert.equal(group.M, Math.ceil(n * (1 / minutes) * 60 * 24 * 30), `every ${minutes} min × ${n}`);
      assert.equal(group.N, n * (60 / minutes) * 730);
    }
  });

  it('intervals in other units: the minutes nearest to them', () => {
    const written: readonly (readonly [string, number])[] = [
      ...range(1, 600).map((seconds) => [`${seconds} s`, seconds / 60] as const),
      ...range(1, 400).map((ms) => [`${ms * 25} ms`, (ms * 25) / 60_000] as const),
      ...range(1, 48).map((hours) => [`${hours} h`, hours * 60] as const),
      ['1 day', 1_440],
    ];
    const groups = groupsOf(written.map(([interval]) => `count 3  every ${interval}  payload 1 KB`));
    for (const [index, group] of groups.entries()) {
      const [interval, minutes] = written[index] ?? ['', Number.NaN];
      if (interval.endsWith('ms')) near(group.i, minutes, interval, 1e-15);
      else assert.equal(group.i, minutes, interval);
    }
  });

  it('sizes in KB: s and the blocks to the bit', () => {
    const sizes = [
      ...range(1, 3_000).map((k) => k / 100),
      ...range(1, 1_000).map((k) => k / 1_000),
      ...range(1, 256),
      4.000001,
      5.000001,
      0.3333333,
    ];
    const groups = groupsOf(sizes.map((size) => `count 7  every 7 min  payload ${size} KB`));
    for (const [index, group] of groups.entries()) {
      const size = sizes[index] ?? Number.NaN;
      assert.equal(group.s, size);
      assert.equal(group.awsBlocks, size > 5 ? group.M * Math.ceil(size / 5) : group.M);
      assert.equal(group.azureBlocks, size > 4 ? group.M * Math.ceil(size / 4) : group.M);
    }
  });

  it('ages in months: H, C and A to the bit', () => {
    const ages = [...range(1, 240), ...range(1, 400).map((k) => k / 10), ...range(4, 500).map((k) => k / 100)];
    const groups = groupsOf(
      ages.map((age) => `count 7  every 7 min  payload 1 KB  storage { hot ${age} months  cool ${age} months  archive ${age} months }`),
    );
    for (const [index, group] of groups.entries()) {
      const age = ages[index] ?? Number.NaN;
      assert.deepEqual(group.months, { hot: age, cool: age, archive: age });
    }
  });

  it('refreshes and hours: q within 1e-15 (no ceiling follows)', () => {
    const inputs: Inputs[] = [0, 0.5, 1, 2, 4, 12, 30, 60, 120, 360, 7.3].flatMap((dashboardRefreshesPerHour) =>
      [0, 0.011, 0.25, 1, 7.7, 13, 24].map((dashboardActiveHoursPerDay) => ({
        ...base,
        dashboardRefreshesPerHour,
        dashboardActiveHoursPerDay,
      })),
    );
    const scenarios = scenariosOf(inputs.map((it, index) => twinText(`R${index}`, it)).join('\n'));
    for (const [index, scenario] of scenarios.entries()) {
      const { dashboardRefreshesPerHour: r, dashboardActiveHoursPerDay: h } = inputs[index] ?? base;
      near(paperQuantities(scenario).q, h * r * 30, `refresh ${r} / hour for ${h} h / day`, 1e-15);
    }
  });
});
