/** Earlier states of files, from real repositories. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { testRepository, type TestRepository } from '../../../test/fixtures/repository.ts';
import type { Revisions } from '../host.ts';
import { keyOf, uriOf } from '../uris.ts';
import { gitRevisions } from './git.ts';

const keyAt = (file: string): string => keyOf(pathToFileURL(file).href);

function open(log: string[] = [], env: NodeJS.ProcessEnv = process.env): Revisions {
  const revisions = gitRevisions({
    pathOf: (key) => (key.startsWith('file:') ? fileURLToPath(uriOf(key)) : null),
    decode: (bytes) => new TextDecoder().decode(bytes),
    log: (message) => void log.push(message),
    env,
  });
  assert.ok(revisions, 'git is not installed');
  return revisions;
}

/** What HEAD has of a file. */
async function headText(revisions: Revisions, file: string): Promise<string | null> {
  const located = await revisions.locate(keyAt(file));
  if (located?.head == null) return null;
  const found = await revisions.textAt(located.root, located.head, located.path);
  return found === null ? null : 'text' in found ? found.text : `error: ${found.error}`;
}

describe('git', function () {
  this.timeout(20_000);
  let repository: TestRepository;
  let revisions: Revisions;
  let told: string[];

  beforeEach(() => {
    repository = testRepository('häuser und mehr');
    revisions = open((told = []));
  });
  afterEach(() => {
    revisions.dispose();
    repository.remove();
  });

  it('reads files of HEAD, in folders and with names of every kind', async () => {
    const names = ['a.twin', 'im Süden/[b] c.twin', 'im Süden/it\'s "d".twin', '-e.twin', '日本/f.twin'];
    const files = names.map((name) => repository.write(name, `// ${name}\n`));
    repository.commit('all');
    for (const file of files) writeFileSync(file, 'something else');
    assert.deepEqual(
      await Promise.all(files.map((file) => headText(revisions, file))),
      names.map((name) => `// ${name}\n`),
    );
    const located = await revisions.locate(keyAt(files[1] ?? ''));
    assert.equal(located?.path, 'im Süden/[b] c.twin');
    assert.equal(located.root, `${keyAt(repository.folder)}/`);
    assert.deepEqual(told, []);
  });

  it('knows files that HEAD does not have, repositories without a commit, and folders without a repository', async () => {
    const file = repository.write('a.twin', 'a');
    assert.equal((await revisions.locate(keyAt(file)))?.head, null);
    repository.commit('first');
    const late = repository.write('new/b.twin', 'b');
    const located = await revisions.locate(keyAt(late));
    assert.ok(located);
    assert.equal(located.path, 'new/b.twin');
    assert.equal(await revisions.textAt(located.root, repository.git('rev-parse', 'HEAD'), located.path), null);
    assert.equal(await revisions.locate(keyAt(path.join(repository.folder, '..', 'c.twin'))), null);
    assert.equal(await revisions.locate('untitled:a.twin'), null);
    assert.equal(await revisions.locate(keyAt(path.join(repository.folder, 'gone/d.twin'))), null);
    assert.deepEqual(told, []);
  });

  it('sees HEAD move: a commit, a checkout, a reset, packed branches', async () => {
    const file = repository.write('a.twin', 'one');
    repository.commit('one');
    assert.equal(await headText(revisions, file), 'one');
    let moves = 0;
    let wake = (): void => undefined;
    revisions.onDidMove(() => {
      moves++;
      wake();
    });
    const moved = async (how: () => void): Promise<string | null> => {
      const before = moves;
      const told = new Promise<void>((resolve) => (wake = resolve));
      how();
      await told;
      assert.ok(moves > before);
      return headText(revisions, file);
    };
    writeFileSync(file, 'two');
    assert.equal(await headText(revisions, file), 'one');
    assert.equal(await moved(() => void repository.commit('two')), 'two');
    assert.equal(await moved(() => void repository.git('checkout', '--quiet', 'HEAD~1')), 'one');
    assert.equal(await revisions.branch(`${keyAt(repository.folder)}/`), null);
    assert.equal(await moved(() => void repository.git('checkout', '--quiet', 'main')), 'two');
    assert.equal(await revisions.branch(`${keyAt(repository.folder)}/`), 'main');
    repository.git('pack-refs', '--all');
    assert.equal(await moved(() => void repository.git('reset', '--quiet', '--soft', 'HEAD~1')), 'one');
    // Looking at the state of the work moves nothing.
    const before = moves;
    repository.git('status');
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(moves, before);
  });

  it('follows worktrees, submodules and links', async () => {
    const file = repository.write('sub/a.twin', 'one');
    repository.commit('one');
    repository.git('worktree', 'add', '--quiet', '-b', 'second', '../second tree');
    const other = path.join(repository.folder, '../second tree/sub/a.twin');
    writeFileSync(file, 'two');
    repository.commit('two');
    assert.equal(await headText(revisions, other), 'one');
    assert.equal(await headText(revisions, file), 'two');

    const outer = testRepository();
    outer.write('b.twin', 'b');
    outer.git('submodule', '--quiet', 'add', repository.folder, 'inner');
    outer.commit('with a submodule');
    assert.equal(await headText(revisions, path.join(outer.folder, 'inner/sub/a.twin')), 'two');
    assert.equal(await headText(revisions, path.join(outer.folder, 'b.twin')), 'b');
    outer.remove();

    const link = path.join(repository.folder, '../link');
    symlinkSync(path.join(repository.folder, 'sub'), link);
    assert.equal(await headText(revisions, path.join(link, 'a.twin')), 'two');
    assert.equal((await revisions.locate(keyAt(path.join(link, 'a.twin'))))?.path, 'sub/a.twin');
  });

  it('lists the commits of a file through its renames', async () => {
    repository.write('old name.twin', 'one\ntwo\nthree\nfour\n');
    const first = repository.commit('first: with "quotes", and ünicode');
    repository.write('other.twin', 'x');
    repository.commit('nothing of it');
    repository.git('mv', 'old name.twin', 'new.twin');
    const second = repository.commit('renamed');
    repository.write('new.twin', 'one\ntwo\nthree\nfour\nfive\n');
    const third = repository.commit('changed');
    const located = await revisions.locate(keyAt(path.join(repository.folder, 'new.twin')));
    assert.ok(located?.head);
    const found = await revisions.commits(located.root, located.head, located.path, 50);
    assert.deepEqual(
      found.map(({ short, subject, author, path: name }) => [short, subject, author, name]),
      [
        [third, 'changed', 'Ada Müller', 'new.twin'],
        [second, 'renamed', 'Ada Müller', 'new.twin'],
        [first, 'first: with "quotes", and ünicode', 'Ada Müller', 'old name.twin'],
      ],
    );
    assert.match(found[0]?.date ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
    assert.equal((await revisions.commits(located.root, located.head, located.path, 2)).length, 2);
    assert.deepEqual(await revisions.commits(located.root, located.head, 'never.twin', 2), []);
    const stopped = new AbortController();
    stopped.abort();
    assert.deepEqual(await revisions.commits(located.root, located.head, located.path, 2, stopped.signal), []);
  });

  it('is not led to another repository by the environment', async () => {
    const file = repository.write('a.twin', 'one');
    repository.commit('one');
    const other = testRepository();
    other.write('a.twin', 'another');
    other.commit('another');
    const misled = open([], { ...process.env, GIT_DIR: path.join(other.folder, '.git'), GIT_WORK_TREE: other.folder });
    assert.equal(await headText(misled, file), 'one');
    misled.dispose();
    other.remove();
  });

  it('is absent, and says so, where git is not installed', () => {
    const log: string[] = [];
    const none = gitRevisions({ pathOf: () => null, decode: () => '', log: (message) => void log.push(message), env: { PATH: '' } });
    assert.equal(none, null);
    assert.match(log.join(), /git was not found.*Install git/);
  });

  it('takes no program named git from a folder that the PATH names relatively', () => {
    const env = { PATH: ['.', 'bin', ''].join(path.delimiter) };
    assert.equal(gitRevisions({ pathOf: () => null, decode: () => '', log: () => undefined, env }), null);
  });

  it('runs nothing that a repository names, fetches nothing and writes nothing', async () => {
    const file = repository.write('a.twin', 'one');
    repository.commit('one');
    const outside = mkdtempSync(path.join(os.tmpdir(), 'twin-canary-'));
    const canary = path.join(outside, 'ran');
    const program = path.join(outside, 'program');
    writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> '${canary}'\nexit 0\n`);
    chmodSync(program, 0o755);
    for (const name of ['core.fsmonitor', 'gpg.program', 'core.pager', 'pager.log', 'diff.external', 'core.sshCommand', 'core.askPass'])
      repository.git('config', name, program);
    for (const [name, value] of [
      ['log.showSignature', 'true'],
      ['diff.x.textconv', program],
      ['filter.x.smudge', program],
      ['remote.origin.url', repository.folder],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.uploadpack', program],
      ['protocol.file.allow', 'always'],
      ['extensions.partialClone', 'origin'],
    ] as const)
      repository.git('config', name, value);
    repository.write('.git/info/attributes', '*.twin diff=x filter=x\n');
    mkdirSync(path.join(repository.folder, '.git/hooks'), { recursive: true });
    for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout']) {
      const target = path.join(repository.folder, '.git/hooks', hook);
      writeFileSync(target, readFileSync(program));
      chmodSync(target, 0o755);
    }
    // A signed commit, so that there is a signature to check.
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    const raw = `tree ${tree}\nauthor A <a@b> 1700000000 +0000\ncommitter A <a@b> 1700000000 +0000\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\nsigned\n`;
    const rawFile = path.join(outside, 'commit');
    writeFileSync(rawFile, raw);
    const signed = repository.git('hash-object', '-t', 'commit', '-w', rawFile);
    writeFileSync(path.join(repository.folder, '.git/refs/heads/main'), `${signed}\n`);
    rmSync(canary, { force: true });
    const before = listing(path.join(repository.folder, '.git'));

    assert.equal(await headText(revisions, file), 'one');
    const located = await revisions.locate(keyAt(file));
    assert.ok(located?.head);
    assert.equal((await revisions.commits(located.root, located.head, located.path, 5))[0]?.subject, 'signed');
    // An object that is not there would be fetched from the promisor.
    const blob = repository.git('rev-parse', 'HEAD:a.twin');
    unlinkSync(path.join(repository.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const missing = await revisions.textAt(located.root, located.head, located.path);
    assert.ok(missing === null || 'error' in missing);
    assert.ok(!existsSync(canary), existsSync(canary) ? readFileSync(canary, 'utf8') : '');
    assert.deepEqual(
      listing(path.join(repository.folder, '.git')),
      before.filter((name) => !name.endsWith(blob.slice(2))),
    );
    rmSync(outside, { recursive: true, force: true });
  });
});

function listing(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
