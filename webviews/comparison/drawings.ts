/** From the model of the comparison to the inputs of its charts, in words. Pure but for the language. */
import type { BreakEvenModel, ComparisonModel } from '@twin2multicloud/protocol';
import { breakEven, curve, placementPath, stackedBars, type Chart, type PathLink, type StackedBar } from '@twin2multicloud/charts';
import {
  change,
  cloudName,
  cloudShort,
  money,
  number,
  PROVIDERS,
  perMonth,
  slotName,
  SLOTS,
  t,
  tick,
  unitWord,
  type Slot,
} from '../shared/index.ts';

type Transfer = ComparisonModel['transfers'][number];
export type BarId = ComparisonModel['bars'][number]['id'];

/** What flows by design; drawn as a level line where it stays on one cloud. */
const FLOWS: readonly (readonly [Slot, Slot])[] = [
  ['L1', 'L2'],
  ['L2', 'L3.hot'],
  ['L3.hot', 'L3.cool'],
  ['L3.cool', 'L3.archive'],
  ['L2', 'L4'],
  ['L3.hot', 'L5'],
  ['L4', 'L5'],
];

export interface PairTransfer {
  readonly from: Slot;
  readonly to: Slot;
  readonly amount: number;
  /** What flows, of the largest one. */
  readonly flow: string;
  readonly flows: readonly Transfer[];
}

/** Transfers of the same two slots as one, the way of the larger one named. */
export function pairTransfers(transfers: readonly Transfer[]): readonly PairTransfer[] {
  const pairs = new Map<string, Transfer[]>();
  for (const transfer of transfers) {
    const key = [transfer.from, transfer.to].sort().join(' ');
    pairs.set(key, [...(pairs.get(key) ?? []), transfer]);
  }
  return [...pairs.values()].map((flows) => {
    const main = flows.reduce((one, other) => (other.amount > one.amount ? other : one));
    return { from: main.from, to: main.to, flow: main.flow, amount: flows.reduce((sum, flow) => sum + flow.amount, 0), flows };
  });
}

export function drawPath(model: ComparisonModel, moved: ReadonlySet<Slot>): (width: number) => Chart {
  const index = (slot: Slot): number => SLOTS.indexOf(slot);
  const pairs = pairTransfers(model.transfers);
  const crossings = pairs.map((pair): PathLink => {
    const what = pair.flow;
    return {
      from: index(pair.from),
      to: index(pair.to),
      crossing: {
        amount: money(pair.amount),
        exact: pair.amount,
        what,
        lines: pair.flows.length === 1 ? [] : pair.flows.map((flow) => `${flow.from} → ${flow.to}, ${flow.flow}: ${money(flow.amount)}`),
      },
    };
  });
  const gaps = new Set(model.total.missing.map(({ slot }) => slot));
  const on = new Map(model.path.map((figure) => [figure.slot, figure] as const));
  const level = FLOWS.filter(([from, to]) => {
    const [a, b] = [on.get(from), on.get(to)];
    return a?.provider != null && a.provider === b?.provider;
  }).map(([from, to]): PathLink => ({ from: index(from), to: index(to), crossing: null }));
  const places = model.path
    .filter((figure) => figure.provider !== null)
    .map((figure) => `${figure.slot} ${figure.provider === null ? '' : cloudName(figure.provider)}`);
  return (width) =>
    placementPath({
      name: t('Placement: {0}.', places.join(', ')),
      width,
      slots: SLOTS.map((slot) => {
        const figure = on.get(slot);
        const used = figure?.used === true;
        return {
          short: slot,
          name: slotName(slot),
          provider: figure?.provider ?? null,
          amount:
            figure?.amount == null
              ? used
                ? t('no figure')
                : t('unused')
              : `${figure.unconfirmed ? '~ ' : ''}${gaps.has(slot) ? '≥ ' : ''}${money(figure.amount)}`,
          exact: figure?.amount ?? null,
          moved: moved.has(slot),
          lines: [
            ...(figure?.unconfirmed === true ? [t('an unconfirmed price is in it')] : []),
            ...(gaps.has(slot) ? [t('incomplete')] : []),
          ],
        };
      }),
      links: [...level, ...crossings],
      lanes: PROVIDERS.map((provider) => ({ provider, name: cloudName(provider) })),
      words: {
        amounts: perMonth(model.header.currency),
        slot: t('Slot'),
        cloud: t('Cloud'),
        amount: perMonth(model.header.currency),
        transfer: (from, to) => t('Transfer {0} → {1}', from, to),
      },
    });
}

export function barName(id: BarId): string {
  switch (id) {
    case 'shown':
      return t('Shown');
    case 'best':
      return t('Best');
    case 'written':
      return t('As written');
    default:
      return t('{0} only', cloudShort(id));
  }
}

export function drawBars(model: ComparisonModel, overrides: number): (width: number) => Chart {
  const currency = perMonth(model.header.currency);
  const shown = model.total.perMonth;
  const bars = model.bars.map((bar): StackedBar => ({
    name: barName(bar.id),
    detail: barDetail(bar, model.allowed, overrides),
    total: bar.total,
    note: bar.total === null || shown === null || bar.id === 'shown' ? '' : change(bar.total - shown),
    segments: bar.segments.map((segment) => ({
      name: segment.part === 'transfers' ? t('Transfers') : `${segment.part} ${slotName(segment.part)}`,
      short: segment.part === 'transfers' ? '' : segment.part.replace('L3.', ''),
      provider: segment.provider,
      cloud: segment.provider === null ? '' : cloudName(segment.provider),
      amount: segment.amount,
    })),
  }));
  const budget = model.budgets.find((one) => one.path === null) ?? null;
  const sums = bars.flatMap((bar) => (bar.total === null ? [] : [`${bar.name} ${money(bar.total)}`]));
  return (width) =>
    stackedBars({
      id: 'bars',
      name: t('{0}: {1}.', currency, sums.join(', ')),
      width,
      bars,
      limit: budget === null ? null : { amount: budget.amount, label: t('budget {0}', money(budget.amount)) },
      money,
      tick,
      words: { bar: t('Placement'), part: t('Slot'), cloud: t('Cloud'), amount: currency, total: t('Total') },
    });
}

function barDetail(bar: ComparisonModel['bars'][number], allowed: number, overrides: number): string {
  switch (bar.id) {
    case 'shown':
      return overrides === 0 ? '' : overrides === 1 ? t('with the override') : t('with {0} overrides', overrides);
    case 'best':
      return t('of {0} allowed', number(allowed));
    case 'written':
      return t('place in the file');
    default:
      if (bar.total === null) return t('not possible');
      return bar.breaks.length === 0 ? '' : bar.breaks.length === 1 ? t('breaks 1 rule') : t('breaks {0} rules', bar.breaks.length);
  }
}

export function drawMonths(model: ComparisonModel): (width: number) => Chart {
  const { months } = model;
  const currency = perMonth(model.header.currency);
  const budget = model.budgets.find((one) => one.path === null) ?? null;
  const [first = 0, last = 0] = [months[0], months.at(-1)];
  return (width) =>
    curve({
      name: t('Cost by month: from {0} in month 1 to {1} in month {2}.', money(first), money(last), months.length),
      width,
      months,
      limit: budget === null ? null : { amount: budget.amount, label: t('budget {0}', money(budget.amount)) },
      money,
      tick,
      endLabel: t('steady {0}', money(last)),
      startLabel: t('month 1: {0}', money(first)),
      words: { month: t('Month'), amount: currency, axis: t('month after the start'), budget: t('budget') },
    });
}

/** The names at the ends of the break-even lines. */
export function seriesName(id: BarId): string {
  switch (id) {
    case 'best':
      return t('best, allowed');
    case 'written':
      return t('as written');
    case 'shown':
      return t('shown');
    default:
      return t('{0} only', cloudShort(id));
  }
}

export function drawBreakEven(model: BreakEvenModel, shown: number | null, currency: string): (width: number) => Chart {
  const inUnits = (value: number): number => value / model.factor;
  const text = (value: number): string => number(value, model.whole ? 0 : 3);
  const axis = model.unit === '' ? model.path : `${model.path}, ${unitWord(model.unit)}`;
  // A line that is another one's twin says nothing more.
  const series = model.series
    .filter((one) => one.amounts.some((amount) => amount !== null))
    .filter((one) => one.id !== 'shown' || !model.series.some((other) => other.id !== 'shown' && sameLine(one.amounts, other.amounts)));
  return (width) =>
    breakEven({
      name: t('Break-even over {0}: {1} lines, {2}.', model.path, series.length, perMonth(currency)),
      width,
      values: model.values.map(inUnits),
      series: series.map((one) => ({ id: one.id, name: seriesName(one.id), amounts: one.amounts })),
      now: {
        value: inUnits(model.now),
        amount: shown,
        label: shown === null ? t('now {0}', text(inUnits(model.now))) : t('now {0}: {1}', text(inUnits(model.now)), money(shown)),
      },
      switches: model.switches.map((one) => ({ value: inUnits(one.value), amount: one.perMonth, text: switchText(one, model) })),
      money,
      tick,
      value: text,
      words: { axis, amount: perMonth(currency) },
    });
}

/** `From 2.55 min the best placement moves L4 to Azure.` Three digits are enough in words; the chart has the rest. */
export function switchText({ value, moves }: BreakEvenModel['switches'][number], { factor, whole, unit }: BreakEvenModel): string {
  const shown = whole ? value / factor : Number((value / factor).toPrecision(3));
  const at = unit === 'devices' && shown === 1 ? t('1 device') : `${number(shown, 6)} ${unitWord(unit)}`.trim();
  const goals = PROVIDERS.flatMap((provider) => {
    const slots = moves.filter((move) => move.provider === provider).map(({ slot }) => slot);
    return slots.length === 0 ? [] : [t('{0} to {1}', slots.join(', '), cloudName(provider))];
  });
  const gone = moves.filter((move) => move.provider === null).map(({ slot }) => slot);
  const all = [...goals, ...(gone.length === 0 ? [] : [t('{0} out of use', gone.join(', '))])];
  return t('From {0} the best placement moves {1}.', at, all.join('; '));
}

function sameLine(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  return a.length === b.length && a.every((amount, index) => Math.abs((amount ?? -1) - (b[index] ?? -1)) < 0.005);
}
