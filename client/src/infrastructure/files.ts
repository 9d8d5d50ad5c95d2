/**
 * Answers the server's questions about files where it has none of its own: in a browser, and in folders that are not on a disk.
 */
import { CLIENT_REQUESTS, type ReadFileResult } from '@twin2multicloud/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** How many files of a folder are looked at. */
const MAX_FILES = 10_000;

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
      const pattern = new vscode.RelativePattern(vscode.Uri.parse(uri), '**/*.twin');
      return (await vscode.workspace.findFiles(pattern, '**/node_modules/**', MAX_FILES)).map((found) => found.toString());
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
