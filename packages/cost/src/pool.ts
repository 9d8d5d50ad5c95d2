/** Several twins on one account: the quantities of each meter are added over all of them and priced once. */
import { PLAN_METERS } from '@twin2multicloud/topology';
import { METER_IDS } from './activations.ts';
import { pricePlacement } from './lines.ts';
import type { Measured } from './measure.ts';
import { priceOf } from './meters/tiers.ts';
import type { Rates } from './rates.ts';
import type { Placement } from './result.ts';

/** USD a month. Twins in other regions have other rates: tiers and allowances are pooled among twins of the same regions. */
export function pooledTotal(twins: readonly { readonly measured: Measured; readonly placement: Placement }[]): number {
  const byRates = new Map<Rates, Map<string, number>>();
  let total = 0;
  for (const { measured, placement } of twins) {
    const { rates } = measured;
    const priced = pricePlacement(measured, placement);
    let quantities = byRates.get(rates);
    if (!quantities) byRates.set(rates, (quantities = new Map<string, number>()));
    for (const line of [...[...priced.bySlot.values()].flat(), ...priced.transfers.flatMap((transfer) => transfer.lines)]) {
      // A bundle's price depends on more than its quantity; it belongs to its twin.
      if (line.meter in PLAN_METERS) total += line.amount;
      else quantities.set(line.meter, (quantities.get(line.meter) ?? 0) + line.quantity);
    }
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
