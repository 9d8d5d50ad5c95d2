/** One twin's page: cost by slot, specification, cost over commits, cost by cause, problems with what mends them. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { shareBar, stepHistory, type Chart, type Step } from '@twin2multicloud/charts';
import type { HistoryModel, Trouble, TwinPageModel } from '@twin2multicloud/protocol';
import {
  button,
  changePerMonth,
  chart,
  cloudLabel,
  date,
  direction,
  headTitle,
  headTotal,
  icon,
  link,
  money,
  number,
  percent,
  perMonth,
  renderMarks,
  signed,
  slotName,
  t,
  tabs,
  totalText,
  withCode,
  type Host,
} from '../shared/index.ts';

export interface PageOptions {
  readonly model: TwinPageModel;
  /** `loading`: on its way; null: no git, or the file is in no repository. */
  readonly history: HistoryModel | 'loading' | null;
  readonly host: Host;
  readonly staleSince: Date | null;
  readonly onFix: (trouble: Trouble, index: number) => void;
  readonly onShow: (view: 'comparison' | 'what-if') => void;
  readonly onReport: () => void;
  readonly part: Part;
  readonly onPart: (part: Part) => void;
}

/** What of the page is shown. */
export type Part = 'overview' | 'causes' | 'problems';

export function twinPage(options: PageOptions): TemplateResult {
  const { model, host, staleSince } = options;
  const { header, total, budgets, documentation } = model;
  return html`<section class="section twin-page" aria-label=${header.title}>
    <div class="head">
      ${headTitle(header, host)}
      ${headTotal({ total, currency: header.currency, budget: budgets.find(({ path }) => path === null) ?? null, staleSince })}
    </div>
    ${documentation === null ? nothing : html`<p class="twin-documentation">${documentation}</p>`}
    <div class="tools">
      ${button({ label: t('Compare clouds'), onClick: () => options.onShow('comparison') })}
      ${button({ label: t('What if'), onClick: () => options.onShow('what-if') })}
      ${button({ label: t('Open file'), icon: 'file', kind: 'quiet', onClick: () => host.open(header.at) })}
      ${button({ label: t('Export report'), icon: 'export', kind: 'quiet', onClick: options.onReport })}
    </div>
    ${tabs({
      label: t('Parts of the page'),
      active: options.part,
      onChange: options.onPart,
      tabs: [
        {
          id: 'overview',
          label: t('Overview'),
          content: () =>
            html`<div class="twin-columns">
                <div>${bySlot(model)}</div>
                <div>${specification(model)}</div>
              </div>
              ${overCommits(options)}`,
        },
        { id: 'causes', label: t('Cost by cause'), content: () => html`<div class="twin-part">${byCause(model, host)}</div>` },
        {
          id: 'problems',
          label: model.troubles.length === 0 ? t('Problems') : t('Problems ({0})', number(model.troubles.length)),
          content: () => html`<div class="twin-part">${problems(options)}</div>`,
        },
      ],
    })}
  </section>`;
}

function heading(title: string, caption: string): TemplateResult {
  return html`<div class="section-head">
    <h2>${title}</h2>
    ${caption === '' ? nothing : html`<span class="secondary">${caption}</span>`}
  </div>`;
}

function share(part: number, whole: number | null): TemplateResult {
  if (whole === null || whole <= 0)
    return html`<td></td>
      <td class="end">–</td>`;
  const bar = shareBar('', part / whole, 56);
  return html`<td class="share-bar">
      <svg width="56" height=${bar.height} viewBox=${`0 0 56 ${bar.height}`} aria-hidden="true">${svg`${renderMarks(bar.marks)}`}</svg>
    </td>
    <td class="end figure">${percent(part / whole)}</td>`;
}

function bySlot({ slots, transfers, total, header }: TwinPageModel): TemplateResult {
  return html`${heading(t('Cost by slot'), '')}
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">${t('Slot')}</th>
          <th scope="col">${t('Cloud')}</th>
          <th scope="col" class="end">${perMonth(header.currency)}</th>
          <th scope="col" colspan="2" class="end">${t('Share')}</th>
        </tr>
      </thead>
      <tbody>
        ${slots.map(
          ({ slot, used, provider, amount, unconfirmed }) =>
            html`<tr>
              <th scope="row">${slot} <span class="caption secondary slot-words">${slotName(slot)}</span></th>
              <td>
                ${!used ? html`<span class="secondary">${t('unused')}</span>` : provider === null ? html`<span class="error-text">${t('not possible')}</span>` : cloudLabel(provider, { short: true })}
              </td>
              <td class="end figure">${amount === null ? '–' : `${unconfirmed ? '~ ' : ''}${money(amount)}`}</td>
              ${
                amount === null
                  ? html`<td></td>
                      <td></td>`
                  : share(amount, total.perMonth)
              }
            </tr>`,
        )}
        <tr>
          <th scope="row">${t('Transfers')}</th>
          <td class="secondary">${transfers.crossings === 1 ? t('1 crossing') : t('{0} crossings', number(transfers.crossings))}</td>
          <td class="end figure">${money(transfers.amount)}</td>
          ${share(transfers.amount, total.perMonth)}
        </tr>
        <tr class="total">
          <th scope="row">${t('Total')}</th>
          <td></td>
          <td class="end figure">${totalText(total)}</td>
          <td></td>
          <td></td>
        </tr>
      </tbody>
    </table>`;
}

function factName(key: TwinPageModel['specification'][number]['key']): string {
  switch (key) {
    case 'region':
      return t('Region');
    case 'residency':
      return t('Residency');
    case 'devices':
      return t('Devices');
    case 'messages':
      return t('Messages');
    case 'retention':
      return t('Retention');
    case 'processing':
      return t('Processing');
    case 'management':
      return t('Management');
    case 'visualization':
      return t('Visualization');
    case 'place':
      return t('Fixed in place');
    case 'tags':
      return t('Tags');
  }
}

function specification(model: TwinPageModel): TemplateResult {
  return html`${heading(t('Specification'), '')}
    <dl class="facts">
      ${model.specification.map(
        ({ key, text }) =>
          html`<dt class="small secondary">${factName(key)}</dt>
            <dd class="small">${text}</dd>`,
      )}
    </dl>`;
}

function overCommits({ model, history, host }: PageOptions): TemplateResult | typeof nothing {
  if (history === null) return nothing;
  const caption =
    history === 'loading'
      ? t('reading the commits of the file …')
      : history.branch === null
        ? t('{0}, each commit with today’s price book', perMonth(history.currency))
        : t('{0}, each commit with today’s price book; branch {1}', perMonth(history.currency), history.branch);
  return html`<div class="section">
    ${heading(t('Cost over commits'), caption)}
    ${history === 'loading' ? html`<div class="history-room"></div>` : guard([history, model], () => chart({ draw: historyChart(model, history), host, file: `${model.header.title}-history` }))}
    ${sinceHead(model, host)}
  </div>`;
}

function historyChart(model: TwinPageModel, history: HistoryModel): (width: number) => Chart {
  const { total, budgets, header } = model;
  const limit = budgets.find(({ path }) => path === null) ?? null;
  const now = total.perMonth;
  const amounts = [...history.entries.map(({ perMonth: amount }) => amount), now];
  const steps: Step[] = history.entries.map(({ commit, date: day, subject, perMonth: amount, values, more }, index) => {
    const before = amounts[index - 1] ?? null;
    const delta = amount === null || before === null ? null : amount - before;
    return {
      short: index === history.entries.length - 1 ? 'HEAD' : commit.slice(0, 7),
      name: `${commit.slice(0, 7)} ${subject}`,
      lines: [
        date(day),
        ...values.map(valueText),
        ...(more === 0 ? [] : [t('and {0} more', number(more))]),
        ...(delta === null ? [] : [signed(delta)]),
      ],
      amount,
      note: '',
    };
  });
  const largest = largestStep(amounts.slice(0, -1));
  const noted = largest === null ? undefined : steps[largest.index];
  const entry = largest === null ? undefined : history.entries[largest.index];
  const subject = entry === undefined ? '' : noteOf(entry);
  if (largest !== null && noted !== undefined) steps[largest.index] = { ...noted, note: `${subject}, ${signed(largest.delta)}` };
  // Where it is narrow only the amount has room; the rest is told on hover and in the table.
  const short = steps.map((step, index) => (index === largest?.index ? { ...step, note: signed(largest.delta) } : step));
  const present: Step = { short: t('now'), name: t('now'), lines: [], amount: now, note: '' };
  return (width) =>
    stepHistory({
      name: t('Cost over {0} commits: now {1}.', number(history.entries.length), totalText(total)),
      width,
      steps: [...(width < NARROW ? short : steps), present],
      limit: limit === null ? null : { amount: limit.amount, label: t('budget {0}', money(limit.amount)) },
      endLabel: t('now {0}', totalText(total)),
      money: (amount) => `${money(amount)} ${perMonth(header.currency)}`,
      tick: (amount) => number(amount, 2),
      words: { step: t('Commit'), amount: perMonth(header.currency), none: t('no total') },
    });
}

/** Charts narrower than this have no room for sentences. */
const NARROW = 480;

type Entry = HistoryModel['entries'][number];

function valueText({ path, before, after }: Entry['values'][number]): string {
  return `${path} ${before ?? t('none')} → ${after ?? t('none')}`;
}

/** What a commit did to the cost, in one line: its first changed value and how many more there are, else its subject. */
function noteOf({ values, more, subject }: Entry): string {
  const [first] = values;
  const others = values.length - 1 + more;
  if (first === undefined) return subject;
  return others === 0 ? valueText(first) : t('{0} and {1} more', valueText(first), number(others));
}

/** Where the cost changed most; null where it never did. */
function largestStep(amounts: readonly (number | null)[]): { readonly index: number; readonly delta: number } | null {
  let found: { index: number; delta: number } | null = null;
  for (const [index, amount] of amounts.entries()) {
    const before = amounts[index - 1];
    if (index === 0 || amount === null || before == null) continue;
    const delta = amount - before;
    if (direction(delta) !== 'same' && (found === null || Math.abs(delta) > Math.abs(found.delta))) found = { index, delta };
  }
  return found;
}

function sinceHead({ head, changedValues }: TwinPageModel, host: Host): TemplateResult | typeof nothing {
  if (head.state === 'none') return nothing;
  if (head.state === 'new') return html`<p class="small secondary">${t('This twin is new: it is not in HEAD.')}</p>`;
  if (head.state === 'same' || head.delta === null) return html`<p class="small secondary">${t('The same as HEAD.')}</p>`;
  const way = direction(head.delta);
  const values = changedValues.slice(0, 5).map(({ path, before, after, at }) => {
    const text = `${path} ${before ?? '–'} → ${after ?? '–'}${at === null ? '' : `, ${t('line {0}', at.start.line + 1)}`}`;
    return html`<li>${at === null ? text : link(text, () => host.open(at))}</li>`;
  });
  return html`<p class="small">
      <span class=${way === 'less' ? 'less-text' : way === 'more' ? 'warning-text' : 'secondary'}>${changePerMonth(head.delta)}</span>
      ${values.length === 0 ? t('than HEAD.') : t('than HEAD, from:')}
    </p>
    <ul class="small changed-values">
      ${values}${changedValues.length > 5 ? html`<li class="secondary">${t('{0} more', number(changedValues.length - 5))}</li>` : nothing}
    </ul>`;
}

const MOST_CAUSES = 20;

function byCause({ causes, otherCauses, header, total }: TwinPageModel, host: Host): TemplateResult {
  const folded = causes.slice(MOST_CAUSES);
  const rest = {
    count: folded.length + (otherCauses?.count ?? 0),
    messages: folded.reduce((sum, cause) => sum + (cause.messages ?? 0), otherCauses?.messages ?? 0),
    amount: folded.reduce((sum, cause) => sum + cause.amount, otherCauses?.amount ?? 0),
  };
  const messages = causes.slice(0, MOST_CAUSES).reduce((sum, cause) => sum + (cause.messages ?? 0), rest.messages);
  return html`${heading(t('Cost by cause'), '')}
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">${t('Caused by')}</th>
          <th scope="col" class="end">${t('Messages a month')}</th>
          <th scope="col" class="end">${perMonth(header.currency)}</th>
        </tr>
      </thead>
      <tbody>
        ${causes.slice(0, MOST_CAUSES).map(
          ({ cause, detail, messages: sent, amount, at }) =>
            html`<tr>
              <th scope="row">
                ${at === null ? cause : link(cause, () => host.open(at))} <span class="caption secondary">${detail}</span>
              </th>
              <td class="end figure">${sent === null ? html`<span class="secondary">${t('none')}</span>` : number(Math.round(sent))}</td>
              <td class="end figure">${money(amount)}</td>
            </tr>`,
        )}
        ${
          rest.count === 0
            ? nothing
            : html`<tr>
                <th scope="row" class="secondary">${t('{0} more', number(rest.count))}</th>
                <td class="end figure">${number(Math.round(rest.messages))}</td>
                <td class="end figure">${money(rest.amount)}</td>
              </tr>`
        }
        <tr class="total">
          <th scope="row">${t('Total')}</th>
          <td class="end figure">${number(Math.round(messages))}</td>
          <td class="end figure">${totalText(total)}</td>
        </tr>
      </tbody>
    </table>
    <p class="caption secondary cause-note">${t('A line that several groups cause is split by quantity.')}</p>`;
}

const ICONS = { error: 'error', warning: 'warning', info: 'info', hint: 'info' } as const;

function problems({ model, host, onFix }: PageOptions): TemplateResult {
  const { troubles } = model;
  return html`${heading(t('Problems'), troubles.length === 0 ? t('none') : number(troubles.length))}
    <ul class="problem-list">
      ${troubles.slice(0, 30).map(
        (trouble) =>
          html`<li>
            <span class=${trouble.severity === 'error' ? 'error-text' : trouble.severity === 'warning' ? 'warning-text' : 'secondary'}
              >${icon(ICONS[trouble.severity])}</span
            >
            <div>
              <p>${withCode(trouble.message)}</p>
              <p class="caption">
                ${link(`${trouble.code} · ${trouble.at.file}:${trouble.at.start.line + 1}`, () => host.open(trouble.at))}
              </p>
              ${
                trouble.fixes.length === 0
                  ? nothing
                  : html`<p class="small problem-fixes">
                      ${trouble.fixes.map((fix, index) => link(fix.title, () => onFix(trouble, index)))}
                    </p>`
              }
            </div>
          </li>`,
      )}
      ${troubles.length > 30 ? html`<li>${link(t('{0} more', number(troubles.length - 30)), () => host.command('showProblems'))}</li>` : nothing}
    </ul>`;
}
