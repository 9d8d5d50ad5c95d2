/** What a change does: the twins of two states of a file, side by side, in the currency of the later state. */
import type { Slot, TwinCost } from '@twin2multicloud/cost';
import { chosenAmount } from './analyze.ts';
import { inCurrency } from './money.ts';
import type { CostDiff, FileReport, TwinDiff, TwinReport } from './report.ts';
import { valuesOf } from './values.ts';

const NOTHING = 1e-9;

/** @param before null where the file is new. */
export function diffReports(before: FileReport | null, after: FileReport): CostDiff {
  const old = new Map((before?.twins ?? []).map((twin) => [keyOf(twin), twin]));
  const twins = after.twins.map((twin) => {
    const previous = old.get(keyOf(twin)) ?? null;
    old.delete(keyOf(twin));
    return diffTwin(previous, twin);
  });
  for (const gone of old.values()) twins.push(diffTwin(gone, null));
  return { twins, total: totals(twins) };
}

const keyOf = (twin: TwinReport) => `${twin.name} ${twin.variant ?? ''}`;

function totals(twins: readonly TwinDiff[]): CostDiff['total'] {
  const written = twins.filter((twin) => twin.variant === null);
  const currencies = new Set(written.map((twin) => twin.currency));
  const [currency] = currencies;
  if (currency === undefined || currencies.size > 1) return null;
  const sum = (of: (twin: TwinDiff) => number | null) => written.reduce((total, twin) => total + (of(twin) ?? 0), 0);
  return { before: sum((twin) => twin.before), after: sum((twin) => twin.after), currency };
}

function diffTwin(before: TwinReport | null, after: TwinReport | null): TwinDiff {
  const shown = after ?? before;
  if (!shown) throw new Error('a difference needs at least one side');
  const { money } = shown;
  // Both sides in the currency of the later one, so that a change of currency is no change of cost.
  const amount = (twin: TwinReport | null) => (twin?.cost.total == null ? null : inCurrency(twin.cost.total, money));
  const values = changedValues(before, after);
  const parts = changedParts(before?.cost ?? null, after?.cost ?? null).map((part) => ({
    part: part.part,
    before: inCurrency(part.before, money),
    after: inCurrency(part.after, money),
  }));
  const same = values.length === 0 && parts.length === 0;
  return {
    name: shown.name,
    variant: shown.variant,
    state: before === null ? 'added' : after === null ? 'removed' : same ? 'same' : 'changed',
    currency: money.currency,
    before: amount(before),
    after: amount(after),
    placementBefore: before?.cost.placement ?? null,
    placementAfter: after?.cost.placement ?? null,
    parts,
    values,
  };
}

function changedParts(before: TwinCost | null, after: TwinCost | null): { part: Slot | 'transfers'; before: number; after: number }[] {
  const slots = new Set<Slot>([...(before?.slots ?? []), ...(after?.slots ?? [])]);
  const amountOf = (cost: TwinCost | null, slot: Slot) => (cost?.placement ? chosenAmount(cost, cost.placement, slot) : 0);
  const transfers = (cost: TwinCost | null) => (cost?.transfers ?? []).reduce((sum, transfer) => sum + transfer.amount, 0);
  return [
    ...[...slots].map((slot) => ({ part: slot, before: amountOf(before, slot), after: amountOf(after, slot) })),
    { part: 'transfers' as const, before: transfers(before), after: transfers(after) },
  ]
    .filter((part) => Math.abs(part.after - part.before) > NOTHING)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

function changedValues(before: TwinReport | null, after: TwinReport | null): TwinDiff['values'] {
  const old = before ? valuesOf(before.scenario) : new Map<string, string>();
  const now = after ? valuesOf(after.scenario) : new Map<string, string>();
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }));
}
