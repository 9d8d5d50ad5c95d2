/**
 * An update from beginning to end: the lock, the book in force, a refresh, the new book's file. What command line and editor both call.
 */
import type { PriceBook } from '@twin2multicloud/cost';
import { bundledBook, currentBook } from '@twin2multicloud/pricing';
import type { PriceClient, Provider } from './contract.ts';
import { refresh, type ProviderOutcome, type RefreshOptions } from './refresh.ts';
import { filesOf, saveBook, withLock } from './store.ts';

export type UpdateOptions = Omit<RefreshOptions, 'base' | 'client' | 'regions'> & {
  /** The store's folder; made where there is none. */
  readonly folder: string;
  /** Logical regions and providers' own; null: the logical ones of the book in force. */
  readonly regions: readonly string[] | null;
};

export interface Updated {
  /** The id of the book that was in force. */
  readonly before: PriceBook;
  /** The new book; null: nothing was accepted, and the old one stays in force. */
  readonly book: PriceBook | null;
  /** Its file's name in the store. */
  readonly file: string | null;
  readonly providers: readonly ProviderOutcome[];
}

/**
 * @throws FetchError `busy`, `disk-full`, `disk`. What fails at one provider is in the outcomes.
 */
export async function updatePrices(options: UpdateOptions): Promise<Updated> {
  const { folder, now, log } = options;
  return withLock(folder, now(), async () => {
    const found = currentBook(filesOf(folder));
    // A damaged book is nothing to compare with, and an update is how it is mended.
    if (found?.ok === false) log(`${found.message} The bundled book is used instead.`);
    const before = found?.ok === true ? found.book : bundledBook();
    const { book, providers } = await refresh({
      ...options,
      base: before,
      regions: options.regions ?? Object.keys(before.regions),
      client: clientOf,
    });
    const cancelled = providers.some(({ error }) => error?.code === 'cancelled');
    if (book === null || cancelled) return { before, book: null, file: null, providers };
    return { before, book, file: await saveBook(folder, book), providers };
  });
}

/** Each provider's client is loaded when it is asked for: one that is not costs nothing. */
async function clientOf(provider: Provider): Promise<PriceClient> {
  switch (provider) {
    case 'aws':
      return (await import('./aws/index.ts')).fetchAws;
    case 'azure':
      return (await import('./azure/index.ts')).fetchAzure;
    case 'gcp':
      return (await import('./gcp/index.ts')).fetchGoogle;
  }
}
