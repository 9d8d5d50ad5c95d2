/**
 * EVERY control of every view. Buttons, dropdowns, text fields, tabs, data grids and the progress ring are the VS Code webview UI toolkit's, checkbox and
 * progress bar are @vscode-elements'; what neither has in an accessible form is the platform's own. docs/decisions/0008-controls.md says why.
 * Views call these functions and never name an element of a library, so that a library can be swapped here alone.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { live } from 'lit/directives/live.js';
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDataGrid,
  vsCodeDataGridCell,
  vsCodeDataGridRow,
  vsCodeDropdown,
  vsCodeOption,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { icon, type IconName } from './icons.ts';
import { number } from './words.ts';

// Both libraries call their elements vscode-…; the toolkit's get a prefix of their own.
provideVSCodeDesignSystem()
  .withPrefix('toolkit')
  .register(
    vsCodeButton(),
    vsCodeDataGrid(),
    vsCodeDataGridCell(),
    vsCodeDataGridRow(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodePanels(),
    vsCodePanelTab(),
    vsCodePanelView(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );

/**
 * Sets a property once the element is in the page with its children: a dropdown takes a value only when it has the option, and a text field names
 * itself "Text field" when it is connected, whatever it was called before.
 */
class LaterDirective extends Directive {
  render(_property: string, _value: unknown): typeof nothing {
    return nothing;
  }

  override update(part: ElementPart, [property, value]: [string, unknown]): typeof nothing {
    const { element } = part;
    setTimeout(() => {
      if (Reflect.get(element, property) !== value) Reflect.set(element, property, value);
    });
    return nothing;
  }
}
const later = directive(LaterDirective);

export interface ButtonOptions {
  readonly label: string;
  readonly onClick: () => void;
  /** One primary button for each view. `quiet`: no ground of its own. Left out: `secondary`. */
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  readonly icon?: IconName;
  readonly disabled?: boolean;
  /** More for screen readers than the label says. */
  readonly description?: string;
  /** For a switch: whether it is on. */
  readonly pressed?: boolean;
}

export function button({
  label,
  onClick,
  kind = 'secondary',
  icon: name,
  disabled = false,
  description,
  pressed,
}: ButtonOptions): TemplateResult {
  return html`<toolkit-button
    class=${`button ${kind}`}
    appearance=${kind === 'primary' ? 'primary' : 'secondary'}
    ?disabled=${disabled}
    aria-description=${description ?? nothing}
    aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
    @click=${() => {
      if (!disabled) onClick();
    }}
    ><span class="button-inner">${name === undefined ? '' : icon(name)}<span>${label}</span></span></toolkit-button
  >`;
}

export interface IconButtonOptions {
  /** Said and shown on hover. */
  readonly label: string;
  readonly icon: IconName;
  readonly onClick: () => void;
  /** For a switch: whether it is on. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly id?: string;
}

export function iconButton({ label, icon: name, onClick, pressed, disabled = false, id }: IconButtonOptions): TemplateResult {
  return html`<toolkit-button
    class="icon-button"
    id=${id ?? nothing}
    appearance="icon"
    aria-label=${label}
    title=${label}
    aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
    ?disabled=${disabled}
    @click=${() => {
      if (!disabled) onClick();
    }}
    >${icon(name)}</toolkit-button
  >`;
}

/** Looks like a link and does something: opens a place of the source, applies a fix. */
export function link(label: string | TemplateResult, onClick: () => void, options: { readonly description?: string } = {}): TemplateResult {
  return html`<button type="button" class="link" aria-description=${options.description ?? nothing} @click=${onClick}>${label}</button>`;
}

export interface DropdownOptions<Value extends string> {
  /** Said by screen readers; `shown` true: also written before it. */
  readonly label: string;
  readonly shown?: boolean;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
}

export function dropdown<Value extends string>(given: DropdownOptions<Value>): TemplateResult {
  const { label, shown = false, value, options, onChange, disabled = false } = given;
  return html`<span class="field"
    >${shown ? html`<span class="field-label" aria-hidden="true">${label}</span>` : ''}<toolkit-dropdown
      class="dropdown"
      aria-label=${label}
      ?disabled=${disabled}
      ${later('value', value)}
      @change=${(event: Event) => {
        const chosen = options.find((option) => option.value === valueOf(event));
        if (chosen !== undefined && chosen.value !== value) onChange(chosen.value);
      }}
      >${options.map((option) => html`<toolkit-option value=${option.value} ?selected=${option.value === value}>${option.label}</toolkit-option>`)}</toolkit-dropdown
    ></span
  >`;
}

export interface TextFieldOptions {
  readonly label: string;
  readonly value: string;
  /** At every change. */
  readonly onInput?: (value: string) => void;
  /** When it is done: Enter, or the field is left. */
  readonly onChange?: (value: string) => void;
  readonly placeholder?: string;
  readonly icon?: IconName;
  readonly disabled?: boolean;
  /** What is wrong with the value, in words; empty or left out: nothing. */
  readonly wrong?: string;
}

export function textField({
  label,
  value,
  onInput,
  onChange,
  placeholder,
  icon: name,
  disabled = false,
  wrong = '',
}: TextFieldOptions): TemplateResult {
  return html`<toolkit-text-field
    class=${wrong === '' ? 'text-field' : 'text-field wrong'}
    ${later('ariaLabel', label)}
    aria-invalid=${wrong === '' ? nothing : 'true'}
    title=${wrong === '' ? nothing : wrong}
    placeholder=${placeholder ?? nothing}
    ?disabled=${disabled}
    .value=${live(value)}
    @input=${(event: Event) => onInput?.(valueOf(event))}
    @change=${(event: Event) => onChange?.(valueOf(event))}
    >${name === undefined ? '' : html`<span slot="start" class="field-icon">${icon(name)}</span>`}</toolkit-text-field
  >`;
}

/** A field to search in a list. */
export function search(label: string, value: string, onInput: (value: string) => void): TemplateResult {
  return html`<span class="search">${textField({ label, value, onInput, placeholder: label, icon: 'search' })}</span>`;
}

export interface NumberFieldOptions {
  readonly label: string;
  readonly value: number;
  /** Decimals shown at most. */
  readonly digits?: number;
  readonly least: number;
  readonly most: number | null;
  /** By which the arrow keys change it. */
  readonly step: number;
  readonly onChange: (value: number) => void;
  readonly disabled?: boolean;
  /** true: differs from the file. */
  readonly changed?: boolean;
}

/** A number in the person's own writing (comma or point). What is none, or out of range, is not taken and the field shows the last value again. */
export function numberField(given: NumberFieldOptions): TemplateResult {
  const { label, value, digits = 3, least, most, step, onChange, disabled = false, changed = false } = given;
  const take = (wish: number | null, event: Event): void => {
    const sound = wish !== null && wish >= least && (most === null || wish <= most);
    if (sound && wish !== value) onChange(wish);
    else if (event.target instanceof HTMLElement) Reflect.set(event.target, 'value', number(value, digits));
  };
  return html`<toolkit-text-field
    class=${changed ? 'number-field changed' : 'number-field'}
    ${later('ariaLabel', label)}
    ?disabled=${disabled}
    .value=${live(number(value, digits))}
    @change=${(event: Event) => take(readNumber(valueOf(event)), event)}
    @keydown=${(event: KeyboardEvent) => {
      const sign = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
      if (sign === 0) return;
      event.preventDefault();
      const wish = (readNumber(valueOf(event)) ?? value) + sign * step;
      take(Math.max(least, most === null ? wish : Math.min(wish, most)), event);
    }}
  ></toolkit-text-field>`;
}

/** `1 482,30`, `1482.3`, `−2`: the last comma or point before other than three digits is the decimal sign. null: no number. */
export function readNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f\u2009']/g, '').replace('\u2212', '-');
  if (!/^[+-]?(\d+([.,]\d+)*|[.,]\d+)$/.test(plain)) return null;
  const last = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'));
  if (last < 0) return Number(plain);
  const value = Number(`${plain.slice(0, last).replace(/[.,]/g, '')}.${plain.slice(last + 1)}`);
  return Number.isFinite(value) ? value : null;
}

export interface SliderOptions {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value in words, with its unit. */
  readonly text: string;
  /** While it is dragged. */
  readonly onInput: (value: number) => void;
  /** When it is let go. */
  readonly onChange?: (value: number) => void;
  readonly disabled?: boolean;
}

export function slider({ label, value, min, max, step, text, onInput, onChange, disabled = false }: SliderOptions): TemplateResult {
  return html`<input
    type="range"
    class="slider"
    aria-label=${label}
    aria-valuetext=${text}
    min=${min}
    max=${max}
    step=${step}
    ?disabled=${disabled}
    .value=${live(String(value))}
    @input=${(event: Event) => onInput(Number(valueOf(event)))}
    @change=${(event: Event) => onChange?.(Number(valueOf(event)))}
  />`;
}

/** `bare`: the label is said, not shown. */
export function checkbox(
  label: string,
  checked: boolean,
  onChange: (checked: boolean) => void,
  { bare = false }: { readonly bare?: boolean } = {},
): TemplateResult {
  return html`<vscode-checkbox
    title=${bare ? label : nothing}
    .checked=${live(checked)}
    @change=${(event: Event) => onChange(event.target instanceof HTMLElement && Reflect.get(event.target, 'checked') === true)}
    ><span class=${bare ? 'visually-hidden' : ''}>${label}</span></vscode-checkbox
  >`;
}

export interface SegmentsOptions<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
}

/** One of few, side by side: radio buttons, so that arrow keys move and screen readers count. */
export function segments<Value extends string>({
  label,
  value,
  options,
  onChange,
  disabled = false,
}: SegmentsOptions<Value>): TemplateResult {
  const group = `segments-${label}`;
  return html`<span class="segments" role="radiogroup" aria-label=${label}
    >${options.map(
      (option) =>
        html`<label class="segment"
          ><input
            type="radio"
            name=${group}
            .checked=${live(option.value === value)}
            ?disabled=${disabled}
            @change=${() => onChange(option.value)}
          /><span>${option.label}</span></label
        >`,
    )}</span
  >`;
}

export interface TabsOptions<Id extends string> {
  readonly label: string;
  readonly active: Id;
  readonly tabs: readonly { readonly id: Id; readonly label: string; readonly content: () => TemplateResult }[];
  readonly onChange: (id: Id) => void;
}

/** Only the active tab's content is made. */
export function tabs<Id extends string>({ label, active, tabs: all, onChange }: TabsOptions<Id>): TemplateResult {
  return html`<toolkit-panels
    class="tabs"
    aria-label=${label}
    activeid=${`tab-${active}`}
    @change=${(event: Event) => {
      // Fields within a tab say that they changed as well. The attribute follows the property later.
      if (event.target === null || event.target !== event.currentTarget) return;
      const id: unknown = Reflect.get(event.target, 'activeid');
      const chosen = all.find((tab) => `tab-${tab.id}` === id);
      if (chosen !== undefined && chosen.id !== active) onChange(chosen.id);
    }}
    >${all.map((tab) => html`<toolkit-panel-tab id=${`tab-${tab.id}`}>${tab.label}</toolkit-panel-tab>`)}${all.map(
      (tab) =>
        html`<toolkit-panel-view id=${`view-${tab.id}`}
          ><div class="tab-content">${tab.id === active ? tab.content() : ''}</div></toolkit-panel-view
        >`,
    )}</toolkit-panels
  >`;
}

export interface MenuOptions<Value extends string> {
  readonly label: string;
  readonly icon: IconName;
  /** true: only the icon, the label is said and shown on hover. */
  readonly bare?: boolean;
  readonly items: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
  readonly disabled?: boolean;
}

/** A button that opens a menu: arrow keys move, Enter chooses, Escape closes and gives the focus back. */
export function menu<Value extends string>(options: MenuOptions<Value>): TemplateResult {
  const { label, icon: name, bare = false, items, onChoose, disabled = false } = options;
  const close = (root: HTMLElement, refocus: boolean): void => {
    root.querySelector<HTMLElement>('.menu-list')?.setAttribute('hidden', '');
    const opener = root.querySelector<HTMLElement>('.menu-button');
    opener?.setAttribute('aria-expanded', 'false');
    if (refocus) opener?.focus();
  };
  const rootOf = (event: Event): HTMLElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLElement>('.menu') : null;
  return html`<span
    class="menu"
    @focusout=${(event: FocusEvent) => {
      const root = event.currentTarget;
      if (root instanceof HTMLElement && !(event.relatedTarget instanceof Node && root.contains(event.relatedTarget))) close(root, false);
    }}
    @keydown=${(event: KeyboardEvent) => {
      const root = rootOf(event);
      if (root === null) return;
      const list = root.querySelector('.menu-list');
      if (list === null || list.hasAttribute('hidden')) return;
      const entries = [...list.querySelectorAll<HTMLElement>('[role=menuitem]')];
      const at = entries.findIndex((entry) => entry === document.activeElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
      if (event.key === 'Escape') close(root, true);
      else if (to !== undefined) entries.at(to % entries.length)?.focus();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }}
    ><button
      type="button"
      class=${bare ? 'menu-button bare' : 'menu-button'}
      aria-haspopup="menu"
      aria-expanded="false"
      aria-label=${bare ? label : nothing}
      title=${bare ? label : nothing}
      ?disabled=${disabled}
      @click=${(event: Event) => {
        const root = rootOf(event);
        const list = root?.querySelector<HTMLElement>('.menu-list');
        if (root == null || list == null) return;
        if (!list.hidden) {
          close(root, true);
          return;
        }
        list.hidden = false;
        root.querySelector('.menu-button')?.setAttribute('aria-expanded', 'true');
        list.querySelector<HTMLElement>('[role=menuitem]')?.focus();
      }}
    >
      ${icon(name)}${bare ? '' : html`<span>${label}</span>`}</button
    ><span class="menu-list" role="menu" aria-label=${label} hidden
      >${items.map(
        (item) =>
          html`<button
            type="button"
            role="menuitem"
            tabindex="-1"
            @click=${(event: Event) => {
              const root = rootOf(event);
              if (root !== null) close(root, true);
              onChoose(item.value);
            }}
          >
            ${item.label}
          </button>`,
      )}</span
    ></span
  >`;
}

export interface DataGridOptions {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A grid to read cell by cell with the arrow keys: the table behind a chart. Small tables that are only read are plain `<table>`s. */
export function dataGrid({ label, columns, rows }: DataGridOptions): TemplateResult {
  const definitions = columns.map((title, index) => ({ columnDataKey: `c${index}`, title }));
  const data = rows.map((row) => Object.fromEntries(row.map((text, index) => [`c${index}`, text])));
  return html`<toolkit-data-grid
    class="data-grid"
    aria-label=${label}
    generate-header="sticky"
    .columnDefinitions=${definitions}
    .rowsData=${data}
  ></toolkit-data-grid>`;
}

/** Something is on its way and nobody knows how long. */
export function progressRing(label: string): TemplateResult {
  return html`<span class="ring" role="status"
    ><toolkit-progress-ring aria-hidden="true"></toolkit-progress-ring><span>${label}</span></span
  >`;
}

/** Along the top of the view, while figures are computed. */
export function progressBar(label: string): TemplateResult {
  return html`<vscode-progress-bar class="progress-bar" aria-label=${label}></vscode-progress-bar>`;
}

function valueOf(event: Event): string {
  const value: unknown = event.target instanceof HTMLElement ? Reflect.get(event.target, 'value') : '';
  return typeof value === 'string' ? value : '';
}
