/**
 * What runs on Azure, slot by slot, and what it uses: the Azure column of docs/cost-model.md as data.
 */
import {
  DEVICES,
  MANAGEMENT,
  perAction,
  perGroup,
  perTwin,
  READ_ARCHIVE,
  READ_COOL,
  SCENE,
  VIEWERS,
  VIEWS,
  type Component,
  type Plan,
} from '../component.ts';
import {
  HOURS_PER_MONTH,
  MINIMUM_DAYS,
  monthsHeld,
  moverSize,
  throughCool,
  SECONDS_PER_MONTH,
  type Facts,
  type GroupFacts,
} from '../facts.ts';
import { glue } from '../functions.ts';
import { dispatcher, hotReader, processingFunctions } from './common.ts';
import type { HubLoad } from '../meters.ts';
import { roundUp, within } from '../round-up.ts';

const KB = 1024;
/** IoT Hub's meter of a message. */
const HUB_BLOCK = 4 * KB;

/** An empty message is still one. */
function hubBlocks(bytes: number): number {
  return Math.max(1, roundUp(bytes / HUB_BLOCK));
}

/** What the hub must take on its busiest day and in its busiest second. */
function hubLoad(facts: Facts, edition: 's1' | 's2' | 's3'): HubLoad {
  let messagesPerDay = facts.feedbackPerDay * hubBlocks(facts.assume['feedback-size']);
  for (const group of facts.groups) messagesPerDay += group.perDay * hubBlocks(group.payload);
  const limits = facts.limits;
  return {
    messagesPerDay,
    messagesPerSecond: facts.peak,
    devices: facts.devices,
    quotaPerDay: limits[`azure.iot-hub.${edition}.messages-per-unit-day`],
    unitThrottle: limits[`azure.iot-hub.${edition}.messages-per-unit-second`],
    hubThrottle: limits[`azure.iot-hub.${edition}.messages-per-hub-second`],
    maxUnits: limits[`azure.iot-hub.${edition}.units`],
    maxDevices: limits['azure.iot-hub.devices'],
  };
}

const HUB_FORMULA = 'max(1, ⌈messages of the peak day in 4 KB ÷ quota⌉, ⌈messages a second ÷ throttle⌉)';

function writeUnits(group: GroupFacts, facts: Facts): number {
  return facts.assume['cosmos-write'] + facts.assume['cosmos-write-slope'] * Math.max(0, group.item / KB - 1);
}

function queryUnits(facts: Facts): number {
  return facts.assume['cosmos-query'] + (facts.assume['cosmos-query-slope'] * facts.windowItems * facts.meanItem) / KB;
}

function moverUnits(group: GroupFacts, facts: Facts): number {
  return group.objects > 0 ? (facts.assume['cosmos-mover-slope'] * group.m * group.item * group.leavesHot) / KB : 0;
}

/** Request units a month of all writes, panel reads and movers. */
function requestUnits(facts: Facts): number {
  let units = facts.panelReads > 0 ? facts.panelReads * queryUnits(facts) : 0;
  for (const group of facts.groups) units += group.m * writeUnits(group, facts) + moverUnits(group, facts);
  return units;
}

/** Request units in the busiest second. */
function peakUnits(facts: Facts): number {
  let units = facts.panelReadsPerSecond > 0 ? facts.panelReadsPerSecond * queryUnits(facts) : 0;
  for (const group of facts.groups) units += group.peak * writeUnits(group, facts) + moverUnits(group, facts) / SECONDS_PER_MONTH;
  return units;
}

function storedBytes(facts: Facts): number {
  let bytes = 0;
  for (const group of facts.groups) bytes += group.m * group.item * monthsHeld(group.hot, 0, facts.month);
  return bytes;
}

const STORAGE_FORMULA = 'm · i · H';

const COSMOS_PLANS: readonly Plan[] = [
  {
    name: 'serverless',
    allowed: (f) =>
      within(peakUnits(f), f.limits['azure.cosmos-db.serverless-ru-per-second']) &&
      within(storedBytes(f), f.limits['azure.cosmos-db.serverless-storage-bytes']),
    uses: [
      perGroup('azure.cosmos-db.serverless', 'm · RU of a write + RU of the mover', (g, f) => ({
        requestUnits: g.m * writeUnits(g, f) + moverUnits(g, f),
      })),
      perTwin('azure.cosmos-db.serverless', 'Q · RU of a query', VIEWS, (f) =>
        f.panelReads > 0 ? { requestUnits: f.panelReads * queryUnits(f) } : null,
      ),
      perGroup('azure.cosmos-db.serverless-storage', STORAGE_FORMULA, (g, f) => ({
        bytes: g.m * g.item,
        months: monthsHeld(g.hot, 0, f.month),
      })),
    ],
  },
  {
    name: 'autoscale',
    uses: [
      perTwin('azure.cosmos-db.autoscale', '730 h · max(10 % of the maximum, mean RU/s) / 100', DEVICES, (f) => ({
        peak: peakUnits(f),
        mean: requestUnits(f) / SECONDS_PER_MONTH,
      })),
      perGroup('azure.cosmos-db.storage', STORAGE_FORMULA, (g, f) => ({ bytes: g.m * g.item, months: monthsHeld(g.hot, 0, f.month) })),
    ],
  },
  {
    name: 'provisioned',
    uses: [
      perTwin('azure.cosmos-db.provisioned', '730 h · ⌈max(400, peak RU/s) / 100⌉', DEVICES, (f) => ({ peak: peakUnits(f) })),
      perGroup('azure.cosmos-db.storage', STORAGE_FORMULA, (g, f) => ({ bytes: g.m * g.item, months: monthsHeld(g.hot, 0, f.month) })),
    ],
  },
];

function queryUnitsOf(facts: Facts): number {
  if (facts.entities < 100) return facts.assume['query-units-small'];
  return facts.entities < 10_000 ? facts.assume['query-units-medium'] : facts.assume['query-units-large'];
}

export const AZURE: readonly Component[] = [
  {
    id: 'azure.L1.hub',
    slot: 'L1',
    provider: 'azure',
    role: 'message broker',
    uses: [],
    plans: [
      { name: 'S1', uses: [perTwin('azure.iot-hub.s1', HUB_FORMULA, DEVICES, (f) => hubLoad(f, 's1'))] },
      { name: 'S2', uses: [perTwin('azure.iot-hub.s2', HUB_FORMULA, DEVICES, (f) => hubLoad(f, 's2'))] },
      { name: 'S3', uses: [perTwin('azure.iot-hub.s3', HUB_FORMULA, DEVICES, (f) => hubLoad(f, 's3'))] },
    ],
  },
  {
    id: 'azure.L1.events',
    slot: 'L1',
    provider: 'azure',
    role: 'message routing',
    uses: [perGroup('azure.event-grid.operations', '2 · m · ⌈p / 64 KB⌉', (g) => ({ events: g.m, bytes: g.payload, deliveries: 1 }))],
  },
  dispatcher('azure'),

  ...processingFunctions('azure'),
  {
    id: 'azure.L2.notifications',
    slot: 'L2',
    provider: 'azure',
    role: 'notifications',
    when: (f) => f.actions.some((a) => a.action.kind === 'notify'),
    uses: [
      perAction('azure.event-grid.operations', '2 · matches · ⌈size / 64 KB⌉', (a, f) =>
        a.action.kind === 'notify' ? { events: a.times, bytes: f.assume['notify-size'], deliveries: 1 } : null,
      ),
    ],
  },
  {
    id: 'azure.L2.workflows',
    slot: 'L2',
    provider: 'azure',
    role: 'workflows',
    when: (f) => f.actions.some((a) => a.action.kind === 'workflow'),
    uses: [
      perAction('azure.logic-apps.actions', 'matches · (steps + 1)', (a) =>
        a.action.kind === 'workflow' ? { executions: a.times, steps: a.action.steps } : null,
      ),
    ],
  },

  { id: 'azure.L3.hot.database', slot: 'L3.hot', provider: 'azure', role: 'hot storage', uses: [], plans: COSMOS_PLANS },
  hotReader('azure'),
  {
    id: 'azure.L3.hot.mover',
    slot: 'L3.hot',
    provider: 'azure',
    role: 'mover out of the hot tier',
    when: (f) => f.hotMoves,
    uses: glue(
      'azure',
      'o',
      (g) => (g.objects > 0 ? g.objects * g.leavesHot : null),
      (g, f) => moverSize(g.objectSize, f.assume),
    ),
  },

  {
    id: 'azure.L3.cool.container',
    slot: 'L3.cool',
    provider: 'azure',
    role: 'cool storage',
    uses: [
      perGroup('azure.blob-cool.writes', 'o', (g) => (g.cool.length > 0 ? { requests: g.objects * g.leavesHot } : null)),
      perGroup('azure.blob-cool.storage', 'm · i · max(C, 30 days)', (g, f) =>
        g.cool.length > 0 ? { bytes: g.m * g.item, months: monthsHeld(g.cool, MINIMUM_DAYS.cool.azure, f.month) } : null,
      ),
    ],
  },
  {
    id: 'azure.L3.cool.read-back',
    slot: 'L3.cool',
    provider: 'azure',
    role: 'data read back from the cool tier',
    when: (f) => f.scenario.storage.readCool.value > 0,
    uses: [perTwin('azure.blob-cool.retrieval', '`read cool`', READ_COOL, (f) => ({ bytes: f.scenario.storage.readCool.value }))],
  },
  {
    id: 'azure.L3.cool.mover',
    slot: 'L3.cool',
    provider: 'azure',
    role: 'mover out of the cool tier',
    when: (f) => f.coolMoves,
    uses: glue(
      'azure',
      'o',
      (g) => (throughCool(g) ? g.objects * g.leavesCool : null),
      (g, f) => moverSize(g.objectSize, f.assume),
    ),
  },
  {
    id: 'azure.L3.cool.handover',
    slot: 'L3.cool',
    provider: 'azure',
    role: 'reads for an archive on another cloud',
    when: (f) => f.coolMoves,
    crossing: { flow: 'L3.cool-L3.archive', when: 'to-other' },
    uses: [
      perGroup('azure.blob-cool.reads', 'o', (g) => (throughCool(g) ? { requests: g.objects * g.leavesCool } : null)),
      perGroup('azure.blob-cool.retrieval', 'm · i', (g) => (throughCool(g) ? { bytes: g.m * g.item * g.leavesCool } : null)),
    ],
  },

  {
    id: 'azure.L3.archive.container',
    slot: 'L3.archive',
    provider: 'azure',
    role: 'archive',
    uses: [
      perGroup('azure.blob-archive.writes', 'o', (g) =>
        g.archive.length > 0 ? { requests: g.objects * (g.cool.length > 0 ? g.leavesCool : g.leavesHot) } : null,
      ),
      perGroup('azure.blob-archive.storage', 'm · i · max(A, 180 days)', (g, f) =>
        g.archive.length > 0 ? { bytes: g.m * g.item, months: monthsHeld(g.archive, MINIMUM_DAYS.archive.azure, f.month) } : null,
      ),
    ],
  },
  {
    id: 'azure.L3.archive.read-back',
    slot: 'L3.archive',
    provider: 'azure',
    role: 'data read back from the archive',
    when: (f) => f.scenario.storage.readArchive.value > 0,
    uses: [
      perTwin('azure.blob-archive.retrieval', '`read archive`', READ_ARCHIVE, (f) => ({ bytes: f.scenario.storage.readArchive.value })),
    ],
  },

  {
    id: 'azure.L4.twins',
    slot: 'L4',
    provider: 'azure',
    role: 'twin management',
    uses: [
      perGroup('azure.digital-twins.operations', 'm · ⌈p / 1 KB⌉', (g) => ({ operations: g.m, bytes: g.payload })),
      perTwin('azure.digital-twins.operations', 'T', MANAGEMENT, (f) => ({ operations: f.twinQueries, bytes: KB })),
      perTwin('azure.digital-twins.query-units', 'T · query units of one query', MANAGEMENT, (f) => ({
        queries: f.twinQueries,
        unitsPerQuery: queryUnitsOf(f),
      })),
    ],
  },
  {
    id: 'azure.L4.scene',
    slot: 'L4',
    provider: 'azure',
    role: '3D scene',
    when: (f) => (f.scenario.management?.scene?.value ?? 0) > 0,
    uses: [
      perTwin('azure.blob-hot.storage', 'size of the scene', SCENE, (f) => ({
        bytes: f.scenario.management?.scene?.value ?? 0,
        months: 1,
      })),
    ],
  },

  {
    id: 'azure.L5.dashboard',
    slot: 'L5',
    provider: 'azure',
    role: 'dashboards',
    uses: [
      perTwin('azure.grafana.instance', '730 h', VIEWS, () => ({ hours: HOURS_PER_MONTH })),
      perTwin('azure.grafana.users', 'editors + viewers', VIEWERS, (f) => ({
        users: (f.scenario.visualization?.editors.value ?? 0) + (f.scenario.visualization?.viewers.value ?? 0),
      })),
    ],
  },
];
