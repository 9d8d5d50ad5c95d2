/** What the suites share: the extension as it is installed, documents, and waiting for what comes later. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { TwinApi } from '../../../client/src/start.ts';

const STEP_MS = 50;
const LIMIT_MS = 20_000;

export function extension(): vscode.Extension<TwinApi> {
  const found = vscode.extensions.getExtension<TwinApi>('twin2multicloud.twin2multicloud');
  if (found === undefined) throw new Error('the extension is not installed');
  return found;
}

/** Opens a file of the workspace and waits for the server. */
export async function open(name: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path.join(folder.uri.fsPath, name)));
  const editor = await vscode.window.showTextDocument(document);
  const api = await extension().activate();
  await api.ready;
  return editor;
}

/** An unsaved document with a text. */
export async function untitled(content: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'twin', content }));
  await (
    await extension().activate()
  ).ready;
  return editor;
}

/** Asks until the answer is wanted; throws with the last answer where it never is. */
export async function until<T>(what: string, ask: () => Thenable<T> | T, wanted: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify([answer]).slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}

/** The position of a marker word in a document. */
export function at(document: vscode.TextDocument, word: string, offset = 0): vscode.Position {
  const index = document.getText().indexOf(word);
  if (index < 0) throw new Error(`no ${word}`);
  return document.positionAt(index + offset);
}
