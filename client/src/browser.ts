/** The entry of a host without Node (VS Code in a browser alone): the language server is a web worker that asks the client for files. */
import type * as vscode from 'vscode';
import { Uri } from 'vscode';
import type { LoadLanguageClients } from './infrastructure/session.ts';
import { start, type TwinApi } from './start.ts';

export function activate(extension: vscode.ExtensionContext): TwinApi {
  const began = performance.now();
  const script = Uri.joinPath(extension.extensionUri, 'server', 'dist', 'browser.js');
  const load: LoadLanguageClients = async () => {
    const library = await import('vscode-languageclient/browser');
    return { library, create: (options) => new library.LanguageClient('twin', 'Twin', new Worker(script.toString(true)), options) };
  };
  return start(extension, load, { began, ownFiles: false });
}
