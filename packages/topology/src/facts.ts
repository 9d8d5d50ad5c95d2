/**
 * What follows from a scenario by arithmetic alone, before any cloud is chosen: messages, bytes, objects, refreshes, entities.
 * The symbols are those of docs/cost-model.md. No service's block sizes and no prices here.
 */
import type { Cadence, DeviceGroup, FunctionSize, Provider, Rule, Run, Scenario } from '@twin2multicloud/language';
import { ASSUMPTIONS, type AssumptionId } from './assumptions.ts';
import type { Limits } from './limits.ts';
import { entitiesOf } from './entities.ts';
import { roundUp } from './round-up.ts';

export const HOURS_PER_MONTH = 730;
export const SECONDS_PER_MONTH = 2_628_000;
/** 730 h in days. */
export const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

/** Days for which a cloud bills an object in a tier at least, however soon it leaves [S for AWS and Azure cool; K for the others]. */
export const MINIMUM_DAYS: Readonly<Record<'cool' | 'archive', Readonly<Record<Provider, number>>>> = {
  cool: { aws: 30, azure: 30, gcp: 30 },
  archive: { aws: 180, azure: 180, gcp: 365 },
};

/** A tier's retention window, in months of age. */
export interface Window {
  readonly begin: number;
  readonly length: number;
}

export interface GroupFacts {
  readonly kind: 'group';
  readonly group: DeviceGroup;
  /** Devices. */
  readonly n: number;
  /** Messages a month, on an active day, and a second at the peak, of the whole group. */
  readonly m: number;
  readonly perDay: number;
  readonly peak: number;
  /** Share of the month in which the devices speak, and of the days of a week. */
  readonly activeShare: number;
  readonly daysShare: number;
  /** Bytes of one message, and of one message as stored. */
  readonly payload: number;
  readonly item: number;
  readonly hot: Window;
  readonly cool: Window;
  readonly archive: Window;
  /** Batch objects a month and their mean size; 0 where no data moves on from the hot tier. */
  readonly objects: number;
  readonly objectSize: number;
  /** Share of the month in which data leaves the hot and the cool tier (1 in the steady state). */
  readonly leavesHot: number;
  readonly leavesCool: number;
  /** At least one rule names the group. */
  readonly hasRules: boolean;
}

/** A `run` for one of its groups. */
export interface RunFacts {
  readonly kind: 'run';
  readonly run: Run;
  readonly executions: number;
  readonly cause: GroupFacts;
}

/** One action of one rule: how often it happens in a month and on an active day. */
export interface ActionFacts {
  readonly kind: 'action';
  readonly rule: Rule;
  readonly action: Rule['actions'][number];
  /** The rule's place in the file, for its cause. */
  readonly index: number;
  readonly times: number;
  readonly timesPerDay: number;
}

export type AssumptionValues = Readonly<Record<AssumptionId, number>>;

export interface Facts {
  readonly kind: 'twin';
  readonly scenario: Scenario;
  readonly limits: Limits;
  readonly assume: AssumptionValues;
  /** null: the steady state; k: the k-th month after the start. */
  readonly month: number | null;
  readonly groups: readonly GroupFacts[];
  readonly runs: readonly RunFacts[];
  readonly actions: readonly ActionFacts[];
  /** Sums over the groups. */
  readonly messages: number;
  readonly devices: number;
  readonly peak: number;
  /** Message-weighted mean size of a stored message, bytes. */
  readonly meanItem: number;
  /** Refreshes, panel reads and twin queries a month. */
  readonly refreshes: number;
  readonly panelReads: number;
  readonly twinQueries: number;
  /** Panel reads a second while somebody looks. */
  readonly panelReadsPerSecond: number;
  readonly viewingSeconds: number;
  /** Stored messages that one panel reads. */
  readonly windowItems: number;
  readonly entities: number;
  /** Feedback messages a month and on an active day. */
  readonly feedback: number;
  readonly feedbackPerDay: number;
  readonly usesCool: boolean;
  readonly usesArchive: boolean;
  /** Some group's data goes from hot to another tier; from cool to archive; from hot to archive at once. */
  readonly hotMoves: boolean;
  readonly coolMoves: boolean;
  readonly hotToArchive: boolean;
}

/** Months for which data of a window is held, after a cloud's minimum: the steady state, or the average of month k. */
export function monthsHeld(window: Window, minimumDays: number, month: number | null): number {
  const length = Math.max(window.length, minimumDays / DAYS_PER_MONTH);
  if (month === null) return length;
  return fillIntegral(month - window.begin, length) - fillIntegral(month - 1 - window.begin, length);
}

/** The integral of clamp(t, 0, length) from 0 to `until`. */
function fillIntegral(until: number, length: number): number {
  if (until <= 0) return 0;
  if (until <= length) return (until * until) / 2;
  return (length * length) / 2 + (until - length) * length;
}

/** The share of month k that lies after `age` months; 1 in the steady state. */
function shareAfter(age: number, month: number | null): number {
  return month === null ? 1 : Math.min(1, Math.max(0, month - age));
}

export function perSecond(cadence: Cadence): number {
  return cadence.kind === 'every' ? 1 / cadence.seconds : cadence.events / cadence.perSeconds;
}

export interface FactsOptions {
  readonly month?: number | null;
  /** Instead of the model's table with the twin's overrides: for finding out which assumptions are read. */
  readonly assume?: AssumptionValues;
}

export function factsOf(scenario: Scenario, limits: Limits, options: FactsOptions = {}): Facts {
  const month = options.month ?? null;
  const assume = options.assume ?? assumptionsOf(scenario);
  const ruleGroups = scenario.processing.rules.length === 0 ? NO_GROUPS : new Set(scenario.processing.rules.map((rule) => rule.group));
  const groups = scenario.groups.map((group) => groupFacts(group, assume, month, ruleGroups.has(group.name)));
  const sums = sumGroups(groups);
  const actions = actionFacts(scenario, groups);
  const view = viewFacts(scenario, sums);
  const feedback = actions.filter((fact) => fact.action.kind === 'feedback');
  return {
    kind: 'twin',
    scenario,
    limits,
    assume,
    month,
    groups,
    runs: runFacts(scenario, groups),
    actions,
    ...sums,
    ...view,
    entities: entitiesOf(scenario),
    feedback: feedback.reduce((sum, fact) => sum + fact.times, 0),
    feedbackPerDay: feedback.reduce((sum, fact) => sum + fact.timesPerDay, 0),
  };
}

const NO_GROUPS: ReadonlySet<string> = new Set();

/** The assumptions' values: the model's own table with the twin's `assume` on top. */
export function assumptionsOf(scenario: Scenario): AssumptionValues {
  const before = overrides.get(scenario.assume);
  if (before) return before;
  const values = computeAssumptions(scenario);
  overrides.set(scenario.assume, values);
  return values;
}

const overrides = new WeakMap<Scenario['assume'], AssumptionValues>();

function computeAssumptions(scenario: Scenario): AssumptionValues {
  const overridden = Object.keys(scenario.assume);
  if (overridden.length === 0) return MODEL_VALUES;
  const values: Record<string, number> = { ...MODEL_VALUES };
  for (const id of overridden) {
    const declared = scenario.assume[id];
    if (declared && id in values) values[id] = declared.value;
  }
  return values as Record<AssumptionId, number>;
}

const MODEL_VALUES = Object.fromEntries(Object.entries(ASSUMPTIONS).map(([id, row]) => [id, row.value])) as Record<AssumptionId, number>;

interface KnownFacts {
  readonly assume: AssumptionValues;
  readonly month: number | null;
  readonly facts: GroupFacts;
}

/** A group that an edit or a sweep leaves alone keeps its facts, and with them what is computed from them. */
const known = new WeakMap<DeviceGroup, KnownFacts>();

function groupFacts(group: DeviceGroup, assume: AssumptionValues, month: number | null, hasRules: boolean): GroupFacts {
  const before = known.get(group);
  if (before?.assume === assume && before.month === month && before.facts.hasRules === hasRules) return before.facts;
  const facts = computeGroupFacts(group, assume, month, hasRules);
  known.set(group, { assume, month, facts });
  return facts;
}

function computeGroupFacts(group: DeviceGroup, assume: AssumptionValues, month: number | null, hasRules: boolean): GroupFacts {
  const n = group.count.value;
  const rate = perSecond(group.cadence.value);
  const { hoursPerDay, daysPerWeek } = group.active.value;
  const daysShare = daysPerWeek / 7;
  const activeShare = (hoursPerDay / 24) * daysShare;
  const m = n * rate * 3600 * HOURS_PER_MONTH * activeShare;
  const item = group.payload.value + assume['item-overhead'];
  const hotAge = group.retention.hot.value / SECONDS_PER_MONTH;
  const coolAge = Math.max(hotAge, (group.retention.cool.value ?? 0) / SECONDS_PER_MONTH);
  const archiveAge = Math.max(coolAge, (group.retention.archive.value ?? 0) / SECONDS_PER_MONTH);
  const moves = archiveAge > hotAge;
  const objects = moves && m > 0 ? DAYS_PER_MONTH * Math.max(1, roundUp((m * item) / DAYS_PER_MONTH / assume['batch-size'])) : 0;
  return {
    kind: 'group',
    group,
    n,
    m,
    perDay: n * rate * 3600 * hoursPerDay,
    peak: n * Math.max(rate, group.peak ? perSecond(group.peak.value) : 0),
    activeShare,
    daysShare,
    payload: group.payload.value,
    item,
    hot: { begin: 0, length: hotAge },
    cool: { begin: hotAge, length: coolAge - hotAge },
    archive: { begin: coolAge, length: archiveAge - coolAge },
    objects,
    objectSize: objects > 0 ? (m * item) / objects : 0,
    leavesHot: shareAfter(hotAge, month),
    leavesCool: shareAfter(coolAge, month),
    hasRules,
  };
}

function sumGroups(groups: readonly GroupFacts[]) {
  let messages = 0;
  let devices = 0;
  let peak = 0;
  let bytes = 0;
  let usesCool = false;
  let usesArchive = false;
  let hotMoves = false;
  let coolMoves = false;
  let hotToArchive = false;
  for (const group of groups) {
    messages += group.m;
    devices += group.n;
    peak += group.peak;
    bytes += group.m * group.item;
    const cool = group.cool.length > 0;
    const archive = group.archive.length > 0;
    usesCool ||= cool;
    usesArchive ||= archive;
    hotMoves ||= cool || archive;
    coolMoves ||= cool && archive;
    hotToArchive ||= archive && !cool;
  }
  const meanItem = messages > 0 ? bytes / messages : 0;
  return { messages, devices, peak, meanItem, usesCool, usesArchive, hotMoves, coolMoves, hotToArchive };
}

function viewFacts(scenario: Scenario, sums: { messages: number; devices: number }) {
  const view = scenario.visualization;
  const refreshRate = view?.refresh ? perSecond(view.refresh.value) : 0;
  const viewingSeconds = view ? view.viewing.value * DAYS_PER_MONTH : 0;
  const refreshes = refreshRate * viewingSeconds;
  const panels = view?.panels.value ?? 0;
  const queries = scenario.management?.queries ? perSecond(scenario.management.queries.value) * SECONDS_PER_MONTH : 0;
  const meanRate = sums.devices > 0 ? sums.messages / (sums.devices * SECONDS_PER_MONTH) : 0;
  return {
    refreshes,
    panelReads: refreshes * panels,
    twinQueries: refreshes + queries,
    panelReadsPerSecond: refreshRate * panels,
    viewingSeconds,
    windowItems: Math.max(1, roundUp((view?.window.value ?? 0) * meanRate)),
  };
}

function runFacts(scenario: Scenario, groups: readonly GroupFacts[]): RunFacts[] {
  if (scenario.processing.runs.length === 0) return [];
  const byName = new Map(groups.map((group) => [group.group.name, group]));
  return scenario.processing.runs.flatMap((run) =>
    run.groups.flatMap((name) => {
      const cause = byName.get(name);
      return cause ? [{ kind: 'run' as const, run, executions: cause.m, cause }] : [];
    }),
  );
}

function actionFacts(scenario: Scenario, groups: readonly GroupFacts[]): ActionFacts[] {
  if (scenario.processing.rules.length === 0) return [];
  const byName = new Map(groups.map((group) => [group.group.name, group]));
  return scenario.processing.rules.flatMap((rule, index) => {
    const source = byName.get(rule.group);
    if (!source) return [];
    return rule.actions.map((action) => {
      // Feedback to the rule's own group reaches the device that triggered; to another group, every device of it.
      const reach = action.kind === 'feedback' && action.group !== rule.group ? (byName.get(action.group)?.n ?? 0) : 1;
      const share = rule.matches.value * reach;
      return { kind: 'action' as const, rule, action, index, times: share * source.m, timesPerDay: share * source.perDay };
    });
  });
}

/** The group's data goes from the cool tier on to the archive. */
export function throughCool({ cool, archive }: GroupFacts): boolean {
  return cool.length > 0 && archive.length > 0;
}

/** The size of generated functions, by the assumptions. */
export function glueSize(assume: AssumptionValues): FunctionSize {
  return { memory: assume['glue-memory'], duration: assume['glue-duration'] };
}

/** The size and speed of the function that moves one object of a group between tiers. */
export function moverSize(objectSize: number, assume: AssumptionValues): FunctionSize {
  return { memory: assume['mover-memory'], duration: assume['mover-start'] + objectSize / assume['mover-speed'] };
}
