/**
 * Answers the server's questions about files where it has none of its own: in a browser, and in folders that are not on a disk.
 */
import { CLIENT_REQUESTS, type ReadFileResult } from '@twin2multicloud/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** How many files of a folder are looked at. */
const MAX_FILES = 10_000;
/** How long a search may take where a folder is not on a disk. */
const SEARCH_MS = 1_500;
/** How many folders are looked into where there is no search. */
const MAX_FOLDERS = 500;

export function answerFiles(client: BaseLanguageClient): vscode.Disposable[] {
  return [
    client.onRequest(CLIENT_REQUESTS.readFile, async ({ uri }: { readonly uri: string }): Promise<ReadFileResult> => {
      try {
        return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri))) };
      } catch (cause) {
        return { error: cause instanceof Error ? cause.message : String(cause) };
      }
    }),
    client.onRequest(CLIENT_REQUESTS.findFiles, async ({ uri }: { readonly uri: string }): Promise<string[]> => {
      const folder = vscode.Uri.parse(uri);
      const found = await search(folder);
      return (found.length > 0 || folder.scheme === 'file' ? found : await walk(folder)).map((file) => file.toString());
    }),
    client.onRequest(CLIENT_REQUESTS.listFolder, async ({ uri }: { readonly uri: string }): Promise<string[]> => {
      try {
        const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri));
        return entries.map(([name, type]) => ((type & vscode.FileType.Directory) === 0 ? name : `${name}/`));
      } catch {
        // A folder that is gone has no entries; completion of paths has nothing else to say.
        return [];
      }
    }),
  ];
}

/** Where a folder is not on a disk, VS Code may have no search for it, and then waits for one for ever. */
async function search(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, '**/*.twin');
  const cancel = new vscode.CancellationTokenSource();
  const patience = folder.scheme === 'file' ? null : setTimeout(() => cancel.cancel(), SEARCH_MS);
  const cancelled = new Promise<vscode.Uri[]>((resolve) => cancel.token.onCancellationRequested(() => resolve([])));
  try {
    return await Promise.race([vscode.workspace.findFiles(pattern, '**/node_modules/**', MAX_FILES, cancel.token), cancelled]);
  } finally {
    if (patience !== null) clearTimeout(patience);
    cancel.dispose();
  }
}

/** The `.twin` files below a folder, nearest first; bounded, since a folder may lie far away. */
async function walk(top: vscode.Uri): Promise<vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  const folders = [top];
  for (let index = 0; index < folders.length && index < MAX_FOLDERS && files.length < MAX_FILES; index++) {
    const folder = folders[index] ?? top;
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
    for (const [name, type] of entries) {
      const uri = vscode.Uri.joinPath(folder, name);
      if ((type & vscode.FileType.Directory) === 0) {
        if (name.endsWith('.twin')) files.push(uri);
      } else if (name !== 'node_modules' && !name.startsWith('.') && (type & vscode.FileType.SymbolicLink) === 0) folders.push(uri);
    }
  }
  return files;
}
