/**
 * The workbench as a person meets it: opening files, the palette, hovers, screenshots. Knows the workbench's pages, nothing of what is tested.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

export const SCREENSHOTS = path.resolve(import.meta.dirname, '../screenshots');

/** How long the workbench may take on a busy machine. */
const PATIENCE_MS = 45_000;

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
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().dblclick();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.editor-group-container.active .view-line').first().waitFor();
  }

  /** Runs a command by its title, as it stands in the palette. */
  async command(title: string): Promise<void> {
    await this.quickInput(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Puts the cursor at a line and column, both from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.quickInput(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  private async quickInput(text: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget:visible input[type="text"]').first();
    await input.waitFor();
    await input.fill(text);
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
      if (box === null) throw new Error(`no word ${word}`);
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

  /** Kept in the repository; told by docs/editor.md. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  }
}
