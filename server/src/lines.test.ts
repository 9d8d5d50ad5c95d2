/** Lines follow edits exactly as if they were counted anew, in both encodings. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { Lines } from './lines.ts';

const PARTS = ['a', 'ä', '€', '😀', '  '];
const textWith = (...breaks: string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...PARTS, ...breaks), { maxLength: 30 }).map((parts) => parts.join(''));
/** Most texts have line breaks of one kind, some are mixed. */
const text = fc.oneof(textWith('\n'), textWith('\r\n'), textWith('\n', '\r\n', '\r'));

describe('Lines', () => {
  it('after edits equals a fresh count', () => {
    fc.assert(
      fc.property(text, fc.array(fc.record({ at: fc.nat(40), remove: fc.nat(8), text }), { maxLength: 6 }), (start, edits) => {
        let now = start;
        const lines = new Lines(now, 'utf-16');
        for (const edit of edits) {
          const from = Math.min(edit.at, now.length);
          const to = Math.min(from + edit.remove, now.length);
          now = now.slice(0, from) + edit.text + now.slice(to);
          const after = now;
          lines.edit(from, to, edit.text, () => after);
          const fresh = new Lines(now, 'utf-16');
          assert.equal(lines.count, fresh.count, JSON.stringify(now));
          for (let at = 0; at <= now.length; at++) assert.deepEqual(lines.position(at), fresh.position(at));
          for (let line = 0; line < lines.count; line++) assert.equal(lines.endAt(line), fresh.endAt(line));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('goes there and back in UTF-8', () => {
    const lines = new Lines('a€😀b\r\nzwei', 'utf-8');
    assert.deepEqual(lines.position(4), { line: 0, character: 8 });
    assert.equal(lines.offset({ line: 0, character: 8 }), 4);
    assert.equal(lines.offset({ line: 0, character: 99 }), 5);
    assert.equal(lines.offset({ line: 1, character: 2 }), 9);
    assert.equal(lines.offset({ line: 9, character: 0 }), 11);
  });
});
