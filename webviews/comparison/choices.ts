/** What a person has chosen in the comparison: where to start from, what is moved, in which currency, by which model. Pure; the view keeps it over a reload. */
import type { ComparisonModel, ComparisonParams, PanelReference, Start } from '@twin2multicloud/protocol';

export type Overrides = ComparisonParams['overrides'];
type Slot = ComparisonModel['matrix'][number]['slot'];
type Provider = NonNullable<Overrides[Slot]>;

export interface Choices {
  readonly start: Start;
  readonly overrides: Overrides;
  readonly currency: string | null;
  readonly model: 'billing' | 'paper';
  /** Of the break-even chart; null: the one with the largest effect. */
  readonly quantity: string | null;
}

export const FIRST_CHOICES: Choices = { start: 'best', overrides: {}, currency: null, model: 'billing', quantity: null };

export function paramsOf(reference: PanelReference, { start, overrides, currency, model }: Choices): ComparisonParams {
  return { reference, start, overrides, currency, model };
}

/** Moves a slot; to where the start has it anyway means: not moved any more. */
export function moveSlot(choices: Choices, slot: Slot, to: Provider, unmoved: Provider | null): Choices {
  const { [slot]: _gone, ...rest } = choices.overrides;
  return { ...choices, overrides: to === unmoved ? rest : { ...rest, [slot]: to } };
}

export function moveBack(choices: Choices, slot: Slot): Choices {
  const { [slot]: _gone, ...rest } = choices.overrides;
  return { ...choices, overrides: rest };
}

/** A start as the value of a dropdown, and back. */
export function startKey(start: Start): string {
  return typeof start === 'string' ? start : start.rank === 1 ? 'best' : `rank-${start.rank}`;
}

export function startOf(key: string): Start {
  if (key === 'written' || key === 'best') return key;
  const rank = Number(/^rank-(\d+)$/.exec(key)?.[1] ?? 1);
  return rank === 1 ? 'best' : { rank };
}

/** What was kept, as far as it can be read; the rest is as at first. */
export function readChoices(state: unknown): Choices {
  if (typeof state !== 'object' || state === null) return FIRST_CHOICES;
  const kept = state as Readonly<Record<string, unknown>>;
  const overrides = Object.entries(typeof kept.overrides === 'object' && kept.overrides !== null ? kept.overrides : {}).filter(
    ([slot, provider]: [string, unknown]) =>
      /^(L1|L2|L3\.(hot|cool|archive)|L4|L5)$/.test(slot) && (provider === 'aws' || provider === 'azure' || provider === 'gcp'),
  );
  const rank = typeof kept.start === 'object' && kept.start !== null && 'rank' in kept.start ? kept.start.rank : null;
  return {
    start:
      kept.start === 'written'
        ? 'written'
        : typeof rank === 'number' && Number.isInteger(rank) && rank > 1 && rank <= 20
          ? { rank }
          : 'best',
    // Only known slots and clouds are left.
    overrides: Object.fromEntries(overrides),
    currency: typeof kept.currency === 'string' && /^[A-Z]{3}$/.test(kept.currency) ? kept.currency : null,
    model: kept.model === 'paper' ? 'paper' : 'billing',
    quantity: typeof kept.quantity === 'string' ? kept.quantity : null,
  };
}
