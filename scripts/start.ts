/**
 * `npm start`: builds the command line and shows what it says about a sample, then what to try next.
 * It holds no figure of its own.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildCli } from './build.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const SAMPLE = 'samples/smart-home.twin';

await buildCli();
console.log(`$ npx twin cost ${SAMPLE}\n`);
const { status } = spawnSync(process.execPath, ['cli/bin/twin.js', 'cost', SAMPLE], { cwd: ROOT, stdio: 'inherit' });
if (status === 0) {
  console.log(`
Try next:
  npx twin explain ${SAMPLE} L2       where each figure comes from
  npx twin compare ${SAMPLE}          every slot on every cloud
  npx twin optimize ${SAMPLE} --k 5   the five cheapest placements
  npx twin init                                    a twin of your own
  code .                                           the samples, with their comments`);
}
process.exitCode = status ?? 1;
