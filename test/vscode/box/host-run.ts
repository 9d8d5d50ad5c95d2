/**
 * Runs the mocha suites of test/vscode/suite inside the extension host of a VS Code in a box, against an installed .vsix.
 * A run counts only with the results that the suite itself wrote: a host that dies reports success.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { launchChromium } from './chromium.ts';
import { installVsix, newProfile, startCodeServer, workbenchUrl } from './code-server.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const LIMIT_MS = 240_000;

export interface HostTest {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'pending';
  readonly ms?: number;
  readonly error?: string;
}

/** @throws Error where the run did not finish */
export async function runInHost(vsix: string): Promise<readonly HostTest[]> {
  const folder = newProfile();
  installVsix(folder, vsix);
  const workspace = path.join(folder, 'workspace');
  cpSync(path.join(ROOT, 'samples'), workspace, { recursive: true });
  const suite = await bundleSuite();
  const results = path.join(folder, 'results.json');
  const server = await startCodeServer({ folder, env: { TWIN_TEST_RESULTS: results } });
  let whole = false;
  try {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const ended = new Promise<unknown>((resolve) => {
        // The workbench calls these two where they exist.
        void page.exposeFunction('codeAutomationExit', resolve);
        void page.exposeFunction('codeAutomationLog', () => undefined);
        page.on('crash', () => {
          resolve('the page crashed');
        });
      });
      await page.addInitScript(
        // The page carries the workbench's options as JSON in an attribute. The documented way, by the address, is ignored by a built VS Code.
        ({ extension, tests }) => {
          const uri = (place: string): object => ({ scheme: 'vscode-remote', authority: location.host, path: place });
          const original = Object.getOwnPropertyDescriptor(Element.prototype, 'getAttribute')?.value as (this: Element, name: string) => string | null;
          Element.prototype.getAttribute = function (name) {
            const value = original.call(this, name);
            if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration' || value === null) return value;
            const options = JSON.parse(value) as object;
            return JSON.stringify({ ...options, developmentOptions: { extensions: [uri(extension)], extensionTestsPath: uri(tests) } });
          };
        },
        suite,
      ); // prettier-ignore
      await page.goto(workbenchUrl(server.origin, workspace));
      const code = await Promise.race([ended, server.died, wait(LIMIT_MS, 'no end within four minutes', { ref: false })]);
      if (!existsSync(results)) throw new Error(`The suites left no results (${String(code)}): see ${folder}`);
      const tests = JSON.parse(readFileSync(results, 'utf8')) as HostTest[];
      whole = tests.length > 0 && tests.every(({ state }) => state === 'passed');
      return tests;
    } finally {
      await browser.close();
    }
  } finally {
    await server.close({ remove: whole });
  }
}

/** The suites as CommonJS, which extension hosts load, beside the manifest of an extension that has nothing but them. */
async function bundleSuite(): Promise<{ extension: string; tests: string }> {
  const extension = path.join(ROOT, '.cache/vscode/suite');
  const tests = path.join(extension, 'index.cjs');
  mkdirSync(extension, { recursive: true });
  writeFileSync(
    path.join(extension, 'package.json'),
    JSON.stringify({ name: 'twin-suite', publisher: 'twin2multicloud', version: '0.0.1', engines: { vscode: '^1.101.0' } }),
  );
  await build({
    entryPoints: [path.join(ROOT, 'test/vscode/suite/index.ts')],
    outfile: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    conditions: ['source'],
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return { extension, tests };
}
