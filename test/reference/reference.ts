/**
 * The second implementation of the billing model, written from docs/cost-model.md alone: slow and obvious, the check on the engine.
 * It shares types and tables with the engine and no line of code that computes.
 */
import type { Placement, PriceBook, PriceEntry } from '@twin2multicloud/cost';
import type { Provider, Scenario, Slot } from '@twin2multicloud/language';
import { clamp, roundUp, sum } from './arithmetic.ts';
import { crossingLines, flows } from './edges.ts';
import { contextOf, providerOf, STEADY } from './lines.ts';
import type { Context, Line, Time } from './lines.ts';
import { entryOf, priceMeter, regionOf } from './prices.ts';
import { slotLines } from './slots.ts';
import type { MeterId } from './tables.ts';
import { assumptionsOf, twinNumbers } from './twin-numbers.ts';

export { allowanceOf, priceMeter } from './prices.ts';

const PROVIDERS: readonly Provider[] = ['aws', 'azure', 'gcp'];
const BUNDLE = 'aws.twinmaker.bundle';

/** The lines of one slot (`L1`) or of one flow that crosses clouds (`L1 → L2 messages`). */
export interface Part {
  readonly name: string;
  readonly slot: Slot | null;
  readonly lines: readonly Line[];
}

export interface MeterSum {
  readonly quantity: number;
  readonly amount: number;
}

export interface ReferenceCost {
  readonly total: number;
  readonly meters: ReadonlyMap<string, MeterSum>;
  /** USD of each used slot. */
  readonly bySlot: ReadonlyMap<Slot, number>;
  /** USD of each flow that crosses clouds. */
  readonly byEdge: ReadonlyMap<string, number>;
}

export interface ReferencePlacement {
  readonly placement: Placement;
  readonly total: number;
}

/** The slots that a twin uses, in the order in which a message flows. */
export function usedSlots(scenario: Scenario): Slot[] {
  const { groups } = twinNumbers(scenario, assumptionsOf(scenario));
  const slots: Slot[] = ['L1', 'L2', 'L3.hot'];
  if (groups.some((g) => g.C > 0)) slots.push('L3.cool');
  if (groups.some((g) => g.A > 0)) slots.push('L3.archive');
  if (scenario.management !== null) slots.push('L4');
  if (scenario.visualization !== null) slots.push('L5');
  return slots;
}

/** All parts of a placement, or why it cannot be. */
export function parts(scenario: Scenario, book: PriceBook, placement: Placement, time: Time = STEADY): Part[] | { unavailable: string } {
  const context = contextOf(scenario, book, placement, time);
  const found: Part[] = [];
  for (const slot of usedSlots(scenario)) {
    const reason = whyNot(context, slot);
    if (reason !== null) return { unavailable: reason };
    found.push({ name: slot, slot, lines: slotLines(context, slot) ?? [] });
  }
  for (const flow of flows(context)) {
    const from = placement[flow.from];
    const to = placement[flow.to];
    if (from === undefined || to === undefined || from === to) continue;
    const lines = crossingLines(context, flow, from, to);
    for (const { meter, quantity } of lines) {
      if (quantity > 0 && entryFor(scenario, book, meter) === null) return { unavailable: `${meter} has no price` };
    }
    found.push({ name: flow.id, slot: null, lines });
  }
  return found;
}

/** Billed quantities, summed over everything chosen; `{ unavailable }` where some slot cannot be there. */
export function quantities(scenario: Scenario, book: PriceBook, placement: Placement): Map<string, number> | { unavailable: string } {
  const found = parts(scenario, book, placement);
  return 'unavailable' in found ? found : addUp(found);
}

/** What a placement costs in the steady state (or at `time`). */
export function reference(
  scenario: Scenario,
  book: PriceBook,
  placement: Placement,
  time: Time = STEADY,
): ReferenceCost | { unavailable: string } {
  const found = parts(scenario, book, placement, time);
  if ('unavailable' in found) return found;

  const meters = new Map<string, MeterSum>();
  for (const [meter, quantity] of addUp(found)) meters.set(meter, { quantity, amount: price(scenario, book, meter, quantity) });

  // The amount of a meter is shared among its lines in proportion to their quantities.
  const bySlot = new Map<Slot, number>();
  const byEdge = new Map<string, number>();
  for (const part of found) {
    const amount = sum(
      part.lines.map((line) => {
        const meter = meters.get(line.meter);
        return meter === undefined || meter.quantity === 0 ? 0 : (meter.amount * line.quantity) / meter.quantity;
      }),
    );
    if (part.slot !== null) bySlot.set(part.slot, amount);
    else byEdge.set(part.name, amount);
  }
  return { total: sum([...meters.values()].map((meter) => meter.amount)), meters, bySlot, byEdge };
}

function addUp(all: readonly Part[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const part of all) {
    for (const { meter, quantity } of part.lines) total.set(meter, (total.get(meter) ?? 0) + quantity);
  }
  return total;
}

function price(scenario: Scenario, book: PriceBook, meter: string, quantity: number): number {
  if (meter === BUNDLE) return quantity; // already USD
  const entry = entryFor(scenario, book, meter as MeterId);
  if (entry === null && quantity === 0) return 0;
  if (entry === null) throw new Error(`No price for ${meter}.`);
  return priceMeter(entry, quantity, scenario.freeTier.value);
}

function entryFor(scenario: Scenario, book: PriceBook, meter: MeterId): PriceEntry | null {
  const region = regionOf(scenario, book, providerOf(meter));
  return region === null ? null : entryOf(book, region, meter);
}

// --- what cannot be ---

/** Why the cloud cannot serve the slot where the context's placement has it, whatever the file wishes; null: it can. */
function whyNot(context: Context, slot: Slot): string | null {
  const { scenario, book, placement } = context;
  const provider = placement[slot];
  if (provider === undefined) return `${slot} has no provider`;
  const region = regionOf(scenario, book, provider);
  if (region === null) return `${provider} has no region ${scenario.region.logical.value}`;
  const lines = slotLines(context, slot);
  if (lines === null) return `a limit of ${provider} excludes ${slot}`;
  for (const { meter, quantity } of lines) {
    const service = meter.split('.')[1];
    const absent = book.unavailable.find((u) => u.provider === provider && u.region === region && u.service === service);
    if (absent !== undefined) return absent.reason;
    // A plan needs all its prices, even for what it is not used for.
    const needed = quantity > 0 || meter.startsWith('aws.twinmaker.');
    if (meter !== BUNDLE && needed && entryFor(scenario, book, meter) === null) return `${meter} has no price in ${region}`;
  }
  return null;
}

/** Why the file does not allow the provider for the slot; `place SLOT PROVIDER` counts unless `freed`. */
export function forbidden(scenario: Scenario, book: PriceBook, slot: Slot, provider: Provider, freed = false): string | null {
  const rule = scenario.placement[slot];
  if (!scenario.providers.value.includes(provider)) return `providers leaves out ${provider}`;
  if (rule.except.includes(provider)) return `${slot} is placed except on ${provider}`;
  if (!freed && rule.provider !== null && rule.provider !== provider) return `${slot} is placed on ${rule.provider}`;
  const residency = scenario.residency?.value ?? null;
  if (residency !== null) {
    const region = regionOf(scenario, book, provider);
    const zone = region === null ? undefined : book.zones[region];
    if (zone === undefined || (zone.zone !== residency && zone.country !== residency)) return `residency ${residency}`;
  }
  return null;
}

/** The used slots × clouds that the clouds themselves cannot serve, with the reason. */
export function unavailableSlots(scenario: Scenario, book: PriceBook): Map<Slot, Map<Provider, string>> {
  const result = new Map<Slot, Map<Provider, string>>();
  for (const slot of usedSlots(scenario)) {
    const reasons = new Map<Provider, string>();
    for (const provider of PROVIDERS) {
      // Which meters a tier needs depends on where the next one is: what can be served somehow can be served.
      const all = PROVIDERS.map((elsewhere) => {
        const placement: Partial<Record<Slot, Provider>> = {};
        for (const other of usedSlots(scenario)) placement[other] = other === slot ? provider : elsewhere;
        return whyNot(contextOf(scenario, book, placement, STEADY), slot);
      });
      const [reason] = all;
      if (typeof reason === 'string' && all.every((other) => other !== null)) reasons.set(provider, reason);
    }
    result.set(slot, reasons);
  }
  return result;
}

// --- the search ---

/** `place SLOT PROVIDER` is not heard: in no slot, or only in this one. */
export type Freed = boolean | Slot;

/**
 * All placements that clouds and file allow, the cheapest first; on a tie the one whose first differing slot is on the earlier
 * cloud (aws, azure, gcp).
 */
export function referenceRanking(scenario: Scenario, book: PriceBook, freed: Freed = false): ReferencePlacement[] {
  const unavailable = unavailableSlots(scenario, book);
  const slots = usedSlots(scenario);
  const choices = slots.map((slot) =>
    PROVIDERS.filter(
      (provider) =>
        unavailable.get(slot)?.has(provider) !== true &&
        forbidden(scenario, book, slot, provider, freed === true || freed === slot) === null,
    ),
  );
  const total = totals(scenario, book);
  const all: ReferencePlacement[] = [];
  const visit = (index: number, placement: Placement): void => {
    const slot = slots[index];
    if (slot !== undefined) for (const provider of choices[index] ?? []) visit(index + 1, { ...placement, [slot]: provider });
    else all.push({ placement, total: total(placement) });
  };
  visit(0, {});
  // Sums of the same amounts in another order may differ in the last digits: that is a tie, and the sort keeps the order.
  const possible = all.filter((candidate) => candidate.total < Infinity);
  return possible.sort((a, b) => (Math.abs(a.total - b.total) <= 1e-12 * Math.max(a.total, b.total) ? 0 : a.total - b.total));
}

/** The first of the ranking; null: no placement is possible. */
export function referenceBest(scenario: Scenario, book: PriceBook, freed: Freed = false): ReferencePlacement | null {
  return referenceRanking(scenario, book, freed)[0] ?? null;
}

/** The total of an available placement (infinite if something has no price), with what was computed for another placement remembered. */
export function totals(scenario: Scenario, book: PriceBook): (placement: Placement) => number {
  const slots = usedSlots(scenario);
  const base = contextOf(scenario, book, {}, STEADY);
  const remembered = new Map<string, readonly Line[]>();
  const entries = new Map<string, PriceEntry | null>();
  const linesOf = (key: string, compute: () => readonly Line[]): readonly Line[] => {
    let lines = remembered.get(key);
    if (lines === undefined) {
      const merged = addUp([{ name: key, slot: null, lines: compute() }]);
      lines = [...merged].map(([meter, quantity]) => ({ meter: meter as MeterId, quantity }));
      remembered.set(key, lines);
    }
    return lines;
  };
  return (placement) => {
    const context = { ...base, placement };
    const sums = new Map<string, number>();
    const add = (lines: readonly Line[]): void => {
      for (const { meter, quantity } of lines) sums.set(meter, (sums.get(meter) ?? 0) + quantity);
    };
    // Of a slot's lines only those of the cool and archive tiers depend on another slot: on each other.
    const tiers = `${placement['L3.cool'] ?? ''} ${placement['L3.archive'] ?? ''}`;
    for (const slot of slots) add(linesOf(`${slot} ${placement[slot] ?? ''} ${tiers}`, () => slotLines(context, slot) ?? []));
    for (const flow of flows(context)) {
      const from = placement[flow.from];
      const to = placement[flow.to];
      if (from !== undefined && to !== undefined && from !== to) {
        add(linesOf(`${flow.id} ${from} ${to}`, () => crossingLines(context, flow, from, to)));
      }
    }
    let total = 0;
    for (const [meter, quantity] of sums) {
      if (meter === BUNDLE) total += quantity;
      else {
        let entry = entries.get(meter);
        if (entry === undefined) {
          entry = entryFor(scenario, book, meter as MeterId);
          entries.set(meter, entry);
        }
        if (entry === null) total += quantity > 0 ? Infinity : 0;
        else total += priceMeter(entry, quantity, scenario.freeTier.value);
      }
    }
    return total;
  };
}

/** USD of what flows from one slot to another between two clouds, standing alone; null where nothing flows there. */
export function referenceCrossing(scenario: Scenario, book: PriceBook, from: [Slot, Provider], to: [Slot, Provider]): number | null {
  const context = contextOf(scenario, book, { [from[0]]: from[1], [to[0]]: to[1] }, STEADY);
  const flow = flows(context).find((candidate) => candidate.from === from[0] && candidate.to === to[0]);
  if (flow === undefined) return null;
  const sums = addUp([{ name: flow.id, slot: null, lines: crossingLines(context, flow, from[1], to[1]) }]);
  return sum([...sums].map(([meter, quantity]) => price(scenario, book, meter, quantity)));
}

// --- the curve ---

/** Totals of month 1, 2, … up to the first that begins with every window full, at most 120. */
export function referenceMonths(scenario: Scenario, book: PriceBook, placement: Placement): number[] {
  const context = contextOf(scenario, book, placement, STEADY);
  const last = Math.min(120, roundUp(lastFull(context)) + 1);
  const months: number[] = [];
  for (let k = 1; k <= last; k++) {
    const cost = reference(scenario, book, placement, month(k));
    if ('unavailable' in cost) throw new Error(cost.unavailable);
    months.push(cost.total);
  }
  return months;
}

/** Age in months at which the last window of the placement is full. */
function lastFull({ twin, placement }: Context): number {
  const days = 730 / 24;
  const ends = twin.groups.map((g) => {
    const cool = g.C > 0 ? g.hotEnd + Math.max(g.C, 30 / days) : 0;
    const minimumDays = placement['L3.archive'] === 'gcp' ? 365 : 180;
    const archive = g.A > 0 ? g.coolEnd + Math.max(g.A, minimumDays / days) : 0;
    return Math.max(g.hotEnd, cool, archive);
  });
  return Math.max(0, ...ends);
}

/** Month k: what lies between the ages k − 1 and k. */
export function month(k: number): Time {
  return {
    leaving: (age) => clamp(k - age, 0, 1),
    held: (begin, length) => filled(k - begin, length) - filled(k - 1 - begin, length),
  };
}

/** The integral of clamp(x, 0, length) from 0 to `until`. */
function filled(until: number, length: number): number {
  if (until <= 0) return 0;
  if (until <= length) return (until * until) / 2;
  return (length * length) / 2 + length * (until - length);
}
