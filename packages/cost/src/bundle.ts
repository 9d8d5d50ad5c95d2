/** The tiered bundle of TwinMaker: the tier follows the number of entities; what exceeds its calls and queries is billed on top. */
import type { MeterUsage } from '@twin2multicloud/topology';
import { blocks } from './meters/rounding.ts';
import type { PricePlan } from './price-book.ts';

const CALL_BYTES = 20 * 1024;

/** USD a month; Infinity where no tier with a known limit holds the entities. */
export function bundleAmount(plans: readonly PricePlan[], usage: MeterUsage['aws.twinmaker.bundle']): number {
  const tier = plans
    .filter((plan) => plan.maxEntities !== null && usage.entities <= plan.maxEntities)
    .sort((a, b) => (a.maxEntities ?? 0) - (b.maxEntities ?? 0))[0];
  if (!tier) return Infinity;
  const calls = usage.calls * blocks(usage.bytes, CALL_BYTES);
  return (
    Number(tier.fee) +
    Math.max(0, calls - tier.includedCalls) * Number(tier.callPrice) +
    Math.max(0, usage.queries - tier.includedQueries) * Number(tier.queryPrice)
  );
}
