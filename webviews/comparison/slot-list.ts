/** The narrow form of path and matrix: one list, in which a slot opens to its clouds. The same choices as the grid, by buttons. */
import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Cell, ComparisonModel, MatrixRow } from '@twin2multicloud/protocol';
import { change, cloudIcon, cloudShort, icon, link, money, slotName, t, withCode, type Host, type Slot } from '../shared/index.ts';
import { pairTransfers } from './drawings.ts';
import { closedWord, consequence, gapOf, overrideCost } from './matrix.ts';

export interface SlotListOptions {
  readonly model: ComparisonModel;
  readonly host: Host;
  readonly open: ReadonlySet<Slot>;
  readonly active: boolean;
  readonly onOpen: (slot: Slot) => void;
  readonly onChoose: (row: MatrixRow, cell: Cell) => void;
}

export function slotList(options: SlotListOptions): TemplateResult {
  const { model } = options;
  const pairs = pairTransfers(model.transfers);
  return html`<ol class="slot-list">
    ${model.matrix.map(
      (row) =>
        html`${rowOf(row, options)}${pairs
          .filter((pair) => pair.from === row.slot)
          .map(
            (pair) =>
              html`<li class="crossing caption secondary">
                <span>${pair.from} → ${pair.to}, ${pair.flows.map((flow) => flow.flow).join(', ')}</span
                ><span class="figure">${money(pair.amount)}</span>
              </li>`,
          )}`,
    )}
    <li class="slot-total">
      <strong>${model.total.certainty === 'partial' ? t('At least') : t('Total')}</strong
      ><strong class="figure"
        >${model.total.perMonth === null || model.total.certainty === 'none' ? t('No total') : money(model.total.perMonth)}</strong
      >
    </li>
  </ol>`;
}

function rowOf(row: MatrixRow, options: SlotListOptions): TemplateResult {
  const open = options.open.has(row.slot);
  const chosen = row.cells.find((cell) => cell.provider === row.chosen);
  const moved = row.chosen !== row.unmoved;
  const id = `slot-${row.slot.replace('.', '-')}`;
  return html`<li>
    <button
      type="button"
      class="slot-button"
      aria-expanded=${open ? 'true' : 'false'}
      aria-controls=${id}
      ?disabled=${!row.used}
      @click=${() => options.onOpen(row.slot)}
    >
      <span class="slot-name"
        >${icon(open ? 'down' : 'right', 12)}<span
          ><strong>${row.slot}</strong><span class="caption secondary">${slotName(row.slot)}</span></span
        ></span
      >
      <span class="slot-cloud"
        >${
          row.chosen === null
            ? html`<span class="secondary">${row.used ? t('not possible') : t('unused')}</span>`
            : html`<span class="cloud">${cloudIcon(row.chosen)}${cloudShort(row.chosen)}</span>`
        }${moved ? html`<span class="chip">${t('override')}</span>` : nothing}</span
      >
      <strong class="figure"
        >${chosen?.kind === 'priced' ? `${chosen.unconfirmed ? '~ ' : ''}${gapOf(options.model, row.slot) === null ? '' : '≥ '}${money(chosen.amount)}` : '–'}</strong
      >
    </button>
    <ul class="clouds" id=${id} ?hidden=${!open}>
      ${open ? row.cells.map((cell) => cloudRow(row, cell, options)) : nothing}
    </ul>
  </li>`;
}

function cloudRow(row: MatrixRow, cell: Cell, { host, active, onChoose }: SlotListOptions): TemplateResult {
  const chosen = row.chosen === cell.provider;
  const moved = chosen && row.chosen !== row.unmoved;
  if (cell.kind === 'closed') {
    const { at } = cell;
    return html`<li class="closed">
      <span class="cloud secondary">${cloudIcon(cell.provider)}${cloudShort(cell.provider)}</span>
      <span class="caption closed-why"
        >${closedWord(cell)}: ${withCode(cell.reason)}
        ${at === null ? nothing : link(t('Ln {0}', at.start.line + 1), () => host.open(at))}</span
      >
    </li>`;
  }
  const cost = chosen ? overrideCost(row) : cell.delta;
  const word = moved
    ? cost === null
      ? t('override')
      : change(cost)
    : chosen
      ? t('chosen')
      : cost === null
        ? t('alone not possible')
        : change(cost);
  return html`<li class=${classMap({ chosen, moved })}>
    <button
      type="button"
      class="cloud-button"
      aria-pressed=${chosen ? 'true' : 'false'}
      aria-description=${consequence(row, cell)}
      ?disabled=${!active}
      @click=${() => onChoose(row, cell)}
    >
      <span class="cloud">${chosen && !moved ? icon('check', 12) : nothing}${cloudIcon(cell.provider)}${cloudShort(cell.provider)}</span>
      <span class="figure">${cell.unconfirmed ? '~ ' : ''}${money(cell.amount)}</span>
      <span class=${moved ? 'caption warning-text figure' : 'caption secondary figure'}>${word}</span>
    </button>
  </li>`;
}
