/**
 * The view "Twins": all twins of the workspace as cards, one twin's page below them, and what can be done with several at once.
 * Deployment state, health and alerts will have their places on the cards and the page when there is something true to show.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Absence, Card, DashboardModel, HistoryModel, PanelReference, Trouble, TwinPageModel } from '@twin2multicloud/protocol';
import {
  absenceState,
  button,
  cloudLabel,
  cloudName,
  dropdown,
  fileName,
  icon,
  link,
  makeEdit,
  money,
  notice,
  noTwinState,
  number,
  oldPricesNotice,
  pageLanguage,
  perMonth,
  PROVIDERS,
  refusedNotice,
  search,
  startingState,
  stoppedNotice,
  symbol,
  t,
  View,
  withCode,
} from '../shared/index.ts';
import { twinCard } from './cards.ts';
import { NO_FILTERS, readFilters, shownCards, tagsOf, type Filters } from './filters.ts';
import { twinPage, type Part } from './twin-page.ts';

/** Typing in an editor changes many figures at once; the cards follow when it rests. */
const QUIET_MS = 250;
/** Commits that the history shows at most. */
const COMMITS = 40;

/** What a check of several twins found. */
interface Checked {
  readonly done: number;
  readonly of: number;
  readonly twins: readonly { readonly title: string; readonly troubles: readonly Trouble[] }[];
}

/** As many as a large screen shows. */
const FIRST_CARDS = 48;

class DashboardView extends View {
  private model: DashboardModel | null = null;
  private page: TwinPageModel | null = null;
  private absence: Absence | null = null;
  private history: HistoryModel | 'loading' | null = null;
  private refused = '';
  private currency: string | null = null;
  private filters: Filters = NO_FILTERS;
  private chosen = new Set<string>();
  private checked: Checked | null = null;
  private working = '';
  private shownPart: Part = 'overview';
  private timer: ReturnType<typeof setTimeout> | null = null;
  private run = 0;
  /** How many cards are drawn: those in sight at once, the rest a frame later each. */
  private drawn = FIRST_CARDS;

  protected override restore(state: unknown): void {
    if (typeof state !== 'object' || state === null) return;
    const { filters, currency } = state as { filters?: unknown; currency?: unknown };
    this.filters = readFilters(filters);
    if (typeof currency === 'string') this.currency = currency;
  }

  /** Any file of the workspace may have a card. */
  protected override concerns(): boolean {
    return true;
  }

  protected override referenceChanged(): void {
    this.page = this.absence = this.history = null;
  }

  protected override load(): void {
    if (this.model === null) {
      void this.loadAll();
      return;
    }
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.loadAll();
    }, QUIET_MS);
  }

  private async loadAll(): Promise<void> {
    const answer = await this.host.ask('twin/panel/dashboard', { currency: this.currency });
    if (answer.kind === 'superseded') return;
    this.refused = answer.kind === 'refused' ? answer.message : '';
    if (answer.kind === 'answered') {
      // The same figures are the same cards, so that only what changed is drawn anew.
      this.model = withKnown(answer.value, this.model);
      const keys = new Set(this.model.cards.map(keyOf));
      this.chosen = new Set([...this.chosen].filter((key) => keys.has(key)));
      const [first] = shownCards(this.model.cards, this.filters);
      if (this.reference === null && first !== undefined) this.reference = first.reference;
      this.shownAt = new Date();
      void this.loadPage();
    }
    this.requestUpdate();
  }

  private async loadPage(): Promise<void> {
    const { reference } = this;
    if (reference === null) return;
    const answer = await this.host.ask('twin/panel/twinPage', { reference, currency: this.currency, language: pageLanguage() });
    if (answer.kind === 'superseded' || this.reference !== reference) return;
    if (answer.kind === 'refused') this.refused = answer.message;
    else {
      this.absence = 'absence' in answer.value ? answer.value.absence : null;
      this.page = 'model' in answer.value ? answer.value.model : null;
    }
    this.requestUpdate();
    await this.loadHistory(reference);
  }

  private async loadHistory(reference: PanelReference): Promise<void> {
    // What was there stays until the new one comes: the page does not jump.
    this.history ??= 'loading';
    this.requestUpdate();
    const answer = await this.host.ask('twin/panel/history', { reference, currency: this.currency, limit: COMMITS });
    if (answer.kind === 'superseded' || this.reference !== reference) return;
    this.history = answer.kind === 'answered' ? answer.value : null;
    this.requestUpdate();
  }

  private open(card: Card): void {
    this.reference = card.reference;
    this.referenceChanged();
    this.host.pin(this.pinned, this.reference);
    void this.loadPage();
    this.requestUpdate();
  }

  private filter(change: Partial<Filters>): void {
    this.filters = { ...this.filters, ...change };
    this.drawn = FIRST_CARDS;
    this.keepState();
    this.requestUpdate();
  }

  private keepState(): void {
    this.host.keep({ filters: this.filters, currency: this.currency });
  }

  private async fix(trouble: Trouble, index: number): Promise<void> {
    const chosen = trouble.fixes[index];
    if (this.reference === null || chosen === undefined) return;
    const params = { reference: this.reference, code: trouble.code, at: trouble.at.start, index: chosen.index };
    this.refused = (await makeEdit(this.host, 'twin/panel/fixEdit', params)) ?? '';
    this.requestUpdate();
  }

  private async report(cards: readonly Pick<Card, 'reference' | 'title'>[]): Promise<void> {
    this.working = t('Making the report …');
    this.requestUpdate();
    const answer = await this.host.ask('twin/panel/report', {
      references: cards.map(({ reference }) => reference),
      currency: this.currency,
      language: pageLanguage(),
    });
    this.working = '';
    if (answer.kind === 'refused') this.refused = answer.message;
    if (answer.kind === 'answered') this.refused = (await this.host.save(fileName(answer.value.title, 'html'), answer.value.html)) ?? '';
    this.requestUpdate();
  }

  /** Reads the problems of the chosen twins one after the other; `Stop` ends it and keeps what was found. */
  private async check(cards: readonly Card[]): Promise<void> {
    const run = ++this.run;
    const twins: { title: string; troubles: readonly Trouble[] }[] = [];
    for (const [done, card] of cards.entries()) {
      this.checked = { done, of: cards.length, twins: [...twins] };
      this.requestUpdate();
      const answer = await this.host.ask('twin/panel/twinPage', {
        reference: card.reference,
        currency: this.currency,
        language: pageLanguage(),
      });
      if (this.run !== run) return;
      if (answer.kind === 'answered' && 'model' in answer.value) twins.push({ title: card.title, troubles: answer.value.model.troubles });
    }
    this.checked = { done: cards.length, of: cards.length, twins };
    this.requestUpdate();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.drawn >= (this.model?.cards.length ?? 0)) return;
    requestAnimationFrame(() => {
      this.drawn += FIRST_CARDS;
      this.requestUpdate();
    });
  }

  protected override content(): TemplateResult {
    const { model } = this;
    if (model === null)
      return this.refused === ''
        ? startingState(t('Reading the twins of the workspace …'))
        : refusedNotice(this.refused, () => this.load());
    if (model.cards.length === 0 && model.unreadable.length === 0) return noTwinState(this.host);
    const shown = shownCards(model.cards, this.filters);
    return html`${this.head(model)} ${this.stopped ? stoppedNotice(this.host, this.shownAt) : nothing}
      ${this.refused === '' ? nothing : refusedNotice(this.refused, () => this.load())} ${unreadable(model)} ${this.severalBar(shown)}
      ${this.checkResult()}
      <ul class="cards" aria-label=${t('Twins')}>
        ${shown.slice(0, this.drawn).map((card) =>
          twinCard({
            card,
            open: this.reference !== null && keyOf(card) === key(this.reference),
            chosen: this.chosen.has(keyOf(card)),
            onOpen: () => this.open(card),
            onChoose: (chosen) => {
              if (chosen) this.chosen.add(keyOf(card));
              else this.chosen.delete(keyOf(card));
              this.requestUpdate();
            },
          }),
        )}
      </ul>
      ${
        shown.length === 0
          ? html`<p class="secondary">
              ${t('No twin matches.')} ${link(t('Show all'), () => this.filter({ ...NO_FILTERS, sort: this.filters.sort }))}
            </p>`
          : nothing
      }
      ${sumLine(model)} ${this.pagePart()}`;
  }

  private head(model: DashboardModel): TemplateResult {
    const priced = model.cards.length - model.sum.without.length;
    const tags = tagsOf(model.cards);
    const { filters } = this;
    return html`<header class="head dashboard-head">
      <div class="head-title">
        <h1>${t('Twins')}</h1>
        <p class="secondary small">
          ${model.cards.length === 1 ? t('1 twin') : t('{0} twins', number(model.cards.length))}, ${t('{0} with a figure', number(priced))},
          ${perMonth(model.currency)}
        </p>
      </div>
      <div class="tools dashboard-tools">
        ${search(t('Search name, file, tag'), filters.text, (text) => this.filter({ text }))}
        ${dropdown({
          label: t('Cloud'),
          value: filters.cloud,
          options: [
            { value: 'all', label: t('All clouds') },
            ...PROVIDERS.map((provider) => ({ value: provider, label: cloudName(provider) })),
          ],
          onChange: (cloud) => this.filter({ cloud }),
        })}
        ${dropdown({
          label: t('Budget'),
          value: filters.budget,
          options: [
            { value: 'all', label: t('All budgets') },
            { value: 'over', label: t('Over budget') },
            { value: 'within', label: t('Within budget') },
            { value: 'without', label: t('No budget') },
          ],
          onChange: (budget) => this.filter({ budget }),
        })}
        ${
          tags.length === 0
            ? nothing
            : dropdown({
                label: t('Tag'),
                value: tags.includes(filters.tag) ? filters.tag : '',
                options: [{ value: '', label: t('All tags') }, ...tags.map((tag) => ({ value: tag, label: tag }))],
                onChange: (tag) => this.filter({ tag }),
              })
        }
        ${dropdown({
          label: t('Sort'),
          shown: true,
          value: filters.sort,
          options: [
            { value: 'problems', label: t('Problems first') },
            { value: 'cost', label: t('Cost, high first') },
            { value: 'change', label: t('Change, large first') },
            { value: 'name', label: t('Name') },
          ],
          onChange: (sort) => this.filter({ sort }),
        })}
        ${dropdown({
          label: t('Currency'),
          value: model.currency,
          options: model.currencies.map((code) => ({ value: code, label: symbol(code) === code ? code : `${symbol(code)} ${code}` })),
          onChange: (currency) => {
            this.currency = currency;
            this.keepState();
            void this.loadAll();
          },
        })}
      </div>
    </header>`;
  }

  /** What can be done with several; where none is chosen, how to choose. */
  private severalBar(shown: readonly Card[]): TemplateResult {
    const cards = this.model?.cards.filter((card) => this.chosen.has(keyOf(card))) ?? [];
    const choose = (all: readonly Card[]): void => {
      this.chosen = new Set(all.map(keyOf));
      this.requestUpdate();
    };
    if (cards.length === 0) {
      return html`<div class="several small secondary">
        ${link(t('Choose all {0} shown', number(shown.length)), () => choose(shown))} ${t('to check them or to export one report.')}
      </div>`;
    }
    const busy = this.working !== '' || this.stopped;
    return html`<div class="several" role="group" aria-label=${t('Chosen twins')}>
      <strong>${cards.length === 1 ? t('1 chosen') : t('{0} chosen', number(cards.length))}</strong>
      ${button({ label: t('Check'), icon: 'check', disabled: busy, onClick: () => void this.check(cards) })}
      ${button({ label: t('Export report'), icon: 'export', disabled: busy, onClick: () => void this.report(cards) })}
      ${button({ label: t('Choose none'), kind: 'quiet', onClick: () => choose([]) })}
      <span class="small secondary" role="status">${this.working}</span>
    </div>`;
  }

  private checkResult(): TemplateResult | typeof nothing {
    const { checked } = this;
    if (checked === null) return nothing;
    const close = (): void => {
      this.run++;
      this.checked = null;
      this.requestUpdate();
    };
    const running = checked.done < checked.of;
    const found = checked.twins.filter(({ troubles }) => troubles.some(({ severity }) => severity === 'error' || severity === 'warning'));
    const count = (severity: Trouble['severity']): number =>
      checked.twins.reduce((sum, { troubles }) => sum + troubles.filter((trouble) => trouble.severity === severity).length, 0);
    return notice({
      kind: count('error') > 0 ? 'error' : count('warning') > 0 ? 'warning' : 'info',
      title: running
        ? t('Checking {0} of {1} …', number(checked.done + 1), number(checked.of))
        : t('{0} checked: {1} errors, {2} warnings.', number(checked.of), number(count('error')), number(count('warning'))),
      more: html`<ul class="troubles">
        ${found.flatMap(({ title, troubles }) =>
          troubles
            .filter(({ severity }) => severity === 'error' || severity === 'warning')
            .slice(0, 5)
            .map(
              (trouble) =>
                html`<li>
                  ${icon(trouble.severity === 'error' ? 'error' : 'warning', 12)} ${title}: ${withCode(trouble.message)}
                  ${link(`${trouble.at.file}:${trouble.at.start.line + 1}`, () => this.host.open(trouble.at))}
                </li>`,
            ),
        )}
      </ul>`,
      actions: button({ label: running ? t('Stop') : t('Close'), onClick: close }),
    });
  }

  private pagePart(): TemplateResult | typeof nothing {
    if (this.reference === null) return nothing;
    if (this.absence !== null) return absenceState(this.absence, this.host);
    const { page } = this;
    if (page === null) return startingState('');
    // What the errors are and what mends them stands in the page's list of problems.
    const { certainty, why } = page.total;
    return html`${certainty === 'whole' || why === null ? nothing : notice({ kind: 'error', title: certainty === 'none' ? t('No total') : t('A part has no figure.'), text: why })}
    ${oldPricesNotice(page.header, this.host) ?? nothing}
    ${twinPage({
      model: page,
      history: this.history,
      host: this.host,
      staleSince: this.stopped ? this.shownAt : null,
      part: this.shownPart,
      onPart: (part) => {
        this.shownPart = part;
        this.requestUpdate();
      },
      onFix: (trouble, index) => void this.fix(trouble, index),
      onShow: (view) => this.host.show(view, this.reference),
      onReport: () => {
        if (this.reference !== null) void this.report([{ reference: this.reference, title: page.header.title }]);
      },
    })}`;
  }
}

function key({ uri, twin }: PanelReference): string {
  return `${uri}\n${twin ?? ''}`;
}

function keyOf(card: Card): string {
  return key(card.reference);
}

/** The new model with the cards of the old one where they say the same. */
function withKnown(model: DashboardModel, old: DashboardModel | null): DashboardModel {
  if (old === null) return model;
  const known = new Map(old.cards.map((card) => [JSON.stringify(card), card]));
  return { ...model, cards: model.cards.map((card) => known.get(JSON.stringify(card)) ?? card) };
}

function unreadable({ unreadable: files }: DashboardModel): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return notice({
    kind: 'error',
    title: files.length === 1 ? t('1 file cannot be read.') : t('{0} files cannot be read.', number(files.length)),
    more: html`<ul class="troubles">
      ${files.slice(0, 8).map(({ file, why }) => html`<li>${file}: ${why}</li>`)}
    </ul>`,
  });
}

function sumLine({ sum, cards, currency }: DashboardModel): TemplateResult {
  const priced = cards.length - sum.without.length;
  const alone = t('{0} {1} for {2} twins alone', money(sum.alone), perMonth(currency), number(priced));
  const together =
    Math.abs(sum.alone - sum.together) < 0.005
      ? '.'
      : `; ${t('{0} together, because free allowances and tiers count once per account.', money(sum.together))}`;
  return html`<p class="caption secondary cards-sum">
    ${priced === 0 ? nothing : `${alone}${together}`} ${t('Paths read L1, L2, L3.hot, cool, archive, L4, L5:')}
    ${PROVIDERS.map((provider) => cloudLabel(provider))} ${t('small ring = slot unused.')}
  </p>`;
}

if (customElements.get('twin-dashboard') === undefined) customElements.define('twin-dashboard', DashboardView);
