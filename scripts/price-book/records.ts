/**
 * Reads one API record out of a recorded response: AWS by SKU, Azure by meterId, Google Cloud by skuId.
 * It divides out the unit of measure and keeps the tiers as they are; what a record is evidence of is decided in build.ts.
 */
import { decimal, divide, multiply, parseUnit } from '@twin2multicloud/pricing';

// What refreshes a book reads the same pages; that entry is only ever imported dynamically.
const { readProduct, readProductsPage, readRetailPage, readSkusPage, retailRows, rowsOfTerms, skuRow } =
  await import('@twin2multicloud/pricing/fetch');

type OfferRow = ReturnType<typeof retailRows>[number];

export interface RecordTier {
  readonly from: string;
  readonly price: string;
}

export interface ApiRecord {
  readonly id: string;
  /** The provider's regions that the record speaks for; `global` speaks for all. */
  readonly regions: readonly string[];
  /** The base unit, as parseUnit names it. */
  readonly base: string;
  /** Absolute bounds and prices per base unit, the allowance's zero tier included. */
  readonly tiers: readonly RecordTier[];
  /** The end of the last tier where the recording stops before infinity. */
  readonly recordedTo: string | null;
  readonly effectiveFrom: string | null;
}

type Json = Readonly<Record<string, unknown>>;

const AWS_LOCATIONS: Readonly<Record<string, string>> = {
  'EU (Frankfurt)': 'eu-central-1',
  'US East (N. Virginia)': 'us-east-1',
  Any: 'global',
};

/**
 * The record of an id in a parsed response.
 * @param at where a response has prices over time: the one in force then.
 * @throws Error where there is none, or where several disagree.
 */
export function readRecord(response: unknown, id: string, at: Date): ApiRecord {
  if (Array.isArray(response)) return readAwsRows(response, id);
  const json = object(response, 'the response');
  if (Array.isArray(json.Items)) return readAzure(json, id, at);
  if (Array.isArray(json.skus)) return readGoogle(json, id, at);
  if (Array.isArray(json.PriceList)) return readAwsQuery(json, id);
  if (json.products !== undefined) return readAwsOffer(json, id);
  if (json.services !== undefined) return readAwsEvidence(json, id);
  throw new Error('The response has no form that is known.');
}

/** A bulk offer file: `products` and `terms.OnDemand` by SKU. */
function readAwsOffer(offer: Json, sku: string): ApiRecord {
  const product = object(offer.products, 'products')[sku];
  const terms = object(object(offer.terms, 'terms').OnDemand, 'OnDemand')[sku];
  if (product === undefined || terms === undefined) throw new Error(`There is no SKU ${sku}.`);
  return awsRecord(readProduct(product, sku), terms);
}

function readAwsQuery(response: Json, sku: string): ApiRecord {
  const item = readProductsPage(response).products.find(({ product }) => product.sku === sku);
  if (item === undefined) throw new Error(`There is no SKU ${sku}.`);
  return awsRecord(item.product, item.onDemand);
}

/** With the clients' own reader. */
function awsRecord(product: ReturnType<typeof readProduct>, terms: unknown): ApiRecord {
  const { rows, faults } = rowsOfTerms(product, terms, { service: '', url: '', readAt: '' });
  if (faults.length > 0) throw new Error(faults.join(' '));
  const units = [...new Set(rows.map(({ unit }) => unit))];
  if (rows.length > 1) throw new Error(`${product.sku} is quoted in ${units.join(', ')}: ${rows.length} prices that are no tiers of one.`);
  return oneRecord(rows, `${product.sku} has no price.`);
}

/** Rows of one tier each, flattened by who recorded them. */
function readAwsRows(rows: readonly unknown[], sku: string): ApiRecord {
  const row = only(
    rows.map((item) => object(item, 'the row')).filter((item) => item.sku === sku),
    sku,
  );
  const { base } = parseUnit(String(row.unit));
  return {
    id: sku,
    regions: [awsRegion(object(row.attributes, 'attributes'))],
    base,
    tiers: [{ from: '0', price: decimal(String(row.price)) }],
    recordedTo: row.upTo === null ? null : decimal(Number(row.upTo)),
    effectiveFrom: null,
  };
}

/** Price dimensions as a thesis recorded them from the live list. */
function readAwsEvidence(json: Json, sku: string): ApiRecord {
  const rows = Object.values(object(json.services, 'services')).flatMap((service) =>
    array(object(service, 'the service').selected_dimensions),
  );
  const row = only(
    rows.map((item) => object(item, 'the dimension')).filter((item) => item.sku === sku),
    sku,
  );
  return {
    id: sku,
    regions: [awsRegion(row)],
    base: parseUnit(String(row.unit)).base,
    tiers: [{ from: decimal(String(row.beginRange)), price: decimal(Number(row.priceUsd)) }],
    recordedTo: row.endRange === 'Inf' ? null : decimal(String(row.endRange)),
    effectiveFrom: null,
  };
}

function awsRegion(attributes: Json): string {
  const code = attributes.regionCode;
  if (typeof code === 'string' && code !== '') return code;
  const region = AWS_LOCATIONS[String(attributes.location)];
  if (region === undefined) throw new Error(`The location ${String(attributes.location)} is not known.`);
  return region;
}

/** Retail Prices, with the clients' own reader; a meter may stand under several SKUs. */
function readAzure(response: unknown, meterId: string, at: Date): ApiRecord {
  const items = readRetailPage(response).items.filter((item) => item.meterId === meterId);
  const rows = retailRows(items, { now: at, wants: () => true, leftOut: refuse });
  return oneRecord(rows, `There is no meter ${meterId}.`);
}

/** Cloud Billing Catalog, with the clients' own reader. */
function readGoogle(response: unknown, skuId: string, at: Date): ApiRecord {
  const sku = only(
    readSkusPage(response).skus.filter((item) => item.skuId === skuId),
    skuId,
  );
  const row = skuRow(sku, { service: '', url: '', now: at, wants: () => true, leftOut: refuse });
  return oneRecord(row === null ? [] : [row], `${skuId} is no price on demand.`);
}

function refuse(sentence: string): never {
  throw new Error(sentence);
}

/** The rows of one id as one record: they must agree. */
function oneRecord(rows: readonly OfferRow[], none: string): ApiRecord {
  const [first] = rows;
  if (first === undefined) throw new Error(none);
  const { count, base } = oneUnit(rows.map(({ unit }) => unit));
  if (new Set(rows.map(({ tiers }) => JSON.stringify(tiers))).size > 1) throw new Error(`${first.id} has several prices.`);
  return {
    id: first.id,
    regions: [...new Set(rows.flatMap(({ regions }) => regions))],
    base,
    tiers: first.tiers.map(({ from, price }) => ({ from: multiply(from, count), price: divide(price, count) })),
    recordedTo: first.recordedTo,
    effectiveFrom: first.effectiveFrom,
  };
}

function oneUnit(units: readonly string[]): { count: string; base: string } {
  const [first, ...others] = [...new Set(units)];
  if (first === undefined || others.length > 0) throw new Error(`A meter is quoted in ${units.join(', ')}.`);
  return parseUnit(first);
}

function only(found: readonly Json[], id: string): Json {
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`There are ${found.length} records of ${id}.`);
  return first;
}

function object(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is not an object.`);
  return value as Json;
}

function array(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('A list is expected.');
  return value as readonly unknown[];
}
