/**
 * What the paper charges between slots: L1 → hot, hot → cool and cool → archive, for each pair of its clouds.
 * Pairs on one cloud are in the list too, because the paper charges hot → cool there.
 */
import type { CostLine, Transfer } from '../result.ts';
import { amountOf, byGroup, costLine } from './lines.ts';
import { PAPER_PROVIDERS, type PaperPrices, type PaperProvider } from './prices.ts';
import type { PaperQuantities } from './quantities.ts';
import { egress, egressTiers } from './tiers.ts';

/** The GB that Azure moves between its own tiers for nothing. */
const AZURE_FREE_GB = 5;

export type PaperEdge = 'L1' | 'L3.hot' | 'L3.cool';

const EDGES = [
  { from: 'L1', to: 'L3.hot', flow: 'messages' },
  { from: 'L3.hot', to: 'L3.cool', flow: 'stored data' },
  { from: 'L3.cool', to: 'L3.archive', flow: 'stored data' },
] as const;

/** All twelve transfers; those that cost nothing have no lines. */
export function transferMatrix(quantities: PaperQuantities, prices: PaperPrices): Transfer[] {
  return EDGES.flatMap(({ from, to, flow }) =>
    PAPER_PROVIDERS.flatMap((fromProvider) =>
      PAPER_PROVIDERS.map((toProvider) => {
        const lines = transferLines(from, fromProvider, toProvider, quantities, prices);
        return { from, to, fromProvider, toProvider, flow, amount: amountOf(lines), lines };
      }),
    ),
  );
}

function transferLines(
  from: PaperEdge,
  source: PaperProvider,
  target: PaperProvider,
  quantities: PaperQuantities,
  prices: PaperPrices,
): CostLine[] {
  const crossing = source === target ? [] : [egressLine(source, quantities, prices)];
  if (from !== 'L3.hot') return crossing;
  if (source === 'aws') return target === 'aws' ? [awsToAws(quantities, prices)] : crossing;
  return target === 'aws' ? [azureToAws(quantities, prices), ...crossing] : [azureToAzure(quantities, prices)];
}

function egressLine(provider: PaperProvider, quantities: PaperQuantities, prices: PaperPrices): CostLine {
  const { transfer } = prices[provider];
  return costLine({
    ...moving(provider, quantities),
    service: provider === 'aws' ? 'AWS data transfer' : 'Azure bandwidth',
    meter: 'transfer.egress',
    tiers: egressTiers(transfer),
    amount: egress(quantities.g, transfer),
    formula: 'egress(g): the first 100 GB free, then tiers as wide as their limits',
    price: `${provider}.transfer.pricing_tiers`,
  });
}

function awsToAws(quantities: PaperQuantities, prices: PaperPrices): CostLine {
  return costLine({
    ...moving('aws', quantities),
    service: 'Amazon DynamoDB',
    meter: 'dynamodb.export',
    amount: quantities.g * prices.aws.s3InfrequentAccess.transferCostFromDynamoDB,
    formula: 'g × transfer from DynamoDB',
    price: 'aws.s3InfrequentAccess.transferCostFromDynamoDB',
  });
}

function azureToAws(quantities: PaperQuantities, prices: PaperPrices): CostLine {
  return costLine({
    ...moving('azure', quantities),
    service: 'Azure Cosmos DB',
    meter: 'cosmos-db.export',
    amount: quantities.g * prices.aws.s3InfrequentAccess.transferCostFromCosmosDB,
    formula: 'g × transfer from Cosmos DB',
    price: 'aws.s3InfrequentAccess.transferCostFromCosmosDB',
  });
}

function azureToAzure(quantities: PaperQuantities, prices: PaperPrices): CostLine {
  const price = prices.azure.blobStorageCool.transferCostFromCosmosDB;
  return costLine({
    ...moving('azure', quantities),
    service: 'Azure Cosmos DB',
    meter: 'cosmos-db.export',
    tiers: [
      { from: 0, price: 0 },
      { from: AZURE_FREE_GB, price },
    ],
    amount: Math.max(0, quantities.g - AZURE_FREE_GB) * price,
    formula: 'max(0, g − 5) × transfer from Cosmos DB',
    price: 'azure.blobStorageCool.transferCostFromCosmosDB',
  });
}

function moving(provider: PaperProvider, quantities: PaperQuantities) {
  return {
    slot: null,
    provider,
    part: 'transfer',
    role: 'data on its way to the next slot',
    quantity: quantities.g,
    unit: 'GB',
    causes: byGroup(quantities, (group) => group.g),
  } as const;
}
