/** The AWS examples as calls of `meter`: data. */
import { call, type Adapters } from './adapter.ts';
import { DECIMAL_GB, GB, HOURS_A_DAY, KB, MB, MILLISECOND, PER_100K, PER_1000, PER_MILLION } from './units.ts';

const LAMBDA = { executions: 'requests', memory: ['memory_mb', MB], duration: ['duration_ms', MILLISECOND] } as const;

export const AWS_ADAPTERS: Adapters = {
  'aws-iotcore-01-connectivity': {
    calls: {
      connectivity: call(
        'aws.iot-core.connectivity',
        { minutes: ['devices', 'connected_minutes_per_device'] },
        { price: ['connectivity_per_million_minutes', PER_MILLION] },
      ),
    },
  },
  'aws-iotcore-03-one-device-year': {
    calls: {
      connectivity: call(
        'aws.iot-core.connectivity',
        { minutes: ['devices', 'connected_minutes'] },
        { price: ['connectivity_per_million_minutes', PER_MILLION] },
      ),
    },
  },
  'aws-lambda-01': {
    calls: {
      compute: call('aws.lambda.duration', LAMBDA, { price: 'gb_s', free: 'free_gb_s' }),
      requests: call(
        'aws.lambda.requests',
        { executions: 'requests' },
        { price: ['request_per_million', PER_MILLION], free: 'free_requests' },
      ),
    },
    components: { compute_gb_s: [['compute', 'quantity']] },
  },
  'aws-lambda-03-nofree-x86': {
    calls: {
      compute: call('aws.lambda.duration', LAMBDA, { price: 'gb_s' }),
      requests: call('aws.lambda.requests', { executions: 'requests' }, { price: ['request_per_million', PER_MILLION] }),
    },
    components: { compute_gb_s: [['compute', 'quantity']] },
  },
  'aws-lambda-05-tiers-x86': {
    calls: {
      requests: call('aws.lambda.requests', { executions: 'requests' }, { price: ['request_per_million', PER_MILLION] }),
      compute: call('aws.lambda.duration', LAMBDA, {
        tiers: [
          [0, 'tier1_first_6B'],
          [6e9, 'tier2_next_9B'],
          [15e9, 'tier3_over_15B'],
        ],
      }),
    },
    components: { tier1: [['compute', 0]], tier2: [['compute', 1]], tier3: [['compute', 2]] },
  },
  'aws-s3-01-storage-bytehours': {
    calls: {
      storage: call(
        'any.storage.average',
        {
          periods: [
            { bytes: ['gb_first_15_days', GB], hours: [15, HOURS_A_DAY] },
            { bytes: ['gb_last_16_days', GB], hours: [16, HOURS_A_DAY] },
          ],
          monthHours: ['month_days', HOURS_A_DAY],
        },
        {
          tiers: [
            [0, 'tier_0_50TB'],
            [51_200, 'tier_50_500TB'],
          ],
        },
      ),
    },
    components: { gb_months: [['storage', 'quantity']], tier1: [['storage', 0]], tier2: [['storage', 1]] },
  },
  'aws-dto-01-62TB': {
    calls: {
      transfer: call(
        'aws.data-transfer.internet',
        { bytes: ['tb_out', 1024, GB] },
        {
          tiers: [
            [0, 'first_10TB'],
            [10_240, 'next_40TB'],
            [51_200, 'next_100TB'],
          ],
          free: 'free_gb',
        },
      ),
    },
    components: { tier1: [['transfer', 0]], tier2: [['transfer', 1]], tier3: [['transfer', 2]] },
  },
  'aws-s3-03-ia-retrieval': {
    calls: {
      retrieval: call('aws.s3-infrequent-access.retrieval', { bytes: ['retrieved_gb', GB] }, { price: 'retrieval_per_gb' }),
    },
  },
  'aws-s3-05-deep-archive': {
    calls: {
      storage: call('aws.s3-deep-archive.storage', { bytes: ['gb', GB], objects: 0, months: 1 }, { price: 'storage' }),
      put: call('aws.s3-deep-archive.puts', { requests: 'put' }, { price: ['put_per_1000', PER_1000] }),
      transition: call(
        'aws.s3-deep-archive.transitions',
        { requests: 'lifecycle_transitions' },
        { price: ['transition_per_1000', PER_1000] },
      ),
      ret_req_std: call(
        'aws.s3-deep-archive.retrieval-requests',
        { requests: 'retrieval_requests_std' },
        { price: ['ret_req_std_per_1000', PER_1000] },
      ),
      ret_gb_std: call('aws.s3-deep-archive.retrieval', { bytes: ['retrieved_gb_std', GB] }, { price: 'ret_std_gb' }),
      ret_req_bulk: call(
        'aws.s3-deep-archive.retrieval-requests',
        { requests: 'retrieval_requests_bulk' },
        { price: ['ret_req_bulk_per_1000', PER_1000] },
      ),
      ret_gb_bulk: call('aws.s3-deep-archive.bulk-retrieval', { bytes: ['retrieved_gb_bulk', GB] }, { price: 'ret_bulk_gb' }),
    },
    note: 'the source gives GB without objects, so there is no overhead of objects',
  },
  'aws-dynamodb-01-ondemand': {
    calls: {
      writes: call('aws.dynamodb.writes', { items: 'wru', bytes: KB }, { price: ['wru_per_million', PER_MILLION] }),
      reads: call(
        'aws.dynamodb.reads',
        { queries: 'rru', bytes: [4, KB], scannedBytes: 0, consistency: 'strong' },
        { price: ['rru_per_million', PER_MILLION] },
      ),
      storage: call(
        'aws.dynamodb.storage',
        { bytes: ['storage_gb', DECIMAL_GB], months: 1, gigabyte: DECIMAL_GB },
        { price: 'storage_gb_month' },
      ),
      streams: call('aws.dynamodb.stream-reads', { requests: 'streams_reads' }, { price: ['srru_per_100k', PER_100K] }),
    },
  },
  'aws-dynamodb-03-provisioned-720h': {
    calls: {
      wcu: call('aws.dynamodb.write-capacity', { units: 'wcu', hours: 'hours' }, { price: 'wcu_hour' }),
      rcu: call('aws.dynamodb.read-capacity', { units: 'rcu', hours: 'hours' }, { price: 'rcu_hour' }),
    },
  },
  'aws-dynamodb-05-units-read': {
    calls: {
      strong: call('aws.dynamodb.reads', { queries: 1, bytes: ['item_kb', KB], scannedBytes: 0, consistency: 'strong' }),
      eventual: call('aws.dynamodb.reads', { queries: 1, bytes: ['item_kb', KB], scannedBytes: 0 }),
      transactional: call('aws.dynamodb.reads', { queries: 1, bytes: ['item_kb', KB], scannedBytes: 0, consistency: 'transactional' }),
    },
    components: {
      strong: [['strong', 'quantity']],
      eventual: [['eventual', 'quantity']],
      transactional: [['transactional', 'quantity']],
    },
    total: [['strong', 'quantity']],
  },
  'aws-sfn-01-express-2tiers': {
    calls: {
      requests: call('aws.step-functions.express-requests', { executions: 'requests' }, { price: ['request_per_million', PER_MILLION] }),
      duration: call('aws.step-functions.express-duration', LAMBDA, {
        tiers: [
          [0, 'first_1000_gb_h'],
          [1000, 'next_4000_gb_h'],
        ],
      }),
    },
    components: { gb_hours: [['duration', 'quantity']], tier1: [['duration', 0]], tier2: [['duration', 1]] },
  },
  'aws-sfn-03-express-3tiers': {
    calls: {
      requests: call('aws.step-functions.express-requests', { executions: 'requests' }, { price: ['request_per_million', PER_MILLION] }),
      duration: call('aws.step-functions.express-duration', LAMBDA, {
        tiers: [
          [0, 't1'],
          [1000, 't2'],
          [5000, 't3'],
        ],
      }),
    },
    components: {
      gb_hours: [['duration', 'quantity']],
      tier1: [['duration', 0]],
      tier2: [['duration', 1]],
      tier3: [['duration', 2]],
    },
  },
  'aws-sfn-05-standard-blog': {
    calls: {
      cost: call(
        'aws.step-functions.state-transitions',
        { executions: 'executions', transitions: 'steps' },
        { price: ['per_1000', PER_1000] },
      ),
    },
    components: { transitions: [['cost', 'quantity']] },
    note: 'the source counts its five steps as five transitions; the model’s own meter would add the start',
  },
  'aws-eventbridge-01': {
    calls: {
      custom: call('aws.eventbridge.events', { events: 'custom_events', bytes: 0 }, { price: ['custom_per_million', PER_MILLION] }),
      partner: call('aws.eventbridge.events', { events: 'partner_events', bytes: 0 }, { price: ['partner_per_million', PER_MILLION] }),
      archive_processing: call('aws.eventbridge.archive-processing', { bytes: ['archive_processing_gb', GB] }, { price: 'archive_gb' }),
      archive_storage: call(
        'aws.eventbridge.archive-storage',
        { bytes: ['archive_storage_gb', GB], months: 1 },
        { price: 'archive_storage_gb' },
      ),
      schema: call('aws.eventbridge.schema-discovery', { events: 'schema_events' }, { price: ['schema_per_million', PER_MILLION] }),
    },
  },
  'aws-apigw-http-01': {
    calls: {
      requests: call(
        'aws.api-gateway.http-requests',
        { requests: 'requests' },
        {
          tiers: [
            [0, ['first_300M', PER_MILLION]],
            [300e6, ['over_300M', PER_MILLION]],
          ],
        },
      ),
    },
    components: { tier1: [['requests', 0]], tier2: [['requests', 1]] },
  },
  'aws-apigw-http-02-iot': {
    calls: {
      requests: call('aws.api-gateway.http-requests', { requests: 'requests' }, { price: ['first_300M', PER_MILLION] }),
    },
  },
  'aws-sqs-01': {
    calls: {
      standard: call('aws.sqs.requests', { requests: 'standard_requests' }, { price: ['standard_per_million', PER_MILLION] }),
      fifo: call('aws.sqs.fifo-requests', { requests: 'fifo_requests' }, { price: ['fifo_per_million', PER_MILLION] }),
    },
  },
  'aws-grafana-01': {
    calls: {
      editors: call('aws.grafana.editors', { users: 'editors' }, { price: 'editor' }),
      viewers: call('aws.grafana.viewers', { users: 'viewers' }, { price: 'viewer' }),
    },
  },
  'aws-twinmaker-01-20kb': {
    calls: { calls: call('aws.twinmaker.calls', { calls: 1, bytes: ['requested_kb', KB] }) },
    components: { calls: [['calls', 'quantity']] },
    total: [['calls', 'quantity']],
  },
  'aws-s3-07-glacier-overhead': {
    calls: {
      glacier: call('aws.s3-glacier.storage', { objects: 'objects', bytes: ['objects', 'gb_each', DECIMAL_GB], months: 1, kilobyte: 1000 }),
      standard: call('aws.s3-glacier.metadata', { objects: 'objects', months: 1, kilobyte: 1000 }),
    },
    components: { glacier_gb: [['glacier', 'quantity']], standard_gb: [['standard', 'quantity']] },
    total: [['glacier', 'quantity']],
    note: 'the FAQ calculates with 1 KB = 1,000 B here; in binary units, as the model bills, it is 100,003.05 GB',
  },
  'aws-s3-09-early-delete': {
    calls: {
      first: call('any.storage.early-deletion-days', { minimumDays: 'min_days', storedDays: 'deleted_after_days.0' }),
      second: call('any.storage.early-deletion-days', { minimumDays: 'min_days', storedDays: 'deleted_after_days.1' }),
    },
    components: { charged_days_30: [['first', 'quantity']], charged_days_60: [['second', 'quantity']] },
    total: [['first', 'quantity']],
  },
  'aws-cwlogs-01': {
    calls: { ingest: call('aws.cloudwatch.logs-ingestion', { bytes: ['ingested_gb', GB] }, { price: 'ingest_gb' }) },
  },
};
