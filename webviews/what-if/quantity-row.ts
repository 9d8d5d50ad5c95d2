/** One quantity: its name and the file's value, the line of totals over its range with a slider on it, and a field. What a change costs is told elsewhere. */
import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { paint, sparkline, type Chart } from '@twin2multicloud/charts';
import type { Leverage, Quantity } from '@twin2multicloud/protocol';
import { chart, cloudName, link, money, number, numberField, slider, t, unitWord, type Host } from '../shared/index.ts';
import { inUnit, slid } from './draft-state.ts';

/** The scale that all lines of a page share, so that their height shows leverage. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** The budget of the whole twin; null: none. */
  readonly limit: number | null;
}

export interface RowOptions {
  readonly quantity: Quantity;
  readonly value: number;
  readonly changed: boolean;
  /** null: not computed yet. */
  readonly leverage: Leverage | null;
  readonly scale: Scale;
  readonly disabled: boolean;
  readonly host: Host;
  readonly onInput: (value: number) => void;
}

/** Only made anew when something of this row changed: a page may have hundreds. */
export function quantityRow(options: RowOptions): TemplateResult {
  const { quantity, value, leverage, scale, disabled } = options;
  return html`${guard([quantity, value, leverage, scale.from, scale.to, scale.limit, disabled], () => row(options))}`;
}

function row({ quantity, value, changed, leverage, scale, disabled, host, onInput }: RowOptions): TemplateResult {
  const { path, label, unit, factor, file, min, max, step, least, most, whole } = quantity;
  const text = (base: number): string => number(inUnit(quantity, base), 6);
  const words = unitWord(unit);
  const drawn = leverage?.idle === null ? leverage : null;
  return html`<div class=${changed ? 'quantity changed' : 'quantity'} data-path=${path}>
    <div class="quantity-name">
      <span class="quantity-label">${label}</span>
      <span class="caption">
        ${
          changed
            ? link(t('file {0}', text(file)), () => onInput(file), { description: t('Set {0} back to the value of the file', path) })
            : t('as in the file')
        }
      </span>
    </div>
    <div class="quantity-range">
      ${drawn === null ? html`<div class="quantity-line"></div>` : line(quantity, drawn, scale, changed, host)}
      ${slider({
        label: path,
        value,
        // A value beyond the slider's range stretches it, so that its thumb tells the truth.
        min: Math.min(min, value),
        max: Math.max(max, value),
        step: whole ? Math.max(1, step) : step,
        text: words === '' ? text(value) : `${text(value)} ${words}`,
        onInput: (raw) => onInput(slid(quantity, raw)),
        disabled,
      })}
      ${ends(quantity, leverage)}
    </div>
    <div class="quantity-field">
      ${numberField({
        label: words === '' ? path : t('{0} in {1}', path, words),
        value: inUnit(quantity, value),
        digits: 6,
        least: least / factor,
        most: most === null ? null : most / factor,
        step: step / factor,
        onChange: (shown) => onInput(shown * factor),
        disabled,
        changed,
      })}<span class="small secondary">${words}</span>
    </div>
  </div>`;
}

/** `at 0: 23.15` … `at 500: 78.07`; or why it has no effect. */
function ends(quantity: Quantity, leverage: Leverage | null): TemplateResult {
  const text = (base: number): string => number(inUnit(quantity, base), 6);
  const end = (base: number, amount: number | null | undefined): TemplateResult =>
    amount == null ? html`<span>${text(base)}</span>` : html`<span>${t('at {0}:', text(base))} <em>${money(amount)}</em></span>`;
  const [first, last] = [quantity.min, quantity.max];
  if (leverage?.idle != null) {
    return html`<div class="quantity-ends caption secondary">
      <span>${text(first)}</span><span>${idleText(leverage.idle)}</span><span>${text(last)}</span>
    </div>`;
  }
  return html`<div class="quantity-ends caption secondary figure">
    ${end(leverage?.values[0] ?? first, leverage?.amounts[0])}${end(leverage?.values.at(-1) ?? last, leverage?.amounts.at(-1))}
  </div>`;
}

function idleText({ on }: NonNullable<Leverage['idle']>): string {
  return on === null ? t('no effect on this twin') : t('no effect while {0} is on {1}', on.slot, cloudName(on.provider));
}

function line(quantity: Quantity, leverage: Leverage, scale: Scale, changed: boolean, host: Host): TemplateResult {
  const draw = (width: number): Chart => {
    const height = 26;
    const drawn = sparkline({
      name: t(
        'Total over {0}, from {1} to {2}',
        quantity.path,
        number(inUnit(quantity, quantity.min), 6),
        number(inUnit(quantity, quantity.max), 6),
      ),
      width,
      height,
      values: leverage.values.map((value) => inUnit(quantity, value)),
      amounts: leverage.amounts,
      ...scale,
      words: { value: quantity.path, amount: t('Total') },
    });
    if (!changed) return drawn;
    const span = quantity.max - quantity.min || 1;
    const x = Math.min(Math.max((quantity.file - quantity.min) / span, 0), 1) * (width - 2);
    const mark = { tag: 'rect', attributes: { x, y: height - 9, width: 2, height: 9, fill: paint('warning') }, children: [], text: null };
    return { ...drawn, marks: [...drawn.marks, mark] };
  };
  return html`<div class="quantity-line">${chart({ draw, host, file: quantity.path, exports: false })}</div>`;
}
