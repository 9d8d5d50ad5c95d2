/** The entry of a host with Node: the language server is a process of its own that speaks over node's IPC. */
import type * as vscode from 'vscode';
import { Uri } from 'vscode';
import { mcp } from './features/assistant/mcp.ts';
import { start, type TwinApi } from './start.ts';

export function activate(extension: vscode.ExtensionContext): TwinApi {
  const began = performance.now();
  const module = Uri.joinPath(extension.extensionUri, 'server', 'dist', 'server.js').fsPath;
  return start(
    extension,
    async (options) => {
      const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
      return new LanguageClient(
        'twin',
        'Twin',
        {
          run: { module, transport: TransportKind.ipc },
          debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
        },
        options,
      );
    },
    { began, features: [mcp], ownFiles: true },
  );
}
