/**
 * The shape of the paper's prices (June 2025) and the evidence that each one carries.
 * It owns no number: packages/pricing holds the published table and hands it in.
 */
import type { PriceSource } from '../price-book.ts';

/** The clouds of the paper. */
export const PAPER_PROVIDERS = ['aws', 'azure'] as const;
export type PaperProvider = (typeof PAPER_PROVIDERS)[number];

/** The id under which a result names these prices. */
export const PAPER_BOOK_ID = 'paper-2025-06';

/** A bound of a tier in its meter's unit; JSON knows no infinity, so the artifact writes the word. */
export type PaperLimit = number | 'Infinity';

export interface PaperTier {
  readonly limit: PaperLimit;
  /** USD per unit. */
  readonly price: number;
}

/** Egress in GB: the first 100 GB are free; the limits are applied as the widths of the tiers. */
export interface PaperEgress {
  readonly pricing_tiers: {
    readonly freeTier: PaperTier;
    readonly tier1: PaperTier;
    readonly tier2: PaperTier;
    readonly tier3: PaperTier;
    readonly tier4: PaperTier;
  };
}

export interface PaperFunctions {
  readonly requestPrice: number;
  /** USD per GB-second. */
  readonly durationPrice: number;
  readonly freeRequests: number;
  /** GB-seconds. */
  readonly freeComputeTime: number;
}

export interface PaperHubTier {
  /** Blocks a month that this edition takes at most. */
  readonly limit: PaperLimit;
  /** Blocks a month that one unit takes. */
  readonly threshold: number;
  /** USD a month for one unit. */
  readonly price: number;
}

/** `prices.json` of the artifact, key by key. */
export interface PaperPrices {
  readonly aws: {
    readonly transfer: PaperEgress;
    readonly iotCore: {
      readonly pricePerDeviceAndMonth: number;
      readonly priceRulesTriggered: number;
      readonly pricing_tiers: { readonly tier1: PaperTier; readonly tier2: PaperTier; readonly tier3: PaperTier };
    };
    readonly lambda: PaperFunctions;
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
    readonly iotTwinMaker: {
      readonly unifiedDataAccessAPICallsPrice: number;
      readonly entityPrice: number;
      readonly queryPrice: number;
    };
    readonly awsManagedGrafana: { readonly editorPrice: number; readonly viewerPrice: number };
  };
  readonly azure: {
    readonly transfer: PaperEgress;
    readonly iotHub: {
      readonly pricing_tiers: { readonly tier1: PaperHubTier; readonly tier2: PaperHubTier; readonly tier3: PaperHubTier };
    };
    readonly functions: PaperFunctions;
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
      readonly operationPrice: number;
      readonly queryPrice: number;
      readonly queryUnitTiers: readonly { readonly lower: number; readonly upper?: number; readonly value: number }[];
    };
    readonly azureManagedGrafana: { readonly userPrice: number; readonly hourlyPrice: number };
  };
}

/** The evidence of one price: its key in the artifact's table. */
export function paperSource(key: string): PriceSource {
  return {
    kind: 'page',
    id: `${PAPER_BOOK_ID}: ${key} (prices of the published artifact)`,
    url: 'https://doi.org/10.1109/MODELS-C68889.2025.00045',
    effectiveFrom: '2025-06',
    readAt: '2025-06',
  };
}

/** A bound as a number. */
export function limitOf(limit: PaperLimit): number {
  return limit === 'Infinity' ? Infinity : limit;
}
