/**
 * The packaged extension in the web extension host of a VS Code that has no server: the language server is a web worker, files are in memory.
 * What it shows is held against what the same server says over stdio.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Browser } from 'playwright-core';
import type { CodeLens, InlayHint } from 'vscode-languageserver-protocol/node';
import { start } from '../lsp/client.ts';
import { launchChromium } from './box/chromium.ts';
import { installVsix, newProfile } from './box/code-server.ts';
import { whyNoBox } from './box/install.ts';
import { packaged } from './box/packaged.ts';
import { startWebHost, type WebHost } from './box/web-host.ts';
import { Workbench } from './interface/workbench.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SAMPLE = 'smart-home.twin';

// Where no box can stand (Windows), the suites run in a desktop VS Code: see vscode.test.ts.
const SUITE = whyNoBox() === null ? describe : () => undefined;

SUITE('vscode: in a browser alone', function () {
  this.timeout(300_000);
  let host: WebHost | null = null;
  let browser: Browser | null = null;
  let workbench: Workbench;
  before(async () => {
    const vsix = await packaged();
    const folder = newProfile();
    installVsix(folder, vsix);
    const [extension = ''] = globSync(path.join(folder, 'ext/twin2multicloud.twin2multicloud-*'));
    host = await startWebHost({ extension, folder, settings: { 'editor.minimap.enabled': false, 'editor.stickyScroll.enabled': false } });
    browser = await launchChromium();
    // So high that the whole file is on the screen.
    const page = await browser.newPage({ viewport: { width: 1280, height: 2_600 } });
    await page.goto(host.url);
    workbench = new Workbench(page);
    await workbench.ready();
    await workbench.openFile(SAMPLE);
    await page.locator('.codelens-decoration', { hasText: '/month' }).first().waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.picture(path.join(ROOT, '.cache/vscode', `failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}.png`));
  });
  after(async () => {
    await browser?.close();
    await host?.close();
  });

  it('shows every figure that the server shows elsewhere: hints, totals, status bar', async () => {
    const { page } = workbench;
    const uri = pathToFileURL(path.join(ROOT, 'samples', SAMPLE)).href;
    const client = await start({ folders: [pathToFileURL(path.join(ROOT, 'samples')).href] });
    client.open(uri, readFileSync(path.join(ROOT, 'samples', SAMPLE), 'utf8'));
    const range = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range });
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    const resolved = await Promise.all(lenses.map((lens) => client.request<CodeLens>('codeLens/resolve', lens)));
    await client.stop();

    const plain = (text: string): string => text.replaceAll(/\s/g, ' ').trim();
    const labels = hints.map(({ label }) => plain(typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
    assert.ok(labels.length >= 8);
    // From the sign on: `≈ 1.25 €/mo`, or `< 0.01 €/mo`.
    const shown = async (): Promise<string[]> =>
      (await page.locator('.view-line', { hasText: '€/mo' }).allInnerTexts()).map((line) =>
        plain(/(?:≈|<)\s[\d.]+\s.*$/.exec(line)?.[0] ?? line),
      );
    await page.waitForFunction(
      (count) => [...document.querySelectorAll('.view-line')].filter((line) => line.textContent.includes('€/mo')).length >= count,
      labels.length,
    );
    assert.deepEqual((await shown()).sort(), labels.sort());

    const titles = resolved.flatMap(({ command }) => (command?.title.includes('/month') === true ? [plain(command.title)] : []));
    const above = (await page.locator('.codelens-decoration').allInnerTexts()).map(plain).join('\n');
    assert.ok(titles.length > 0);
    for (const title of titles) assert.ok(above.includes(title), `${title}\n${above}`);
    const [total = ''] = /^[\d. ]+ €\/month/.exec(titles[0] ?? '') ?? [];
    assert.ok(plain(await page.locator('.statusbar-item', { hasText: 'Smart' }).innerText()).endsWith(total), total);
  });

  it('underlines a mistake, and the fix mends it', async () => {
    const { page } = workbench;
    await workbench.select('currency', 'currency');
    await page.keyboard.type('curency');
    await page.locator('.squiggly-error').first().waitFor();
    await page.keyboard.press('Control+.');
    const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'currency' }).first();
    await fix.waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.squiggly-error').first().waitFor({ state: 'hidden' });
  });

  it('hovers with the clouds side by side', async () => {
    const hover = await workbench.hover(workbench.line(/^\s*hot\s+1\s+month/), 'hot', 'Azure');
    assert.match(await hover.innerText(), /Google Cloud/);
    await workbench.page.keyboard.press('Escape');
  });

  it('knows the twins of files that are not open, and those of an imported file', async () => {
    const { page } = workbench;
    const pane = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Twins' }) });
    await pane.locator('.pane-header').click();
    for (const name of ['City of Riverside', 'Gearbox plant', 'Municipal hospital'])
      await pane
        .locator('.monaco-list-row')
        .filter({ has: page.getByText(name, { exact: true }) })
        .first()
        .waitFor();
  });

  it('compares, and says in an issue that it runs in a browser', async () => {
    const { page } = workbench;
    await workbench.command('Twin: Report Issue');
    await workbench.line(/browser/).waitFor();
    await page.keyboard.press('Control+Home');
    await workbench.openFile(SAMPLE);
    await workbench.command('Twin: Explain Cost');
    await page.locator('.tab.active', { hasText: /explanation/ }).waitFor();
    await workbench.line(/EUR\sper\smonth/).waitFor();
  });

  it('asks for no file that the package lacks', () => {
    assert.deepEqual(
      host?.missing.filter((file) => file.startsWith('/twin/')),
      [],
    );
  });

  it('is pictured', async () => {
    const { page } = workbench;
    await page.setViewportSize({ width: 1280, height: 860 });
    await workbench.openFile('hospital.twin');
    await page.locator('.codelens-decoration', { hasText: '/month' }).first().waitFor();
    await workbench.screenshot('browser');
  });
});
