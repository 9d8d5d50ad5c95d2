/**
 * Which clouds a file allows for each slot: `providers`, `auto except`, `residency`, and what `place` fixes.
 * What a cloud cannot do (limits, absence, missing prices) is the cost's to say.
 */
import { PROVIDERS, SLOTS, type Measured, type Provider, type Scenario, type Slot, type Unavailable } from '@twin2multicloud/cost';

/** By `slot * 3 + provider`: the rule of the file that excludes it. */
export type Exclusions = ReadonlyMap<number, Unavailable & { readonly rule: string }>;

export function exclusionsOf(measured: Measured): Exclusions {
  const { scenario } = measured.facts;
  const found = new Map<number, Unavailable & { readonly rule: string }>();
  for (const slot of measured.slots) {
    PROVIDERS.forEach((provider, index) => {
      const rule = exclusionOf(scenario, measured, SLOTS[slot] as Slot, provider);
      if (rule) found.set(slot * 3 + index, rule);
    });
  }
  return found;
}

function exclusionOf(scenario: Scenario, measured: Measured, slot: Slot, provider: Provider): (Unavailable & { rule: string }) | null {
  const { providers, placement, residency } = scenario;
  if (!providers.value.includes(provider)) {
    const reason = `not among the twin's providers (${providers.value.join(', ')})`;
    return { available: false, kind: 'providers', reason, at: providers.at, rule: `providers ${providers.value.join(' ')}` };
  }
  const rule = placement[slot];
  if (rule.except.includes(provider)) {
    return {
      available: false,
      kind: 'except',
      reason: `excluded by \`auto except ${rule.except.join(' ')}\``,
      at: rule.at,
      rule: `${slot} auto except ${rule.except.join(' ')}`,
    };
  }
  if (residency) {
    const region = measured.rates.regions[provider];
    const zone = measured.rates.book.zones[region];
    const asked = residency.value.toUpperCase();
    if (!zone || (zone.zone.toUpperCase() !== asked && zone.country.toUpperCase() !== asked)) {
      const where = zone ? `${region} lies in ${zone.country}` : `it is not known where ${region === '' ? 'its region' : region} lies`;
      return {
        available: false,
        kind: 'residency',
        reason: `residency ${residency.value}: ${where}`,
        at: residency.at,
        rule: `residency ${residency.value}`,
      };
    }
  }
  return null;
}

/** By `slot * 3 + provider`: what a search may choose. */
export function allowedBy(measured: Measured, exclusions: Exclusions, fixed: (slot: Slot) => Provider | null): boolean[] {
  const allowed = new Array<boolean>(SLOTS.length * 3).fill(false);
  for (const slot of measured.slots) {
    const choice = fixed(SLOTS[slot] as Slot);
    PROVIDERS.forEach((provider, index) => {
      const at = slot * 3 + index;
      allowed[at] = measured.slotBills[at] !== null && !exclusions.has(at) && (choice === null || choice === provider);
    });
  }
  return allowed;
}
