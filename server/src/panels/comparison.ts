/** `twin/panel/comparison`, `twin/panel/trace` and `twin/panel/breakEven`: slots × clouds of one twin. */
import {
  breakEvenOf,
  compareClouds,
  inCurrency,
  quantitiesOf,
  quantityValueText,
  shownOf,
  shownSensitivities,
  traceOf,
  type Choice,
  type ComparedCell,
} from '@twin2multicloud/analysis';
import { SLOTS } from '@twin2multicloud/language';
import type { BreakEvenModel, Cell, ComparisonModel, PanelParams, PanelResult, TraceModel } from '@twin2multicloud/protocol';
import type { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { budgetsOf, headerOf, lineOf, slotFigure, sourceOrNull, totalOf, transfersOf, troublesOf, viewOf, type PanelView } from './view.ts';

type ComparisonParams = PanelParams<'twin/panel/comparison'>;

export async function comparison(session: Session, params: ComparisonParams, turns: Turns): Promise<PanelResult<'twin/panel/comparison'>> {
  const view = await viewOf(session, params.reference, params);
  return 'absence' in view ? view : { model: await comparisonModel(view, choiceOf(params), turns) };
}

function choiceOf({ start, overrides }: ComparisonParams): Choice {
  return {
    start,
    overrides: Object.fromEntries(SLOTS.flatMap((slot) => (overrides[slot] === undefined ? [] : [[slot, overrides[slot]]]))),
  };
}

async function comparisonModel(view: PanelView, choice: Choice, turns: Turns): Promise<ComparisonModel> {
  const { session, report, options, program } = view;
  const title = 'Comparing the clouds';
  const { shown, path, matrix, starts, apply, moved, bars, allowed } = compareClouds(report, choice, options);
  const { cost, money } = shown;
  await turns.pause(0.3, title);
  const months = cost.months.map((usd) => inCurrency(usd, money));
  await turns.pause(0.5, title);
  const sensitivities = shownSensitivities(shown, program, options);
  await turns.pause(0.8, title);
  return {
    header: headerOf(view),
    total: totalOf(view, shown),
    budgets: budgetsOf(view, shown),
    path: path.map(slotFigure),
    transfers: transfersOf(shown),
    matrix: matrix.map(({ cells, ...row }) => ({ ...row, cells: cells.map((cell) => cellOf(session, cell)) })),
    starts,
    apply,
    moved,
    bars,
    months,
    firstYear: cost.placement === null ? null : inCurrency(cost.firstYear, money),
    oneTime: inCurrency(cost.oneTime, money),
    sensitivities,
    quantities: quantitiesOf(report.scenario, program).map((quantity) => ({
      path: quantity.path,
      text: quantityValueText(quantity, quantity.value),
    })),
    assumptions: cost.assumptions.map(({ id, value, unit, why, source, at }) => ({
      id,
      value,
      unit,
      why,
      source,
      at: sourceOrNull(session, at),
    })),
    notCounted: [...cost.notCounted],
    troubles: troublesOf(view),
    allowed,
  };
}

function cellOf(session: Session, { provider, cell, amount, delta, unconfirmed, breaks }: ComparedCell): Cell {
  if (cell.available) return { kind: 'priced', provider, amount: amount ?? 0, delta, unconfirmed, breaks };
  const { kind, reason, at, meter } = cell;
  return { kind: 'closed', provider, why: kind, reason, at: sourceOrNull(session, at), meter: meter ?? null };
}

export async function trace(
  session: Session,
  { comparison: params, slot, provider }: PanelParams<'twin/panel/trace'>,
): Promise<TraceModel | null> {
  const view = await viewOf(session, params.reference, params);
  if ('absence' in view) return null;
  const { report: shown } = shownOf(view.report, choiceOf(params), view.options);
  const found = traceOf(shown, slot, provider, view.options);
  if (found === null) return null;
  const per = (usd: number): number => inCurrency(usd, shown.money);
  return {
    slot,
    provider,
    amount: per(found.amount),
    lines: found.lines.map((line) => lineOf(view, line)),
    transfers: found.transfers.map(({ from, to, fromProvider, toProvider, flow, amount, lines }) => ({
      from,
      to,
      fromProvider,
      toProvider,
      flow,
      amount: per(amount),
      lines: lines.map((line) => lineOf(view, line)),
    })),
    total: found.total === null ? null : per(found.total),
    delta: found.delta === null ? null : per(found.delta),
  };
}

export async function breakEven(
  session: Session,
  { comparison: params, path }: PanelParams<'twin/panel/breakEven'>,
): Promise<BreakEvenModel | null> {
  const view = await viewOf(session, params.reference, params);
  if ('absence' in view) return null;
  const chart = breakEvenOf(view.report, choiceOf(params), path, view.program, view.options);
  if (chart === null) return null;
  const { quantity, values, series, switches } = chart;
  return {
    path,
    unit: quantity.unitName,
    factor: quantity.unit.factor,
    now: quantity.value,
    whole: quantity.whole,
    values,
    series,
    switches: switches.map(({ value, before, after, perMonth }) => ({
      value,
      perMonth,
      moves: SLOTS.flatMap((slot) => (before[slot] === after[slot] ? [] : [{ slot, provider: after[slot] ?? null }])),
    })),
  };
}
