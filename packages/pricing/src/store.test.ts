import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bundledBook } from './book.ts';
import { canonicalJson, hashBook } from './hash.ts';
import { chooseBook, currentBook, openStored, storedBooks, storedName, storeFolder, type StoreFiles } from './store.ts';

/** A store with books of these times, the last one in force. */
function storeOf(
  times: readonly string[],
  change: (book: object) => object = (book) => book,
): { files: StoreFiles; texts: Map<string, string> } {
  const texts = new Map<string, string>();
  for (const createdAt of times) {
    const book = change({ ...bundledBook(), id: `fetched-${createdAt}`, createdAt });
    const name = storedName(createdAt, hashBook(book));
    texts.set(name, canonicalJson(book));
    texts.set('current', `${name}\n`);
  }
  return { files: { names: () => [...texts.keys()], read: (name) => texts.get(name) ?? null }, texts };
}

const TIMES = ['2026-11-21T10:00:00.000Z', '2026-11-21T18:30:05.000Z', '2026-12-01T00:00:00.000Z'];

describe('the store of price books', () => {
  it('lies where each platform keeps a person’s data', () => {
    assert.equal(storeFolder('linux', { HOME: '/home/a' }), '/home/a/.local/share/twin2multicloud/prices');
    assert.equal(storeFolder('linux', { HOME: '/home/a', XDG_DATA_HOME: '/data' }), '/data/twin2multicloud/prices');
    assert.equal(storeFolder('darwin', { HOME: '/Users/a' }), '/Users/a/Library/Application Support/twin2multicloud/prices');
    assert.equal(storeFolder('win32', { LOCALAPPDATA: 'C:\\L', APPDATA: 'C:\\R' }), 'C:\\L\\twin2multicloud\\prices');
    assert.equal(storeFolder('linux', { HOME: '/home/a', TWIN_PRICE_STORE: '/mine' }), '/mine');
    assert.equal(storeFolder('linux', { HOME: '/home/a', TWIN_PRICE_STORE: '' }), null);
    assert.equal(storeFolder('linux', {}), null);
  });

  it('opens the book in force; there is none where nothing was fetched', () => {
    assert.equal(currentBook({ names: () => [], read: () => null }), null);
    const found = currentBook(storeOf(TIMES).files);
    assert.ok(found?.ok);
    assert.equal(found.book.id, `fetched-${TIMES[2] ?? ''}`);
    assert.equal(found.stored.createdAt, '2026-12-01T00:00:00Z');
  });

  it('refuses a book that is gone, changed, no JSON or no price book', () => {
    const { files, texts } = storeOf(TIMES);
    const [first] = storedBooks(files);
    assert.ok(first);
    const refused = (text: string | null, message: RegExp): void => {
      const found = openStored({ names: files.names, read: () => text }, first);
      assert.ok(!found.ok);
      assert.match(found.message, message);
      assert.match(found.remedy, /twin prices update/);
    };
    refused(null, /is gone/);
    refused((texts.get(first.file) ?? '').replace('0.0000002', '0.0000003'), /damaged or changed/);
    const broken = (text: string, message: RegExp): void => {
      // With the right hash, as a broken program might have written it.
      const name = storedName('2026-11-22T00:00:00Z', hashOf(text));
      const [stored] = storedBooks({ names: () => [name], read: () => text });
      assert.ok(stored);
      const found = openStored({ names: () => [name], read: () => text }, stored);
      assert.ok(!found.ok);
      assert.match(found.message, message);
    };
    broken('{}', /cannot be used: The schema is/);
    texts.set('current', 'nothing.json');
    const found = currentBook(files);
    assert.ok(found?.ok === false);
    assert.match(found.message, /\(nothing\.json\) is not in its folder/);
  });

  it('gives the book of a day: the last one of it, or the one that was in force', () => {
    const books = storedBooks(storeOf(TIMES).files);
    const timeOf = (word: string): string => {
      const chosen = chooseBook(books, word);
      return chosen.kind === 'stored' ? chosen.stored.createdAt : chosen.kind;
    };
    assert.equal(timeOf('2026-11-21'), '2026-11-21T18:30:05Z');
    assert.equal(timeOf('2026-11-30'), '2026-11-21T18:30:05Z');
    assert.equal(timeOf('2027-01-01'), '2026-12-01T00:00:00Z');
    assert.equal(timeOf('2026-11-20'), 'bundled', 'the bundled book is of that day');
    assert.equal(timeOf('2026-11-19'), 'none');
    assert.equal(timeOf('2026-11-21T10'), '2026-11-21T10:00:00Z');
    assert.equal(timeOf('2026-11-21T10:00:00'), '2026-11-21T10:00:00Z');
    assert.equal(timeOf('fetched-2026-11-21T183005Z'), '2026-11-21T18:30:05Z');
    assert.equal(timeOf((books[2]?.hash ?? '').slice(0, 8)), '2026-12-01T00:00:00Z');
    assert.equal(timeOf('2026-1'), 'none', 'several begin so');
    assert.equal(timeOf('prices.json'), 'none');
    assert.equal(timeOf('bundled'), 'bundled');
  });

  it('fills a book of an older program with the meters that it did not know', () => {
    const { files } = storeOf(TIMES, (book) => ({
      ...book,
      entries: bundledBook().entries.slice(1),
      limits: bundledBook().limits.slice(2),
    }));
    const found = currentBook(files);
    assert.ok(found?.ok);
    assert.equal(found.book.entries.length, bundledBook().entries.length);
    assert.equal(found.book.limits.length, bundledBook().limits.length);
    assert.match(found.book.id, /\+bundled-/);
  });

  it('passes over files that are none of its own', () => {
    assert.deepEqual(
      storedBooks({ names: () => ['current', '.draft-1', 'update.lock', 'notes.json', '2026-11-21.json'], read: () => null }),
      [],
    );
  });
});

function hashOf(text: string): string {
  // hashBook takes the canonical text of an object; this is one already.
  return hashBook(JSON.parse(text) as object);
}
