/**
 * Makes price entries out of rows: one row for each identity, its unit divided out, its free tier taken out, its parts added.
 * What it cannot make it says, with candidates; it never chooses and never writes a 0. Whether the result is believed is sentinel.ts'.
 */
import { METERS, type FreeAllowance, type PriceEntry, type PriceTier } from '@twin2multicloud/cost';
import { add, baseOfMeter, compare, divide, isDecimal, multiply, parseUnit, splitFree, type PricedMeter } from '@twin2multicloud/pricing';
import type { Identity, OfferRow, RowFacts } from './contract.ts';
import { groupBy } from './group.ts';
import { timesOf } from './identities/identities.ts';
import type { Gathered } from './sink.ts';

/** A meter of a region for which the lists gave no price. */
export interface Gap {
  readonly meter: string;
  readonly region: string;
  readonly kind: 'missing' | 'ambiguous' | 'unit' | 'currency' | 'zero' | 'tiers';
  /** A sentence, without the meter's name. */
  readonly reason: string;
  /** Rows that are alike, or that fit all at once, in words. */
  readonly candidates: readonly string[];
}

export interface Built {
  readonly entries: readonly PriceEntry[];
  readonly gaps: readonly Gap[];
}

/** The entries of the identities' meters. `old` gives what no list says: whose an allowance is, bundles, and notes. */
export function buildEntries(
  identities: readonly Identity[],
  gathered: Pick<Gathered, 'rows' | 'candidates'>,
  old: (meter: string, region: string) => PriceEntry | undefined,
): Built {
  const entries: PriceEntry[] = [];
  const gaps: Gap[] = [];
  for (const group of groupBy(identities, ({ meter, region }) => `${meter}@${region}`).values()) {
    const [{ meter, region }] = group;
    try {
      entries.push(entryOf(group, gathered, old(meter, region)));
    } catch (error) {
      if (!(error instanceof Unpriced)) throw error;
      gaps.push({ meter, region, kind: error.kind, reason: error.message, candidates: error.candidates });
    }
  }
  return { entries, gaps };
}

class Unpriced extends Error {
  readonly kind: Gap['kind'];
  readonly candidates: readonly string[];

  constructor(kind: Gap['kind'], message: string, candidates: readonly string[] = []) {
    super(message);
    this.kind = kind;
    this.candidates = candidates;
  }
}

interface Part {
  readonly row: OfferRow;
  readonly free: string | undefined;
  readonly tiers: readonly PriceTier[];
}

function entryOf(
  group: readonly [Identity, ...Identity[]],
  gathered: Pick<Gathered, 'rows' | 'candidates'>,
  old: PriceEntry | undefined,
): PriceEntry {
  const [identity, ...further] = group;
  const first = partOf(identity, onlyRow(identity, gathered));
  const others = further.map((item) => partOf(item, onlyRow(item, gathered)));
  const [provider, service, name] = identity.meter.split('.') as [PriceEntry['provider'], string, string];
  const parts = [first, ...others];
  const free = freeOf(first, others.length > 0, old);
  const dates = parts.flatMap(({ row }) => row.effectiveFrom ?? []);
  return {
    provider,
    region: identity.region,
    service,
    meter: name,
    unit: METERS[identity.meter as PricedMeter].unit,
    perUnit: 1,
    tiers: others.length === 0 ? first.tiers : [{ from: '0', price: parts.map(flatPrice).reduce(add) }],
    ...(old?.plans === undefined ? {} : { plans: old.plans }),
    ...(free === undefined ? {} : { free }),
    source: {
      kind: 'api',
      id: parts.map(({ row }) => row.id).join(' + '),
      url: first.row.url,
      effectiveFrom: dates.sort().at(-1) ?? null,
      readAt: first.row.readAt,
      unit: parts.map(({ row }) => row.unit).join(' + '),
    },
    status: 'confirmed',
  };
}

function flatPrice({ tiers, row }: Part): string {
  const [tier, ...more] = tiers;
  if (tier === undefined || more.length > 0)
    throw new Unpriced('tiers', `${row.id} has tiers, and a price of several parts needs one each.`);
  return tier.price;
}

/** The one row of an identity. The same row under several products counts once. */
function onlyRow(identity: Identity, { rows, candidates }: Pick<Gathered, 'rows' | 'candidates'>): OfferRow {
  // A price that is announced and does not hold yet is none.
  const found = (rows.get(identity) ?? []).filter(({ effectiveFrom, readAt }) => effectiveFrom === null || effectiveFrom <= readAt);
  const [row, ...others] = [...new Map(found.map((item) => [JSON.stringify([item.id, item.unit, item.tiers]), item])).values()];
  if (row === undefined) {
    const like = (candidates.get(identity) ?? []).map(described);
    throw new Unpriced('missing', `No row of ${identity.service} is ${wanted(identity)}.`, like);
  }
  if (others.length > 0)
    throw new Unpriced(
      'ambiguous',
      `${others.length + 1} rows of ${identity.service} are ${wanted(identity)}.`,
      [row, ...others].map(described),
    );
  return row;
}

function partOf(identity: Identity, row: OfferRow): Part {
  const { unit } = METERS[identity.meter as PricedMeter];
  if (row.currency !== 'USD') throw new Unpriced('currency', `${row.id} is in ${row.currency}, and the book is in USD.`);
  const { count, base } = unitOf(row);
  if (base !== baseOfMeter(unit) && !isPart(identity, base))
    throw new Unpriced('unit', `${row.id} is quoted per ${row.unit}, and the meter is counted in ${unit}.`);
  const tiers = row.tiers.map((tier) => perUnit(row, tier, { count, times: timesOf(identity) }));
  const beyond = tiers.flatMap(({ from, price }) => [from, price]).find((amount) => !isDecimal(amount));
  if (beyond !== undefined)
    throw new Unpriced('tiers', `${row.id} has an amount that no price has: ${beyond.slice(0, 12)}… of ${beyond.length} characters.`);
  if (tiers.every(({ price }) => compare(price, '0') === 0)) throw new Unpriced('zero', `${row.id} has a price of 0 only.`);
  const { free, tiers: paid } = splitFree({ tiers });
  if (paid[0]?.from !== '0') throw new Unpriced('tiers', `The first tier of ${row.id} begins at ${paid[0]?.from ?? 'nothing'}.`);
  if (isGap(paid)) throw new Unpriced('zero', `A later tier of ${row.id} has a price of 0.`);
  if (row.recordedTo !== null) throw new Unpriced('tiers', `The tiers of ${row.id} end at ${row.recordedTo}: what more costs is not said.`);
  if (isDaily(row) && paid.length > 1) throw new Unpriced('tiers', `The tiers of ${row.id} count by the day, and the book's by the month.`);
  return { row, free, tiers: paid };
}

function perUnit({ id, unit }: OfferRow, { from, price }: PriceTier, { count, times }: { count: string; times: string }): PriceTier {
  try {
    return { from: divide(multiply(from, count), times), price: multiply(divide(price, count), times) };
  } catch {
    // A third has no decimal form; a price that is nearly right is none.
    throw new Unpriced('unit', `${id} is quoted in "${unit}", which does not divide ${price} exactly.`);
  }
}

/** A list that gets cheaper to nothing has lost a price. A first tier of 0 is an allowance, and was taken out. */
function isGap(paid: readonly PriceTier[]): boolean {
  return paid.some(({ price }) => compare(price, '0') === 0);
}

function isDaily({ attributes }: OfferRow): boolean {
  return attributes.aggregationInterval === 'DAILY';
}

/** The memory of a machine is quoted per GiB and hour, and four of them make an hour of the machine. */
function isPart({ part }: Identity, base: string): boolean {
  return part === 'ram' && base === 'GiB-hour';
}

function unitOf(row: OfferRow): { count: string; base: string } {
  try {
    return parseUnit(row.unit);
  } catch (cause) {
    throw new Unpriced('unit', `${row.id} is quoted in "${row.unit}", which is not known.`, [cause instanceof Error ? cause.message : '']);
  }
}

/** The allowance: its quantity from the row where the row has a free tier by the month, else as the book in force has it. Whose it is no list says. */
function freeOf({ free, row }: Part, isSum: boolean, old: PriceEntry | undefined): PriceEntry['free'] {
  if (isSum) return old?.free;
  // What was read in this row and stands there no more has ended; what no list says stays.
  if (free === undefined) return old?.free?.source === firstTier(row) ? undefined : old?.free;
  const period = isDaily(row) ? 'day' : 'month';
  // Firestore's allowance is a day's, and its list may print thirty of them as a month's.
  if (period === 'month' && old?.free?.period === 'day') return old.free;
  return {
    quantity: free,
    period,
    scope: old?.free?.scope ?? scopeOf(row),
    source: firstTier(row),
    status: 'confirmed',
  };
}

function firstTier({ id }: OfferRow): string {
  return `${id}, first tier`;
}

/** Whose an allowance is that no book knew before. Google's list says it; AWS's belong to the account, Azure's to the subscription. */
function scopeOf({ provider, attributes }: OfferRow): FreeAllowance['scope'] {
  if (provider === 'aws') return 'account';
  if (provider === 'azure') return 'subscription';
  return attributes.aggregationLevel === 'PROJECT' ? 'project' : 'billing-account';
}

function wanted({ id, where, region }: Identity): string {
  const names = Object.entries(where).map(([name, value]) => `${name} ${[value].flat().join(' or ')}`);
  return id !== null ? `${id} in ${region}` : `${names.join(', ')} in ${region}`;
}

const SHOWN = ['usagetype', 'operation', 'productName', 'skuName', 'meterName', 'description'];

function described({ id, attributes }: RowFacts): string {
  const words = SHOWN.flatMap((name) => attributes[name] ?? []).filter((text) => text !== '');
  return `${id} (${words.join(', ')})`;
}
