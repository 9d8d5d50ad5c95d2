/** Takes a free first tier out of a list's tiers, as price books write allowances. */
import { compare } from './decimal.ts';
import type { PriceTier } from '@twin2multicloud/cost';

/**
 * Splits off a zero tier that paid tiers follow: its end is the allowance, the bounds stay absolute and the first paid tier reaches down to 0.
 * @throws Error where there is no tier, or a zero price only.
 */
export function splitFree({ tiers }: { readonly tiers: readonly PriceTier[] }): { free: string | undefined; tiers: PriceTier[] } {
  const [first, second, ...others] = tiers;
  if (first === undefined) throw new Error('The record has no tier.');
  if (compare(first.price, '0') !== 0) return { free: undefined, tiers: [...tiers] };
  if (second === undefined) throw new Error('The record has a zero price only.');
  return { free: second.from, tiers: [{ from: '0', price: second.price }, ...others] };
}
