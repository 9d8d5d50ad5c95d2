/**
 * The matrix slots × clouds as a grid: one cell has the focus, arrow keys move it, Enter moves the slot, Escape moves it back. Every cell says before what it would
 * cost. What a move does is the view's matter.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Cell, ComparisonModel, MatrixRow } from '@twin2multicloud/protocol';
import {
  change,
  changePerMonth,
  cloudIcon,
  cloudName,
  cloudShort,
  direction,
  icon,
  link,
  money,
  perMonth,
  PROVIDERS,
  slotName,
  t,
  withCode,
} from '../shared/index.ts';
import { pairTransfers } from './drawings.ts';

type Provider = (typeof PROVIDERS)[number];
type Slot = MatrixRow['slot'];
type Source = ComparisonModel['header']['at'];
type Priced = Extract<Cell, { readonly kind: 'priced' }>;
type Closed = Extract<Cell, { readonly kind: 'closed' }>;

export interface MatrixOptions {
  readonly model: ComparisonModel;
  /** The cell whose trace is open. */
  readonly selected: { readonly slot: Slot; readonly provider: Provider } | null;
  /** The cell with the focus when the grid is entered. */
  readonly current: { readonly row: number; readonly column: number };
  /** false: figures are old, nothing can be moved. */
  readonly active: boolean;
  readonly onCurrent: (row: number, column: number) => void;
  /** Enter or a click: move the slot there (where it is not), and show what the cell costs. */
  readonly onChoose: (row: MatrixRow, cell: Cell) => void;
  readonly onOpen: (at: Source) => void;
  /** Escape. */
  readonly onBack: (row: MatrixRow) => void;
}

/** What the slot costs more by its override: the other way round of what going back would change. */
export function overrideCost(row: MatrixRow): number | null {
  if (row.chosen === row.unmoved) return null;
  const back = row.cells.find((cell) => cell.provider === row.unmoved);
  return back?.kind === 'priced' && back.delta !== null ? -back.delta : null;
}

/** Said before it is done: `Move L4 to Azure: +2.97 more per month`. */
export function consequence(row: MatrixRow, cell: Cell): string {
  const name = cloudName(cell.provider);
  if (cell.kind === 'closed') return `${closedWord(cell)}: ${plain(cell.reason)}`;
  if (row.chosen === cell.provider) {
    if (row.chosen === row.unmoved) return t('{0} is on {1}. Enter shows its lines.', row.slot, name);
    return t('{0} is moved to {1}, not in the file. Escape moves it back.', row.slot, name);
  }
  const cost = cell.delta === null ? t('the rest of the placement does not allow it') : changePerMonth(cell.delta);
  const breaks = cell.breaks === null ? '' : ` ${t('It would break {0}.', cell.breaks)}`;
  return `${t('Move {0} to {1}: {2}.', row.slot, name, cost)}${breaks}`;
}

export function matrix(options: MatrixOptions): TemplateResult {
  const { model } = options;
  return html`<table
      class="matrix"
      role="grid"
      aria-label=${t('Cost of each slot on each cloud, {0}', perMonth(model.header.currency))}
      @keydown=${(event: KeyboardEvent) => onKey(event, options)}
    >
      <thead>
        <tr>
          <th scope="col">${t('Slot')}</th>
          ${PROVIDERS.map(
            (provider) =>
              html`<th scope="col" class="end">
                <span class="cloud"
                  >${cloudIcon(provider)}<span class="wide">${cloudName(provider)}</span
                  ><span class="narrow-only">${cloudShort(provider)}</span></span
                >
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${model.matrix.map((row, index) => rowOf(row, index, options))} ${model.total.certainty === 'none' ? nothing : transfersRow(model)}
        ${totalRow(model)}
      </tbody>
    </table>
    <p class="matrix-hint small secondary" aria-hidden="true">${hint(options)}</p>
    <p class="legend">
      <span>${icon('check', 12)} ${t('chosen')}</span><span>${icon('moved', 12)} ${t('override, not in the file')}</span
      ><span>~ ${t('unconfirmed price')}</span><span>${icon('close', 12)} ${t('not allowed or not available')}</span>
    </p>`;
}

function hint({ model, current }: MatrixOptions): string {
  const row = model.matrix[current.row];
  const cell = row?.cells[current.column];
  if (row === undefined || cell === undefined) return '';
  return consequence(row, cell);
}

/** Where an error keeps a part of a slot from being costed. */
export function gapOf({ total }: ComparisonModel, slot: Slot): ComparisonModel['total']['missing'][number] | null {
  return total.missing.find((gap) => gap.slot === slot) ?? null;
}

function incompleteMark(at: Source | null, onOpen: (at: Source) => void): TemplateResult {
  return html`<span class="caption error-text"
    >${icon('error', 12)}
    ${t('incomplete')}${at === null ? nothing : html`, ${link(t('Ln {0}', at.start.line + 1), () => onOpen(at))}`}</span
  >`;
}

function rowOf(row: MatrixRow, index: number, options: MatrixOptions): TemplateResult {
  const gap = gapOf(options.model, row.slot);
  const head = html`<th scope="row">
    <strong>${row.slot}</strong
    ><span class="caption secondary">${slotName(row.slot)}</span>${gap === null ? nothing : incompleteMark(gap.at, options.onOpen)}
  </th>`;
  if (!row.used || row.cells.length === 0) {
    return html`<tr>
      ${head}
      <td colspan="3" class="unused end"><span class="secondary small">${t('unused')}</span></td>
    </tr>`;
  }
  return html`<tr>
    ${head}${row.cells.map((cell, column) => cellOf(row, cell, { index, column }, options))}
  </tr>`;
}

function cellOf(row: MatrixRow, cell: Cell, at: { index: number; column: number }, options: MatrixOptions): TemplateResult {
  const { selected, current } = options;
  const chosen = row.chosen === cell.provider;
  const moved = chosen && row.chosen !== row.unmoved;
  const focus = current.row === at.index && current.column === at.column;
  return html`<td
    role="gridcell"
    tabindex=${focus ? '0' : '-1'}
    aria-selected=${chosen ? 'true' : 'false'}
    aria-description=${consequence(row, cell)}
    class=${classMap({
      chosen,
      moved,
      closed: cell.kind === 'closed',
      priceless: cell.kind === 'closed' && cell.why === 'price',
      open: selected?.slot === row.slot && selected.provider === cell.provider,
      still: !options.active,
    })}
    data-row=${at.index}
    data-column=${at.column}
    @click=${() => {
      options.onCurrent(at.index, at.column);
      options.onChoose(row, cell);
    }}
    @focus=${() => options.onCurrent(at.index, at.column)}
    @pointerenter=${() => options.onCurrent(at.index, at.column)}
  >
    ${cell.kind === 'priced' ? pricedCell(row, cell, gapOf(options.model, row.slot) !== null) : closedCell(cell)}
  </td>`;
}

function pricedCell(row: MatrixRow, cell: Priced, incomplete: boolean): TemplateResult {
  const chosen = row.chosen === cell.provider;
  const cost = chosen ? overrideCost(row) : cell.delta;
  const moved = chosen && row.chosen !== row.unmoved;
  const tag = moved
    ? html`${icon('moved', 12)}<span class="wide">${t('override')}</span>`
    : chosen
      ? html`${icon('check', 12)}<span class="wide">${t('chosen')}</span>`
      : cell.breaks !== null
        ? html`<span class="warning-text breaks">${icon('warning', 12)} ${t('breaks rule')}</span>`
        : row.best === cell.provider
          ? html`<span class="secondary">${t('best')}</span>`
          : nothing;
  const tone = moved ? 'warning-text' : cost !== null && direction(cost) === 'less' ? 'less-text' : 'secondary';
  return html`<span class="cell-line"
      ><span class="tag">${tag}</span
      ><span class="amount figure"
        >${cell.unconfirmed ? html`<span class="secondary"><span aria-hidden="true">~</span><span class="visually-hidden">${t('unconfirmed price')}</span></span> ` : ''}${incomplete ? '≥ ' : ''}${money(cell.amount)}</span
      ></span
    >${chosen && !moved ? nothing : html`<span class="delta ${tone}">${cost === null ? t('alone not possible') : change(cost)}</span>`}`;
}

/** Without the marks of code. */
export function plain(text: string): string {
  return text.replaceAll('`', '');
}

export function closedWord(cell: Closed): string {
  switch (cell.why) {
    case 'price':
      return t('No price');
    case 'providers':
    case 'except':
    case 'residency':
    case 'region':
      return t('Not allowed');
    case 'limit':
    case 'absent':
    case 'model':
      return t('Not available');
  }
}

function closedCell(cell: Closed): TemplateResult {
  const { at } = cell;
  return html`<span class="reason"
    ><span class=${cell.why === 'price' ? 'error-text' : ''}>${icon(cell.why === 'price' ? 'error' : 'close', 12)} ${closedWord(cell)}</span
    ><span class="caption reason-text" title=${plain(cell.reason)}
      >${cell.why === 'price' ? (cell.meter ?? cell.reason) : withCode(cell.reason)}</span
    >
    ${
      at === null
        ? nothing
        : // The cell itself opens the line: a click on this is a click on the cell.
          html`<span class="caption">${link(t('line {0}', at.start.line + 1), () => undefined)}</span>`
    }</span
  >`;
}

function transfersRow({ transfers }: ComparisonModel): TemplateResult {
  const pairs = pairTransfers(transfers);
  const sum = transfers.reduce((total, transfer) => total + transfer.amount, 0);
  return html`<tr class="sum">
    <th scope="row">
      <strong>${t('Transfers')}</strong
      ><span class="caption secondary">${pairs.length === 1 ? t('1 crossing') : t('{0} crossings', pairs.length)}</span>
    </th>
    <td colspan="3">
      <span class="cell-line"
        ><span class="tag secondary small">${pairs.map((pair) => `${pair.from} → ${pair.to} ${money(pair.amount)}`).join(' · ')}</span
        ><span class="amount figure">${money(sum)}</span></span
      >
    </td>
  </tr>`;
}

function totalRow({ path, transfers, total }: ComparisonModel): TemplateResult {
  const slots = path.reduce((sum, figure) => sum + (figure.amount ?? 0), 0);
  const crossing = transfers.reduce((sum, transfer) => sum + transfer.amount, 0);
  const used = path.filter((figure) => figure.amount !== null).length;
  const partial = total.certainty === 'partial';
  return html`<tr class="sum total">
    <th scope="row"><strong>${partial ? t('At least') : t('Total')}</strong></th>
    <td colspan="3">
      <span class="cell-line"
        ><span class="tag secondary small"
          >${total.certainty === 'none' ? withCode(total.why ?? '') : t('{0} chosen slots {1} + transfers {2}', used, money(slots), money(crossing))}</span
        ><span class="amount figure"
          >${total.perMonth === null || total.certainty === 'none' ? t('No total') : money(total.perMonth)}</span
        ></span
      >
    </td>
  </tr>`;
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function onKey(event: KeyboardEvent, options: MatrixOptions): void {
  const target = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('td[data-row]') : null;
  const grid = event.currentTarget;
  if (target === null || event.target !== target || !(grid instanceof HTMLElement)) return;
  const [row, column] = [Number(target.dataset.row), Number(target.dataset.column)];
  const shown = options.model.matrix[row];
  const cell = shown?.cells[column];
  if (shown === undefined || cell === undefined) return;
  const move = MOVES[event.key];
  if (move !== undefined) focusCell(grid, row, column, move);
  else if (event.key === 'Home') focusAt(grid, row, 0);
  else if (event.key === 'End') focusAt(grid, row, PROVIDERS.length - 1);
  else if (event.key === 'Enter' || event.key === ' ') options.onChoose(shown, cell);
  else if (event.key === 'Escape') options.onBack(shown);
  else return;
  event.preventDefault();
}

/** The next cell in that direction; rows without cells (unused slots) are passed over. */
function focusCell(grid: HTMLElement, row: number, column: number, [down, right]: readonly [number, number]): void {
  for (let r = row + down, c = column + right; r >= 0 && r < 7 && c >= 0 && c < 3; r += down, c += right) {
    if (focusAt(grid, r, c)) return;
    if (down === 0) return;
  }
}

export function focusAt(root: Element, row: number, column: number): boolean {
  const cell = root.querySelector<HTMLElement>(`td[data-row="${row}"][data-column="${column}"]`);
  cell?.focus();
  return cell !== null;
}
