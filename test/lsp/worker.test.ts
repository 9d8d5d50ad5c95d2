/** The bundle for a web worker, in a worker: no module of Node, and files only through the client. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, it } from 'mocha';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol/node';
import { buildOnce, ROOT } from './client.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly { readonly code: string }[] };
  readonly result?: unknown;
  readonly error?: unknown;
}

/** A browser's worker scope, made of Node's. */
const SCOPE = `
const { parentPort, workerData } = require('node:worker_threads');
const scope = { postMessage: (message) => parentPort.postMessage(message), onmessage: null };
globalThis.postMessage = scope.postMessage;
globalThis.addEventListener = (name, listener) => parentPort.on('message', (data) => listener({ data }));
parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
require('node:vm').runInThisContext(workerData);
`;

describe('the server in a web worker', function () {
  this.timeout(20_000);

  it('answers, and asks the client for the files that are imported', async () => {
    await buildOnce();
    const code = readFileSync(path.join(ROOT, 'server/dist/browser.js'), 'utf8');
    assert.ok(!/require\("(?:node:)?(?:fs|path|net|child_process|os)"\)/.test(code));
    const worker = new Worker(SCOPE, { eval: true, workerData: code });
    const answers = new Map<number, (message: Message) => void>();
    const asked: string[] = [];
    const problems = new Promise<readonly { readonly code: string }[]>((resolve) => {
      worker.on('message', (message: Message) => {
        if (message.method === undefined) {
          answers.get(message.id ?? -1)?.(message);
          return;
        }
        if (message.method === 'textDocument/publishDiagnostics') resolve(message.params?.diagnostics ?? []);
        if (message.id === undefined) return;
        if (message.method === 'twin/readFile') asked.push(message.params?.uri ?? '');
        const result = message.method === 'twin/readFile' ? { text: 'device Thermostat { every 1 min  payload 1 KB }\n' } : null;
        worker.postMessage({ jsonrpc: '2.0', id: message.id, result });
      });
    });
    let next = 0;
    const request = <R>(method: string, params: unknown): Promise<R> =>
      new Promise((resolve, reject) => {
        const id = ++next;
        answers.set(id, ({ result, error }) => (error === undefined ? resolve(result as R) : reject(new Error(JSON.stringify(error)))));
        worker.postMessage({ jsonrpc: '2.0', id, method, params });
      });
    const notify = (method: string, params: unknown): void => worker.postMessage({ jsonrpc: '2.0', method, params });

    const { capabilities } = await request<{ capabilities: { hoverProvider: boolean } }>('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: { files: true },
    });
    assert.equal(capabilities.hoverProvider, true);
    notify('initialized', {});
    const uri = 'vscode-vfs://github/o/r/home.twin';
    const text = 'import "./types.twin"\ntwin Home { devices d : Thermostat { count 5 }  storage { hot 1 month } }\n';
    notify('textDocument/didOpen', { textDocument: { uri, languageId: 'twin', version: 1, text } });
    assert.deepEqual(await problems, []);
    assert.deepEqual(asked, ['vscode-vfs://github/o/r/types.twin']);
    const hover = await request<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 1, character: text.split('\n')[1]?.indexOf('hot') },
    });
    assert.match((hover.contents as MarkupContent).value, /total if moved/);
    await worker.terminate();
  });
});
