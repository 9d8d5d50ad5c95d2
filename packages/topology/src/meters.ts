/**
 * The meters that the billing model uses: one id, one service's name, one base unit and one shape of usage each.
 * How a usage becomes a billed quantity is packages/cost's, what it costs stands in the price book.
 */

export interface MeterName {
  /** The service as its cloud writes it. */
  readonly service: string;
  /** What is metered, in words. */
  readonly title: string;
  /** The unit of quantity and price. */
  readonly unit: string;
}

/** Ids are `provider.service.meter`. Every one has an entry in every region of the bundled book. */
export const METERS = {
  'aws.iot-core.connectivity': { service: 'AWS IoT Core', title: 'Connection minutes', unit: 'minute' },
  'aws.iot-core.messages': { service: 'AWS IoT Core', title: 'Messages in blocks of 5 KB', unit: 'message' },
  'aws.iot-core.rules': { service: 'AWS IoT Core', title: 'Rules triggered in blocks of 5 KB', unit: 'rule' },
  'aws.iot-core.actions': { service: 'AWS IoT Core', title: 'Rule actions in blocks of 5 KB', unit: 'action' },
  'aws.lambda.requests': { service: 'AWS Lambda', title: 'Requests', unit: 'request' },
  'aws.lambda.duration': { service: 'AWS Lambda', title: 'Duration (x86)', unit: 'GB-second' },
  'aws.eventbridge.events': { service: 'Amazon EventBridge', title: 'Custom events in chunks of 64 KB', unit: 'event' },
  'aws.eventbridge.schedules': { service: 'Amazon EventBridge Scheduler', title: 'Scheduled invocations', unit: 'invocation' },
  'aws.step-functions.transitions': { service: 'AWS Step Functions', title: 'Standard state transitions', unit: 'transition' },
  'aws.dynamodb.writes': { service: 'Amazon DynamoDB', title: 'On-demand write request units', unit: 'write request unit' },
  'aws.dynamodb.reads': { service: 'Amazon DynamoDB', title: 'On-demand read request units', unit: 'read request unit' },
  'aws.dynamodb.storage': { service: 'Amazon DynamoDB', title: 'Table storage', unit: 'GB-month' },
  'aws.s3-infrequent-access.puts': { service: 'Amazon S3 Standard-IA', title: 'PUT requests', unit: 'request' },
  'aws.s3-infrequent-access.gets': { service: 'Amazon S3 Standard-IA', title: 'GET requests', unit: 'request' },
  'aws.s3-infrequent-access.storage': { service: 'Amazon S3 Standard-IA', title: 'Storage', unit: 'GB-month' },
  'aws.s3-infrequent-access.retrieval': { service: 'Amazon S3 Standard-IA', title: 'Retrieval', unit: 'GB' },
  'aws.s3-deep-archive.puts': { service: 'Amazon S3 Glacier Deep Archive', title: 'PUT requests', unit: 'request' },
  'aws.s3-deep-archive.transitions': { service: 'Amazon S3 Glacier Deep Archive', title: 'Lifecycle transitions', unit: 'request' },
  'aws.s3-deep-archive.storage': { service: 'Amazon S3 Glacier Deep Archive', title: 'Storage', unit: 'GB-month' },
  'aws.s3-deep-archive.retrieval': { service: 'Amazon S3 Glacier Deep Archive', title: 'Standard retrieval', unit: 'GB' },
  'aws.s3-standard.storage': { service: 'Amazon S3 Standard', title: 'Storage', unit: 'GB-month' },
  'aws.twinmaker.entities': { service: 'AWS IoT TwinMaker', title: 'Entities', unit: 'entity-month' },
  'aws.twinmaker.calls': { service: 'AWS IoT TwinMaker', title: 'Unified data access calls of 20 KB', unit: 'call' },
  'aws.twinmaker.queries': { service: 'AWS IoT TwinMaker', title: 'Queries', unit: 'query' },
  'aws.grafana.editors': { service: 'Amazon Managed Grafana', title: 'Editors active in the month', unit: 'user-month' },
  'aws.grafana.viewers': { service: 'Amazon Managed Grafana', title: 'Viewers active in the month', unit: 'user-month' },
  'aws.data-transfer.internet': { service: 'AWS Data Transfer', title: 'Transfer out to the internet', unit: 'GB' },

  'azure.iot-hub.s1': { service: 'Azure IoT Hub', title: 'Standard S1 units', unit: 'unit-month' },
  'azure.iot-hub.s2': { service: 'Azure IoT Hub', title: 'Standard S2 units', unit: 'unit-month' },
  'azure.iot-hub.s3': { service: 'Azure IoT Hub', title: 'Standard S3 units', unit: 'unit-month' },
  'azure.event-grid.operations': { service: 'Azure Event Grid', title: 'Operations in chunks of 64 KB', unit: 'operation' },
  'azure.functions.executions': { service: 'Azure Functions', title: 'Executions (consumption plan)', unit: 'execution' },
  'azure.functions.duration': { service: 'Azure Functions', title: 'Execution time (consumption plan)', unit: 'GB-second' },
  'azure.logic-apps.actions': { service: 'Azure Logic Apps', title: 'Built-in actions', unit: 'action' },
  'azure.cosmos-db.serverless': { service: 'Azure Cosmos DB', title: 'Serverless request units', unit: 'RU' },
  'azure.cosmos-db.autoscale': { service: 'Azure Cosmos DB', title: 'Autoscale throughput', unit: '100 RU/s-hour' },
  'azure.cosmos-db.provisioned': { service: 'Azure Cosmos DB', title: 'Provisioned throughput', unit: '100 RU/s-hour' },
  'azure.cosmos-db.storage': { service: 'Azure Cosmos DB', title: 'Storage (with the lifetime allowance)', unit: 'GB-month' },
  'azure.cosmos-db.serverless-storage': { service: 'Azure Cosmos DB', title: 'Storage (serverless)', unit: 'GB-month' },
  'azure.blob-cool.writes': { service: 'Azure Blob Storage (cool)', title: 'Write operations', unit: 'operation' },
  'azure.blob-cool.reads': { service: 'Azure Blob Storage (cool)', title: 'Read operations', unit: 'operation' },
  'azure.blob-cool.storage': { service: 'Azure Blob Storage (cool)', title: 'Storage', unit: 'GB-month' },
  'azure.blob-cool.retrieval': { service: 'Azure Blob Storage (cool)', title: 'Retrieval', unit: 'GB' },
  'azure.blob-archive.writes': { service: 'Azure Blob Storage (archive)', title: 'Write operations and tier changes', unit: 'operation' },
  'azure.blob-archive.storage': { service: 'Azure Blob Storage (archive)', title: 'Storage', unit: 'GB-month' },
  'azure.blob-archive.retrieval': { service: 'Azure Blob Storage (archive)', title: 'Retrieval', unit: 'GB' },
  'azure.blob-hot.storage': { service: 'Azure Blob Storage (hot)', title: 'Storage', unit: 'GB-month' },
  'azure.digital-twins.operations': { service: 'Azure Digital Twins', title: 'Operations of 1 KB', unit: 'operation' },
  'azure.digital-twins.query-units': { service: 'Azure Digital Twins', title: 'Query units', unit: 'query unit' },
  'azure.grafana.instance': { service: 'Azure Managed Grafana', title: 'Standard instance', unit: 'hour' },
  'azure.grafana.users': { service: 'Azure Managed Grafana', title: 'Active users', unit: 'user-month' },
  'azure.bandwidth.internet': { service: 'Azure Bandwidth', title: 'Transfer out to the internet', unit: 'GB' },

  'gcp.pubsub.throughput': { service: 'Google Pub/Sub', title: 'Message delivery', unit: 'TiB' },
  'gcp.cloud-run.requests': { service: 'Cloud Run functions', title: 'Requests', unit: 'request' },
  'gcp.cloud-run.cpu': { service: 'Cloud Run functions', title: 'CPU time', unit: 'vCPU-second' },
  'gcp.cloud-run.memory': { service: 'Cloud Run functions', title: 'Memory time', unit: 'GiB-second' },
  'gcp.workflows.steps': { service: 'Google Workflows', title: 'Internal steps', unit: 'step' },
  'gcp.firestore.reads': { service: 'Firestore', title: 'Document reads', unit: 'read' },
  'gcp.firestore.writes': { service: 'Firestore', title: 'Document writes', unit: 'write' },
  'gcp.firestore.deletes': { service: 'Firestore', title: 'Document deletes', unit: 'delete' },
  'gcp.firestore.storage': { service: 'Firestore', title: 'Storage', unit: 'GiB-month' },
  'gcp.scheduler.jobs': { service: 'Cloud Scheduler', title: 'Jobs of 31 days', unit: 'job' },
  'gcp.storage-nearline.operations': { service: 'Cloud Storage Nearline', title: 'Class A operations', unit: 'operation' },
  'gcp.storage-nearline.reads': { service: 'Cloud Storage Nearline', title: 'Class B operations', unit: 'operation' },
  'gcp.storage-nearline.storage': { service: 'Cloud Storage Nearline', title: 'Storage', unit: 'GiB-month' },
  'gcp.storage-nearline.retrieval': { service: 'Cloud Storage Nearline', title: 'Retrieval', unit: 'GiB' },
  'gcp.storage-archive.operations': { service: 'Cloud Storage Archive', title: 'Class A operations', unit: 'operation' },
  'gcp.storage-archive.storage': { service: 'Cloud Storage Archive', title: 'Storage', unit: 'GiB-month' },
  'gcp.storage-archive.retrieval': { service: 'Cloud Storage Archive', title: 'Retrieval', unit: 'GiB' },
  'gcp.storage-standard.storage': { service: 'Cloud Storage Standard', title: 'Storage', unit: 'GiB-month' },
  'gcp.compute.e2-medium': { service: 'Compute Engine', title: 'e2-medium instance', unit: 'hour' },
  'gcp.compute.disk': { service: 'Compute Engine', title: 'Standard persistent disk', unit: 'GiB-month' },
  'gcp.network.internet': { service: 'Google Cloud network', title: 'Premium tier transfer out to the internet', unit: 'GiB' },
} as const satisfies Record<string, MeterName>;

/** Meters that a book may lack in a region; a plan that needs one is then left out of the choice. */
export const PLAN_METERS = {
  'aws.twinmaker.bundle': { service: 'AWS IoT TwinMaker', title: 'Tiered bundle', unit: 'bundle-month' },
} as const satisfies Record<string, MeterName>;

export type MeterId = keyof typeof METERS | keyof typeof PLAN_METERS;

/** The name of any meter. */
export function meterName(id: MeterId): MeterName {
  return id in METERS ? METERS[id as keyof typeof METERS] : PLAN_METERS[id as keyof typeof PLAN_METERS];
}

/** The shape of a usage of each meter, before any rounding to blocks. Bytes, seconds and counts a month unless a name says otherwise. */
export interface MeterUsage {
  'aws.iot-core.connectivity': { readonly minutes: number };
  'aws.iot-core.messages': Blocks;
  'aws.iot-core.rules': Blocks;
  'aws.iot-core.actions': Blocks;
  'aws.lambda.requests': Executions;
  'aws.lambda.duration': FunctionTime;
  'aws.eventbridge.events': { readonly events: number; readonly bytes: number };
  'aws.eventbridge.schedules': { readonly invocations: number };
  'aws.step-functions.transitions': { readonly executions: number; readonly steps: number };
  'aws.dynamodb.writes': { readonly items: number; readonly bytes: number; readonly transactional?: boolean };
  'aws.dynamodb.reads': DynamoReads;
  'aws.dynamodb.storage': { readonly bytes: number; readonly months: number; readonly gigabyte: number };
  'aws.s3-infrequent-access.puts': Requests;
  'aws.s3-infrequent-access.gets': Requests;
  'aws.s3-infrequent-access.storage': { readonly bytes: number; readonly objects: number; readonly months: number };
  'aws.s3-infrequent-access.retrieval': Bytes;
  'aws.s3-deep-archive.puts': Requests;
  'aws.s3-deep-archive.transitions': Requests;
  'aws.s3-deep-archive.storage': { readonly bytes: number; readonly objects: number; readonly months: number };
  'aws.s3-deep-archive.retrieval': Bytes;
  'aws.s3-standard.storage': ByteMonths;
  'aws.twinmaker.entities': { readonly entities: number };
  'aws.twinmaker.calls': { readonly calls: number; readonly bytes: number };
  'aws.twinmaker.queries': { readonly queries: number };
  'aws.twinmaker.bundle': { readonly entities: number; readonly calls: number; readonly bytes: number; readonly queries: number };
  'aws.grafana.editors': Users;
  'aws.grafana.viewers': Users;
  'aws.data-transfer.internet': Bytes;
  'azure.iot-hub.s1': HubLoad;
  'azure.iot-hub.s2': HubLoad;
  'azure.iot-hub.s3': HubLoad;
  'azure.event-grid.operations': { readonly events: number; readonly bytes: number; readonly deliveries: number };
  'azure.functions.executions': Executions;
  'azure.functions.duration': FunctionTime;
  'azure.logic-apps.actions': { readonly executions: number; readonly steps: number };
  'azure.cosmos-db.serverless': { readonly requestUnits: number };
  'azure.cosmos-db.autoscale': { readonly peak: number; readonly mean: number };
  'azure.cosmos-db.provisioned': { readonly peak: number };
  'azure.cosmos-db.storage': ByteMonths;
  'azure.cosmos-db.serverless-storage': ByteMonths;
  'azure.blob-cool.writes': Requests;
  'azure.blob-cool.reads': Requests;
  'azure.blob-cool.storage': ByteMonths;
  'azure.blob-cool.retrieval': Bytes;
  'azure.blob-archive.writes': Requests;
  'azure.blob-archive.storage': ByteMonths;
  'azure.blob-archive.retrieval': Bytes;
  'azure.blob-hot.storage': ByteMonths;
  'azure.digital-twins.operations': { readonly operations: number; readonly bytes: number };
  'azure.digital-twins.query-units': { readonly queries: number; readonly unitsPerQuery: number };
  'azure.grafana.instance': { readonly hours: number };
  'azure.grafana.users': Users;
  'azure.bandwidth.internet': Bytes;
  'gcp.pubsub.throughput': { readonly messages: number; readonly bytes: number; readonly deliveries: number };
  'gcp.cloud-run.requests': Executions;
  'gcp.cloud-run.cpu': { readonly executions: number; readonly vcpu: number; readonly duration: number };
  'gcp.cloud-run.memory': FunctionTime;
  'gcp.workflows.steps': { readonly executions: number; readonly steps: number };
  'gcp.firestore.reads': { readonly documents: number };
  'gcp.firestore.writes': { readonly documents: number };
  'gcp.firestore.deletes': { readonly documents: number };
  'gcp.firestore.storage': ByteMonths;
  'gcp.scheduler.jobs': { readonly jobs: number; readonly days: number };
  'gcp.storage-nearline.operations': Requests;
  'gcp.storage-nearline.reads': Requests;
  'gcp.storage-nearline.storage': ByteMonths;
  'gcp.storage-nearline.retrieval': Bytes;
  'gcp.storage-archive.operations': Requests;
  'gcp.storage-archive.storage': ByteMonths;
  'gcp.storage-archive.retrieval': Bytes;
  'gcp.storage-standard.storage': ByteMonths;
  'gcp.compute.e2-medium': { readonly hours: number };
  'gcp.compute.disk': { readonly gibibytes: number };
  'gcp.network.internet': Bytes;
}

export interface Requests {
  readonly requests: number;
}
export interface Executions {
  readonly executions: number;
}
export interface Bytes {
  readonly bytes: number;
}
export interface Users {
  readonly users: number;
}
/** `bytes` arriving in a month, kept for `months`. */
export interface ByteMonths {
  readonly bytes: number;
  readonly months: number;
}
/** Messages of `bytes` each, rounded to blocks one by one. */
export interface Blocks {
  readonly messages: number;
  readonly bytes: number;
}
/** Executions of a function with `memory` bytes for `duration` seconds each. */
export interface FunctionTime {
  readonly executions: number;
  readonly memory: number;
  readonly duration: number;
}
/** `queries` that read `bytes` each (rounded one by one), and `scannedBytes` read in bulk. */
export interface DynamoReads {
  readonly queries: number;
  readonly bytes: number;
  readonly scannedBytes: number;
  /** Default: eventual. */
  readonly consistency?: 'eventual' | 'strong' | 'transactional';
}
/** What an IoT hub must take, and what one unit of the edition takes. */
export interface HubLoad {
  readonly messagesPerDay: number;
  readonly messagesPerSecond: number;
  readonly devices: number;
  readonly quotaPerDay: number;
  readonly unitThrottle: number;
  readonly hubThrottle: number;
  readonly maxUnits: number;
  readonly maxDevices: number;
}
