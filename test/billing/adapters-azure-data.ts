/** The Azure examples as calls of `meter`: data. */
import { call, type Adapters } from './adapter.ts';
import { GB, HOURS_A_DAY, KB, MB, MILLISECOND, MINUTES_A_DAY, PER_100K, PER_10K, PER_MILLION } from './units.ts';

/** Uploads of 5 GiB in AzCopy's blocks of 8 MiB. */
const UPLOADS = { blobs: 'blobs', bytes: ['gib_each', GB], blockBytes: ['block_mib', MB] } as const;
const SHARE_READ = 0.01;
const ARCHIVE_NOTE = 'prices_used is empty: the prices are those in the formulas; 1 % of what is held is read back each month';

export const AZURE_ADAPTERS: Adapters = {
  'azure-iothub-01': {
    calls: {
      d2c: call('azure.iot-hub.messages', { messages: ['d2c_per_minute', MINUTES_A_DAY], bytes: ['d2c_kb', KB] }),
      methods: call('azure.iot-hub.method-messages', {
        calls: ['method_calls_per_hour', HOURS_A_DAY],
        requestBytes: 'method_req_bytes',
        responseBytes: 'method_resp_bytes',
      }),
    },
    components: { d2c: [['d2c', 'quantity']], methods: [['methods', 'quantity']] },
    total: [
      ['d2c', 'quantity'],
      ['methods', 'quantity'],
    ],
  },
  'azure-iothub-03a-batched': {
    calls: { d2c: call('azure.iot-hub.messages', { messages: HOURS_A_DAY, bytes: ['reads_per_hour', 'bytes_per_read'] }) },
    components: { d2c: [['d2c', 'quantity']] },
    total: [['d2c', 'quantity']],
    note: 'one batch an hour holds the reads of the hour',
  },
  'azure-iothub-04-job': {
    calls: {
      messages: call('azure.iot-hub.method-messages', {
        calls: 'job_method_calls',
        requestBytes: ['request_kb', KB],
        responseBytes: ['response_kb', KB],
      }),
    },
    components: { messages: [['messages', 'quantity']] },
    total: [['messages', 'quantity']],
  },
  'azure-iothub-06-units': {
    calls: {
      units: call(
        'azure.iot-hub.s1',
        {
          messagesPerDay: ['units', 400_000],
          messagesPerSecond: 0,
          devices: 0,
          quotaPerDay: 400_000,
          unitThrottle: 12,
          hubThrottle: 100,
          maxUnits: 200,
          maxDevices: 1e6,
        },
        { price: 's1_unit_month' },
      ),
    },
    note: 'the units are given; the load is what they take',
  },
  'azure-func-flex-01-cpu': {
    calls: {
      one: call('azure.functions-flex.duration', { instances: 1, memory: ['instance_gb', GB], seconds: 'seconds' }, { price: 'gb_s' }),
      all: call(
        'azure.functions-flex.duration',
        { instances: 'instances', memory: ['instance_gb', GB], seconds: 'seconds' },
        { price: 'gb_s' },
      ),
      executions: call('azure.functions-flex.executions', { executions: 'executions' }, { price: ['per_million', PER_MILLION] }),
    },
    components: {
      gb_s_per_instance: [['one', 'quantity']],
      per_instance: [['one', 'amount']],
      execution_time: [['all', 'amount']],
    },
    total: [
      ['all', 'amount'],
      ['executions', 'amount'],
    ],
  },
  'azure-func-03-metric': {
    calls: { units: call('azure.functions.execution-units', { megabyteMilliseconds: 'function_execution_units_mb_ms' }) },
    components: { gb_s: [['units', 'quantity']] },
    total: [['units', 'quantity']],
  },
  'azure-func-05-gbs': {
    calls: { time: call('azure.functions.duration', { executions: 1, memory: ['gb', GB], duration: 'seconds' }) },
    components: { gb_s: [['time', 'quantity']] },
    total: [['time', 'quantity']],
  },
  'azure-func-07-rounding': {
    calls: {
      execution_time: call(
        'azure.functions.duration',
        { executions: 'executions', memory: ['memory_mb', MB], duration: ['duration_ms', MILLISECOND] },
        { price: 'gb_s' },
      ),
      executions: call('azure.functions.executions', { executions: 'executions' }, { price: ['per_million', PER_MILLION] }),
    },
    components: { gb_s: [['execution_time', 'quantity']] },
    fromPrinted: ['total'],
  },
  'azure-cosmos-01': {
    calls: {
      cost: call('azure.cosmos-db.throughput-hours', { requestUnitsPerSecond: 'ru_s', hours: 'hours' }, { price: 'per_100ru_hour' }),
    },
    components: { units: [['cost', 'quantity']] },
  },
  'azure-cosmos-03-serverless': {
    calls: { ru: call('azure.cosmos-db.serverless', { requestUnits: 'request_units' }, { price: ['per_million_ru', PER_MILLION] }) },
  },
  'azure-cosmos-05-shared': {
    calls: {
      a: call('azure.cosmos-db.throughput-hours', { requestUnitsPerSecond: 'h300_ru_s', hours: 300 }, { price: 'per_100ru_hour' }),
      b: call('azure.cosmos-db.throughput-hours', { requestUnitsPerSecond: 'h420_ru_s', hours: 420 }, { price: 'per_100ru_hour' }),
    },
    note: 'the hours stand in the names of the inputs',
  },
  'azure-cosmos-08-autoscale-free': {
    calls: {
      hour: call(
        'azure.cosmos-db.autoscale-hours',
        { requestUnitsPerSecond: 'max_ru_in_hour', hours: 1 },
        { price: 'autoscale_per_100ru_hour', free: ['free_ru_s', 1 / 100] },
      ),
    },
    components: { units: [['hour', 'billable']] },
  },
  'azure-cosmos-10-free-multiwrite': {
    calls: {
      ru: call(
        'azure.cosmos-db.throughput-hours',
        { requestUnitsPerSecond: 'ru_s', hours: 'hours', regions: 'regions' },
        { price: 'per_100ru_hour', free: [1000, 1 / 100, 'hours'] },
      ),
      storage: call('azure.cosmos-db.replicated-storage', { bytes: ['gb', GB], months: 1, regions: 'regions' }, { price: 'gb', free: 25 }),
    },
    note: 'the free tier of an account: 1,000 RU/s and 25 GB, deducted from the sum over the regions',
  },
  'azure-cosmos-13-reserved': {
    calls: {
      eastus: call('azure.cosmos-db.throughput-hours', { requestUnitsPerSecond: 'ru_s_each', hours: 'hours' }, { price: 'eastus' }),
      japaneast: call('azure.cosmos-db.throughput-hours', { requestUnitsPerSecond: 'ru_s_each', hours: 'hours' }, { price: 'japaneast' }),
    },
  },
  'azure-cosmos-15-serverless': {
    calls: {
      ru: call('azure.cosmos-db.serverless', { requestUnits: 'ru' }, { price: ['per_million_ru', PER_MILLION] }),
      storage: call('azure.cosmos-db.serverless-storage', { bytes: ['gb', GB], months: 1 }, { price: 'gb' }),
    },
  },
  'azure-cosmos-17-scaling-hours': {
    calls: { hours: call('any.time.wall-clock-hours', { start: 'up_at', end: 'down_at' }) },
    components: { hours_at_1000: [['hours', 'quantity']] },
    total: [['hours', 'quantity']],
  },
  'azure-blob-03-rename': {
    calls: {
      hot: call('azure.blob.writes', { operations: 'blobs' }, { price: ['hot_write_10k', PER_10K] }),
      cool: call('azure.blob-cool.writes', { requests: 'blobs' }, { price: ['cool_write_10k', PER_10K] }),
      cold: call('azure.blob.writes', { operations: 'blobs' }, { price: ['cold_write_10k', PER_10K] }),
    },
    total: [['hot', 'amount']],
  },
  'azure-blob-05-feb': {
    calls: {
      write: call('azure.blob.upload-writes', { blobs: 'uploads', bytes: [5, GB] }, { price: ['hot_write_10k', PER_10K] }),
      to_cool: call('azure.blob-cool.writes', { requests: 'to_cool' }, { price: ['cool_write_10k', PER_10K] }),
      read: call('azure.blob-cool.reads', { requests: 'cool_read_moved_back' }, { price: ['cool_read_10k', PER_10K] }),
      back: call('azure.blob-cool.reads', { requests: 'cool_read_moved_back' }, { price: ['cool_read_10k', PER_10K] }),
      store_cool: call('azure.blob-cool.storage', { bytes: ['cool_gb', GB], months: 1 }, { price: 'cool_gb' }),
      store_hot: call('azure.blob-hot.storage', { bytes: ['hot_gb', GB], months: 1 }, { price: 'hot_gb' }),
      read_hot: call('azure.blob.reads', { operations: 'hot_reads' }, { price: ['hot_read_10k', PER_10K] }),
    },
    components: {
      read_cool: [
        ['read', 'amount'],
        ['back', 'amount'],
      ],
    },
    note: 'uploads of 5 GiB in blocks of 8 MiB; the document leaves out the retrieval from cool',
  },
  'azure-blob-08-azcopy-upload': {
    calls: {
      hot: call('azure.blob.upload-writes', UPLOADS, { price: ['hot', PER_10K] }),
      cool: call('azure.blob.upload-writes', UPLOADS, { price: ['cool', PER_10K] }),
      cold: call('azure.blob.upload-writes', UPLOADS, { price: ['cold', PER_10K] }),
      archiveBlocks: call('azure.blob.put-blocks', UPLOADS, { price: ['hot', PER_10K] }),
      archiveLists: call('azure.blob-archive.writes', { requests: 'blobs' }, { price: ['archive', PER_10K] }),
    },
    components: {
      archive: [
        ['archiveBlocks', 'amount'],
        ['archiveLists', 'amount'],
      ],
    },
    total: [['hot', 'amount']],
  },
  'azure-blob-11-average': {
    calls: {
      gb: call('any.storage.average', {
        periods: [
          { bytes: ['first_half_gb', GB], hours: 365 },
          { bytes: ['second_half_gb', GB], hours: 365 },
        ],
        monthHours: 730,
      }),
    },
    components: { gb: [['gb', 'quantity']] },
    total: [['gb', 'quantity']],
  },
  'azure-archive-02-annual': {
    calls: {
      write: call('azure.blob-archive.writes', { requests: 'files' }, { price: [0.1, PER_10K] }),
      store: call('azure.blob-archive.storage', { bytes: ['gb', GB], months: 'months' }, { price: 0.00099 }),
      retrieval: call('azure.blob-archive.retrieval', { bytes: ['gb', GB, SHARE_READ, 'months'] }, { price: 0.02 }),
      reads: call('azure.blob.reads', { operations: ['files', SHARE_READ, 'months'] }, { price: [5, PER_10K] }),
    },
    components: {
      rehydrate: [
        ['retrieval', 'amount'],
        ['reads', 'amount'],
      ],
    },
    note: ARCHIVE_NOTE,
  },
  'azure-archive-04-continuous-mar': {
    calls: {
      write: call('azure.blob-archive.writes', { requests: 'files_per_month' }, { price: [0.1, PER_10K] }),
      store: call('azure.blob-archive.storage', { bytes: ['gb_per_month', GB, 'month'], months: 1 }, { price: 0.00099 }),
      retrieval: call('azure.blob-archive.retrieval', { bytes: ['gb_per_month', GB, 'month', SHARE_READ] }, { price: 0.02 }),
      reads: call('azure.blob.reads', { operations: ['files_per_month', 'month', SHARE_READ] }, { price: [5, PER_10K] }),
    },
    components: {
      rehydrate: [
        ['retrieval', 'amount'],
        ['reads', 'amount'],
      ],
    },
    note: ARCHIVE_NOTE,
  },
  'azure-archive-06-vs-cool': {
    calls: {
      archiveWrite: call('azure.blob-archive.writes', { requests: 'files' }, { price: [0.1, PER_10K] }),
      archiveStore: call('azure.blob-archive.storage', { bytes: ['gb', GB], months: 1 }, { price: 0.00099 }),
      archiveRetrieval: call('azure.blob-archive.retrieval', { bytes: ['retrieved_gb', GB] }, { price: 0.02 }),
      archiveReads: call('azure.blob.reads', { operations: 'reads' }, { price: [5, PER_10K] }),
      cool_write: call('azure.blob-cool.writes', { requests: 'files' }, { price: [0.1, PER_10K] }),
      cool_store: call('azure.blob-cool.storage', { bytes: ['gb', GB], months: 1 }, { price: 0.0152 }),
      coolRetrieval: call('azure.blob-cool.retrieval', { bytes: ['retrieved_gb', GB] }, { price: 0.01 }),
      coolReads: call('azure.blob-cool.reads', { requests: 'reads' }, { price: [0.01, PER_10K] }),
    },
    components: {
      archive: [
        ['archiveWrite', 'amount'],
        ['archiveStore', 'amount'],
        ['archiveRetrieval', 'amount'],
        ['archiveReads', 'amount'],
      ],
      cool_read: [
        ['coolRetrieval', 'amount'],
        ['coolReads', 'amount'],
      ],
    },
    total: [
      ['cool_write', 'amount'],
      ['cool_store', 'amount'],
      ['coolRetrieval', 'amount'],
      ['coolReads', 'amount'],
    ],
    note: 'prices_used is empty: the prices are those in the formulas; the total is that of the cool column',
  },
  'azure-eventgrid-01': {
    calls: { ops: call('azure.event-grid.counted-operations', { operations: 'operations' }, { price: ['per_100k', PER_100K] }) },
  },
  'azure-eventgrid-03-units': {
    calls: {
      operations: call('azure.event-grid.operations', { events: ['files', 'events_per_file'], bytes: 0, deliveries: 'subscriptions' }),
    },
    components: { operations: [['operations', 'quantity']] },
    total: [['operations', 'quantity']],
  },
  'azure-logicapps-01-foreach': {
    calls: { actions: call('azure.logic-apps.loop-actions', { items: 'items', actions: 'actions_in_loop' }) },
    components: { actions: [['actions', 'quantity']] },
    total: [['actions', 'quantity']],
  },
  'azure-adt-01-message': {
    calls: {
      m1: call('azure.digital-twins.messages', { messages: 1, bytes: ['payload_kb.0', KB] }),
      m15: call('azure.digital-twins.operations', { operations: 1, bytes: ['payload_kb.1', KB] }),
      m25: call('azure.digital-twins.operations', { operations: 1, bytes: ['payload_kb.2', KB] }),
    },
    components: { m1: [['m1', 'quantity']], m15: [['m15', 'quantity']], m25: [['m25', 'quantity']] },
    total: [['m15', 'quantity']],
  },
  'azure-apim-01': {
    calls: { calls: call('azure.api-management.calls', { calls: 'calls' }, { price: ['per_million', PER_MILLION] }) },
  },
};
