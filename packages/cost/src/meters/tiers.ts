/**
 * Tiered prices with an allowance: what a quantity of one meter costs. Bounds are absolute; an allowance is deducted inside the first tiers.
 */
import type { AppliedTier } from '../result.ts';

/** Paid tiers in ascending order and the allowance of a month, as numbers ready to be evaluated. */
export interface Rate {
  /** Units that cost nothing. */
  readonly allowance: number;
  /** Where each applied tier begins; the first is 0. An allowance is a tier of price 0. */
  readonly bounds: readonly number[];
  readonly prices: readonly number[];
  /** The cost of all units below each bound. */
  readonly cumulated: readonly number[];
  /** The smallest price that a further unit can ever have, once the allowance is used. */
  readonly floor: number;
}

/** @param tiers paid tiers `{ from, price }`; the first must begin at 0. */
export function rateOf(tiers: readonly AppliedTier[], allowance = 0): Rate {
  const paid = [...tiers].sort((a, b) => a.from - b.from);
  const bounds: number[] = [];
  const prices: number[] = [];
  if (allowance > 0) {
    bounds.push(0);
    prices.push(0);
  }
  paid.forEach((tier, index) => {
    const next = paid[index + 1]?.from ?? Infinity;
    if (next <= allowance) return;
    bounds.push(Math.max(tier.from, allowance));
    prices.push(tier.price);
  });
  const cumulated: number[] = [];
  let sum = 0;
  bounds.forEach((bound, index) => {
    if (index > 0) sum += (bound - (bounds[index - 1] ?? 0)) * (prices[index - 1] ?? 0);
    cumulated.push(sum);
  });
  return { allowance, bounds, prices, cumulated, floor: Math.min(...paid.map((tier) => tier.price)) };
}

/** USD for `quantity` units a month. */
export function priceOf(rate: Rate, quantity: number): number {
  const { bounds, prices, cumulated } = rate;
  let index = bounds.length - 1;
  while (index > 0 && quantity <= (bounds[index] as number)) index--;
  return (cumulated[index] as number) + (quantity - (bounds[index] as number)) * (prices[index] as number);
}

/** The part of a quantity that falls into each tier. */
export interface TierPart {
  readonly from: number;
  readonly quantity: number;
  readonly price: number;
  readonly amount: number;
}

export function partsOf(rate: Rate, quantity: number): TierPart[] {
  return rate.bounds.flatMap((from, index) => {
    const price = rate.prices[index] ?? 0;
    const part = Math.min(quantity, rate.bounds[index + 1] ?? Infinity) - from;
    return part > 0 ? [{ from, quantity: part, price, amount: part * price }] : [];
  });
}

export function appliedTiers(rate: Rate): AppliedTier[] {
  return rate.bounds.map((from, index) => ({ from, price: rate.prices[index] ?? 0 }));
}
