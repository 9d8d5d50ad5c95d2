/**
 * Asks Google's Cloud Billing Catalog through the real SDK, over its REST transport, so that proxies and a local server work as for every other client.
 * What the pages hold is catalog.ts'. The key travels in a header, never in an address.
 */
import { readFile } from 'node:fs/promises';
import { CloudCatalogClient } from '@google-cloud/billing/build/src/v1/cloud_catalog_client.js';
import { gcpMetadata, GoogleAuth, type AuthClient, type JWTInput } from 'google-auth-library';
import gax from 'google-gax/fallback';
import { bare } from '../bare-error.ts';
import { FetchError, type FetchRequest } from '../contract.ts';
import { readServicesPage, readSkusPage, type CatalogService } from './catalog.ts';
import type { Json } from '../shape.ts';

const HOST = 'https://cloudbilling.googleapis.com';
const SCOPE = 'https://www.googleapis.com/auth/cloud-billing.readonly';
const PAGE_SIZE = 5000;
/** Compute Engine, the largest service, has fewer than twenty pages. */
const MOST_PAGES = 100;

export interface Catalog {
  /** All services of the catalog. */
  services(): Promise<readonly CatalogService[]>;
  /** All SKUs of the service with this id, page by page. */
  skus(service: string): AsyncGenerator<readonly Json[]>;
  close(): Promise<void>;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

type Asked = Pick<FetchRequest, 'http' | 'endpoints' | 'credentials'>;

/**
 * A catalog with the person's API key or the application default credentials.
 * @throws FetchError `no-credentials` where there are neither.
 */
export async function openCatalog(request: Asked): Promise<Catalog> {
  const { http } = request;
  const origin = new URL(request.endpoints.google ?? HOST);
  const auth = await signIn(request);
  let current: AbortSignal | null = null;
  auth.transporter.interceptors.request.add({
    // The transport's own agents and proxies give way to the house's, also where a token is fetched from.
    resolved: (config) => {
      const { http: plain, https: secure } = http.agentsFor(config.url.href);
      config.agent = config.url.protocol === 'http:' ? plain : secure;
      if (current !== null)
        config.signal = config.signal === undefined || config.signal === null ? current : AbortSignal.any([config.signal, current]);
      return Promise.resolve(config);
    },
  });
  const client = new CloudCatalogClient(
    {
      authClient: auth,
      fallback: true,
      apiEndpoint: origin.hostname,
      protocol: origin.protocol.slice(0, -1),
      port: origin.port === '' ? (origin.protocol === 'http:' ? 80 : 443) : Number(origin.port),
    },
    gax,
  );
  // One request at a time: the signal of the try that runs is the transport's.
  const ask = <T>(call: () => Promise<T>): Promise<T> =>
    http.attempt(origin.origin, async (signal) => {
      current = signal;
      return bare('Cloud Billing Catalog', () => call().catch(refusedKey));
    });
  const options = { autoPaginate: false, retry: null, timeout: 600_000 };
  const pages = async function* <T>(idKey: string, read: (pageToken: string) => Promise<Page<T>>): AsyncGenerator<readonly T[]> {
    const tokens = new Set<string>();
    const ids = new Set<unknown>();
    for (let token: string | null = ''; token !== null;) {
      if (tokens.has(token) || tokens.size >= MOST_PAGES) throw repeated();
      tokens.add(token);
      const { items, next }: Page<T> = await read(token);
      const fresh = items.filter((item) => !ids.has((item as Json)[idKey]));
      // A token that the service ignores brings the first page again.
      if (items.length > 0 && fresh.length === 0) throw repeated();
      for (const item of fresh) ids.add((item as Json)[idKey]);
      yield items;
      token = next;
    }
  };
  return {
    services: async () => {
      const all: CatalogService[] = [];
      const read = async (pageToken: string): Promise<Page<CatalogService>> => {
        const [, , raw] = await ask(() => client.listServices({ pageSize: PAGE_SIZE, pageToken }, options));
        const { services, next } = readServicesPage(raw);
        return { items: services, next };
      };
      for await (const page of pages('id', read)) all.push(...page);
      return all;
    },
    skus: (service) =>
      pages('skuId', async (pageToken): Promise<Page<Json>> => {
        const parent = `services/${service}`;
        const [, , raw] = await ask(() => client.listSkus({ parent, pageSize: PAGE_SIZE, pageToken, currencyCode: 'USD' }, options));
        const { skus, next } = readSkusPage(raw);
        return { items: skus, next };
      }),
    close: () => client.close(),
  };
}

/**
 * Google's default credentials. Whether this is one of Google's own machines is read from the machine: to ask the network for it takes seconds
 * elsewhere, and prints a warning.
 */
class DefaultCredentials extends GoogleAuth {
  override _checkIsGCE(): Promise<boolean> {
    return Promise.resolve(gcpMetadata.getGCPResidency());
  }
}

/** The key where there is one; else what Google's libraries find: GOOGLE_APPLICATION_CREDENTIALS, gcloud's file, the machine's own account. */
async function signIn({ credentials }: Asked): Promise<AuthClient> {
  const { googleApiKey, env = process.env } = credentials;
  if (googleApiKey !== undefined && googleApiKey !== '') return new GoogleAuth().fromAPIKey(googleApiKey);
  const file = env.GOOGLE_APPLICATION_CREDENTIALS ?? '';
  try {
    // The library would take a file that is no JSON for a certificate, and find out only when it signs.
    const named = file === '' ? {} : { credentials: JSON.parse(await readFile(file, 'utf8')) as JWTInput };
    // A project is not needed, but without a name the library runs gcloud to find one.
    return await new DefaultCredentials({ scopes: SCOPE, projectId: 'unused', ...named }).getClient();
  } catch {
    // The library's texts name files and may quote them.
    throw new FetchError(
      'no-credentials',
      'Google Cloud’s price list needs an API key or a sign-in, and there is neither.',
      'Set TWIN_GOOGLE_API_KEY to an API key of a project with the Cloud Billing API, or sign in: gcloud auth application-default login. ' +
        'Until then Google’s prices stay as they are.',
    );
  }
}

/** What Google answers to a key that is none, to a sign-in that has ended (both 400) and where the API is switched off (403) has remedies of its own. */
function refusedKey(error: unknown): never {
  const { status, message } = error instanceof Error ? (error as Error & { status?: unknown }) : { status: null, message: '' };
  if (status === 400 && /api.?key/i.test(message))
    throw new FetchError(
      'unauthorized',
      'Google Cloud does not know the API key (400).',
      'Check TWIN_GOOGLE_API_KEY: the key must be whole, of a project with the Cloud Billing API, and allowed to use it.',
      { status: 400 },
    );
  if (status === 400 && /invalid_(?:grant|client)/.test(message))
    throw new FetchError(
      'unauthorized',
      'The Google sign-in has ended or was withdrawn (400).',
      'Sign in again: gcloud auth application-default login; or set TWIN_GOOGLE_API_KEY.',
      { status: 400 },
    );
  if (status === 403 && /has not been used in project|is disabled|SERVICE_DISABLED/i.test(message))
    throw new FetchError(
      'unauthorized',
      'The Cloud Billing API is switched off in the project of the key or sign-in (403).',
      'Switch it on: gcloud services enable cloudbilling.googleapis.com.',
      { status: 403 },
    );
  throw error;
}

function repeated(): FetchError {
  return new FetchError(
    'repeated-page',
    'The price list of Google Cloud goes in a circle: a page came twice.',
    'Try again later; the book in force stays as it is.',
  );
}
