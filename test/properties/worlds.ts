/**
 * What the properties of the engine are tried on: random scenarios and price books, and how many of them.
 * `PROPERTY_RUNS` sets the count (10,000 is the full one), `PROPERTY_SEED` where fast-check begins, `PROPERTY_SHRINK=1` looks for a
 * smaller counterexample (minutes).
 */
import {
  measure,
  pricePlacement,
  PROVIDERS,
  ratesFor,
  SLOTS,
  type CostLine,
  type Measured,
  type Placement,
  type PriceBook,
  type Scenario,
} from '@twin2multicloud/cost';
import { choiceOf, totalOf } from '@twin2multicloud/optimizer';
import { bundledBook } from '@twin2multicloud/pricing';
import fc from 'fast-check';
import { randomBook } from '../reference/random-book.ts';
import { scenarioArbitrary } from '../reference/random-scenario.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 400);
const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_121);

/** How often a property is tried; `share` below 1 for one that takes long. */
export function runs(share = 1): { numRuns: number; seed: number; endOnFailure: boolean } {
  return { numRuns: Math.max(1, Math.ceil(RUNS * share)), seed: SEED, endOnFailure: process.env.PROPERTY_SHRINK === undefined };
}

export interface World {
  readonly scenario: Scenario;
  readonly book: PriceBook;
}

/** The seed 0 of a book is the bundled one. */
export function bookOf(seed: number): PriceBook {
  return seed === 0 ? bundledBook() : randomBook(seed);
}

const bookSeed = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 4, arbitrary: fc.integer({ min: 1, max: 2 ** 31 - 1 }) });

/** A scenario, a book by its seed; a counterexample prints both and shrinks the scenario. */
export const world: fc.Arbitrary<World> = fc
  .tuple(scenarioArbitrary, bookSeed)
  .map(([scenario, seed]) => ({ scenario, book: bookOf(seed) }));

/** As `world`, in one region and on a book whose bundles have no prices that fall with their size. */
export const steadyWorld: fc.Arbitrary<World> = world.map(({ scenario, book }) => ({ scenario, book: withoutBundles(book) }));

export function withoutBundles(book: PriceBook): PriceBook {
  return { ...book, entries: book.entries.map(({ plans: _plans, ...entry }) => entry) };
}

export function measuredIn({ scenario, book }: World): Measured {
  return measure(scenario, ratesFor(book, scenario));
}

/** A placement of the used slots from numbers of any kind; null where a slot has no cloud that it may take, or a crossing no price. */
export function placementBy(of: Measured, numbers: readonly number[]): Placement | null {
  const placement: Partial<Record<(typeof SLOTS)[number], (typeof PROVIDERS)[number]>> = {};
  for (const [depth, slot] of of.slots.entries()) {
    const open = [0, 1, 2].filter((p) => of.slotBills[slot * 3 + p] !== null);
    const p = open[(numbers[depth] ?? 0) % Math.max(1, open.length)];
    const name = SLOTS[slot];
    const provider = p === undefined ? undefined : PROVIDERS[p];
    if (name === undefined || provider === undefined) return null;
    placement[name] = provider;
  }
  return totalOf(of, choiceOf(of, placement)) < Infinity ? placement : null;
}

export const choices: fc.Arbitrary<number[]> = fc.array(fc.nat({ max: 2 }), { minLength: 7, maxLength: 7 });

/** All lines of a placement in printed order. */
export function linesOf(of: Measured, placement: Placement): { lines: readonly CostLine[]; total: number } {
  const priced = pricePlacement(of, placement);
  return { lines: [...[...priced.bySlot.values()].flat(), ...priced.transfers.flatMap((transfer) => transfer.lines)], total: priced.total };
}

/** Whether two amounts are one, up to 1e-9 of the larger. */
export function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}
