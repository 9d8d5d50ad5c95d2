/**
 * Totals over one quantity: of what is shown, of the best placement under the rules, as written, and of each single cloud, and the values at
 * which the best placement changes. Each value is measured once and priced for all of them.
 */
import { measure, PROVIDERS, ratesFor, SLOTS, type Placement, type Provider, type Scenario, type Slot } from '@twin2multicloud/cost';
import type { Program } from '@twin2multicloud/language';
import { allowedBy, bestOf, choiceOf, exclusionsOf, placementOf, samePlacement, totalOf } from '@twin2multicloud/optimizer';
import { BARS, type BarId } from './comparison.ts';
import { inCurrency } from './money.ts';
import { costOf } from './pricing-of.ts';
import { quantityOf, rangeOf, settledValue, withValue, type Quantity } from './quantities.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';
import { freed, pinned, shownOf, type Choice } from './shown.ts';

export interface BreakEvenChart {
  readonly quantity: Quantity;
  /** In base units, ascending. */
  readonly values: readonly number[];
  readonly series: readonly { readonly id: BarId; readonly amounts: readonly (number | null)[] }[];
  readonly switches: readonly {
    readonly value: number;
    readonly before: Placement;
    readonly after: Placement;
    readonly perMonth: number | null;
  }[];
}

/** Values of a chart; the present one is always among them. */
const POINTS = 41;
/** How far the axis reaches above the present value. */
const REACH = 4;

/** null: the twin has no such quantity. @param written the twin as its file says it */
export function breakEvenOf(
  written: TwinReport,
  choice: Choice,
  path: string,
  program: Program,
  options: AnalysisOptions,
): BreakEvenChart | null {
  const quantity = quantityOf(written.scenario, program, path);
  if (quantity === null) return null;
  const { report: shown } = shownOf(written, choice, options);
  const pins = choice.start === 'written' && shown === written ? null : (shown.cost.placement ?? {});
  const price = options.model === 'paper' ? paperPrices(pins, options) : billingPrices(pins, options);
  const at = (value: number): Totals => price(withValue(written.scenario, path, value));
  const values = valuesOf(quantity);
  const totals = values.map(at);
  const per = (usd: number | null): number | null => (usd === null ? null : inCurrency(usd, written.money));
  return {
    quantity,
    values,
    series: BARS.map((id) => ({ id, amounts: totals.map((total) => per(total.amounts[id])) })),
    switches: switchesOf(quantity, values, totals, at).map(({ value, before, after, total }) => ({
      value,
      before,
      after,
      perMonth: per(total),
    })),
  };
}

function valuesOf(quantity: Quantity): number[] {
  const { min, max } = rangeOf(quantity, REACH);
  const values = Array.from({ length: POINTS }, (_, index) => settledValue(quantity, min + ((max - min) * index) / (POINTS - 1)));
  return [...new Set([...values, quantity.value])].sort((a, b) => a - b);
}

interface Totals {
  /** USD a month. */
  readonly amounts: Readonly<Record<BarId, number | null>>;
  readonly best: Placement | null;
}

type Price = (scenario: Scenario) => Totals;

function billingPrices(pins: Placement | null, options: AnalysisOptions): Price {
  const free = options.freeTier === undefined ? {} : { freeTier: options.freeTier };
  return (scenario) => {
    const measured = measure(scenario, ratesFor(options.book, scenario, free));
    const exclusions = exclusionsOf(measured);
    const found = (fixed: (slot: Slot) => Provider | null) => bestOf(measured, allowedBy(measured, exclusions, fixed));
    const finite = (total: number): number | null => (Number.isFinite(total) ? total : null);
    const all = (provider: Provider): number | null => {
      if (measured.slots.some((slot) => measured.blocked.has(slot * 3 + PROVIDERS.indexOf(provider)))) return null;
      const placement = Object.fromEntries(SLOTS.map((slot) => [slot, provider]));
      return finite(totalOf(measured, choiceOf(measured, placement)));
    };
    const written = found((slot) => scenario.placement[slot].provider);
    const best = found(() => null);
    const pinnedTotal = pins === null ? (written?.total ?? null) : (found((slot) => pins[slot] ?? null)?.total ?? null);
    return {
      amounts: {
        shown: pinnedTotal,
        best: best?.total ?? null,
        written: written?.total ?? null,
        aws: all('aws'),
        azure: all('azure'),
        gcp: all('gcp'),
      },
      best: best && placementOf(measured, best.choice),
    };
  };
}

function paperPrices(pins: Placement | null, options: AnalysisOptions): Price {
  return (scenario) => {
    const { total, best, singleCloud } = costOf(scenario, options);
    const shown = pins === null ? total : costOf(pinned(freed(scenario), pins), options).total;
    return {
      amounts: {
        shown,
        best: best?.total ?? null,
        written: total,
        aws: singleCloud.aws.total,
        azure: singleCloud.azure.total,
        gcp: singleCloud.gcp.total,
      },
      best: best?.placement ?? null,
    };
  };
}

interface Switch {
  readonly value: number;
  readonly before: Placement;
  readonly after: Placement;
  readonly total: number | null;
}

/** Bisected between the values of the chart; two changes between neighbors may be seen as one. */
function switchesOf(quantity: Quantity, values: readonly number[], totals: readonly Totals[], at: (value: number) => Totals): Switch[] {
  return values.flatMap((value, index) => {
    const before = totals[index - 1]?.best;
    const now = totals[index];
    const from = values[index - 1];
    if (before == null || now?.best == null || from === undefined || samePlacement(before, now.best)) return [];
    let [low, high, beyond] = [from, value, now];
    const fine = quantity.whole ? 1 : (high - low) * 1e-4;
    for (let round = 0; round < 30 && high - low > fine; round++) {
      const middle = settledValue(quantity, (low + high) / 2);
      if (middle <= low || middle >= high) break;
      const there = at(middle);
      if (there.best !== null && samePlacement(there.best, before)) low = middle;
      else {
        high = middle;
        beyond = there;
      }
    }
    return beyond.best === null ? [] : [{ value: high, before, after: beyond.best, total: beyond.amounts.best }];
  });
}
