/** The packaged extension in a VS Code whose display language is German: manifest, bundle and walkthrough say what they say in German. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { addGerman, EXPLORER } from './box/german.ts';
import { whyNoBox } from './box/install.ts';
import { opened } from './interface/opened.ts';
import { panel } from './interface/panel-frame.ts';
import type { Workbench } from './interface/workbench.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const words = (file: string): Record<string, string> => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Record<string, string>;

// Where no box can stand (Windows), the suites run in a desktop VS Code: see vscode.test.ts.
const SUITE = whyNoBox() === null ? describe : () => undefined;

SUITE('vscode: in German', function () {
  this.timeout(300_000);
  const manifest = words('package.nls.de.json');
  const bundle = words('l10n/bundle.l10n.de.json');
  const open = opened({ prepare: addGerman, given: () => ({ locale: 'de' }) });
  let workbench: Workbench;
  before(async () => {
    ({ workbench } = open());
    await workbench.openFile('smart-home.twin');
    await workbench.page.locator('.codelens-decoration', { hasText: '/month' }).first().waitFor();
  });

  it('the workbench itself has changed its language', async () => {
    await workbench.page.locator('.part.sidebar .title-label', { hasText: EXPLORER }).waitFor();
  });

  it('the view of twins and its rows', async () => {
    const { page } = workbench;
    const pane = page.locator('.pane', { has: page.locator('.pane-header', { hasText: manifest['view.twins'] ?? '' }) });
    await pane.locator('.pane-header').click();
    const rows = pane.locator('.monaco-list-row');
    await rows.first().waitFor();
    const month = bundle['{0}/month']?.replace('{0}', '').trim() ?? '';
    assert.notEqual(month, '/month');
    assert.ok((await rows.first().innerText()).includes(month), await rows.first().innerText());
  });

  it('the status bar, from the bundle of the code', async () => {
    const item = workbench.page.locator('.statusbar-item', { hasText: /Smart\sHome:/ });
    assert.match(await item.innerText(), /\d €\/Monat$/);
  });

  it('the problems of a file, and the panel that shows them', async () => {
    const { page } = workbench;
    await workbench.command('Problems: Focus on Problems View');
    const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'twin-4002' }).first();
    await problem.waitFor();
    assert.match(await problem.innerText(), /Über dem Budget: [\d\s]+,\d\d von/);
    await workbench.command('View: Hide Panel');
    await workbench.command(`Twin: ${manifest['command.compare'] ?? ''}`);
    const view = await panel(workbench, 'twin-comparison');
    await view.locator('.head-total').first().waitFor();
    const text = await view.locator('body').innerText();
    assert.match(text, /Platzierung/);
    assert.match(text, /Nachrichten/);
    assert.doesNotMatch(text, /excluded by|messages|support plans/);
    await workbench.command('View: Close Editor');
  });

  it('the commands, beside their English names', async () => {
    await workbench.palette('>Twin: ');
    const list = workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: manifest['command.compare'] ?? '' }).first();
    await list.waitFor();
    await workbench.screenshot('german');
    await workbench.page.keyboard.press('Escape');
  });

  it('the walkthrough', async () => {
    const { page } = workbench;
    await workbench.command(`Twin: ${manifest['command.openWalkthrough'] ?? ''}`);
    await page
      .locator('.gettingStartedContainer', { hasText: manifest['walkthrough.title'] ?? '' })
      .first()
      .waitFor();
    await page.locator('.getting-started-step', { hasText: manifest['walkthrough.compare.title'] ?? '' }).waitFor();
  });

  it('the settings', async () => {
    const { page } = workbench;
    await workbench.command(`Twin: ${manifest['command.openSettings'] ?? ''}`);
    const start = (manifest['settings.currency'] ?? '').split('`')[0]?.trim() ?? '';
    assert.ok(start.length > 10);
    await page.locator('.settings-editor .setting-item-description', { hasText: start }).first().waitFor();
  });
});
