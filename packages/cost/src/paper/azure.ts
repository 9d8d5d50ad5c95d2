/** The Azure column of the paper's table: each slot's formula, broken into the terms of its sum. */
import type { Slot } from '@twin2multicloud/topology';
import type { CostLine } from '../result.ts';
import { functionLines } from './functions.ts';
import { byGroup, costLine, type Blocks } from './lines.ts';
import { limitOf, type PaperPrices } from './prices.ts';
import { sum, sumByMonths, type PaperQuantities } from './quantities.ts';

type AzurePrices = PaperPrices['azure'];

const HOURS_PER_MONTH = 730;
const SECONDS_PER_MONTH = 2_592_000;

export function azureLines(quantities: PaperQuantities, prices: AzurePrices, blocks: Blocks): Record<Slot, CostLine[]> {
  return {
    L1: broker(quantities, prices.iotHub),
    L2: functionLines('azure', quantities, prices.functions),
    'L3.hot': hot(quantities, prices.cosmosDB, blocks),
    'L3.cool': cool(quantities, prices.blobStorageCool),
    'L3.archive': archive(quantities, prices.blobStorageArchive),
    L4: management(quantities, prices.azureDigitalTwins, blocks),
    L5: dashboards(quantities, prices.azureManagedGrafana, blocks),
  };
}

function broker(quantities: PaperQuantities, prices: AzurePrices['iotHub']): CostLine[] {
  const b = quantities.azureBlocks;
  const { tier1, tier2, tier3 } = prices.pricing_tiers;
  const [name, tier] =
    b <= limitOf(tier1.limit)
      ? (['tier1', tier1] as const)
      : b <= limitOf(tier2.limit)
        ? (['tier2', tier2] as const)
        : (['tier3', tier3] as const);
  const units = Math.max(1, Math.ceil(b / tier.threshold));
  return [
    costLine({
      slot: 'L1',
      provider: 'azure',
      part: 'broker',
      role: 'message broker',
      service: 'Azure IoT Hub',
      meter: 'iot-hub.units',
      quantity: units,
      unit: 'units',
      amount: units * tier.price,
      formula: 'max(1, ⌈b / threshold⌉) × price of the first tier with b ≤ limit; b = messages in blocks of 4 KB',
      price: `azure.iotHub.pricing_tiers.${name}`,
      causes: byGroup(quantities, (group) => group.azureBlocks),
    }),
  ];
}

function hot(quantities: PaperQuantities, prices: AzurePrices['cosmosDB'], blocks: Blocks): CostLine[] {
  const common = { slot: 'L3.hot', provider: 'azure', part: 'hot', role: 'hot storage', service: 'Azure Cosmos DB' } as const;
  const writeUnits = (N: number, s: number): number => (N / SECONDS_PER_MONTH) * prices.RUsPerWrite * (1 + 0.05 * (s - 1));
  const readUnits = (N: number): number => (N / SECONDS_PER_MONTH) * prices.RUsPerRead;
  const needed = Math.ceil(sum(quantities.groups, (group) => writeUnits(group.N, group.s)) + readUnits(quantities.N));
  const units = Math.max(prices.minimumRequestUnits, needed);
  const stored = sumByMonths(quantities, 'hot', (g, H) => g * (H + 0.5));
  return [
    costLine({
      ...common,
      meter: 'cosmos-db.request-units',
      quantity: units,
      unit: 'RU/s',
      amount: units * prices.requestPrice,
      formula: 'max(400, ⌈rate × RU of a write × (1 + 0.05 × (s − 1)) + rate × RU of a read⌉) × request; rate = N / 2592000',
      price: 'azure.cosmosDB.requestPrice',
      causes:
        needed < prices.minimumRequestUnits
          ? [blocks.storage]
          : byGroup(quantities, (group) => writeUnits(group.N, group.s) + readUnits(group.N)),
    }),
    costLine({
      ...common,
      meter: 'cosmos-db.storage',
      quantity: stored,
      unit: 'GB-months',
      amount: sumByMonths(quantities, 'hot', (g, H) => g * (H + 0.5) * prices.storagePrice),
      formula: 'g × (H + 0.5) × storage',
      price: 'azure.cosmosDB.storagePrice',
      causes: byGroup(quantities, (group) => group.g * (group.months.hot + 0.5)),
    }),
  ];
}

function cool(quantities: PaperQuantities, prices: AzurePrices['blobStorageCool']): CostLine[] {
  const { g } = quantities;
  const common = { slot: 'L3.cool', provider: 'azure', part: 'cool', role: 'cool storage', service: 'Azure Blob Storage Cool' } as const;
  const writes = Math.ceil((g * 1024) / 100);
  const bySize = byGroup(quantities, (group) => group.g);
  return [
    costLine({
      ...common,
      meter: 'blob-cool.storage',
      quantity: sumByMonths(quantities, 'cool', (part, C) => part * C),
      unit: 'GB-months',
      amount: sumByMonths(quantities, 'cool', (part, C) => prices.storagePrice * part * C),
      formula: 'storage × g × C',
      price: 'azure.blobStorageCool.storagePrice',
      causes: byGroup(quantities, (group) => group.g * group.months.cool),
    }),
    costLine({
      ...common,
      meter: 'blob-cool.writes',
      quantity: writes,
      unit: 'writes',
      amount: writes * prices.writePrice,
      formula: 'w × write; w = ⌈g × 1024 / 100⌉',
      price: 'azure.blobStorageCool.writePrice',
      causes: bySize,
    }),
    costLine({
      ...common,
      meter: 'blob-cool.reads',
      quantity: 0.1 * writes,
      unit: 'reads',
      amount: 0.1 * writes * prices.readPrice,
      formula: '0.1 × w × read',
      price: 'azure.blobStorageCool.readPrice',
      causes: bySize,
    }),
    costLine({
      ...common,
      meter: 'blob-cool.retrieval',
      quantity: 1.1 * g,
      unit: 'GB',
      amount: 1.1 * g * prices.dataRetrievalPrice,
      formula: '1.1 × g × retrieval',
      price: 'azure.blobStorageCool.dataRetrievalPrice',
      causes: bySize,
    }),
  ];
}

function archive(quantities: PaperQuantities, prices: AzurePrices['blobStorageArchive']): CostLine[] {
  const { g } = quantities;
  const common = {
    slot: 'L3.archive',
    provider: 'azure',
    part: 'archive',
    role: 'archive',
    service: 'Azure Blob Storage Archive',
  } as const;
  const stored = sumByMonths(quantities, 'archive', (part, A) => part * A);
  const byStored = byGroup(quantities, (group) => group.g * group.months.archive);
  return [
    costLine({
      ...common,
      meter: 'blob-archive.storage',
      quantity: stored,
      unit: 'GB-months',
      amount: sumByMonths(quantities, 'archive', (part, A) => part * A * prices.storagePrice),
      formula: 'g × A × storage',
      price: 'azure.blobStorageArchive.storagePrice',
      causes: byStored,
    }),
    costLine({
      ...common,
      meter: 'blob-archive.writes',
      quantity: g,
      unit: 'GB',
      amount: g * prices.writePrice,
      formula: 'g × write',
      price: 'azure.blobStorageArchive.writePrice',
      causes: byGroup(quantities, (group) => group.g),
    }),
    costLine({
      ...common,
      meter: 'blob-archive.retrieval',
      quantity: 0.01 * stored,
      unit: 'GB',
      amount: sumByMonths(quantities, 'archive', (part, A) => 0.01 * part * A * prices.dataRetrievalPrice),
      formula: '0.01 × g × A × retrieval',
      price: 'azure.blobStorageArchive.dataRetrievalPrice',
      causes: byStored,
    }),
  ];
}

/** Priced with a scene too: a single-cloud total of Azure takes it, a placement does not. */
function management(quantities: PaperQuantities, prices: AzurePrices['azureDigitalTwins'], blocks: Blocks): CostLine[] {
  const { n, M, q, s } = quantities;
  const common = { slot: 'L4', provider: 'azure', part: 'management', role: 'twin management', service: 'Azure Digital Twins' } as const;
  const tiers = prices.queryUnitTiers;
  const perQuery = (tiers.find(({ upper }) => upper === undefined || n <= upper) ?? tiers.at(-1))?.value ?? 0;
  const answers = Math.ceil(s) * q;
  return [
    costLine({
      ...common,
      meter: 'digital-twins.messages',
      quantity: M,
      unit: 'operations',
      amount: M * prices.operationPrice,
      formula: 'M × operation; M = Σ ⌈devices × (1 / minutes) × 60 × 24 × 30⌉',
      price: 'azure.azureDigitalTwins.operationPrice',
      causes: byGroup(quantities, (group) => group.M),
    }),
    costLine({
      ...common,
      meter: 'digital-twins.operations',
      quantity: answers,
      unit: 'operations',
      amount: answers * prices.operationPrice,
      formula: '⌈s⌉ × q × operation; q = hours a day × refreshes an hour × 30',
      price: 'azure.azureDigitalTwins.operationPrice',
      causes: [blocks.visualization],
    }),
    costLine({
      ...common,
      meter: 'digital-twins.query-units',
      quantity: perQuery * q,
      unit: 'query units',
      amount: perQuery * prices.queryPrice * q,
      formula: 'QU × query × q; QU = 15, 1500 or 4000 for fewer than 100, fewer than 10,000 or more devices',
      price: 'azure.azureDigitalTwins.queryPrice, queryUnitTiers',
      causes: [blocks.visualization],
    }),
  ];
}

function dashboards(quantities: PaperQuantities, prices: AzurePrices['azureManagedGrafana'], blocks: Blocks): CostLine[] {
  const users = quantities.editors + quantities.viewers;
  const common = {
    slot: 'L5',
    provider: 'azure',
    part: 'dashboards',
    role: 'dashboards',
    service: 'Azure Managed Grafana',
    causes: [blocks.visualization],
  } as const;
  return [
    costLine({
      ...common,
      meter: 'grafana.users',
      quantity: users,
      unit: 'users',
      amount: prices.userPrice * users,
      formula: 'user × (Ed + Vw)',
      price: 'azure.azureManagedGrafana.userPrice',
    }),
    costLine({
      ...common,
      meter: 'grafana.instance',
      quantity: HOURS_PER_MONTH,
      unit: 'hours',
      amount: prices.hourlyPrice * HOURS_PER_MONTH,
      formula: 'hour × 730',
      price: 'azure.azureManagedGrafana.hourlyPrice',
    }),
  ];
}
