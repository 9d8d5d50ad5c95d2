/** The lines of one cell of the comparison, and what crosses between clouds if it is chosen. */
import type { CostLine, Provider, Slot, Transfer } from '@twin2multicloud/cost';
import { costOf } from './pricing-of.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';
import { freed, pinned } from './shown.ts';

/** Amounts in USD a month. */
export interface CellTrace {
  readonly amount: number;
  readonly lines: readonly CostLine[];
  readonly transfers: readonly Transfer[];
  /** The total with this cell chosen and nothing else moved, and its difference to the shown one. */
  readonly total: number | null;
  readonly delta: number | null;
}

/** null: the slot is not used, or the cloud cannot or may not serve it. @param shown what the comparison shows */
export function traceOf(shown: TwinReport, slot: Slot, provider: Provider, options: AnalysisOptions): CellTrace | null {
  const { cost, scenario } = shown;
  const cell = cost.slots.includes(slot) ? cost.cells[slot]?.[provider] : undefined;
  if (!cell?.available) return null;
  const { placement } = cost;
  const there =
    placement === null || placement[slot] === provider
      ? cost
      : costOf(pinned(freed(scenario), { ...placement, [slot]: provider }), options);
  return {
    amount: cell.amount,
    lines: cell.lines,
    transfers: there.transfers.filter(({ from, to }) => from === slot || to === slot),
    total: cost.total === null || cell.delta === null ? null : cost.total + cell.delta,
    delta: cell.delta,
  };
}
