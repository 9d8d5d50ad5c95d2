/** The neighbouring meters at their edges, and against figures that their clouds print. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { UsageField } from './fields.ts';
import { meter, type AnyMeterId, type AnyUsage } from './meter.ts';
import { NEIGHBOURS } from './neighbours.ts';
import { GB, KB, MB } from './rounding.ts';

function expectQuantity<M extends AnyMeterId>(id: M, usage: AnyUsage<M>, expected: number): void {
  const { quantity } = meter(id, usage);
  assert.ok(
    Math.abs(quantity - expected) <= 1e-12 * Math.max(1, expected),
    `${id} ${JSON.stringify(usage)}: ${quantity} instead of ${expected}`,
  );
}

describe('neighbouring meters', () => {
  it('have ids of their cloud, a unit, a rule and a source', () => {
    for (const [id, { service, title, unit, rule, source, fields }] of Object.entries(NEIGHBOURS)) {
      assert.match(id, /^(aws|azure|gcp|any)\.[a-z0-9-]+\.[a-z0-9-]+$/);
      for (const text of [service, title, unit, rule, source]) assert.ok(text.length > 0, id);
      for (const [name, { kind }] of Object.entries<UsageField>(fields)) {
        assert.ok(rule.includes(name) || rule.startsWith('Σ') || kind === 'consistency', `${id}: the rule does not name ${name}`);
      }
      assert.match(source, /\[S\]|\[K\]|no meter of their own/);
    }
  });

  it('AWS IoT Core: HTTP counts request and response, shadows 1 KB, connections whole minutes', () => {
    expectQuantity('aws.iot-core.http-messages', { requests: 1, requestBytes: 5 * KB, responseBytes: 5 * KB + 1 }, 3);
    expectQuantity('aws.iot-core.http-messages', { requests: 10, requestBytes: 8 * KB, responseBytes: 0 }, 30);
    expectQuantity('aws.iot-core.shadow-operations', { operations: 2, bytes: KB + 1 }, 4);
    expectQuantity('aws.iot-core.shadow-operations', { operations: 2, bytes: KB }, 2);
    expectQuantity('aws.iot-core.connection-minutes', { connections: 3, seconds: 60 }, 3);
    expectQuantity('aws.iot-core.connection-minutes', { connections: 3, seconds: 61 }, 6);
  });

  it('AWS IoT Core: every delivery of a message counts, and so do CONNECT, SUBSCRIBE and PUBACK', () => {
    expectQuantity('aws.iot-core.mqtt-messages', { connects: 1, subscribes: 2 }, 3);
    expectQuantity('aws.iot-core.mqtt-messages', { publishes: 10, bytes: 8 * KB, deliveries: 3 }, 80);
    expectQuantity('aws.iot-core.mqtt-messages', { publishes: 10, retained: 10, bytes: 100, acknowledgements: 10 }, 30);
    expectQuantity('aws.iot-core.mqtt-messages', {}, 0);
  });

  it('IoT Hub: 4 KB blocks, an empty response is a message, two messages a file', () => {
    expectQuantity('azure.iot-hub.messages', { messages: 1, bytes: 4 * KB }, 1);
    expectQuantity('azure.iot-hub.messages', { messages: 1, bytes: 4 * KB + 1 }, 2);
    expectQuantity('azure.iot-hub.messages', { messages: 1, bytes: 4 * KB, blockBytes: 512 }, 8);
    expectQuantity('azure.iot-hub.method-messages', { calls: 3, requestBytes: 4 * KB + 1, responseBytes: 0 }, 9);
    expectQuantity('azure.iot-hub.upload-messages', { uploads: 5 }, 10);
    expectQuantity('azure.iot-hub.units', { messagesPerDay: 400_001, quotaPerDay: 400_000 }, 2);
  });

  it('Lambda: 512 MB of storage are free, steps of 100 ms until 2020, a prewarmed function in steps of 5 minutes', () => {
    expectQuantity('aws.lambda.ephemeral-storage', { executions: 1, storage: 512 * MB, duration: 1 }, 0);
    expectQuantity('aws.lambda.ephemeral-storage', { executions: 2, storage: 1536 * MB, duration: 1.0001 }, 2.002);
    expectQuantity('aws.lambda.duration-until-2020', { executions: 1, memory: GB, duration: 0.101 }, 0.2);
    expectQuantity('aws.lambda.provisioned-concurrency', { concurrency: 2, memory: GB, seconds: 301 }, 1200);
    expectQuantity('aws.lambda.streamed-bytes', { requests: 1024, bytes: 7 * MB }, 1);
  });

  it('Step Functions Express: 100 ms and 64 MB', () => {
    expectQuantity('aws.step-functions.express-duration', { executions: 3600, memory: 64 * MB, duration: 0.1 }, 0.1 / 16);
    expectQuantity('aws.step-functions.express-duration', { executions: 3600, memory: 65 * MB, duration: 0.101 }, 0.4 / 16);
  });

  it('chunks of queues, gateways and pipes; a size that is left out is small', () => {
    for (const id of ['aws.sqs.requests', 'aws.sqs.fifo-requests', 'aws.eventbridge.pipes'] as const) {
      expectQuantity(id, { requests: 7 }, 7);
      expectQuantity(id, { requests: 7, bytes: 64 * KB }, 7);
      expectQuantity(id, { requests: 7, bytes: 64 * KB + 1 }, 14);
    }
    expectQuantity('aws.api-gateway.http-requests', { requests: 1, bytes: 512 * KB + 1 }, 2);
    expectQuantity('aws.api-gateway.websocket-messages', { messages: 1, bytes: 32 * KB + 1 }, 2);
    expectQuantity('aws.eventbridge.schema-discovery', { events: 1, bytes: 8 * KB + 1 }, 2);
  });

  it('DynamoDB: capacity units, indexes, what lies beside an item', () => {
    expectQuantity('aws.dynamodb.write-capacity-units', { writesPerSecond: 10, bytes: 1.5 * KB }, 20);
    expectQuantity('aws.dynamodb.write-capacity-units', { writesPerSecond: 0.3, bytes: KB, transactional: true }, 1);
    expectQuantity('aws.dynamodb.read-capacity-units', { readsPerSecond: 80, bytes: 3 * KB }, 40);
    expectQuantity('aws.dynamodb.read-capacity-units', { readsPerSecond: 80, bytes: 3 * KB, consistency: 'strong' }, 80);
    expectQuantity('aws.dynamodb.item-reads', { items: 2, bytes: 4 * KB + 1, consistency: 'transactional' }, 8);
    expectQuantity('aws.dynamodb.indexed-writes', { items: 1, bytes: KB + 1, indexes: 2, indexBytes: 10, transactional: true }, 6);
    expectQuantity('aws.dynamodb.item-storage', { items: 1e6, bytes: 900, months: 1 }, 1);
    expectQuantity('aws.dynamodb.item-storage', { items: 1e6, bytes: 852, months: 1, globalTable: true }, 1);
  });

  it('S3: 128 KB an object, 32 KB and 8 KB beside each archived one', () => {
    expectQuantity('aws.s3-infrequent-access.billable-bytes', { objects: 1, bytes: 6 * KB }, 128 * KB);
    expectQuantity('aws.s3-infrequent-access.object-storage', { objects: 8192, bytes: 1, months: 1 }, 1);
    expectQuantity('aws.s3-glacier.storage', { objects: 32_768, bytes: 0, months: 1 }, 1);
    expectQuantity('aws.s3-glacier.metadata', { objects: 131_072, months: 1 }, 1);
    expectQuantity('aws.s3-express.large-request-bytes', { requests: 2048, bytes: MB }, 1);
  });

  it('Functions Flex: at least a second, then 100 ms; always-ready instances as they are', () => {
    expectQuantity('azure.functions-flex.duration', { instances: 1, memory: 2 * GB, seconds: 0.2 }, 2);
    expectQuantity('azure.functions-flex.duration', { instances: 1, memory: 2 * GB, seconds: 1.01 }, 2.2);
    expectQuantity('azure.functions-flex.always-ready', { instances: 2, memory: 512 * MB, seconds: 0.5 }, 0.5);
  });

  it('Logic Apps: a loop counts itself, an empty one too', () => {
    expectQuantity('azure.logic-apps.loop-actions', { items: 0, actions: 5 }, 1);
    expectQuantity('azure.logic-apps.loop-actions', { items: 10, actions: 2, runs: 3 }, 63);
    expectQuantity('azure.logic-apps.trigger-checks', { seconds: 3600, interval: 60 }, 60);
  });

  it('Cosmos DB: hundreds of RU/s in each region, a tenth of the maximum at least', () => {
    expectQuantity('azure.cosmos-db.throughput-hours', { requestUnitsPerSecond: 401, hours: 1 }, 5);
    expectQuantity('azure.cosmos-db.throughput-hours', { requestUnitsPerSecond: 1000, hours: 720, regions: 3 }, 21_600);
    expectQuantity('azure.cosmos-db.autoscale-hours', { requestUnitsPerSecond: 50, maximum: 4000, hours: 2 }, 8);
    const periods = [
      { requestUnitsPerSecond: 1000, hours: 2 },
      { requestUnitsPerSecond: 400, hours: 22 },
    ];
    expectQuantity('azure.cosmos-db.throughput-periods', { periods }, 108);
  });

  it('Cosmos DB: 1 and 10 RU for reading 1 and 100 KB, 5 and 50 for writing them', () => {
    for (const [bytes, read, write] of [
      [1, 1, 5],
      [KB, 1, 5],
      [100 * KB, 10, 50],
    ] as const) {
      expectQuantity('azure.cosmos-db.point-read-units', { operations: 1, bytes }, read);
      expectQuantity('azure.cosmos-db.write-units', { operations: 1, bytes }, write);
    }
  });

  it('Blob Storage: a block for each 8 MiB and a list; Data Lake 4 MiB', () => {
    expectQuantity('azure.blob.upload-writes', { blobs: 1, bytes: 8 * MB }, 2);
    expectQuantity('azure.blob.upload-writes', { blobs: 1, bytes: 8 * MB + 1 }, 3);
    expectQuantity('azure.blob.put-blocks', { blobs: 2, bytes: 10, blockBytes: 4 }, 6);
    expectQuantity('azure.data-lake.operations', { requests: 1, bytes: 4 * MB + 1 }, 2);
  });

  it('Pub/Sub: the 1,000 bytes are those of a request, not of a message', () => {
    expectQuantity('gcp.pubsub.request-bytes', { requests: 1, messages: 10, bytes: 50 }, 1000);
    expectQuantity('gcp.pubsub.request-bytes', { requests: 1, messages: 10, bytes: 200 }, 2000);
  });

  it('Cloud Run shares an instance among requests; functions round to 100 ms', () => {
    expectQuantity('gcp.cloud-run.shared-cpu', { requests: 100, vcpu: 2, duration: 0.25, concurrency: 20 }, 3);
    expectQuantity('gcp.cloud-run.shared-memory', { requests: 100, memory: 512 * MB, duration: 0.25 }, 15);
    expectQuantity('gcp.cloud-run.instance-cpu', { instances: 2, vcpu: 1, seconds: 0.01 }, 0.2);
    expectQuantity('gcp.functions.cpu', { executions: 1, hertz: 400e6, duration: 0.24 }, 0.12);
  });

  it('Firestore: at least a read a query, one more for 1,000 index entries', () => {
    expectQuantity('gcp.firestore.query-reads', { queries: 2, documents: 0 }, 2);
    expectQuantity('gcp.firestore.query-reads', { queries: 1, documents: 5, indexEntries: 1001 }, 7);
    expectQuantity('gcp.firestore.enterprise-read-units', { documents: 1, bytes: 4 * KB + 1 }, 2);
    expectQuantity('gcp.firestore.enterprise-write-units', { documents: 1, bytes: KB }, 1);
  });

  it('shared rules: averages, stock, early deletion, hours of the clock, daily allowances', () => {
    const half = { bytes: 10 * GB, hours: 372 };
    expectQuantity('any.storage.average', { periods: [half], monthHours: 744 }, 5);
    expectQuantity('any.storage.average', { periods: [half, half], monthHours: 744 }, 10);
    expectQuantity('any.storage.growing', { bytes: GB, months: 12 }, 78);
    expectQuantity('any.storage.byte-hours', { bytes: GB, hours: 730 }, 730);
    expectQuantity('any.storage.early-deletion', { bytes: GB, minimumDays: 180, storedDays: 45 }, 4.5);
    expectQuantity('any.storage.early-deletion-days', { minimumDays: 30, storedDays: 31 }, 0);
    expectQuantity('any.time.wall-clock-hours', { start: 9.5 * 3600, end: 10 * 3600 }, 1);
    expectQuantity('any.time.wall-clock-hours', { start: 9.5 * 3600, end: 10 * 3600 + 1 }, 2);
    expectQuantity('any.time.wall-clock-hours', { start: 3600, end: 7200 }, 1);
    expectQuantity('any.units.beyond-daily-allowance', { days: [40_000, 60_000, 50_000], allowance: 50_000 }, 10_000);
  });
});
