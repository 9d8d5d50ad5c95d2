/** Finds the machine's Chromium and starts it without a window; playwright-core downloads none. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The program; `CHROMIUM` names it where it lies elsewhere. null: there is none. */
export function findChromium(): string | null {
  return [process.env.CHROMIUM ?? '', ...PLACES].find((place) => place !== '' && existsSync(place)) ?? null;
}

/** @throws Error with a remedy where there is no Chromium */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error('The tests of the editor need Chromium: apt-get install -y chromium, or name a Chrome by CHROMIUM=/path/to/it.');
  return chromium.launch({
    executablePath,
    headless: true,
    // As root there is no sandbox; the rest keeps Chromium off the network.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb'],
  }); // prettier-ignore
}
