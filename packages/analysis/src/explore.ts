/** What-if on a twin: sensitivity, break-even points, solving for a budget, and sweeps over one or two quantities. */
import type { Placement, Scenario } from '@twin2multicloud/cost';
import { numericPath, numericPaths, vary, type NumericPath } from '@twin2multicloud/language';
import { breakEvens as switchesOf, sensitivities as sensitivitiesOf, solveFor, type Axis } from '@twin2multicloud/optimizer';
import { inCurrency } from './money.ts';
import { pricerOf } from './pricing-of.ts';
import type { AnalysisOptions, BreakEven, Sensitivity, TwinReport } from './report.ts';

/** A quantity of a scenario as an axis; null where the path leads to no number that it has. */
export function axisOf(scenario: Scenario, path: string): (Axis & Pick<NumericPath, 'dimension' | 'min' | 'max'>) | null {
  const found = numericPaths(scenario).find((candidate) => candidate.path === path);
  if (!found) return null;
  const { value, dimension, min, max } = found;
  // An assumption has no dimension of its own here: seconds and bytes of the table need not be whole.
  const whole = dimension === 'number' && !path.startsWith('assume.');
  return { path, value, whole, dimension, min, max, at: (changed) => vary(scenario, path, Math.min(max, Math.max(min, changed))) };
}

/** What 10 % more of each declared quantity adds a month, the largest effect first. */
export function sensitivities(report: TwinReport, options: AnalysisOptions): Sensitivity[] {
  const { scenario } = report;
  const axes = numericPaths(scenario).flatMap(({ path }) => axisOf(scenario, path) ?? []);
  return sensitivitiesOf(pricerOf(options), scenario, axes);
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The values at which another placement becomes best; left out, the range is a hundredth to a hundred times the present value. */
export function breakEvens(report: TwinReport, path: string, options: AnalysisOptions, range?: Range): BreakEven[] {
  const axis = axisOf(report.scenario, path);
  if (!axis) return [];
  const from = Math.max(axis.min, range?.from ?? axis.value / 100);
  const to = Math.min(axis.max, range?.to ?? axis.value * 100);
  if (!(to > from)) return [];
  return switchesOf(pricerOf(options), axis, from, to).map((found) => ({ path, ...found }));
}

/** The value nearest to the present one at which the twin costs at most `budget` (in its currency); null if none does. */
export function solveForBudget(
  report: TwinReport,
  path: string,
  budget: number,
  options: AnalysisOptions,
): { readonly value: number; readonly perMonth: number } | null {
  const axis = axisOf(report.scenario, path);
  if (!axis) return null;
  const least = axis.whole ? Math.max(axis.min, 1) : Math.max(axis.min, axis.value / 1e6);
  const most = Math.min(axis.max, axis.value * 1e6);
  const solved = solveFor(pricerOf(options), axis, budget / report.money.perUsd, least, most);
  return solved && { value: solved.value, perMonth: inCurrency(solved.total, report.money) };
}

export interface SweepAxis {
  readonly path: string;
  /** In base units. */
  readonly values: readonly number[];
}

export interface SweepPoint {
  /** One value an axis, in order. */
  readonly values: readonly number[];
  /** null where no placement is possible. */
  readonly placement: Placement | null;
  /** USD a month. */
  readonly total: number | null;
}

/** A path that cannot be swept, and what could be. */
export class SweepError extends Error {
  readonly code = 'unknown-path';
  readonly remedy: string;

  constructor(path: string, known: readonly string[]) {
    super(`\`${path}\` is no quantity of this twin`);
    this.remedy = `Vary one of ${known.join(', ')}.`;
  }
}

/** Every point of the grid, the last axis fastest. It yields, so that a caller can show progress, stop, and keep memory flat. */
export function* sweep(report: TwinReport, axes: readonly SweepAxis[], options: AnalysisOptions): Generator<SweepPoint> {
  const { scenario } = report;
  for (const { path } of axes) {
    if (numericPath(scenario, path) === null) {
      throw new SweepError(
        path,
        numericPaths(scenario).map((known) => known.path),
      );
    }
  }
  const price = pricerOf(options);
  yield* pointsOf(scenario, axes, [], (point) => price(point));
}

function* pointsOf(
  scenario: Scenario,
  axes: readonly SweepAxis[],
  values: readonly number[],
  price: ReturnType<typeof pricerOf>,
): Generator<SweepPoint> {
  const [axis, ...rest] = axes;
  if (!axis) {
    const priced = price(scenario);
    yield { values, placement: priced?.placement ?? null, total: priced?.total ?? null };
    return;
  }
  for (const value of axis.values) yield* pointsOf(vary(scenario, axis.path, value), rest, [...values, value], price);
}
