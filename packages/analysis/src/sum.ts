/** The sum over several twins: each alone, and together on one account, where free allowances and tiers are shared. */
import { measure, poolShareOf, ratesFor, totalOfPool, type PoolShare } from '@twin2multicloud/cost';
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
  return { alone, pooled: totalOfPool(priced.map((report) => shareOf(report, options))), without };
}

/** What a twin with a total adds to the meters of an account that it shares. */
export function shareOf({ scenario, cost }: TwinReport, options: AnalysisOptions): PoolShare {
  const freeTier = options.freeTier === undefined ? {} : { freeTier: options.freeTier };
  return poolShareOf(measure(scenario, ratesFor(options.book, scenario, freeTier)), cost.placement ?? {});
}

/** USD a month of several twins on one account, by their shares. */
export function pooledOf(shares: readonly PoolShare[]): number {
  return totalOfPool(shares);
}
