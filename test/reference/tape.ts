/**
 * A tape of numbers in [0, 1) and what is drawn from it. Random scenarios and random price books read tapes,
 * so that one seed or one fast-check value is all that a test must remember.
 */
import fc from 'fast-check';

/** Numbers in [0, 1), either listed (zeros follow the last) or without end. */
export type Tape = readonly number[] | (() => number);

export interface Draws {
  readonly chance: (share: number) => boolean;
  /** A whole number, both ends included. */
  readonly int: (low: number, high: number) => number;
  /** A number whose logarithm is evenly spread. */
  readonly log: (low: number, high: number) => number;
  readonly pick: <T>(values: readonly T[]) => T;
}

export function draws(tape: Tape): Draws {
  let position = 0;
  const next = typeof tape === 'function' ? tape : (): number => tape[position++] ?? 0;
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    // From the upper end, so that a zero says no.
    chance: (share) => next() >= 1 - share,
    int,
    log: (low, high) => low * (high / low) ** next(),
    pick: <T>(values: readonly T[]): T => {
      const value = values[int(0, values.length - 1)];
      if (value === undefined) throw new Error('Nothing to pick from.');
      return value;
    },
  };
}

/** A small seeded generator (mulberry32): numbers in [0, 1), the same for the same seed. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const STEPS = 2 ** 30;
/** Tapes of up to 600 numbers, evenly spread. */
export const tapeArbitrary: fc.Arbitrary<readonly number[]> = fc.noBias(
  fc.array(
    fc.nat({ max: STEPS - 1 }).map((step) => step / STEPS),
    { minLength: 0, maxLength: 600, size: 'max' },
  ),
);
