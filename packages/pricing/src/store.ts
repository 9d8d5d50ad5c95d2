/**
 * The folder of fetched books, read: which books are kept, which one is in force, which one a date or a name means. Pure: who reads files passes them in.
 * Writing, locking and fetching are fetch/store.ts'.
 */
import type { PriceBook } from '@twin2multicloud/cost';
import { bundledBook } from './book.ts';
import { checkPriceBook } from './check.ts';
import { hashText } from './hash.ts';
import { lookup, type PricedMeter } from './lookup.ts';

/** The store's folder, as whoever reads it sees it. */
export interface StoreFiles {
  /** The names of its files; empty where there is no folder. */
  readonly names: () => readonly string[];
  /** A file's text; null: there is none. */
  readonly read: (name: string) => string | null;
}

/** A kept book, by what its file's name says: `2026-11-21T104500Z-1a2b3c4d5e6f7081.json`. */
export interface StoredBook {
  readonly file: string;
  /** ISO date-time, to the second. */
  readonly createdAt: string;
  /** The first 16 digits of the SHA-256 of its canonical JSON. */
  readonly hash: string;
}

export type OpenedBook =
  | { readonly ok: true; readonly book: PriceBook; readonly stored: StoredBook }
  | { readonly ok: false; readonly message: string; readonly remedy: string };

/** The file that names the book in force. */
export const CURRENT_FILE = 'current';
const NAME = /^(\d{4}-\d\d-\d\dT)(\d\d)(\d\d)(\d\d)Z-([0-9a-f]{16})\.json$/;
const AGAIN = 'Run `twin prices update` for a new one, or use the one in the package: --prices bundled.';

/** Where fetched books are kept: command line and editor share it, so that both show the same figures. Null: there is none (TWIN_PRICE_STORE is empty, or the environment names no home). */
export function storeFolder(platform: string, env: Readonly<Record<string, string | undefined>>): string | null {
  const named = env.TWIN_PRICE_STORE;
  if (named !== undefined) return named === '' ? null : named;
  const first = (...names: string[]): string | null =>
    names.map((name) => env[name]).find((value) => value !== undefined && value !== '') ?? null;
  if (platform === 'win32') {
    const local = first('LOCALAPPDATA', 'APPDATA');
    return local === null ? null : `${local}\\twin2multicloud\\prices`;
  }
  const data = first('XDG_DATA_HOME');
  if (data !== null) return `${data}/twin2multicloud/prices`;
  const home = first('HOME');
  if (home === null) return null;
  return platform === 'darwin'
    ? `${home}/Library/Application Support/twin2multicloud/prices`
    : `${home}/.local/share/twin2multicloud/prices`;
}

/** The name under which a book is kept. */
export function storedName(createdAt: string, hash: string): string {
  return `${createdAt.slice(0, 19).replace(/:/g, '')}Z-${hash.slice(0, 16)}.json`;
}

/** The kept books, the oldest first. Other files are passed over. */
export function storedBooks(files: StoreFiles): StoredBook[] {
  return files
    .names()
    .flatMap((file) => {
      const [, day = '', hours = '', minutes = '', seconds = '', hash = ''] = NAME.exec(file) ?? [];
      return hash === '' ? [] : [{ file, createdAt: `${day}${hours}:${minutes}:${seconds}Z`, hash }];
    })
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** The book in force; null: none was ever fetched. */
export function currentBook(files: StoreFiles): OpenedBook | null {
  const name = files.read(CURRENT_FILE)?.trim();
  if (name === undefined) return null;
  const stored = storedBooks(files).find(({ file }) => file === name);
  if (stored === undefined) return broken(`The price book in force (${name.slice(0, 80)}) is not in its folder.`);
  return openStored(files, stored);
}

/** Reads a kept book and holds it against its name's hash. Meters that it does not know yet are taken from the bundled book. */
export function openStored(files: StoreFiles, stored: StoredBook): OpenedBook {
  const text = files.read(stored.file);
  if (text === null) return broken(`The price book ${stored.file} is gone.`);
  if (!hashText(text).startsWith(stored.hash))
    return broken(`The price book ${stored.file} was damaged or changed: its hash is another one.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return broken(`The price book ${stored.file} is no JSON.`);
  }
  const check = checkPriceBook(withNewLimits(json));
  if (!check.ok) return broken(`The price book ${stored.file} cannot be used: ${check.errors[0]?.message ?? 'it is broken'}`);
  return { ok: true, book: withNewMeters(check.book), stored };
}

export type Chosen = { readonly kind: 'stored'; readonly stored: StoredBook } | { readonly kind: 'bundled' } | { readonly kind: 'none' };

/**
 * What a word of `--prices` means: `bundled`, `current`, a day (the book in force at its end), or the beginning of a book's time or hash.
 * `none`: it is none of these, so it may be a file.
 */
export function chooseBook(books: readonly StoredBook[], word: string): Chosen {
  if (word === 'bundled') return { kind: 'bundled' };
  if (/^\d{4}-\d\d-\d\d$/.test(word)) {
    const stored = books.findLast(({ createdAt }) => createdAt.slice(0, 10) <= word);
    if (stored !== undefined) return { kind: 'stored', stored };
    return bundledBook().createdAt.slice(0, 10) <= word ? { kind: 'bundled' } : { kind: 'none' };
  }
  const plain = word.replace(/^fetched-/, '').replace(/:/g, '');
  const found = books.filter(({ file, hash }) => file.startsWith(plain) || (/^[0-9a-f]{6,16}$/.test(word) && hash.startsWith(word)));
  const [stored, ...others] = found;
  return stored === undefined || others.length > 0 || plain.length < 6 ? { kind: 'none' } : { kind: 'stored', stored };
}

/** A book that an older program fetched may lack limits that this one's model reads; without them it would be refused. */
function withNewLimits(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('limits' in json) || !Array.isArray(json.limits)) return json;
  const known = new Set(json.limits.map((limit: unknown) => (limit as { readonly id?: unknown } | null)?.id));
  const fewer = bundledBook().limits.filter(({ id }) => !known.has(id));
  return fewer.length === 0 ? json : { ...json, limits: [...(json.limits as unknown[]), ...fewer] };
}

/** It may lack meters too: they are the bundled book's, and the id says so. */
function withNewMeters(book: PriceBook): PriceBook {
  const bundled = bundledBook();
  const absent = bundled.entries.filter((entry) => {
    const meter = `${entry.provider}.${entry.service}.${entry.meter}` as PricedMeter;
    const found = lookup(book, entry.provider, entry.region, meter);
    return !found.ok && found.kind === 'missing';
  });
  if (absent.length === 0) return book;
  return {
    ...book,
    id: `${book.id}+${bundled.id}`,
    zones: { ...bundled.zones, ...book.zones },
    entries: [...book.entries, ...absent],
  };
}

function broken(message: string): OpenedBook {
  return { ok: false, message, remedy: AGAIN };
}
