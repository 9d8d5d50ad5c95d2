/**
 * The prices of the paper (June 2025) that the `paper` model reproduces, number by number, under the book id `paper-2025-06`.
 * They are no price book of the billing model: their shape, their groups and their oddities are the paper's.
 */
import type { PaperPrices } from '@twin2multicloud/cost';
import paper from './paper-prices.json' with { type: 'json' };

export interface PaperBook {
  readonly id: 'paper-2025-06';
  readonly createdAt: '2025-06';
  readonly prices: PaperPrices;
}

/** The paper's prices. JSON has no infinity, so the file writes it as a text. */
export const paperPrices: PaperPrices = {
  aws: {
    ...paper.aws,
    transfer: { pricing_tiers: { ...paper.aws.transfer.pricing_tiers, tier4: endless(paper.aws.transfer.pricing_tiers.tier4) } },
    iotCore: {
      ...paper.aws.iotCore,
      pricing_tiers: { ...paper.aws.iotCore.pricing_tiers, tier3: endless(paper.aws.iotCore.pricing_tiers.tier3) },
    },
  },
  azure: {
    ...paper.azure,
    transfer: { pricing_tiers: { ...paper.azure.transfer.pricing_tiers, tier4: endless(paper.azure.transfer.pricing_tiers.tier4) } },
    iotHub: { pricing_tiers: { ...paper.azure.iotHub.pricing_tiers, tier3: endless(paper.azure.iotHub.pricing_tiers.tier3) } },
  },
};

const book: PaperBook = { id: 'paper-2025-06', createdAt: '2025-06', prices: paperPrices };

/** The paper's book, always the same object; `hashBook` takes it like any other. */
export function paperBook(): PaperBook {
  return book;
}

function endless<T extends { readonly limit: string }>(tier: T): Omit<T, 'limit'> & { readonly limit: number } {
  if (tier.limit !== 'Infinity') throw new Error(`The last tier of the paper ends at ${tier.limit}.`);
  return { ...tier, limit: Number.POSITIVE_INFINITY };
}
