/**
 * The price book that ships with the program: eu-central and us-east, usable with no network and no account.
 * The file is made by scripts/price-book.ts from packages/pricing/sources; nothing is written into it by hand.
 */
import type { PriceBook } from '@twin2multicloud/cost';
import bundled from './bundled-book.json' with { type: 'json' };

// JSON modules widen texts to `string`; a test runs checkPriceBook over the file, which is what makes this true.
const book = bundled as unknown as PriceBook;

/** The bundled book, always the same object. */
export function bundledBook(): PriceBook {
  return book;
}
