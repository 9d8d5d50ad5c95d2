/**
 * `npm run check [-- STEP …]`: everything that can be said without running the code. Runs all steps, two at a time,
 * even if one fails, so that one run shows all there is to mend.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

interface Step {
  readonly name: string;
  readonly what: string;
  /** Arguments to Node. */
  readonly args: readonly string[];
  /** How to mend what the step finds. */
  readonly remedy: string;
}

const bin = (file: string): string => path.join('node_modules', file);

const STEPS: readonly Step[] = [
  {
    name: 'types',
    what: 'TypeScript over all packages and tests',
    args: [bin('typescript/bin/tsc'), '-b', '--pretty'],
    remedy: 'mend the types named above',
  },
  {
    name: 'lint',
    what: 'eslint with the import rules',
    args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings=0'],
    remedy: '`npm run format` mends some of it',
  },
  {
    name: 'format',
    what: 'prettier',
    args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'],
    remedy: '`npm run format`',
  },
  {
    name: 'unused',
    what: 'knip: unused files, exports, dependencies',
    args: [bin('knip/bin/knip.js')],
    remedy: 'delete what nothing uses',
  },
  { name: 'links', what: 'links of the docs', args: ['scripts/check-links.ts'], remedy: 'mend the link or the heading' },
  { name: 'docs', what: 'generated docs are fresh', args: ['--conditions=source', 'scripts/docs.ts', '--check'], remedy: '`npm run docs`' },
  {
    name: 'picture',
    what: "the README's picture is fresh",
    args: ['--conditions=source', 'scripts/terminal-picture.ts', '--check'],
    remedy: '`npm run docs`',
  },
];

const wanted = process.argv.slice(2);
const steps = STEPS.filter((step) => wanted.length === 0 || wanted.includes(step.name));
if (steps.length === 0) {
  console.error(`No such step. There are: ${STEPS.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}

const failures: string[] = [];
const queue = [...steps];
await Promise.all([worker(), worker()]);
if (failures.length > 0) console.error(`\ncheck: ${failures.join(', ')} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function worker(): Promise<void> {
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    const start = Date.now();
    const { code, output } = await run(step.args);
    const time = `${((Date.now() - start) / 1000).toFixed(1)} s`;
    if (code === 0) {
      console.log(`✓ ${step.name.padEnd(7)} ${step.what}  ${time}`);
    } else {
      failures.push(step.name);
      console.log(`✗ ${step.name.padEnd(7)} ${step.what}  ${time}\n\n${output.trim()}\n\n  → ${step.remedy}\n`);
    }
  }
}

function run(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...colour } });
    const parts: string[] = [];
    child.stdout.on('data', (data: Uint8Array) => parts.push(new TextDecoder().decode(data)));
    child.stderr.on('data', (data: Uint8Array) => parts.push(new TextDecoder().decode(data)));
    child.on('error', (error) => {
      resolve({ code: 1, output: error.message });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output: parts.join('') });
    });
  });
}
