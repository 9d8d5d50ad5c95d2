/** Prices that change while an editor is open: the figures follow without a reload, whoever fetched them and whatever lies on top. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  NOTIFICATIONS,
  REQUESTS,
  type PriceProgress,
  type PriceStatus,
  type TwinNode,
  type UpdatePricesResult,
} from '@twin2multicloud/protocol';
import { bundledBook } from '@twin2multicloud/pricing';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { twin } from '../cli/in-process.ts';
import { startClouds, type Clouds } from '../prices/clouds.ts';
import { startProxy } from '../prices/proxy.ts';
import { start, type Client } from './client.ts';

const TEXT = `twin Hall {
  region us-east
  providers aws
  devices sensors { count 20000 every 1 min payload 1 KB }
  storage { hot 1 month }
}
`;

describe('prices of an open editor', function () {
  this.timeout(60_000);
  let clouds: Clouds;
  let folder: string;
  let env: Record<string, string>;
  let client: Client;
  let uri: string;

  beforeEach(async () => {
    clouds = await startClouds();
    folder = mkdtempSync(path.join(tmpdir(), 'twin-lsp-prices-'));
    env = {
      TWIN_PRICE_STORE: path.join(folder, 'store'),
      TWIN_PRICE_ENDPOINTS: clouds.endpoints,
      TWIN_GOOGLE_API_KEY: 'k',
      AWS_EC2_METADATA_DISABLED: 'true',
      HOME: folder,
    };
    mkdirSync(path.join(folder, 'twins'));
    uri = pathToFileURL(path.join(folder, 'twins', 'hall.twin')).href;
    client = await start({ env: { ...process.env, ...env }, folders: [pathToFileURL(path.join(folder, 'twins')).href] });
    client.open(uri, TEXT);
  });

  afterEach(async () => {
    await client.stop();
    await clouds.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const total = async (): Promise<number> => {
    const [node] = await client.request<TwinNode[]>(REQUESTS.tree, { uri });
    assert.ok(node?.perMonth);
    return node.perMonth;
  };
  const next = (method: string): Promise<unknown> =>
    new Promise((resolve) => {
      const listener = client.connection.onNotification(method, (params: unknown) => {
        listener.dispose();
        resolve(params);
      });
    });
  /** DynamoDB's writes cost twice as much from now on. */
  const raise = (): void => {
    const product = clouds.aws
      .get('AmazonDynamoDB')
      ?.get('us-east-1')
      ?.find(({ sku }) => sku === 'FGXVD96DKJMUASY3');
    assert.ok(product);
    const text = JSON.stringify(product.terms);
    assert.ok(text.includes('0.0000006250'));
    Object.assign(product, { terms: JSON.parse(text.replace('0.0000006250', '0.0000012500')) as unknown });
  };

  it('follow an update that the command line makes, without a reload', async () => {
    const before = await total();
    raise();
    const [changed, figures] = [next(NOTIFICATIONS.pricesChanged), next(NOTIFICATIONS.figuresChanged)];
    const ran = await twin(['prices', 'update', '--aws', 'bulk'], { env, now: () => new Date() });
    assert.equal(ran.code, 0, ran.err);
    await Promise.all([changed, figures]);
    const after = await total();
    // 20,000 devices, a message a minute, two write request units each.
    const writes = 2 * 20_000 * 60 * 730 * 0.000000625;
    assert.ok(Math.abs(after - before - writes) < 0.01 * writes, `${before} → ${after}, and ${writes} more were expected`);
    const status = await client.request<PriceStatus>(REQUESTS.prices, null);
    assert.match(status.book, /^fetched-/);
    assert.equal(status.fetched, true);
    assert.deepEqual(status.kept, []);
    assert.equal(status.ageInDays, 0);
  });

  it('are fetched by the editor’s own request, which tells how far it is', async () => {
    const before = await total();
    raise();
    const told: PriceProgress[] = [];
    client.connection.onNotification(NOTIFICATIONS.priceProgress, (progress: PriceProgress) => void told.push(progress));
    const result = await client.request<UpdatePricesResult>(REQUESTS.updatePrices, { googleApiKey: 'typed-in' });
    assert.ok('providers' in result, JSON.stringify(result));
    assert.deepEqual(
      result.providers.map(({ provider, outcome }) => [provider, outcome]),
      [
        ['aws', 'fresh'],
        ['azure', 'fresh'],
        ['gcp', 'fresh'],
      ],
    );
    assert.ok(
      told.some(
        ({ service, region, found, wanted }) => service === 'Amazon DynamoDB' && region === 'us-east-1' && found === 3 && wanted === 3,
      ),
    );
    assert.ok((await total()) > before * 1.02);
    assert.equal(clouds.requests.find(({ api }) => api === 'google')?.headers['x-goog-api-key'], 'typed-in');
    assert.ok(!client.log.join('\n').includes('typed-in'), 'no key in the log');
  });

  it('come through the editor’s own proxy, and past it where its settings say so', async () => {
    const proxy = await startProxy();
    try {
      // As the client reads them of http.proxy, http.noProxy and http.proxyStrictSSL.
      const settings = { proxy: `http://127.0.0.1:${proxy.port}`, noProxy: '', strictTls: true };
      const through = await client.request<UpdatePricesResult>(REQUESTS.updatePrices, settings);
      assert.ok('providers' in through && through.providers.every(({ outcome }) => outcome === 'fresh'), JSON.stringify(through));
      assert.ok(proxy.seen.length > 10);
      assert.equal(proxy.seen.length, clouds.requests.length, 'nothing went past it');
      await client.request<UpdatePricesResult>(REQUESTS.updatePrices, { ...settings, noProxy: 'example.com,127.0.0.1' });
      assert.ok(clouds.requests.length > proxy.seen.length, 'past it');
    } finally {
      await proxy.close();
    }
  });

  it('tell each cloud’s age where an update renews one and keeps another', async () => {
    const refuse = (answer: { writeHead(status: number): { end(text: string): unknown } }): boolean => {
      answer.writeHead(403).end('{}');
      return true;
    };
    clouds.faults.set('google', refuse);
    const ran = await twin(['prices', 'update', '--aws', 'bulk'], { env, now: () => new Date() });
    assert.equal(ran.code, 4, ran.err);
    await client.request<UpdatePricesResult>(REQUESTS.updatePrices, {});
    const status = await client.request<PriceStatus>(REQUESTS.prices, null);
    assert.deepEqual([status.kept, status.ages.aws, status.ages.azure], [['gcp'], 0, 0]);
    const bundled = Math.floor((Date.now() - Date.parse(bundledBook().createdAt)) / 86_400_000);
    assert.ok(Math.abs(status.ages.gcp - bundled) <= 1, `${status.ages.gcp} of ${bundled} days`);
    assert.equal(status.ageInDays, 0, 'a cloud that was never fetched does not count');
  });

  it('stay as they are when the update is cancelled, and when everything fails', async () => {
    const before = await total();
    raise();
    clouds.faults.set('azureRetail', (answer) => {
      answer.writeHead(403).end();
      return true;
    });
    clouds.faults.set('awsBulk', (answer) => {
      answer.writeHead(403).end();
      return true;
    });
    clouds.faults.set('google', (answer) => {
      answer.writeHead(403).end('{}');
      return true;
    });
    const result = await client.request<UpdatePricesResult>(REQUESTS.updatePrices, {});
    assert.ok('providers' in result);
    assert.equal(result.book, null);
    for (const provider of result.providers) assert.match(provider.reasons.join(), /refuse/);
    assert.equal(await total(), before);
  });

  it('lie under an overlay, which every figure names', async () => {
    const before = await total();
    const file = path.join(folder, 'twins', 'mine.json');
    writeFileSync(file, JSON.stringify({ schema: 'twin-overlay/1', name: 'Mine', rules: [{ provider: 'aws', percent: -50 }] }));
    const changed = next(NOTIFICATIONS.figuresChanged);
    client.settings = { prices: { overlay: 'mine.json' } };
    void client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await changed;
    assert.ok(Math.abs((await total()) - before / 2) < 0.005 * before);
    const status = await client.request<PriceStatus>(REQUESTS.prices, null);
    assert.equal(status.overlay, 'Mine');
    const explained = await client.request<{ markdown: string }>(REQUESTS.explain, { uri, twin: 'Hall' });
    assert.match(JSON.stringify(explained), /overlay Mine: −50 % on aws, list price/);
  });

  it('are the bundled ones, with a sentence, where the book or the overlay is broken', async () => {
    assert.ok((await total()) > 0);
    const store = path.join(folder, 'store');
    mkdirSync(store);
    const changed = next(NOTIFICATIONS.pricesChanged);
    writeFileSync(path.join(store, 'current'), '2026-11-21T104500Z-0123456789abcdef.json\n');
    await changed;
    const status = await client.request<PriceStatus>(REQUESTS.prices, null);
    assert.match(status.book, /^bundled-/);
    assert.match(status.trouble ?? '', /is not in its folder.*bundled prices are used/);
    assert.ok((await total()) > 0);
  });
});
