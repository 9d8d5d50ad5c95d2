/**
 * Reads one API record out of a recorded response: AWS by SKU, Azure by meterId, Google Cloud by skuId.
 * It divides out the unit of measure and keeps the tiers as they are; what a record is evidence of is decided in build.ts.
 */
import { compare, decimal, divide, multiply, parseUnit } from '@twin2multicloud/pricing';

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
 * @throws Error where there is none, or where several disagree.
 */
export function readRecord(response: unknown, id: string): ApiRecord {
  if (Array.isArray(response)) return readAwsRows(response, id);
  const json = object(response, 'the response');
  if (Array.isArray(json.Items)) return readAzure(json.Items, id);
  if (Array.isArray(json.skus)) return readGoogle(json.skus, id);
  if (Array.isArray(json.PriceList)) return readAwsQuery(json.PriceList, id);
  if (json.products !== undefined) return readAwsOffer(json, id);
  if (json.services !== undefined) return readAwsEvidence(json, id);
  throw new Error('The response has no form that is known.');
}

/** A bulk offer file: `products` and `terms.OnDemand` by SKU. */
function readAwsOffer(offer: Json, sku: string): ApiRecord {
  const product = object(object(offer.products, 'products')[sku], `the product ${sku}`);
  const terms = object(object(offer.terms, 'terms').OnDemand, 'OnDemand');
  return awsRecord(sku, object(product.attributes, 'attributes'), object(terms[sku], `the term of ${sku}`));
}

/** GetProducts: each element is a JSON text. */
function readAwsQuery(priceList: readonly unknown[], sku: string): ApiRecord {
  for (const text of priceList) {
    const item = object(JSON.parse(String(text)), 'the product');
    const product = object(item.product, 'product');
    if (product.sku !== sku) continue;
    const terms = object(object(item.terms, 'terms').OnDemand, 'OnDemand');
    return awsRecord(sku, object(product.attributes, 'attributes'), terms);
  }
  throw new Error(`There is no SKU ${sku}.`);
}

function awsRecord(sku: string, attributes: Json, terms: Json): ApiRecord {
  const offers = Object.values(terms).map((term) => object(term, 'the term'));
  const [term] = offers;
  if (term === undefined || offers.length > 1) throw new Error(`${sku} has ${offers.length} terms.`);
  const rows = Object.values(object(term.priceDimensions, 'priceDimensions')).map((row) => object(row, 'the price dimension'));
  rows.sort((a, b) => compare(String(a.beginRange), String(b.beginRange)));
  const { base } = oneUnit(rows.map((row) => String(row.unit)));
  const end = rows.at(-1)?.endRange;
  return {
    id: sku,
    regions: [awsRegion(attributes)],
    base,
    tiers: rows.map((row) => ({
      from: decimal(String(row.beginRange)),
      price: decimal(String(object(row.pricePerUnit, 'pricePerUnit').USD)),
    })),
    recordedTo: end === 'Inf' ? null : decimal(String(end)),
    effectiveFrom: day(term.effectiveDate),
  };
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

/** Retail Prices: the tiers of a meter are rows of one meterId with rising tierMinimumUnits; a meterId may stand under several SKUs. */
function readAzure(items: readonly unknown[], meterId: string): ApiRecord {
  const rows = items.map((item) => object(item, 'the item')).filter((item) => item.meterId === meterId && item.type === 'Consumption');
  const [first] = rows;
  if (first === undefined) throw new Error(`There is no meter ${meterId}.`);
  const { count, base } = oneUnit(rows.map((row) => String(row.unitOfMeasure)));
  const tiers = new Map<string, string>();
  for (const row of rows) {
    const from = multiply(Number(row.tierMinimumUnits), count);
    const price = divide(Number(row.retailPrice), count);
    if ((tiers.get(from) ?? price) !== price) throw new Error(`${meterId} has two prices from ${from}.`);
    tiers.set(from, price);
  }
  return {
    id: meterId,
    regions: [...new Set(rows.map((row) => String(row.armRegionName)))],
    base,
    tiers: [...tiers].map(([from, price]) => ({ from, price })).sort((a, b) => compare(a.from, b.from)),
    recordedTo: null,
    effectiveFrom: day(first.effectiveStartDate),
  };
}

/** Cloud Billing Catalog: units (a text) + nanos·10⁻⁹ per usage unit. */
function readGoogle(skus: readonly unknown[], skuId: string): ApiRecord {
  const sku = only(
    skus.map((item) => object(item, 'the SKU')).filter((item) => item.skuId === skuId),
    skuId,
  );
  const info = object(array(sku.pricingInfo)[0], 'pricingInfo');
  const expression = object(info.pricingExpression, 'pricingExpression');
  const { count, base } = parseUnit(String(expression.usageUnit));
  const taxonomy = sku.geoTaxonomy === undefined ? undefined : object(sku.geoTaxonomy, 'geoTaxonomy').type;
  const regions = array(sku.serviceRegions).map(String);
  return {
    id: skuId,
    regions: taxonomy === 'GLOBAL' || (taxonomy === undefined && regions.includes('global')) ? ['global'] : regions,
    base,
    tiers: array(expression.tieredRates).map((rate) => {
      const { startUsageAmount, unitPrice } = object(rate, 'the rate');
      const { units, nanos } = object(unitPrice, 'unitPrice');
      return { from: multiply(Number(startUsageAmount), count), price: divide(googlePrice(units, nanos), count) };
    }),
    recordedTo: null,
    effectiveFrom: day(info.effectiveTime),
  };
}

/** The price of Google's Money type: `units` is a text, `nanos` a number of 10⁻⁹. */
export function googlePrice(units: unknown, nanos: unknown): string {
  const whole = BigInt(typeof units === 'string' ? units : 0) * 1_000_000_000n;
  return divide((whole + BigInt(Number(nanos ?? 0))).toString(), '1000000000');
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

function day(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 10) : null;
}

function object(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is not an object.`);
  return value as Json;
}

function array(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('A list is expected.');
  return value as readonly unknown[];
}
