/**
 * What flows between slots, and what a flow needs when its two ends are on different clouds: connector, receiver, egress.
 */
import type { Provider, Slot } from '@twin2multicloud/language';
import { perAction, perGroup, perTwin, VIEWS, MANAGEMENT, type Use } from './component.ts';
import { throughCool, type Facts, type GroupFacts } from './facts.ts';
import { glue, GLUE_OF_MESSAGES, twinGlue } from './functions.ts';
import type { MeterId } from './meters.ts';

export type FlowId =
  | 'L1-L2'
  | 'L2-L3.hot'
  | 'L2-L1'
  | 'L3.hot-L3.cool'
  | 'L3.hot-L3.archive'
  | 'L3.cool-L3.archive'
  | 'L2-L4'
  | 'L3.hot-L4'
  | 'L3.hot-L5'
  | 'L4-L5';

export interface Flow {
  readonly id: FlowId;
  readonly from: Slot;
  readonly to: Slot;
  /** What flows, in words. */
  readonly what: string;
  /** Whether the scenario has this flow at all (both slots are used). */
  readonly when: (facts: Facts) => boolean;
  /** The clouds of the destination for which it flows; left out: all. */
  readonly destinations?: readonly Provider[];
  /** The function at the source of a crossing: a connector that pushes, or a reader that is asked. */
  readonly sender: Readonly<Record<Provider, readonly Use[]>>;
  /** What leaves the source's cloud. */
  readonly egress: Readonly<Record<Provider, readonly Use[]>>;
  /** The function at the destination of a push; nothing where the destination pulls. */
  readonly receiver: Readonly<Record<Provider, readonly Use[]>>;
}

const EGRESS = {
  aws: 'aws.data-transfer.internet',
  azure: 'azure.bandwidth.internet',
  gcp: 'gcp.network.internet',
} as const satisfies Record<Provider, MeterId>;

function onEachCloud(uses: (provider: Provider) => readonly Use[]): Record<Provider, readonly Use[]> {
  return { aws: uses('aws'), azure: uses('azure'), gcp: uses('gcp') };
}

const NOTHING = onEachCloud(() => []);

/** The data's side pays for what a panel reads; the hot reader serves it, so no connector is added. */
const PANEL_READ_EGRESS = onEachCloud((provider) => [
  perTwin(EGRESS[provider], 'Q · (w · i + envelope)', VIEWS, (f) => ({
    bytes: f.panelReads * (f.windowItems * f.meanItem + f.assume['envelope-overhead']),
  })),
]);

const FEEDBACK_GLUE = onEachCloud((provider) =>
  twinGlue(
    provider,
    'feedback messages',
    (f) => ({ path: 'processing', at: f.scenario.processing.declaredAt }),
    (f) => f.feedback,
  ),
);

/** A flow of messages or objects that each device group drives: pushed by a connector to a receiver. */
function pushOfGroups(
  head: Pick<Flow, 'id' | 'from' | 'to' | 'what' | 'when' | 'destinations'>,
  count: (group: GroupFacts) => number | null,
  bytes: (group: GroupFacts) => number,
  symbols: string,
  // Connector and receiver run equally often: one object each cloud.
  functions: Readonly<Record<Provider, readonly Use[]>> = onEachCloud((provider) => glue(provider, symbols, count)),
): Flow {
  return {
    ...head,
    sender: functions,
    egress: onEachCloud((provider) => [
      perGroup(EGRESS[provider], `${symbols} · (bytes + envelope)`, (g, f) => {
        const n = count(g);
        return n === null ? null : { bytes: n * (bytes(g) + f.assume['envelope-overhead']) };
      }),
    ]),
    receiver: functions,
  };
}

export const FLOWS: readonly Flow[] = [
  pushOfGroups(
    { id: 'L1-L2', from: 'L1', to: 'L2', what: 'messages', when: () => true },
    (g) => g.m,
    (g) => g.payload,
    'm',
    GLUE_OF_MESSAGES,
  ),
  pushOfGroups(
    { id: 'L2-L3.hot', from: 'L2', to: 'L3.hot', what: 'messages to store', when: () => true },
    (g) => g.m,
    (g) => g.item,
    'm',
    GLUE_OF_MESSAGES,
  ),
  {
    id: 'L2-L1',
    from: 'L2',
    to: 'L1',
    what: 'feedback',
    when: (f) => f.feedback > 0,
    sender: FEEDBACK_GLUE,
    egress: onEachCloud((provider) => [
      perAction(EGRESS[provider], 'feedback messages · (size + envelope)', (a, f) =>
        a.action.kind === 'feedback' ? { bytes: a.times * (f.assume['feedback-size'] + f.assume['envelope-overhead']) } : null,
      ),
    ]),
    receiver: FEEDBACK_GLUE,
  },
  pushOfGroups(
    { id: 'L3.hot-L3.cool', from: 'L3.hot', to: 'L3.cool', what: 'objects', when: (f) => f.usesCool },
    (g) => (g.cool.length > 0 ? g.objects * g.leavesHot : null),
    (g) => g.objectSize,
    'o',
  ),
  pushOfGroups(
    { id: 'L3.hot-L3.archive', from: 'L3.hot', to: 'L3.archive', what: 'objects', when: (f) => f.hotToArchive },
    (g) => (g.archive.length > 0 && g.cool.length === 0 ? g.objects * g.leavesHot : null),
    (g) => g.objectSize,
    'o',
  ),
  pushOfGroups(
    { id: 'L3.cool-L3.archive', from: 'L3.cool', to: 'L3.archive', what: 'objects', when: (f) => f.coolMoves },
    (g) => (throughCool(g) ? g.objects * g.leavesCool : null),
    (g) => g.objectSize,
    'o',
  ),
  pushOfGroups(
    { id: 'L2-L4', from: 'L2', to: 'L4', what: 'updates', when: (f) => f.scenario.management !== null, destinations: ['azure', 'gcp'] },
    (g) => g.m,
    (g) => g.payload,
    'm',
    GLUE_OF_MESSAGES,
  ),
  {
    id: 'L3.hot-L4',
    from: 'L3.hot',
    to: 'L4',
    what: 'panel reads',
    when: (f) => f.scenario.management !== null && f.panelReads > 0,
    destinations: ['aws'],
    sender: NOTHING,
    egress: PANEL_READ_EGRESS,
    receiver: NOTHING,
  },
  {
    id: 'L3.hot-L5',
    from: 'L3.hot',
    to: 'L5',
    what: 'panel reads',
    when: (f) => f.scenario.visualization !== null && f.panelReads > 0,
    sender: NOTHING,
    egress: PANEL_READ_EGRESS,
    receiver: NOTHING,
  },
  {
    id: 'L4-L5',
    from: 'L4',
    to: 'L5',
    what: 'model reads',
    when: (f) => f.scenario.management !== null && f.scenario.visualization !== null && f.twinQueries > 0,
    sender: onEachCloud((provider) => twinGlue(provider, 'T', MANAGEMENT, (f) => f.twinQueries)),
    egress: onEachCloud((provider) => [
      perTwin(EGRESS[provider], 'T · (bytes of an answer + envelope)', MANAGEMENT, (f) => ({
        bytes: f.twinQueries * (f.assume['query-result-size'] + f.assume['envelope-overhead']),
      })),
    ]),
    receiver: NOTHING,
  },
];
