/**
 * The price APIs of the three clouds on this machine: one real HTTP server that answers with recorded pages in the APIs' own shapes, and fails as it is told.
 * The real clients speak to it through TWIN_PRICE_ENDPOINTS.
 */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { awsOffers, azureItems, googleCatalog, type AwsOffers, type GoogleCatalog, type Json } from './recorded.ts';

export type Api = 'awsBulk' | 'awsQuery' | 'azureRetail' | 'azureRateCard' | 'google';

/** Answers in the place of the recorded page, or gives `false` to let it through. */
export type Fault = (answer: ServerResponse, request: IncomingMessage, turn: number) => boolean;

export interface CloudsOptions {
  /** Key and certificate in PEM: speak HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly host?: string;
}

export interface Clouds {
  readonly origin: string;
  /** For TWIN_PRICE_ENDPOINTS. */
  readonly endpoints: string;
  readonly aws: AwsOffers;
  azure: Json[];
  readonly google: GoogleCatalog;
  /** Requests that arrived, with their headers. */
  readonly requests: { readonly api: Api; readonly url: string; readonly headers: IncomingMessage['headers'] }[];
  /** What an API does instead; deleted: it answers. */
  readonly faults: Map<Api, Fault>;
  /** Milliseconds that every answer waits. */
  delay: number;
  close(): Promise<void>;
}

const AZURE_PAGE = 10;

export async function startClouds({ tls, host = '127.0.0.1' }: CloudsOptions = {}): Promise<Clouds> {
  const turns = new Map<Api, number>();
  const server = tls === undefined ? createHttpServer() : createHttpsServer(tls);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const clouds: Clouds = {
    origin,
    endpoints: (['awsBulk', 'awsQuery', 'azureRetail', 'azureRateCard', 'google'] as const).map((api) => `${api}=${origin}`).join(','),
    aws: awsOffers(),
    azure: azureItems(),
    google: googleCatalog(),
    requests: [],
    faults: new Map(),
    delay: 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (request: IncomingMessage, answer: ServerResponse) => {
    const api = apiOf(request);
    clouds.requests.push({ api, url: request.url ?? '', headers: request.headers });
    const turn = (turns.get(api) ?? 0) + 1;
    turns.set(api, turn);
    const body: Buffer[] = [];
    request.on('data', (chunk: Buffer) => body.push(chunk));
    request.on('end', () => {
      setTimeout(() => {
        if (clouds.faults.get(api)?.(answer, request, turn) === true) return;
        respond(clouds, api, request, Buffer.concat(body).toString(), answer);
      }, clouds.delay);
    });
  });
  return clouds;
}

function apiOf({ url = '', method }: IncomingMessage): Api {
  if (method === 'POST') return 'awsQuery';
  if (url.startsWith('/offers/')) return 'awsBulk';
  if (url.startsWith('/subscriptions/')) return 'azureRateCard';
  return url.startsWith('/api/retail/') ? 'azureRetail' : 'google';
}

/** An answer as JSON, packed where the client takes that. */
export function sendJson(answer: ServerResponse, json: unknown, packed = false): void {
  const text = JSON.stringify(json);
  answer.writeHead(200, { 'content-type': 'application/json', ...(packed ? { 'content-encoding': 'gzip' } : {}) });
  answer.end(packed ? gzipSync(text) : text);
}

function respond(clouds: Clouds, api: Api, request: IncomingMessage, body: string, answer: ServerResponse): void {
  const url = new URL(request.url ?? '', clouds.origin);
  const packed = (request.headers['accept-encoding'] ?? '').includes('gzip');
  const json =
    api === 'awsBulk'
      ? bulkFile(clouds.aws, url.pathname)
      : api === 'awsQuery'
        ? productsPage(clouds.aws, String(request.headers['x-amz-target']), JSON.parse(body) as Json)
        : api === 'azureRetail'
          ? retailPage(clouds, url)
          : api === 'google'
            ? googlePage(clouds.google, url)
            : undefined;
  if (json === undefined) {
    answer.writeHead(404);
    answer.end('{}');
  } else sendJson(answer, json, packed && api !== 'awsQuery');
}

function bulkFile(offers: AwsOffers, path: string): unknown {
  const publicationDate = '2026-11-20T00:00:00Z';
  const base = '/offers/v1.0/aws';
  if (path === `${base}/index.json`) {
    const of = (code: string): Json => ({ offerCode: code, currentRegionIndexUrl: `${base}/${code}/current/region_index.json` });
    return { formatVersion: 'v1.0', publicationDate, offers: Object.fromEntries([...offers.keys()].map((code) => [code, of(code)])) };
  }
  const [, code = '', rest = ''] = /^\/offers\/v1\.0\/aws\/([^/]+)\/(.*)$/.exec(path) ?? [];
  const regions = offers.get(code);
  if (regions === undefined) return undefined;
  if (rest === 'current/region_index.json') {
    const of = (region: string): Json => ({ regionCode: region, currentVersionUrl: `${base}/${code}/20261120/${region}/index.json` });
    return {
      formatVersion: 'v1.0',
      publicationDate,
      regions: Object.fromEntries([...regions.keys()].map((region) => [region, of(region)])),
    };
  }
  const products = regions.get(/^20261120\/([^/]+)\/index\.json$/.exec(rest)?.[1] ?? '');
  if (products === undefined) return undefined;
  return {
    formatVersion: 'v1.0',
    disclaimer: 'recorded',
    offerCode: code,
    version: '20261120',
    publicationDate,
    products: Object.fromEntries(products.map(({ terms: _, ...product }) => [product.sku, product])),
    terms: { OnDemand: Object.fromEntries(products.map(({ sku, terms }) => [sku, terms])) },
  };
}

/** GetProducts, with filters by equality and by lists of values; and GetAttributeValues. */
function productsPage(offers: AwsOffers, target: string, { ServiceCode, AttributeName, Filters = [] }: Json): unknown {
  const all = [...(offers.get(String(ServiceCode))?.values() ?? [])].flat();
  if (target.endsWith('.GetAttributeValues'))
    return {
      AttributeValues: [...new Set(all.flatMap(({ attributes }) => attributes[String(AttributeName)] ?? []))].map((Value) => ({ Value })),
    };
  const found = all.filter(({ attributes }) =>
    (Filters as { Field: string; Value: string }[]).every(({ Field, Value }) => Value.split(',').includes(String(attributes[Field]))),
  );
  const texts = found.map(({ terms, ...product }) => JSON.stringify({ product, serviceCode: ServiceCode, terms: { OnDemand: terms } }));
  return { FormatVersion: 'aws_v1', PriceList: texts };
}

/** The Retail Prices API: service, regions and price type of the filter; pages by $skip. */
function retailPage({ azure, origin }: Clouds, url: URL): unknown {
  const filter = url.searchParams.get('$filter') ?? '';
  const values = (name: string): string[] =>
    [...filter.matchAll(new RegExp(`${name} eq '((?:[^']|'')*)'`, 'g'))].map(([, value = '']) => value.replaceAll("''", "'"));
  const [service] = values('serviceName');
  const regions = values('armRegionName');
  const found = azure.filter(
    (item) =>
      item.serviceName === service && (regions.length === 0 || regions.includes(String(item.armRegionName))) && item.type === 'Consumption',
  );
  const skip = Number(url.searchParams.get('$skip') ?? 0);
  const Items = found.slice(skip, skip + AZURE_PAGE);
  const next = new URL(url.href.replace(url.origin, origin));
  next.searchParams.set('$skip', String(skip + AZURE_PAGE));
  return {
    BillingCurrency: 'USD',
    CustomerEntityId: 'Default',
    CustomerEntityType: 'Retail',
    Items,
    NextPageLink: skip + AZURE_PAGE < found.length ? next.href : null,
    Count: Items.length,
  };
}

function googlePage({ services, skus }: GoogleCatalog, url: URL): unknown {
  if (url.pathname === '/v1/services') return { services, nextPageToken: '' };
  const found = skus.get(/^\/v1\/services\/([^/]+)\/skus$/.exec(url.pathname)?.[1] ?? '');
  return found === undefined ? undefined : { skus: found, nextPageToken: '' };
}
