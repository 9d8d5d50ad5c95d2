import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readRecord as readRecordAt } from './records.ts';

const readRecord = (response: unknown, id: string): ReturnType<typeof readRecordAt> => readRecordAt(response, id, new Date('2026-11-20'));

const azureRow = {
  type: 'Consumption',
  armRegionName: 'westeurope',
  meterId: 'm',
  unitOfMeasure: '10K',
  tierMinimumUnits: 0,
  retailPrice: 0.1,
  currencyCode: 'USD',
  serviceName: 'Thing',
  effectiveStartDate: '2026-07-01T00:00:00Z',
};
const azure = (...items: object[]): unknown => ({ Items: items.map((item) => ({ ...azureRow, ...item })) });

function awsOffer(rows: readonly { beginRange: string; endRange: string; USD: string; unit?: string }[]): unknown {
  const priceDimensions = Object.fromEntries(
    rows.map(({ beginRange, endRange, USD, unit = 'GB-Mo' }, i) => [`S.T.${i}`, { beginRange, endRange, unit, pricePerUnit: { USD } }]),
  );
  return {
    products: { S: { sku: 'S', attributes: { regionCode: 'us-east-1' } } },
    terms: { OnDemand: { S: { 'S.T': { offerTermCode: 'T', effectiveDate: '2026-07-01T00:00:00Z', priceDimensions } } } },
  };
}

function google(tieredRates: readonly object[], more: object = {}): unknown {
  return {
    skus: [
      {
        skuId: 'G',
        description: 'Thing',
        category: { usageType: 'OnDemand' },
        serviceRegions: ['europe-west1'],
        geoTaxonomy: { type: 'REGIONAL', regions: ['europe-west1'] },
        pricingInfo: [{ pricingExpression: { usageUnit: 'GiBy', tieredRates } }],
        ...more,
      },
    ],
  };
}

describe('reading AWS records', () => {
  it('orders tiers by their bounds as numbers, whatever the order in the file', () => {
    const offer = awsOffer([
      { beginRange: '51200', endRange: 'Inf', USD: '0.0220000000' },
      { beginRange: '0', endRange: '1024', USD: '0.0300000000' },
      { beginRange: '1024', endRange: '51200', USD: '0.0230000000' },
    ]);
    const record = readRecord(offer, 'S');
    assert.deepEqual(record.tiers, [
      { from: '0', price: '0.03' },
      { from: '1024', price: '0.023' },
      { from: '51200', price: '0.022' },
    ]);
    assert.deepEqual(
      [record.base, record.regions, record.recordedTo, record.effectiveFrom],
      ['GB-month', ['us-east-1'], null, '2026-07-01'],
    );
  });

  it('reads the JSON texts of GetProducts', () => {
    const product = awsOffer([{ beginRange: '0', endRange: 'Inf', USD: '0.0125000000' }]) as {
      products: { S: object };
      terms: { OnDemand: { S: object } };
    };
    const text = JSON.stringify({ product: { sku: 'S', ...product.products.S }, terms: { OnDemand: product.terms.OnDemand.S } });
    assert.equal(readRecord({ PriceList: [text] }, 'S').tiers[0]?.price, '0.0125');
    assert.throws(() => readRecord({ PriceList: [text] }, 'T'), /no SKU T/);
  });

  it('says where a recording ends', () => {
    const rows = [{ sku: 'S', attributes: { regionCode: 'eu-central-1' }, unit: 'Requests', price: '0.0000012000', upTo: 300000000 }];
    assert.equal(readRecord(rows, 'S').recordedTo, '300000000');
    assert.throws(() => readRecord([...rows, ...rows], 'S'), /2 records of S/);
    assert.throws(() => readRecord(rows, 'T'), /0 records of T/);
  });

  it('refuses a meter in two units and a place that it does not know', () => {
    const offer = awsOffer([
      { beginRange: '0', endRange: '1', USD: '1' },
      { beginRange: '1', endRange: 'Inf', USD: '1', unit: 'Requests' },
    ]);
    assert.throws(() => readRecord(offer, 'S'), /quoted in GB-Mo, Requests/);
    assert.throws(
      () => readRecord([{ sku: 'S', attributes: { location: 'Mars' }, unit: 'Requests', price: '1', upTo: null }], 'S'),
      /Mars is not known/,
    );
  });
});

describe('reading Azure records', () => {
  it('groups the rows of a meter into tiers and divides the unit of measure out, of prices and of bounds', () => {
    const record = readRecord(azure({ tierMinimumUnits: 100, retailPrice: 0.05 }, { tierMinimumUnits: 0, retailPrice: 0.12 }), 'm');
    assert.deepEqual(record.tiers, [
      { from: '0', price: '0.000012' },
      { from: '1000000', price: '0.000005' },
    ]);
  });

  it('leaves reservations out and takes a meter under several SKUs once', () => {
    const record = readRecord(azure({ skuName: 'Hot LRS' }, { skuName: 'Hot ZRS' }, { type: 'Reservation', retailPrice: 900 }), 'm');
    assert.deepEqual(record.tiers, [{ from: '0', price: '0.00001' }]);
  });

  it('refuses two prices of one tier, a mixture of units, and a meter that is gone', () => {
    assert.throws(() => readRecord(azure({}, { retailPrice: 0.2 }), 'm'), /m has several prices/);
    assert.throws(() => readRecord(azure({}, { tierMinimumUnits: 5, unitOfMeasure: '1K' }), 'm'), /quoted in 10K and 1K/);
    assert.throws(() => readRecord({ Items: [] }, 'm'), /no meter m/);
  });
});

describe('reading Google Cloud records', () => {
  it('keeps bounds as they are and knows global records', () => {
    const rates = [
      { startUsageAmount: 0, unitPrice: { currencyCode: 'USD', units: '0', nanos: 0 } },
      { startUsageAmount: 0.009765625, unitPrice: { currencyCode: 'USD', units: '40', nanos: 0 } },
    ];
    assert.deepEqual(readRecord(google(rates), 'G').tiers, [
      { from: '0', price: '0' },
      { from: '0.009765625', price: '40' },
    ]);
    assert.deepEqual(readRecord(google(rates), 'G').regions, ['europe-west1']);
    assert.deepEqual(readRecord(google(rates, { geoTaxonomy: { type: 'GLOBAL' } }), 'G').regions, ['global']);
    // Firestore's SKUs say "global" and mean one region: the taxonomy decides.
    const firestore = { serviceRegions: ['global'], geoTaxonomy: { type: 'REGIONAL', regions: ['us-central1'] } };
    assert.deepEqual(readRecord(google(rates, firestore), 'G').regions, ['us-central1']);
  });

  it('refuses what has no known form', () => {
    assert.throws(() => readRecord({}, 'G'), /no form that is known/);
    assert.throws(() => readRecord(null, 'G'), /not an object/);
  });
});
