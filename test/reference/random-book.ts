/**
 * Random price books with the ids, units and limits that the model knows: any tiers, allowances, absent services, bundles.
 * Their prices mean nothing; they are for properties that must hold whatever the prices are.
 */
import type { FreeAllowance, LimitId, PriceBook, PriceEntry, PricePlan, PriceSource, PriceTier } from '@twin2multicloud/cost';
import type { Provider } from '@twin2multicloud/language';
import type fc from 'fast-check';
import { GB, KB, MB } from './arithmetic.ts';
import { providerOf } from './lines.ts';
import { LIMITS, METERS } from './tables.ts';
import { draws, mulberry32, tapeArbitrary } from './tape.ts';
import type { Draws, Tape } from './tape.ts';

type PricedId = keyof typeof METERS;

const REGIONS = {
  'eu-central': { aws: 'eu-central-1', azure: 'westeurope', gcp: 'europe-west1' },
  'us-east': { aws: 'us-east-1', azure: 'eastus', gcp: 'us-east1' },
} as const;

const LOGICAL = ['eu-central', 'us-east'] as const;

const ZONES = {
  'eu-central-1': { provider: 'aws', country: 'DE', zone: 'EU', name: 'Frankfurt' },
  westeurope: { provider: 'azure', country: 'NL', zone: 'EU', name: 'Netherlands' },
  'europe-west1': { provider: 'gcp', country: 'BE', zone: 'EU', name: 'Belgium' },
  'us-east-1': { provider: 'aws', country: 'US', zone: 'US', name: 'Virginia' },
  eastus: { provider: 'azure', country: 'US', zone: 'US', name: 'Virginia' },
  'us-east1': { provider: 'gcp', country: 'US', zone: 'US', name: 'South Carolina' },
} as const;

const SOURCE: PriceSource = { kind: 'assumed', id: 'random', url: null, effectiveFrom: null, readAt: '2026-11-21' };

/** The order of magnitude of limits: about what the clouds have, so that some scenarios break them. */
const LIMIT_VALUES: Readonly<Record<LimitId, number>> = {
  'aws.iot-core.message-bytes': 128 * KB,
  'aws.dynamodb.item-bytes': 400 * KB,
  'aws.lambda.memory-max-bytes': 10 * GB,
  'aws.lambda.duration-max-seconds': 900,
  'azure.iot-hub.message-bytes': 256 * KB,
  'azure.iot-hub.devices': 1_000_000,
  'azure.iot-hub.s1.messages-per-unit-day': 400_000,
  'azure.iot-hub.s2.messages-per-unit-day': 6_000_000,
  'azure.iot-hub.s3.messages-per-unit-day': 300_000_000,
  'azure.iot-hub.s1.messages-per-unit-second': 12,
  'azure.iot-hub.s2.messages-per-unit-second': 120,
  'azure.iot-hub.s3.messages-per-unit-second': 6000,
  'azure.iot-hub.s1.messages-per-hub-second': 100,
  'azure.iot-hub.s2.messages-per-hub-second': 120,
  'azure.iot-hub.s3.messages-per-hub-second': 6000,
  'azure.iot-hub.s1.units': 200,
  'azure.iot-hub.s2.units': 200,
  'azure.iot-hub.s3.units': 10,
  'azure.functions.memory-max-bytes': 1.5 * GB,
  'azure.functions.duration-max-seconds': 600,
  'azure.cosmos-db.item-bytes': 2 * MB,
  'azure.cosmos-db.serverless-ru-per-second': 5000,
  'azure.cosmos-db.serverless-storage-bytes': 1024 * GB,
  'azure.digital-twins.twins': 1_000_000,
  'gcp.pubsub.message-bytes': 10 * MB,
  'gcp.firestore.document-bytes': MB,
  'gcp.cloud-run.memory-max-bytes': 32 * GB,
  'gcp.cloud-run.duration-max-seconds': 3600,
};

/** Any price book; a counterexample shrinks to one tier and no allowance. */
export const bookArbitrary: fc.Arbitrary<PriceBook> = tapeArbitrary.map((tape) => bookOf(tape));

/** The price book of a seed, always the same. */
export function randomBook(seed: number): PriceBook {
  return bookOf(mulberry32(seed));
}

export function bookOf(tape: Tape): PriceBook {
  const draw = draws(tape);
  const entries: PriceEntry[] = [];
  for (const id of Object.keys(METERS) as PricedId[]) {
    const provider = providerOf(id);
    if (draw.chance(0.1)) entries.push(entry(draw, id, 'global'));
    else for (const logical of LOGICAL) entries.push(entry(draw, id, REGIONS[logical][provider]));
  }
  return {
    schema: 'twin-prices/1',
    id: 'random',
    createdAt: '2026-11-21',
    currencyRates: {
      USD: { perUsd: '1', date: '2026-11-21', source: SOURCE, status: 'unconfirmed' },
      EUR: { perUsd: '0.9', date: '2026-11-21', source: SOURCE, status: 'unconfirmed' },
    },
    regions: REGIONS,
    zones: ZONES,
    // Now and then a price is missing, or there are two.
    entries: entries.flatMap((one) => (draw.chance(0.003) ? (draw.chance(0.5) ? [] : [one, one]) : [one])),
    limits: (Object.keys(LIMITS) as LimitId[]).map((id) => ({
      id,
      // Lambda's smallest memory is the meter's own rule too; a book cannot say otherwise.
      value: Math.ceil(LIMIT_VALUES[id] * (draw.chance(0.1) ? draw.log(0.1, 10) : 1)),
      unit: LIMITS[id],
      source: 'random',
      status: 'unconfirmed',
    })),
    unavailable: ABSENT.filter(() => draw.chance(0.02)).map(([provider, service]) => ({
      provider,
      region: REGIONS['eu-central'][provider],
      service,
      reason: `${service} is absent`,
      source: 'random',
    })),
  };
}

/** Services that a slot cannot do without. */
const ABSENT: readonly (readonly [Provider, string])[] = [
  ['aws', 'iot-core'],
  ['azure', 'iot-hub'],
  ['gcp', 'pubsub'],
  ['aws', 'dynamodb'],
  ['azure', 'cosmos-db'],
  ['aws', 's3-infrequent-access'],
  ['azure', 'blob-cool'],
  ['gcp', 'storage-nearline'],
  ['aws', 's3-deep-archive'],
  ['azure', 'blob-archive'],
  ['gcp', 'storage-archive'],
  ['aws', 'twinmaker'],
  ['azure', 'digital-twins'],
  ['aws', 'grafana'],
  ['azure', 'grafana'],
];

function entry(draw: Draws, id: PricedId, region: string): PriceEntry {
  const [, service = '', meter = ''] = id.split('.');
  const tiers: PriceTier[] = [];
  let price = draw.log(typicalPrice(id) / 10, typicalPrice(id) * 10);
  let from = 0;
  for (let count = draw.chance(0.5) ? draw.int(1, 4) : 1; count > 0; count--) {
    tiers.push({ from: decimal(from), price: decimal(price) });
    from = from === 0 ? draw.log(0.5, 1e9) : from * draw.log(1.5, 100);
    price *= draw.log(0.4, 1);
  }
  const free: FreeAllowance | null = draw.chance(0.4)
    ? {
        quantity: decimal(draw.log(0.5, 1e7)),
        period: draw.chance(0.2) ? 'day' : 'month',
        scope: 'account',
        source: 'random',
        status: 'unconfirmed',
      }
    : null;
  return {
    provider: providerOf(id),
    region,
    service,
    meter,
    unit: METERS[id].unit,
    perUnit: 1,
    tiers,
    source: SOURCE,
    status: 'unconfirmed',
    why: 'random',
    ...(free === null ? {} : { free }),
    ...(id === 'aws.twinmaker.entities' && draw.chance(0.6) ? { plans: bundles(draw) } : {}),
  };
}

function bundles(draw: Draws): PricePlan[] {
  return [1000, 10_000, 100_000].map((size, index) => ({
    name: `TIER_${String(index + 1)}`,
    fee: decimal(draw.log(0.001, 0.1) * size),
    maxEntities: draw.chance(0.3) ? null : size,
    includedCalls: size * 1000,
    includedQueries: size * 10,
    callPrice: decimal(draw.log(1e-7, 1e-5)),
    queryPrice: decimal(draw.log(1e-6, 1e-4)),
  }));
}

/** USD per unit, within a power of ten or so. */
function typicalPrice(id: PricedId): number {
  const { unit } = METERS[id];
  if (unit.includes('-month') || unit === 'hour' || unit === 'job') return 0.1;
  if (unit === 'GB' || unit === 'GiB') return 0.05;
  if (unit === 'TiB') return 40;
  if (unit === '100 RU/s-hour') return 0.01;
  if (unit.endsWith('second')) return 2e-5;
  return 1e-6;
}

/** A decimal string without an exponent, six significant digits. */
function decimal(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 5 - Math.floor(Math.log10(value)));
  const text = value.toFixed(Math.min(digits, 20));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
