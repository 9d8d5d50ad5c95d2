/** The entry `meter`: what it answers for every meter, and what it says of a usage or rates that make no sense. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { UsageField } from './fields.ts';
import { meter, METER_DESCRIPTIONS, METER_USAGE_FIELDS, meterIds, type AnyMeterId, type AnyUsage } from './meter.ts';

/** Numbers ≥ 1, so that no field divides by zero. */
const NUMBERS = fc.double({ min: 1, max: 1e6, noNaN: true });

function valueOf({ kind }: UsageField): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'number':
      return NUMBERS;
    case 'flag':
      return fc.boolean();
    case 'consistency':
      return fc.constantFrom('eventual', 'strong', 'transactional');
    case 'numbers':
      return fc.array(NUMBERS, { maxLength: 5 });
    case 'storage':
      return fc.array(fc.record({ bytes: NUMBERS, hours: NUMBERS }), { maxLength: 5 });
    case 'throughput':
      return fc.array(fc.record({ requestUnitsPerSecond: NUMBERS, hours: NUMBERS }), { maxLength: 5 });
  }
}

/** Any usage of one meter; fields with a default may be missing. */
function usageOf(id: AnyMeterId): fc.Arbitrary<AnyUsage<AnyMeterId>> {
  const fields = Object.entries(METER_USAGE_FIELDS[id]);
  const requiredKeys = fields.filter(([, field]) => field.default === undefined).map(([name]) => name);
  return fc.record(Object.fromEntries(fields.map(([name, field]) => [name, valueOf(field)])), { requiredKeys });
}

describe('meter', () => {
  it('knows each id once', () => {
    assert.equal(new Set(meterIds).size, meterIds.length);
    assert.deepEqual(Object.keys(METER_DESCRIPTIONS).sort(), [...meterIds].sort());
  });

  it('answers for every meter with a quantity, and parts that add up', () => {
    const tiers = [
      { from: 0, price: 3 },
      { from: 1000, price: 2 },
      { from: 1e6, price: 0 },
    ];
    for (const id of meterIds) {
      fc.assert(
        fc.property(usageOf(id), NUMBERS, (usage, free) => {
          const answer = meter(id, usage, { tiers, free });
          assert.ok(answer.quantity >= 0, id);
          assert.equal(answer.unit, METER_DESCRIPTIONS[id].unit);
          if (answer.quantity === Infinity) assert.equal(answer.amount, Infinity);
          else {
            const sum = answer.parts.reduce((total, part) => total + part.amount, 0);
            assert.ok(Math.abs(sum - answer.amount) <= 1e-9 * Math.max(1, sum), id);
            assert.ok(Math.abs(answer.free + answer.billable - answer.quantity) <= 1e-9 * Math.max(1, answer.quantity), id);
            assert.ok(answer.free <= free && answer.billable >= 0, id);
          }
        }),
        { numRuns: 25 },
      );
    }
  });

  it('never counts less for more, except where a field says how much is allowed or shared', () => {
    const shares = [
      'gigabyte',
      'kilobyte',
      'concurrency',
      'monthHours',
      'monthDays',
      'interval',
      'blockBytes',
      'allowance',
      'storedDays',
      'start',
    ];
    const limits = ['quotaPerDay', 'unitThrottle', 'hubThrottle', 'maxUnits', 'maxDevices'];
    for (const id of meterIds) {
      const growing = Object.entries(METER_USAGE_FIELDS[id]).filter(
        ([name, field]) => field.kind === 'number' && ![...shares, ...limits].includes(name),
      );
      for (const [name] of growing) {
        fc.assert(
          fc.property(usageOf(id), NUMBERS, (usage, more) => {
            const before = (usage as Record<string, unknown>)[name];
            if (typeof before !== 'number') return;
            const after = { ...usage, [name]: before + more } as AnyUsage<AnyMeterId>;
            assert.ok(meter(id, after).quantity >= meter(id, usage).quantity * (1 - 1e-9), `${id} ${name}`);
          }),
          { numRuns: 10 },
        );
      }
    }
  });

  it('prices flat and tiered, with and without an allowance', () => {
    const usage = { executions: 1500 };
    assert.deepEqual(meter('aws.lambda.requests', usage), {
      id: 'aws.lambda.requests',
      quantity: 1500,
      unit: 'request',
      free: 0,
      billable: 1500,
      parts: [],
      amount: 0,
    });
    assert.equal(meter('aws.lambda.requests', usage, { price: 2 }).amount, 3000);
    const tiers = [
      { from: 0, price: 2 },
      { from: 1000, price: 1 },
    ];
    assert.equal(meter('aws.lambda.requests', usage, { tiers }).amount, 2500);
    const answer = meter('aws.lambda.requests', usage, { tiers, free: 400 });
    assert.equal(answer.amount, 1700);
    assert.deepEqual(answer.parts, [
      { from: 0, quantity: 400, price: 0, amount: 0 },
      { from: 400, quantity: 600, price: 2, amount: 1200 },
      { from: 1000, quantity: 500, price: 1, amount: 500 },
    ]);
    assert.deepEqual([answer.free, answer.billable], [400, 1100]);
    assert.equal(meter('aws.lambda.requests', usage, { price: 2, free: 1501 }).amount, 0);
    assert.equal(meter('aws.lambda.requests', usage, { free: 400 }).billable, 1100);
  });

  it('says infinity where a product cannot take the usage, also at price 0', () => {
    const usage = {
      messagesPerDay: 1e9,
      messagesPerSecond: 0,
      devices: 1,
      quotaPerDay: 400_000,
      unitThrottle: 12,
      hubThrottle: 100,
      maxUnits: 200,
      maxDevices: 1e6,
    };
    for (const price of [0, 25]) assert.equal(meter('azure.iot-hub.s1', usage, { price, free: 1 }).amount, Infinity);
  });

  it('fills in defaults', () => {
    assert.equal(meter('azure.iot-hub.messages', { messages: 1, bytes: 4097 }).quantity, 2);
    assert.equal(meter('aws.dynamodb.item-reads', { items: 1, bytes: 1 }).quantity, 0.5);
  });

  it('names the fields where one is missing, unknown or no number', () => {
    const wrong = (id: string, usage: object): unknown => meter(id as AnyMeterId, usage as AnyUsage<AnyMeterId>);
    assert.throws(() => wrong('aws.sqs.requests', {}), /needs the field requests \(count: requests\); it has requests, bytes/);
    assert.throws(() => wrong('aws.sqs.requests', { requests: 1, byte: 2 }), /has no field byte; it has requests, bytes/);
    for (const requests of [-1, NaN, Infinity, '3', null]) {
      assert.throws(() => wrong('aws.sqs.requests', { requests }), RangeError, String(requests));
    }
    assert.throws(() => wrong('aws.nothing', {}), /there is no meter aws.nothing; meterIds lists them/);
    assert.throws(() => wrong('toString', {}), /there is no meter/);
    assert.throws(() => wrong('any.storage.average', { periods: [{ bytes: 1 }], monthHours: 730 }), /gives no quantity/);
  });

  it('refuses rates that make no sense', () => {
    const usage = { executions: 1 };
    assert.throws(() => meter('aws.lambda.requests', usage, { tiers: [{ from: 5, price: 1 }] }), /the first tier begins at 0/);
    for (const price of [-1, NaN, Infinity]) assert.throws(() => meter('aws.lambda.requests', usage, { price }), /numbers ≥ 0/);
    assert.throws(() => meter('aws.lambda.requests', usage, { free: -1 }), /numbers ≥ 0/);
  });
});
