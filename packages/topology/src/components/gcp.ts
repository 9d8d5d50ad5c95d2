/**
 * What runs on Google Cloud, slot by slot, and what it uses: the Google column of docs/cost-model.md as data.
 * Twin management and dashboards are self-hosted here, because Google has no managed service for them.
 */
import {
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
  type Plan,
} from '../component.ts';
import { DAYS_PER_MONTH, HOURS_PER_MONTH, MINIMUM_DAYS, monthsHeld, moverSize, throughCool, type Facts } from '../facts.ts';
import { glue, twinGlue } from '../functions.ts';
import { dispatcher, hotReader, processingFunctions } from './common.ts';
import { roundUp } from '../round-up.ts';

const GIB = 1_073_741_824;

function grafanaInstances(facts: Facts): number {
  const view = facts.scenario.visualization;
  return Math.max(1, roundUp(((view?.editors.value ?? 0) + (view?.viewers.value ?? 0)) / facts.assume['grafana-users']));
}

const GRAFANA_PLANS: readonly Plan[] = [
  {
    name: 'e2-medium',
    uses: [
      perTwin('gcp.compute.e2-medium', 'instances · 730 h', VIEWERS, (f) => ({ hours: grafanaInstances(f) * HOURS_PER_MONTH })),
      perTwin('gcp.compute.disk', 'instances · 10 GiB', VIEWERS, (f) => ({ gibibytes: grafanaInstances(f) * f.assume['grafana-disk'] })),
    ],
  },
  {
    name: 'Cloud Run',
    uses: [
      perTwin('gcp.cloud-run.cpu', 'instances · viewing seconds · 1 vCPU', VIEWS, (f) => ({
        executions: grafanaInstances(f),
        vcpu: 1,
        duration: f.viewingSeconds,
      })),
      perTwin('gcp.cloud-run.memory', 'instances · viewing seconds · 1 GiB', VIEWS, (f) => ({
        executions: grafanaInstances(f),
        memory: GIB,
        duration: f.viewingSeconds,
      })),
      perTwin('gcp.cloud-run.requests', 'Q', VIEWS, (f) => ({ executions: f.panelReads })),
    ],
  },
];

export const GCP: readonly Component[] = [
  {
    id: 'gcp.L1.broker',
    slot: 'L1',
    provider: 'gcp',
    role: 'message broker',
    uses: [
      perGroup('gcp.pubsub.throughput', '2 · m · max(1,000 B, p + attributes)', (g) => ({ messages: g.m, bytes: g.item, deliveries: 1 })),
      perAction('gcp.pubsub.throughput', '2 · feedback messages · max(1,000 B, size)', (a, f) =>
        a.action.kind === 'feedback' ? { messages: a.times, bytes: f.assume['feedback-size'], deliveries: 1 } : null,
      ),
    ],
  },
  dispatcher('gcp'),

  ...processingFunctions('gcp'),
  {
    id: 'gcp.L2.notifications',
    slot: 'L2',
    provider: 'gcp',
    role: 'notifications',
    when: (f) => f.actions.some((a) => a.action.kind === 'notify'),
    uses: [
      perAction('gcp.pubsub.throughput', '2 · matches · max(1,000 B, size)', (a, f) =>
        a.action.kind === 'notify' ? { messages: a.times, bytes: f.assume['notify-size'], deliveries: 1 } : null,
      ),
    ],
  },
  {
    id: 'gcp.L2.workflows',
    slot: 'L2',
    provider: 'gcp',
    role: 'workflows',
    when: (f) => f.actions.some((a) => a.action.kind === 'workflow'),
    uses: [
      perAction('gcp.workflows.steps', 'matches · steps', (a) =>
        a.action.kind === 'workflow' ? { executions: a.times, steps: a.action.steps } : null,
      ),
    ],
  },

  {
    id: 'gcp.L3.hot.database',
    slot: 'L3.hot',
    provider: 'gcp',
    role: 'hot storage',
    uses: [
      perGroup('gcp.firestore.writes', 'm', (g) => ({ documents: g.m })),
      perGroup('gcp.firestore.deletes', 'm (deletes by age are billed)', (g) => ({ documents: g.m * g.leavesHot })),
      perGroup('gcp.firestore.storage', 'm · (i + index) · H', (g, f) => ({
        bytes: g.m * (g.item + f.assume['index-overhead']),
        months: monthsHeld(g.hot, 0, f.month),
      })),
    ],
  },
  {
    id: 'gcp.L3.hot.reads',
    slot: 'L3.hot',
    provider: 'gcp',
    role: 'panel reads of the database',
    when: (f) => f.panelReads > 0,
    uses: [perTwin('gcp.firestore.reads', 'w · Q', VIEWS, (f) => ({ documents: f.windowItems * f.panelReads }))],
  },
  hotReader('gcp'),
  {
    id: 'gcp.L3.hot.mover',
    slot: 'L3.hot',
    provider: 'gcp',
    role: 'mover out of the hot tier',
    when: (f) => f.hotMoves,
    uses: [
      perGroup('gcp.firestore.reads', 'm', (g) => (g.objects > 0 ? { documents: g.m * g.leavesHot } : null)),
      ...glue(
        'gcp',
        'o',
        (g) => (g.objects > 0 ? g.objects * g.leavesHot : null),
        (g, f) => moverSize(g.objectSize, f.assume),
      ),
      perTwin('gcp.scheduler.jobs', 'one job', STORAGE, () => ({ jobs: 1, days: DAYS_PER_MONTH })),
    ],
  },

  {
    id: 'gcp.L3.cool.bucket',
    slot: 'L3.cool',
    provider: 'gcp',
    role: 'cool storage',
    uses: [
      perGroup('gcp.storage-nearline.operations', 'o', (g) => (g.cool.length > 0 ? { requests: g.objects * g.leavesHot } : null)),
      perGroup('gcp.storage-nearline.storage', 'm · i · max(C, 30 days)', (g, f) =>
        g.cool.length > 0 ? { bytes: g.m * g.item, months: monthsHeld(g.cool, MINIMUM_DAYS.cool.gcp, f.month) } : null,
      ),
    ],
  },
  {
    id: 'gcp.L3.cool.read-back',
    slot: 'L3.cool',
    provider: 'gcp',
    role: 'data read back from the cool tier',
    when: (f) => f.scenario.storage.readCool.value > 0,
    uses: [perTwin('gcp.storage-nearline.retrieval', '`read cool`', READ_COOL, (f) => ({ bytes: f.scenario.storage.readCool.value }))],
  },
  {
    id: 'gcp.L3.cool.mover',
    slot: 'L3.cool',
    provider: 'gcp',
    role: 'mover out of the cool tier',
    when: (f) => f.coolMoves,
    uses: [
      ...glue(
        'gcp',
        'o',
        (g) => (throughCool(g) ? g.objects * g.leavesCool : null),
        (g, f) => moverSize(g.objectSize, f.assume),
      ),
      perTwin('gcp.scheduler.jobs', 'one job', STORAGE, () => ({ jobs: 1, days: DAYS_PER_MONTH })),
    ],
  },
  {
    id: 'gcp.L3.cool.handover',
    slot: 'L3.cool',
    provider: 'gcp',
    role: 'reads for an archive on another cloud',
    when: (f) => f.coolMoves,
    crossing: { flow: 'L3.cool-L3.archive', when: 'to-other' },
    uses: [
      perGroup('gcp.storage-nearline.reads', 'o', (g) => (throughCool(g) ? { requests: g.objects * g.leavesCool } : null)),
      perGroup('gcp.storage-nearline.retrieval', 'm · i', (g) => (throughCool(g) ? { bytes: g.m * g.item * g.leavesCool } : null)),
    ],
  },

  {
    id: 'gcp.L3.archive.bucket',
    slot: 'L3.archive',
    provider: 'gcp',
    role: 'archive',
    uses: [
      perGroup('gcp.storage-archive.operations', 'o', (g) =>
        g.archive.length > 0 ? { requests: g.objects * (g.cool.length > 0 ? g.leavesCool : g.leavesHot) } : null,
      ),
      perGroup('gcp.storage-archive.storage', 'm · i · max(A, 365 days)', (g, f) =>
        g.archive.length > 0 ? { bytes: g.m * g.item, months: monthsHeld(g.archive, MINIMUM_DAYS.archive.gcp, f.month) } : null,
      ),
    ],
  },
  {
    id: 'gcp.L3.archive.read-back',
    slot: 'L3.archive',
    provider: 'gcp',
    role: 'data read back from the archive',
    when: (f) => f.scenario.storage.readArchive.value > 0,
    uses: [
      perTwin('gcp.storage-archive.retrieval', '`read archive`', READ_ARCHIVE, (f) => ({ bytes: f.scenario.storage.readArchive.value })),
    ],
  },

  {
    id: 'gcp.L4.explorer',
    slot: 'L4',
    provider: 'gcp',
    role: 'self-hosted twin explorer (Google has no managed service)',
    uses: [
      perGroup('gcp.firestore.writes', 'm', (g) => ({ documents: g.m })),
      perTwin('gcp.firestore.reads', 'T · min(E, 100)', MANAGEMENT, (f) => ({
        documents: f.twinQueries * Math.min(f.entities, f.assume['explorer-reads']),
      })),
      perTwin('gcp.firestore.storage', 'E · 2 KB', MANAGEMENT, (f) => ({ bytes: f.entities * f.assume['entity-size'], months: 1 })),
      ...twinGlue(
        'gcp',
        'T',
        MANAGEMENT,
        (f) => f.twinQueries,
        (f) => ({ memory: f.assume['explorer-memory'], duration: f.assume['glue-duration'] }),
      ),
    ],
  },
  {
    id: 'gcp.L4.scene',
    slot: 'L4',
    provider: 'gcp',
    role: '3D scene',
    when: (f) => (f.scenario.management?.scene?.value ?? 0) > 0,
    uses: [
      perTwin('gcp.storage-standard.storage', 'size of the scene', SCENE, (f) => ({
        bytes: f.scenario.management?.scene?.value ?? 0,
        months: 1,
      })),
    ],
  },

  {
    id: 'gcp.L5.dashboard',
    slot: 'L5',
    provider: 'gcp',
    role: 'self-hosted dashboards (Google has no managed Grafana)',
    uses: [],
    plans: GRAFANA_PLANS,
  },
];
