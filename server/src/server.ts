/**
 * The composition root: one connection, one session, a handler for each request. It decides when diagnostics are sent and what a change
 * makes stale; what is answered stands in handlers/.
 */
import { NOTIFICATIONS, REQUESTS, COMMANDS, type ClientOptions, type QueryResult, type TwinReference } from '@twin2multicloud/protocol';
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
  type WorkDoneProgressReporter,
} from 'vscode-languageserver';
import { capabilitiesOf } from './capabilities.ts';
import { featuresOf } from './client-features.ts';
import { diagnosticsOf, pullDocument, pullWorkspace } from './diagnostics.ts';
import { codeActions } from './handlers/code-actions.ts';
import { codeLenses, resolveCodeLens } from './handlers/code-lens.ts';
import { completion, resolveCompletion } from './handlers/completion.ts';
import { formatDocument, formatOnType, formatRange, willSave } from './handlers/formatting.ts';
import { hover } from './handlers/hover.ts';
import { inlayHints, resolveInlayHint } from './handlers/inlay-hints.ts';
import { definition, highlights, references } from './handlers/navigation.ts';
import { prepareRename, rename, willRenameFiles } from './handlers/rename.ts';
import { tokensDelta, tokensFull, tokensRange } from './handlers/semantic-tokens.ts';
import { signatureHelp } from './handlers/signature-help.ts';
import { documentLinks, foldingRanges, linkedEditing, selectionRanges } from './handlers/structure.ts';
import { documentSymbols, workspaceSymbols } from './handlers/symbols.ts';
import { compare, explanation, prices, query, tree } from './handlers/twins.ts';
import type { Host } from './host.ts';
import { Session } from './session.ts';
import { readSettings } from './settings.ts';
import { turnsOf, type Turns } from './turns.ts';
import { keyOf } from './uris.ts';

export interface ServerOptions {
  /** Lets other messages in, then goes on. */
  readonly yieldTurn: () => Promise<void>;
  readonly version: string;
}

/** Listens on a connection until it is closed. The host is made once the client has said what it can do. */
export function serve(connection: Connection, hostOf: (options: ClientOptions) => Host, { yieldTurn, version }: ServerOptions): void {
  let session: Session | null = null;
  const due = new Set<string>();
  let timer = false;

  const current = (): Session => {
    if (session === null) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The first request must be `initialize`.');
    return session;
  };

  /** One boundary: a bug is logged and answered in a sentence, and the server goes on. */
  const failed = (error: unknown): ResponseError => {
    if (error instanceof ResponseError) return error;
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return new ResponseError(ErrorCodes.InternalError, 'This is a mistake of the language server; its log says more. Please report it.');
  };
  const fail = (error: unknown): never => {
    throw failed(error);
  };

  /** A request about a file: answered at once where its imports are loaded. */
  const about =
    <P, R>(handler: (session: Session, params: P) => R | Promise<R>) =>
    (params: P): R | Promise<R> => {
      try {
        const now = current();
        const { textDocument } = params as { textDocument?: { uri: string } };
        const loading = textDocument === undefined ? undefined : now.settle(textDocument.uri);
        const result = loading === undefined ? handler(now, params) : loading.then(() => handler(now, params));
        return result instanceof Promise ? result.catch(fail) : result;
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
        const now = current();
        turns = turnsOf({ title, token, progress, clock: now.host.clock, yieldTurn });
        return await handler(now, params, turns);
      } catch (error) {
        return fail(error);
      } finally {
        turns?.done();
      }
    };

  connection.onInitialize((params) => {
    const options = (params.initializationOptions ?? {}) as ClientOptions;
    session = new Session(hostOf(options));
    session.features = featuresOf(params);
    session.settings = readSettings(options.settings);
    const root = 'rootUri' in params && typeof params.rootUri === 'string' ? [params.rootUri] : [];
    session.folders = (params.workspaceFolders?.map(({ uri }) => uri) ?? root).map(keyOf);
    return { capabilities: capabilitiesOf(session.features), serverInfo: { name: 'twin-language-server', version } };
  });

  connection.onInitialized(() => {
    const { features } = current();
    if (features.registersConfiguration) void connection.client.register(DidChangeConfigurationNotification.type, { section: 'twin' });
    if (features.registersWatchers)
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.twin' }] });
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const now = current();
      const gone = new Set(removed.map(({ uri }) => keyOf(uri)));
      now.folders = [...now.folders.filter((folder) => !gone.has(folder)), ...added.map(({ uri }) => keyOf(uri))];
      now.rescan();
      refresh();
    });
    void readConfiguration();
  });

  async function readConfiguration(sent?: unknown): Promise<void> {
    const now = current();
    try {
      const value: unknown = now.features.configuration ? await connection.workspace.getConfiguration('twin') : sent;
      if (value === undefined || value === null) return;
      const settings = readSettings(value, now.settings);
      if (JSON.stringify(settings) === JSON.stringify(now.settings)) return;
      now.settings = settings;
      refresh();
    } catch (error) {
      connection.console.warn(`The configuration could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  connection.onDidChangeConfiguration(({ settings }: { settings?: { twin?: unknown } | null }) => void readConfiguration(settings?.twin));

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
    const now = current();
    try {
      await now.settle(uri);
      if (!now.features.pullsDiagnostics) {
        const found = diagnosticsOf(now, uri);
        if (found === undefined || due.has(uri)) return;
        const { file, items } = found;
        void connection.sendDiagnostics({ uri: file.uri, diagnostics: items, ...(file.version === null ? {} : { version: file.version }) });
      }
      const file = now.file(uri);
      if (file !== undefined) void connection.sendNotification(NOTIFICATIONS.figuresChanged, { uri: file.uri, version: file.version });
    } catch (error) {
      failed(error);
    }
  }

  /** Figures changed without an edit of the file that shows them. */
  const refresh = (): void => {
    const now = current();
    schedule([...now.files.open.values()].map(({ uri }) => uri));
    const { diagnostics, hints, lenses } = now.features.refresh;
    if (diagnostics && now.features.pullsDiagnostics) void connection.sendRequest(DiagnosticRefreshRequest.type).catch(ignore);
    if (hints) void connection.sendRequest(InlayHintRefreshRequest.type).catch(ignore);
    if (lenses) void connection.sendRequest(CodeLensRefreshRequest.type).catch(ignore);
  };

  /** A text is another one: whoever imports it is stale. */
  const changed = (uri: string): void => {
    const others = current()
      .stale(keyOf(uri))
      .filter((other) => other !== uri);
    schedule([uri, ...others]);
    if (others.length > 0 && current().features.pullsDiagnostics) refresh();
  };

  connection.onDidOpenTextDocument(({ textDocument: { uri, version: at, text } }) => {
    current().files.didOpen(uri, at, text);
    changed(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version: at }, contentChanges }) => {
    if (current().files.didChange(uri, at, contentChanges) !== undefined) changed(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const now = current();
    const others = now.stale(keyOf(uri)).filter((other) => other !== uri);
    now.close(keyOf(uri));
    due.delete(uri);
    if (!now.features.pullsDiagnostics) void connection.sendDiagnostics({ uri, diagnostics: [] });
    schedule(others);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const now = current();
    let shown = false;
    for (const { uri, type } of changes) {
      const key = keyOf(uri);
      if (type === FileChangeType.Deleted) now.known.delete(key);
      else if (key.endsWith('.twin')) now.known.add(key);
      now.files.forget(key);
      if (now.stale(key).length > 0) shown = true;
    }
    if (shown) refresh();
  });

  connection.onHover(about(hover));
  connection.onCompletion(about(completion));
  connection.onCompletionResolve(about(resolveCompletion));
  connection.onSignatureHelp(about(signatureHelp));
  connection.onDefinition(about(definition));
  connection.onReferences(long('Finding references', references));
  connection.onDocumentHighlight(about(highlights));
  connection.onPrepareRename(about(prepareRename));
  connection.onRenameRequest(long('Renaming', rename));
  connection.onDocumentSymbol(about(documentSymbols));
  connection.onWorkspaceSymbol(long('Searching symbols', workspaceSymbols));
  connection.onFoldingRanges(about(foldingRanges));
  connection.onSelectionRanges(about(selectionRanges));
  connection.onDocumentLinks(about(documentLinks));
  connection.languages.semanticTokens.on(about(tokensFull) as never);
  connection.languages.semanticTokens.onDelta(about(tokensDelta) as never);
  connection.languages.semanticTokens.onRange(about(tokensRange) as never);
  connection.languages.inlayHint.on(about(inlayHints));
  connection.languages.inlayHint.resolve(about(resolveInlayHint));
  connection.onCodeLens(about(codeLenses));
  connection.onCodeLensResolve(about(resolveCodeLens));
  connection.onCodeAction(about(codeActions));
  connection.onDocumentFormatting(about(formatDocument));
  connection.onDocumentRangeFormatting(about(formatRange));
  connection.onDocumentOnTypeFormatting(about(formatOnType));
  connection.onWillSaveTextDocumentWaitUntil(about(willSave));
  connection.languages.onLinkedEditingRange(about(linkedEditing));
  connection.languages.diagnostics.on(about(pullDocument));
  connection.languages.diagnostics.onWorkspace(
    long('Checking the workspace', async (now, params: Parameters<typeof pullWorkspace>[1], turns) => ({
      items: await pullWorkspace(now, params, turns),
    })),
  );
  connection.workspace.onWillRenameFiles((params, token) => long('Following renamed files', willRenameFiles)(params, token));
  connection.workspace.onDidRenameFiles(() => {
    // The client tells of the files one by one too, but not of those in a renamed folder.
    current().rescan();
  });
  connection.onExecuteCommand(async ({ command, arguments: [reference] = [] }) => {
    const handler = command === COMMANDS.compare ? compare : command === COMMANDS.explain ? explanation : null;
    if (handler === null) throw new ResponseError(ErrorCodes.InvalidParams, `There is no command ${command}.`);
    return handler(current(), reference as TwinReference).catch(fail);
  });
  connection.onRequest(REQUESTS.compare, about(compare));
  connection.onRequest(REQUESTS.explain, about(explanation));
  connection.onRequest(REQUESTS.prices, about(prices));
  connection.onRequest(REQUESTS.query, (params: Parameters<typeof query>[1]): Promise<QueryResult> => query(current(), params).catch(fail));
  connection.onRequest(REQUESTS.tree, (params: Parameters<typeof tree>[1] | null, token: CancellationToken) =>
    long('Costing the workspace', tree)(params ?? {}, token),
  );
  connection.listen();
}

/** For requests beyond LSP, which carry no token of progress. */
const SILENT: WorkDoneProgressReporter = { begin: ignore, report: ignore, done: ignore };

function ignore(): void {
  // Nothing follows from it: the client may not want to hear.
}
