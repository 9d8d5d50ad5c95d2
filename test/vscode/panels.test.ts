/** The panels in a real VS Code, as a person uses them; the workspace is a git repository, so that changes have something to be held against. */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Browser } from 'playwright-core';
import { launchChromium } from './box/chromium.ts';
import { installVsix, newProfile, startCodeServer, workbenchUrl, type CodeServer } from './box/code-server.ts';
import { packaged } from './box/packaged.ts';
import { panelJourney } from './interface/panels.ts';
import { Workbench } from './interface/workbench.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('vscode: panels', function () {
  this.timeout(300_000);
  let server: CodeServer | null = null;
  let browser: Browser | null = null;
  let workbench: Workbench | null = null;
  let failed = false;
  before(async () => {
    const vsix = await packaged();
    const folder = newProfile();
    installVsix(folder, vsix);
    const workspace = path.join(folder, 'samples');
    cpSync(path.join(ROOT, 'samples'), workspace, { recursive: true });
    const git = (...args: string[]): void => {
      execFileSync('git', ['-C', workspace, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { stdio: 'ignore' });
    };
    git('init', '-b', 'main');
    git('add', '.');
    git('commit', '-m', 'The samples');
    server = await startCodeServer({
      folder,
      settings: { 'editor.minimap.enabled': false, 'workbench.colorTheme': 'Default Dark Modern', 'git.enabled': false },
    });
    browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 2200, height: 1200 } });
    await page.goto(workbenchUrl(server.origin, workspace));
    workbench = new Workbench(page);
    await workbench.ready();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    failed = true;
    await workbench?.picture(path.join(ROOT, '.cache/vscode', `failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}.png`));
  });
  after(async () => {
    await browser?.close();
    await server?.close({ remove: !failed });
  });
  for (const { title, run } of panelJourney()) {
    it(title, async () => {
      if (workbench === null) throw new Error('the workbench is not there');
      await run(workbench);
    });
  }
});
