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
    const services = await catalog.services();
    if (services.length === 0) throw empty();
    for (const [service, regions] of wanted) {
      const found = services.filter(({ id, name }) => service === id || service === name);
      const [one, ...others] = found;
      // No list, no row: the core tells which meters that leaves without a price.
      if (one === undefined || others.length > 0)
        request.log(
          `Google’s catalog has ${found.length === 0 ? 'no service' : `${found.length} services`} named ${service}; its prices stay as they are.`,
        );
      else await readService({ service, ...one, regions }, catalog, request);
    }
  } finally {
    await catalog.close();
  }
};

/** SKUs that cannot be read are named up to so many. */
const MOST_LINES = 5;

interface Wanted {
  /** As the identities call it: an id, or a display name. */
  readonly service: string;
  readonly id: string;
  readonly name: string;
  readonly regions: ReadonlySet<string>;
}

async function readService({ service, id, name, regions }: Wanted, catalog: Catalog, request: FetchRequest): Promise<void> {
  const { sink, now, log } = request;
  const url = `https://cloudbilling.googleapis.com/v1/services/${id}/skus`;
  const list = sink.list(`google skus ${service}`, { service, region: 'global', url });
  const options = { service, url, now: now(), wants: (facts: Parameters<ListSink['wants']>[0]) => list.wants(facts), leftOut: log };
  const pinned = new Set(request.identities.flatMap(({ id: skuId }) => skuId ?? []));
  // One strange SKU among thousands is no reason to keep all of Google's prices old; one of ours is.
  const readable = (sku: Parameters<typeof skuRow>[0]): ReturnType<typeof skuRow> => {
    try {
      return skuRow(sku, options);
    } catch (error) {
      if (!(error instanceof FetchError) || typeof sku.skuId !== 'string' || pinned.has(sku.skuId)) throw error;
      if (faults++ < MOST_LINES) log(`${service}: an SKU is left out. ${error.message}`);
      return null;
    }
  };
  let faults = 0;
  const spokenFor = new Set<string>();
  let total = 0;
  for await (const page of catalog.skus(id)) {
    for (const sku of page) {
      for (const region of skuRegions(sku)) spokenFor.add(region);
      const row = readable(sku);
      if (row !== null) list.take(row);
    }
    total += page.length;
  }
  if (faults > MOST_LINES) log(`${service}: ${faults - MOST_LINES} more SKUs are left out.`);
  if (total === 0) log(`Google’s catalog lists no SKUs of ${name} today.`);
  list.end(total);
  if (total === 0 || spokenFor.has('global')) return;
  for (const region of regions) {
    if (spokenFor.has(region)) continue;
    const missing = sink.list(`google skus ${service} ${region}`, { service, region, url });
    missing.absent(`Google’s catalog has ${total} SKUs of ${name} and none that is global or of ${region}: ${url}`);
  }
}

function empty(): FetchError {
  return new FetchError('empty', 'Google’s catalog lists no services.', 'Try again later; the book in force stays as it is.');
}
