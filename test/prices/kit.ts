/** What the tests of price updates share: a store of its own, the clouds on this machine, and `twin prices update` against them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PriceBook } from '@twin2multicloud/cost';
import { CURRENT_FILE } from '@twin2multicloud/pricing';
import { twin, type Ran } from '../cli/in-process.ts';
import { startClouds, type Clouds, type CloudsOptions } from './clouds.ts';

/** Whatever is printed, logged or kept may hold none of these. */
export const SECRETS = {
  AWS_ACCESS_KEY_ID: 'AKIASENTINELSENTINEL',
  AWS_SECRET_ACCESS_KEY: 'sentinel-aws-secret-key',
  AWS_SESSION_TOKEN: 'sentinel-aws-session-token',
  TWIN_GOOGLE_API_KEY: 'sentinel-google-key',
  TWIN_AZURE_TOKEN: 'sentinel-azure-token',
} as const;

export interface Outcome {
  readonly provider: 'aws' | 'azure' | 'gcp';
  readonly outcome: 'fresh' | 'rejected' | 'failed';
  readonly read: number;
  readonly changed: number;
  readonly requests: number;
  readonly gaps: readonly {
    readonly meter: string;
    readonly region: string;
    readonly reason: string;
    readonly candidates: readonly string[];
  }[];
  readonly objections: readonly { readonly kind: string; readonly about: string; readonly reason: string }[];
  readonly error: { readonly code: string; readonly message: string; readonly remedy: string } | null;
}

export interface Update extends Ran {
  readonly book: { readonly id: string; readonly file: string } | null;
  readonly of: Readonly<Record<'aws' | 'azure' | 'gcp', Outcome | undefined>>;
}

export interface World {
  readonly clouds: Clouds;
  readonly store: string;
  readonly env: Record<string, string>;
  /** The clock of the next update; it goes on by a second each time. */
  now: Date;
  update(args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Update>;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** The book in force, as its file has it. */
  book(): PriceBook;
  /** Everything in the store's folder. */
  files(): string[];
  close(): Promise<void>;
}

export async function createWorld(options: CloudsOptions = {}): Promise<World> {
  const clouds = await startClouds(options);
  const store = mkdtempSync(path.join(tmpdir(), 'twin-prices-'));
  const world: World = {
    clouds,
    store,
    env: {
      TWIN_PRICE_STORE: store,
      TWIN_PRICE_ENDPOINTS: clouds.endpoints,
      TWIN_GOOGLE_API_KEY: SECRETS.TWIN_GOOGLE_API_KEY,
      TWIN_PRICE_WAIT_MS: '1',
      // No service of a cloud's machine answers here, and none should be waited for.
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    now: new Date('2026-11-21T12:00:00Z'),
    run: async (args, env = {}) => {
      world.now = new Date(world.now.getTime() + 1_000);
      const at = world.now;
      return twin(args, { env: { ...world.env, ...env }, now: () => at });
    },
    update: async (args = [], env = {}) => {
      const ran = await world.run(['prices', 'update', '--json', ...args], env);
      const { book, providers } = (ran.out === '' ? { book: null, providers: [] } : JSON.parse(ran.out)) as {
        book: Update['book'];
        providers: Outcome[];
      };
      const of = (name: Outcome['provider']): Outcome | undefined => providers.find(({ provider }) => provider === name);
      return { ...ran, book, of: { aws: of('aws'), azure: of('azure'), gcp: of('gcp') } };
    },
    book: () =>
      JSON.parse(readFileSync(path.join(store, readFileSync(path.join(store, CURRENT_FILE), 'utf8').trim()), 'utf8')) as PriceBook,
    files: () => readdirSync(store).sort(),
    close: async () => {
      await clouds.close();
      rmSync(store, { recursive: true, force: true });
    },
  };
  return world;
}

/** A book's entry by its meter and region. */
export function entryOf(book: PriceBook, meter: string, region: string): PriceBook['entries'][number] {
  const found = book.entries.filter((entry) => entry.region === region && `${entry.provider}.${entry.service}.${entry.meter}` === meter);
  const [entry] = found;
  if (entry === undefined || found.length > 1) throw new Error(`${found.length} entries of ${meter} in ${region}`);
  return entry;
}
