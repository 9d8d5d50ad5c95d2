/** Several twins on one account: the quantities of each meter are added over all of them and priced once. */
import { PLAN_METERS } from '@twin2multicloud/topology';
import { METER_IDS } from './activations.ts';
import { pricePlacement } from './lines.ts';
import type { Measured } from './measure.ts';
import { priceOf } from './meters/tiers.ts';
import type { Rates } from './rates.ts';
import type { Placement } from './result.ts';

/** What one twin adds to the meters of its account. */
export interface PoolShare {
  readonly rates: Rates;
  /** By meter. */
  readonly quantities: ReadonlyMap<string, number>;
  /** USD a month of bundles, whose price depends on more than their quantity: they belong to their twin. */
  readonly own: number;
}

export function poolShareOf(measured: Measured, placement: Placement): PoolShare {
  const priced = pricePlacement(measured, placement);
  const quantities = new Map<string, number>();
  let own = 0;
  for (const line of [...[...priced.bySlot.values()].flat(), ...priced.transfers.flatMap((transfer) => transfer.lines)]) {
    if (line.meter in PLAN_METERS) own += line.amount;
    else quantities.set(line.meter, (quantities.get(line.meter) ?? 0) + line.quantity);
  }
  return { rates: measured.rates, quantities, own };
}

/** USD a month. Twins in other regions have other rates: tiers and allowances are pooled among twins of the same regions. */
export function totalOfPool(shares: readonly PoolShare[]): number {
  const byRates = new Map<Rates, Map<string, number>>();
  let total = 0;
  for (const { rates, quantities: own, own: amount } of shares) {
    let quantities = byRates.get(rates);
    if (!quantities) byRates.set(rates, (quantities = new Map<string, number>()));
    for (const [meter, quantity] of own) quantities.set(meter, (quantities.get(meter) ?? 0) + quantity);
    total += amount;
  }
  for (const [rates, quantities] of byRates) {
    METER_IDS.forEach((id, index) => {
      const quantity = quantities.get(id);
      const rate = rates.meters[index]?.rate;
      if (quantity !== undefined && rate) total += priceOf(rate, quantity);
    });
  }
  return total;
}

/** USD a month of several twins at once. */
export function pooledTotal(twins: readonly { readonly measured: Measured; readonly placement: Placement }[]): number {
  return totalOfPool(twins.map(({ measured, placement }) => poolShareOf(measured, placement)));
}
