/**
 * The panel that compares clouds: `<twin-comparison>`. Holds what is chosen and what was answered, and puts the parts together; figures are the engine's,
 * each part draws itself.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type {
  Absence,
  BreakEvenModel,
  Cell,
  ComparisonModel,
  MatrixRow,
  PanelReference,
  TraceModel,
  Trouble,
} from '@twin2multicloud/protocol';
import {
  absenceState,
  alone,
  button,
  chart,
  dropdown,
  errorsNotice,
  fileName,
  headTitle,
  headTotal,
  makeEdit,
  menu,
  money,
  noActiveTwinState,
  oldPricesNotice,
  pageLanguage,
  PROVIDERS,
  refusedNotice,
  segments,
  startingState,
  stoppedNotice,
  symbol,
  t,
  View,
  type Slot,
} from '../shared/index.ts';
import { comparisonCsv } from './csv.ts';
import { FIRST_CHOICES, moveBack, moveSlot, paramsOf, readChoices, startKey, startOf, type Choices } from './choices.ts';
import { drawBars, drawMonths, drawPath } from './drawings.ts';
import { focusAt, matrix } from './matrix.ts';
import { banner, barsNote, breakEvenSection, foot, monthsSection, sensitivities } from './parts.ts';
import { slotList } from './slot-list.ts';
import { traceDrawer } from './trace.ts';

type Provider = TraceModel['provider'];
type Draw = ReturnType<typeof drawPath>;

/** What is drawn of a model; made once for each, so that a chart is drawn again only when its figures change. */
interface Drawings {
  readonly path: Draw;
  readonly bars: Draw;
  readonly months: Draw;
}

class ComparisonView extends View {
  private choices: Choices = FIRST_CHOICES;
  private model: ComparisonModel | null = null;
  private drawings: Drawings | null = null;
  private absence: Absence | null = null;
  private refusal = '';
  /** What Apply or a fix said instead of doing it. */
  private failure = '';
  private selected: { readonly slot: Slot; readonly provider: Provider } | null = null;
  private trace: TraceModel | null | 'gone' = null;
  private lines: BreakEvenModel | null = null;
  private current = { row: 0, column: 0 };
  private open = new Set<Slot>();
  private assumptionsShown = false;
  /** Set where the focus is to go after the next drawing. */
  private focusAfter: (() => void) | null = null;

  protected override restore(state: unknown): void {
    this.choices = readChoices(state);
  }

  protected override referenceChanged(): void {
    super.referenceChanged();
    this.choices = { ...this.choices, start: 'best', overrides: {}, quantity: null, currency: null };
    this.model = this.absence = this.drawings = this.selected = this.trace = this.lines = null;
    this.refusal = this.failure = '';
    this.host.keep(this.choices);
  }

  protected override load(): void {
    if (this.reference !== null) void this.ask(this.reference);
  }

  private async ask(reference: PanelReference): Promise<void> {
    const params = paramsOf(reference, this.choices);
    const answer = await this.host.ask('twin/panel/comparison', params);
    if (answer.kind === 'superseded' || reference !== this.reference) return;
    if (answer.kind === 'refused') this.refusal = answer.message;
    else {
      this.refusal = '';
      if ('absence' in answer.value) this.showAbsence(answer.value.absence);
      else this.showModel(answer.value.model);
    }
    this.shownAt ??= answer.kind === 'answered' ? new Date() : null;
    this.requestUpdate();
    if (answer.kind !== 'answered' || !answer.latest || this.model === null) return;
    void this.askTrace(reference);
    void this.askLines(reference);
  }

  private showModel(model: ComparisonModel): void {
    this.model = model;
    this.absence = null;
    this.shownAt = new Date();
    const moved = new Set(model.moved.slots.map(({ slot }) => slot));
    this.drawings = { path: drawPath(model, moved), bars: drawBars(model, moved.size), months: drawMonths(model) };
    const row = model.matrix.find((one) => one.slot === this.selected?.slot);
    if (row?.used !== true) this.selected = null;
  }

  private showAbsence(absence: Absence): void {
    this.absence = absence;
    this.model = this.drawings = null;
    this.shownAt = new Date();
  }

  private async askTrace(reference: PanelReference): Promise<void> {
    const { selected } = this;
    if (selected === null) return;
    const answer = await this.host.ask('twin/panel/trace', { comparison: paramsOf(reference, this.choices), ...selected });
    if (answer.kind === 'superseded' || selected !== this.selected) return;
    this.trace = answer.kind === 'refused' ? 'gone' : (answer.value ?? 'gone');
    this.requestUpdate();
  }

  private async askLines(reference: PanelReference): Promise<void> {
    const path = this.quantity();
    if (path === null) return;
    const answer = await this.host.ask('twin/panel/breakEven', { comparison: paramsOf(reference, this.choices), path });
    if (answer.kind === 'superseded') return;
    this.lines = answer.kind === 'refused' ? null : answer.value;
    this.requestUpdate();
  }

  /** The chosen quantity, or the one that moves the total most. */
  private quantity(): string | null {
    if (this.model === null) return null;
    const paths = this.model.quantities.map(({ path }) => path);
    const wishes = [this.choices.quantity, ...this.model.sensitivities.map(({ path }) => path), ...paths];
    return wishes.find((path) => path !== null && paths.includes(path)) ?? null;
  }

  private choose(choices: Choices): void {
    this.choices = choices;
    this.failure = '';
    this.host.keep(choices);
    this.load();
    this.requestUpdate();
  }

  private chooseCell(row: MatrixRow, cell: Cell): void {
    if (cell.kind === 'closed') {
      if (cell.at !== null) this.host.open(cell.at);
      return;
    }
    this.select(row.slot, cell.provider);
    if (!this.stopped && row.chosen !== cell.provider) this.choose(moveSlot(this.choices, row.slot, cell.provider, row.unmoved));
    else if (this.reference !== null) void this.askTrace(this.reference);
  }

  private select(slot: Slot, provider: Provider): void {
    if (this.selected?.slot === slot && this.selected.provider === provider) return;
    this.selected = { slot, provider };
    this.trace = null;
    this.requestUpdate();
  }

  private back(row: MatrixRow): void {
    if (row.chosen !== row.unmoved && !this.stopped) {
      if (row.unmoved !== null) this.select(row.slot, row.unmoved);
      this.choose(moveBack(this.choices, row.slot));
    } else this.closeTrace();
  }

  private closeTrace(): void {
    const { selected, model } = this;
    this.selected = this.trace = null;
    this.host.drop('twin/panel/trace');
    const row = model?.matrix.findIndex((one) => one.slot === selected?.slot) ?? -1;
    const column = selected === null ? -1 : PROVIDERS.indexOf(selected.provider);
    if (row >= 0 && column >= 0) {
      this.current = { row, column };
      this.focusAfter = () => focusAt(this, row, column);
    }
    this.requestUpdate();
  }

  private async apply(): Promise<void> {
    const { reference, model } = this;
    if (reference === null || model === null || this.stopped) return;
    this.failure = (await makeEdit(this.host, 'twin/panel/placeEdit', { reference, ...model.apply })) ?? '';
    // What is shown is in the file now: it is "as written".
    if (this.failure === '') this.choose({ ...this.choices, start: 'written', overrides: {} });
    this.requestUpdate();
  }

  private async fix(trouble: Trouble, index: number): Promise<void> {
    if (this.reference === null) return;
    const { code, at } = trouble;
    this.failure = (await makeEdit(this.host, 'twin/panel/fixEdit', { reference: this.reference, code, at: at.start, index })) ?? '';
    this.requestUpdate();
  }

  private async export(kind: 'report' | 'csv'): Promise<void> {
    const { reference, model } = this;
    if (reference === null || model === null) return;
    const title = `${model.header.title}-${kind === 'csv' ? 'comparison' : 'report'}`;
    if (kind === 'csv') this.failure = (await this.host.save(fileName(title, 'csv'), comparisonCsv(model))) ?? '';
    else {
      const answer = await this.host.ask('twin/panel/report', {
        references: [reference],
        currency: this.choices.currency,
        language: pageLanguage(),
      });
      if (answer.kind === 'answered') this.failure = (await this.host.save(fileName(title, 'html'), answer.value.html)) ?? '';
      else if (answer.kind === 'refused') this.failure = answer.message;
    }
    this.requestUpdate();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { focusAfter } = this;
    this.focusAfter = null;
    focusAfter?.();
  }

  protected override content(): TemplateResult {
    if (this.reference === null) return noActiveTwinState(this.host);
    if (this.absence !== null)
      return absenceState(this.absence, this.host, { onBill: () => this.choose({ ...this.choices, model: 'billing' }) });
    const { model, drawings } = this;
    if (model === null || drawings === null)
      return this.refusal === '' ? startingState('') : alone(refusedNotice(this.refusal, () => this.load()));
    return html`${this.head(model)}
      <div class=${this.stopped ? 'comparison stale' : 'comparison'}>
        <section class="section path-section" aria-labelledby="path-title">
          <div class="section-head">
            <h2 id="path-title">${t('Placement')}</h2>
            <span class="secondary wide">${t('dashed lines cross clouds; the figure on them is the transfer')}</span>
            <span class="secondary narrow-only">${t('open a slot to compare clouds')}</span>
          </div>
          <div class="wide">${chart({ draw: drawings.path, host: this.host, file: `${model.header.title}-placement` })}</div>
          <div class="narrow-only">${this.list(model)}</div>
        </section>
        <div class=${this.selected === null ? 'beside alone' : 'beside'}>
          <section class="section" aria-label=${t('Slots and clouds')}>
            <div class="wide">
              <div class="section-head">
                <h2>${t('Slots and clouds')}</h2>
                <span class="secondary"
                  >${t('{0}; below, how the total changes if only this slot moves', t('{0} per month', symbol(model.header.currency)))}</span
                >
              </div>
              ${this.grid(model)}
            </div>
            ${sensitivities(model)}
          </section>
          ${this.drawer(model)}
        </div>
        <section class="section" aria-labelledby="bars-title">
          <div class="section-head">
            <h2 id="bars-title">${t('Shown, best, written, and one cloud alone')}</h2>
            <span class="secondary">${t('{0} per month', symbol(model.header.currency))}</span>
          </div>
          ${barsNote(model).legend}${chart({ draw: drawings.bars, host: this.host, file: `${model.header.title}-comparison` })}
          <p class="small secondary chart-note">${barsNote(model).text}</p>
        </section>
        <div class="two">
          ${monthsSection(model, drawings.months, this.host)}
          ${breakEvenSection({
            model,
            lines: this.lines,
            quantity: this.quantity(),
            host: this.host,
            onQuantity: (quantity) => {
              this.lines = null;
              this.choices = { ...this.choices, quantity };
              this.host.keep(this.choices);
              if (this.reference !== null) void this.askLines(this.reference);
              this.requestUpdate();
            },
          })}
        </div>
        ${foot(model, this.host, {
          shown: this.assumptionsShown,
          toggle: () => {
            this.assumptionsShown = !this.assumptionsShown;
            this.requestUpdate();
          },
        })}
      </div>`;
  }

  private head(model: ComparisonModel): TemplateResult {
    const { header, total } = model;
    const { choices } = this;
    const budget = model.budgets.find((one) => one.path === null) ?? null;
    return html`<header class="comparison-head">
      <div class="head">
        ${headTitle(header, this.host)}
        ${headTotal({ total, currency: header.currency, budget, staleSince: this.stopped ? this.shownAt : null })}
      </div>
      <div class="tools">
        ${dropdown({
          label: t('Start from'),
          shown: true,
          value: startKey(choices.start),
          disabled: this.stopped,
          options: model.starts.map(({ start, perMonth }) => ({
            value: startKey(start),
            label: `${startName(startKey(start))} ${perMonth === null ? '' : money(perMonth)}`.trimEnd(),
          })),
          onChange: (key) => this.choose({ ...choices, start: startOf(key), overrides: {} }),
        })}
        ${
          header.currencies.length < 2
            ? nothing
            : segments({
                label: t('Currency'),
                value: header.currency,
                disabled: this.stopped,
                options: header.currencies
                  .slice(0, 4)
                  .map((code) => ({ value: code, label: symbol(code) === code ? code : `${symbol(code)} ${code}` })),
                onChange: (currency) => this.choose({ ...choices, currency }),
              })
        }
        ${segments({
          label: t('Model'),
          value: choices.model,
          disabled: this.stopped,
          options: [
            { value: 'billing', label: t('Bill') },
            { value: 'paper', label: t('Paper') },
          ],
          onChange: (value) => this.choose({ ...choices, model: value }),
        })}
        <span class="push"
          >${menu({
            label: t('Export'),
            icon: 'export',
            disabled: this.stopped,
            items: [
              { value: 'report', label: t('Report (HTML) …') },
              { value: 'csv', label: t('Slots and clouds (CSV) …') },
            ],
            onChoose: (kind) => void this.export(kind),
          })}${button({
            label: this.pinned ? t('Pinned') : t('Pin'),
            description: t('Stays with this twin, whichever is active in the editor.'),
            icon: this.pinned ? 'pinned' : 'pin',
            kind: 'quiet',
            pressed: this.pinned,
            onClick: () => this.togglePin(),
          })}</span
        >
      </div>
      ${this.stopped ? stoppedNotice(this.host, this.shownAt) : nothing}
      ${this.refusal === '' ? nothing : refusedNotice(this.refusal, () => this.load())}
      ${
        this.failure === ''
          ? nothing
          : refusedNotice(this.failure, () => {
              this.failure = '';
              this.load();
            })
      }
      ${errorsNotice(model.troubles, total, this.host, (trouble, index) => void this.fix(trouble, index)) ?? nothing}
      ${oldPricesNotice(header, this.host) ?? nothing}
      ${banner({
        model,
        start: choices.start,
        active: !this.stopped,
        onReset: () => this.choose({ ...choices, overrides: {} }),
        onApply: () => void this.apply(),
      })}
    </header>`;
  }

  private grid(model: ComparisonModel): TemplateResult {
    return matrix({
      model,
      selected: this.selected,
      current: this.reachable(model),
      active: !this.stopped,
      onCurrent: (row, column) => {
        if (this.current.row === row && this.current.column === column) return;
        this.current = { row, column };
        this.requestUpdate();
      },
      onChoose: (row, cell) => this.chooseCell(row, cell),
      onBack: (row) => this.back(row),
      onOpen: (at) => this.host.open(at),
    });
  }

  /** A cell that is there: rows of unused slots have none. */
  private reachable(model: ComparisonModel): { readonly row: number; readonly column: number } {
    const has = (row: number): boolean => (model.matrix[row]?.cells.length ?? 0) > this.current.column;
    return has(this.current.row) ? this.current : { row: model.matrix.findIndex((row) => row.cells.length > 0), column: 0 };
  }

  private list(model: ComparisonModel): TemplateResult {
    return slotList({
      model,
      host: this.host,
      open: this.open,
      active: !this.stopped,
      onOpen: (slot) => {
        if (!this.open.delete(slot)) this.open.add(slot);
        this.requestUpdate();
      },
      onChoose: (row, cell) => this.chooseCell(row, cell),
    });
  }

  private drawer(model: ComparisonModel): TemplateResult | typeof nothing {
    const { selected } = this;
    const row = model.matrix.find((one) => one.slot === selected?.slot);
    if (selected === null || row === undefined) return nothing;
    return traceDrawer({
      model,
      row,
      provider: selected.provider,
      trace: this.trace,
      host: this.host,
      active: !this.stopped,
      onClose: () => this.closeTrace(),
      onShow: (provider) => {
        this.select(row.slot, provider);
        if (this.reference !== null) void this.askTrace(this.reference);
      },
      onMove: (provider) => {
        this.select(row.slot, provider);
        this.choose(moveSlot(this.choices, row.slot, provider, row.unmoved));
      },
    });
  }
}

/** `Best`, `As written`, `Rank 2`. */
function startName(key: string): string {
  if (key === 'best') return t('Best');
  return key === 'written' ? t('As written') : t('Rank {0}', key.replace('rank-', ''));
}

if (customElements.get('twin-comparison') === undefined) customElements.define('twin-comparison', ComparisonView);
