/** The two ways in which the paper applies tiers: with absolute bounds (IoT Core) and with the limits as widths (egress). */
import type { AppliedTier } from '../result.ts';
import { limitOf, type PaperEgress, type PaperTier } from './prices.ts';

/** Each tier costs the part of the quantity between the limit before and its own. */
export function tieredAbsolute(quantity: number, tiers: readonly PaperTier[]): number {
  let amount = 0;
  let from = 0;
  for (const { limit, price } of tiers) {
    const to = limitOf(limit);
    if (quantity > from) amount += (Math.min(quantity, to) - from) * price;
    from = to;
  }
  return amount;
}

/** The tiers as they are applied, for a line's trace. */
export function absoluteTiers(tiers: readonly PaperTier[]): AppliedTier[] {
  return tiers.map(({ price }, index) => ({ from: index === 0 ? 0 : limitOf(tiers[index - 1]?.limit ?? 0), price }));
}

/** Egress of GB to another cloud: the free tier and each paid tier are as wide as their limit says. */
export function egress(gigabytes: number, prices: PaperEgress): number {
  let amount = 0;
  let left = gigabytes;
  for (const { limit, price } of egressRows(prices)) {
    const part = Math.min(left, limitOf(limit));
    amount += part * price;
    left -= part;
    if (left <= 0) break;
  }
  return amount;
}

/** The egress tiers with the bounds that their widths add up to. */
export function egressTiers(prices: PaperEgress): AppliedTier[] {
  let from = 0;
  return egressRows(prices).map(({ limit, price }) => {
    const tier = { from, price };
    from += limitOf(limit);
    return tier;
  });
}

function egressRows({ pricing_tiers: tiers }: PaperEgress): PaperTier[] {
  return [tiers.freeTier, tiers.tier1, tiers.tier2, tiers.tier3, tiers.tier4];
}
