/** What is put together from parts says what plain JSON says. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Diagnostic } from 'vscode-languageserver';
import { messageJson } from './encoder.ts';

const diagnostic = (line: number, message: string): Diagnostic => ({
  range: { start: { line, character: 1 }, end: { line, character: 4 } },
  severity: 2,
  code: 'twin-4001',
  source: 'twin',
  message,
});

describe('messageJson', () => {
  const items = [diagnostic(1, 'a "quoted" one'), diagnostic(2, '−€ 1\u202f000'), diagnostic(3, '')];
  const messages: readonly object[] = [
    { jsonrpc: '2.0', method: 'textDocument/publishDiagnostics', params: { uri: 'file:///a', version: 7, diagnostics: items } },
    { jsonrpc: '2.0', method: 'textDocument/publishDiagnostics', params: { uri: 'file:///a', diagnostics: [] } },
    { jsonrpc: '2.0', id: 3, result: { kind: 'full', resultId: '4', items } },
    { jsonrpc: '2.0', id: 4, result: { isIncomplete: false, items: [{ label: 'count' }] } },
    { jsonrpc: '2.0', id: 5, result: null },
    { jsonrpc: '2.0', id: 6, error: { code: 1, message: 'no' } },
  ];

  it('gives what JSON.stringify gives, first and again', () => {
    for (const message of [...messages, ...messages]) assert.deepEqual(JSON.parse(messageJson(message)), message);
  });

  it('does not go by a range of before', () => {
    const [one = diagnostic(0, '')] = items;
    const moved = { ...one, range: { start: { line: 9, character: 0 }, end: { line: 9, character: 2 } } };
    const message = { method: 'textDocument/publishDiagnostics', params: { uri: 'a', diagnostics: [one, moved, one] } };
    assert.deepEqual(JSON.parse(messageJson(message)), message);
  });
});
