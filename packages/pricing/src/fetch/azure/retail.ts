/**
 * Reads pages of the Azure Retail Prices API and makes rows of them: items of one meter become one row with its tiers.
 * It asks nobody (retail-lists.ts does) and chooses no meter: a conflict is handed over as two rows.
 */
import { compare } from '@twin2multicloud/pricing';
import { FetchError, type OfferRow, type OfferTier, type RowFacts } from '../contract.ts';
import { amountOf, dayOf, listOf, malformed, objectOf, optionalText, textOf, timeOf, type Json } from '../shape.ts';

const API = 'Azure Retail Prices';

/** One price of the list: a tier of a meter, under one of the meter's names. */
export interface RetailItem {
  readonly meterId: string;
  readonly service: string;
  /** The region, or `global` where the item names none. */
  readonly region: string;
  readonly unit: string;
  /** tierMinimumUnits, in printed units. */
  readonly from: string;
  readonly price: string;
  readonly currency: string;
  /** Milliseconds. */
  readonly start: number;
  readonly end: number | null;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface RetailPage {
  /** The prices on demand; reservations, test subscriptions' prices and savings plans are left out, since they are prices of something else. */
  readonly items: readonly RetailItem[];
  /** All items of the page. */
  readonly total: number;
  /** How many the page says that it has; null where it does not say. */
  readonly announced: number | null;
  /** The address of the next page, as printed; null at the end. */
  readonly next: string | null;
}

/** What a person names a meter by; the API's own field names. */
const ATTRIBUTES = ['productName', 'skuName', 'meterName', 'serviceFamily', 'type', 'skuId', 'productId', 'armSkuName'] as const;

/**
 * A page `{Items, NextPageLink, Count}` of any of the API's versions. Fields that it does not use may be missing or new.
 * @param onFault is told of an item that cannot be read, with its meterId (null: it has none), instead of the throw.
 * @throws FetchError `malformed` naming the item and the field.
 */
export function readRetailPage(page: unknown, onFault?: (fault: FetchError, meterId: string | null) => void): RetailPage {
  const json = objectOf(page, () => API);
  const all = listOf(json.Items, () => `${API}, Items`);
  const items = all.flatMap((value, index) => {
    const item = objectOf(value, () => `${API}, item ${index + 1}`);
    try {
      return readItem(item, index);
    } catch (error) {
      if (!(error instanceof FetchError) || onFault === undefined) throw error;
      onFault(error, typeof item.meterId === 'string' && item.meterId !== '' ? item.meterId.toLowerCase() : null);
      return [];
    }
  });
  return {
    items,
    total: all.length,
    announced: typeof json.Count === 'number' ? json.Count : null,
    next: optionalText(json, 'NextPageLink', () => API),
  };
}

function readItem(item: Json, index: number): RetailItem[] {
  const where = (): string => `${API}, item ${index + 1}${typeof item.meterId === 'string' ? ` (meter ${item.meterId})` : ''}`;
  // A reservation's price is per term although its unit says an hour. Some rows are told by the term alone.
  if (textOf(item, 'type', where).toLowerCase() !== 'consumption' || optionalText(item, 'reservationTerm', where) !== null) return [];
  const region = (optionalText(item, 'armRegionName', where) ?? 'global').toLowerCase();
  const start = timeOf(item, 'effectiveStartDate', where);
  if (start === null) throw malformed(where(), 'effectiveStartDate is missing');
  return [
    {
      meterId: textOf(item, 'meterId', where).toLowerCase(),
      service: textOf(item, 'serviceName', where),
      region,
      unit: textOf(item, 'unitOfMeasure', where),
      from: amountOf(item.tierMinimumUnits, 'tierMinimumUnits', where),
      price: amountOf(item.retailPrice, 'retailPrice', where),
      currency: textOf(item, 'currencyCode', where),
      start,
      end: timeOf(item, 'effectiveEndDate', where),
      attributes: attributesOf(item, where),
    },
  ];
}

function attributesOf(item: Json, where: () => string): Record<string, string> {
  const named = ATTRIBUTES.flatMap((key) => {
    const text = optionalText(item, key, where);
    return text === null ? [] : [[key, text] as const];
  });
  const primary = item.isPrimaryMeterRegion;
  return { ...Object.fromEntries(named), ...(typeof primary === 'boolean' ? { isPrimaryMeterRegion: String(primary) } : {}) };
}

/** What a subscription's own offer says of a meter; see rate-card.ts. */
export interface OwnRate {
  readonly unit: string;
  readonly currency: string;
  readonly tiers: readonly OfferTier[];
  readonly effectiveFrom: string | null;
  readonly url: string;
}

export interface RowOptions {
  /** Decides which of several prices over time is in force. */
  readonly now: Date;
  readonly wants: (facts: RowFacts) => boolean;
  /** By meterId: what stands in place of the list price. Several rates of one meter contradict each other and become several rows; an error is thrown. */
  readonly own?: ReadonlyMap<string, readonly OwnRate[] | FetchError> | undefined;
  /** Is told why a wanted meter is left out. */
  readonly leftOut: (sentence: string) => void;
}

/**
 * The rows of a whole list (all its pages): one for each meter, region and name, with the tiers in force now. A meter that stands under several
 * names or SKUs gives several rows with one id, as does one with two prices for the same tier; who asks for it finds them different or alike.
 */
export function retailRows(items: Iterable<RetailItem>, options: RowOptions): OfferRow[] {
  const groups = new Map<string, RetailItem[]>();
  for (const item of items) {
    const { meterId, service, region, currency, attributes } = item;
    const names = ATTRIBUTES.map((key) => attributes[key] ?? '');
    const key = JSON.stringify([meterId, service, region, currency, ...names]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()].flatMap((group) => rowsOf(group, options));
}

function rowsOf(group: readonly RetailItem[], { now, wants, own, leftOut }: RowOptions): OfferRow[] {
  const [first] = group;
  if (first === undefined) return [];
  const { meterId: id, service, region, attributes } = first;
  const facts: RowFacts = { id, service, regions: [region], attributes };
  if (!wants(facts)) return [];
  const head = { ...facts, provider: 'azure', recordedTo: null, readAt: now.toISOString() } as const;
  const rates = own?.get(id);
  if (rates instanceof FetchError) throw rates;
  if (rates !== undefined) return rates.map((rate) => ({ ...head, ...rate }));
  const current = group.filter(({ start, end }) => start <= now.getTime() && (end === null || end > now.getTime()));
  const choices = readings(current);
  const fault = faultOf(current, choices);
  if (fault !== null) {
    leftOut(`${service}, ${region}: the meter "${attributes.meterName ?? ''}" (${id}) ${fault} and is left out.`);
    return [];
  }
  const effectiveFrom = dayOf(Math.max(...current.map(({ start }) => start)));
  return choices.map((tiers) => ({
    ...head,
    unit: current[0]?.unit ?? first.unit,
    currency: first.currency,
    tiers,
    effectiveFrom,
    url: addressOf(id, region),
  }));
}

function faultOf(current: readonly RetailItem[], choices: readonly (readonly OfferTier[])[]): string | null {
  if (current.length === 0) return 'has no price that is in force today';
  const units = new Set(current.map(({ unit }) => unit));
  if (units.size > 1) return `is quoted in ${[...units].join(' and ')} at once`;
  if (choices.some(([first]) => first?.from !== '0')) return 'has no tier that begins at 0';
  return current.some(({ price }) => compare(price, '0') < 0) ? 'has a negative price' : null;
}

/**
 * What the items in force may mean. Where a whole set of tiers was followed by one with other bounds, the list leaves open whether the older bounds
 * still hold: both readings are given, and who asks finds them different.
 */
function readings(items: readonly RetailItem[]): OfferTier[][] {
  const sets = tierSets(items);
  const first = items.filter(({ from }) => from === '0').map(({ start }) => start);
  const newest = Math.max(...first);
  if (first.every((start) => start === newest)) return sets;
  const latest = tierSets(items.filter(({ start }) => start >= newest));
  const known = new Set(sets.map((tiers) => JSON.stringify(tiers)));
  return [...sets, ...latest.filter((tiers) => !known.has(JSON.stringify(tiers)))];
}

/** The tiers by rising bound; a bound with several prices of the same day makes as many sets. */
function tierSets(items: readonly RetailItem[]): OfferTier[][] {
  const byBound = new Map<string, RetailItem[]>();
  for (const item of items) {
    const rivals = byBound.get(item.from) ?? [];
    const newest = rivals[0]?.start ?? item.start;
    if (item.start > newest) byBound.set(item.from, [item]);
    else if (item.start === newest && rivals.every(({ price }) => price !== item.price)) byBound.set(item.from, [...rivals, item]);
  }
  const bounds = [...byBound.entries()].sort(([a], [b]) => compare(a, b));
  const sets = Math.max(0, ...bounds.map(([, rivals]) => rivals.length));
  return Array.from({ length: sets }, (_, set) =>
    bounds.flatMap(([from, rivals]) => {
      const price = (rivals[set] ?? rivals.at(-1))?.price;
      return price === undefined ? [] : [{ from, price }];
    }),
  );
}

/** The address under which a person sees the meter's prices in a browser. */
function addressOf(meterId: string, region: string): string {
  const place = region === 'global' ? '' : ` and armRegionName eq '${region}'`;
  return `https://prices.azure.com/api/retail/prices?$filter=${encodeURIComponent(`meterId eq '${meterId}'${place}`)}`;
}
