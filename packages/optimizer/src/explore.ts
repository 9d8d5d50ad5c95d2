/**
 * What a total does when a quantity changes: sensitivity, the points at which another placement wins, and the value that fits a budget.
 * It knows neither the language's paths nor a model: it is given a way to vary a scenario and a way to price one.
 */
import type { Placement, Scenario } from '@twin2multicloud/cost';

export interface Priced {
  readonly placement: Placement;
  /** USD a month. */
  readonly total: number;
}

/** The best placement as written and its total; null where none is possible. */
export type Pricer = (scenario: Scenario) => Priced | null;

/** A quantity of a scenario as a function of its value. */
export interface Axis {
  readonly path: string;
  readonly value: number;
  readonly at: (value: number) => Scenario;
  /** true: only whole numbers make sense. */
  readonly whole: boolean;
}

/** What `share` (0.1 = 10 %) more of each quantity adds to the total, the largest effect first. */
export function sensitivities(
  price: Pricer,
  scenario: Scenario,
  axes: readonly Axis[],
  share = 0.1,
): { path: string; value: number; delta: number }[] {
  const base = price(scenario);
  if (!base) return [];
  return axes
    .filter((axis) => axis.value > 0)
    .flatMap((axis) => {
      const more = axis.value * (1 + share);
      const changed = price(axis.at(axis.whole ? Math.max(axis.value + 1, Math.round(more)) : more));
      return changed ? [{ path: axis.path, value: axis.value, delta: changed.total - base.total }] : [];
    })
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
}

export interface Switch {
  /** The first value (to the precision of the search) at which `after` is best. */
  readonly value: number;
  readonly before: Placement;
  readonly after: Placement;
}

const SAMPLES = 96;

/**
 * The values between `from` and `to` at which the best placement changes. Sampled in equal steps of the logarithm and bisected;
 * two changes between neighbouring samples may be seen as one.
 */
export function breakEvens(price: Pricer, axis: Axis, from: number, to: number): Switch[] {
  const low = Math.max(from, to / 1e6, Number.MIN_VALUE);
  if (!(low < to)) return [];
  const step = Math.log(to / low) / SAMPLES;
  const values = Array.from({ length: SAMPLES + 1 }, (_, i) => snap(axis, low * Math.exp(step * i)));
  const found: Switch[] = [];
  let value = values[0] as number;
  let before = price(axis.at(value));
  for (const next of values.slice(1)) {
    if (next <= value) continue;
    const after = price(axis.at(next));
    if (before && after && !samePlacement(before.placement, after.placement))
      found.push(...bisect(price, axis, value, before, next, after));
    value = next;
    before = after;
  }
  return found;
}

function snap(axis: Axis, value: number): number {
  return axis.whole ? Math.round(value) : value;
}

function bisect(price: Pricer, axis: Axis, from: number, before: Priced, to: number, after: Priced): Switch[] {
  let low = from;
  let high = to;
  let beyond = after;
  for (let i = 0; i < 60 && high - low > (axis.whole ? 1 : high * 1e-9); i++) {
    const middle = snap(axis, (low + high) / 2);
    if (middle <= low || middle >= high) break;
    const there = price(axis.at(middle));
    if (there && samePlacement(there.placement, before.placement)) low = middle;
    else {
      high = middle;
      if (there) beyond = there;
    }
  }
  return [{ value: high, before: before.placement, after: beyond.placement }];
}

export function samePlacement(a: Placement, b: Placement): boolean {
  const slots = Object.keys(a) as (keyof Placement)[];
  return slots.length === Object.keys(b).length && slots.every((slot) => a[slot] === b[slot]);
}

/**
 * The value nearest to the present one, between `min` and `max`, at which the total is at most `budget`; null if no value is.
 * The total is taken to rise or fall steadily with the quantity; the answer is checked.
 */
export function solveFor(price: Pricer, axis: Axis, budget: number, min: number, max: number): { value: number; total: number } | null {
  const fits = (value: number) => {
    const there = price(axis.at(value));
    return there !== null && there.total <= budget ? there : null;
  };
  if (fits(axis.value)) return { value: axis.value, total: (fits(axis.value) as Priced).total };
  const end = [min, max].find((value) => fits(value));
  if (end === undefined) return null;
  let good = end;
  let bad = axis.value;
  for (let i = 0; i < 80 && Math.abs(good - bad) > (axis.whole ? 1 : Math.abs(good) * 1e-9); i++) {
    const raw = (good + bad) / 2;
    const middle = axis.whole ? (good < bad ? Math.floor(raw) : Math.ceil(raw)) : raw;
    if (middle === good || middle === bad) break;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  const there = fits(good);
  return there ? { value: good, total: there.total } : null;
}
