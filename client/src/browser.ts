/** The entry of a host without Node (VS Code in a browser alone): the language server is a web worker that asks the client for files. */
import type * as vscode from 'vscode';
import { Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { start, type TwinApi } from './start.ts';

export function activate(extension: vscode.ExtensionContext): TwinApi {
  const began = performance.now();
  const script = Uri.joinPath(extension.extensionUri, 'server', 'dist', 'browser.js');
  return start(extension, (options) => new LanguageClient('twin', 'Twin', new Worker(script.toString(true)), options), {
    began,
    ownFiles: false,
  });
}
