/** The command as a person starts it: `twin cost` on a sample, the whole process of the bundled program. */
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { median, printTable, type Measurement } from './measurement.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const RUNS = 25;

export function run(): Promise<Measurement[]> {
  execFileSync(process.execPath, ['--conditions=source', 'scripts/build.ts'], { cwd: ROOT, stdio: 'ignore' });
  const time = (...args: readonly string[]): number => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args, { cwd: ROOT });
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(status)}`);
    return performance.now() - start;
  };
  const whole: number[] = [];
  const bare: number[] = [];
  // In turns with a Node that does nothing: what is left of the time is ours.
  for (let i = 0; i < RUNS; i++) {
    whole.push(time('cli/bin/twin.js', 'cost', 'samples/smart-home.twin'));
    bare.push(time('-e', ''));
  }
  const middle = median(whole);
  return Promise.resolve([
    { name: '`twin cost` on a sample, whole process', value: Math.round(middle), unit: 'ms', reach: '≤ 150', met: middle <= 150 },
    { name: 'of that, a Node that does nothing', value: Math.round(median(bare)), unit: 'ms', reach: null, met: null },
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printTable(await run());
