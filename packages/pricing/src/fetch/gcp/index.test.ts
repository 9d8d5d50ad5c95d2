import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { FetchError, type FetchErrorCode } from '../contract.ts';
import { localCloud, recorded, runClient, sendJson, type Heard, type LocalCloud, type Run, type RunOptions } from '../test-kit.ts';
import { fetchGoogle } from './index.ts';

const PUBSUB = 'A1E8-BE35-7EBC';
const COMPUTE = '6F81-5844-456A';
const KEY = 'SECRET-KEY-of-the-person';
const SERVICES = recorded('gcp/services.ASSEMBLED.json');
const PUBSUB_PAGE = recorded('gcp/skus-cloud-pubsub.json') as { skus: object[] };
const COMPUTE_PAGE = recorded('gcp/skus-compute-e2.SYNTHETIC-IDS.json');

type Response = Parameters<Parameters<typeof localCloud>[0]>[1];

/** A catalog with the recorded services, and SKUs as the test says. */
function catalog(skus: (heard: Heard, response: Response) => void): Promise<LocalCloud> {
  return localCloud((heard, response) => {
    if (heard.path.startsWith('/v1/services?')) sendJson(response, SERVICES);
    else skus(heard, response);
  });
}

function run(cloud: LocalCloud, more: Partial<RunOptions> = {}): Promise<Run> {
  const options = { wanted: [[PUBSUB, 'europe-west1']], credentials: { googleApiKey: KEY } } as const;
  return runClient(fetchGoogle, { ...options, endpoints: { google: cloud.origin }, ...more });
}

function fails({ error }: Run, code: FetchErrorCode): FetchError {
  assert.ok(error instanceof FetchError, inspect(error));
  assert.equal(error.code, code, error.message);
  assert.notEqual(error.remedy, '');
  return error;
}

describe('the client for Google Cloud’s catalog', () => {
  it('asks through the SDK’s REST transport, with the key in a header and in no address', async () => {
    await using cloud = await catalog((_, response) => {
      sendJson(response, PUBSUB_PAGE);
    });
    assert.equal((await run(cloud)).error, null);
    assert.deepEqual(
      cloud.heard.map(({ method, path: asked }) => `${method} ${asked.replace(/&\$alt.*/, '')}`),
      ['GET /v1/services?pageSize=5000&pageToken=', `GET /v1/services/${PUBSUB}/skus?currencyCode=USD&pageSize=5000&pageToken=`],
    );
    for (const { headers, path: asked } of cloud.heard) {
      assert.equal(headers['x-goog-api-key'], KEY);
      assert.match(String(headers['x-goog-api-client']), /gapic\/.*rest\//);
      assert.doesNotMatch(asked, /SECRET|key=/);
    }
  });

  it('hands over the recorded SKUs as the SDK decodes them, and how many the list has', async () => {
    await using cloud = await catalog((_, response) => {
      sendJson(response, PUBSUB_PAGE);
    });
    const { lists, requests } = await run(cloud);
    const list = lists.get(`google skus ${PUBSUB}`);
    assert.deepEqual([list?.rows.length, list?.count, list?.region, requests], [4, 4, 'global', 2]);
    const [row] = list?.rows ?? [];
    assert.deepEqual(row, {
      provider: 'gcp',
      id: '027D-B6C7-CCA2',
      service: PUBSUB,
      regions: ['global'],
      attributes: {
        description: 'Message Delivery Basic',
        serviceDisplayName: 'Cloud Pub/Sub',
        resourceFamily: 'ApplicationServices',
        resourceGroup: 'MessageDelivery',
        usageType: 'OnDemand',
        aggregationLevel: 'ACCOUNT',
        aggregationInterval: 'MONTHLY',
        aggregationCount: '1',
      },
      unit: 'TiBy',
      currency: 'USD',
      tiers: [
        { from: '0', price: '0' },
        { from: '0.009765625', price: '40' },
      ],
      recordedTo: null,
      effectiveFrom: '2026-08-01',
      url: `https://cloudbilling.googleapis.com/v1/services/${PUBSUB}/skus`,
      readAt: '2026-11-21T12:00:00.000Z',
    });
  });

  it('leaves out an SKU that cannot be read, and says so; one of ours is an error', async () => {
    const strange = { ...PUBSUB_PAGE.skus[0], skuId: 'AAAA-BBBB-CCCC', description: '' };
    await using cloud = await catalog((_, response) => {
      sendJson(response, { skus: [strange, ...PUBSUB_PAGE.skus] });
    });
    const { lists, log, error } = await run(cloud);
    const list = lists.get(`google skus ${PUBSUB}`);
    assert.deepEqual([error, list?.rows.length, list?.count], [null, PUBSUB_PAGE.skus.length, PUBSUB_PAGE.skus.length + 1]);
    assert.match(log.join(), /an SKU is left out\. Cloud Billing Catalog, SKU AAAA-BBBB-CCCC: description must be a text/);
    fails(await run(cloud, { pinned: 'AAAA-BBBB-CCCC' }), 'malformed');
  });

  it('follows the tokens to the end', async () => {
    await using cloud = await catalog((heard, response) => {
      const at = Number(/pageToken=(\d*)/.exec(heard.path)?.[1] ?? 0);
      sendJson(response, { skus: [PUBSUB_PAGE.skus[at]], nextPageToken: at < 3 ? String(at + 1) : '' });
    });
    const { lists, error } = await run(cloud);
    assert.deepEqual([error, lists.get(`google skus ${PUBSUB}`)?.rows.length, cloud.heard.length], [null, 4, 5]);
  });

  it('ends where a page comes twice, by its token or by what it holds, and where pages never end', async () => {
    await using token = await catalog((_, response) => {
      sendJson(response, { ...PUBSUB_PAGE, nextPageToken: 'again' });
    });
    fails(await run(token), 'repeated-page');
    let turn = 0;
    await using ignoring = await catalog((_, response) => {
      sendJson(response, { ...PUBSUB_PAGE, nextPageToken: String(++turn) });
    });
    fails(await run(ignoring), 'repeated-page');
    assert.deepEqual([token.heard.length, ignoring.heard.length], [3, 3]);
    await using endless = await catalog((_, response) => {
      sendJson(response, { skus: [{ ...PUBSUB_PAGE.skus[0], skuId: `ID-${++turn}` }], nextPageToken: String(turn) });
    });
    fails(await run(endless), 'repeated-page');
    assert.equal(endless.heard.length, 101);
  });

  it('finds a service by its display name where its id is not known, and calls it as it is asked for', async () => {
    await using cloud = await catalog((_, response) => {
      sendJson(response, PUBSUB_PAGE);
    });
    const { lists } = await run(cloud, { wanted: [['Cloud Pub/Sub', 'europe-west1']] });
    const list = lists.get('google skus Cloud Pub/Sub');
    assert.deepEqual([list?.rows.length, list?.rows[0]?.service, list?.url.includes(PUBSUB)], [4, 'Cloud Pub/Sub', true]);
  });

  it('says which service the catalog does not have, and reads the others', async () => {
    await using cloud = await catalog((_, response) => {
      sendJson(response, PUBSUB_PAGE);
    });
    const { lists, log, error } = await run(cloud, {
      wanted: [
        ['Workflows', 'europe-west1'],
        [PUBSUB, 'europe-west1'],
      ],
    });
    assert.deepEqual([error, [...lists.keys()]], [null, [`google skus ${PUBSUB}`]]);
    assert.match(log.join(), /Google’s catalog has no service named Workflows; its prices stay as they are/);
  });

  it('chooses none of two services with one name', async () => {
    const twice = (SERVICES as { services: object[] }).services.map((service) => ({ ...service, displayName: 'Cloud Run' }));
    await using cloud = await localCloud((_, response) => {
      sendJson(response, { services: twice });
    });
    const { lists, log, error } = await run(cloud, { wanted: [['Cloud Run', 'europe-west1']] });
    assert.deepEqual([error, lists.size, cloud.heard.length], [null, 0, 1]);
    assert.match(log.join(), /has 12 services named Cloud Run/);
  });

  it('calls a service absent where all its SKUs are of other regions', async () => {
    await using cloud = await catalog((heard, response) => {
      sendJson(response, heard.path.includes(COMPUTE) ? COMPUTE_PAGE : PUBSUB_PAGE);
    });
    const { lists } = await run(cloud, {
      wanted: [COMPUTE, PUBSUB].flatMap((id) => ['europe-west1', 'us-east1'].map((region) => [id, region] as const)),
    });
    assert.deepEqual([...lists.keys()], [`google skus ${COMPUTE}`, `google skus ${COMPUTE} us-east1`, `google skus ${PUBSUB}`]);
    const absent = lists.get(`google skus ${COMPUTE} us-east1`);
    assert.deepEqual([absent?.region, absent?.count], ['us-east1', null]);
    assert.match(
      absent?.absent ?? '',
      /2 SKUs of Compute Engine and none that is global or of us-east1: https:\/\/cloudbilling\.googleapis\.com/,
    );
  });

  it('says that a list is empty, and makes no fact of it', async () => {
    await using cloud = await catalog((_, response) => {
      sendJson(response, {});
    });
    const { lists, log } = await run(cloud);
    const list = lists.get(`google skus ${PUBSUB}`);
    assert.deepEqual([list?.count, list?.absent], [0, null]);
    assert.match(log.join(), /no SKUs of Cloud Pub\/Sub today/);
    await using nothing = await localCloud((_, response) => {
      sendJson(response, { services: [] });
    });
    fails(await run(nothing), 'empty');
  });

  it('tells faults by their kind, tries again as everywhere, and lets no key into an error or the log', async () => {
    const google = (code: number, status: string, message: string): object => ({ error: { code, status, message } });
    const faults: [FetchErrorCode, (response: Response) => void, number, RegExp?][] = [
      ['unauthorized', (response) => { sendJson(response, google(400, 'INVALID_ARGUMENT', `API key not valid. Please pass a valid API key. ${KEY}`), 400); }, 1, /TWIN_GOOGLE_API_KEY/],
      ['unauthorized', (response) => { sendJson(response, google(403, 'PERMISSION_DENIED', 'Cloud Billing API has not been used in project 1 before or it is disabled.'), 403); }, 1, /services enable/],
      ['unauthorized', (response) => { sendJson(response, google(403, 'PERMISSION_DENIED', `Requests with ${KEY} are blocked.`), 403); }, 1],
      ['unauthorized', (response) => { sendJson(response, google(401, 'UNAUTHENTICATED', 'no'), 401); }, 1],
      ['refused-request', (response) => { sendJson(response, google(400, 'INVALID_ARGUMENT', 'Invalid page size'), 400); }, 1],
      ['not-found', (response) => { sendJson(response, google(404, 'NOT_FOUND', 'no'), 404); }, 1],
      ['throttled', (response) => { sendJson(response, google(429, 'RESOURCE_EXHAUSTED', 'slow down'), 429, { 'retry-after': '0' }); }, 2],
      ['server', (response) => { sendJson(response, google(503, 'UNAVAILABLE', 'later'), 503); }, 2],
      ['server', (response) => { response.writeHead(500, { 'content-type': 'text/html' }).end('<html>'); }, 2],
      ['malformed', (response) => { response.writeHead(200, { 'content-type': 'application/json' }).end('{"services": ['); }, 2],
      ['malformed', (response) => { response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'); }, 2],
      ['malformed', (response) => { sendJson(response, { services: { a: 1 } }); }, 2],
      ['malformed', (response) => { sendJson(response, { services: [7] }); }, 1],
      ['malformed', (response) => { response.end('null'); }, 2],
      ['cut-off', (response) => { response.writeHead(200, { 'content-length': '1000' }).write('{', () => response.destroy()); }, 2],
      ['cut-off', (response) => { response.writeHead(200).write('{', () => response.destroy()); }, 2],
      ['timeout', () => undefined, 2],
    ]; // prettier-ignore
    for (const [index, [code, answer, requests, remedy]] of faults.entries()) {
      await using cloud = await localCloud((_, response) => {
        answer(response);
      });
      const failed = await run(cloud, { timeoutMs: code === 'timeout' ? 200 : 5000 });
      const error = fails(failed, code);
      assert.equal(cloud.heard.length, requests, `${index} ${code}`);
      if (remedy !== undefined) assert.match(error.remedy, remedy);
      assert.doesNotMatch(inspect([error, failed.log], { depth: 20, showHidden: true }), /SECRET/, code);
    }
    fails(
      await runClient(fetchGoogle, {
        wanted: [[PUBSUB, 'x']],
        credentials: { googleApiKey: KEY },
        endpoints: { google: 'http://127.0.0.1:9' },
      }),
      'offline',
    );
  });

  it('leaves the list unfinished where it fails in the middle', async () => {
    let turn = 0;
    await using cloud = await catalog((_, response) => {
      if (turn++ === 0) sendJson(response, { skus: [PUBSUB_PAGE.skus[0]], nextPageToken: 'more' });
      else sendJson(response, {}, 403);
    });
    const failed = await run(cloud);
    fails(failed, 'unauthorized');
    assert.equal(failed.lists.get(`google skus ${PUBSUB}`)?.count, null);
  });

  it('goes through a proxy', async () => {
    await using proxy = await catalog((heard, response) => {
      sendJson(response, heard.path.endsWith('/skus') ? PUBSUB_PAGE : SERVICES);
    });
    const { error } = await run(proxy, {
      endpoints: { google: 'http://catalog.example' },
      env: { HTTP_PROXY: proxy.origin },
      wanted: [['Nothing', 'x']],
    });
    assert.equal(error, null);
    assert.match(proxy.heard[0]?.path ?? '', /^http:\/\/catalog\.example(?::80)?\/v1\/services/);
  });

  it('stops where it is cancelled', async () => {
    const cancel = new AbortController();
    await using cloud = await catalog(() => {
      cancel.abort();
    });
    fails(await run(cloud, { cancel: cancel.signal }), 'cancelled');
    assert.equal(cloud.heard.length, 2);
  });

  it('asks nobody where nothing is wanted', async () => {
    await using cloud = await catalog(() => undefined);
    assert.deepEqual([(await run(cloud, { wanted: [] })).error, cloud.heard.length], [null, 0]);
  });
});

describe('Google’s default credentials', () => {
  const NAMES = ['GOOGLE_APPLICATION_CREDENTIALS', 'HOME', 'APPDATA'] as const;
  let folder = '';
  let before: (string | undefined)[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'twin-google-'));
    before = NAMES.map((name) => process.env[name]);
    // The library reads these from the process; a home without gcloud's file is one without a sign-in.
    delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
    process.env.HOME = folder;
    process.env.APPDATA = folder;
  });

  afterEach(() => {
    for (const [index, name] of NAMES.entries()) {
      const value = before[index];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    rmSync(folder, { recursive: true });
  });

  it('are asked for by name where there are none', async () => {
    await using cloud = await catalog(() => undefined);
    const started = performance.now();
    const { message, remedy } = fails(await run(cloud, { credentials: {} }), 'no-credentials');
    assert.match(`${message} ${remedy}`, /TWIN_GOOGLE_API_KEY .*gcloud auth application-default login.* stay as they are/);
    assert.ok(performance.now() - started < 2000, 'it must not wait for a machine of Google’s');
    assert.equal(cloud.heard.length, 0);
    const broken = path.join(folder, 'broken.json');
    writeFileSync(broken, '{"private_key": "SECRET"');
    const env = { GOOGLE_APPLICATION_CREDENTIALS: broken };
    assert.doesNotMatch(inspect(fails(await run(cloud, { credentials: { env } }), 'no-credentials'), { depth: 20 }), /SECRET/);
  });

  it('are used where there are some: a service account signs its own token', async () => {
    await using cloud = await catalog((_, response) => {
      sendJson(response, PUBSUB_PAGE);
    });
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const file = path.join(folder, 'account.json');
    const account = {
      type: 'service_account',
      client_email: 'prices@project.iam.gserviceaccount.com',
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      private_key_id: '1',
    };
    writeFileSync(file, JSON.stringify(account));
    const { error, lists } = await run(cloud, { credentials: { env: { GOOGLE_APPLICATION_CREDENTIALS: file } } });
    assert.deepEqual([error, lists.get(`google skus ${PUBSUB}`)?.rows.length], [null, 4]);
    for (const { headers } of cloud.heard) {
      assert.match(headers.authorization ?? '', /^Bearer ey/);
      assert.equal(headers['x-goog-api-key'], undefined);
    }
  });

  it('are told to be made anew where they have ended', async () => {
    await using cloud = await localCloud((_, response) => {
      sendJson(response, { error: 'invalid_grant', error_description: 'SECRET has expired' }, 400);
    });
    const token = path.join(folder, 'token');
    const file = path.join(folder, 'external.json');
    writeFileSync(token, 'SECRET');
    const account = {
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${cloud.origin}/v1/token`,
      credential_source: { file: token },
    };
    writeFileSync(file, JSON.stringify(account));
    const failed = await run(cloud, { credentials: { env: { GOOGLE_APPLICATION_CREDENTIALS: file } } });
    assert.match(fails(failed, 'unauthorized').remedy, /gcloud auth application-default login/);
    assert.doesNotMatch(inspect([failed.error, failed.log], { depth: 20, showHidden: true }), /SECRET/);
    assert.deepEqual(
      cloud.heard.map(({ path: asked }) => asked),
      ['/v1/token'],
    );
  });

  it('let no token into an error', async () => {
    await using cloud = await localCloud((_, response) => {
      sendJson(response, {}, 403);
    });
    const file = path.join(folder, 'user.json');
    writeFileSync(file, JSON.stringify({ type: 'authorized_user', client_id: 'id', client_secret: 'SECRET-1', refresh_token: 'SECRET-2' }));
    // Its token is Google's to give: through the proxy, which refuses here.
    const failed = await run(cloud, {
      credentials: { env: { GOOGLE_APPLICATION_CREDENTIALS: file } },
      env: { HTTPS_PROXY: 'http://127.0.0.1:9' },
    });
    assert.ok(failed.error instanceof FetchError);
    assert.equal(failed.error.code, 'offline');
    assert.doesNotMatch(inspect([failed.error, failed.log], { depth: 20, showHidden: true }), /SECRET/);
    assert.equal(cloud.heard.length, 0);
  });
});
