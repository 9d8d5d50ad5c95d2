/**
 * Records webviews/fixtures: opens each view over the real engine, does what its picture shows, and writes down every question with its answer. So a fixture holds
 * the engine's own figures, and exactly those that a view asks for. Which texts are taken stands in engine.ts.
 */
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PanelMethod, PanelReference, View } from '@twin2multicloud/protocol';
import { launchChromium } from '../../test/vscode/box/chromium.ts';
import { LANGUAGES, viewCase } from './cases.ts';
import { bookWithout, engineOver, houseFiles, sample, type Engine } from './engine.ts';
import { houseInGit } from './git.ts';
import { PREPARE, settle } from './pictures.ts';
import type { ViewServer } from './server.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface RecordedCase {
  readonly view: View;
  readonly name: string;
  readonly engine: () => Engine;
  /** null: no twin is active. */
  readonly file: string | null;
  /** Left out: the file's only one. */
  readonly twin?: string;
  /** What the view kept before; left out: nothing. */
  readonly state?: unknown;
}

const withErrors = (text: string): string =>
  text.replace('hot     1 month', 'hot     1 GB').replace('has 40 thermostats', 'has 40 thermostat');

/** What every view is shown with; the first of a view has its bare name. */
export const CASES: readonly RecordedCase[] = [
  { view: 'comparison', name: 'comparison', engine: () => engineOver(houseFiles()), file: 'smart-home.twin' },
  { view: 'comparison', name: 'comparison-errors', engine: () => engineOver(houseFiles(withErrors)), file: 'smart-home.twin' },
  {
    view: 'comparison',
    name: 'comparison-price',
    engine: () =>
      engineOver(
        houseFiles((text) => text.replace('L4     auto except gcp', 'L4     azure          ')),
        bookWithout('azure.digital-twins.query-units'),
      ),
    file: 'smart-home.twin',
    state: { start: 'written' },
  },
  { view: 'comparison', name: 'comparison-absent', engine: () => engineOver(houseFiles()), file: 'devices.twin' },
  { view: 'comparison', name: 'comparison-empty', engine: () => engineOver({}), file: null },
  { view: 'what-if', name: 'what-if', engine: () => engineOver(houseFiles()), file: 'smart-home.twin' },
  { view: 'what-if', name: 'what-if-errors', engine: () => engineOver(houseFiles(withErrors)), file: 'smart-home.twin' },
  {
    view: 'dashboard',
    name: 'dashboard',
    engine: () => engineOver(allSamples(), undefined, houseInGit(allSamples())),
    file: 'smart-home.twin',
    twin: 'SmartHome',
  },
  { view: 'dashboard', name: 'dashboard-empty', engine: () => engineOver({}), file: null },
];

export function allSamples(): Readonly<Record<string, string>> {
  const files = globSync('**/*.twin', { cwd: path.join(ROOT, 'samples') });
  return { ...Object.fromEntries(files.map((file) => [file, sample(file)])), ...houseFiles() };
}

/** Only cases whose name contains `only`. */
export async function recordFixtures(
  server: ViewServer,
  options: { readonly only: string; readonly tell: (line: string) => void },
): Promise<void> {
  const folder = path.join(ROOT, 'webviews/fixtures');
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  try {
    for (const { view, name, engine: make, file, twin = null, state } of CASES) {
      if (!name.includes(options.only)) continue;
      const engine = make();
      const reference: PanelReference | null = file === null ? null : engine.reference(file, twin);
      const answers = new Map<string, { method: PanelMethod; params: unknown; result: unknown }>();
      // What the engine says in words depends on the language; the rest is asked once.
      for (const language of LANGUAGES) {
        const page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
        let flying = 0;
        await page.exposeFunction('twinAsk', async (method: PanelMethod, params: unknown) => {
          flying++;
          const result = await engine.ask(method, params);
          answers.set(JSON.stringify([method, params]), { method, params, result });
          flying--;
          return result;
        });
        const answered = async (): Promise<void> => {
          do await settle(page);
          while (flying > 0);
          await settle(page);
        };
        await page.goto(server.offer(viewCase({ view, reference, answers: [], ...(state === undefined ? {} : { state }) }, { language })));
        await answered();
        await PREPARE[name]?.(page, 1100);
        await answered();
        await page.close();
      }
      engine.close?.();
      const text = JSON.stringify({ view, reference, ...(state === undefined ? {} : { state }), answers: [...answers.values()] });
      writeFileSync(path.join(folder, `${name}.json`), `${text}\n`);
      options.tell(`${name}: ${answers.size} answers, ${(text.length / 1024).toFixed(0)} KB`);
    }
  } finally {
    await browser.close();
  }
}
