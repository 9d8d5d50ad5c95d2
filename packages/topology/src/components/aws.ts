/**
 * What runs on AWS, slot by slot, and what it uses: the AWS column of docs/cost-model.md as data.
 */
import {
  EDITORS,
  MANAGEMENT,
  perAction,
  perGroup,
  perTwin,
  READ_ARCHIVE,
  READ_COOL,
  SCENE,
  STORAGE,
  VIEWERS,
  VIEWS,
  type Component,
} from '../component.ts';
import { DAYS_PER_MONTH, HOURS_PER_MONTH, MINIMUM_DAYS, monthsHeld, moverSize, throughCool, type GroupFacts } from '../facts.ts';
import { glue } from '../functions.ts';
import { dispatcher, hotReader, processingFunctions } from './common.ts';

const MINUTES_PER_MONTH = HOURS_PER_MONTH * 60;
/** Index and metadata beside each object in Deep Archive: kept in that class and in Standard. */
const DEEP_ARCHIVE_STANDARD_OVERHEAD = 8 * 1024;

function connectionMinutes(group: GroupFacts): number {
  const always = group.n * MINUTES_PER_MONTH;
  switch (group.group.connect.value) {
    case 'always':
      return always;
    case 'active':
      return always * group.activeShare;
    case 'each-message':
      return Math.min(group.m, always);
  }
}

function connects(group: GroupFacts): number {
  switch (group.group.connect.value) {
    case 'always':
      return group.n * DAYS_PER_MONTH;
    case 'active':
      return group.n * DAYS_PER_MONTH * group.daysShare;
    case 'each-message':
      return group.m;
  }
}

export const AWS: readonly Component[] = [
  {
    id: 'aws.L1.broker',
    slot: 'L1',
    provider: 'aws',
    role: 'message broker',
    uses: [
      perGroup('aws.iot-core.connectivity', 'n · 43,800 min (active: × active share; each message: 1 min a message)', (g) => ({
        minutes: connectionMinutes(g),
      })),
      perGroup('aws.iot-core.messages', 'm · ⌈(p + topic) / 5 KB⌉', (g, f) => ({
        messages: g.m,
        bytes: g.payload + f.assume['topic-overhead'],
      })),
      perGroup('aws.iot-core.rules', 'm · ⌈p / 5 KB⌉', (g) => ({ messages: g.m, bytes: g.payload })),
      perGroup('aws.iot-core.actions', 'm · ⌈p / 5 KB⌉', (g) => ({ messages: g.m, bytes: g.payload })),
    ],
  },
  {
    id: 'aws.L1.connects',
    slot: 'L1',
    provider: 'aws',
    role: 'connects of the devices',
    uses: [
      perGroup('aws.iot-core.messages', 'one CONNECT a device and day (each message: m)', (g) => ({ messages: connects(g), bytes: 0 })),
    ],
  },
  {
    id: 'aws.L1.feedback',
    slot: 'L1',
    provider: 'aws',
    role: 'feedback to devices',
    when: (f) => f.feedback > 0,
    uses: [
      perAction('aws.iot-core.messages', 'feedback messages · ⌈size / 5 KB⌉', (a, f) =>
        a.action.kind === 'feedback' ? { messages: a.times, bytes: f.assume['feedback-size'] } : null,
      ),
    ],
  },
  dispatcher('aws'),

  ...processingFunctions('aws'),
  {
    id: 'aws.L2.notifications',
    slot: 'L2',
    provider: 'aws',
    role: 'notifications',
    when: (f) => f.actions.some((a) => a.action.kind === 'notify'),
    uses: [
      perAction('aws.eventbridge.events', 'matches · ⌈size / 64 KB⌉', (a, f) =>
        a.action.kind === 'notify' ? { events: a.times, bytes: f.assume['notify-size'] } : null,
      ),
    ],
  },
  {
    id: 'aws.L2.workflows',
    slot: 'L2',
    provider: 'aws',
    role: 'workflows',
    when: (f) => f.actions.some((a) => a.action.kind === 'workflow'),
    uses: [
      perAction('aws.step-functions.transitions', 'matches · (steps + 1)', (a) =>
        a.action.kind === 'workflow' ? { executions: a.times, steps: a.action.steps } : null,
      ),
    ],
  },

  {
    id: 'aws.L3.hot.table',
    slot: 'L3.hot',
    provider: 'aws',
    role: 'hot storage',
    uses: [
      perGroup('aws.dynamodb.writes', 'm · ⌈i / 1 KB⌉', (g) => ({ items: g.m, bytes: g.item })),
      perGroup('aws.dynamodb.storage', 'm · (i + index) · H', (g, f) => ({
        bytes: g.m * (g.item + f.assume['index-overhead']),
        months: monthsHeld(g.hot, 0, f.month),
        gigabyte: f.assume['dynamodb-gigabyte'],
      })),
    ],
  },
  {
    id: 'aws.L3.hot.reads',
    slot: 'L3.hot',
    provider: 'aws',
    role: 'panel reads of the table',
    when: (f) => f.panelReads > 0,
    uses: [
      perTwin('aws.dynamodb.reads', 'Q · ⌈w · i / 4 KB⌉ / 2', VIEWS, (f) => ({
        queries: f.panelReads,
        bytes: f.windowItems * f.meanItem,
        scannedBytes: 0,
      })),
    ],
  },
  hotReader('aws'),
  {
    id: 'aws.L3.hot.mover',
    slot: 'L3.hot',
    provider: 'aws',
    role: 'mover out of the hot tier',
    when: (f) => f.hotMoves,
    uses: [
      perGroup('aws.dynamodb.reads', 'm · i / 4 KB / 2', (g) =>
        g.objects > 0 ? { queries: 0, bytes: 0, scannedBytes: g.m * g.item * g.leavesHot } : null,
      ),
      ...glue(
        'aws',
        'o',
        (g) => (g.objects > 0 ? g.objects * g.leavesHot : null),
        (g, f) => moverSize(g.objectSize, f.assume),
      ),
      perTwin('aws.eventbridge.schedules', 'one a day', STORAGE, () => ({ invocations: DAYS_PER_MONTH })),
    ],
  },

  {
    id: 'aws.L3.cool.bucket',
    slot: 'L3.cool',
    provider: 'aws',
    role: 'cool storage',
    uses: [
      perGroup('aws.s3-infrequent-access.puts', 'o', (g) => (g.cool.length > 0 ? { requests: g.objects * g.leavesHot } : null)),
      perGroup('aws.s3-infrequent-access.storage', 'max(m · i, o · 128 KB) · max(C, 30 days)', (g, f) =>
        g.cool.length > 0 ? { bytes: g.m * g.item, objects: g.objects, months: monthsHeld(g.cool, MINIMUM_DAYS.cool.aws, f.month) } : null,
      ),
    ],
  },
  {
    id: 'aws.L3.cool.read-back',
    slot: 'L3.cool',
    provider: 'aws',
    role: 'data read back from the cool tier',
    when: (f) => f.scenario.storage.readCool.value > 0,
    uses: [perTwin('aws.s3-infrequent-access.retrieval', '`read cool`', READ_COOL, (f) => ({ bytes: f.scenario.storage.readCool.value }))],
  },
  {
    id: 'aws.L3.cool.mover',
    slot: 'L3.cool',
    provider: 'aws',
    role: 'mover out of the cool tier',
    when: (f) => f.coolMoves,
    uses: [
      ...glue(
        'aws',
        'o',
        (g) => (throughCool(g) ? g.objects * g.leavesCool : null),
        (g, f) => moverSize(g.objectSize, f.assume),
      ),
      perTwin('aws.eventbridge.schedules', 'one a day', STORAGE, () => ({ invocations: DAYS_PER_MONTH })),
    ],
  },
  {
    id: 'aws.L3.cool.handover',
    slot: 'L3.cool',
    provider: 'aws',
    role: 'reads for an archive on another cloud',
    when: (f) => f.coolMoves,
    crossing: { flow: 'L3.cool-L3.archive', when: 'to-other' },
    uses: [
      perGroup('aws.s3-infrequent-access.gets', 'o', (g) => (throughCool(g) ? { requests: g.objects * g.leavesCool } : null)),
      perGroup('aws.s3-infrequent-access.retrieval', 'm · i', (g) => (throughCool(g) ? { bytes: g.m * g.item * g.leavesCool } : null)),
    ],
  },

  {
    id: 'aws.L3.archive.bucket',
    slot: 'L3.archive',
    provider: 'aws',
    role: 'archive',
    uses: [
      perGroup('aws.s3-deep-archive.puts', 'o of groups without a cool tier', (g) =>
        g.archive.length > 0 && g.cool.length === 0 ? { requests: g.objects * g.leavesHot } : null,
      ),
      perGroup('aws.s3-deep-archive.storage', '(m · i + o · 32 KB) · max(A, 180 days)', (g, f) =>
        g.archive.length > 0
          ? { bytes: g.m * g.item, objects: g.objects, months: monthsHeld(g.archive, MINIMUM_DAYS.archive.aws, f.month) }
          : null,
      ),
      perGroup('aws.s3-standard.storage', 'o · 8 KB · max(A, 180 days)', (g, f) =>
        g.archive.length > 0
          ? { bytes: g.objects * DEEP_ARCHIVE_STANDARD_OVERHEAD, months: monthsHeld(g.archive, MINIMUM_DAYS.archive.aws, f.month) }
          : null,
      ),
    ],
  },
  {
    id: 'aws.L3.archive.transitions',
    slot: 'L3.archive',
    provider: 'aws',
    role: 'transitions from the cool tier',
    when: (f) => f.coolMoves,
    crossing: { flow: 'L3.cool-L3.archive', when: 'same' },
    uses: [perGroup('aws.s3-deep-archive.transitions', 'o', (g) => (throughCool(g) ? { requests: g.objects * g.leavesCool } : null))],
  },
  {
    id: 'aws.L3.archive.puts',
    slot: 'L3.archive',
    provider: 'aws',
    role: 'writes from a cool tier on another cloud',
    when: (f) => f.coolMoves,
    crossing: { flow: 'L3.cool-L3.archive', when: 'from-other' },
    uses: [perGroup('aws.s3-deep-archive.puts', 'o', (g) => (throughCool(g) ? { requests: g.objects * g.leavesCool } : null))],
  },
  {
    id: 'aws.L3.archive.read-back',
    slot: 'L3.archive',
    provider: 'aws',
    role: 'data read back from the archive',
    when: (f) => f.scenario.storage.readArchive.value > 0,
    uses: [
      perTwin('aws.s3-deep-archive.retrieval', '`read archive`', READ_ARCHIVE, (f) => ({ bytes: f.scenario.storage.readArchive.value })),
    ],
  },

  {
    id: 'aws.L4.twins',
    slot: 'L4',
    provider: 'aws',
    role: 'twin management',
    uses: [],
    plans: [
      {
        name: 'standard',
        uses: [
          perTwin('aws.twinmaker.entities', 'E', MANAGEMENT, (f) => ({ entities: f.entities })),
          perTwin('aws.twinmaker.calls', 'Q · ⌈w · i / 20 KB⌉', VIEWS, (f) => ({ calls: f.panelReads, bytes: f.windowItems * f.meanItem })),
          perTwin('aws.twinmaker.queries', 'T', MANAGEMENT, (f) => ({ queries: f.twinQueries })),
        ],
      },
      {
        name: 'bundle',
        uses: [
          perTwin('aws.twinmaker.bundle', 'fee of the tier for E + what exceeds its calls and queries', MANAGEMENT, (f) => ({
            entities: f.entities,
            calls: f.panelReads,
            bytes: f.windowItems * f.meanItem,
            queries: f.twinQueries,
          })),
        ],
      },
    ],
  },
  {
    id: 'aws.L4.scene',
    slot: 'L4',
    provider: 'aws',
    role: '3D scene',
    when: (f) => (f.scenario.management?.scene?.value ?? 0) > 0,
    uses: [
      perTwin('aws.s3-standard.storage', 'size of the scene', SCENE, (f) => ({
        bytes: f.scenario.management?.scene?.value ?? 0,
        months: 1,
      })),
    ],
  },

  {
    id: 'aws.L5.dashboard',
    slot: 'L5',
    provider: 'aws',
    role: 'dashboards',
    uses: [
      perTwin('aws.grafana.editors', 'max(1, editors)', EDITORS, (f) => ({
        users: Math.max(1, f.scenario.visualization?.editors.value ?? 0),
      })),
      perTwin('aws.grafana.viewers', 'viewers', VIEWERS, (f) => ({ users: f.scenario.visualization?.viewers.value ?? 0 })),
    ],
  },
];
