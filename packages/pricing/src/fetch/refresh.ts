/**
 * One refresh: asks the three providers at once, builds entries, has each provider's looked at, and puts the accepted ones over the book in force.
 * A provider that fails or is rejected keeps its old entries with their old dates. It reads and writes no file; the book that it gives is new.
 */
import {
  METERS,
  PRICE_BOOK_SCHEMA,
  type PriceBook,
  type PriceEntry,
  type ProviderRefresh,
  type UnavailableService,
} from '@twin2multicloud/cost';
import { checkPriceBook } from '@twin2multicloud/pricing';
import { buildEntries, type Built, type Gap } from './build.ts';
import { FetchError, type Credentials, type Endpoints, type Identity, type PriceClient, type Provider } from './contract.ts';
import { createHttp, type HttpOptions } from './http/http.ts';
import { identitiesOf } from './identities/identities.ts';
import { knownZones, logicalRegions } from './identities/regions.ts';
import { inspect, type Objection } from './sentinel.ts';
import { createSink, type AbsentService, type Gathered, type MeterProgress } from './sink.ts';

export interface RefreshOptions {
  /** The book in force: what is kept where nothing fresher is found, and what the sentinel compares with. */
  readonly base: PriceBook;
  readonly providers: readonly Provider[];
  /** Logical regions, such as `eu-central`, and providers' own, such as `eastus2`; unknown ones are an error of the caller. */
  readonly regions: readonly string[];
  /** True: what the sentinel objects to is taken all the same. */
  readonly accept: boolean;
  readonly credentials: Credentials;
  readonly endpoints: Endpoints;
  readonly http: Omit<HttpOptions, 'signal' | 'log'>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: MeterProgress) => void;
  readonly log: (line: string) => void;
  readonly now: () => Date;
  /** Loads a provider's client; each is a chunk of its own. */
  readonly client: (provider: Provider) => Promise<PriceClient>;
}

export interface ProviderOutcome {
  readonly provider: Provider;
  readonly outcome: 'fresh' | 'rejected' | 'failed';
  /** Entries that were read. */
  readonly read: number;
  /** Entries whose price or tiers differ from the base's. */
  readonly changed: number;
  readonly gaps: readonly Gap[];
  readonly objections: readonly Objection[];
  readonly error: FetchError | null;
  readonly requests: number;
}

export interface Refreshed {
  /** Null: no provider gave anything that was accepted. */
  readonly book: PriceBook | null;
  readonly providers: readonly ProviderOutcome[];
}

/** Never rejects for what happens outside: that is in the outcomes. */
export async function refresh(options: RefreshOptions): Promise<Refreshed> {
  const at = options.now().toISOString();
  const found = await Promise.all(options.providers.map((provider) => refreshProvider(provider, options)));
  const fresh = found.filter(({ outcome }) => outcome.outcome === 'fresh');
  return {
    book: fresh.length === 0 ? null : assemble(options, at, found),
    providers: found.map(({ outcome }) => outcome),
  };
}

interface Found {
  readonly outcome: ProviderOutcome;
  readonly entries: readonly PriceEntry[];
  readonly gathered: Gathered | null;
  readonly unavailable: readonly UnavailableService[];
}

async function refreshProvider(provider: Provider, options: RefreshOptions): Promise<Found> {
  const { base, signal, log, now } = options;
  const identities = identitiesOf(provider, regionsOf(provider, options));
  const rows = createSink(identities, options.onProgress);
  const http = createHttp({ ...options.http, signal, log });
  const failed = (error: FetchError): Found => {
    const outcome = {
      provider,
      outcome: 'failed',
      read: 0,
      changed: 0,
      gaps: [],
      objections: [],
      error,
      requests: http.requests(),
    } as const;
    return { outcome, entries: [], gathered: null, unavailable: [] };
  };
  try {
    const fetchPrices = await options.client(provider);
    await fetchPrices({
      identities,
      sink: rows.sink,
      http,
      credentials: options.credentials,
      endpoints: options.endpoints,
      signal,
      log,
      now,
    });
    const all = rows.gathered();
    throwIfIncomplete(all);
    const lacking = unavailableOf(identities, all.absent, now());
    const asked = identities.filter(({ meter, region }) => !lacking.some((item) => isOf(item, meter, region)));
    const built = buildEntries(asked, all, (meter, region) => entryIn(base, meter, region));
    const objections = inspect({ provider, built, lists: all.lists, absent: lacking, old: base });
    const accepted = objections.length === 0 || options.accept;
    return {
      outcome: {
        provider,
        outcome: accepted ? 'fresh' : 'rejected',
        read: built.entries.length,
        changed: changesOf(base, built),
        gaps: [...built.gaps, ...unasked(provider, regionsOf(provider, options), identities)],
        objections,
        error: null,
        requests: http.requests(),
      },
      entries: accepted ? built.entries : [],
      gathered: accepted ? all : null,
      unavailable: accepted ? lacking : [],
    };
  } catch (error) {
    if (error instanceof FetchError) return failed(error);
    if (signal.aborted)
      return failed(new FetchError('cancelled', 'The update was cancelled.', 'Start it again when you like.', { cause: error }));
    throw error;
  } finally {
    http.close();
  }
}

function throwIfIncomplete({ unfinished, lists, rows, absent }: Gathered): void {
  const [name] = unfinished;
  if (name !== undefined)
    throw new FetchError('cut-off', `The list ${name} was not read to its end.`, 'Try again; the book in force stays as it is.');
  if (lists.size === 0 && absent.length > 0)
    throw new FetchError(
      'empty',
      'None of the services is offered in the regions that were asked for.',
      'Ask for another region: twin prices update --region NAME.',
    );
  if (rows.size === 0)
    throw new FetchError(
      'empty',
      lists.size === 0 ? 'There was no list to read.' : 'None of the lists that were read has a price of ours.',
      'Try again later; if it stays so, a newer version of twin may know the new names.',
    );
}

/** A book out of the base and of what was accepted. Entries stand in the order of the base's, new ones behind. */
function assemble({ base, regions }: RefreshOptions, at: string, found: readonly Found[]): PriceBook {
  const fresh = new Map(found.flatMap(({ entries }) => entries.map((entry) => [keyOf(entry), entry] as const)));
  const lacking = found.flatMap(({ unavailable }) => unavailable);
  const kept = base.entries.map((entry) => fresh.get(keyOf(entry)) ?? entry);
  const known = new Set(base.entries.map(keyOf));
  const entries = [...kept, ...[...fresh.values()].filter((entry) => !known.has(keyOf(entry)))].filter(
    (entry) => !lacking.some((item) => isOf(item, idOf(entry), entry.region)),
  );
  const logical = { ...base.regions, ...pick(logicalRegions(), regions) };
  const zones = new Set([...Object.keys(base.zones), ...Object.values(logical).flatMap((named) => Object.values(named)), ...regions]);
  const book: PriceBook = {
    schema: PRICE_BOOK_SCHEMA,
    id: `fetched-${at.replace(/\.\d+Z$/, 'Z').replace(/:/g, '')}`,
    createdAt: at,
    currencyRates: base.currencyRates,
    regions: logical,
    zones: { ...pick(knownZones(), [...zones]), ...base.zones },
    entries,
    limits: base.limits,
    unavailable: [...base.unavailable.filter((item) => !refreshed(found, item)), ...lacking],
    refresh: {
      base: base.id,
      lists: { ...base.refresh?.lists, ...Object.fromEntries(found.flatMap(({ gathered }) => [...(gathered?.lists ?? [])])) },
      providers: providersOf(base, at, found),
    },
  };
  const check = checkPriceBook(book);
  if (!check.ok) throw new Error(`The refresh made a broken book: ${check.errors[0]?.path ?? ''} ${check.errors[0]?.message ?? ''}`);
  return book;
}

function providersOf(base: PriceBook, at: string, found: readonly Found[]): Record<Provider, ProviderRefresh> {
  const of = (provider: Provider): ProviderRefresh => {
    const before = base.refresh?.providers[provider].at ?? null;
    const outcome = found.find((item) => item.outcome.provider === provider)?.outcome;
    if (outcome === undefined) return base.refresh?.providers[provider] ?? { outcome: 'kept', at: before, why: 'It was not asked for.' };
    if (outcome.outcome === 'fresh') return { outcome: 'fresh', at };
    const why = outcome.error?.message ?? `The refresh was rejected: ${outcome.objections[0]?.reason ?? ''}`;
    return { outcome: 'kept', at: before, why };
  };
  return { aws: of('aws'), azure: of('azure'), gcp: of('gcp') };
}

/** Meters that are not asked for, because nobody knows their row. They are told too: their old price stays. */
function unasked(provider: Provider, regions: readonly string[], identities: readonly Identity[]): Gap[] {
  const asked = new Set(identities.map(({ meter, region }) => `${meter}@${region}`));
  const meters = Object.keys(METERS).filter((meter) => meter.startsWith(`${provider}.`));
  return meters.flatMap((meter) =>
    regions
      .filter((region) => !asked.has(`${meter}@${region}`))
      .map(
        (region) => ({ meter, region, kind: 'missing', reason: 'Which row of the list is its own is not known.', candidates: [] }) as const,
      ),
  );
}

/** What the provider says to lack, as facts of the book: once for each of our services that stand in the list. */
function unavailableOf(identities: readonly Identity[], absent: readonly AbsentService[], now: Date): UnavailableService[] {
  const facts = absent.flatMap(({ service, region, evidence }) =>
    identities
      .filter((identity) => identity.service === service && identity.region === region)
      .map(({ provider, meter }) => ({
        provider,
        region,
        service: meter.split('.')[1] ?? '',
        reason: evidence,
        source: `the provider's price list, read ${now.toISOString().slice(0, 10)}`,
      })),
  );
  return [...new Map(facts.map((fact) => [`${fact.service}@${fact.region}`, fact])).values()];
}

function refreshed(found: readonly Found[], { provider, region }: UnavailableService): boolean {
  return found.some(({ outcome, entries }) => outcome.provider === provider && entries.some((entry) => entry.region === region));
}

function regionsOf(provider: Provider, { base, regions }: RefreshOptions): string[] {
  const all = { ...logicalRegions(), ...base.regions };
  const zones = { ...knownZones(), ...base.zones };
  const own = (name: string): string[] => (zones[name]?.provider === provider ? [name] : []);
  return [...new Set(regions.flatMap((name) => all[name]?.[provider] ?? own(name)))];
}

function changesOf(base: PriceBook, { entries }: Built): number {
  return entries.filter((entry) => {
    const old = entryIn(base, idOf(entry), entry.region);
    return old === undefined || factsOf(old) !== factsOf(entry);
  }).length;
}

function factsOf({ tiers, free }: PriceEntry): string {
  return JSON.stringify([tiers.map(({ from, price }) => [from, price]), free?.quantity]);
}

function entryIn(book: PriceBook, meter: string, region: string): PriceEntry | undefined {
  return book.entries.find((entry) => entry.region === region && idOf(entry) === meter);
}

function isOf({ provider, region, service }: UnavailableService, meter: string, ofRegion: string): boolean {
  return region === ofRegion && meter.startsWith(`${provider}.${service}.`);
}

function idOf({ provider, service, meter }: PriceEntry): string {
  return `${provider}.${service}.${meter}`;
}

function keyOf(entry: PriceEntry): string {
  return `${idOf(entry)}@${entry.region}`;
}

function pick<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(keys.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]] as const])));
}
