/**
 * Recorded pages with something wrong in them, through the readers and all of a refresh: it ends with a book that passes its check or with a reason
 * that has a remedy, and no price of 0 comes out of what is not 0.
 */
import assert from 'node:assert/strict';
import { checkPriceBook, bundledBook } from '@twin2multicloud/pricing';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readOfferFile } from './aws/offer-file.ts';
import { JsonScanError } from './aws/json-scanner.ts';
import { readProductsPage } from './aws/products-page.ts';
import { rowsOfTerms } from './aws/rows.ts';
import { readRateCard } from './azure/rate-card.ts';
import { readRetailPage, retailRows } from './azure/retail.ts';
import { FetchError, type FetchRequest, type Provider } from './contract.ts';
import { readServicesPage, readSkusPage, skuRow } from './gcp/catalog.ts';
import { refresh, type Refreshed } from './refresh.ts';
import { recorded } from './test-kit.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const URL_OF_PAGE = 'https://example.test/';

type Feed = (page: unknown, request: FetchRequest) => Promise<void> | void;

/** One page in the place of a cloud's answers, its rows handed over as that cloud's client does. */
function feedOffer(service: string, region: string): Feed {
  return async (page, { sink, now }) => {
    const list = sink.list(`bulk ${service}`, { service, region, url: URL_OF_PAGE });
    const bytes = [Buffer.from(JSON.stringify(page) ?? '')];
    const { products } = await readOfferFile(bytes, { service, url: URL_OF_PAGE, readAt: now().toISOString() }, list);
    list.end(products);
  };
}

function feedProducts(service: string, region: string): Feed {
  return (page, { sink, now }) => {
    const list = sink.list(`query ${service}`, { service, region, url: URL_OF_PAGE });
    const { products } = readProductsPage(page);
    for (const { product, onDemand } of products) {
      if (onDemand === undefined) continue;
      const { rows } = rowsOfTerms(product, onDemand, { service, url: URL_OF_PAGE, readAt: now().toISOString() });
      for (const row of rows) if (list.wants(row)) list.take(row);
    }
    list.end(products.length);
  };
}

function feedRetail(service: string, region: string): Feed {
  return (page, { sink, now, log }) => {
    const list = sink.list(`retail ${service}`, { service, region, url: URL_OF_PAGE });
    const { items, total } = readRetailPage(page);
    for (const row of retailRows(items, { now: now(), wants: (facts) => list.wants(facts), leftOut: log })) list.take(row);
    list.end(total);
  };
}

/** The card's rates over the recorded list of the service. */
function feedCard(service: string, region: string, list: string): Feed {
  return (page, { sink, now, log }) => {
    const to = sink.list(`retail ${service}`, { service, region, url: URL_OF_PAGE });
    const { rates } = readRateCard(page, { now: now(), url: URL_OF_PAGE, asked: 'USD' });
    const { items, total } = readRetailPage(recorded(list));
    for (const row of retailRows(items, { now: now(), wants: (facts) => to.wants(facts), own: rates, leftOut: log })) to.take(row);
    to.end(total);
  };
}

function feedSkus(service: string): Feed {
  return (page, { sink, now, log }) => {
    const list = sink.list(`skus ${service}`, { service, region: 'global', url: URL_OF_PAGE });
    const { skus } = readSkusPage(page);
    for (const sku of skus) {
      const row = skuRow(sku, { service, url: URL_OF_PAGE, now: now(), wants: (facts) => list.wants(facts), leftOut: log });
      if (row !== null) list.take(row);
    }
    list.end(skus.length);
  };
}

const PAGES: readonly (readonly [file: string, provider: Provider, region: string, feed: Feed])[] = [
  ['aws/bulk-AWSLambda.us-east-1.2026-05-21.slice.json', 'aws', 'us-east-1', feedOffer('AWSLambda', 'us-east-1')],
  ['aws/bulk-AWSLambda-2016-12-07.excerpt.json', 'aws', 'eu-central-1', feedOffer('AWSLambda', 'eu-central-1')],
  ['aws/bulk-AmazonDynamoDB.us-east-1.2026-06-08.slice.json', 'aws', 'us-east-1', feedOffer('AmazonDynamoDB', 'us-east-1')],
  ['aws/bulk-AmazonS3-2016-01-07.excerpt.json', 'aws', 'eu-central-1', feedOffer('AmazonS3', 'eu-central-1')],
  ['aws/getproducts-AmazonS3-us-east-1-2026-07-28.json', 'aws', 'us-east-1', feedProducts('AmazonS3', 'us-east-1')],
  ['aws/getproducts-IOTTwinMaker-eu-central-1.DERIVED.json', 'aws', 'eu-central-1', feedProducts('IOTTwinMaker', 'eu-central-1')],
  ['azure/retail-functions-eastus.json', 'azure', 'eastus', feedRetail('Functions', 'eastus')],
  ['azure/retail-blob-eastus.excerpt.json', 'azure', 'eastus', feedRetail('Storage', 'eastus')],
  ['azure/retail-bandwidth-westeurope-2026-07-17.excerpt.json', 'azure', 'westeurope', feedRetail('Bandwidth', 'westeurope')],
  ['azure/retail-digital-twins-westeurope-2026-07-17.json', 'azure', 'westeurope', feedRetail('Digital Twins', 'westeurope')],
  [
    'azure/ratecard-ASSEMBLED.json',
    'azure',
    'westeurope',
    feedCard('Digital Twins', 'westeurope', 'azure/retail-digital-twins-westeurope-2026-07-17.json'),
  ],
  ['gcp/skus-cloud-pubsub.json', 'gcp', 'europe-west1', feedSkus('A1E8-BE35-7EBC')],
  ['gcp/skus-cloud-run.excerpt.json', 'gcp', 'europe-west1', feedSkus('152E-C115-5142')],
  ['gcp/skus-firestore-us-central1.DERIVED.json', 'gcp', 'us-central1', feedSkus('EE2C-7FAC-5E08')],
  ['gcp/skus-cloud-storage.excerpt.json', 'gcp', 'europe-west2', feedSkus('95FF-2EF5-5EA1')],
  ['gcp/skus-compute-e2.SYNTHETIC-IDS.json', 'gcp', 'europe-west1', feedSkus('6F81-5844-456A')],
];

/** A refresh of one cloud whose whole answer is the page; what the sentinel says is overruled, so that everything gets as far as it can. */
function refreshWith(page: unknown, [, provider, region, feed]: (typeof PAGES)[number]): Promise<Refreshed> {
  return refresh({
    base: bundledBook(),
    providers: [provider],
    regions: [region],
    accept: true,
    credentials: {},
    endpoints: {},
    http: { env: {} },
    signal: new AbortController().signal,
    onProgress: () => undefined,
    log: () => undefined,
    now: () => NOW,
    client: () =>
      Promise.resolve(async (request) => {
        try {
          await feed(page, request);
        } catch (error) {
          // The client makes a FetchError of it.
          if (error instanceof JsonScanError) throw new FetchError(error.kind, error.message, 'Try again.');
          throw error;
        }
      }),
  });
}

/** What a sentence for a person never says. */
const NOISE = /undefined|NaN|\[object/;

function checkOutcome({ book, providers: [outcome] }: Refreshed): void {
  assert.ok(outcome);
  if (outcome.error !== null) {
    assert.match(outcome.error.message, /\S/);
    assert.match(outcome.error.remedy, /\S/);
    assert.doesNotMatch(outcome.error.message, NOISE);
  }
  for (const { reason } of outcome.gaps) assert.doesNotMatch(reason, NOISE);
  if (book === null) return;
  assert.deepEqual(checkPriceBook(book), { ok: true, book });
  for (const entry of book.entries) {
    const { tiers } = entry;
    for (const { price } of tiers) assert.ok(Number.isFinite(Number(price)) && Number(price) >= 0);
    assert.ok(
      tiers.every(({ price }) => Number(price) > 0),
      `${entry.service}.${entry.meter} in ${entry.region} costs nothing`,
    );
  }
}

/** Everything that a value of an answer may be instead of what was promised, but a plain 0: that is a price of nothing, and tested elsewhere. */
const STRANGE = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    '',
    ' ',
    'nothing',
    '-1',
    '-0',
    '1e999',
    'Infinity',
    '1e-7',
    '1,5',
    '0x10',
    '٣',
    [],
    {},
    [null],
    [[]],
  ),
  fc.constantFrom<unknown>(-1, 1e300, 1e-300, 1e21, 0.1 + 0.2, '9'.repeat(80), `0.${'0'.repeat(70)}1`, '__proto__', '\ufeff1', 'Inf'),
  fc.constantFrom<unknown>(
    '1 Hour',
    '10K',
    '100 GB/Month',
    'GiBy.mo',
    'EUR',
    'CNY',
    'Consumption',
    'Reservation',
    '2099-01-01T00:00:00Z',
    '2026-13-45',
  ),
  fc.string().filter((text) => !/undefined|NaN|\[object/.test(text)),
  fc.double({ noDefaultInfinity: true, noNaN: true, min: 1e-9 }),
);

type Holder = Record<string, unknown>;

/** All members of the page, also those inside PriceList's texts once these are taken apart. */
function placesOf(value: unknown, found: [Holder, string][] = []): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value as Holder, key]);
    placesOf((value as Holder)[key], found);
  }
  return found;
}

/** A page whose JSON texts are objects, which its reader takes too. */
function opened(file: string): unknown {
  const page = recorded(file) as Holder;
  return Array.isArray(page.PriceList) ? { ...page, PriceList: page.PriceList.map((text) => JSON.parse(String(text)) as unknown) } : page;
}

const CHANGE = fc.record({
  at: fc.nat(1_000_000),
  how: fc.constantFrom('replace', 'remove', 'twice', 'shuffle', 'rename'),
  value: STRANGE,
});

function change(page: unknown, { at, how, value }: { at: number; how: string; value: unknown }): void {
  const places = placesOf(page);
  const [holder, key] = places[at % Math.max(1, places.length)] ?? [];
  if (holder === undefined || key === undefined) return;
  // Gaps in a list are no JSON.
  if (how === 'remove' && Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (how === 'remove') Reflect.deleteProperty(holder, key);
  else if (how === 'twice') {
    if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
    else holder[`${key}2`] = structuredClone(holder[key]);
  } else if (how === 'shuffle' && Array.isArray(holder[key])) holder[key].reverse();
  else if (how === 'rename' && !Array.isArray(holder)) {
    const kept = holder[key];
    Reflect.deleteProperty(holder, key);
    holder[key.toLowerCase()] = kept;
  } else holder[key] = value;
}

describe('pages with something wrong in them', function () {
  this.timeout(60_000);
  for (const page of PAGES) {
    const [file] = page;
    it(`${file}: end in a sound book, or in a reason with a remedy`, async () => {
      const intact = await refreshWith(opened(file), page);
      checkOutcome(intact);
      assert.equal(intact.providers[0]?.error, null);
      assert.ok((intact.providers[0]?.read ?? 0) > 0, 'nothing of it is a price of ours');
      await fc.assert(
        fc.asyncProperty(fc.array(CHANGE, { minLength: 1, maxLength: 4 }), async (changes) => {
          const broken = opened(file);
          for (const one of changes) change(broken, one);
          checkOutcome(await refreshWith(broken, page));
        }),
        { numRuns: 100 },
      );
    });
  }

  it('any JSON whatever in the place of a page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom(...PAGES), async (json, page) => {
        checkOutcome(await refreshWith(json, page));
      }),
      { numRuns: 300 },
    );
    for (const json of [{ services: [{}] }, [], 'x', null, { services: 'many' }]) assert.throws(() => readServicesPage(json), FetchError);
  });
});
