/**
 * A price book made ready for one choice of regions: the rate of each meter by its index, and what is not there.
 * Looking for entries by words, currencies and files are packages/pricing's.
 */
import {
  PROVIDERS,
  type LimitId,
  type Limits,
  type MeterId,
  type Provider,
  type Scenario,
  DAYS_PER_MONTH,
} from '@twin2multicloud/topology';
import { METER_IDS } from './activations.ts';
import { rateOf, type Rate } from './meters/tiers.ts';
import type { PriceBook, PriceEntry, PricePlan } from './price-book.ts';
import type { AppliedTier } from './result.ts';

export interface MeterRate {
  readonly entry: PriceEntry;
  readonly rate: Rate;
  /** The same without its allowance: for comparing plans that use meters which others share. */
  readonly listRate: Rate;
  /** The rate as it is without an overlay; null: no overlay changed it. */
  readonly plain: Rate | null;
  /** For a bundle: fee, inclusions and overage. */
  readonly plan: readonly PricePlan[] | null;
}

export interface Rates {
  readonly book: PriceBook;
  readonly limits: Limits;
  readonly freeTier: boolean;
  readonly regions: Readonly<Record<Provider, string>>;
  /** By meter index; null: no entry. */
  readonly meters: readonly (MeterRate | null)[];
  /** Why a meter has no rate, by meter index: no entry, or several. */
  readonly missing: readonly ('missing' | 'ambiguous' | null)[];
  /** Services that a region lacks: `aws.twinmaker` → reason. */
  readonly unavailable: ReadonlyMap<string, string>;
  /** Providers of whose region the book knows nothing. */
  readonly unknownRegions: ReadonlySet<Provider>;
}

/** The region of each provider: named in the file, or that of the logical region. An unknown logical region gives ''. */
export function regionsOf(book: PriceBook, region: Scenario['region']): Record<Provider, string> {
  const logical = book.regions[region.logical.value];
  return {
    aws: region.named.aws?.value ?? logical?.aws ?? '',
    azure: region.named.azure?.value ?? logical?.azure ?? '',
    gcp: region.named.gcp?.value ?? logical?.gcp ?? '',
  };
}

export interface RatesOptions {
  /** Overrides the file's `free-tier`. */
  readonly freeTier?: boolean;
}

const cache = new WeakMap<PriceBook, Map<string, Rates>>();

/** The rates of a book for a scenario's regions; computed once for each combination. */
export function ratesFor(book: PriceBook, scenario: Scenario, options: RatesOptions = {}): Rates {
  const regions = regionsOf(book, scenario.region);
  const freeTier = options.freeTier ?? scenario.freeTier.value;
  const key = `${regions.aws} ${regions.azure} ${regions.gcp} ${freeTier}`;
  let byKey = cache.get(book);
  if (!byKey) cache.set(book, (byKey = new Map<string, Rates>()));
  let rates = byKey.get(key);
  if (!rates) byKey.set(key, (rates = compile(book, regions, freeTier)));
  return rates;
}

function compile(book: PriceBook, regions: Record<Provider, string>, freeTier: boolean): Rates {
  const found = new Map<string, PriceEntry[]>();
  const known = new Set<Provider>();
  for (const entry of book.entries) {
    if (entry.region !== regions[entry.provider] && entry.region !== 'global') continue;
    if (entry.region !== 'global') known.add(entry.provider);
    const id = `${entry.provider}.${entry.service}.${entry.meter}`;
    const list = found.get(id);
    if (list) list.push(entry);
    else found.set(id, [entry]);
  }
  const entriesOf = (id: MeterId): PriceEntry[] => {
    if (id !== 'aws.twinmaker.bundle') return found.get(id) ?? [];
    return (found.get('aws.twinmaker.entities') ?? []).filter((entry) => entry.plans?.some((plan) => plan.maxEntities !== null));
  };
  return {
    book,
    limits: limitsOf(book),
    freeTier,
    regions,
    meters: METER_IDS.map((id) => {
      const entries = entriesOf(id);
      const [entry] = entries;
      return entry && entries.length === 1 ? meterRate(id, entry, freeTier) : null;
    }),
    missing: METER_IDS.map((id) => {
      const { length } = entriesOf(id);
      return length === 1 ? null : length === 0 ? 'missing' : 'ambiguous';
    }),
    unavailable: new Map(
      book.unavailable.filter((row) => row.region === regions[row.provider]).map((row) => [`${row.provider}.${row.service}`, row.reason]),
    ),
    unknownRegions: new Set(PROVIDERS.filter((provider) => !known.has(provider))),
  };
}

/** How often an allowance counts in a month. Free jobs are whole ones, a job's unit is 31 days. */
function periodsOf(entry: PriceEntry, period: 'month' | 'day'): number {
  if (period === 'day') return DAYS_PER_MONTH;
  return entry.unit === 'job' ? DAYS_PER_MONTH / 31 : 1;
}

function meterRate(id: MeterId, entry: PriceEntry, freeTier: boolean): MeterRate {
  const tiers = tiersOf(entry.tiers);
  const isBundle = id === 'aws.twinmaker.bundle';
  const given = freeTier && entry.free && !isBundle ? Number(entry.free.quantity) * periodsOf(entry, entry.free.period) : 0;
  const free = given + (isBundle ? 0 : Number(entry.committed ?? 0));
  const changed = entry.overlay !== undefined || entry.committed !== undefined;
  const plain = changed ? rateOf(tiersOf(entry.overlay?.list ?? entry.tiers), given) : null;
  return { entry, rate: rateOf(tiers, free), listRate: rateOf(tiers), plain, plan: isBundle ? (entry.plans ?? []) : null };
}

function tiersOf(tiers: PriceEntry['tiers']): AppliedTier[] {
  return tiers.map(({ from, price }) => ({ from: Number(from), price: Number(price) }));
}

function limitsOf(book: PriceBook): Limits {
  return Object.fromEntries(book.limits.map((limit) => [limit.id, limit.value])) as Record<LimitId, number>;
}
