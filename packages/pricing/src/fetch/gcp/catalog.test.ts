import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FetchError, type OfferRow } from '../contract.ts';
import { recorded } from '../test-kit.ts';
import { moneyOf, readServicesPage, readSkusPage, skuRegions, skuRow } from './catalog.ts';

const NOW = '2026-11-21T12:00:00Z';
const URL = 'https://cloudbilling.googleapis.com/v1/services/S/skus';

function rowOf(sku: object, { now = NOW, wanted = true } = {}): { row: OfferRow | null; left: string[] } {
  const left: string[] = [];
  const options = { service: 'S', url: URL, now: new Date(now), wants: () => wanted, leftOut: (line: string) => left.push(line) };
  return { row: skuRow(sku as Parameters<typeof skuRow>[0], options), left };
}

function recordedRow(file: string, id: string): OfferRow {
  const sku = readSkusPage(recorded(`gcp/${file}`)).skus.find(({ skuId }) => skuId === id);
  assert.ok(sku !== undefined);
  const { row, left } = rowOf(sku);
  assert.ok(row !== null, left.join());
  return row;
}

interface Shape {
  readonly sku?: object;
  readonly info?: object;
  readonly expression?: object;
  readonly rates?: readonly object[];
}

/** An SKU over a common pattern. */
function sku({ sku: own = {}, info = {}, expression = {}, rates = [rate(0, '0', 5000)] }: Shape = {}): object {
  const pricingExpression = {
    ...{ usageUnit: 'count', displayQuantity: 1, baseUnit: 'count', baseUnitConversionFactor: 1, tieredRates: rates },
    ...expression,
  };
  return {
    skuId: 'AAAA-BBBB-CCCC',
    description: 'Operations',
    category: { serviceDisplayName: 'Thing', resourceFamily: 'Storage', resourceGroup: 'Ops', usageType: 'OnDemand' },
    serviceRegions: ['europe-west1'],
    pricingInfo: [{ effectiveTime: '2026-08-01T00:00:00Z', pricingExpression, ...info }],
    ...own,
  };
}

function rate(startUsageAmount: number, units: string, nanos: number, currencyCode = 'USD'): object {
  return { startUsageAmount, unitPrice: { currencyCode, units, nanos } };
}

describe('pages of Google’s Cloud Billing Catalog', () => {
  it('reads all tiers, the free one too, with bounds and prices per usage unit', () => {
    const row = recordedRow('skus-cloud-pubsub.json', '027D-B6C7-CCA2');
    assert.deepEqual(row.tiers, [
      { from: '0', price: '0' },
      { from: '0.009765625', price: '40' },
    ]);
    assert.deepEqual(
      [row.unit, row.currency, row.regions, row.effectiveFrom, row.recordedTo],
      ['TiBy', 'USD', ['global'], '2026-08-01', null],
    );
    assert.deepEqual(recordedRow('skus-cloud-storage.excerpt.json', '22EB-AAE8-FBCD').tiers, [
      { from: '0', price: '0.12' },
      { from: '1024', price: '0.11' },
      { from: '10240', price: '0.08' },
    ]);
  });

  it('hands over what an SKU is recognized by, and over what its tiers are counted', () => {
    assert.deepEqual(recordedRow('skus-cloud-run.excerpt.json', '4856-B847-F1EB').attributes, {
      description: 'Services CPU (Request-based billing)',
      serviceDisplayName: 'Cloud Run',
      resourceFamily: 'Compute',
      resourceGroup: 'CPU',
      usageType: 'OnDemand',
      aggregationLevel: 'ACCOUNT',
      aggregationInterval: 'MONTHLY',
      aggregationCount: '1',
    });
  });

  it('adds units and nanos exactly, whatever they are written as', () => {
    const where = (): string => 'here';
    const cases: [object, string][] = [
      [{ units: '0', nanos: 400 }, '0.0000004'],
      [{ units: '40', nanos: 0 }, '40'],
      [{ units: '1', nanos: 500_000_000 }, '1.5'],
      [{ units: 2, nanos: 1 }, '2.000000001'],
      [{ units: '9007199254740993', nanos: 1 }, '9007199254740993.000000001'],
      [{ units: '-1', nanos: -250_000_000 }, '-1.25'],
      [{ nanos: 24_000 }, '0.000024'],
      [{ units: '3' }, '3'],
      [{}, '0'],
    ];
    for (const [money, amount] of cases) assert.equal(moneyOf(money as Record<string, unknown>, where), amount);
    for (const money of [{ units: '1.5' }, { nanos: 0.5 }, { nanos: 1_000_000_000 }, { units: 'x' }, { units: true }])
      assert.throws(() => moneyOf(money, where), isMalformed(/here: /));
  });

  it('does not let the display quantity touch the price', () => {
    const { row } = rowOf(sku({ expression: { displayQuantity: 1_000_000 } }));
    assert.deepEqual(row?.tiers, [{ from: '0', price: '0.000005' }]);
  });

  it('believes the taxonomy before the service regions: Firestore says global and means one', () => {
    const row = recordedRow('skus-firestore-us-central1.DERIVED.json', 'F251-5791-CE45');
    assert.deepEqual(row.regions, ['us-central1']);
    assert.equal(row.effectiveFrom, null);
    const places: [object, string[]][] = [
      [{ serviceRegions: ['global'] }, ['global']],
      [{ serviceRegions: ['us-central1', 'us-east1'] }, ['us-central1', 'us-east1']],
      [{ serviceRegions: ['europe'] }, ['europe']],
      [{ serviceRegions: [] }, ['global']],
      [{ serviceRegions: undefined }, ['global']],
      [{ serviceRegions: ['europe-west1'], geoTaxonomy: { type: 'GLOBAL' } }, ['global']],
      [{ serviceRegions: ['global'], geoTaxonomy: { type: 'MULTI_REGIONAL', regions: ['a', 'b'] } }, ['a', 'b']],
      [{ serviceRegions: ['global'], geoTaxonomy: { type: 2, regions: ['a'] } }, ['a']],
      [{ serviceRegions: ['a'], geoTaxonomy: { type: 'REGIONAL', regions: [] } }, ['a']],
      [{ serviceRegions: ['a'], geoTaxonomy: { type: 'TYPE_UNSPECIFIED' } }, ['a']],
      [{ serviceRegions: ['a'], geoTaxonomy: null }, ['a']],
    ];
    for (const [own, regions] of places) {
      assert.deepEqual(rowOf(sku({ sku: own })).row?.regions, regions, JSON.stringify(own));
      assert.deepEqual(skuRegions(own as Record<string, unknown>), regions);
    }
  });

  it('makes no row of a commitment or a spot price, which look alike but for their usage type', () => {
    for (const usageType of ['Commit1Yr', 'Commit3Yr', 'Preemptible']) {
      const category = { resourceFamily: 'Compute', resourceGroup: 'CPU', usageType };
      assert.deepEqual(rowOf(sku({ sku: { category } })), { row: null, left: [] });
    }
  });

  it('takes, of several prices over time, the one in force', () => {
    const at = (effectiveTime: unknown, nanos: number): object => ({
      effectiveTime,
      pricingExpression: { usageUnit: 'count', tieredRates: [rate(0, '0', nanos)] },
    });
    const line = (...pricingInfo: object[]): ReturnType<typeof rowOf> => rowOf(sku({ sku: { pricingInfo } }));
    const three = [at('2025-01-01T00:00:00Z', 1), at('2026-01-01T00:00:00Z', 2), at('2027-01-01T00:00:00Z', 3)];
    for (const order of [three, [...three].reverse()]) assert.equal(line(...order).row?.tiers[0]?.price, '0.000000002');
    assert.equal(line(at(undefined, 1), at(undefined, 2)).row?.tiers[0]?.price, '0.000000002');
    assert.equal(line(at({ seconds: '1767225600', nanos: 0 }, 4)).row?.effectiveFrom, '2026-01-01');
    const future = line(at('2027-01-01T00:00:00Z', 3));
    assert.equal(future.row, null);
    assert.match(future.left[0] ?? '', /"Operations" \(AAAA-BBBB-CCCC\) has no price that is in force today and is left out/);
    assert.equal(line().row, null);
  });

  it('leaves out, and says so, whose tiers are counted by the day, since a book counts by the month', () => {
    const info = { aggregationInfo: { aggregationLevel: 'PROJECT', aggregationInterval: 'DAILY', aggregationCount: 1 } };
    const daily = rowOf(sku({ info, rates: [rate(0, '0', 0), rate(50_000, '0', 300)] }));
    assert.equal(daily.row, null);
    assert.match(daily.left[0] ?? '', /counts its tiers over 1 × DAILY and not by the month/);
    assert.equal(
      rowOf(
        sku({
          info: { aggregationInfo: { aggregationInterval: 'MONTHLY', aggregationCount: 3 } },
          rates: [rate(0, '0', 0), rate(5, '1', 0)],
        }),
      ).row,
      null,
    );
    const flat = rowOf(sku({ info }));
    assert.deepEqual([flat.row?.attributes.aggregationInterval, flat.row?.attributes.aggregationLevel], ['DAILY', 'PROJECT']);
    const numbered = { aggregationInfo: { aggregationLevel: 1, aggregationInterval: 2, aggregationCount: 1 } };
    assert.equal(rowOf(sku({ info: numbered, rates: [rate(0, '0', 0), rate(5, '1', 0)] })).row?.attributes.aggregationLevel, 'ACCOUNT');
  });

  it('leaves out, and says so, what cannot be a price', () => {
    const cases: [Shape, RegExp][] = [
      [{ sku: { category: { resourceFamily: 'Compute' } } }, /does not say whether it is a price on demand/],
      [{ rates: [] }, /has no rates/],
      [{ rates: [rate(5, '1', 0)] }, /has no rate that begins at 0/],
      [{ rates: [rate(0, '1', 0), rate(0, '2', 0)] }, /has two rates that begin at the same amount/],
      [{ rates: [rate(0, '-1', 0)] }, /has a negative price/],
      [{ rates: [rate(0, '1', 0), rate(5, '1', 0, 'EUR')] }, /has rates in several currencies/],
      [
        { expression: { usageUnit: 'GiBy', baseUnit: 'By', baseUnitConversionFactor: 1e9 } },
        /says GiBy and converts it to By by 1000000000, which do not fit/,
      ],
    ];
    for (const [shape, why] of cases) {
      const { row, left } = rowOf(sku(shape));
      assert.equal(row, null, String(why));
      assert.match(left.join(), why);
    }
    assert.deepEqual(rowOf(sku({ rates: [] }), { wanted: false }).left, []);
  });

  it('puts tiers in the order of their bounds, and reads a bound that is left out as 0', () => {
    const { row } = rowOf(sku({ rates: [rate(1024, '2', 0), { unitPrice: { currencyCode: 'USD', units: '3' } }, rate(100, '1', 0)] }));
    assert.deepEqual(
      row?.tiers.map(({ from }) => from),
      ['0', '100', '1024'],
    );
  });

  it('keeps another currency than USD, for the core to refuse', () => {
    assert.equal(rowOf(sku({ rates: [rate(0, '1', 0, 'EUR')] })).row?.currency, 'EUR');
  });

  it('reads the list of services', () => {
    const { services, next } = readServicesPage(recorded('gcp/services.ASSEMBLED.json'));
    assert.deepEqual([services.length, services[0], next], [12, { id: 'A1E8-BE35-7EBC', name: 'Cloud Pub/Sub' }, null]);
  });

  it('reads every recorded page', () => {
    for (const file of [
      'cloud-pubsub',
      'cloud-run-functions',
      'cloud-run.excerpt',
      'cloud-storage.excerpt',
      'compute-e2.SYNTHETIC-IDS',
      'firestore-us-central1.DERIVED',
      'network-egress.excerpt',
    ]) {
      const { skus, next } = readSkusPage(recorded(`gcp/skus-${file}.json`));
      assert.ok(skus.length > 1 && next === null);
      for (const one of skus) assert.ok(rowOf(one).row !== null, `${file} ${rowOf(one).left.join()}`);
    }
  });

  it('reads an empty page, and a page without a token', () => {
    assert.deepEqual(readSkusPage({}), { skus: [], next: null });
    assert.deepEqual(readSkusPage({ nextPageToken: 'x' }), { skus: [], next: 'x' });
    assert.equal(readSkusPage({ skus: [sku()], nextPageToken: '' }).next, null);
  });

  it('says which field of which SKU is not as promised', () => {
    const wrong: [Shape, RegExp][] = [
      [{ sku: { skuId: 5 } }, /an SKU of S: skuId must be a text, not 5/],
      [{ sku: { category: null } }, /SKU AAAA-BBBB-CCCC, category: an object is expected, not null/],
      [{ sku: { description: '' } }, /SKU AAAA-BBBB-CCCC: description must be a text/],
      [{ sku: { pricingInfo: {} } }, /pricingInfo: a list is expected/],
      [{ sku: { pricingInfo: [{}] } }, /pricingExpression: an object is expected, not missing/],
      [{ sku: { serviceRegions: 'global' } }, /serviceRegions: a list is expected/],
      [{ expression: { usageUnit: undefined } }, /usageUnit must be a text, not missing/],
      [{ expression: { tieredRates: 'none' } }, /tieredRates: a list is expected/],
      [{ rates: [{ startUsageAmount: 0 }] }, /unitPrice: an object is expected, not missing/],
      [{ rates: [{ startUsageAmount: 'a', unitPrice: { currencyCode: 'USD' } }] }, /startUsageAmount must be a number/],
      [{ rates: [{ startUsageAmount: 0, unitPrice: { units: '1' } }] }, /currencyCode must be a text/],
      [{ info: { effectiveTime: 'soon' } }, /effectiveTime must be a time/],
    ];
    for (const [shape, message] of wrong) assert.throws(() => rowOf(sku(shape)), isMalformed(message), String(message));
    for (const page of [null, [], 7, { skus: {} }, { skus: [7] }, { error: { code: 403 } }, { items: [] }])
      assert.throws(() => readSkusPage(page), isMalformed(/Cloud Billing Catalog/), JSON.stringify(page));
    assert.throws(() => readServicesPage({ services: [{ serviceId: 'x' }] }), isMalformed(/service 1: displayName/));
  });
});

function isMalformed(message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof FetchError);
    assert.match(error.message, message);
    assert.equal(error.code, 'malformed');
    return true;
  };
}
