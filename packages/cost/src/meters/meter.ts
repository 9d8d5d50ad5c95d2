/**
 * One meter, standing alone: from a usage and rates to a billed quantity and its amount, with every step in the answer.
 * The engine prices pooled quantities with the same parts; this is the form for checking, explaining and teaching.
 */
import { METERS, PLAN_METERS, type MeterId, type MeterUsage } from '@twin2multicloud/topology';
import { NEIGHBOURS, type NeighbourId, type NeighbourUsage } from './neighbours.ts';
import { QUANTITIES } from './quantities.ts';
import { partsOf, priceOf, rateOf, type TierPart } from './tiers.ts';

/** What one unit costs: a flat price, or paid tiers with absolute bounds, and an allowance that is deducted inside the first tiers. */
export interface MeterRates {
  /** USD per unit. */
  readonly price?: number;
  readonly tiers?: readonly { readonly from: number; readonly price: number }[];
  /** Units a month that cost nothing. */
  readonly free?: number;
}

export interface MeterResult {
  readonly id: string;
  /** The billed quantity before any allowance, in `unit`. Infinity where the usage is more than the meter's product takes. */
  readonly quantity: number;
  readonly unit: string;
  /** Units that the allowance covers. */
  readonly free: number;
  /** The units of each tier and what they cost; their amounts add up to `amount`. */
  readonly parts: readonly TierPart[];
  /** USD. */
  readonly amount: number;
}

export type AnyMeterId = MeterId | NeighbourId;
export type AnyUsage<M extends AnyMeterId> = M extends MeterId ? MeterUsage[M] : M extends NeighbourId ? NeighbourUsage[M] : never;

/** Every meter's id: those of the model, and those of neighbouring services. */
export const meterIds: readonly AnyMeterId[] = [...Object.keys(METERS), ...Object.keys(PLAN_METERS), ...Object.keys(NEIGHBOURS)] as AnyMeterId[];

/**
 * @param id one of `meterIds`
 * @param usage what was used, in base units (bytes, seconds, counts); the shape belongs to the id
 * @param rates USD per unit of the meter; left out: quantity only, amount 0 with no parts
 */
export function meter<M extends AnyMeterId>(id: M, usage: AnyUsage<M>, rates: MeterRates = {}): MeterResult {
  const { quantity: quantityOf, unit } = definition(id);
  const quantity = quantityOf(usage);
  if (!(quantity >= 0)) throw new RangeError(`meter ${id}: the usage ${JSON.stringify(usage)} gives no quantity; give every field a number ≥ 0`);
  const tiers = rates.tiers ?? (rates.price === undefined ? [] : [{ from: 0, price: rates.price }]);
  if (tiers.length === 0) return { id, quantity, unit, free: 0, parts: [], amount: 0 };
  const rate = rateOf(tiers, rates.free ?? 0);
  return { id, quantity, unit, free: Math.min(quantity, rate.allowance), parts: partsOf(rate, quantity), amount: priceOf(rate, quantity) };
}

function definition(id: AnyMeterId): { quantity: (usage: never) => number; unit: string } & { quantity: (usage: unknown) => number } {
  if (id in QUANTITIES) {
    const unit = id in METERS ? METERS[id as keyof typeof METERS].unit : PLAN_METERS[id as keyof typeof PLAN_METERS].unit;
    return { quantity: QUANTITIES[id as MeterId] as (usage: unknown) => number, unit };
  }
  if (id in NEIGHBOURS) {
    const neighbour = NEIGHBOURS[id as NeighbourId];
    return { quantity: neighbour.quantity as (usage: unknown) => number, unit: neighbour.unit };
  }
  throw new RangeError(`there is no meter ${String(id)}; meterIds lists them`);
}
