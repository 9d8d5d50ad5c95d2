import assert from 'node:assert/strict';
import type { PriceBook, PriceEntry } from '@twin2multicloud/cost';
import { bundledBook } from '@twin2multicloud/pricing';
import { describe, it } from 'mocha';
import { inspect, type Inspected } from './sentinel.ts';

const old = bundledBook();
const find = (service: string, meter: string, region: string): PriceEntry => {
  const found = old.entries.find((entry) => entry.service === service && entry.meter === meter && entry.region === region);
  assert.ok(found);
  return found;
};
const confirmed = find('lambda', 'duration', 'eu-central-1');
const unconfirmed = find('iot-core', 'messages', 'eu-central-1');

function objections(change: Partial<Inspected>): string[] {
  const all = inspect({ provider: 'aws', built: { entries: [], gaps: [] }, lists: new Map(), absent: [], old, ...change });
  return all.map(({ kind, about, reason }) => `${kind} ${about}: ${reason}`);
}
const fresh = (entry: PriceEntry): string[] => objections({ built: { entries: [entry], gaps: [] } });
const priced = (entry: PriceEntry, by: number): PriceEntry => ({
  ...entry,
  tiers: entry.tiers.map((tier) => ({ ...tier, price: (Number(tier.price) * by).toFixed(18) })),
});
const withUnit = (unit: string): PriceBook => ({
  ...old,
  entries: old.entries.map((entry) => (entry === confirmed ? { ...entry, source: { ...entry.source, unit } } : entry)),
});

describe('the sentinel', () => {
  it('has nothing against what is as it was, or moves within bounds', () => {
    assert.deepEqual(fresh(confirmed), []);
    for (const by of [4.9, 0.21]) assert.deepEqual(fresh(priced(confirmed, by)), []);
  });

  it('objects to prices that leap, up, down, to nothing, and in one tier alone', () => {
    for (const by of [5.1, 0.19])
      assert.match(fresh(priced(confirmed, by)).join(), /^leap aws\.lambda\.duration in eu-central-1: The price was/);
    assert.match(fresh({ ...confirmed, tiers: [{ from: '0', price: '0' }] }).join(), /^leap/);
    const [first, ...others] = confirmed.tiers;
    assert.ok(first);
    const last = [first, ...others.map((tier) => ({ ...tier, price: '0.0000000001' }))];
    assert.match(fresh({ ...confirmed, tiers: last }).join(), /from 6000000000 GB-second: more than fivefold/);
    // A tier that is new is held against what its units cost before.
    assert.match(fresh({ ...confirmed, tiers: [first, { from: '10', price: '0.001' }] }).join(), /from 10 GB-second/);
    assert.match(fresh(priced(unconfirmed, 1000)).join(), /^leap/, 'a guess may be wrong, but not by a thousand unseen');
  });

  it('objects to an allowance that comes, goes or leaps: a price that was lost looks like one', () => {
    const free = confirmed.free;
    assert.ok(free);
    const without: PriceEntry = { ...confirmed };
    Reflect.deleteProperty(without, 'free');
    assert.match(fresh(without).join(), /^leap .*Free was 400000 GB-second and is nothing\./);
    assert.match(fresh({ ...confirmed, free: { ...free, quantity: '4000000' } }).join(), /is 4000000 GB-second\./);
    assert.deepEqual(fresh({ ...confirmed, free: { ...free, quantity: '500000' } }), []);
    const book = { ...old, entries: old.entries.map((entry) => (entry === confirmed ? without : entry)) };
    assert.match(objections({ old: book, built: { entries: [confirmed], gaps: [] } }).join(), /Free was nothing and is 400000/);
    const url = 'https://management.azure.com/subscriptions/{subscriptionId}/providers/Microsoft.Commerce/RateCard?x';
    assert.deepEqual(
      objections({ old: book, built: { entries: [{ ...confirmed, source: { ...confirmed.source, url } }], gaps: [] } }),
      [],
      'what an own offer includes is the offer’s',
    );
  });

  it('objects to another unit in print, not to another spelling', () => {
    const book = withUnit('Lambda-GB-Second');
    const entry = (unit: string): Partial<Inspected> => ({
      old: book,
      built: { entries: [{ ...confirmed, source: { ...confirmed.source, unit } }], gaps: [] },
    });
    assert.deepEqual(objections(entry('Lambda-GB-second')), []);
    assert.match(objections(entry('GB-Hours')).join(), /^unit .*was Lambda-GB-Second and is GB-Hours/);
    assert.deepEqual(
      fresh({ ...confirmed, source: { ...confirmed.source, unit: 'x' } }),
      [],
      'the bundled book has no unit to compare with',
    );
  });

  it('objects to what was confirmed and is not found, with candidates; what never was is told elsewhere', () => {
    const gap = (entry: PriceEntry): string[] =>
      objections({
        built: {
          entries: [],
          gaps: [
            {
              meter: `aws.${entry.service}.${entry.meter}`,
              region: entry.region,
              kind: 'missing',
              reason: 'No row.',
              candidates: ['A', 'B'],
            },
          ],
        },
      });
    assert.deepEqual(gap(confirmed), ['missing aws.lambda.duration in eu-central-1: No row. Alike: A; B.']);
    assert.deepEqual(gap(unconfirmed), []);
    assert.match(objections({ absent: [{ service: 'lambda', region: 'eu-central-1' }] }).join(), /^absent aws\.lambda in eu-central-1/);
    assert.deepEqual(objections({ absent: [{ service: 'grafana', region: 'eu-central-1' }] }), []);
  });

  it('objects to lists that shrink by more than 2 %', () => {
    const providers = {
      aws: { outcome: 'fresh', at: '' },
      azure: { outcome: 'fresh', at: '' },
      gcp: { outcome: 'fresh', at: '' },
    } as const;
    const book: PriceBook = { ...old, refresh: { base: 'b', lists: { 'aws bulk A': 100 }, providers } };
    const rows = (count: number, name = 'aws bulk A'): string[] => objections({ old: book, lists: new Map([[name, count]]) });
    assert.deepEqual(rows(98), []);
    assert.deepEqual(rows(97), ['fewer-rows aws bulk A: The list has 97 rows, and had 100.']);
    assert.deepEqual(rows(1, 'a new list'), []);
    assert.deepEqual(rows(1_000), []);
  });
});
