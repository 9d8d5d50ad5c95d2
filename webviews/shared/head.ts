/** What stands at the head of a panel: the twin, where it is written, how old its prices are, and its total against the budget. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Header, PanelBudget, Total } from '@twin2multicloud/protocol';
import { link } from './controls.ts';
import type { Host } from './host.ts';
import { icon } from './icons.ts';
import { age, date, money, perMonth, t, time } from './words.ts';

/** Title, `smart-home.twin:7 · eu-central · prices read 6 days ago, 2026-11-14`. */
export function headTitle(header: Header, host: Host, title = header.title): TemplateResult {
  const { at, book } = header;
  return html`<div class="head-title">
    <h1>${title}${header.scenario === null ? '' : html`<span class="scenario">${t('scenario {0}', header.scenario)}</span>`}</h1>
    <p class="secondary small">
      ${link(`${at.file}:${at.start.line + 1}`, () => host.open(at))} · ${header.region} · ${age(book.ageInDays)}, ${date(book.date)}
    </p>
  </div>`;
}

export interface HeadTotalOptions {
  readonly total: Total;
  readonly currency: string;
  /** The budget of the whole twin. */
  readonly budget: PanelBudget | null;
  /** Set where the figures no longer follow the file: they are dimmed and dated. */
  readonly staleSince: Date | null;
}

/** `60.36 € per month`, `≥ 38.85`, `No total`; below it the budget. */
export function headTotal({ total, currency, budget, staleSince }: HeadTotalOptions): TemplateResult {
  const shown = totalText(total);
  const missing = total.certainty === 'partial' && total.missing.length > 0;
  return html`<div class=${staleSince === null ? 'head-total' : 'head-total stale'}>
    <p class="big">
      ${shown}${staleSince === null ? html` <small>${perMonth(currency)}</small>` : html` <small>${t('{0} at {1}', perMonth(currency), time(staleSince))}</small>`}
    </p>
    ${
      missing
        ? html`<p class="small secondary">
            ${total.missing.length === 1 ? t('1 slot missing') : t('{0} slots missing', total.missing.length)}
          </p>`
        : nothing
    }
    ${budgetLine(total, budget)}
  </div>`;
}

/** `≥ 38.85`, `No total`, `60.36`. */
export function totalText(total: Total): string {
  if (total.perMonth === null || total.certainty === 'none') return t('No total');
  return total.certainty === 'partial' ? `≥ ${money(total.perMonth)}` : money(total.perMonth);
}

function budgetLine(total: Total, budget: PanelBudget | null): TemplateResult | typeof nothing {
  if (budget === null || total.perMonth === null || total.certainty === 'none') return nothing;
  const over = total.perMonth - budget.amount;
  if (over >= 0.005) {
    return html`<p class="small warning-text">
      ${icon('warning')} ${t('over the budget of {0} by {1}', money(budget.amount), money(over))}
    </p>`;
  }
  return html`<p class="small secondary">${t('within the budget of {0}', money(budget.amount))}</p>`;
}
