import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { FetchError } from '../contract.ts';
import { endpointsOf } from '../endpoints.ts';
import { proxyFor } from './agents.ts';
import { faultOf, retryAfterMs } from './fault.ts';
import { createHttp, waitOf, type CountingHttp } from './http.ts';

describe('the way out', () => {
  let server: Server;
  let origin: string;
  let answer: (response: ServerResponse, request: IncomingMessage) => void;
  let http: CountingHttp;
  const stop = new AbortController();

  beforeEach(async () => {
    server = createServer((request, response) => {
      answer(response, request);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    http = createHttp({ signal: stop.signal, env: {}, waitMs: 1, timeoutMs: 300 });
  });
  afterEach(async () => {
    http.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const codeOf = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'fine',
      (error: unknown) => (error instanceof FetchError ? error.code : String(error)),
    );

  it('reads JSON, packed or not, and follows a redirect without the key that was not meant for it', async () => {
    const keys: unknown[] = [];
    answer = (response, { url, headers }) => {
      keys.push(headers['x-key']);
      if (url === '/moved') response.writeHead(302, { location: `${origin.replace('127.0.0.1', 'localhost')}/there` }).end();
      else if (url === '/near') response.writeHead(301, { location: '/there' }).end();
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":"ä"}'));
    };
    const options = { headers: { 'x-key': 'secret' } };
    assert.deepEqual(await http.getJson(`${origin}/near`, options), { a: 'ä' });
    assert.deepEqual(keys, ['secret', 'secret']);
    keys.length = 0;
    assert.deepEqual(await http.getJson(`${origin}/moved`, options), { a: 'ä' });
    assert.deepEqual(keys, ['secret', undefined]);
  });

  it('hands a body on as it arrives, and starts anew after a cut', async () => {
    let turn = 0;
    answer = (response) => {
      turn++;
      response.writeHead(200, { 'content-length': '10' });
      response.write('01234');
      if (turn === 1) setTimeout(() => response.destroy(), 5);
      else response.end('56789');
    };
    const seen: string[] = [];
    const text = await http.getStream(origin, async (body) => {
      let all = '';
      for await (const part of body) all += Buffer.from(part).toString();
      seen.push(all);
      return all;
    });
    assert.equal(text, '0123456789');
    assert.equal(turn, 2);
    assert.equal(http.requests(), 2);
  });

  it('a packed body that is cut is no whole one', async () => {
    const packed = gzipSync(JSON.stringify(Array.from({ length: 5_000 }, (_, index) => index * 7919)));
    answer = (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(packed.length) });
      response.write(packed.subarray(0, packed.length / 2));
      setTimeout(() => response.destroy(), 5);
    };
    assert.equal(await codeOf(http.getJson(origin)), 'cut-off');
    answer = (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length / 2));
    assert.equal(await codeOf(http.getJson(origin)), 'cut-off', 'ended by the server itself');
    answer = (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip');
    assert.equal(await codeOf(http.getJson(origin)), 'malformed');
    answer = (response) => response.end(Buffer.from([0x22, 0xff, 0xfe, 0x22]));
    assert.equal(await codeOf(http.getJson(origin)), 'malformed', 'no UTF-8');
  });

  it('a body that trickles is waited for, one that stands still is not', async () => {
    const patient = createHttp({ signal: stop.signal, env: {}, tries: 1, timeoutMs: 1_000 });
    answer = (response) => {
      response.write('[1');
      let count = 0;
      const timer = setInterval(() => {
        response.write(' ');
        if (++count < 6) return;
        clearInterval(timer);
        response.end(']');
      }, 250);
    };
    assert.deepEqual(await patient.getJson(origin), [1], 'a second and a half in all, never a second of silence');
    answer = (response) => void response.write('[1');
    assert.equal(await codeOf(patient.getJson(origin)), 'timeout');
    patient.close();
  });

  it('ends at once when it is cancelled, also while it waits', async () => {
    const cancel = new AbortController();
    const own = createHttp({ signal: cancel.signal, env: {}, waitMs: 60_000, longestWaitMs: 60_000 });
    answer = (response) => response.writeHead(503).end();
    const work = codeOf(own.getJson(origin));
    setTimeout(() => {
      cancel.abort();
    }, 50);
    assert.equal(await work, 'cancelled');
    assert.equal(await codeOf(own.attempt(origin, () => Promise.resolve(1))), 'cancelled');
    own.close();
  });

  it('gives an SDK’s call a signal that ends it in time, and lets bugs through', async () => {
    assert.equal(await codeOf(http.attempt(origin, (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('x')))))), 'timeout'); // prettier-ignore
    assert.equal(http.requests(), 5);
    await assert.rejects(
      http.attempt(origin, () => Promise.reject(new TypeError('a bug of ours'))),
      TypeError,
    );
  });

  it('waits longer each time, with jitter and a cap, and as long as it is asked to', () => {
    const options = { waitMs: 500, longestWaitMs: 20_000 };
    const plain = new FetchError('server', '', '');
    assert.deepEqual([1, 2, 3, 9].map((turn) => waitOf(turn, plain, { ...options, random: () => 1 })), [500, 1000, 2000, 20_000]); // prettier-ignore
    assert.equal(waitOf(1, plain, { ...options, random: () => 0 }), 250);
    const asked = (ms: number): FetchError => new FetchError('throttled', '', '', { retryAfterMs: ms });
    assert.equal(waitOf(1, asked(5_000), { ...options, random: () => 1 }), 5_000);
    assert.equal(waitOf(1, asked(61_000), { ...options, random: () => 1 }), null, 'nobody waits for that');
    assert.equal(retryAfterMs('7', 1), 7_000);
    assert.equal(retryAfterMs('Sat, 21 Nov 2026 12:00:10 GMT', Date.parse('2026-11-21T12:00:00Z')), 10_000);
    assert.equal(retryAfterMs('soon', 1), null);
  });

  it('knows what the SDKs throw', () => {
    const code = (error: unknown): string => faultOf(error, 'https://api.example.com/x?key=secret', 1).code;
    assert.equal(code(Object.assign(new Error('x'), { name: 'CredentialsProviderError' })), 'no-credentials');
    assert.equal(code(Object.assign(new Error('x'), { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } })), 'throttled');
    assert.equal(code(Object.assign(new Error('x'), { $metadata: { httpStatusCode: 503 } })), 'server');
    assert.equal(code(Object.assign(new Error('x'), { response: { status: 429, headers: new Map([['retry-after', '3']]) } })), 'throttled');
    assert.equal(code(Object.assign(new Error('x'), { statusCode: 401 })), 'unauthorized');
    assert.equal(code(Object.assign(new Error('x'), { statusCode: 407 })), 'proxy');
    assert.equal(code(Object.assign(new Error('x'), { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) })), 'dns');
    assert.equal(code(new AggregateError([Object.assign(new Error(), { code: 'ECONNREFUSED' })])), 'offline');
    assert.equal(code(Object.assign(new Error('x'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' })), 'certificate');
    assert.equal(code(new SyntaxError('Unexpected token')), 'malformed');
    const fault = faultOf(Object.assign(new Error('key=secret'), { statusCode: 500 }), 'https://api.example.com/x?key=secret', 1);
    assert.doesNotMatch(`${fault.message} ${fault.remedy}`, /secret/);
  });

  it('finds the proxy as curl does', () => {
    const env = { HTTPS_PROXY: 'http://secure:1', http_proxy: 'plain:2', NO_PROXY: 'localhost,.internal.example, other.example:8443' };
    const of = (url: string, more = {}): string | null => proxyFor(url, { env, ...more });
    assert.equal(of('https://prices.azure.com/api'), 'http://secure:1');
    assert.equal(of('http://prices.azure.com/api'), 'http://plain:2');
    assert.equal(of('https://localhost/api'), null);
    assert.equal(of('https://a.internal.example/'), null);
    assert.equal(of('https://internal.example/'), null);
    assert.equal(of('https://notinternal.example/'), 'http://secure:1');
    assert.equal(of('https://other.example:8443/'), null);
    assert.equal(of('https://other.example/'), 'http://secure:1');
    assert.equal(of('https://x.example/', { proxy: 'http://named:3' }), 'http://named:3');
    assert.equal(of('https://x.example/', { noProxy: '*' }), null);
    assert.equal(proxyFor('https://x.example/', { env: {} }), null);
    assert.throws(() => of('https://x.example/', { proxy: 'socks5://a:1' }), /no http or https address/);
  });

  it('takes other addresses for the APIs on this machine alone', () => {
    assert.deepEqual(endpointsOf('awsBulk=http://127.0.0.1:1/, google=https://[::1]:2'), {
      awsBulk: 'http://127.0.0.1:1',
      google: 'https://[::1]:2',
    });
    assert.deepEqual(endpointsOf(undefined), {});
    for (const wrong of [
      'google=https://evil.example',
      'google=http://127.0.0.1.evil.example',
      'google=ftp://127.0.0.1',
      'google',
      'mine=http://localhost',
    ])
      assert.throws(() => endpointsOf(wrong), FetchError, wrong);
  });
});
