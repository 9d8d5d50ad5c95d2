/** The cost comparison, used as a person would: by mouse and by keyboard alone, over the real engine. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ComparisonParams, ToHost } from '@twin2multicloud/protocol';
import { THEMES } from '../../scripts/views/cases.ts';
import { bookWithout, engineOver, houseFiles } from '../../scripts/views/engine.ts';
import { assertNone, axeFindings, fitsWidth, views, type OpenView } from './kit.ts';

const view = 'comparison' as const;
const L4_ON_AZURE = 'td[data-row="5"][data-column="1"]';
const overridesOf = (open: OpenView): unknown[] =>
  open.asked.filter(({ method }) => method === 'twin/panel/comparison').map(({ params }) => (params as ComparisonParams).overrides);
const lastOf = async (open: OpenView, kind: ToHost['kind']): Promise<ToHost | undefined> =>
  (await open.received()).findLast((told) => told.kind === kind);
/** The figure that is shown, as written. */
const total = async (open: OpenView): Promise<string> => (await open.text('.big')).replace(/\s+€ per month.*/s, '').trim();

describe('cost comparison', function () {
  this.timeout(60_000);

  it('shows the engine’s figures: the total, each cell with its change, and the reasons', async () => {
    const open = await views.open({ view });
    const reference = open.reference;
    const answer = (await open.engine.ask('twin/panel/comparison', {
      reference,
      start: 'best',
      overrides: {},
      currency: null,
      model: 'billing',
    })) as {
      model: { total: { perMonth: number }; matrix: { slot: string; cells: { kind: string; amount: number; reason?: string }[] }[] };
    };
    assert.equal(await total(open), answer.model.total.perMonth.toFixed(2));
    const rows = await open.page.locator('.matrix tbody tr').allInnerTexts();
    for (const [index, row] of answer.model.matrix.entries()) {
      assert.ok(rows[index]?.startsWith(row.slot));
      for (const cell of row.cells) {
        if (cell.kind === 'priced' && cell.amount >= 0.005)
          assert.ok(rows[index]?.includes(cell.amount.toFixed(2)), `${row.slot} ${cell.amount}`);
      }
    }
    assert.match(rows[5] ?? '', /Not allowed[\s\S]*auto except gcp[\s\S]*line \d+/);
    await open.close();
  });

  it('a click moves a slot: the cost is said before, the warning after; Reset takes it back', async () => {
    const open = await views.open({ view });
    const before = await total(open);
    await open.page.hover(L4_ON_AZURE);
    assert.match(await open.text('.matrix-hint'), /Move L4 to Azure: \+\d+\.\d\d more per month/);
    assert.match((await open.page.getAttribute(L4_ON_AZURE, 'aria-description')) ?? '', /Move L4 to Azure: \+/);
    await open.page.click(L4_ON_AZURE);
    await open.settle();
    assert.match(await open.text('.banner.moved'), /L4 moved to Azure:[\s\S]*more per month than the best\.[\s\S]*Not in the file yet/);
    assert.match(await open.text('.trace'), /L4 on Azure[\s\S]*Azure Digital Twins/);
    assert.notEqual(await total(open), before);
    assertNone(await axeFindings(open.page), 'with an override');
    await open.page.getByRole('button', { name: 'Reset' }).click();
    await open.settle();
    assert.equal(await total(open), before);
    assert.equal(await open.page.locator('.banner.moved').count(), 0);
    assertNone(await open.faults(), 'faults');
    await open.close();
  });

  it('works by the keyboard alone: to the grid, through it, move, undo, apply', async () => {
    const open = await views.open({ view });
    const { page } = open;
    const focused = (): Promise<string> =>
      page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? document.activeElement?.tagName ?? '');
    for (let step = 0; step < 40 && !/^\d$/.test(await focused()); step++) await page.keyboard.press('Tab');
    assert.equal(await focused(), '0', 'Tab reaches the grid');
    for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-description')?.startsWith('Move L4 to Azure')), true);
    const before = await total(open);
    await page.keyboard.press('Enter');
    await open.settle();
    assert.deepEqual(overridesOf(open).at(-1), { L4: 'azure' });
    assert.equal(await focused(), '5', 'the focus stays');
    await page.keyboard.press('Escape');
    await open.settle();
    assert.deepEqual(overridesOf(open).at(-1), {});
    assert.equal(await total(open), before);
    await page.keyboard.press('Enter');
    await open.settle();
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Shift+Tab');
      if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === 'Apply to place') break;
    }
    await page.keyboard.press('Enter');
    await open.settle();
    assert.equal((await lastOf(open, 'apply'))?.kind, 'apply');
    await open.close();
  });

  it('Apply asks for exactly the edit of the model, makes it, and then shows the file as written', async () => {
    const open = await views.open({ view });
    await open.page.click(L4_ON_AZURE);
    await open.settle();
    await open.page.getByRole('button', { name: 'Apply to place' }).click();
    await open.settle();
    const asked = open.asked.find(({ method }) => method === 'twin/panel/placeEdit');
    assert.deepEqual((asked?.params as { set: unknown }).set, { L4: 'azure' });
    const applied = await lastOf(open, 'apply');
    assert.ok(applied?.kind === 'apply' && applied.edit.edits.some((edit) => edit.newText.includes('azure')), JSON.stringify(applied));
    const last = open.asked.filter(({ method }) => method === 'twin/panel/comparison').at(-1)?.params as ComparisonParams;
    assert.equal(last.start, 'written');
    assert.deepEqual(last.overrides, {});
    await open.close();
  });

  it('one question at a time, and the latest wins', async () => {
    const open = await views.open({ view, slow: 150 });
    for (const [row, column] of [[0, 0], [1, 0], [2, 0], [3, 0], [5, 1], [6, 0]] as const) await open.page.click(`td[data-row="${row}"][data-column="${column}"]`); // prettier-ignore
    await open.page.waitForTimeout(1_500);
    await open.settle();
    assert.equal(open.atOnce(), 1);
    const last = overridesOf(open).at(-1) as Record<string, string>;
    assert.equal(Object.keys(last).length >= 2 && last.L5, 'aws');
    assert.match(await open.text('.banner.moved'), /L5 moved to AWS/);
    assert.ok(overridesOf(open).length < 7, 'what nobody waits for any more is not asked');
    await open.close();
  });

  it('start, currency and model are asked anew; what was chosen survives a reload', async () => {
    const open = await views.open({ view });
    await open.page.getByRole('radio', { name: '$ USD' }).click();
    await open.settle();
    assert.match(await open.text('.big'), /\$ per month/);
    await open.page.locator('toolkit-dropdown').first().focus();
    await open.page.keyboard.press('Home');
    await open.settle();
    assert.equal(
      (open.asked.filter(({ method }) => method === 'twin/panel/comparison').at(-1)?.params as ComparisonParams).start,
      'written',
    );
    const kept = await lastOf(open, 'keep');
    assert.ok(kept?.kind === 'keep');
    await open.close();
    const again = await views.open({ view, state: kept.state });
    const params = again.asked[0]?.params as ComparisonParams;
    assert.equal(params.start, 'written');
    assert.equal(params.currency, 'USD');
    assert.equal(
      await again.page.evaluate(() => Reflect.get(document.querySelector('toolkit-dropdown') ?? {}, 'value') as unknown),
      'written',
    );
    await again.close();
    const damaged = await views.open({ view, state: { start: { rank: -5 }, overrides: 'x', currency: 7 } });
    assert.match(await damaged.text('.big'), /€ per month/);
    await damaged.close();
  });

  it('follows the active twin, and changes of its file; pinned it stays', async () => {
    const open = await views.open({ view });
    const first = open.asked.length;
    await open.tell({ kind: 'changed', uri: 'file:///work/other.twin' });
    await open.settle();
    assert.equal(open.asked.length, first, 'another file is none of its business');
    await open.tell({ kind: 'changed', uri: open.reference?.uri ?? null });
    await open.settle();
    assert.ok(open.asked.length > first);
    await open.page.getByRole('button', { name: /^Pin$/ }).click();
    assert.ok((await open.received()).some((told) => told.kind === 'pin' && told.pinned));
    await open.tell({ kind: 'follow', reference: { uri: 'file:///work/devices.twin', twin: null, scenario: null } });
    await open.settle();
    assert.match(await open.text('h1'), /Smart Home/);
    await open.page.getByRole('button', { name: /^Pinned$/ }).click();
    await open.tell({ kind: 'follow', reference: { uri: 'file:///work/devices.twin', twin: null, scenario: null } });
    await open.settle();
    assert.match(await open.text('h1'), /not here any more/);
    await open.close();
  });

  it('errors of the file: at least, each line with its link and fixes, the rest stays costed', async () => {
    const open = await views.open({
      view,
      engine: engineOver(
        houseFiles((text) => text.replace('hot     1 month', 'hot     1 GB').replace('has 40 thermostats', 'has 40 thermostat')),
      ),
    });
    assert.match(await total(open), /^≥ \d/);
    const notice = await open.text('.notice.error');
    assert.match(notice, /2 errors keep parts without a figure\. The rest of the file is costed/);
    assert.match(notice, /Ln 39[\s\S]*hot takes a duration/);
    assertNone(await axeFindings(open.page), 'errors');
    await open.page.locator('.notice.error').getByText('Ln 39').click();
    assert.equal((await lastOf(open, 'open'))?.kind, 'open');
    await open.page.locator('.notice.error').getByText('1 months').last().click();
    await open.settle();
    assert.equal((await lastOf(open, 'apply'))?.kind, 'apply');
    assert.match(await open.text('.matrix .total'), /At least/);
    await open.close();
  });

  it('a missing price: no total, never 0, and what to do', async () => {
    const engine = engineOver(
      houseFiles((text) => text.replace('L4     auto except gcp', 'L4     azure          ')),
      bookWithout('azure.digital-twins.query-units'),
    );
    const open = await views.open({ view, engine, state: { start: 'written' } });
    assert.equal(await total(open), 'No total');
    assert.match(await open.text('.notice.error'), /query-units|price/i);
    assert.match(await open.text(L4_ON_AZURE), /No price/);
    assertNone(await axeFindings(open.page), 'a missing price');
    await open.close();
  });

  it('no twin, and a file without one: what it is for and the ways on', async () => {
    const none = await views.open({ view, file: null });
    assert.match(await none.text(), /No twin is open/);
    await none.page.getByRole('button', { name: 'Open the smart home sample' }).click();
    assert.ok((await none.received()).some((told) => told.kind === 'command' && told.command === 'openSample'));
    assertNone(await axeFindings(none.page), 'no twin');
    await none.close();
    const absent = await views.open({ view, file: 'devices.twin' });
    assert.match(await absent.text(), /This twin is not here any more/);
    assertNone(await axeFindings(absent.page), 'absent');
    await absent.close();
  });

  it('narrow: the list opens a slot to its clouds, and moves it', async () => {
    const open = await views.open({ view, width: 320 });
    await open.page.locator('.slot-button').nth(5).click();
    assert.equal(await open.page.locator('.slot-button').nth(5).getAttribute('aria-expanded'), 'true');
    await open.page.locator('.cloud-button').nth(1).click();
    await open.settle();
    assert.deepEqual(overridesOf(open).at(-1), { L4: 'azure' });
    assert.ok(await fitsWidth(open.page));
    assertNone(await axeFindings(open.page), 'narrow with an override');
    await open.close();
  });

  it('old prices are said', async () => {
    const old = engineOver(houseFiles());
    const open = await views.open({
      view,
      engine: {
        ...old,
        ask: async (method, params) => {
          const answer = (await old.ask(method, params)) as { model?: { header: { book: { ageInDays: number } } } };
          if (answer?.model !== undefined && method === 'twin/panel/comparison') answer.model.header.book.ageInDays = 41;
          return answer;
        },
      },
    });
    assert.match(await open.text(), /older than 30 days/);
    await open.page.getByRole('button', { name: 'Update prices' }).click();
    assert.ok((await open.received()).some((told) => told.kind === 'command' && told.command === 'updatePrices'));
    await open.close();
  });

  for (const theme of THEMES) {
    it(`axe finds nothing in its states in ${theme}: an override with its lines, errors, a missing price, no twin, gone`, async () => {
      const moved = await views.open({ view, theme });
      await moved.page.click(L4_ON_AZURE);
      await moved.settle();
      assertNone(await axeFindings(moved.page), 'an override');
      await moved.close();
      const broken = engineOver(
        houseFiles((text) => text.replace('hot     1 month', 'hot     1 GB').replace('has 40 thermostats', 'has 40 thermostat')),
      );
      const priceless = engineOver(
        houseFiles((text) => text.replace('L4     auto except gcp', 'L4     azure          ')),
        bookWithout('azure.digital-twins.query-units'),
      );
      for (const [name, options, said] of [
        ['errors', { engine: broken }, /2 errors/],
        ['a missing price', { engine: priceless, state: { start: 'written' } }, /A price is missing/],
        ['no twin', { file: null }, /No twin is open/],
        ['gone', { file: 'devices.twin' }, /not here any more/],
      ] as const) {
        const open = await views.open({ view, theme, ...options });
        assert.match(await open.text(), said);
        assertNone(await axeFindings(open.page), name);
        assertNone(await open.faults(), name);
        await open.close();
      }
    });
  }
});
