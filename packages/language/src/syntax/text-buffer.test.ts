import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { TextBuffer } from './text-buffer.ts';

describe('TextBuffer', () => {
  it('is the text that the same edits give a string', () => {
    const edit = fc.record({ at: fc.nat(200), length: fc.nat(8), text: fc.string({ maxLength: 6 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.array(edit, { maxLength: 150 }), (first, edits) => {
        let text = first;
        let buffer = new TextBuffer(first);
        for (const { at, length, text: by } of edits) {
          const start = Math.min(at, text.length);
          const end = Math.min(start + length, text.length);
          text = text.slice(0, start) + by + text.slice(end);
          const before = buffer;
          buffer = buffer.replace(start, end, by);
          assert.equal(buffer.length, text.length);
          assert.equal(buffer.slice(start, start + 9), text.slice(start, start + 9));
          assert.notEqual(before, buffer);
        }
        assert.equal(buffer.text, text);
      }),
    );
  });
});
