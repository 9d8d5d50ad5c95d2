/**
 * Docs/cost-model.md, "Slots", L1, L2, L4 and L5: the meters of each cloud. Storage has a file of its own.
 */
import type { Provider, Slot } from '@twin2multicloud/language';
import { DAYS, GB, holds, KB, MINUTES_A_MONTH, roundUp, sum, TIB } from './arithmetic.ts';
import { fn, glue, limit, standingAlone } from './lines.ts';
import type { Context, Line } from './lines.ts';
import { archive, cool, hot } from './storage.ts';
import { entryOf, regionOf } from './prices.ts';
import { blocks, panelBytes } from './twin-numbers.ts';
import type { GroupNumbers } from './twin-numbers.ts';

/** The lines of a slot on the cloud where the placement has it, or null where the cloud cannot serve it (a limit). */
export function slotLines(context: Context, slot: Slot): Line[] | null {
  const cloud = context.placement[slot];
  if (cloud === undefined) throw new Error(`The placement says nothing about ${slot}.`);
  switch (slot) {
    case 'L1':
      return acquisition(context, cloud);
    case 'L2':
      return processing(context, cloud);
    case 'L3.hot':
      return hot(context, cloud);
    case 'L3.cool':
      return cool(context, cloud);
    case 'L3.archive':
      return archive(context, cloud);
    case 'L4':
      return management(context, cloud);
    case 'L5':
      return visualization(context, cloud);
  }
}

// --- L1 ---

const MESSAGE_LIMITS = {
  aws: 'aws.iot-core.message-bytes',
  azure: 'azure.iot-hub.message-bytes',
  gcp: 'gcp.pubsub.message-bytes',
} as const;

function acquisition(context: Context, cloud: Provider): Line[] | null {
  const { twin, assume } = context;
  if (twin.groups.some((g) => g.p > limit(context, MESSAGE_LIMITS[cloud]))) return null;
  const dispatcher = glue(context, cloud, twin.M);

  if (cloud === 'aws') {
    const feedback = twin.F * blocks(assume['feedback-size'], 5 * KB);
    const lines: Line[] = [{ meter: 'aws.iot-core.messages', quantity: feedback }];
    for (const g of twin.groups) {
      const ruleBlocks = g.m * blocks(g.p, 5 * KB);
      lines.push({ meter: 'aws.iot-core.connectivity', quantity: connectionMinutes(g) });
      lines.push({ meter: 'aws.iot-core.messages', quantity: g.m * blocks(g.p + assume['topic-overhead'], 5 * KB) + connects(g) });
      lines.push({ meter: 'aws.iot-core.rules', quantity: ruleBlocks });
      lines.push({ meter: 'aws.iot-core.actions', quantity: ruleBlocks });
    }
    return [...lines, ...dispatcher];
  }

  if (cloud === 'azure') {
    const hub = iotHub(context);
    if (hub === null) return null;
    const operations = sum(twin.groups.map((g) => 2 * g.m * blocks(g.p, 64 * KB)));
    return [hub, { meter: 'azure.event-grid.operations', quantity: operations }, ...dispatcher];
  }

  const messages = sum(twin.groups.map((g) => 2 * g.m * Math.max(1000, g.p + assume['item-overhead'])));
  const feedback = 2 * twin.F * Math.max(1000, assume['feedback-size']);
  return [{ meter: 'gcp.pubsub.throughput', quantity: (messages + feedback) / TIB }, ...dispatcher];
}

function connectionMinutes(g: GroupNumbers): number {
  switch (g.connect) {
    case 'always':
      return g.n * MINUTES_A_MONTH;
    case 'active':
      return g.n * MINUTES_A_MONTH * (g.a / 24) * (g.w7 / 7);
    case 'each-message':
      return Math.min(g.m, g.n * MINUTES_A_MONTH);
  }
}

function connects(g: GroupNumbers): number {
  switch (g.connect) {
    case 'always':
      return g.n * DAYS;
    case 'active':
      return g.n * DAYS * (g.w7 / 7);
    case 'each-message':
      return g.m;
  }
}

function iotHub(context: Context): Line | null {
  const { twin, assume } = context;
  if (twin.N > limit(context, 'azure.iot-hub.devices')) return null;
  const day = sum(twin.groups.map((g) => g.D * blocks(g.p, 4 * KB))) + twin.feedbackDay * blocks(assume['feedback-size'], 4 * KB);
  const peak = sum(twin.groups.map((g) => g.peak));
  let best: Line | null = null;
  let bestAmount = Infinity;
  for (const edition of ['s1', 's2', 's3'] as const) {
    const throttle = holds(peak, limit(context, `azure.iot-hub.${edition}.messages-per-hub-second`))
      ? 0
      : roundUp(peak / limit(context, `azure.iot-hub.${edition}.messages-per-unit-second`));
    const units = Math.max(1, roundUp(day / limit(context, `azure.iot-hub.${edition}.messages-per-unit-day`)), throttle);
    if (units > limit(context, `azure.iot-hub.${edition}.units`)) continue;
    const line: Line = { meter: `azure.iot-hub.${edition}`, quantity: units };
    const amount = standingAlone(context, [line], true);
    if (best === null || amount < bestAmount) {
      best = line;
      bestAmount = amount;
    }
  }
  return best;
}

// --- L2 ---

function processing(context: Context, cloud: Provider): Line[] | null {
  const { twin, assume, scenario } = context;
  const userFunction = scenario.processing.function.value;
  const calls = scenario.processing.rules.some((rule) => rule.actions.some((action) => action.kind === 'call'));
  const sizes = scenario.processing.runs.map((run) => run.function.value);
  if (calls) sizes.push(userFunction);
  const [memoryLimit, durationLimit] = FUNCTION_LIMITS[cloud];
  for (const size of sizes) {
    if (size.memory > limit(context, memoryLimit) || size.duration > limit(context, durationLimit)) return null;
  }

  const messagesOf = (name: string): number => twin.groups.find((g) => g.name === name)?.m ?? 0;
  const ruled = twin.groups.filter((g) => scenario.processing.rules.some((rule) => rule.group === g.name));
  const lines: Line[] = [...glue(context, cloud, twin.M), ...glue(context, cloud, sum(ruled.map((g) => g.m)))];
  for (const run of scenario.processing.runs) {
    const { memory, duration } = run.function.value;
    lines.push(...fn(context, cloud, sum(run.groups.map(messagesOf)), memory, duration));
  }
  for (const rule of scenario.processing.rules) {
    const k = rule.matches.value * messagesOf(rule.group);
    for (const action of rule.actions) {
      switch (action.kind) {
        case 'notify':
          if (cloud === 'aws') lines.push({ meter: 'aws.eventbridge.events', quantity: k });
          if (cloud === 'azure') lines.push({ meter: 'azure.event-grid.operations', quantity: 2 * k });
          if (cloud === 'gcp')
            lines.push({ meter: 'gcp.pubsub.throughput', quantity: (2 * k * Math.max(1000, assume['notify-size'])) / TIB });
          break;
        case 'call':
          lines.push(...fn(context, cloud, k, userFunction.memory, userFunction.duration));
          break;
        case 'workflow':
          if (cloud === 'aws') lines.push({ meter: 'aws.step-functions.transitions', quantity: k * (action.steps + 1) });
          if (cloud === 'azure') lines.push({ meter: 'azure.logic-apps.actions', quantity: k * (action.steps + 1) });
          if (cloud === 'gcp') lines.push({ meter: 'gcp.workflows.steps', quantity: k * action.steps });
          break;
        case 'feedback':
          break; // booked at L1
      }
    }
  }
  return lines;
}

const FUNCTION_LIMITS = {
  aws: ['aws.lambda.memory-max-bytes', 'aws.lambda.duration-max-seconds'],
  azure: ['azure.functions.memory-max-bytes', 'azure.functions.duration-max-seconds'],
  gcp: ['gcp.cloud-run.memory-max-bytes', 'gcp.cloud-run.duration-max-seconds'],
} as const;

// --- L4 ---

function management(context: Context, cloud: Provider): Line[] | null {
  const { twin, assume, scenario } = context;
  const scene = (scenario.management?.scene?.value ?? 0) / GB;

  if (cloud === 'aws') {
    const calls = twin.Q * Math.max(1, blocks(panelBytes(twin), 20 * KB));
    const standard: Line[] = [
      { meter: 'aws.twinmaker.entities', quantity: twin.E },
      { meter: 'aws.twinmaker.calls', quantity: calls },
      { meter: 'aws.twinmaker.queries', quantity: twin.T },
    ];
    const bundle = twinMakerBundle(context, calls);
    const inBundle = bundle !== null && bundle < standingAlone(context, standard, true);
    const plan: Line[] = inBundle ? [{ meter: 'aws.twinmaker.bundle', quantity: bundle }] : standard;
    return [...plan, { meter: 'aws.s3-standard.storage', quantity: scene }];
  }

  if (cloud === 'azure') {
    if (twin.E > limit(context, 'azure.digital-twins.twins')) return null;
    const queryUnits = twin.E < 100 ? 'query-units-small' : twin.E < 10_000 ? 'query-units-medium' : 'query-units-large';
    const updates = sum(twin.groups.map((g) => g.m * blocks(g.p, KB)));
    return [
      { meter: 'azure.digital-twins.operations', quantity: updates + twin.T },
      { meter: 'azure.digital-twins.query-units', quantity: twin.T * assume[queryUnits] },
      { meter: 'azure.blob-hot.storage', quantity: scene },
    ];
  }

  return [
    { meter: 'gcp.firestore.writes', quantity: twin.M },
    { meter: 'gcp.firestore.reads', quantity: twin.T * Math.min(twin.E, assume['explorer-reads']) },
    { meter: 'gcp.firestore.storage', quantity: (twin.E * assume['entity-size']) / GB },
    ...fn(context, 'gcp', twin.T, assume['explorer-memory'], assume['glue-duration']),
    { meter: 'gcp.storage-standard.storage', quantity: scene },
  ];
}

/** USD of the TwinMaker bundle for these entities, or null. */
function twinMakerBundle(context: Context, calls: number): number | null {
  const region = regionOf(context.scenario, context.book, 'aws');
  const entry = region === null ? null : entryOf(context.book, region, 'aws.twinmaker.entities');
  // The tier follows the number of entities: the smallest that takes them.
  const tier = (entry?.plans ?? [])
    .filter((plan) => plan.maxEntities !== null && plan.maxEntities >= context.twin.E)
    .sort((a, b) => (a.maxEntities ?? 0) - (b.maxEntities ?? 0))[0];
  if (tier === undefined) return null;
  const furtherCalls = Math.max(0, calls - tier.includedCalls) * Number(tier.callPrice);
  const furtherQueries = Math.max(0, context.twin.T - tier.includedQueries) * Number(tier.queryPrice);
  return Number(tier.fee) + furtherCalls + furtherQueries;
}

// --- L5 ---

function visualization(context: Context, cloud: Provider): Line[] {
  const { twin, assume, scenario } = context;
  const editors = scenario.visualization?.editors.value ?? 0;
  const viewers = scenario.visualization?.viewers.value ?? 0;

  if (cloud === 'aws') {
    return [
      { meter: 'aws.grafana.editors', quantity: Math.max(1, editors) },
      { meter: 'aws.grafana.viewers', quantity: viewers },
    ];
  }

  if (cloud === 'azure') {
    return [
      { meter: 'azure.grafana.instance', quantity: 730 },
      { meter: 'azure.grafana.users', quantity: editors + viewers },
    ];
  }

  const k = Math.max(1, roundUp((editors + viewers) / assume['grafana-users']));
  const V = twin.viewingHours * DAYS * 3600;
  const machine: Line[] = [
    { meter: 'gcp.compute.e2-medium', quantity: k * 730 },
    { meter: 'gcp.compute.disk', quantity: k * assume['grafana-disk'] },
  ];
  const container: Line[] = [
    { meter: 'gcp.cloud-run.cpu', quantity: k * V },
    { meter: 'gcp.cloud-run.memory', quantity: k * V },
    { meter: 'gcp.cloud-run.requests', quantity: twin.Q },
  ];
  return standingAlone(context, container, false) < standingAlone(context, machine, true) ? container : machine;
}
