import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LineIndex } from './line-index.ts';

describe('LineIndex', () => {
  it('finds lines for LF, CRLF and CR', () => {
    const index = new LineIndex('ab\ncd\r\ne\rf');
    assert.equal(index.lines, 4);
    assert.deepEqual(index.position(1), { line: 0, column: 1 });
    assert.deepEqual(index.position(3), { line: 1, column: 0 });
    assert.deepEqual(index.position(7), { line: 2, column: 0 });
    assert.deepEqual(index.position(9), { line: 3, column: 0 });
    assert.deepEqual(index.position(99), { line: 3, column: 1 });
  });

  it('goes back from every position to its offset', () => {
    const text = 'twin X {\n\n  count 1\r\n}\n';
    const index = new LineIndex(text);
    for (let offset = 0; offset <= text.length; offset++) assert.equal(index.offset(index.position(offset)), offset);
    assert.equal(index.offset({ line: 50, column: 3 }), text.length);
  });
});
