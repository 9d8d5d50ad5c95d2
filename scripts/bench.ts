/**
 * `npm run bench [-- WORD …]`: runs every module of bench/ that exports `run()`, each in a process of its own so that
 * none warms or fills the heap of another, prints the table and, when all ran, writes bench/RESULTS.md.
 * What is measured, and how, is each module's matter.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Measurement } from '../bench/measurement.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
/** Mean number of processes that wanted to run in the minute before; 0 on Windows, which does not tell. */
const LOAD = os.loadavg()[0] ?? 0;
const ONE_MODULE = '--module=';

const only = process.argv.find((argument) => argument.startsWith(ONE_MODULE))?.slice(ONE_MODULE.length);
if (only !== undefined) await runHere(only);
else runAll(process.argv.slice(2).filter((argument) => !argument.startsWith('-')));

/** In the child: runs one module and leaves its rows as JSON. */
async function runHere(file: string): Promise<void> {
  const loaded: unknown = await import(pathToFileURL(path.join(ROOT, file)).href);
  if (typeof loaded !== 'object' || loaded === null || !('run' in loaded) || typeof loaded.run !== 'function') return;
  const rows: unknown = await (loaded.run as () => unknown)();
  writeFileSync(rowsFile(file), JSON.stringify(rows));
}

function runAll(words: readonly string[]): void {
  const files = globSync('bench/*.ts', { cwd: ROOT })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !file.endsWith('.test.ts') && exportsRun(file))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort();
  mkdirSync(path.join(ROOT, '.cache/bench'), { recursive: true });
  const sections: { file: string; rows: Measurement[] }[] = [];
  const crashed: string[] = [];
  for (const file of files) {
    console.error(`${file} …`);
    rmSync(rowsFile(file), { force: true });
    const { status } = spawnSync(
      process.execPath,
      ['--conditions=source', '--expose-gc', path.join(ROOT, 'scripts/bench.ts'), ONE_MODULE + file],
      { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    if (status === 0) sections.push({ file, rows: readRows(file) });
    else crashed.push(file);
  }
  const table = markdownTable(sections);
  console.log(`\n${machine().join('\n')}\n\n${table}`);
  for (const file of crashed) console.error(`\n${file} crashed`);
  if (words.length === 0 && crashed.length === 0 && sections.length > 0) {
    writeFileSync(path.join(ROOT, 'bench/RESULTS.md'), resultsPage(table));
    console.log('\nwritten to bench/RESULTS.md');
  }
  process.exitCode = crashed.length === 0 ? 0 : 1;
}

function rowsFile(file: string): string {
  return path.join(ROOT, '.cache/bench', `${path.basename(file, '.ts')}.json`);
}

function exportsRun(file: string): boolean {
  return /^export (async )?(function run\b|const run\b)/m.test(readFileSync(path.join(ROOT, file), 'utf8'));
}

function readRows(file: string): Measurement[] {
  const rows: unknown = JSON.parse(readFileSync(rowsFile(file), 'utf8'));
  if (!Array.isArray(rows)) throw new Error(`${file}: run() must return a list of rows`);
  return rows as Measurement[];
}

function markdownTable(sections: readonly { file: string; rows: readonly Measurement[] }[]): string {
  const lines = ['| work | measured | reach | met | by |', '|---|---:|---:|---|---|'];
  for (const { file, rows } of sections) {
    for (const row of rows) {
      const met = row.met === null ? '' : row.met ? 'yes' : '**no**';
      lines.push(
        `| ${row.name.replaceAll('|', '\\|')} | ${figure(row.value)} ${row.unit} | ${row.reach ?? ''} | ${met} | ${path.basename(file)} |`,
      );
    }
  }
  return lines.join('\n');
}

/** Three significant digits are what a measurement here is worth. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(value === 0 ? 1 : Math.abs(value)))));
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

function machine(): string[] {
  const cpus = os.cpus();
  return [
    `- machine: ${cpus[0]?.model.trim() ?? 'unknown processor'}, ${cpus.length} cores, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB memory, ${os.platform()} ${os.arch()}`,
    `- load at the start: ${LOAD.toFixed(1)} on ${cpus.length} cores${LOAD > 0.5 ? ' (others were at work: absolute times are too long)' : ''}`,
    `- Node ${process.version}`,
    `- commit ${commit()}`,
    `- ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  ];
}

function commit(): string {
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
    return (
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ' with uncommitted changes')
    );
  } catch {
    return 'unknown (no git here)';
  }
}

function resultsPage(table: string): string {
  return `# Benchmark results

Written by \`npm run bench\`; the modules beside this file say what each row measures. Ratios count; absolute times drift with the machine.

${machine().join('\n')}

${table}
`;
}
