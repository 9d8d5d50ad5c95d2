/**
 * The cost comparison of one twin: what is shown (a start with what a person has moved), every slot on every cloud, the placements to start
 * from, and bars of the shown, the best, the written and each single cloud. All amounts are in the report's currency a month.
 */
import { PROVIDERS, SLOTS, type Cell, type Placement, type Provider, type Slot } from '@twin2multicloud/cost';
import { inCurrency } from './money.ts';
import { costOf } from './pricing-of.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';
import { freed, onOneCloud, pinned, placeChangeFor, RANKS, shownOf, startsOf, type Choice, type PlaceChange, type Start } from './shown.ts';

/** A chosen slot of a placement. */
export interface ChosenSlot {
  readonly slot: Slot;
  readonly used: boolean;
  readonly provider: Provider | null;
  readonly amount: number | null;
  readonly unconfirmed: boolean;
}

export interface ComparedRow {
  readonly slot: Slot;
  readonly used: boolean;
  readonly chosen: Provider | null;
  readonly unmoved: Provider | null;
  readonly best: Provider | null;
  readonly cells: readonly ComparedCell[];
}

export interface ComparedCell {
  readonly provider: Provider;
  /** Of the shown placement with only this slot moved; amounts in USD. */
  readonly cell: Cell;
  /** In the currency; null where the cell is not available. */
  readonly amount: number | null;
  readonly delta: number | null;
  readonly unconfirmed: boolean;
  /** The line of `place` that it breaks to move here. */
  readonly breaks: string | null;
}

export const BARS = ['shown', 'best', 'written', ...PROVIDERS] as const;
export type BarId = (typeof BARS)[number];

export interface Bar {
  readonly id: BarId;
  readonly total: number | null;
  readonly breaks: readonly string[];
  readonly why: string | null;
  readonly segments: readonly { readonly part: Slot | 'transfers'; readonly provider: Provider | null; readonly amount: number }[];
}

export interface Comparison {
  readonly shown: TwinReport;
  readonly path: readonly ChosenSlot[];
  readonly matrix: readonly ComparedRow[];
  readonly starts: readonly { readonly start: Start; readonly perMonth: number | null }[];
  readonly apply: PlaceChange;
  readonly moved: { readonly slots: readonly { readonly slot: Slot; readonly provider: Provider }[]; readonly delta: number | null };
  readonly bars: readonly Bar[];
  readonly allowed: number;
}

/** @param written the twin as its file says it, priced by the model and in the currency of `options` */
export function compareClouds(written: TwinReport, choice: Choice, options: AnalysisOptions): Comparison {
  const per = (usd: number): number => inCurrency(usd, written.money);
  const { report: shown, base, baseTotal } = shownOf(written, choice, options);
  const ranked = startsOf(written, options);
  const { placement } = shown.cost;
  const slots = SLOTS.flatMap((slot) => {
    const provider = choice.overrides[slot];
    return provider !== undefined && written.cost.slots.includes(slot) && provider !== base?.[slot] ? [{ slot, provider }] : [];
  });
  const total = shown.cost.total;
  return {
    shown,
    path: chosenSlots(shown),
    matrix: SLOTS.map((slot) => rowOf(written, shown, base, slot)),
    starts: [
      { start: 'written', perMonth: written.perMonth },
      { start: 'best', perMonth: written.cost.best === null ? null : per(written.cost.best.total) },
      ...ranked.slice(1, RANKS).map(({ total: usd }, index) => ({ start: { rank: index + 2 }, perMonth: per(usd) })),
    ],
    apply: placement === null ? { set: {}, free: [] } : placeChangeFor(written, placement, options),
    moved: { slots, delta: slots.length === 0 || total === null || baseTotal === null ? null : per(total - baseTotal) },
    bars: BARS.map((id) => barOf(id, written, shown, slots, options)),
    allowed: allowedPlacements(written, options),
  };
}

/** Every slot of a report's placement, the unused ones too. */
export function chosenSlots({ cost, money }: TwinReport): ChosenSlot[] {
  return SLOTS.map((slot) => {
    const used = cost.slots.includes(slot);
    const provider = (used ? cost.placement?.[slot] : undefined) ?? null;
    const cell = provider === null ? undefined : cost.cells[slot]?.[provider];
    if (!cell?.available) return { slot, used, provider, amount: null, unconfirmed: false };
    return { slot, used, provider, amount: inCurrency(cell.amount, money), unconfirmed: isUnconfirmed(cell) };
  });
}

function isUnconfirmed(cell: Cell): boolean {
  return cell.available && cell.lines.some(({ status, amount }) => status === 'unconfirmed' && amount !== 0);
}

function rowOf(written: TwinReport, shown: TwinReport, base: Placement | null, slot: Slot): ComparedRow {
  const { cost, money } = shown;
  const used = cost.slots.includes(slot);
  const cells = used ? cost.cells[slot] : undefined;
  const fixed = written.scenario.placement[slot].provider;
  return {
    slot,
    used,
    chosen: used ? (cost.placement?.[slot] ?? null) : null,
    unmoved: used ? (base?.[slot] ?? null) : null,
    best: used ? (written.cost.best?.placement[slot] ?? null) : null,
    cells:
      cells === undefined
        ? []
        : PROVIDERS.map((provider): ComparedCell => {
            const cell = cells[provider];
            if (!cell.available) return { provider, cell, amount: null, delta: null, unconfirmed: false, breaks: null };
            return {
              provider,
              cell,
              amount: inCurrency(cell.amount, money),
              delta: cell.delta === null ? null : inCurrency(cell.delta, money),
              unconfirmed: isUnconfirmed(cell),
              breaks: fixed === null || fixed === provider ? null : `${slot} ${fixed}`,
            };
          }),
  };
}

function barOf(
  id: BarId,
  written: TwinReport,
  shown: TwinReport,
  moved: readonly { readonly slot: Slot; readonly provider: Provider }[],
  options: AnalysisOptions,
): Bar {
  const { scenario, cost, money } = written;
  const broken = moved.flatMap(({ slot, provider }) => {
    const fixed = scenario.placement[slot].provider;
    return fixed === null || fixed === provider ? [] : [`place ${slot} ${fixed}`];
  });
  if (id === 'shown') return segmented(id, shown, broken);
  if (id === 'written') return segmented(id, written, []);
  if (id === 'best') {
    const { best } = cost;
    const report = best === null ? written : { ...written, cost: costOf(pinned(scenario, best.placement), options) };
    return best === null ? { id, total: null, breaks: [], why: cost.impossible, segments: [] } : segmented(id, report, []);
  }
  const { total, breaks } = cost.singleCloud[id];
  if (total === null) return { id, total, breaks: [], why: breaks.join('; '), segments: [] };
  // The paper prices a cloud alone even where its rules forbid a 3D scene there; the scene costs nothing on such a cloud.
  const { management } = scenario;
  const bare =
    options.model === 'paper' && id === 'azure' && management !== null
      ? { ...scenario, management: { ...management, scene: null } }
      : scenario;
  const alone = segmented(id, { ...written, cost: costOf(onOneCloud(bare, id), options) }, breaks);
  return { ...alone, total: inCurrency(total, money), why: null };
}

function segmented(id: BarId, report: TwinReport, breaks: readonly string[]): Bar {
  const { cost, money } = report;
  if (cost.placement === null || cost.total === null) return { id, total: null, breaks, why: cost.impossible, segments: [] };
  const transfers = cost.transfers.reduce((sum, { amount }) => sum + amount, 0);
  const segments = chosenSlots(report).flatMap(({ slot, provider, amount }) =>
    provider === null || amount === null ? [] : [{ part: slot, provider, amount }],
  );
  return {
    id,
    total: inCurrency(cost.total, money),
    breaks,
    why: null,
    segments: transfers === 0 ? segments : [...segments, { part: 'transfers', provider: null, amount: inCurrency(transfers, money) }],
  };
}

/** How many placements the file's rules allow with `place` freed. */
function allowedPlacements({ scenario, cost }: TwinReport, options: AnalysisOptions): number {
  const all = PROVIDERS.length ** SLOTS.length;
  // In the paper's model two slots go together, so they are counted one by one.
  if (options.model === 'paper') return costOf(freed(scenario), { ...options, k: all }).alternatives.length;
  return cost.slots.reduce((product, slot) => product * PROVIDERS.filter((provider) => cost.cells[slot]?.[provider].available).length, 1);
}
