/** Reads answers of the Query API: GetProducts and GetAttributeValues. It sends nothing; paging is query.ts'. */
import { listOf, malformed, objectOf, optionalText } from '../shape.ts';
import { readProduct, type Product } from './rows.ts';

export interface PricedProduct {
  readonly product: Product;
  /** `terms.OnDemand` as it came; undefined where the product has none, such as one that is sold by reservation alone. */
  readonly onDemand: unknown;
  /** Version of the service's price list, such as `20260728131000`; empty where the item has none. */
  readonly version: string;
}

export interface ProductsPage {
  readonly products: readonly PricedProduct[];
  readonly nextToken: string | null;
}

/**
 * A GetProducts answer, from the SDK or as recorded JSON: each item of `PriceList` is a JSON text (the SDK's is a String object), or an object where
 * a tool has parsed it already.
 * @throws FetchError `malformed`
 */
export function readProductsPage(answer: unknown): ProductsPage {
  const where = (): string => 'AWS GetProducts';
  const page = objectOf(answer, where);
  const format = optionalText(page, 'FormatVersion', where) ?? 'aws_v1';
  if (format !== 'aws_v1') throw malformed(where(), `its format is ${format}, and aws_v1 is known`);
  const items = listOf(page.PriceList, () => `${where()}, PriceList`);
  return { products: items.map(readItem), nextToken: optionalText(page, 'NextToken', where) };
}

function readItem(value: unknown, index: number): PricedProduct {
  const where = (): string => `AWS GetProducts, item ${index}`;
  const item = objectOf(typeof value === 'string' || value instanceof String ? parse(String(value), where) : value, where);
  const onDemand = item.terms === undefined ? undefined : objectOf(item.terms, () => `${where()}, terms`).OnDemand;
  return { product: readProduct(item.product), onDemand, version: optionalText(item, 'version', where) ?? '' };
}

function parse(text: string, where: () => string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed(where(), 'it is no JSON');
  }
}

export interface ValuesPage {
  /** Without the empty one, which stands for products that have none. */
  readonly values: readonly string[];
  readonly nextToken: string | null;
}

/**
 * A GetAttributeValues answer.
 * @throws FetchError `malformed`
 */
export function readValuesPage(answer: unknown): ValuesPage {
  const where = (): string => 'AWS GetAttributeValues';
  const page = objectOf(answer, where);
  const values = listOf(page.AttributeValues, where).flatMap((item) => optionalText(objectOf(item, where), 'Value', where) ?? []);
  return { values, nextToken: optionalText(page, 'NextToken', where) };
}
