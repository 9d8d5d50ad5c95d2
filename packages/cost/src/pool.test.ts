import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { flatBook, type FlatBookOptions } from '../../../test/fixtures/flat-book.ts';
import { twinOf, twinWith } from '../../../test/fixtures/twin.ts';
import { pricePlacement } from './lines.ts';
import { measure, type Measured } from './measure.ts';
import { pooledTotal } from './pool.ts';
import { ratesFor } from './rates.ts';
import type { PriceBook } from './price-book.ts';

const AWS = { L1: 'aws', L2: 'aws', 'L3.hot': 'aws' } as const;
const on = (book: PriceBook, device: string, body = '') => {
  const scenario = twinWith(device, body);
  return { measured: measure(scenario, ratesFor(book, scenario)), placement: AWS };
};
const alone = (twin: { measured: Measured; placement: typeof AWS }) => pricePlacement(twin.measured, twin.placement).total;
const DEVICE = 'count 1  every 1 s  payload 1 KB';
const m = 2_628_000;

describe('several twins on one account', () => {
  it('of none cost nothing, of one what it costs alone', () => {
    assert.equal(pooledTotal([]), 0);
    const twin = on(flatBook(), DEVICE);
    assert.ok(Math.abs(pooledTotal([twin]) - alone(twin)) < 1e-6);
  });

  it('have one allowance together', () => {
    const book = flatBook({ price: 0, prices: { 'aws.lambda.requests': 1 }, free: { 'aws.lambda.requests': m } });
    const twin = on(book, DEVICE);
    assert.equal(alone(twin), m);
    assert.equal(pooledTotal([twin, twin]), 3 * m);
  });

  it('reach the cheaper tiers together', () => {
    const options: FlatBookOptions = {
      price: 0,
      prices: {
        'aws.lambda.requests': [
          [0, 1],
          [2 * m, 0.5],
        ],
      },
    };
    const twin = on(flatBook(options), DEVICE);
    assert.equal(alone(twin), 2 * m);
    assert.equal(pooledTotal([twin, twin]), 3 * m);
  });

  it('stay apart in different regions', () => {
    const book = flatBook({ price: 0, prices: { 'aws.lambda.requests': 1 }, free: { 'aws.lambda.requests': m } });
    const here = on(book, DEVICE);
    const there = on(book, DEVICE, 'region us-east');
    assert.equal(pooledTotal([here, there]), 2 * m);
  });

  it('keep a bundle each', () => {
    const bundle = { name: 'T', fee: '5', maxEntities: 100, includedCalls: 1e9, includedQueries: 1e9, callPrice: '0', queryPrice: '0' };
    const scenario = twinOf(`twin T { devices a { ${DEVICE} }\n management { entities 50 } }`);
    const book = flatBook({ price: 0, prices: { 'aws.twinmaker.entities': 1 }, bundles: [bundle] });
    const twin = { measured: measure(scenario, ratesFor(book, scenario)), placement: { ...AWS, L4: 'aws' } as const };
    assert.equal(pooledTotal([twin, twin, twin]), 15);
  });
});
