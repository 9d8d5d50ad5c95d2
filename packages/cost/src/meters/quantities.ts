/**
 * How each service meters: from a usage to the quantity that is billed. Block sizes, minimums and rounding stand here and nowhere else.
 * Sources: docs/cost-model.md; [S] and [K] of shared/data/metering/metering.md as noted per rule.
 */
import type { DynamoReads, FunctionTime, HubLoad, MeterId, MeterUsage } from '@twin2multicloud/topology';
import { roundUp, within } from '@twin2multicloud/topology';
import { blocks, GB, KB, MB, MILLISECOND, steps, TENTH_SECOND, TIB } from './rounding.ts';

/** AWS IoT Core counts messages, rules and actions in blocks of 5 KB [S]. */
const IOT_BLOCK = 5 * KB;
/** EventBridge and Event Grid count events in chunks of 64 KB [S, K]. */
const EVENT_CHUNK = 64 * KB;
/** S3 Standard-IA bills at least 128 KB an object [S]. */
const IA_OBJECT = 128 * KB;
/** S3 Glacier Deep Archive keeps an index of 32 KB beside each object, in its own class [S]. */
const DEEP_ARCHIVE_INDEX = 32 * KB;
/** Pub/Sub counts at least 1,000 bytes a request [S]. */
const PUBSUB_MINIMUM = 1000;
const MONTH_HOURS = 730;

const executions = (u: { readonly executions: number }): number => u.executions;
const requests = (u: { readonly requests: number }): number => u.requests;
const users = (u: { readonly users: number }): number => u.users;
const gigabytes = (u: { readonly bytes: number }): number => u.bytes / GB;
const gigabyteMonths = (u: { readonly bytes: number; readonly months: number }): number => (u.bytes * u.months) / GB;
const iotBlocks = (u: { readonly messages: number; readonly bytes: number }): number => u.messages * blocks(u.bytes, IOT_BLOCK);

/** Lambda: at least 128 MB, time in steps of 1 ms, 1 GB = 1,024 MB [S]. */
function lambdaTime(u: FunctionTime): number {
  return ((u.executions * Math.max(u.memory, 128 * MB)) / GB) * steps(u.duration, MILLISECOND);
}

/** Azure Functions: memory in steps of 128 MB, time in steps of 1 ms and at least 100 ms [S]. */
function azureFunctionTime(u: FunctionTime): number {
  return ((u.executions * blocks(u.memory, 128 * MB) * 128 * MB) / GB) * Math.max(0.1, steps(u.duration, MILLISECOND));
}

/** Eventually consistent reads cost half, transactional ones twice; a query rounds the sum of its items up to 4 KB [S]. */
function dynamoReads(u: DynamoReads): number {
  const factor = u.consistency === 'strong' ? 1 : u.consistency === 'transactional' ? 2 : 0.5;
  return (u.queries * blocks(u.bytes, 4 * KB) + u.scannedBytes / (4 * KB)) * factor;
}

/** The units of an IoT hub: the peak day against the daily quota, the peak second against the throttle; Infinity: not allowed. */
function hubUnits(u: HubLoad): number {
  const throttle = within(u.messagesPerSecond, u.hubThrottle) ? 0 : roundUp(u.messagesPerSecond / u.unitThrottle);
  const units = Math.max(1, roundUp(u.messagesPerDay / u.quotaPerDay), throttle);
  return units > u.maxUnits || u.devices > u.maxDevices ? Infinity : units;
}

/** Throughput is sold in steps of 100 RU/s [S]. */
function throughput(requestUnits: number, minimum: number): number {
  return roundUp(Math.max(minimum, requestUnits) / 100);
}

type Quantities = { readonly [M in MeterId]: (usage: MeterUsage[M]) => number };

export const QUANTITIES: Quantities = {
  'aws.iot-core.connectivity': (u) => u.minutes,
  'aws.iot-core.messages': iotBlocks,
  'aws.iot-core.rules': iotBlocks,
  'aws.iot-core.actions': iotBlocks,
  'aws.lambda.requests': executions,
  'aws.lambda.duration': lambdaTime,
  'aws.eventbridge.events': (u) => u.events * blocks(u.bytes, EVENT_CHUNK),
  'aws.eventbridge.schedules': (u) => u.invocations,
  'aws.step-functions.transitions': (u) => u.executions * (u.steps + 1),
  'aws.dynamodb.writes': (u) => u.items * blocks(u.bytes, KB) * (u.transactional ? 2 : 1),
  'aws.dynamodb.reads': dynamoReads,
  'aws.dynamodb.storage': (u) => (u.bytes * u.months) / u.gigabyte,
  'aws.s3-infrequent-access.puts': requests,
  'aws.s3-infrequent-access.gets': requests,
  'aws.s3-infrequent-access.storage': (u) => (Math.max(u.bytes, u.objects * IA_OBJECT) * u.months) / GB,
  'aws.s3-infrequent-access.retrieval': gigabytes,
  'aws.s3-deep-archive.puts': requests,
  'aws.s3-deep-archive.transitions': requests,
  'aws.s3-deep-archive.storage': (u) => ((u.bytes + u.objects * DEEP_ARCHIVE_INDEX) * u.months) / GB,
  'aws.s3-deep-archive.retrieval': gigabytes,
  'aws.s3-standard.storage': gigabyteMonths,
  'aws.twinmaker.entities': (u) => u.entities,
  // One call returns up to 20 KB [S].
  'aws.twinmaker.calls': (u) => u.calls * blocks(u.bytes, 20 * KB),
  'aws.twinmaker.queries': (u) => u.queries,
  'aws.twinmaker.bundle': () => 1,
  'aws.grafana.editors': users,
  'aws.grafana.viewers': users,
  'aws.data-transfer.internet': gigabytes,

  'azure.iot-hub.s1': hubUnits,
  'azure.iot-hub.s2': hubUnits,
  'azure.iot-hub.s3': hubUnits,
  // Each event published and each delivery of it is an operation [S].
  'azure.event-grid.operations': (u) => u.events * (1 + u.deliveries) * blocks(u.bytes, EVENT_CHUNK),
  'azure.functions.executions': executions,
  'azure.functions.duration': azureFunctionTime,
  'azure.logic-apps.actions': (u) => u.executions * (u.steps + 1),
  'azure.cosmos-db.serverless': (u) => u.requestUnits,
  // Billed at the highest RU/s of the hour, at least 10 % of the maximum, which is at least 1,000 RU/s [S].
  'azure.cosmos-db.autoscale': (u) => (MONTH_HOURS * Math.max(throughput(u.peak, 1000) * 10, u.mean)) / 100,
  'azure.cosmos-db.provisioned': (u) => MONTH_HOURS * throughput(u.peak, 400),
  'azure.cosmos-db.storage': gigabyteMonths,
  'azure.cosmos-db.serverless-storage': gigabyteMonths,
  'azure.blob-cool.writes': requests,
  'azure.blob-cool.reads': requests,
  'azure.blob-cool.storage': gigabyteMonths,
  'azure.blob-cool.retrieval': gigabytes,
  'azure.blob-archive.writes': requests,
  'azure.blob-archive.storage': gigabyteMonths,
  'azure.blob-archive.retrieval': gigabytes,
  'azure.blob-hot.storage': gigabyteMonths,
  'azure.digital-twins.operations': (u) => u.operations * blocks(u.bytes, KB),
  'azure.digital-twins.query-units': (u) => u.queries * u.unitsPerQuery,
  'azure.grafana.instance': (u) => u.hours,
  'azure.grafana.users': users,
  'azure.bandwidth.internet': gigabytes,

  // Published bytes and the bytes of each delivery; one message a request here [S].
  'gcp.pubsub.throughput': (u) => (u.messages * (1 + u.deliveries) * Math.max(PUBSUB_MINIMUM, u.bytes)) / TIB,
  'gcp.cloud-run.requests': executions,
  'gcp.cloud-run.cpu': (u) => u.executions * u.vcpu * steps(u.duration, TENTH_SECOND),
  'gcp.cloud-run.memory': (u) => ((u.executions * u.memory) / GB) * steps(u.duration, TENTH_SECOND),
  'gcp.workflows.steps': (u) => u.executions * u.steps,
  'gcp.firestore.reads': (u) => u.documents,
  'gcp.firestore.writes': (u) => u.documents,
  'gcp.firestore.deletes': (u) => u.documents,
  'gcp.firestore.storage': gigabyteMonths,
  // A job is priced for 31 days and billed by the day [S].
  'gcp.scheduler.jobs': (u) => (u.jobs * u.days) / 31,
  'gcp.storage-nearline.operations': requests,
  'gcp.storage-nearline.reads': requests,
  'gcp.storage-nearline.storage': gigabyteMonths,
  'gcp.storage-nearline.retrieval': gigabytes,
  'gcp.storage-archive.operations': requests,
  'gcp.storage-archive.storage': gigabyteMonths,
  'gcp.storage-archive.retrieval': gigabytes,
  'gcp.storage-standard.storage': gigabyteMonths,
  'gcp.compute.e2-medium': (u) => u.hours,
  'gcp.compute.disk': (u) => u.gibibytes,
  'gcp.network.internet': gigabytes,
};
