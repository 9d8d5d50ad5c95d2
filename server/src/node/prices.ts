/**
 * The price books of this machine: which one is in force, when that changes, and fetching a new one when a person asks for it.
 * The folder is the command line's too, so that both show the same figures. What fetches is loaded only then.
 */
import { readdirSync, readFileSync, unwatchFile, watchFile } from 'node:fs';
import path from 'node:path';
import { bundledBook, CURRENT_FILE, currentBook, storeFolder, type StoreFiles } from '@twin2multicloud/pricing';
import type { PriceProgress, UpdatedProvider, UpdatePricesParams, UpdatePricesResult } from '@twin2multicloud/protocol';
import type { PriceSource, Prices } from '../host.ts';

/** A new book is seen within this time; looking at one file costs nothing. */
const LOOK_MS = 1_000;

/** @param log for what a person may want to know and need not act on */
export function nodePrices(log: (message: string) => void): Prices {
  const folder = storeFolder(process.platform, process.env);
  const files = filesOf(folder);
  const watched = new Map<string, () => void>();
  return {
    current: (): PriceSource => {
      const found = currentBook(files);
      if (found === null) return { book: bundledBook(), trouble: null };
      if (found.ok) return { book: found.book, trouble: null };
      return { book: bundledBook(), trouble: `${found.message} The bundled prices are used. ${found.remedy}` };
    },
    readFile: (file) => {
      try {
        return { text: readFileSync(file, 'utf8') };
      } catch (error) {
        return { error: error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'it does not exist' : 'it cannot be read' };
      }
    },
    watch: (overlay, listener) => {
      for (const [file, old] of watched) unwatchFile(file, old);
      watched.clear();
      for (const file of [...(folder === null ? [] : [path.join(folder, CURRENT_FILE)]), ...(overlay === null ? [] : [overlay])]) {
        // Asked again and again instead of told: it works where there is no folder yet, and on every file system.
        watchFile(file, { persistent: false, interval: LOOK_MS }, listener);
        watched.set(file, listener);
      }
    },
    ...(folder === null ? {} : { update: (params, options) => update(folder, params, { ...options, log }) }),
  };
}

function filesOf(folder: string | null): StoreFiles {
  return {
    names: () => {
      try {
        return folder === null ? [] : readdirSync(folder);
      } catch {
        return [];
      }
    },
    read: (name) => {
      try {
        return folder === null ? null : readFileSync(path.join(folder, name), 'utf8');
      } catch {
        return null;
      }
    },
  };
}

interface UpdateOptions {
  readonly onProgress: (progress: PriceProgress) => void;
  readonly signal: AbortSignal;
  readonly log: (message: string) => void;
}

async function update(
  folder: string,
  { accept = false, proxy = '', noProxy = '', strictTls = true, googleApiKey = '', azure }: UpdatePricesParams,
  { onProgress, signal, log }: UpdateOptions,
): Promise<UpdatePricesResult> {
  const { endpointsOf, FetchError, updatePrices } = await import('@twin2multicloud/pricing/fetch');
  const { env } = process;
  const key = googleApiKey === '' ? (env.TWIN_GOOGLE_API_KEY ?? env.GOOGLE_API_KEY ?? '') : googleApiKey;
  try {
    const { book, providers } = await updatePrices({
      folder,
      regions: null,
      providers: ['aws', 'azure', 'gcp'],
      accept,
      credentials: {
        ...(key === '' ? {} : { googleApiKey: key }),
        ...(azure === undefined
          ? {}
          : {
              azureRateCard: {
                subscription: azure.subscription,
                offer: azure.offer,
                regionInfo: azure.country,
                token: () => Promise.resolve(azure.token),
              },
            }),
        env,
      },
      endpoints: endpointsOf(env.TWIN_PRICE_ENDPOINTS),
      http: { env, proxy: proxy === '' ? null : proxy, noProxy: noProxy === '' ? null : noProxy, strictTls },
      signal,
      onProgress: ({ service, region, found, wanted }) => {
        onProgress({ service, region, found, wanted });
      },
      log,
      now: () => new Date(),
    });
    return { book: book?.id ?? null, providers: providers.map(told) };
  } catch (error) {
    if (error instanceof FetchError) return { error: `${error.message} ${error.remedy}` };
    throw error;
  }
}

type Outcome = Awaited<ReturnType<typeof import('@twin2multicloud/pricing/fetch').updatePrices>>['providers'][number];

function told({ provider, outcome, read, changed, gaps, objections, error }: Outcome): UpdatedProvider {
  const reasons = outcome === 'rejected' ? objections.map(({ about, reason }) => `${about}: ${reason}`) : [];
  return {
    provider,
    outcome,
    read,
    changed,
    kept: gaps.length,
    reasons: error === null ? reasons : [`${error.message} ${error.remedy}`],
    error: error?.code ?? null,
  };
}
