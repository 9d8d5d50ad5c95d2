/**
 * Makes the SDK's clients of the price API and finds out whether its default chain has credentials, without waiting long for what is not there.
 * It keeps no key: the SDK does, and refreshes it.
 */
import { devNull } from 'node:os';
import path from 'node:path';
import { PricingClient } from '@aws-sdk/client-pricing';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { FetchRequest } from '../contract.ts';
import { queryUrlOf, type QueryRegion } from './query.ts';

/** An instance's metadata service is one hop away; elsewhere its address leads nowhere, and two tries are made. */
const METADATA_MS = 500;
/** A sign-in that a helper program or a token service has to fetch. */
const CHAIN_MS = 15_000;

/** The SDK says things about a person's set-up to the console unless it has a logger. */
const SILENT = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
function quiet(): void {
  // Nothing of the SDK's is for the user.
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A maker of clients, one for each of the API's regions, or null where there are no credentials.
 * An environment that differs from the process's stands for it: its keys, its profile and its files; no metadata service is waited for then.
 */
export async function findClients(request: FetchRequest, limitMs = CHAIN_MS): Promise<((region: QueryRegion) => PricingClient) | null> {
  const { credentials, signal, log } = request;
  const { env = process.env } = credentials;
  const chain = isOwn(env) ? { timeout: METADATA_MS, maxRetries: 0 } : chainOf(env);
  const first = createClient(request, 'us-east-1', chain);
  const found = await within(first.config.credentials(), limitMs, signal);
  signal.throwIfAborted();
  if (found === 'failed') return null;
  if (found === 'late') {
    log(`AWS credentials were not there within ${limitMs / 1000} s.`);
    return null;
  }
  const clients = new Map<QueryRegion, PricingClient>([['us-east-1', first]]);
  return (region) => {
    let client = clients.get(region);
    if (client === undefined) {
      client = createClient(request, region, { credentials: first.config.credentials });
      clients.set(region, client);
    }
    return client;
  };
}

/** Whether an environment says of AWS what the process's own does: then the SDK's chain reads that itself, all of it. */
function isOwn(env: Environment): boolean {
  if (env === process.env) return true;
  const names = [...Object.keys(env), ...Object.keys(process.env)].filter((name) => /^(?:AWS_.*|HOME|USERPROFILE)$/.test(name));
  return names.every((name) => env[name] === process.env[name]);
}

/** Settings of the default chain, which takes them from the client's own. */
type Chain = Readonly<Record<string, unknown>>;

function createClient({ http, endpoints }: FetchRequest, region: QueryRegion, chain: Chain): PricingClient {
  const endpoint = queryUrlOf(region, endpoints.awsQuery);
  const agents = http.agentsFor(endpoint);
  return new PricingClient({
    ...chain,
    region,
    // Said outright, so that AWS_REGION, AWS_ENDPOINT_URL and a profile cannot lead where the API is not.
    endpoint,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    retryMode: 'standard',
    // The retries are http.attempt's.
    maxAttempts: 1,
    defaultsMode: 'standard',
    logger: SILENT,
    requestHandler: new NodeHttpHandler({ httpAgent: agents.http, httpsAgent: agents.https }),
  });
}

function chainOf(env: Environment): Chain {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE } = env;
  if (AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY && !AWS_PROFILE) {
    const session = AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {};
    return { credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, ...session } };
  }
  const home = env.HOME ?? env.USERPROFILE;
  const file = (variable: string | undefined, name: string): string =>
    variable ?? (home === undefined ? devNull : path.join(home, '.aws', name));
  return {
    // A profile by name keeps the chain from the process's own keys.
    profile: AWS_PROFILE ?? env.AWS_DEFAULT_PROFILE ?? 'default',
    filepath: file(env.AWS_SHARED_CREDENTIALS_FILE, 'credentials'),
    configFilepath: file(env.AWS_CONFIG_FILE, 'config'),
    timeout: 1,
    maxRetries: 0,
  };
}

/** What becomes of a promise in time. What it throws is not shown: it may speak of accounts and roles. */
async function within(promise: Promise<unknown>, ms: number, signal: AbortSignal): Promise<'found' | 'failed' | 'late'> {
  let stop = (): void => undefined;
  const limit = new Promise<'late'>((resolve) => {
    stop = () => {
      resolve('late');
    };
  });
  const timer = setTimeout(() => {
    stop();
  }, ms);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([
      promise.then(
        () => 'found' as const,
        () => 'failed' as const,
      ),
      limit,
    ]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
