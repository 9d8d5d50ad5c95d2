/** Pricing of very many scenarios that differ little: branch and bound, begun at the placement that was best just before. */
import { measure, ratesFor, type PriceBook, type Provider, type RatesOptions, type Scenario, type Slot } from '@twin2multicloud/cost';
import type { Pricer } from './explore.ts';
import { allowedBy, exclusionsOf } from './rules.ts';
import { bestOf, placementOf, type Found } from './search.ts';

export interface PricerOptions extends RatesOptions {
  /** Instead of what `place` says. */
  readonly fixed?: (slot: Slot) => Provider | null;
}

/** A pricer of the billing model. It remembers the last placement as a hint only: every answer is the exhaustive optimum. */
export function createPricer(book: PriceBook, options: PricerOptions = {}): Pricer {
  const search = createSearch(book, options);
  return (scenario) => {
    const found = search(scenario);
    return found && { placement: found.placement(), total: found.total };
  };
}

/** As `createPricer`, without making the placement's object before it is asked for: for grids of millions. */
export function createSearch(
  book: PriceBook,
  options: PricerOptions = {},
): (scenario: Scenario) => (Found & { placement: () => ReturnType<typeof placementOf> }) | null {
  let hint: readonly number[] | undefined;
  return (scenario) => {
    const measured = measure(scenario, ratesFor(book, scenario, options));
    const written = options.fixed ?? ((slot: Slot) => scenario.placement[slot].provider);
    const found = bestOf(measured, allowedBy(measured, exclusionsOf(measured), written), hint);
    hint = found?.choice;
    return found && { ...found, placement: () => placementOf(measured, found.choice) };
  };
}
