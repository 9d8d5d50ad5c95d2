/**
 * The ONE table of what no declaration states and the billing model still needs.
 * Each one used is printed with a result; `assume { ID VALUE }` in a twin overrides it.
 */

export interface Assumption {
  readonly value: number;
  /** The unit of `value`, also the unit in which `assume` writes it. */
  readonly unit: string;
  /** What it stands for and why it has this value. */
  readonly why: string;
  readonly source: string;
}

export const ASSUMPTIONS = {
  'item-overhead': {
    value: 100,
    unit: 'B',
    why: 'id and time stamp stored with each message',
    source: 'cost-model.md, quantities',
  },
  'topic-overhead': {
    value: 64,
    unit: 'B',
    why: 'topic name, which AWS IoT Core counts into a message',
    source: 'cost-model.md, L1; metering.md 1.1 (size = topic + payload)',
  },
  'envelope-overhead': {
    value: 350,
    unit: 'B',
    why: 'HTTP and TLS overhead of one message that crosses clouds',
    source: 'cost-model.md, edges',
  },
  'index-overhead': {
    value: 100,
    unit: 'B',
    why: 'DynamoDB and Firestore store about 100 bytes beside each item',
    source: 'metering.md 1.3 (100 bytes per item); the same for Firestore by cost-model.md',
  },
  'batch-size': {
    value: 104_857_600,
    unit: 'B',
    why: 'a mover writes one object a day, and another for each further 100 MiB',
    source: 'cost-model.md, quantities',
  },
  'glue-memory': {
    value: 134_217_728,
    unit: 'B',
    why: 'memory of generated functions (dispatcher, persister, rules, readers, connectors, receivers)',
    source: 'cost-model.md; the paper uses 128 MB for every function',
  },
  'glue-duration': {
    value: 0.1,
    unit: 's',
    why: 'duration of one execution of a generated function',
    source: 'cost-model.md; the paper uses 100 ms for every function',
  },
  'mover-memory': {
    value: 536_870_912,
    unit: 'B',
    why: 'memory of the functions that move data between tiers',
    source: 'cost-model.md, movers',
  },
  'mover-start': { value: 1, unit: 's', why: 'fixed duration of moving one object', source: 'cost-model.md, movers' },
  'mover-speed': {
    value: 10_485_760,
    unit: 'B/s',
    why: 'bytes that a mover moves in a second',
    source: 'cost-model.md, movers (1 s for 10 MiB)',
  },
  'explorer-memory': {
    value: 536_870_912,
    unit: 'B',
    why: 'memory of the self-hosted twin explorer on Google Cloud',
    source: 'cost-model.md, L4',
  },
  'feedback-size': { value: 256, unit: 'B', why: 'size of one feedback message to a device', source: 'assumed: a short JSON document' },
  'notify-size': { value: 256, unit: 'B', why: 'size of one notification', source: 'assumed: a short JSON document' },
  'query-result-size': {
    value: 1_024,
    unit: 'B',
    why: 'size of one answer of the twin management that a dashboard reads',
    source: 'assumed: one Digital Twins operation (1 KB)',
  },
  'entity-size': { value: 2_048, unit: 'B', why: 'size of one entity in the self-hosted explorer', source: 'cost-model.md, L4' },
  'explorer-reads': {
    value: 100,
    unit: 'reads',
    why: 'entities that one query of the self-hosted explorer reads at most',
    source: 'cost-model.md, L4',
  },
  'query-units-small': {
    value: 15,
    unit: 'query units',
    why: 'query units of one query for fewer than 100 entities',
    source: 'the paper (Digital Twins, queryUnitTiers)',
  },
  'query-units-medium': {
    value: 1_500,
    unit: 'query units',
    why: 'query units of one query for fewer than 10,000 entities',
    source: 'the paper (Digital Twins, queryUnitTiers)',
  },
  'query-units-large': {
    value: 4_000,
    unit: 'query units',
    why: 'query units of one query for 10,000 entities and more',
    source: 'the paper (Digital Twins, queryUnitTiers)',
  },
  'cosmos-write': {
    value: 5,
    unit: 'RU',
    why: 'request units of writing one item of up to 1 KB',
    source: 'metering.md 2.6 (write 1 KB = 5 RU, 100 KB = 50 RU)',
  },
  'cosmos-write-slope': {
    value: 45 / 99,
    unit: 'RU/KB',
    why: 'further request units of a write for each KB above the first',
    source: 'metering.md 2.6 (straight line from 1 KB = 5 RU to 100 KB = 50 RU)',
  },
  'cosmos-query': { value: 3, unit: 'RU', why: 'request units of one query before its result', source: 'cost-model.md, L3.hot' },
  'cosmos-query-slope': { value: 1, unit: 'RU/KB', why: 'request units for each KB of a query result', source: 'cost-model.md, L3.hot' },
  'cosmos-mover-slope': { value: 1, unit: 'RU/KB', why: 'request units for each KB that a mover reads', source: 'cost-model.md, L3.hot' },
  'dynamodb-gigabyte': {
    value: 1_000_000_000,
    unit: 'B',
    why: 'DynamoDB storage is billed in decimal gigabytes',
    source: 'metering.md 1.3 and section 4 (AWS toolkit: decimal GB)',
  },
  'vcpu-128': { value: 0.083, unit: 'vCPU', why: 'CPU of a function with up to 128 MB', source: 'cost-model.md (128 MB → 0.083 vCPU)' },
  'vcpu-256': { value: 0.167, unit: 'vCPU', why: 'CPU of a function with up to 256 MB', source: 'cost-model.md' },
  'vcpu-512': { value: 0.333, unit: 'vCPU', why: 'CPU of a function with up to 512 MB', source: 'cost-model.md' },
  'vcpu-1024': { value: 0.583, unit: 'vCPU', why: 'CPU of a function with up to 1 GB', source: 'cost-model.md' },
  'vcpu-2048': { value: 1, unit: 'vCPU', why: 'CPU of a function with up to 2 GB', source: 'cost-model.md' },
  'vcpu-8192': {
    value: 2,
    unit: 'vCPU',
    why: 'CPU of a function with up to 8 GB',
    source: 'unconfirmed general knowledge (Cloud Run functions)',
  },
  'vcpu-16384': {
    value: 4,
    unit: 'vCPU',
    why: 'CPU of a function with more than 8 GB',
    source: 'unconfirmed general knowledge (Cloud Run functions)',
  },
  'grafana-users': {
    value: 100,
    unit: 'users',
    why: 'users that one self-hosted Grafana instance serves',
    source: 'cost-model.md, L5',
  },
  'grafana-disk': { value: 10, unit: 'GiB', why: 'disk of one self-hosted Grafana instance', source: 'cost-model.md, L5' },
} as const satisfies Record<string, Assumption>;

export type AssumptionId = keyof typeof ASSUMPTIONS;
