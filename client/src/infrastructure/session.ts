/**
 * The client's one conversation with the language server: starting, asking, noticing that it died, starting it again and saying so once.
 * Which process or worker the server is, the entries (extension.ts, browser.ts) decide.
 */
import {
  CLIENT_NOTIFICATIONS,
  NOTIFICATIONS,
  REQUESTS,
  type ClientOptions,
  type ExplainParams,
  type MarkdownParams,
  type MarkdownResult,
  type PanelMethod,
  type PriceProgress,
  type PriceStatus,
  type QueryParams,
  type QueryResult,
  type TreeParams,
  type TwinNode,
  type UpdatePricesParams,
  type UpdatePricesResult,
} from '@twin2multicloud/protocol';
import * as vscode from 'vscode';
import type * as languageClient from 'vscode-languageclient';
import { countDeaths, type Deaths } from './deaths.ts';
import { answerFiles } from './files.ts';
import type { Log } from './log.ts';

export type ServerState = 'starting' | 'running' | 'failed';

export interface Session {
  readonly state: ServerState;
  readonly onDidChangeState: vscode.Event<ServerState>;
  /** The figures of a file were computed anew. */
  readonly onDidChangeFigures: vscode.Event<vscode.Uri>;
  /** Done when the server has answered `initialize`; rejected where it cannot be started. */
  readonly ready: Promise<void>;
  /** null: there is no such twin, now. */
  compare(params: MarkdownParams, token?: vscode.CancellationToken): Promise<MarkdownResult | null>;
  /** null: there is no such twin, now. */
  explain(params: ExplainParams, token?: vscode.CancellationToken): Promise<MarkdownResult | null>;
  tree(params: TreeParams, token?: vscode.CancellationToken): Promise<TwinNode[]>;
  /** Another price book or overlay is in force. */
  readonly onDidChangePrices: vscode.Event<void>;
  /** How far a running `updatePrices` is. */
  readonly onDidFetchPrices: vscode.Event<PriceProgress>;
  prices(token?: vscode.CancellationToken): Promise<PriceStatus>;
  /** Fetches today's list prices. Only ever asked by a person. */
  updatePrices(params: UpdatePricesParams, token: vscode.CancellationToken): Promise<UpdatePricesResult>;
  query(params: QueryParams, token?: vscode.CancellationToken): Promise<QueryResult>;
  /** What a panel asks; its view checks the answer. */
  panel(method: PanelMethod, params: unknown, token: vscode.CancellationToken): Promise<unknown>;
  restart(): Promise<void>;
  dispose(): void;
}

/** The library of language clients in the shape of this host. */
export interface LanguageClients {
  readonly library: Pick<typeof languageClient, 'CloseAction' | 'ErrorAction' | 'State'>;
  /** Makes the client from the options that all hosts share. */
  readonly create: (options: languageClient.LanguageClientOptions) => languageClient.BaseLanguageClient;
}

/** Loads the library, which is most of the extension's code: only after activation. */
export type LoadLanguageClients = () => Promise<LanguageClients>;

/** Where files are edited; not the old revisions that a comparison with git shows. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs', 'vscode-test-web', 'memfs'];

export function startSession(
  load: LoadLanguageClients,
  { log, remoteFiles }: { readonly log: Log; readonly remoteFiles: boolean },
): Session {
  const stateChanged = new vscode.EventEmitter<ServerState>();
  const figuresChanged = new vscode.EventEmitter<vscode.Uri>();
  const pricesChanged = new vscode.EventEmitter<void>();
  const pricesFetched = new vscode.EventEmitter<PriceProgress>();
  let state: ServerState = 'starting';
  const become = (next: ServerState): void => {
    if (next === state) return;
    state = next;
    stateChanged.fire(next);
  };

  const deaths = countDeaths();
  const subscriptions: vscode.Disposable[] = [stateChanged, figuresChanged, pricesChanged, pricesFetched];
  const connect = async (): Promise<languageClient.BaseLanguageClient> => {
    // VS Code goes on opening the file meanwhile; what has to be loaded for the server is loaded after.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const { library, create } = await load();
    const client = create({
      documentSelector: SCHEMES.map((scheme) => ({ language: 'twin', scheme })),
      outputChannel: log.channel,
      progressOnInitialization: false,
      errorHandler: restartPolicy(library, log, deaths, () => restart()),
      // Asked at every start: the person may have come to trust the folders meanwhile.
      initializationOptions: (): ClientOptions => ({ files: remoteFiles, commands: true, trusted: vscode.workspace.isTrusted }),
      markdown: { isTrusted: { enabledCommands: ['twin.compare', 'twin.explain'] }, supportHtml: false },
    });
    subscriptions.push(
      client.onDidChangeState(({ newState }) => {
        if (newState === library.State.Running) become('running');
        else if (newState === library.State.Starting) become('starting');
        else become('failed');
      }),
      client.onNotification(NOTIFICATIONS.figuresChanged, ({ uri }: { readonly uri: string }) => {
        figuresChanged.fire(vscode.Uri.parse(uri));
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        if (client.isRunning()) void client.sendNotification(CLIENT_NOTIFICATIONS.trusted);
      }),
      client.onNotification(NOTIFICATIONS.pricesChanged, () => {
        pricesChanged.fire();
      }),
      client.onNotification(NOTIFICATIONS.priceProgress, (progress: PriceProgress) => {
        pricesFetched.fire(progress);
      }),
      ...answerFiles(client),
    );
    return client;
  };
  const connected = connect();
  const restart = async (): Promise<void> => {
    const client = await connected;
    deaths.forget();
    if (client.isRunning()) await client.stop();
    started = client.start();
    await started;
  };
  /** The start that was asked for last: questions wait for it. */
  let started = connected.then((client) => client.start());
  const ready = started.then(
    () => {
      log.info('language server is running');
    },
    (cause: unknown) => {
      become('failed');
      throw cause;
    },
  );

  const ask = async <R>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<R> => {
    await started;
    const client = await connected;
    // A token that is undefined would become a second parameter.
    return token === undefined ? client.sendRequest<R>(method, params) : client.sendRequest<R>(method, params, token);
  };
  return {
    get state() {
      return state;
    },
    onDidChangeState: stateChanged.event,
    onDidChangeFigures: figuresChanged.event,
    ready,
    compare: (params, token) => ask(REQUESTS.compare, params, token),
    explain: (params, token) => ask(REQUESTS.explain, params, token),
    tree: (params, token) => ask(REQUESTS.tree, params, token),
    onDidChangePrices: pricesChanged.event,
    onDidFetchPrices: pricesFetched.event,
    prices: (token) => ask(REQUESTS.prices, {}, token),
    updatePrices: (params, token) => ask(REQUESTS.updatePrices, params, token),
    query: (params, token) => ask(REQUESTS.query, params, token),
    panel: (method, params, token) => ask(method, params, token),
    async restart() {
      log.info('language server is restarted by command');
      await restart();
    },
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      void connected.then((client) => client.dispose()).catch(() => undefined);
    },
  };
}

/** Starts a dead server again and says so once; gives up, with a way out, where it dies again and again. */
function restartPolicy(
  { CloseAction, ErrorAction }: LanguageClients['library'],
  log: Log,
  deaths: Deaths,
  restart: () => Promise<void>,
): languageClient.ErrorHandler {
  return {
    error: (error) => {
      log.warn(`connection to the language server: ${error.message}`);
      return { action: ErrorAction.Continue, handled: true };
    },
    closed: () => {
      const verdict = deaths.next(performance.now());
      if (verdict === 'give up') {
        log.error('the language server keeps stopping and is not started again');
        void offerRestart(log, restart);
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      log.warn('the language server stopped and is started again');
      if (verdict === 'tell') {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('The Twin language server stopped and was started again. Nothing that you typed is lost.'),
        );
      }
      return { action: CloseAction.Restart, handled: true };
    },
  };
}

async function offerRestart(log: Log, restart: () => Promise<void>): Promise<void> {
  const again = vscode.l10n.t('Start Again');
  const showLog = vscode.l10n.t('Show Log');
  const report = vscode.l10n.t('Report Issue');
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t('The Twin language server keeps stopping. Figures and problems are not updated until it runs again.'),
    again,
    showLog,
    report,
  );
  if (chosen === again) await restart();
  if (chosen === showLog) log.channel.show(true);
  if (chosen === report) await vscode.commands.executeCommand('twin.reportIssue');
}
