/**
 * The tables that the reference shares with the engine: ids and units of meters, ids of limits, values of assumptions.
 * Nothing that computes comes from the engine.
 */
export { ASSUMPTIONS, METERS } from '@twin2multicloud/topology';
export type { AssumptionId, MeterId } from '@twin2multicloud/topology';
export { LIMITS } from '@twin2multicloud/cost';
