/** What must not bring the server down: files that change, vanish and move on the disk, a thousand open documents, a line of 5 MB, a client that dies. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'mocha';
import type {
  DocumentDiagnosticReport,
  Hover,
  InlayHint,
  SemanticTokens,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import { CancellationTokenSource, FileChangeType, LSPErrorCodes, ProgressType, ResponseError } from 'vscode-languageserver-protocol/node';
import { BIN, buildOnce, start, type Client } from './client.ts';

const TYPE = 'device Thermostat { every 2 min  payload 0.25 KB }\n';
const HOME = 'import "./devices.twin"\ntwin Home { devices d : Thermostat { count 5 } }\n';

describe('the server and the disk', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'twin-disk-'));
  const fileOf = (name: string): string => path.join(folder, name);
  const uriOf = (name: string): string => pathToFileURL(fileOf(name)).href;
  const home = uriOf('home.twin');
  let client: Client;

  before(async () => {
    writeFileSync(fileOf('devices.twin'), TYPE);
    writeFileSync(fileOf('home.twin'), HOME);
    client = await start({ folders: [pathToFileURL(folder).href] });
    client.open(home, HOME);
  });
  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const tell = (name: string, type: FileChangeType): void =>
    void client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type }] });
  const codes = async (): Promise<string[]> => {
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: home } });
    return report.kind === 'full' ? report.items.map(({ code }) => String(code)) : [];
  };
  const hints = async (): Promise<string[]> =>
    (
      await client.request<InlayHint[]>('textDocument/inlayHint', {
        textDocument: { uri: home },
        range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
      })
    ).map(({ label }) => label as string);

  it('reads an imported file again when it changes', async () => {
    const first = await hints();
    assert.equal(first.length > 0, true);
    writeFileSync(fileOf('devices.twin'), TYPE.replace('2 min', '1 s'));
    tell('devices.twin', FileChangeType.Changed);
    assert.notDeepEqual(await hints(), first);
  });

  it('says that an imported file is gone, and is well again when it is back', async () => {
    rmSync(fileOf('devices.twin'));
    tell('devices.twin', FileChangeType.Deleted);
    assert.ok((await codes()).includes('twin-2024'));
    writeFileSync(fileOf('devices.twin'), TYPE);
    tell('devices.twin', FileChangeType.Created);
    assert.ok(!(await codes()).includes('twin-2024'));
  });

  it('takes the open text of an imported file before the disk’s, until it is closed', async () => {
    const written = await hints();
    client.open(uriOf('devices.twin'), TYPE.replace('2 min', '5 s'));
    const typed = await hints();
    assert.notDeepEqual(typed, written);
    client.change(uriOf('devices.twin'), [{ start: 'device '.length, end: 'device Thermostat'.length, text: 'Radiator' }]);
    assert.ok((await codes()).length > 0);
    client.close(uriOf('devices.twin'));
    assert.deepEqual(await hints(), written);
  });

  it('keeps an open file that is deleted or renamed on the disk', async () => {
    const before = await hints();
    renameSync(fileOf('home.twin'), fileOf('house.twin'));
    tell('home.twin', FileChangeType.Deleted);
    tell('house.twin', FileChangeType.Created);
    assert.deepEqual(await hints(), before);
    client.change(home, [{ start: HOME.length, end: HOME.length, text: '// typed\n' }]);
    assert.deepEqual(await hints(), before);
  });

  it('takes the open text of a file before what another program writes', async () => {
    const before = await hints();
    writeFileSync(fileOf('home.twin'), 'nonsense {');
    tell('home.twin', FileChangeType.Changed);
    assert.deepEqual(await hints(), before);
    assert.equal((await codes()).includes('twin-1001'), false);
    client.close(home);
    // Closed, the disk counts.
    const report = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    const closed = report.items.find(({ uri }) => uri === home);
    assert.ok(closed?.kind === 'full' && closed.items.some(({ severity }) => severity === 1));
  });
});

describe('the server and much', function () {
  this.timeout(60_000);

  it('serves 1,000 open documents', async () => {
    const client = await start();
    for (let index = 0; index < 1000; index++)
      client.open(`untitled:/${index}.twin`, `twin T${index} { devices d { count ${index}  every 1 min  payload 1 KB } }\n`);
    const last = 'untitled:/999.twin';
    const hover = await client.request<Hover>('textDocument/hover', client.at(last, 'count', 2));
    assert.ok(hover.range);
    await Promise.all(Array.from({ length: 1000 }, (_, index) => client.diagnostics(`untitled:/${index}.twin`)));
    client.change(last, [{ start: 0, end: 4, text: 'twi' }]);
    assert.ok((await client.diagnostics(last)).length > 0);
    for (let index = 0; index < 1000; index++) client.close(`untitled:/${index}.twin`);
    assert.equal(await client.request('textDocument/hover', { textDocument: { uri: last }, position: { line: 0, character: 0 } }), null);
    await client.stop();
  });

  it('takes a line of 5 MB', async () => {
    const client = await start();
    const uri = 'untitled:/long.twin';
    client.open(uri, `twin A { devices d { count 1  every 1 min  payload 1 KB } } // ${'x'.repeat(5 * 1024 * 1024)}\n`);
    const tokens = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri } });
    assert.ok(tokens.data.length > 0);
    client.change(uri, [{ start: 27, end: 28, text: '2' }]);
    const hover = await client.request<Hover>('textDocument/hover', client.at(uri, 'count', 1));
    assert.ok(hover.range);
    assert.ok(Array.isArray(await client.diagnostics(uri)));
    const broken = 'untitled:/noise.twin';
    client.open(broken, `twin B { ${'} { "'.repeat(200_000)}`);
    assert.ok((await client.diagnostics(broken)).length > 0);
    await client.stop();
  });
});

describe('long requests', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'twin-long-'));
  const root = pathToFileURL(folder).href;
  let client: Client;

  before(async () => {
    for (let index = 0; index < 300; index++)
      writeFileSync(
        path.join(folder, `home${index}.twin`),
        `twin Home${index} {\n  devices d { count ${index}  every 1 min  payload 1 KB }\n}\n`,
      );
    client = await start({ folders: [root] });
  });
  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tell how far they are', async () => {
    const told: { kind: string; percentage?: number; cancellable?: boolean }[] = [];
    const listening = client.connection.onProgress(new ProgressType<(typeof told)[number]>(), 'token 1', (value) => void told.push(value));
    const report = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
      workDoneToken: 'token 1',
    });
    assert.equal(report.items.length, 300);
    listening.dispose();
    assert.equal(told[0]?.kind, 'begin');
    assert.equal(told[0].cancellable, true);
    assert.equal(told.at(-1)?.kind, 'end');
    const percentages = told.flatMap(({ percentage }) => percentage ?? []);
    assert.deepEqual(
      percentages,
      [...percentages].sort((a, b) => a - b),
    );
  });

  for (const [method, asked] of Object.entries({
    'textDocument/references': { context: { includeDeclaration: true } },
    'textDocument/rename': { newName: 'fresh' },
    'workspace/symbol': { query: 'Home' },
    'workspace/diagnostic': { previousResultIds: [] },
  }))
    it(`tell how far they are and can be cancelled: ${method}`, async () => {
      const other = await start({ folders: [root] });
      const uri = 'untitled:/b.twin';
      other.open(uri, 'twin A { devices many { count 1  every 1 min  payload 1 KB } }\n');
      const told: string[] = [];
      const listening = other.connection.onProgress(new ProgressType<{ kind: string }>(), 'token 2', ({ kind }) => void told.push(kind));
      const params = { ...other.at(uri, 'many', 1), ...asked };
      const source = new CancellationTokenSource();
      const stopped = other.connection.sendRequest(method, params, source.token).then(
        () => 'answered',
        (error: unknown) => (error instanceof ResponseError ? error.code : String(error)),
      );
      source.cancel();
      assert.equal(await stopped, LSPErrorCodes.RequestCancelled);
      await other.connection.sendRequest(method, { ...params, workDoneToken: 'token 2' });
      listening.dispose();
      assert.equal(told[0], 'begin');
      assert.equal(told.at(-1), 'end');
      await other.stop();
    });

  it('let others have their turn, and stop when they are cancelled', async () => {
    const other = await start({ folders: [root] });
    other.open('untitled:/a.twin', 'twin A { devices d { count 1  every 1 min  payload 1 KB } }\n');
    const source = new CancellationTokenSource();
    const long = other.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token);
    const order: string[] = [];
    const ended = long.then(
      () => order.push('long'),
      (error: unknown) =>
        order.push(error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled ? 'cancelled' : String(error)),
    );
    await other.request('textDocument/hover', other.at('untitled:/a.twin', 'count', 1));
    order.push('hover');
    source.cancel();
    await ended;
    assert.deepEqual(order, ['hover', 'cancelled']);
    await other.stop();
  });

  it('know the folders that come and go', async () => {
    void client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: root, name: 'x' }] },
    });
    assert.deepEqual((await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] })).items, []);
    void client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: root, name: 'x' }], removed: [] },
    });
    assert.equal((await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] })).items.length, 300);
  });
});

describe('the program twin-language-server', function () {
  this.timeout(30_000);
  before(() => buildOnce());

  const run = (args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
      let [out, err] = ['', ''];
      child.stdout.on('data', (data: Uint8Array) => (out += new TextDecoder().decode(data)));
      child.stderr.on('data', (data: Uint8Array) => (err += new TextDecoder().decode(data)));
      child.on('close', (code) => resolve({ code, out, err }));
    });

  it('says its version, its help, and what is missing', async () => {
    assert.match((await run(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
    assert.match((await run(['--help'])).out, /--stdio/);
    const nothing = await run([]);
    assert.equal(nothing.code, 2);
    assert.match(nothing.err, /for example `twin-language-server --stdio`/);
  });

  it('ends when its client is gone', async () => {
    const client = await start();
    const ended = new Promise<void>((resolve) => client.process.once('exit', () => resolve()));
    client.process.stdin?.end();
    await ended;
  });

  it('speaks over Node’s own channel', async () => {
    const child = spawn(process.execPath, [BIN, '--node-ipc'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const answer = new Promise<unknown>((resolve) => child.once('message', resolve));
    child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    assert.match(JSON.stringify(await answer), /twin-language-server/);
    child.kill();
  });
});
