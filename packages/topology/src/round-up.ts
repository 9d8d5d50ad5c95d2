/** Rounding up to whole blocks, units and steps, without buying one for the noise of binary arithmetic. */

/** Relative distance from a whole number that still counts as that number. */
const NOISE = 1e-9;

/** ⌈x⌉, but 60.00000000000001 is 60. */
export function roundUp(x: number): number {
  const nearest = Math.round(x);
  return Math.abs(x - nearest) <= NOISE * Math.abs(x) ? nearest : Math.ceil(x);
}

/** Whether a computed quantity is within a limit, give or take that noise. */
export function within(x: number, limit: number): boolean {
  return x <= limit * (1 + NOISE);
}
