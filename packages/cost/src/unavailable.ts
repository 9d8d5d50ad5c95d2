/**
 * Why a cloud cannot serve a slot, in words: hard limits, regions that the book does not know, absent services, prices that are missing,
 * quantities beyond computing. What the rules of a file exclude is the optimizer's.
 */
import { meterName, PROVIDERS, SLOTS, violations, type Facts } from '@twin2multicloud/topology';
import { METER_IDS, SLOT_ACTIVATIONS, type IndexedUse, type Part } from './activations.ts';
import type { Rates } from './rates.ts';
import type { Unavailable } from './result.ts';

/** Far beyond anything that could be billed; far enough below the largest number that sums and products stay finite. */
const MOST = 1e100;

/** false for NaN too: absurd input makes a slot unavailable, with a reason, and never a total that is no number. */
export function computable(quantity: number): boolean {
  return Math.abs(quantity) <= MOST;
}

/** A quantity that is not `computable`. */
export function beyond(meter: number): Unavailable {
  const { service, title } = meterName(METER_IDS[meter] as (typeof METER_IDS)[number]);
  const reason = `the quantity of ${service} (${title}) is beyond what can be computed`;
  return { available: false, kind: 'limit', reason, at: null };
}

/** None of a part's plans takes what the scenario asks for. */
export function tooLarge(part: Part): Unavailable {
  const names = part.plans.map((plan) => plan.name).join(', ');
  const service = meterName(METER_IDS[part.plans[0]?.uses[0]?.meter ?? 0] as (typeof METER_IDS)[number]).service;
  return { available: false, kind: 'limit', reason: `more than ${service} takes in any of ${names}`, at: null };
}

/** The book has no price of the meter in its region, or several. */
export function missingPrice(meter: number, rates: Rates): Unavailable {
  const id = METER_IDS[meter] as string;
  const provider = PROVIDERS.find((name) => id.startsWith(`${name}.`)) ?? 'aws';
  const region = rates.regions[provider];
  const why = rates.missing[meter] === 'ambiguous' ? 'has several prices' : 'has no price';
  return { available: false, kind: 'price', reason: `the price book ${why} for ${id} in ${region}`, at: null, meter: id };
}

/** What is known before anything is measured, by `slot * 3 + provider`: hard limits, regions without prices, absent services. */
export function blockedSlots(facts: Facts, rates: Rates): Map<number, Unavailable> {
  const blocked = new Map<number, Unavailable>();
  for (const { slot, provider, reason, at } of violations(facts)) {
    blocked.set(SLOTS.indexOf(slot) * 3 + PROVIDERS.indexOf(provider), { available: false, kind: 'limit', reason, at });
  }
  PROVIDERS.forEach((provider, index) => {
    if (!rates.unknownRegions.has(provider)) return;
    const region = rates.regions[provider];
    const reason = region === '' ? 'the region is not in the price book' : `the price book has no prices for ${region}`;
    const at = facts.scenario.region.named[provider]?.at ?? facts.scenario.region.logical.at;
    SLOTS.forEach((_, slot) => blocked.set(slot * 3 + index, { available: false, kind: 'region', reason, at }));
  });
  if (rates.unavailable.size > 0) {
    SLOT_ACTIVATIONS.forEach((activation, at) => {
      for (const part of activation.parts) {
        if (part.when !== null && !part.when(facts)) continue;
        const reason = absenceOf(part.uses, facts, rates) ?? absenceOfPlans(part, facts, rates);
        if (reason !== null && !blocked.has(at)) blocked.set(at, { available: false, kind: 'absent', reason, at: null });
      }
    });
  }
  return blocked;
}

/** Why the region cannot serve one of the uses, because it lacks the service; null: it has them all. */
export function absenceOf(uses: readonly IndexedUse[], facts: Facts, rates: Rates): string | null {
  if (rates.unavailable.size === 0) return null;
  for (const { use } of uses) {
    const reason = rates.unavailable.get(use.meter.split('.').slice(0, 2).join('.'));
    if (reason !== undefined && isUsed(use, facts)) return reason;
  }
  return null;
}

/** A part with plans runs as long as the region has the services of one of them. */
function absenceOfPlans({ plans }: Part, facts: Facts, rates: Rates): string | null {
  const reasons = plans.map((plan) => absenceOf(plan.uses, facts, rates));
  return reasons.length > 0 && reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
}

/** false: a use of rules' actions or of user functions of which the twin has none (no `notify` needs no Pub/Sub). */
function isUsed(use: IndexedUse['use'], facts: Facts): boolean {
  if (use.per === 'action') return facts.actions.some((action) => use.usage(action, facts) !== null);
  if (use.per === 'run') return facts.runs.some((run) => use.usage(run, facts) !== null);
  return true;
}
