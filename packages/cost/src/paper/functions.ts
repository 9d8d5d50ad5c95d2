/** L2 of the paper: the same formula on both clouds, for a function of 128 MB that runs for 100 ms. */
import type { CostLine } from '../result.ts';
import { byGroup, costLine } from './lines.ts';
import type { PaperFunctions, PaperProvider } from './prices.ts';
import type { PaperQuantities } from './quantities.ts';

/** GB-seconds of one execution: 128 MB for 100 ms. */
const GB_SECONDS = 0.0125;

export function functionLines(provider: PaperProvider, quantities: PaperQuantities, prices: PaperFunctions): CostLine[] {
  const { N } = quantities;
  const [service, name, key] = provider === 'aws' ? ['AWS Lambda', 'lambda', 'lambda'] : ['Azure Functions', 'functions', 'functions'];
  const causes = byGroup(quantities, (group) => group.N);
  const common = { slot: 'L2', provider, part: 'function', role: 'function for each message', service, causes } as const;
  const seconds = GB_SECONDS * N;
  return [
    costLine({
      ...common,
      meter: `${name}.requests`,
      quantity: N,
      unit: 'requests',
      tiers: [
        { from: 0, price: 0 },
        { from: prices.freeRequests, price: prices.requestPrice },
      ],
      amount: Math.max(0, N - prices.freeRequests) * prices.requestPrice,
      formula: 'max(0, N − free requests) × request; N = Σ devices × 60 / minutes × 730',
      price: `${provider}.${key}.requestPrice`,
    }),
    costLine({
      ...common,
      meter: `${name}.duration`,
      quantity: seconds,
      unit: 'GB-s',
      tiers: [
        { from: 0, price: 0 },
        { from: prices.freeComputeTime, price: prices.durationPrice },
      ],
      amount: Math.max(0, seconds - prices.freeComputeTime) * prices.durationPrice,
      formula: 'max(0, 0.0125 × N − free GB-s) × duration (128 MB for 100 ms)',
      price: `${provider}.${key}.durationPrice`,
    }),
  ];
}
