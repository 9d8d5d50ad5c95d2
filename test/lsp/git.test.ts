/** The bundled server in real git repositories: the change against HEAD in lens, hover and tree, commits that are made meanwhile, the history of a cost. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  CancellationTokenSource,
  ProgressType,
  ResponseError,
  type CodeLens,
  type Hover,
  type MarkupContent,
} from 'vscode-languageserver-protocol/node';
import { CLIENT_NOTIFICATIONS, NOTIFICATIONS, REQUESTS, type CostHistory, type TwinNode } from '@twin2multicloud/protocol';
import { testRepository, type TestRepository } from '../fixtures/repository.ts';
import { start, type Client, type StartOptions } from './client.ts';

const DEVICES = 'device Thermostat { every 2 min  payload 0.25 KB }\n';
const HOME = `import "../Geräte/devices.twin"

twin Home {
  currency EUR
  devices thermostats : Thermostat { count 1800 }
  storage { hot 1 month }
  scenario Winter { thermostats.every = 30 s }
}
`;
const SINCE = /^\d[\d\u202f.]* €\/month · .* · [+−]\d+\.\d\d €\/month since HEAD$/;

describe('the server and git', function () {
  this.timeout(30_000);
  let repository: TestRepository;
  let home: string;
  let devices: string;
  let client: Client;

  const uriOf = (name: string): string => pathToFileURL(path.join(repository.folder, name)).href;
  const begin = async (options: StartOptions = {}): Promise<void> => {
    client = await start({ folders: [pathToFileURL(repository.folder).href], ...options });
  };
  beforeEach(() => {
    repository = testRepository('Gebäude im Süden');
    repository.write('Haus 1/home.twin', HOME);
    repository.write('Geräte/devices.twin', DEVICES);
    home = uriOf('Haus 1/home.twin');
    devices = uriOf('Geräte/devices.twin');
  });
  afterEach(async () => {
    await client.stop();
    repository.remove();
  });

  /** The totals above twins and scenarios, in order. */
  const shown = async (uri = home): Promise<string[]> => {
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    const resolved = await Promise.all(lenses.map((lens) => client.request<CodeLens>('codeLens/resolve', lens)));
    return resolved.map(({ command }) => command?.title ?? '').filter((title) => title.includes('/month'));
  };
  const hovered = async (needle: string, by = 0, uri = home): Promise<string> => {
    const found = await client.request<Hover | null>('textDocument/hover', client.at(uri, needle, by));
    return (found?.contents as MarkupContent | undefined)?.value ?? '';
  };
  const replace = (from: string, to: string, uri = home): void => {
    const at = client.text(uri).indexOf(from);
    assert.ok(at >= 0, `\`${from}\` does not stand in the text`);
    client.change(uri, [{ start: at, end: at + from.length, text: to }]);
  };
  /** It waits for git as long as it takes; a lens does not, so on a busy machine a test asks for this first. */
  const nodes = (params: object = { uri: home }): Promise<TwinNode[]> => client.request<TwinNode[]>(REQUESTS.tree, params);
  /** Done when the server next says that lenses are old. */
  const refreshed = async (how: () => unknown): Promise<void> => {
    const count = (): number => client.requests.filter(({ method }) => method === 'workspace/codeLens/refresh').length;
    const before = count();
    how();
    for (let waited = 0; count() === before; waited += 20) {
      assert.ok(waited < 10_000, 'no refresh came');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('shows the change against HEAD above a twin and a scenario, with imports as HEAD has them', async () => {
    repository.commit('first');
    await begin();
    client.open(home, HOME);
    await nodes();
    const same = await shown();
    assert.equal(same.length, 2);
    for (const text of same) assert.doesNotMatch(text, /HEAD/);
    replace('count 1800', 'count 2000');
    const [twin = '', winter = ''] = await shown();
    assert.match(twin, SINCE);
    assert.match(twin, /\+/);
    assert.match(winter, /more than the file · \+\d+\.\d\d €\/month since HEAD$/);
    const [node, scenario] = await nodes();
    assert.equal(node?.text, twin);
    assert.equal(node.head.state, 'changed');
    assert.ok(Math.abs((node.perMonth ?? NaN) - (node.head.perMonth ?? NaN) - (node.sinceHead ?? NaN)) < 1e-9);
    assert.match(twin, new RegExp(`\\+${node.sinceHead?.toFixed(2)} €/month since HEAD`));
    assert.equal(scenario?.head.state, 'changed');
    replace('count 2000', 'count 1800');
    assert.deepEqual(await shown(), same);
    assert.deepEqual(
      (await nodes()).map(({ head, sinceHead }) => [head.state, sinceHead]),
      [
        ['same', 0],
        ['same', 0],
      ],
    );
    // What an import says now is compared with what it said.
    client.open(devices, DEVICES);
    replace('2 min', '1 min', devices);
    assert.match((await shown())[0] ?? '', SINCE);
  });

  it('tells in the hover of a changed line what it was and what it does', async () => {
    repository.commit('first');
    await begin();
    client.open(home, HOME);
    await nodes();
    assert.doesNotMatch(await hovered('count'), /HEAD/);
    assert.doesNotMatch(await hovered('1800', 1), /HEAD/);
    replace('count 1800', 'count 2000');
    const since = (await nodes())[0]?.sinceHead ?? NaN;
    const words = `was \`1800\` in HEAD; this line: +${since.toFixed(2)} €/month`;
    assert.ok((await hovered('count', 1)).includes(words), await hovered('count', 1));
    assert.ok((await hovered('2000', 1)).includes(words));
    assert.match(await hovered('thermostats :', 2), /this block: \+/);
    assert.match(await hovered('Home {', 1), /was [\d\u202f.]+ €\/month in HEAD: \+/);
    assert.doesNotMatch(await hovered('hot', 1), /HEAD/);
    replace('  storage {', '  devices meters { count 50  every 1 min  payload 1 KB }\n  storage {');
    assert.match(await hovered('meters', 1), /not in HEAD; this block: \+\d/);
    client.open(devices, DEVICES);
    replace('0.25 KB', '0.5 KB', devices);
    await nodes({ uri: devices });
    assert.match(await hovered('payload', 1, devices), /was `0\.25 KB` in HEAD(?!;)/);
  });

  it('is refreshed when somebody commits, checks out or resets', async () => {
    repository.commit('first');
    await begin();
    let told = 0;
    client.connection.onNotification(NOTIFICATIONS.figuresChanged, () => {
      told++;
    });
    client.open(home, HOME);
    await nodes();
    assert.doesNotMatch((await shown())[0] ?? '', /HEAD/);
    replace('count 1800', 'count 2000');
    repository.write('Haus 1/home.twin', client.text(home));
    const changed = await shown();
    assert.match(changed[0] ?? '', SINCE);
    told = 0;
    await refreshed(() => repository.commit('more'));
    // What was sent before this answer has arrived with it.
    await client.request(REQUESTS.prices, {});
    assert.ok(told > 0, 'status bar and tree were not told');
    assert.doesNotMatch((await shown())[0] ?? '', /HEAD/);
    assert.doesNotMatch(await hovered('count', 1), /HEAD/);
    await refreshed(() => repository.git('reset', '--quiet', '--soft', 'HEAD~1'));
    assert.deepEqual(await shown(), changed);
    await refreshed(() => repository.git('commit', '--quiet', '--message', 'again'));
    // A commit that has nothing to do with the file changes nothing that is shown.
    repository.write('other.txt', 'x');
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'nothing');
    assert.doesNotMatch((await shown())[0] ?? '', /HEAD/);
  });

  it('knows new files, repositories without a commit, and files in no repository', async () => {
    await begin();
    client.open(home, HOME);
    assert.doesNotMatch((await shown())[0] ?? '', /HEAD/);
    assert.deepEqual(
      (await nodes()).map(({ head, sinceHead }) => [head, sinceHead]),
      Array(2).fill([{ state: 'new', perMonth: null }, null]),
    );
    assert.equal(await client.request(REQUESTS.history, { uri: home }), null);
    await refreshed(() => repository.commit('first'));
    assert.equal((await nodes())[0]?.head.state, 'same');
    const late = uriOf('new.twin');
    client.open(late, 'twin New { devices d { count 5  every 1 min  payload 1 KB } }\n');
    assert.equal((await nodes({ uri: late }))[0]?.head.state, 'new');
    assert.doesNotMatch(await hovered('count', 1, late), /HEAD/);
    assert.deepEqual(await client.request<CostHistory>(REQUESTS.history, { uri: late }), {
      currency: 'USD',
      branch: 'main',
      entries: [],
      truncated: false,
    });
    const outside = path.join(mkdtempSync(path.join(os.tmpdir(), 'twin-none-')), 'a.twin');
    const none = pathToFileURL(outside).href;
    client.open(none, client.text(late));
    assert.equal((await nodes({ uri: none }))[0]?.head.state, 'none');
    assert.equal((await shown(none)).length, 1);
    client.open('untitled:one', client.text(late));
    assert.equal((await nodes({ uri: 'untitled:one' }))[0]?.head.state, 'none');
    rmSync(path.dirname(outside), { recursive: true });
  });

  it('compares all twins of the workspace where it is asked to', async () => {
    repository.write('other.twin', 'twin Other { devices d { count 5  every 1 min  payload 1 KB } }\n');
    repository.write('gone.twin', 'twin Gone { devices d { count 5  every 1 min  payload 1 KB } }\n');
    repository.commit('first');
    repository.write('other.twin', 'twin Other { devices d { count 500  every 1 min  payload 1 KB } }\n');
    repository.write('new.twin', 'twin New { devices d { count 5  every 1 min  payload 1 KB } }\n');
    await begin();
    assert.deepEqual(new Set((await nodes({})).map(({ head }) => head.state)), new Set(['none']));
    const states = (await nodes({ head: true })).map(({ twin, scenario, head }) => [scenario ?? twin, head.state]);
    assert.deepEqual(Object.fromEntries(states), { Home: 'same', Winter: 'same', Other: 'changed', Gone: 'same', New: 'new' });
  });

  it('runs no git for folders that are not trusted, until they are', async () => {
    repository.commit('first');
    await begin({ initializationOptions: { trusted: false } });
    client.open(home, HOME);
    replace('count 1800', 'count 2000');
    assert.doesNotMatch((await shown())[0] ?? '', /HEAD/);
    assert.equal((await nodes())[0]?.head.state, 'none');
    assert.equal(await client.request(REQUESTS.history, { uri: home }), null);
    void client.connection.sendNotification(CLIENT_NOTIFICATIONS.trusted);
    await nodes();
    assert.match((await shown())[0] ?? '', SINCE);
  });

  it('does without git, and says so once', async () => {
    repository.commit('first');
    await begin({ env: { ...process.env, PATH: '/nonexistent' } });
    client.open(home, HOME);
    client.open(devices, DEVICES);
    replace('count 1800', 'count 2000');
    assert.doesNotMatch((await shown())[0] ?? '', /HEAD/);
    assert.equal((await nodes())[0]?.head.state, 'none');
    assert.equal(client.log.filter((line) => line.includes('git was not found')).length, 1);
  });

  it('shows the total without HEAD where git hangs, and refreshes when it is done', async () => {
    repository.commit('first');
    const folder = mkdtempSync(path.join(os.tmpdir(), 'twin-slow-'));
    const gate = path.join(folder, 'gate');
    const real = repository.git('--exec-path');
    writeFileSync(path.join(folder, 'git'), `#!/bin/sh\nwhile [ ! -e '${gate}' ]; do sleep 0.05; done\nexec '${real}/git' "$@"\n`);
    chmodSync(path.join(folder, 'git'), 0o755);
    await begin({ env: { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}` } });
    client.open(home, HOME);
    replace('count 1800', 'count 2000');
    const [first = ''] = await shown();
    assert.doesNotMatch(first, /HEAD/);
    await refreshed(() => writeFileSync(gate, ''));
    const [then = ''] = await shown();
    assert.ok(then.startsWith(first) && SINCE.test(then), then);
    rmSync(folder, { recursive: true });
  });

  it('compares in a worktree and in a submodule with their own HEAD', async () => {
    repository.commit('first');
    repository.git('worktree', 'add', '--quiet', '-b', 'second', '../second tree');
    repository.write('Haus 1/home.twin', HOME.replace('count 1800', 'count 2000'));
    repository.commit('second');
    const outer = testRepository();
    outer.git('submodule', '--quiet', 'add', repository.folder, 'inner');
    outer.commit('with a submodule');
    await begin();
    const tree = pathToFileURL(path.join(repository.folder, '../second tree/Haus 1/home.twin')).href;
    const inner = pathToFileURL(path.join(outer.folder, 'inner/Haus 1/home.twin')).href;
    client.open(tree, HOME);
    client.open(inner, HOME);
    assert.equal((await nodes({ uri: tree }))[0]?.head.state, 'same');
    assert.equal((await nodes({ uri: inner }))[0]?.head.state, 'changed');
    outer.remove();
  });

  it('tells what each commit of a file cost, through renames of the file, with imports of their time', async () => {
    repository.write('Haus 1/home.twin', HOME.replace('count 1800', 'count 600'));
    const first = repository.commit('first');
    repository.write('Geräte/devices.twin', DEVICES.replace('2 min', '1 min'));
    repository.commit('an import only');
    repository.write('Haus 1/home.twin', 'twin Home { broken');
    const broken = repository.commit('broken');
    mkdirSync(path.join(repository.folder, 'Haus 2'));
    repository.write('Haus 1/home.twin', HOME);
    const second = repository.commit('more of them');
    repository.git('mv', 'Haus 1/home.twin', 'Haus 2/heim.twin');
    const third = repository.commit('moved');
    await begin();
    const uri = uriOf('Haus 2/heim.twin');
    const found = await client.request<CostHistory>(REQUESTS.history, { uri, twin: 'Home' });
    assert.deepEqual(
      found.entries.map(({ short, subject }) => [short, subject]),
      [
        [first, 'first'],
        [broken, 'broken'],
        [second, 'more of them'],
        [third, 'moved'],
      ],
    );
    assert.equal(found.currency, 'EUR');
    assert.equal(found.truncated, false);
    const [one, , two, three] = found.entries;
    // The entry's figure is what the file of the commit costs today.
    client.open(uri, HOME);
    const [now] = await nodes({ uri });
    assert.equal(three?.perMonth, now?.perMonth);
    assert.deepEqual(three?.providers.length, new Set(now?.slots.map(({ provider }) => provider)).size);
    assert.equal(two?.perMonth, three?.perMonth);
    client.open(home, HOME.replace('count 1800', 'count 600'));
    client.open(devices, DEVICES);
    assert.equal(one?.perMonth, (await nodes({ uri: home }))[0]?.perMonth);
    assert.ok(three?.values.length === 0);
    assert.match(three.date, /^\d{4}-\d\d-\d\dT/);
    assert.equal(three.author, 'Ada Müller');
    const short = await client.request<CostHistory>(REQUESTS.history, { uri, limit: 2 });
    assert.deepEqual([short.entries.map((entry) => entry.short), short.truncated], [[second, third], true]);
    assert.equal(await client.request(REQUESTS.history, { uri, twin: 'None' }), null);
  });

  it('names the values that a commit changed, and says of a commit without the twin that it has none', async () => {
    repository.write(
      'a.twin',
      'twin First { devices d { count 5  every 1 min  payload 1 KB } }\ntwin B { devices d { count 5  every 1 min  payload 1 KB } }\n',
    );
    repository.commit('two others');
    repository.write('a.twin', 'twin A { devices d { count 5  every 1 min  payload 1 KB } }\n');
    repository.commit('one');
    repository.write('a.twin', 'twin A { devices d { count 50  every 1 min  payload 1 KB } }\n');
    repository.commit('ten times');
    repository.write('a.twin', 'twin A { residency FR  devices d { count 50  every 1 min  payload 1 KB } }\n');
    repository.commit('nowhere');
    repository.write('a.twin', 'twin A2 { devices d { count 50  every 1 min  payload 1 KB } }\n');
    repository.commit('another name');
    await begin();
    const { entries } = await client.request<CostHistory>(REQUESTS.history, { uri: uriOf('a.twin') });
    assert.deepEqual(
      entries.map(({ error }) => error),
      ['There is no twin A2 in this commit.', null, null, 'No placement is possible in this commit.', null],
    );
    assert.deepEqual(
      entries.map(({ perMonth }) => perMonth === null),
      [true, false, false, true, false],
    );
    assert.deepEqual(entries[1]?.values, []);
    assert.deepEqual(entries[2]?.values, [{ path: 'd.count', before: '5', after: '50' }]);
    assert.ok(entries[3]?.values.some(({ path: name }) => name === 'residency'));
  });

  it('tells how far a history is, and stops when it is cancelled', async () => {
    const many = (count: number): string =>
      `twin Big {\n${Array.from({ length: 150 }, (_, index) => `  devices d${index} { count ${count + index}  every 1 min  payload 1 KB }`).join('\n')}\n}\n`;
    for (let count = 1; count <= 12; count++) {
      repository.write('big.twin', many(count));
      repository.commit(`number ${count}`);
    }
    await begin();
    const kinds: string[] = [];
    client.connection.onProgress(new ProgressType<{ kind: string }>(), 'history 1', ({ kind }) => void kinds.push(kind));
    const asked = { uri: uriOf('big.twin'), workDoneToken: 'history 1' };
    const { entries } = await client.request<CostHistory>(REQUESTS.history, asked);
    assert.equal(entries.length, 12);
    assert.deepEqual([kinds[0], kinds.at(-1)], ['begin', 'end']);
    const source = new CancellationTokenSource();
    // Another currency, so that nothing is known yet.
    client.settings = { currency: 'GBP' };
    void client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const stopped = client.connection.sendRequest<CostHistory>(REQUESTS.history, asked, source.token);
    source.cancel();
    await assert.rejects(stopped, (error) => error instanceof ResponseError && error.message.includes('cancelled'));
  });
});
