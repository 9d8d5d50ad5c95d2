/**
 * Topology × price book → cost lines. Pure numbers: no I/O, no clock, no currency but USD.
 */
export * from './price-book.ts';
export * from './result.ts';
export * from './meters/ids.ts';
export * from './paper/index.ts';
export {
  meter,
  METER_DESCRIPTIONS,
  METER_USAGE_FIELDS,
  meterIds,
  type AnyMeterId,
  type AnyUsage,
  type MeterDescription,
  type MeterRates,
  type MeterResult,
} from './meters/meter.ts';
export type { UsageField } from './meters/fields.ts';
export { METER_IDS, SHARED, FLOW_ENDS } from './activations.ts';
export { pricePlacement, priceTransferAlone, type PricedPlacement } from './lines.ts';
export { measure, measureFacts, withFacts, type Bill, type Measured, type MeasureOptions } from './measure.ts';
export { priceOf, rateOf, type Rate } from './meters/tiers.ts';
export { ratesFor, regionsOf, type MeterRate, type Rates, type RatesOptions } from './rates.ts';
export {
  ASSUMPTIONS,
  assumptionsOf,
  DAYS_PER_MONTH,
  factsOf,
  FLOWS,
  MINIMUM_DAYS,
  PROVIDERS,
  roundUp,
  SECONDS_PER_MONTH,
  SLOTS,
} from '@twin2multicloud/topology';
export type {
  AssumptionId,
  Facts,
  Cadence,
  Declared,
  DeviceGroup,
  FlowId,
  Provider,
  Scenario,
  Slot,
  SlotRule,
  SourceRange,
} from '@twin2multicloud/topology';
export { pooledTotal, poolShareOf, totalOfPool, type PoolShare } from './pool.ts';
