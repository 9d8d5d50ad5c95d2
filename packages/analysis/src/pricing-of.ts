/** Which model prices a scenario: the one switch between the billing and the paper model. */
import { paperCost, type Scenario, type TwinCost } from '@twin2multicloud/cost';
import { createPricer, evaluate, type Pricer } from '@twin2multicloud/optimizer';
import { paperPrices } from '@twin2multicloud/pricing';
import type { AnalysisOptions } from './report.ts';

export function costOf(scenario: Scenario, options: AnalysisOptions): TwinCost {
  const k = options.k ?? 5;
  if (options.model === 'paper') return paperCost(scenario, paperPrices, { k });
  return evaluate(scenario, options.book, { k, ...freeTier(options) });
}

/** For many scenarios in a row: total and placement only. */
export function pricerOf(options: AnalysisOptions): Pricer {
  if (options.model !== 'paper') return createPricer(options.book, freeTier(options));
  return (scenario) => {
    const { placement, total } = paperCost(scenario, paperPrices, { k: 1 });
    return placement && total !== null ? { placement, total } : null;
  };
}

function freeTier(options: AnalysisOptions): { freeTier?: boolean } {
  return options.freeTier === undefined ? {} : { freeTier: options.freeTier };
}
