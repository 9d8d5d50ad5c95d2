/** The panels' requests over the real engine: figures agree with each other, nothing invented, nothing thrown. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { bundledBook } from '@twin2multicloud/pricing';
import { PANEL_REQUESTS, type PanelMethod } from '@twin2multicloud/protocol';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { panelKit } from './test-kit.ts';
import {
  applied,
  changedKit,
  comparison,
  HOME,
  made,
  NAMES,
  near,
  params,
  PROVIDERS,
  reference,
  SAMPLE_FILES,
  SLOTS,
  sum,
} from './test-samples.ts';

describe('panel: comparison', function () {
  this.timeout(60_000);

  it('adds up, for every sample, model and start', async () => {
    const kit = panelKit({ files: SAMPLE_FILES });
    for (const file of NAMES) {
      for (const model of ['billing', 'paper'] as const) {
        for (const start of ['written', 'best', { rank: 3 }] as const) {
          const shown = await comparison(kit, file, { start, model });
          const what = `${file} ${model} ${JSON.stringify(start)}`;
          assert.equal(shown.matrix.length, 7, what);
          near(sum(shown.path.map(({ amount }) => amount)) + sum(shown.transfers.map(({ amount }) => amount)), shown.total.perMonth, what);
          for (const bar of shown.bars)
            if (bar.total !== null) near(sum(bar.segments.map(({ amount }) => amount)), bar.total, `${what} ${bar.id}`);
          for (const { cells, chosen } of shown.matrix)
            for (const cell of cells) if (cell.kind === 'priced' && cell.provider === chosen) near(cell.delta, 0, what);
          assert.equal(shown.bars.find(({ id }) => id === 'shown')?.total, shown.total.perMonth, what);
          const [first, second] = shown.starts;
          assert.ok((second?.perMonth ?? 0) <= (first?.perMonth ?? Infinity) + 1e-9, what);
          const ranks = shown.starts.slice(1).map(({ perMonth }) => perMonth ?? 0);
          assert.deepEqual(
            ranks,
            [...ranks].sort((a, b) => a - b),
            what,
          );
          near(
            shown.total.perMonth,
            (shown.starts.find((one) => JSON.stringify(one.start) === JSON.stringify(start)) ?? second)?.perMonth,
            what,
          );
        }
      }
    }
  });

  it('says before what a move then costs, and what Apply has to write', async () => {
    const kit = panelKit({ files: HOME });
    const before = await comparison(kit, 'smart-home.twin');
    for (const { slot, cells, chosen } of before.matrix) {
      for (const cell of cells) {
        if (cell.kind === 'closed' || cell.provider === chosen || cell.delta === null) continue;
        const after = await comparison(kit, 'smart-home.twin', { overrides: { [slot]: cell.provider } });
        near(after.total.perMonth, (before.total.perMonth ?? 0) + cell.delta, `${slot} ${cell.provider}`);
        near(after.moved.delta, cell.delta, `${slot} ${cell.provider} moved`);
        assert.deepEqual(after.moved.slots, [{ slot, provider: cell.provider }]);
        const row = after.matrix.find((one) => one.slot === slot);
        assert.deepEqual([row?.chosen, row?.unmoved], [cell.provider, chosen]);
        assert.ok(after.apply.set[slot] === cell.provider || after.apply.free.includes(slot), `${slot} ${cell.provider} applied`);
      }
    }
  });

  it('in another currency is the same money', async () => {
    const kit = panelKit({ files: HOME });
    const [euros, dollars, unknown] = [
      await comparison(kit, 'smart-home.twin'),
      await comparison(kit, 'smart-home.twin', { currency: 'USD' }),
      await comparison(kit, 'smart-home.twin', { currency: 'XYZ' }),
    ];
    assert.equal(dollars.header.currency, 'USD');
    assert.equal(dollars.header.rate, null);
    assert.equal(unknown.header.currency, 'EUR');
    const rate = euros.header.rate?.perUsd ?? 0;
    near(euros.total.perMonth, (dollars.total.perMonth ?? 0) * rate, 'total');
    near(euros.months.at(-1), (dollars.months.at(-1) ?? 0) * rate, 'months');
    near(euros.budgets[0]?.amount, (dollars.budgets[0]?.amount ?? 0) * rate, 'budget');
  });

  it('names the line of the file that closes a cell, and what a single cloud breaks', async () => {
    const kit = panelKit({ files: HOME });
    const { matrix, bars } = await comparison(kit, 'smart-home.twin');
    const closed = matrix.find(({ slot }) => slot === 'L4')?.cells.find(({ provider }) => provider === 'gcp');
    assert.ok(closed?.kind === 'closed' && closed.why === 'except');
    const line = HOME['smart-home.twin'].split('\n')[closed.at?.start.line ?? 0] ?? '';
    assert.match(line, /L4 +auto except gcp/);
    const gcp = bars.find(({ id }) => id === 'gcp');
    assert.deepEqual(gcp?.breaks, ['place L3.hot azure', 'L4 auto except gcp']);
  });

  it('says for a twin that is gone, a scenario that is gone and a file that cannot be read what is the matter', async () => {
    const kit = panelKit({ files: HOME });
    const ask = (reference: unknown) => kit.ask('twin/panel/comparison', { ...params(kit, 'smart-home.twin'), reference });
    for (const [asked, kind] of [
      [{ uri: kit.uri('smart-home.twin'), twin: 'Gone', scenario: null }, 'no-twin'],
      [{ uri: kit.uri('smart-home.twin'), twin: null, scenario: 'Gone' }, 'no-twin'],
      [{ uri: kit.uri('devices.twin'), twin: null, scenario: null }, 'no-twin'],
      [{ uri: kit.uri('none.twin'), twin: null, scenario: null }, 'unreadable'],
    ] as const) {
      const result = await ask(asked);
      assert.ok('absence' in result && result.absence.kind === kind, kind);
      assert.match(result.absence.message, /\.$/);
    }
  });

  it('traces every cell: lines and transfers add up, and sources are where the cause is declared', async () => {
    const kit = panelKit({ files: HOME });
    const { matrix, total } = await comparison(kit, 'smart-home.twin');
    for (const { slot, cells } of matrix) {
      for (const cell of cells) {
        const traced = await kit.ask('twin/panel/trace', { comparison: params(kit, 'smart-home.twin'), slot, provider: cell.provider });
        if (cell.kind === 'closed') {
          assert.equal(traced, null);
          continue;
        }
        assert.ok(traced);
        near(traced.amount, cell.amount, slot);
        near(sum(traced.lines.map(({ amount }) => amount)), cell.amount, slot);
        near(traced.total, (total.perMonth ?? 0) + (cell.delta ?? 0), slot);
        for (const transfer of traced.transfers) near(sum(transfer.lines.map(({ amount }) => amount)), transfer.amount, transfer.flow);
        for (const line of traced.lines)
          if (line.causes.length > 0) near(sum(line.causes.map(({ amount }) => amount)), line.amount, line.meter);
      }
    }
  });

  it('tells 20 causes of a line and the others together', async () => {
    const groups = Array.from({ length: 50 }, (_, index) => `devices g${index} { count ${index + 1}  every 1 min  payload 1 KB }`).join(
      '\n',
    );
    const kit = panelKit({ files: { 'many.twin': `twin T {\n${groups}\n}\n` } });
    const traced = await kit.ask('twin/panel/trace', { comparison: params(kit, 'many.twin'), slot: 'L1', provider: 'aws' });
    const line = traced?.lines.find(({ causes }) => causes.length > 1);
    assert.equal(line?.causes.length, 21);
    assert.equal(line.causes.at(-1)?.cause, '30 others');
    near(sum(line.causes.map(({ amount }) => amount)), line.amount, 'causes');
  });

  it('draws break-even lines through the present totals, with switches that are real', async () => {
    const kit = panelKit({ files: HOME });
    const { total, quantities } = await comparison(kit, 'smart-home.twin');
    for (const { path: name } of quantities) {
      const chart = await kit.ask('twin/panel/breakEven', { comparison: params(kit, 'smart-home.twin'), path: name });
      assert.ok(chart && chart.values.length >= 2 && chart.values.length <= 60, name);
      const now = chart.values.indexOf(chart.now);
      near(chart.series.find(({ id }) => id === 'written')?.amounts[now], total.perMonth, name);
      const amounts = (id: string): readonly (number | null)[] => chart.series.find((one) => one.id === id)?.amounts ?? [];
      amounts('best').forEach((best, index) => assert.ok((best ?? 0) <= (amounts('written')[index] ?? Infinity) + 1e-9, name));
      for (const { value } of chart.switches) assert.ok(value > (chart.values[0] ?? 0) && value <= (chart.values.at(-1) ?? 0), name);
    }
    assert.equal(await kit.ask('twin/panel/breakEven', { comparison: params(kit, 'smart-home.twin'), path: 'no.such' }), null);
  });
});

describe('panel: certainty', () => {
  const withErrors = HOME['smart-home.twin'].replace('hot     1 month', 'hot     1 GB').replace('has 40 thermostats', 'has 40 thermostat');

  it('keeps what is sound costed, and says which slots lack something', async () => {
    const kit = panelKit({ files: { ...HOME, 'smart-home.twin': withErrors } });
    const { total, troubles } = await comparison(kit, 'smart-home.twin');
    assert.equal(total.certainty, 'partial');
    assert.deepEqual(
      total.missing.map(({ slot }) => slot),
      ['L3.hot', 'L4'],
    );
    assert.match(total.why ?? '', /L3\.hot and L4/);
    assert.ok((total.perMonth ?? 0) > 0);
    assert.deepEqual(
      troubles.slice(0, 2).map(({ severity }) => severity),
      ['error', 'error'],
    );
    assert.ok(troubles.some(({ fixes }) => fixes.length > 0));
  });

  it('is none where a chosen cloud has no price, and names the meter', async () => {
    const book = bundledBook();
    const without = {
      ...book,
      entries: book.entries.filter(({ provider, service }) => !(provider === 'azure' && service === 'digital-twins')),
    };
    const text = HOME['smart-home.twin'].replace('auto except gcp', 'azure');
    const kit = panelKit({ files: { ...HOME, 'smart-home.twin': text }, book: without });
    const { total, matrix, path: chosen } = await comparison(kit, 'smart-home.twin');
    assert.deepEqual([total.perMonth, total.certainty], [null, 'none']);
    assert.match(total.why ?? '', /azure\.digital-twins\./);
    const cell = matrix.find(({ slot }) => slot === 'L4')?.cells.find(({ provider }) => provider === 'azure');
    assert.ok(cell?.kind === 'closed' && cell.why === 'price' && cell.meter?.startsWith('azure.digital-twins.') === true);
    assert.ok(chosen.every(({ provider }) => provider === null));
    const draft = await kit.ask('twin/panel/draft', { reference: reference(kit, 'smart-home.twin'), currency: null, changes: {} });
    assert.deepEqual([draft?.total.perMonth, draft?.total.certainty], [null, 'none']);
  });

  it('makes the fixes of a trouble as edits that mend it', async () => {
    const kit = panelKit({ files: { ...HOME, 'smart-home.twin': withErrors } });
    const { troubles } = await comparison(kit, 'smart-home.twin');
    const trouble = troubles.find(({ severity, fixes }) => severity === 'error' && fixes.length > 0);
    assert.ok(trouble);
    const asked = { reference: reference(kit, 'smart-home.twin'), code: trouble.code, at: trouble.at.start, index: 0 };
    const text = applied(withErrors, made(await kit.ask('twin/panel/fixEdit', asked)));
    const mended = await comparison(changedKit(HOME, 'smart-home.twin', text), 'smart-home.twin');
    assert.equal(mended.troubles.filter(({ severity }) => severity === 'error').length, 1);
    assert.ok('refused' in (await kit.ask('twin/panel/fixEdit', { ...asked, index: 99 })));
  });
});

describe('panel: what if', () => {
  it('lists every quantity within its range, with the step leading to it', async () => {
    const kit = panelKit({ files: SAMPLE_FILES });
    for (const file of NAMES) {
      const result = await kit.ask('twin/panel/whatIf', { reference: reference(kit, file), currency: null });
      assert.ok('model' in result, file);
      for (const quantity of result.model.groups.flatMap(({ quantities }) => quantities)) {
        const { path: name, file: value, min, max, step, least, most } = quantity;
        assert.ok(min <= value && value <= max && min < max && step > 0, `${file} ${name}`);
        assert.ok(least <= min && (most === null || max <= most), `${file} ${name}`);
      }
      near(result.model.file.total.perMonth, (await comparison(kit, file)).total.perMonth, file);
    }
  });

  it('tells what a scenario changes and what it does not have', async () => {
    const kit = panelKit({ files: HOME });
    const result = await kit.ask('twin/panel/whatIf', { reference: reference(kit, 'smart-home.twin'), currency: null });
    assert.ok('model' in result);
    assert.deepEqual(
      result.model.scenarios.map(({ name, values, without }) => [name, values, without]),
      [
        ['Winter', { 'thermostats.every': 30 }, []],
        ['SecondFlat', { 'thermostats.count': 120, 'motion.count': 80 }, ['storage.cool']],
      ],
    );
  });

  it('leverage lets others in, draws through the draft, and says why a quantity is idle', async () => {
    const kit = panelKit({ files: HOME });
    let turns = 0;
    const asked = { reference: reference(kit, 'smart-home.twin'), currency: null, changes: { 'motion.count': 80 }, paths: [] };
    const lines = await kit.ask('twin/panel/leverage', asked, { pause: () => (turns++, Promise.resolve()) });
    assert.ok(lines !== null && turns >= lines.length);
    assert.deepEqual(lines.find(({ path: name }) => name === 'visualization.viewers')?.idle, { on: { slot: 'L5', provider: 'gcp' } });
    for (const { path: name, values, amounts, idle } of lines) {
      assert.equal(values.length, amounts.length);
      const at = values.length >> 1;
      const { paths: _, ...rest } = asked;
      const draft = await kit.ask('twin/panel/draft', { ...rest, changes: { ...asked.changes, [name]: values[at] ?? 0 } });
      near(amounts[at], draft?.total.perMonth, name);
      if (idle !== null) assert.ok(Math.abs((amounts[0] ?? 0) - (amounts.at(-1) ?? 0)) < 1e-6, name);
    }
  });

  it('stops where the client has cancelled', async () => {
    const kit = panelKit({ files: HOME });
    const cancelled = new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    let pauses = 0;
    const turns = { pause: () => (++pauses > 3 ? Promise.reject(cancelled) : Promise.resolve()) };
    const asked = { reference: reference(kit, 'smart-home.twin'), currency: null, changes: {}, paths: [] };
    await assert.rejects(kit.ask('twin/panel/leverage', asked, turns), cancelled);
    assert.equal(pauses, 4);
  });
});

describe('panel: dashboard and page', function () {
  this.timeout(60_000);

  it('has a card for each twin, and sums that agree with them', async () => {
    const kit = panelKit({ files: { ...SAMPLE_FILES, 'bad.twin': 'twin Bad {\n  devices m {\n' } });
    const model = await kit.ask('twin/panel/dashboard', { currency: 'USD' });
    assert.equal(model.cards.length, NAMES.length + 1);
    near(sum(model.cards.map(({ total }) => total.perMonth)), model.sum.alone, 'alone');
    assert.ok(model.sum.together !== model.sum.alone);
    for (const { reference: at, total, placement, head } of model.cards) {
      const shown = await kit.ask('twin/panel/comparison', { ...params(kit, ''), reference: at, currency: 'USD' });
      assert.ok('model' in shown);
      near(total.perMonth, shown.model.total.perMonth, at.uri);
      assert.equal(total.certainty, shown.model.total.certainty);
      near(sum(placement.map(({ amount }) => amount)), sum(shown.model.path.map(({ amount }) => amount)), at.uri);
      assert.equal(head.state, 'none');
    }
    const euros = await kit.ask('twin/panel/dashboard', { currency: 'EUR' });
    near(euros.sum.alone / model.sum.alone, (euros.cards[1]?.total.perMonth ?? 0) / (model.cards[1]?.total.perMonth ?? 1), 'rate');
  });

  it('follows a changed text and a changed import', async () => {
    const kit = panelKit({ files: HOME });
    const first = await kit.ask('twin/panel/dashboard', { currency: null });
    kit.session.files.didChange(kit.uri('devices.twin'), 2, [{ text: HOME['devices.twin'].replace('2 min', '1 min') }]);
    kit.session.stale(kit.uri('devices.twin'));
    const second = await kit.ask('twin/panel/dashboard', { currency: null });
    assert.ok((second.cards[0]?.total.perMonth ?? 0) > (first.cards[0]?.total.perMonth ?? 0));
  });

  it('of an empty workspace is empty', async () => {
    const model = await panelKit({ files: {} }).ask('twin/panel/dashboard', { currency: null });
    assert.deepEqual([model.cards, model.sum], [[], { alone: 0, together: 0, without: [] }]);
  });

  it('has no card for a twin without a name, and goes on with the others', async () => {
    const kit = panelKit({ files: { 'new.twin': 'twin {\n  devices m {\n', 'two.twin': 'twin "Title" {\n}\n\ntwin Other {\n}\n' } });
    const model = await kit.ask('twin/panel/dashboard', { currency: null });
    assert.deepEqual(
      model.cards.map(({ reference: at }) => at.twin),
      ['Other'],
    );
  });

  it('tells a twin’s specification, and causes that add up', async () => {
    const kit = panelKit({ files: SAMPLE_FILES });
    for (const file of NAMES) {
      const result = await kit.ask('twin/panel/twinPage', { reference: reference(kit, file), currency: null });
      assert.ok('model' in result, file);
      const { causes, otherCauses, total, slots, transfers, specification } = result.model;
      near(sum([...causes, ...(otherCauses === null ? [] : [otherCauses])].map(({ amount }) => amount)), total.perMonth, file);
      near(sum(slots.map(({ amount }) => amount)) + transfers.amount, total.perMonth, file);
      assert.ok(specification.length >= 4 && specification.every(({ text }) => text !== ''), file);
    }
    const asked = { reference: reference(kit, 'smart-home.twin'), currency: null };
    const german = await kit.ask('twin/panel/twinPage', { ...asked, language: 'de' });
    assert.ok('model' in german && /in \d Gruppen/.test(german.model.specification.map(({ text }) => text).join('; ')));
    assert.equal(await kit.ask('twin/panel/history', { reference: reference(kit, 'smart-home.twin'), currency: null, limit: 5 }), null);
  });

  it('reports on several twins in one page that stands alone, in either language', async () => {
    const kit = panelKit({ files: SAMPLE_FILES });
    const references = ['smart-home.twin', 'city.twin'].map((file) => reference(kit, file));
    for (const language of ['en', 'de'] as const) {
      const { title, html } = await kit.ask('twin/panel/report', { references, currency: null, language });
      assert.match(title, language === 'en' ? /^Cost report: 2 twins$/ : /^Kostenbericht: 2 Zwillinge$/);
      assert.doesNotMatch(html, /<script|<link|<img|src=|@import|url\((?!#)/);
      assert.ok(html.includes('id="twin-2"') && html.includes(`<html lang="${language}">`));
    }
  });
});

describe('panel: parameters of any kind', function () {
  this.timeout(60_000);

  it('are answered by the protocol or refused in a sentence', async () => {
    const kit = panelKit({ files: HOME });
    const methods = Object.keys(PANEL_REQUESTS) as PanelMethod[];
    const home = fc.oneof(
      { weight: 4, arbitrary: fc.constant(reference(kit, 'smart-home.twin')) },
      fc.record({ uri: fc.string(), twin: fc.option(fc.string()), scenario: fc.option(fc.string()) }),
    );
    const quantity = fc.constantFrom('thermostats.count', 'storage.hot', 'visualization.refresh.for', '__proto__', 'toString', '');
    const changes = fc.dictionary(quantity, fc.oneof(fc.double(), fc.integer()));
    const placement = fc.dictionary(fc.constantFrom(...SLOTS, 'L9'), fc.constantFrom(...PROVIDERS, 'ibm'));
    const comparisonParams = fc.record({
      reference: home,
      start: fc.oneof(fc.constantFrom('written', 'best', 'worst'), fc.record({ rank: fc.integer({ min: -1, max: 30 }) })),
      overrides: placement,
      currency: fc.option(fc.constantFrom('EUR', 'XXX', '')),
      model: fc.constantFrom('billing', 'paper', 'guess'),
    });
    const anything = fc.oneof(
      comparisonParams,
      fc.record({ comparison: comparisonParams, slot: fc.constantFrom(...SLOTS), provider: fc.constantFrom(...PROVIDERS) }),
      fc.record({ comparison: comparisonParams, path: quantity }),
      fc.record({ reference: home, set: placement, free: fc.array(fc.constantFrom(...SLOTS)) }),
      fc.record({ reference: home, currency: fc.option(fc.string()), changes }),
      fc.record({ reference: home, currency: fc.constant(null), changes, paths: fc.array(quantity) }),
      fc.record({ reference: home, changes }),
      fc.record({ reference: home, name: fc.string(), changes }),
      fc.record({ reference: home, currency: fc.constant(null) }),
      fc.record({ references: fc.array(home), currency: fc.constant(null) }),
      fc.anything(),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...methods), anything, async (method, asked) => {
        try {
          // `ask` checks the answer by its schema.
          await kit.ask(method, asked);
        } catch (error) {
          assert.ok(error instanceof ResponseError, error instanceof Error ? (error.stack ?? '') : String(error));
          assert.ok(error.message.length > 10);
        }
      }),
      { numRuns: 400 },
    );
  });
});
