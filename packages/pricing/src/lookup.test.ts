import assert from 'node:assert/strict';
import { METERS, type PriceBook } from '@twin2multicloud/cost';
import { describe, it } from 'mocha';
import { bundledBook, lookup, type PricedMeter } from './index.ts';

function bookWith(change: Partial<PriceBook>): PriceBook {
  return { ...bundledBook(), ...change };
}

describe('looking up a price', () => {
  it('finds every meter of the model in both regions', () => {
    const book = bundledBook();
    for (const [logical, regions] of Object.entries(book.regions)) {
      for (const meter of Object.keys(METERS) as PricedMeter[]) {
        const provider = meter.split('.')[0] as keyof typeof regions;
        const found = lookup(book, provider, regions[provider], meter);
        assert.ok(found.ok, `${meter} in ${logical}`);
        assert.equal(`${found.entry.provider}.${found.entry.service}.${found.entry.meter}`, meter);
        assert.equal(found.entry.unit, METERS[meter].unit);
        assert.equal(found.entry.region, regions[provider]);
      }
    }
  });

  it('calls a price that is not there missing, with the meter and what to do', () => {
    const found = lookup(bundledBook(), 'aws', 'eu-west-3', 'aws.lambda.requests');
    assert.ok(!found.ok);
    assert.equal(found.kind, 'missing');
    assert.equal(found.meter, 'aws.lambda.requests');
    assert.equal(found.reason, 'The price book bundled-2026-11-20 has no price of aws.lambda.requests in eu-west-3.');
    assert.match(found.remedy, /Choose a region/);
  });

  it('calls a price in a logical region missing: the caller resolves it first', () => {
    assert.ok(!lookup(bundledBook(), 'aws', 'eu-central', 'aws.lambda.requests').ok);
  });

  it('calls two prices ambiguous, even where one of them is cheaper or equal', () => {
    const { entries } = bundledBook();
    const twin = entries.find((entry) => entry.service === 'lambda' && entry.meter === 'requests' && entry.region === 'us-east-1')!;
    const found = lookup(
      bookWith({ entries: [...entries, { ...twin, tiers: [{ from: '0', price: '0' }] }] }),
      'aws',
      'us-east-1',
      'aws.lambda.requests',
    );
    assert.ok(!found.ok);
    assert.equal(found.kind, 'ambiguous');
    assert.match(found.reason, /has 2 prices of aws\.lambda\.requests in us-east-1/);
    const global = lookup(bookWith({ entries: [...entries, { ...twin, region: 'global' }] }), 'aws', 'us-east-1', 'aws.lambda.requests');
    assert.ok(!global.ok && global.kind === 'ambiguous');
  });

  it('takes a global price for every region', () => {
    const { entries } = bundledBook();
    const global = entries
      .filter((entry) => entry.service === 'scheduler' && entry.region === 'us-east1')
      .map((entry) => ({ ...entry, region: 'global' }));
    const found = lookup(bookWith({ entries: global }), 'gcp', 'europe-west9', 'gcp.scheduler.jobs');
    assert.ok(found.ok && found.entry.region === 'global');
  });

  it('gives the reason where a region lacks a service, whatever prices stand there', () => {
    const closed = {
      provider: 'aws',
      region: 'eu-central-1',
      service: 'twinmaker',
      reason: 'Not offered in Frankfurt.',
      source: 'a page',
    } as const;
    const book = bookWith({ unavailable: [closed] });
    const found = lookup(book, 'aws', 'eu-central-1', 'aws.twinmaker.entities');
    assert.ok(!found.ok && found.kind === 'unavailable' && found.reason === 'Not offered in Frankfurt.');
    assert.ok(lookup(book, 'aws', 'us-east-1', 'aws.twinmaker.entities').ok);
    assert.ok(lookup(book, 'aws', 'eu-central-1', 'aws.lambda.requests').ok);
  });
});
