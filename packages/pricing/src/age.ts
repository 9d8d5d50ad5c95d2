/** How old the prices of each cloud are in a book: an update may have renewed those of one cloud and kept those of another. */
import type { PriceBook } from '@twin2multicloud/cost';
import { bundledBook } from './book.ts';

type Provider = keyof NonNullable<PriceBook['refresh']>['providers'];

const DAY_MS = 86_400_000;

/** Whole days since each cloud's list was last read. Of a cloud that was never read: since the bundled book was made. NaN for a time that is none. */
export function priceAges(book: PriceBook, now: number): Readonly<Record<Provider, number>> {
  const daysSince = (date: string): number => {
    const days = Math.floor((now - Date.parse(date)) / DAY_MS);
    return Math.max(0, days);
  };
  const of = (provider: Provider): number => {
    if (book.refresh === undefined) return daysSince(book.createdAt);
    return daysSince(book.refresh.providers[provider].at ?? bundledBook().createdAt);
  };
  return { aws: of('aws'), azure: of('azure'), gcp: of('gcp') };
}
