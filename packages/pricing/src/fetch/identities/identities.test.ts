import assert from 'node:assert/strict';
import { METERS } from '@twin2multicloud/cost';
import { bundledBook } from '@twin2multicloud/pricing';
import { describe, it } from 'mocha';
import { AWS_BILLING_CODES } from './aws.ts';
import { GOOGLE_PLACES } from './gcp.ts';
import { fits, identitiesOf, isNear, PINS, timesOf } from './identities.ts';
import { knownZones, logicalRegions } from './regions.ts';

describe('the identity tables', () => {
  it('have a row for every meter of the model, and for no other', () => {
    assert.deepEqual(Object.keys(PINS).sort(), Object.keys(METERS).sort());
  });

  it('have the ids of the records that the bundled book is made of', () => {
    for (const entry of bundledBook().entries.filter(({ status }) => status === 'confirmed')) {
      const meter = `${entry.provider}.${entry.service}.${entry.meter}`;
      const [identity, ...others] = identitiesOf(entry.provider, [entry.region]).filter((item) => item.meter === meter);
      assert.ok(identity, meter);
      assert.deepEqual(others, []);
      // Cloud Run's tiers are told by their regions, not by one id.
      if (identity.id !== null) assert.equal(identity.id, entry.source.id, `${meter} in ${entry.region}`);
      else assert.match(meter, /^gcp\.cloud-run\./);
    }
  });

  it('know every region that can be asked for, by each provider’s own words', () => {
    const zones = knownZones();
    for (const [name, named] of Object.entries(logicalRegions())) {
      for (const [provider, region] of Object.entries(named)) {
        assert.equal(zones[region]?.provider, provider, `${name}: ${region}`);
        const known = identitiesOf(provider as 'aws', [region]);
        const expected = Object.keys(PINS).filter((meter) => meter.startsWith(`${provider}.`));
        assert.deepEqual([...new Set(known.map(({ meter }) => meter))].sort(), expected.sort(), `${region} lacks an identity`);
      }
    }
    for (const [region, { provider, country, zone }] of Object.entries(zones)) {
      assert.match(country, /^[A-Z]{2}$/, region);
      assert.match(zone, /^[A-Z]{2}$/, region);
      if (provider === 'aws') assert.ok(region in AWS_BILLING_CODES, region);
      if (provider === 'gcp') assert.ok(region in GOOGLE_PLACES, region);
    }
    const codes = Object.values(AWS_BILLING_CODES).flat();
    assert.equal(new Set(codes).size, codes.length, 'no code of two regions');
  });

  it('prefix usage types as AWS does', () => {
    const usage = (region: string): unknown =>
      identitiesOf('aws', [region]).find(({ meter }) => meter === 'aws.lambda.requests')?.where.usagetype;
    assert.deepEqual(usage('us-east-1'), ['Request', 'USE1-Request']);
    assert.deepEqual(usage('eu-west-1'), ['EU-Request', 'EUW1-Request']);
    assert.deepEqual(usage('eu-central-1'), ['EUC1-Request']);
    assert.deepEqual(identitiesOf('aws', ['moon-1']), []);
  });

  it('tell a row by its id and region, or by all its attributes', () => {
    const [known] = identitiesOf('azure', ['eastus']).filter(({ meter }) => meter === 'azure.functions.executions');
    const [named] = identitiesOf('azure', ['uksouth']).filter(({ meter }) => meter === 'azure.iot-hub.s1');
    assert.ok(known?.id && named?.id === null);
    const row = { id: known.id, service: 'Functions', regions: ['eastus'], attributes: {} };
    assert.ok(fits(known, row));
    assert.ok(fits(known, { ...row, regions: ['global'] }));
    assert.ok(!fits(known, { ...row, regions: ['westeurope'] }), 'the same meter id stands in many regions');
    assert.ok(!fits(known, { ...row, service: 'Storage' }));
    const attributes = { productName: 'IoT Hub', skuName: 'S1', meterName: 'Standard S1 Unit', type: 'Consumption' };
    const hub = { id: 'any', service: 'IoT Hub', regions: ['uksouth'], attributes };
    assert.ok(fits(named, hub));
    for (const key of Object.keys(attributes)) assert.ok(!fits(named, { ...hub, attributes: { ...attributes, [key]: 'other' } }), key);
    assert.ok(isNear(named, { ...hub, attributes: { ...attributes, meterName: 'Standard S1 Units' } }));
    assert.ok(!isNear(named, { ...hub, attributes: { meterName: 'Free Unit' } }));
    assert.ok(!isNear(named, { ...hub, regions: ['eastus'] }));
  });

  it('leave AWS’s other terms of a SKU out', () => {
    const [identity] = identitiesOf('aws', ['eu-central-1']).filter(({ meter }) => meter === 'aws.lambda.requests');
    assert.ok(identity?.id);
    const row = { id: identity.id, service: 'AWSLambda', regions: ['eu-central-1'], attributes: { term: 'JRTCKXETXF' } };
    assert.ok(fits(identity, row));
    assert.ok(!fits(identity, { ...row, attributes: { term: 'A429C66SYZ' } }));
  });

  it('say how many of a row’s units make one of the meter’s', () => {
    assert.equal(timesOf({ meter: 'gcp.compute.e2-medium', part: 'ram' }), '4');
    assert.equal(timesOf({ meter: 'azure.grafana.instance', part: '' }), '2');
    assert.equal(timesOf({ meter: 'aws.lambda.requests', part: '' }), '1');
  });
});
