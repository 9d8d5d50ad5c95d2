/**
 * For the price clients' tests: a cloud on this machine that answers as a test says, and a run of a client against it that keeps what it hands over.
 * What is answered is the recorded responses' and the tests'.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FetchRequest, Identity, OfferRow, PriceClient, RowFacts } from './contract.ts';
import { createHttp } from './http/http.ts';

export interface Heard {
  readonly method: string;
  /** Path and query, decoded. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface LocalCloud extends AsyncDisposable {
  readonly origin: string;
  /** The requests so far. */
  readonly heard: readonly Heard[];
}

/** A real HTTP server on a free loopback port; `await using` closes it. */
export async function localCloud(answer: (heard: Heard, response: ServerResponse, request: IncomingMessage) => void): Promise<LocalCloud> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const one = { method: request.method ?? '', path: decodeURIComponent(request.url ?? ''), headers: request.headers };
    heard.push(one);
    answer(one, response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    heard,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** A recorded response, such as `azure/retail-functions-eastus.json`; where it is from stands in the folder's README. */
export function recorded(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../sources/fixtures/${path}`, import.meta.url), 'utf8')) as unknown;
}

export interface TakenList {
  readonly service: string;
  readonly region: string;
  readonly url: string;
  readonly rows: OfferRow[];
  /** Null: not read to its end. */
  count: number | null;
  absent: string | null;
}

export interface Run {
  readonly lists: ReadonlyMap<string, TakenList>;
  readonly log: readonly string[];
  /** What it rejected with; null: it resolved. */
  readonly error: unknown;
  readonly requests: number;
}

export interface RunOptions extends Pick<FetchRequest, 'endpoints'> {
  /** Service and region of what is wanted. */
  readonly wanted: readonly (readonly [service: string, region: string])[];
  /** The id that all of what is wanted is pinned to. */
  readonly pinned?: string;
  readonly credentials?: FetchRequest['credentials'];
  readonly wants?: (facts: RowFacts) => boolean;
  readonly now?: string;
  readonly tries?: number;
  readonly timeoutMs?: number;
  /** Environment of the network layer: proxies. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cancel?: AbortSignal;
}

/** Runs a client over the real network layer, with waits of a millisecond. */
export async function runClient(client: PriceClient, options: RunOptions): Promise<Run> {
  const {
    wanted,
    endpoints,
    credentials = {},
    wants = () => true,
    now = '2026-11-21T12:00:00Z',
    tries = 2,
    timeoutMs = 5000,
    env = {},
  } = options;
  const signal = options.cancel ?? new AbortController().signal;
  const log: string[] = [];
  const lists = new Map<string, TakenList>();
  const http = createHttp({ signal, env, tries, waitMs: 1, longestWaitMs: 20, timeoutMs, log: (line) => log.push(line) });
  const request: FetchRequest = {
    identities: wanted.map(([service, region]): Identity => ({
      provider: 'azure',
      meter: 'any',
      part: '',
      region,
      service,
      id: options.pinned ?? null,
      where: {},
    })),
    sink: {
      list: (id, about) => {
        const list: TakenList = { ...about, rows: [], count: null, absent: null };
        lists.set(id, list);
        return {
          wants,
          take: (row) => list.rows.push(row),
          end: (rows) => {
            list.count = rows;
          },
          absent: (evidence) => {
            list.absent = evidence;
          },
        };
      },
    },
    http,
    credentials,
    endpoints,
    signal,
    log: (line) => log.push(line),
    now: () => new Date(now),
  };
  let error: unknown = null;
  try {
    await client(request);
  } catch (thrown) {
    error = thrown;
  }
  const requests = http.requests();
  http.close();
  return { lists, log, error, requests };
}
