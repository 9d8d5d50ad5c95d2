/**
 * The price book that figures are made from: the host's, or the bundled one, with the overlay of the settings on top. A book or an overlay that cannot
 * be used is said and passed over: an editor shows figures whatever its folder holds.
 */
import { applyOverlay, bundledBook, checkOverlay, type PriceBook } from '@twin2multicloud/pricing';
import type { Prices } from './host.ts';

export interface PricesInForce {
  readonly book: PriceBook;
  /** Why another book or overlay than the wanted one is used, in a sentence; null: it is the wanted one. */
  readonly trouble: string | null;
}

/** @param overlay the path of an overlay's file; null: none is wanted */
export function pricesInForce(prices: Prices | undefined, overlay: string | null): PricesInForce {
  const { book, trouble } = prices?.current() ?? { book: bundledBook(), trouble: null };
  if (overlay === null) return { book, trouble };
  const without = (why: string): PricesInForce => ({ book, trouble: `The overlay ${overlay} is not applied: ${why}` });
  if (prices === undefined) return without('this editor gives no access to files.');
  const read = prices.readFile(overlay);
  if ('error' in read) return without(`${read.error}.`);
  let json: unknown;
  try {
    json = JSON.parse(read.text);
  } catch {
    return without('it is no JSON.');
  }
  const check = checkOverlay(json);
  if (check.ok) return { book: applyOverlay(book, check.overlay), trouble };
  const [first] = check.errors;
  return without(`${first?.path ?? ''} ${first?.message ?? 'it is broken'} ${first?.remedy ?? ''}`.trim());
}
