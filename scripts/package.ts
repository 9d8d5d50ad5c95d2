/**
 * `npm run package`: what is published, into dist/: the command line as a package that installs without anything else.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildCli } from './build.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const TARGET = path.join(ROOT, 'dist');

await buildCli();
mkdirSync(TARGET, { recursive: true });
// npm tells its scripts where it lies; by hand it is found on the PATH.
const npm = process.env.npm_execpath;
const args = ['pack', './cli', '--pack-destination', TARGET];
const { status } =
  npm === undefined
    ? spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
    : spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: 'inherit' });
process.exitCode = status ?? 1;
