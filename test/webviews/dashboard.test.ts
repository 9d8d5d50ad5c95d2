/** The view of all twins, used as a person would: by mouse and by keyboard alone, over the real engine. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DashboardModel, ToHost } from '@twin2multicloud/protocol';
import { THEMES } from '../../scripts/views/cases.ts';
import { bookWithout, engineOver, houseFiles } from '../../scripts/views/engine.ts';
import { allSamples } from '../../scripts/views/record.ts';
import { assertNone, axeFindings, fitsWidth, tabTo, views, type OpenView } from './kit.ts';

const view = 'dashboard' as const;
const engine = engineOver({
  ...allSamples(),
  'broken.twin': 'twin Broken "Broken house" {\n  devices d { count 5  every 1 GB  payload 1 KB }\n}\n',
});
const titles = (open: OpenView): Promise<string[]> => open.page.locator('.twin-card-open').allInnerTexts();
const model = async (): Promise<DashboardModel> => (await engine.ask('twin/panel/dashboard', { currency: null })) as DashboardModel;
/** Chooses an entry of a dropdown by the keyboard: its first letters. */
async function choose(open: OpenView, label: string, entry: string): Promise<void> {
  await open.page.locator(`toolkit-dropdown[aria-label="${label}"]`).focus();
  await open.page.keyboard.press('Enter');
  const options = await open.page.locator(`toolkit-dropdown[aria-label="${label}"] toolkit-option`).allInnerTexts();
  await open.page.keyboard.press('Home');
  for (let step = 0; step < options.findIndex((text) => text.trim() === entry); step++) await open.page.keyboard.press('ArrowDown');
  await open.page.keyboard.press('Enter');
  await open.settle();
}

/** A report of many twins takes its time. */
async function reported(open: OpenView): Promise<Extract<ToHost, { readonly kind: 'save' }>> {
  for (let tries = 0; tries < 100; tries++) {
    const saved = (await open.received()).findLast((told) => told.kind === 'save');
    if (saved !== undefined) return saved;
    await open.page.waitForTimeout(100);
  }
  throw new Error(`there is no report: ${await open.text()}`);
}

describe('all twins', function () {
  this.timeout(60_000);

  it('has a card for each twin with its total, clouds, budget and problems, and sums them', async () => {
    const open = await views.open({ view, engine });
    const { cards, sum } = await model();
    assert.deepEqual([...(await titles(open))].sort(), cards.map(({ title }) => title).sort());
    for (const card of cards) {
      const text = await open.page.locator('.twin-card', { hasText: card.title }).first().innerText();
      if (card.total.perMonth !== null && card.total.perMonth < 1_000) assert.ok(text.includes(card.total.perMonth.toFixed(2)), card.title);
      if (card.budget !== null) assert.match(text, /of budget|over budget|budget/, card.title);
      if (card.problems.errors > 0) assert.match(text, /error/, card.title);
    }
    assert.match(await open.text('.cards-sum'), /twins alone/);
    assert.ok(sum.alone > 0);
    // Nothing of what comes later is claimed.
    assert.doesNotMatch(await open.text(), /deploy|health|alert|online/i);
    await open.close();
  });

  it('searches by name, file and tag, filters by cloud, budget and tag, sorts; a search that finds nothing says so', async () => {
    const open = await views.open({ view, engine });
    const { cards } = await model();
    const search = open.page.locator('.search input');
    await search.fill('wind');
    await open.settle();
    assert.deepEqual(await titles(open), ['Wind farm Nordsee 3']);
    await search.fill('nothing like it');
    await open.settle();
    assert.match(await open.text(), /No twin matches\./);
    await open.page.getByRole('button', { name: 'Show all' }).click();
    await open.settle();
    assert.equal((await titles(open)).length, cards.length);
    for (const [entry, provider] of [
      ['AWS', 'aws'],
      ['Azure', 'azure'],
      ['Google Cloud', 'gcp'],
    ] as const) {
      await choose(open, 'Cloud', entry);
      const there = cards.filter((card) => card.placement.some((figure) => figure.provider === provider)).map(({ title }) => title);
      assert.deepEqual([...(await titles(open))].sort(), there.sort(), entry);
    }
    await choose(open, 'Cloud', 'All clouds');
    await choose(open, 'Budget', 'Over budget');
    const over = cards.filter(({ budget, total }) => budget !== null && (total.perMonth ?? 0) > budget.amount).map(({ title }) => title);
    assert.ok(over.length > 0);
    assert.deepEqual([...(await titles(open))].sort(), over.sort());
    await choose(open, 'Budget', 'No budget');
    assert.deepEqual(
      [...(await titles(open))].sort(),
      cards.filter(({ budget }) => budget === null).map(({ title }) => title).sort(), // prettier-ignore
    );
    await choose(open, 'Budget', 'All budgets');
    const tagged = cards.find(({ tags }) => Object.keys(tags).length > 0);
    assert.ok(tagged !== undefined);
    const [[key, value] = ['', '']] = Object.entries(tagged.tags);
    await choose(open, 'Tag', `${key} ${value}`);
    assert.ok((await titles(open)).includes(tagged.title));
    assert.deepEqual((await titles(open)).length, cards.filter(({ tags }) => tags[key] === value).length);
    await choose(open, 'Tag', 'All tags');
    await choose(open, 'Sort', 'Cost, high first');
    const totals = (await titles(open)).map((title) => cards.find((card) => card.title === title)?.total.perMonth ?? -1);
    assert.deepEqual(
      totals,
      [...totals].sort((a, b) => b - a),
    );
    const kept = (await open.received()).findLast((told) => told.kind === 'keep');
    assert.ok(kept?.kind === 'keep');
    await open.close();
    const again = await views.open({ view, engine, state: kept.state });
    assert.deepEqual(
      (await titles(again)).map((title) => cards.find((card) => card.title === title)?.total.perMonth ?? -1),
      totals,
      'the order survives a reload',
    );
    await again.close();
  });

  it('the keyboard alone: search, open a twin, go through its parts, follow a problem into the source, choose, check, export', async () => {
    const open = await views.open({ view, engine });
    const { page } = open;
    await tabTo(page, (element) => element?.closest('.search') !== null && element?.tagName === 'TOOLKIT-TEXT-FIELD');
    await page.keyboard.type('ho');
    await open.settle();
    await tabTo(page, (element) => element?.textContent === 'Broken house');
    await page.keyboard.press('Enter');
    await open.settle();
    assert.match(await open.text('.twin-page h1'), /Broken house/);
    await tabTo(page, (element) => element?.tagName === 'TOOLKIT-PANEL-TAB');
    await page.keyboard.press('ArrowRight');
    await open.settle();
    assert.match(await open.text('.twin-page'), /Caused by/);
    await page.keyboard.press('ArrowRight');
    await open.settle();
    assert.match(await open.text('.problem-list'), /twin-\d+ · broken\.twin:2/);
    await tabTo(page, (element) => /^twin-\d+ · broken\.twin:2$/.test(element?.textContent ?? ''));
    await page.keyboard.press('Enter');
    const opened = (await open.received()).findLast((told) => told.kind === 'open');
    assert.ok(opened?.kind === 'open' && opened.at.start.line === 1);
    await tabTo(page, (element) => /^Choose all \d shown$/.test(element?.textContent?.trim() ?? ''));
    await page.keyboard.press('Enter');
    await open.settle();
    await tabTo(page, (element) => element?.textContent?.trim() === 'Check');
    await page.keyboard.press('Enter');
    await open.settle();
    assert.match(await open.text('.notice'), /checked: \d+ errors?, \d+ warnings?\.[\s\S]*Broken house:[\s\S]*broken\.twin:2/);
    await tabTo(page, (element) => element?.textContent?.trim() === 'Export report');
    await page.keyboard.press('Enter');
    await open.settle();
    const saved = await reported(open);
    assert.ok(saved.name.endsWith('.html') && saved.data.includes('id="twin-2"'), saved.name);
    assertNone(await open.faults(), 'faults');
    await open.close();
  });

  it('a twin’s page has specification, budget, slots, causes and the ways to the other panels', async () => {
    const open = await views.open({ view, engine });
    await open.page.getByRole('button', { name: 'Smart Home', exact: true }).first().click();
    await open.settle();
    const text = await open.text('.twin-page');
    assert.match(text, /Cost by slot[\s\S]*L1\s+Data acquisition[\s\S]*Transfers[\s\S]*Total/);
    assert.match(text, /Specification[\s\S]*Region[\s\S]*Devices[\s\S]*Messages[\s\S]*Retention/);
    assert.match(text, /budget/);
    for (const [label, other] of [
      ['Compare clouds', 'comparison'],
      ['What if', 'what-if'],
    ] as const) {
      // prettier-ignore
      await open.page.locator('.twin-page').getByRole('button', { name: label }).click();
      const shown = (await open.received()).findLast((told) => told.kind === 'show');
      assert.ok(shown?.kind === 'show' && shown.view === other && shown.reference?.twin === 'SmartHome', label);
    }
    await open.close();
    const german = await views.open({ view, engine, language: 'de' });
    await german.page.getByRole('button', { name: 'Smart Home', exact: true }).first().click();
    await german.settle();
    assert.match(await german.text('.twin-page'), /in \d Gruppen[\s\S]*im Monat/);
    await german.close();
  });

  it('figures that change elsewhere move the cards', async () => {
    const open = await views.open({ view, engine });
    const asked = open.asked.length;
    await open.tell({ kind: 'changed', uri: 'file:///work/city.twin' });
    await open.page.waitForTimeout(400);
    await open.settle();
    assert.ok(open.asked.slice(asked).some(({ method }) => method === 'twin/panel/dashboard'));
    await open.close();
  });

  for (const theme of THEMES) {
    it(`axe finds nothing in its states in ${theme}: an empty workspace, errors, a missing price, several chosen`, async () => {
      const empty = await views.open({ view, theme, engine: engineOver({}) });
      assert.match(await empty.text(), /No twins in this folder[\s\S]*Open the smart home sample[\s\S]*New twin from a template/);
      assertNone(await axeFindings(empty.page), 'empty');
      assert.ok(await fitsWidth(empty.page));
      await empty.close();

      const priceless = engineOver(
        houseFiles((text) => text.replace('L4     auto except gcp', 'L4     azure          ')),
        bookWithout('azure.digital-twins.query-units'),
      );
      const price = await views.open({ view, theme, engine: priceless });
      assert.match(await price.text('.twin-card'), /No total/);
      assert.match(await price.text(), /query-units/);
      assertNone(await axeFindings(price.page), 'a missing price');
      await price.close();

      const several = await views.open({ view, theme, engine, width: 320 });
      await several.page.getByRole('button', { name: /^Choose all/ }).click();
      await several.page.getByRole('button', { name: 'Check' }).click();
      await several.settle();
      for (const part of ['causes', 'problems'] as const) {
        await several.page.locator('toolkit-panel-tab').nth(part === 'causes' ? 1 : 2).click(); // prettier-ignore
        await several.settle();
        assertNone(await axeFindings(several.page), part);
        assert.ok(await fitsWidth(several.page), part);
      }
      await several.close();
    });
  }
});
