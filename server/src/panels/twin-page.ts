/** `twin/panel/twinPage` and `twin/panel/history`: one twin with its specification, causes, problems, and what it was in earlier commits. */
import { costCauses, inMoney, specificationOf } from '@twin2multicloud/analysis';
import { wordsOf } from '@twin2multicloud/report';
import type { HistoryModel, PanelParams, PanelResult, TwinPageModel } from '@twin2multicloud/protocol';
import { headFigures } from '../head-state.ts';
import type { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { budgetsOf, headerOf, slotFigures, sourceOrNull, totalOf, transferSum, troublesOf, viewOf, type PanelView } from './view.ts';
import { history as costHistory } from '../handlers/history.ts';

export async function twinPage(
  session: Session,
  { reference, currency, language = 'en' }: PanelParams<'twin/panel/twinPage'>,
): Promise<PanelResult<'twin/panel/twinPage'>> {
  const view = await viewOf(session, reference, { currency });
  return 'absence' in view ? view : { model: await pageOf(view, language) };
}

/** So many changed values of a commit are named. */
const CHANGED = 3;
/** So many causes are told one by one. */
const CAUSES = 50;

async function pageOf(view: PanelView, language: 'en' | 'de'): Promise<TwinPageModel> {
  const { session, report, program, options } = view;
  const [head] = await headFigures(session, program, [report]);
  const state = head?.state.state ?? 'none';
  const causes = costCauses(report);
  const rest = causes.slice(CAUSES);
  const sum = (of: (cause: (typeof causes)[number]) => number): number => rest.reduce((total, cause) => total + of(cause), 0);
  return {
    header: headerOf(view),
    total: totalOf(view, report),
    documentation: report.scenario.documentation,
    slots: slotFigures(report),
    transfers: transferSum(report),
    budgets: budgetsOf(view, report),
    specification: specificationOf(report, options, wordsOf(language).t),
    causes: causes
      .slice(0, CAUSES)
      .map(({ cause, detail, messages, amount, at }) => ({ cause, detail, messages, amount, at: sourceOrNull(session, at) })),
    otherCauses:
      rest.length === 0
        ? null
        : { count: rest.length, messages: sum(({ messages }) => messages ?? 0), amount: sum(({ amount }) => amount) },
    troubles: troublesOf(view),
    head: { state, delta: state === 'changed' ? (head?.delta ?? null) : null },
    changedValues: (head?.values() ?? []).map(({ path, before, after, at }) => ({ path, before, after, at: sourceOrNull(session, at) })),
  };
}

export async function history(
  session: Session,
  { reference, currency, limit }: PanelParams<'twin/panel/history'>,
  turns: Turns,
  signal: AbortSignal,
): Promise<HistoryModel | null> {
  const view = await viewOf(session, reference, { currency });
  if ('absence' in view) return null;
  const { report, options } = view;
  const found = await costHistory(session, { uri: reference.uri, twin: report.name, limit }, turns, signal);
  if (found === null) return null;
  const written = view.all[0] ?? report;
  const shown = inMoney(written, report.money.currency, options);
  const rate = shown.money.perUsd / written.money.perUsd;
  return {
    currency: shown.money.currency,
    branch: found.branch,
    entries: found.entries.map(({ commit, date, subject, perMonth, values }) => ({
      commit,
      date,
      subject,
      perMonth: perMonth === null ? null : perMonth * rate,
      values: values.slice(0, CHANGED).map(({ path, before, after }) => ({ path, before, after })),
      more: Math.max(0, values.length - CHANGED),
    })),
  };
}
