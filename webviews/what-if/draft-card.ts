/** The card beside the sliders: what the draft costs, against the file and the budget, slot by slot, and what can be done with it. */
import { html, nothing, type TemplateResult } from 'lit';
import { budgetBar } from '@twin2multicloud/charts';
import type { Draft, PanelBudget, SlotFigure } from '@twin2multicloud/protocol';
import {
  button,
  changePerMonth,
  chart,
  cloudLabel,
  direction,
  money,
  number,
  percent,
  perMonth,
  signed,
  t,
  textField,
  totalText,
  type Host,
} from '../shared/index.ts';

export interface CardOptions {
  readonly draft: Draft;
  readonly file: Draft;
  readonly budget: PanelBudget | null;
  readonly currency: string;
  /** Paths that differ from the file. */
  readonly changed: readonly string[];
  /** The name being typed for a scenario; null: no scenario is being saved. */
  readonly naming: string | null;
  /** Names of the twin's scenarios: one of them is replaced. */
  readonly scenarios: readonly string[];
  readonly stopped: boolean;
  readonly host: Host;
  readonly onApply: () => void;
  readonly onReset: () => void;
  readonly onName: (name: string | null) => void;
  readonly onSave: () => void;
}

export function draftCard(options: CardOptions): TemplateResult {
  const { draft, file, budget, currency, changed } = options;
  const fileTotal = file.total.perMonth;
  const way = draft.delta === null ? 'same' : direction(draft.delta);
  return html`<aside class="card draft" aria-label=${t('Draft')}>
    <p class="small secondary">${changed.length === 0 ? t('As in the file') : t('Draft')}, ${perMonth(currency)}</p>
    <p class="big" data-total>${totalText(draft.total)}</p>
    ${draft.total.why === null ? nothing : html`<p class="small warning-text">${draft.total.why}</p>`}
    <p class="small">
      ${
        changed.length === 0
          ? html`<span class="secondary">${t('Move a slider or type a value; nothing is written until you apply it.')}</span>`
          : draft.delta === null || fileTotal === null
            ? nothing
            : html`<span class=${way === 'less' ? 'less-text' : way === 'more' ? 'warning-text' : 'secondary'}
                  >${changePerMonth(draft.delta)}</span
                >
                <span class="secondary">${t('against the file, {0}', money(fileTotal))}</span>`
      }
    </p>
    ${budgetPart(draft, budget, options.host)} ${slotTable(draft, file)} ${actions(options)}
  </aside>`;
}

function budgetPart(draft: Draft, budget: PanelBudget | null, host: Host): TemplateResult | typeof nothing {
  const spent = draft.total.perMonth;
  if (budget === null || spent === null) return nothing;
  const over = spent - budget.amount;
  const words =
    over >= 0.005
      ? t('{0} over the budget', money(over))
      : t('{0} of the budget', percent(budget.amount === 0 ? 0 : spent / budget.amount));
  return html`<div class="draft-budget">
    ${chart({
      draw: (width) => budgetBar({ name: words, width, spent, limit: budget.amount, words: { spent: t('Total'), limit: t('Budget') } }),
      host,
      file: 'budget',
      exports: false,
    })}
    <p class="caption draft-budget-words">
      <span class=${over >= 0.005 ? 'error-text' : 'secondary'}>${words}</span><span class="figure secondary">${money(budget.amount)}</span>
    </p>
  </div>`;
}

function slotTable(draft: Draft, file: Draft): TemplateResult {
  const before = new Map(file.slots.map((figure) => [figure.slot, figure]));
  const row = (figure: SlotFigure): TemplateResult => {
    const old = before.get(figure.slot);
    const delta = figure.amount === null || old?.amount == null ? null : figure.amount - old.amount;
    return html`<tr>
      <th scope="row">${figure.slot}</th>
      <td>${figure.provider === null ? '–' : cloudLabel(figure.provider, { short: true })}</td>
      <td class="end figure">${figure.unconfirmed ? '~ ' : ''}${figure.amount === null ? '–' : money(figure.amount)}</td>
      ${deltaCell(delta)}
    </tr>`;
  };
  return html`<table class="draft-slots">
    <thead>
      <tr>
        <th scope="col">${t('Slot')}</th>
        <th scope="col">${t('Cloud')}</th>
        <th scope="col" class="end">${t('Draft')}</th>
        <th scope="col" class="end">${t('Change')}</th>
      </tr>
    </thead>
    <tbody>
      ${draft.slots.filter((figure) => figure.used || before.get(figure.slot)?.used === true).map(row)}
      <tr>
        <th scope="row">${t('Transfers')}</th>
        <td class="secondary">${crossings(draft.transfers.crossings)}</td>
        <td class="end figure">${money(draft.transfers.amount)}</td>
        ${deltaCell(draft.transfers.amount - file.transfers.amount)}
      </tr>
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${t('Total')}</th>
        <td></td>
        <td class="end figure">${totalText(draft.total)}</td>
        ${deltaCell(draft.delta)}
      </tr>
    </tfoot>
  </table>`;
}

function deltaCell(delta: number | null): TemplateResult {
  if (delta === null) return html`<td class="end">–</td>`;
  const way = direction(delta);
  return html`<td class=${`end figure ${way === 'less' ? 'less-text' : way === 'more' ? 'warning-text' : 'secondary'}`}>
    ${signed(delta)}
  </td>`;
}

export function crossings(count: number): string {
  return count === 1 ? t('1 crossing') : t('{0} crossings', number(count));
}

function actions(options: CardOptions): TemplateResult {
  const { changed, naming, stopped, onApply, onReset, onName } = options;
  const none = changed.length === 0;
  return html`<div class="actions">
      ${button({
        label: none
          ? t('Apply to the file')
          : changed.length === 1
            ? t('Apply 1 change to the file')
            : t('Apply {0} changes to the file', number(changed.length)),
        kind: 'primary',
        disabled: none || stopped,
        onClick: onApply,
      })}
      ${naming === null ? button({ label: t('Save as scenario …'), disabled: none || stopped, onClick: () => onName('') }) : nothing}
      ${button({ label: t('Reset'), icon: 'reset', kind: 'quiet', disabled: none, onClick: onReset })}
    </div>
    ${naming === null ? nothing : nameForm(options, naming)}
    ${none ? nothing : html`<p class="caption secondary">${t('One edit, one undo. Changes {0}.', listed(changed))}</p>`}`;
}

function nameForm({ scenarios, onName, onSave }: CardOptions, naming: string): TemplateResult {
  const sound = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(naming);
  const wrong = naming === '' || sound ? '' : t('A name begins with a letter and has letters, digits, - and _.');
  return html`<div
    class="draft-name"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') onName(null);
      if (event.key === 'Enter' && sound) onSave();
    }}
  >
    ${textField({ label: t('Name of the scenario'), value: naming, placeholder: t('Name of the scenario'), wrong, onInput: onName })}
    ${button({ label: scenarios.includes(naming) ? t('Replace') : t('Save'), disabled: !sound, onClick: onSave })}
    ${button({ label: t('Cancel'), kind: 'quiet', onClick: () => onName(null) })}
    <p class="caption secondary">
      ${wrong === '' ? (scenarios.includes(naming) ? t('Replaces the scenario {0} of the file.', naming) : '') : wrong}
    </p>
  </div>`;
}

/** A few by name, the rest by number. */
function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 4).join(', ');
  return paths.length > 4 ? t('{0} and {1} more', shown, number(paths.length - 4)) : shown;
}
