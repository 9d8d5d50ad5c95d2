/** Parts of the comparison that only show: the banner of what is moved, what 10 % more adds, the charts with their sentences, the footnote. */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { BreakEvenModel, ComparisonModel, Start } from '@twin2multicloud/protocol';
import { LINE_STYLES, showsLimit, type Chart } from '@twin2multicloud/charts';
import {
  button,
  changePerMonth,
  chart,
  cloudIcon,
  cloudName,
  date,
  direction,
  dropdown,
  icon,
  link,
  money,
  number,
  percent,
  PROVIDERS,
  signed,
  symbol,
  t,
  textField,
  type Host,
} from '../shared/index.ts';
import { drawBreakEven, seriesName, switchText } from './drawings.ts';

export interface BannerOptions {
  readonly model: ComparisonModel;
  /** From what it was moved. */
  readonly start: Start;
  readonly active: boolean;
  readonly onReset: () => void;
  readonly onApply: () => void;
}

/** What is shown and not in the file: what was moved with its cost, or that the start differs from the file. */
export function banner({ model, start, active, onReset, onApply }: BannerOptions): TemplateResult | typeof nothing {
  const { moved, apply } = model;
  const differs = Object.keys(apply.set).length > 0 || apply.free.length > 0;
  const applying = button({
    label: t('Apply to place'),
    kind: 'primary',
    disabled: !active || !differs,
    onClick: onApply,
    description: t('One edit of the file, one undo.'),
  });
  if (moved.slots.length > 0) {
    const moves = moved.slots.map(({ slot, provider }) => t('{0} moved to {1}', slot, cloudName(provider))).join(', ');
    const cost = moved.delta === null ? '' : `${changePerMonth(moved.delta)} ${against(start)}`;
    return html`<div class="banner moved" role="status">
      <p>${icon('moved')} <strong>${moves}:</strong> ${cost} ${differs ? t('Not in the file yet.') : t('The file says so already.')}</p>
      <div class="banner-actions">
        ${button({ label: t('Reset'), icon: 'reset', kind: 'quiet', onClick: onReset, disabled: !active })}${applying}
      </div>
    </div>`;
  }
  if (!differs) return nothing;
  const written = model.starts.find((one) => one.start === 'written')?.perMonth ?? null;
  const shown = model.total.perMonth;
  const cost =
    written === null || shown === null
      ? ''
      : direction(shown - written) === 'same'
        ? t('It costs the same.')
        : t('{0} than the file.', changePerMonth(shown - written));
  return html`<div class="banner" role="status">
    <p>${icon('info')} <strong>${t('This placement is not the one in the file.')}</strong> ${cost}</p>
    <div class="banner-actions">${applying}</div>
  </div>`;
}

function against(start: Start): string {
  if (start === 'best') return t('than the best.');
  return start === 'written' ? t('than as written.') : t('than rank {0}.', start.rank);
}

export function sensitivities({ sensitivities: all }: ComparisonModel): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<div class="sensitivities">
    <h2>${t('10 % more of … adds')}</h2>
    <ul>
      ${all.map(
        ({ path, before, after, delta }) =>
          html`<li>
            <span>${path}, ${before} → ${after}</span
            ><span class=${direction(delta) === 'less' ? 'figure less-text' : 'figure'}>${signed(delta)}</span>
          </li>`,
      )}
    </ul>
  </div>`;
}

/** The legend of the bars, and what they say in a sentence. */
export function barsNote(model: ComparisonModel): { readonly legend: TemplateResult; readonly text: string } {
  const best = model.bars.find((bar) => bar.id === 'best')?.total ?? null;
  const alone = model.bars.flatMap((bar) =>
    bar.id === 'aws' || bar.id === 'azure' || bar.id === 'gcp' ? [{ ...bar, cloud: cloudName(bar.id) }] : [],
  );
  const savings = alone.flatMap((bar) =>
    best === null || bar.total === null || bar.total <= 0 || bar.total - best < 0.005
      ? []
      : [t('{0} below {1} alone', percent((bar.total - best) / bar.total), bar.cloud)],
  );
  const sentences = [
    ...(savings.length === 0 ? [] : [t('The best placement is {0}.', savings.join(', '))]),
    ...alone.filter((bar) => bar.breaks.length > 0).map((bar) => t('{0} alone would break {1}.', bar.cloud, bar.breaks.join(', '))),
    ...alone
      .filter((bar) => bar.total === null && bar.why !== null)
      .map((bar) => t('{0} alone is not possible: {1}', bar.cloud, sentence(bar.why ?? ''))),
    t('Slots too thin to label are named on hover and in the table.'),
  ];
  const fills = { aws: t('plain'), azure: t('striped'), gcp: t('dotted') };
  return {
    text: sentences.join(' '),
    legend: html`<p class="legend bars-legend">
      ${PROVIDERS.map((provider) => html`<span>${cloudIcon(provider)}${cloudName(provider)}, ${fills[provider]}</span>`)}<span
        ><svg width="14" height="10" aria-hidden="true">
          <rect x="0.5" y="0.5" width="13" height="9" fill="none" stroke="var(--twin-line)"></rect></svg
        >${t('transfer')}</span
      >${
        model.budgets.some((budget) => budget.path === null)
          ? html`<span
              ><svg width="14" height="10" aria-hidden="true">
                <path d="M0 5H14" stroke="var(--twin-error)" stroke-width="1.5" stroke-dasharray="4 3"></path></svg
              >${t('budget')}</span
            >`
          : nothing
      }
    </p>`,
  };
}

export function monthsSection(model: ComparisonModel, draw: (width: number) => Chart, host: Host): TemplateResult {
  const { months, firstYear, oneTime, header } = model;
  const last = months.at(-1) ?? 0;
  const settled = months.findIndex((amount) => Math.abs(amount - last) < 0.005) + 1;
  const level = months.length < 2 || settled <= 1;
  // Where an axis begins does not depend on the width.
  const from = level ? null : draw(400).axisFrom;
  const budget = model.budgets.find((one) => one.path === null) ?? null;
  const outside = !level && budget !== null && !showsLimit(months, budget.amount);
  return html`<section class="section" aria-labelledby="months-title">
    <div class="section-head">
      <h2 id="months-title">${t('Cost by month')}</h2>
      <span class="secondary"
        >${from === null ? symbol(header.currency) : t('{0}; axis begins at {1}', symbol(header.currency), money(from))}</span
      >
    </div>
    ${
      level
        ? html`<p class="small secondary">
            ${months.length === 0 ? t('There is no figure for a month.') : t('Every month costs the same: {0}.', money(last))}
          </p>`
        : chart({ draw, host, file: `${header.title}-months` })
    }
    ${
      months.length === 0
        ? nothing
        : html`<p class="small secondary chart-note">
            ${level ? nothing : t('Storage fills until month {0}.', settled)}
            ${firstYear === null ? nothing : t('First year {0},', money(firstYear))}
            ${oneTime === 0 ? t('no one-time cost.') : t('{0} of it once.', money(oneTime))}
            ${outside ? t('The budget, {0}, lies outside this scale.', money(budget.amount)) : nothing}
          </p>`
    }
  </section>`;
}

export interface BreakEvenOptions {
  readonly model: ComparisonModel;
  readonly lines: BreakEvenModel | null;
  readonly quantity: string | null;
  readonly host: Host;
  readonly onQuantity: (path: string) => void;
}

/** One drawing for each answer. */
const drawn = new WeakMap<BreakEvenModel, { readonly shown: number | null; readonly draw: (width: number) => Chart }>();

export function breakEvenSection({ model, lines, quantity, host, onQuantity }: BreakEvenOptions): TemplateResult | typeof nothing {
  if (quantity === null) return nothing;
  const { currency, title } = model.header;
  let draw: ((width: number) => Chart) | null = null;
  if (lines !== null) {
    const known = drawn.get(lines);
    draw = known?.shown === model.total.perMonth ? known.draw : drawBreakEven(lines, model.total.perMonth, currency);
    drawn.set(lines, { shown: model.total.perMonth, draw });
  }
  return html`<section class="section" aria-labelledby="even-title">
    <div class="section-head">
      <h2 id="even-title">${t('Break-even')}</h2>
      ${quantityChoice(model, quantity, onQuantity)}
      <span class="secondary">${t('{0} per month', symbol(currency))}</span>
    </div>
    ${
      draw === null || lines === null
        ? html`<p class="small secondary">${t('Computing')}</p>`
        : html`${keyed(lines.path, chart({ draw, host, file: `${title}-break-even` }))}
            <p class="legend narrow-only">
              ${lines.series
                .filter((one) => one.amounts.some((amount) => amount !== null))
                .map((one) => {
                  const style = LINE_STYLES[one.id];
                  return html`<span
                    ><svg width="20" height="8" aria-hidden="true">
                      <path
                        d="M0 4H20"
                        stroke=${`var(--twin-${style.paint})`}
                        stroke-width=${style.width}
                        stroke-dasharray=${style.dash ?? nothing}
                      ></path></svg
                    >${seriesName(one.id)}</span
                  >`;
                })}
            </p>
            <p class="small secondary chart-note">${evenText(lines)}</p>`
    }
  </section>`;
}

/** The engine's reasons end in a word or in a full stop; within a text all end in one. */
function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** A list of a thousand entries is no choice: beyond this many the ones that matter most are listed, and any other is typed. */
const MOST_QUANTITIES = 40;

function quantityChoice(model: ComparisonModel, quantity: string, onQuantity: (path: string) => void): TemplateResult {
  const { quantities, sensitivities: effects } = model;
  const first = new Set([quantity, ...effects.map(({ path }) => path)]);
  const many = quantities.length > MOST_QUANTITIES;
  const listed = many
    ? [...quantities.filter(({ path }) => first.has(path)), ...quantities.filter(({ path }) => !first.has(path))].slice(0, MOST_QUANTITIES)
    : quantities;
  return html`${dropdown({
    label: t('Quantity'),
    value: quantity,
    options: listed.map(({ path, text }) => ({ value: path, label: text === '' ? path : `${path}, ${text}` })),
    onChange: onQuantity,
  })}${
    many
      ? textField({
          label: t('Any of {0} quantities, by its path', number(quantities.length)),
          placeholder: t('or a path'),
          value: '',
          onChange: (wish) => {
            const found = quantities.find(({ path }) => path === wish.trim());
            if (found !== undefined) onQuantity(found.path);
          },
        })
      : nothing
  }`;
}

function evenText(lines: BreakEvenModel): string {
  if (lines.switches.length === 0) return t('The best placement stays the same over this range.');
  const shown = lines.switches.slice(0, 4).map((one) => `◆ ${switchText(one, lines)}`);
  const more = lines.switches.length - shown.length;
  return [...shown, ...(more > 0 ? [t('{0} more changes are in the chart.', more)] : [])].join(' ');
}

export function foot(model: ComparisonModel, host: Host, fold: { readonly shown: boolean; readonly toggle: () => void }): TemplateResult {
  const { header, assumptions, notCounted } = model;
  const { rate } = header;
  return html`<footer class="foot">
    <p>
      ${notCounted.length === 0 ? nothing : t('Not counted: {0}.', notCounted.join(', '))}
      ${
        assumptions.length === 0
          ? nothing
          : html`<button
              type="button"
              class="link"
              aria-expanded=${fold.shown ? 'true' : 'false'}
              aria-controls="assumptions"
              @click=${fold.toggle}
            >
              ${assumptions.length === 1 ? t('1 assumption moves the figure.') : t('{0} assumptions move the figure.', assumptions.length)}
            </button>`
      }
      ${
        rate === null
          ? nothing
          : t('1 USD = {0} {1}{2}.', number(rate.perUsd, 4), header.currency, rate.date === null ? '' : `, ${date(rate.date)}`)
      }
      ${t('Amounts are rounded to cents for display only.')}
    </p>
    <ul id="assumptions" class="assumptions" ?hidden=${!fold.shown}>
      ${
        fold.shown
          ? assumptions.map(({ id, value, unit, why, source, at }) => {
              return html`<li>
                <strong>${id}</strong> ${number(value, 3)} ${unit}: ${why}
                <span class="caption">${source}</span>
                ${at === null ? nothing : link(`${at.file}:${at.start.line + 1}`, () => host.open(at))}
              </li>`;
            })
          : nothing
      }
    </ul>
  </footer>`;
}
