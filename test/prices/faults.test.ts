/**
 * Everything that can go wrong between here and three clouds, each against a real server and with the real clients: the others' prices are fresh,
 * the failing provider's stay with their dates, the message says what and what to do, and no secret is seen.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { bundledBook } from '@twin2multicloud/pricing';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { sendJson, type Api, type Fault } from './clouds.ts';
import { createWorld, entryOf, SECRETS, type Update, type World } from './kit.ts';
import { startProxy } from './proxy.ts';

const FIXTURES = new URL('./fixtures/', import.meta.url);
const CA = new URL('ca.pem', FIXTURES).pathname;
const TLS = { key: readFileSync(new URL('server.key', FIXTURES), 'utf8'), cert: readFileSync(new URL('server.pem', FIXTURES), 'utf8') };

const PROVIDER = { awsBulk: 'aws', awsQuery: 'aws', azureRetail: 'azure', azureRateCard: 'azure', google: 'gcp' } as const;
/** An entry of each provider that the recorded pages have. */
const SAMPLE = {
  aws: ['aws.lambda.requests', 'eu-central-1'],
  azure: ['azure.digital-twins.operations', 'westeurope'],
  gcp: ['gcp.pubsub.throughput', 'europe-west1'],
} as const;

describe('prices/faults', function () {
  this.timeout(60_000);
  let world: World;

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(async () => {
    await world.close();
  });

  /** One provider failed with this code; the others are fresh, and its own entries are the bundled ones. */
  const assertAlone = (done: Update, api: Api, code: string, message: RegExp): void => {
    assert.equal(done.code, 4, faultsOf(done));
    for (const [provider, outcome] of Object.entries(done.of)) {
      if (provider !== PROVIDER[api]) {
        assert.equal(outcome?.outcome, 'fresh', `${provider}: ${outcome?.error?.message ?? ''}`);
        continue;
      }
      assert.equal(outcome?.outcome, 'failed');
      assert.equal(outcome.error?.code, code, outcome.error?.message);
      assert.match(outcome.error.message, message);
      assert.ok(outcome.error.remedy.length > 10);
    }
    for (const [provider, [meter, region]] of Object.entries(SAMPLE)) {
      const was = entryOf(bundledBook(), meter, region);
      const is = entryOf(world.book(), meter, region);
      if (provider === PROVIDER[api]) assert.deepEqual(is, was, 'the old entry with its old date');
      else assert.equal(is.source.readAt.slice(0, 10), '2026-11-21');
    }
    const { refresh } = world.book();
    assert.equal(refresh?.providers[PROVIDER[api]].outcome, 'kept');
    assert.ok((refresh.providers[PROVIDER[api]].why ?? '').length > 10);
  };

  const APIS = ['awsBulk', 'azureRetail', 'google'] as const;
  const status =
    (code: number, headers: Record<string, string> = {}): Fault =>
    (answer) => {
      answer.writeHead(code, headers).end('{"error":{"message":"no"}}');
      return true;
    };

  for (const api of APIS) {
    it(`${api}: nobody listens`, async () => {
      const free = await freePort();
      const endpoints = world.clouds.endpoints
        .split(',')
        .map((item) => (item.startsWith(`${api}=`) ? `${api}=http://127.0.0.1:${free}` : item));
      const done = await world.update([], { TWIN_PRICE_ENDPOINTS: endpoints.join() });
      assertAlone(done, api, 'offline', /cannot be reached/);
    });

    for (const code of [401, 403]) {
      it(`${api}: ${code}`, async () => {
        world.clouds.faults.set(api, status(code));
        assertAlone(await world.update(), api, 'unauthorized', new RegExp(`refuses the access \\(${code}\\)`));
        // Asking again would change nothing.
        assert.ok(world.clouds.requests.filter((item) => item.api === api).length < 10);
      });
    }

    it(`${api}: 429 with Retry-After is waited for`, async () => {
      const at = new Map<string, number[]>();
      world.clouds.faults.set(api, (answer, { url = '' }, turn) => {
        at.set(url, [...(at.get(url) ?? []), performance.now()]);
        if (turn > 1) return false;
        answer.writeHead(429, { 'retry-after': '1' }).end('{}');
        return true;
      });
      const done = await world.update();
      assert.equal(done.code, 0, faultsOf(done));
      const [[first = 0, second = 0] = []] = at.values();
      assert.ok(second - first >= 1_000, 'it is asked again after the second that was asked for');
    });

    it(`${api}: 429 for an hour is not waited for`, async () => {
      world.clouds.faults.set(api, status(429, { 'retry-after': '3600' }));
      assertAlone(await world.update(), api, 'throttled', /fewer requests/);
    });

    it(`${api}: two failures of the server are survived, five are not`, async () => {
      world.clouds.faults.set(api, (answer, _, turn) => {
        if (turn > 2) return false;
        answer.writeHead(503).end('<html>busy</html>');
        return true;
      });
      const survived = await world.update();
      assert.equal(survived.code, 0, faultsOf(survived));
      const before = world.clouds.requests.filter((item) => item.api === api).length;
      world.clouds.faults.set(api, status(500));
      const done = await world.update();
      assert.equal(done.of[PROVIDER[api]]?.error?.code, 'server');
      const tries = world.clouds.requests.filter((item) => item.api === api).length - before;
      assert.ok(tries >= 5 && tries <= 20, `${tries} tries: there is a cap`);
    });

    it(`${api}: no answer in time`, async () => {
      world.clouds.faults.set(api, () => true);
      assertAlone(await world.update([], { TWIN_PRICE_TIMEOUT_MS: '500' }), api, 'timeout', /did not answer in time/);
    });

    it(`${api}: truncated JSON`, async () => {
      world.clouds.faults.set(api, (answer) => {
        answer.writeHead(200, { 'content-type': 'application/json' }).end('{"offers": {"A": {"offerCode": "A", "current');
        return true;
      });
      assertAlone(await world.update(), api, 'malformed', /broken JSON|could not be read|malformed/i);
    });

    it(`${api}: a page of a hotel’s network instead of JSON`, async () => {
      world.clouds.faults.set(api, (answer) => {
        answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Welcome</title>');
        return true;
      });
      assertAlone(await world.update(), api, 'malformed', /broken JSON|could not be read|malformed/i);
    });

    it(`${api}: JSON of another shape`, async () => {
      world.clouds.faults.set(api, (answer) => {
        sendJson(answer, { Items: 7, offers: 'none', services: { a: 1 }, skus: true });
        return true;
      });
      assertAlone(await world.update(), api, 'malformed', /./);
    });

    it(`${api}: the connection is cut in the middle`, async () => {
      world.clouds.faults.set(api, (answer) => {
        answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
        answer.write('{"Items": [');
        setTimeout(() => answer.destroy(), 5);
        return true;
      });
      const done = await world.update();
      const outcome = done.of[PROVIDER[api]];
      assert.equal(outcome?.outcome, 'failed');
      assertAlone(done, api, 'cut-off', /cut in the middle/);
    });
  }

  it('awsBulk: an empty offer index', async () => {
    world.clouds.faults.set('awsBulk', (answer) => {
      sendJson(answer, { offers: {} });
      return true;
    });
    assertAlone(await world.update(), 'awsBulk', 'malformed', /names no service/);
  });

  it('awsBulk: an offer file that breaks off in the middle of a price', async () => {
    world.clouds.faults.set('awsBulk', (answer, { url = '' }) => {
      if (!url.endsWith('AWSLambda/20261120/us-east-1/index.json')) return false;
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.end('{"offerCode":"AWSLambda","products":{"GU2ZS9HVP6QTQ7KE":{"sku":"GU2ZS9HVP6QTQ7KE","attributes":{"usagetype":"Requ');
      return true;
    });
    assertAlone(await world.update(), 'awsBulk', 'cut-off', /ends in the middle/);
  });

  it('azureRetail: a page that names itself as the next', async () => {
    world.clouds.faults.set('azureRetail', (answer, { url = '' }) => {
      const [item] = world.clouds.azure;
      sendJson(answer, { Items: [item], NextPageLink: `${world.clouds.origin}${url}`, Count: 1 });
      return true;
    });
    assertAlone(await world.update(), 'azureRetail', 'repeated-page', /circle|twice/);
  });

  it('azureRetail: nothing at all', async () => {
    world.clouds.faults.set('azureRetail', (answer) => {
      sendJson(answer, { Items: [], NextPageLink: null, Count: 0 });
      return true;
    });
    assertAlone(await world.update(), 'azureRetail', 'empty', /price of ours/);
  });

  it('google: a token that brings the same page again, and no service at all', async () => {
    world.clouds.faults.set('google', (answer) => {
      sendJson(answer, { services: world.clouds.google.services, skus: [], nextPageToken: 'again' });
      return true;
    });
    assertAlone(await world.update(), 'google', 'repeated-page', /circle|twice/);
    world.clouds.faults.set('google', (answer) => {
      sendJson(answer, { services: [] });
      return true;
    });
    assert.equal((await world.update()).of.gcp?.error?.code, 'empty');
  });

  it('google: no key and no default credentials', async () => {
    const done = await world.update([], { TWIN_GOOGLE_API_KEY: '', HOME: world.store, CLOUDSDK_CONFIG: world.store });
    assertAlone(done, 'google', 'no-credentials', /credentials|key/i);
  });

  it('awsQuery: refused credentials fall back to the public files, and do not where the query is asked for', async () => {
    world.clouds.faults.set('awsQuery', (answer) => {
      answer.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end('{"__type":"AccessDeniedException","message":"no"}');
      return true;
    });
    const done = await world.update([], SECRETS);
    assert.equal(done.code, 0, faultsOf(done));
    assert.ok(world.clouds.requests.some(({ api }) => api === 'awsBulk'));
    const only = await world.update(['--aws', 'query'], SECRETS);
    assert.equal(only.of.aws?.error?.code, 'unauthorized');
  });

  it('all at once: nothing is written, and the bundled book stays in force', async () => {
    for (const api of APIS) world.clouds.faults.set(api, status(500));
    const done = await world.update();
    assert.equal(done.code, 4);
    assert.equal(done.book, null);
    assert.deepEqual(world.files(), []);
    const told = await world.run(['prices', 'update']);
    assert.match(told.out, /Nothing was changed: bundled-2026-11-20 stays in force/);
    assert.match((await world.run(['prices', 'show'])).out, /^bundled-/);
  });

  describe('on the way', () => {
    it('a name that is not found', async () => {
      const { updatePrices } = await import('@twin2multicloud/pricing/fetch');
      const origin = 'https://prices.no-such-host.invalid';
      const { providers } = await updatePrices({
        folder: world.store,
        regions: null,
        providers: ['aws', 'azure', 'gcp'],
        accept: false,
        credentials: { googleApiKey: 'k', awsSource: 'bulk' },
        endpoints: { awsBulk: origin, azureRetail: origin, google: origin },
        http: { env: {}, waitMs: 1 },
        signal: new AbortController().signal,
        onProgress: () => undefined,
        log: () => undefined,
        now: () => new Date(),
      });
      assert.deepEqual(
        providers.map(({ error }) => error?.code),
        ['dns', 'dns', 'dns'],
      );
      for (const { error } of providers) assert.match(error?.message ?? '', /prices\.no-such-host\.invalid was not found/);
    });

    it('a proxy, which every client goes through, with AWS’s query too', async () => {
      const proxy = await startProxy();
      try {
        const url = `http://someone:sentinel-proxy-password@127.0.0.1:${proxy.port}`;
        const done = await world.update([], { ...SECRETS, HTTP_PROXY: url });
        assert.equal(done.code, 0, faultsOf(done));
        assert.equal(proxy.seen.length, world.clouds.requests.length, 'nothing went past it');
        assert.ok(proxy.authorized.every((header) => header === `Basic ${btoa('someone:sentinel-proxy-password')}`));
        for (const api of ['awsQuery', 'azureRetail', 'google'])
          assert.ok(
            world.clouds.requests.some((item) => item.api === api),
            api,
          );
        assertNoSecret(done, world);
      } finally {
        await proxy.close();
      }
    });

    it('a proxy that is not there, and one that wants a password', async () => {
      const free = await freePort();
      const done = await world.update(['--proxy', `http://127.0.0.1:${free}`]);
      assert.equal(done.code, 4);
      for (const outcome of Object.values(done.of)) assert.match(outcome?.error?.code ?? '', /^(?:offline|proxy)$/);
      const proxy = await startProxy(407);
      try {
        const closed = await world.update([], { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
        assert.deepEqual(
          Object.values(closed.of).map((outcome) => outcome?.error?.code),
          ['proxy', 'proxy', 'proxy'],
        );
      } finally {
        await proxy.close();
      }
    });

    it('NO_PROXY leaves a proxy out', async () => {
      const done = await world.update([], { HTTP_PROXY: `http://127.0.0.1:${await freePort()}`, NO_PROXY: 'example.com, 127.0.0.1' });
      assert.equal(done.code, 0, faultsOf(done));
    });

    it('a company’s own certificates: refused without them, believed with --ca, also through a proxy', async () => {
      const secure = await createWorld({ tls: TLS });
      const proxy = await startProxy();
      try {
        const refused = await secure.update();
        assert.deepEqual(
          Object.values(refused.of).map((outcome) => outcome?.error?.code),
          ['certificate', 'certificate', 'certificate'],
        );
        assert.match(refused.of.azure?.error?.remedy ?? '', /--ca FILE/);
        const believed = await secure.update(['--ca', CA], SECRETS);
        assert.equal(believed.code, 0, faultsOf(believed));
        assert.ok(secure.clouds.requests.some(({ api }) => api === 'awsQuery'));
        const named = await secure.update([], { NODE_EXTRA_CA_CERTS: CA, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
        assert.equal(named.code, 0, faultsOf(named));
        assert.ok(proxy.tunnels > 0);
        const missing = await secure.update(['--ca', '/nowhere/ca.pem']);
        assert.match(missing.err + missing.out, /certificates \/nowhere\/ca\.pem could not be read/);
      } finally {
        await proxy.close();
        await secure.close();
      }
    });
  });

  it('no key, token or password reaches a message, a log or the book', async () => {
    const done = [await world.update([], SECRETS)];
    for (const code of [401, 403, 429, 500]) {
      for (const api of [...APIS, 'awsQuery'] as const)
        world.clouds.faults.set(api, (answer, request) => {
          // A server that sends back what it was sent.
          answer
            .writeHead(code, { 'retry-after': '0' })
            .end(JSON.stringify({ message: JSON.stringify(request.headers), url: request.url }));
          return true;
        });
      done.push(await world.update([], SECRETS), {
        ...(await world.run(['prices', 'update'], SECRETS)),
        book: null,
        of: { aws: undefined, azure: undefined, gcp: undefined },
      });
    }
    for (const ran of done) assertNoSecret(ran, world);
    assert.ok(
      world.clouds.requests.some(({ headers }) => headers['x-goog-api-key'] === SECRETS.TWIN_GOOGLE_API_KEY),
      'it was used',
    );
    assert.ok(
      world.clouds.requests.every(({ url }) => !url.includes('sentinel')),
      'and stands in no address',
    );
  });

  it('other addresses than this machine’s are not taken for the APIs', async () => {
    for (const endpoints of [
      'google=https://example.com',
      'azureRetail=http://127.0.0.1.example.com',
      'awsBulk=file:///etc/passwd',
      'nobody=http://127.0.0.1',
    ]) {
      const done = await world.update([], { TWIN_PRICE_ENDPOINTS: endpoints });
      assert.equal(done.code, 4, endpoints);
      assert.match(done.err, /TWIN_PRICE_ENDPOINTS/);
    }
  });
});

/** What went wrong, for the message of an assertion. */
function faultsOf({ of, err }: Update): string {
  const lines = Object.entries(of).map(
    ([provider, outcome]) =>
      `${provider}: ${outcome?.outcome ?? 'nothing'} ${outcome?.error?.message ?? ''} ${JSON.stringify(outcome?.objections ?? [])}`,
  );
  return [...lines, err].join('\n');
}

function assertNoSecret({ out, err }: { readonly out: string; readonly err: string }, world: World): void {
  const texts = [out, err, ...world.files().map((file) => readFileSync(`${world.store}/${file}`, 'utf8'))];
  for (const text of texts) {
    for (const secret of [...Object.values(SECRETS), 'sentinel'])
      assert.ok(!text.includes(secret), text.slice(Math.max(0, text.indexOf(secret) - 80), text.indexOf(secret) + 80));
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
