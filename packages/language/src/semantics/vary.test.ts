import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Scenario } from '../scenario.ts';
import { describeScenario } from './describe.ts';
import { formatBytes, formatCadence, formatSeconds } from './format-value.ts';
import { lower, lowerVariant } from './lower.ts';
import { editDistance, nearest } from './nearest.ts';
import { firstTwin, programOf } from './test-kit.ts';
import { numericPath, numericPaths, vary } from './vary.ts';

const TEXT = `device Pump { every 2 min  payload 1 KB  storage { archive 9 months } }
twin T {
  devices pumps : Pump { count 6 }
  devices doors { count 4  rate 30 / hour  peak 2 / min  telemetry { open: boolean }  storage { cool 2 months } }
  processing { matches 5 %\n on doors.open { notify "a" }\n on not doors.open matches 1 % { notify "b" } }
  storage { hot 1 month  cool 3 months  read cool 5 GB / month }
  management { model A { has pumps doors }\n queries 10 / day }
  visualization { viewers 3  refresh 12 / hour for 1 h / day }
  assume { stored.overhead 120 B }
}
`;
const MONTH = 2_628_000;

/** The twin with an override written into a scenario block: what varying must agree with. */
function overridden(override: string): Scenario {
  const program = programOf({ 'test.twin': TEXT.replace(/}\n$/, `  scenario S { ${override} }\n}\n`) });
  return lowerVariant(program, firstTwin(program), 'S');
}

function scenario(): Scenario {
  const program = programOf({ 'test.twin': TEXT });
  return lower(program, firstTwin(program));
}

/** The values of a scenario without their places. */
function values(of: Scenario): unknown {
  return JSON.parse(
    JSON.stringify(of, (key, value: unknown) => (key === 'at' || key === 'declaredAt' || key === 'variant' ? undefined : value)),
  );
}

describe('varying a number', () => {
  const agreements: readonly (readonly [path: string, value: number, override: string])[] = [
    ['pumps.count', 60, 'pumps.count = 60'],
    ['pumps.every', 30, 'pumps.every = 30 s'],
    ['doors.every', 30, 'doors.every = 30 s'],
    ['doors.rate', 60 / 3_600, 'doors.rate = 60 / hour'],
    ['pumps.payload', 512, 'pumps.payload = 512 B'],
    ['doors.peak', 0.5, 'doors.peak = 30 / min'],
    ['storage.hot', 2 * MONTH, 'storage.hot = 2 months'],
    ['storage.hot', 4 * MONTH, 'storage.hot = 4 months'],
    ['storage.cool', 5 * MONTH, 'storage.cool = 5 months'],
    ['storage.archive', 6 * MONTH, 'storage.archive = 6 months'],
    ['doors.storage.cool', 7 * MONTH, 'doors.storage.cool = 7 months'],
    ['storage.read.cool', 1024, 'storage.read.cool = 1 KB / month'],
    ['processing.matches', 0.2, 'processing.matches = 20 %'],
    ['management.entities', 12, 'management.entities = 12'],
    ['management.queries', 20 / 86_400, 'management.queries = 20 / day'],
    ['visualization.viewers', 7, 'visualization.viewers = 7'],
    ['visualization.window', 7_200, 'visualization.window = 2 h'],
    ['assume.stored.overhead', 7, 'assume.stored.overhead = 7'],
  ];
  for (const [path, value, override] of agreements) {
    it(`${override}: the same as in a scenario block`, () => {
      assert.deepEqual(values(vary(scenario(), path, value)), values(overridden(override)));
    });
  }

  it('lists every number with its value and bounds, and changes nothing when set to what it was', () => {
    const base = scenario();
    const paths = numericPaths(base);
    assert.deepEqual(
      paths.map((row) => row.path),
      [
        'pumps.count',
        'pumps.every',
        'pumps.payload',
        'pumps.storage.archive',
        'doors.count',
        'doors.rate',
        'doors.peak',
        'doors.payload',
        'doors.storage.cool',
        'processing.matches',
        'storage.hot',
        'storage.cool',
        'storage.read.cool',
        'storage.read.archive',
        'management.queries',
        'visualization.editors',
        'visualization.viewers',
        'visualization.refresh',
        'visualization.panels',
        'visualization.window',
        'assume.stored.overhead',
      ],
    );
    for (const { path, value, min, max } of paths) {
      assert.ok(min <= value && value <= max, `${path}: ${String(min)} ≤ ${String(value)} ≤ ${String(max)}`);
      const same = vary(base, path, value);
      if (path === 'doors.payload') assert.equal(same.groups[1]?.payload.value, base.groups[1]?.payload.value);
      else assert.deepEqual(same, base, path);
    }
  });

  it('leaves the scenario that it is given alone', () => {
    const base = scenario();
    const copy = structuredClone(base);
    for (const { path, min } of numericPaths(base)) vary(base, path, min);
    assert.deepEqual(base, copy);
  });

  it('rejects what is no path or out of bounds, and says so beforehand', () => {
    assert.equal(numericPath(scenario(), 'pumps.colour'), null);
    assert.equal(numericPath(scenario(), 'nobody.count'), null);
    assert.equal(numericPath(scenario(), 'storage'), null);
    assert.equal(numericPath(scenario(), 'management.entities')?.dimension, 'number');
    assert.equal(numericPath(scenario(), 'pumps.every')?.dimension, 'duration');
    assert.throws(() => vary(scenario(), 'pumps.colour', 1), RangeError);
    assert.throws(() => vary(scenario(), 'pumps.count', -1), RangeError);
    assert.throws(() => vary(scenario(), 'pumps.count', Number.NaN), RangeError);
  });
});

describe('the effective scenario as text', () => {
  const rows = describeScenario(scenario());
  const row = (path: string): string => {
    const found = rows.find((candidate) => candidate.path === path);
    return found === undefined ? 'absent' : `${found.value} (${found.origin})`;
  };

  it('has every value with where it comes from', () => {
    assert.equal(row('pumps.count'), '6 (declared)');
    assert.equal(row('pumps.every'), '2 min (type)');
    assert.equal(row('pumps.payload'), '1 KB (type)');
    assert.equal(row('pumps.connect'), 'always (default)');
    assert.equal(row('pumps.storage.hot'), '1 month (declared)');
    assert.equal(row('pumps.storage.archive'), '9 months (type)');
    assert.equal(row('doors.rate'), '30 / hour (declared)');
    assert.equal(row('doors.active'), '24 h / day  7 days / week (default)');
    assert.equal(row('doors.payload'), '89 B (from telemetry) (default)');
    assert.equal(row('doors.storage.archive'), 'none (default)');
    assert.equal(row('storage.read.cool'), '5 GB / month (declared)');
    assert.equal(row('processing.function'), '128 MB for 100 ms (default)');
    assert.equal(row('visualization.refresh'), '12 / hour for 1 h / day (declared)');
    assert.equal(row('place.L3.hot'), 'auto (default)');
    assert.equal(row('currency'), 'USD (default)');
    assert.equal(row('assume.stored.overhead'), '120 (declared)');
  });

  it('shows the rules with their share', () => {
    assert.deepEqual(
      rows.filter((found) => found.path === 'processing.on').map((found) => found.value),
      ['doors.open matches 5 % { notify "a" }', 'not doors.open matches 1 % { notify "b" }'],
    );
  });
});

describe('values as text', () => {
  it('take the largest unit of which they are whole', () => {
    assert.deepEqual([0.1, 1, 90, 120, 7_200, 86_400, MONTH, 12 * MONTH, 1.5].map(formatSeconds), [
      '100 ms',
      '1 s',
      '90 s',
      '2 min',
      '2 h',
      '1 day',
      '1 month',
      '12 months',
      '1.5 s',
    ]);
    assert.deepEqual([0.5, 256, 1_024, 1_536, 134_217_728, 5_222.4].map(formatBytes), [
      '0.5 B',
      '256 B',
      '1 KB',
      '1.5 KB',
      '128 MB',
      '5.1 KB',
    ]);
    assert.equal(formatCadence({ kind: 'rate', events: 30, perSeconds: 3_600 }), '30 / hour');
    assert.equal(formatCadence({ kind: 'every', seconds: 120 }), 'every 2 min');
  });
});

describe('the nearest name', () => {
  it('counts insertions, deletions, replacements and swaps', () => {
    assert.deepEqual(
      [
        editDistance('count', 'cuont'),
        editDistance('count', 'cont'),
        editDistance('', 'abc'),
        editDistance('abc', 'abc'),
        editDistance('abc', 'xyz'),
      ],
      [1, 1, 3, 0, 3],
    );
  });

  it('is near, or none', () => {
    assert.equal(nearest('termostat', ['Pump', 'Thermostat']), 'Thermostat');
    assert.equal(nearest('AWS', ['azure', 'aws']), 'aws');
    assert.equal(nearest('colour', ['count', 'peak']), null);
    assert.equal(nearest('x', ['y', 'z']), null);
    assert.equal(nearest('x', []), null);
  });
});
