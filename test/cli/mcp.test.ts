/** The bundled `twin mcp` and a client that others wrote: the one of the Model Context Protocol's own SDK. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { TOOLS } from '@twin2multicloud/protocol';
import { after, before, describe, it } from 'mocha';
import { bundle, LAUNCHER, ROOT, twinProcess } from './bundle.ts';

const TEXT = 'twin T {\n  currency EUR\n  devices d { count 1000  every 10 s  payload 1 KB }\n  storage { hot 1 month }\n}\n';

describe('twin mcp', function () {
  this.timeout(60_000);
  let folder = '';
  let client: Client;
  let transport: StdioClientTransport;
  before(async () => {
    await bundle();
    folder = mkdtempSync(path.join(tmpdir(), 'twin-mcp-'));
    cpSync(path.join(ROOT, 'samples'), folder, { recursive: true });
    transport = new StdioClientTransport({ command: process.execPath, args: [LAUNCHER, 'mcp'], cwd: folder, stderr: 'inherit' });
    client = new Client({ name: 'test', version: '1' });
    await client.connect(transport);
  });
  after(async () => {
    await client.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const call = async (name: string, given: Record<string, unknown>): Promise<{ text: string; isError: boolean }> => {
    const { content, isError } = await client.callTool({ name, arguments: given });
    const [part] = content as { type: string; text: string }[];
    assert.equal(part?.type, 'text');
    return { text: part.text, isError: isError === true };
  };

  it('introduces itself and lists its four tools', async () => {
    assert.equal(client.getServerVersion()?.name, 'twin2multicloud');
    assert.match(client.getInstructions() ?? '', /Never estimate/);
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      [...TOOLS],
    );
    assert.ok(tools.every(({ annotations }) => annotations?.readOnlyHint === true));
  });

  it('says the total that `twin cost` says, for a file by path and by address, and for a text', async () => {
    const told = await twinProcess(['cost', '--json', 'smart-home.twin'], { cwd: folder });
    const { perMonth } = (JSON.parse(told.out) as { twins: { perMonth: number }[] }).twins[0] ?? { perMonth: NaN };
    const total = `**${perMonth.toFixed(2)} EUR per month**`;
    assert.ok((await call('twin_cost', { file: 'smart-home.twin' })).text.includes(total), total);
    assert.ok((await call('twin_cost', { file: pathToFileURL(path.join(folder, 'smart-home.twin')).href })).text.includes(total));
    for (const tool of TOOLS) {
      const { text, isError } = await call(tool, { text: TEXT });
      assert.equal(isError, false);
      assert.match(text, /# T\b[^]*EUR per month/, tool);
      assert.doesNotMatch(text, /undefined|NaN/);
    }
  });

  it('reads a file anew each time', async () => {
    const file = path.join(folder, 'own.twin');
    writeFileSync(file, TEXT);
    const before = await call('twin_cost', { file: 'own.twin' });
    writeFileSync(file, TEXT.replace('1000', '500000'));
    const later = await call('twin_cost', { file: 'own.twin' });
    assert.notEqual(later.text, before.text);
  });

  it('each tool answers its own question', async () => {
    const file = 'smart-home.twin';
    assert.match((await call('twin_cost', { file })).text, /\| L4 Twin management \| AWS \|/);
    assert.match((await call('twin_compare', { file })).text, /everything on one cloud[^]*## Scenarios/);
    assert.match((await call('twin_explain', { file, slot: 'L2' })).text, /## L2 on/);
    assert.doesNotMatch((await call('twin_explain', { file, slot: 'L2' })).text, /## L5 on/);
    assert.match((await call('twin_optimize', { file })).text, /cheapest placements[^]*\| 5 \|/);
    assert.match((await call('twin_cost', { file, scenario: 'Winter' })).text, /scenario Winter/);
  });

  it('what cannot be answered is refused in words', async () => {
    const refused: readonly (readonly [Record<string, unknown>, RegExp])[] = [
      [{ file: 'none.twin' }, /There is no file none\.twin/],
      [{ file: '/etc/passwd' }, /is no \.twin file/],
      [{ file: 'https://example.org/a.twin' }, /not on this disk/],
      [{ file: 'smart-home.twin', twin: 'Nobody' }, /There is no such twin\. There are: SmartHome/],
      [{ text: 'device D { every 1 s }' }, /There is no twin in this file/],
      [{}, /several \.twin files/],
    ];
    for (const [given, words] of refused) {
      const { text, isError } = await call('twin_cost', given);
      assert.equal(isError, true, text);
      assert.match(text, words);
    }
    assert.equal((await call('twin_explain', { text: TEXT, slot: 'L9' })).isError, true);
    await assert.rejects(client.callTool({ name: 'twin_delete', arguments: {} }), /There is no tool twin_delete/);
  });

  it('tells errors of a text with its figures', async () => {
    const { text, isError } = await call('twin_cost', { text: TEXT.replace('storage', 'storag') });
    assert.equal(isError, false);
    assert.match(text, /The text has errors[^]*twin-2\d{3}/);
  });

  it('takes the only file of a folder by itself, follows the settings, and ends with its input', async () => {
    const alone = mkdtempSync(path.join(tmpdir(), 'twin-mcp-'));
    try {
      writeFileSync(path.join(alone, 'a.twin'), TEXT.replace('  currency EUR\n', ''));
      const input = `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'twin_cost' } })}\n`;
      const ran = await twinProcess(['mcp'], { cwd: alone, input, env: { TWIN_CURRENCY: 'EUR' } });
      assert.equal(ran.code, 0);
      assert.equal(ran.err, '');
      assert.match(ran.out, /EUR per month/);
      assert.equal((await twinProcess(['mcp', '--currency', 'XYZ'], { cwd: alone, input: '' })).code, 2);
    } finally {
      rmSync(alone, { recursive: true });
    }
  });
});
