/** Runs the bundled command as a process of its own, as a user's shell does. It is built once for all tests of a run. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import path from 'node:path';
import { buildCli } from '../../scripts/build.ts';
import type { Ran } from './in-process.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const LAUNCHER = path.join(ROOT, 'cli/bin/twin.js');

let built: Promise<void> | null = null;

/** Builds the bundle, once. */
export function bundle(): Promise<void> {
  return (built ??= buildCli());
}

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** The program that runs the launcher; the tests' own Node if left out. */
  readonly node?: string;
}

/** Runs `twin ARGUMENTS`. The environment holds nothing of the caller's that could color or set anything. */
export async function twinProcess(
  args: readonly string[],
  { cwd = ROOT, env = {}, input, node = process.execPath }: ProcessOptions = {},
): Promise<Ran> {
  await bundle();
  const { PATH = '', SystemRoot = '', HOME = '', TEMP = '' } = process.env;
  const done: SpawnSyncReturns<string> = spawnSync(node, [LAUNCHER, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH, SystemRoot, HOME, TEMP, TWIN_PRICE_STORE: '', ...env },
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });
  if (done.error !== undefined) throw done.error;
  return { code: done.status ?? -1, out: done.stdout, err: done.stderr };
}
