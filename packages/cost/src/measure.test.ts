import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PROVIDERS, SLOTS, type Provider, type Slot } from '@twin2multicloud/topology';
import { flatBook, type FlatBookOptions } from '../../../test/fixtures/flat-book.ts';
import { twinWith } from '../../../test/fixtures/twin.ts';
import { pricePlacement } from './lines.ts';
import { measure, type Measured } from './measure.ts';
import { ratesFor } from './rates.ts';
import type { CostLine, Placement, Unavailable } from './result.ts';

const DEVICE = 'count 40  every 2 min  payload 0.25 KB';

function measured(device: string, body = '', book: FlatBookOptions = {}): Measured {
  const scenario = twinWith(device, body);
  return measure(scenario, ratesFor(flatBook(book), scenario));
}

function blockedAt(of: Measured, slot: Slot, provider: Provider): Unavailable | undefined {
  return of.blocked.get(SLOTS.indexOf(slot) * 3 + PROVIDERS.indexOf(provider));
}

/** The lines of a slot with everything on one cloud. */
function linesOn(of: Measured, provider: Provider, slot: Slot): readonly CostLine[] {
  const placement = Object.fromEntries(of.slots.map((index) => [SLOTS[index], provider])) as Placement;
  return pricePlacement(of, placement).bySlot.get(slot) ?? [];
}

describe('plans: editions of IoT Hub', () => {
  const HUB: FlatBookOptions = { prices: { 'azure.iot-hub.s1': 25, 'azure.iot-hub.s2': 250, 'azure.iot-hub.s3': 2500 } };
  const hub = (device: string, book = HUB): string => {
    const of = measured(device, '', book);
    const blocked = blockedAt(of, 'L1', 'azure');
    if (blocked) return blocked.reason;
    // Only L1 must be on Azure; the item may be too large for its hot storage.
    const line = pricePlacement(of, { L1: 'azure', L2: 'azure', 'L3.hot': 'azure' })
      .bySlot.get('L1')
      ?.find(({ component }) => component === 'azure.L1.hub');
    return `${of.plans.get('azure.L1.hub')} ${line?.quantity}`;
  };
  const daily = (messages: number, payload: string): string => `count ${messages}  every 1 day  payload ${payload}`;

  it('change where the cheapest changes, the smaller one on a tie', () => {
    assert.equal(hub(daily(1, '1 KB')), 'S1 1');
    assert.equal(hub(daily(400_000, '4 KB')), 'S1 1');
    assert.equal(hub(daily(400_001, '4 KB')), 'S1 2');
    // 10 units of S1 cost what one of S2 does.
    assert.equal(hub(daily(400_000, '40 KB')), 'S1 10');
    assert.equal(hub(daily(400_001, '40 KB')), 'S2 1');
    assert.equal(hub(daily(1_000_000, '240 KB')), 'S2 10');
    assert.equal(hub(daily(1_000_000, '244 KB')), 'S3 1');
  });

  it('end with the units of the largest one', () => {
    assert.equal(hub('count 1_000_000  rate 50 / day  payload 240 KB'), 'S3 10');
    assert.equal(hub('count 1_000_000  rate 51 / day  payload 240 KB'), 'more than Azure IoT Hub takes in any of S1, S2, S3');
  });

  it('skip an edition of which too many units would be needed', () => {
    const dear: FlatBookOptions = { prices: { 'azure.iot-hub.s1': 1, 'azure.iot-hub.s2': 1e6, 'azure.iot-hub.s3': 1e9 } };
    assert.equal(hub('count 1_000_000  rate 16 / day  payload 20 KB', dear), 'S1 200');
    assert.equal(hub('count 1_000_000  rate 17 / day  payload 20 KB', dear), 'S2 15');
  });

  it('follow the throttle of the peak second, which a hub holds whatever its units', () => {
    assert.equal(hub('count 1  every 1 day  peak 100 / s  payload 1 KB'), 'S1 1');
    assert.equal(hub('count 1  every 1 day  peak 101 / s  payload 1 KB'), 'S1 9');
    assert.equal(hub('count 1  every 1 day  peak 120 / s  payload 1 KB'), 'S1 10');
    // 11 units of S1 would cost 275; a second unit of S2 would cost 500.
    assert.equal(hub('count 1  every 1 day  peak 121 / s  payload 1 KB'), 'S1 11');
  });

  it('hold a million devices', () => {
    assert.equal(hub(daily(1_000_000, '1 KB')), 'S1 3');
    assert.match(hub(daily(1_000_001, '1 KB')), /^more than Azure IoT Hub takes/);
  });

  it('count an empty message, and feedback in blocks of 4 KB', () => {
    const of = measured(
      'count 300_000  every 1 day  payload 1 KB  telemetry { x: number }',
      'processing { on motion.x > 1 matches 50 % { feedback motion { x: 1 } } }',
      HUB,
    );
    assert.equal(linesOn(of, 'azure', 'L1').find(({ component }) => component === 'azure.L1.hub')?.quantity, 2);
    const scenario = twinWith(daily(400_001, '1 KB'));
    const [group] = scenario.groups;
    assert.ok(group);
    const empty = { ...scenario, groups: [{ ...group, payload: { value: 0, at: null } }] };
    const line = linesOn(measure(empty, ratesFor(flatBook(HUB), empty)), 'azure', 'L1').find(
      ({ component }) => component === 'azure.L1.hub',
    );
    assert.equal(line?.quantity, 2);
  });
});

describe('plans: capacity modes of Cosmos DB', () => {
  const mode = (device: string, body: string, prices: FlatBookOptions['prices'], rest: FlatBookOptions = {}): string => {
    const of = measured(device, body, { ...rest, prices: prices ?? {} });
    const line = linesOn(of, 'azure', 'L3.hot').find(({ component }) => component === 'azure.L3.hot.database');
    return `${of.plans.get('azure.L3.hot.database')} ${line?.quantity}`;
  };
  const CHEAP_RU = { 'azure.cosmos-db.serverless': 1e-9 };

  it('are serverless where request units are cheap, and its limits hold', () => {
    // One write of 1,024 B is 5 RU.
    assert.equal(mode('count 1  every 1 s  payload 924 B', '', CHEAP_RU), `serverless ${2_628_000 * 5}`);
    // 1,000 a second are 5,000 RU/s, the most that serverless takes; then autoscale, 730 h · 5,100 / 10 / 100.
    assert.equal(mode('count 1000  every 1 s  payload 924 B', 'storage { hot 1 day }', CHEAP_RU), `serverless ${1000 * 2_628_000 * 5}`);
    assert.match(mode('count 1001  every 1 s  payload 924 B', 'storage { hot 1 day }', CHEAP_RU), /^autoscale|^provisioned/);
    // 2²⁰ MB hold 1 TiB: 500 devices · 2,628,000 s · 1,024 B · 1 month are above it.
    assert.match(mode('count 500  every 1 s  payload 924 B', '', CHEAP_RU), /^autoscale|^provisioned/);
  });

  it('are autoscale for peaks, at least a tenth of a maximum of at least 1,000 RU/s', () => {
    const prices = { 'azure.cosmos-db.serverless': 1e9, 'azure.cosmos-db.provisioned': 0.01, 'azure.cosmos-db.autoscale': 0.015 };
    assert.equal(mode('count 1  every 1 h  peak 1 / s  payload 924 B', '', prices), 'autoscale 730');
    // The peak of 2,001 RU/s makes 2,100; a tenth is 210.
    assert.equal(mode('count 1  every 1 h  peak 400.2 / s  payload 924 B', '', prices), `autoscale ${(730 * 210) / 100}`);
  });

  it('are provisioned for an even load, at least 400 RU/s in steps of 100', () => {
    const prices = { 'azure.cosmos-db.serverless': 1e9, 'azure.cosmos-db.provisioned': 0.01, 'azure.cosmos-db.autoscale': 1 };
    assert.equal(mode('count 1  every 1 h  payload 924 B', '', prices), `provisioned ${730 * 4}`);
    assert.equal(mode('count 80  every 1 s  payload 924 B', '', prices), `provisioned ${730 * 4}`);
    assert.equal(mode('count 81  every 1 s  payload 924 B', '', prices), `provisioned ${730 * 5}`);
  });

  it('prefer the order of the document on a tie', () => {
    assert.match(mode('count 1  every 1 h  payload 924 B', '', {}, { price: 0 }), /^serverless/);
  });

  it('count the lifetime allowance of the mode that has it', () => {
    const prices = { 'azure.cosmos-db.serverless': 1e-4, 'azure.cosmos-db.provisioned': 0.01, 'azure.cosmos-db.autoscale': 0.01 };
    const free = { 'azure.cosmos-db.autoscale': 7300, 'azure.cosmos-db.provisioned': 7300 };
    assert.match(mode('count 1  every 1 h  payload 924 B', '', prices), /^serverless/);
    assert.match(mode('count 1  every 1 h  payload 924 B', '', prices, { free }), /^autoscale/);
  });
});

describe('plans: dashboards on Google Cloud', () => {
  const plan = (body: string, options: FlatBookOptions): string | undefined =>
    measured(DEVICE, body, options).plans.get('gcp.L5.dashboard');
  const prices = {
    'gcp.compute.e2-medium': 1,
    'gcp.compute.disk': 0,
    'gcp.cloud-run.cpu': 1 / 3600,
    'gcp.cloud-run.memory': 0,
    'gcp.cloud-run.requests': 0,
  };

  it('are the cheaper of a machine and of Cloud Run while somebody looks', () => {
    assert.equal(plan('visualization { viewers 5  refresh 1 / hour for 23 h / day }', { prices }), 'Cloud Run');
    assert.equal(plan('visualization { viewers 5  refresh 1 / hour for 24 h / day }', { prices }), 'e2-medium');
  });

  it('are compared without the allowance that functions share', () => {
    const dear = { ...prices, 'gcp.cloud-run.cpu': 1 };
    assert.equal(
      plan('visualization { viewers 5  refresh 1 / hour for 1 h / day }', { prices: dear, free: { 'gcp.cloud-run.cpu': 1e12 } }),
      'e2-medium',
    );
  });
});

describe('plans: TwinMaker', () => {
  const bundle = { name: 'T', fee: '10', maxEntities: 100, includedCalls: 1e9, includedQueries: 1e9, callPrice: '0', queryPrice: '0' };
  const plan = (entities: number, options: FlatBookOptions): string | undefined =>
    measured(DEVICE, `management { entities ${entities} }`, options).plans.get('aws.L4.twins');

  it('is the bundle where it is cheaper and holds the entities', () => {
    assert.equal(plan(9, { bundles: [bundle] }), 'standard');
    assert.equal(plan(10, { bundles: [bundle] }), 'standard');
    assert.equal(plan(11, { bundles: [bundle] }), 'bundle');
    assert.equal(plan(101, { bundles: [bundle] }), 'standard');
    assert.equal(plan(11, {}), 'standard');
  });

  it('books the bundle’s own amount on one line', () => {
    const [line] = linesOn(measured(DEVICE, 'management { entities 50 }', { bundles: [{ ...bundle, fee: '12.5' }] }), 'aws', 'L4');
    assert.deepEqual([line?.meter, line?.quantity, line?.amount], ['aws.twinmaker.bundle', 1, 12.5]);
  });
});

describe('slots that a cloud cannot serve', () => {
  it('are blocked by a limit, with the reason of the topology', () => {
    const blocked = blockedAt(measured('count 1  every 1 s  payload 300 KB'), 'L1', 'aws');
    assert.equal(blocked?.kind, 'limit');
    assert.match(blocked.reason, /takes at most 128 KB/);
    assert.ok(blocked.at);
  });

  it('are blocked by a missing or an ambiguous price, with the meter’s id', () => {
    const missing = blockedAt(measured(DEVICE, '', { without: ['aws.iot-core.rules'] }), 'L1', 'aws');
    assert.deepEqual([missing?.kind, missing?.meter], ['price', 'aws.iot-core.rules']);
    assert.match(missing?.reason ?? '', /has no price for aws\.iot-core\.rules in eu-central-1/);
    const book = flatBook();
    const scenario = twinWith(DEVICE);
    const twice = { ...book, entries: [...book.entries, ...book.entries.filter((entry) => entry.meter === 'rules')] };
    const ambiguous = blockedAt(measure(scenario, ratesFor(twice, scenario)), 'L1', 'aws');
    assert.match(ambiguous?.reason ?? '', /has several prices for aws\.iot-core\.rules/);
  });

  it('are not blocked by a price of which nothing is needed', () => {
    assert.equal(
      blockedAt(measured(DEVICE, '', { without: ['aws.eventbridge.events', 'aws.step-functions.transitions'] }), 'L2', 'aws'),
      undefined,
    );
  });

  it('fall back on the plans that have prices', () => {
    const some = measured(DEVICE, '', { without: ['azure.cosmos-db.serverless', 'azure.cosmos-db.autoscale'] });
    assert.equal(some.plans.get('azure.L3.hot.database'), 'provisioned');
    const none = measured(DEVICE, '', {
      without: ['azure.cosmos-db.serverless', 'azure.cosmos-db.autoscale', 'azure.cosmos-db.provisioned'],
    });
    assert.equal(blockedAt(none, 'L3.hot', 'azure')?.meter, 'azure.cosmos-db.serverless');
  });

  it('are blocked by a service that the region lacks, if the twin needs it', () => {
    const lacks = (service: string, body = ''): FlatBookOptions & { body: string } => ({
      unavailable: [{ provider: 'gcp', region: 'europe-west1', service, reason: `no ${service} there` }],
      body,
    });
    const at = ({ body, ...book }: FlatBookOptions & { body: string }, slot: Slot) =>
      blockedAt(measured(`${DEVICE}  telemetry { x: number }`, body, book), slot, 'gcp');
    assert.deepEqual([at(lacks('pubsub'), 'L1')?.kind, at(lacks('pubsub'), 'L1')?.reason], ['absent', 'no pubsub there']);
    // Pub/Sub carries notifications too, but only where a rule notifies.
    assert.equal(at(lacks('pubsub'), 'L2'), undefined);
    assert.equal(at(lacks('pubsub', 'processing { on motion.x > 1 { notify "n" } }'), 'L2')?.kind, 'absent');
    // The scheduler is needed where data moves on.
    assert.equal(at(lacks('scheduler'), 'L3.hot'), undefined);
    assert.equal(at(lacks('scheduler', 'storage { hot 1 month  cool 2 months }'), 'L3.hot')?.kind, 'absent');
    assert.equal(at(lacks('storage-standard', 'management { model A }'), 'L4'), undefined);
    assert.equal(at(lacks('storage-standard', 'management { model A\n scene 1 MB }'), 'L4')?.kind, 'absent');
  });

  it('are all blocked where the book does not know the region', () => {
    const scenario = {
      ...twinWith(DEVICE),
      region: { logical: { value: 'moon', at: null }, named: { azure: { value: 'eastus', at: null } } },
    };
    const of = measure(scenario, ratesFor(flatBook(), scenario));
    for (const slot of SLOTS) {
      assert.equal(blockedAt(of, slot, 'aws')?.kind, 'region');
      assert.equal(blockedAt(of, slot, 'gcp')?.kind, 'region');
      assert.equal(blockedAt(of, slot, 'azure'), undefined);
    }
  });

  it('are blocked by a quantity beyond what can be computed', () => {
    const scenario = twinWith(DEVICE);
    const [group] = scenario.groups;
    assert.ok(group);
    for (const count of [1e308, Infinity, NaN]) {
      const absurd = { ...scenario, groups: [{ ...group, count: { value: count, at: null } }] };
      const of = measure(absurd, ratesFor(flatBook(), absurd));
      for (const slot of ['L1', 'L2', 'L3.hot'] as const)
        for (const provider of PROVIDERS) assert.equal(blockedAt(of, slot, provider)?.kind, 'limit', `${count} ${slot} ${provider}`);
      assert.match(blockedAt(of, 'L2', 'aws')?.reason ?? '', /AWS Lambda \(Requests\) is beyond what can be computed/);
    }
  });
});

describe('measure', () => {
  it('keeps the plans that it is given', () => {
    const scenario = twinWith(DEVICE);
    const rates = ratesFor(flatBook(), scenario);
    const plans = new Map([['azure.L3.hot.database', 'provisioned']]);
    assert.equal(measure(scenario, rates, { plans, month: 1 }).plans.get('azure.L3.hot.database'), 'provisioned');
    assert.equal(plans.size, 1);
  });

  it('says the same however often it is asked, between other scenarios', () => {
    const bills = (of: Measured) => JSON.stringify([of.slotBills, of.sourceBills, of.destinationBills, of.sameBills]);
    const one = () => measured(DEVICE, 'storage { hot 1 month  cool 2 months }');
    const first = bills(one());
    measured('count 999  every 1 s  payload 7 KB', 'management { model A }\n visualization { viewers 3  refresh 1 / min }');
    assert.equal(bills(one()), first);
  });
});
