import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DAYS_PER_MONTH } from '@twin2multicloud/topology';
import { flatBook, type FlatBookOptions } from '../../../test/fixtures/flat-book.ts';
import { twinOf } from '../../../test/fixtures/twin.ts';
import { METER_IDS } from './activations.ts';
import { priceOf } from './meters/tiers.ts';
import type { PriceBook } from './price-book.ts';
import { ratesFor, regionsOf, type Rates } from './rates.ts';

const twin = (body = '') => twinOf(`twin T {\n${body}\n devices a { count 1  every 1 s  payload 1 KB }\n}`);
const ratesOf = (options: FlatBookOptions, body = ''): Rates => ratesFor(flatBook(options), twin(body));
const indexOf = (id: string): number => METER_IDS.findIndex((meter) => meter === id);

function price(rates: Rates, id: string, quantity: number): number {
  const rate = rates.meters[indexOf(id)];
  assert.ok(rate, `no rate for ${id}`);
  return priceOf(rate.rate, quantity);
}

describe('rates: prices and allowances', () => {
  it('are tiers with absolute bounds', () => {
    const rates = ratesOf({
      prices: {
        'aws.data-transfer.internet': [
          [0, 3],
          [100, 2],
          [200, 1],
        ],
      },
    });
    assert.deepEqual(
      [0, 100, 150, 200, 1000].map((quantity) => price(rates, 'aws.data-transfer.internet', quantity)),
      [0, 300, 400, 500, 1300],
    );
  });

  it('deduct an allowance of a month inside the first tiers', () => {
    const rates = ratesOf({
      prices: {
        'aws.lambda.requests': [
          [0, 3],
          [100, 2],
        ],
      },
      free: { 'aws.lambda.requests': 120 },
    });
    assert.deepEqual(
      [0, 100, 120, 150].map((quantity) => price(rates, 'aws.lambda.requests', quantity)),
      [0, 0, 0, 60],
    );
  });

  it('count a daily allowance for each day of the month', () => {
    const rates = ratesOf({ free: { 'gcp.firestore.reads': { quantity: '24', period: 'day' } } });
    assert.equal(price(rates, 'gcp.firestore.reads', 24 * DAYS_PER_MONTH), 0);
    assert.ok(Math.abs(price(rates, 'gcp.firestore.reads', 1000) - 270) < 1e-9);
  });

  it('give three jobs for nothing, a job being 31 days', () => {
    const rates = ratesOf({ free: { 'gcp.scheduler.jobs': 3 } });
    assert.equal(price(rates, 'gcp.scheduler.jobs', (3 * DAYS_PER_MONTH) / 31), 0);
    assert.ok(Math.abs(price(rates, 'gcp.scheduler.jobs', (4 * DAYS_PER_MONTH) / 31) - DAYS_PER_MONTH / 31) < 1e-12);
  });

  it('leave allowances out with `free-tier off`, or where the caller says so', () => {
    const options: FlatBookOptions = { free: { 'aws.lambda.requests': 100 } };
    assert.equal(price(ratesOf(options), 'aws.lambda.requests', 150), 50);
    assert.equal(price(ratesOf(options, 'free-tier off'), 'aws.lambda.requests', 150), 150);
    const book = flatBook(options);
    assert.equal(price(ratesFor(book, twin('free-tier off'), { freeTier: true }), 'aws.lambda.requests', 150), 50);
    assert.equal(price(ratesFor(book, twin(), { freeTier: false }), 'aws.lambda.requests', 150), 150);
  });

  it('keep a rate without the allowance for comparing plans', () => {
    const rate = ratesOf({ free: { 'gcp.cloud-run.cpu': 100 } }).meters[indexOf('gcp.cloud-run.cpu')];
    assert.ok(rate);
    assert.deepEqual([priceOf(rate.rate, 150), priceOf(rate.listRate, 150)], [50, 150]);
  });
});

describe('rates: what is not there', () => {
  it('is `missing` where the book has no entry, and `ambiguous` where it has several', () => {
    const book = flatBook({ without: ['aws.lambda.requests'] });
    const [first] = book.entries.filter((entry) => entry.service === 'dynamodb');
    assert.ok(first);
    const twice: PriceBook = { ...book, entries: [...book.entries, { ...first, region: 'global' }] };
    const rates = ratesFor(twice, twin());
    assert.equal(rates.meters[indexOf('aws.lambda.requests')], null);
    assert.equal(rates.missing[indexOf('aws.lambda.requests')], 'missing');
    const doubled = indexOf(`aws.dynamodb.${first.meter}`);
    assert.equal(rates.meters[doubled], null);
    assert.equal(rates.missing[doubled], 'ambiguous');
    assert.equal(rates.missing[indexOf('aws.lambda.duration')], null);
  });

  it('takes a `global` entry for every region', () => {
    const book = flatBook();
    const global: PriceBook = {
      ...book,
      entries: book.entries.flatMap((entry) =>
        entry.provider !== 'azure' || entry.service !== 'bandwidth'
          ? [entry]
          : entry.region === 'eastus'
            ? [{ ...entry, region: 'global' }]
            : [],
      ),
    };
    assert.equal(price(ratesFor(global, twin()), 'azure.bandwidth.internet', 7), 7);
    assert.equal(price(ratesFor(global, twin('region us-east')), 'azure.bandwidth.internet', 7), 7);
  });

  it('knows no bundle unless a tier says how many entities it holds', () => {
    const plan = { name: 'T', fee: '5', maxEntities: 10, includedCalls: 0, includedQueries: 0, callPrice: '0', queryPrice: '0' };
    const bundle = indexOf('aws.twinmaker.bundle');
    assert.equal(ratesOf({}).meters[bundle], null);
    assert.equal(ratesOf({ bundles: [{ ...plan, maxEntities: null }] }).meters[bundle], null);
    assert.deepEqual(ratesOf({ bundles: [plan] }).meters[bundle]?.plan, [plan]);
  });

  it('keeps the services that the region lacks, of that region alone', () => {
    const options: FlatBookOptions = {
      unavailable: [{ provider: 'aws', region: 'eu-central-1', service: 'twinmaker', reason: 'not there' }],
    };
    assert.deepEqual([...ratesOf(options).unavailable], [['aws.twinmaker', 'not there']]);
    assert.equal(ratesOf(options, 'region us-east').unavailable.size, 0);
  });
});

describe('rates: regions', () => {
  it('are those of the logical region, or named one by one', () => {
    assert.deepEqual(regionsOf(flatBook(), twin().region), { aws: 'eu-central-1', azure: 'westeurope', gcp: 'europe-west1' });
    assert.deepEqual(regionsOf(flatBook(), twin('region us-east\n region azure westeurope').region), {
      aws: 'us-east-1',
      azure: 'westeurope',
      gcp: 'us-east1',
    });
  });

  it('that the book does not know leave their cloud without rates', () => {
    const moon = ratesOf({}, 'region moon-base');
    assert.deepEqual(moon.regions, { aws: '', azure: '', gcp: '' });
    assert.deepEqual([...moon.unknownRegions], ['aws', 'azure', 'gcp']);
    assert.deepEqual([...ratesOf({}, 'region aws eu-south-2').unknownRegions], ['aws']);
    assert.equal(ratesOf({}).unknownRegions.size, 0);
  });

  it('are compiled once for each combination of a book', () => {
    const book = flatBook();
    assert.equal(ratesFor(book, twin()), ratesFor(book, twin()));
    assert.notEqual(ratesFor(book, twin()), ratesFor(book, twin('region us-east')));
    assert.notEqual(ratesFor(book, twin()), ratesFor(book, twin('free-tier off')));
    assert.notEqual(ratesFor(book, twin()), ratesFor(flatBook(), twin()));
  });
});
