/**
 * What a twin costs with some quantities changed, fast: the figures of `reportOf` without its problems. Groups that a change leaves alone
 * are not measured again. Ranges and units stand in quantities.ts.
 */
import { PROVIDERS, SLOTS, type Provider, type Scenario, type Slot, type SourceRange, type TwinCost } from '@twin2multicloud/cost';
import { chosenSlots, type ChosenSlot } from './comparison.ts';
import { inCurrency } from './money.ts';
import { costOf, pricerOf } from './pricing-of.ts';
import { rangeOf, settledValue, withChanges, withValue, type Quantity } from './quantities.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';
import { onOneCloud } from './shown.ts';

/** In the currency of the report. */
export interface DraftFigures {
  readonly perMonth: number | null;
  /** Why there is no total. */
  readonly why: string | null;
  readonly slots: readonly ChosenSlot[];
  readonly transfers: { readonly amount: number; readonly crossings: number };
  /** Against the report as it is. */
  readonly delta: number | null;
}

/** @param changes by path, in base units; unknown paths are passed over */
export function draftOf(report: TwinReport, changes: Readonly<Record<string, number>>, options: AnalysisOptions): DraftFigures {
  const scenario = withChanges(report.scenario, changes);
  if (scenario === report.scenario) return figuresOf(report, report.cost, report.cost.total);
  const disorder = disorderOf(report.scenario, changes);
  if (disorder !== null)
    return { perMonth: null, why: disorder, slots: unplaced(report), transfers: { amount: 0, crossings: 0 }, delta: null };
  return figuresOf({ ...report, scenario }, costOf(scenario, options), report.cost.total);
}

/** The figures of a report as they are. */
export function figuresOf(report: TwinReport, cost: TwinCost, base: number | null): DraftFigures {
  const { money } = report;
  const { total } = cost;
  const crossing = cost.transfers.filter(({ fromProvider, toProvider }) => fromProvider !== toProvider);
  return {
    perMonth: total === null ? null : inCurrency(total, money),
    why: total === null ? (cost.impossible ?? 'no placement is possible') : null,
    slots: chosenSlots({ ...report, cost }),
    transfers: {
      amount: inCurrency(
        cost.transfers.reduce((sum, { amount }) => sum + amount, 0),
        money,
      ),
      crossings: crossing.length,
    },
    delta: total === null || base === null ? null : inCurrency(total - base, money),
  };
}

function unplaced(report: TwinReport): ChosenSlot[] {
  return chosenSlots(report).map((slot) => ({ ...slot, provider: null, amount: null, unconfirmed: false }));
}

const TIERS = ['hot', 'cool', 'archive'] as const;

/** What the changed values would break that a file may not say: varying leaves such a thing out, so it is told instead. null: nothing. */
export function disorderOf(scenario: Scenario, changes: Readonly<Record<string, number>>): string | null {
  return peakBelowRate(scenario, changes) ?? tiersOutOfOrder(scenario, changes);
}

function peakBelowRate({ groups }: Scenario, changes: Readonly<Record<string, number>>): string | null {
  for (const { name, peak, cadence } of groups) {
    const every = changes[`${name}.every`];
    const rate = every === undefined ? changes[`${name}.rate`] : 1 / every;
    const highest = changes[`${name}.peak`];
    if (peak === null || (rate === undefined && highest === undefined)) continue;
    if ((highest ?? perSecond(peak.value)) < (rate ?? perSecond(cadence.value)) * (1 - 1e-9))
      return `The peak of ${name} would lie below its rate. Make \`peak\` at least as high.`;
  }
  return null;
}

function perSecond(cadence: Scenario['groups'][number]['cadence']['value']): number {
  return cadence.kind === 'every' ? 1 / cadence.seconds : cadence.events / cadence.perSeconds;
}

function tiersOutOfOrder({ storage, groups }: Scenario, changes: Readonly<Record<string, number>>): string | null {
  if (!Object.keys(changes).some((path) => path.includes('storage.'))) return null;
  const heads = [
    { head: 'storage', retention: storage.retention },
    ...groups.map(({ name, retention }) => ({ head: `${name}.storage`, retention })),
  ];
  for (const { head, retention } of heads) {
    const ages = TIERS.map((tier) => {
      const own = changes[`${head}.${tier}`];
      const shared = samePlace(retention[tier].at, storage.retention[tier].at) ? changes[`storage.${tier}`] : undefined;
      return { tier, age: retention[tier].value === null ? null : (own ?? shared ?? retention[tier].value) };
    }).filter(({ age }) => age !== null);
    for (const [index, { tier, age }] of ages.entries()) {
      const before = ages[index - 1];
      if (before !== undefined && (before.age ?? 0) > (age ?? 0)) {
        const where = head === 'storage' ? '' : ` of ${head.slice(0, -'.storage'.length)}`;
        return `Data${where} would leave the ${tier} tier before the ${before.tier} one. Make \`${tier}\` at least as long as \`${before.tier}\`.`;
      }
    }
  }
  return null;
}

function samePlace(a: SourceRange | null, b: SourceRange | null): boolean {
  return a === b || (a !== null && b !== null && a.file === b.file && a.start === b.start && a.end === b.end);
}

export interface Leverage {
  readonly path: string;
  readonly values: readonly number[];
  readonly amounts: readonly (number | null)[];
  /** The quantity has no effect: while its slot is on this cloud, or (`on` null) on this twin at all. null: it has one. */
  readonly idle: { readonly on: { readonly slot: Slot; readonly provider: Provider } | null } | null;
}

/** Values of a line behind a slider. */
const POINTS = 11;

/** The totals over a quantity's range with all other changes held. It yields between two values, so that others can have their turn. */
export function* leverageOf(
  report: TwinReport,
  quantity: Quantity,
  changes: Readonly<Record<string, number>>,
  options: AnalysisOptions,
): Generator<undefined, Leverage> {
  const { path } = quantity;
  const { min, max } = rangeOf(quantity);
  const values = [
    ...new Set(Array.from({ length: POINTS }, (_, index) => settledValue(quantity, min + ((max - min) * index) / (POINTS - 1)))),
  ];
  const others = Object.fromEntries(Object.entries(changes).filter(([changed]) => changed !== path));
  const base = withChanges(report.scenario, others);
  const price = pricerOf(options);
  const amounts: (number | null)[] = [];
  for (const value of values) {
    const priced = disorderOf(report.scenario, { ...others, [path]: value }) === null ? price(withValue(base, path, value)) : null;
    amounts.push(priced === null ? null : inCurrency(priced.total, report.money));
    yield;
  }
  return { path, values, amounts, idle: isFlat(amounts) ? idleReason(base, quantity, values, options) : null };
}

function isFlat(amounts: readonly (number | null)[]): boolean {
  const known = amounts.filter((amount) => amount !== null);
  const [first] = known;
  return first !== undefined && known.every((amount) => Math.abs(amount - first) <= 1e-9 * Math.max(1, Math.abs(first)));
}

/** What keeps a quantity from mattering: the cloud of its slot, where another would charge for it. */
function idleReason(
  scenario: Scenario,
  quantity: Quantity,
  values: readonly number[],
  options: AnalysisOptions,
): NonNullable<Leverage['idle']> {
  const slot = slotOf(quantity.path);
  const provider = slot === null ? null : (costOf(scenario, options).placement?.[slot] ?? null);
  if (slot === null || provider === null) return { on: null };
  const [low = 0, high = 0] = [values[0], values.at(-1)];
  const matters = PROVIDERS.some((other) => {
    if (other === provider) return false;
    const at = (value: number): number | null => costOf(onOneCloud(withValue(scenario, quantity.path, value), other), options).total;
    const [a, b] = [at(low), at(high)];
    return a !== null && b !== null && Math.abs(a - b) > 1e-9;
  });
  return { on: matters ? { slot, provider } : null };
}

/** The slot in which a quantity is billed in the first place. */
function slotOf(path: string): Slot | null {
  const [first = '', second = '', third = ''] = path.split('.');
  if (first === 'visualization') return 'L5';
  if (first === 'management') return 'L4';
  if (first === 'processing') return 'L2';
  const tier = first === 'storage' ? (second === 'read' ? third : second) : second === 'storage' ? third : '';
  return SLOTS.find((slot) => slot === `L3.${tier}`) ?? (first === 'assume' || first === 'storage' ? null : 'L1');
}
