/**
 * What an SDK throws, bare: name, codes, status and Retry-After, and nothing of the request. The SDKs' errors carry the request with its
 * headers, so a printed cause would print a token or a key.
 */
import { malformed } from './shape.ts';
import { FetchError } from './contract.ts';

/** Runs an SDK's call; what it throws is bare, and an answer that the SDK could not take apart is `malformed`. */
export async function bare<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof FetchError) throw error;
    const copy = bareError(error, 0);
    if (copy.told) throw copy;
    // No status and no code: the answer had arrived, and its content was at fault.
    throw malformed(what, 'the answer has not the shape that the API promises');
  }
}

class BareError extends Error {
  readonly code: string | number | undefined;
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | undefined;

  constructor(name: string, code: BareError['code'], response: BareError['response'], cause: BareError | undefined) {
    super(name, cause === undefined ? undefined : { cause });
    this.name = name;
    this.code = code;
    this.response = response;
  }

  /** Whether it, or what caused it, says anything that a fault can be told from. */
  get told(): boolean {
    const { cause } = this;
    return this.code !== undefined || this.response !== undefined || TELLING.has(this.name) || (cause instanceof BareError && cause.told);
  }
}

/** Names that say enough without a code. */
const TELLING = new Set(['SyntaxError', 'AbortError', 'TimeoutError']);

/** ms-rest's own words, each for one thing; a parse error says nothing that the absence of a code does not. */
const MS_REST: Readonly<Record<string, string | undefined>> = {
  REQUEST_SEND_ERROR: 'ENOTFOUND',
  REQUEST_ABORTED_ERROR: 'ABORT_ERR',
  PARSE_ERROR: undefined,
};

function bareError(error: unknown, depth: number): BareError {
  const name = member(error, 'name');
  const cause = member(error, 'cause') ?? member(error, 'error');
  return new BareError(
    typeof name === 'string' ? name : 'Error',
    codeOf(error),
    responseOf(error),
    cause === undefined || cause === null || depth > 4 ? undefined : bareError(cause, depth + 1),
  );
}

function codeOf(error: unknown): string | number | undefined {
  const message = member(error, 'message');
  // These texts are Node's for a connection that was cut; they hold nothing of the request.
  if (typeof message === 'string' && /^(?:socket hang up|aborted)$|premature close/i.test(message)) return 'ECONNRESET';
  const code = member(error, 'code') ?? member(error, 'errno');
  if (typeof code === 'string' && Object.hasOwn(MS_REST, code)) return MS_REST[code];
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}

function responseOf(error: unknown): BareError['response'] {
  const response = member(error, 'response');
  const status = [member(response, 'status'), member(error, 'status'), member(error, 'statusCode')].find(
    (value) => typeof value === 'number',
  );
  // An error about an answer that came as it should is about what the answer holds.
  if (typeof status !== 'number' || (status >= 200 && status <= 299)) return undefined;
  const headers = member(response, 'headers');
  const get = member(headers, 'get');
  const wait: unknown = typeof get === 'function' ? get.call(headers, 'retry-after') : member(headers, 'retry-after');
  return { status, headers: typeof wait === 'string' ? { 'retry-after': wait } : {} };
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
