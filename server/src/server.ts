/**
 * The connection: `initialize` is answered before anything else is loaded, then the engine is, and every message goes to its handler in
 * the order of arrival. What is answered stands in engine.ts and handlers/.
 */
import { CLIENT_NOTIFICATIONS, type ClientOptions, PANEL_METHODS, REQUESTS } from '@twin2multicloud/protocol';
import { ErrorCodes, ResponseError, type CancellationToken, type Connection, type InitializeParams } from 'vscode-languageserver';
import { capabilitiesOf } from './capabilities.ts';
import { featuresOf } from './client-features.ts';
import type { Engine } from './engine.ts';
import type { Host } from './host.ts';

export interface ServerOptions {
  /** Lets other messages in, then goes on. */
  readonly yieldTurn: () => Promise<void>;
  readonly version: string;
}

/** Makes the host once the client has said what it can do. It may be loaded only then: `initialize` is not kept waiting for it. */
export type HostOf = (options: ClientOptions) => Host | Promise<Host>;

/** Listens on a connection until it is closed. */
export function serve(connection: Connection, hostOf: HostOf, { yieldTurn, version }: ServerOptions): void {
  let engine: Engine | null = null;
  let loading: Promise<Engine> | null = null;
  let initial: InitializeParams | null = null;

  const load = async (params: InitializeParams): Promise<Engine> => {
    const { createEngine } = await import('./engine.ts');
    const host = await hostOf((params.initializationOptions ?? {}) as ClientOptions);
    return (engine = createEngine({ connection, params, host, yieldTurn }));
  };

  /** The handler of a name; while the engine is loading, messages wait in their order. */
  const to = <K extends keyof Engine>(name: K): Engine[K] => {
    const call = (...values: unknown[]): unknown => {
      const run = (loaded: Engine): unknown => (loaded[name] as (...all: unknown[]) => unknown)(...values);
      if (engine !== null) return run(engine);
      if (initial === null) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The first request must be `initialize`.');
      return (loading ??= load(initial)).then(run);
    };
    return call as Engine[K];
  };

  connection.onInitialize((params) => {
    initial = params;
    return { capabilities: capabilitiesOf(featuresOf(params)), serverInfo: { name: 'twin-language-server', version } };
  });
  connection.onInitialized(() => {
    // Only a client with folders tells of them; to ask it of another throws.
    if (initial?.capabilities.workspace?.workspaceFolders === true)
      connection.workspace.onDidChangeWorkspaceFolders(to('didChangeFolders'));
    to('initialized')();
  });
  connection.onDidChangeConfiguration(to('didChangeConfiguration'));
  connection.onDidOpenTextDocument(to('didOpen'));
  connection.onDidChangeTextDocument(to('didChange'));
  connection.onDidCloseTextDocument(to('didClose'));
  connection.onDidChangeWatchedFiles(to('didChangeWatchedFiles'));
  connection.workspace.onDidRenameFiles(to('didRenameFiles'));
  connection.workspace.onWillRenameFiles((params, token) => to('willRenameFiles')(params, token));

  connection.onHover(to('hover'));
  connection.onCompletion(to('completion'));
  connection.onCompletionResolve(to('resolveCompletion'));
  connection.onSignatureHelp(to('signatureHelp'));
  connection.onDefinition(to('definition'));
  connection.onReferences(to('references'));
  connection.onDocumentHighlight(to('highlights'));
  connection.onPrepareRename(to('prepareRename'));
  connection.onRenameRequest(to('rename'));
  connection.onDocumentSymbol(to('documentSymbols'));
  connection.onWorkspaceSymbol(to('workspaceSymbols'));
  connection.onFoldingRanges(to('foldingRanges'));
  connection.onSelectionRanges(to('selectionRanges'));
  connection.onDocumentLinks(to('documentLinks'));
  // Its types do not say that a text which is not open has no tokens.
  connection.languages.semanticTokens.on(to('tokensFull'));
  connection.languages.semanticTokens.onDelta(to('tokensDelta'));
  connection.languages.semanticTokens.onRange(to('tokensRange'));
  connection.languages.inlayHint.on(to('inlayHints'));
  connection.languages.inlayHint.resolve(to('resolveInlayHint'));
  connection.languages.onLinkedEditingRange(to('linkedEditing'));
  connection.languages.diagnostics.on(to('pullDocument'));
  connection.languages.diagnostics.onWorkspace(to('pullWorkspace'));
  connection.onCodeLens(to('codeLenses'));
  connection.onCodeLensResolve(to('resolveCodeLens'));
  connection.onCodeAction(to('codeActions'));
  connection.onDocumentFormatting(to('formatDocument'));
  connection.onDocumentRangeFormatting(to('formatRange'));
  connection.onDocumentOnTypeFormatting(to('formatOnType'));
  connection.onWillSaveTextDocumentWaitUntil(to('willSave'));
  connection.onExecuteCommand(to('executeCommand'));

  connection.onRequest(REQUESTS.compare, to('compare'));
  connection.onRequest(REQUESTS.explain, to('explain'));
  connection.onRequest(REQUESTS.prices, to('prices'));
  connection.onRequest(REQUESTS.updatePrices, to('updatePrices'));
  connection.onRequest(REQUESTS.query, to('query') as never);
  connection.onRequest(REQUESTS.tree, to('tree'));
  connection.onRequest(REQUESTS.history, to('history'));
  connection.onNotification(CLIENT_NOTIFICATIONS.trusted, to('trusted'));
  for (const method of PANEL_METHODS)
    connection.onRequest(method, (params: unknown, token: CancellationToken) => to('panel')(method, params, token));
  connection.listen();
}
