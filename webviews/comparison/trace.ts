/** The drawer of one cell: its lines with quantity, price, formula and source, what it makes cross, and the way back. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ComparisonModel, MatrixRow, TraceLine, TraceModel } from '@twin2multicloud/protocol';
import {
  button,
  changePerMonth,
  cloudIcon,
  cloudName,
  cloudShort,
  date,
  direction,
  icon,
  iconButton,
  link,
  money,
  number,
  perMonth,
  progressRing,
  segments,
  t,
  unitPrice,
  type Host,
} from '../shared/index.ts';

type Provider = TraceModel['provider'];

export interface TraceOptions {
  readonly model: ComparisonModel;
  readonly row: MatrixRow;
  readonly provider: Provider;
  /** null: on its way; `gone`: there is none. */
  readonly trace: TraceModel | null | 'gone';
  readonly host: Host;
  readonly active: boolean;
  readonly onClose: () => void;
  /** Shows the lines of another cloud, without moving the slot. */
  readonly onShow: (provider: Provider) => void;
  readonly onMove: (provider: Provider) => void;
}

/** Lines shown before "all lines". */
const MOST_LINES = 60;

export function traceDrawer(options: TraceOptions): TemplateResult {
  const { row, provider, trace, model, onClose, onShow } = options;
  const clouds = row.cells.filter((cell) => cell.kind === 'priced').map((cell) => cell.provider);
  return html`<aside
    class="card trace"
    aria-label=${t('Lines of {0} on {1}', row.slot, cloudName(provider))}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    }}
  >
    <div class="trace-head">
      <h2>${cloudIcon(provider)} ${t('{0} on {1}', row.slot, cloudName(provider))}</h2>
      ${iconButton({ label: t('Close'), icon: 'close', onClick: onClose, id: 'trace-close' })}
    </div>
    ${
      clouds.length < 2
        ? nothing
        : segments({
            label: t('Show the lines of'),
            value: provider,
            options: clouds.map((cloud) => ({ value: cloud, label: cloudShort(cloud) })),
            onChange: onShow,
          })
    }
    ${trace === null ? progressRing(t('Loading')) : trace === 'gone' ? html`<p class="small secondary">${t('There are no lines for this cell.')}</p>` : body(trace, options, perMonth(model.header.currency))}
  </aside>`;
}

function body(trace: TraceModel, { row, host, active, onMove }: TraceOptions, currency: string): TemplateResult {
  const crossing = trace.transfers.reduce((sum, transfer) => sum + transfer.amount, 0);
  const elsewhere = row.chosen !== trace.provider;
  const back = row.chosen !== row.unmoved && row.chosen === trace.provider ? row.unmoved : null;
  const backCell = back === null ? null : (row.cells.find((cell) => cell.provider === back) ?? null);
  return html`<dl class="pairs">
      <dt>${t('This slot')}</dt>
      <dd class="figure">${money(trace.amount)}</dd>
      ${
        trace.transfers.length === 0
          ? nothing
          : html`<dt>${trace.transfers.length === 1 ? t('Transfer it causes') : t('Transfers it causes')}</dt>
              <dd class="figure">${money(crossing)}</dd>`
      }
      ${
        elsewhere && trace.delta !== null
          ? html`<dt>${t('If {0} moves here', row.slot)}</dt>
              <dd class=${`figure ${direction(trace.delta) === 'less' ? 'less-text' : 'warning-text'}`}>${changePerMonth(trace.delta)}</dd>`
          : nothing
      }
      ${
        backCell?.kind === 'priced' && backCell.delta !== null
          ? html`<dt>${t('Against {0}', cloudName(backCell.provider))}</dt>
              <dd class="figure warning-text">${changePerMonth(-backCell.delta)}</dd>`
          : nothing
      }
    </dl>
    ${lineList(t('Lines of the slot'), currency, trace.lines, trace.amount, host)}
    ${trace.transfers.map((transfer) => transferLines(transfer, trace.amount, host))}
    <div class="actions">
      ${elsewhere && active ? button({ label: t('Move {0} here', row.slot), onClick: () => onMove(trace.provider) }) : nothing}
      ${
        backCell !== null && active
          ? html`${button({ label: t('Use {0} for {1} instead', cloudName(backCell.provider), row.slot), onClick: () => onMove(backCell.provider) })}
            ${backCell.kind === 'priced' && backCell.delta !== null ? html`<span class="caption secondary">${changePerMonth(backCell.delta)}</span>` : nothing}`
          : nothing
      }
    </div>`;
}

/** What is next to nothing beside the slot is folded. */
function transferLines(transfer: TraceModel['transfers'][number], slot: number, host: Host): TemplateResult {
  const { from, to, flow, amount, lines } = transfer;
  return html`<details class="transfer" ?open=${amount >= slot * 0.01}>
    <summary class="lines-head">
      ${t('Transfer {0} → {1}', from, to)} <span class="secondary caption">${flow}</span
      ><span class="figure push"><strong>${money(amount)}</strong></span>
    </summary>
    ${lineItems(lines, null, host)}
  </details>`;
}

function lineList(title: string, currency: string, lines: readonly TraceLine[], sum: number, host: Host): TemplateResult {
  return html`<h3 class="lines-head">${title}<span class="secondary caption push">${currency}</span></h3>
    ${lineItems(lines, sum, host)}`;
}

/** `sum` null: it stands above. */
function lineItems(lines: readonly TraceLine[], sum: number | null, host: Host): TemplateResult {
  return html`<ol class="lines">
    ${lines.slice(0, MOST_LINES).map((line) => lineOf(line, host))}
    ${lines.length > MOST_LINES ? html`<li class="caption secondary">${t('{0} more lines; twin explain lists all.', number(lines.length - MOST_LINES))}</li>` : nothing}
    ${sum === null || lines.length === 1 ? nothing : html`<li class="line-sum"><strong>${t('Sum')}</strong><strong class="figure">${money(sum)}</strong></li>`}
  </ol>`;
}

function lineOf(line: TraceLine, host: Host): TemplateResult {
  const { source } = line;
  const places = line.causes.flatMap((cause) => (cause.at === null ? [] : [cause.at]));
  const links = [...new Map(places.map((at) => [`${at.uri}:${at.start.line}`, at] as const)).values()];
  return html`<li>
    <div class="line-head"><strong>${line.service}</strong><strong class="figure">${money(line.amount)}</strong></div>
    ${line.role === '' ? nothing : html`<p class="small">${line.role}</p>`}
    <p class="small figure-wrap">${number(line.quantity, line.quantity >= 1_000 ? 0 : 3)} ${line.unit} × ${unitPrice(line.unitPrice)}</p>
    ${line.formula === '' ? nothing : html`<p class="small secondary">${line.formula}</p>`}
    ${line.overlay === null ? nothing : html`<p class="caption secondary">${line.overlay}</p>`}
    ${
      line.unconfirmed === null
        ? nothing
        : html`<details class="caption secondary">
            <summary><span class="warning-text">~ ${t('unconfirmed price')}</span></summary>
            ${line.unconfirmed}
          </details>`
    }
    <p class="caption secondary wrap-anywhere">${t('Meter {0}', line.meter)}${source === null ? '' : html`<br />${sourceText(source)}`}</p>
    ${
      links.length === 0
        ? nothing
        : html`<p class="caption">
            ${icon('file', 12)} ${links.slice(0, 6).map((at) => html`${link(`${at.file}:${at.start.line + 1}`, () => host.open(at))} `)}
          </p>`
    }
  </li>`;
}

function sourceText(source: NonNullable<TraceLine['source']>): string {
  // A price list's own ids are long; their first part tells them apart.
  const parts = [t('price {0}', /^[0-9a-f]{8}-/.test(source.id) ? source.id.slice(0, 8) : source.id)];
  if (source.effective !== null) parts.push(t('in force since {0}', date(source.effective)));
  if (source.readAt !== null) parts.push(t('read {0}', date(source.readAt)));
  return parts.filter((part) => part !== '').join(', ');
}
