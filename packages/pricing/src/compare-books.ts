/** What differs between two price books, entry by entry. What a difference does to a twin is analysis'. */
import { canonicalJson } from './hash.ts';
import type { PriceBook, PriceEntry } from '@twin2multicloud/cost';

export interface PriceChange {
  readonly meter: string;
  readonly region: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** The first tier's price, USD per unit; null where there was, or is, none. */
  readonly before: string | null;
  readonly after: string | null;
  /** `after` / `before`; null where one of them is missing or 0, or only further tiers or the allowance differ. */
  readonly ratio: number | null;
}

/** The entries whose tiers, plans or allowance differ, in the order of the second book; what is gone comes last. Dates and sources do not count. */
export function compareBooks(before: PriceBook, after: PriceBook): PriceChange[] {
  const old = new Map(before.entries.map((entry) => [keyOf(entry), entry]));
  const changes = after.entries.flatMap((entry) => {
    const was = old.get(keyOf(entry));
    old.delete(keyOf(entry));
    if (was !== undefined && factsOf(was) === factsOf(entry)) return [];
    return [changeOf(entry, was, entry)];
  });
  return [...changes, ...[...old.values()].map((entry) => changeOf(entry, entry, undefined))];
}

function changeOf(named: PriceEntry, was: PriceEntry | undefined, is: PriceEntry | undefined): PriceChange {
  const [before, after] = [was, is].map((entry) => entry?.tiers[0]?.price ?? null);
  const isRatio = before != null && after != null && before !== after && Number(before) > 0;
  return {
    meter: `${named.provider}.${named.service}.${named.meter}`,
    region: named.region,
    kind: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed',
    before: before ?? null,
    after: after ?? null,
    ratio: isRatio ? Number(after) / Number(before) : null,
  };
}

function factsOf({ tiers, plans, free, committed }: PriceEntry): string {
  // Canonical, because a kept book has its keys in another order than one that was just made.
  return canonicalJson([
    tiers.map(({ from, price }) => [from, price]),
    plans ?? null,
    free?.quantity ?? null,
    free?.period ?? null,
    committed ?? null,
  ]);
}

function keyOf({ provider, service, meter, region }: PriceEntry): string {
  return `${provider}.${service}.${meter}@${region}`;
}
