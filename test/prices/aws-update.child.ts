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
  /** The most that was its own, looked at every few milliseconds: which pages of files are mapped, and when they go, is the machine's affair. */
  readonly ownPeakBytes: number;
  /** S3 Standard's storage in us-east-1. */
  readonly tiers: readonly PriceTier[] | undefined;
  readonly url: string | null | undefined;
  readonly error: string | null;
}

const [endpoints = '', folder = ''] = process.argv.slice(2);
const { endpointsOf, updatePrices } = await import('@twin2multicloud/pricing/fetch');

let ownPeakBytes = 0;
const look = (): void => {
  ownPeakBytes = Math.max(ownPeakBytes, ownBytes());
};
const looking = setInterval(look, 5);

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
look();
clearInterval(looking);
const storage = book?.entries.find(
  ({ region, service, meter }) => region === 'us-east-1' && service === 's3-standard' && meter === 'storage',
);
// Kilobytes, the most that the process ever had.
const peakBytes = process.resourceUsage().maxRSS * 1024;
const report: Report = {
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: (cpu.user + cpu.system) / 1e6,
  peakBytes,
  ownPeakBytes,
  tiers: storage?.tiers,
  url: storage?.source.url,
  error: providers[0]?.error?.message ?? null,
};
console.log(JSON.stringify(report));

/** Memory that stands for no file. All of it where the system does not tell them apart. */
function ownBytes(): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss();
  const [, kilobytes = '0'] = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
