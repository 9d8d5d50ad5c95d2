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
  const commands = [
    [`twin explain ${SAMPLE} L2`, 'where each figure comes from'],
    [`twin compare ${SAMPLE}`, 'every slot on every cloud'],
    [`twin optimize ${SAMPLE} --k 5`, 'the five cheapest placements'],
    ['twin init', 'a twin of your own'],
    ['twin --help', 'all that twin can do'],
  ] as const;
  console.log('\nTry next:');
  for (const [command, what] of commands) console.log(`  npx ${command.padEnd(44)} ${what}`);
}
process.exitCode = status ?? 1;
