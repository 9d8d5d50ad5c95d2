/** What if, used as a person would: by mouse and by keyboard alone, over the real engine. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Draft, ToHost } from '@twin2multicloud/protocol';
import { bookWithout, engineOver, houseFiles } from '../../scripts/views/engine.ts';
import { THEMES } from '../../scripts/views/cases.ts';
import { assertNone, axeFindings, fitsWidth, tabTo, views, type OpenView } from './kit.ts';

const view = 'what-if' as const;
const slider = (path: string): string => `.quantity[data-path="${path}"] .slider`;
const field = (path: string): string => `.quantity[data-path="${path}"] .number-field input`;
const total = async (open: OpenView): Promise<string> => (await open.text('[data-total]')).trim();
const lastApply = async (open: OpenView): Promise<Extract<ToHost, { kind: 'apply' }> | undefined> =>
  (await open.received()).findLast((told) => told.kind === 'apply');
const asked = (open: OpenView, method: string): unknown[] => open.asked.filter((one) => one.method === method).map(({ params }) => params);

describe('what if', function () {
  this.timeout(60_000);

  it('a slider moves the total to what the engine says, against the file, the budget and slot by slot', async () => {
    const open = await views.open({ view });
    const before = await total(open);
    await open.page.locator(slider('thermostats.count')).fill('2000');
    await open.settle();
    const draft = (await open.engine.ask('twin/panel/draft', {
      reference: open.reference,
      currency: null,
      changes: { 'thermostats.count': 2_000 },
    })) as Draft;
    assert.equal(await total(open), draft.total.perMonth?.toFixed(2));
    assert.notEqual(await total(open), before);
    const card = await open.text('.draft');
    assert.match(card, /\+\d+\.\d\d more per month against the file, \d+\.\d\d/);
    assert.match(card, /over the budget|of the budget/);
    for (const { slot, amount, used } of draft.slots)
      if (used && amount !== null && amount >= 0.01) assert.ok(card.includes(slot) && card.includes(amount.toFixed(2)), slot);
    const row = await open.text('.quantity[data-path="thermostats.count"]');
    assert.match(row, /file 1.500/);
    await open.page.getByRole('button', { name: /^file 1.500$/ }).click();
    await open.settle();
    assert.equal(await total(open), before, 'one change is taken back');
    await open.close();
  });

  it('the keyboard alone: slide, type, apply, reset, save as a scenario', async () => {
    const open = await views.open({ view });
    const { page } = open;
    const before = await total(open);
    await tabTo(page, (element) => element?.getAttribute('aria-label') === 'thermostats.count' && element.tagName === 'INPUT');
    for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowRight');
    await open.settle();
    assert.notEqual(await total(open), before);
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.tagName !== 'TOOLKIT-TEXT-FIELD')) await page.keyboard.press('Tab');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('1800');
    await page.keyboard.press('Enter');
    await open.settle();
    assert.deepEqual((asked(open, 'twin/panel/draft').at(-1) as { changes: unknown }).changes, { 'thermostats.count': 1_800 });
    await tabTo(page, (element) => element?.textContent?.trim() === 'Apply 1 change to the file');
    await page.keyboard.press('Enter');
    await open.settle();
    const applied = await lastApply(open);
    assert.deepEqual(
      applied?.edit.edits.map(({ newText }) => newText),
      ['1800'],
      'one edit of one number',
    );
    await tabTo(page, (element) => element?.textContent?.trim() === 'Save as scenario …');
    await page.keyboard.press('Enter');
    await open.settle();
    await tabTo(page, (element) => element?.closest('.draft-name') !== null && element?.tagName === 'TOOLKIT-TEXT-FIELD');
    await page.keyboard.type('Big House');
    assert.match(await open.text('.draft-name'), /A name begins with a letter/);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('BigHouse');
    await page.keyboard.press('Enter');
    await open.settle();
    assert.match((await lastApply(open))?.edit.edits.map(({ newText }) => newText).join('') ?? '', /scenario BigHouse/);
    await tabTo(page, (element) => element?.textContent?.trim() === 'Reset');
    await page.keyboard.press('Enter');
    await open.settle();
    assert.equal(await total(open), before);
    assertNone(await open.faults(), 'faults');
    await open.close();
  });

  it('scenarios stand side by side with the draft; starting from one takes its quantities and says what it leaves', async () => {
    const open = await views.open({ view });
    const head = await open.text('.scenarios thead');
    for (const name of ['File', 'Winter', 'SecondFlat', 'Draft']) assert.ok(head.includes(name), name);
    assert.match(await open.text('.scenarios'), /thermostats\.count[\s\S]*120 devices[\s\S]*none[\s\S]*L1\s+Data acquisition/);
    await open.page.locator('toolkit-dropdown').first().focus();
    await open.page.keyboard.press('End');
    await open.settle();
    const { changes } = asked(open, 'twin/panel/draft').at(-1) as { changes: Record<string, number> };
    assert.equal(changes['thermostats.count'], 120);
    assert.match(await open.text('.head ~ p ~ p, .what-if-place + p'), /The draft has the quantities of SecondFlat\./);
    // The words of a slot stand on its line.
    const box = await open.page.locator('.scenarios .scenario-slot').first().boundingBox();
    const row = await open.page
      .locator('.scenarios tbody tr', { has: open.page.locator('.scenario-slot') })
      .first()
      .boundingBox();
    assert.ok(box !== null && row !== null && row.height < 40, `${row?.height} px`);
    await open.close();
  });

  it('in German its units, reasons and numbers are German', async () => {
    const open = await views.open({ view, language: 'de' });
    const text = await open.text();
    for (const word of ['Geräte', 'pro Stunde', 'Nutzer', 'ohne Wirkung, solange L5 auf Google Cloud liegt'])
      assert.ok(text.includes(word), word);
    for (const word of ['devices\n', 'no effect', 'the rest chosen', '/ hour', 'per month']) assert.ok(!text.includes(word), word);
    await open.page.locator(field('thermostats.every')).fill('2,5');
    await open.page.keyboard.press('Enter');
    await open.settle();
    assert.deepEqual((asked(open, 'twin/panel/draft').at(-1) as { changes: unknown }).changes, { 'thermostats.every': 150 });
    await open.close();
  });

  it('a value that is none, or out of range, is not taken', async () => {
    const open = await views.open({ view });
    const before = await total(open);
    const draws = asked(open, 'twin/panel/draft').length;
    for (const wrong of ['many', '-5', '1e99', '']) {
      await open.page.locator(field('thermostats.count')).fill(wrong);
      await open.page.keyboard.press('Enter');
      await open.settle();
      assert.match(await open.page.locator(field('thermostats.count')).inputValue(), /^1.500$/);
    }
    assert.equal(asked(open, 'twin/panel/draft').length, draws);
    assert.equal(await total(open), before);
    await open.close();
  });

  it('one question at a time while a slider is dragged, and the last value wins', async () => {
    const open = await views.open({ view, slow: 100 });
    await open.page.evaluate(async (selector) => {
      const input = document.querySelector<HTMLInputElement>(selector);
      for (let value = 100; input !== null && value <= 2_000; value += 50) {
        input.value = String(value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    }, slider('thermostats.count'));
    await open.page.waitForTimeout(600);
    await open.settle();
    const drafts = asked(open, 'twin/panel/draft') as { changes: Record<string, number> }[];
    assert.ok(drafts.length < 30, `${drafts.length} questions`);
    assert.equal(open.atOnce(), 1);
    assert.equal(drafts.at(-1)?.changes['thermostats.count'], 2_000);
    await open.close();
  });

  it('a draft survives a reload; what is damaged begins anew', async () => {
    const open = await views.open({ view });
    await open.page.locator(slider('thermostats.count')).fill('2000');
    await open.settle();
    const kept = (await open.received()).findLast((told) => told.kind === 'keep');
    const drafted = await total(open);
    await open.close();
    assert.ok(kept?.kind === 'keep');
    const again = await views.open({ view, state: kept.state });
    assert.equal(await total(again), drafted);
    await again.close();
    const damaged = await views.open({
      view,
      state: { changes: { 'thermostats.count': 'x', nothing: 5, 'motion.count': -3 }, currency: 9 },
    });
    assert.match(await damaged.text('.draft'), /As in the file/);
    await damaged.close();
  });

  for (const theme of THEMES) {
    it(`axe finds nothing in its states in ${theme}: errors, a missing price, no twin, gone, a draft being named`, async () => {
      const broken = engineOver(
        houseFiles((text) => text.replace('hot     1 month', 'hot     1 GB').replace('has 40 thermostats', 'has 40 thermostat')),
      );
      const errors = await views.open({ view, theme, engine: broken });
      assert.match(await total(errors), /^≥/);
      assert.match(await errors.text('.notice.error'), /2 errors keep parts without a figure[\s\S]*Ln 39/);
      assertNone(await axeFindings(errors.page), 'errors');
      await errors.close();

      const priceless = engineOver(
        houseFiles((text) => text.replace('L4     auto except gcp', 'L4     azure          ')),
        bookWithout('azure.digital-twins.query-units'),
      );
      const price = await views.open({ view, theme, engine: priceless });
      assert.equal(await total(price), 'No total');
      assert.match(await price.text('.notice.error'), /A price is missing[\s\S]*never counted as 0[\s\S]*Update prices/);
      assertNone(await axeFindings(price.page), 'a missing price');
      await price.close();

      const none = await views.open({ view, theme, file: null });
      assert.match(await none.text(), /No twin is open/);
      assertNone(await axeFindings(none.page), 'no twin');
      await none.close();

      const gone = await views.open({ view, theme, file: 'devices.twin' });
      assert.match(await gone.text(), /This twin is not here any more[\s\S]*Show all twins/);
      assertNone(await axeFindings(gone.page), 'gone');
      await gone.close();

      const naming = await views.open({ view, theme, width: 320 });
      await naming.page.locator(slider('thermostats.count')).fill('2000');
      await naming.page.getByRole('button', { name: 'Save as scenario …' }).click();
      await naming.settle();
      assertNone(await axeFindings(naming.page), 'a draft being named');
      assert.ok(await fitsWidth(naming.page));
      await naming.close();
    });
  }
});
