/** Charts in the page: figures on hover and by the keyboard, the table behind, and files that stand alone. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ToHost } from '@twin2multicloud/protocol';
import { assertNone, axeFindings, views, type OpenView } from './kit.ts';

type Saved = Extract<ToHost, { readonly kind: 'save' }>;

/** Chooses an entry of a chart's menu and gives the file that it makes. */
async function save(open: OpenView, chart: number, entry: string): Promise<Saved> {
  const before = (await open.received()).filter((told) => told.kind === 'save').length;
  await open.page.locator('twin-chart').nth(chart).getByRole('button', { name: 'Chart' }).click();
  await open.page.locator('twin-chart').nth(chart).getByRole('menuitem', { name: entry }).click();
  for (let tries = 0; tries < 100; tries++) {
    const all = (await open.received()).filter((told) => told.kind === 'save');
    const saved = all[before];
    if (saved !== undefined) return saved;
    await open.page.waitForTimeout(50);
  }
  throw new Error(`${entry} saved nothing`);
}

describe('charts of the views', function () {
  this.timeout(60_000);

  it('tell their figures on hover and by arrow keys, and have a table behind', async () => {
    const open = await views.open({ view: 'comparison' });
    const chart = open.page.locator('twin-chart').nth(1);
    const plot = chart.locator('.chart-plot');
    assert.match((await plot.getAttribute('aria-label')) ?? '', /€ per month: Shown \d.*Arrow keys/);
    await plot.focus();
    await open.page.keyboard.press('ArrowRight');
    assert.match(await chart.locator('.chart-tip').innerText(), /Shown, L1 Data acquisition\s+Google Cloud: \d+\.\d\d/);
    await open.page.keyboard.press('End');
    assert.match(await chart.locator('[aria-live]').innerText(), /GCP only, L5|Transfers|Azure only/);
    await open.page.keyboard.press('Escape');
    assert.equal(await chart.locator('.chart-tip').count(), 0);
    const box = await chart.locator('svg').first().boundingBox();
    assert.ok(box !== null);
    await chart
      .locator('svg')
      .first()
      .hover({ position: { x: 160, y: 20 } });
    assert.match(await chart.locator('.chart-tip').innerText(), /Shown, L/);
    assert.ok((await chart.locator('.visually-hidden table tbody tr').count()) > 30);
    await chart.getByRole('button', { name: 'Chart' }).click();
    await chart.getByRole('menuitem', { name: 'Show as a table' }).click();
    await open.settle();
    assert.equal(await chart.locator('toolkit-data-grid').count(), 1);
    assert.match(await chart.locator('toolkit-data-grid').innerText(), /Placement[\s\S]*Shown/);
    assertNone(await axeFindings(open.page), 'with a table shown');
    assertNone(await open.faults(), 'faults');
    await open.close();
  });

  it('are saved as SVG and PNG that stand alone, in the colours of the theme, and as CSV', async () => {
    for (const theme of ['dark', 'light', 'hc-light'] as const) {
      const open = await views.open({ view: 'comparison', theme });
      for (let chart = 0; chart < 4; chart++) {
        const svg = await save(open, chart, 'Save as SVG');
        assert.match(svg.name, /^smart-home-[a-z-]+\.svg$/);
        assert.ok(!/var\(--|style=|<script|NaN|undefined/.test(svg.data), svg.data.slice(0, 200));
        const shown = await views.browser.newPage();
        await shown.setContent(`<img src="data:image/svg+xml;base64,${Buffer.from(svg.data).toString('base64')}">`);
        assert.ok(
          (await shown.evaluate(() =>
            document
              .querySelector('img')
              ?.decode()
              .then(() => document.querySelector('img')?.naturalWidth ?? 0),
          )) ?? 0 > 300,
        );
        await shown.close();
        const png = await save(open, chart, 'Save as PNG');
        const bytes = Buffer.from(png.data, 'base64');
        assert.equal(bytes.subarray(0, 8).toString('latin1'), '\u0089PNG\r\n\u001a\n');
        assert.ok(bytes.readUInt32BE(16) >= 600, 'twice the size on screen');
        const csv = await save(open, chart, 'Save as CSV');
        const rows = csv.data.trimEnd().split('\r\n');
        assert.ok(rows.length > 6 && rows.every((row) => row.includes(',')), csv.data.slice(0, 200));
      }
      assertNone(await open.faults(), theme);
      await open.close();
    }
  });

  it('the matrix is exported as CSV with exact amounts, the report as the engine makes it', async () => {
    const open = await views.open({ view: 'comparison' });
    await open.page.getByRole('button', { name: 'Export' }).click();
    await open.page.getByRole('menuitem', { name: 'Slots and clouds (CSV)' }).click();
    await open.settle();
    const csv = (await open.received()).findLast((told) => told.kind === 'save');
    assert.ok(csv?.kind === 'save');
    assert.match(csv.data, /^slot,cloud,EUR per month/);
    assert.match(csv.data, /L1,aws,\d+\.\d{5,}/);
    await open.page.getByRole('button', { name: 'Export' }).click();
    await open.page.getByRole('menuitem', { name: 'Report (HTML)' }).click();
    await open.settle();
    const report = (await open.received()).findLast((told) => told.kind === 'save');
    assert.ok(report?.kind === 'save' && report.name.endsWith('.html') && report.data.includes('<html'));
    await open.close();
  });
});
