/**
 * The client for Google Cloud's prices: the Cloud Billing Catalog, service by service.
 * It hands over rows as printed; whose they are, and in which base unit, is the core's to find.
 */
import { FetchError, type FetchRequest, type ListSink, type PriceClient } from '../contract.ts';
import { skuRegions, skuRow } from './catalog.ts';
import type { Catalog } from './catalog-client.ts';

/** Reads the catalog of the services that the identities name; see `PriceClient`. */
export const fetchGoogle: PriceClient = async (request) => {
  const wanted = new Map<string, Set<string>>();
  for (const { service, region } of request.identities) wanted.set(service, (wanted.get(service) ?? new Set()).add(region));
  if (wanted.size === 0) return;
  // The SDK is large and is loaded only here.
  const { openCatalog } = await import('./catalog-client.ts');
  const catalog = await openCatalog(request);
  try {
    const names = new Map((await catalog.services()).map(({ id, name }) => [id, name]));
    if (names.size === 0) throw empty('no services at all');
    for (const [service, regions] of wanted) {
      const name = names.get(service);
      if (name === undefined) throw empty(`no service ${service} any more`);
      await readService({ service, name, regions }, catalog, request);
    }
  } finally {
    await catalog.close();
  }
};

interface Wanted {
  readonly service: string;
  readonly name: string;
  readonly regions: ReadonlySet<string>;
}

async function readService({ service, name, regions }: Wanted, catalog: Catalog, request: FetchRequest): Promise<void> {
  const { sink, now, log } = request;
  const url = `https://cloudbilling.googleapis.com/v1/services/${service}/skus`;
  const list = sink.list(`google skus ${service}`, { service, region: 'global', url });
  const options = { service, now: now(), wants: (facts: Parameters<ListSink['wants']>[0]) => list.wants(facts), leftOut: log };
  const spokenFor = new Set<string>();
  const ids = new Set<unknown>();
  let total = 0;
  for await (const page of catalog.skus(service)) {
    if (page.length > 0 && page.every(({ skuId }) => ids.has(skuId))) throw repeated();
    for (const sku of page) {
      ids.add(sku.skuId);
      for (const region of skuRegions(sku)) spokenFor.add(region);
      const row = skuRow(sku, options);
      if (row !== null) list.take(row);
    }
    total += page.length;
  }
  if (total === 0) throw empty(`no SKUs of ${name} (${service})`);
  list.end(total);
  if (spokenFor.has('global')) return;
  for (const region of regions) {
    if (spokenFor.has(region)) continue;
    const missing = sink.list(`google skus ${service} ${region}`, { service, region, url });
    missing.absent(`Google’s catalog has ${total} SKUs of ${name} and none that is global or of ${region}: ${url}`);
  }
}

function empty(what: string): FetchError {
  return new FetchError(
    'empty',
    `Google’s catalog has ${what}.`,
    'Try again later; if it stays, a newer version of twin may know what became of it. The book in force stays as it is.',
  );
}

function repeated(): FetchError {
  return new FetchError(
    'repeated-page',
    'The price list of Google Cloud goes in a circle: a page came twice.',
    'Try again later; the book in force stays as it is.',
  );
}
