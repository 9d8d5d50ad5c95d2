/** Opens views in plain Chromium, in the pages that `npm run views` serves and under the policy that they have in VS Code, over the real engine. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import axe from 'axe-core';
import { after, before } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import type { PanelMethod, PanelReference, ToHost, View } from '@twin2multicloud/protocol';
import { viewCase, type CaseOptions } from '../../scripts/views/cases.ts';
import { houseFiles, engineOver, type Engine } from '../../scripts/views/engine.ts';
import type { ViewsWindow } from '../../scripts/views/host.ts';
import { settle } from '../../scripts/views/pictures.ts';
import { serveViews, type ViewServer } from '../../scripts/views/server.ts';
import { launchChromium } from '../vscode/box/chromium.ts';

export interface OpenOptions extends CaseOptions {
  readonly view: View;
  /** Left out: the house of the pictures. */
  readonly engine?: Engine;
  /** null: no twin is active. Left out: the house; of the dashboard, null. */
  readonly file?: string | null;
  readonly width?: number;
  readonly height?: number;
  /** Milliseconds by which the engine answers later. */
  readonly slow?: number;
  /** Measures the time from the first answer until this selector is on screen, into `window.firstPaint`. */
  readonly watch?: string;
}

export interface OpenView {
  readonly page: Page;
  readonly engine: Engine;
  readonly reference: PanelReference | null;
  /** What was asked, in order, and how many questions of one method were on their way at once at most. */
  readonly asked: { readonly method: PanelMethod; readonly params: unknown }[];
  readonly atOnce: () => number;
  /** What the view told the host, in order. */
  received(): Promise<readonly ToHost[]>;
  /** Speaks to the view as a host would (or would not). */
  tell(message: unknown): Promise<void>;
  text(selector?: string): Promise<string>;
  settle(): Promise<void>;
  /** What went wrong so far: violations of the policy, uncaught errors, requests elsewhere, messages that are none. */
  faults(): Promise<readonly string[]>;
  close(): Promise<void>;
}

class Views {
  readonly browser: Browser;
  readonly server: ViewServer;
  readonly #folder: string;

  private constructor(browser: Browser, server: ViewServer, folder: string) {
    this.browser = browser;
    this.server = server;
    this.#folder = folder;
  }

  static async start(): Promise<Views> {
    const folder = mkdtempSync(path.join(tmpdir(), 'views-'));
    return new Views(await launchChromium(), await serveViews({ folder }), folder);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async open(options: OpenOptions): Promise<OpenView> {
    const { view, engine = engineOver(houseFiles()), width = 1100, height = 800, slow = 0 } = options;
    const file = options.file === undefined ? (view === 'dashboard' ? null : 'smart-home.twin') : options.file;
    const reference = file === null ? null : engine.reference(file);
    const page = await this.browser.newPage({ viewport: { width, height } });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (/Content.Security.Policy|Refused to/i.test(message.text())) faults.push(`policy: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(this.server.origin) && !/^(data|blob):/.test(request.url())) faults.push(`request: ${request.url()}`);
    });
    const asked: { method: PanelMethod; params: unknown }[] = [];
    const flying = new Map<PanelMethod, number>();
    let most = 0;
    await page.exposeFunction('twinAsk', async (method: PanelMethod, params: unknown) => {
      asked.push({ method, params });
      flying.set(method, (flying.get(method) ?? 0) + 1);
      most = Math.max(most, ...flying.values());
      try {
        const result = await engine.ask(method, params);
        if (slow > 0) await new Promise((resolve) => setTimeout(resolve, slow));
        return result;
      } finally {
        flying.set(method, (flying.get(method) ?? 1) - 1);
      }
    });
    if (options.watch !== undefined) {
      await page.addInitScript((selector: string) => {
        let began = 0;
        window.addEventListener(
          'message',
          (event: MessageEvent<{ kind?: string } | null>) => {
            if (began === 0 && event.data?.kind === 'answer') began = performance.now();
          },
          { capture: true },
        );
        const observer = new MutationObserver(() => {
          if (began === 0 || document.querySelector(selector) === null) return;
          observer.disconnect();
          // The frame after the one in which it is drawn.
          requestAnimationFrame(() => requestAnimationFrame(() => Reflect.set(window, 'firstPaint', performance.now() - began)));
        });
        observer.observe(document, { childList: true, subtree: true });
      }, options.watch);
    }
    await page.goto(this.server.offer(viewCase({ view, reference, answers: [] }, options)));
    await settle(page);
    const open: OpenView = {
      page,
      engine,
      reference,
      asked,
      atOnce: () => most,
      received: () => page.evaluate(() => (window as unknown as ViewsWindow).twinHost?.received ?? []),
      tell: (message) => page.evaluate((sent) => (window as unknown as ViewsWindow).twinHost?.tell(sent), message),
      text: (selector = 'body') => page.locator(selector).first().innerText(),
      settle: () => settle(page),
      faults: async () => {
        const refused = await page.evaluate(() => (window as unknown as ViewsWindow).twinHost?.refused ?? []);
        return [...faults, ...refused.map((message) => `message: ${JSON.stringify(message)}`)];
      },
      close: () => page.close(),
    };
    return open;
  }
}

/** One browser for all suites of a run. */
export let views: Views;
before(async function () {
  this.timeout(120_000);
  views = await Views.start();
});
after(async function () {
  this.timeout(30_000);
  await views.close();
});

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe finds, in words; empty: nothing. It is run by the browser's driver, so the page's policy stays as it is. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run(root: Document, options: unknown): Promise<AxeResult> } }).axe.run(document, {
      resultTypes: ['violations'],
    }),
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${(node.failureSummary ?? '').replace(/\s+/g, ' ').slice(0, 240)}`),
  );
}

export function assertNone(found: readonly string[], where: string): void {
  if (found.length > 0)
    assert.fail(`${where}:
${found.slice(0, 12).join('\n')}`);
}

/** true: nothing has to be scrolled sideways to be read. */
export function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) <= window.innerWidth);
}

/** Presses Tab until an element has the focus that is meant; fails where the whole page has none. */
export async function tabTo(page: Page, meant: (element: Element | null) => boolean): Promise<void> {
  const test = `(${meant.toString()})(document.activeElement)`;
  for (let step = 0; step < 250; step++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(test)) return;
  }
  assert.fail(`Tab does not reach ${meant.toString()}`);
}
