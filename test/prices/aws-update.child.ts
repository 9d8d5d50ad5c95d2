/** Updates AWS's prices from the public offer files of the endpoints in its arguments, and prints what it cost: run as a process of its own. */
import { readFileSync } from 'node:fs';
import type { PriceTier } from '@twin2multicloud/cost';

/** What it prints, as JSON. */
export interface Report {
  /** From the first request to the new book. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most memory that the process ever had, with the pages of Node's own program file that happen to be mapped. */
  readonly peakBytes: number;
  /** The same without those pages: how many of them are mapped is the machine's affair. */
  readonly ownPeakBytes: number;
  /** S3 Standard's storage in us-east-1. */
  readonly tiers: readonly PriceTier[] | undefined;
  readonly url: string | null | undefined;
  readonly error: string | null;
}

const [endpoints = '', folder = ''] = process.argv.slice(2);
const { endpointsOf, updatePrices } = await import('@twin2multicloud/pricing/fetch');

// What loading the sources took is no part of it.
const before = process.cpuUsage();
const started = performance.now();
const { book, providers } = await updatePrices({
  folder,
  regions: null,
  providers: ['aws'],
  accept: true,
  credentials: { awsSource: 'bulk', env: {} },
  endpoints: endpointsOf(endpoints),
  http: { env: {}, waitMs: 1, tries: 1 },
  signal: new AbortController().signal,
  onProgress: () => undefined,
  log: () => undefined,
  now: () => new Date('2026-11-21T12:00:00Z'),
});
const cpu = process.cpuUsage(before);
const storage = book?.entries.find(
  ({ region, service, meter }) => region === 'us-east-1' && service === 's3-standard' && meter === 'storage',
);
// Kilobytes, the most that the process ever had.
const peakBytes = process.resourceUsage().maxRSS * 1024;
const report: Report = {
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: (cpu.user + cpu.system) / 1e6,
  peakBytes,
  ownPeakBytes: peakBytes - mappedFileBytes(),
  tiers: storage?.tiers,
  url: storage?.source.url,
  error: providers[0]?.error?.message ?? null,
};
console.log(JSON.stringify(report));

/** Pages of files only become more, so the last count is that of the peak. 0 where the system does not tell. */
function mappedFileBytes(): number {
  if (process.platform !== 'linux') return 0;
  const [, kilobytes = '0'] = /^RssFile:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
