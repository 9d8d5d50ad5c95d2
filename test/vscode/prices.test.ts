/** Prices that are fetched under a person's hands: progress, the figures that follow without a reload, and what is said where a cloud fails. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Browser, Locator } from 'playwright-core';
import { startClouds, type Clouds } from '../prices/clouds.ts';
import { launchChromium } from './box/chromium.ts';
import { installVsix, newProfile, startCodeServer, workbenchUrl, type CodeServer } from './box/code-server.ts';
import { whyNoBox } from './box/install.ts';
import { packaged } from './box/packaged.ts';
import { Workbench } from './interface/workbench.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TEXT =
  'twin Hall {\n  region us-east\n  providers aws\n  devices sensors { count 20000 every 1 min payload 1 KB }\n  storage { hot 1 month }\n}\n';

const SUITE = whyNoBox() === null ? describe : () => undefined;

SUITE('vscode: prices that are fetched', function () {
  this.timeout(300_000);
  let clouds: Clouds;
  let server: CodeServer;
  let browser: Browser | null = null;
  let workbench: Workbench;
  let store = '';
  let failed = false;

  before(async () => {
    const vsix = await packaged();
    clouds = await startClouds();
    const folder = newProfile();
    installVsix(folder, vsix);
    const workspace = path.join(folder, 'twins');
    mkdirSync(workspace);
    cpSync(path.join(ROOT, 'samples/smart-home.twin'), path.join(workspace, 'smart-home.twin'));
    writeFileSync(path.join(workspace, 'hall.twin'), TEXT);
    store = path.join(folder, 'store');
    server = await startCodeServer({
      folder,
      env: { TWIN_PRICE_STORE: store, TWIN_PRICE_ENDPOINTS: clouds.endpoints, AWS_EC2_METADATA_DISABLED: 'true' },
      settings: { 'editor.minimap.enabled': false, 'workbench.colorTheme': 'Default Dark Modern' },
    });
    browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    await page.goto(workbenchUrl(server.origin, workspace));
    workbench = new Workbench(page);
    await workbench.ready();
    await workbench.openFile('hall.twin');
    await workbench.page.locator('.codelens-decoration').first().waitFor();
    await lens(/3.?27[45](\.83)? /).waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    failed = true;
    await workbench.picture(path.join(ROOT, '.cache/vscode', `failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}.png`));
  });
  after(async () => {
    await browser?.close();
    await server.close({ remove: !failed });
    await clouds.close();
  });

  const lens = (text: RegExp): Locator => workbench.page.locator('.codelens-decoration', { hasText: text }).first();
  const toast = (text: RegExp): Locator =>
    workbench.page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();

  it('nothing is fetched until a person asks', () => {
    assert.deepEqual(clouds.requests, []);
    assert.equal(existsSync(store), false);
  });

  it('a cloud without a key is said, with a way to give it; the others’ prices are there', async () => {
    clouds.delay = 60;
    await workbench.command('Twin: Update Prices');
    await toast(/Updating prices.*: \d+ of \d+ meters/s).waitFor();
    const told = toast(
      /Prices of today: AWS, Azure\..*Old prices stay for Google Cloud: No (Google )?credentials|Old prices stay for Google Cloud/s,
    );
    await told.waitFor({ timeout: 60_000 });
    assert.equal(readdirSync(store).filter((file) => file.endsWith('.json')).length, 1);
    await told.getByRole('button', { name: 'Set Google API Key' }).click();
    await workbench.page.locator('.quick-input-widget input').fill('typed-in-key');
    await workbench.page.keyboard.press('Enter');
    await toast(/Prices of today: AWS, Azure, Google Cloud\./).waitFor({ timeout: 60_000 });
    assert.equal(clouds.requests.findLast(({ api }) => api === 'google')?.headers['x-goog-api-key'], 'typed-in-key');
  });

  it('the figures of the open file follow without a reload', async () => {
    clouds.delay = 0;
    const product = clouds.aws
      .get('AmazonDynamoDB')
      ?.get('us-east-1')
      ?.find(({ sku }) => sku === 'FGXVD96DKJMUASY3');
    assert.ok(product);
    Object.assign(product, { terms: JSON.parse(JSON.stringify(product.terms).replace('0.0000006250', '0.0000012500')) as unknown });
    await workbench.command('Twin: Update Prices');
    await lens(/4.?3(70|69\.83) /).waitFor({ timeout: 60_000 });
  });
});
