/**
 * The server in Node: `--stdio`, `--node-ipc`, `--socket=PORT` or `--pipe=NAME` (read by vscode-languageserver), `--help`, `--version`.
 * It owns the process; what the server does stands in ../server.ts.
 */
import { createConnection, ProposedFeatures, StreamMessageReader, type Connection } from 'vscode-languageserver/node';
import type { Host } from '../host.ts';
import { serve } from '../server.ts';
import { VERSION } from '../version.ts';
import { SerializingWriter } from './writer.ts';

const HELP = `twin-language-server ${VERSION}: the language server of .twin files

Usage: twin-language-server TRANSPORT

  --stdio          messages over standard input and output (what most editors want)
  --node-ipc       messages over Node's channel between processes
  --socket=PORT    connects to a port of this machine on which the editor listens
  --pipe=NAME      connects to a named pipe or a Unix socket
  --clientProcessId=ID   ends with this process
  --version, --help
`;

const words = process.argv.slice(2);
const transport = words.some((word) => /^--(?:stdio|node-ipc|socket(?:=|$)|pipe(?:=|$))/.test(word));

if (words.includes('--version')) {
  process.stdout.write(`${VERSION}\n`);
} else if (words.includes('--help') || words.includes('-h')) {
  process.stdout.write(HELP);
} else if (!transport) {
  process.stderr.write(`Say how to talk: for example \`twin-language-server --stdio\`.\n\n${HELP}`);
  process.exitCode = 2;
} else {
  const connection: Connection = words.includes('--stdio') ? overStdio() : createConnection(ProposedFeatures.all);
  // A bug in one message must not take the editor's figures away; the log tells of it.
  const report = (error: unknown): void =>
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  const host = async (): Promise<Host> => {
    const { nodeHost } = await import('./host.ts');
    return nodeHost((message) => connection.console.info(message));
  };
  serve(connection, host, {
    yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
    version: VERSION,
  });
}

/** With a writer of our own; otherwise what `createConnection` does by itself. */
function overStdio(): Connection {
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(process.stdin), new SerializingWriter(process.stdout));
  let stopped = false;
  connection.onShutdown(() => {
    stopped = true;
  });
  // The client is gone; after `exit` there is no more of this.
  process.stdin.on('end', () => process.exit(stopped ? 0 : 1));
  // Standard output is the protocol's alone.
  console.log = console.info = console.debug = console.error;
  return connection;
}
