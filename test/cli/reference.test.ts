import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { bundle, ROOT, twinProcess } from './bundle.ts';
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

describe('twin explain, prices, docs, completion, man', function () {
  this.timeout(60_000);

  it('explain tells quantity, rate, formula and source of every line', async () => {
    const ran = await twinProcess(['explain', 'samples/smart-home.twin', 'L1']);
    assert.equal(ran.code, 0);
    assert.match(ran.out, /L1 on \w+ {2}/);
    assert.match(ran.out, /Prices \(✓ confirmed/);
    assert.match(ran.out, /Instead /);
    assertSound(ran, 'explain');
  });

  it('explain without a slot tells what causes the cost, and what more of each quantity adds', async () => {
    const ran = await twinProcess(['explain', '--json', 'samples/smart-home.twin']);
    const [found] = (
      JSON.parse(ran.out) as {
        twins: { perMonth: number; causes: { amount: number }[]; sensitivities: { path: string; delta: number }[] }[];
      }
    ).twins;
    assert.ok(found !== undefined);
    const sum = found.causes.reduce((total, { amount }) => total + amount, 0);
    assert.ok(Math.abs(sum - found.perMonth) < 1e-9 * found.perMonth, `${sum} ${found.perMonth}`);
    assert.ok((found.sensitivities.find(({ path: name }) => name === 'thermostats.count')?.delta ?? 0) > 0);
  });

  it('explain --effective tells defaults and where the rest was said', async () => {
    const ran = await twinProcess(['explain', '--effective', 'samples/smart-home.twin']);
    assert.match(ran.out, /thermostats\.every +2 min +devices\.twin:\d+/);
    assert.match(ran.out, /thermostats\.connect +always +default/);
    assert.match(ran.out, /Assumptions\n/);
  });

  it('prices show looks up, verify checks', async () => {
    const shown = await twinProcess(['prices', 'show', 'lambda', 'eu-central-1']);
    assert.match(shown.out, /aws\.lambda\.requests {2}eu-central-1 {2}0\.0000002 USD \/ request/);
    assert.equal((await twinProcess(['prices', 'show', 'no-such-meter'])).code, 1);
    const verified = await twinProcess(['prices', 'verify']);
    assert.equal(verified.code, 0);
    assert.match(verified.out, /The price book is sound/);
    const book = JSON.parse((await twinProcess(['prices', 'show', '--json'])).out) as { entries: unknown[] };
    put('short.json', JSON.stringify({ ...book, entries: book.entries.slice(1) }));
    const short = await inFolder(['prices', 'verify', '--prices', 'short.json']);
    assert.equal(short.code, 1);
    assert.match(short.out, /no price of aws\./);
  });

  it('a book without a meter costs what remains and says what is missing', async () => {
    const book = JSON.parse((await twinProcess(['prices', 'show', '--json'])).out) as { entries: { service: string; provider: string }[] };
    put('no-pubsub.json', JSON.stringify({ ...book, id: 'mine', entries: book.entries.filter(({ service }) => service !== 'pubsub') }));
    const ran = await inFolder(['cost', '--json', '--prices', 'no-pubsub.json', 'good.twin']);
    assert.equal(ran.code, 1);
    const doc = JSON.parse(ran.out) as {
      priceBook: { id: string };
      twins: { slots: { L1: { gcp: { available: boolean; reason: string } } } }[];
    };
    assert.equal(doc.priceBook.id, 'mine');
    const cell = doc.twins[0]?.slots.L1.gcp;
    assert.equal(cell?.available, false);
    assert.match(cell.reason, /gcp\.pubsub\.throughput/);
  });

  it('docs tells codes, properties and lists', async () => {
    for (const [topic, text] of [
      ['twin-2001', /Unknown property/],
      ['1001', /twin-1001/],
      ['payload', /0\.25 KB/],
      ['scenario', /A variant of the twin/],
      ['item-overhead', /100 B/],
      ['units', /Hz/],
      ['assumptions', /item-overhead/],
      ['meters', /aws\.lambda\.requests/],
      ['codes', /twin-4001/],
    ] as const) {
      const ran = await twinProcess(['docs', topic]);
      assert.equal(ran.code, 0, topic);
      assert.match(ran.out, text, topic);
      JSON.parse((await twinProcess(['docs', topic, '--json'])).out);
    }
    assert.match((await twinProcess(['docs', 'pyload'])).err, /Did you mean `twin docs payload`/);
  });

  it('every code that a problem can have is in docs', async () => {
    const codes = (await twinProcess(['docs', 'codes'])).out;
    for (const code of ['twin-1001', 'twin-2001', 'twin-3001', 'twin-4001']) assert.match(codes, new RegExp(code));
  });

  it('completion scripts name every command, and bash takes its one', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { out } = await twinProcess(['completion', shell]);
      for (const command of [
        'init',
        'check',
        'fmt',
        'cost',
        'compare',
        'optimize',
        'explain',
        'diff',
        'sweep',
        'prices',
        'docs',
        'completion',
      ])
        assert.ok(out.includes(command), `${shell} ${command}`);
    }
    if (process.platform === 'win32') return;
    const script = put('twin.bash', (await twinProcess(['completion', 'bash'])).out);
    const complete = (line: string, words: string): string =>
      execFileSync(
        'bash',
        ['-c', `source ${JSON.stringify(script)}; COMP_WORDS=(${words}); COMP_CWORD=${line}; _twin; echo "\${COMPREPLY[@]}"`],
        { encoding: 'utf8' },
      ).trim();
    assert.equal(complete('1', 'twin co'), 'cost compare completion');
    assert.equal(complete('2', 'twin cost --fo'), '--format');
    assert.equal(complete('3', 'twin cost --format m'), 'markdown');
    assert.equal(complete('2', 'twin prices v'), 'verify');
  });

  it('the man page is made from the same help and is fresh', async () => {
    const { out } = await twinProcess(['man']);
    assert.match(out, /^\.TH TWIN 1/);
    const file = path.join(ROOT, 'cli/man/twin.1');
    if (process.env.UPDATE_GOLDENS === '1') {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, out);
    }
    assert.equal(readFileSync(file, 'utf8'), out, 'npm run test:update writes cli/man/twin.1');
  });

  it('help and version are results', async () => {
    for (const args of [['--help'], ['help', 'cost'], ['cost', '--help'], ['--version']]) {
      const ran = await twinProcess(args);
      assert.equal(ran.code, 0, args.join(' '));
      assert.ok(ran.out.length > 3);
      assert.equal(ran.err, '');
      for (const line of ran.out.split('\n')) assert.ok(line.length <= 80, line);
    }
  });
});
