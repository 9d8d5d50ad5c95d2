/** What a view shows when all is not well: what happened, what still holds, and the next step. A figure that may be wrong is never shown as if it were right. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Absence, Header, Total, Trouble } from '@twin2multicloud/protocol';
import { withCode } from './code.ts';
import { button, link, progressRing } from './controls.ts';
import type { Host } from './host.ts';
import { icon, type IconName } from './icons.ts';
import { number, t, time } from './words.ts';

export interface NoticeOptions {
  readonly kind: 'error' | 'warning' | 'info';
  readonly title: string;
  /** After the title, in the same line. */
  readonly text?: string;
  readonly icon?: IconName;
  readonly more?: TemplateResult | typeof nothing;
  readonly actions?: TemplateResult | typeof nothing;
}

const ICONS = { error: 'error', warning: 'warning', info: 'info' } as const;

/** A box with a bar at its side. Errors are told at once, the rest when there is a pause. */
export function notice({ kind, title, text = '', icon: name, more = nothing, actions = nothing }: NoticeOptions): TemplateResult {
  return html`<div class=${`notice ${kind}`} role=${kind === 'error' ? 'alert' : 'status'}>
    <span class="notice-icon">${icon(name ?? ICONS[kind], 16)}</span>
    <div class="notice-body">
      <p><strong>${withCode(title)}</strong> ${withCode(text)}</p>
      ${more}${actions === nothing ? nothing : html`<div class="actions">${actions}</div>`}
    </div>
  </div>`;
}

/** A state that has the page to itself: a heading says to screen readers where they are. */
export function alone(content: TemplateResult): TemplateResult {
  return html`<h1 class="visually-hidden">Twin2MultiCloud</h1>
    ${content}`;
}

export interface EmptyOptions {
  readonly title: string;
  readonly text: string;
  readonly actions: TemplateResult | typeof nothing;
}

/** Nothing is here yet. */
export function emptyState({ title, text, actions }: EmptyOptions): TemplateResult {
  return html`<div class="empty">
    <svg class="empty-path" width="160" height="16" viewBox="0 0 160 16" aria-hidden="true">
      <path d="M8 8H152" fill="none" stroke="currentColor" stroke-dasharray="2 3" />
      ${[8, 32, 56, 80, 104, 128, 152].map((x) => dot(x))}
    </svg>
    <h1>${title}</h1>
    <p>${withCode(text)}</p>
    <div class="actions">${actions}</div>
  </div>`;
}

/** A panel of one twin, while no twin is active. */
export function noActiveTwinState(host: Host): TemplateResult {
  return emptyState({
    title: t('No twin is open'),
    text: t('Open a .twin file: this panel follows the twin in the editor.'),
    actions: html`${button({ label: t('Open the smart home sample'), kind: 'primary', onClick: () => host.command('openSample') })}
    ${button({ label: t('Show all twins'), onClick: () => host.show('dashboard', null) })}`,
  });
}

/** No twin in the whole workspace. */
export function noTwinState(host: Host): TemplateResult {
  return emptyState({
    title: t('No twins in this folder'),
    text: t('A file that ends in .twin describes a digital twin. Its cost appears as you type; no account and no network are needed.'),
    actions: html`${button({ label: t('Open the smart home sample'), kind: 'primary', onClick: () => host.command('openSample') })}
      ${button({ label: t('New twin from a template …'), onClick: () => host.command('newFile') })}
      <p>${link(t('Language in five minutes'), () => host.command('openWalkthrough'))}</p>`,
  });
}

export function startingState(label: string): TemplateResult {
  return alone(html`<div class="empty">${progressRing(label === '' ? t('Loading') : label)}</div>`);
}

/** The server is gone before there was a figure. */
export function stoppedState(host: Host): TemplateResult {
  return alone(stoppedNotice(host, null));
}

/** The server is gone; figures on screen are dated (`shownAt`) and no longer follow the file. */
export function stoppedNotice(host: Host, shownAt: Date | null): TemplateResult {
  return notice({
    kind: 'warning',
    icon: 'plug',
    title: t('The language server stopped.'),
    text: shownAt === null ? t('There are no figures yet.') : t('The figures are from {0} and no longer follow the file.', time(shownAt)),
    more: html`<p class="secondary">${t('Nothing in your files is lost.')}</p>`,
    actions: html`${button({ label: t('Start again'), kind: 'primary', onClick: () => host.command('restartServer') })}
    ${button({ label: t('Show the log'), onClick: () => host.command('showLog') })}
    ${button({ label: t('Report …'), kind: 'quiet', onClick: () => host.command('reportIssue') })}`,
  });
}

/** What the host or the engine said instead of an answer. */
export function refusedNotice(message: string, retry: () => void): TemplateResult {
  return notice({
    kind: 'error',
    title: t('That did not work.'),
    text: message,
    actions: button({ label: t('Try again'), onClick: retry }),
  });
}

/** There is nothing to show for this reference. */
export function absenceState(absence: Absence, host: Host, options: { readonly onBill?: () => void } = {}): TemplateResult {
  switch (absence.kind) {
    case 'no-twin':
      return emptyState({
        title: t('This twin is not here any more'),
        text: absence.message,
        actions: html`${button({ label: t('Show all twins'), kind: 'primary', onClick: () => host.show('dashboard', null) })}`,
      });
    case 'unreadable':
      return alone(
        notice({
          kind: 'error',
          title: t('The file cannot be read.'),
          text: absence.message,
          actions: button({ label: t('Show the problems'), onClick: () => host.command('showProblems') }),
        }),
      );
    case 'paper-model':
      return alone(
        notice({
          kind: 'warning',
          title: t('The paper’s model does not cover this twin.'),
          text: absence.message,
          actions:
            options.onBill === undefined
              ? nothing
              : button({ label: t('Show the bill instead'), kind: 'primary', onClick: options.onBill }),
        }),
      );
  }
}

const MISSING_PRICE = 'twin-4005';

function errorsTitle(count: number, certainty: Total['certainty']): string {
  switch (certainty) {
    case 'none':
      return count === 1 ? t('1 error keeps this twin without a total.') : t('{0} errors keep this twin without a total.', number(count));
    case 'partial':
      return count === 1 ? t('1 error keeps a part without a figure.') : t('{0} errors keep parts without a figure.', number(count));
    case 'whole':
      return count === 1 ? t('1 error in the file.') : t('{0} errors in the file.', number(count));
  }
}

function errorsText(count: number, total: Total, missing: boolean): string {
  if (total.certainty === 'partial') return t('The rest of the file is costed.');
  if (missing) return t('It is never counted as 0.');
  return count > 0 && total.certainty === 'none' ? (total.why ?? '') : '';
}

/** Errors of the file: each with its line and what mends it. null where there is none. */
export function errorsNotice(
  troubles: readonly Trouble[],
  total: Total,
  host: Host,
  fix: (trouble: Trouble, index: number) => void,
): TemplateResult | null {
  const errors = troubles.filter((trouble) => trouble.severity === 'error');
  if (errors.length === 0 && total.certainty === 'whole') return null;
  const count = errors.length;
  // A missing price is an error of the book, not of the file; it is never counted as 0.
  const missing = errors.some(({ code }) => code === MISSING_PRICE);
  return notice({
    kind: 'error',
    title: missing ? t('A price is missing.') : count === 0 ? (total.why ?? t('There is no total.')) : errorsTitle(count, total.certainty),
    text: errorsText(count, total, missing),
    more: html`<ul class="troubles">
      ${errors.slice(0, 8).map(
        (trouble) =>
          html`<li>
            ${link(t('Ln {0}', trouble.at.start.line + 1), () => host.open(trouble.at))}
            <span>${trouble.code}: ${withCode(trouble.message)}</span>
            ${trouble.fixes.map((one, index) => link(html`${withCode(one.title)}`, () => fix(trouble, index)))}
          </li>`,
      )}
      ${missing ? html`<li>${link(t('Update prices'), () => host.command('updatePrices'))}</li>` : ''}
      ${count > 8 ? html`<li>${link(t('{0} more', number(count - 8)), () => host.command('showProblems'))}</li>` : ''}
    </ul>`,
  });
}

/** The price book is older than the person wants it. null where it is not. */
export function oldPricesNotice(header: Header, host: Host): TemplateResult | null {
  const { ageInDays, maximumAge } = header.book;
  if (maximumAge === null || ageInDays <= maximumAge) return null;
  return notice({
    kind: 'warning',
    title: t('The price book is older than {0} days.', number(maximumAge)),
    more: html`<p>${link(t('Update prices'), () => host.command('updatePrices'))}</p>`,
  });
}

function dot(x: number): TemplateResult {
  return svg`<circle cx=${x} cy="8" r="6" fill="var(--twin-background)" stroke="currentColor" stroke-width="1.5"></circle>`;
}
