/** Rounding and units of docs/cost-model.md, "Conventions". */

export const KB = 1024;
export const MB = 1024 * KB;
export const GB = 1024 * MB;
export const TIB = 1024 * GB;

export const MINUTES_A_MONTH = 43_800;
export const SECONDS_A_MONTH = 2_628_000;
/** d: days in a month. */
export const DAYS = 730 / 24;

/** ⌈x⌉; what is within a billionth of a whole number counts as that number. */
export function roundUp(x: number): number {
  const nearest = Math.round(x);
  return Math.abs(x - nearest) <= 1e-9 * Math.abs(x) ? nearest : Math.ceil(x);
}

/** True if a computed quantity holds a limit (by a billionth). */
export function holds(x: number, limit: number): boolean {
  return x <= limit * (1 + 1e-9);
}

export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** `value`, but at least `low` and at most `high`. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
