/**
 * The symbols of docs/cost-model.md, "Quantities of a device group": what one group and the whole twin do in a month.
 * It knows no cloud and no price.
 */
import type { Cadence, DeviceGroup, Model, Scenario } from '@twin2multicloud/language';
import { DAYS, roundUp, SECONDS_A_MONTH, sum } from './arithmetic.ts';
import { ASSUMPTIONS } from './tables.ts';
import type { AssumptionId } from './tables.ts';

export type Assumptions = Readonly<Record<AssumptionId, number>>;

/** The model's values with the twin's `assume` over them. */
export function assumptionsOf(scenario: Scenario): Assumptions {
  const values: Record<string, number> = {};
  for (const [id, assumption] of Object.entries(ASSUMPTIONS)) {
    values[id] = scenario.assume[id]?.value ?? assumption.value;
  }
  return values as Assumptions;
}

/** Names are the document's; bytes, months, messages a second. */
export interface GroupNumbers {
  readonly name: string;
  readonly connect: 'always' | 'active' | 'each-message';
  readonly n: number;
  /** Hours a day and days a week of `active`. */
  readonly a: number;
  readonly w7: number;
  readonly m: number;
  readonly D: number;
  readonly peak: number;
  readonly p: number;
  readonly i: number;
  /** Window lengths in months. */
  readonly H: number;
  readonly C: number;
  readonly A: number;
  /** Ages in months at which data leaves the hot tier and the cool one (or, without a cool one, the hot one). */
  readonly hotEnd: number;
  readonly coolEnd: number;
  readonly moves: boolean;
  readonly o: number;
  readonly s: number;
}

export interface TwinNumbers {
  readonly groups: readonly GroupNumbers[];
  readonly M: number;
  readonly N: number;
  /** Mean stored size, bytes. */
  readonly meanItem: number;
  /** Hours a day in which somebody looks. */
  readonly viewingHours: number;
  /** Refreshes a second while somebody looks. */
  readonly refreshesPerSecond: number;
  readonly R: number;
  readonly Q: number;
  readonly T: number;
  readonly w: number;
  readonly E: number;
  readonly F: number;
  readonly feedbackDay: number;
}

/** Events a second. */
export function perSecond(cadence: Cadence): number {
  return cadence.kind === 'every' ? 1 / cadence.seconds : cadence.events / cadence.perSeconds;
}

export function groupNumbers(group: DeviceGroup, assumptions: Assumptions): GroupNumbers {
  const n = group.count.value;
  const r = perSecond(group.cadence.value);
  const a = group.active.value.hoursPerDay;
  const w7 = group.active.value.daysPerWeek;
  const m = n * r * 3600 * 730 * (a / 24) * (w7 / 7);
  const D = n * r * 3600 * a;
  const peak = group.peak === null ? n * r : n * Math.max(r, perSecond(group.peak.value));
  const p = group.payload.value;
  const i = p + assumptions['item-overhead'];

  const hot = group.retention.hot.value;
  const cool = group.retention.cool.value;
  const archive = group.retention.archive.value;
  const coolIsUsed = cool !== null && cool > hot;
  const beforeArchive = coolIsUsed ? cool : hot;
  const archiveIsUsed = archive !== null && archive > beforeArchive;
  const moves = coolIsUsed || archiveIsUsed;
  const o = moves && m > 0 ? DAYS * Math.max(1, roundUp((m * i) / DAYS / assumptions['batch-size'])) : 0;

  return {
    name: group.name,
    connect: group.connect.value,
    n,
    a,
    w7,
    m,
    D,
    peak,
    p,
    i,
    H: hot / SECONDS_A_MONTH,
    C: coolIsUsed ? (cool - hot) / SECONDS_A_MONTH : 0,
    A: archiveIsUsed ? (archive - beforeArchive) / SECONDS_A_MONTH : 0,
    hotEnd: hot / SECONDS_A_MONTH,
    coolEnd: beforeArchive / SECONDS_A_MONTH,
    moves,
    o,
    s: o > 0 ? (m * i) / o : 0,
  };
}

export function twinNumbers(scenario: Scenario, assumptions: Assumptions): TwinNumbers {
  const groups = scenario.groups.map((group) => groupNumbers(group, assumptions));
  const M = sum(groups.map((g) => g.m));
  const N = sum(groups.map((g) => g.n));
  const meanItem = M > 0 ? sum(groups.map((g) => g.m * g.i)) / M : 0;

  const look = scenario.visualization;
  const viewingHours = look === null ? 0 : look.viewing.value / 3600;
  const refresh = look?.refresh?.value ?? null;
  const refreshesPerSecond = refresh === null ? 0 : perSecond(refresh);
  const R = refreshesPerSecond * 3600 * viewingHours * DAYS;
  const Q = look === null ? 0 : R * look.panels.value;
  const queries = scenario.management?.queries?.value ?? null;
  const T = R + (queries === null ? 0 : perSecond(queries) * SECONDS_A_MONTH);
  const windowSeconds = look === null ? 0 : look.window.value;
  const w = N > 0 ? Math.max(1, roundUp((windowSeconds * M) / (N * SECONDS_A_MONTH))) : 1;

  const { F, feedbackDay } = feedback(scenario, groups);
  return { groups, M, N, meanItem, viewingHours, refreshesPerSecond, R, Q, T, w, E: entities(scenario), F, feedbackDay };
}

/** F and F_day: feedback messages of a month and of an active day. */
function feedback(scenario: Scenario, groups: readonly GroupNumbers[]): { F: number; feedbackDay: number } {
  let F = 0;
  let feedbackDay = 0;
  for (const rule of scenario.processing.rules) {
    const own = groups.find((g) => g.name === rule.group);
    if (own === undefined) continue;
    for (const action of rule.actions) {
      if (action.kind !== 'feedback') continue;
      const target = groups.find((g) => g.name === action.group);
      const receivers = action.group === rule.group ? 1 : (target?.n ?? 0);
      F += rule.matches.value * own.m * receivers;
      feedbackDay += rule.matches.value * own.D * receivers;
    }
  }
  return { F, feedbackDay };
}

/** E: models and the devices that are placed in them. */
export function entities(scenario: Scenario): number {
  const management = scenario.management;
  if (management === null) return 0;
  if (management.entities !== null) return management.entities.value;

  let models = 0;
  const placed = new Map<string, number>();
  const rest = new Set<string>();
  const place = (lines: Model['has'], repeats: number): void => {
    for (const has of lines) {
      if (has.count === null) rest.add(has.group);
      else placed.set(has.group, (placed.get(has.group) ?? 0) + has.count * repeats);
    }
  };
  const visit = (model: Model, repeatsAbove: number): void => {
    const repeats = repeatsAbove * model.count;
    models += repeats;
    place(model.has, repeats);
    for (const child of model.models) visit(child, repeats);
  };
  place(management.has ?? [], 1);
  for (const model of management.models) visit(model, 1);

  let devices = 0;
  for (const group of scenario.groups) {
    const numbered = placed.get(group.name) ?? 0;
    devices += rest.has(group.name) ? Math.max(numbered, group.count.value) : numbered;
  }
  return models + devices;
}

/** Blocks of `size` bytes of one message, rounded up. */
export function blocks(bytes: number, size: number): number {
  return roundUp(bytes / size);
}

/** Panel results in KB: w items of the mean size. */
export function panelBytes(twin: TwinNumbers): number {
  return twin.w * twin.meanItem;
}
