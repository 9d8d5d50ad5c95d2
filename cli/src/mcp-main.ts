/**
 * The entry of `twin mcp` alone: the MCP server that the extension carries along, without the other commands and what they bring.
 */
import { createContext } from './command-context.ts';
import { mcp } from './commands/mcp.ts';
import { EXIT, Failure, failureText } from './failure.ts';
import { processHost } from './host.ts';

const host = processHost();
try {
  process.exitCode = await mcp(createContext(host), {});
} catch (error) {
  host.err(error instanceof Failure ? failureText(error) : `twin: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Failure ? error.exit : EXIT.outside;
}
