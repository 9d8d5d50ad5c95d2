import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { paperBook, paperPrices } from './index.ts';

describe("the paper's prices", () => {
  it('are those of the published artifact, with infinity as a number', async () => {
    const text = await readFile(new URL('../sources/paper/prices.json', import.meta.url), 'utf8');
    const original: unknown = JSON.parse(text, (_key, value: unknown) => (value === 'Infinity' ? Number.POSITIVE_INFINITY : value));
    assert.deepEqual(paperPrices, original);
  });

  it('stand under an id of their own', () => {
    assert.equal(paperBook().id, 'paper-2025-06');
    assert.equal(paperBook().prices, paperPrices);
    assert.equal(paperPrices.azure.iotHub.pricing_tiers.tier3.limit, Infinity);
    assert.equal(paperPrices.aws.transfer.pricing_tiers.tier4.price, 0.05);
  });
});
