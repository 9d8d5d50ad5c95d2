import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { measure, ratesFor, type Provider } from '@twin2multicloud/cost';
import { flatBook } from '../../../test/fixtures/flat-book.ts';
import { twinWith } from '../../../test/fixtures/twin.ts';
import { curveOf } from './curve.ts';
import { choiceOf, totalOf } from './search.ts';

const DEVICE = 'count 1  every 1 s  payload 924 B';

function curve(storage: string, provider: Provider, prices: Parameters<typeof flatBook>[0] = {}): { months: number[]; steady: number } {
  const scenario = twinWith(DEVICE, `storage { ${storage} }`);
  const of = measure(scenario, ratesFor(flatBook(prices), scenario));
  const choice = choiceOf(of, { L1: provider, L2: provider, 'L3.hot': provider, 'L3.cool': provider, 'L3.archive': provider });
  return { months: curveOf(of, choice), steady: totalOf(of, choice) };
}

describe('the curve', () => {
  it('runs to the first month whose windows are full from its beginning', () => {
    assert.equal(curve('hot 1 month', 'aws').months.length, 2);
    assert.equal(curve('hot 1 day', 'aws').months.length, 2);
    assert.equal(curve('hot 1.5 months', 'aws').months.length, 3);
    assert.equal(curve('hot 1 month  cool 4 months', 'aws').months.length, 5);
    // Billed for 30 days at least: b + L is 1 month and 30 days.
    assert.equal(curve('hot 1 month  cool 32 days', 'aws').months.length, 3);
    // 180 days in the archive of AWS, 365 in Google's.
    assert.equal(curve('hot 1 month  archive 2 months', 'aws').months.length, 8);
    assert.equal(curve('hot 1 month  archive 2 months', 'gcp').months.length, 14);
  });

  it('stops after ten years', () => {
    const { months, steady } = curve('hot 1 month  archive 30 years', 'aws');
    assert.equal(months.length, 120);
    assert.ok((months[119] ?? 0) < steady);
  });

  it('is the storage of a filling window, by hand', () => {
    const only = { price: 0, prices: { 'aws.dynamodb.storage': 1 } } as const;
    const stored = (2_628_000 * 1124) / 1e9;
    const { months } = curve('hot 3 months', 'aws', only);
    const expected = [0.5, 1.5, 2.5, 3].map((full) => full * stored);
    months.forEach((amount, i) =>
      assert.ok(Math.abs(amount - (expected[i] ?? 0)) < 1e-9, `month ${i + 1}: ${amount} is not ${expected[i]}`),
    );
  });

  it('charges the mover in the share of a month after the first data leaves', () => {
    const only = { price: 0, prices: { 'aws.s3-infrequent-access.puts': 24 } } as const;
    const { months } = curve('hot 1.25 months  cool 2 months', 'aws', only);
    // 730 / 24 objects a month, 24 USD each: 730 USD from the second month's second quarter on.
    const expected = [0, 730 * 0.75, 730, 730];
    months.forEach((amount, i) => assert.ok(Math.abs(amount - (expected[i] ?? 0)) < 1e-9, `month ${i + 1}: ${amount}`));
  });

  it('charges reading back for an archive elsewhere in the share of a month after the cool tier’s end', () => {
    const scenario = twinWith(DEVICE, 'storage { hot 1 month  cool 2.25 months  archive 12 months }');
    const of = measure(scenario, ratesFor(flatBook({ price: 0, prices: { 'aws.s3-infrequent-access.gets': 24 } }), scenario));
    const elsewhere = choiceOf(of, { L1: 'aws', L2: 'aws', 'L3.hot': 'aws', 'L3.cool': 'aws', 'L3.archive': 'azure' });
    const months = curveOf(of, elsewhere);
    [0, 0, 730 * 0.75, 730].forEach((amount, i) => assert.ok(Math.abs((months[i] ?? NaN) - amount) < 1e-9, `month ${i + 1}: ${months[i]}`));
    const together = choiceOf(of, { L1: 'aws', L2: 'aws', 'L3.hot': 'aws', 'L3.cool': 'aws', 'L3.archive': 'aws' });
    assert.ok(curveOf(of, together).every((amount) => amount === 0));
  });

  it('rises to the steady state and ends there', () => {
    for (const provider of ['aws', 'azure', 'gcp'] as const) {
      const { months, steady } = curve('hot 1 month  cool 3.5 months  archive 14 months', provider);
      for (let i = 1; i < months.length; i++)
        assert.ok((months[i] ?? 0) >= (months[i - 1] ?? 0) * (1 - 1e-12), `${provider}: month ${i + 1} falls`);
      assert.ok(Math.abs((months.at(-1) ?? 0) - steady) < 1e-9 * steady, provider);
    }
  });
});
