/** Azure's recorded pages, and a subscription's own offer, through the real clients into a book. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { lookup, type PricedMeter } from '@twin2multicloud/pricing';
import { sendJson, startClouds, type Clouds } from './clouds.ts';
import { fixture } from './recorded.ts';

const { endpointsOf, updatePrices } = await import('@twin2multicloud/pricing/fetch');

type Book = NonNullable<Awaited<ReturnType<typeof updatePrices>>['book']>;
type Options = Parameters<typeof updatePrices>[0];

const TOKEN = 'SECRET-TOKEN';
const SUBSCRIPTION = '12345678-1234-1234-1234-123456789abc';

describe('Azure’s prices in a book', () => {
  let clouds: Clouds;
  let folder: string;

  beforeEach(async () => {
    clouds = await startClouds();
    folder = mkdtempSync(path.join(tmpdir(), 'twin-azure-'));
  });

  afterEach(async () => {
    await clouds.close();
    rmSync(folder, { recursive: true });
  });

  const update = async (more: Partial<Options> = {}): Promise<{ book: Book; log: string[] }> => {
    const log: string[] = [];
    const { book, providers } = await updatePrices({
      folder,
      regions: null,
      providers: ['azure'],
      accept: false,
      credentials: { env: {} },
      endpoints: endpointsOf(clouds.endpoints),
      http: { env: {}, waitMs: 1, tries: 2 },
      signal: new AbortController().signal,
      onProgress: () => undefined,
      log: (line) => log.push(line),
      now: () => new Date('2026-11-21T12:00:00Z'),
      ...more,
    });
    assert.ok(book !== null, JSON.stringify(providers));
    return { book, log };
  };

  const tiersOf = (book: Book, region: string, meter: PricedMeter): string => {
    const found = lookup(book, 'azure', region, meter);
    assert.ok(found.ok, meter);
    const { tiers, free } = found.entry;
    return [...(free === undefined ? [] : [`${free.quantity} free`]), ...tiers.map(({ from, price }) => `${from}: ${price}`)].join(', ');
  };

  it('are what the recorded pages say, per base unit', async () => {
    const { book } = await update();
    const expected: [string, PricedMeter, string][] = [
      // Quoted per 10: the first 100,000 tens are a million.
      ['eastus', 'azure.functions.executions', '1000000 free, 0: 0.0000002'],
      ['eastus', 'azure.functions.duration', '400000 free, 0: 0.000016'],
      ['eastus', 'azure.cosmos-db.serverless', '0: 0.00000025'],
      ['eastus', 'azure.blob-hot.storage', '0: 0.0208, 51200: 0.019968, 512000: 0.019136'],
      ['eastus', 'azure.blob-cool.writes', '0: 0.00001'],
      ['westeurope', 'azure.digital-twins.operations', '0: 0.00000325'],
      ['westeurope', 'azure.blob-archive.storage', '0: 0.0018'],
      ['westeurope', 'azure.bandwidth.internet', '100 free, 0: 0.087, 10335: 0.083, 51295: 0.07, 153695: 0.05, 512095: 0.05'],
    ];
    for (const [region, meter, tiers] of expected) assert.equal(tiersOf(book, region, meter), tiers, meter);
  });

  it('are a subscription’s own where it is named, and the book holds neither token nor subscription', async () => {
    const card = fixture('azure/ratecard-ASSEMBLED.json') as { Meters: { MeterId: string }[] };
    const Meters = card.Meters.map((meter) => ({ ...meter, MeterRates: { '0': 0.002 }, IncludedQuantity: 7 }));
    clouds.faults.set('azureRateCard', (answer) => {
      sendJson(answer, { ...card, Meters });
      return true;
    });
    const azureRateCard = { subscription: SUBSCRIPTION, offer: 'MS-AZR-0003P', regionInfo: 'DE', token: () => Promise.resolve(TOKEN) };
    const { book, log } = await update({ credentials: { env: {}, azureRateCard } });
    assert.equal(tiersOf(book, 'westeurope', 'azure.digital-twins.operations'), '7000 free, 0: 0.000002');
    assert.equal(tiersOf(book, 'westeurope', 'azure.blob-archive.storage'), '0: 0.0018');
    const found = lookup(book, 'azure', 'westeurope', 'azure.digital-twins.operations');
    assert.match(found.ok ? (found.entry.source.url ?? '') : '', /RateCard\?\$filter=OfferDurableId%20eq%20'MS-AZR-0003P'/);
    assert.doesNotMatch(JSON.stringify([book, log]), new RegExp(`${TOKEN}|${SUBSCRIPTION}`));
    assert.ok(clouds.requests.every(({ api, headers }) => (api === 'azureRateCard') === (headers.authorization === `Bearer ${TOKEN}`)));
  });
});
