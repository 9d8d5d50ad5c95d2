/**
 * What a person does with the extension, in this order, each step on what the one before left. Pictures go to test/vscode/screenshots.
 * Steps look at what is to be seen; what stands behind it, the suites in the extension host ask.
 */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

export interface Step {
  readonly title: string;
  readonly run: (workbench: Workbench) => Promise<void>;
}

const STEPS: readonly Step[] = [
  {
    title: 'opens a file by a double click and sees costs: hints, lens, colours, status bar',
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.openFile('smart-home.twin');
      await lens(workbench, /€\/month · \d clouds?/).waitFor();
      await page
        .locator('.editor-instance .view-line', { hasText: /≈\s.*€\/mo/ })
        .first()
        .waitFor();
      const keyword = workbench.line('currency').getByText('currency', { exact: true }).first();
      const colour = await keyword.evaluate((element) => getComputedStyle(element).color);
      const plain = await workbench.line('currency').evaluate((element) => getComputedStyle(element).color);
      assert.notEqual(colour, plain, 'words are coloured');
      await page.locator('.statusbar-item', { hasText: /Smart\sHome:\s[\d.]+\s€\/month/ }).waitFor();
      // An empty line: nothing is marked because the cursor stands on it.
      await workbench.goTo(19);
      await workbench.top();
      await workbench.screenshot('costs');
      await workbench.detail('open', workbench.line(/^import/));
      await workbench.detail('read', lens(workbench, /€\/month · \d clouds?/));
    },
  },
  {
    title: 'hovers a retention: what it means and what it costs on each cloud',
    run: async (workbench) => {
      await workbench.goTo(39);
      const hover = await workbench.hover(workbench.line(/^\s*hot\s+1\s+month/), 'hot', 'Azure');
      const text = await hover.innerText();
      assert.match(text, /AWS/);
      assert.match(text, /Google Cloud/);
      await workbench.screenshot('hover');
      await workbench.page.keyboard.press('Escape');
    },
  },
  {
    title: 'breaks a word, sees the squiggle and takes the quick fix',
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.goTo(37, 3);
      await page
        .locator('.view-line', { hasText: /storage\s*\{/ })
        .last()
        .waitFor();
      await workbench.select('storage {', 'storage');
      await page.keyboard.type('storag ');
      await page.locator('.squiggly-error').first().waitFor();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Control+.');
      const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'storage' }).first();
      await fix.waitFor();
      await workbench.screenshot('quick-fix');
      await workbench.detail('fix', fix);
      await page.keyboard.press('Enter');
      await page.locator('.squiggly-error').first().waitFor({ state: 'hidden' });
      await workbench.command('File: Revert File');
    },
  },
  {
    title: 'completes: properties with their documentation',
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.goTo(22, 1);
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+Space');
      const row = page.locator('.suggest-widget.visible .monaco-list-row').first();
      await row.waitFor();
      assert.ok((await page.locator('.suggest-widget.visible .monaco-list-row').count()) > 2);
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-details-container', { hasText: 'Default' }).waitFor();
      await workbench.screenshot('completion');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await workbench.command('File: Revert File');
    },
  },
  {
    title: 'renames a device type over two files',
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.select('devices thermostats', 'Thermostat');
      await page.keyboard.press('F2');
      const input = page.locator('.rename-box input');
      await input.waitFor();
      await input.fill('Radiator');
      await page.keyboard.press('Enter');
      await workbench.line(/:\s*Radiator/).waitFor();
      await page.locator('.explorer-viewlet .monaco-list-row, .tab', { hasText: 'devices.twin' }).first().waitFor();
      await workbench.screenshot('rename');
      await page.keyboard.press('Control+z');
      await dismiss(workbench);
      await workbench.line(/:\s*Thermostat/).waitFor();
      // VS Code saves what a rename changes.
      await workbench.command('File: Save All');
    },
  },
  {
    title: 'formats a line that is out of shape',
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.goTo(14, 1);
      await page.keyboard.press('End');
      await workbench.goTo(14, 3);
      await page.keyboard.type('      ');
      await workbench.command('Format Document');
      await workbench.line(/^\s{2}currency/).waitFor();
      await workbench.command('File: Revert File');
    },
  },
  {
    title: 'finds its twins in the tree: total, slots with clouds, scenarios',
    run: async (workbench) => {
      const { page } = workbench;
      const pane = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Twins' }) });
      const files = page.locator('.pane-header', { hasText: 'samples' }).first();
      await pane.locator('.pane-header').click();
      // The list of files gives its room to the twins.
      await files.click();
      const row = (text: string): Locator =>
        pane
          .locator('.monaco-list-row')
          .filter({ has: page.getByText(text, { exact: true }) })
          .first();
      await row('Smart Home').waitFor();
      await row('Smart Home').locator('.monaco-tl-twistie').click();
      await row('L1').waitFor();
      assert.match(await row('L1').innerText(), /AWS|Azure|Google\sCloud/);
      await row('Winter').waitFor();
      await workbench.screenshot('tree');
      await workbench.detail('settings', row('L1'));
      await files.click();
    },
  },
  {
    title: 'compares as text and explains from the palette, in documents that cannot be typed into',
    run: async (workbench) => {
      const { page } = workbench;
      await workbench.openFile('factory.twin');
      await workbench.command('Twin: Compare Clouds as Text');
      await page.locator('.tab.active', { hasText: /comparison/ }).waitFor();
      await workbench.line(/EUR\sper\smonth/).waitFor();
      await workbench.screenshot('compare');
      await workbench.detail('compare', workbench.line(/EUR\sper\smonth/));
      await workbench.command('View: Close Editor');
      await workbench.openFile('factory.twin');
      await workbench.command('Twin: Explain Cost');
      await page.locator('.tab.active', { hasText: /explanation/ }).waitFor();
      const first = workbench.line(/Gearbox\splant/);
      await first.waitFor();
      const before = await first.innerText();
      await page.keyboard.type('x');
      assert.equal(await first.innerText(), before, 'it is read-only');
      await page.keyboard.press('Escape');
      await page.locator('.monaco-editor-overlaymessage').first().waitFor({ state: 'hidden' });
      await workbench.screenshot('explain');
      await workbench.command('View: Close Editor');
    },
  },
  {
    title: 'takes the walkthrough',
    run: async (workbench) => {
      const { page } = workbench;
      // Beside the side bar there is no room for the pictures.
      await workbench.command('View: Toggle Primary Side Bar Visibility');
      await workbench.command('Twin: Open Walkthrough');
      // Both pages are there at once; the steps can be taken when theirs has slid in.
      await page.locator('.gettingStarted.showDetails', { hasText: 'Get Started with Twin2MultiCloud' }).waitFor();
      await page.locator('.getting-started-step:enabled', { hasText: 'Compare the clouds' }).waitFor();
      await page.locator('.getting-started-media img').first().waitFor();
      await page.locator('.getting-started-step', { hasText: 'Read the figures' }).click();
      await page.waitForTimeout(600);
      await workbench.screenshot('walkthrough');
      await workbench.command('View: Toggle Primary Side Bar Visibility');
    },
  },
  {
    title: 'reads it all in a light and in a high-contrast theme',
    run: async (workbench) => {
      await workbench.openFile('smart-home.twin');
      for (const [theme, name] of [['Light Modern', 'light'], ['Dark High Contrast', 'high-contrast']] as const) {
        await workbench.theme(theme);
        await lens(workbench, /€\/month/).waitFor();
        const line = workbench.line('currency');
        const colours = (): Promise<{ word: string; ground: string }> =>
          line.evaluate((element) => ({
            word: getComputedStyle([...element.querySelectorAll('span')].find((span) => span.textContent === 'currency') ?? element).color,
            ground: getComputedStyle(element.closest('.monaco-editor') ?? element).backgroundColor,
          }));
        let { word, ground } = await colours();
        // A line that is drawn anew at this moment has no colours.
        for (let turn = 0; turn < 20 && contrast(word, ground) < 4.5; turn++) {
          await workbench.page.waitForTimeout(100);
          ({ word, ground } = await colours());
        }
        assert.ok(contrast(word, ground) >= 4.5, `${theme}: ${word} on ${ground}`);
        await workbench.screenshot(name);
      }
    }, // prettier-ignore
  },
];

/** The steps, in order. */
export function journey(): readonly Step[] {
  return STEPS;
}

function lens(workbench: Workbench, text: RegExp): Locator {
  return workbench.page.locator('.codelens-decoration', { hasText: text }).first();
}

/** A question whether to undo in all files, where VS Code asks one. */
async function dismiss({ page }: Workbench): Promise<void> {
  const button = page.locator('.monaco-dialog-box .monaco-button').first();
  const asked = await button.waitFor({ timeout: 1_500 }).then(
    () => true,
    () => false,
  );
  if (asked) await button.click();
}

/** The ratio of WCAG 2.1 between two colours as the browser tells them. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.039_28 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
