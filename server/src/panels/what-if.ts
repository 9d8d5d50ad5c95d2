/**
 * `twin/panel/whatIf`, `twin/panel/draft` and `twin/panel/leverage`: the quantities of a twin, what it costs with others, and the lines
 * behind the sliders. A draft is answered at once; the lines are computed in slices, so that drafts are answered in between.
 */
import {
  draftOf,
  figuresOf,
  inMoney,
  leverageOf,
  quantitiesOf,
  quantityOf,
  rangeOf,
  type DraftFigures,
  type Quantity,
  type TwinReport,
} from '@twin2multicloud/analysis';
import { SLOTS, type SourceRange } from '@twin2multicloud/language';
import type { Draft, Leverage, PanelParams, PanelResult, Quantity as PanelQuantity, WhatIfModel } from '@twin2multicloud/protocol';
import type { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { budgetsOf, headerOf, headSource, slotFigure, sourceOrNull, totalOf, troublesOf, viewOf, type PanelView } from './view.ts';

export async function whatIf(
  session: Session,
  { reference, currency }: PanelParams<'twin/panel/whatIf'>,
): Promise<PanelResult<'twin/panel/whatIf'>> {
  const view = await viewOf(session, reference, { currency });
  return 'absence' in view ? view : { model: whatIfModel(view) };
}

function whatIfModel(view: PanelView): WhatIfModel {
  const { session, report, program, all, options } = view;
  const quantities = quantitiesOf(report.scenario, program);
  const groups = new Map<string, { title: string; at: SourceRange | null; quantities: PanelQuantity[] }>();
  for (const quantity of quantities) {
    const { group, groupAt } = quantity;
    const known = groups.get(group) ?? { title: group, at: groupAt, quantities: [] };
    known.quantities.push(panelQuantity(session, quantity));
    groups.set(group, known);
  }
  const file = draftFigures(view, report, figuresOf(report, report.cost, report.cost.total));
  return {
    header: headerOf(view),
    budgets: budgetsOf(view, report),
    groups: [...groups.values()].map(({ at, ...group }) => ({ ...group, at: sourceOrNull(session, at) })),
    placement: fixedPlacement(report),
    file,
    scenarios: all.flatMap((own) => {
      if (own.variant === null || own.variant === report.variant) return [];
      const scenario = inMoney(own, report.money.currency, options);
      return [
        {
          name: own.variant,
          at: headSource(session, own),
          ...valuesOf(own, quantities, program),
          draft: draftFigures(view, scenario, figuresOf(scenario, scenario.cost, report.cost.total)),
        },
      ];
    }),
    troubles: troublesOf(view),
  };
}

function panelQuantity(session: Session, quantity: Quantity): PanelQuantity {
  const { path, label, value, unit, unitName, whole, least, most, at } = quantity;
  return {
    path,
    label,
    file: value,
    unit: unitName,
    factor: unit.factor,
    ...rangeOf(quantity),
    whole,
    least,
    most,
    at: sourceOrNull(session, at),
  };
}

/** Where a scenario's quantities differ from those shown, and which of them it does not have. */
function valuesOf(
  { scenario }: TwinReport,
  quantities: readonly Quantity[],
  program: PanelView['program'],
): { readonly values: Record<string, number>; readonly without: string[] } {
  // `every` and `rate` of a group are one property; a scenario may say it in the other way.
  const own = new Map(quantitiesOf(scenario, program).map(({ path, value }) => [path, value]));
  const there = (path: string): number | undefined => {
    const inverse = own.get(path.endsWith('.every') ? path.replace(/every$/, 'rate') : path.replace(/\.rate$/, '.every'));
    return own.get(path) ?? (/\.(every|rate)$/.test(path) && inverse !== undefined ? 1 / inverse : undefined);
  };
  return {
    values: Object.fromEntries(
      quantities.flatMap(({ path, value }) => {
        const found = there(path);
        return found === undefined || found === value ? [] : [[path, found]];
      }),
    ),
    without: quantities.flatMap(({ path }) => (there(path) === undefined ? [path] : [])),
  };
}

function fixedPlacement({ scenario, cost }: TwinReport): WhatIfModel['placement'] {
  const used = SLOTS.filter((slot) => cost.slots.includes(slot));
  const fixed = used.flatMap((slot) => {
    const { provider } = scenario.placement[slot];
    return provider === null ? [] : [{ slot, provider }];
  });
  return { fixed, rest: fixed.length < used.length };
}

/** The certainty is the text's: what errors leave out is left out of drafts too. */
function draftFigures(view: PanelView, report: TwinReport, { perMonth, why, slots, transfers, delta }: DraftFigures): Draft {
  const total = totalOf(view, report);
  return {
    total:
      perMonth === null ? { perMonth, certainty: 'none', why, missing: [] } : { ...(total.perMonth === null ? WHOLE : total), perMonth },
    slots: slots.map(slotFigure),
    transfers,
    delta,
  };
}

const WHOLE = { certainty: 'whole', why: null, missing: [] } as const;

export async function draft(session: Session, { reference, currency, changes }: PanelParams<'twin/panel/draft'>): Promise<Draft | null> {
  const view = await viewOf(session, reference, { currency });
  if ('absence' in view) return null;
  return draftFigures(view, view.report, draftOf(view.report, changes, view.options));
}

/** All quantities of a twin with a thousand groups would be minutes of work that nobody looks at: a view names those in sight. */
export async function leverage(
  session: Session,
  { reference, currency, changes, paths }: PanelParams<'twin/panel/leverage'>,
  turns: Turns,
): Promise<Leverage[] | null> {
  const view = await viewOf(session, reference, { currency });
  if ('absence' in view) return null;
  const { report, program, options } = view;
  const quantities =
    paths.length === 0 ? quantitiesOf(report.scenario, program) : paths.flatMap((path) => quantityOf(report.scenario, program, path) ?? []);
  const lines: Leverage[] = [];
  for (const [index, quantity] of quantities.entries()) {
    const line = leverageOf(report, quantity, changes, options);
    let step = line.next();
    while (step.done !== true) {
      await turns.pause(index / quantities.length, `${index} of ${quantities.length} quantities`);
      step = line.next();
    }
    lines.push(step.value);
  }
  return lines;
}
