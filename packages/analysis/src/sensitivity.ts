/** What 10 % more of each quantity adds to a total: as `sensitivities`, in the words of a panel, and for large twins of the costliest groups alone. */
import type { Program } from '@twin2multicloud/language';
import { amountsByCause } from './hints.ts';
import { inCurrency } from './money.ts';
import { pricerOf } from './pricing-of.ts';
import { quantityOf, quantitySpots, quantityValueText, settledValue, withValue } from './quantities.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';

export interface ShownSensitivity {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** In the currency of the report. */
  readonly delta: number;
}

/** So many groups of a twin are tried, fewer where each try takes long; what the others cause is less. */
const groupsTried = (all: number): number => (all <= 100 ? 12 : 4);
const SHOWN = 8;

/** The largest effects, at most eight. An interval is taken a tenth shorter, which is more messages. */
export function shownSensitivities(report: TwinReport, program: Program, options: AnalysisOptions): ShownSensitivity[] {
  const { scenario, money, cost } = report;
  if (cost.total === null) return [];
  const causes = amountsByCause(report);
  const costliest = new Set(
    [...scenario.groups]
      .sort((a, b) => (causes.get(b.name) ?? 0) - (causes.get(a.name) ?? 0))
      .slice(0, groupsTried(scenario.groups.length))
      .map(({ name }) => name),
  );
  const part = { ...scenario, groups: scenario.groups.filter(({ name }) => costliest.has(name)) };
  const price = pricerOf(options);
  const found = quantitySpots(part).flatMap(({ path, value }) => {
    const quantity = value > 0 ? quantityOf(part, program, path) : null;
    if (quantity === null || path.startsWith('assume.')) return [];
    const more = quantity.dimension === 'duration' && path.endsWith('.every') ? value * 0.9 : value * 1.1;
    const after = settledValue(quantity, quantity.whole ? Math.max(value + 1, Math.round(more)) : more);
    const priced = after === value ? null : price(withValue(scenario, path, after));
    if (priced === null) return [];
    return [
      {
        path,
        before: quantityValueText(quantity, value),
        after: quantityValueText(quantity, after),
        delta: inCurrency(priced.total - (cost.total ?? 0), money),
      },
    ];
  });
  return found
    .filter(({ delta }) => Math.abs(delta) > 1e-9)
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta))
    .slice(0, SHOWN);
}
