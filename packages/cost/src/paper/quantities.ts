/**
 * The paper's symbols (M, N, g, q, …) of a scenario, per device group and summed.
 * Every expression is evaluated left to right in doubles exactly as the artifact writes it, because its ceilings depend on the last bit.
 */
import { SECONDS_PER_MONTH, type Cadence, type DeviceGroup, type Model, type Scenario, type SourceRange } from '@twin2multicloud/topology';

const KB_PER_GB = 1_048_576;

/** One device group in the paper's symbols. */
export interface PaperGroup {
  readonly name: string;
  readonly at: SourceRange;
  /** Devices. */
  readonly n: number;
  /** Minutes between two messages of a device. */
  readonly i: number;
  /** KB of one message. */
  readonly s: number;
  /** Messages a month for L1 and L4 (a month of 720 hours), rounded up. */
  readonly M: number;
  /** Executions and stored messages a month (a month of 730 hours). */
  readonly N: number;
  /** GB a month. */
  readonly g: number;
  /** Billed messages of IoT Core (5 KB blocks) and of IoT Hub (4 KB blocks). */
  readonly awsBlocks: number;
  readonly azureBlocks: number;
  /** Months in the hot, cool and archive tier, as ages from ingestion (the paper's windows overlap). */
  readonly months: Readonly<Record<PaperTierName, number>>;
}

export type PaperTierName = 'hot' | 'cool' | 'archive';

/** The sums over all groups, and what the twin's other blocks say. */
export interface PaperQuantities {
  readonly groups: readonly PaperGroup[];
  readonly n: number;
  readonly M: number;
  readonly N: number;
  /** KB stored a month: Σ N·s. */
  readonly kb: number;
  readonly g: number;
  readonly awsBlocks: number;
  readonly azureBlocks: number;
  /** Mean size of a message in KB, weighted by M. */
  readonly s: number;
  readonly scene: boolean;
  /** Entities; 0 without a scene. */
  readonly e: number;
  readonly editors: number;
  readonly viewers: number;
  /** Dashboard queries a month. */
  readonly q: number;
}

/** All quantities of a scenario. Nothing is rounded but where the paper rounds. */
export function paperQuantities(scenario: Scenario): PaperQuantities {
  const groups = scenario.groups.map(groupQuantities);
  const M = sum(groups, (group) => group.M);
  const scene = (scenario.management?.scene ?? null) !== null;
  const looking = scenario.visualization;
  const refresh = looking?.refresh ?? null;
  const r = refresh === null ? 0 : eventsPerHour(refresh.value);
  const h = looking === null ? 0 : looking.viewing.value / 3600;
  return {
    groups,
    n: sum(groups, (group) => group.n),
    M,
    N: sum(groups, (group) => group.N),
    kb: sum(groups, (group) => group.N * group.s),
    g: sum(groups, (group) => group.g),
    awsBlocks: sum(groups, (group) => group.awsBlocks),
    azureBlocks: sum(groups, (group) => group.azureBlocks),
    s: meanSize(groups, M),
    scene,
    e: scene ? entities(scenario) : 0,
    editors: looking?.editors.value ?? 0,
    viewers: looking?.viewers.value ?? 0,
    q: h * r * 30,
  };
}

/** False where a scenario is so large that a quantity left the range of a double. */
export function isComputable(quantities: PaperQuantities): boolean {
  const { n, M, N, kb, g, awsBlocks, azureBlocks, s, e, editors, viewers, q, groups } = quantities;
  const months = groups.flatMap((group) => Object.values(group.months));
  return [n, M, N, kb, g, awsBlocks, azureBlocks, s, e, editors, viewers, q, ...months].every((value) => Number.isFinite(value));
}

/** Σ over the distinct retentions of a tier of term(GB a month, months): groups of equal retention are one, as in the paper. */
export function sumByMonths(quantities: PaperQuantities, tier: PaperTierName, term: (g: number, months: number) => number): number {
  const byMonths = new Map<number, number>();
  for (const group of quantities.groups) {
    const months = group.months[tier];
    byMonths.set(months, (byMonths.get(months) ?? 0) + group.g);
  }
  let total = 0;
  for (const [months, g] of byMonths) total += term(g, months);
  return total;
}

/** The months of a tier for the whole twin: the mean over its GB where groups differ. */
export function meanMonths(quantities: PaperQuantities, tier: PaperTierName): number {
  const first = quantities.groups[0]?.months[tier] ?? 0;
  if (quantities.groups.every((group) => group.months[tier] === first)) return first;
  const weighted = sum(quantities.groups, (group) => group.g * group.months[tier]);
  return quantities.g > 0 ? weighted / quantities.g : sum(quantities.groups, (group) => group.months[tier]) / quantities.groups.length;
}

/** Σ of a number of each item, from left to right. */
export function sum<T>(items: readonly T[], of: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}

/**
 * Minutes of an interval in seconds. seconds / 60 misses the minutes that were written by the last bit for some decimals
 * (0.71 min is 42.599999999999994 s), which moves a ceiling. So the shorter decimal is taken where it gives these very seconds.
 */
export function minutesOf(seconds: number): number {
  const minutes = seconds / 60;
  const written = Number(minutes.toPrecision(15));
  return written * 60 === seconds ? written : minutes;
}

function groupQuantities(group: DeviceGroup): PaperGroup {
  const n = group.count.value;
  const cadence = group.cadence.value;
  const i = cadence.kind === 'every' ? minutesOf(cadence.seconds) : 60 / eventsPerHour(cadence);
  const s = group.payload.value / 1024;
  const M = Math.ceil(n * (1 / i) * 60 * 24 * 30);
  const N = n * (60 / i) * 730;
  const { hot, cool, archive } = group.retention;
  return {
    name: group.name,
    at: group.declaredAt,
    n,
    i,
    s,
    M,
    N,
    g: (N * s) / KB_PER_GB,
    awsBlocks: s > 5 ? M * Math.ceil(s / 5) : M,
    azureBlocks: s > 4 ? M * Math.ceil(s / 4) : M,
    months: {
      hot: hot.value / SECONDS_PER_MONTH,
      cool: (cool.value ?? 0) / SECONDS_PER_MONTH,
      archive: (archive.value ?? 0) / SECONDS_PER_MONTH,
    },
  };
}

function eventsPerHour(cadence: Cadence): number {
  return cadence.kind === 'every' ? 3600 / cadence.seconds : (cadence.events * 3600) / cadence.perSeconds;
}

/** One size stays itself to the bit (a quotient could pass an integer); without messages every group weighs the same. */
function meanSize(groups: readonly PaperGroup[], M: number): number {
  const first = groups[0]?.s ?? 0;
  if (groups.every((group) => group.s === first)) return first;
  return M > 0 ? sum(groups, (group) => group.M * group.s) / M : sum(groups, (group) => group.s) / groups.length;
}

/** `entities`, else models (each as often as it is repeated) + the devices placed in them. */
function entities(scenario: Scenario): number {
  const management = scenario.management;
  if (management === null) return 0;
  if (management.entities !== null) return management.entities.value;
  const placed = new Map<string, number>();
  const rest = new Set<string>();
  let models = 0;
  const visit = (model: Model, repeats: number): void => {
    const times = repeats * model.count;
    models += times;
    for (const { group, count } of model.has) {
      if (count === null) rest.add(group);
      else placed.set(group, (placed.get(group) ?? 0) + count * times);
    }
    for (const child of model.models) visit(child, times);
  };
  for (const model of management.models) visit(model, 1);
  const devices = sum(scenario.groups, ({ name, count }) => {
    const counted = placed.get(name) ?? 0;
    return rest.has(name) ? Math.max(counted, count.value) : counted;
  });
  return models + devices;
}
