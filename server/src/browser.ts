/** The server in a web worker: messages by `postMessage`, files by asking the client. No module of Node. */
import { CLIENT_REQUESTS, type ReadFileResult } from '@twin2multicloud/protocol';
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { keyOf, uriOf } from './uris.ts';
import { serve } from './server.ts';
import { VERSION } from './version.ts';

// A worker's own scope; the types of browsers are not part of this build.
const scope = globalThis as never;
const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
const started = new Date().getTime();

/** What the client answers, or nothing where it does not. */
async function ask<T>(method: string, key: string, otherwise: T): Promise<T> {
  try {
    return await connection.sendRequest<T>(method, { uri: uriOf(key) });
  } catch {
    return otherwise;
  }
}

serve(
  connection,
  ({ files }) => ({
    readFile: (key) =>
      files === true
        ? ask<ReadFileResult>(CLIENT_REQUESTS.readFile, key, { error: 'it could not be read' })
        : Promise.resolve({ error: 'this editor gives no access to files' }),
    findFiles: async (folder) => (files === true ? (await ask<string[]>(CLIENT_REQUESTS.findFiles, folder, [])).map(keyOf) : []),
    listFolder: (folder) => (files === true ? ask<string[]>(CLIENT_REQUESTS.listFolder, folder, []) : Promise.resolve([])),
    pages: null,
    frugally: (work) => work(),
    relieve: () => undefined,
    now: () => new Date(),
    clock: () => new Date().getTime() - started,
  }),
  { yieldTurn: () => new Promise((resolve) => setTimeout(resolve, 0)), version: VERSION },
);
