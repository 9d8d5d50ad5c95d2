/**
 * The workbench as a person meets it: opening files, the palette, hovers, screenshots. Knows the workbench's pages, nothing of what is tested.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

export const SCREENSHOTS = path.resolve(import.meta.dirname, '../screenshots');

const WALKTHROUGH = path.resolve(import.meta.dirname, '../../../media/walkthrough');
const DETAIL = { width: 640, height: 400 };

/** Pictures differ by a pixel from machine to machine, so only `npm run test:update -- vscode` keeps new ones. */
const KEEP = process.env.UPDATE_GOLDENS === '1';

/** How long the workbench may take on a busy machine. */
const PATIENCE_MS = Number(process.env.TWIN_PATIENCE_MS ?? 45_000);

export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
  }

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** Opens a file by the explorer's row. */
  async openFile(name: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row').getByText(name, { exact: true }).first().dblclick();
    await this.page.locator('.tab.active').getByText(name, { exact: true }).first().waitFor();
    await this.page.locator('.editor-group-container.active .view-line').first().waitFor();
  }

  /** Runs a command by its title, as it stands in the palette. */
  async command(title: string): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    for (let attempt = 1; ; attempt++) {
      await this.quickInput(`>${title}`, row);
      try {
        // What the palette puts first need not be it.
        await row.click({ timeout: 5_000 });
        return;
      } catch (cause) {
        // Something that was still opening took the focus, and the palette closed.
        if (attempt === 4) throw cause;
      }
    }
  }

  /** Opens the palette with a text in it. */
  async palette(text: string): Promise<void> {
    await this.quickInput(text);
  }

  /** Puts the cursor at a line and column, both from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.quickInput(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Scrolls to the beginning and leaves the cursor where it is. */
  async top(): Promise<void> {
    await this.page.locator('.editor-group-container.active .view-lines').hover({ position: { x: 300, y: 300 } });
    await this.page.mouse.wheel(0, -10_000);
    await this.page.mouse.move(700, 20);
  }

  private input(): Locator {
    return this.page.locator('.quick-input-widget:visible input[type="text"]:visible').first();
  }

  /** Opens the palette and types; again where something that was still opening took the focus away. */
  private async quickInput(text: string, expected?: Locator): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('F1');
      try {
        await this.input().fill(text, { timeout: 4_000 });
        await expected?.waitFor({ timeout: 4_000 });
        return;
      } catch (cause) {
        if (attempt === 4) throw cause;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** The line of the active editor that holds a text. */
  line(text: string | RegExp): Locator {
    return this.page.locator('.editor-group-container.active .view-line', { hasText: text }).first();
  }

  /** Hovers the middle of a word until a hover with the text shows; VS Code asks only when the mouse moves. */
  async hover(line: Locator, word: string, expected: string | RegExp): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:visible', { hasText: expected }).first();
    for (let attempt = 0; attempt < 12; attempt++) {
      const box = await line.getByText(word, { exact: true }).first().boundingBox();
      if (box === null) {
        // The line is being drawn anew.
        await this.page.waitForTimeout(500);
        continue;
      }
      await this.page.mouse.move(box.x + box.width / 2 + (attempt % 2), box.y + box.height / 2);
      const seen = await hover.waitFor({ timeout: 2_500 }).then(
        () => true,
        () => false,
      );
      if (seen) return hover;
      await this.page.mouse.move(box.x + 300, box.y + 260);
    }
    throw new Error(`no hover with ${String(expected)}`);
  }

  /** Selects a word of the line that holds a text. */
  async select(text: string | RegExp, word: string): Promise<void> {
    const line = this.line(text);
    await line.waitFor();
    const target = line.getByText(word, { exact: true }).first();
    await target.dblclick();
  }

  /** Switches the theme by its own key. */
  async theme(name: string): Promise<void> {
    const choices = this.page.locator('.quick-input-list .monaco-list-row', { hasText: /Dark|Light/ }).first();
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('Control+k');
      await this.page.keyboard.press('Control+t');
      try {
        await choices.waitFor({ timeout: 5_000 });
        break;
      } catch (cause) {
        if (attempt === 4) throw cause;
        await this.page.keyboard.press('Escape');
      }
    }
    await this.input().fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Kept in the repository; told by docs/editor.md. */
  async screenshot(name: string): Promise<void> {
    if (!KEEP) return;
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.picture(path.join(SCREENSHOTS, `${name}.png`));
  }

  async picture(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  /** A picture of the walkthrough: what lies around an element. */
  async detail(name: string, around: Locator): Promise<void> {
    const box = KEEP ? await around.boundingBox() : null;
    if (box === null) return;
    const clip = {
      x: Math.max(0, Math.min(box.x - 60, 1_280 - DETAIL.width)),
      y: Math.max(0, Math.min(box.y - 60, 860 - DETAIL.height)),
      ...DETAIL,
    };
    await this.page.screenshot({ path: path.join(WALKTHROUGH, `${name}.png`), clip });
  }
}
