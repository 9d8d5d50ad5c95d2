import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FetchError } from '../contract.ts';
import { recorded } from '../test-kit.ts';
import { readRateCard, type RateCard } from './rate-card.ts';
import type { OwnRate } from './retail.ts';

const OPERATIONS = '07468ba4-7fcc-5483-ac11-db92ef466bd0';

function read(answer: unknown, now = '2026-11-21T00:00:00Z'): RateCard {
  return readRateCard(answer, { now: new Date(now), url: 'https://example.com/card', asked: 'USD' });
}

/** The rates of a meter that can be read. */
function ratesOf({ rates }: RateCard, id: string): readonly OwnRate[] {
  const found = rates.get(id) ?? [];
  assert.ok(!(found instanceof FetchError));
  return found;
}

/** A card with one meter for each argument, over a common pattern. */
function card(...meters: readonly object[]): object {
  const pattern = { MeterId: 'M', MeterRates: { '0': 2 }, Unit: 'Hours', EffectiveDate: '2020-01-01T00:00:00Z', IncludedQuantity: 0 };
  return { Currency: 'USD', IsTaxIncluded: false, OfferTerms: [], Meters: meters.map((meter) => ({ ...pattern, ...meter })) };
}

describe('answers of Azure’s RateCard', () => {
  it('reads the rates by meter id, with unit, currency and date', () => {
    const { rates, total, terms } = read(recorded('azure/ratecard-ASSEMBLED.json'));
    assert.deepEqual(rates.get(OPERATIONS), [
      {
        unit: '1K',
        currency: 'USD',
        tiers: [{ from: '0', price: '0.00325' }],
        effectiveFrom: '2020-12-01',
        url: 'https://example.com/card',
      },
    ]);
    assert.equal(total, 3);
    assert.deepEqual(terms, ['Recurring Charge of 0 USD']);
  });

  it('reads all of the rates and not only the first, by rising bound', () => {
    const example = read(recorded('azure/ratecard-spec-example.json'));
    assert.deepEqual(ratesOf(example, '1d7518e5-bc2f-4a93-9057-1b3047856645')[0]?.tiers, [
      { from: '0', price: '1.99' },
      { from: '100', price: '0.99' },
    ]);
    const mixed = card({ MeterRates: { '1024': 0.1, '0': 0.3, '51200': 0.05, '100': 0.2 } });
    assert.deepEqual(
      ratesOf(read(mixed), 'm')[0]?.tiers.map(({ from }) => from),
      ['0', '100', '1024', '51200'],
    );
  });

  it('takes the currency that was asked for where the answer names none', () => {
    const [rate] = ratesOf(read(recorded('azure/ratecard-real-meter.excerpt.json')), '0e59ad56-03e5-4c3d-90d4-6670874d7e29');
    assert.deepEqual([rate?.currency, rate?.unit, rate?.tiers], ['USD', 'Hours', [{ from: '0', price: '0.029' }]]);
    assert.equal(ratesOf(read({ ...card({}), Currency: 'EUR' }), 'm')[0]?.currency, 'EUR');
  });

  it('makes a free first tier of what is included', () => {
    const tiers = (meter: object): unknown => ratesOf(read(card(meter)), 'm')[0]?.tiers;
    assert.deepEqual(tiers({ IncludedQuantity: 750 }), [
      { from: '0', price: '0' },
      { from: '750', price: '2' },
    ]);
    assert.deepEqual(tiers({ IncludedQuantity: 5, MeterRates: { '0': 3, '5': 2, '10': 1 } }), [
      { from: '0', price: '0' },
      { from: '5', price: '2' },
      { from: '10', price: '1' },
    ]);
  });

  it('takes the rate in force, and chooses none of two that contradict each other', () => {
    const dated = (EffectiveDate: string, price: number): object => ({ EffectiveDate, MeterRates: { '0': price } });
    const prices = (answer: object): unknown => ratesOf(read(answer), 'm').map(({ tiers }) => tiers[0]?.price);
    assert.deepEqual(prices(card(dated('2020-01-01', 1), dated('2026-01-01', 2), dated('2027-01-01', 3))), ['2']);
    assert.deepEqual(prices(card(dated('2026-01-01', 2), dated('2020-01-01', 1))), ['2']);
    assert.deepEqual(prices(card(dated('2026-01-01', 1), dated('2026-01-01', 4), dated('2026-01-01', 1))), ['1', '4']);
  });

  it('reads what the SDK makes of the answer just as well', () => {
    const sdk = {
      currency: 'USD',
      offerTerms: [{ name: 'Monetary Credit', credit: 150 }],
      meters: [{ meterId: 'M', meterRates: { '0': 2 }, unit: '1 Hour', effectiveDate: new Date('2020-01-01'), includedQuantity: 0 }],
    };
    assert.deepEqual([ratesOf(read(sdk), 'm')[0]?.unit, read(sdk).terms], ['1 Hour', ['Monetary Credit of 150 USD']]);
  });

  it('tells the three kinds of terms, which are in no rate', () => {
    const OfferTerms = [
      { Name: 'Monetary Credit', Credit: 200, ExcludedMeterIds: ['x'], EffectiveDate: '2015-01-01' },
      { Name: 'Monetary Commitment', TieredDiscount: { '0': 0, '3000': 0.05 } },
      { Name: 'Recurring Charge', RecurringCharge: 10 },
    ];
    assert.deepEqual(read({ ...card({}), OfferTerms }).terms, [
      'Monetary Credit of 200 USD',
      'Monetary Commitment with tiered discounts',
      'Recurring Charge of 10 USD',
    ]);
  });

  it('leaves out what has no rates or is sold no more', () => {
    assert.equal(
      read(card({ MeterRates: {} }, { MeterRates: null }, { MeterStatus: 'Deprecated' }, { MeterRates: { '5': 1 } })).rates.size,
      0,
    );
  });

  it('keeps a meter that cannot be read as an error of its own, for who asks for it: a card has thousands', () => {
    const wrong: [object, RegExp][] = [
      [{ MeterRates: { '0': 'free' } }, /meter m: MeterRates 0 must be a number/],
      [{ MeterRates: { some: 1 } }, /a bound of MeterRates must be a number, not "some"/],
      [{ Unit: null }, /Unit must be a text, not missing/],
      [{ EffectiveDate: 'never' }, /EffectiveDate must be an ISO date/],
      [{ IncludedQuantity: 'lots' }, /IncludedQuantity must be a number/],
    ];
    for (const [change, message] of wrong) {
      const broken = read(card(change)).rates.get('m');
      assert.ok(broken instanceof FetchError && broken.code === 'malformed');
      assert.match(broken.message, message);
    }
  });

  it('refuses prices with taxes in them and what has another shape', () => {
    const wrong: [object | null, RegExp][] = [
      [{ ...card({}), IsTaxIncluded: true }, /taxes/],
      [{ ...card({}), Currency: 7 }, /Currency must be a text, not 7/],
      [{ Currency: 'USD' }, /Meters: a list is expected, not missing/],
      [card({ MeterId: undefined }), /meter 1: MeterId/],
      [null, /an object is expected, not null/],
      [{ error: { code: 'X' } }, /Azure RateCard/],
    ];
    for (const [answer, message] of wrong) {
      assert.throws(
        () => read(answer),
        (error) => error instanceof FetchError && error.code === 'malformed' && message.test(error.message),
        String(message),
      );
    }
  });
});
