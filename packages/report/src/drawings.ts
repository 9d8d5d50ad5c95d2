/** The report's charts: the placement as a path, bars of the placements, cost by month, break-even. Drawn by packages/charts, in this report's words. */
import {
  breakEvenOf,
  compareClouds,
  inCurrency,
  PROVIDER_NAMES,
  quantityValueText,
  SLOT_NAMES,
  type BarId,
  type BreakEvenChart,
  type Comparison,
  type TwinReport,
} from '@twin2multicloud/analysis';
import { breakEven, curve, placementPath, stackedBars, toSvg, type PathLink } from '@twin2multicloud/charts';
import type { Chapter } from './chapter.ts';
import type { Words } from './words.ts';

export type Provider = keyof typeof PROVIDER_NAMES;
export type Slot = keyof typeof SLOT_NAMES;

export const PROVIDERS = Object.keys(PROVIDER_NAMES) as Provider[];
export const SLOTS = Object.keys(SLOT_NAMES) as Slot[];

/** As wide as the text of an A4 page. */
const WIDTH = 680;

export function compared({ report, options }: Chapter): Comparison {
  return compareClouds(report, { start: 'written', overrides: {} }, options);
}

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

export function pathChart({ cost, money }: TwinReport, { path }: Comparison, { t, engine, money: amount }: Words): string {
  const index = (slot: Slot): number => SLOTS.indexOf(slot);
  const pairs = new Map<string, (typeof cost.transfers)[number][]>();
  for (const transfer of cost.transfers) {
    const key = [transfer.from, transfer.to].sort().join(' ');
    pairs.set(key, [...(pairs.get(key) ?? []), transfer]);
  }
  const crossings = [...pairs.values()].flatMap((flows): PathLink[] => {
    const [first, ...rest] = flows;
    if (first === undefined) return [];
    const main = rest.reduce((one, other) => (other.amount > one.amount ? other : one), first);
    const sum = inCurrency(
      flows.reduce((total, flow) => total + flow.amount, 0),
      money,
    );
    const what = rest.length === 0 ? engine(main.flow) : t('{0} flows', flows.length);
    return [{ from: index(main.from), to: index(main.to), crossing: { amount: amount(sum), exact: sum, what, lines: [] } }];
  });
  const on = new Map(path.map((figure) => [figure.slot, figure]));
  const level = FLOWS.flatMap(([from, to]): PathLink[] => {
    const [a, b] = [on.get(from)?.provider, on.get(to)?.provider];
    return a != null && a === b ? [{ from: index(from), to: index(to), crossing: null }] : [];
  });
  const chart = placementPath({
    name: t('Placement'),
    width: WIDTH,
    slots: path.map((figure) => ({
      short: figure.slot,
      name: t(SLOT_NAMES[figure.slot]),
      provider: figure.provider,
      amount:
        figure.amount === null ? t(figure.used ? 'no figure' : 'unused') : `${figure.unconfirmed ? '~ ' : ''}${amount(figure.amount)}`,
      exact: figure.amount,
      moved: false,
      lines: [],
    })),
    links: [...level, ...crossings],
    lanes: PROVIDERS.map((provider) => ({ provider, name: PROVIDER_NAMES[provider] })),
    words: {
      amounts: t('{0} per month', money.currency),
      slot: t('Slot'),
      cloud: t('Cloud'),
      amount: t('amount'),
      transfer: (from, to) => t('Transfer {0} → {1}', from, to),
    },
  });
  return toSvg(chart, null);
}

/** @param id unique in the page */
export function barsChart(report: TwinReport, { bars, allowed }: Comparison, id: string, words: Words): string {
  const { t, money: amount } = words;
  const shown = bars.filter((bar) => bar.id !== 'shown');
  const written = bars.find((bar) => bar.id === 'written')?.total ?? null;
  const budget = report.budgets.find(({ path }) => path === null);
  const detail = (bar: (typeof bars)[number]): string => {
    if (bar.id === 'best') return t('of {0} allowed', words.quantity(allowed));
    if (bar.id === 'written') return t('place in the file');
    if (bar.total === null) return t('not possible');
    return bar.breaks.length === 0 ? '' : bar.breaks.length === 1 ? t('breaks 1 rule') : t('breaks {0} rules', bar.breaks.length);
  };
  const chart = stackedBars({
    id,
    name: t('Best, as written, and one cloud alone'),
    width: WIDTH,
    bars: shown.map((bar) => ({
      name: barName(bar.id, words),
      detail: detail(bar),
      total: bar.total,
      note: bar.total === null || written === null || bar.id === 'written' ? '' : words.change(bar.total - written),
      segments: bar.segments.map((segment) => ({
        name: segment.part === 'transfers' ? t('Transfers') : `${segment.part} ${t(SLOT_NAMES[segment.part])}`,
        short: segment.part === 'transfers' ? '' : segment.part.replace('L3.', ''),
        provider: segment.provider,
        cloud: segment.provider === null ? '' : PROVIDER_NAMES[segment.provider],
        amount: segment.amount,
      })),
    })),
    limit: budget === undefined ? null : { amount: budget.budget, label: t('budget {0}', amount(budget.budget)) },
    money: amount,
    tick: words.quantity,
    words: { bar: t('Placement'), part: t('Slot'), cloud: t('Cloud'), amount: t('amount'), total: t('Total') },
  });
  return toSvg(chart, null);
}

export function barName(id: BarId, { t }: Words): string {
  if (id === 'best') return t('Best');
  if (id === 'written' || id === 'shown') return t('As written');
  return t('{0} only', shortName(id));
}

/** The chart, and where its axis begins if not at 0; null where the cost is the same from the first month on. */
export function monthsChart(report: TwinReport, words: Words): { readonly svg: string; readonly axisFrom: number | null } | null {
  const { t, money: amount } = words;
  const months = report.cost.months.map((usd) => inCurrency(usd, report.money));
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined || months.length < 2) return null;
  const budget = report.budgets.find(({ path }) => path === null);
  const chart = curve({
    name: t('Cost by month'),
    width: WIDTH,
    months,
    limit: budget === undefined ? null : { amount: budget.budget, label: t('budget {0}', amount(budget.budget)) },
    money: amount,
    tick: words.quantity,
    endLabel: t('steady {0}', amount(last)),
    startLabel: t('month 1: {0}', amount(first)),
    words: { month: t('Month'), amount: t('amount'), axis: t('month after the start'), budget: t('budget') },
  });
  return { svg: toSvg(chart, null), axisFrom: chart.axisFrom };
}

/** Over one quantity; null where the twin has none of the path. */
export function breakEvenChart(
  { report, program, options }: Chapter,
  path: string,
  words: Words,
): { svg: string; data: BreakEvenChart } | null {
  const data = breakEvenOf(report, { start: 'written', overrides: {} }, path, program, options);
  if (data === null) return null;
  const { t, money: amount } = words;
  const { quantity, values, series, switches } = data;
  const inUnits = (value: number): number => Number((value / quantity.unit.factor).toPrecision(12));
  const chart = breakEven({
    name: t('Break-even over {0}', path),
    width: WIDTH,
    values: values.map(inUnits),
    series: series.flatMap(({ id, amounts }) =>
      id === 'shown' || amounts.every((one) => one === null) ? [] : [{ id, name: seriesName(id, words), amounts }],
    ),
    now: {
      value: inUnits(quantity.value),
      amount: report.perMonth,
      label: report.perMonth === null ? '' : t('now {0}: {1}', words.quantity(inUnits(quantity.value)), amount(report.perMonth)),
    },
    switches: switches.map(({ value, perMonth }) => ({
      value: inUnits(value),
      amount: perMonth,
      text: quantityValueText(quantity, value),
    })),
    money: amount,
    tick: words.quantity,
    value: words.quantity,
    words: { axis: quantity.unitName === '' ? path : `${path}, ${quantity.unitName}`, amount: t('amount') },
  });
  return { svg: toSvg(chart, null), data };
}

function seriesName(id: BarId, { t }: Words): string {
  if (id === 'best') return t('best, allowed');
  if (id === 'written' || id === 'shown') return t('as written');
  return t('{0} only', shortName(id));
}

/** Where there is little room. */
function shortName(provider: Provider): string {
  return provider === 'gcp' ? 'GCP' : PROVIDER_NAMES[provider];
}
