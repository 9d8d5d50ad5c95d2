/**
 * Builds cost lines of the paper model and shares their amounts among the declarations that cause them.
 * It knows no formula of a service: those stand in aws.ts, azure.ts and transfers.ts.
 */
import type { Scenario, Slot, SourceRange } from '@twin2multicloud/topology';
import type { AppliedTier, CauseShare, CostLine } from '../result.ts';
import type { PaperGroup, PaperQuantities } from './quantities.ts';
import { paperSource, type PaperProvider } from './prices.ts';

/** A declaration and how much of a line it causes, in any unit. */
export interface Weight {
  readonly cause: string;
  readonly at: SourceRange | null;
  readonly weight: number;
}

/** What a service's formula says of one line; `component` and shares follow from it. */
export interface LineTerm {
  readonly slot: Slot | null;
  readonly provider: PaperProvider;
  /** The last part of the component's id. */
  readonly part: string;
  readonly role: string;
  readonly service: string;
  /** What follows `paper.PROVIDER.` in the meter's name. */
  readonly meter: string;
  readonly quantity: number;
  readonly unit: string;
  readonly tiers?: readonly AppliedTier[];
  readonly amount: number;
  readonly formula: string;
  /** The key of the price in the artifact's table. */
  readonly price: string;
  readonly causes: readonly Weight[];
}

/** Where amounts of no device group are booked: the blocks, with their place if they are written. */
export interface Blocks {
  readonly storage: Weight;
  readonly management: Weight;
  readonly entities: Weight;
  readonly visualization: Weight;
  readonly twin: Weight;
}

export function blocksOf(scenario: Scenario): Blocks {
  const block = (cause: string, at: SourceRange | null): Weight => ({ cause, at, weight: 1 });
  const { storage, management, visualization } = scenario;
  return {
    storage: block('storage', storage.declaredAt),
    management: block('management', management?.declaredAt ?? null),
    entities: block('management.entities', management?.entities?.at ?? management?.declaredAt ?? null),
    visualization: block('visualization', visualization?.declaredAt ?? null),
    twin: block(scenario.name, scenario.declaredAt),
  };
}

export function costLine(term: LineTerm): CostLine {
  const { slot, provider, part, role, service, meter, quantity, unit, amount, formula } = term;
  return {
    slot,
    provider,
    component: `${provider}.${slot ?? 'transfer'}.${part}`,
    role,
    service,
    meter: `paper.${provider}.${meter}`,
    quantity,
    unit,
    unitPrice: quantity === 0 ? 0 : amount / quantity,
    tiers: term.tiers ?? [],
    amount,
    formula,
    source: paperSource(term.price),
    status: 'confirmed',
    why: null,
    causes: shares(amount, term.causes),
  };
}

/** The sum of lines in printed order: what a cell or a transfer shows. */
export function amountOf(lines: readonly CostLine[]): number {
  let amount = 0;
  for (const line of lines) amount += line.amount;
  return amount;
}

/** Each device group with its weight. */
export function byGroup(quantities: PaperQuantities, weight: (group: PaperGroup) => number): Weight[] {
  return quantities.groups.map((group) => ({ cause: group.name, at: group.at, weight: weight(group) }));
}

/** Splits an amount in proportion to the weights; equally where no weight is positive. The last share takes the rounding. */
function shares(amount: number, weights: readonly Weight[]): CauseShare[] {
  if (amount === 0) return [];
  const causing = weights.filter(({ weight }) => weight > 0);
  const sharing = causing.length > 0 ? causing : weights;
  let whole = 0;
  for (const { weight } of sharing) whole += causing.length > 0 ? weight : 1;
  let left = amount;
  return sharing.map(({ cause, at, weight }, index) => {
    const share = index === sharing.length - 1 ? left : amount * ((causing.length > 0 ? weight : 1) / whole);
    left -= share;
    return { cause, at, amount: share };
  });
}
