import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { priceAges } from './age.ts';
import { bundledBook } from './book.ts';

const NOW = Date.parse('2027-02-01T12:00:00Z');

describe('the age of prices', () => {
  it('is the book’s where nothing was fetched', () => {
    const book = { ...bundledBook(), createdAt: '2027-01-01T12:00:00Z' };
    assert.deepEqual(priceAges(book, NOW), { aws: 31, azure: 31, gcp: 31 });
    assert.deepEqual(priceAges(book, Date.parse('2026-12-31')), { aws: 0, azure: 0, gcp: 0 }, 'a clock that is behind');
    assert.ok(Number.isNaN(priceAges(book, Date.parse('no date')).aws));
  });

  it('is each cloud’s own where an update renewed some and kept others', () => {
    const bundled = bundledBook();
    const days = Math.floor((NOW - Date.parse(bundled.createdAt)) / 86_400_000);
    const book = {
      ...bundled,
      createdAt: '2027-01-31T12:00:00Z',
      refresh: {
        base: bundled.id,
        lists: {},
        providers: {
          aws: { outcome: 'fresh', at: '2027-01-31T12:00:00Z' },
          azure: { outcome: 'kept', at: '2026-12-31T12:00:00Z', why: 'It was not asked for.' },
          gcp: { outcome: 'kept', at: null, why: 'No key.' },
        },
      },
    } as const;
    assert.deepEqual(priceAges(book, NOW), { aws: 1, azure: 32, gcp: days });
  });
});
