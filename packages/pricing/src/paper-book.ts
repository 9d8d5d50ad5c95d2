/**
 * The prices of the paper (June 2025) that the `paper` model reproduces, number by number, under the book id `paper-2025-06`.
 * They are no price book of the billing model: their shape, their groups and their oddities are the paper's.
 */
import paper from './paper-prices.json' with { type: 'json' };

/** A tier of the paper's transfer and messaging prices; `limit` is Infinity in the last. How a limit is read differs per meter: see docs/cost-model.md. */
export interface PaperTier {
  readonly limit: number;
  readonly price: number;
}

export interface PaperHubTier extends PaperTier {
  /** Messages a month of one unit. */
  readonly threshold: number;
}

export interface PaperTransfer {
  readonly freeTier: PaperTier;
  readonly tier1: PaperTier;
  readonly tier2: PaperTier;
  readonly tier3: PaperTier;
  readonly tier4: PaperTier;
}

export interface PaperFunctionPrices {
  readonly requestPrice: number;
  readonly durationPrice: number;
  readonly freeRequests: number;
  readonly freeComputeTime: number;
}

/** The published artifact's price file, in USD; names as there. */
export interface PaperPrices {
  readonly aws: {
    readonly transfer: { readonly pricing_tiers: PaperTransfer };
    readonly egressPrice: number;
    readonly iotCore: {
      readonly pricePerDeviceAndMonth: number;
      readonly priceRulesTriggered: number;
      readonly pricing_tiers: { readonly tier1: PaperTier; readonly tier2: PaperTier; readonly tier3: PaperTier };
    };
    readonly lambda: PaperFunctionPrices;
    readonly dynamoDB: {
      readonly writePrice: number;
      readonly readPrice: number;
      readonly storagePrice: number;
      readonly freeStorage: number;
    };
    readonly s3InfrequentAccess: {
      readonly storagePrice: number;
      readonly upfrontPrice: number;
      readonly requestPrice: number;
      readonly dataRetrievalPrice: number;
      readonly transferCostFromDynamoDB: number;
      readonly transferCostFromCosmosDB: number;
    };
    readonly s3GlacierDeepArchive: {
      readonly storagePrice: number;
      readonly lifecycleAndWritePrice: number;
      readonly dataRetrievalPrice: number;
    };
    readonly iotTwinMaker: { readonly unifiedDataAccessAPICallsPrice: number; readonly entityPrice: number; readonly queryPrice: number };
    readonly awsManagedGrafana: { readonly editorPrice: number; readonly viewerPrice: number };
  };
  readonly azure: {
    readonly transfer: { readonly pricing_tiers: PaperTransfer };
    readonly iotHub: {
      readonly pricing_tiers: { readonly tier1: PaperHubTier; readonly tier2: PaperHubTier; readonly tier3: PaperHubTier };
    };
    readonly functions: PaperFunctionPrices;
    readonly cosmosDB: {
      readonly storagePrice: number;
      readonly requestPrice: number;
      readonly minimumRequestUnits: number;
      readonly RUsPerWrite: number;
      readonly RUsPerRead: number;
    };
    readonly blobStorageCool: {
      readonly storagePrice: number;
      readonly writePrice: number;
      readonly readPrice: number;
      readonly dataRetrievalPrice: number;
      readonly transferCostFromCosmosDB: number;
    };
    readonly blobStorageArchive: { readonly storagePrice: number; readonly writePrice: number; readonly dataRetrievalPrice: number };
    readonly azureDigitalTwins: {
      readonly messagePrice: number;
      readonly operationPrice: number;
      readonly queryPrice: number;
      /** `upper` is absent in the last tier. */
      readonly queryUnitTiers: readonly { readonly lower: number; readonly upper?: number; readonly value: number }[];
    };
    readonly azureManagedGrafana: { readonly userPrice: number; readonly hourlyPrice: number };
  };
}

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
