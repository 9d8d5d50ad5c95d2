import assert from 'node:assert/strict';
import type { QueryParams } from '@twin2multicloud/protocol';
import { describe, it } from 'mocha';
import { answer, type McpHost } from './protocol.ts';

describe('client/mcp: one line in, one line out', () => {
  const asked: QueryParams[] = [];
  const host: McpHost = {
    version: '1.2.3',
    tools: [{ name: 'twin_cost', description: 'd', inputSchema: { type: 'object' } }],
    query: (params) => {
      asked.push(params);
      return Promise.resolve(params.arguments.twin === 'None' ? { error: 'There is no twin None.' } : { text: '61.20 EUR' });
    },
    uriOf: (file) => {
      if (file === undefined) throw new Error('Pass "file".');
      return `file:///${file}`;
    },
  };
  const ask = async (message: unknown): Promise<{ result?: Record<string, unknown>; error?: { code: number } } | null> => {
    const text = await answer(typeof message === 'string' ? message : JSON.stringify(message), host);
    assert.ok(!text?.includes('\n'));
    return text === null ? null : (JSON.parse(text) as { result?: Record<string, unknown> });
  };
  const call = (name: string, given: object) => ask({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } });

  it('initialize: the version that was asked for, else the newest', async () => {
    const ours = await ask({ jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2024-11-05' } });
    assert.equal(ours?.result?.protocolVersion, '2024-11-05');
    const other = await ask({ jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '1999-01-01' } });
    assert.equal(other?.result?.protocolVersion, '2025-06-18');
  });
  it('lists the tools', async () => {
    assert.deepEqual((await ask({ jsonrpc: '2.0', id: 'a', method: 'tools/list' }))?.result, { tools: host.tools });
  });
  it('asks the engine, by file or by text', async () => {
    asked.length = 0;
    assert.deepEqual((await call('twin_cost', { file: 'a.twin', twin: 'T' }))?.result, {
      content: [{ type: 'text', text: '61.20 EUR' }],
      isError: false,
    });
    await call('twin_explain', { text: 'twin T { }', slot: 'L2' });
    assert.deepEqual(asked, [
      { tool: 'twin_cost', arguments: { uri: 'file:///a.twin', twin: 'T' } },
      { tool: 'twin_explain', arguments: { text: 'twin T { }', slot: 'L2' } },
    ]);
  });
  it('what cannot be answered is an error in words', async () => {
    assert.equal((await call('twin_cost', { file: 'a.twin', twin: 'None' }))?.result?.isError, true);
    assert.equal((await call('twin_cost', {}))?.result?.isError, true);
    assert.equal((await call('rm', {}))?.error?.code, -32_602);
    assert.equal((await ask({ jsonrpc: '2.0', id: 1, method: 'resources/list' }))?.error?.code, -32_601);
    assert.equal((await ask('{'))?.error?.code, -32_700);
    assert.equal((await ask('[]'))?.error?.code, -32_600);
  });
  it('says nothing to notifications and strange answers', async () => {
    assert.equal(await ask({ jsonrpc: '2.0', method: 'notifications/initialized' }), null);
    assert.equal(await ask({ jsonrpc: '2.0', id: 7, result: {} }), null);
  });
});
