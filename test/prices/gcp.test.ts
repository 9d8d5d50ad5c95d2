/** Google Cloud's recorded SKUs through the real client into a book. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { lookup, type PricedMeter } from '@twin2multicloud/pricing';
import { startClouds, type Clouds } from './clouds.ts';

const { endpointsOf, updatePrices } = await import('@twin2multicloud/pricing/fetch');

const KEY = 'SECRET-KEY';

describe('Google Cloud’s prices in a book', () => {
  let clouds: Clouds;
  let folder: string;

  beforeEach(async () => {
    clouds = await startClouds();
    folder = mkdtempSync(path.join(tmpdir(), 'twin-google-'));
  });

  afterEach(async () => {
    await clouds.close();
    rmSync(folder, { recursive: true });
  });

  const update = (log: string[] = [], http: object = {}): ReturnType<typeof updatePrices> =>
    updatePrices({
      folder,
      regions: null,
      providers: ['gcp'],
      accept: false,
      credentials: { env: {}, googleApiKey: KEY },
      endpoints: endpointsOf(clouds.endpoints),
      http: { env: {}, waitMs: 1, tries: 2, ...http },
      signal: new AbortController().signal,
      onProgress: () => undefined,
      log: (line) => log.push(line),
      now: () => new Date('2026-11-21T12:00:00Z'),
    });

  it('are what the recorded SKUs say, per base unit, and the key is nowhere', async () => {
    const log: string[] = [];
    const { book, providers } = await update(log);
    assert.ok(book !== null, JSON.stringify(providers));
    const expected: [string, PricedMeter, string][] = [
      ['europe-west1', 'gcp.pubsub.throughput', '0.009765625 free, 0: 40'],
      ['us-east1', 'gcp.pubsub.throughput', '0.009765625 free, 0: 40'],
      ['europe-west1', 'gcp.cloud-run.requests', '2000000 free, 0: 0.0000004'],
      ['europe-west1', 'gcp.cloud-run.cpu', '180000 free, 0: 0.000024'],
      ['us-east1', 'gcp.cloud-run.memory', '360000 free, 0: 0.0000025'],
      ['europe-west1', 'gcp.network.internet', '0: 0.12, 1024: 0.11, 10240: 0.08'],
    ];
    for (const [region, meter, tiers] of expected) {
      const found = lookup(book, 'gcp', region, meter);
      assert.ok(found.ok, meter);
      const { entry } = found;
      const free = entry.free === undefined ? [] : [`${entry.free.quantity} free`];
      assert.equal([...free, ...entry.tiers.map(({ from, price }) => `${from}: ${price}`)].join(', '), tiers, meter);
      assert.equal(entry.source.readAt, '2026-11-21T12:00:00.000Z');
    }
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const kept = files.map((file) => readFileSync(path.join(file.parentPath, file.name), 'utf8'));
    assert.ok(kept.length > 0);
    assert.doesNotMatch(JSON.stringify([kept, log, providers]), new RegExp(KEY));
    assert.ok(clouds.requests.every(({ url, headers }) => !url.includes(KEY) && headers['x-goog-api-key'] === KEY));
  });

  it('stay as they were where the catalog refuses the key', async () => {
    clouds.faults.set('google', (answer) => {
      answer.writeHead(400, { 'content-type': 'application/json' });
      answer.end(JSON.stringify({ error: { code: 400, status: 'INVALID_ARGUMENT', message: `API key not valid: ${KEY}` } }));
      return true;
    });
    const { book, providers } = await update();
    assert.equal(book, null);
    assert.deepEqual(
      providers.map(({ provider, outcome, error }) => [provider, outcome, error?.code]),
      [['gcp', 'failed', 'unauthorized']],
    );
    assert.doesNotMatch(JSON.stringify(providers), new RegExp(KEY));
  });

  it('come through a company’s proxy, and with its certificates only where these are named', async () => {
    await clouds.close();
    const file = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
    clouds = await startClouds({ tls: { key: readFileSync(file('server.key'), 'utf8'), cert: readFileSync(file('server.pem'), 'utf8') } });
    const tunnels: string[] = [];
    const proxy = createServer().on('connect', ({ url = '' }: IncomingMessage, socket: Duplex) => {
      tunnels.push(url);
      const { hostname, port } = new URL(`http://${url}`);
      const through = connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        through.pipe(socket).pipe(through);
      });
      through.on('error', () => socket.destroy());
      socket.on('error', () => through.destroy());
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    try {
      const env = { HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
      const [refused] = (await update([], { env })).providers;
      assert.equal(refused?.error?.code, 'certificate');
      assert.equal(clouds.requests.length, 0);
      const [read] = (await update([], { env, caFile: file('ca.pem') })).providers;
      assert.deepEqual([read?.outcome, read?.error], ['fresh', null]);
      assert.deepEqual(new Set(tunnels), new Set([new URL(clouds.origin).host]));
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });
});
