/**
 * The placement that a comparison shows: where a person begins (the file, the best, or the n-th best placement), and what is moved on top.
 * What is moved stays the only difference: the other slots keep the clouds of the start, so that what a cell says a move costs is what it
 * then costs. It prices nothing itself.
 */
import { PROVIDERS, SLOTS, type Placement, type Provider, type RankedPlacement, type Scenario, type Slot } from '@twin2multicloud/cost';
import { reportOf } from './analyze.ts';
import { costOf } from './pricing-of.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';

/** As written, the best, or the n-th best (1 is the best) placement under the file's rules with `place SLOT PROVIDER` freed. */
export type Start = 'written' | 'best' | { readonly rank: number };

export interface Choice {
  readonly start: Start;
  /** On top of the start, and not in the file. */
  readonly overrides: Placement;
}

/** So many placements can be begun from. */
export const RANKS = 5;

/** Everything that is chosen, and nothing else: each slot of the placement fixed, whatever `place` says. `except` still holds. */
export function pinned(scenario: Scenario, placement: Placement): Scenario {
  return withRules(scenario, (slot, rule) => {
    const provider = placement[slot];
    return provider === undefined ? rule : { ...rule, provider };
  });
}

/** What `place SLOT PROVIDER` fixes is freed; `providers`, `except` and `residency` still hold. */
export function freed(scenario: Scenario): Scenario {
  return withRules(scenario, (_, rule) => (rule.provider === null ? rule : { ...rule, provider: null }));
}

/** Everything on one cloud, whatever the rules of the file say. */
export function onOneCloud(scenario: Scenario, provider: Provider): Scenario {
  return {
    ...withRules(scenario, () => ({ provider, except: [], at: null })),
    providers: { value: PROVIDERS, at: null },
    residency: null,
  };
}

function withRules(scenario: Scenario, change: (slot: Slot, rule: Scenario['placement'][Slot]) => Scenario['placement'][Slot]): Scenario {
  const entries = SLOTS.map((slot) => [slot, change(slot, scenario.placement[slot])] as const);
  return { ...scenario, placement: Object.fromEntries(entries) as Record<Slot, Scenario['placement'][Slot]> };
}

/** The placements that can be begun from with `place` freed, the best first; USD a month. At most `RANKS`. */
export function startsOf(written: TwinReport, options: AnalysisOptions): readonly RankedPlacement[] {
  const { best } = written.cost;
  const ranked = costOf(freed(written.scenario), { ...options, k: RANKS }).alternatives;
  if (best === null) return ranked;
  // The paper's choice is greedy, so that its first need not be the best.
  return [best, ...ranked.filter(({ placement }) => !equal(placement, best.placement))].slice(0, RANKS);
}

export interface Shown {
  /** What is shown, with figures of its own. */
  readonly report: TwinReport;
  /** Where the start puts each slot; null: it is not possible. */
  readonly base: Placement | null;
  /** USD a month of the start without what is moved. */
  readonly baseTotal: number | null;
}

/** @param written the twin (or scenario) as its file says it, priced by the same model as `options` */
export function shownOf(written: TwinReport, { start, overrides }: Choice, options: AnalysisOptions): Shown {
  const base = baseOf(written, start, options);
  const moved = SLOTS.filter((slot) => {
    const provider = overrides[slot];
    return provider !== undefined && provider !== base?.placement[slot] && written.cost.slots.includes(slot);
  });
  const baseTotal = base?.total ?? null;
  if (moved.length === 0 && start === 'written') return { report: written, base: base?.placement ?? null, baseTotal };
  const scenario = shownScenario(written, { start, overrides }, base?.placement ?? null);
  return { report: reportOf(scenario, options, written.declaredAt), base: base?.placement ?? null, baseTotal };
}

function shownScenario({ scenario, cost }: TwinReport, { start, overrides }: Choice, base: Placement | null): Scenario {
  // Without a start that is possible what is moved may make one.
  if (base === null) return pinned(start === 'written' ? scenario : freed(scenario), overrides);
  const used = Object.fromEntries(SLOTS.flatMap((slot) => (cost.slots.includes(slot) ? [[slot, overrides[slot] ?? base[slot]]] : [])));
  return pinned(scenario, used);
}

function baseOf(written: TwinReport, start: Start, options: AnalysisOptions): RankedPlacement | null {
  const { cost } = written;
  if (start === 'written') return cost.placement !== null && cost.total !== null ? { placement: cost.placement, total: cost.total } : null;
  if (start === 'best') return cost.best;
  return startsOf(written, options)[start.rank - 1] ?? cost.best;
}

function equal(a: Placement, b: Placement): boolean {
  return SLOTS.every((slot) => a[slot] === b[slot]);
}

/** What has to stand in `place` so that the file, as written, chooses this placement. */
export interface PlaceChange {
  readonly set: Placement;
  readonly free: readonly Slot[];
}

/**
 * The least change of `place` after which the twin as written is placed as wished: lines that fix another cloud are freed where the optimizer
 * then chooses as wished, and fixed otherwise; slots that it would choose otherwise are fixed too.
 */
export function placeChangeFor(written: TwinReport, wish: Placement, options: AnalysisOptions): PlaceChange {
  const { scenario, cost } = written;
  const slots = SLOTS.filter((slot) => cost.slots.includes(slot));
  const contrary = slots.filter((slot) => {
    const { provider } = scenario.placement[slot];
    return provider !== null && provider !== wish[slot];
  });
  const set = new Set<Slot>();
  for (let round = 0; round <= slots.length; round++) {
    const free = contrary.filter((slot) => !set.has(slot));
    const tried = withRules(scenario, (slot, rule) =>
      set.has(slot) ? { ...rule, provider: wish[slot] ?? null } : free.includes(slot) ? { ...rule, provider: null } : rule,
    );
    const placement = costOf(tried, options).placement;
    const other = slots.filter((slot) => placement?.[slot] !== wish[slot]);
    if (other.length === 0) return { set: pick(wish, set), free };
    const before = set.size;
    for (const slot of other) set.add(slot);
    if (set.size === before) break;
  }
  return { set: pick(wish, new Set(slots)), free: [] };
}

function pick(placement: Placement, slots: ReadonlySet<Slot>): Placement {
  return Object.fromEntries(SLOTS.flatMap((slot) => (slots.has(slot) && placement[slot] ? [[slot, placement[slot]]] : [])));
}
