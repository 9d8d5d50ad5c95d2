/**
 * The composition root: one session, a handler for each request and notice. It decides when diagnostics are sent and what a change makes
 * stale; what is answered stands in handlers/, and who is called when in server.ts.
 */
import {
  COMMANDS,
  NOTIFICATIONS,
  type ClientOptions,
  type CostHistory,
  type CostHistoryParams,
  type MarkdownResult,
  type PanelMethod,
  type QueryParams,
  type QueryResult,
  type TreeParams,
  type TwinNode,
  type TwinReference,
  type UpdatePricesParams,
  type UpdatePricesResult,
} from '@twin2multicloud/protocol';
import {
  CodeLensRefreshRequest,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  FileChangeType,
  InlayHintRefreshRequest,
  ResponseError,
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DidChangeConfigurationParams,
  type DidChangeTextDocumentParams,
  type DidChangeWatchedFilesParams,
  type DidCloseTextDocumentParams,
  type DidOpenTextDocumentParams,
  type DocumentDiagnosticParams,
  type ExecuteCommandParams,
  type InitializeParams,
  type WorkDoneProgressReporter,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { refuseOtherText } from './arrival.ts';
import { featuresOf } from './client-features.ts';
import { diagnosticsOf, pullDocument, pullWorkspace } from './diagnostics.ts';
import { codeActions } from './handlers/code-actions.ts';
import { codeLenses, resolveCodeLens } from './handlers/code-lens.ts';
import { completion, resolveCompletion } from './handlers/completion.ts';
import { formatDocument, formatOnType, formatRange, willSave } from './handlers/formatting.ts';
import { history } from './handlers/history.ts';
import { hover } from './handlers/hover.ts';
import { inlayHints, resolveInlayHint } from './handlers/inlay-hints.ts';
import { definition, highlights, references } from './handlers/navigation.ts';
import { prepareRename, rename, willRenameFiles } from './handlers/rename.ts';
import { tokensDelta, tokensFull, tokensRange } from './handlers/semantic-tokens.ts';
import { signatureHelp } from './handlers/signature-help.ts';
import { documentLinks, foldingRanges, linkedEditing, selectionRanges } from './handlers/structure.ts';
import { documentSymbols, workspaceSymbols } from './handlers/symbols.ts';
import { compare, explanation, prices, query, tree } from './handlers/twins.ts';
import { priceKeeper } from './handlers/update-prices.ts';
import type { Host } from './host.ts';
import { errorsOf, foundByImporters } from './imported.ts';
import { answerPanel } from './panels/index.ts';
import { Session } from './session.ts';
import { readSettings } from './settings.ts';
import { turnsOf, type Turns } from './turns.ts';
import { keyOf, uriOf } from './uris.ts';

export interface EngineOptions {
  readonly connection: Connection;
  readonly params: InitializeParams;
  readonly host: Host;
  /** Lets other messages in, then goes on. */
  readonly yieldTurn: () => Promise<void>;
}

export type Engine = ReturnType<typeof createEngine>;

/** What answers a client's messages from its `initialize` on. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the table of handlers is its type
export function createEngine({ connection, params: initial, host, yieldTurn }: EngineOptions) {
  const settings = readSettings(((initial.initializationOptions ?? {}) as ClientOptions).settings);
  const session = new Session(host, featuresOf(initial), foldersOf(initial));
  session.settings = settings;
  session.heads.changed = () => {
    if (session.features.refresh.lenses) void connection.sendRequest(CodeLensRefreshRequest.type).catch(ignore);
    for (const { uri, version } of session.files.open.values())
      void connection.sendNotification(NOTIFICATIONS.figuresChanged, { uri, version });
  };
  if (((initial.initializationOptions ?? {}) as ClientOptions).trusted !== false) session.heads.trust();
  const due = new Set<string>();
  /** What each file imported when it was last shown, by its key. */
  const imported = new Map<string, ReadonlySet<string>>();
  /** The diagnostics of files that are not open, as JSON, by their keys. */
  const pushed = new Map<string, string>();
  let timer = false;

  /** One boundary: a bug is logged and answered in a sentence, and the server goes on. */
  const failed = (error: unknown): ResponseError => {
    if (error instanceof ResponseError) return error as ResponseError;
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return new ResponseError(ErrorCodes.InternalError, 'This is a mistake of the language server; its log says more. Please report it.');
  };
  const fail = (error: unknown): never => {
    throw failed(error);
  };

  const caught = <R>(result: R | Promise<R>): R | Promise<R> => (result instanceof Promise ? result.catch(fail) : result);

  /** A request about a file: answered at once where its imports are loaded. */
  const about =
    <P, R>(handler: (session: Session, params: P) => R | Promise<R>) =>
    (params: P): R | Promise<R> => {
      try {
        // What is resolved carries its file in `data`.
        const { textDocument, data } = (params ?? {}) as { textDocument?: { uri: string }; data?: { uri?: string } };
        const uri = textDocument?.uri ?? data?.uri;
        if (typeof uri !== 'string') return caught(handler(session, params));
        const loading = session.settle(uri);
        if (loading === undefined) return caught(handler(session, params));
        const asked = session.file(uri);
        return loading
          .then(() => {
            refuseOtherText(session, asked);
            return handler(session, params);
          })
          .catch(fail);
      } catch (error) {
        return fail(error);
      }
    };

  /** A request that may take long. */
  const long =
    <P, R>(title: string, handler: (session: Session, params: P, turns: Turns) => Promise<R>) =>
    async (params: P, token: CancellationToken, progress: WorkDoneProgressReporter = SILENT): Promise<R> => {
      let turns: ReturnType<typeof turnsOf> | null = null;
      try {
        turns = turnsOf({ title, token, progress, clock: host.clock, yieldTurn });
        return await handler(session, params, turns);
      } catch (error) {
        return fail(error);
      } finally {
        turns?.done();
      }
    };

  const initialized = (): void => {
    const { features } = session;
    if (features.registersConfiguration) void connection.client.register(DidChangeConfigurationNotification.type, { section: 'twin' });
    keeper.watch();
    if (features.registersWatchers)
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.twin' }] });
    void readConfiguration();
  };

  async function readConfiguration(sent?: unknown): Promise<void> {
    try {
      const value: unknown = session.features.configuration ? await connection.workspace.getConfiguration('twin') : sent;
      if (value === undefined || value === null) return;
      const settings = readSettings(value, session.settings);
      if (JSON.stringify(settings) === JSON.stringify(session.settings)) return;
      session.settings = settings;
      keeper.watch();
      refresh();
    } catch (error) {
      connection.console.warn(`The configuration could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Sends the diagnostics of the files that are due, once all messages that have arrived are read. */
  const schedule = (uris: Iterable<string>): void => {
    for (const uri of uris) due.add(uri);
    if (timer || due.size === 0) return;
    timer = true;
    void yieldTurn().then(() => {
      timer = false;
      const ready = [...due];
      due.clear();
      for (const uri of ready) void publish(uri);
    });
  };

  async function publish(uri: string): Promise<void> {
    try {
      await session.settle(uri);
      const waiting = session.settleImporters(uri);
      if (waiting !== undefined) await waiting;
      if (!session.features.pullsDiagnostics) {
        const found = diagnosticsOf(session, uri);
        if (found === undefined || due.has(uri)) return;
        const { file, items } = found;
        void connection.sendDiagnostics({ uri: file.uri, diagnostics: items, ...(file.version === null ? {} : { version: file.version }) });
      }
      tellOfImports(uri);
      const file = session.file(uri);
      if (file !== undefined) void connection.sendNotification(NOTIFICATIONS.figuresChanged, { uri: file.uri, version: file.version });
    } catch (error) {
      failed(error);
    }
  }

  /** What a file's twins found in the files that it imports is shown there too, whether they are open or not. */
  const tellOfImports = (uri: string): void => {
    const key = keyOf(uri);
    const paths = session.study(uri)?.program.imports.get(key) ?? [];
    const now = new Set(paths.flatMap(({ path }) => (path === null || path === key ? [] : [path])));
    const concerned = new Set([...(imported.get(key) ?? []), ...now]);
    if (now.size === 0) imported.delete(key);
    else imported.set(key, now);
    for (const other of concerned) {
      const target = session.files.get(other);
      const { items, serial } = target === undefined ? { items: [], serial: 0 } : foundByImporters(session, target);
      if (target === undefined || target.version === null) pushClosed(other, now.has(other) || items.length > 0 ? items : null);
      else if (serial !== (session.told.get(other) ?? 0)) {
        session.told.set(other, serial);
        if (!session.features.pullsDiagnostics) schedule([target.uri]);
        else if (session.features.refresh.diagnostics) void connection.sendRequest(DiagnosticRefreshRequest.type).catch(ignore);
      }
    }
  };

  /** Of a file that is not open: its own errors, and what importers found; null: nobody imports it any more. */
  const pushClosed = (key: string, found: readonly Diagnostic[] | null): void => {
    if (session.features.pullsDiagnostics) return;
    const file = session.files.get(key);
    const diagnostics = found === null || file === undefined ? [] : [...errorsOf(session, file), ...found];
    const json = JSON.stringify(diagnostics);
    if (json === (pushed.get(key) ?? '[]')) return;
    if (diagnostics.length === 0) pushed.delete(key);
    else pushed.set(key, json);
    void connection.sendDiagnostics({ uri: file?.uri ?? uriOf(key), diagnostics });
  };

  /** Figures changed without an edit of the file that shows them. */
  const refresh = (): void => {
    schedule([...session.files.open.values()].map(({ uri }) => uri));
    askAgain();
  };

  /** The client is told that what it shows may be old. */
  const askAgain = (): void => {
    const { diagnostics, hints, lenses } = session.features.refresh;
    if (diagnostics && session.features.pullsDiagnostics) void connection.sendRequest(DiagnosticRefreshRequest.type).catch(ignore);
    if (hints) void connection.sendRequest(InlayHintRefreshRequest.type).catch(ignore);
    if (lenses) void connection.sendRequest(CodeLensRefreshRequest.type).catch(ignore);
  };

  /** A text is another one: whoever imports it is stale. */
  const changed = (uri: string): void => {
    const others = session.stale(keyOf(uri)).filter((other) => other !== uri);
    schedule([uri, ...others]);
    if (others.length > 0) askAgain();
  };

  const keeper = priceKeeper(connection, session, refresh);

  return {
    initialized,
    didChangeConfiguration: ({ settings: sent }: DidChangeConfigurationParams): void => {
      void readConfiguration((sent as { twin?: unknown } | null | undefined)?.twin);
    },
    didChangeFolders: ({ added, removed }: WorkspaceFoldersChangeEvent): void => {
      const gone = new Set(removed.map(({ uri }) => keyOf(uri)));
      session.folders = [...session.folders.filter((folder) => !gone.has(folder)), ...added.map(({ uri }) => keyOf(uri))];
      session.rescan();
      refresh();
    },
    didOpen: ({ textDocument: { uri, version, text } }: DidOpenTextDocumentParams): void => {
      session.files.didOpen(uri, version, text);
      pushed.delete(keyOf(uri));
      changed(uri);
    },
    didChange: ({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void => {
      if (session.files.didChange(uri, version, contentChanges) !== undefined) changed(uri);
    },
    didClose: ({ textDocument: { uri } }: DidCloseTextDocumentParams): void => {
      const others = session.stale(keyOf(uri)).filter((other) => other !== uri);
      session.close(keyOf(uri));
      // It may have been saved since it was read from the disk, and the client tells of that only later.
      session.files.forget(keyOf(uri));
      due.delete(uri);
      if (!session.features.pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
      tellOfImports(uri);
      schedule(others);
      if (others.length > 0) askAgain();
    },
    didChangeWatchedFiles: ({ changes }: DidChangeWatchedFilesParams): void => {
      let shown = false;
      for (const { uri, type } of changes) {
        const key = keyOf(uri);
        if (type === FileChangeType.Deleted) session.known.delete(key);
        else if (key.endsWith('.twin')) session.known.add(key);
        session.files.forget(key);
        if (session.stale(key).length > 0) shown = true;
      }
      if (shown) refresh();
    },
    /** The client tells of renamed files one by one too, but not of those in a renamed folder. */
    didRenameFiles: (): void => session.rescan(),
    hover: about(hover),
    completion: about(completion),
    resolveCompletion: about(resolveCompletion),
    signatureHelp: about(signatureHelp),
    definition: about(definition),
    references: long('Finding references', references),
    highlights: about(highlights),
    prepareRename: about(prepareRename),
    rename: long('Renaming', rename),
    documentSymbols: about(documentSymbols),
    workspaceSymbols: long('Searching symbols', workspaceSymbols),
    foldingRanges: about(foldingRanges),
    selectionRanges: about(selectionRanges),
    documentLinks: about(documentLinks),
    tokensFull: about(tokensFull),
    tokensDelta: about(tokensDelta),
    tokensRange: about(tokensRange),
    inlayHints: about(inlayHints),
    resolveInlayHint: about(resolveInlayHint),
    codeLenses: about(codeLenses),
    resolveCodeLens: about(resolveCodeLens),
    codeActions: about(codeActions),
    formatDocument: about(formatDocument),
    formatRange: about(formatRange),
    formatOnType: about(formatOnType),
    willSave: about(willSave),
    linkedEditing: about(linkedEditing),
    pullDocument: about(async (_, params: DocumentDiagnosticParams) => {
      await session.settleImporters(params.textDocument.uri);
      return pullDocument(session, params);
    }),
    pullWorkspace: long('Checking the workspace', pullWorkspace),
    willRenameFiles: long('Following renamed files', willRenameFiles),
    executeCommand: async ({ command, arguments: [reference] = [] }: ExecuteCommandParams): Promise<MarkdownResult | null> => {
      const handler = command === COMMANDS.compare ? compare : command === COMMANDS.explain ? explanation : null;
      if (handler === null) throw new ResponseError(ErrorCodes.InvalidParams, `There is no command ${command}.`);
      return handler(session, reference as TwinReference).catch(fail);
    },
    compare: about(compare),
    /** All requests of the panels; see panels/index.ts. */
    panel: (method: PanelMethod, params: unknown, token: CancellationToken): Promise<unknown> =>
      long(method, (_: Session, asked: unknown, turns) => answerPanel(session, method, asked, { token, turns }))(params, token),
    explain: about(explanation),
    prices: about(prices),
    updatePrices: (params: UpdatePricesParams | null, token: CancellationToken): Promise<UpdatePricesResult> =>
      keeper.update(params, token).catch(fail),
    query: (params: QueryParams): Promise<QueryResult> => query(session, params).catch(fail),
    history: (params: CostHistoryParams, token: CancellationToken): Promise<CostHistory | null> => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const costed = long('Costing the history', (_: Session, asked: CostHistoryParams, turns) =>
        history(session, asked, turns, stop.signal),
      );
      return costed(params, token, connection.window.attachWorkDoneProgress(params.workDoneToken));
    },
    trusted: (): void => session.heads.trust(),
    tree: (params: TreeParams | null, token: CancellationToken): Promise<TwinNode[]> =>
      long('Costing the workspace', tree)(params ?? {}, token),
  };
}

function foldersOf({ workspaceFolders, ...older }: InitializeParams): string[] {
  // What came before workspace folders; older clients still send it.
  const { rootUri } = older as { rootUri?: unknown };
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
  return uris.map(keyOf);
}

/** For requests beyond LSP, which carry no token of progress. */
const SILENT: WorkDoneProgressReporter = { begin: ignore, report: ignore, done: ignore };

function ignore(): void {
  // Nothing follows from it: the client may not want to hear.
}
