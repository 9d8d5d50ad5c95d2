/**
 * `npm run package`: what is published, into dist/: the command line as a package that installs without anything else, and the
 * extension as one universal .vsix.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildClient } from './build-client.ts';
import { buildCli, buildServer } from './build.ts';
import { packageVsix } from './package-vsix.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const TARGET = path.join(ROOT, 'dist');

await Promise.all([buildCli(), buildServer(), buildClient()]);
mkdirSync(TARGET, { recursive: true });
// npm tells its scripts where it lies; by hand it is found on the PATH.
const npm = process.env.npm_execpath;
const args = ['pack', './cli', '--pack-destination', TARGET];
const { status } =
  npm === undefined
    ? spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
    : spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: 'inherit' });
if (status === 0) console.log(path.relative(ROOT, await packageVsix()));
process.exitCode = status ?? 1;
