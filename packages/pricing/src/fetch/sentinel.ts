/**
 * Looks at what one provider's refresh would change before it is believed: what was confirmed must be found again, lists must not shrink,
 * units must not change, prices must not leap. It objects; whether an objection is overruled is the caller's (`--accept`).
 */
import type { PriceBook, PriceEntry } from '@twin2multicloud/cost';
import { compare, multiply } from '@twin2multicloud/pricing';
import type { Provider } from './contract.ts';
import type { Built } from './build.ts';

export interface Objection {
  readonly kind: 'missing' | 'fewer-rows' | 'unit' | 'leap' | 'absent';
  /** The meter and region, or the list's name. */
  readonly about: string;
  /** A sentence. */
  readonly reason: string;
}

/** The least share of a list's rows that must still be there. */
const LEAST_ROWS = 0.98;
/** The largest factor by which a price may rise or fall unseen. */
const LARGEST_LEAP = '5';

export interface Inspected {
  readonly provider: Provider;
  readonly built: Built;
  readonly lists: ReadonlyMap<string, number>;
  /** Services that the provider says to lack, in our words: `twinmaker` in `eu-west-2`. */
  readonly absent: readonly { readonly service: string; readonly region: string }[];
  /** The book in force. */
  readonly old: PriceBook;
}

export function inspect({ provider, built, lists, absent, old }: Inspected): Objection[] {
  const before = new Map(old.entries.filter((entry) => entry.provider === provider).map((entry) => [keyOf(entry), entry]));
  const objections: Objection[] = [];
  for (const { meter, region, reason, candidates } of built.gaps) {
    const known = before.get(`${meter}@${region}`);
    // What the API never confirmed may lie in our table: it is told, and the old entry stays.
    if (known?.status !== 'confirmed') continue;
    const like = candidates.length === 0 ? '' : ` Alike: ${candidates.join('; ')}.`;
    objections.push({ kind: 'missing', about: `${meter} in ${region}`, reason: `${reason}${like}` });
  }
  for (const { service, region } of absent) {
    const lost = [...before.values()].some((entry) => entry.service === service && entry.region === region && entry.status === 'confirmed');
    if (lost) {
      const reason = 'The provider says that it does not offer the service there, and the book in force has a confirmed price.';
      objections.push({ kind: 'absent', about: `${provider}.${service} in ${region}`, reason });
    }
  }
  for (const [list, rows] of lists) {
    const had = old.refresh?.lists[list];
    if (had !== undefined && rows < had * LEAST_ROWS)
      objections.push({ kind: 'fewer-rows', about: list, reason: `The list has ${rows} rows, and had ${had}.` });
  }
  for (const entry of built.entries) {
    const known = before.get(keyOf(entry));
    if (known !== undefined) objections.push(...compareEntries(known, entry));
  }
  return objections;
}

function compareEntries(old: PriceEntry, fresh: PriceEntry): Objection[] {
  const about = `${fresh.provider}.${fresh.service}.${fresh.meter} in ${fresh.region}`;
  const objections: Objection[] = [];
  if (old.source.unit !== undefined && old.source.unit.toLowerCase() !== fresh.source.unit?.toLowerCase()) {
    const reason = `The list's unit was ${old.source.unit} and is ${fresh.source.unit ?? 'gone'}.`;
    objections.push({ kind: 'unit', about, reason });
  }
  const leap = boundsOf(old, fresh)
    .map((from) => ({ from, was: priceAt(old, from), is: priceAt(fresh, from) }))
    .find(({ was, is }) => isLeap(was, is));
  if (leap !== undefined) {
    const where = leap.from === '0' ? '' : ` from ${leap.from} ${fresh.unit}`;
    objections.push({
      kind: 'leap',
      about,
      reason: `The price was ${leap.was} and is ${leap.is} USD per ${fresh.unit}${where}: more than fivefold.`,
    });
  }
  const allowance = leapOfAllowance(old, fresh);
  if (allowance !== null) objections.push({ kind: 'leap', about, reason: allowance });
  return objections;
}

/** A free tier that comes, goes or leaps is a price that goes to 0 or comes from there. An own offer's included quantities are the offer's. */
function leapOfAllowance(old: PriceEntry, fresh: PriceEntry): string | null {
  if (old.status !== 'confirmed' || isOwnOffer(old) !== isOwnOffer(fresh)) return null;
  if (old.free !== undefined && fresh.free !== undefined && old.free.period !== fresh.free.period) return null;
  const [was, is] = [old.free?.quantity ?? '0', fresh.free?.quantity ?? '0'];
  if (!isLeap(was, is)) return null;
  const said = (quantity: string): string => (compare(quantity, '0') === 0 ? 'nothing' : `${quantity} ${fresh.unit}`);
  return `Free was ${said(was)} and is ${said(is)}.`;
}

function isOwnOffer({ source }: PriceEntry): boolean {
  return source.url?.includes('/Microsoft.Commerce/RateCard') === true;
}

function boundsOf(...entries: readonly PriceEntry[]): string[] {
  return [...new Set(entries.flatMap(({ tiers }) => tiers.map(({ from }) => from)))].sort(compare);
}

function priceAt({ tiers }: PriceEntry, from: string): string {
  return tiers.findLast((tier) => compare(tier.from, from) <= 0)?.price ?? '0';
}

function isLeap(was: string, is: string): boolean {
  const [low, high] = compare(was, is) < 0 ? [was, is] : [is, was];
  if (compare(low, '0') === 0) return compare(high, '0') !== 0;
  return compare(high, multiply(low, LARGEST_LEAP)) > 0;
}

function keyOf({ provider, service, meter, region }: PriceEntry): string {
  return `${provider}.${service}.${meter}@${region}`;
}
