import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { sha256 } from './hash.ts';
import { bundledBook, canonicalJson, hashBook, paperBook } from './index.ts';

describe('the hash of a book', () => {
  it('is SHA-256 (against Node, at every length around the block size)', () => {
    for (const length of [...Array(200).keys(), 1000, 100_003]) {
      const text = 'twin2multicloud/'.repeat(Math.ceil(length / 16)).slice(0, length);
      assert.equal(sha256(text), createHash('sha256').update(text).digest('hex'), `length ${length}`);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        assert.equal(sha256(text), createHash('sha256').update(text).digest('hex'));
      }),
    );
  });

  it('does not depend on the order of keys or the layout of the file', () => {
    const book = bundledBook();
    const turned: unknown = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(book).reverse()), null, 7));
    assert.equal(hashBook(turned as object), hashBook(book));
    assert.match(hashBook(book), /^[0-9a-f]{64}$/);
  });

  it('changes with any value and with the order of a list', () => {
    const book = structuredClone(bundledBook());
    const [first, ...others] = book.entries;
    assert.notEqual(hashBook({ ...book, entries: [{ ...first, unit: 'minutes' }, ...others] }), hashBook(book));
    assert.notEqual(hashBook({ ...book, entries: [...others, first] }), hashBook(book));
    assert.notEqual(hashBook(paperBook()), hashBook(book));
  });

  it('writes canonical JSON: sorted, dense, ASCII, and the same data again', () => {
    assert.equal(
      canonicalJson({ b: [1, 'ü×😀', null], a: { d: true, c: undefined } }),
      '{"a":{"d":true},"b":[1,"\\u00fc\\u00d7\\ud83d\\ude00",null]}',
    );
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const text = canonicalJson(json);
        assert.match(text, /^[\x20-\x7e]*$/);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(json)));
      }),
    );
  });
});
