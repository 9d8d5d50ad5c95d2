/**
 * `npm test [-- WORD …]`: runs mocha once per suite and ends with the line `N passed, N failed`, summed over all of them.
 * Words keep only the test files whose path contains one. `--update` rewrites the golden files instead of comparing.
 * What a single test does or means is mocha's and the test's own matter.
 */
import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SuiteCounts } from './test-reporter.ts';
import { installTestTools } from './test-tools.ts';

const HOUSE = path.resolve(import.meta.dirname, '..');
/** The repository whose tests run: this one, except in the runner's own test. */
const ROOT = process.argv.find((argument) => argument.startsWith('--root='))?.slice('--root='.length) ?? HOUSE;
const MOCHA = path.join(HOUSE, 'node_modules/mocha/bin/mocha.js');
/** A suite that hangs is ended, and counts as a failure. */
const SUITE_LIMIT_MS = 25 * 60_000;

const SUITES = [
  {
    name: 'unit',
    globs: ['packages/*/src/**/*.test.ts', '{cli,server,client}/src/**/*.test.ts', '{grammars,scripts,webviews}/**/*.test.ts'],
  },
  { name: 'cross', globs: ['test/**/*.test.ts', 'bench/**/*.test.ts'] },
] as const;

const words = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const update = process.argv.includes('--update');

if (words.length === 0 && ROOT === HOUSE) installTestTools();

let passed = 0;
let failed = 0;
for (const suite of SUITES) {
  const files = suite.globs
    .flatMap((glob) => globSync(glob, { cwd: ROOT }))
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word) || word === suite.name))
    .sort();
  if (files.length === 0 && words.length > 0) continue;
  const counts = await runSuite(suite.name, files);
  passed += counts.passed;
  failed += counts.failed;
}
if (passed + failed === 0) {
  console.error(`No test ran${words.length > 0 ? `: no test file has ${words.join(' or ')} in its path` : ''}.`);
  failed = 1;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * Runs one suite. A crash, a hang, a missing result or an empty suite adds one failure to its counts. After a crash the files
 * run one by one, so that the one to blame is named and the others count.
 */
async function runSuite(name: string, files: readonly string[]): Promise<{ passed: number; failed: number }> {
  console.log(files[0] === name ? `\n${name}` : `\n${name}: ${files.length} files`);
  if (files.length === 0) {
    console.error(`  ${name} has no test file`);
    return { passed: 0, failed: 1 };
  }
  const results = path.join(ROOT, '.cache/test', `${name.replaceAll('/', '-')}.json`);
  rmSync(results, { force: true });
  const end = await run([
    '--conditions=source',
    MOCHA,
    '--no-config',
    '--timeout=30000',
    '--forbid-only',
    '--forbid-pending',
    `--reporter=${path.join(HOUSE, 'scripts/test-reporter.ts')}`,
    `--reporter-option=results=${results}`,
    ...files,
  ]);
  const counts = readCounts(results);
  if (counts === null) {
    console.error(`  ${name} ended (${end}) without results`);
    if (files.length === 1 || end === 'signal SIGKILL') return { passed: 0, failed: 1 };
    console.error('  its files run one by one now');
    let sum = { passed: 0, failed: 0 };
    for (const file of files) {
      const one = await runSuite(file, [file]);
      sum = { passed: sum.passed + one.passed, failed: sum.failed + one.failed };
    }
    // A crash that needs several files in one process is still one.
    return sum.failed === 0 ? { ...sum, failed: 1 } : sum;
  }
  if (counts.passed + counts.failed === 0) {
    console.error(`  ${name} ran no test`);
    return { passed: 0, failed: 1 };
  }
  if (end !== 'exit code 0' && counts.failed === 0) {
    console.error(`  ${name} ended with ${end} although no test failed`);
    return { passed: counts.passed, failed: 1 };
  }
  return counts;
}

function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: 'inherit',
      // The books that whoever runs the tests has fetched are none of theirs.
      env: { ...process.env, TWIN_PRICE_STORE: '', ...(update ? { UPDATE_GOLDENS: '1' } : {}) },
    });
    const limit = setTimeout(() => {
      console.error(`  ended after ${SUITE_LIMIT_MS / 60_000} minutes`);
      child.kill('SIGKILL');
    }, SUITE_LIMIT_MS);
    const stop = (): void => {
      child.kill();
      process.exit(1);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    child.on('error', (error) => {
      clearTimeout(limit);
      resolve(error.message);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(limit);
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
      resolve(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`);
    });
  });
}

function readCounts(file: string): SuiteCounts | null {
  if (!existsSync(file)) return null;
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof read !== 'object' || read === null || !('passed' in read) || !('failed' in read) || !('pending' in read)) return null;
  const { passed: ok, failed: bad, pending } = read;
  return typeof ok === 'number' && typeof bad === 'number' && typeof pending === 'number' ? { passed: ok, failed: bad, pending } : null;
}
