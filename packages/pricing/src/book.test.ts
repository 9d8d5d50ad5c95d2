import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { METERS, type PriceEntry } from '@twin2multicloud/cost';
import { before, describe, it } from 'mocha';
import { bundledBook, compare, isDecimal, type PricedMeter } from './index.ts';

const book = bundledBook();
const SOURCES = new URL('../sources/', import.meta.url);
const REGIONS = ['eu-central', 'us-east'] as const;

function entryOf(meter: PricedMeter, logical: (typeof REGIONS)[number]): PriceEntry {
  const provider = meter.split('.')[0] as PriceEntry['provider'];
  const region = book.regions[logical]![provider];
  const found = book.entries.filter((entry) => `${entry.provider}.${entry.service}.${entry.meter}` === meter && entry.region === region);
  assert.equal(found.length, 1, `${meter} in ${logical}`);
  return found[0]!;
}

describe('the bundled book', () => {
  it('has exactly one price of every meter in both regions, and no other', () => {
    const wanted = REGIONS.flatMap((logical) => (Object.keys(METERS) as PricedMeter[]).map((meter) => entryOf(meter, logical)));
    assert.equal(wanted.length, book.entries.length);
  });

  it('has no price of 0 anywhere, and only decimal strings', () => {
    for (const { tiers, service, meter, free, range } of book.entries) {
      for (const tier of tiers) {
        assert.ok(isDecimal(tier.price) && compare(tier.price, '0') > 0, `${service}.${meter}`);
        assert.ok(isDecimal(tier.from));
      }
      if (free) assert.ok(compare(free.quantity, '0') > 0);
      // A range holds the first tier's price, and leaves room.
      if (range) assert.ok(compare(range.low, tiers[0]!.price) <= 0 && compare(tiers[0]!.price, range.high) <= 0, `${service}.${meter}`);
      if (range) assert.ok(compare(range.low, range.high) < 0, `${service}.${meter}`);
    }
  });

  it('has falling tiers: a larger quantity is never dearer', () => {
    for (const { tiers, service, meter } of book.entries) {
      for (let i = 1; i < tiers.length; i++) assert.ok(compare(tiers[i]!.price, tiers[i - 1]!.price) <= 0, `${service}.${meter}`);
    }
  });

  it('says why of every unconfirmed entry, and of no confirmed one', () => {
    for (const { status, why, service, meter } of book.entries) {
      assert.equal(why !== undefined, status === 'unconfirmed', `${service}.${meter}`);
      if (why !== undefined) assert.match(why, /^[A-Za-z].{15,}\.$/, `${service}.${meter}`);
    }
  });

  it('keeps the two regions within a factor of two of each other', () => {
    // A slip in a unit of measure is a factor of ten at least. A single price, archive storage on AWS, differs by 1.8.
    for (const meter of Object.keys(METERS) as PricedMeter[]) {
      const [eu, us] = REGIONS.map((logical) => Number(entryOf(meter, logical).tiers[0]!.price)) as [number, number];
      assert.ok(eu / us < 2 && us / eu < 2, `${meter}: ${eu} and ${us}`);
    }
  });

  it('has no allowance of twelve months', () => {
    const free = new Set(
      book.entries.filter((entry) => entry.free).map(({ provider, service, meter }) => `${provider}.${service}.${meter}`),
    );
    for (const meter of [
      'aws.iot-core.messages',
      'aws.iot-core.connectivity',
      'aws.iot-core.rules',
      'aws.s3-standard.storage',
      'aws.twinmaker.calls',
    ]) {
      assert.ok(!free.has(meter), meter);
    }
  });

  it('has an allowance only of the same unit and size in both regions, or in one of them', () => {
    for (const meter of Object.keys(METERS) as PricedMeter[]) {
      const [eu, us] = REGIONS.map((logical) => entryOf(meter, logical).free) as [PriceEntry['free'], PriceEntry['free']];
      if (eu && us) assert.deepEqual([eu.quantity, eu.period, eu.scope], [us.quantity, us.period, us.scope], meter);
      else if (us) assert.ok(['gcp.network.internet', 'gcp.storage-standard.storage'].includes(meter), meter);
      else assert.equal(eu, undefined, meter);
    }
  });
});

describe('the evidence of the bundled book', () => {
  const responses = new Map<string, string>();
  before(async () => {
    const classes = await readFile(new URL('fixtures/README.md', SOURCES), 'utf8');
    assert.match(classes, /Trust classes/);
    for (const cloud of ['aws', 'azure', 'gcp']) {
      for (const name of await readdir(new URL(`fixtures/${cloud}/`, SOURCES))) {
        if (/DERIVED|ASSEMBLED|SYNTHETIC|2016/.test(name)) continue;
        responses.set(`${cloud}/${name}`, await readFile(new URL(`fixtures/${cloud}/${name}`, SOURCES), 'utf8'));
      }
    }
  });

  it('confirms only what a recorded response of that cloud holds, by id', () => {
    const confirmed = book.entries.filter((entry) => entry.status === 'confirmed');
    assert.ok(confirmed.length >= 40);
    for (const { provider, source, region } of confirmed) {
      assert.equal(source.kind, 'api');
      const files = [...responses].filter(([name, text]) => name.startsWith(`${provider}/`) && text.includes(source.id));
      assert.ok(files.length > 0, source.id);
      const ofRegion = files.some(([, text]) => text.includes(region) || text.includes('GLOBAL') || text.includes('EU (Frankfurt)'));
      assert.ok(ofRegion, `${source.id} in ${region}`);
      assert.ok(source.readAt >= '2026');
    }
  });

  it('names a place for every number', () => {
    for (const { source } of book.entries) {
      assert.ok(source.id.length > 8, source.id);
      assert.ok(source.url === null || source.url.startsWith('https://'), source.id);
    }
    for (const limit of book.limits) assert.ok(limit.source.length > 10, limit.id);
  });

  it('says of a tier that its record does not reach', () => {
    const tiers = entryOf('aws.lambda.duration', 'eu-central').tiers;
    assert.deepEqual(
      tiers.map((tier) => tier.status),
      [undefined, 'unconfirmed', 'unconfirmed'],
    );
  });
});

/** Read from the recorded responses by eye: meter, region, prices by tier, allowance, id. */
const BY_HAND: readonly [PricedMeter, (typeof REGIONS)[number], Record<string, string>, string | null, string][] = [
  ['aws.lambda.requests', 'us-east', { 0: '0.0000002' }, '1000000', 'GU2ZS9HVP6QTQ7KE'],
  ['aws.lambda.requests', 'eu-central', { 0: '0.0000002' }, '1000000', 'CKZQ3D25MV9ET243'],
  ['aws.lambda.duration', 'us-east', { 0: '0.0000166667', 6000000000: '0.000015', 15000000000: '0.0000133334' }, '400000', 'TG3M4CAGBA3NYQBH'],
  ['aws.lambda.duration', 'eu-central', { 0: '0.0000166667', 6000000000: '0.000015', 15000000000: '0.0000133334' }, '400000', 'S4ZKFHQ6B28FBYVW'],
  ['aws.eventbridge.events', 'us-east', { 0: '0.000001' }, null, 'ZA92ERYNKX457AJD'],
  ['aws.dynamodb.writes', 'us-east', { 0: '0.000000625' }, null, 'FGXVD96DKJMUASY3'],
  ['aws.dynamodb.reads', 'us-east', { 0: '0.000000125' }, null, '4W4ZMC46EHE8XTTZ'],
  ['aws.dynamodb.storage', 'us-east', { 0: '0.25' }, '25', 'F3E2EDSYC6ZNW7XP'],
  ['aws.s3-infrequent-access.storage', 'us-east', { 0: '0.0125' }, null, '379GYJUQ5WFBUYGM'],
  ['aws.s3-standard.storage', 'us-east', { 0: '0.023', 51200: '0.022', 512000: '0.021' }, null, 'WP9ANXZGBYYSGJEA'],
  ['aws.twinmaker.entities', 'eu-central', { 0: '0.0525' }, null, '277WAXHAJDXEASP4'],
  ['aws.twinmaker.calls', 'eu-central', { 0: '0.00000165' }, null, 'TZZT53KGACG9PBQP'],
  ['aws.twinmaker.queries', 'eu-central', { 0: '0.0000525' }, null, 'KP52FAAHMP3DKUXG'],
  ['azure.functions.executions', 'us-east', { 0: '0.0000002' }, '1000000', '4e5cd9e2-c20f-4d7f-acbe-58931b8b49ef'],
  ['azure.functions.duration', 'us-east', { 0: '0.000016' }, '400000', '2a384075-01d7-4f66-a84a-0eed3ca58876'],
  ['azure.cosmos-db.serverless', 'us-east', { 0: '0.00000025' }, null, 'f7aeda1d-30d1-5681-b35a-e2f35760a007'],
  ['azure.cosmos-db.autoscale', 'us-east', { 0: '0.012' }, '7300', '73a9758d-a043-46f4-804b-d4a4b0c063ff'],
  ['azure.cosmos-db.provisioned', 'us-east', { 0: '0.008' }, '7300', '65d4ded2-41ae-43a8-bb68-3c200e1ba864'],
  ['azure.cosmos-db.storage', 'us-east', { 0: '0.25' }, '25', '56f07b6a-c7d9-490f-a196-a7ee08e28712'],
  ['azure.cosmos-db.storage', 'eu-central', { 0: '0.25' }, '25', 'aa57abaf-ec18-4387-9348-07b177eab8db'],
  ['azure.blob-cool.writes', 'us-east', { 0: '0.00001' }, null, '4e435593-08e3-4159-9c2f-374618fd11f0'],
  ['azure.blob-cool.reads', 'us-east', { 0: '0.000001' }, null, '003afa77-88c3-4da1-9464-69f643721f8b'],
  ['azure.blob-cool.storage', 'us-east', { 0: '0.0152' }, null, '5d16be88-bfc0-4f33-bb0a-826eb941c13f'],
  ['azure.blob-cool.storage', 'eu-central', { 0: '0.01' }, null, '8bf84600-37ce-42ab-a6d7-0c322aed8182'],
  ['azure.blob-cool.retrieval', 'us-east', { 0: '0.01' }, null, '7fee4018-c73d-4765-9c46-98b2b9b57b16'],
  ['azure.blob-archive.writes', 'us-east', { 0: '0.00001' }, null, '3f23ddff-ea93-477a-9d5e-e9337e4cc3c1'],
  ['azure.blob-archive.storage', 'us-east', { 0: '0.00099' }, null, 'c6206a46-dca7-42b5-9c49-5536b8c65ad7'],
  ['azure.blob-archive.storage', 'eu-central', { 0: '0.0018' }, null, '7d07cbf5-5686-4123-9ebe-36ca3e461c43'],
  ['azure.blob-archive.retrieval', 'us-east', { 0: '0.02' }, null, 'dc975116-decc-4cc6-a214-8e119e590574'],
  ['azure.blob-hot.storage', 'us-east', { 0: '0.0208', 51200: '0.019968', 512000: '0.019136' }, null, '272492b3-1c92-4a5f-bee9-52a8e10ca514'],
  ['azure.digital-twins.operations', 'eu-central', { 0: '0.00000325' }, null, '07468ba4-7fcc-5483-ac11-db92ef466bd0'],
  ['azure.digital-twins.query-units', 'eu-central', { 0: '0.00000065' }, null, '922d2f08-f5b6-5efe-a33b-0778db401639'],
  ['azure.bandwidth.internet', 'eu-central', { 0: '0.087', 10335: '0.083', 51295: '0.07', 153695: '0.05', 512095: '0.05' }, '100', '9995d93a-7d35-4d3f-9c69-7a7fea447ef4'],
  ['gcp.pubsub.throughput', 'eu-central', { 0: '40' }, '0.009765625', '027D-B6C7-CCA2'],
  ['gcp.pubsub.throughput', 'us-east', { 0: '40' }, '0.009765625', '027D-B6C7-CCA2'],
  ['gcp.cloud-run.requests', 'eu-central', { 0: '0.0000004' }, '2000000', '2DA5-55D3-E679'],
  ['gcp.cloud-run.cpu', 'eu-central', { 0: '0.000024' }, '180000', '4856-B847-F1EB'],
  ['gcp.cloud-run.memory', 'us-east', { 0: '0.0000025' }, '360000', '02A2-9231-36A6'],
  ['gcp.network.internet', 'eu-central', { 0: '0.12', 1024: '0.11', 10240: '0.08' }, null, '22EB-AAE8-FBCD'],
  ['gcp.network.internet', 'us-east', { 0: '0.12', 1024: '0.11', 10240: '0.08' }, '1', '22EB-AAE8-FBCD'],
]; // prettier-ignore

describe('prices read from the recorded responses by hand', () => {
  for (const [meter, logical, prices, free, id] of BY_HAND) {
    it(`${meter} in ${logical}`, () => {
      const entry = entryOf(meter, logical);
      assert.deepEqual(Object.fromEntries(entry.tiers.map((tier) => [tier.from, tier.price])), prices);
      assert.equal(entry.free?.quantity ?? null, free);
      assert.equal(entry.source.id, id);
      assert.equal(entry.status, 'confirmed');
    });
  }

  it('are all the confirmed ones but three, which are the same record in the other region', () => {
    const confirmed = book.entries.filter((entry) => entry.status === 'confirmed');
    assert.equal(confirmed.length - BY_HAND.length, 3);
  });
});

describe('prices from elsewhere', () => {
  it('are converted to one unit', () => {
    const price = (meter: PricedMeter, logical: (typeof REGIONS)[number]): string => entryOf(meter, logical).tiers[0]!.price;
    assert.equal(price('aws.iot-core.connectivity', 'eu-central'), '0.000000096');
    assert.equal(price('aws.iot-core.rules', 'eu-central'), '0.00000018');
    assert.equal(price('aws.dynamodb.writes', 'eu-central'), '0.0000007625');
    assert.equal(price('aws.step-functions.transitions', 'us-east'), '0.000025');
    assert.equal(price('aws.s3-deep-archive.transitions', 'eu-central'), '0.00006');
    assert.equal(price('aws.s3-standard.storage', 'eu-central'), '0.02484');
    assert.equal(price('azure.event-grid.operations', 'us-east'), '0.0000006');
    assert.equal(price('azure.cosmos-db.serverless', 'eu-central'), '0.000000305');
    assert.equal(price('azure.blob-archive.writes', 'eu-central'), '0.000012');
    assert.equal(price('azure.digital-twins.operations', 'us-east'), '0.0000025');
    assert.equal(price('gcp.workflows.steps', 'us-east'), '0.00001');
    assert.equal(price('gcp.firestore.writes', 'us-east'), '0.0000009');
    assert.equal(price('gcp.storage-archive.operations', 'eu-central'), '0.00005');
  });

  it('list the bundles of IoT TwinMaker with what is recorded of them', () => {
    const { plans } = entryOf('aws.twinmaker.entities', 'eu-central');
    assert.deepEqual(
      plans?.map(({ name, fee, includedCalls, includedQueries }) => [name, fee, includedCalls, includedQueries]),
      [
        ['Tier 1', '231', 25_000_000, 3_800_000],
        ['Tier 2', '682.5', 60_000_000, 9_000_000],
        ['Tier 3', '1155', 95_000_000, 14_300_000],
        ['Tier 4', '2047.5', 160_000_000, 24_000_000],
      ],
    );
    assert.ok(plans.every((plan) => plan.maxEntities === null && plan.callPrice === '0.00000165' && plan.queryPrice === '0.0000525'));
  });
});
