/**
 * `twin prices update`: fetches today's list prices, with progress while it runs and a summary of what was found, kept and rejected.
 * Fetching, judging and writing are packages/pricing's second entry, which is loaded here and nowhere else in the command line.
 */
import { execFile } from 'node:child_process';
import type { PriceBook } from '@twin2multicloud/pricing';
import type { Credentials, MeterProgress, ProviderOutcome, Updated } from '@twin2multicloud/pricing/fetch';
import { folderOf } from '../books.ts';
import type { Context } from '../command-context.ts';
import { EXIT, Failure, usage } from '../failure.ts';
import { counted } from '../formats/numbers.ts';
import { table, wrap } from '../formats/table.ts';
import type { Host } from '../host.ts';
import { oneOf } from '../settings.ts';

export interface UpdateFlags {
  readonly region?: readonly string[];
  readonly provider?: readonly string[];
  readonly accept?: boolean;
  readonly aws?: string;
  readonly azureSubscription?: string;
  readonly azureOffer?: string;
  readonly azureCountry?: string;
  readonly proxy?: string;
  readonly ca?: string;
  readonly json?: boolean;
}

const PROVIDERS = ['aws', 'azure', 'gcp'] as const;
const NAMES = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud' } as const;

export async function update(context: Context, flags: UpdateFlags): Promise<number> {
  const { host } = context;
  const folder = folderOf(host);
  if (folder === null)
    throw new Failure(EXIT.outside, 'There is no folder for price books.', 'Name one: TWIN_PRICE_STORE=/path/to/folder.');
  const { endpointsOf, FetchError, knownZones, logicalRegions, updatePrices } = await import('@twin2multicloud/pricing/fetch');
  const regions = regionsOf(flags.region, Object.keys(logicalRegions()), Object.keys(knownZones()));
  const stop = new AbortController();
  const release = host.onInterrupt(() => {
    stop.abort();
  });
  const progress = teller(context);
  try {
    const done = await updatePrices({
      folder,
      regions,
      providers: flags.provider === undefined ? PROVIDERS : flags.provider.map((name) => oneOf(name, PROVIDERS, '--provider')),
      accept: flags.accept === true,
      credentials: credentialsOf(flags, host),
      endpoints: endpointsOf(host.env.TWIN_PRICE_ENDPOINTS),
      http: { env: host.env, proxy: flags.proxy ?? null, caFile: flags.ca ?? null, ...quickForTests(host) },
      signal: stop.signal,
      onProgress: progress.at,
      log: progress.log,
      now: host.now,
    });
    progress.end();
    host.out(flags.json === true ? `${JSON.stringify(documentOf(done), null, 2)}\n` : summary(done, context));
    return done.providers.every(({ outcome }) => outcome === 'fresh') ? EXIT.fine : EXIT.outside;
  } catch (error) {
    progress.end();
    if (error instanceof FetchError) throw new Failure(EXIT.outside, error.message, error.remedy);
    throw error;
  } finally {
    release();
  }
}

/** Waits between tries in milliseconds, so that a test of a failing server takes no minutes. */
function quickForTests({ env }: Host): { readonly waitMs?: number; readonly timeoutMs?: number } {
  const [waitMs, timeoutMs] = [Number(env.TWIN_PRICE_WAIT_MS), Number(env.TWIN_PRICE_TIMEOUT_MS)];
  return { ...(waitMs > 0 ? { waitMs } : {}), ...(timeoutMs > 0 ? { timeoutMs } : {}) };
}

function regionsOf(wanted: readonly string[] | undefined, logical: readonly string[], own: readonly string[]): readonly string[] | null {
  if (wanted === undefined) return null;
  if (wanted.includes('all')) return logical;
  return wanted.map((name) => (own.includes(name) ? name : oneOf(name, logical, '--region')));
}

function credentialsOf(flags: UpdateFlags, host: Host): Credentials {
  const { env } = host;
  const key = env.TWIN_GOOGLE_API_KEY ?? env.GOOGLE_API_KEY ?? '';
  const { azureSubscription: subscription, azureOffer: offer, azureCountry } = flags;
  if ((subscription === undefined) !== (offer === undefined))
    throw usage(
      'A subscription’s own offer needs both --azure-subscription and --azure-offer.',
      'Name the offer too, such as MS-AZR-0003P.',
    );
  return {
    ...(key === '' ? {} : { googleApiKey: key }),
    awsSource: oneOf(flags.aws ?? 'auto', ['auto', 'query', 'bulk'], '--aws'),
    ...(subscription === undefined || offer === undefined
      ? {}
      : { azureRateCard: { subscription, offer, regionInfo: azureCountry ?? 'US', token: () => azureToken(host) } }),
    env,
  };
}

/** The token that the environment holds, else that of the Azure command line's sign-in. */
async function azureToken({ env }: Host): Promise<string> {
  const given = env.TWIN_AZURE_TOKEN ?? '';
  if (given !== '') return given;
  const args = ['account', 'get-access-token', '--resource', 'https://management.azure.com', '--query', 'accessToken', '--output', 'tsv'];
  return new Promise((resolve, reject) => {
    // What az writes may hold the token: none of it goes into a message.
    execFile('az', args, { timeout: 60_000 }, (error, stdout) => {
      if (error === null) resolve(stdout.trim());
      else
        reject(
          new Failure(
            EXIT.outside,
            'There is no sign-in for Azure.',
            'Run `az login`, or put a token for https://management.azure.com into TWIN_AZURE_TOKEN.',
          ),
        );
    });
  });
}

interface Teller {
  readonly at: (progress: MeterProgress) => void;
  readonly log: (line: string) => void;
  readonly end: () => void;
}

/** One line that changes at a terminal, a line for each service that is complete elsewhere; nothing with --quiet. */
function teller({ host, quiet, errorStyle }: Context): Teller {
  if (quiet) return { at: () => undefined, log: () => undefined, end: () => undefined };
  let drawn = 0;
  const clear = (): void => {
    if (drawn > 0) host.err(`\r${' '.repeat(drawn)}\r`);
    drawn = 0;
  };
  const told = new Set<string>();
  return {
    at: ({ service, region, found, wanted }) => {
      const text = `${service}, ${region}: ${found} of ${counted(wanted, 'meter')}`;
      if (host.terminal.err) {
        const line = text.slice(0, Math.max(20, host.columns - 1));
        host.err(`\r${line}${' '.repeat(Math.max(0, drawn - line.length))}`);
        drawn = line.length;
      } else if (found === wanted && !told.has(text)) {
        told.add(text);
        host.err(`${text}\n`);
      }
    },
    log: (line) => {
      clear();
      host.err(`${errorStyle.dim(line)}\n`);
    },
    end: clear,
  };
}

function summary({ before, book, file, providers }: Updated, context: Context): string {
  const { host, style } = context;
  const rows = providers.map((item) => [
    NAMES[item.provider],
    item.outcome === 'fresh' ? style.green('fresh') : style.red(item.outcome),
    String(item.read),
    String(item.changed),
    item.outcome === 'fresh' ? String(item.gaps.length) : 'all',
    String(item.requests),
  ]);
  const columns = [
    { title: 'provider' },
    { title: 'prices' },
    { title: 'read', align: 'right' },
    { title: 'changed', align: 'right' },
    { title: 'kept', align: 'right' },
    { title: 'requests', align: 'right' },
  ] as const;
  const blocks = [
    table(columns, rows, { width: host.columns, head: style.dim }),
    ...providers.flatMap((item) => troubleOf(item, before, context)),
  ];
  blocks.push(
    book === null
      ? `${style.bold('Nothing was changed:')} ${before.id} stays in force.`
      : `${style.green('✓')} ${style.bold(book.id)} is in force:\n  ${file ?? ''}\nWhat changed: twin prices diff ${before.refresh === undefined ? 'bundled' : before.createdAt.slice(0, 19).replace(/:/g, '')} current`,
  );
  return `${blocks.join('\n\n')}\n`;
}

/** Most gaps and objections that are told of a provider; --json has all. */
const MOST = 12;

function troubleOf({ provider, outcome, error, objections, gaps }: ProviderOutcome, before: PriceBook, { host, style }: Context): string[] {
  const indented = (line: string): string[] => wrap(line, host.columns - 2, '  ').map((text) => `  ${text}`);
  const remedy = (text: string): string =>
    `\n${wrap(`→ ${text}`, host.columns - 2, '  ')
      .map((line) => `  ${line}`)
      .join('\n')}`;
  const paragraph = (head: string, lines: readonly string[]): string =>
    [...wrap(head, host.columns), ...lines.slice(0, MOST).flatMap(indented), ...more(lines.length)].join('\n');
  const more = (count: number): string[] => (count > MOST ? [`  … and ${count - MOST} more: --json lists them`] : []);
  const blocks: string[] = [];
  if (error !== null)
    blocks.push(wrap(`${style.red(`${NAMES[provider]}:`)} ${error.message}`, host.columns, '  ').join('\n') + remedy(error.remedy));
  if (objections.length > 0) {
    const accepted = outcome === 'fresh';
    const head = accepted
      ? `${NAMES[provider]}: accepted all the same:`
      : `${style.red(`${NAMES[provider]} is rejected`)}, its old prices stay:`;
    const after = accepted ? '' : remedy('Look at each; if they are right, run the command again with --accept.');
    blocks.push(
      paragraph(
        head,
        objections.map(({ about, reason }) => `${about}: ${reason}`),
      ) + after,
    );
  }
  if (outcome === 'fresh') {
    const known = new Set(before.entries.map((entry) => `${entry.provider}.${entry.service}.${entry.meter}@${entry.region}`));
    const isKnown = ({ meter, region }: ProviderOutcome['gaps'][number]): boolean => known.has(`${meter}@${region}`);
    const kept = gaps.filter(isKnown);
    const lacking = gaps.filter((gap) => !isKnown(gap));
    const told = (count: number, what: string): string => `${NAMES[provider]}: ${counted(count, 'price')} not found${what}`;
    if (kept.length > 0)
      blocks.push(paragraph(told(kept.length, '; the old ones stay with their dates (--json says why):'), gapLines(kept)));
    if (lacking.length > 0)
      blocks.push(paragraph(told(lacking.length, ', and the book has none there (--json says why):'), gapLines(lacking)));
  }
  return blocks;
}

/** A line for each service: its meters, and in which regions they were not found. */
function gapLines(gaps: ProviderOutcome['gaps']): string[] {
  const services = new Map<string, { meters: Set<string>; regions: Set<string> }>();
  for (const { meter, region } of gaps) {
    const service = meter.slice(0, meter.lastIndexOf('.'));
    const row = services.get(service) ?? { meters: new Set(), regions: new Set() };
    services.set(service, row);
    row.meters.add(meter.slice(service.length + 1));
    row.regions.add(region);
  }
  return [...services].map(([service, { meters, regions }]) => `${service}: ${[...meters].join(', ')} (${[...regions].join(', ')})`);
}

function documentOf({ before, book, file, providers }: Updated): object {
  return {
    schema: 'twin-price-update/1',
    before: { id: before.id, createdAt: before.createdAt },
    book: book === null ? null : { id: book.id, createdAt: book.createdAt, file },
    providers: providers.map(({ error, ...item }) => ({
      ...item,
      error: error === null ? null : { code: error.code, message: error.message, remedy: error.remedy },
    })),
  };
}
