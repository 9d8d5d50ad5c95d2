/** Which clouds a twin's `place` and `providers` lines and the paper itself leave to each slot, and the sentences that say so. */
import { SLOTS, type Provider, type Scenario, type Slot } from '@twin2multicloud/topology';
import type { Unavailable } from '../result.ts';
import type { Allowed } from './choice.ts';
import { PAPER_PROVIDERS, type PaperProvider } from './prices.ts';
import type { PaperQuantities } from './quantities.ts';

const NAMES: Readonly<Record<Provider, string>> = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud' };

export const NOT_IN_THE_PAPER = "not in the paper's model";
const SCENE = 'the paper offers Digital Twins only without a 3D scene';

/** Why a slot may not be on a cloud at all, whatever `place SLOT PROVIDER` says; null where it may. */
export function exclusion(scenario: Scenario, quantities: PaperQuantities, slot: Slot, provider: Provider): Unavailable | null {
  if (provider === 'gcp') return { available: false, kind: 'model', reason: NOT_IN_THE_PAPER, at: null };
  if (slot === 'L4' && provider === 'azure' && quantities.scene) {
    return { available: false, kind: 'model', reason: SCENE, at: scenario.management?.scene?.at ?? null };
  }
  if (!scenario.providers.value.includes(provider)) {
    return { available: false, kind: 'providers', reason: `\`providers\` leaves out ${NAMES[provider]}`, at: scenario.providers.at };
  }
  const rule = scenario.placement[slot];
  if (rule.except.includes(provider)) {
    return { available: false, kind: 'except', reason: `\`place\` excludes ${NAMES[provider]} from ${slot}`, at: rule.at };
  }
  return null;
}

/** What the file and the paper allow; `freed` slots ignore what `place` fixes. */
export function allowedBy(scenario: Scenario, quantities: PaperQuantities, freed: (slot: Slot) => boolean): Allowed {
  return (slot, provider) => {
    if (exclusion(scenario, quantities, slot, provider) !== null) return false;
    const fixed = scenario.placement[slot].provider;
    return fixed === null || fixed === provider || freed(slot);
  };
}

/** Why no placement is possible, in a sentence; called only where none is. */
export function whyImpossible(scenario: Scenario, quantities: PaperQuantities): string {
  const allowed = allowedBy(scenario, quantities, () => false);
  for (const slot of SLOTS) {
    if (PAPER_PROVIDERS.some((provider) => allowed(slot, provider))) continue;
    const fixed = scenario.placement[slot].provider;
    if (fixed !== null) {
      const reason = exclusion(scenario, quantities, slot, fixed)?.reason;
      return `${slot} cannot be on ${NAMES[fixed]}: ${reason}.`;
    }
    const reasons = PAPER_PROVIDERS.map((provider) => exclusion(scenario, quantities, slot, provider)?.reason);
    return `${slot} has no cloud left: ${reasons.join('; ')}; Google Cloud is ${NOT_IN_THE_PAPER}.`;
  }
  return "L2 and L3.hot are on different clouds: in the paper's model L2 always runs on the cloud of L3.hot.";
}

/** The rules that everything on one cloud would break, in sentences. */
export function brokenOn(scenario: Scenario, quantities: PaperQuantities, provider: PaperProvider): string[] {
  const broken = new Set<string>();
  for (const slot of SLOTS) {
    const excluded = exclusion(scenario, quantities, slot, provider);
    if (excluded !== null) broken.add(excluded.reason);
    const fixed = scenario.placement[slot].provider;
    if (fixed !== null && fixed !== provider) broken.add(`\`place\` puts ${slot} on ${NAMES[fixed]}`);
  }
  return [...broken];
}
