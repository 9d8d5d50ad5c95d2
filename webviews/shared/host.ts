/**
 * The conversation of a view with its host (the extension in VS Code; a page of fixtures in `npm run views`). Every message and every result is
 * held against its schema; what does not fit has no effect. For each method one question is in flight, and of those that wait the latest wins.
 */
import {
  checkMessage,
  checkResult,
  type PanelCommand,
  type PanelMethod,
  type PanelParams,
  type PanelReference,
  type PanelResult,
  type PanelSource,
  type ToHost,
  type ToView,
  type View,
} from '@twin2multicloud/protocol';

/** What VS Code gives to a webview, once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: (() => VsCodeApi) | undefined;

export type ServerState = 'starting' | 'running' | 'failed';
export type Init = Extract<ToView, { readonly kind: 'init' }>;
export type PanelEdit = Extract<ToHost, { readonly kind: 'apply' }>['edit'];

/**
 * `superseded`: a newer question of the same method took its place, or it was dropped; nothing is to be done.
 * `latest` false: a newer one is already on its way.
 */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T; readonly latest: boolean }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'superseded' };

/** What the host tells by itself. */
export interface HostEvents {
  readonly init: (init: Init) => void;
  readonly follow: (reference: PanelReference | null) => void;
  readonly changed: (uri: string | null) => void;
  readonly server: (state: ServerState) => void;
  /** Something is (or is no more) on its way. */
  readonly busy: (busy: boolean) => void;
}

export interface Host {
  ask<M extends PanelMethod>(method: M, params: PanelParams<M>): Promise<Answer<PanelResult<M>>>;
  /** The answers of this method are not wanted any more. */
  drop(method: PanelMethod): void;
  /** One undoable edit; null: done, else why not, in a sentence. */
  apply(edit: PanelEdit): Promise<string | null>;
  /** Saves a file that the view made. `data`: text, or base64 for PNG. null: done, or the person thought better of it. */
  save(name: string, data: string): Promise<string | null>;
  open(at: PanelSource): void;
  show(view: View, reference: PanelReference | null): void;
  command(command: PanelCommand, argument?: string): void;
  /** Kept over a reload, with the state. */
  pin(pinned: boolean, reference: PanelReference | null): void;
  keep(state: unknown): void;
}

interface Waiting {
  readonly method: PanelMethod;
  readonly params: unknown;
  readonly settle: (answer: Answer<unknown>) => void;
}

interface Lane {
  id: number | null;
  current: Waiting | null;
  next: Waiting | null;
}

/** What the person reads of a conversation. */
export interface HostWords {
  /** An answer does not fit its schema. */
  readonly misfit: () => string;
  /** The engine's sentences in the person's language: those of an answer, and why there is none. */
  readonly inWords: <T>(method: PanelMethod, result: T) => T;
  readonly refusal: (message: string) => string;
}

/** Connects; the first thing that comes is `init`. Where there is no host at all, nothing ever comes and the view says that it waits. */
export function connect(events: HostEvents, words: HostWords): Host {
  const api = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : null;
  const lanes = new Map<PanelMethod, Lane>();
  const settling = new Map<number, (message: string | null) => void>();
  let lastId = 0;
  /** What a reload brings back. */
  const kept: { reference: PanelReference | null; pinned: boolean; state: unknown } = { reference: null, pinned: false, state: null };

  const send = (message: ToHost): void => api?.postMessage(message);
  const remember = (): void => api?.setState({ ...kept });
  const busy = (): void => events.busy([...lanes.values()].some((lane) => lane.current !== null));

  const start = (lane: Lane, waiting: Waiting): void => {
    lane.current = waiting;
    lane.id = ++lastId;
    send({ kind: 'ask', id: lane.id, method: waiting.method, params: waiting.params });
  };

  const finish = (id: number, answer: (waiting: Waiting, latest: boolean) => Answer<unknown>): void => {
    for (const lane of lanes.values()) {
      if (lane.id !== id || lane.current === null) continue;
      const { current, next } = lane;
      lane.id = lane.current = lane.next = null;
      if (next !== null) start(lane, next);
      busy();
      current.settle(answer(current, next === null));
      return;
    }
    // The answer to an edit or a saved file; anything else is a question that was dropped.
    const settle = settling.get(id);
    settling.delete(id);
    if (settle === undefined) return;
    const given = answer({ method: 'twin/panel/placeEdit', params: null, settle: () => undefined }, true);
    settle(given.kind === 'refused' ? given.message : null);
  };

  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const checked = checkMessage('view', event.data);
    if (!checked.ok) {
      // Never with its content: what is none of ours may be anything.
      console.warn('twin: a message that is none of ours was refused');
      return;
    }
    const message = checked.value;
    switch (message.kind) {
      case 'init':
        kept.reference = message.reference;
        kept.pinned = message.pinned;
        kept.state = message.state;
        remember();
        events.init(message);
        return;
      case 'answer':
        finish(message.id, (waiting, latest) => {
          if (waiting.params === null) return { kind: 'answered', value: null, latest };
          const result = checkResult(waiting.method, message.result);
          if (result.ok) return { kind: 'answered', value: words.inWords(waiting.method, result.value), latest };
          console.warn(`twin: an answer to ${waiting.method} does not fit its schema (${result.message})`);
          return { kind: 'refused', message: words.misfit() };
        });
        return;
      case 'refuse':
        finish(message.id, () => ({ kind: 'refused', message: words.refusal(message.message) }));
        return;
      case 'follow':
        kept.reference = message.reference;
        remember();
        events.follow(message.reference);
        return;
      case 'changed':
        events.changed(message.uri);
        return;
      case 'server':
        events.server(message.state);
        return;
    }
  });

  const settled = (message: (id: number) => ToHost): Promise<string | null> =>
    new Promise((resolve) => {
      const id = ++lastId;
      settling.set(id, resolve);
      send(message(id));
    });

  const laneOf = (method: PanelMethod): Lane => {
    const lane = lanes.get(method) ?? { id: null, current: null, next: null };
    lanes.set(method, lane);
    return lane;
  };

  const host: Host = {
    ask: <M extends PanelMethod>(method: M, params: PanelParams<M>) =>
      new Promise<Answer<PanelResult<M>>>((resolve) => {
        const lane = laneOf(method);
        // Results are checked against the method's own schema before they are settled.
        const waiting: Waiting = { method, params, settle: (answer) => resolve(answer as Answer<PanelResult<M>>) };
        if (lane.current === null) start(lane, waiting);
        else {
          lane.next?.settle({ kind: 'superseded' });
          lane.next = waiting;
        }
        busy();
      }),
    drop: (method) => {
      const lane = laneOf(method);
      if (lane.id !== null) send({ kind: 'cancel', id: lane.id });
      const { current, next } = lane;
      lane.id = lane.current = lane.next = null;
      busy();
      current?.settle({ kind: 'superseded' });
      next?.settle({ kind: 'superseded' });
    },
    apply: (edit) => settled((id) => ({ kind: 'apply', id, edit })),
    save: (name, data) => settled((id) => ({ kind: 'save', id, name, data })),
    open: (at) => send({ kind: 'open', at }),
    show: (view, reference) => send({ kind: 'show', view, reference }),
    command: (command, argument) => send({ kind: 'command', command, argument: argument ?? null }),
    pin: (pinned, reference) => {
      kept.pinned = pinned;
      kept.reference = reference;
      remember();
      send({ kind: 'pin', pinned, reference });
    },
    keep: (state) => {
      kept.state = state;
      remember();
      send({ kind: 'keep', state });
    },
  };
  send({ kind: 'ready' });
  return host;
}
