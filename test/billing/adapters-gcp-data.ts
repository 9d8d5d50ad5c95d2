/** The Google Cloud examples as calls of `meter`: data. */
import { call, type Adapters } from './adapter.ts';
import { GB, HOUR, MB, MILLISECOND, PER_100K, PER_1000, SECONDS_A_DAY, TIB } from './units.ts';

const PUBSUB_TABLE = {
  calls: {
    throughput: call('gcp.pubsub.bytes', { published: ['published_TiB', TIB], delivered: ['received_TiB', TIB] }, { price: 'per_TiB' }),
  },
};
const ONE_FUNCTION = { executions: 'invocations', duration: ['duration_ms', MILLISECOND] } as const;

export const GCP_ADAPTERS: Adapters = {
  'gcp-pubsub-01-2019': {
    calls: {
      stream: call(
        'gcp.pubsub.throughput',
        { messages: ['days', SECONDS_A_DAY], bytes: ['mib_per_s_publish', MB], deliveries: 'subscriptions' },
        { price: 'per_TiB_first_50', free: ['free_gb', 1 / 1024] },
      ),
      printed: call('gcp.pubsub.bytes', { published: [7.406, TIB], delivered: 0 }, { price: 'per_TiB_first_50' }),
    },
    components: { TiB: [['stream', 'quantity']], billable: [['stream', 'billable']] },
    total: [['printed', 'amount']],
    fromPrinted: ['billable'],
    note: 'one message of 1 MiB a second; the page multiplies its printed 7.406 TiB (unrounded, the total would be 444.3743 USD)',
  },
  'gcp-pubsub-04a-table': PUBSUB_TABLE,
  'gcp-pubsub-04c-table': PUBSUB_TABLE,
  'gcp-pubsub-04e-table': PUBSUB_TABLE,
  'gcp-pubsub-05-crossregion': {
    calls: {
      basic: call('gcp.pubsub.throughput', { messages: 1, bytes: ['message_mib', MB], deliveries: 'subscribers' }),
      region: call('gcp.pubsub.regions', { bytes: ['message_mib', MB] }),
    },
    components: { message_delivery_basic_mib: [['basic', 'quantity', TIB / MB]], inter_region_mib: [['region', 'quantity', GB / MB]] },
    total: [
      ['basic', 'quantity', TIB / MB],
      ['region', 'quantity', GB / MB],
    ],
  },
  'gcp-functions-01-infracost': {
    calls: {
      cpu: call('gcp.functions.cpu', { ...ONE_FUNCTION, hertz: ['cpu_mhz', 1e6] }, { price: 'ghz_s' }),
      memory: call('gcp.functions.memory', { ...ONE_FUNCTION, memory: ['memory_mb', MB] }, { price: 'gb_s' }),
      invocations: call('gcp.functions.invocations', { executions: 'invocations' }, { price: 'invocation' }),
      egress: call('gcp.network.internet', { bytes: ['egress_gb', GB] }, { price: ['egress_gb'] }),
    },
    components: { ghz_s: [['cpu', 'quantity']], gb_s: [['memory', 'quantity']] },
  },
  'gcp-functions-02-rounding': {
    calls: { time: call('gcp.functions.billed-time', { executions: 1, duration: ['duration_ms', MILLISECOND] }) },
    components: { billed_ms: [['time', 'quantity', 1 / MILLISECOND]] },
    total: [['time', 'quantity', 1 / MILLISECOND]],
  },
  'gcp-cloudrun-02-always-on': {
    calls: {
      cpu: call('gcp.cloud-run.instance-cpu', { instances: 1, vcpu: 'vcpu', seconds: ['instance_hours', HOUR] }, { price: 'vcpu_s' }),
      memory: call(
        'gcp.cloud-run.instance-memory',
        { instances: 1, memory: ['gib', GB], seconds: ['instance_hours', HOUR] },
        { price: 'gib_s' },
      ),
    },
    components: { vcpu_s: [['cpu', 'quantity']] },
  },
  'gcp-firestore-01-2018': {
    calls: {
      storage: call('gcp.firestore.storage', { bytes: ['storage_gib', GB], months: 1 }, { price: 'gib', free: 'free_gib' }),
      reads: call('gcp.firestore.reads', { documents: 'reads' }, { price: ['read_100k', PER_100K], free: ['free_reads_day', 'days'] }),
      writes: call('gcp.firestore.writes', { documents: 'writes' }, { price: ['write_100k', PER_100K], free: ['free_writes_day', 'days'] }),
      deletes: call(
        'gcp.firestore.deletes',
        { documents: 'deletes' },
        { price: ['delete_100k', PER_100K], free: ['free_deletes_day', 'days'] },
      ),
    },
  },
  'gcp-gcs-02-simple': {
    calls: {
      storage: call('gcp.storage-standard.storage', { bytes: ['standard_gb', GB], months: 1 }, { price: 'standard_gb' }),
      class_a: call('gcp.storage-standard.operations', { requests: 'class_a' }, { price: ['class_a_1000', PER_1000] }),
      class_b: call('gcp.storage-standard.reads', { requests: 'class_b' }, { price: ['class_b_1000', PER_1000] }),
      egress: call('gcp.network.internet', { bytes: ['egress_gb', GB] }, { price: 'egress_gb' }),
    },
  },
  'gcp-egress-01-tiers': {
    calls: {
      egress: call(
        'gcp.network.internet',
        { bytes: ['gib', GB] },
        {
          tiers: [
            [0, 't1_0_1TiB'],
            [1024, 't2_1_10TiB'],
            [10_240, 't3_over_10TiB'],
          ],
        },
      ),
    },
    components: { t1: [['egress', 0]], t2: [['egress', 1]], t3: [['egress', 2]] },
  },
  'gcp-scheduler-01-prorata': {
    calls: { cost: call('gcp.scheduler.jobs', { jobs: 'jobs', days: 'days' }, { price: 'job_per_31_days' }) },
  },
  'gcp-e2medium-01': {
    calls: {
      vm: call('gcp.compute.e2-medium', { hours: 'hours' }, { price: 'hour' }),
      disk: call('gcp.compute.disk', { gibibytes: 'pd_standard_gb' }, { price: 'pd_standard_gb' }),
    },
    fromPrinted: ['total'],
  },
  'gcp-bigquery-01': {
    calls: {
      active: call('gcp.bigquery.active-storage', { bytes: ['active_gb', GB], months: 1 }, { price: 'active' }),
      long_term: call('gcp.bigquery.long-term-storage', { bytes: ['long_term_gb', GB], months: 1 }, { price: 'long_term' }),
    },
  },
};
