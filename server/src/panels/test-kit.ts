/** For unit tests: a session over texts in memory, with a clock and a price book of the test's choice. The engine is the real one. */
import type { AnalyzerOptions } from '@twin2multicloud/analysis';
import { checkResult, type PanelMethod, type PanelResult } from '@twin2multicloud/protocol';
import type { InitializeParams } from 'vscode-languageserver';
import { featuresOf } from '../client-features.ts';
import type { Host, Revisions } from '../host.ts';
import { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { answerPanel } from './index.ts';

export const ROOT = 'file:///work/';

export interface KitOptions {
  /** By their path below `ROOT`. */
  readonly files: Readonly<Record<string, string>>;
  /** Those that an editor has open; left out: all. */
  readonly open?: readonly string[];
  /** ISO date. */
  readonly today?: string;
  readonly book?: AnalyzerOptions['book'];
  /** Left out: there is no git. */
  readonly revisions?: () => Revisions | null;
}

export interface Kit {
  readonly session: Session;
  /** Asks as a client does, and checks the answer by its schema. */
  readonly ask: <M extends PanelMethod>(method: M, params: unknown, turns?: Turns) => Promise<PanelResult<M>>;
  readonly uri: (file: string) => string;
}

class TestSession extends Session {
  readonly #book: AnalyzerOptions['book'] | undefined;

  constructor(book: AnalyzerOptions['book'] | undefined, ...rest: ConstructorParameters<typeof Session>) {
    super(...rest);
    this.#book = book;
  }

  #options: AnalyzerOptions | null = null;

  override get options(): AnalyzerOptions {
    if (this.#book === undefined) return super.options;
    return (this.#options ??= { ...super.options, book: this.#book });
  }
}

export const NO_TURNS: Turns = { pause: () => Promise.resolve() };

const NOT_CANCELLED = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };

export function panelKit({ files, open = Object.keys(files), today = '2026-11-21', book, revisions }: KitOptions): Kit {
  const host: Host = {
    readFile: (key) => {
      const text = key.startsWith(ROOT) ? files[key.slice(ROOT.length)] : undefined;
      return Promise.resolve(text === undefined ? { error: 'there is no such file' } : { text });
    },
    findFiles: () => Promise.resolve(Object.keys(files).map((name) => ROOT + name)),
    listFolder: () => Promise.resolve([]),
    pages: null,
    frugally: (work) => work(),
    relieve: () => undefined,
    now: () => new Date(`${today}T12:00:00Z`),
    clock: () => performance.now(),
    ...(revisions === undefined ? {} : { revisions }),
  };
  const features = featuresOf({ processId: null, capabilities: {} } as InitializeParams);
  const session = new TestSession(book, host, features, [ROOT]);
  if (revisions !== undefined) session.heads.trust();
  for (const name of open) session.files.didOpen(ROOT + name, 1, files[name] ?? '');
  return {
    session,
    uri: (file) => ROOT + file,
    ask: async (method, params, turns = NO_TURNS) => {
      const result = await answerPanel(session, method, params, { token: NOT_CANCELLED, turns });
      const checked = checkResult(method, JSON.parse(JSON.stringify(result)));
      if (!checked.ok) throw new Error(`${method} answers what is not of the protocol: ${checked.message}`);
      return result;
    },
  };
}
