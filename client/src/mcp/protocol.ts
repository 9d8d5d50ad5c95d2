/**
 * The Model Context Protocol as far as four tools need it: JSON-RPC, one message a line. Pure: a message goes in, an answer comes out.
 * Specification: https://modelcontextprotocol.io/specification/2025-06-18
 */
import { TOOLS, type QueryParams, type QueryResult, type Tool } from '@twin2multicloud/protocol';

/** Newest first; a client that asks for another gets the newest. */
const VERSIONS = ['2025-06-18', '2025-03-26', '2024-11-05'] as const;

const ERRORS = { parse: -32_700, request: -32_600, method: -32_601, params: -32_602 } as const;

export interface ToolDescription {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: object;
}

export interface McpHost {
  readonly version: string;
  readonly tools: readonly ToolDescription[];
  /** Throws with a sentence where a file cannot be named. */
  readonly query: (params: QueryParams) => Promise<QueryResult>;
  /** From what an assistant calls a file to its address. Throws with what to do instead. */
  readonly uriOf: (file: string | undefined) => string;
}

type Id = string | number | null;

/** Answers one line; null where nothing is to be answered (a notification). */
export async function answer(line: string, host: McpHost): Promise<string | null> {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return failure(null, ERRORS.parse, 'This is no JSON.');
  }
  if (typeof message !== 'object' || message === null || !('method' in message) || typeof message.method !== 'string') {
    // A response to something that was never asked is dropped; anything else is no request.
    return typeof message === 'object' && message !== null && ('result' in message || 'error' in message)
      ? null
      : failure(null, ERRORS.request, 'This is no request.');
  }
  const id = 'id' in message && (typeof message.id === 'string' || typeof message.id === 'number') ? message.id : undefined;
  if (id === undefined) return null;
  const params: unknown = 'params' in message ? message.params : {};
  switch (message.method) {
    case 'initialize':
      return success(id, {
        protocolVersion: versionOf(params),
        capabilities: { tools: {} },
        serverInfo: { name: 'twin2multicloud', title: 'Twin2MultiCloud', version: host.version },
        instructions: 'Figures of what a digital twin costs come from these tools alone. Never estimate one.',
      });
    case 'ping':
      return success(id, {});
    case 'tools/list':
      return success(id, { tools: host.tools });
    case 'tools/call':
      return call(id, params, host);
    default:
      return failure(id, ERRORS.method, `There is no method ${message.method}.`);
  }
}

async function call(id: Id, params: unknown, host: McpHost): Promise<string> {
  const { name, arguments: given = {} } = (typeof params === 'object' && params !== null ? params : {}) as {
    readonly name?: unknown;
    readonly arguments?: Readonly<Record<string, unknown>>;
  };
  if (!isTool(name)) return failure(id, ERRORS.params, `There is no tool ${String(name)}. There are: ${TOOLS.join(', ')}.`);
  const text = (key: string): string | undefined => (typeof given[key] === 'string' ? given[key] : undefined);
  try {
    const rest = Object.fromEntries(
      ['text', 'twin', 'scenario', 'slot'].flatMap((key) => {
        const value = text(key);
        return value === undefined ? [] : [[key, value]];
      }),
    );
    const result = await host.query({
      tool: name,
      arguments: text('text') === undefined ? { uri: host.uriOf(text('file')), ...rest } : rest,
    });
    return success(id, 'error' in result ? spoken(result.error, true) : spoken(result.text, false));
  } catch (cause) {
    return success(id, spoken(cause instanceof Error ? cause.message : String(cause), true));
  }
}

function spoken(text: string, isError: boolean): object {
  return { content: [{ type: 'text', text }], isError };
}

function versionOf(params: unknown): string {
  const asked = typeof params === 'object' && params !== null && 'protocolVersion' in params ? params.protocolVersion : null;
  return VERSIONS.find((version) => version === asked) ?? VERSIONS[0];
}

function isTool(name: unknown): name is Tool {
  return (TOOLS as readonly unknown[]).includes(name);
}

function success(id: Id, result: object): string {
  return JSON.stringify({ jsonrpc: '2.0', id, result });
}

function failure(id: Id, code: number, message: string): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } });
}
