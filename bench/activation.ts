/**
 * The extension's activation in a real VS Code: the packaged .vsix, several windows one after the other, the median. Where no VS Code in a box
 * is installed (`npm start` or `npm test` does that) it is left out, and the row says so.
 */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { ActivationTimes } from '../test/vscode/activation/index.ts';
import { findChromium } from '../test/vscode/box/chromium.ts';
import { runModule } from '../test/vscode/box/host-run.ts';
import { BOX_ENTRY } from '../test/vscode/box/install.ts';
import { packaged } from '../test/vscode/box/packaged.ts';
import { median, printTable, type Measurement } from './measurement.ts';

/** The first windows fill the caches of compiled code. */
const WARM = 2;
const RUNS = 7;
const LIMIT_MS = 100;

export async function run(): Promise<Measurement[]> {
  const missing = !existsSync(BOX_ENTRY) ? 'no VS Code in a box: run npm start once' : findChromium() === null ? 'no Chromium' : null;
  if (missing !== null)
    return [{ name: `activation of the extension: left out, ${missing}`, value: NaN, unit: '', reach: null, met: null }];
  const texts = await runModule(await packaged(), 'activation/index.ts', WARM + RUNS);
  const times = texts.slice(WARM).map((text) => JSON.parse(text) as ActivationTimes);
  if (times.some(({ slept }) => !slept)) throw new Error('something woke the extension before a .twin file was opened');
  const row = (name: string, value: number, limit: number | null): Measurement => ({
    name,
    value: Number(value.toPrecision(3)),
    unit: 'ms',
    reach: limit === null ? null : `≤ ${limit}`,
    met: limit === null ? null : value <= limit,
  });
  return [
    row(
      `activation of the extension as VS Code counts it (loading its code, \`activate\`), median of ${RUNS} windows`,
      median(times.map((time) => time.counted)),
      LIMIT_MS,
    ),
    row('of that, `activate` itself', median(times.map((time) => time.activate)), null),
    row('the same with what VS Code does in between (fetching kept state)', median(times.map((time) => time.whole)), null),
    row('… processor time of the extension host meanwhile', median(times.map((time) => time.processor)), null),
    row('… until the language server has answered', median(times.map((time) => time.ready)), null),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printTable(await run());
