/**
 * The panels' requests as a client meets them: the bundled server over stdio. Their figures are those of the command line's JSON and of the
 * hover; edits are made as an editor makes them; what is cancelled stops. What each request says in full is server/src/panels' own tests' matter.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'mocha';
import { CancellationTokenSource, type Hover, type MarkupContent } from 'vscode-languageserver-protocol/node';
import {
  checkResult,
  type ComparisonModel,
  type PanelEdit,
  type PanelMethod,
  type PanelParams,
  type PanelResult,
} from '@twin2multicloud/protocol';
import type { CostDocument } from '../../cli/src/formats/document.ts';
import { oneTwin } from '../../bench/generate.ts';
import { twin } from '../cli/in-process.ts';
import { applied, EVERYTHING, start, type Client } from './client.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../samples');
const DEVICES = readFileSync(path.join(SAMPLES, 'devices.twin'), 'utf8');
const HOME = readFileSync(path.join(SAMPLES, 'smart-home.twin'), 'utf8');
const BROKEN = HOME.replace('hot     1 month', 'hot     1 GB');

describe('panels over stdio', function () {
  this.timeout(60_000);
  let client: Client;
  let folder: string;
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'twin-panels-'));
    for (const [name, text] of Object.entries({
      'devices.twin': DEVICES,
      'home.twin': HOME,
      'broken.twin': BROKEN,
      'shared/one.twin': 'twin One {\n  devices m { every 1 min  payload 1 KB }\n}\n',
    })) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    client = await start({ capabilities: EVERYTHING, folders: [pathToFileURL(folder).href] });
    client.open(uriOf('home.twin'), HOME);
    await client.diagnostics(uriOf('home.twin'));
  });

  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The answer, which its schema takes. */
  async function ask<M extends PanelMethod>(method: M, params: PanelParams<M>): Promise<PanelResult<M>> {
    const result = checkResult(method, await client.request<unknown>(method, params));
    if (!result.ok) throw new Error(`${method}: ${result.message}`);
    return result.value;
  }

  const reference = (name = 'home.twin', scenario: string | null = null) => ({ uri: uriOf(name), twin: null, scenario });

  async function comparison(more: Partial<PanelParams<'twin/panel/comparison'>> = {}): Promise<ComparisonModel> {
    const result = await ask('twin/panel/comparison', {
      reference: reference(),
      start: 'written',
      overrides: {},
      currency: null,
      model: 'billing',
      ...more,
    });
    if ('absence' in result) throw new Error(result.absence.message);
    return result.model;
  }

  async function document(name: string, ...flags: string[]): Promise<CostDocument> {
    const { out } = await twin(['compare', '--json', ...flags, path.join(folder, name)]);
    return JSON.parse(out) as CostDocument;
  }

  it('agree with the JSON of twin compare to the last digit, for both models and each scenario', async () => {
    for (const model of ['billing', 'paper'] as const) {
      const { twins } = await document('home.twin', '--model', model);
      for (const wanted of twins) {
        const model_ = await comparison({ model, reference: reference('home.twin', wanted.scenario) });
        const what = `${model} ${wanted.scenario ?? 'as written'}`;
        assert.equal(model_.total.perMonth, wanted.perMonth, what);
        assert.equal(model_.header.currency, wanted.currency);
        assert.deepEqual(model_.months, wanted.months, what);
        assert.equal(model_.firstYear, wanted.firstYear, what);
        assert.deepEqual(model_.notCounted, wanted.notCounted);
        for (const { slot, used, chosen, best, cells } of model_.matrix) {
          const row = wanted.slots[slot];
          assert.equal(used, row !== undefined, `${what} ${slot}`);
          assert.equal(chosen, wanted.placement?.[slot] ?? null);
          assert.equal(best, wanted.best?.placement[slot] ?? null);
          for (const cell of cells) {
            const there = row?.[cell.provider];
            assert.equal(cell.kind === 'priced', there?.available, `${what} ${slot} ${cell.provider}`);
            if (cell.kind === 'priced' && there?.available === true)
              assert.deepEqual([cell.amount, cell.delta], [there.amount, there.delta], `${what} ${slot} ${cell.provider}`);
            else if (cell.kind === 'closed' && there?.available === false) {
              assert.deepEqual([cell.reason, cell.why], [there.reason, there.kind]);
              assert.equal(cell.at === null ? null : cell.at.start.line + 1, there.declaredAt?.line ?? null);
            }
          }
        }
        for (const { id, total, breaks } of model_.bars) {
          if (id === 'shown' || id === 'written') assert.equal(total, wanted.perMonth, `${what} ${id}`);
          else if (id === 'best') assert.ok(Math.abs((total ?? 0) - (wanted.best?.perMonth ?? 0)) < 1e-9, `${what} best`);
          else {
            assert.ok(Math.abs((total ?? -1) - (wanted.singleCloud[id] ?? -1)) < 1e-9, `${what} ${id}`);
            if (total !== null) assert.deepEqual(breaks, wanted.singleCloudBreaks[id]);
          }
        }
        assert.deepEqual(
          model_.budgets.map(({ path: slot, amount, spent }) => [slot, amount, spent]),
          wanted.budgets.map(({ path: slot, budget, spent }) => [slot, budget, spent]),
        );
      }
    }
  });

  it('trace the lines of twin explain, and the hover tells the same amounts', async () => {
    const { twins } = await document('home.twin');
    const shown = await comparison();
    const slot = 'L4';
    const provider = shown.matrix.find((row) => row.slot === slot)?.chosen ?? 'aws';
    const traced = await ask('twin/panel/trace', {
      comparison: { reference: reference(), start: 'written', overrides: {}, currency: null, model: 'billing' },
      slot,
      provider,
    });
    const cell = twins[0]?.slots[slot]?.[provider];
    assert.ok(traced && cell?.available === true);
    assert.deepEqual(
      traced.lines.map(({ meter, quantity, amount, unitPrice, formula }) => [meter, quantity, amount, unitPrice, formula]),
      cell.lines.map(({ meter, quantity, amount, unitPrice, formula }) => [meter, quantity, amount, unitPrice, formula]),
    );
    const hover = await client.request<Hover | null>('textDocument/hover', client.at(uriOf('home.twin'), 'management {', 2));
    const markdown = (hover?.contents as MarkupContent).value;
    assert.ok(markdown.includes(`**${traced.amount.toFixed(2)}**`), markdown);
  });

  it('apply a placement as one edit of this version, and Reset takes it out again', async () => {
    const uri = uriOf('home.twin');
    const before = await comparison();
    const shown = await comparison({ overrides: { L2: 'aws' } });
    const done = await ask('twin/panel/placeEdit', { reference: reference(), set: shown.apply.set, free: [...shown.apply.free] });
    assert.ok('edit' in done && done.edit.uri === uri && done.edit.version === client.version(uri));
    type_(uri, done.edit);
    assert.equal((await comparison()).total.perMonth, shown.total.perMonth);
    const back = await ask('twin/panel/placeEdit', { reference: reference(), set: {}, free: ['L2'] });
    assert.ok('edit' in back);
    type_(uri, back.edit);
    assert.equal((await comparison()).total.perMonth, before.total.perMonth);
  });

  /** As an editor does it: the whole text anew would do too, but then nothing shows that the ranges are right. */
  function type_(uri: string, { edits }: PanelEdit): void {
    const text = client.text(uri);
    const after = applied(
      text,
      edits.map(({ start: from, end, newText }) => ({ range: { start: from, end }, newText })),
    );
    client.change(uri, [{ start: 0, end: text.length, text: after }]);
  }

  it('write quantities that then cost what the draft said', async () => {
    const uri = uriOf('home.twin');
    const changes = {
      'thermostats.count': 75,
      'thermostats.every': 90,
      'visualization.refresh.for': 7_200,
      'storage.read.cool': 1_024 ** 3,
    };
    const draft = await ask('twin/panel/draft', { reference: reference(), currency: null, changes });
    const saved = await ask('twin/panel/scenarioEdit', { reference: reference(), name: 'Spring', changes });
    assert.ok('edit' in saved);
    type_(uri, saved.edit);
    assert.equal((await comparison({ reference: reference('home.twin', 'Spring') })).total.perMonth, draft?.total.perMonth);
    const written = await ask('twin/panel/quantitiesEdit', { reference: reference(), changes });
    assert.ok('edit' in written);
    type_(uri, written.edit);
    assert.equal((await comparison()).total.perMonth, draft?.total.perMonth);
    assert.match(client.text(uri), /count 75 {2}every 1\.5 min/);
    client.change(uri, [{ start: 0, end: client.text(uri).length, text: HOME }]);
  });

  it('answer for files that are not open, with what the disk has', async () => {
    const { twins } = await document('broken.twin');
    const result = await ask('twin/panel/twinPage', { reference: reference('broken.twin'), currency: null });
    assert.ok('model' in result);
    assert.equal(result.model.total.perMonth, twins[0]?.perMonth);
    assert.equal(result.model.total.certainty, twins[0]?.complete === true ? 'whole' : 'partial');
    assert.deepEqual(
      result.model.total.missing.map(({ slot, at }) => [slot, at?.file]),
      [['L3.hot', 'broken.twin']],
    );
    assert.equal(result.model.header.version, null);
    writeFileSync(path.join(folder, 'broken.twin'), HOME);
    void client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('broken.twin'), type: 2 }] });
    const mended = await ask('twin/panel/twinPage', { reference: reference('broken.twin'), currency: null });
    assert.ok('model' in mended && mended.model.total.certainty === 'whole');
    writeFileSync(path.join(folder, 'broken.twin'), BROKEN);
    void client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('broken.twin'), type: 2 }] });
  });

  it('show every twin of the workspace', async () => {
    const { cards, sum, currency } = await ask('twin/panel/dashboard', { currency: 'EUR' });
    assert.deepEqual(
      cards.map(({ at }) => at.file),
      ['broken.twin', 'home.twin', 'shared/one.twin'],
    );
    assert.equal(currency, 'EUR');
    const files = ['broken.twin', 'home.twin', 'shared/one.twin'].map((name) => path.join(folder, name));
    const { out } = await twin(['cost', '--json', '--currency', 'EUR', ...files]);
    const { sum: wanted } = JSON.parse(out) as CostDocument;
    assert.ok(Math.abs(sum.alone - (wanted?.alone ?? 0)) < 1e-9 && Math.abs(sum.together - (wanted?.pooled ?? 0)) < 1e-9);
  });

  it('report what twin cost --format html reports', async () => {
    const { html } = await ask('twin/panel/report', { references: [reference()], currency: null });
    const { out } = await twin(['cost', '--format', 'html', path.join(folder, 'home.twin')]);
    // The day on which it was made, and the file as it was named.
    const same = (text: string): string => text.replace(/Made on \S+/, '').replaceAll(/[^ <>]*home\.twin/g, 'home.twin');
    assert.equal(same(html), same(out));
  });

  it('refuse parameters that are none, in a sentence', async () => {
    await assert.rejects(client.request('twin/panel/comparison', { reference: 7 }), /twin\/panel\/comparison: .+/);
    await assert.rejects(client.request('twin/panel/draft', null), /twin\/panel\/draft: .+/);
    assert.deepEqual(
      client.log.filter((line) => line.includes(' at ')),
      [],
    );
  });

  it('answer a draft while lines are computed, and stop those when they are cancelled', async () => {
    const uri = 'untitled:many.twin';
    client.open(uri, oneTwin(300));
    const many = { uri, twin: null, scenario: null };
    await ask('twin/panel/draft', { reference: many, currency: null, changes: {} });
    const source = new CancellationTokenSource();
    let ended = false;
    const lines = client.connection
      .sendRequest('twin/panel/leverage', { reference: many, currency: null, changes: {}, paths: [] }, source.token)
      .finally(() => (ended = true));
    const draft = await ask('twin/panel/draft', { reference: many, currency: null, changes: { 'sensors0.count': 90 } });
    assert.ok((draft?.total.perMonth ?? 0) > 0);
    assert.equal(ended, false);
    source.cancel();
    await assert.rejects(lines, /cancelled/);
    client.close(uri);
  });
});
