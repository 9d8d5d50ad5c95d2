/**
 * What every view is: one element that fills the page, talks to its host, follows or stays with a twin, and shows the states in which there is
 * nothing else to show. It renders into the page itself, so that one style sheet serves all views and names reach across.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import type { PanelReference } from '@twin2multicloud/protocol';
import { connect, type Host, type Init, type ServerState } from './host.ts';
import { progressBar } from './controls.ts';
import { startingState, stoppedState } from './states.ts';
import { engineText, inWords } from './engine-texts.ts';
import { setLanguage, t } from './words.ts';

export abstract class View extends LitElement {
  protected readonly host: Host;
  protected reference: PanelReference | null = null;
  protected pinned = false;
  protected server: ServerState = 'starting';
  /** When the figures on screen came; null: there are none yet. */
  protected shownAt: Date | null = null;
  private begun = false;
  private busy = false;
  private busyTimer: ReturnType<typeof setTimeout> | null = null;

  constructor() {
    super();
    this.host = connect(
      {
        init: (init) => this.init(init),
        follow: (reference) => {
          if (this.pinned) return;
          this.reference = reference;
          this.referenceChanged();
          this.load();
          this.requestUpdate();
        },
        changed: (uri) => {
          if (this.begun && this.concerns(uri)) this.load();
        },
        server: (state) => {
          const back = state === 'running' && this.server !== 'running';
          this.server = state;
          if (back && this.begun) this.load();
          this.requestUpdate();
        },
        busy: (busy) => this.showBusy(busy),
      },
      {
        misfit: () => t('The answer does not fit this panel. Reload the window; if it comes back, report it.'),
        inWords,
        refusal: engineText,
      },
    );
  }

  /** Into the page, not into a shadow. */
  protected override createRenderRoot(): this {
    return this;
  }

  /** Takes back what the view kept; it trusts nothing of it. */
  protected abstract restore(state: unknown): void;
  /** Asks for the figures; called when the twin, the file or the server changed. */
  protected abstract load(): void;
  /** The view itself; called only when there are figures, or the server runs. */
  protected abstract content(): TemplateResult;
  /** Another twin: what belongs to the old one is to go. */
  protected referenceChanged(): void {
    this.shownAt = null;
  }
  /** Whether a change of this file (null: of any) changes the figures. */
  protected concerns(uri: string | null): boolean {
    return uri === null || this.reference === null || this.reference.uri === uri;
  }

  /** true: figures may be old and nothing can be changed. */
  protected get stopped(): boolean {
    return this.server === 'failed';
  }

  protected togglePin(): void {
    this.pinned = !this.pinned;
    this.host.pin(this.pinned, this.reference);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    if (!this.begun) return html`<main class="page">${startingState('')}</main>`;
    if (this.shownAt === null && this.server === 'starting')
      return html`<main class="page">${startingState(t('Starting the language server …'))}</main>`;
    if (this.shownAt === null && this.server === 'failed') return html`<main class="page">${stoppedState(this.host)}</main>`;
    return html`<main class="page">${this.busy ? progressBar(t('Computing')) : ''}${this.content()}</main>`;
  }

  private init(init: Init): void {
    setLanguage(init.language, init.strings);
    this.reference = init.reference;
    this.pinned = init.pinned;
    this.server = init.server;
    this.restore(init.state);
    this.begun = true;
    if (this.server === 'running') this.load();
    this.requestUpdate();
  }

  /** Shown only where it takes long enough to be noticed. */
  private showBusy(busy: boolean): void {
    if (this.busyTimer !== null) clearTimeout(this.busyTimer);
    this.busyTimer = null;
    if (!busy) {
      if (this.busy) {
        this.busy = false;
        this.requestUpdate();
      }
      return;
    }
    this.busyTimer = setTimeout(() => {
      this.busy = true;
      this.requestUpdate();
    }, 400);
  }
}
