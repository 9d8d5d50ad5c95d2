/**
 * What facts mean together: a group with its type and the twin's storage, rules with their groups and fields, lines of `place` with `providers`.
 * Lowering and checking both ask here, so what is reported and what is left out never differ.
 */

import type { Cadence, Provider, Slot, TelemetryField } from '../scenario.ts';
import { PROVIDERS, SLOTS } from '../scenario.ts';
import { SECONDS_PER_MONTH } from '../units.ts';
import type { ComparisonFacts, GroupFacts, PlaceFacts, RuleFacts, StorageFacts, TypeFacts, Written } from './facts.ts';
import { eventsPerSecond } from './quantities.ts';
import type { TwinFacts } from './twin-facts.ts';

/** A group and its type; `type` is undefined where it names one that is not known. */
export interface GroupEntry {
  readonly facts: GroupFacts;
  readonly type: TypeFacts | null | undefined;
}

export const DEFAULT_HOT = SECONDS_PER_MONTH;

export type Tier = 'hot' | 'cool' | 'archive';

/** The type's fields and the group's own; the same name replaces, at its place. */
export function effectiveFields({ facts, type }: GroupEntry): readonly TelemetryField[] {
  const own = facts.device.telemetry;
  const inherited = type?.device.telemetry ?? [];
  if (inherited.length === 0) return own.map((field) => field.value);
  const fields = new Map<string, TelemetryField>();
  for (const field of [...inherited, ...own]) fields.set(field.value.name, field.value);
  return [...fields.values()];
}

/** Whether a group lacks what it must have; a property with an error is not missing. */
export function lacks({ facts, type }: GroupEntry): { readonly cadence: boolean; readonly payload: boolean } {
  const own = facts.device;
  const inherited = type?.device;
  return {
    cadence: own.cadence === null && inherited?.cadence == null,
    payload: own.payload === null && inherited?.payload == null && own.telemetry.length + (inherited?.telemetry.length ?? 0) === 0,
  };
}

/** true where the group can be counted with: its type is known and nothing required is missing. */
export function isComplete(entry: GroupEntry): boolean {
  if (entry.type === undefined) return false;
  const { cadence, payload } = lacks(entry);
  return !cadence && !payload;
}

/** A peak below the mean rate makes no sense. The two may be written in different units, so rounding is let pass. */
export function peakFits(peak: Cadence, cadence: Cadence): boolean {
  return eventsPerSecond(peak) >= eventsPerSecond(cadence) * (1 - 1e-9);
}

/** Where a tier's age comes from; null: the language's default. */
export type TierSource = 'group' | 'type' | 'twin' | null;

export interface EffectiveTier {
  /** null: the tier is not used. */
  readonly value: number | null;
  readonly source: TierSource;
  readonly written: Written<number | null> | null;
}

/** A tier whose age is below that of the tier before it. */
export interface OrderFault {
  readonly tier: Tier;
  readonly at: EffectiveTier;
  readonly before: Tier;
  readonly beforeAt: EffectiveTier;
}

export interface EffectiveRetention {
  readonly hot: EffectiveTier;
  readonly cool: EffectiveTier;
  readonly archive: EffectiveTier;
  readonly faults: readonly OrderFault[];
}

/** The ages that hold for a group (or, without one, for the twin). A tier out of order is reported as a fault and not used. */
export function effectiveRetention(group: StorageFacts | null, type: StorageFacts | null, twin: StorageFacts): EffectiveRetention {
  const faults: OrderFault[] = [];
  const pick = (tier: Tier): EffectiveTier => {
    const sources: readonly (readonly [Exclude<TierSource, null>, StorageFacts | null])[] = [
      ['group', group],
      ['type', type],
      ['twin', twin],
    ];
    for (const [source, storage] of sources) {
      const written = storage?.[tier] ?? null;
      if (written !== null) return { value: written.value, source, written };
    }
    return { value: tier === 'hot' ? DEFAULT_HOT : null, source: null, written: null };
  };
  const ordered = (tier: Tier, at: EffectiveTier, before: readonly (readonly [Tier, EffectiveTier])[]): EffectiveTier => {
    for (const [name, other] of before) {
      if (at.value !== null && other.value !== null && at.value < other.value) {
        faults.push({ tier, at, before: name, beforeAt: other });
        return { ...at, value: null };
      }
    }
    return at;
  };
  const hot = pick('hot');
  const cool = ordered('cool', pick('cool'), [['hot', hot]]);
  const archive = ordered('archive', pick('archive'), [
    ['cool', cool],
    ['hot', hot],
  ]);
  return { hot, cool, archive, faults };
}

/** The groups of a twin by name, each with its type. */
export function groupTable(
  groups: readonly GroupFacts[],
  types: ReadonlyMap<string, { readonly facts: TypeFacts }>,
): Map<string, GroupEntry> {
  const table = new Map<string, GroupEntry>();
  for (const facts of groups) {
    const type = facts.type === null || facts.type.name === '' ? null : types.get(facts.type.name)?.facts;
    table.set(facts.name.name, { facts, type });
  }
  return table;
}

/** Whether a comparison fits its field; `ok` or what is wrong. */
export type ComparisonVerdict = 'ok' | 'not-boolean' | 'vector' | 'operator' | 'unit' | 'value';

export function judge(comparison: ComparisonFacts, field: TelemetryField): ComparisonVerdict {
  const { operator, value } = comparison.node;
  if (field.type === 'vector') return 'vector';
  if (operator === null) return field.type === 'boolean' ? 'ok' : 'not-boolean';
  const ordered = operator.text !== '==' && operator.text !== '!=';
  const numeric = field.type === 'number' || field.type === 'integer';
  if (ordered && (field.type === 'boolean' || field.type === 'string')) return 'operator';
  if (value === null) return 'ok';
  if (numeric && value.kind === 'quantity') return value.unit === null && value.per === null ? 'ok' : 'unit';
  const wanted = numeric ? 'quantity' : field.type === 'boolean' ? 'boolean' : 'text';
  return value.kind === wanted ? 'ok' : 'value';
}

/** The one group of a rule whose every comparison fits; null otherwise. */
export function ruleGroup(rule: RuleFacts, groups: ReadonlyMap<string, GroupEntry>): GroupEntry | null {
  const first = rule.comparisons[0];
  const entry = first === undefined ? undefined : groups.get(first.group.name);
  if (first === undefined || entry === undefined) return null;
  const fields = new Map(effectiveFields(entry).map((field) => [field.name, field]));
  const fits = rule.comparisons.every((comparison) => {
    const field = comparison.field === null ? undefined : fields.get(comparison.field.name);
    return comparison.group.name === first.group.name && field !== undefined && judge(comparison, field) === 'ok';
  });
  return fits ? entry : null;
}

/** The slots that a path of `place` or `budget` means. */
export function slotsOf(path: Slot | 'L3'): readonly Slot[] {
  return path === 'L3' ? ['L3.hot', 'L3.cool', 'L3.archive'] : [path];
}

export interface EffectivePlacement {
  readonly rules: ReadonlyMap<Slot, PlaceFacts>;
  /** Lines that name a provider outside `providers`. */
  readonly notAllowed: readonly PlaceFacts[];
  /** Lines that leave no provider. */
  readonly nobody: readonly PlaceFacts[];
}

/** The line of `place` that holds for each slot: the more specific one wins, and a line that cannot hold is left out. */
export function effectivePlacement(twin: Pick<TwinFacts, 'placement' | 'providers'>): EffectivePlacement {
  const allowed: readonly Provider[] = twin.providers?.value ?? PROVIDERS;
  const rules = new Map<Slot, PlaceFacts>();
  const notAllowed: PlaceFacts[] = [];
  const nobody: PlaceFacts[] = [];
  const good = new Map<string, PlaceFacts>();
  for (const line of twin.placement.values()) {
    if (line.provider !== null && !allowed.includes(line.provider)) notAllowed.push(line);
    else if (line.provider === null && allowed.every((provider) => line.except.includes(provider))) nobody.push(line);
    else good.set(line.path, line);
  }
  for (const slot of SLOTS) {
    const line = good.get(slot) ?? (slot.startsWith('L3') ? good.get('L3') : undefined);
    if (line !== undefined) rules.set(slot, line);
  }
  return { rules, notAllowed, nobody };
}
