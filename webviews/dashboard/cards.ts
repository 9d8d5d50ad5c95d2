/** The cards of all twins: each with its total, its path over the clouds, its budget, its problems and what changed against git. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { budgetBar } from '@twin2multicloud/charts';
import type { Card } from '@twin2multicloud/protocol';
import {
  change,
  checkbox,
  cloudIcon,
  cloudShort,
  direction,
  icon,
  money,
  number,
  percent,
  PROVIDERS,
  renderMarks,
  t,
  totalText,
} from '../shared/index.ts';

export interface CardOptions {
  readonly card: Card;
  /** Its page is shown below. */
  readonly open: boolean;
  /** Chosen for what is done with several. */
  readonly chosen: boolean;
  readonly onOpen: () => void;
  readonly onChoose: (chosen: boolean) => void;
}

/** Only made anew when something of this card changed: a workspace may have hundreds. */
export function twinCard(options: CardOptions): TemplateResult {
  return html`<li>${guard([options.card, options.open, options.chosen], () => content(options))}</li>`;
}

function content({ card, open, chosen, onOpen, onChoose }: CardOptions): TemplateResult {
  const none = card.total.perMonth === null || card.total.certainty === 'none';
  return html`<article class=${open ? 'card twin-card open' : 'card twin-card'}>
    <div class="twin-card-head">
      <h2><button type="button" class="twin-card-open" aria-current=${open ? 'true' : nothing} @click=${onOpen}>${card.title}</button></h2>
      <span class=${none ? 'twin-card-total error-text' : 'twin-card-total figure'}>${totalText(card.total)}</span>
    </div>
    <div class="twin-card-head caption secondary">
      <span class="twin-card-file">${card.at.file}</span>
      <span>${card.devices === 1 ? t('1 device') : t('{0} devices', number(card.devices))}</span>
    </div>
    ${path(card)} ${budget(card)}
    <div class="twin-card-foot caption">
      <span class="twin-card-problems">${problems(card)}</span>
      ${headText(card)}
    </div>
    <div class="twin-card-choose">${checkbox(t('Choose {0}', card.title), chosen, onChoose, { bare: true })}</div>
  </article>`;
}

/** Seven small shapes; the words beside them say the clouds. */
function path({ placement }: Card): TemplateResult {
  const used = PROVIDERS.filter((provider) => placement.some((figure) => figure.provider === provider));
  const words = used.length === 0 ? t('placement unknown') : used.map(cloudShort).join(', ');
  return html`<div class="twin-card-path">
    <span class="path-shapes" aria-hidden="true">${placement.map(({ provider }) => html`<span>${cloudIcon(provider, 11)}</span>`)}</span>
    <span class="caption secondary">${words}</span>
  </div>`;
}

const BAR = 240;

function budget({ budget: goal, total }: Card): TemplateResult {
  if (goal === null) return html`<div class="twin-card-budget caption secondary"><span>${t('no budget')}</span></div>`;
  const spent = total.perMonth ?? 0;
  const over = spent - goal.amount;
  const words =
    total.perMonth === null
      ? t('budget')
      : over >= 0.005
        ? t('{0} over budget', money(over))
        : t('{0} of budget', percent(goal.amount === 0 ? 0 : spent / goal.amount));
  const bar = budgetBar({ name: words, width: BAR, spent, limit: goal.amount, words: { spent: t('Total'), limit: t('Budget') } });
  return html`<div class="twin-card-budget">
    <svg class="twin-card-bar" height=${bar.height} viewBox=${`0 0 ${BAR} ${bar.height}`} preserveAspectRatio="none" aria-hidden="true">
      ${svg`${renderMarks(bar.marks)}`}
    </svg>
    <p class="caption">
      <span class=${over >= 0.005 ? 'error-text' : 'secondary'}>${over >= 0.005 ? icon('warning', 12) : nothing} ${words}</span>
      <span class="figure secondary">${money(goal.amount)}</span>
    </p>
  </div>`;
}

function problems({ problems: { errors, warnings, hints } }: Card): TemplateResult {
  if (errors + warnings + hints === 0) return html`<span class="secondary">${icon('check', 12)} ${t('no problems')}</span>`;
  const part = (count: number, kind: 'error' | 'warning' | 'info', words: string): TemplateResult | typeof nothing =>
    count === 0 ? nothing : html`<span class=${kind === 'info' ? 'secondary' : `${kind}-text`}>${icon(kind, 12)} ${words}</span>`;
  return html`${part(errors, 'error', errors === 1 ? t('1 error') : t('{0} errors', number(errors)))}
  ${part(warnings, 'warning', warnings === 1 ? t('1 warning') : t('{0} warnings', number(warnings)))}
  ${part(hints, 'info', hints === 1 ? t('1 hint') : t('{0} hints', number(hints)))}`;
}

/** Against git HEAD; nothing where there is no git. */
function headText({ head }: Card): TemplateResult | typeof nothing {
  switch (head.state) {
    case 'none':
      return nothing;
    case 'new':
      return html`<span class="secondary">${t('new, not committed')}</span>`;
    case 'same':
      return html`<span class="secondary">${t('same as HEAD')}</span>`;
    case 'changed': {
      if (head.delta === null) return html`<span class="secondary">${t('changed since HEAD')}</span>`;
      const way = direction(head.delta);
      const colour = way === 'less' ? 'less-text' : way === 'more' ? 'warning-text' : 'secondary';
      return way === 'same'
        ? html`<span class="secondary">${t('changed, same cost as HEAD')}</span>`
        : html`<span><span class=${colour}>${change(head.delta)}</span> <span class="secondary">${t('than HEAD')}</span></span>`;
    }
  }
}
