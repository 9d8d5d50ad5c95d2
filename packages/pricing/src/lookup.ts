/**
 * Finds what a meter costs in a region of a book, or says in a typed way why it cannot.
 * It never takes 0 for a missing price and never chooses among several: both are errors with the meter's id.
 */
import type { METERS, PriceBook, PriceEntry } from '@twin2multicloud/cost';

type Provider = PriceEntry['provider'];

/** A meter that has a price of its own (a bundle's stands with its service's entities). */
export type PricedMeter = keyof typeof METERS;

/** Why there is no price: the book has none, has several, or says that the region lacks the service. */
export interface PriceAbsence {
  readonly ok: false;
  readonly kind: 'missing' | 'ambiguous' | 'unavailable';
  readonly meter: PricedMeter;
  readonly region: string;
  readonly reason: string;
  readonly remedy: string;
}

export type PriceLookup = { readonly ok: true; readonly entry: PriceEntry } | PriceAbsence;

const indexes = new WeakMap<PriceBook, Map<string, PriceEntry[]>>();

/**
 * The entry of a meter in a provider's region (not a logical one: see `resolveRegion`). A `global` entry counts for every region, so one beside
 * the region's own makes two. A service that the book calls unavailable there is `unavailable`, whatever entries it has.
 */
export function lookup(book: PriceBook, provider: Provider, region: string, meter: PricedMeter): PriceLookup {
  const service = meter.split('.')[1];
  const closed = book.unavailable.find((item) => item.provider === provider && item.region === region && item.service === service);
  if (closed !== undefined) {
    return {
      ok: false,
      kind: 'unavailable',
      meter,
      region,
      reason: closed.reason,
      remedy: 'Choose another region or another provider for this layer.',
    };
  }
  const index = indexOf(book);
  const found = [...(index.get(`${meter}@${region}`) ?? []), ...(index.get(`${meter}@global`) ?? [])];
  const [entry, ...others] = found.filter((candidate) => candidate.provider === provider);
  if (entry === undefined) {
    const reason = `The price book ${book.id} has no price of ${meter} in ${region}.`;
    return {
      ok: false,
      kind: 'missing',
      meter,
      region,
      reason,
      remedy: 'Choose a region that the book covers, or a book with this meter.',
    };
  }
  if (others.length > 0) {
    const reason = `The price book ${book.id} has ${others.length + 1} prices of ${meter} in ${region}.`;
    return { ok: false, kind: 'ambiguous', meter, region, reason, remedy: 'Keep one entry of this meter and region in the book.' };
  }
  return { ok: true, entry };
}

function indexOf(book: PriceBook): Map<string, PriceEntry[]> {
  let index = indexes.get(book);
  if (index === undefined) {
    index = new Map();
    for (const entry of book.entries) {
      const key = `${entry.provider}.${entry.service}.${entry.meter}@${entry.region}`;
      const entries = index.get(key);
      if (entries === undefined) index.set(key, [entry]);
      else entries.push(entry);
    }
    indexes.set(book, index);
  }
  return index;
}
