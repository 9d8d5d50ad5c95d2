/** What is put together from parts says what plain JSON says, whatever was sent before. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import type { Diagnostic } from 'vscode-languageserver';
import { createSerializer } from './writer.ts';

const diagnostic = (line: number, message: string): Diagnostic => ({
  range: { start: { line, character: 1 }, end: { line, character: 4 } },
  severity: 2,
  code: 'twin-4001',
  source: 'twin',
  message,
});
const textOf = (parts: readonly Uint8Array[]): string => new TextDecoder().decode(Buffer.concat(parts));
const push = (diagnostics: readonly Diagnostic[]): object => ({
  jsonrpc: '2.0',
  method: 'textDocument/publishDiagnostics',
  params: { uri: 'file:///a', version: 7, diagnostics },
});

describe('createSerializer', () => {
  it('gives what JSON.stringify gives', () => {
    const items = [diagnostic(1, 'a "quoted" one'), diagnostic(2, '−€ 1\u202f000'), diagnostic(3, '')];
    const serialize = createSerializer();
    for (const message of [
      push(items),
      push([]),
      { jsonrpc: '2.0', id: 3, result: { kind: 'full', resultId: '4', items } },
      { jsonrpc: '2.0', id: 4, result: { isIncomplete: false, items: [{ label: 'count' }] } },
      { jsonrpc: '2.0', id: 5, result: null },
      { jsonrpc: '2.0', id: 6, error: { code: 1, message: 'no' } },
    ])
      assert.deepEqual(JSON.parse(textOf(serialize(message))), message);
  });

  it('gives it after any other lists of the same and of other diagnostics', () => {
    const pool = Array.from({ length: 60 }, (_, index) => diagnostic(index, index % 3 === 0 ? `€ ${index}` : `plain ${index}`));
    const edit = fc.record({ at: fc.nat(60), remove: fc.nat(5), add: fc.array(fc.nat(59), { maxLength: 5 }) });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        const serialize = createSerializer();
        let items: readonly Diagnostic[] = pool;
        serialize(push(items));
        for (const { at, remove, add } of edits) {
          items = items.toSpliced(Math.min(at, items.length), remove, ...add.map((index) => pool[index] ?? diagnostic(0, '')));
          assert.deepEqual(JSON.parse(textOf(serialize(push(items)))), push(items));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not go by a range of before', () => {
    const one = diagnostic(0, 'x');
    const moved = { ...one, range: { start: { line: 9, character: 0 }, end: { line: 9, character: 2 } } };
    const message = push([one, moved, one]);
    assert.deepEqual(JSON.parse(textOf(createSerializer()(message))), message);
  });
});
