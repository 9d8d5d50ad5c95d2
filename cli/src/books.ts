/**
 * Which price book a command uses: the one that `--prices` names (a file, a day, a kept book, `bundled`), else the last one that was fetched, else
 * the bundled one; and the overlay on top. It reads files through the host; what a book is, packages/pricing decides.
 */
import type { PriceBook } from '@twin2multicloud/cost';
import {
  applyOverlay,
  bundledBook,
  checkOverlay,
  checkPriceBook,
  chooseBook,
  currentBook,
  openStored,
  storedBooks,
  storeFolder,
  type BookError,
  type OpenedBook,
  type StoreFiles,
} from '@twin2multicloud/pricing';
import { EXIT, Failure, fileFailure, outside } from './failure.ts';
import type { Host } from './host.ts';

/** The store's folder; null where the environment names no home. */
export function folderOf(host: Host): string | null {
  return storeFolder(process.platform, host.env);
}

/** The store as this host sees it. */
export function storeOf(host: Host): StoreFiles {
  const folder = folderOf(host);
  if (folder === null) return { names: () => [], read: () => null };
  return {
    names: () => host.list(folder),
    read: (name) => {
      try {
        return new TextDecoder().decode(host.read(`${folder}/${name}`));
      } catch {
        return null;
      }
    },
  };
}

/** The book that is used where nobody names one. Throws a `Failure` where the last fetched one is damaged. */
export function bookInForce(host: Host): PriceBook {
  const found = currentBook(storeOf(host));
  return found === null ? bundledBook() : opened(found);
}

/** The book that a word names. Throws a `Failure` where there is none, or it cannot be used. */
export function bookNamed(word: string, host: Host): PriceBook {
  const files = storeOf(host);
  if (word === 'current') return bookInForce(host);
  const books = storedBooks(files);
  const chosen = chooseBook(books, word);
  if (chosen.kind === 'bundled') return bundledBook();
  if (chosen.kind === 'stored') return opened(openStored(files, chosen.stored));
  if (/^\d{4}-\d\d-\d\d/.test(word) && !host.isFile(word))
    throw outside(
      `No price book was in force on ${word.slice(0, 10)}.`,
      `Name a later day, or a file. ${books.length === 0 ? 'None was fetched yet' : 'The books that are kept: twin prices list'}.`,
    );
  // A slip in a word looks like a file that is not there.
  if (/^[\w-]+$/.test(word) && !host.isFile(word))
    throw outside(`There is no price book ${word}.`, 'Name a day, a time or a hash of `twin prices list`, bundled, current or a file.');
  return bookInFile(word, host);
}

/** The overlay of a file on top of a book. Throws a `Failure` that says what is wrong with the file. */
export function withOverlay(book: PriceBook, path: string | undefined, host: Host): PriceBook {
  if (path === undefined || path === '') return book;
  const check = checkOverlay(readJson(path, host, 'overlay', 'docs/prices.md describes it.'));
  if (check.ok) return applyOverlay(book, check.overlay);
  throw new Failure(
    EXIT.outside,
    `The overlay ${path} cannot be used. ${errorText(check.errors)}`,
    check.errors[0]?.remedy ?? 'Correct it.',
  );
}

function bookInFile(path: string, host: Host): PriceBook {
  const check = checkPriceBook(readJson(path, host));
  if (check.ok) return check.book;
  const [first] = check.errors;
  const where = first === undefined || first.path === '' ? '' : ` (${first.path})`;
  const more = check.errors.length > 1 ? ` And ${check.errors.length - 1} more: \`twin prices verify --prices ${path}\` lists them.` : '';
  throw new Failure(
    EXIT.outside,
    `The price book ${path} cannot be used${where}: ${first?.message ?? 'it is broken'}`,
    `${first?.remedy ?? 'Use another.'}${more}`,
  );
}

/** Reads any file as JSON; throws a `Failure` that says what it is instead. */
export function readJson(
  path: string,
  host: Host,
  what = 'price book',
  remedy = 'Give a price book in JSON; `twin prices show --json` prints the one in force.',
): unknown {
  let text: string;
  try {
    text = new TextDecoder().decode(host.read(path));
  } catch (error) {
    throw fileFailure(path, error);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(EXIT.outside, `The ${what} ${path} is no JSON: ${why}`, remedy);
  }
}

function opened(found: OpenedBook): PriceBook {
  if (found.ok) return found.book;
  throw outside(found.message, found.remedy);
}

function errorText(errors: readonly BookError[]): string {
  const shown = errors.slice(0, 5).map(({ path, message }) => `${path === '' ? '' : `${path}: `}${message}`);
  return `${shown.join(' ')}${errors.length > 5 ? ` And ${errors.length - 5} more.` : ''}`;
}
