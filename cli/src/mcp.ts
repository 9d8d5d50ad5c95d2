/**
 * The Model Context Protocol as far as four tools need it: JSON-RPC, one message a line. Pure: a message goes in, an answer comes out.
 * Specification: https://modelcontextprotocol.io/specification/2025-11-25. Why it is written here: docs/decisions/0007-mcp.md.
 */
import { TOOL_DESCRIPTIONS, TOOLS, type Tool } from '@twin2multicloud/protocol';

/** Newest first; a client that asks for another gets the newest. */
const VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'] as const;

const ERRORS = { parse: -32_700, request: -32_600, method: -32_601, params: -32_602 } as const;

/** What an assistant asks; all but the tool may be left out. */
export interface ToolCall {
  readonly tool: Tool;
  readonly file?: string;
  readonly text?: string;
  readonly twin?: string;
  readonly scenario?: string;
  readonly slot?: string;
}

export interface McpHost {
  readonly version: string;
  /** Throws with a sentence where a file cannot be named or read. */
  readonly ask: (call: ToolCall) => { readonly text: string } | { readonly error: string };
}

const ARGUMENTS = ['file', 'text', 'twin', 'scenario', 'slot'] as const;

type Id = string | number | null;

/** Answers one line; null where nothing is to be answered (a notification). */
export function answer(line: string, host: McpHost): string | null {
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
      return success(id, { tools: TOOLS.map(toolJson) });
    case 'tools/call':
      return call(id, params, host);
    default:
      return failure(id, ERRORS.method, `There is no method ${message.method}.`);
  }
}

/** The tools read files and change nothing, which lets an assistant call them without a question. */
function toolJson(name: Tool): object {
  return { name, ...TOOL_DESCRIPTIONS[name], annotations: { readOnlyHint: true, openWorldHint: false } };
}

function call(id: Id, params: unknown, host: McpHost): string {
  const { name, arguments: given } = (typeof params === 'object' && params !== null ? params : {}) as {
    readonly name?: unknown;
    readonly arguments?: unknown;
  };
  if (!isTool(name)) return failure(id, ERRORS.params, `There is no tool ${String(name)}. There are: ${TOOLS.join(', ')}.`);
  const values = (typeof given === 'object' && given !== null ? given : {}) as Readonly<Record<string, unknown>>;
  const wrong = ARGUMENTS.find((key) => values[key] !== undefined && typeof values[key] !== 'string');
  if (wrong !== undefined) return success(id, spoken(`\`${wrong}\` takes a text.`, true));
  try {
    const result = host.ask({
      tool: name,
      ...Object.fromEntries(ARGUMENTS.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]]))),
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
