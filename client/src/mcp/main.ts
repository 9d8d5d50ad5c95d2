/**
 * The MCP server as a process: standard input and output to the assistant, and a language server of its own that it asks over stdio.
 * It knows no figure; what it says of the tools stands in the extension's manifest.
 */
import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { REQUESTS, type QueryParams, type QueryResult } from '@twin2multicloud/protocol';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { answer, type McpHost } from './protocol.ts';

/** client/dist/mcp.cjs lies two folders below the extension's root. */
const ROOT = path.resolve(path.dirname(process.argv[1] ?? ''), '../..');
const EXIT_WAIT_MS = 1_000;

interface Manifest {
  readonly version: string;
  readonly contributes: {
    readonly languageModelTools: readonly { readonly name: string; readonly modelDescription: string; readonly inputSchema: object }[];
  };
}

const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;
const server = spawn(process.execPath, [path.join(ROOT, 'server/dist/server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
connection.listen();
const folder = pathToFileURL(process.cwd()).href;
const started = connection
  .sendRequest('initialize', {
    processId: process.pid,
    rootUri: folder,
    capabilities: {},
    workspaceFolders: [{ uri: folder, name: path.basename(process.cwd()) }],
  })
  .then(() => connection.sendNotification('initialized', {}));

const host: McpHost = {
  version: manifest.version,
  tools: manifest.contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
    name,
    description: modelDescription,
    inputSchema,
  })),
  async query(params: QueryParams): Promise<QueryResult> {
    await started;
    return connection.sendRequest<QueryResult>(REQUESTS.query, params);
  },
  uriOf(file) {
    if (file !== undefined) {
      if (/^[a-z][a-z0-9+.-]+:\/\//i.test(file)) return file;
      const absolute = path.resolve(file);
      if (existsSync(absolute)) return pathToFileURL(absolute).href;
      throw new Error(`There is no file ${file} in ${process.cwd()}. Pass a path of a .twin file.`);
    }
    const [first, second] = globSync('**/*.twin', { exclude: (name) => name === 'node_modules' });
    if (first !== undefined && second === undefined) return pathToFileURL(path.resolve(first)).href;
    throw new Error(
      first === undefined ? 'There is no .twin file here: pass "file" or "text".' : 'There are several .twin files here: pass "file".',
    );
  },
};

const lines = createInterface({ input: process.stdin });
const working = new Set<Promise<void>>();
lines.on('line', (line) => {
  if (line.trim() === '') return;
  const work = answer(line, host).then((reply) => {
    if (reply !== null) process.stdout.write(`${reply}\n`);
  });
  working.add(work);
  void work.finally(() => working.delete(work));
});
lines.on('close', () => {
  void Promise.allSettled(working).then(end);
});
server.on('exit', (code) => {
  process.exit(code ?? 1);
});

/** Ends the server by its own protocol, and by force where it does not follow. */
function end(): void {
  setTimeout(() => server.kill(), EXIT_WAIT_MS).unref();
  connection
    .sendRequest('shutdown')
    .then(() => connection.sendNotification('exit'))
    .catch(() => server.kill());
}
