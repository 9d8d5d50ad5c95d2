import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FLOWS, PROVIDERS, SLOTS, type Provider, type Slot } from '@twin2multicloud/topology';
import { flatBook, type FlatBookOptions } from '../../../test/fixtures/flat-book.ts';
import { twinOf, twinWith } from '../../../test/fixtures/twin.ts';
import { randomScenario } from '../../../test/reference/random-scenario.ts';
import { pricePlacement, priceTransferAlone, type PricedPlacement } from './lines.ts';
import { measure, type Measured } from './measure.ts';
import { ratesFor } from './rates.ts';
import type { CostLine, Placement } from './result.ts';
import type { Scenario } from '@twin2multicloud/topology';

const measured = (scenario: Scenario, book: FlatBookOptions = {}): Measured => measure(scenario, ratesFor(flatBook(book), scenario));

function everythingOn(of: Measured, provider: Provider, but: Placement = {}): Placement {
  return { ...(Object.fromEntries(of.slots.map((slot) => [SLOTS[slot], provider])) as Placement), ...but };
}

function allLines(priced: PricedPlacement): readonly CostLine[] {
  return [...[...priced.bySlot.values()].flat(), ...priced.transfers.flatMap(({ lines }) => lines)];
}

const ids = (priced: PricedPlacement, slot: Slot) => priced.bySlot.get(slot)?.map(({ component, meter }) => `${component} ${meter}`) ?? [];

function close(actual: number, expected: number, what = 'amount'): void {
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${what}: ${actual} is not ${expected}`);
}

const TWO_GROUPS = twinOf(`twin T {
  devices a { count 10  every 1 s  payload 1 KB }
  devices b { count 30  every 1 s  payload 7 KB }
}`);

describe('lines of a placement', () => {
  const of = measured(twinWith('count 40  every 2 min  payload 0.25 KB', 'visualization { editors 2  viewers 3 }'));
  const aws = pricePlacement(of, everythingOn(of, 'aws'));

  it('are one for each component and meter, in the order of the topology', () => {
    assert.deepEqual([...aws.bySlot.keys()], ['L1', 'L2', 'L3.hot', 'L5']);
    assert.deepEqual(ids(aws, 'L1'), [
      'aws.L1.broker aws.iot-core.connectivity',
      'aws.L1.broker aws.iot-core.messages',
      'aws.L1.broker aws.iot-core.rules',
      'aws.L1.broker aws.iot-core.actions',
      'aws.L1.connects aws.iot-core.messages',
      'aws.L1.dispatcher aws.lambda.requests',
      'aws.L1.dispatcher aws.lambda.duration',
    ]);
    assert.deepEqual(aws.transfers, []);
  });

  it('carry quantity, unit, price, formula and source', () => {
    const [minutes] = aws.bySlot.get('L1') ?? [];
    assert.ok(minutes);
    assert.equal(minutes.quantity, 40 * 43_800);
    assert.deepEqual([minutes.unit, minutes.unitPrice, minutes.amount, minutes.status], ['minute', 1, 40 * 43_800, 'confirmed']);
    assert.deepEqual([minutes.slot, minutes.provider, minutes.role, minutes.service], ['L1', 'aws', 'message broker', 'AWS IoT Core']);
    assert.match(minutes.formula, /^n · 43,800/);
    assert.equal(minutes.source?.id, 'test');
    assert.deepEqual(minutes.tiers, [{ from: 0, price: 1 }]);
  });

  it('leave out what is not used', () => {
    assert.ok(allLines(aws).every(({ quantity }) => quantity > 0));
    assert.ok(!ids(aws, 'L3.hot').some((id) => id.includes('reads')));
  });

  it('add up to the total, in printed order', () => {
    close(
      allLines(aws).reduce((sum, { amount }) => sum + amount, 0),
      aws.total,
    );
  });

  it('of a placement on two clouds add what crosses, booked at the transfer', () => {
    const mixed = pricePlacement(of, everythingOn(of, 'aws', { L1: 'azure' }));
    assert.deepEqual(
      mixed.transfers.map(({ from, to, fromProvider, toProvider, flow }) => [from, to, fromProvider, toProvider, flow]),
      [['L1', 'L2', 'azure', 'aws', 'messages']],
    );
    const [transfer] = mixed.transfers;
    assert.deepEqual(
      transfer?.lines.map(({ component, slot }) => [component, slot]),
      [
        ['azure.L1-L2.connector', null],
        ['azure.L1-L2.connector', null],
        ['azure.L1-L2.egress', null],
        ['aws.L1-L2.receiver', null],
        ['aws.L1-L2.receiver', null],
      ],
    );
    const m = 40 * 30 * 730;
    const egress = transfer?.lines.find(({ meter }) => meter === 'azure.bandwidth.internet');
    close(egress?.quantity ?? 0, (m * (256 + 350)) / 1_073_741_824, 'egress');
  });
});

describe('lines of a shared meter', () => {
  it('share one allowance in proportion to their quantities', () => {
    const scenario = twinWith('count 1  every 1 s  payload 1 KB');
    const m = 2_628_000;
    const of = measured(scenario, { free: { 'aws.lambda.requests': m } });
    const lines = allLines(pricePlacement(of, everythingOn(of, 'aws'))).filter(({ meter }) => meter === 'aws.lambda.requests');
    // Dispatcher and persister: 2 m requests, m of them free.
    assert.deepEqual(
      lines.map(({ component }) => component),
      ['aws.L1.dispatcher', 'aws.L2.persister'],
    );
    for (const line of lines) {
      close(line.amount, m / 2);
      close(line.unitPrice, 0.5);
    }
  });

  it('are priced by the tier of their sum', () => {
    const scenario = twinWith('count 1  every 1 s  payload 1 KB');
    const m = 2_628_000;
    const of = measured(scenario, {
      prices: {
        'aws.lambda.requests': [
          [0, 1],
          [m, 0.5],
        ],
      },
    });
    const lines = allLines(pricePlacement(of, everythingOn(of, 'aws'))).filter(({ meter }) => meter === 'aws.lambda.requests');
    for (const line of lines) close(line.amount, 0.75 * m);
  });

  it('pool egress of different flows of one cloud', () => {
    const scenario = twinWith('count 1000  every 1 s  payload 924 B', 'management { model A }');
    const of = measured(scenario, { free: { 'aws.data-transfer.internet': 100 } });
    const priced = pricePlacement(of, { L1: 'aws', L2: 'aws', 'L3.hot': 'azure', L4: 'azure' });
    const egress = allLines(priced).filter(({ meter }) => meter === 'aws.data-transfer.internet');
    const stored = (1000 * 2_628_000 * (1024 + 350)) / 1_073_741_824;
    const updates = (1000 * 2_628_000 * (924 + 350)) / 1_073_741_824;
    assert.deepEqual(
      priced.transfers.map(({ from, to }) => `${from} ${to}`),
      ['L2 L3.hot', 'L2 L4'],
    );
    close(egress[0]?.quantity ?? 0, stored);
    close(egress[1]?.quantity ?? 0, updates);
    close((egress[0]?.amount ?? 0) + (egress[1]?.amount ?? 0), stored + updates - 100);
    close(egress[0]?.unitPrice ?? 0, egress[1]?.unitPrice ?? 1);
  });
});

describe('causes', () => {
  it('are the device groups in proportion to their quantities', () => {
    const of = measured(TWO_GROUPS);
    const messages = pricePlacement(of, everythingOn(of, 'aws'))
      .bySlot.get('L1')
      ?.find(({ component, meter }) => component === 'aws.L1.broker' && meter === 'aws.iot-core.messages');
    // b's messages of 7 KB are two blocks of 5 KB each.
    assert.deepEqual(
      messages?.causes.map(({ cause, amount }) => [cause, Math.round(amount)]),
      [
        ['a', 10 * 2_628_000],
        ['b', 60 * 2_628_000],
      ],
    );
    assert.deepEqual(messages?.causes[0]?.at, TWO_GROUPS.groups[0]?.declaredAt);
  });

  it('of a capacity that all groups ask for are the groups by their messages', () => {
    const of = measured(TWO_GROUPS);
    const hub = pricePlacement(of, everythingOn(of, 'azure'))
      .bySlot.get('L1')
      ?.find(({ component }) => component === 'azure.L1.hub');
    assert.ok(hub);
    assert.deepEqual(
      hub.causes.map(({ cause, amount }) => [cause, amount]),
      [
        ['a', hub.amount * 0.25],
        ['b', hub.amount * 0.75],
      ],
    );
  });

  it('of a capacity that nobody uses are the twin', () => {
    const of = measured(twinWith('count 0  every 1 s  payload 1 KB'));
    const hub = pricePlacement(of, everythingOn(of, 'azure'))
      .bySlot.get('L1')
      ?.find(({ component }) => component === 'azure.L1.hub');
    assert.deepEqual(
      hub?.causes.map(({ cause }) => cause),
      ['Home'],
    );
  });

  it('are rules by their place, blocks and properties', () => {
    const scenario = twinWith(
      'count 1  every 1 s  payload 1 KB  telemetry { x: number }',
      `processing { on motion.x > 1 { notify "a" }
        on motion.x > 2 { notify "b" } }
       storage { hot 1 month  cool 2 months  read cool 1 GB / month }
       management { model A\n scene 5 MB\n queries 1 / hour }
       visualization { editors 1  viewers 2  refresh 1 / hour }`,
    );
    const of = measured(scenario);
    const causes = new Set(allLines(pricePlacement(of, everythingOn(of, 'aws'))).flatMap((line) => line.causes.map(({ cause }) => cause)));
    assert.deepEqual([...causes].sort(), [
      'management',
      'management.scene',
      'motion',
      'processing.on[1]',
      'processing.on[2]',
      'storage',
      'storage.read cool',
      'visualization',
      'visualization.editors',
      'visualization.viewers',
    ]);
  });

  it('of every line add up to it', () => {
    for (let seed = 0; seed < 60; seed++) {
      const of = measured({ ...randomScenario(seed), region: { logical: { value: 'eu-central', at: null }, named: {} } });
      for (const provider of PROVIDERS) {
        if (of.slots.some((slot) => of.blocked.has(slot * 3 + PROVIDERS.indexOf(provider)))) continue;
        for (const line of allLines(pricePlacement(of, everythingOn(of, provider)))) {
          const sum = line.causes.reduce((total, { amount }) => total + amount, 0);
          close(sum, line.amount, `seed ${seed}, ${line.component} ${line.meter}`);
        }
      }
    }
  });
});

describe('a cool tier and its archive', () => {
  const scenario = twinWith('count 10  every 1 min  payload 1 KB', 'storage { hot 1 month  cool 2 months  archive 12 months }');
  const of = measured(scenario);
  const meters = (placement: Placement, slot: Slot) =>
    pricePlacement(of, placement)
      .bySlot.get(slot)
      ?.map(({ meter }) => meter) ?? [];

  it('on AWS both: the objects are moved by transitions', () => {
    const placement = everythingOn(of, 'aws');
    assert.ok(meters(placement, 'L3.archive').includes('aws.s3-deep-archive.transitions'));
    assert.ok(!meters(placement, 'L3.archive').includes('aws.s3-deep-archive.puts'));
    assert.ok(!meters(placement, 'L3.cool').includes('aws.s3-infrequent-access.retrieval'));
  });

  it('on two clouds: read at the one, written at the other, and booked at their slots', () => {
    const placement = everythingOn(of, 'aws', { 'L3.cool': 'azure' });
    assert.ok(meters(placement, 'L3.archive').includes('aws.s3-deep-archive.puts'));
    assert.ok(!meters(placement, 'L3.archive').includes('aws.s3-deep-archive.transitions'));
    assert.ok(meters(placement, 'L3.cool').includes('azure.blob-cool.retrieval'));
    assert.ok(meters(placement, 'L3.cool').includes('azure.blob-cool.reads'));
  });
});

describe('a transfer alone', () => {
  it('has its allowances for itself, and only what crosses', () => {
    const scenario = twinWith('count 1000  every 1 s  payload 1 KB', 'storage { hot 1 month  cool 2 months  archive 12 months }');
    const of = measured(scenario, { free: { 'aws.data-transfer.internet': 1e9 } });
    const index = FLOWS.findIndex(({ id }) => id === 'L1-L2');
    const { amount, lines, fromProvider, toProvider } = priceTransferAlone(of, index, 0, 2);
    assert.deepEqual([fromProvider, toProvider], ['aws', 'gcp']);
    assert.equal(lines.find(({ meter }) => meter === 'aws.data-transfer.internet')?.amount, 0);
    close(
      amount,
      lines.reduce((sum, line) => sum + line.amount, 0),
    );
    const archive = FLOWS.findIndex(({ id }) => id === 'L3.cool-L3.archive');
    assert.ok(priceTransferAlone(of, archive, 0, 1).lines.every((line) => line.slot === null));
  });
});
