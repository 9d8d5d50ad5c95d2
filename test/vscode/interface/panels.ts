/**
 * What a person does with the panels, in this order, each step on what the one before left: compare, override, apply, undo, type and see the panel
 * follow, play what-if, look at all twins, reload the window. How a view looks in each theme and state, test/webviews looks at.
 */
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import type { Step } from './journey.ts';
import type { Workbench } from './workbench.ts';

const FILE = 'smart-home.twin';

/** The page within the panel whose view is this element; VS Code puts two frames around each, and keeps those of hidden panels for a while. */
async function panel({ page }: Workbench, element: 'twin-comparison' | 'twin-what-if' | 'twin-dashboard'): Promise<Frame> {
  const shown = async (): Promise<Frame | undefined> => {
    for (const frame of page.frames()) {
      // A frame that goes while it is asked is none.
      const visible = await frame.locator(element).isVisible().catch((): boolean => false); // prettier-ignore
      if (visible) return frame;
    }
    return undefined;
  };
  await until(`a panel with ${element}`, async () => (await shown()) !== undefined);
  const frame = await shown();
  if (frame === undefined) throw new Error(`the panel with ${element} went away`);
  return frame;
}

/** `60.36` of the big figure of a view. */
async function totalOf(view: Frame): Promise<string> {
  return (await view.locator('.big').first().innerText()).replace(/[^\d.]+.*$/s, '');
}

/** The lines of `place` and around it: an editor only has the lines in its page that are to be seen. */
async function textOf(workbench: Workbench): Promise<string> {
  const { page } = workbench;
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+End');
  const text = await page.locator('.editor-instance .view-lines').first().innerText();
  return text.replaceAll('\u00a0', ' ');
}

async function until(what: string, seen: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await seen())) {
    if (Date.now() > end) throw new Error(`not within 30 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function lens({ page }: Workbench, title: string): Locator {
  return page.locator('.codelens-decoration a', { hasText: title }).first();
}

const STEPS: readonly Step[] = [
  {
    title: 'panels: Compare above the twin opens the comparison with the figure of the line',
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.command('View: Close All Editors');
      await workbench.openFile(FILE);
      const line = page.locator('.codelens-decoration', { hasText: /€\/month · \d clouds?/ }).first();
      await line.waitFor();
      const figure = /([\d.]+) €\/month/.exec(await line.innerText())?.[1] ?? '';
      await lens(workbench, 'Compare').click();
      const view = await panel(workbench, 'twin-comparison');
      await view.locator('.matrix').waitFor();
      await until(`the panel says ${figure}`, async () => (await totalOf(view)) === figure);
      assert.equal((await view.locator('.matrix tbody tr').count()) >= 8, true, 'slots, transfers, total');
      await workbench.screenshot('panel-comparison');
    },
  },
  {
    title: 'panels: a cell overrides, Apply writes it, undo takes it back',
    run: async (workbench) => {
      const { page } = workbench;
      const view = await panel(workbench, 'twin-comparison');
      const before = await totalOf(view);
      const cell = view.locator('.matrix td[role=gridcell]:not(.chosen):not(.closed)').first();
      const [slot = '', cloud = ''] = ((await cell.getAttribute('aria-label')) ?? '').split(/[,:] /);
      await cell.click();
      await view.locator('.banner.moved').waitFor();
      await until('another total', async () => (await totalOf(view)) !== before);
      await view.getByRole('button', { name: 'Apply to place' }).click();
      const word = { AWS: 'aws', Azure: 'azure', 'Google Cloud': 'gcp' }[cloud] ?? cloud;
      await until(`${slot} ${word} in the file`, async () =>
        new RegExp(`\\b${slot.replace('.', '\\.')}\\s+${word}\\b`).test(await textOf(workbench)),
      );
      await view.locator('.banner.moved').waitFor({ state: 'hidden' });
      await page.locator('.editor-instance .view-lines').first().click();
      await page.keyboard.press('Control+z');
      await until('the total of before', async () => (await totalOf(view)) === before);
    },
  },
  {
    title: 'panels: typing in the editor moves the panel, without a save',
    run: async (workbench) => {
      const { page } = workbench;
      const view = await panel(workbench, 'twin-comparison');
      const before = await totalOf(view);
      await page.locator('.editor-instance .view-lines').first().click();
      await page.keyboard.press('Control+Home');
      await workbench.select(/^\s*count\s+40/, '40');
      await page.keyboard.type('444');
      await until('another total', async () => (await totalOf(view)) !== before);
      await page.keyboard.press('Control+z');
      await until('the total of before', async () => (await totalOf(view)) === before);
      await workbench.command('File: Revert File');
    },
  },
  {
    title: 'panels: What If follows a slider, applies as one edit, undo takes it back',
    run: async (workbench) => {
      const { page } = workbench;
      await page.locator('.editor-instance .view-lines').first().click();
      await workbench.command('Twin: What If');
      const view = await panel(workbench, 'twin-what-if');
      const slider = view.locator('.quantity .slider').first();
      await slider.waitFor();
      const before = await totalOf(view);
      await slider.focus();
      for (let press = 0; press < 12; press++) await page.keyboard.press('ArrowRight');
      await until('another total', async () => (await totalOf(view)) !== before);
      await view.locator('.quantity-line svg').first().waitFor();
      await workbench.screenshot('panel-what-if');
      const changed = await totalOf(view);
      await view.getByRole('button', { name: 'Apply 1 change to the file' }).click();
      await view.getByText('As in the file', { exact: false }).first().waitFor();
      await until('the file says so', async () => (await totalOf(view)) === changed);
      await page.locator('.editor-instance .view-lines').first().click();
      await page.keyboard.press('Control+z');
      await until('the total of before', async () => (await totalOf(view)) === before);
      await workbench.command('File: Revert File');
    },
  },
  {
    title: 'panels: Show All Twins has a card for each twin, and finds one',
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.command('Twin: Show All Twins');
      const view = await panel(workbench, 'twin-dashboard');
      await view.locator('.twin-card').first().waitFor();
      const all = await view.locator('.twin-card').count();
      assert.ok(all >= 5, `${all} cards`);
      await view.locator('.search input, .search toolkit-text-field').first().click();
      await page.keyboard.type('smart');
      await until('fewer cards', async () => (await view.locator('.twin-card').count()) < all);
      await view.locator('.twin-card-open', { hasText: 'Smart Home' }).first().click();
      await view.locator('.twin-page h1', { hasText: 'Smart Home' }).waitFor();
      await workbench.screenshot('panel-dashboard');
    },
  },
  {
    title: 'panels: come back after the window was reloaded',
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.command('View: Close All Editors');
      await workbench.openFile(FILE);
      await lens(workbench, 'Compare').click();
      await (await panel(workbench, 'twin-comparison')).locator('.matrix').waitFor();
      const tabs = await page.locator('.tab').count();
      // A browser's workbench writes its layout down when it is idle, every five seconds; a desktop's does so when it closes.
      await page.waitForTimeout(12_000);
      await page.reload();
      await workbench.ready();
      await (await panel(workbench, 'twin-comparison')).locator('.matrix').waitFor();
      assert.equal(await page.locator('.tab').count(), tabs);
      await workbench.command('View: Close All Editors');
    },
  },
];

export function panelJourney(): readonly Step[] {
  return STEPS;
}
