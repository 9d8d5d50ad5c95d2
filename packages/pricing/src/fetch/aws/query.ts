/**
 * Fetches prices through AWS's Query API (GetProducts) by the SDK: one list for each service and region, page by page.
 * Whose credentials it uses is credentials.ts'; what an item says is products-page.ts'.
 */
import { GetAttributeValuesCommand, GetProductsCommand, type PricingClient } from '@aws-sdk/client-pricing';
import { FetchError, type FetchErrorCode, type FetchRequest, type Http } from '../contract.ts';
import { fewAtATime, givenUp, reportFaults, type Asked } from './asked.ts';
import { BULK_ORIGIN } from './bulk.ts';
import type { RowFault } from './offer-file.ts';
import { createPace, type Pace } from './pace.ts';
import { readProductsPage, readValuesPage, type PricedProduct } from './products-page.ts';
import { rowsOfTerms } from './rows.ts';

/** The API answers in these regions alone; in others its name does not exist. The prices are the same in all three. */
export const QUERY_REGIONS = ['us-east-1', 'eu-central-1', 'ap-south-1'] as const;
export type QueryRegion = (typeof QUERY_REGIONS)[number];

/** The nearest of the API's regions to where the prices hold: its quota counts by region. */
export function queryRegionOf(region: string): QueryRegion {
  if (/^(?:eu|me|af|il)-/.test(region)) return 'eu-central-1';
  return region.startsWith('ap-') ? 'ap-south-1' : 'us-east-1';
}

export function queryUrlOf(region: QueryRegion, endpoint: string | undefined): string {
  return endpoint ?? `https://api.pricing.${region}.amazonaws.com`;
}

const LISTS_AT_ONCE = 4;
/** The quota: 10 calls at once, refilled by 5 a second, for each operation, account and region of the API. */
const BURST = 10;
const PER_SECOND = 5;
const PAGE = 100;
/** 1,000 pages are 100,000 products, more than any service of the model has in a region. */
const MOST_PAGES = 1000;
const RESTARTS = 2;
const REFUSALS: readonly FetchErrorCode[] = ['unauthorized', 'refused-request', 'not-found'];

/** Every list that it could read is ended or absent when it resolves; the others it names, where AWS refuses the access or the question and `refused` is given. */
export async function fetchQuery(
  request: FetchRequest,
  asked: readonly Asked[],
  clientOf: (region: QueryRegion) => PricingClient,
  refused?: (asked: Asked, error: FetchError) => void,
): Promise<void> {
  const paces = new Map(QUERY_REGIONS.map((region) => [region, createPace(BURST, PER_SECOND)]));
  await fewAtATime(asked, LISTS_AT_ONCE, async (one, stopped) => {
    const region = queryRegionOf(one.region);
    try {
      await fetchList(request, one, { client: clientOf(region), pace: paces.get(region) }, stopped);
    } catch (error) {
      if (refused === undefined || !(error instanceof FetchError) || !REFUSALS.includes(error.code)) throw error;
      refused(one, error);
    }
  });
}

async function fetchList(request: FetchRequest, asked: Asked, api: Api, stopped: () => boolean): Promise<void> {
  const { sink, now, log, endpoints } = request;
  const { service, region } = asked;
  const url = queryUrlOf(queryRegionOf(region), endpoints.awsQuery);
  const products = await allPages(request, asked, api, stopped);
  const evidence = products.length === 0 ? await evidenceOfAbsence(request, asked, api, url) : null;
  // The list begins when all is there: one that fails halfway leaves nothing behind, so that another source can be asked.
  const list = sink.list(`aws query ${service} ${region}`, { service, region, url });
  if (evidence !== null) {
    list.absent(evidence);
    return;
  }
  const readAt = now().toISOString();
  const faults: RowFault[] = [];
  for (const { product, onDemand, version } of products) {
    if (onDemand === undefined) continue;
    const made = rowsOfTerms(product, onDemand, { service, url: publicUrl(service, region, version), readAt });
    const wanted = made.rows.filter((row) => list.wants(row));
    for (const row of wanted) list.take(row);
    if (wanted.length > 0 || asked.pinned.has(product.sku)) faults.push(...made.faults.map((reason) => ({ sku: product.sku, reason })));
  }
  reportFaults(faults, asked, log);
  list.end(products.length);
}

/** One of the API's regions. */
interface Api {
  readonly client: PricingClient;
  readonly pace: Pace | undefined;
}

/** Where a person finds the same row without credentials. */
function publicUrl(service: string, region: string, version: string): string {
  return `${BULK_ORIGIN}/offers/v1.0/aws/${service}/${/^\d+$/.test(version) ? version : 'current'}/${region}/index.json`;
}

/** The attribute by which a service's products name their region: data transfer has two ends. */
function regionField(service: string): string {
  return service === 'AWSDataTransfer' ? 'fromRegionCode' : 'regionCode';
}

async function allPages(request: FetchRequest, asked: Asked, api: Api, stopped: () => boolean): Promise<PricedProduct[]> {
  for (let start = 0; ; start++) {
    try {
      return await pagesOnce(request, asked, api, stopped);
    } catch (error) {
      // A token lives for a while only; a slow network starts anew.
      if (start === RESTARTS || !(error instanceof ExpiredToken)) throw error;
      request.log(`${asked.service}: the page token of AWS has expired; the list is read anew.`);
    }
  }
}

async function pagesOnce(
  { http, endpoints, signal }: FetchRequest,
  { service, region }: Asked,
  { client, pace }: Api,
  stopped: () => boolean,
): Promise<PricedProduct[]> {
  const url = queryUrlOf(queryRegionOf(region), endpoints.awsQuery);
  const bySku = new Map<string, PricedProduct>();
  const tokens = new Set<string>();
  for (let token: string | null = null; ;) {
    await pace?.turn(signal);
    if (stopped()) throw givenUp();
    const command = new GetProductsCommand({
      ServiceCode: service,
      Filters: [{ Type: 'TERM_MATCH', Field: regionField(service), Value: region }],
      FormatVersion: 'aws_v1',
      MaxResults: PAGE,
      ...(token === null ? {} : { NextToken: token }),
    });
    const page = readProductsPage(await ask(http, url, (options) => client.send(command, options)));
    const fresh = page.products.filter(({ product }) => !bySku.has(product.sku));
    for (const item of fresh) bySku.set(item.product.sku, item);
    token = page.nextToken;
    if (token === null) return [...bySku.values()];
    // A page that brings nothing new would go on for ever; an empty one with a token is allowed.
    const repeated = tokens.has(token) || (page.products.length > 0 && fresh.length === 0) || tokens.size === MOST_PAGES;
    if (repeated) throw repeatedPage(service, region);
    tokens.add(token);
  }
}

function repeatedPage(service: string, region: string): FetchError {
  return new FetchError(
    'repeated-page',
    `AWS's price list of ${service} in ${region} repeats a page.`,
    'Try again later, or read the public offer files: --aws bulk. The book in force stays as it is.',
  );
}

/** A page token that came too late. */
class ExpiredToken extends FetchError {
  constructor() {
    super(
      'refused-request',
      "AWS's page token has expired (400).",
      'Try again on a faster network, or read the public offer files: --aws bulk.',
    );
  }
}

/** An SDK's call under the house's retries. The SDK names two things so that they would be taken for others. */
function ask<T>(http: Http, url: string, call: (options: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
  return http.attempt(url, async (abortSignal) => {
    try {
      return await call({ abortSignal });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error.name === 'ExpiredNextTokenException') throw new ExpiredToken();
      // A cut connection is a "TimeoutError" there.
      if (error.name === 'TimeoutError' && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) error.name = 'Error';
      throw error;
    }
  });
}

/**
 * A sentence that AWS does not offer the service in the region.
 * @throws FetchError `empty` where it does, or nowhere: then the empty list is a fault.
 */
async function evidenceOfAbsence({ http }: FetchRequest, { service, region }: Asked, { client }: Api, url: string): Promise<string> {
  const field = regionField(service);
  const regions = new Set<string>();
  const tokens = new Set<string>();
  for (let token: string | null = null; ;) {
    const command = new GetAttributeValuesCommand({
      ServiceCode: service,
      AttributeName: field,
      MaxResults: PAGE,
      ...(token === null ? {} : { NextToken: token }),
    });
    const page = readValuesPage(await ask(http, url, (options) => client.send(command, options)));
    for (const value of page.values) regions.add(value);
    token = page.nextToken;
    if (token === null) break;
    if (tokens.has(token)) throw repeatedPage(service, region);
    tokens.add(token);
  }
  if (regions.size > 0 && !regions.has(region))
    return `AWS lists ${service} in ${regions.size} other ${regions.size === 1 ? 'region' : 'regions'} and not in ${region}: GetAttributeValues ${field}, ${url}`;
  throw new FetchError(
    'empty',
    `AWS's price list of ${service} in ${region} is empty.`,
    'Try again later, or read the public offer files: --aws bulk. The book in force stays as it is.',
  );
}
