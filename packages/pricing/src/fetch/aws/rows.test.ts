import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fixtureJson } from './test-kit.ts';
import { FREE_TIER, ON_DEMAND, factsOf, readProduct, rowsOfTerms, type TermRows } from './rows.ts';

const LIST = { service: 'AWSLambda', url: 'https://example.test/offer', readAt: '2026-11-21T12:00:00.000Z' };
const PRODUCT = { sku: 'SKU1', productFamily: 'Serverless', attributes: { regionCode: 'eu-central-1', usagetype: 'EUC1-Request' } };

function dimension(from: unknown, to: unknown, price: unknown, more: object = {}): Record<string, unknown> {
  return {
    rateCode: `SKU1.${ON_DEMAND}.R${String(from)}`,
    unit: 'Requests',
    beginRange: from,
    endRange: to,
    pricePerUnit: { USD: price },
    ...more,
  };
}

function rowsOf(dimensions: readonly Record<string, unknown>[], term: object = {}): TermRows {
  const priceDimensions = Object.fromEntries(dimensions.map((one, index) => [`R${index}`, one]));
  return rowsOfTerms(readProduct(PRODUCT), { 'SKU1.T': { offerTermCode: ON_DEMAND, priceDimensions, termAttributes: {}, ...term } }, LIST);
}

function tiersOf(dimensions: readonly Record<string, unknown>[]): unknown {
  const { rows, faults } = rowsOf(dimensions);
  assert.deepEqual(faults, []);
  assert.equal(rows.length, 1);
  return rows[0]?.tiers;
}

describe('rows of AWS', () => {
  it('read tiers whose bounds and prices are texts, the last one endless', () => {
    const { rows } = rowsOf([
      dimension('51200', '512000', '0.0220000000'),
      dimension('0', '51200', '0.0230000000'),
      dimension('512000', 'Inf', '0.0210000000'),
    ]);
    const [row] = rows;
    assert.deepEqual(row?.tiers, [
      { from: '0', price: '0.023' },
      { from: '51200', price: '0.022' },
      { from: '512000', price: '0.021' },
    ]);
    assert.equal(row?.recordedTo, null);
    assert.equal(row?.currency, 'USD');
  });

  it('order the tiers by number and not by text', () => {
    assert.deepEqual(tiersOf([dimension('1000', 'Inf', '1'), dimension('0', '900', '3'), dimension('900', '1000', '2')]), [
      { from: '0', price: '3' },
      { from: '900', price: '2' },
      { from: '1000', price: '1' },
    ]);
  });

  it('keep the smallest price exact', () => {
    assert.deepEqual(tiersOf([dimension('0', 'Inf', '0.0000000002')]), [{ from: '0', price: '0.0000000002' }]);
    assert.deepEqual(tiersOf([dimension('0', 'Inf', '2E-7')]), [{ from: '0', price: '0.0000002' }]);
    assert.deepEqual(tiersOf([dimension(0, 'Inf', 2e-7)]), [{ from: '0', price: '0.0000002' }]);
  });

  it('keep a free first tier as a tier of price 0', () => {
    assert.deepEqual(tiersOf([dimension('0', '25', '0.0000000000'), dimension('25', 'Inf', '0.25')]), [
      { from: '0', price: '0' },
      { from: '25', price: '0.25' },
    ]);
  });

  it('say where the last tier ends', () => {
    assert.equal(rowsOf([dimension('0', '1000000', '0')]).rows[0]?.recordedTo, '1000000');
  });

  it('follow a list that counts the next tier from one more', () => {
    assert.deepEqual(tiersOf([dimension('0', '1000', '2'), dimension('1001', 'Inf', '1')]), [
      { from: '0', price: '2' },
      { from: '1001', price: '1' },
    ]);
  });

  it('make a row of each dimension where they are no chain: two units, an overlap, a gap, two endless prices', () => {
    const none = [
      [dimension('0', 'Inf', '1'), dimension('0', 'Inf', '2', { unit: 'Hrs' })],
      [dimension('0', '100', '1'), dimension('50', 'Inf', '2')],
      [dimension('0', '100', '1'), dimension('200', 'Inf', '2')],
      [dimension('0', 'Inf', '1'), dimension('0', 'Inf', '2')],
      [dimension('0', '5', '1'), dimension('5', 'Inf', '2', { pricePerUnit: { CNY: '2' } })],
    ];
    for (const dimensions of none) {
      const { rows, faults } = rowsOf(dimensions);
      assert.deepEqual(faults, []);
      assert.equal(rows.length, 2);
      assert.deepEqual(new Set(rows.map(({ id }) => id)), new Set(['SKU1']));
    }
  });

  it('take units that differ in case alone as one (GB-mo, GB-Mo)', () => {
    assert.equal(rowsOf([dimension('0', '25', '0', { unit: 'GB-mo' }), dimension('25', 'Inf', '1', { unit: 'GB-Mo' })]).rows.length, 1);
  });

  it('know the bounds by the documentation’s names too', () => {
    const { rows } = rowsOf([dimension(undefined, undefined, '1', { startingRange: '0', endingRange: 'inf' })]);
    assert.deepEqual([rows[0]?.tiers, rows[0]?.recordedTo], [[{ from: '0', price: '1' }], null]);
    const above = rowsOf([dimension(undefined, undefined, '1', { startingRange: '10', endingRange: 'Inf' })]);
    assert.deepEqual(above.rows[0]?.tiers, [{ from: '10', price: '1' }], 'no price of every quantity');
  });

  it('have no row, and say why, where a price cannot be read: never 0', () => {
    const wrong: [Record<string, unknown>, RegExp][] = [
      [dimension('0', 'Inf', undefined), /pricePerUnit USD must be a number, not missing/],
      [dimension('0', 'Inf', ''), /pricePerUnit USD must be a number/],
      [dimension('0', 'Inf', 'free'), /must be a number, not "free"/],
      [dimension('0', 'Inf', '-0.5'), /is negative/],
      [dimension('0', 'Inf', 'NaN'), /must be a number/],
      [dimension('0', 'Infinity', '1'), /endRange must be a number/],
      [dimension('Inf', 'Inf', '1'), /beginRange must be a number/],
      [dimension('5', '5', '1'), /ends at 5 and begins at 5/],
      [dimension('0', 'Inf', '1', { unit: undefined }), /unit must be a text/],
      [dimension('0', 'Inf', '1', { pricePerUnit: {} }), /pricePerUnit USD must be a number, not missing/],
      [dimension('0', 'Inf', '1', { pricePerUnit: undefined }), /pricePerUnit: an object is expected/],
    ];
    for (const [one, reason] of wrong) {
      const { rows, faults } = rowsOf([one]);
      assert.deepEqual(rows, []);
      assert.equal(faults.length, 1);
      assert.match(faults[0] ?? '', reason);
    }
    assert.match(rowsOf([]).faults[0] ?? '', /has no price/);
    assert.match(rowsOf([dimension(undefined, 'Inf', '1'), dimension('5', 'Inf', '1')]).faults[0] ?? '', /beginRange must be a number/);
  });

  it('take a single price without bounds as the price of every quantity', () => {
    assert.deepEqual(tiersOf([dimension(undefined, undefined, '3')]), [{ from: '0', price: '3' }]);
  });

  it('name the currency that is not USD', () => {
    assert.equal(rowsOf([dimension('0', 'Inf', '0', { pricePerUnit: { CNY: '0.0000013000' } })]).rows[0]?.currency, 'CNY');
    assert.equal(rowsOf([dimension('0', 'Inf', '0', { pricePerUnit: { CNY: '2', USD: '1' } })]).rows[0]?.tiers[0]?.price, '1');
  });

  it('make a row of each term of a SKU, told apart by its code', () => {
    const { rows } = rowsOfTerms(
      readProduct(PRODUCT),
      {
        'SKU1.A': { offerTermCode: ON_DEMAND, effectiveDate: '2026-07-01T00:00:00Z', priceDimensions: { a: dimension('0', 'Inf', '1') } },
        'SKU1.B': { offerTermCode: FREE_TIER, priceDimensions: { b: dimension('0', '1000', '0') } },
      },
      LIST,
    );
    assert.deepEqual(
      rows.map(({ id, attributes, tiers, effectiveFrom }) => [id, attributes.term, tiers[0]?.price, effectiveFrom]),
      [
        ['SKU1', ON_DEMAND, '1', '2026-07-01'],
        ['SKU1', FREE_TIER, '0', null],
      ],
    );
  });

  it('keep the readable term beside one that is not', () => {
    const { rows, faults } = rowsOfTerms(
      readProduct(PRODUCT),
      { x: { offerTermCode: ON_DEMAND, priceDimensions: { a: dimension('0', 'Inf', '1') } }, y: { priceDimensions: {} }, z: null },
      LIST,
    );
    assert.equal(rows.length, 1);
    assert.match(faults.join(' '), /term y: offerTermCode must be a text.*term z: an object is expected/);
  });

  it('give the product’s attributes as they are, with family, term and rate codes, and the asked service', () => {
    const product = readProduct({
      ...PRODUCT,
      attributes: { ...PRODUCT.attributes, servicecode: 'AWSDataTransfer', odd: 7, none: null, empty: '' },
    });
    const [row] = rowsOfTerms(product, { t: { offerTermCode: ON_DEMAND, priceDimensions: { a: dimension('0', 'Inf', '1') } } }, LIST).rows;
    assert.equal(row?.service, 'AWSLambda');
    assert.deepEqual(row?.attributes, {
      regionCode: 'eu-central-1',
      usagetype: 'EUC1-Request',
      servicecode: 'AWSDataTransfer',
      empty: '',
      productFamily: 'Serverless',
      term: ON_DEMAND,
      rateCode: `SKU1.${ON_DEMAND}.R0`,
    });
    const { rateCode: _, ...asked } = row.attributes;
    assert.deepEqual(factsOf(product, 'AWSLambda', ON_DEMAND).attributes, asked);
  });

  it('refuse a product without SKU or attributes', () => {
    for (const wrong of [null, [], {}, { sku: '' }, { sku: 'A' }, { sku: 'A', attributes: [] }, { sku: 5, attributes: {} }])
      assert.throws(() => readProduct(wrong), { name: 'FetchError', code: 'malformed' });
  });

  it('read any chain of tiers as it was cut', () => {
    const bounds = fc.uniqueArray(fc.integer({ min: 1, max: 1e9 }), { maxLength: 8 }).map((all) => [0, ...all.sort((a, b) => a - b)]);
    fc.assert(
      fc.property(
        bounds,
        fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 9, maxLength: 9 }),
        fc.infiniteStream(fc.nat()),
        (from, prices, dice) => {
          const expected = from.map((bound, index) => ({ from: String(bound), price: String(prices[index]) }));
          const dimensions = from.map((bound, index) =>
            dimension(String(bound), String(from[index + 1] ?? 'Inf'), `${String(prices[index])}.0000000000`),
          );
          const shuffled = dimensions
            .map((one) => [dice.next().value, one] as const)
            .sort(([a], [b]) => a - b)
            .map(([, one]) => one);
          assert.deepEqual(tiersOf(shuffled), expected);
        },
      ),
    );
  });

  it('tell the deep archive’s storage from its staging, which costs twenty times as much', async () => {
    const { PriceList } = await fixtureJson('getproducts-AmazonS3-us-east-1-2026-07-28.json');
    const staging = (PriceList as string[])
      .map((item) => JSON.parse(item) as { product: unknown; terms: { OnDemand: unknown } })
      .flatMap(({ product, terms }) => rowsOfTerms(readProduct(product), terms.OnDemand, { ...LIST, service: 'AmazonS3' }).rows)
      .filter(({ attributes }) => attributes.volumeType === 'Glacier Deep Archive');
    assert.deepEqual(
      staging.map(({ attributes, tiers }) => [attributes.usagetype, tiers[0]?.price]),
      [['TimedStorage-GDA-Staging', '0.021']],
    );
  });
});
