/** What the tests of this folder share: recorded responses, a loopback server in AWS's place, and a sink that remembers. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Credentials, Endpoints, FetchRequest, Identity, OfferRow, RowFacts, RowSink } from '../contract.ts';
import { createHttp, type CountingHttp } from '../http/http.ts';

const FIXTURES = new URL('../../../sources/fixtures/aws/', import.meta.url);

export async function fixture(name: string): Promise<Buffer> {
  return readFile(new URL(name, FIXTURES));
}

export async function fixtureJson(name: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(new URL(name, FIXTURES), 'utf8')) as Record<string, unknown>;
}

export interface Asking {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Server {
  readonly origin: string;
  readonly asked: readonly Asking[];
  close(): Promise<void>;
}

export type Answer = (asking: Asking, response: ServerResponse) => void | Promise<void>;

/** A server on a free loopback port. */
export async function serve(answer: Answer): Promise<Server> {
  const asked: Asking[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const asking = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      asked.push(asking);
      void answer(asking, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

export interface KeptList {
  readonly service: string;
  readonly region: string;
  readonly url: string;
  readonly rows: OfferRow[];
  ended: number | null;
  absent: string | null;
  /** How often it was begun. */
  begun: number;
}

/** A sink that keeps what it gets, by the lists' ids. */
export function keepingSink(wants: (facts: RowFacts) => boolean = () => true): { sink: RowSink; lists: Map<string, KeptList> } {
  const lists = new Map<string, KeptList>();
  const sink: RowSink = {
    list: (id, about) => {
      const list: KeptList = { ...about, rows: [], ended: null, absent: null, begun: (lists.get(id)?.begun ?? 0) + 1 };
      lists.set(id, list);
      return {
        wants,
        take: (row) => {
          list.rows.push(row);
        },
        end: (rows) => {
          list.ended = rows;
        },
        absent: (evidence) => {
          list.absent = evidence;
        },
      };
    },
  };
  return { sink, lists };
}

export function identity(service: string, region: string, id: string | null = null): Identity {
  return { provider: 'aws', meter: `aws.${service}.x`, part: '', region, service, id, where: {} };
}

export interface Trial {
  readonly request: FetchRequest;
  readonly lists: ReadonlyMap<string, KeptList>;
  readonly log: readonly string[];
  readonly http: CountingHttp;
  readonly abort: AbortController;
}

export const NOW = '2026-11-21T12:00:00.000Z';
export const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalr-secret', AWS_SESSION_TOKEN: 'session-secret' };

/** All that `fetchAws` needs, with the real HTTP layer, quick retries and no environment but the given one. */
export function trial(
  identities: readonly Identity[],
  endpoints: Endpoints,
  more: { credentials?: Credentials; wants?: (facts: RowFacts) => boolean; tries?: number; timeoutMs?: number; proxy?: string } = {},
): Trial {
  const abort = new AbortController();
  const log: string[] = [];
  const line = (text: string): void => {
    log.push(text);
  };
  const http = createHttp({
    signal: abort.signal,
    env: {},
    ...(more.proxy === undefined ? {} : { proxy: more.proxy }),
    waitMs: 1,
    tries: more.tries ?? 3,
    longestWaitMs: 50,
    timeoutMs: more.timeoutMs ?? 5000,
    log: line,
  });
  const { sink, lists } = keepingSink(more.wants);
  const request: FetchRequest = {
    identities,
    sink,
    http,
    endpoints,
    log: line,
    signal: abort.signal,
    credentials: more.credentials ?? { env: {} },
    now: () => new Date(NOW),
  };
  return { request, lists, log, http, abort };
}
