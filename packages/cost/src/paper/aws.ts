/** The AWS column of the paper's table: each slot's formula, broken into the terms of its sum. */
import type { Slot } from '@twin2multicloud/topology';
import type { CostLine } from '../result.ts';
import { functionLines } from './functions.ts';
import { byGroup, costLine, type Blocks } from './lines.ts';
import type { PaperPrices } from './prices.ts';
import { meanMonths, sumByMonths, type PaperQuantities } from './quantities.ts';
import { absoluteTiers, tieredAbsolute } from './tiers.ts';

export function awsLines(quantities: PaperQuantities, prices: PaperPrices['aws'], blocks: Blocks): Record<Slot, CostLine[]> {
  return {
    L1: broker(quantities, prices.iotCore),
    L2: functionLines('aws', quantities, prices.lambda),
    'L3.hot': hot(quantities, prices.dynamoDB),
    'L3.cool': cool(quantities, prices.s3InfrequentAccess),
    'L3.archive': archive(quantities, prices.s3GlacierDeepArchive),
    L4: management(quantities, prices.iotTwinMaker, blocks),
    L5: dashboards(quantities, prices.awsManagedGrafana, blocks),
  };
}

function broker(quantities: PaperQuantities, prices: PaperPrices['aws']['iotCore']): CostLine[] {
  const { n, awsBlocks: b } = quantities;
  const common = { slot: 'L1', provider: 'aws', part: 'broker', role: 'message broker', service: 'AWS IoT Core' } as const;
  const byBlocks = byGroup(quantities, (group) => group.awsBlocks);
  const { tier1, tier2, tier3 } = prices.pricing_tiers;
  const tiers = [tier1, tier2, tier3];
  return [
    costLine({
      ...common,
      meter: 'iot-core.devices',
      quantity: n,
      unit: 'devices',
      amount: n * prices.pricePerDeviceAndMonth,
      formula: 'n × device',
      price: 'aws.iotCore.pricePerDeviceAndMonth',
      causes: byGroup(quantities, (group) => group.n),
    }),
    costLine({
      ...common,
      meter: 'iot-core.rules',
      quantity: 2 * b,
      unit: 'rules and actions',
      amount: 2 * b * prices.priceRulesTriggered,
      formula: '2 × b × rule; b = messages in blocks of 5 KB',
      price: 'aws.iotCore.priceRulesTriggered',
      causes: byBlocks,
    }),
    costLine({
      ...common,
      meter: 'iot-core.messages',
      quantity: b,
      unit: 'messages',
      tiers: absoluteTiers(tiers),
      amount: tieredAbsolute(b, tiers),
      formula: 'tiers of b; b = messages in blocks of 5 KB',
      price: 'aws.iotCore.pricing_tiers',
      causes: byBlocks,
    }),
  ];
}

function hot(quantities: PaperQuantities, prices: PaperPrices['aws']['dynamoDB']): CostLine[] {
  const { kb, N } = quantities;
  const common = { slot: 'L3.hot', provider: 'aws', part: 'hot', role: 'hot storage', service: 'Amazon DynamoDB' } as const;
  const stored = sumByMonths(quantities, 'hot', (g, H) => g * (H + 0.5));
  const free = prices.freeStorage * meanMonths(quantities, 'hot');
  return [
    costLine({
      ...common,
      meter: 'dynamodb.writes',
      quantity: kb,
      unit: 'KB',
      amount: prices.writePrice * kb,
      formula: 'write × N × s',
      price: 'aws.dynamoDB.writePrice',
      causes: byGroup(quantities, (group) => group.N * group.s),
    }),
    costLine({
      ...common,
      meter: 'dynamodb.reads',
      quantity: N / 2,
      unit: 'reads',
      amount: prices.readPrice * (N / 2),
      formula: 'read × N / 2',
      price: 'aws.dynamoDB.readPrice',
      causes: byGroup(quantities, (group) => group.N),
    }),
    costLine({
      ...common,
      meter: 'dynamodb.storage',
      quantity: stored,
      unit: 'GB-months',
      tiers: [
        { from: 0, price: 0 },
        { from: free, price: prices.storagePrice },
      ],
      amount: stored <= free ? 0 : Math.ceil((stored - free) * prices.storagePrice),
      formula: '⌈(g × (H + 0.5) − 25 × H) × storage⌉, at least 0',
      price: 'aws.dynamoDB.storagePrice',
      causes: byGroup(quantities, (group) => group.g * (group.months.hot + 0.5)),
    }),
  ];
}

function cool(quantities: PaperQuantities, prices: PaperPrices['aws']['s3InfrequentAccess']): CostLine[] {
  const { g } = quantities;
  const common = { slot: 'L3.cool', provider: 'aws', part: 'cool', role: 'cool storage', service: 'Amazon S3 Standard-IA' } as const;
  const requests = 2 * Math.ceil((g * 1024) / 100);
  const retrieved = sumByMonths(quantities, 'cool', (part, C) => 0.1 * part * C) + g;
  return [
    costLine({
      ...common,
      meter: 's3-ia.storage',
      quantity: sumByMonths(quantities, 'cool', (part, C) => part * C),
      unit: 'GB-months',
      amount: sumByMonths(quantities, 'cool', (part, C) => (prices.storagePrice + prices.upfrontPrice) * part * C),
      formula: '(storage + upfront) × g × C',
      price: 'aws.s3InfrequentAccess.storagePrice, upfrontPrice',
      causes: byGroup(quantities, (group) => group.g * group.months.cool),
    }),
    costLine({
      ...common,
      meter: 's3-ia.requests',
      quantity: requests,
      unit: 'requests',
      amount: prices.requestPrice * requests,
      formula: 'request × 2 × ⌈g × 1024 / 100⌉',
      price: 'aws.s3InfrequentAccess.requestPrice',
      causes: byGroup(quantities, (group) => group.g),
    }),
    costLine({
      ...common,
      meter: 's3-ia.retrieval',
      quantity: retrieved,
      unit: 'GB',
      amount: prices.dataRetrievalPrice * retrieved,
      formula: 'retrieval × (0.1 × g × C + g)',
      price: 'aws.s3InfrequentAccess.dataRetrievalPrice',
      causes: byGroup(quantities, (group) => 0.1 * group.g * group.months.cool + group.g),
    }),
  ];
}

function archive(quantities: PaperQuantities, prices: PaperPrices['aws']['s3GlacierDeepArchive']): CostLine[] {
  const { g } = quantities;
  const common = {
    slot: 'L3.archive',
    provider: 'aws',
    part: 'archive',
    role: 'archive',
    service: 'Amazon S3 Glacier Deep Archive',
  } as const;
  const stored = sumByMonths(quantities, 'archive', (part, A) => part * A);
  const byStored = byGroup(quantities, (group) => group.g * group.months.archive);
  return [
    costLine({
      ...common,
      meter: 'glacier.storage',
      quantity: stored,
      unit: 'GB-months',
      amount: sumByMonths(quantities, 'archive', (part, A) => part * A * prices.storagePrice),
      formula: 'g × A × storage',
      price: 'aws.s3GlacierDeepArchive.storagePrice',
      causes: byStored,
    }),
    costLine({
      ...common,
      meter: 'glacier.lifecycle',
      quantity: 2 * g,
      unit: 'GB',
      amount: 2 * g * prices.lifecycleAndWritePrice,
      formula: '2 × g × lifecycle and write',
      price: 'aws.s3GlacierDeepArchive.lifecycleAndWritePrice',
      causes: byGroup(quantities, (group) => group.g),
    }),
    costLine({
      ...common,
      meter: 'glacier.retrieval',
      quantity: 0.01 * stored,
      unit: 'GB',
      amount: sumByMonths(quantities, 'archive', (part, A) => 0.01 * part * A * prices.dataRetrievalPrice),
      formula: '0.01 × g × A × retrieval',
      price: 'aws.s3GlacierDeepArchive.dataRetrievalPrice',
      causes: byStored,
    }),
  ];
}

function management(quantities: PaperQuantities, prices: PaperPrices['aws']['iotTwinMaker'], blocks: Blocks): CostLine[] {
  const { e, M, q } = quantities;
  const common = { slot: 'L4', provider: 'aws', part: 'management', role: 'twin management', service: 'AWS IoT TwinMaker' } as const;
  return [
    costLine({
      ...common,
      meter: 'twinmaker.entities',
      quantity: e,
      unit: 'entities',
      amount: e * prices.entityPrice,
      formula: 'e × entity (0 without a scene)',
      price: 'aws.iotTwinMaker.entityPrice',
      causes: [blocks.entities],
    }),
    costLine({
      ...common,
      meter: 'twinmaker.calls',
      quantity: M,
      unit: 'calls',
      amount: M * prices.unifiedDataAccessAPICallsPrice,
      formula: 'M × API call; M = Σ ⌈devices × (1 / minutes) × 60 × 24 × 30⌉',
      price: 'aws.iotTwinMaker.unifiedDataAccessAPICallsPrice',
      causes: byGroup(quantities, (group) => group.M),
    }),
    costLine({
      ...common,
      meter: 'twinmaker.queries',
      quantity: q,
      unit: 'queries',
      amount: q * prices.queryPrice,
      formula: 'q × query; q = hours a day × refreshes an hour × 30',
      price: 'aws.iotTwinMaker.queryPrice',
      causes: [blocks.visualization],
    }),
  ];
}

function dashboards(quantities: PaperQuantities, prices: PaperPrices['aws']['awsManagedGrafana'], blocks: Blocks): CostLine[] {
  const { editors, viewers } = quantities;
  const common = {
    slot: 'L5',
    provider: 'aws',
    part: 'dashboards',
    role: 'dashboards',
    service: 'Amazon Managed Grafana',
    causes: [blocks.visualization],
  } as const;
  return [
    costLine({
      ...common,
      meter: 'grafana.editors',
      quantity: editors,
      unit: 'editors',
      amount: prices.editorPrice * editors,
      formula: 'editor × Ed',
      price: 'aws.awsManagedGrafana.editorPrice',
    }),
    costLine({
      ...common,
      meter: 'grafana.viewers',
      quantity: viewers,
      unit: 'viewers',
      amount: prices.viewerPrice * viewers,
      formula: 'viewer × Vw',
      price: 'aws.awsManagedGrafana.viewerPrice',
    }),
  ];
}
