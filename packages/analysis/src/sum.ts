/** The sum over several twins: each alone, and together on one account, where free allowances and tiers are shared. */
import { measure, pooledTotal, ratesFor } from '@twin2multicloud/cost';
import type { AnalysisOptions, TwinReport } from './report.ts';

export interface Sum {
  /** USD a month, each twin standing alone. */
  readonly alone: number;
  /** USD a month, all on one account; in the paper model the same as `alone`. */
  readonly pooled: number;
  /** Twins without a total, which are not in the sums. */
  readonly without: readonly string[];
}

/** Scenarios are alternatives of their twin and are left out. */
export function sumOver(reports: readonly TwinReport[], options: AnalysisOptions): Sum {
  const twins = reports.filter((report) => report.variant === null);
  const priced = twins.filter((report) => report.cost.placement !== null && report.cost.total !== null);
  const alone = priced.reduce((sum, report) => sum + (report.cost.total ?? 0), 0);
  const without = twins.filter((report) => !priced.includes(report)).map((report) => report.name);
  if (options.model === 'paper') return { alone, pooled: alone, without };
  const freeTier = options.freeTier === undefined ? {} : { freeTier: options.freeTier };
  const pooled = pooledTotal(
    priced.map(({ scenario, cost }) => ({
      measured: measure(scenario, ratesFor(options.book, scenario, freeTier)),
      placement: cost.placement ?? {},
    })),
  );
  return { alone, pooled, without };
}
