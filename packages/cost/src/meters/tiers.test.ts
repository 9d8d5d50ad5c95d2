/** Tiered prices against a slow loop over the units, and the properties that every price has. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { appliedTiers, partsOf, priceOf, rateOf } from './tiers.ts';

interface Case {
  readonly tiers: readonly { readonly from: number; readonly price: number }[];
  readonly allowance: number;
}

/** Tiers with whole bounds, prices in any order, and an allowance that may lie in any of them. */
const CASES: fc.Arbitrary<Case> = fc
  .record({
    bounds: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 5 }),
    prices: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 6, maxLength: 6 }),
    allowance: fc.integer({ min: 0, max: 70 }),
  })
  .map(({ bounds, prices, allowance }) => ({
    tiers: [0, ...bounds.sort((a, b) => a - b)].map((from, index) => ({ from, price: (prices[index] ?? 0) / 8 })),
    allowance,
  }));

/** The price of each unit alone: nothing within the allowance, else that of the last tier that has begun. */
function slowly({ tiers, allowance }: Case, units: number): number {
  let sum = 0;
  for (let unit = 0; unit < units; unit++) {
    if (unit < allowance) continue;
    sum += tiers.filter((tier) => tier.from <= unit).at(-1)?.price ?? 0;
  }
  return sum;
}

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${actual} instead of ${expected}`);

describe('tiers', () => {
  it('cost what their units cost, one by one', () => {
    fc.assert(
      fc.property(CASES, fc.integer({ min: 0, max: 90 }), (one, units) => {
        near(priceOf(rateOf(one.tiers, one.allowance), units), slowly(one, units));
      }),
    );
  });

  it('are the sum of their parts, whose quantities are the whole', () => {
    fc.assert(
      fc.property(CASES, fc.double({ min: 0, max: 100, noNaN: true }), (one, quantity) => {
        const rate = rateOf(one.tiers, one.allowance);
        const parts = partsOf(rate, quantity);
        near(
          parts.reduce((sum, part) => sum + part.amount, 0),
          priceOf(rate, quantity),
        );
        near(
          parts.reduce((sum, part) => sum + part.quantity, 0),
          quantity,
        );
        assert.ok(parts.every((part) => part.quantity > 0 && part.amount >= 0));
      }),
    );
  });

  it('are additive: what lies between two quantities costs their difference', () => {
    fc.assert(
      fc.property(CASES, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }), (one, first, more) => {
        const rate = rateOf(one.tiers, one.allowance);
        near(priceOf(rate, first + more) - priceOf(rate, first), slowly(one, first + more) - slowly(one, first));
      }),
    );
  });

  it('never fall as the quantity grows', () => {
    fc.assert(
      fc.property(CASES, fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (one, a, b) => {
        const rate = rateOf(one.tiers, one.allowance);
        assert.ok(priceOf(rate, Math.min(a, b)) <= priceOf(rate, Math.max(a, b)) + 1e-9);
      }),
    );
  });

  it('are continuous at the bounds and at the end of the allowance', () => {
    fc.assert(
      fc.property(CASES, (one) => {
        const rate = rateOf(one.tiers, one.allowance);
        const steepest = Math.max(...one.tiers.map((tier) => tier.price));
        for (const bound of [...one.tiers.map((tier) => tier.from), one.allowance]) {
          const [below, at, above] = [Math.max(0, bound - 1e-7), bound, bound + 1e-7].map((quantity) => priceOf(rate, quantity));
          assert.ok(at! - below! <= steepest * 1.1e-7 + 1e-12 && above! - at! <= steepest * 1.1e-7 + 1e-12);
        }
      }),
    );
  });

  it('cost nothing within the allowance, never less than nothing, and no more than without it', () => {
    fc.assert(
      fc.property(CASES, fc.double({ min: 0, max: 100, noNaN: true }), (one, quantity) => {
        const amount = priceOf(rateOf(one.tiers, one.allowance), quantity);
        if (quantity <= one.allowance) assert.equal(amount, 0);
        assert.ok(amount >= 0);
        assert.ok(amount <= priceOf(rateOf(one.tiers), quantity) + 1e-9);
      }),
    );
  });

  it('never cost less than the floor for a unit beyond the allowance', () => {
    fc.assert(
      fc.property(CASES, fc.double({ min: 0, max: 100, noNaN: true }), (one, quantity) => {
        const rate = rateOf(one.tiers, one.allowance);
        assert.ok(priceOf(rate, quantity) >= rate.floor * Math.max(0, quantity - one.allowance) - 1e-9);
      }),
    );
  });

  it('deduct an allowance inside the first tier, whose end stays where it is', () => {
    const rate = rateOf(
      [
        { from: 0, price: 0.09 },
        { from: 10_240, price: 0.085 },
      ],
      100,
    );
    near(priceOf(rate, 10_240), 10_140 * 0.09);
    near(priceOf(rate, 10_241), 10_140 * 0.09 + 0.085);
    assert.deepEqual(appliedTiers(rate), [
      { from: 0, price: 0 },
      { from: 100, price: 0.09 },
      { from: 10_240, price: 0.085 },
    ]);
  });

  it('leave out the tiers that an allowance covers', () => {
    assert.deepEqual(
      appliedTiers(
        rateOf(
          [
            { from: 0, price: 3 },
            { from: 10, price: 2 },
            { from: 20, price: 1 },
          ],
          10,
        ),
      ),
      [
        { from: 0, price: 0 },
        { from: 10, price: 2 },
        { from: 20, price: 1 },
      ],
    );
    assert.deepEqual(
      appliedTiers(
        rateOf(
          [
            { from: 0, price: 3 },
            { from: 10, price: 2 },
          ],
          25,
        ),
      ),
      [
        { from: 0, price: 0 },
        { from: 25, price: 2 },
      ],
    );
  });

  it('take their tiers in any order', () => {
    assert.equal(
      priceOf(
        rateOf([
          { from: 10, price: 1 },
          { from: 0, price: 2 },
        ]),
        15,
      ),
      25,
    );
  });

  it('stay numbers where quantities are absurd', () => {
    const rate = rateOf(
      [
        { from: 0, price: 0.000001 },
        { from: 1e9, price: 0 },
      ],
      1e6,
    );
    assert.ok(Number.isFinite(priceOf(rate, 1e300)));
    assert.ok(partsOf(rate, 1e300).every((part) => Number.isFinite(part.amount)));
  });
});
