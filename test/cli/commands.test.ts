import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { bundle, LAUNCHER, ROOT, twinProcess } from './bundle.ts';
import { assertSound } from './in-process.ts';

const GOOD = 'twin Home {\n  devices motion {\n    count   40\n    every   2 min\n    payload 0.25 KB\n  }\n}\n';
let folder = '';

before(async function () {
  this.timeout(60_000);
  await bundle();
});
before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'twin-cli-'));
  put('good.twin', GOOD);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string | Uint8Array): string => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};
const inFolder = (args: readonly string[], options: Parameters<typeof twinProcess>[1] = {}) =>
  twinProcess(args, { cwd: folder, ...options });

describe('the bundle: exit codes and streams', function () {
  this.timeout(30_000);

  it('0: fine, with the result on standard output and nothing else anywhere', async () => {
    put('good.twin', GOOD);
    const ran = await inFolder(['cost', 'good.twin']);
    assert.equal(ran.code, 0);
    assert.match(ran.out, /Home\n.*USD\/month/);
    assert.equal(ran.err, '');
  });

  it('1: problems in the input', async () => {
    put('bad.twin', GOOD.replace('count', 'cuont'));
    for (const command of ['check', 'cost', 'compare', 'optimize', 'explain'])
      assert.equal((await inFolder([command, 'bad.twin'])).code, 1, command);
  });

  it('2: wrong usage, with the remedy, on standard error', async () => {
    for (const args of [
      [],
      ['cots', 'x.twin'],
      ['cost'],
      ['cost', '--nope', 'good.twin'],
      ['cost', '--format', 'xml', 'good.twin'],
      ['cost', '--model', 'guess', 'good.twin'],
      ['cost', '--scenario', 'Nope', 'good.twin'],
      ['optimize', '--k', '0', 'good.twin'],
      ['explain', 'good.twin', 'L9'],
      ['sweep', 'good.twin'],
      ['sweep', 'good.twin', '--vary', 'motion.count=1'],
      ['sweep', 'good.twin', '--vary', 'nothing.count=1..2'],
      ['diff', 'good.twin', 'good.twin', '--fail-above', 'much'],
      ['completion', 'csh'],
      ['prices'],
      ['docs', 'nothing-at-all'],
    ]) {
      const ran = await inFolder(args);
      assert.equal(ran.code, 2, args.join(' '));
      assert.equal(ran.out, '', args.join(' '));
      assert.ok(ran.err.length > 10, args.join(' '));
      assertSound(ran, args.join(' '));
    }
    assert.match((await inFolder(['cots', 'x'])).err, /Did you mean cost\?/);
  });

  it('3: a budget is exceeded; a budget of a scenario only where the scenario is named', async () => {
    put('budget.twin', GOOD.replace('twin Home {', 'twin Home {\n  budget 0.01 USD / month'));
    assert.equal((await inFolder(['cost', 'budget.twin'])).code, 3);
    assert.equal((await inFolder(['check', 'budget.twin'])).code, 3);
    put('scenario.twin', GOOD.replace(/\}\n$/, '  budget 5 USD / month\n  scenario Many { motion.count = 100000 }\n}\n'));
    assert.equal((await inFolder(['cost', 'scenario.twin'])).code, 0);
    assert.equal((await inFolder(['cost', 'scenario.twin', '--scenario', 'Many'])).code, 3);
  });

  it('4: files that cannot be read, each with its own words; the others are still costed', async () => {
    const ran = await inFolder(['cost', 'nowhere.twin', 'good.twin']);
    assert.equal(ran.code, 4);
    assert.match(ran.err, /There is no file nowhere\.twin\.\n {2}→ /);
    assert.match(ran.out, /Home/);
    const directory = await inFolder(['cost', '.']);
    assert.equal(directory.code, 4);
    assert.match(directory.err, /is a folder, not a file/);
    if (process.getuid?.() !== 0 && process.platform !== 'win32') {
      chmodSync(put('secret.twin', GOOD), 0o000);
      const denied = await inFolder(['cost', 'secret.twin']);
      assert.equal(denied.code, 4);
      assert.match(denied.err, /permission is missing/);
    }
  });

  it('4: a broken price book, with what is wrong in it', async () => {
    put('no.json', 'not JSON');
    put('other.json', '{"schema":"something"}');
    for (const [book, message] of [
      ['no.json', /is no JSON/],
      ['other.json', /schema is "something"/],
      ['nowhere.json', /There is no file nowhere\.json/],
    ] as const) {
      const ran = await inFolder(['cost', '--prices', book, 'good.twin']);
      assert.equal(ran.code, 4, book);
      assert.match(ran.err, message);
      assert.equal(ran.out, '');
      assertSound(ran, book);
    }
  });

  it('reads standard input as -', async () => {
    const ran = await inFolder(['cost', '--json', '-'], { input: GOOD });
    assert.equal(ran.code, 0);
    assert.equal((JSON.parse(ran.out) as { twins: { file: string }[] }).twins[0]?.file, '<stdin>');
    assert.equal(
      (await inFolder(['fmt', '-'], { input: 'twin   A{devices m{every 1 min payload 1 KB}}' })).out.startsWith('twin A {'),
      true,
    );
  });

  it('does not mind a reader that has seen enough', async () => {
    await bundle();
    const code = await new Promise<number | null>((resolve) => {
      const child = spawn(process.execPath, [LAUNCHER, 'cost', '--json', 'samples/city.twin'], {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let err = '';
      child.stderr.on('data', (data: Uint8Array) => (err += new TextDecoder().decode(data)));
      child.stdout.once('data', () => child.stdout.destroy());
      child.on('close', (status) => {
        assert.doesNotMatch(err, /EPIPE|at /);
        resolve(status);
      });
    });
    assert.equal(code, 0);
  });

  it('an older Node is told so before anything else is loaded', async function () {
    const old = ['/usr/local/bin/node', '/usr/bin/node'].find(
      (file) =>
        existsSync(file) && Number(spawnSync(file, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }).stdout) < 22,
    );
    if (old !== undefined) {
      const ran = await inFolder(['cost', 'good.twin'], { node: old });
      assert.equal(ran.code, 4);
      assert.equal(ran.out, '');
      assert.match(ran.err, /^twin needs Node 22 or newer, and this is Node \d+/);
      assertSound(ran, 'old node');
      return;
    }
    // No such Node here: the launcher is told that it runs on one.
    const pretend = put(
      'pretend.mjs',
      `Object.defineProperty(process.versions, 'node', { value: '20.1.0' });\nawait import(${JSON.stringify(LAUNCHER)});\n`,
    );
    const done = spawnSync(process.execPath, [pretend], { encoding: 'utf8' });
    assert.equal(done.status, 4);
    assert.match(done.stderr, /^twin needs Node 22 or newer, and this is Node 20\.1\.0/);
  });
});

describe('twin init', function () {
  this.timeout(30_000);

  it('writes each template without a problem, formatted, and never overwrites', async () => {
    for (const template of ['minimal', 'home', 'factory', 'building', 'fleet']) {
      const file = `${template}.twin`;
      const ran = await inFolder(['init', file, '--template', template]);
      assert.equal(ran.code, 0, ran.err);
      const check = await inFolder(['check', '--strict', file]);
      assert.equal(check.code, 0, `${template}: ${check.out}`);
      assert.equal((await inFolder(['fmt', '--check', file])).code, 0, template);
      assert.equal((await inFolder(['cost', file])).code, 0, template);
      const text = readFileSync(path.join(folder, file), 'utf8');
      const again = await inFolder(['init', file, '--template', 'minimal']);
      assert.equal(again.code, 4);
      assert.match(again.err, /exists already/);
      assert.equal(readFileSync(path.join(folder, file), 'utf8'), text);
    }
  });

  it('names the twin after its file, and refuses what is no name', async () => {
    await inFolder(['init', 'green-house 2.twin', '--template', 'minimal']);
    assert.match(readFileSync(path.join(folder, 'green-house 2.twin'), 'utf8'), /^twin GreenHouse2 \{/m);
    assert.equal((await inFolder(['init', 'x.twin', '--name', '2 b'])).code, 2);
    assert.equal(existsSync(path.join(folder, 'x.twin')), false);
  });
});

describe('twin fmt', function () {
  this.timeout(30_000);

  it('formats in place, and --check only tells', async () => {
    const file = put('ugly.twin', 'twin  A {\ndevices m{ every 1 min\npayload 1 KB } // why\n}\n');
    const before = readFileSync(file, 'utf8');
    const check = await inFolder(['fmt', '--check', 'ugly.twin', 'good.twin']);
    assert.equal(check.code, 1);
    assert.equal(check.out, 'ugly.twin\n');
    assert.equal(readFileSync(file, 'utf8'), before);
    assert.equal((await inFolder(['fmt', 'ugly.twin'])).code, 0);
    assert.match(readFileSync(file, 'utf8'), /\/\/ why/);
    assert.equal((await inFolder(['fmt', '--check', 'ugly.twin'])).code, 0);
    assert.equal((await inFolder(['fmt', 'nowhere.twin'])).code, 4);
  });
});

describe('twin optimize --write', function () {
  this.timeout(60_000);
  const cost = async (file: string): Promise<{ perMonth: number; best: { perMonth: number } }> => {
    const found = (
      JSON.parse((await inFolder(['cost', '--json', file])).out) as { twins: { perMonth: number; best: { perMonth: number } }[] }
    ).twins[0];
    assert.ok(found !== undefined);
    return found;
  };

  for (const [name, place] of [
    ['fixed lines', '  place {\n    L1     azure // the contract\n    L3.hot aws\n  }\n'],
    ['one line', '  place { L1 azure }\n'],
    ['L3 for its tiers', '  place {\n    // storage\n    L3 aws\n  }\n'],
    ['auto stays', '  place {\n    L1 auto except gcp\n    L2 azure\n  }\n'],
    ['no block', ''],
    ['an empty block', '  place { }\n'],
    ['a comment at the end', '  place {\n    L1 azure // last\n  }\n'],
    ['a block with nothing but a comment', '  place {\n    // nothing yet\n  }\n'],
  ] as const) {
    it(`writes the best placement: ${name}`, async () => {
      const text = `// head\n${GOOD.replace(/\}\n$/, `  storage { hot 1 month  cool 3 months } // tiers\n${place}}\n// tail\n`)}`;
      const file = put('best.twin', text);
      const before = await cost('best.twin');
      const ran = await inFolder(['optimize', 'best.twin', '--write']);
      assert.equal(ran.code, 0, ran.err);
      const written = readFileSync(file, 'utf8');
      const afterwards = await cost('best.twin');
      assert.ok(
        Math.abs(afterwards.perMonth - before.best.perMonth) < 1e-9,
        `${before.best.perMonth} → ${afterwards.perMonth}\n${written}`,
      );
      assert.equal((await inFolder(['check', 'best.twin'])).code, 0, written);
      for (const comment of text.match(/\/\/ .*/g) ?? []) assert.ok(written.includes(comment), `${comment}\n${written}`);
      if (place.includes('auto')) assert.match(written, /L1\s+auto except gcp/);
      const again = await inFolder(['optimize', 'best.twin', '--write']);
      assert.match(again.err, /holds the best placement already/);
      assert.equal(readFileSync(file, 'utf8'), written);
    });
  }

  it('writes every sample, and nothing but its place block changes', async () => {
    cpSync(path.join(ROOT, 'samples'), path.join(folder, 'samples'), { recursive: true });
    for (const name of ['smart-home', 'factory', 'city', 'hospital', 'vehicle-fleet', 'wind-farm', 'paper-industrial']) {
      const file = path.join(folder, `samples/${name}.twin`);
      const text = readFileSync(file, 'utf8');
      const before = await cost(`samples/${name}.twin`);
      assert.equal((await inFolder(['optimize', '--write', `samples/${name}.twin`])).code, 0, name);
      const written = readFileSync(file, 'utf8');
      const afterwards = await cost(`samples/${name}.twin`);
      assert.ok(
        Math.abs(afterwards.perMonth - before.best.perMonth) <= 1e-9 * before.best.perMonth,
        `${name}: ${before.best.perMonth} → ${afterwards.perMonth}`,
      );
      const lines = new Set(written.split('\n'));
      const gone = text.split('\n').filter((line) => !lines.has(line) && !/^ +L\d/.test(line));
      assert.deepEqual(gone, [], name);
    }
  });

  it('keeps CRLF', async () => {
    const file = put('crlf.twin', GOOD.replaceAll('\n', '\r\n'));
    await inFolder(['optimize', 'crlf.twin', '--write']);
    assert.doesNotMatch(readFileSync(file, 'utf8'), /[^\r]\n/);
  });

  it('ranks k placements, the cheapest first', async () => {
    const ran = await inFolder(['optimize', '--json', '--k', '7', 'good.twin']);
    const [found] = (JSON.parse(ran.out) as { twins: { placements: { perMonth: number }[] }[] }).twins;
    const totals = found?.placements.map(({ perMonth }) => perMonth) ?? [];
    assert.equal(totals.length, 7);
    assert.deepEqual(
      totals,
      [...totals].sort((a, b) => a - b),
    );
  });
});

describe('twin diff', function () {
  this.timeout(60_000);
  let repository = '';
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], {
      cwd: repository,
      stdio: 'ignore',
    });
  const inRepository = (args: readonly string[], cwd = repository) => twinProcess(args, { cwd });

  before(() => {
    repository = path.join(folder, 'repository');
    mkdirSync(path.join(repository, 'twins/types'), { recursive: true });
    git('init', '-q');
    writeFileSync(path.join(repository, 'twins/types/motion.twin'), 'device Motion { every 2 min  payload 0.25 KB }\n');
    writeFileSync(
      path.join(repository, 'twins/home.twin'),
      'import "./types/motion.twin"\ntwin Home { devices motion : Motion { count 4000 } }\n',
    );
    git('add', '.');
    git('commit', '-q', '-m', 'one');
  });

  it('no change, against HEAD', async () => {
    const ran = await inRepository(['diff', 'twins/home.twin']);
    assert.equal(ran.code, 0, ran.err);
    assert.match(ran.out, /^No change of cost against HEAD/);
  });

  it('a change of an import counts, seen from any folder', async () => {
    writeFileSync(path.join(repository, 'twins/types/motion.twin'), 'device Motion { every 1 min  payload 0.25 KB }\n');
    for (const [cwd, file] of [
      [repository, 'twins/home.twin'],
      [path.join(repository, 'twins'), 'home.twin'],
      [path.join(repository, 'twins/types'), '../home.twin'],
      [folder, path.join(repository, 'twins/home.twin')],
    ] as const) {
      const ran = await inRepository(['diff', '--json', file], cwd);
      assert.equal(ran.code, 0, ran.err);
      const [found] = (JSON.parse(ran.out) as { twins: { state: string; before: number; after: number }[] }).twins;
      assert.equal(found?.state, 'changed');
      assert.ok(found.after > found.before, `${found.before} → ${found.after}`);
    }
  });

  it('--fail-above by amount, currency and share', async () => {
    assert.equal((await inRepository(['diff', 'twins/home.twin', '--fail-above', '0.01'])).code, 3);
    assert.equal((await inRepository(['diff', 'twins/home.twin', '--fail-above', '0.01USD'])).code, 3);
    assert.equal((await inRepository(['diff', 'twins/home.twin', '--fail-above', '5 %'])).code, 3);
    assert.equal((await inRepository(['diff', 'twins/home.twin', '--fail-above', '100000'])).code, 0);
    assert.equal((await inRepository(['diff', 'twins/home.twin', '--fail-above', '900%'])).code, 0);
    assert.equal((await inRepository(['diff', 'twins/home.twin', '--fail-above', '1EUR'])).code, 2);
  });

  it('a new file, a revision that is none, no repository', async () => {
    writeFileSync(path.join(repository, 'new.twin'), GOOD);
    const added = await inRepository(['diff', 'new.twin']);
    assert.equal(added.code, 0, added.err);
    assert.match(added.out, /Home +new/);
    const revision = await inRepository(['diff', 'twins/home.twin', '--base', 'nope']);
    assert.equal(revision.code, 2);
    assert.match(revision.err, /There is no revision 'nope'/);
    const dash = await inRepository(['diff', 'twins/home.twin', '--base=--help']);
    assert.equal(dash.code, 2);
    const outside = await inFolder(['diff', 'good.twin']);
    assert.equal(outside.code, 4);
    assert.match(outside.err, /lies in no git repository/);
  });

  it('between two files, in Markdown', async () => {
    put('more.twin', GOOD.replace('40', '4000'));
    const ran = await inFolder(['diff', 'good.twin', 'more.twin', '--format', 'markdown']);
    assert.equal(ran.code, 0, ran.err);
    assert.match(ran.out, /^## Cost of this change\n/);
    assert.match(ran.out, /- `motion\.count`: 40 → 4000/);
    assert.match(ran.out, /\| Home \| /);
  });
});

describe('twin sweep', function () {
  this.timeout(60_000);

  it('csv: a row for each value, ends included, units as written', async () => {
    const ran = await inFolder(['sweep', 'good.twin', '--format', 'csv', '--vary', 'motion.payload=0.5 KB..2 KB:0.5 KB']);
    const [head, ...rows] = ran.out.trimEnd().split('\n');
    assert.equal(head, 'motion.payload (KB),perMonth,currency,L1,L2,L3.hot');
    assert.deepEqual(
      rows.map((row) => row.split(',')[0]),
      ['0.5', '1', '1.5', '2'],
    );
  });

  it('every point is what `cost` says of the changed file', async () => {
    const ran = await inFolder(['sweep', 'good.twin', '--json', '--vary', 'motion.count=100..1000:300']);
    const { points } = JSON.parse(ran.out) as { points: { values: number[]; perMonth: number }[] };
    assert.equal(points.length, 4);
    for (const { values, perMonth } of points) {
      put('point.twin', GOOD.replace(/count\s+40/, `count ${values[0] ?? ''}`));
      const doc = JSON.parse((await inFolder(['cost', '--json', 'point.twin'])).out) as { twins: { perMonth: number }[] };
      assert.ok(Math.abs((doc.twins[0]?.perMonth ?? NaN) - perMonth) < 1e-9, `${values.join()} ${perMonth}`);
    }
  });

  it('a chart with its placements, and values without a step', async () => {
    const ran = await inFolder(['sweep', 'good.twin', '--vary', 'motion.count=10..1000']);
    assert.match(ran.out, /motion\.count +USD\/month/);
    assert.match(ran.out, /^ +10 /m);
    assert.match(ran.out, /^ +1000 /m);
    assert.match(ran.out, /Placements\n {2}A /);
  });

  it('the values at which another placement wins: the one before has the old placement', async () => {
    const ran = await inFolder(['sweep', 'good.twin', '--json', '--vary', 'motion.count=1..5000']);
    const { breakEvens } = JSON.parse(ran.out) as { breakEvens: { baseValue: number; before: object; after: object }[] };
    assert.ok(breakEvens.length > 0);
    for (const { baseValue, before, after } of breakEvens) {
      const around = await inFolder(['sweep', 'good.twin', '--json', '--vary', `motion.count=${baseValue - 1}..${baseValue}:1`]);
      const { points } = JSON.parse(around.out) as { points: { placement: object }[] };
      assert.deepEqual(
        points.map(({ placement }) => placement),
        [before, after],
      );
    }
    assert.match(
      (await inFolder(['sweep', 'good.twin', '--vary', 'motion.count=1..5000'])).out,
      /Another placement wins from\n {2}motion\.count \d+ {2}A → B/,
    );
  });

  for (const [words, message] of [
    ['motion.count=0.5..3:0.5', /whole number/],
    ['motion.every=1..5', /its unit is missing/],
    ['motion.every=1 KB..5 KB', /another dimension/],
    ['motion.every=1 min..5 minutos', /no unit minutos/],
    ['motion.count=5..1', /which is less/],
    ['motion.count=1..5:0', /not above 0/],
    ['motion.count=1..1e9:1', /larger step/],
    ['motion.count=1..2e9:1e9', /cannot be/],
    ['visualization.viewers=1..5', /no quantity of Home/],
  ] as const) {
    it(`refuses ${words}`, async () => {
      const ran = await inFolder(['sweep', 'good.twin', '--vary', words]);
      assert.equal(ran.code, 2, ran.out);
      assert.match(ran.err, message);
      assertSound(ran, words);
    });
  }
});
