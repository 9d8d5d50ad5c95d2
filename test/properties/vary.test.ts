/** One number changed in three ways is one scenario: in the text, by a `scenario` block, and by `vary`. And what is remembered changes nothing. */
import assert from 'node:assert/strict';
import type { Scenario } from '@twin2multicloud/cost';
import { check, linkAlone, lower, lowerVariant, parse, vary } from '@twin2multicloud/language';
import { createPricer, evaluate } from '@twin2multicloud/optimizer';
import { bundledBook } from '@twin2multicloud/pricing';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { runs, world } from './worlds.ts';

const MONTH = 2_628_000;

interface Change {
  readonly path: string;
  /** As written in the twin. */
  readonly written: string;
  /** A value as it is written, and in base units. */
  readonly value: fc.Arbitrary<{ readonly text: string; readonly base: number }>;
}

const whole = (min: number, max: number, unit = '', factor = 1) =>
  fc.integer({ min, max }).map((n) => ({ text: unit === '' ? String(n) : `${n} ${unit}`, base: n * factor }));

const CHANGES: readonly Change[] = [
  { path: 'pumps.count', written: 'count 12', value: whole(0, 1_000_000) },
  { path: 'pumps.every', written: 'every 30 s', value: whole(1, 86_400, 's') },
  { path: 'pumps.payload', written: 'payload 700 B', value: whole(1, 130_000, 'B') },
  { path: 'storage.archive', written: 'archive 9 months', value: whole(4, 90, 'months', MONTH) },
  { path: 'storage.cool', written: 'cool 3 months', value: whole(1, 9, 'months', MONTH) },
  { path: 'visualization.viewers', written: 'viewers 5', value: whole(0, 900) },
  { path: 'visualization.panels', written: 'panels 3', value: whole(1, 40) },
  { path: 'visualization.window', written: 'window 2 h', value: whole(1, 200, 'h', 3600) },
];

const text = (changed: Change | null, to: string, scenario = ''): string => {
  const twin = `twin Plant {
  devices pumps  { count 12  every 30 s  payload 700 B  telemetry { heat: number } }
  devices valves { count 400  rate 4 / hour  payload 3 KB  storage { archive none } }
  processing { on pumps.heat > 90 matches 2 % { notify "hot"  feedback pumps { heat: 1 } } }
  storage { hot 1 month  cool 3 months  archive 9 months }
  management { model Hall { has pumps }  queries 6 / hour }
  visualization { editors 1  viewers 5  refresh 30 / hour for 4 h / day  panels 3  window 2 h }
${scenario}
}
`;
  return changed === null ? twin : twin.replace(changed.written, `${changed.written.split(' ')[0]} ${to}`);
};

function scenarioOf(source: string, variant?: string): Scenario {
  const program = linkAlone(parse(source, 'plant.twin'));
  const errors = check(program).filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, [], source);
  const twin = program.files.get('plant.twin')?.tree.declarations[0];
  assert.ok(twin?.kind === 'twin');
  return variant === undefined ? lower(program, twin) : lowerVariant(program, twin, variant);
}

/** What counts of an evaluation, without places in the text. */
function told(scenario: Scenario): string {
  const { slots, placement, total, alternatives, singleCloud, months, transfers } = evaluate(scenario, bundledBook());
  const flows = transfers.map(({ from, to, fromProvider, toProvider, amount }) => [from, to, fromProvider, toProvider, amount]);
  return JSON.stringify({ slots, placement, total, alternatives, singleCloud, months, flows });
}

describe('property: one number changed', function () {
  this.timeout(0);

  for (const change of CHANGES) {
    it(`${change.path}: in the text, by a scenario block, and by \`vary\``, () => {
      const base = scenarioOf(text(null, ''));
      fc.assert(
        fc.property(change.value, ({ text: to, base: value }) => {
          const inText = told(scenarioOf(text(change, to)));
          assert.equal(told(scenarioOf(text(null, '', `  scenario Other { ${change.path} = ${to} }`), 'Other')), inText);
          assert.equal(told(vary(base, change.path, value)), inText);
        }),
        runs(0.05),
      );
    });
  }

  it('gives the same whatever was computed before: a copy that shares nothing costs the same', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 0, max: 500_000 }), ({ scenario, book }, count) => {
        const [first, ...others] = scenario.groups;
        if (!first) return;
        // One group changes, the others keep what is remembered of them; assumptions and rules change too.
        const changed: Scenario = { ...scenario, groups: [{ ...first, count: { value: count, at: null } }, ...others] };
        const without: Scenario = { ...changed, processing: { ...changed.processing, rules: [] } };
        const assumed: Scenario = { ...changed, assume: { ...changed.assume, 'item-overhead': { value: 1, at: null } } };
        const price = createPricer(book);
        for (const one of [scenario, changed, without, assumed, changed, scenario]) {
          const copy = structuredClone(one);
          assert.deepEqual(price(one), createPricer(book)(copy));
          assert.deepEqual(evaluate(one, book).months, evaluate(copy, book).months);
        }
      }),
      runs(0.1),
    );
  });
});
