/**
 * `npm run dev`: type-checks while you write, and after each change runs the unit tests of the package that changed.
 * Ends with Ctrl+C.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const QUIET_MS = 200;

let tests: ChildProcess | null = null;
let waiting: NodeJS.Timeout | null = null;
const changed = new Set<string>();

const types = node(['node_modules/typescript/bin/tsc', '-b', '--watch', '--preserveWatchOutput']);
process.on('SIGINT', () => {
  types.kill();
  tests?.kill();
  process.exit(0);
});

for (const folder of ['packages', 'cli', 'scripts', 'test'].filter((name) => existsSync(path.join(ROOT, name)))) {
  watch(path.join(ROOT, folder), { recursive: true }, (_event, file) => {
    if (file === null || !file.endsWith('.ts') || /\b(dist|node_modules)\b/.test(file)) return;
    const [first = ''] = file.split(path.sep);
    changed.add(folder === 'packages' ? `packages/${first}/` : `${folder}/`);
    if (waiting !== null) clearTimeout(waiting);
    waiting = setTimeout(runTests, QUIET_MS);
  });
}

function runTests(): void {
  tests?.kill();
  tests = node(['--conditions=source', 'scripts/test.ts', ...changed]);
  tests.on('exit', (code) => {
    if (code === 0) changed.clear();
  });
}

function node(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
}
