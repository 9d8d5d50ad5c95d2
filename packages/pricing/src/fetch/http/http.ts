/**
 * The one way out of the house: GETs with time-outs, retries with jitter and a cap, and the same retries for an SDK's calls.
 * It knows no provider; what leaves through which proxy is agents.ts', what an error means fault.ts'.
 */
import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { createGunzip } from 'node:zlib';
import { FetchError, type CallOptions, type Http } from '../contract.ts';
import { createAgents, type Way } from './agents.ts';
import { faultOf, faultOfStatus, isPassing } from './fault.ts';

export interface HttpOptions extends Way {
  readonly signal: AbortSignal;
  /** Most tries of one request. */
  readonly tries?: number;
  /** First wait between two tries, in milliseconds; doubled each time, up to `longestWaitMs`. */
  readonly waitMs?: number;
  readonly longestWaitMs?: number;
  readonly timeoutMs?: number;
  /** Between 0 and 1. */
  readonly random?: () => number;
  readonly now?: () => number;
  readonly log?: (line: string) => void;
}

export interface CountingHttp extends Http {
  /** Requests that were sent so far, each try counted. */
  readonly requests: () => number;
  close(): void;
}

/** No price page is larger; a body without an end must not fill the memory. Streams have no limit. */
const LARGEST_BODY = 64 * 1024 * 1024;
const MAX_REDIRECTS = 5;

export function createHttp(options: HttpOptions): CountingHttp {
  const {
    signal,
    tries = 5,
    waitMs = 500,
    longestWaitMs = 20_000,
    timeoutMs = 30_000,
    random = Math.random,
    now = Date.now,
    log,
  } = options;
  const agents = createAgents(options);
  let sent = 0;

  /** Tries until it works, the fault is a lasting one, or the tries are used up. */
  const again = async <T>(url: string, once: () => Promise<T>): Promise<T> => {
    for (let turn = 1; ; turn++) {
      throwIfCancelled(signal);
      try {
        sent++;
        return await once();
      } catch (error) {
        throwIfCancelled(signal);
        const fault = faultOf(error, url, now());
        const wait = isPassing(fault) && turn < tries ? waitOf(turn, fault, { waitMs, longestWaitMs, random }) : null;
        if (wait === null) throw fault;
        log?.(`${fault.message} Try ${turn + 1} of ${tries} in ${Math.round(wait / 100) / 10} s.`);
        await sleep(wait, signal);
      }
    }
  };

  const attempt = <T>(url: string, call: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    again(url, async () => {
      const late = new AbortController();
      const timer = setTimeout(() => {
        late.abort();
      }, timeoutMs);
      try {
        return await call(AbortSignal.any([signal, late.signal]));
      } catch (error) {
        throw late.signal.aborted ? timeoutOf(url, error) : error;
      } finally {
        clearTimeout(timer);
      }
    });

  /** One request, timed by its silence and not as a whole: an offer file may take minutes. */
  const send = async <T>(url: string, use: (answer: IncomingMessage) => Promise<T>, call: CallOptions, redirects = 0): Promise<T> => {
    const answer = await open(url, call, agents.agentsFor(url), { signal, silence: call.timeoutMs ?? timeoutMs });
    const status = answer.statusCode ?? 0;
    const { location } = answer.headers;
    if (status >= 300 && status < 400 && location !== undefined && redirects < MAX_REDIRECTS) {
      answer.resume();
      const next = new URL(location, url);
      // A header may hold a key: it goes nowhere but where it was meant for.
      const same = next.origin === new URL(url).origin;
      return send(next.href, use, same ? call : { ...call, headers: {} }, redirects + 1);
    }
    if (status < 200 || status > 299) {
      answer.resume();
      throw faultOfStatus(status, new URL(url).host, answer.headers['retry-after'] ?? null, now());
    }
    return use(answer);
  };

  return {
    agentsFor: (url) => agents.agentsFor(url),
    attempt,
    getJson: (url, call = {}) => again(url, () => send(url, async (answer) => JSON.parse(await textOf(answer, url)) as unknown, call)),
    getStream: (url, use, call = {}) => again(url, () => send(url, (answer) => use(bodyOf(answer, url)), call)),
    requests: () => sent,
    close: () => {
      agents.close();
    },
  };
}

/** How long to wait before the next try: what the other side asks for, else doubled with full jitter. Null: longer than anyone would wait. */
export function waitOf(
  turn: number,
  { retryAfterMs }: FetchError,
  { waitMs, longestWaitMs, random }: { readonly waitMs: number; readonly longestWaitMs: number; readonly random: () => number },
): number | null {
  const own = Math.min(longestWaitMs, waitMs * 2 ** (turn - 1)) * (0.5 + random() / 2);
  if (retryAfterMs === null) return own;
  return retryAfterMs > 3 * longestWaitMs ? null : Math.max(own, retryAfterMs);
}

function open(
  url: string,
  { headers = {} }: CallOptions,
  agents: ReturnType<Http['agentsFor']>,
  { signal, silence }: { readonly signal: AbortSignal; readonly silence: number },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const secure = url.startsWith('https:');
    const request = (secure ? httpsGet : httpGet)(
      url,
      {
        agent: secure ? agents.https : agents.http,
        headers: { 'accept-encoding': 'gzip', accept: 'application/json', 'user-agent': 'twin2multicloud', ...headers },
        signal,
      },
      (response) => {
        answer = response;
        resolve(response);
      },
    );
    let answer: IncomingMessage | null = null;
    request.setTimeout(silence, () => {
      const late = timeoutOf(url);
      // Once the answer has begun its reader must hear why it ends.
      answer?.destroy(late);
      request.destroy(late);
    });
    request.on('error', reject);
  });
}

/** The bytes of a body, unpacked. One that ends before its announced length rejects. */
async function* bodyOf(answer: IncomingMessage, url: string): AsyncGenerator<Uint8Array> {
  const packed = answer.headers['content-encoding'] === 'gzip';
  const stream = packed ? answer.pipe(createGunzip()) : answer;
  if (packed) answer.on('error', (error) => stream.destroy(error));
  // `aborted` ends a piped body without an error of its own.
  if (packed) answer.on('aborted', () => stream.destroy(answer.errored ?? cutOff(url)));
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk;
    if (!answer.complete) throw cutOff(url);
  } finally {
    answer.destroy();
  }
}

async function textOf(answer: IncomingMessage, url: string): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bodyOf(answer, url)) {
    size += part.byteLength;
    if (size > LARGEST_BODY)
      throw new FetchError(
        'refused-request',
        `${new URL(url).host} answers with more than ${LARGEST_BODY} bytes.`,
        'Report it: no price page is that large.',
      );
    parts.push(part);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
}

function cutOff(url: string): FetchError {
  return new FetchError(
    'cut-off',
    `The connection to ${new URL(url).host} was cut in the middle.`,
    'Try again later; the book in force stays as it is.',
  );
}

function timeoutOf(url: string, cause?: unknown): FetchError {
  return new FetchError(
    'timeout',
    `${new URL(url).host} did not answer in time.`,
    'Check the network, and the proxy settings if there is one; the book in force stays as it is.',
    { cause },
  );
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted)
    throw new FetchError('cancelled', 'The update was cancelled.', 'Start it again when you like; the book in force stays as it is.');
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
  });
}
