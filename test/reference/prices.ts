/**
 * What the reference reads from a price book: regions, entries, limits, and the price of a quantity.
 * It says why something has no price; it never takes a price of somewhere else.
 */
import type { LimitId, PriceBook, PriceEntry } from '@twin2multicloud/cost';
import type { Provider, Scenario } from '@twin2multicloud/language';
import { DAYS } from './arithmetic.ts';
import type { MeterId } from './tables.ts';

/** The provider's region of a twin, or null. */
export function regionOf(scenario: Scenario, book: PriceBook, provider: Provider): string | null {
  return scenario.region.named[provider]?.value ?? book.regions[scenario.region.logical.value]?.[provider] ?? null;
}

/** The one entry of a meter in a region (or `global`); null where there is none or more than one. */
export function entryOf(book: PriceBook, region: string, meter: MeterId): PriceEntry | null {
  const found = (entriesOf(book).get(meter) ?? []).filter((entry) => entry.region === region || entry.region === 'global');
  return found.length === 1 ? (found[0] ?? null) : null;
}

const known = new WeakMap<PriceBook, Map<string, PriceEntry[]>>();

/** The entries of a book by meter, sorted once: a search asks for them a million times. */
function entriesOf(book: PriceBook): Map<string, PriceEntry[]> {
  let byMeter = known.get(book);
  if (byMeter === undefined) {
    byMeter = new Map();
    for (const entry of book.entries) {
      const meter = `${entry.provider}.${entry.service}.${entry.meter}`;
      byMeter.set(meter, [...(byMeter.get(meter) ?? []), entry]);
    }
    known.set(book, byMeter);
  }
  return byMeter;
}

export function limitOf(book: PriceBook, id: LimitId): number {
  const limit = book.limits.find((candidate) => candidate.id === id);
  if (limit === undefined) throw new Error(`The price book has no limit ${id}.`);
  return limit.value;
}

/** Units of a month that cost nothing. A daily allowance counts d times; jobs of 31 days count d / 31 each. */
export function allowanceOf(entry: PriceEntry): number {
  if (entry.free === undefined) return 0;
  const quantity = Number(entry.free.quantity);
  if (entry.free.period === 'day') return quantity * DAYS;
  return entry.unit === 'job' ? (quantity * DAYS) / 31 : quantity;
}

/** USD for a month's quantity: the part in each tier × its price; the allowance is the beginning of the first tiers. */
export function priceMeter(entry: PriceEntry, quantity: number, freeTier: boolean): number {
  const paidFrom = freeTier ? allowanceOf(entry) : 0;
  let amount = 0;
  for (let index = 0; index < entry.tiers.length; index++) {
    const tier = entry.tiers[index];
    const next = entry.tiers[index + 1];
    if (tier === undefined) continue;
    const from = Math.max(Number(tier.from), paidFrom);
    const to = Math.min(next === undefined ? Infinity : Number(next.from), quantity);
    if (to > from) amount += (to - from) * Number(tier.price);
  }
  return amount;
}
