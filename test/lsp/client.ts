/**
 * A real LSP client for tests: starts the bundled server over stdio (or a socket) and speaks vscode-jsonrpc with it. It keeps what the
 * server sends by itself, and the texts of open documents, so that answers can be held against them.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { buildServer } from '../../scripts/build.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const BIN = path.join(ROOT, 'server/bin/twin-language-server.js');

let built: Promise<void> | null = null;

/** Builds the server once a process. */
export function buildOnce(): Promise<void> {
  return (built ??= buildServer());
}

/** What most editors can do. */
export const EVERYTHING: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  window: { workDoneProgress: true },
  workspace: {
    workspaceFolders: true,
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
};

/** What the server may ask of a client. */
const ANSWERED = [
  'workspace/configuration',
  'client/registerCapability',
  'window/workDoneProgress/create',
  'workspace/diagnostic/refresh',
  'workspace/inlayHint/refresh',
  'workspace/codeLens/refresh',
];

export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  readonly folders?: readonly string[];
  readonly initializationOptions?: unknown;
  /** The language of the client's screen; left out: it does not say. */
  readonly locale?: string;
  readonly transport?: 'stdio' | 'socket' | 'pipe';
  /** What `workspace/configuration` answers for `twin`. */
  readonly settings?: unknown;
  /** Called with what is published, as it arrives. */
  readonly onDiagnostics?: (params: PublishDiagnosticsParams) => void;
  /** Arguments to Node itself. */
  readonly node?: readonly string[];
  /** Left out: this process's. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Offsets of the text as the changes before it have left it. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Client {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  /** Milliseconds from the start of the process to the answer of `initialize`. */
  readonly startedIn: number;
  readonly published: PublishDiagnosticsParams[];
  readonly requests: { readonly method: string; readonly params: unknown }[];
  readonly log: string[];
  settings: unknown;
  open(uri: string, text: string, version?: number): void;
  change(uri: string, changes: readonly Change[]): void;
  /** The change as a message that is ready to be sent, so that a measurement does not count the client's own work. */
  prepare(uri: string, changes: readonly Change[]): () => void;
  close(uri: string): void;
  text(uri: string): string;
  version(uri: string): number;
  position(uri: string, offset: number): Position;
  /** A position by the text that stands there: the offset of `needle` plus `by`. */
  at(uri: string, needle: string, by?: number): { readonly textDocument: { readonly uri: string }; readonly position: Position };
  /** The diagnostics of the text as it is now. */
  diagnostics(uri: string): Promise<readonly Diagnostic[]>;
  request<R>(method: string, params: unknown): Promise<R>;
  stop(): Promise<void>;
}

export async function start(options: StartOptions = {}): Promise<Client> {
  await buildOnce();
  const began = performance.now();
  const { transport = 'stdio' } = options;
  const { child, connection } = await connect(transport, options.node ?? [], options.env ?? process.env);
  const published: PublishDiagnosticsParams[] = [];
  const requests: { method: string; params: unknown }[] = [];
  const log: string[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    options.onDiagnostics?.(params);
    for (const wake of waiting) wake();
  });
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void log.push(message));
  for (const method of ANSWERED) {
    connection.onRequest(method, (params: unknown) => {
      requests.push({ method, params });
      return method === 'workspace/configuration' ? [client.settings ?? null] : null;
    });
  }
  connection.onUnhandledNotification(() => undefined);
  connection.listen();
  const params: Omit<InitializeParams, 'rootUri'> = {
    processId: process.pid,
    capabilities: options.capabilities ?? EVERYTHING,
    workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: path.basename(uri) })),
    initializationOptions: options.initializationOptions,
    ...(options.locale === undefined ? {} : { locale: options.locale }),
  };
  const initialized = await connection.sendRequest<InitializeResult>('initialize', params);
  const startedIn = performance.now() - began;
  void connection.sendNotification('initialized', {});

  const documents = new Map<string, { text: string; version: number }>();
  const document = (uri: string): { text: string; version: number } => {
    const found = documents.get(uri);
    if (found === undefined) throw new Error(`${uri} is not open`);
    return found;
  };
  const client: Client = {
    connection,
    process: child,
    initialized,
    startedIn,
    published,
    requests,
    log,
    settings: options.settings,
    open: (uri, text, version = 1) => {
      documents.set(uri, { text, version });
      void connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'twin', version, text } });
    },
    change: (uri, changes) => client.prepare(uri, changes)(),
    prepare: (uri, changes) => {
      const now = document(uri);
      const contentChanges = changes.map(({ start, end, text }) => {
        const range = { start: positionIn(now.text, start), end: positionIn(now.text, end) };
        now.text = now.text.slice(0, start) + text + now.text.slice(end);
        return { range, text };
      });
      now.version++;
      const params = { textDocument: { uri, version: now.version }, contentChanges };
      return () => void connection.sendNotification('textDocument/didChange', params);
    },
    close: (uri) => {
      documents.delete(uri);
      void connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    },
    text: (uri) => document(uri).text,
    version: (uri) => document(uri).version,
    position: (uri, offset) => positionIn(document(uri).text, offset),
    at: (uri, needle, by = 0) => {
      const { text } = document(uri);
      const found = text.indexOf(needle);
      if (found < 0) throw new Error(`\`${needle}\` does not stand in ${uri}`);
      return { textDocument: { uri }, position: positionIn(text, found + by) };
    },
    diagnostics: async (uri) => {
      const { version } = document(uri);
      for (;;) {
        const found = published.findLast((one) => one.uri === uri);
        if (found?.version === version) return found.diagnostics;
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      }
    },
    request: (method, values) => connection.sendRequest(method, values),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      await connection.sendRequest('shutdown');
      void connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
  return client;
}

async function connect(
  transport: NonNullable<StartOptions['transport']>,
  node: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ child: ChildProcess; connection: ProtocolConnection }> {
  if (transport === 'stdio') {
    const child = spawn(process.execPath, [...node, BIN, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'], env });
    return { child, connection: createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)) };
  }
  const server = net.createServer();
  const name = path.join(ROOT, '.cache', `lsp-${process.pid}-${Date.now()}.sock`);
  await new Promise<void>((resolve) => {
    if (transport === 'socket') server.listen(0, '127.0.0.1', resolve);
    else server.listen(name, resolve);
  });
  const address = server.address();
  const where = transport === 'socket' && typeof address === 'object' && address !== null ? `--socket=${address.port}` : `--pipe=${name}`;
  const socket = new Promise<net.Socket>((resolve) => server.once('connection', resolve));
  const child = spawn(process.execPath, [...node, BIN, where], { stdio: ['ignore', 'inherit', 'inherit'], env });
  const stream = await socket;
  server.close();
  return { child, connection: createProtocolConnection(new StreamMessageReader(stream), new StreamMessageWriter(stream)) };
}

/** Lines end at LF, CRLF or CR; columns are UTF-16. */
export function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\r(?!\n)|\n/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

export function offsetIn(text: string, { line, character }: Position): number {
  let start = 0;
  for (let index = 0; index < line; index++) {
    const found = /\r\n|\r|\n/.exec(text.slice(start));
    if (found === null) return text.length;
    start += found.index + found[0].length;
  }
  const end = /[\r\n]/.exec(text.slice(start))?.index ?? text.length - start;
  return start + Math.min(character, end);
}

/** A text after edits that were all meant for it as it is. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const placed = edits.map(({ range, newText }) => ({ start: offsetIn(text, range.start), end: offsetIn(text, range.end), newText }));
  placed.sort((a, b) => b.start - a.start || b.end - a.end);
  let result = text;
  for (const { start, end, newText } of placed) result = result.slice(0, start) + newText + result.slice(end);
  return result;
}
