/** Pictures of every view in every theme, from the same pages that `npm run views` serves. They are looked at, and used in the docs. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { VIEWS, type View } from '@twin2multicloud/protocol';
import { launchChromium } from '../../test/vscode/box/chromium.ts';
import { caseNames, THEMES, type Theme } from './cases.ts';
import type { ViewServer } from './server.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface PictureOptions {
  readonly folder: string;
  readonly fixtures: string;
  readonly only: string;
  readonly tell: (line: string) => void;
}

interface Shot {
  readonly view: View;
  readonly name: string;
  readonly theme: Theme;
  readonly language: string;
  readonly width: number;
}

/** The first case of each view in all themes, narrow, and in German; each other case once. */
function shots(fixtures: string): readonly Shot[] {
  return VIEWS.flatMap((view): readonly Shot[] =>
    caseNames(view, fixtures).flatMap((name, index): readonly Shot[] => {
      const first = index === 0;
      const base = { view, name, language: 'en', width: 1100 };
      if (!first) return [{ ...base, theme: 'dark' }];
      return [
        ...THEMES.map((theme) => ({ ...base, theme })),
        { ...base, theme: 'light', width: 320 },
        { ...base, theme: 'dark', width: 320 },
        { ...base, theme: 'light', language: 'de' },
      ];
    }),
  );
}

export async function takePictures(server: ViewServer, { folder, fixtures, only, tell }: PictureOptions): Promise<void> {
  const target = path.resolve(ROOT, folder);
  mkdirSync(target, { recursive: true });
  const browser = await launchChromium();
  try {
    for (const shot of shots(fixtures)) {
      const file = `${shot.name}-${shot.width}-${shot.theme}${shot.language === 'en' ? '' : `-${shot.language}`}.png`;
      if (!file.includes(only)) continue;
      const page = await browser.newPage({ viewport: { width: shot.width, height: 800 } });
      await page.goto(server.page(shot.view, shot));
      await settle(page);
      await PREPARE[shot.name]?.(page, shot.width);
      await page.evaluate(() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        window.scrollTo(0, 0);
      });
      await page.mouse.move(0, 0);
      // What is out of sight may not be drawn at all: a window as high as the page has it all in sight.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: shot.width, height: Math.max(height, 400) });
      await settle(page);
      await page.screenshot({ path: path.join(target, file), fullPage: true });
      await page.close();
      tell(file);
    }
  } finally {
    await browser.close();
  }
}

/** What a person would do first, so that a picture shows what the view is for. */
export const PREPARE: Readonly<Record<string, (page: Page, width: number) => Promise<void>>> = {
  // An override that is not applied yet, with its trace.
  comparison: async (page, width) => {
    if (width <= 640) {
      await page.locator('.slot-button').nth(5).click();
      await page.locator('.cloud-button').nth(1).click();
    } else await page.locator('td[data-row="5"][data-column="1"]').click();
  },
  // A draft with three changes.
  'what-if': async (page) => {
    const fields = page.locator('.number-field input');
    for (const [index, value] of [
      [0, '2000'],
      [1, '3'],
      [7, '2'],
    ] as const) {
      await fields.nth(index).fill(value);
      await fields.nth(index).press('Enter');
    }
  },
};

/** Until nothing is asked, laid out or drawn any more. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let still = 0, before = ''; still < 4;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const now = `${document.body.innerText.length} ${document.body.scrollHeight}`;
      still = now === before ? still + 1 : 0;
      before = now;
    }
  });
}
