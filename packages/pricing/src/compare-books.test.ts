import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bundledBook } from './book.ts';
import { compareBooks } from './compare-books.ts';

describe('comparing price books', () => {
  const book = bundledBook();
  const [first, second, ...others] = book.entries;
  assert.ok(first && second);
  const name = `${first.provider}.${first.service}.${first.meter}`;

  it('finds nothing between equal books, whatever the order of keys and the dates', () => {
    const turned = JSON.parse(JSON.stringify(book)) as typeof book;
    const entries = turned.entries.map((entry) => ({ ...Object.fromEntries(Object.entries(entry).reverse()), source: { ...entry.source, readAt: '2030-01-01' } }) as typeof entry); // prettier-ignore
    assert.deepEqual(compareBooks(book, { ...turned, entries }), []);
  });

  it('tells prices, tiers and allowances that differ, and what is new or gone', () => {
    const dearer = { ...first, tiers: [{ from: '0', price: '0.000000192' }] };
    assert.deepEqual(compareBooks(book, { ...book, entries: [dearer, second, ...others] }), [
      { meter: name, region: first.region, kind: 'changed', before: '0.000000096', after: '0.000000192', ratio: 2 },
    ]);
    const tiers = { ...first, tiers: [...first.tiers, { from: '5', price: '0.00000001' }] };
    assert.deepEqual(compareBooks(book, { ...book, entries: [tiers, second, ...others] })[0]?.ratio, null);
    const free = { ...first, free: { quantity: '5', period: 'month', scope: 'account', source: '', status: 'confirmed' } } as const;
    assert.equal(compareBooks(book, { ...book, entries: [free, second, ...others] }).length, 1);
    assert.deepEqual(
      compareBooks({ ...book, entries: [first] }, { ...book, entries: [second] }).map(({ kind }) => kind),
      ['added', 'removed'],
    );
  });
});
