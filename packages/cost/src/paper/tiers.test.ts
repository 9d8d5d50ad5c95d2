import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { absoluteTiers, egress, egressTiers, tieredAbsolute } from './tiers.ts';

const iot = [
  { limit: 1_000_000_000, price: 1e-6 },
  { limit: 5_000_000_000, price: 8e-7 },
  { limit: 'Infinity', price: 7e-7 },
] as const;

const transfer = {
  pricing_tiers: {
    freeTier: { limit: 100, price: 0 },
    tier1: { limit: 10_240, price: 0.09 },
    tier2: { limit: 51_200, price: 0.085 },
    tier3: { limit: 102_400, price: 0.07 },
    tier4: { limit: 'Infinity', price: 0.05 },
  },
} as const;

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-9 * expected, `${actual} instead of ${expected}`);
}

describe('tiers of the paper', () => {
  it('reads the bounds of IoT Core as absolute', () => {
    assert.equal(tieredAbsolute(0, iot), 0);
    near(tieredAbsolute(1e9, iot), 1_000);
    near(tieredAbsolute(2e9, iot), 1_800);
    near(tieredAbsolute(6e9, iot), 1_000 + 3_200 + 700);
    assert.deepEqual(absoluteTiers(iot), [
      { from: 0, price: 1e-6 },
      { from: 1_000_000_000, price: 8e-7 },
      { from: 5_000_000_000, price: 7e-7 },
    ]);
  });

  it('reads the limits of egress as widths', () => {
    assert.equal(egress(0, transfer), 0);
    assert.equal(egress(100, transfer), 0);
    near(egress(101, transfer), 0.09);
    near(egress(100 + 10_240 + 1, transfer), 921.6 + 0.085);
    near(egress(100 + 10_240 + 51_200 + 102_400 + 10, transfer), 921.6 + 4_352 + 7_168 + 0.5);
    assert.deepEqual(
      egressTiers(transfer).map(({ from }) => from),
      [0, 100, 10_340, 61_540, 163_940],
    );
  });
});
