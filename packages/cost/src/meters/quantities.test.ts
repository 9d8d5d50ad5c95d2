/** Each rule of the model's meters at its edges: the exact block, one byte above, nothing at all. */
import assert from 'node:assert/strict';
import { METERS, PLAN_METERS, type HubLoad, type MeterId } from '@twin2multicloud/topology';
import { describe, it } from 'mocha';
import { QUANTITIES } from './quantities.ts';
import { GB, KB, MB, TIB } from './rounding.ts';

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.max(1, Math.abs(expected)), `${actual} instead of ${expected}`);

/** What a meter of blocks counts for sizes around the boundary. */
function expectBlocks(of: (bytes: number) => number, size: number): void {
  assert.deepEqual([0, 1, size, size + 1, 2 * size, 2 * size + 1].map(of), [1, 1, 1, 2, 2, 3]);
}

describe('quantities', () => {
  it('are there for every meter', () => {
    assert.deepEqual(Object.keys(QUANTITIES).sort(), [...Object.keys(METERS), ...Object.keys(PLAN_METERS)].sort());
  });

  describe('blocks', () => {
    for (const id of ['aws.iot-core.messages', 'aws.iot-core.rules', 'aws.iot-core.actions'] as const) {
      it(`${id}: 5 KB a message`, () => {
        expectBlocks((bytes) => QUANTITIES[id]({ messages: 1, bytes }), 5 * KB);
        assert.equal(QUANTITIES[id]({ messages: 10, bytes: 8 * KB }), 20);
        assert.equal(QUANTITIES[id]({ messages: 0, bytes: 8 * KB }), 0);
      });
    }

    it('events: 64 KB; published and each delivery on Event Grid', () => {
      expectBlocks((bytes) => QUANTITIES['aws.eventbridge.events']({ events: 1, bytes }), 64 * KB);
      expectBlocks((bytes) => QUANTITIES['azure.event-grid.operations']({ events: 1, bytes, deliveries: 0 }), 64 * KB);
      assert.equal(QUANTITIES['azure.event-grid.operations']({ events: 5, bytes: 65 * KB, deliveries: 2 }), 30);
    });

    it('DynamoDB: 1 KB a write, 4 KB a read', () => {
      expectBlocks((bytes) => QUANTITIES['aws.dynamodb.writes']({ items: 1, bytes }), KB);
      assert.equal(QUANTITIES['aws.dynamodb.writes']({ items: 3, bytes: KB + 1, transactional: true }), 12);
      expectBlocks((bytes) => QUANTITIES['aws.dynamodb.reads']({ queries: 1, bytes, scannedBytes: 0, consistency: 'strong' }), 4 * KB);
    });

    it('DynamoDB reads: half if eventual, which is the default; twice if transactional; bulk reads are not rounded', () => {
      const read = { queries: 1, bytes: 4 * KB + 1, scannedBytes: 6 * KB };
      assert.equal(QUANTITIES['aws.dynamodb.reads'](read), 1.75);
      assert.equal(QUANTITIES['aws.dynamodb.reads']({ ...read, consistency: 'eventual' }), 1.75);
      assert.equal(QUANTITIES['aws.dynamodb.reads']({ ...read, consistency: 'strong' }), 3.5);
      assert.equal(QUANTITIES['aws.dynamodb.reads']({ ...read, consistency: 'transactional' }), 7);
    });

    it('TwinMaker calls 20 KB, Digital Twins operations 1 KB', () => {
      expectBlocks((bytes) => QUANTITIES['aws.twinmaker.calls']({ calls: 1, bytes }), 20 * KB);
      expectBlocks((bytes) => QUANTITIES['azure.digital-twins.operations']({ operations: 1, bytes }), KB);
    });
  });

  describe('functions', () => {
    it('Lambda: 1 ms, at least 128 MB', () => {
      const lambda = (memory: number, duration: number): number => QUANTITIES['aws.lambda.duration']({ executions: 1, memory, duration });
      near(lambda(GB, 0.35), 0.35);
      near(lambda(GB, 0.3501), 0.351);
      near(lambda(64 * MB, 1), 0.125);
      near(lambda(129 * MB, 1), 129 / 1024);
      assert.equal(lambda(GB, 0), 0);
    });

    it('Azure Functions: memory in steps of 128 MB, at least 100 ms', () => {
      const azure = (memory: number, duration: number): number =>
        QUANTITIES['azure.functions.duration']({ executions: 1, memory, duration });
      near(azure(128 * MB, 1), 0.125);
      near(azure(128 * MB + 1, 1), 0.25);
      near(azure(160 * MB, 1), 0.25);
      near(azure(GB, 0.02), 0.1);
      near(azure(GB, 0.1), 0.1);
      near(azure(GB, 0.1001), 0.101);
    });

    it('Cloud Run: steps of 100 ms', () => {
      const cpu = (duration: number): number => QUANTITIES['gcp.cloud-run.cpu']({ executions: 10, vcpu: 0.5, duration });
      near(cpu(0.1), 0.5);
      near(cpu(0.1 + 0.2), 1.5);
      near(cpu(0.301), 2);
      near(QUANTITIES['gcp.cloud-run.memory']({ executions: 10, memory: 512 * MB, duration: 0.25 }), 1.5);
    });
  });

  describe('storage', () => {
    it('Standard-IA bills at least 128 KB an object', () => {
      const stored = (bytes: number, objects: number): number =>
        QUANTITIES['aws.s3-infrequent-access.storage']({ bytes, objects, months: 1 });
      near(stored(6 * KB, 1), (128 * KB) / GB);
      near(stored(128 * KB, 1), (128 * KB) / GB);
      near(stored(128 * KB + 1, 1), (128 * KB + 1) / GB);
      near(stored(GB, 0), 1);
    });

    it('Deep Archive adds 32 KB an object', () => {
      near(QUANTITIES['aws.s3-deep-archive.storage']({ bytes: GB, objects: 32_768, months: 2 }), 4);
    });

    it('DynamoDB’s gigabyte is a parameter; the others’ is 2³⁰', () => {
      near(QUANTITIES['aws.dynamodb.storage']({ bytes: 2e9, months: 3, gigabyte: 1e9 }), 6);
      for (const id of [
        'aws.s3-standard.storage',
        'azure.blob-cool.storage',
        'gcp.firestore.storage',
        'gcp.storage-archive.storage',
      ] as const) {
        near(QUANTITIES[id]({ bytes: GB / 2, months: 3 }), 1.5);
      }
    });
  });

  describe('Pub/Sub', () => {
    it('counts publish and each delivery, at least 1,000 bytes', () => {
      const bytes = (size: number, deliveries: number): number =>
        QUANTITIES['gcp.pubsub.throughput']({ messages: 1, bytes: size, deliveries }) * TIB;
      near(bytes(0, 0), 1000);
      near(bytes(1000, 1), 2000);
      near(bytes(1001, 1), 2002);
    });
  });

  describe('IoT Hub', () => {
    const load: HubLoad = {
      messagesPerDay: 0,
      messagesPerSecond: 0,
      devices: 1,
      quotaPerDay: 400_000,
      unitThrottle: 12,
      hubThrottle: 100,
      maxUnits: 200,
      maxDevices: 1e6,
    };
    const units = (part: Partial<HubLoad>): number => QUANTITIES['azure.iot-hub.s1']({ ...load, ...part });

    it('has at least one unit, and one more for the message above the quota', () => {
      assert.deepEqual(
        [0, 1, 400_000, 400_001, 800_000].map((messagesPerDay) => units({ messagesPerDay })),
        [1, 1, 1, 2, 2],
      );
      assert.equal(units({ messagesPerDay: 400_000.00000001 }), 1);
    });

    it('is throttled only above what every hub takes', () => {
      assert.deepEqual(
        [0, 100, 100.00000001, 101, 120, 121].map((messagesPerSecond) => units({ messagesPerSecond })),
        [1, 1, 1, 9, 10, 11],
      );
    });

    it('is not allowed above its units or devices', () => {
      assert.equal(units({ messagesPerDay: 200 * 400_000 }), 200);
      assert.equal(units({ messagesPerDay: 200 * 400_000 + 1 }), Infinity);
      assert.equal(units({ devices: 1e6 }), 1);
      assert.equal(units({ devices: 1e6 + 1 }), Infinity);
    });
  });

  describe('Cosmos DB', () => {
    it('sells provisioned throughput in steps of 100 RU/s from 400', () => {
      assert.deepEqual(
        [0, 400, 400.1, 500, 501].map((peak) => QUANTITIES['azure.cosmos-db.provisioned']({ peak }) / 730),
        [4, 4, 5, 5, 6],
      );
    });

    it('bills autoscale for at least a tenth of a maximum of at least 1,000 RU/s', () => {
      const billed = (peak: number, mean: number): number => QUANTITIES['azure.cosmos-db.autoscale']({ peak, mean }) / 7.3;
      near(billed(0, 0), 100);
      near(billed(1000, 0), 100);
      near(billed(1001, 0), 110);
      near(billed(5000, 2000), 2000);
    });
  });

  it('steps, jobs and query units', () => {
    assert.equal(QUANTITIES['aws.step-functions.transitions']({ executions: 10, steps: 4 }), 50);
    assert.equal(QUANTITIES['azure.logic-apps.actions']({ executions: 10, steps: 4 }), 50);
    assert.equal(QUANTITIES['gcp.workflows.steps']({ executions: 10, steps: 4 }), 40);
    assert.equal(QUANTITIES['gcp.scheduler.jobs']({ jobs: 2, days: 31 }), 2);
    assert.equal(QUANTITIES['azure.digital-twins.query-units']({ queries: 3, unitsPerQuery: 10 }), 30);
  });

  it('are nothing where nothing is used', () => {
    const nothing: Partial<Record<MeterId, number>> = {
      'aws.lambda.requests': QUANTITIES['aws.lambda.requests']({ executions: 0 }),
      'azure.functions.duration': QUANTITIES['azure.functions.duration']({ executions: 0, memory: GB, duration: 1 }),
      'gcp.pubsub.throughput': QUANTITIES['gcp.pubsub.throughput']({ messages: 0, bytes: 5000, deliveries: 3 }),
      'gcp.network.internet': QUANTITIES['gcp.network.internet']({ bytes: 0 }),
      'azure.cosmos-db.serverless': QUANTITIES['azure.cosmos-db.serverless']({ requestUnits: 0 }),
    };
    for (const [id, quantity] of Object.entries(nothing)) assert.equal(quantity, 0, id);
  });
});
