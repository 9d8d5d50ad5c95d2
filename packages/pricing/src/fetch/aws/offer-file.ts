/**
 * Reads a bulk offer file as a stream: products first, of which the wanted are kept, then their on-demand terms; all else passes by.
 * It takes whole files, regional files and excerpts of either. Reserved, flat-rate and savings-plan terms are no prices of a meter.
 */
import type { ListSink } from '../contract.ts';
import { malformed } from '../shape.ts';
import { JsonScanner, type Visit } from './json-scanner.ts';
import { FREE_TIER, ON_DEMAND, factsOf, readProduct, rowsOfTerms, type ListFacts, type Product } from './rows.ts';

export interface OfferFile {
  /** Such as `20260521184754`; empty where the file has none. */
  readonly version: string;
  /** ISO date-time; empty where the file has none. */
  readonly publicationDate: string;
  /** Products in all, wanted or not. */
  readonly products: number;
  /** Why wanted products have no row. */
  readonly faults: readonly RowFault[];
}

export interface RowFault {
  readonly sku: string;
  readonly reason: string;
}

const HEAD = new Set(['formatVersion', 'offerCode', 'version', 'publicationDate']);

/**
 * Hands the wanted rows over to the list; ending the list is the caller's.
 * @throws JsonScanError where the bytes are no JSON or end in the middle.
 * @throws FetchError `malformed` where the document is no offer file, or another service's.
 */
export async function readOfferFile(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  about: ListFacts,
  list: Pick<ListSink, 'wants' | 'take'>,
): Promise<OfferFile> {
  const where = (): string => `AWS, the offer file of ${about.service}`;
  const picked = new Map<string, Product>();
  const head: Record<string, string> = {};
  const faults: RowFault[] = [];
  /** What has been met so far; null: no products yet, not even an empty list. */
  const met: { products: number | null; terms: boolean } = { products: null, terms: false };

  const pick = (sku: string, value: unknown): void => {
    met.products = (met.products ?? 0) + 1;
    const product = readProduct(value, sku);
    // The term is not known yet. An allowance's product is one of all regions, and only the rare one is asked about twice.
    const facts = factsOf(product, about.service, ON_DEMAND);
    const wanted = list.wants(facts) || (facts.regions.includes('global') && list.wants(factsOf(product, about.service, FREE_TIER)));
    if (wanted) picked.set(sku, product);
  };
  const price = (sku: string, terms: unknown): void => {
    const product = picked.get(sku);
    if (product === undefined) return;
    const made = rowsOfTerms(product, terms, about);
    for (const row of made.rows) if (list.wants(row)) list.take(row);
    faults.push(...made.faults.map((reason) => ({ sku, reason })));
  };
  const enter = ([section = '', second, third]: readonly string[]): Visit => {
    if (section === 'products') {
      met.products ??= 0;
      return second === undefined ? 'walk' : 'read';
    }
    if (section !== 'terms') return HEAD.has(section) ? 'read' : 'skip';
    // Terms are picked by the SKUs of products, so those must have come: AWS writes them first.
    if (met.products === null) throw malformed(where(), 'its terms stand before its products');
    met.terms = true;
    if (second === undefined) return 'walk';
    if (second !== 'OnDemand') return 'skip';
    return third === undefined ? 'walk' : picked.has(third) ? 'read' : 'skip';
  };

  const scanner = new JsonScanner({
    enter,
    value: ([section = '', second = '', sku = ''], value) => {
      if (section === 'products') pick(second, value);
      else if (section === 'terms') price(sku, value);
      else if (typeof value === 'string') {
        head[section] = value;
        checkHead(section, value, about.service, where);
      }
    },
  });
  for await (const chunk of body) scanner.write(chunk);
  scanner.end();
  const { products, terms } = met;
  if (products === null || !terms) throw malformed(where(), `it has no ${products === null ? 'products' : 'terms'}`);
  return { version: head.version ?? '', publicationDate: head.publicationDate ?? '', products, faults };
}

/** A file of another service, or in a shape that is not known yet, would give wrong prices in silence. */
function checkHead(section: string, value: string, service: string, where: () => string): void {
  if (section === 'formatVersion' && !/^v1\b/.test(value)) throw malformed(where(), `its format is ${value}, and v1 is known`);
  if (section === 'offerCode' && value !== service) throw malformed(where(), `it is ${value}'s`);
}
