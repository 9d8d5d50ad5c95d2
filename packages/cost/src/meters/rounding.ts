/**
 * The rounding and the units of the meters: blocks of bytes, steps of time, whole numbers in spite of binary fractions.
 * Which meter rounds by what stands in quantities.ts and neighbours/.
 */

import { roundUp } from '@twin2multicloud/topology';

export { roundUp };

export const KB = 1024;
export const MB = 1_048_576;
export const GB = 1_073_741_824;
export const TIB = 1_099_511_627_776;

/** Steps of time in nanoseconds, for `steps`. */
export const MILLISECOND = 1_000_000;
export const TENTH_SECOND = 100_000_000;

/** Blocks of `size` bytes; at least one, because an empty message is still a message. */
export function blocks(bytes: number, size: number): number {
  return Math.max(1, roundUp(bytes / size));
}

/** Seconds, rounded up to whole steps of `step` nanoseconds; first to the nanosecond, so that 0.3 s is three steps of 0.1 s. */
export function steps(seconds: number, step: number): number {
  return (Math.ceil(Math.round(seconds * 1e9) / step) * step) / 1e9;
}
