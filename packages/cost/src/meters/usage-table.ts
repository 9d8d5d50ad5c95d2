/**
 * What each meter of the billing model is given, how it counts and where that was read; for docs/meters.md, for who calls `meter`
 * and for the check of what he gives. The counting itself is in quantities.ts, the shapes are topology's.
 */
import type { MeterId, MeterUsage } from '@twin2multicloud/topology';
import {
  BYTES_EACH,
  CALLS,
  CONSISTENCY,
  DURATION,
  EXECUTIONS,
  HOURS,
  MEMORY,
  MESSAGES,
  MONTHS,
  number,
  REQUESTS,
  STORED_BYTES,
  TOTAL_BYTES,
  TRANSACTIONAL,
  type OptionalField,
  type UsageField,
} from './fields.ts';

/** A field for each of the usage's; one with a default exactly where the usage may lack it. */
type FieldsOf<U> = { readonly [N in keyof U]-?: undefined extends U[N] ? OptionalField : UsageField };

/** What is to be known of a meter beside its name and unit. */
export interface MeterRule<U> {
  readonly fields: FieldsOf<U>;
  /** The quantity in the fields' names. */
  readonly rule: string;
  /** [S]: read in the source that metering.md names; [K]: general knowledge, not confirmed. */
  readonly source: string;
}

const blocksOf = (size: string, source: string): MeterRule<MeterUsage['aws.iot-core.messages']> => ({
  fields: { messages: MESSAGES, bytes: number('B', 'size of each message') },
  rule: `messages · ⌈bytes / ${size}⌉`,
  source,
});
const requests = (source: string): MeterRule<MeterUsage['aws.s3-infrequent-access.puts']> => ({
  fields: { requests: REQUESTS },
  rule: 'requests',
  source,
});
const executions = (source: string): MeterRule<MeterUsage['aws.lambda.requests']> => ({
  fields: { executions: EXECUTIONS },
  rule: 'executions',
  source,
});
const bytes = (source: string): MeterRule<MeterUsage['aws.data-transfer.internet']> => ({
  fields: { bytes: TOTAL_BYTES },
  rule: 'bytes / 2³⁰',
  source,
});
const byteMonths = (source: string): MeterRule<MeterUsage['aws.s3-standard.storage']> => ({
  fields: { bytes: STORED_BYTES, months: MONTHS },
  rule: 'bytes · months / 2³⁰',
  source,
});
const users = (source: string): MeterRule<MeterUsage['aws.grafana.editors']> => ({
  fields: { users: number('count', 'users active in the month') },
  rule: 'users',
  source,
});
const documents = (source: string): MeterRule<MeterUsage['gcp.firestore.reads']> => ({
  fields: { documents: number('count', 'documents') },
  rule: 'documents',
  source,
});
const functionTime = { executions: EXECUTIONS, memory: MEMORY, duration: DURATION };
const hub: MeterRule<MeterUsage['azure.iot-hub.s1']> = {
  fields: {
    messagesPerDay: number('count', 'messages of the busiest day, in blocks of 4 KB'),
    messagesPerSecond: number('1/s', 'messages of the busiest second'),
    devices: number('count', 'devices'),
    quotaPerDay: number('count', 'messages a day of one unit: 400,000 (S1), 6,000,000 (S2), 300,000,000 (S3)'),
    unitThrottle: number('1/s', 'messages a second of one unit: 12 (S1), 120 (S2), 6,000 (S3)'),
    hubThrottle: number('1/s', 'messages a second that every hub takes, whatever its units: 100 (S1), 0 where there is none'),
    maxUnits: number('count', 'units of one hub: 200 (S1, S2), 10 (S3)'),
    maxDevices: number('count', 'devices of one hub: 1,000,000'),
  },
  rule:
    'max(1, ⌈messagesPerDay / quotaPerDay⌉, messagesPerSecond ≤ hubThrottle ? 0 : ⌈messagesPerSecond / unitThrottle⌉); ' +
    'Infinity if that is more than maxUnits, or devices more than maxDevices',
  source: '[S] metering.md 2.1',
};

const AWS = 'metering.md 1.';
const AZURE = 'metering.md 2.';
const GCP = 'metering.md 3.';

export const METER_RULES: { readonly [M in MeterId]: MeterRule<MeterUsage[M]> } = {
  'aws.iot-core.connectivity': {
    fields: { minutes: number('min', 'minutes of connection, over all devices') },
    rule: 'minutes',
    source: `[S] ${AWS}1`,
  },
  'aws.iot-core.messages': blocksOf('5 KB', `[S] ${AWS}1`),
  'aws.iot-core.rules': blocksOf('5 KB', `[S] ${AWS}1`),
  'aws.iot-core.actions': blocksOf('5 KB', `[S] ${AWS}1`),
  'aws.lambda.requests': executions(`[S] ${AWS}2`),
  'aws.lambda.duration': {
    fields: functionTime,
    rule: 'executions · max(memory, 128 MB) / 2³⁰ · ⌈duration⌉ to 1 ms',
    source: `[S] ${AWS}2`,
  },
  'aws.eventbridge.events': {
    fields: { events: number('count', 'events'), bytes: BYTES_EACH },
    rule: 'events · ⌈bytes / 64 KB⌉',
    source: `[S] ${AWS}9`,
  },
  'aws.eventbridge.schedules': {
    fields: { invocations: number('count', 'scheduled invocations') },
    rule: 'invocations',
    source: `[S] ${AWS}9`,
  },
  'aws.step-functions.transitions': {
    fields: { executions: EXECUTIONS, steps: number('count', 'states of one execution; the start adds a transition') },
    rule: 'executions · (steps + 1)',
    source: `[S] ${AWS}8`,
  },
  'aws.dynamodb.writes': {
    fields: { items: number('count', 'items written'), bytes: BYTES_EACH, transactional: TRANSACTIONAL },
    rule: 'items · ⌈bytes / 1 KB⌉ · (transactional ? 2 : 1)',
    source: `[S] ${AWS}3`,
  },
  'aws.dynamodb.reads': {
    fields: {
      queries: number('count', 'queries, or reads of single items'),
      bytes: number('B', 'what each of them reads, before filters'),
      scannedBytes: number('B', 'bytes read in bulk, all together'),
      consistency: CONSISTENCY,
    },
    rule: '(queries · ⌈bytes / 4 KB⌉ + scannedBytes / 4 KB) · (eventual ½, strong 1, transactional 2)',
    source: `[S] ${AWS}3`,
  },
  'aws.dynamodb.storage': {
    fields: { bytes: STORED_BYTES, months: MONTHS, gigabyte: number('B', 'bytes of one GB: 10⁹ by AWS’s own tools') },
    rule: 'bytes · months / gigabyte',
    source: `[S] ${AWS}3, section 4`,
  },
  'aws.s3-infrequent-access.puts': requests(`[S] ${AWS}4`),
  'aws.s3-infrequent-access.gets': requests(`[S] ${AWS}4`),
  'aws.s3-infrequent-access.storage': {
    fields: { bytes: STORED_BYTES, objects: number('count', 'objects that hold the bytes'), months: MONTHS },
    rule: 'max(bytes, objects · 128 KB) · months / 2³⁰',
    source: `[S] ${AWS}4`,
  },
  'aws.s3-infrequent-access.retrieval': bytes(`[S] ${AWS}4`),
  'aws.s3-deep-archive.puts': requests(`[S] ${AWS}5`),
  'aws.s3-deep-archive.transitions': requests(`[S] ${AWS}5`),
  'aws.s3-deep-archive.storage': {
    fields: { bytes: STORED_BYTES, objects: number('count', 'objects that hold the bytes'), months: MONTHS },
    rule: '(bytes + objects · 32 KB) · months / 2³⁰',
    source: `[S] ${AWS}5`,
  },
  'aws.s3-deep-archive.retrieval': bytes(`[S] ${AWS}5`),
  'aws.s3-standard.storage': byteMonths(`[S] ${AWS}4`),
  'aws.twinmaker.entities': { fields: { entities: number('count', 'entities') }, rule: 'entities', source: `[S] ${AWS}6` },
  'aws.twinmaker.calls': {
    fields: { calls: CALLS, bytes: number('B', 'what each of them returns') },
    rule: 'calls · ⌈bytes / 20 KB⌉',
    source: `[S] ${AWS}6`,
  },
  'aws.twinmaker.queries': { fields: { queries: number('count', 'queries') }, rule: 'queries', source: `[S] ${AWS}6` },
  'aws.twinmaker.bundle': {
    fields: {
      entities: number('count', 'entities; they decide the tier'),
      calls: CALLS,
      bytes: number('B', 'what each call returns'),
      queries: number('count', 'queries'),
    },
    rule: '1; the price is the fee of a price book’s tier and what exceeds it, which `meter` does not know',
    source: `[S] ${AWS}6`,
  },
  'aws.grafana.editors': users(`[S] ${AWS}7`),
  'aws.grafana.viewers': users(`[S] ${AWS}7`),
  'aws.data-transfer.internet': bytes(`[S] ${AWS}9, section 4`),

  'azure.iot-hub.s1': hub,
  'azure.iot-hub.s2': hub,
  'azure.iot-hub.s3': hub,
  'azure.event-grid.operations': {
    fields: {
      events: number('count', 'events published'),
      bytes: BYTES_EACH,
      deliveries: number('count', 'deliveries of one event: one for each subscription'),
    },
    rule: 'events · (1 + deliveries) · ⌈bytes / 64 KB⌉',
    source: `[S] ${AZURE}4; the chunk is [K]`,
  },
  'azure.functions.executions': executions(`[S] ${AZURE}2`),
  'azure.functions.duration': {
    fields: functionTime,
    rule: 'executions · ⌈memory / 128 MB⌉ · 128 MB / 2³⁰ · max(0.1, ⌈duration⌉ to 1 ms)',
    source: `[S] ${AZURE}2`,
  },
  'azure.logic-apps.actions': {
    fields: { executions: EXECUTIONS, steps: number('count', 'actions of one execution; the trigger is one more') },
    rule: 'executions · (steps + 1)',
    source: `[S] ${AZURE}5`,
  },
  'azure.cosmos-db.serverless': {
    fields: { requestUnits: number('RU', 'request units') },
    rule: 'requestUnits',
    source: `[S] ${AZURE}6`,
  },
  'azure.cosmos-db.autoscale': {
    fields: { peak: number('RU/s', 'the highest throughput'), mean: number('RU/s', 'the mean throughput of the month') },
    rule: '730 · max(maximum / 10, mean) / 100, maximum = ⌈max(1000, peak) / 100⌉ · 100',
    source: `[S] ${AZURE}6`,
  },
  'azure.cosmos-db.provisioned': {
    fields: { peak: number('RU/s', 'the highest throughput') },
    rule: '730 · ⌈max(400, peak) / 100⌉',
    source: `[S] ${AZURE}6`,
  },
  'azure.cosmos-db.storage': byteMonths(`[S] ${AZURE}6`),
  'azure.cosmos-db.serverless-storage': byteMonths(`[S] ${AZURE}6`),
  'azure.blob-cool.writes': requests(`[S] ${AZURE}7`),
  'azure.blob-cool.reads': requests(`[S] ${AZURE}7`),
  'azure.blob-cool.storage': byteMonths(`[S] ${AZURE}7`),
  'azure.blob-cool.retrieval': bytes(`[S] ${AZURE}7`),
  'azure.blob-archive.writes': requests(`[S] ${AZURE}7`),
  'azure.blob-archive.storage': byteMonths(`[S] ${AZURE}7`),
  'azure.blob-archive.retrieval': bytes(`[S] ${AZURE}7`),
  'azure.blob-hot.storage': byteMonths(`[S] ${AZURE}7`),
  'azure.digital-twins.operations': {
    fields: { operations: number('count', 'operations (API calls)'), bytes: number('B', 'body of each request or response') },
    rule: 'operations · ⌈bytes / 1 KB⌉',
    source: `[S] ${AZURE}8`,
  },
  'azure.digital-twins.query-units': {
    fields: { queries: number('count', 'queries'), unitsPerQuery: number('count', 'query units of each') },
    rule: 'queries · unitsPerQuery',
    source: `[S] ${AZURE}8`,
  },
  'azure.grafana.instance': { fields: { hours: HOURS }, rule: 'hours', source: `[S] ${AZURE}9` },
  'azure.grafana.users': users(`[S] ${AZURE}9`),
  'azure.bandwidth.internet': bytes(`[S] ${AZURE}10`),

  'gcp.pubsub.throughput': {
    fields: {
      messages: number('count', 'messages published, one a request'),
      bytes: BYTES_EACH,
      deliveries: number('count', 'deliveries of one message: one for each subscription'),
    },
    rule: 'messages · (1 + deliveries) · max(1000, bytes) / 2⁴⁰',
    source: `[S] ${GCP}1`,
  },
  'gcp.cloud-run.requests': executions(`[S] ${GCP}2`),
  'gcp.cloud-run.cpu': {
    fields: { executions: EXECUTIONS, vcpu: number('vCPU', 'vCPU of one execution'), duration: DURATION },
    rule: 'executions · vcpu · ⌈duration⌉ to 100 ms',
    source: `[S] ${GCP}2`,
  },
  'gcp.cloud-run.memory': {
    fields: functionTime,
    rule: 'executions · memory / 2³⁰ · ⌈duration⌉ to 100 ms',
    source: `[S] ${GCP}2`,
  },
  'gcp.workflows.steps': {
    fields: { executions: EXECUTIONS, steps: number('count', 'internal steps of one execution') },
    rule: 'executions · steps',
    source: `[S] ${GCP}5`,
  },
  'gcp.firestore.reads': documents(`[S] ${GCP}3`),
  'gcp.firestore.writes': documents(`[S] ${GCP}3`),
  'gcp.firestore.deletes': documents(`[S] ${GCP}3`),
  'gcp.firestore.storage': byteMonths(`[S] ${GCP}3`),
  'gcp.scheduler.jobs': {
    fields: { jobs: number('count', 'jobs, paused ones too'), days: number('day', 'days that they are there') },
    rule: 'jobs · days / 31',
    source: `[S] ${GCP}5`,
  },
  'gcp.storage-nearline.operations': requests(`[S] ${GCP}4`),
  'gcp.storage-nearline.reads': requests(`[S] ${GCP}4`),
  'gcp.storage-nearline.storage': byteMonths(`[S] ${GCP}4`),
  'gcp.storage-nearline.retrieval': bytes(`[S] ${GCP}4`),
  'gcp.storage-archive.operations': requests(`[S] ${GCP}4`),
  'gcp.storage-archive.storage': byteMonths(`[S] ${GCP}4`),
  'gcp.storage-archive.retrieval': bytes(`[S] ${GCP}4`),
  'gcp.storage-standard.storage': byteMonths(`[S] ${GCP}4`),
  'gcp.compute.e2-medium': { fields: { hours: HOURS }, rule: 'hours', source: `[S] ${GCP}5` },
  'gcp.compute.disk': { fields: { gibibytes: number('GiB', 'size of the disk, for a month') }, rule: 'gibibytes', source: `[S] ${GCP}5` },
  'gcp.network.internet': bytes(`[S] ${GCP}5`),
};
