/**
 * Turns a product and its on-demand terms, in AWS's own shape, into rows: the same for the Query API and the offer files. What it does not know it leaves
 * alone; what it uses it checks. It chooses nothing: a product with two terms makes two rows, told apart by the attribute `term`.
 */
import { add, compare } from '@twin2multicloud/pricing';
import { FetchError, type OfferRow, type OfferTier, type RowFacts } from '../contract.ts';
import { amountOf, dayOf, malformed, objectOf, optionalText, textOf, timeOf } from '../shape.ts';
import { regionsOf } from './location.ts';

/** The term code of ordinary on-demand prices. */
export const ON_DEMAND = 'JRTCKXETXF';
/** The term code of allowances: a SKU of its own for all regions (`Global-Request`), price 0, and the free quantity as its upper bound. */
export const FREE_TIER = 'A429C66SYZ';

export interface Product {
  readonly sku: string;
  /** The product's attributes as they are, with `productFamily`; a few products have none, which is real. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What is the same for all rows of a list. */
export interface ListFacts {
  /** The offer that was asked for. A product's own `servicecode` may be another: S3's file has products of AWSDataTransfer. */
  readonly service: string;
  readonly url: string;
  readonly readAt: string;
}

/**
 * `product` of GetProducts, or a member of an offer file's `products`, whose key is the SKU.
 * @throws FetchError `malformed`
 */
export function readProduct(value: unknown, key?: string): Product {
  const product = objectOf(value, () => `AWS, ${key === undefined ? 'a product' : `product ${key}`}`);
  const sku = key ?? textOf(product, 'sku', () => 'AWS, a product');
  const where = (): string => `AWS, product ${sku}`;
  const attributes: Record<string, string> = {};
  for (const [name, text] of Object.entries(objectOf(product.attributes, () => `${where()}, attributes`)))
    if (typeof text === 'string') attributes[name] = text;
  const productFamily = optionalText(product, 'productFamily', where);
  if (productFamily !== null) attributes.productFamily = productFamily;
  return { sku, attributes };
}

/** What a row of the product under a term is recognized by. */
export function factsOf({ sku, attributes }: Product, service: string, term: string): RowFacts {
  return { id: sku, service, regions: regionsOf(attributes), attributes: { ...attributes, term } };
}

export interface TermRows {
  readonly rows: readonly OfferRow[];
  /** Why a term has no row, each a sentence: a price that cannot be read is no price, and never 0. */
  readonly faults: readonly string[];
}

/**
 * The rows of a product's on-demand terms: `terms.OnDemand` of GetProducts, or a member of an offer file's `terms.OnDemand`.
 * A term is one row as long as its price dimensions are one unit's tiers; dimensions that are not are rows of their own, so that none is preferred.
 */
export function rowsOfTerms(product: Product, terms: unknown, list: ListFacts): TermRows {
  const rows: OfferRow[] = [];
  const faults: string[] = [];
  for (const [key, value] of Object.entries(objectOf(terms, () => `AWS, product ${product.sku}, its terms`))) {
    try {
      rows.push(...rowsOfTerm(product, key, value, list));
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      faults.push(error.message);
    }
  }
  return { rows, faults };
}

interface Dimension extends OfferTier {
  readonly rateCode: string;
  readonly unit: string;
  readonly currency: string;
  /** Null: without end. */
  readonly to: string | null;
}

function rowsOfTerm(product: Product, key: string, value: unknown, { service, url, readAt }: ListFacts): OfferRow[] {
  const where = (): string => `AWS, term ${key}`;
  const term = objectOf(value, where);
  // The key says it too: SKU.CODE.
  const [, code] = key.split('.');
  const facts = factsOf(product, service, optionalText(term, 'offerTermCode', where) ?? code ?? textOf(term, 'offerTermCode', where));
  const values = Object.entries(objectOf(term.priceDimensions, () => `${where()}, priceDimensions`));
  if (values.length === 0) throw malformed(where(), 'it has no price');
  const dimensions = values.map(([name, dimension]) => readDimension(name, dimension, values.length === 1));
  const effective = timeOf(term, 'effectiveDate', where);
  return chains(dimensions).map((tiers) => ({
    ...facts,
    attributes: { ...facts.attributes, rateCode: tiers.map(({ rateCode }) => rateCode).join(', ') },
    provider: 'aws',
    unit: tiers[0].unit,
    currency: tiers[0].currency,
    tiers: tiers.map(({ from, price }) => ({ from, price })),
    recordedTo: tiers.at(-1)?.to ?? null,
    effectiveFrom: effective === null ? null : dayOf(effective),
    url,
    readAt,
  }));
}

function readDimension(key: string, value: unknown, isOnly: boolean): Dimension {
  const where = (): string => `AWS, price ${key}`;
  const dimension = objectOf(value, where);
  // The documentation of the API has other names for the two than its answers.
  const beginRange = dimension.beginRange ?? dimension.startingRange;
  const endRange = dimension.endRange ?? dimension.endingRange;
  const prices = objectOf(dimension.pricePerUnit, () => `${where()}, pricePerUnit`);
  // China's lists are in CNY; a row in two currencies has not been seen, and USD is the price of record.
  const currency = 'USD' in prices ? 'USD' : (Object.keys(prices)[0] ?? 'USD');
  // A single price without bounds is the price of every quantity; among several, a missing bound would be a guess.
  const from = beginRange === undefined && isOnly ? '0' : positive(beginRange, 'beginRange', where);
  const endless = (typeof endRange === 'string' && endRange.toLowerCase() === 'inf') || (endRange === undefined && isOnly);
  const to = endless ? null : positive(endRange, 'endRange', where);
  if (to !== null && compare(to, from) <= 0) throw malformed(where(), `its range ends at ${to} and begins at ${from}`);
  return {
    rateCode: optionalText(dimension, 'rateCode', where) ?? key,
    unit: textOf(dimension, 'unit', where),
    currency,
    from,
    to,
    price: positive(prices[currency], `pricePerUnit ${currency}`, where),
  };
}

/** A number that AWS writes as a text; credits with a negative price are no price of a meter. */
function positive(value: unknown, key: string, where: () => string): string {
  const amount = amountOf(value, key, where);
  if (compare(amount, '0') < 0) throw malformed(where(), `${key} is negative`);
  return amount;
}

type Chain = readonly [Dimension, ...Dimension[]];

/** The dimensions as one rising chain of tiers, or, where they are none, each for itself. */
function chains(dimensions: readonly Dimension[]): Chain[] {
  const [first, ...others] = [...dimensions].sort((a, b) => compare(a.from, b.from));
  if (first === undefined) return [];
  let last = first;
  for (const next of others) {
    const sameUnit = next.unit.toLowerCase() === last.unit.toLowerCase() && next.currency === last.currency;
    if (!sameUnit || last.to === null || !follows(next.from, last.to)) return [first, ...others].map((one): Chain => [one]);
    last = next;
  }
  return [[first, ...others]];
}

/** Some lists count the next tier from one more than the last one's end. */
function follows(from: string, end: string): boolean {
  return compare(from, end) === 0 || compare(from, add(end, '1')) === 0;
}
