/** What may happen to the disk and to the process while prices are updated: the old book is whole and in force, whatever it is. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { bundledBook, currentBook, type StoreFiles } from '@twin2multicloud/pricing';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { bundle, LAUNCHER } from '../cli/bundle.ts';
import { sendJson } from './clouds.ts';
import { createWorld, SECRETS, type World } from './kit.ts';
import { fixture } from './recorded.ts';

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

describe('prices/disk', function () {
  this.timeout(120_000);
  let world: World;

  before(bundle);
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(async () => {
    await world.close();
  });

  /** `twin prices update` as a process of its own. */
  const begin = (
    env: Readonly<Record<string, string>> = {},
    wrapped?: (command: string) => string,
  ): { child: ChildProcess; ended: Promise<Ended> } => {
    const args = [LAUNCHER, 'prices', 'update', '--aws', 'bulk'];
    const all = { PATH: process.env.PATH ?? '', HOME: world.store, ...world.env, ...env };
    const child =
      wrapped === undefined
        ? spawn(process.execPath, args, { env: all })
        : spawn('sh', ['-c', wrapped([process.execPath, ...args].map((word) => `'${word}'`).join(' '))], { env: all });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const ended = new Promise<Ended>((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err })));
    return { child, ended };
  };
  const files: StoreFiles = {
    names: () => world.files(),
    read: (name) => (existsSync(path.join(world.store, name)) ? readFileSync(path.join(world.store, name), 'utf8') : null),
  };
  const idInForce = (): string => {
    const found = currentBook(files);
    if (found === null) return bundledBook().id;
    assert.ok(found.ok, JSON.stringify(found));
    return found.book.id;
  };

  it('a full disk is said, and the old book stays whole', async () => {
    await world.update();
    const old = idInForce();
    const before = world.files();
    // No file may grow beyond 16 KB; a shell that ignores the signal makes that an error of the write, as a full disk is.
    const { code, out, err } = await begin({}, (command) => `trap '' XFSZ; ulimit -f 32; exec ${command}`).ended;
    assert.equal(code, 4, out);
    assert.match(err, /The disk is full: the new price book could not be written/);
    assert.match(err, /the old book is whole and in force/);
    assert.equal(idInForce(), old);
    assert.deepEqual(world.files(), before, 'nothing is left behind');
  });

  it('a folder that may not be written is said', async function () {
    const file = path.join(world.store, 'in-the-way');
    writeFileSync(file, '');
    const ran = await world.run(['prices', 'update'], { TWIN_PRICE_STORE: path.join(file, 'store') });
    assert.equal(ran.code, 4);
    assert.match(ran.err, /could not be written to .*in-the-way.*(ENOTDIR|EEXIST)/);
    // A superuser may write everywhere.
    if (process.getuid?.() !== 0) {
      chmodSync(world.store, 0o500);
      assert.match((await world.run(['prices', 'update'])).err, /could not be written .*\(EACCES\)/);
      chmodSync(world.store, 0o700);
    }
  });

  it('two updates at once: one runs, the other says so', async () => {
    world.clouds.delay = 30;
    const [first, second] = await Promise.all([begin().ended, begin().ended]);
    assert.deepEqual([first.code, second.code].sort(), [0, 4], first.err + second.err);
    const refused = first.code === 4 ? first : second;
    assert.match(refused.err, /Another update of the prices is running \(process \d+, since 20/);
    assert.equal(world.files().filter((name) => name.endsWith('.json')).length, 1);
    assert.deepEqual(
      world.files().filter((name) => !name.endsWith('.json')),
      ['current'],
      'the lock is gone',
    );
  });

  it('many at once: one at a time, and each book is whole', async () => {
    const ended = await Promise.all(Array.from({ length: 6 }, async () => (await begin().ended).code));
    assert.ok(ended.includes(0));
    assert.ok(ended.every((code) => code === 0 || code === 4));
    assert.match(idInForce(), /^fetched-/);
    assert.deepEqual(
      world.files().filter((name) => !name.endsWith('.json')),
      ['current'],
    );
  });

  it('a kill at any moment leaves the old book or the new one, whole, and the next update runs', async () => {
    const { code, ms } = await timed(begin().ended);
    assert.equal(code, 0);
    let killed = 0;
    for (let turn = 0; turn < 14; turn++) {
      const { child, ended } = begin();
      // More of them late, where the book is written.
      const wait = ms * (turn % 2 === 0 ? Math.random() : 0.7 + Math.random() * 0.4);
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      const { signal } = await ended;
      if (signal === 'SIGKILL') killed++;
      assert.match(idInForce(), /^fetched-/, `turn ${turn}: ${world.files().join(' ')}`);
    }
    assert.ok(killed > 3, `${killed} were killed`);
    const last = await begin().ended;
    assert.equal(last.code, 0, last.err);
    assert.deepEqual(
      world.files().filter((name) => !name.endsWith('.json')),
      ['current'],
      'what the killed ones left is gone',
    );
  });

  it('drafts of locks whose writers are no more go with the next update, those of others stay', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.on('close', resolve));
    const lockOf = (pid: number | undefined): string => JSON.stringify({ pid, host: hostname(), at: world.now.toISOString() });
    mkdirSync(world.store, { recursive: true });
    writeFileSync(path.join(world.store, 'update.lock.killed'), lockOf(gone.pid));
    writeFileSync(path.join(world.store, 'update.lock.empty'), '');
    writeFileSync(path.join(world.store, 'update.lock.alive'), lockOf(process.pid));
    const ran = await world.update();
    assert.equal(ran.code, 0, ran.err);
    assert.deepEqual(
      world.files().filter((name) => name.startsWith('update')),
      ['update.lock.alive'],
    );
  });

  it('a lock of a process that is no more is taken over, one that is broken too', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.on('close', resolve));
    for (const text of [JSON.stringify({ pid: gone.pid, host: hostname(), at: new Date().toISOString() }), '', '{"pid":']) {
      writeFileSync(path.join(world.store, 'update.lock'), text);
      const ran = await world.update();
      assert.equal(ran.code, 0, `${text}: ${ran.err}`);
    }
    writeFileSync(path.join(world.store, 'update.lock'), JSON.stringify({ pid: 1, host: 'another-machine', at: world.now.toISOString() }));
    assert.match((await world.update()).err, /Another update/);
  });

  it('Ctrl+C ends an update in a sentence', async () => {
    world.clouds.delay = 50;
    const { child, ended } = begin();
    while (world.clouds.requests.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    assert.equal(code, 4, err);
    assert.match(out, /The update was cancelled/);
    assert.doesNotMatch(out + err, /\n\s+at /);
    assert.deepEqual(world.files(), []);
  });

  it('a book is loaded in a fraction of a start', async () => {
    await world.update();
    currentBook(files);
    const times = Array.from({ length: 7 }, () => {
      const began = performance.now();
      const found = currentBook(files);
      assert.ok(found?.ok);
      return performance.now() - began;
    }).sort((a, b) => a - b);
    // 15 ms on a machine of its own; here others run too, so the best counts.
    assert.ok((times[0] ?? 99) < 15, `${times.map((time) => time.toFixed(1)).join(' ')} ms`);
  });

  it('the bundled SDKs work, all of them, and say nothing of their own', async () => {
    world.clouds.faults.set('azureRateCard', (answer) => {
      sendJson(answer, fixture('azure/ratecard-ASSEMBLED.json'));
      return true;
    });
    const own = " '--azure-subscription' '00000000-1111-2222-3333-444444444444' '--azure-offer' 'MS-AZR-0003P'";
    const { code, out, err } = await begin(SECRETS, (command) => `exec ${command.replace("'bulk'", "'query'")}${own}`).ended;
    assert.equal(code, 0, out + err);
    for (const api of ['awsQuery', 'azureRetail', 'azureRateCard', 'google'])
      assert.ok(
        world.clouds.requests.some((item) => item.api === api),
        api,
      );
    assert.doesNotMatch(err, /warning|deprecat/i);
  });

  it('no store at all: the bundled book, and an update that says where to', async () => {
    const ran = await world.run(['prices', 'show'], { TWIN_PRICE_STORE: '' });
    assert.match(ran.out, /^bundled-/);
    const refused = await world.run(['prices', 'update'], { TWIN_PRICE_STORE: '' });
    assert.equal(refused.code, 4);
    assert.match(refused.err, /There is no folder for price books/);
  });
});

async function timed<T extends object>(work: Promise<T>): Promise<T & { readonly ms: number }> {
  const began = performance.now();
  const done = await work;
  return { ...done, ms: performance.now() - began };
}
