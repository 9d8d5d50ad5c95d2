/**
 * The element `<twin-chart>`: draws a chart at the width that there is, tells the figures on hover and by the arrow keys, holds the table behind it,
 * and saves it as SVG, PNG or CSV. What a chart looks like is packages/charts' matter.
 */
import { html, LitElement, nothing, svg, type PropertyDeclarations, type TemplateResult } from 'lit';
import { toCsv, type Chart, type Point } from '@twin2multicloud/charts';
import { dataGrid, menu } from './controls.ts';
import { fileName, toPng, themedSvg } from './export.ts';
import type { Host } from './host.ts';
import { renderMarks } from './marks.ts';
import { money, number, t } from './words.ts';

export interface ChartOptions {
  /** Makes the chart for a width in pixels. The same function is the same chart: keep it while the figures are the same. */
  readonly draw: (width: number) => Chart;
  readonly host: Host;
  /** Of exported files, without ending: `smart-home-break-even`. */
  readonly file: string;
  /** false: no menu (small charts inside other things). */
  readonly exports?: boolean;
}

/** A chart with everything that belongs to it. */
export function chart(options: ChartOptions): TemplateResult {
  return html`<twin-chart .options=${options}></twin-chart>`;
}

class ChartElement extends LitElement {
  static override readonly properties: PropertyDeclarations = { options: { attribute: false } };
  declare options: ChartOptions;
  private readonly observer = new ResizeObserver((entries) => {
    const width = Math.floor(entries[0]?.contentRect.width ?? 0);
    if (width > 0 && width !== this.drawnWidth) {
      this.drawnWidth = width;
      this.requestUpdate();
    }
  });
  private drawnWidth = 0;
  private active: number | null = null;
  private tableShown = false;
  private failure = '';
  private made: { readonly draw: ChartOptions['draw']; readonly width: number; readonly chart: Chart } | null = null;

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The first drawing has its right width at once, without a second one.
    this.drawnWidth = Math.floor(this.getBoundingClientRect().width);
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  private current(): Chart | null {
    const { draw } = this.options;
    if (this.drawnWidth === 0) return null;
    if (this.made?.draw !== draw || this.made.width !== this.drawnWidth) {
      this.made = { draw, width: this.drawnWidth, chart: draw(this.drawnWidth) };
      if (this.active !== null && this.active >= this.made.chart.points.length) this.active = null;
    }
    return this.made.chart;
  }

  protected override render(): TemplateResult | typeof nothing {
    const chart = this.current();
    if (chart === null) return nothing;
    const point = this.active === null ? null : (chart.points[this.active] ?? null);
    const keys = chart.points.length > 0;
    return html`<figure class="chart">
      <div
        class="chart-plot"
        role=${keys ? 'group' : nothing}
        aria-roledescription=${keys ? t('chart') : nothing}
        aria-label=${keys ? t('{0} Arrow keys move from figure to figure.', chart.name) : nothing}
        tabindex=${keys ? '0' : nothing}
        @keydown=${(event: KeyboardEvent) => this.key(event, chart)}
        @pointermove=${(event: PointerEvent) => this.point(event, chart)}
        @pointerleave=${() => this.activate(null)}
        @blur=${() => this.activate(null)}
      >
        <svg
          width=${chart.width}
          height=${chart.height}
          viewBox=${`0 0 ${chart.width} ${chart.height}`}
          role="img"
          aria-label=${chart.name}
        >
          ${renderMarks(chart.marks)}${point === null ? nothing : ring(point)}
        </svg>
        ${point === null ? nothing : html`<div class="chart-tip" aria-hidden="true">${tipLines(point)}</div>`}
        <div class="visually-hidden" aria-live="polite">${point === null ? '' : [point.title, ...point.lines].join(', ')}</div>
      </div>
      ${this.options.exports === false ? nothing : this.tools(chart)} ${this.tableShown ? this.grid(chart) : this.hiddenTable(chart)}
      ${this.failure === '' ? nothing : html`<p class="small error-text" role="alert">${this.failure}</p>`}
    </figure>`;
  }

  protected override updated(): void {
    const tip = this.querySelector<HTMLElement>('.chart-tip');
    const chart = this.made?.chart;
    const point = this.active === null ? null : chart?.points[this.active];
    if (tip === null || chart === undefined || point == null) return;
    // By script, not by a style attribute: the policy forbids those.
    const x = point.at?.x ?? point.area.x + point.area.width / 2;
    const y = point.at?.y ?? point.area.y;
    const left = Math.min(Math.max(x - tip.offsetWidth / 2, 0), Math.max(chart.width - tip.offsetWidth, 0));
    const above = y - tip.offsetHeight - 10;
    tip.style.left = `${left}px`;
    tip.style.top = `${above >= 0 ? above : (point.at?.y ?? point.area.y + point.area.height) + 10}px`;
  }

  private activate(index: number | null): void {
    if (this.active === index) return;
    this.active = index;
    this.requestUpdate();
  }

  private point(event: PointerEvent, chart: Chart): void {
    const box = this.querySelector('svg')?.getBoundingClientRect();
    if (box === undefined) return;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    // The last one drawn lies on top.
    const index = chart.points.findLastIndex(
      ({ area }) => x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height,
    );
    this.activate(index < 0 ? null : index);
  }

  private key(event: KeyboardEvent, chart: Chart): void {
    if (event.target !== event.currentTarget) return;
    const count = chart.points.length;
    const now = this.active;
    const next = {
      ArrowRight: now === null ? 0 : Math.min(now + 1, count - 1),
      ArrowDown: now === null ? 0 : Math.min(now + 1, count - 1),
      ArrowLeft: now === null ? count - 1 : Math.max(now - 1, 0),
      ArrowUp: now === null ? count - 1 : Math.max(now - 1, 0),
      Home: 0,
      End: count - 1,
    }[event.key];
    if (event.key === 'Escape' && now !== null) this.activate(null);
    else if (next !== undefined && count > 0) this.activate(next);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private tools(chart: Chart): TemplateResult {
    return html`<div class="chart-tools">
      ${menu({
        label: t('Chart'),
        icon: 'more',
        bare: true,
        items: [
          { value: 'table', label: this.tableShown ? t('Hide the table') : t('Show as a table') },
          { value: 'svg', label: t('Save as SVG …') },
          { value: 'png', label: t('Save as PNG …') },
          { value: 'csv', label: t('Save as CSV …') },
        ],
        onChoose: (choice) => {
          if (choice === 'table') {
            this.tableShown = !this.tableShown;
            this.requestUpdate();
          } else void this.save(choice, chart);
        },
      })}
    </div>`;
  }

  private async save(kind: 'svg' | 'png' | 'csv', chart: Chart): Promise<void> {
    try {
      const data = kind === 'csv' ? toCsv(chart.table) : kind === 'svg' ? themedSvg(chart) : await toPng(chart);
      this.failure = (await this.options.host.save(fileName(this.options.file, kind), data)) ?? '';
    } catch {
      this.failure = t('The chart could not be made into a file. Try SVG instead.');
    }
    this.requestUpdate();
  }

  private grid(chart: Chart): TemplateResult {
    const { columns, rows } = chart.table;
    return html`<div class="chart-table">
      ${dataGrid({ label: t('Figures of the chart'), columns, rows: rows.map((row) => row.map(cellText)) })}
    </div>`;
  }

  private hiddenTable(chart: Chart): TemplateResult {
    // A long one is still read: by "Show as a table".
    const { columns, rows } = chart.table;
    return html`<div class="visually-hidden">
      <table>
        <caption>
          ${chart.name}
        </caption>
        <thead>
          <tr>
            ${columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, 200).map(
            (row) =>
              html`<tr>
                ${row.map((cell, index) => (index === 0 ? html`<th scope="row">${cellText(cell)}</th>` : html`<td>${cellText(cell)}</td>`))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
if (customElements.get('twin-chart') === undefined) customElements.define('twin-chart', ChartElement);

function ring(point: Point): TemplateResult {
  const { area, at } = point;
  if (at !== null) return svg`<circle class="chart-ring" cx=${at.x} cy=${at.y} r="6"></circle>`;
  return svg`<rect class="chart-ring" x=${area.x - 2} y=${area.y - 2} width=${area.width + 4} height=${area.height + 4} rx="3"></rect>`;
}

function tipLines(point: Point): TemplateResult {
  return html`<strong>${point.title}</strong>${point.lines.map((line) => html`<span>${line}</span>`)}`;
}

/** Whole numbers are counts (months, devices); the rest are amounts. */
function cellText(cell: string | number | null): string {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) ? number(cell) : money(cell);
}
