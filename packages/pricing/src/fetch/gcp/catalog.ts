/**
 * Reads pages of Google's Cloud Billing Catalog and makes rows of the SKUs: REST answers and what the SDK makes of them alike.
 * It asks nobody (catalog-client.ts does), and divides no unit out.
 */
import { compare, divide } from '@twin2multicloud/pricing';
import type { OfferRow, OfferTier, RowFacts } from '../contract.ts';
import { amountOf, dayOf, listOf, malformed, objectOf, optionalText, textOf, type Json, type Where } from '../shape.ts';
import { isConversion } from './conversion.ts';

const API = 'Cloud Billing Catalog';

export interface CatalogService {
  /** Such as `152E-C115-5142`. */
  readonly id: string;
  readonly name: string;
}

export interface SkusPage {
  readonly skus: readonly Json[];
  readonly next: string | null;
}

/**
 * A page of `services.list`: `{services, nextPageToken}`.
 * @throws FetchError `malformed` naming the service and the field.
 */
export function readServicesPage(page: unknown): { readonly services: readonly CatalogService[]; readonly next: string | null } {
  const json = objectOf(page, () => API);
  const services = listOf(json.services ?? [], () => `${API}, services`).map((value, index) => {
    const where = (): string => `${API}, service ${index + 1}`;
    const service = objectOf(value, where);
    return { id: textOf(service, 'serviceId', where), name: textOf(service, 'displayName', where) };
  });
  return { services, next: optionalText(json, 'nextPageToken', () => API) };
}

/**
 * A page of `services.skus.list`: `{skus, nextPageToken}`; both may be missing, as proto3 leaves out what is empty.
 * @throws FetchError `malformed`.
 */
export function readSkusPage(page: unknown): SkusPage {
  const json = objectOf(page, () => API);
  if (json.skus === undefined && json.nextPageToken === undefined && Object.keys(json).length > 0)
    throw malformed(API, 'the answer is no page of SKUs');
  const skus = listOf(json.skus ?? [], () => `${API}, skus`).map((sku, index) => objectOf(sku, () => `${API}, SKU ${index + 1}`));
  return { skus, next: optionalText(json, 'nextPageToken', () => API) };
}

export interface SkuOptions {
  /** The service as the identities call it. */
  readonly service: string;
  /** Where a person can read the list. */
  readonly url: string;
  /** Decides which of several prices over time is in force. */
  readonly now: Date;
  readonly wants: (facts: RowFacts) => boolean;
  /** Is told why a wanted SKU is left out. */
  readonly leftOut: (sentence: string) => void;
}

/**
 * The row of an SKU, or null where it is not wanted, is no price on demand (commitments and spot prices look alike but for their usageType), or has
 * no price that can be used; the last is said.
 * @throws FetchError `malformed` naming the SKU and the field.
 */
export function skuRow(sku: Json, { service, url, now, wants, leftOut }: SkuOptions): OfferRow | null {
  const facts = factsOf(sku, service);
  const { usageType } = facts.attributes;
  if ((usageType !== undefined && usageType !== 'OnDemand') || !wants(facts)) return null;
  const where = (): string => `${API}, SKU ${facts.id}`;
  const drop = (why: string): null => {
    leftOut(`${service}: the SKU "${facts.attributes.description ?? ''}" (${facts.id}) ${why} and is left out.`);
    return null;
  };
  if (usageType === undefined) return drop('does not say whether it is a price on demand');
  const info = inForce(sku, now, where);
  if (info === null) return drop('has no price that is in force today');
  const price = priceOf(info.pricing, where);
  if (typeof price === 'string') return drop(price);
  const aggregation = aggregationOf(info.pricing, where);
  if (price.tiers.length > 1 && !isMonthly(aggregation))
    return drop(
      `counts its tiers over ${aggregation.aggregationCount ?? '?'} × ${aggregation.aggregationInterval ?? '?'} and not by the month`,
    );
  return {
    ...facts,
    attributes: { ...facts.attributes, ...aggregation },
    provider: 'gcp',
    unit: price.unit,
    currency: price.currency,
    tiers: price.tiers,
    recordedTo: null,
    effectiveFrom: info.start === null ? null : dayOf(info.start),
    url,
    readAt: now.toISOString(),
  };
}

/** The regions that an SKU speaks for; see `skuRow` for what else is used. */
export function skuRegions(sku: Json): readonly string[] {
  return regionsOf(sku, () => `${API}, SKU ${typeof sku.skuId === 'string' ? sku.skuId : ''}`);
}

function factsOf(sku: Json, service: string): RowFacts {
  const id = textOf(sku, 'skuId', () => `${API}, an SKU of ${service}`);
  const where = (): string => `${API}, SKU ${id}`;
  const category = objectOf(sku.category, () => `${where()}, category`);
  const named = {
    description: textOf(sku, 'description', where),
    serviceDisplayName: optionalText(category, 'serviceDisplayName', where),
    resourceFamily: optionalText(category, 'resourceFamily', where),
    resourceGroup: optionalText(category, 'resourceGroup', where),
    usageType: optionalText(category, 'usageType', where),
  };
  const attributes = Object.fromEntries(Object.entries(named).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])));
  return { id, service, regions: regionsOf(sku, where), attributes };
}

/** The taxonomy is believed before `serviceRegions`: Firestore's SKUs all say `global` there and mean one region each. */
function regionsOf(sku: Json, where: Where): readonly string[] {
  const texts = (value: unknown, what: string): string[] =>
    listOf(value ?? [], () => `${where()}, ${what}`).filter((text): text is string => typeof text === 'string' && text !== '');
  const taxonomy =
    sku.geoTaxonomy === undefined || sku.geoTaxonomy === null ? {} : objectOf(sku.geoTaxonomy, () => `${where()}, geoTaxonomy`);
  const type = GEO_TYPES[String(taxonomy.type)] ?? taxonomy.type;
  if (type === 'GLOBAL') return ['global'];
  const regions = texts(taxonomy.regions, 'geoTaxonomy.regions');
  if ((type === 'REGIONAL' || type === 'MULTI_REGIONAL') && regions.length > 0) return regions;
  const listed = texts(sku.serviceRegions, 'serviceRegions');
  return listed.length === 0 ? ['global'] : listed;
}

/** The REST transport may be asked for enums as numbers. */
const GEO_TYPES: Readonly<Record<string, string>> = { '1': 'GLOBAL', '2': 'REGIONAL', '3': 'MULTI_REGIONAL' };
const LEVELS: Readonly<Record<string, string>> = { '1': 'ACCOUNT', '2': 'PROJECT' };
const INTERVALS: Readonly<Record<string, string>> = { '1': 'DAILY', '2': 'MONTHLY' };

interface Timed {
  readonly pricing: Json;
  /** Milliseconds; null where the list does not say. */
  readonly start: number | null;
}

/** The newest price of the time line that is in force. Without times the last one, which is how the line is ordered. */
function inForce(sku: Json, now: Date, where: Where): Timed | null {
  const line = listOf(sku.pricingInfo ?? [], () => `${where()}, pricingInfo`).map((value): Timed => {
    const pricing = objectOf(value, () => `${where()}, pricingInfo`);
    return { pricing, start: startOf(pricing.effectiveTime, where) };
  });
  const begun = line.filter(({ start }) => start === null || start <= now.getTime());
  return begun.reduce<Timed | null>(
    (best, next) => (best === null || (next.start ?? -Infinity) >= (best.start ?? -Infinity) ? next : best),
    null,
  );
}

/** An ISO time, or the SDK's seconds and nanos. */
function startOf(value: unknown, where: Where): number | null {
  if (value === undefined || value === null || value === '') return null;
  const time = typeof value === 'string' ? Date.parse(value) : Number(objectOf(value, where).seconds) * 1000;
  if (Number.isNaN(time)) throw malformed(where(), 'effectiveTime must be a time');
  return time;
}

interface Price {
  readonly unit: string;
  readonly currency: string;
  readonly tiers: readonly OfferTier[];
}

/** The price, or why it cannot be used. `displayQuantity` is how a price list prints it and changes nothing. */
function priceOf(pricing: Json, where: Where): Price | string {
  const expression = objectOf(pricing.pricingExpression, () => `${where()}, pricingExpression`);
  const unit = textOf(expression, 'usageUnit', where);
  const rates = listOf(expression.tieredRates ?? [], () => `${where()}, tieredRates`).map((value) => {
    const rate = objectOf(value, () => `${where()}, tieredRates`);
    const money = objectOf(rate.unitPrice, () => `${where()}, unitPrice`);
    return {
      currency: textOf(money, 'currencyCode', where),
      // proto3 leaves a zero out.
      from: amountOf(rate.startUsageAmount ?? 0, 'startUsageAmount', where),
      price: moneyOf(money, where),
    };
  });
  const currencies = new Set(rates.map(({ currency }) => currency));
  const [currency] = currencies;
  if (currency === undefined) return 'has no rates';
  if (currencies.size > 1) return 'has rates in several currencies';
  const tiers = rates.map(({ from, price }) => ({ from, price })).sort((a, b) => compare(a.from, b.from));
  if (tiers[0]?.from !== '0') return 'has no rate that begins at 0';
  if (tiers.some(({ from }, index) => index > 0 && compare(from, tiers[index - 1]?.from ?? '0') === 0))
    return 'has two rates that begin at the same amount';
  if (tiers.some(({ price }) => compare(price, '0') < 0)) return 'has a negative price';
  const base = optionalText(expression, 'baseUnit', where);
  const factor = expression.baseUnitConversionFactor;
  if (base !== null && typeof factor === 'number' && factor !== 0 && !isConversion({ unit, base, factor }))
    return `says ${unit} and converts it to ${base} by ${factor}, which do not fit together,`;
  return { unit, currency, tiers };
}

/**
 * The exact amount of Google's Money: `units` is a 64-bit number, so a text in JSON, plus `nanos` of 10⁻⁹; both may be negative.
 * One that is left out is 0, as everywhere in proto3.
 * @throws FetchError `malformed` for what is no such amount.
 */
export function moneyOf(money: Json, where: Where): string {
  const whole = amountOf(money.units ?? 0, 'units', where);
  const nanos = amountOf(money.nanos ?? 0, 'nanos', where);
  if (whole.includes('.') || nanos.includes('.') || Math.abs(Number(nanos)) > 999_999_999)
    throw malformed(where(), 'units and nanos must be whole numbers');
  return divide((BigInt(whole) * 1_000_000_000n + BigInt(nanos)).toString(), '1000000000');
}

/** A list that says nothing of it has tiers by the month, as Google's price pages have. */
function isMonthly({ aggregationInterval = 'MONTHLY', aggregationCount = '1' }: Readonly<Record<string, string>>): boolean {
  return aggregationInterval === 'MONTHLY' && aggregationCount === '1';
}

/** Over what the tiers' bounds are counted: whose usage, and how long. */
function aggregationOf(pricing: Json, where: Where): Record<string, string> {
  if (pricing.aggregationInfo === undefined || pricing.aggregationInfo === null) return {};
  const info = objectOf(pricing.aggregationInfo, () => `${where()}, aggregationInfo`);
  const entries = [
    ['aggregationLevel', LEVELS[String(info.aggregationLevel)] ?? info.aggregationLevel],
    ['aggregationInterval', INTERVALS[String(info.aggregationInterval)] ?? info.aggregationInterval],
    ['aggregationCount', info.aggregationCount],
  ] as const;
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [])),
  );
}
