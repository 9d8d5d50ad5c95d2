/**
 * What a person does with the panels, in this order, each step on what the one before left: compare, override, apply, undo, type and see the panel
 * follow, play what-if, look at all twins, reload the window. How a view looks in each theme and state, test/webviews looks at.
 */
import assert from 'node:assert/strict';
import axe from 'axe-core';
import fc from 'fast-check';
import type { Frame, Locator } from 'playwright-core';
import type { Step } from './journey.ts';
import { panel, until } from './panel-frame.ts';
import type { Workbench } from './workbench.ts';

const FILE = 'smart-home.twin';

/** The comparison of this twin, where several are open. */
async function panelTitled({ page }: Workbench, title: string): Promise<Frame> {
  for (const frame of page.frames()) {
    const text = await frame.locator('twin-comparison h1').first().innerText({ timeout: 500 }).catch(() => ''); // prettier-ignore
    if (text === title) return frame;
  }
  throw new Error(`no comparison of ${title}`);
}

/** What axe finds in a panel, in words. It is run by the browser's driver, so the panel's policy stays as it is. */
async function findings(view: Frame): Promise<readonly string[]> {
  await view.evaluate(axe.source);
  return view.evaluate(async () => {
    const found = await (Reflect.get(window, 'axe') as { run: (root: Document, options: unknown) => Promise<AxeResult> }).run(document, {
      resultTypes: ['violations'],
    });
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Anything at all, and what is almost a message. */
function anyMessage(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.jsonValue(),
    fc.record({
      kind: fc.constantFrom('init', 'answer', 'refuse', 'follow', 'changed', '__proto__'),
      id: fc.jsonValue(),
      result: fc.jsonValue(),
    }),
    fc.record({ kind: fc.constant('server'), state: fc.constantFrom('stopped', 1, null) }),
    fc.record({ kind: fc.constant('follow'), reference: fc.record({ uri: fc.string(), twin: fc.jsonValue() }) }),
  );
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
    title: 'panels: in VS Code itself the policy holds, nothing comes from outside, and messages that are none have no effect',
    run: async (workbench) => {
      const view = await panel(workbench, 'twin-comparison');
      const policy = (await view.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')) ?? '';
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /script-src [^;]*'nonce-[0-9a-f]{32}'/);
      assert.doesNotMatch(/script-src [^;]*/.exec(policy)?.[0] ?? '', /unsafe-inline|unsafe-eval|https:/);
      // A script that is put into the page does not run, and a foreign address is not asked.
      const tried = await view.evaluate(async () => {
        const violated: string[] = [];
        document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
        const script = document.createElement('script');
        script.textContent = 'window.intruded = true';
        document.body.append(script);
        const image = document.createElement('img');
        image.src = 'https://example.com/x.png';
        document.body.append(image);
        const asked = await fetch('https://example.com/').then(() => 'answered', () => 'refused'); // prettier-ignore
        // Violations are told later.
        await new Promise((resolve) => setTimeout(resolve, 300));
        script.remove();
        image.remove();
        const from = performance.getEntriesByType('resource').map(({ name }) => new URL(name).host);
        return { violated, asked, intruded: Reflect.get(window, 'intruded') === true, from: [...new Set(from)] };
      });
      assert.equal(tried.intruded, false);
      assert.equal(tried.asked, 'refused');
      assert.ok(
        tried.violated.some((directive) => directive.startsWith('script-src')) && tried.violated.includes('img-src'),
        tried.violated.join(),
      );
      // VS Code serves an extension's own files under this name.
      assert.deepEqual(
        tried.from.filter(
          (host) => !/(^|\.)(vscode-resource\.vscode-cdn\.net|localhost|127\.0\.0\.1)(:\d+)?$/.test(host) && host !== 'example.com',
        ),
        [],
      );
      assert.doesNotMatch(await view.locator('html').innerHTML(), /secret|token=|password|AWS_ACCESS/i);

      const before = await view.locator('body').innerHTML();
      const [messages = []] = fc.sample(fc.array(anyMessage(), { minLength: 300, maxLength: 300 }), { numRuns: 1, seed: 20_261_121 });
      await view.evaluate((all) => {
        for (const message of JSON.parse(all) as unknown[]) window.postMessage(message, '*');
      }, JSON.stringify(messages));
      await workbench.page.waitForTimeout(500);
      assert.equal(await view.locator('body').innerHTML(), before, 'the view is as it was');
    },
  },
  {
    title: 'panels: what a view tells VS Code that is not of the protocol has no effect',
    run: async (workbench) => {
      const { page } = workbench;
      // A page gets its way to VS Code only once: what the view gets is kept for this test.
      await page.addInitScript(() => {
        let real: (() => unknown) | undefined;
        Object.defineProperty(window, 'acquireVsCodeApi', {
          configurable: true,
          get: () => () => {
            const api = real?.();
            Reflect.set(window, 'keptApi', api);
            return api;
          },
          set: (found: () => unknown) => {
            real = found;
          },
        });
      });
      await (await panel(workbench, 'twin-comparison')).locator('h1').click();
      await workbench.command('View: Close All Editors');
      await workbench.openFile(FILE);
      await lens(workbench, 'Compare').click();
      const view = await panel(workbench, 'twin-comparison');
      await view.locator('.matrix').waitFor();
      const before = await totalOf(view);
      const tabs = await page.locator('.tab').count();
      const uri = 'file:///etc/passwd';
      const place = { line: 0, character: 0 };
      const edit = { uri, version: null, title: 'x', edits: [{ start: place, end: place, newText: 'x' }] };
      const wrong = [
        null,
        5,
        'ready',
        { kind: 'constructor' },
        { kind: 'command', command: 'workbench.action.terminal.new', argument: null },
        { kind: 'command', command: 'workbench.action.closeAllEditors', argument: null },
        { kind: 'ask', id: 900, method: 'shutdown', params: null },
        { kind: 'ask', id: 901, method: 'twin/panel/draft', params: { reference: 5 } },
        { kind: 'save', id: 902, name: '../../x.html', data: 'x' },
        { kind: 'apply', id: 903, edit: { ...edit, more: 1 } },
        { kind: 'apply', id: 904, edit },
      ];
      const sent = await view.evaluate((all) => {
        const api = Reflect.get(window, 'keptApi') as { postMessage: (message: unknown) => void } | undefined;
        for (const message of all) api?.postMessage(message);
        return api === undefined ? 0 : all.length;
      }, wrong);
      assert.equal(sent, wrong.length);
      const [messages = []] = fc.sample(fc.array(fc.jsonValue(), { minLength: 200, maxLength: 200 }), { numRuns: 1, seed: 20_261_121 });
      await view.evaluate((all) => {
        const api = Reflect.get(window, 'keptApi') as { postMessage: (message: unknown) => void };
        for (const message of JSON.parse(all) as unknown[]) api.postMessage(message);
      }, JSON.stringify(messages));
      await page.waitForTimeout(800);
      assert.equal(await page.locator('.tab').count(), tabs, 'no editor was opened or closed');
      assert.equal(await page.locator('.terminal-wrapper, .dialog-box').count(), 0, 'no terminal, no dialog');
      assert.equal(await totalOf(view), before);
    },
  },
  {
    title: 'panels: axe finds nothing in VS Code’s own themes, and the keyboard alone moves a slot and back',
    run: async (workbench) => {
      const { page } = workbench;
      for (const theme of ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast']) {
        await workbench.theme(theme);
        const view = await panel(workbench, 'twin-comparison');
        await page.waitForTimeout(300);
        const found = await findings(view);
        assert.deepEqual(found, [], theme);
      }
      await workbench.theme('Dark Modern');
      const view = await panel(workbench, 'twin-comparison');
      const before = await totalOf(view);
      await view.locator('.matrix td[tabindex="0"]').focus();
      const open = view.locator('.matrix td[role=gridcell]:not(.chosen):not(.closed)').first();
      const [row, column] = [await open.getAttribute('data-row'), await open.getAttribute('data-column')];
      const at = (): Promise<readonly (string | null | undefined)[]> =>
        view.evaluate(() => [document.activeElement?.getAttribute('data-row'), document.activeElement?.getAttribute('data-column')]);
      for (let step = 0; step < 8 && (await at())[0] !== row; step++)
        await page.keyboard.press(Number((await at())[0]) < Number(row) ? 'ArrowDown' : 'ArrowUp');
      for (let step = 0; step < 3 && (await at())[1] !== column; step++)
        await page.keyboard.press(Number((await at())[1]) < Number(column) ? 'ArrowRight' : 'ArrowLeft');
      assert.deepEqual(await at(), [row, column]);
      await page.keyboard.press('Enter');
      await view.locator('.banner.moved').waitFor();
      await page.keyboard.press('Escape');
      await until('the total of before', async () => (await totalOf(view)) === before);
    },
  },
  {
    title: 'panels: several can be open; a pinned one stays, the other follows the editor',
    run: async (workbench) => {
      const { page } = workbench;
      const first = await panel(workbench, 'twin-comparison');
      await first.getByRole('button', { name: /^Pin$/ }).click();
      const title = await first.locator('h1').innerText();
      await page.locator('.editor-instance .view-lines').first().click();
      await workbench.openFile('factory.twin');
      await lens(workbench, 'Compare').click();
      const others = async (): Promise<readonly string[]> => {
        const found: string[] = [];
        for (const frame of page.frames()) {
          const text = await frame.locator('twin-comparison h1').first().innerText({ timeout: 500 }).catch(() => ''); // prettier-ignore
          if (text !== '') found.push(text);
        }
        return found;
      };
      await until('a second comparison, of the factory', async () => (await others()).some((text) => text !== title));
      assert.ok((await page.locator('.tab', { hasText: /Compare clouds/ }).count()) >= 2, 'two tabs');
      await page.locator('.tab', { hasText: /SmartHome: Compare clouds|Smart Home: Compare clouds|Compare clouds/ }).first().click(); // prettier-ignore
      await until('the pinned one is still of its twin', async () => (await others()).includes(title));
      const pinned = await panelTitled(workbench, title);
      await pinned.getByRole('button', { name: /^Pinned$/ }).click();
      await workbench.command('View: Close All Editors');
      await workbench.openFile(FILE);
      await lens(workbench, 'Compare').click();
      await (await panel(workbench, 'twin-comparison')).locator('.matrix').waitFor();
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
    title: 'panels: What If saves a draft as a scenario, undo takes it back',
    run: async (workbench) => {
      const { page } = workbench;
      const view = await panel(workbench, 'twin-what-if');
      const scenarios = async (): Promise<string> => (await view.locator('.scenarios thead').innerText()).replaceAll(/\s+/g, ' ');
      const before = await totalOf(view);
      await view.locator('.quantity .slider').first().focus();
      for (let press = 0; press < 12; press++) await page.keyboard.press('ArrowRight');
      await until('another total', async () => (await totalOf(view)) !== before);
      await view.getByRole('button', { name: 'Save as scenario' }).click();
      await view.locator('.draft-name toolkit-text-field').click();
      await page.keyboard.type('BigHouse');
      await page.keyboard.press('Enter');
      await until('the scenario of the file', async () => (await scenarios()).includes('BigHouse'));
      await page.locator('.editor-instance .view-lines').first().click();
      await page.keyboard.press('Control+z');
      await until('no scenario', async () => !(await scenarios()).includes('BigHouse'));
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
