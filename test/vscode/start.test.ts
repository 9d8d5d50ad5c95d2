/** `npm start` and `npm run start:desktop` as a person runs them after a fresh clone. */
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { launchChromium } from './box/chromium.ts';
import { whyNoBox } from './box/install.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LIMIT_MS = 120_000;
const START = ['--conditions=source', '--import', './scripts/need-node.js', 'scripts/start.ts'];

/** A person's terminal without a desktop: no CI, no display. */
function environment(folder: string): NodeJS.ProcessEnv {
  const { CI: _ci, DISPLAY: _display, WAYLAND_DISPLAY: _wayland, NODE_OPTIONS: _options, ...env } = process.env;
  return { ...env, TWIN_START_FOLDER: folder };
}

// Windows has no box, and no shell script that stands for VS Code.
const SUITE = whyNoBox() === null ? describe : () => undefined;

SUITE('vscode: npm start', function () {
  this.timeout(240_000);
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'twin-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('with --cost-only, and where CI is set, shows the cost and ends', () => {
    for (const [args, more] of [
      [['--cost-only'], {}],
      [[], { CI: 'true' }],
    ] as const) {
      const ran = spawnSync(process.execPath, [...START, ...args], { cwd: ROOT, encoding: 'utf8', env: { ...environment(folder), ...more }, timeout: LIMIT_MS }); // prettier-ignore
      assert.equal(ran.status, 0, ran.stderr);
      assert.match(ran.stdout, /Smart Home[^]*EUR[^]*Try next:/);
      assert.doesNotMatch(ran.stdout, /http:\/\//);
      if ('CI' in more) assert.match(ran.stdout, /CI is set, so no editor is opened\. On your machine `npm start` also opens VS Code/);
    }
  });

  it('shows the cost, prints an address at which the editor shows the sample with its costs, and ends at SIGTERM without a rest', async () => {
    const profile = path.join(folder, 'start');
    const npm = process.env.npm_execpath;
    const [command, args] = npm?.endsWith('.js') === true ? [process.execPath, [npm, 'start']] : ['npm', ['start']];
    const child = spawn(command, args, { cwd: ROOT, env: environment(profile), stdio: ['ignore', 'pipe', 'pipe'] });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Uint8Array) => output.push(new TextDecoder().decode(data)));
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    try {
      const url = await printed(output, /(http:\/\/127\.0\.0\.1:\d+\/\S+)/, child);
      assert.match(output.join(''), /Smart Home[^]*Try next:[^]*VS Code with the extension and the samples runs at/);
      const browser = await launchChromium();
      try {
        const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
        await page.goto(url);
        await page.locator('.tab.active', { hasText: 'smart-home.twin' }).waitFor({ timeout: LIMIT_MS });
        await page.locator('.codelens-decoration', { hasText: '€/month' }).first().waitFor({ timeout: LIMIT_MS });
        await page.locator('.view-line', { hasText: /≈\s.*€\/mo/ }).first().waitFor({ timeout: LIMIT_MS }); // prettier-ignore
      } finally {
        await browser.close();
      }
      child.kill('SIGTERM');
      await Promise.race([ended, wait(20_000, undefined, { ref: false })]);
      await gone(profile);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('start:desktop installs the package into a profile of its own and opens the sample', () => {
    const record = path.join(folder, 'arguments');
    writeFileSync(path.join(folder, 'code'), `#!/bin/sh\nprintf '%s\\n' "$@" >> '${record}'\necho -- >> '${record}'\n`, { mode: 0o755 });
    const env = { ...environment(path.join(folder, 'desktop')), PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}` };
    const run = (more: NodeJS.ProcessEnv = {}) =>
      spawnSync(process.execPath, ['--conditions=source', 'scripts/start-desktop.ts'], { cwd: ROOT, encoding: 'utf8', env: { ...env, ...more }, timeout: LIMIT_MS }); // prettier-ignore
    const ran = run();
    assert.equal(ran.status, 0, ran.stderr);
    const [install = '', open = ''] = readFileSync(record, 'utf8').split('--\n');
    const own = `--user-data-dir\n${path.join(folder, 'desktop/data')}\n--extensions-dir\n${path.join(folder, 'desktop/extensions')}\n`;
    assert.ok(install.startsWith(own) && open.startsWith(own), install);
    assert.match(install, /--install-extension\n\/.*\/dist\/twin2multicloud-[\d.]+\.vsix\n--force\n$/);
    assert.match(open, /\/samples\n--goto\n\/.*\/samples\/smart-home\.twin\n$/);
    const missing = run({ VSCODE: '/nowhere/code' });
    assert.equal(missing.status, 1);
    assert.match(missing.stderr, /\/nowhere\/code could not be started.*(Install VS Code's command `code`).*npm start/s);
  });
});

/** Waits for a pattern in what was printed. */
async function printed(output: readonly string[], pattern: RegExp, child: ChildProcess): Promise<string> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const found = pattern.exec(output.join(''))?.[1];
    if (found !== undefined) return found;
    if (child.exitCode !== null || Date.now() > end) throw new Error(`no address:\n${output.join('')}`);
    await wait(100);
  }
}

/** Waits until no process names the profile: not VS Code, not its extension host, not the language server. */
async function gone(profile: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const left = (): string[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
          return command.includes(profile) ? [`${pid} ${command}`] : [];
        } catch {
          // It ended while it was looked at.
          return [];
        }
      });
  const end = Date.now() + 15_000;
  while (left().length > 0 && Date.now() < end) await wait(100);
  assert.deepEqual(left(), []);
}
