/** A language server that is killed under a person's hands: started again, told of once, given up where it dies again and again. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import type { CodeServer } from './box/code-server.ts';
import { opened } from './interface/opened.ts';
import type { Workbench } from './interface/workbench.ts';

const LIMIT_MS = 30_000;

// Processes are found in /proc; VS Code's own way of starting them is the same everywhere.
const SUITE = process.platform === 'linux' ? describe : () => undefined;

SUITE('vscode: a language server that dies', function () {
  this.timeout(300_000);
  let server: CodeServer;
  let workbench: Workbench;
  const open = opened();
  before(async () => {
    ({ server, workbench } = open());
    await workbench.openFile('smart-home.twin');
    await total().waitFor();
  });

  const total = (text = /€\/month · \d clouds?/): Locator => workbench.page.locator('.codelens-decoration', { hasText: text }).first();
  const toasts = (text: RegExp): Locator => workbench.page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  /** Kills the server and waits for the next one, or for none. */
  const kill = async (expected: 0 | 1): Promise<void> => {
    const [before, ...others] = serversOf(server.folder);
    assert.ok(before !== undefined && others.length === 0, 'one server runs');
    process.kill(before, 'SIGKILL');
    const end = Date.now() + LIMIT_MS;
    for (;;) {
      const now = serversOf(server.folder);
      if (now.length === expected && !now.includes(before)) return;
      if (Date.now() > end) throw new Error(`${now.length} servers run after the kill, not ${expected}`);
      await wait(50);
    }
  };

  it('is started again and told of, and what was typed is still there and counts', async () => {
    const { page } = workbench;
    const before = await total().innerText();
    await workbench.goTo(23, 1);
    await page.keyboard.press('End');
    await page.keyboard.type('0');
    await kill(1);
    // Typed while it is away: forty thousand motion sensors in the end.
    await page.keyboard.type('00');
    await toasts(/was started again\. Nothing that you typed is lost/).waitFor();
    await workbench.line(/^\s*count\s+40000$/).waitFor();
    await page.waitForFunction(
      (old) =>
        document.querySelector('.codelens-decoration')?.textContent.includes('€/month') === true &&
        !document.querySelector('.codelens-decoration')?.textContent.startsWith(old),
      before.slice(0, before.indexOf(' ')),
    );
    await workbench.screenshot('restarted');
  });

  it('dies again and again, and is not told of a second time', async () => {
    const { page } = workbench;
    await toasts(/was started again/).hover();
    await toasts(/was started again/)
      .locator('.codicon-notifications-clear')
      .click();
    await toasts(/was started again/).waitFor({ state: 'hidden' });
    for (let death = 2; death <= 4; death++) {
      await kill(1);
      await page.waitForTimeout(700);
    }
    assert.equal(await page.locator('.notifications-toasts .notification-list-item').count(), 0);
    await workbench.line(/^\s*count\s+40000$/).waitFor();
  });

  it('is given up, which the message, the tree and the language status say', async () => {
    const { page } = workbench;
    await kill(0);
    const message = toasts(/keeps stopping/);
    await message.waitFor();
    for (const choice of ['Start Again', 'Show Log', 'Report Issue']) await message.getByRole('button', { name: choice }).waitFor();
    await page.locator('.pane-header', { hasText: 'Twins' }).click();
    await page.locator('.pane', { hasText: 'The language server is not running, so there are no figures.' }).last().waitFor();
    await page.locator('.statusbar-item[id="status.languageStatus"]').hover();
    await page.locator('.hover-language-status', { hasText: 'Language server stopped' }).first().waitFor();
    await page.mouse.move(700, 300);
    await page.locator('.hover-language-status').first().waitFor({ state: 'hidden' });
    await workbench.screenshot('stopped');
    // Nothing typed is lost, whatever the server does.
    await workbench.line(/^\s*count\s+40000$/).waitFor();
  });

  it('is started by the message, and is told of again if it dies then', async () => {
    await toasts(/keeps stopping/)
      .getByRole('button', { name: 'Start Again' })
      .click();
    await total().waitFor();
    await workbench.page.locator('.pane .monaco-list-row', { hasText: 'Smart Home' }).first().waitFor();
    assert.equal(serversOf(server.folder).length, 1);
    await kill(1);
    await toasts(/was started again/).waitFor();
  });
});

/** The processes that run the server of the extension in a profile. */
function serversOf(profile: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes(profile) && command.includes('server/dist/server.js');
      } catch {
        // It ended while it was looked at.
        return false;
      }
    })
    .map(Number);
}
