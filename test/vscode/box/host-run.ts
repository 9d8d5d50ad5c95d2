/**
 * Runs a module inside the extension host of a VS Code in a box, against an installed .vsix: the mocha suites of test/vscode/suite, or a
 * measurement. A run counts only with the results that the module itself wrote: a host that dies reports success.
 */
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bundleSuite } from './bundle-suite.ts';
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

/** The suites, once. @throws Error where the run did not finish */
export async function runInHost(vsix: string): Promise<readonly HostTest[]> {
  const [text = '[]'] = await runModule(vsix, 'suite/index.ts', 1);
  return JSON.parse(text) as HostTest[];
}

/**
 * What a module writes into the file that `TWIN_TEST_RESULTS` names, each time in a window of its own on one server.
 * @param entry relative to test/vscode
 * @throws Error where a run did not finish
 */
export async function runModule(vsix: string, entry: string, times: number): Promise<readonly string[]> {
  const folder = newProfile();
  installVsix(folder, vsix);
  const workspace = path.join(folder, 'workspace');
  cpSync(path.join(ROOT, 'samples'), workspace, { recursive: true });
  const suite = await bundleSuite(entry);
  const results = path.join(folder, 'results.json');
  const server = await startCodeServer({ folder, env: { TWIN_TEST_RESULTS: results } });
  let whole = false;
  try {
    const browser = await launchChromium();
    try {
      const texts: string[] = [];
      for (let time = 0; time < times; time++) {
        rmSync(results, { force: true });
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
        if (!existsSync(results)) throw new Error(`The module left no results (${String(code)}): see ${folder}`);
        texts.push(readFileSync(results, 'utf8'));
        await page.close();
      }
      whole = !texts.some((text) => text.includes('"failed"'));
      return texts;
    } finally {
      await browser.close();
    }
  } finally {
    await server.close({ remove: whole });
  }
}
