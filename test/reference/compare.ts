/**
 * Holds what the engine says about one scenario against the reference: every disagreement as a sentence.
 * It computes nothing of its own.
 */
import { measure, pricePlacement, ratesFor } from '@twin2multicloud/cost';
import type { CostLine, Placement, PriceBook, TwinCost } from '@twin2multicloud/cost';
import type { Provider, Scenario, Slot } from '@twin2multicloud/language';
import { choiceOf, evaluate, totalOf } from '@twin2multicloud/optimizer';
import {
  forbidden,
  reference,
  referenceBest,
  referenceCrossing,
  referenceMonths,
  referenceRanking,
  totals,
  unavailableSlots,
  usedSlots,
} from './reference.ts';
import type { ReferenceCost } from './reference.ts';
import { sum } from './arithmetic.ts';
import { draws, mulberry32 } from './tape.ts';

const PROVIDERS: readonly Provider[] = ['aws', 'azure', 'gcp'];

export interface Comparison {
  readonly disagreements: readonly string[];
  /** What the engine chose; null where no placement is possible. */
  readonly placement: Placement | null;
}

/** Far apart by more than 1e-9 (relative; amounts below a billionth of a cent are alike). */
export function differ(a: number, b: number): boolean {
  return a !== b && !(Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-11);
}

export function compare(scenario: Scenario, book: PriceBook, seed: number): Comparison {
  const disagreements: string[] = [];
  const same = (what: string, engine: number | undefined, expected: number | undefined): void => {
    if (engine === undefined || expected === undefined ? engine !== expected : differ(engine, expected)) {
      disagreements.push(`seed ${seed}: ${what}: engine ${engine}, reference ${expected}`);
    }
  };
  const alike = (what: string, engine: unknown, expected: unknown): void => {
    const [a, b] = [JSON.stringify(engine), JSON.stringify(expected)];
    if (a !== b) disagreements.push(`seed ${seed}: ${what}: engine ${a}, reference ${b}`);
  };

  const cost = evaluate(scenario, book);
  const slots = usedSlots(scenario);
  const unavailable = unavailableSlots(scenario, book);
  alike('used slots', cost.slots, slots);

  // What cannot be. A cell is the chosen placement with one slot moved, so what crosses then must have a price too.
  const total = totals(scenario, book);
  for (const slot of slots) {
    for (const provider of PROVIDERS) {
      const cell = cost.cells[slot]?.[provider];
      const possible = unavailable.get(slot)?.has(provider) !== true && forbidden(scenario, book, slot, provider, true) === null;
      const base = cost.placement;
      if (base !== null)
        alike(`${slot} on ${provider} is available`, cell?.available, possible && total({ ...base, [slot]: provider }) < Infinity);
      else if (!possible) alike(`${slot} on ${provider} is available`, cell?.available, false);
    }
  }
  for (const provider of PROVIDERS) {
    const single = reference(scenario, book, everywhere(slots, provider));
    same(`single cloud ${provider}`, cost.singleCloud[provider].total ?? undefined, 'unavailable' in single ? undefined : single.total);
  }

  // The best placement, as written and with `place SLOT PROVIDER` freed.
  const ranking = referenceRanking(scenario, book);
  const best = ranking[0] ?? null;
  const fixed = slots.some((slot) => scenario.placement[slot].provider !== null);
  const free = fixed ? referenceBest(scenario, book, true) : best;
  same('total', cost.total ?? undefined, best?.total);
  same('best total', cost.best?.total, free?.total);
  alike('placement', cost.placement, best?.placement ?? null);
  alike('best placement', cost.best?.placement ?? null, free?.placement ?? null);

  cost.alternatives.forEach((alternative, index) => {
    same(`alternative ${index + 1}`, alternative.total, ranking[index]?.total);
    same(`alternative ${index + 1}, its placement`, total(alternative.placement), alternative.total);
  });
  same('number of alternatives', cost.alternatives.length, Math.min(5, ranking.length));
  for (const { slot, regret } of cost.overrides) {
    const others = referenceBest(scenario, book, slot);
    if (best !== null && others !== null) same(`total without \`place ${slot}\``, best.total - regret, others.total);
  }

  // Any placement.
  const measured = measure(scenario, ratesFor(book, scenario));
  for (const placement of randomPlacements(slots, unavailable, seed)) {
    const expected = total(placement);
    same(`total of ${JSON.stringify(placement)}`, totalOf(measured, choiceOf(measured, placement)), expected);
    // A crossing without a price has no lines.
    if (Number.isFinite(expected))
      same(`sum of the lines of ${JSON.stringify(placement)}`, pricePlacement(measured, placement).total, expected);
  }

  // Every flow between every two clouds, standing alone.
  for (const { from, to, fromProvider, toProvider, amount } of cost.transferMatrix) {
    const alone = referenceCrossing(scenario, book, [from, fromProvider], [to, toProvider]);
    same(`${from} on ${fromProvider} to ${to} on ${toProvider}`, amount, alone ?? undefined);
  }

  // The chosen placement in detail.
  if (cost.placement !== null && best !== null) {
    const expected = reference(scenario, book, cost.placement);
    if ('unavailable' in expected) disagreements.push(`seed ${seed}: ${expected.unavailable}`);
    else compareDetail(cost, cost.placement, expected, same);
    for (const slot of slots) {
      for (const provider of PROVIDERS) {
        const cell = cost.cells[slot]?.[provider];
        if (cell?.available !== true || cell.delta === null) continue;
        const moved = total({ ...cost.placement, [slot]: provider });
        same(`total with ${slot} on ${provider}`, cell.delta + best.total, moved);
      }
    }
    const months = referenceMonths(scenario, book, cost.placement);
    same('number of months', cost.months.length, months.length);
    months.forEach((amount, index) => {
      same(`month ${index + 1}`, cost.months[index], amount);
    });
    let firstYear = 0;
    for (let month = 0; month < 12; month++) firstYear += months[month] ?? months.at(-1) ?? NaN;
    same('first year', cost.firstYear, firstYear);
  }
  return { disagreements, placement: cost.placement };
}

/** Quantities and amounts of meters, slots and crossings of the chosen placement. */
function compareDetail(
  cost: TwinCost,
  placement: Placement,
  expected: ReferenceCost,
  same: (what: string, engine: number | undefined, expected: number | undefined) => void,
): void {
  const lines: CostLine[] = [];
  for (const slot of cost.slots) {
    const provider = placement[slot];
    const cell = provider === undefined ? undefined : cost.cells[slot]?.[provider];
    if (cell?.available !== true) continue;
    lines.push(...cell.lines);
    same(`amount of ${slot}`, cell.amount, expected.bySlot.get(slot));
  }
  // Two slots have one flow between them, whatever it is called.
  const ends = (from: string, to: string): string => `${from} → ${to}`;
  const byEdge = new Map([...expected.byEdge].map(([id, amount]) => [id.split(' ').slice(0, 3).join(' '), amount]));
  for (const transfer of cost.transfers) {
    lines.push(...transfer.lines);
    same(`amount of ${ends(transfer.from, transfer.to)}`, transfer.amount, byEdge.get(ends(transfer.from, transfer.to)));
    byEdge.delete(ends(transfer.from, transfer.to));
  }
  for (const [edge, amount] of byEdge) same(`amount of ${edge}`, 0, amount);

  const quantities = new Map<string, number>();
  const amounts = new Map<string, number>();
  for (const { meter, quantity, unitPrice, amount, causes } of lines) {
    same(`rate × quantity of a line of ${meter}`, quantity * unitPrice, amount);
    same(`shares of a line of ${meter}`, sum(causes.map((cause) => cause.amount)), amount);
    quantities.set(meter, (quantities.get(meter) ?? 0) + quantity);
    amounts.set(meter, (amounts.get(meter) ?? 0) + amount);
  }
  for (const meter of new Set<string>([...quantities.keys(), ...expected.meters.keys()])) {
    const sum = expected.meters.get(meter);
    // A bundle is one fee here and one unit there.
    if (meter !== 'aws.twinmaker.bundle') same(`quantity of ${meter}`, quantities.get(meter) ?? 0, sum?.quantity ?? 0);
    same(`amount of ${meter}`, amounts.get(meter) ?? 0, sum?.amount ?? 0);
  }
}

function everywhere(slots: readonly Slot[], provider: Provider): Placement {
  return Object.fromEntries(slots.map((slot) => [slot, provider]));
}

/** Five placements that the clouds (not always the file) allow. */
function randomPlacements(
  slots: readonly Slot[],
  unavailable: ReadonlyMap<Slot, ReadonlyMap<Provider, string>>,
  seed: number,
): Placement[] {
  const draw = draws(mulberry32(seed + 1_000_000));
  const can = slots.map((slot) => PROVIDERS.filter((provider) => unavailable.get(slot)?.has(provider) !== true));
  if (can.some((providers) => providers.length === 0)) return [];
  return Array.from({ length: 5 }, () => Object.fromEntries(slots.map((slot, index) => [slot, draw.pick(can[index] ?? [])])));
}
