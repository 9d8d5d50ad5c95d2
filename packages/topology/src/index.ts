/**
 * Scenario → what would run: the components of every slot on every cloud and the flows between slots, with what drives them.
 * It is data. What a usage costs is packages/cost's; what is built will be packages/deploy's, from the same lists.
 */
import type { Scenario, Slot } from '@twin2multicloud/language';
import { AWS } from './components/aws.ts';
import { AZURE } from './components/azure.ts';
import { GCP } from './components/gcp.ts';
import type { Component } from './component.ts';

export { PROVIDERS, SLOTS } from '@twin2multicloud/language';
export type * from '@twin2multicloud/language';
export { ASSUMPTIONS, type Assumption, type AssumptionId } from './assumptions.ts';
export type { ActionUse, Cause, Component, GroupUse, Plan, RunUse, TwinUse, Use } from './component.ts';
export { violations, type Violation } from './constraints.ts';
export {
  assumptionsOf,
  DAYS_PER_MONTH,
  factsOf,
  HOURS_PER_MONTH,
  MINIMUM_DAYS,
  perSecond,
  SECONDS_PER_MONTH,
  type ActionFacts,
  type AssumptionValues,
  type Facts,
  type GroupFacts,
  type RunFacts,
} from './facts.ts';
export { FLOWS, type Flow, type FlowId } from './flows.ts';
export { vcpuOf } from './functions.ts';
export { LIMITS, type LimitId, type Limits } from './limits.ts';
export * from './meters.ts';
export { roundUp, within } from './round-up.ts';

/** Every component of every slot on every cloud, in the order in which its lines are shown. */
export const COMPONENTS: readonly Component[] = [...AWS, ...AZURE, ...GCP];

/** The slots that a scenario uses, in order. */
export function usedSlots(scenario: Scenario, tiers: { readonly usesCool: boolean; readonly usesArchive: boolean }): Slot[] {
  const slots: Slot[] = ['L1', 'L2', 'L3.hot'];
  if (tiers.usesCool) slots.push('L3.cool');
  if (tiers.usesArchive) slots.push('L3.archive');
  if (scenario.management) slots.push('L4');
  if (scenario.visualization) slots.push('L5');
  return slots;
}
