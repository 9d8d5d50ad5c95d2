import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bundleAmount } from './bundle.ts';
import type { PricePlan } from './price-book.ts';

const plan = (name: string, fee: string, maxEntities: number | null): PricePlan => ({
  name,
  fee,
  maxEntities,
  includedCalls: 100,
  includedQueries: 10,
  callPrice: '0.5',
  queryPrice: '2',
});
const PLANS = [plan('L', '50', 1000), plan('S', '5', 100), plan('unknown', '1', null)];

describe('bundle', () => {
  it('is the fee of the smallest tier that holds the entities', () => {
    const usage = { calls: 0, bytes: 0, queries: 0 };
    assert.equal(bundleAmount(PLANS, { ...usage, entities: 0 }), 5);
    assert.equal(bundleAmount(PLANS, { ...usage, entities: 100 }), 5);
    assert.equal(bundleAmount(PLANS, { ...usage, entities: 101 }), 50);
    assert.equal(bundleAmount(PLANS, { ...usage, entities: 1000 }), 50);
  });

  it('is not to be had above the largest known tier', () => {
    assert.equal(bundleAmount(PLANS, { entities: 1001, calls: 0, bytes: 0, queries: 0 }), Infinity);
    assert.equal(bundleAmount([], { entities: 1, calls: 0, bytes: 0, queries: 0 }), Infinity);
  });

  it('adds the calls (of 20 KB) and the queries above those included', () => {
    assert.equal(bundleAmount(PLANS, { entities: 1, calls: 100, bytes: 20 * 1024, queries: 10 }), 5);
    assert.equal(bundleAmount(PLANS, { entities: 1, calls: 102, bytes: 1, queries: 11 }), 5 + 2 * 0.5 + 2);
    assert.equal(bundleAmount(PLANS, { entities: 1, calls: 60, bytes: 20 * 1024 + 1, queries: 0 }), 5 + 20 * 0.5);
  });

  it('does not buy a block for the noise of binary arithmetic', () => {
    assert.equal(bundleAmount(PLANS, { entities: 1, calls: 100, bytes: 20 * 1024 * (1 + 1e-12), queries: 0 }), 5);
  });
});
