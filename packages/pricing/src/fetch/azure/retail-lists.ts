/**
 * Asks the Azure Retail Prices API for the list of a service in a region, page by page to its end.
 * What the pages hold is retail.ts'; proxies, time-outs and retries are the network layer's.
 */
import { FetchError, type FetchRequest, type Http } from '../contract.ts';
import { malformed } from '../shape.ts';
import { readRetailPage, type RetailItem, type RetailPage } from './retail.ts';

const HOST = 'prices.azure.com';
const PATH = '/api/retail/prices';
/** The largest lists (Virtual Machines everywhere) have about 150 pages. */
const MOST_PAGES = 400;
/** Prices that cannot be read are named up to so many. */
const MOST_LINES = 5;

export interface RetailList {
  readonly items: readonly RetailItem[];
  /** All items of the list, those that are no prices on demand included. */
  readonly total: number;
}

export interface RetailQuestion {
  readonly service: string;
  /** Null: everywhere, and only the first page. */
  readonly region: string | null;
}

/**
 * The first page's address. Values are case-sensitive since 2023-01-01-preview. Rows without a region of their own are asked for with each region.
 * Primary and other meters are both wanted: the standard meters of Azure Functions are all `isPrimaryMeterRegion: false`.
 */
export function retailUrl(origin: string, { service, region }: RetailQuestion): string {
  const place = region === null ? '' : ` and (armRegionName eq ${quoted(region)} or armRegionName eq 'Global')`;
  const filter = `serviceName eq ${quoted(service)}${place} and priceType eq 'Consumption'`;
  return new URL(`${PATH}?api-version=2023-01-01-preview&currencyCode='USD'&$filter=${encodeURIComponent(filter)}`, origin).href;
}

/** A text in an OData filter: a quote in it is doubled. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * The whole list.
 * @throws FetchError `repeated-page` for a list that goes in a circle or never ends, `malformed` for a page of another shape, and the network's.
 */
export async function readRetailList(
  question: RetailQuestion,
  request: Pick<FetchRequest, 'http' | 'endpoints' | 'log' | 'identities'>,
): Promise<RetailList> {
  const origin = request.endpoints.azureRetail ?? `https://${HOST}`;
  const items: RetailItem[] = [];
  const seen = new Set<string>();
  let total = 0;
  let strangers = 0;
  let faults = 0;
  const pinned = new Set(request.identities.flatMap(({ id }) => id ?? []));
  // One strange item among thousands is no reason to keep all of Azure's prices old; one of ours is.
  const onFault = (fault: FetchError, meterId: string | null): void => {
    if (meterId === null || pinned.has(meterId)) throw fault;
    if (faults++ < MOST_LINES) request.log(`${question.service}: a price is left out. ${fault.message}`);
  };
  for (let url: string | null = retailUrl(origin, question); url !== null;) {
    const page = await nextPage(request.http, url, seen, onFault);
    if (page.announced !== null && page.announced > page.total)
      request.log(`Azure announces ${page.announced} prices of ${question.service} on a page and sends ${page.total}.`);
    const own = page.items.filter((item) => isAskedFor(item, question));
    strangers += page.items.length - own.length;
    items.push(...own);
    total += page.total;
    url = page.next === null || question.region === null ? null : followed(page.next, origin);
  }
  if (faults > MOST_LINES) request.log(`${question.service}: ${faults - MOST_LINES} more prices are left out.`);
  if (strangers > 0)
    request.log(`Azure answers for ${question.service} with ${strangers} prices that were not asked for; they are ignored.`);
  return { items, total: total - strangers };
}

async function nextPage(http: Http, url: string, seen: Set<string>, onFault: Parameters<typeof readRetailPage>[1]): Promise<RetailPage> {
  if (seen.has(url) || seen.size >= 2 * MOST_PAGES) throw repeated();
  seen.add(url);
  const json = await http.getJson(url);
  const page = readRetailPage(json, onFault);
  // A server that ignores $skip sends the same items under a new address each time.
  const print = JSON.stringify([page.total, page.items[0], page.items.at(-1)]);
  if (page.items.length > 0 && seen.has(print)) throw repeated();
  seen.add(print);
  return page;
}

function repeated(): FetchError {
  return new FetchError(
    'repeated-page',
    'The price list of Azure goes in a circle: a page came twice.',
    'Try again later; the book in force stays as it is.',
  );
}

function isAskedFor({ service, region }: RetailItem, asked: RetailQuestion): boolean {
  return service === asked.service && (asked.region === null || region === 'global' || region === asked.region.toLowerCase());
}

/** The next page's address, at the host that was asked: a link must not lead elsewhere. */
function followed(link: string, origin: string): string {
  const target = URL.parse(link);
  const known = target !== null && [HOST, new URL(origin).hostname].includes(target.hostname) && target.pathname.toLowerCase() === PATH;
  if (!known) throw malformed('Azure Retail Prices', 'NextPageLink leads to another address than the price list');
  return new URL(target.pathname + target.search, origin).href;
}
