/** Meters of DynamoDB and S3 beside the model's own: provisioned capacity, indexes, streams, the other storage classes. */
import {
  BYTES_EACH,
  CONSISTENCY,
  HOURS,
  MONTHS,
  number,
  optional,
  REQUESTS,
  STORED_BYTES,
  TOTAL_BYTES,
  TRANSACTIONAL,
  type Consistency,
} from '../fields.ts';
import { blocks, GB, KB, roundUp } from '../rounding.ts';
import { counted, neighbour } from './definition.ts';

const DYNAMO = 'Amazon DynamoDB';
const S3 = 'Amazon S3';
const GLACIER = 'Amazon S3 Glacier';
/** Bytes that DynamoDB stores beside each item, and those more for a global table [S]. */
const ITEM_OVERHEAD = 100;
const GLOBAL_OVERHEAD = 48;
/** S3's infrequent-access classes bill at least 128 KB an object [S]. */
const IA_OBJECT = 128 * KB;
/** Kilobytes beside each object of the Glacier classes: in the class itself, and in S3 Standard [S]. */
const INDEX_KILOBYTES = 32;
const METADATA_KILOBYTES = 8;
const OBJECTS = number('count', 'objects');
const KILOBYTE = optional(number('B', 'bytes of one KB, its cube is one GB: 1,024, or 1,000 as the S3 FAQ calculates'), KB);

const readFactor = (consistency: Consistency): number => ({ eventual: 0.5, strong: 1, transactional: 2 })[consistency];

export const AWS_STORAGE = {
  'aws.dynamodb.write-capacity': neighbour({
    service: DYNAMO,
    title: 'Provisioned write capacity',
    unit: 'WCU-hour',
    fields: { units: number('count', 'write capacity units provisioned'), hours: HOURS },
    rule: 'units · hours',
    source: '[S] metering.md 1.3',
    quantity: (u) => u.units * u.hours,
  }),
  'aws.dynamodb.read-capacity': neighbour({
    service: DYNAMO,
    title: 'Provisioned read capacity',
    unit: 'RCU-hour',
    fields: { units: number('count', 'read capacity units provisioned'), hours: HOURS },
    rule: 'units · hours',
    source: '[S] metering.md 1.3',
    quantity: (u) => u.units * u.hours,
  }),
  'aws.dynamodb.write-capacity-units': neighbour({
    service: DYNAMO,
    title: 'Write capacity units that a load needs',
    unit: 'WCU',
    fields: { writesPerSecond: number('1/s', 'items written a second'), bytes: BYTES_EACH, transactional: TRANSACTIONAL },
    rule: '⌈writesPerSecond · ⌈bytes / 1 KB⌉ · (transactional ? 2 : 1)⌉',
    source: '[S] metering.md 1.3',
    quantity: (u) => roundUp(u.writesPerSecond * blocks(u.bytes, KB) * (u.transactional ? 2 : 1)),
  }),
  'aws.dynamodb.read-capacity-units': neighbour({
    service: DYNAMO,
    title: 'Read capacity units that a load needs',
    unit: 'RCU',
    fields: { readsPerSecond: number('1/s', 'items read a second'), bytes: BYTES_EACH, consistency: CONSISTENCY },
    rule: '⌈readsPerSecond · ⌈bytes / 4 KB⌉ · (eventual ½, strong 1, transactional 2)⌉',
    source: '[S] metering.md 1.3',
    quantity: (u) => roundUp(u.readsPerSecond * blocks(u.bytes, 4 * KB) * readFactor(u.consistency)),
  }),
  'aws.dynamodb.item-reads': neighbour({
    service: DYNAMO,
    title: 'Read request units of single items (GetItem, BatchGetItem)',
    unit: 'read request unit',
    fields: { items: number('count', 'items read'), bytes: BYTES_EACH, consistency: CONSISTENCY },
    rule: 'items · ⌈bytes / 4 KB⌉ · (eventual ½, strong 1, transactional 2)',
    source: '[S] metering.md 1.3',
    quantity: (u) => u.items * blocks(u.bytes, 4 * KB) * readFactor(u.consistency),
  }),
  'aws.dynamodb.indexed-writes': neighbour({
    service: DYNAMO,
    title: 'Write request units with global secondary indexes',
    unit: 'write request unit',
    fields: {
      items: number('count', 'items written'),
      bytes: number('B', 'the larger of the old and the new item'),
      indexes: number('count', 'indexes that each write touches'),
      indexBytes: number('B', 'the projected item'),
      transactional: TRANSACTIONAL,
    },
    rule: 'items · (⌈bytes / 1 KB⌉ · (transactional ? 2 : 1) + indexes · ⌈indexBytes / 1 KB⌉)',
    source: '[S] metering.md 1.3',
    quantity: (u) => u.items * (blocks(u.bytes, KB) * (u.transactional ? 2 : 1) + u.indexes * blocks(u.indexBytes, KB)),
  }),
  'aws.dynamodb.replicated-writes': neighbour({
    service: DYNAMO,
    title: 'Replicated write request units of a global table',
    unit: 'write request unit',
    fields: { items: number('count', 'items written'), bytes: BYTES_EACH, regions: number('count', 'regions that hold the table') },
    rule: 'items · ⌈bytes / 1 KB⌉ · regions',
    source: '[K]',
    quantity: (u) => u.items * blocks(u.bytes, KB) * u.regions,
  }),
  'aws.dynamodb.stream-reads': counted('requests', {
    service: DYNAMO,
    title: 'Stream read requests',
    unit: 'request',
    source: '[S] metering.md 1.3',
  }),
  'aws.dynamodb.item-storage': neighbour({
    service: DYNAMO,
    title: 'Table storage with what is stored beside each item',
    unit: 'GB-month',
    fields: {
      items: number('count', 'items'),
      bytes: BYTES_EACH,
      months: MONTHS,
      globalTable: { kind: 'flag', unit: 'true or false', means: 'a global table stores 48 bytes more', default: false },
      gigabyte: optional(number('B', 'bytes of one GB'), 1e9),
    },
    rule: 'items · (bytes + 100 + (globalTable ? 48 : 0)) · months / gigabyte',
    source: '[S] metering.md 1.3',
    quantity: (u) => (u.items * (u.bytes + ITEM_OVERHEAD + (u.globalTable ? GLOBAL_OVERHEAD : 0)) * u.months) / u.gigabyte,
  }),
  'aws.dynamodb.backup-storage': neighbour({
    service: DYNAMO,
    title: 'Backups and point-in-time recovery',
    unit: 'GB-month',
    fields: { bytes: STORED_BYTES, months: MONTHS },
    rule: 'bytes · months / 2³⁰',
    source: '[K]',
    quantity: (u) => (u.bytes * u.months) / GB,
  }),
  'aws.dynamodb.restore': neighbour({
    service: DYNAMO,
    title: 'Restored, exported or imported data',
    unit: 'GB',
    fields: { bytes: TOTAL_BYTES },
    rule: 'bytes / 2³⁰',
    source: '[K]',
    quantity: (u) => u.bytes / GB,
  }),
  'aws.s3-standard.puts': counted('requests', {
    service: `${S3} Standard`,
    title: 'PUT, COPY, POST, LIST requests',
    unit: 'request',
    source: '[S] metering.md 1.4',
  }),
  'aws.s3-standard.gets': counted('requests', {
    service: `${S3} Standard`,
    title: 'GET and other requests',
    unit: 'request',
    source: '[S] metering.md 1.4',
  }),
  'aws.s3-infrequent-access.transitions': counted('requests', {
    service: `${S3} Standard-IA`,
    title: 'Lifecycle transitions into the class',
    unit: 'request',
    source: '[S] metering.md 1.4',
  }),
  'aws.s3-infrequent-access.billable-bytes': neighbour({
    service: `${S3} Standard-IA`,
    title: 'Billable size of objects, at least 128 KB each',
    unit: 'B',
    fields: { objects: OBJECTS, bytes: BYTES_EACH },
    rule: 'objects · max(bytes, 128 KB)',
    source: '[S] metering.md 1.4',
    quantity: (u) => u.objects * Math.max(u.bytes, IA_OBJECT),
  }),
  'aws.s3-infrequent-access.object-storage': neighbour({
    service: `${S3} Standard-IA, One Zone-IA, Glacier Instant Retrieval`,
    title: 'Storage of objects, at least 128 KB each',
    unit: 'GB-month',
    fields: { objects: OBJECTS, bytes: BYTES_EACH, months: MONTHS },
    rule: 'objects · max(bytes, 128 KB) · months / 2³⁰',
    source: '[S] metering.md 1.4',
    quantity: (u) => (u.objects * Math.max(u.bytes, IA_OBJECT) * u.months) / GB,
  }),
  'aws.s3-glacier.storage': neighbour({
    service: `${GLACIER} and Deep Archive`,
    title: 'Storage with the index of 32 KB beside each object',
    unit: 'GB-month',
    fields: { objects: OBJECTS, bytes: number('B', 'all bytes of the objects together'), months: MONTHS, kilobyte: KILOBYTE },
    rule: '(bytes + objects · 32 · kilobyte) · months / kilobyte³',
    source: '[S] metering.md 1.5, section 4',
    quantity: (u) => ((u.bytes + u.objects * INDEX_KILOBYTES * u.kilobyte) * u.months) / u.kilobyte ** 3,
  }),
  'aws.s3-glacier.metadata': neighbour({
    service: `${GLACIER} and Deep Archive`,
    title: 'The 8 KB beside each object that are billed in S3 Standard',
    unit: 'GB-month',
    fields: { objects: OBJECTS, months: MONTHS, kilobyte: KILOBYTE },
    rule: 'objects · 8 · kilobyte · months / kilobyte³',
    source: '[S] metering.md 1.5, section 4',
    quantity: (u) => (u.objects * METADATA_KILOBYTES * u.months) / u.kilobyte ** 2,
  }),
  'aws.s3-glacier.requests': counted('requests', {
    service: GLACIER,
    title: 'PUT, transition or retrieval requests',
    unit: 'request',
    source: '[S] metering.md 1.5',
  }),
  'aws.s3-glacier.retrieval': neighbour({
    service: GLACIER,
    title: 'Retrieval (expedited, standard or bulk, by the rate)',
    unit: 'GB',
    fields: { bytes: TOTAL_BYTES },
    rule: 'bytes / 2³⁰',
    source: '[S] metering.md 1.5',
    quantity: (u) => u.bytes / GB,
  }),
  'aws.s3-deep-archive.gets': counted('requests', {
    service: `${GLACIER} Deep Archive`,
    title: 'GET and other requests',
    unit: 'request',
    source: '[S] metering.md 1.5',
  }),
  'aws.s3-deep-archive.retrieval-requests': counted('requests', {
    service: `${GLACIER} Deep Archive`,
    title: 'Retrieval requests (standard or bulk, by the rate)',
    unit: 'request',
    source: '[S] metering.md 1.5',
  }),
  'aws.s3-deep-archive.bulk-retrieval': neighbour({
    service: `${GLACIER} Deep Archive`,
    title: 'Bulk retrieval',
    unit: 'GB',
    fields: { bytes: TOTAL_BYTES },
    rule: 'bytes / 2³⁰',
    source: '[S] metering.md 1.5',
    quantity: (u) => u.bytes / GB,
  }),
  'aws.s3-intelligent-tiering.monitoring': counted('objects', {
    service: `${S3} Intelligent-Tiering`,
    title: 'Monitored objects of at least 128 KB',
    unit: 'object',
    source: '[K]',
  }),
  'aws.s3-express.requests': counted('requests', {
    service: `${S3} Express One Zone`,
    title: 'PUT or GET requests',
    unit: 'request',
    source: '[K]',
  }),
  'aws.s3-express.large-request-bytes': neighbour({
    service: `${S3} Express One Zone`,
    title: 'What is sent or read above 512 KB a request (before the price change of 2025)',
    unit: 'GB',
    fields: { requests: REQUESTS, bytes: BYTES_EACH },
    rule: 'requests · max(0, bytes − 512 KB) / 2³⁰',
    source: '[K]; 1,048,576 KB a GB is [S] metering.md section 4',
    quantity: (u) => (u.requests * Math.max(0, u.bytes - 512 * KB)) / GB,
  }),
};
