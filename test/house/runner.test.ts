import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, it } from 'mocha';

const HOUSE = path.resolve(import.meta.dirname, '../..');

describe('house/runner: npm test counts what it should', () => {
  // Within the repository, so that the little tests find mocha.
  const roots: string[] = [];
  afterEach(() => {
    for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
  });

  /** Runs `npm test` over two little suites: one unit test file and one that crosses packages. */
  const run = (
    unit: string | null,
    cross: string | null = "it('ok', () => {});",
    unit2: string | null = null,
  ): { last: string; status: number | null } => {
    mkdirSync(path.join(HOUSE, '.cache'), { recursive: true });
    const root = mkdtempSync(path.join(HOUSE, '.cache/runner-'));
    roots.push(root);
    const write = (file: string, code: string | null): void => {
      if (code === null) return;
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), `import { describe, it, before } from 'mocha';\nvoid [describe, it, before];\n${code}\n`);
    };
    write('packages/x/src/x.test.ts', unit);
    write('packages/x/src/z.test.ts', unit2);
    write('test/y.test.ts', cross);
    const { stdout, status } = spawnSync(process.execPath, [path.join(HOUSE, 'scripts/test.ts'), `--root=${root}`], { encoding: 'utf8' });
    return { last: stdout.trimEnd().split('\n').at(-1) ?? '', status };
  };

  it('sums the suites', () => {
    assert.deepEqual(run("it('a', () => {}); it('b', () => {});"), { last: '3 passed, 0 failed', status: 0 });
  });
  it('a failing test', () => {
    assert.deepEqual(run("it('a', () => { throw new Error('no'); }); it('b', () => {});"), { last: '2 passed, 1 failed', status: 1 });
  });
  it('a failing hook', () => {
    assert.deepEqual(run("describe('d', () => { before(() => { throw new Error('no'); }); it('a', () => {}); });"), {
      last: '1 passed, 1 failed',
      status: 1,
    });
  });
  it('a file that cannot be loaded', () => {
    assert.deepEqual(run("import './none.ts';"), { last: '1 passed, 1 failed', status: 1 });
  });
  it('a file that cannot be loaded takes no other along', () => {
    assert.deepEqual(run("import './none.ts';", "it('ok', () => {});", "it('a', () => {}); it('b', () => {});"), {
      last: '3 passed, 1 failed',
      status: 1,
    });
  });
  it('a crash in the middle', () => {
    assert.deepEqual(run("it('a', () => { process.exit(0); });"), { last: '1 passed, 1 failed', status: 1 });
  });
  it('an error after the last test', () => {
    assert.deepEqual(run("it('a', () => {}); process.on('exit', () => { process.exit(3); });"), {
      last: '2 passed, 1 failed',
      status: 1,
    });
  });
  it('a suite without a file, or without a test', () => {
    assert.deepEqual(run(null), { last: '1 passed, 1 failed', status: 1 });
    assert.deepEqual(run(''), { last: '1 passed, 1 failed', status: 1 });
  });
  it('a test that is skipped, or alone', () => {
    assert.deepEqual(run("it.skip('a', () => {}); it('b', () => {});"), { last: '2 passed, 1 failed', status: 1 });
    assert.equal(run("it.only('a', () => {}); it('b', () => {});").status, 1);
  });
});
