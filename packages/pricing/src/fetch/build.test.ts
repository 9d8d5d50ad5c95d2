import assert from 'node:assert/strict';
import type { PriceEntry } from '@twin2multicloud/cost';
import { bundledBook } from '@twin2multicloud/pricing';
import { describe, it } from 'mocha';
import { buildEntries, type Built } from './build.ts';
import type { Identity, OfferRow } from './contract.ts';
import { identitiesOf } from './identities/identities.ts';

const READ_AT = '2026-11-21T12:00:00.000Z';

function identityOf(meter: string, region: string, part = ''): Identity {
  const found = identitiesOf(meter.split('.')[0] as Identity['provider'], [region]).find(
    (item) => item.meter === meter && item.part === part,
  );
  assert.ok(found, meter);
  return found;
}

function rowOf({ provider, id, service, region }: Identity, more: Partial<OfferRow>): OfferRow {
  return {
    provider,
    id: id ?? 'ROW',
    service,
    regions: [region],
    attributes: {},
    unit: 'Requests',
    currency: 'USD',
    tiers: [{ from: '0', price: '0.0000002' }],
    recordedTo: null,
    effectiveFrom: '2026-01-01',
    url: 'https://example.com',
    readAt: READ_AT,
    ...more,
  };
}

function old(meter: string, region: string): PriceEntry | undefined {
  return bundledBook().entries.find((entry) => entry.region === region && `${entry.provider}.${entry.service}.${entry.meter}` === meter);
}

function build(pairs: readonly (readonly [Identity, readonly OfferRow[]])[]): Built {
  return buildEntries(
    pairs.map(([identity]) => identity),
    { rows: new Map(pairs.filter(([, rows]) => rows.length > 0)), candidates: new Map() },
    old,
  );
}

/** The kind and the sentence of the one gap. */
function gapOf(identity: Identity, ...rows: Partial<OfferRow>[]): string {
  const { entries, gaps } = build([[identity, rows.map((row) => rowOf(identity, row))]]);
  assert.deepEqual(entries, []);
  assert.equal(gaps.length, 1);
  return `${gaps[0]?.kind ?? ''}: ${gaps[0]?.reason ?? ''} ${gaps[0]?.candidates.join('; ') ?? ''}`;
}

describe('entries out of rows', () => {
  const requests = identityOf('aws.lambda.requests', 'eu-central-1');
  const executions = identityOf('azure.functions.executions', 'eastus');
  const pubsub = identityOf('gcp.pubsub.throughput', 'europe-west1');

  it('divide the unit out of prices and bounds, and the free tier out of the tiers', () => {
    const row = rowOf(executions, { unit: '10', tiers: [{ from: '0', price: '0' }, { from: '100000', price: '0.000002' }] }); // prettier-ignore
    const [entry] = build([[executions, [row]]]).entries;
    assert.deepEqual(entry?.tiers, [{ from: '0', price: '0.0000002' }]);
    assert.deepEqual(entry.free, {
      quantity: '1000000',
      period: 'month',
      scope: 'subscription',
      source: `${executions.id ?? ''}, first tier`,
      status: 'confirmed',
    });
    assert.deepEqual(entry.source, {
      kind: 'api',
      id: executions.id,
      url: 'https://example.com',
      effectiveFrom: '2026-01-01',
      readAt: READ_AT,
      unit: '10',
    });
    assert.equal(entry.status, 'confirmed');
  });

  it('keep an allowance that no list has, and bundles', () => {
    const [entry] = build([[requests, [rowOf(requests, {})]]]).entries;
    assert.deepEqual(entry?.free, old('aws.lambda.requests', 'eu-central-1')?.free);
    const entities = identityOf('aws.twinmaker.entities', 'eu-central-1');
    assert.equal(build([[entities, [rowOf(entities, { unit: 'Month' })]]]).entries[0]?.plans?.length, 4);
  });

  it('drop an allowance that the row had and has no more', () => {
    const tiers = [{ from: '0', price: '0.000002' }];
    const row = rowOf(executions, { unit: '10', tiers });
    const before = (source: string): PriceEntry => {
      const entry = old('azure.functions.executions', 'eastus');
      assert.ok(entry?.free);
      return { ...entry, free: { ...entry.free, source } };
    };
    const freeAfter = (source: string): unknown =>
      buildEntries([executions], { rows: new Map([[executions, [row]]]), candidates: new Map() }, () => before(source)).entries[0]?.free;
    assert.equal(freeAfter(`${row.id}, first tier`), undefined);
    assert.deepEqual(freeAfter('a page'), before('a page').free);
  });

  it('take a daily allowance as a day’s, and refuse further tiers by the day', () => {
    const reads = identityOf('gcp.firestore.reads', 'us-central1');
    const daily = { aggregationInterval: 'DAILY', aggregationLevel: 'PROJECT' };
    const free = [{ from: '0', price: '0' }, { from: '50000', price: '0.0000003' }]; // prettier-ignore
    const [entry] = build([[reads, [rowOf(reads, { unit: 'count', attributes: daily, tiers: free })]]]).entries;
    assert.deepEqual([entry?.free?.quantity, entry?.free?.period, entry?.free?.scope], ['50000', 'day', 'project']);
    const tiers = [...free, { from: '90000', price: '0.0000002' }];
    assert.match(gapOf(reads, { unit: 'count', attributes: daily, tiers }), /^tiers: .*count by the day/);
  });

  it('add a price of several parts', () => {
    const [core, ram] = [
      identityOf('gcp.compute.e2-medium', 'europe-west1', 'core'),
      identityOf('gcp.compute.e2-medium', 'europe-west1', 'ram'),
    ];
    const rows = [
      [core, [rowOf(core, { id: 'C', unit: 'h', tiers: [{ from: '0', price: '0.021811' }] })]],
      [ram, [rowOf(ram, { id: 'R', unit: 'GiBy.h', tiers: [{ from: '0', price: '0.002923' }] })]],
    ] as const;
    const { entries } = build(rows);
    assert.deepEqual(entries[0]?.tiers, [{ from: '0', price: '0.033503' }]);
    assert.equal(entries[0]?.source.id, 'C + R');
    assert.equal(build([rows[0], [ram, []]]).gaps[0]?.kind, 'missing', 'a part alone is no price');
    const tiered = rowOf(ram, { id: 'R', unit: 'GiBy.h', tiers: [{ from: '0', price: '1' }, { from: '5', price: '2' }] }); // prettier-ignore
    assert.equal(build([rows[0], [ram, [tiered]]]).gaps[0]?.kind, 'tiers');
  });

  it('double a node’s price for an instance of two', () => {
    const grafana = identityOf('azure.grafana.instance', 'westeurope');
    const [entry] = build([[grafana, [rowOf(grafana, { unit: '1/Hour', tiers: [{ from: '0', price: '0.0445' }] })]]]).entries;
    assert.deepEqual(entry?.tiers, [{ from: '0', price: '0.089' }]);
  });

  it('count a row under several products once, and never choose among different ones', () => {
    assert.equal(build([[requests, [rowOf(requests, {}), rowOf(requests, { attributes: { x: '1' } })]]]).entries.length, 1);
    const several = gapOf(
      requests,
      { attributes: { usagetype: 'EUC1-Request' } },
      { id: 'OTHER', attributes: { usagetype: 'EUC1-Request' } },
    );
    assert.match(several, /^ambiguous: 2 rows of AWSLambda are CKZQ.* OTHER \(EUC1-Request\)/);
    assert.match(gapOf(requests, {}, { tiers: [{ from: '0', price: '0.0000001' }] }), /^ambiguous/, 'not the cheaper one');
  });

  it('pass over a price that does not hold yet', () => {
    const announced = { effectiveFrom: '2027-01-01', tiers: [{ from: '0', price: '0.0000009' }] };
    const [entry] = build([[requests, [rowOf(requests, {}), rowOf(requests, announced)]]]).entries;
    assert.equal(entry?.tiers[0]?.price, '0.0000002');
    assert.match(gapOf(requests, announced), /^missing/);
  });

  it('refuse another currency, unit, a price of nothing, and tiers that leave something open', () => {
    assert.match(gapOf(requests, { currency: 'CNY' }), /^currency: .* is in CNY/);
    assert.match(gapOf(requests, { unit: 'GB' }), /^unit: .* quoted per GB, and the meter is counted in request/);
    assert.match(gapOf(requests, { unit: 'Bushels' }), /^unit: .*"Bushels", which is not known/);
    assert.match(gapOf(pubsub, { unit: 'GiBy' }), /^unit/, 'a GiB is no TiB');
    assert.match(gapOf(requests, { tiers: [{ from: '0', price: '0' }] }), /^zero: .*a price of 0 only/);
    assert.match(gapOf(requests, { tiers: [] }), /^zero/);
    assert.match(gapOf(requests, { recordedTo: '6000000000' }), /^tiers: .*end at 6000000000/);
    assert.match(gapOf(requests, { tiers: [{ from: '10', price: '1' }] }), /^tiers: .*begins at 10/);
    assert.match(
      gapOf(requests, {
        tiers: [
          { from: '0', price: '1' },
          { from: '10', price: '0' },
        ],
      }),
      /^zero: A later tier of/,
    );
    assert.match(gapOf(requests, { unit: '3' }), /^unit: .*"3", which does not divide 0.0000002 exactly/);
    assert.match(gapOf(requests, { tiers: [{ from: '0', price: '9'.repeat(80) }] }), /^tiers: .*an amount that no price has: 999/);
    assert.match(gapOf(requests), /^missing: No row of AWSLambda is CKZQ3D25MV9ET243 in eu-central-1/);
  });
});
