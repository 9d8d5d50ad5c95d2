/** The edits of the panels do what they promise: the file then costs what was shown, and nothing else of it changes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { panelKit, type Kit } from './test-kit.ts';
import { applied, changedKit, comparison, HOME, made, near, PROVIDERS, reference, SAMPLE_FILES, SLOTS } from './test-samples.ts';

describe('panel: edits', function () {
  this.timeout(120_000);

  it('of place: afterwards the file as written is placed as shown, whatever was begun from and moved', async () => {
    const start = fc.oneof(
      fc.constant('written' as const),
      fc.constant('best' as const),
      fc.record({ rank: fc.integer({ min: 2, max: 5 }) }),
    );
    const overrides = fc.dictionary(fc.constantFrom(...SLOTS), fc.constantFrom(...PROVIDERS), { maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('smart-home.twin', 'factory.twin', 'wind-farm.twin', 'hospital.twin'),
        start,
        overrides,
        async (file, from, moved) => {
          const kit = panelKit({ files: SAMPLE_FILES });
          const shown = await comparison(kit, file, { start: from, overrides: moved });
          if (shown.total.perMonth === null) return;
          const { set, free } = shown.apply;
          const asked = { reference: reference(kit, file), set, free };
          if (Object.keys(set).length + free.length === 0) return;
          const text = SAMPLE_FILES[file] ?? '';
          const after = applied(text, made(await kit.ask('twin/panel/placeEdit', asked)));
          const written = await comparison(changedKit(SAMPLE_FILES, file, after), file);
          near(written.total.perMonth, shown.total.perMonth, `${file} ${JSON.stringify([from, moved])}`);
          assert.deepEqual(
            written.path.map(({ provider }) => provider),
            shown.path.map(({ provider }) => provider),
          );
          // Nothing but `place` changes.
          const outside = (whole: string): string => whole.replace(/\n*\s*place\s*\{[^}]*\}/, '');
          assert.equal(outside(after), outside(text));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('of a scenario’s place are lines of the scenario', async () => {
    const kit = panelKit({ files: HOME });
    const result = await kit.ask('twin/panel/placeEdit', {
      reference: reference(kit, 'smart-home.twin', 'Winter'),
      set: { L4: 'azure' },
      free: ['L3.hot'],
    });
    const text = applied(HOME['smart-home.twin'], made(result));
    assert.match(text, /scenario Winter {5}\{ thermostats\.every = 30 s {2}place\.L4 = azure {2}place\.L3\.hot = auto \}/);
    const after = await comparison(changedKit(HOME, 'smart-home.twin', text), 'smart-home.twin', { scenario: 'Winter' });
    assert.equal(after.path.find(({ slot }) => slot === 'L4')?.provider, 'azure');
    assert.equal(after.troubles.filter(({ severity }) => severity === 'error').length, 0);
  });

  const changesOf = async (kit: Kit, file: string, picks: readonly (readonly [number, number])[]): Promise<Record<string, number>> => {
    const result = await kit.ask('twin/panel/whatIf', { reference: reference(kit, file), currency: null });
    if (!('model' in result)) throw new Error(result.absence.message);
    const all = result.model.groups.flatMap(({ quantities }) => quantities);
    return Object.fromEntries(
      picks.map(([which, share]) => {
        const quantity = all[which % all.length];
        if (quantity === undefined) throw new Error('there is no quantity');
        const steps = Math.round(((quantity.max - quantity.min) * share) / quantity.step);
        return [quantity.path, Math.min(quantity.max, quantity.min + steps * quantity.step)];
      }),
    );
  };

  const picks = fc.array(fc.tuple(fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 4 });

  it('of quantities: a draft costs what the file costs with them written into it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('smart-home.twin', 'factory.twin', 'wind-farm.twin', 'vehicle-fleet.twin'),
        picks,
        async (file, chosen) => {
          const kit = panelKit({ files: SAMPLE_FILES });
          const changes = await changesOf(kit, file, chosen);
          const draft = await kit.ask('twin/panel/draft', { reference: reference(kit, file), currency: null, changes });
          const result = await kit.ask('twin/panel/quantitiesEdit', { reference: reference(kit, file), changes });
          if ('refused' in result) {
            assert.ok(/as the file says|at least as (long|high)/.test(result.refused), result.refused);
            return;
          }
          const text = applied(SAMPLE_FILES[file] ?? '', result.edit);
          const written = await comparison(changedKit(SAMPLE_FILES, file, text), file);
          near(draft?.total.perMonth, written.total.perMonth, `${file} ${JSON.stringify(changes)}`);
          assert.deepEqual(
            draft?.slots.map(({ provider }) => provider),
            written.path.map(({ provider }) => provider),
          );
          // Only numbers, units and new lines differ: every word of before is still there.
          for (const comment of (SAMPLE_FILES[file] ?? '').match(/\/\/.*/g) ?? []) assert.ok(text.includes(comment.trimEnd()), comment);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of scenarios: a saved draft costs what it cost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('smart-home.twin', 'wind-farm.twin'),
        picks,
        fc.constantFrom('Spring', 'Winter'),
        async (file, chosen, name) => {
          const kit = panelKit({ files: SAMPLE_FILES });
          const changes = await changesOf(kit, file, chosen);
          const draft = await kit.ask('twin/panel/draft', { reference: reference(kit, file), currency: null, changes });
          const result = await kit.ask('twin/panel/scenarioEdit', { reference: reference(kit, file), name, changes });
          if ('refused' in result) return;
          const after = changedKit(SAMPLE_FILES, file, applied(SAMPLE_FILES[file] ?? '', result.edit));
          const saved = await comparison(after, file, { scenario: name });
          near(saved.total.perMonth, draft?.total.perMonth, `${file} ${JSON.stringify(changes)}`);
          near((await comparison(after, file)).total.perMonth, (await comparison(kit, file)).total.perMonth, 'as written');
        },
      ),
      { numRuns: 20 },
    );
  });

  it('are refused in words: nothing changed, a taken name, an unknown quantity, tiers out of order', async () => {
    const kit = panelKit({ files: HOME });
    const home = reference(kit, 'smart-home.twin');
    const month = 2_628_000;
    for (const [method, asked, words] of [
      ['twin/panel/quantitiesEdit', { changes: { 'thermostats.count': 60 } }, /as the file says/],
      ['twin/panel/quantitiesEdit', { changes: { 'fridges.count': 6 } }, /fridges\.count is no quantity/],
      ['twin/panel/quantitiesEdit', { changes: { 'storage.hot': 9 * month } }, /at least as long as/],
      ['twin/panel/scenarioEdit', { name: 'SmartHome', changes: { 'thermostats.count': 61 } }, /already the name/],
      ['twin/panel/scenarioEdit', { name: 'thermostats', changes: { 'thermostats.count': 61 } }, /already a group/],
      ['twin/panel/placeEdit', { set: { 'L3.hot': 'azure' }, free: [] }, /says so already/],
    ] as const) {
      const result = await kit.ask(method, { reference: home, ...asked });
      assert.ok('refused' in result, method);
      assert.match(result.refused, words);
    }
  });
});
