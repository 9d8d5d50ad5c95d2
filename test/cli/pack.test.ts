import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { bundle, ROOT } from './bundle.ts';

/** npm as a program: npm's own path where a script of npm runs this, else the one of the PATH. */
function npm(args: readonly string[], cwd: string): string {
  const own = process.env.npm_execpath;
  const options = { cwd, encoding: 'utf8' as const, stdio: ['ignore', 'pipe', 'pipe'] as ('ignore' | 'pipe')[] };
  return own?.endsWith('.js') !== true
    ? execFileSync('npm', args, { ...options, shell: process.platform === 'win32' })
    : execFileSync(process.execPath, [own, ...args], options);
}

describe('the package', function () {
  this.timeout(120_000);
  let folder = '';
  before(async () => {
    await bundle();
    folder = mkdtempSync(path.join(os.tmpdir(), 'twin-pack-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('installs into an empty folder without network and runs there', () => {
    npm(['pack', path.join(ROOT, 'cli'), '--pack-destination', folder], folder);
    const [tarball] = globSync('*.tgz', { cwd: folder });
    assert.ok(tarball !== undefined);
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
    npm(['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], folder);

    const installed = path.join(folder, 'node_modules');
    const packages = globSync('{*,@*/*}/package.json', { cwd: installed }).map((file) => file.split(path.sep).join('/'));
    assert.deepEqual(packages, ['@twin2multicloud/cli/package.json'], 'it brings nothing else along');

    const bin = path.join(installed, '.bin', process.platform === 'win32' ? 'twin.cmd' : 'twin');
    const run = (args: readonly string[]) => spawnSync(bin, args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
    const created = run(['init', 'home.twin', '--template', 'home']);
    assert.equal(created.status, 0, created.stderr);
    const cost = run(['cost', 'home.twin']);
    assert.equal(cost.status, 0, cost.stderr);
    assert.match(cost.stdout, /Home[\s\S]*USD\/month/);
    const json = run(['cost', '--json', '--model', 'paper', 'home.twin']);
    assert.equal((JSON.parse(json.stdout) as { priceBook: { id: string } }).priceBook.id, 'paper-2025-06');
    const manifest = JSON.parse(readFileSync(path.join(installed, '@twin2multicloud/cli/package.json'), 'utf8')) as { version: string };
    assert.equal(run(['--version']).stdout.trim(), manifest.version);
  });
});
