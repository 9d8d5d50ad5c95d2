/** Scenarios side by side: the file, its scenarios and the draft, by the quantities in which they differ and by what each slot costs. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Draft, PanelBudget, Quantity, SlotFigure, WhatIfModel } from '@twin2multicloud/protocol';
import {
  change,
  cloudIcon,
  cloudName,
  direction,
  icon,
  link,
  money,
  number,
  perMonth,
  slotName,
  SLOTS,
  t,
  totalText,
  unitWord,
  type Host,
  type Slot,
} from '../shared/index.ts';
import { differing, inUnit, isChanged, valueOf, type Changes } from './draft-state.ts';

interface Column {
  readonly title: TemplateResult | string;
  readonly caption: string;
  readonly changes: Changes;
  /** Paths of quantities that it does not have. */
  readonly without: readonly string[];
  readonly draft: Draft;
  readonly current: boolean;
}

export function scenarioTable(model: WhatIfModel, changes: Changes, draft: Draft, host: Host): TemplateResult {
  const columns: readonly Column[] = [
    { title: t('File'), caption: t('as it stands'), changes: {}, without: [], draft: model.file, current: false },
    ...model.scenarios.map((scenario) => ({
      title: link(scenario.name, () => host.open(scenario.at)),
      caption: t('scenario, line {0}', number(scenario.at.start.line + 1)),
      changes: scenario.values,
      without: scenario.without,
      draft: scenario.draft,
      current: false,
    })),
    { title: t('Draft'), caption: t('not saved'), changes, without: [], draft, current: true },
  ];
  const quantities = differing(
    model,
    // What is not there differs from every number.
    columns.map(({ changes: own, without }) => ({ ...own, ...Object.fromEntries(without.map((path) => [path, NaN])) })),
  );
  const { currency } = model.header;
  const budget = model.budgets.find(({ path }) => path === null) ?? null;
  const used = SLOTS.filter((slot) => columns.some((column) => figureOf(column.draft, slot)?.used === true));
  return html`<section class="section">
    <div class="section-head">
      <h2>${t('Scenarios side by side')}</h2>
      <span class="secondary"
        >${t('bold quantities differ from the file; each scenario has its own best placement under the file’s rules')}</span
      >
    </div>
    <div class="scenario-scroll" tabindex="0" role="region" aria-label=${t('Scenarios side by side')}>
      <table class="rows scenarios">
        <thead>
          <tr>
            <td></td>
            ${columns.map(({ title, caption, current }) => html`<th scope="col" class=${cellClass(current)}><strong>${title}</strong><br /><span class="caption secondary">${caption}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${quantities.length === 0 ? nothing : groupRow(t('Quantities'), columns.length)}
          ${quantities.map((quantity) => quantityLine(quantity, columns))} ${groupRow(perMonth(currency), columns.length)}
          ${used.map((slot) => slotLine(slot, columns))}
          <tr>
            <th scope="row">${t('Transfers')}</th>
            ${columns.map((column) => html`<td class=${cellClass(column.current)}>${money(column.draft.transfers.amount)}</td>`)}
          </tr>
          <tr class="sum">
            <th scope="row">${t('Total')}</th>
            ${columns.map((column) => html`<td class=${cellClass(column.current)}><strong>${totalText(column.draft.total)}</strong></td>`)}
          </tr>
          <tr>
            <th scope="row">${t('Against the file')}</th>
            ${columns.map((column, index) => html`<td class=${cellClass(column.current)}>${index === 0 ? '' : deltaText(column.draft.delta)}</td>`)}
          </tr>
          ${budget === null ? nothing : budgetLine(budget, columns)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function quantityLine(quantity: Quantity, columns: readonly Column[]): TemplateResult {
  return html`<tr>
    <th scope="row">${quantity.path}</th>
    ${columns.map((column) => {
      if (column.without.includes(quantity.path)) return html`<td class=${cellClass(column.current)}><strong>${t('none')}</strong></td>`;
      const text = `${number(inUnit(quantity, valueOf(quantity, column.changes)), 6)} ${unitWord(quantity.unit)}`.trim();
      const bold = isChanged(quantity, column.changes);
      return html`<td class=${cellClass(column.current)}>
        ${bold ? html`<strong>${text}</strong>` : html`<span class="secondary">${text}</span>`}
      </td>`;
    })}
  </tr>`;
}

function slotLine(slot: Slot, columns: readonly Column[]): TemplateResult {
  return html`<tr>
    <th scope="row">${slot} <span class="caption secondary scenario-slot">${slotName(slot)}</span></th>
    ${columns.map((column) => {
      const figure = figureOf(column.draft, slot);
      return html`<td class=${cellClass(column.current)}>${figure === undefined ? '–' : figureText(figure)}</td>`;
    })}
  </tr>`;
}

function figureText({ used, provider, amount, unconfirmed }: SlotFigure): TemplateResult | string {
  if (!used) return html`<span class="secondary">${t('unused')}</span>`;
  if (provider === null || amount === null) return '–';
  return html`<span class="scenario-cloud">${cloudIcon(provider)}<span class="visually-hidden">${cloudName(provider)}</span></span>
    <span class="scenario-amount">${unconfirmed ? '~ ' : ''}${money(amount)}</span>`;
}

function deltaText(delta: number | null): TemplateResult | string {
  if (delta === null) return '–';
  const way = direction(delta);
  return html`<span class=${way === 'less' ? 'less-text' : way === 'more' ? 'warning-text' : 'secondary'}>${change(delta)}</span>`;
}

function budgetLine(budget: PanelBudget, columns: readonly Column[]): TemplateResult {
  return html`<tr>
    <th scope="row">${t('Budget {0}', money(budget.amount))}</th>
    ${columns.map(({ draft, current }) => {
      const spent = draft.total.perMonth;
      if (spent === null) return html`<td class=${cellClass(current)}>–</td>`;
      const over = spent - budget.amount;
      return html`<td class=${cellClass(current)}>
        ${over >= 0.005 ? html`<span class="error-text">${icon('warning')} ${t('{0} over', money(over))}</span>` : html`<span class="secondary">${t('{0} left', money(-over))}</span>`}
      </td>`;
    })}
  </tr>`;
}

function groupRow(text: string, columns: number): TemplateResult {
  return html`<tr class="group">
    <th scope="rowgroup" colspan=${columns + 1} class="caption secondary">${text}</th>
  </tr>`;
}

function figureOf(draft: Draft, slot: Slot): SlotFigure | undefined {
  return draft.slots.find((figure) => figure.slot === slot);
}

function cellClass(current: boolean): string {
  return current ? 'end figure current' : 'end figure';
}
