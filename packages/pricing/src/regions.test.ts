import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bundledBook, currencyRate, liesIn, resolveRegion, zonesOf } from './index.ts';

const book = bundledBook();

describe('regions of a book', () => {
  it('resolves logical and named regions', () => {
    assert.deepEqual(resolveRegion(book, 'aws', 'eu-central'), { ok: true, region: 'eu-central-1' });
    assert.deepEqual(resolveRegion(book, 'azure', 'eu-central'), { ok: true, region: 'westeurope' });
    assert.deepEqual(resolveRegion(book, 'gcp', 'us-east'), { ok: true, region: 'us-east1' });
    assert.deepEqual(resolveRegion(book, 'gcp', 'europe-west1'), { ok: true, region: 'europe-west1' });
  });

  it('says what it would have taken', () => {
    const unknown = resolveRegion(book, 'azure', 'mars-north');
    assert.ok(!unknown.ok);
    assert.equal(unknown.message, 'The price book bundled-2026-11-20 has no region mars-north.');
    assert.deepEqual(unknown.known, ['eastus', 'eu-central', 'us-east', 'westeurope']);
    assert.match(unknown.remedy, /eastus, eu-central, us-east, westeurope/);
    const foreign = resolveRegion(book, 'azure', 'eu-central-1');
    assert.ok(!foreign.ok && foreign.message === 'eu-central-1 is a region of aws, not of azure.');
  });

  it('is not taken in by the names of every object', () => {
    for (const name of ['constructor', '__proto__', 'toString', '']) {
      assert.ok(!resolveRegion(book, 'aws', name).ok, name);
      assert.equal(zonesOf(book, name), undefined);
      assert.ok(!currencyRate(book, name).ok, name);
    }
  });

  it('knows where each region lies', () => {
    assert.deepEqual(zonesOf(book, 'westeurope'), { provider: 'azure', country: 'NL', zone: 'EU', name: 'West Europe (Netherlands)' });
    const lies = (region: string): string[] => ['EU', 'US', 'DE', 'nl', 'BE'].filter((zone) => liesIn(book, region, zone));
    assert.deepEqual(lies('eu-central-1'), ['EU', 'DE']);
    assert.deepEqual(lies('westeurope'), ['EU', 'nl']);
    assert.deepEqual(lies('europe-west1'), ['EU', 'BE']);
    assert.deepEqual(lies('us-east-1'), ['US']);
    assert.deepEqual(lies('nowhere'), []);
  });
});

describe('currencies of a book', () => {
  it('gives a dated rate', () => {
    const euro = currencyRate(book, 'EUR');
    assert.ok(euro.ok);
    assert.equal(euro.rate.perUsd, '0.865948');
    assert.equal(euro.rate.date, '2026-08-11');
    assert.equal(euro.rate.status, 'unconfirmed');
    assert.ok(currencyRate(book, 'USD').ok);
  });

  it('has no rate of 1 for a currency that it does not know', () => {
    const pound = currencyRate(book, 'GBP');
    assert.ok(!pound.ok);
    assert.match(pound.message, /no rate of GBP/);
    assert.match(pound.remedy, /EUR, USD, or add a dated rate of GBP/);
  });
});
