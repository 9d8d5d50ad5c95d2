/**
 * The view "What if": a slider and a field for each quantity, the total that follows within a frame, and scenarios side by side.
 * What is changed here is a draft; the file changes only by Apply and by Save as scenario. Every figure is the engine's.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Absence, Draft, Leverage, Quantity, Trouble, WhatIfModel } from '@twin2multicloud/protocol';
import {
  absenceState,
  cloudLabel,
  cloudName,
  direction,
  dropdown,
  errorsNotice,
  headTitle,
  iconButton,
  link,
  makeEdit,
  money,
  noActiveTwinState,
  number,
  oldPricesNotice,
  PROVIDERS,
  refusedNotice,
  search,
  startingState,
  stoppedNotice,
  symbol,
  t,
  totalText,
  View,
} from '../shared/index.ts';
import { draftCard } from './draft-card.ts';
import { isChanged, stillChanged, valueOf, withValue, type Changes } from './draft-state.ts';
import { quantityRow, type Scale } from './quantity-row.ts';
import { scenarioTable } from './scenario-table.ts';

/** The lines behind the sliders are asked for once the hand rests, and a few at a time, so that totals never wait for them. */
const QUIET_MS = 200;
const LINES_AT_ONCE = 6;
/** Groups that are open at first; a twin may have a thousand. */
const OPEN_GROUPS = 8;

class WhatIfView extends View {
  private model: WhatIfModel | null = null;
  private absence: Absence | null = null;
  private refused = '';
  private currency: string | null = null;
  private changes: Changes = {};
  private draft: Draft | null = null;
  private lines = new Map<string, Leverage>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private naming: string | null = null;
  private wanted = '';
  private readonly toggled = new Map<string, boolean>();
  /** Told to screen readers after a while of rest. */
  private said = '';

  protected override restore(state: unknown): void {
    if (typeof state !== 'object' || state === null) return;
    const { changes, currency } = state as { changes?: unknown; currency?: unknown };
    if (typeof changes === 'object' && changes !== null) {
      this.changes = Object.fromEntries(
        Object.entries(changes).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1])),
      );
    }
    if (typeof currency === 'string') this.currency = currency;
  }

  protected override referenceChanged(): void {
    super.referenceChanged();
    this.model = this.draft = this.absence = null;
    this.changes = {};
    this.lines.clear();
    this.toggled.clear();
    this.naming = null;
    this.keepState();
  }

  protected override load(): void {
    void this.loadModel();
  }

  private async loadModel(): Promise<void> {
    if (this.reference === null) {
      this.shownAt = new Date();
      this.requestUpdate();
      return;
    }
    const answer = await this.host.ask('twin/panel/whatIf', { reference: this.reference, currency: this.currency });
    if (answer.kind === 'superseded') return;
    this.refused = answer.kind === 'refused' ? answer.message : '';
    if (answer.kind === 'answered') {
      this.absence = 'absence' in answer.value ? answer.value.absence : null;
      this.model = 'model' in answer.value ? answer.value.model : null;
      if (this.model !== null) {
        this.changes = stillChanged(this.changes, this.model);
        if (Object.keys(this.changes).length === 0) this.draft = this.model.file;
        this.shownAt = new Date();
        this.ask();
      } else this.shownAt = new Date();
    }
    this.requestUpdate();
  }

  private change(changes: Changes): void {
    this.changes = changes;
    this.keepState();
    this.ask();
    this.requestUpdate();
  }

  private ask(): void {
    void this.askDraft();
    this.host.drop('twin/panel/leverage');
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.say();
      void this.askLines();
    }, QUIET_MS);
  }

  private async askDraft(): Promise<void> {
    if (this.reference === null || this.model === null) return;
    const answer = await this.host.ask('twin/panel/draft', { reference: this.reference, currency: this.currency, changes: this.changes });
    if (answer.kind === 'superseded') return;
    if (answer.kind === 'refused') this.refused = answer.message;
    else if (answer.value !== null) this.draft = answer.value;
    this.requestUpdate();
  }

  /** The lines of the quantities that are on the page, a few at a time; a new change begins anew. */
  private async askLines(): Promise<void> {
    const { reference, model, changes } = this;
    if (reference === null || model === null) return;
    const paths = this.openGroups(model).flatMap(({ quantities }) => quantities.map(({ path }) => path));
    for (let from = 0; from < paths.length; from += LINES_AT_ONCE) {
      const answer = await this.host.ask('twin/panel/leverage', {
        reference,
        currency: this.currency,
        changes,
        paths: paths.slice(from, from + LINES_AT_ONCE),
      });
      if (answer.kind !== 'answered' || answer.value === null || this.changes !== changes) return;
      // A new map, so that rows know.
      this.lines = new Map([...this.lines, ...answer.value.map((line) => [line.path, line] as const)]);
      this.requestUpdate();
    }
  }

  private say(): void {
    const total = this.draft?.total;
    if (total !== undefined && Object.keys(this.changes).length > 0) this.said = t('Draft: {0} per month', totalText(total));
    this.requestUpdate();
  }

  private keepState(): void {
    this.host.keep({ changes: this.changes, currency: this.currency });
  }

  private async apply(): Promise<void> {
    if (this.reference === null) return;
    this.refused = (await makeEdit(this.host, 'twin/panel/quantitiesEdit', { reference: this.reference, changes: this.changes })) ?? '';
    if (this.refused === '') this.said = t('The changes are in the file.');
    this.requestUpdate();
  }

  private async saveScenario(): Promise<void> {
    const { naming, reference } = this;
    if (naming === null || reference === null) return;
    const refused = await makeEdit(this.host, 'twin/panel/scenarioEdit', { reference, name: naming, changes: this.changes });
    this.refused = refused ?? '';
    if (refused === null) {
      this.naming = null;
      this.said = t('The scenario {0} is in the file.', naming);
    }
    this.requestUpdate();
  }

  private async fix(trouble: Trouble, index: number): Promise<void> {
    const chosen = trouble.fixes[index];
    if (this.reference === null || chosen === undefined) return;
    const params = { reference: this.reference, code: trouble.code, at: trouble.at.start, index: chosen.index };
    this.refused = (await makeEdit(this.host, 'twin/panel/fixEdit', params)) ?? '';
    this.requestUpdate();
  }

  protected override content(): TemplateResult {
    const { model, draft } = this;
    if (this.reference === null) return noActiveTwinState(this.host);
    if (this.absence !== null) return absenceState(this.absence, this.host);
    if (model === null || draft === null) {
      return this.refused === '' ? startingState('') : refusedNotice(this.refused, () => this.load());
    }
    const changed = this.changedQuantities(model);
    return html`${this.head(model)} ${this.stopped ? stoppedNotice(this.host, this.shownAt) : nothing}
      ${this.refused === '' ? nothing : refusedNotice(this.refused, () => this.load())}
      ${errorsNotice(model.troubles, model.file.total, this.host, (trouble, index) => void this.fix(trouble, index)) ?? nothing}
      ${oldPricesNotice(model.header, this.host) ?? nothing}
      <div class="what-if">
        <div class="quantities">${this.groups(model)}</div>
        ${draftCard({
          draft,
          file: model.file,
          budget: model.budgets.find(({ path }) => path === null) ?? null,
          currency: model.header.currency,
          changed: changed.map(({ path }) => path),
          naming: this.naming,
          scenarios: model.scenarios.map(({ name }) => name),
          stopped: this.stopped,
          host: this.host,
          onApply: () => void this.apply(),
          onReset: () => this.change({}),
          onName: (name) => {
            this.naming = name;
            this.requestUpdate();
          },
          onSave: () => void this.saveScenario(),
        })}
      </div>
      ${scenarioTable(model, this.changes, draft, this.host)} ${this.foot(model)}
      <div class="visually-hidden" aria-live="polite">${this.said}</div>`;
  }

  private head(model: WhatIfModel): TemplateResult {
    const { header } = model;
    const starts = [{ value: '', label: t('File') }, ...model.scenarios.map(({ name }) => ({ value: name, label: name }))];
    return html`<header class="head">
        ${headTitle(header, this.host, t('{0}: what if', header.title))}
        <div class="tools what-if-tools">
          ${
            starts.length === 1
              ? nothing
              : dropdown({
                  label: t('Start from'),
                  shown: true,
                  value: this.startedFrom(model),
                  options: starts.some(({ value }) => value === this.startedFrom(model))
                    ? starts
                    : [...starts, { value: DRAFT, label: t('Draft') }],
                  onChange: (name) => {
                    if (name !== DRAFT) this.change(model.scenarios.find((scenario) => scenario.name === name)?.values ?? {});
                  },
                })
          }
          ${dropdown({
            label: t('Currency'),
            value: header.currency,
            options: header.currencies.map((code) => ({ value: code, label: symbol(code) === code ? code : `${symbol(code)} ${code}` })),
            onChange: (code) => {
              this.currency = code;
              this.keepState();
              this.load();
            },
          })}
          ${iconButton({ label: this.pinned ? t('Follow the active twin') : t('Stay with this twin'), icon: this.pinned ? 'pinned' : 'pin', pressed: this.pinned, onClick: () => this.togglePin() })}
          ${link(t('Compare clouds'), () => this.host.show('comparison', this.reference))}
        </div>
      </header>
      <p class="small secondary what-if-place">${t('Placement follows the file: {0}', placementText(model.placement))}</p>
      ${this.startNote(model)}`;
  }

  /** A draft takes the numbers of the scenario that it starts from, not what else that one changes. */
  private startNote(model: WhatIfModel): TemplateResult | typeof nothing {
    const scenario = model.scenarios.find(({ name }) => name === this.startedFrom(model));
    const [own, drafted] = [scenario?.draft.total.perMonth ?? null, this.draft?.total.perMonth ?? null];
    if (scenario === undefined || own === null || drafted === null) return nothing;
    if (direction(drafted - own) === 'same' && scenario.without.length === 0) return nothing;
    return html`<p class="small secondary">
      ${t('The draft has the quantities of {0}. What else that scenario changes (placement, parts left out) stays as in the file.', scenario.name)}
    </p>`;
  }

  /** The scenario (or the file) that the draft is, as it stands; `DRAFT` where it is neither. */
  private startedFrom(model: WhatIfModel): string {
    if (Object.keys(this.changes).length === 0) return '';
    const quantities = model.groups.flatMap((group) => group.quantities);
    const same = (values: Changes): boolean =>
      quantities.every(
        (quantity) => !isChanged({ ...quantity, file: valueOf(quantity, values) }, { [quantity.path]: valueOf(quantity, this.changes) }),
      );
    return model.scenarios.find(({ values }) => same(values))?.name ?? DRAFT;
  }

  private openGroups(model: WhatIfModel): WhatIfModel['groups'] {
    return this.shownGroups(model).filter((group, index) => this.isOpen(group, index));
  }

  private shownGroups(model: WhatIfModel): WhatIfModel['groups'] {
    const wanted = this.wanted.trim().toLowerCase();
    return wanted === ''
      ? model.groups
      : model.groups.filter(
          ({ title, quantities }) =>
            title.toLowerCase().includes(wanted) || quantities.some(({ path }) => path.toLowerCase().includes(wanted)),
        );
  }

  private isOpen({ title, quantities }: WhatIfModel['groups'][number], index: number): boolean {
    return this.toggled.get(title) ?? (index < OPEN_GROUPS || quantities.some((quantity) => isChanged(quantity, this.changes)));
  }

  private groups(model: WhatIfModel): TemplateResult {
    const shown = this.shownGroups(model);
    const scale = scaleOf(model, this.draft);
    const many = model.groups.length > OPEN_GROUPS;
    return html`${
      many
        ? html`<div class="quantity-search">
            ${search(t('Search a group or a quantity'), this.wanted, (wanted) => {
              this.wanted = wanted;
              this.requestUpdate();
            })}<span class="small secondary">${t('{0} of {1} groups', number(shown.length), number(model.groups.length))}</span>
          </div>`
        : nothing
    }${shown.slice(0, MOST_GROUPS).map((group, index) => {
      const open = this.isOpen(group, index);
      return html`<details
        class="quantity-group"
        ?open=${open}
        @toggle=${(event: Event) => {
          if (!(event.target instanceof HTMLDetailsElement) || event.target.open === open) return;
          this.toggled.set(group.title, event.target.open);
          if (event.target.open) this.ask();
          this.requestUpdate();
        }}
      >
        <summary><h2>${group.title}</h2></summary>
        ${open ? group.quantities.map((quantity) => this.row(quantity, scale)) : nothing}
      </details>`;
    })}${shown.length > MOST_GROUPS ? html`<p class="small secondary">${t('{0} more groups: search for the one that you mean.', number(shown.length - MOST_GROUPS))}</p>` : nothing}`;
  }

  private row(quantity: Quantity, scale: Scale): TemplateResult {
    return quantityRow({
      quantity,
      value: valueOf(quantity, this.changes),
      changed: isChanged(quantity, this.changes),
      leverage: this.lines.get(quantity.path) ?? null,
      scale,
      disabled: this.stopped,
      host: this.host,
      onInput: (value) => this.change(withValue(this.changes, quantity, value)),
    });
  }

  private changedQuantities(model: WhatIfModel): readonly Quantity[] {
    return model.groups.flatMap(({ quantities }) => quantities.filter((quantity) => isChanged(quantity, this.changes)));
  }

  private foot(model: WhatIfModel): TemplateResult {
    const { from, to } = scaleOf(model, this.draft);
    return html`<footer class="foot">
      <p class="legend">${PROVIDERS.map((provider) => cloudLabel(provider))}</p>
      <p>
        ${t('In the sliders: the line is the total over the range, all drawn from {0} to {1}, what is above is cut off; dashed: the budget; upright mark: the value of the file.', money(from), money(to))}
        ${t('~ = with an unconfirmed price. Amounts are rounded to cents for display only.')}
      </p>
    </footer>`;
  }
}

const DRAFT = '\u0000draft';
/** Groups on the page at once; the search finds the others. */
const MOST_GROUPS = 60;

/** `L1 AWS, L3.hot Azure, the rest chosen`. */
function placementText({ fixed, rest }: WhatIfModel['placement']): string {
  if (fixed.length === 0) return t('every slot chosen');
  const places = fixed.map(({ slot, provider }) => `${slot} ${cloudName(provider)}`).join(', ');
  return rest ? t('{0}, the rest chosen', places) : places;
}

/** From nothing to well above what matters: file, draft and budget. Steps, so that it does not move with every pixel. */
function scaleOf(model: WhatIfModel, draft: Draft | null): Scale {
  const limit = model.budgets.find(({ path }) => path === null)?.amount ?? null;
  const most = Math.max(model.file.total.perMonth ?? 0, draft?.total.perMonth ?? 0, limit ?? 0, 0.01) * 1.5;
  const power = 10 ** Math.floor(Math.log10(most));
  const to = [1, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= most) ?? 10 * power;
  return { from: 0, to, limit };
}

customElements.define('twin-what-if', WhatIfView);
