/** The report in a real Chromium: it reads in light, dark and on a narrow screen, has no fault that axe-core finds, loads nothing, and prints on A4. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { twin } from '../cli/in-process.ts';
import { launchChromium } from '../vscode/box/chromium.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

describe('the report in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let html: string;

  before(async () => {
    browser = await launchChromium();
    ({ out: html } = await twin(['cost', '--format', 'html', 'samples/smart-home.twin', 'samples/factory.twin']));
  });
  after(() => browser.close());

  /** What the page asked for or complained of is kept in `told`. */
  async function shown(told: string[], width = 1_100, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    page.on('console', (message) => void told.push(message.text()));
    page.on('pageerror', (error) => void told.push(error.message));
    page.on('request', (request) => void told.push(request.url()));
    await page.setContent(html);
    return page;
  }

  it('asks for nothing and complains of nothing', async () => {
    const told: string[] = [];
    const page = await shown(told);
    assert.deepEqual(told, []);
    await page.close();
  });

  it('has nothing that axe-core finds, light, dark and narrow', async () => {
    for (const [scheme, width] of [
      ['light', 1_100],
      ['dark', 1_100],
      ['light', 320],
    ] as const) {
      const page = await shown([], width, scheme);
      // The page's policy runs no script; what a debugger evaluates is none of the page's.
      await page.evaluate(`${readFileSync(AXE, 'utf8')};0`);
      const found = await page.evaluate<Violation[]>('axe.run(document).then(({ violations }) => violations)');
      assert.deepEqual(
        found.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`)]),
        [],
        `${scheme} ${width}`,
      );
      await page.close();
    }
  });

  it('fits 320 px: only tables scroll, within their own box', async () => {
    const page = await shown([], 320);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
    await page.close();
  });

  it('prints on A4 in dark on white, also for a person who reads in the dark', async () => {
    const page = await shown([], 1_100, 'dark');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = [...pdf.matchAll(/\/MediaBox \[([^\]]+)\]/g)].map(([, box = '']) => box.trim().split(/\s+/).map(Number));
    assert.ok(boxes.length >= 4, `${boxes.length} pages`);
    for (const [, , width = 0, height = 0] of boxes) assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(255, 255, 255)');
    // Nothing is wider than the paper: a table that scrolls on a screen must fit here.
    await page.setViewportSize({ width: 688, height: 900 });
    const wide = await page.evaluate<string[]>(
      "[...document.querySelectorAll('table, svg, pre')].filter((one) => one.getBoundingClientRect().right > 689).map((one) => one.ariaLabel ?? one.tagName)",
    );
    assert.deepEqual(wide, []);
    await page.close();
  });
});
