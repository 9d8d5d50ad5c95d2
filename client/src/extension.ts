/** The entry of a host with Node: the language server is a process of its own that speaks over node's IPC. */
import type * as vscode from 'vscode';
import { Uri } from 'vscode';
import { mcp } from './features/assistant/mcp.ts';
import type { LoadLanguageClients } from './infrastructure/session.ts';
import { start, type TwinApi } from './start.ts';

export function activate(extension: vscode.ExtensionContext): TwinApi {
  const began = performance.now();
  const module = Uri.joinPath(extension.extensionUri, 'server', 'dist', 'server.js').fsPath;
  const load: LoadLanguageClients = async () => {
    const { CloseAction, ErrorAction, LanguageClient, State, TransportKind } = await import('./language-client.ts');
    const server = { module, transport: TransportKind.ipc };
    const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
    return {
      library: { CloseAction, ErrorAction, State },
      create: (options) => new LanguageClient('twin', 'Twin', { run: server, debug }, options),
    };
  };
  return start(extension, load, { began, features: [mcp], ownFiles: true });
}
