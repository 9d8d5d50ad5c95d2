/**
 * Plays the host of a view in a plain browser: what the extension is in VS Code, over answers that were recorded. Runs before the view's script, in the same
 * page and under the same policy. It sets the theme as VS Code does, answers what it has a recording of, and writes down what it was told.
 */
import { checkMessage, checkParams, type PanelMethod, type ToHost, type ToView } from '@twin2multicloud/protocol';
import type { ViewCase } from './cases.ts';

/** What the page is given by the script `/case.js`. */
export interface ViewsWindow {
  readonly twinCase?: ViewCase;
  /** For tests: what the view sent, in order; and a way to speak to it. */
  twinHost?: { readonly received: ToHost[]; readonly refused: unknown[]; tell(message: unknown): void };
  /** For tests and recordings: the real engine, behind a function that the browser's driver gives. */
  readonly twinAsk?: (method: PanelMethod, params: unknown) => Promise<unknown>;
  acquireVsCodeApi?: () => { postMessage(message: unknown): void; setState(state: unknown): void; getState(): unknown };
}

const here = window as unknown as ViewsWindow;
const given = here.twinCase;
if (given !== undefined) play(given);

function play(given: ViewCase): void {
  for (const [name, value] of Object.entries(given.theme.variables)) document.documentElement.style.setProperty(name, value);
  const dress = (): void => {
    document.body.classList.add(...given.theme.classes);
    document.body.dataset.vscodeThemeKind = given.theme.kind;
  };
  // The script stands in the head, before there is a body to dress.
  new MutationObserver((_list, observer) => {
    if (document.querySelector('body') === null) return;
    observer.disconnect();
    dress();
  }).observe(document.documentElement, { childList: true });

  const received: ToHost[] = [];
  const refused: unknown[] = [];
  const tell = (message: unknown): void => window.postMessage(message, '*');
  const answers = new Map(given.answers.map((answer) => [key(answer.method, answer.params), answer.result] as const));
  const store = 'twin-views-state';
  let state: unknown = given.state ?? null;

  const init = (): void => {
    const message: ToView = {
      kind: 'init',
      view: given.view,
      reference: given.reference,
      pinned: false,
      language: given.language,
      strings: given.strings,
      state,
      server: given.server,
    };
    tell(message);
  };
  const answer = (id: number, method: PanelMethod, params: unknown): void => {
    if (given.server !== 'running') return;
    const checked = checkParams(method, params);
    const result = checked.ok ? answers.get(key(method, params)) : undefined;
    if (result !== undefined) tell({ kind: 'answer', id, result });
    else if (!checked.ok) tell({ kind: 'refuse', id, message: checked.message });
    else if (here.twinAsk !== undefined) {
      here.twinAsk(method, params).then(
        (found) => tell({ kind: 'answer', id, result: found }),
        (error: unknown) => tell({ kind: 'refuse', id, message: error instanceof Error ? error.message : String(error) }),
      );
    } else tell({ kind: 'refuse', id, message: 'There is no recording of this question. In VS Code the engine answers it.' });
  };

  here.acquireVsCodeApi = () => ({
    postMessage(message: unknown) {
      const checked = checkMessage('host', message);
      if (!checked.ok) {
        refused.push(message);
        return;
      }
      const told = checked.value;
      received.push(told);
      if (told.kind === 'ready') init();
      else if (told.kind === 'ask') setTimeout(() => answer(told.id, told.method, told.params), given.delay);
      else if (told.kind === 'apply' || told.kind === 'save') {
        tell({ kind: 'answer', id: told.id, result: null });
        if (told.kind === 'save') download(told.name, told.data);
      } else if (told.kind === 'keep') state = told.state;
      if (told.kind !== 'ask' && window.parent !== window) window.parent.postMessage({ told }, '*');
    },
    setState(value: unknown) {
      sessionStorage.setItem(store, JSON.stringify(value));
    },
    getState: () => state,
  });
  here.twinHost = { received, refused, tell };
}

function key(method: string, params: unknown): string {
  return `${method} ${canonical(params)}`;
}

/** JSON with its members in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function download(name: string, data: string): void {
  const bytes = name.endsWith('.png') ? Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)) : data;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
}
