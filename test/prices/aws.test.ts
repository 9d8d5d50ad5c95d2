/** AWS's recorded answers, by the Query API and by the public offer files, through the real client into a book; and a file of hundreds of MB. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { lookup, type PricedMeter } from '@twin2multicloud/pricing';
import { streamedUpdate } from './aws-stream.ts';
import { startClouds, type Clouds } from './clouds.ts';
import { offerFile, type RecordedOffer } from './offer-file.ts';
import { fixture } from './recorded.ts';

const { endpointsOf, updatePrices } = await import('@twin2multicloud/pricing/fetch');

type Updated = Awaited<ReturnType<typeof updatePrices>>;
type Book = NonNullable<Updated['book']>;
type Credentials = Parameters<typeof updatePrices>[0]['credentials'];

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIASECRET', AWS_SECRET_ACCESS_KEY: 'SECRET-KEY', AWS_SESSION_TOKEN: 'SECRET-SESSION' };
const QUERY: Credentials = { awsSource: 'auto', env: KEYS };
const BULK: Credentials = { awsSource: 'auto', env: {} };

describe('AWS’s prices in a book', () => {
  let clouds: Clouds;
  let folder: string;

  beforeEach(async () => {
    clouds = await startClouds();
    folder = mkdtempSync(path.join(tmpdir(), 'twin-aws-'));
  });

  afterEach(async () => {
    await clouds.close();
    rmSync(folder, { recursive: true });
  });

  const update = async (credentials: Credentials): Promise<{ book: Book; log: string[]; providers: Updated['providers'] }> => {
    const log: string[] = [];
    const { book, providers } = await updatePrices({
      folder,
      regions: null,
      providers: ['aws'],
      accept: false,
      credentials,
      endpoints: endpointsOf(clouds.endpoints),
      http: { env: {}, waitMs: 1, tries: 2 },
      signal: new AbortController().signal,
      onProgress: () => undefined,
      log: (line) => log.push(line),
      now: () => new Date('2026-11-21T12:00:00Z'),
    });
    assert.ok(book !== null, JSON.stringify(providers));
    return { book, log, providers };
  };

  const priceOf = (book: Book, region: string, meter: PricedMeter): string => {
    const found = lookup(book, 'aws', region, meter);
    assert.ok(found.ok, meter);
    const { tiers, free, source, status } = found.entry;
    const price = [...(free === undefined ? [] : [`${free.quantity} free`]), ...tiers.map((tier) => `${tier.from}: ${tier.price}`)].join(
      ', ',
    );
    return `${source.id} ${status} ${price}`;
  };

  const expected: [string, PricedMeter, string][] = [
    ['us-east-1', 'aws.lambda.requests', 'GU2ZS9HVP6QTQ7KE confirmed 1000000 free, 0: 0.0000002'],
    [
      'us-east-1',
      'aws.lambda.duration',
      'TG3M4CAGBA3NYQBH confirmed 400000 free, 0: 0.0000166667, 6000000000: 0.000015, 15000000000: 0.0000133334',
    ],
    ['us-east-1', 'aws.eventbridge.events', 'ZA92ERYNKX457AJD confirmed 0: 0.000001'],
    ['us-east-1', 'aws.dynamodb.writes', 'FGXVD96DKJMUASY3 confirmed 0: 0.000000625'],
    // The first 25 GB are a tier of price 0 in the list, and an allowance in the book.
    ['us-east-1', 'aws.dynamodb.storage', 'F3E2EDSYC6ZNW7XP confirmed 25 free, 0: 0.25'],
    ['us-east-1', 'aws.s3-standard.storage', 'WP9ANXZGBYYSGJEA confirmed 0: 0.023, 51200: 0.022, 512000: 0.021'],
    ['us-east-1', 'aws.s3-infrequent-access.storage', '379GYJUQ5WFBUYGM confirmed 0: 0.0125'],
    ['eu-central-1', 'aws.lambda.requests', 'CKZQ3D25MV9ET243 confirmed 1000000 free, 0: 0.0000002'],
    ['eu-central-1', 'aws.twinmaker.entities', '277WAXHAJDXEASP4 confirmed 0: 0.0525'],
    ['eu-central-1', 'aws.twinmaker.calls', 'TZZT53KGACG9PBQP confirmed 0: 0.00000165'],
  ];

  it('are what the recorded answers say, from the public offer files where there are no credentials', async () => {
    const { book, log } = await update(BULK);
    for (const [region, meter, price] of expected) assert.equal(priceOf(book, region, meter), price, meter);
    assert.deepEqual(log, ['No AWS credentials: reading the public offer files.']);
    assert.ok(clouds.requests.every(({ api, headers }) => api === 'awsBulk' && headers.authorization === undefined));
  });

  it('are the same through the Query API where there are, and no key gets into the book or the log', async () => {
    const { book, log } = await update(QUERY);
    for (const [region, meter, price] of expected) assert.equal(priceOf(book, region, meter), price, meter);
    assert.ok(clouds.requests.every(({ api, headers }) => api === 'awsQuery' && headers.authorization?.includes('AKIASECRET') === true));
    assert.doesNotMatch(JSON.stringify([book, log]), /SECRET/);
  });

  it('fall back to the public offer files where the credentials may not read prices', async () => {
    clouds.faults.set('awsQuery', (answer) => {
      answer.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end('{"__type":"AccessDeniedException"}');
      return true;
    });
    const { book, log } = await update(QUERY);
    for (const [region, meter, price] of expected) assert.equal(priceOf(book, region, meter), price, meter);
    assert.match(log.join(' '), /does not let these credentials read price lists/);
    assert.doesNotMatch(JSON.stringify([book, log]), /SECRET/);
  });

  it('come out of an offer file of 200 MB in less than 150 MB of memory, at 50 MB and more a second', async function () {
    this.timeout(180_000);
    const { bytes, tiers, url, error, ownPeakBytes, cpuSeconds } = await streamedUpdate(200e6);
    assert.equal(error, null);
    assert.ok(bytes >= 200e6);
    assert.deepEqual(tiers, [
      { from: '0', price: '0.023' },
      { from: '51200', price: '0.022' },
      { from: '512000', price: '0.021' },
    ]);
    assert.match(url ?? '', /127\.0\.0\.1.*\/AmazonS3\/\d+\/us-east-1\/index\.json$/);
    // Far below, so that it stays below 150 MB with any share of Node's program file in memory (bench/offer-file.ts has the whole).
    assert.ok(ownPeakBytes > 20e6 && ownPeakBytes < 100e6, `${Math.round(ownPeakBytes / 1e6)} MB of memory`);
    // Of its own time: what others take of the machine is none of the parser's.
    assert.ok(bytes / cpuSeconds >= 50e6, `${Math.round(bytes / cpuSeconds / 1e6)} MB in a second of the processor`);
  });

  it('are streamed from a file that JSON.parse reads too', () => {
    const recorded = fixture('aws/bulk-AmazonS3.us-east-1.2026-05-28.slice.json') as RecordedOffer;
    const text = Buffer.concat([...offerFile(recorded, 3e6)]).toString('utf8');
    const { products, terms } = JSON.parse(text) as RecordedOffer & { terms: { Reserved: object } };
    assert.deepEqual(products.WP9ANXZGBYYSGJEA, recorded.products.WP9ANXZGBYYSGJEA);
    assert.ok(Object.keys(products).length > 1000);
    assert.ok(Object.keys(terms.OnDemand).length > 500);
    assert.ok(Object.keys(terms.Reserved).length > 500);
  });
});
