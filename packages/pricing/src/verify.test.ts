import assert from 'node:assert/strict';
import type { PriceBook } from '@twin2multicloud/cost';
import { describe, it } from 'mocha';
import { bundledBook, verifyBook } from './index.ts';

function bookWith(change: (book: PriceBook) => Partial<PriceBook>): PriceBook {
  return { ...bundledBook(), ...change(bundledBook()) };
}

describe('verifying a book', () => {
  it('finds every meter of the bundled book in both regions', () => {
    const report = verifyBook(bundledBook());
    assert.deepEqual(report.errors, []);
    assert.ok(report.ok);
    assert.equal(report.wanted, 146);
    assert.equal(report.priced, 146);
    assert.equal(report.unused, 0);
    assert.equal(report.confirmed + report.unconfirmed, 146);
  });

  it('names a meter that is missing, and in which region', () => {
    const report = verifyBook(
      bookWith(({ entries }) => ({ entries: entries.filter((entry) => !(entry.meter === 'jobs' && entry.region === 'us-east1')) })),
    );
    assert.ok(!report.ok);
    assert.deepEqual(
      report.errors.map(({ path }) => path),
      ['entries (gcp.scheduler.jobs, us-east)'],
    );
    assert.equal(report.priced, 145);
  });

  it('names a meter that stands twice', () => {
    const report = verifyBook(bookWith(({ entries }) => ({ entries: [...entries, entries[0]!] })));
    assert.match(report.errors[0]!.message, /has 2 prices of aws\.iot-core\.connectivity/);
  });

  it('counts a service that a region lacks as unavailable, not as an error', () => {
    const closed = { provider: 'aws', region: 'eu-central-1', service: 'twinmaker', reason: 'Not offered.', source: 'a page' } as const;
    const report = verifyBook(bookWith(() => ({ unavailable: [closed] })));
    assert.ok(report.ok);
    assert.equal(report.unavailable, 3);
  });

  it('names an entry that no lookup can reach', () => {
    const report = verifyBook(bookWith(({ entries }) => ({ entries: [...entries, { ...entries[0]!, region: 'eu-central' }] })));
    assert.match(report.errors[0]!.message, /eu-central, which is no region of aws/);
  });

  it('stops at errors of form', () => {
    const report = verifyBook({ schema: 'twin-prices/1' });
    assert.ok(!report.ok && report.errors.length > 0 && report.wanted === 0);
  });
});
