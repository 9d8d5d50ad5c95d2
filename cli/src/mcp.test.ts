import assert from 'node:assert/strict';
import { TOOLS } from '@twin2multicloud/protocol';
import { describe, it } from 'mocha';
import { answer, type McpHost, type ToolCall } from './mcp.ts';

describe('cli/mcp: one line in, one line out', () => {
  const asked: ToolCall[] = [];
  const host: McpHost = {
    version: '1.2.3',
    ask: (call) => {
      asked.push(call);
      if (call.file === undefined && call.text === undefined) throw new Error('Pass `file`.');
      return call.twin === 'None' ? { error: 'There is no twin None.' } : { text: '61.20 EUR' };
    },
  };
  const ask = (message: unknown): { result?: Record<string, unknown>; error?: { code: number } } | null => {
    const text = answer(typeof message === 'string' ? message : JSON.stringify(message), host);
    assert.ok(!text?.includes('\n'));
    return text === null ? null : (JSON.parse(text) as { result?: Record<string, unknown> });
  };
  const call = (name: string, given: unknown) => ask({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } });

  it('initialize: the version that was asked for, else the newest', () => {
    const ours = ask({ jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2024-11-05' } });
    assert.equal(ours?.result?.protocolVersion, '2024-11-05');
    const other = ask({ jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '1999-01-01' } });
    assert.equal(other?.result?.protocolVersion, '2025-11-25');
  });
  it('lists the tools, which change nothing', () => {
    const { tools } = ask({ jsonrpc: '2.0', id: 'a', method: 'tools/list' })?.result as { tools: Record<string, unknown>[] };
    assert.deepEqual(
      tools.map(({ name }) => name),
      [...TOOLS],
    );
    for (const { annotations, description, inputSchema } of tools) {
      assert.deepEqual(annotations, { readOnlyHint: true, openWorldHint: false });
      assert.ok(String(description).length > 50);
      assert.equal((inputSchema as { type: string }).type, 'object');
    }
  });
  it('asks the engine, by file or by text', () => {
    asked.length = 0;
    assert.deepEqual(call('twin_cost', { file: 'a.twin', twin: 'T' })?.result, {
      content: [{ type: 'text', text: '61.20 EUR' }],
      isError: false,
    });
    call('twin_explain', { text: 'twin T { }', slot: 'L2', more: 1 });
    assert.deepEqual(asked, [
      { tool: 'twin_cost', file: 'a.twin', twin: 'T' },
      { tool: 'twin_explain', text: 'twin T { }', slot: 'L2' },
    ]);
  });
  it('what cannot be answered is an error in words', () => {
    assert.equal(call('twin_cost', { file: 'a.twin', twin: 'None' })?.result?.isError, true);
    assert.equal(call('twin_cost', {})?.result?.isError, true);
    assert.equal(call('twin_cost', { file: 3 })?.result?.isError, true);
    assert.equal(call('twin_cost', null)?.result?.isError, true);
    assert.equal(call('rm', {})?.error?.code, -32_602);
    assert.equal(ask({ jsonrpc: '2.0', id: 1, method: 'resources/list' })?.error?.code, -32_601);
    assert.equal(ask('{')?.error?.code, -32_700);
    assert.equal(ask('[]')?.error?.code, -32_600);
  });
  it('says nothing to notifications and strange answers', () => {
    assert.equal(ask({ jsonrpc: '2.0', method: 'notifications/initialized' }), null);
    assert.equal(ask({ jsonrpc: '2.0', id: 7, result: {} }), null);
  });
});
