import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { describe, it } from 'mocha';
import { FetchError, type FetchErrorCode } from '../contract.ts';
import { localCloud, recorded, runClient, sendJson, type Heard, type LocalCloud, type Run, type RunOptions } from '../test-kit.ts';
import { fetchAzure } from './index.ts';

const TWINS = ['Digital Twins', 'westeurope'] as const;
const TWINS_PAGE = recorded('azure/retail-digital-twins-westeurope-2026-07-17.json') as { Items: object[] };
const SUBSCRIPTION = '12345678-1234-1234-1234-123456789abc';
const TOKEN = 'SECRET-TOKEN-of-the-person';

function twins(cloud: LocalCloud, more: Partial<RunOptions> = {}): Promise<Run> {
  return runClient(fetchAzure, { wanted: [TWINS], endpoints: { azureRetail: cloud.origin }, ...more });
}

function fails(run: Run, code: FetchErrorCode): FetchError {
  assert.ok(run.error instanceof FetchError, inspect(run.error));
  assert.equal(run.error.code, code, run.error.message);
  assert.notEqual(run.error.remedy, '');
  return run.error;
}

describe('the client for Azure’s retail prices', () => {
  it('asks for each service and region once, in USD, with quotes doubled', async () => {
    await using cloud = await localCloud((_, response) => {
      sendJson(response, { Items: [{}], NextPageLink: null, Count: 0, error: 1 }, 400);
    });
    await twins(cloud, {
      wanted: [
        ["O'Brien's", 'westeurope'],
        ["O'Brien's", 'westeurope'],
      ],
    });
    assert.equal(cloud.heard.length, 1);
    assert.equal(
      cloud.heard[0]?.path,
      "/api/retail/prices?api-version=2023-01-01-preview&currencyCode='USD'&$filter=serviceName eq 'O''Brien''s'" +
        " and (armRegionName eq 'westeurope' or armRegionName eq 'Global') and priceType eq 'Consumption'",
    );
  });

  it('hands over the recorded page, and says how many rows the list has', async () => {
    await using cloud = await localCloud((_, response) => {
      sendJson(response, TWINS_PAGE);
    });
    const { lists, error, requests } = await twins(cloud);
    assert.equal(error, null);
    const list = lists.get('azure retail Digital Twins westeurope');
    assert.deepEqual([list?.rows.length, list?.count, list?.absent, requests], [3, 3, null, 1]);
    assert.deepEqual(
      list?.rows.map(({ attributes, unit, tiers }) => [attributes.meterName, unit, tiers[0]?.price]),
      [
        ['Standard Message', '1K', '0.0013'],
        ['Standard Operations', '1K', '0.00325'],
        ['Standard Query Units', '1K', '0.00065'],
      ],
    );
  });

  it('follows NextPageLink to its end, at the address that it was given, and joins the tiers of a meter across pages', async () => {
    const { Items } = recorded('azure/retail-bandwidth-westeurope-2026-07-17.excerpt.json') as { Items: object[] };
    await using cloud = await localCloud((heard, response) => {
      const skip = Number(/\$skip=(\d+)/.exec(heard.path)?.[1] ?? 0);
      const link = `https://prices.azure.com:443/api/retail/prices?$filter=serviceName eq 'Bandwidth'&$skip=${skip + 10}`;
      sendJson(response, { Items: Items.slice(skip, skip + 10), NextPageLink: skip + 10 < Items.length ? link : null, Count: 10 });
    });
    const { lists, error } = await runClient(fetchAzure, {
      wanted: [['Bandwidth', 'westeurope']],
      endpoints: { azureRetail: cloud.origin },
    });
    assert.equal(error, null);
    const list = lists.get('azure retail Bandwidth westeurope');
    assert.equal(list?.count, 23);
    assert.equal(cloud.heard.length, 3);
    assert.equal(list.rows.find(({ id }) => id.startsWith('6bd64e8e'))?.tiers.length, 5);
  });

  it('ends where a page comes twice, by its address or by what it holds', async () => {
    const sameLink = `https://prices.azure.com/api/retail/prices?$skip=1000`;
    await using fixed = await localCloud((_, response) => {
      sendJson(response, { ...TWINS_PAGE, NextPageLink: sameLink });
    });
    fails(await twins(fixed), 'repeated-page');
    assert.equal(fixed.heard.length, 2);
    let item = 0;
    await using circle = await localCloud((_, response) => {
      sendJson(response, { Items: [{ ...TWINS_PAGE.Items[0], meterName: `Meter ${++item}` }], NextPageLink: sameLink });
    });
    fails(await twins(circle), 'repeated-page');
    assert.equal(circle.heard.length, 2);
    let turn = 0;
    await using ignoring = await localCloud((_, response) => {
      sendJson(response, { ...TWINS_PAGE, NextPageLink: `https://prices.azure.com/api/retail/prices?$skip=${++turn * 1000}` });
    });
    fails(await twins(ignoring), 'repeated-page');
    assert.equal(ignoring.heard.length, 2);
  });

  it('ends a list that never ends', async () => {
    let turn = 0;
    await using cloud = await localCloud((_, response) => {
      const Items = TWINS_PAGE.Items.map((item) => ({ ...item, meterName: `Meter ${++turn}` }));
      sendJson(response, { Items, NextPageLink: `https://prices.azure.com/api/retail/prices?$skip=${turn}` });
    });
    fails(await twins(cloud), 'repeated-page');
    assert.equal(cloud.heard.length, 400);
  });

  it('follows no link that leads elsewhere', async () => {
    let strays = 0;
    await using elsewhere = await localCloud((_, response) => {
      strays++;
      sendJson(response, TWINS_PAGE);
    });
    const links = [
      `http://127.0.0.2/api/retail/prices?$skip=1`,
      'https://evil.example/api/retail/prices?$skip=1',
      'https://prices.azure.com/other',
      'x',
    ];
    for (const NextPageLink of [...links, `${elsewhere.origin.replace('127.0.0.1', 'localhost')}/api/retail/prices`]) {
      await using cloud = await localCloud((_, response) => {
        sendJson(response, { ...TWINS_PAGE, NextPageLink });
      });
      fails(await twins(cloud), 'malformed');
    }
    assert.equal(strays, 0);
  });

  it('calls a service absent only after a second look, and where it has prices in other regions', async () => {
    const everywhere = (heard: Heard): boolean => !heard.path.includes('armRegionName');
    await using cloud = await localCloud((heard, response) => {
      sendJson(response, everywhere(heard) ? TWINS_PAGE : { Items: [], NextPageLink: null, Count: 0 });
    });
    const { lists, error } = await twins(cloud);
    const list = lists.get('azure retail Digital Twins westeurope');
    assert.deepEqual([error, list?.count, list?.rows.length, cloud.heard.length], [null, null, 0, 3]);
    assert.match(
      list?.absent ?? '',
      /^Azure lists prices of Digital Twins in other regions and none in westeurope: https:\/\/prices\.azure\.com/,
    );
  });

  it('believes a list that is there at the second look', async () => {
    let turn = 0;
    await using cloud = await localCloud((_, response) => {
      sendJson(response, turn++ === 0 ? { Items: [], NextPageLink: null, Count: 0 } : TWINS_PAGE);
    });
    const list = (await twins(cloud)).lists.get('azure retail Digital Twins westeurope');
    assert.deepEqual([list?.count, list?.absent], [3, null]);
  });

  it('makes no fact of a service that has no prices anywhere', async () => {
    await using cloud = await localCloud((_, response) => {
      sendJson(response, { Items: [], NextPageLink: null, Count: 0 });
    });
    const { lists, error, log } = await twins(cloud);
    const list = lists.get('azure retail Digital Twins westeurope');
    assert.deepEqual([error, list?.count, list?.absent], [null, 0, null]);
    assert.match(log.join(), /Azure lists no prices of Digital Twins today/);
  });

  it('leaves out an item that cannot be read, and says so; one of ours is an error', async () => {
    const strange = { ...TWINS_PAGE.Items[0], meterId: 'AAAA', unitOfMeasure: '' };
    await using cloud = await localCloud((_, response) => {
      sendJson(response, { Items: [strange, ...TWINS_PAGE.Items], NextPageLink: null });
    });
    const { lists, log, error } = await twins(cloud);
    const list = lists.get('azure retail Digital Twins westeurope');
    assert.deepEqual([error, list?.rows.length, list?.count], [null, 3, 4]);
    assert.match(
      log.join(),
      /Digital Twins: a price is left out\. Azure Retail Prices, item 1 \(meter AAAA\): unitOfMeasure must be a text/,
    );
    fails(await twins(cloud, { pinned: 'aaaa' }), 'malformed');
  });

  it('ignores prices that were not asked for, and says so', async () => {
    const { Items } = recorded('azure/retail-functions-eastus.json') as { Items: object[] };
    await using cloud = await localCloud((_, response) => {
      const other = { ...TWINS_PAGE.Items[0], serviceName: 'Digital twins' };
      sendJson(response, { Items: [...TWINS_PAGE.Items, ...Items, other], NextPageLink: null });
    });
    const { lists, log } = await twins(cloud);
    const list = lists.get('azure retail Digital Twins westeurope');
    assert.deepEqual([list?.rows.length, list?.count], [3, 3]);
    assert.match(log.join(), /14 prices that were not asked for/);
  });

  it('says where a page holds less than it announces', async () => {
    await using cloud = await localCloud((_, response) => {
      sendJson(response, { ...TWINS_PAGE, Count: 1000 });
    });
    assert.match((await twins(cloud)).log.join(), /Azure announces 1000 prices of Digital Twins on a page and sends 3/);
  });

  it('waits and tries again where Azure is busy or fails, and gives up at last', async () => {
    let turn = 0;
    await using cloud = await localCloud((_, response) => {
      turn++;
      if (turn === 1) sendJson(response, {}, 429, { 'retry-after': '0' });
      else if (turn === 2) sendJson(response, {}, 503);
      else sendJson(response, TWINS_PAGE);
    });
    const run = await twins(cloud, { tries: 3 });
    assert.deepEqual([run.error, run.requests], [null, 3]);
    await using busy = await localCloud((_, response) => {
      sendJson(response, {}, 429, { 'retry-after': '0' });
    });
    assert.equal(fails(await twins(busy), 'throttled').status, 429);
  });

  it('tells every other fault by its kind', async () => {
    const faults: [FetchErrorCode, Parameters<typeof localCloud>[0]][] = [
      ['unauthorized', (_, response) => { sendJson(response, {}, 403); }],
      ['refused-request', (_, response) => { sendJson(response, {}, 400); }],
      ['server', (_, response) => { sendJson(response, {}, 500); }],
      ['malformed', (_, response) => { response.end('{"Items": ['); }],
      ['malformed', (_, response) => { response.end('<html>Sign in</html>'); }],
      ['malformed', (_, response) => { sendJson(response, { value: [] }); }],
      ['malformed', (_, response) => { sendJson(response, { Items: [{ type: 'Consumption' }] }); }],
      ['cut-off', (_, response) => { response.writeHead(200, { 'content-length': '1000' }).write('{"Items": [', () => response.destroy()); }],
      ['timeout', () => undefined],
    ]; // prettier-ignore
    for (const [code, answer] of faults) {
      await using cloud = await localCloud(answer);
      const { lists } = await twins(cloud, { timeoutMs: 200 }).then((run) => (fails(run, code), run));
      assert.equal(lists.get('azure retail Digital Twins westeurope')?.count, null, code);
    }
    fails(await runClient(fetchAzure, { wanted: [TWINS], endpoints: { azureRetail: 'http://127.0.0.1:9' } }), 'offline');
  });

  it('goes through a proxy', async () => {
    await using proxy = await localCloud((_, response) => {
      sendJson(response, TWINS_PAGE);
    });
    const run = await runClient(fetchAzure, {
      wanted: [TWINS],
      endpoints: { azureRetail: 'http://prices.example' },
      env: { HTTP_PROXY: proxy.origin },
    });
    assert.equal(run.error, null);
    assert.match(proxy.heard[0]?.path ?? '', /^http:\/\/prices\.example(?::80)?\/api\/retail\/prices/);
  });

  it('begins no further list after a failure', async () => {
    await using cloud = await localCloud((heard, response) => {
      const serviceName = /serviceName eq '([^']*)'/.exec(heard.path)?.[1];
      if (serviceName === 'Service 0') sendJson(response, {}, 403);
      else setTimeout(() => { sendJson(response, { Items: [{ ...TWINS_PAGE.Items[0], serviceName }] }); }, 20); // prettier-ignore
    });
    const wanted = Array.from({ length: 40 }, (_, index) => [`Service ${index}`, 'westeurope'] as const);
    fails(await twins(cloud, { wanted }), 'unauthorized');
    assert.ok(cloud.heard.length < 20, String(cloud.heard.length));
  });

  it('stops where it is cancelled, and begins no further list', async () => {
    const cancel = new AbortController();
    await using cloud = await localCloud(() => {
      cancel.abort();
    });
    const wanted = Array.from({ length: 20 }, (_, index) => [`Service ${index}`, 'westeurope'] as const);
    fails(await twins(cloud, { wanted, cancel: cancel.signal }), 'cancelled');
    assert.ok(cloud.heard.length <= 4);
  });
});

describe('the client for a subscription’s own offer (RateCard)', () => {
  const CARD = recorded('azure/ratecard-ASSEMBLED.json') as { Meters: object[] };
  const own = (more: object = {}): NonNullable<RunOptions['credentials']> => ({
    azureRateCard: { subscription: SUBSCRIPTION, offer: 'MS-AZR-0003P', regionInfo: 'DE', token: () => Promise.resolve(TOKEN), ...more },
  });

  /** Retail list and management API in one server. */
  async function azure(card: (heard: Heard, response: Parameters<Parameters<typeof localCloud>[0]>[1]) => void): Promise<LocalCloud> {
    return localCloud((heard, response) => {
      if (heard.path.startsWith('/api/retail')) sendJson(response, TWINS_PAGE);
      else card(heard, response);
    });
  }

  const withCard = (cloud: LocalCloud, credentials = own()): Promise<Run> =>
    twins(cloud, { credentials, endpoints: { azureRetail: cloud.origin, azureRateCard: cloud.origin } });

  it('asks the management API through the SDK, with the four parts of the filter and the person’s token', async () => {
    await using cloud = await azure((_, response) => {
      sendJson(response, CARD);
    });
    assert.equal((await withCard(cloud)).error, null);
    const [asked] = cloud.heard;
    assert.equal(
      asked?.path.replaceAll('+', ' '),
      `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Commerce/RateCard?$filter=OfferDurableId eq 'MS-AZR-0003P' and Currency eq 'USD'` +
        " and Locale eq 'en-US' and RegionInfo eq 'DE'&api-version=2015-06-01-preview",
    );
    assert.equal(asked.headers.authorization, `Bearer ${TOKEN}`);
    assert.ok(cloud.heard.slice(1).every(({ headers }) => headers.authorization === undefined));
  });

  it('puts the offer’s rates and what it includes in place of the list prices, and leaves other meters theirs', async () => {
    await using cloud = await azure((_, response) => {
      const meter = { ...CARD.Meters[1], MeterRates: { '0': 0.003, '1000': 0.002 }, IncludedQuantity: 500, Unit: '1K' };
      sendJson(response, {
        ...CARD,
        Meters: [meter],
        OfferTerms: [{ Name: 'Monetary Credit', Credit: 150, EffectiveDate: '2015-04-30T00:00:00Z' }],
      });
    });
    const { lists, log } = await withCard(cloud);
    const rows = lists.get('azure retail Digital Twins westeurope')?.rows ?? [];
    assert.deepEqual(
      rows.map(({ attributes, tiers }) => [attributes.meterName, tiers.map(({ from, price }) => `${from}: ${price}`).join(', ')]),
      [
        ['Standard Message', '0: 0.0013'],
        ['Standard Operations', '0: 0, 500: 0.003, 1000: 0.002'],
        ['Standard Query Units', '0: 0.00065'],
      ],
    );
    assert.match(rows[1]?.url ?? '', /\/subscriptions\/\{subscriptionId\}\/providers\/Microsoft\.Commerce\/RateCard/);
    assert.doesNotMatch(JSON.stringify([rows, log]), new RegExp(`${SUBSCRIPTION}|${TOKEN}`));
    assert.match(log.join('\n'), /1 meters of the offer MS-AZR-0003P[^]*Terms of the offer, in no price: Monetary Credit of 150 USD\./);
  });

  it('follows the redirect to a file, and shows the token to nobody else', async () => {
    await using blob = await localCloud((_, response) => {
      sendJson(response, CARD);
    });
    await using cloud = await azure((_, response) => {
      response.writeHead(302, { location: `${blob.origin}/cards/card.json?sig=SECRET-SIGNATURE` }).end();
    });
    const { error, lists } = await withCard(cloud);
    assert.equal(error, null);
    assert.match(lists.get('azure retail Digital Twins westeurope')?.rows[0]?.url ?? '', /RateCard/);
    assert.deepEqual(
      blob.heard.map(({ path, headers }) => [path, headers.authorization]),
      [['/cards/card.json?sig=SECRET-SIGNATURE', undefined]],
    );
  });

  it('ends a circle of redirects', async () => {
    await using circle = await azure((heard, response) => {
      response.writeHead(302, { location: heard.path }).end();
    });
    fails(await withCard(circle), 'refused-request');
    assert.equal(circle.heard.length, 6);
  });

  it('tells faults by their kind, tries again as everywhere, and lets neither token nor signature into an error or the log', async () => {
    await using blob = await localCloud((_, response) => {
      sendJson(response, {}, 403);
    });
    const faults: [FetchErrorCode, (response: Parameters<Parameters<typeof localCloud>[0]>[1]) => void, number][] = [
      ['unauthorized', (response) => { sendJson(response, { error: { code: 'ExpiredAuthenticationToken', message: TOKEN } }, 401); }, 1],
      ['unauthorized', (response) => { sendJson(response, { error: { code: 'AuthorizationFailed' } }, 403); }, 1],
      ['unauthorized', (response) => { response.writeHead(302, { location: `${blob.origin}/card?sig=SECRET-SIGNATURE` }).end(); }, 1],
      ['refused-request', (response) => { sendJson(response, { error: { code: 'InvalidOffer' } }, 400); }, 1],
      // The SDK would register the provider in the person's subscription and ask again.
      ['refused-request', (response) => { sendJson(response, { error: { code: 'MissingSubscriptionRegistration', message: "The subscription is not registered to use namespace 'Microsoft.Commerce'" } }, 409); }, 1],
      ['throttled', (response) => { sendJson(response, {}, 429, { 'retry-after': '0' }); }, 2],
      ['server', (response) => { sendJson(response, {}, 500); }, 2],
      ['malformed', (response) => { response.writeHead(200, { 'content-type': 'application/json' }).end('{"Meters": ['); }, 2],
      ['malformed', (response) => { sendJson(response, []); }, 1],
      ['malformed', (response) => { sendJson(response, { ...CARD, Meters: [{ MeterName: 'm', MeterRates: { '0': 'x' } }] }); }, 1],
      ['empty', (response) => { sendJson(response, { ...CARD, Meters: [] }); }, 1],
      ['cut-off', (response) => { response.writeHead(200, { 'content-length': '1000' }).write('{', () => response.destroy()); }, 2],
    ]; // prettier-ignore
    for (const [code, answer, requests] of faults) {
      await using cloud = await azure((_, response) => {
        answer(response);
      });
      const run = await withCard(cloud);
      const { remedy } = fails(run, code);
      if (code === 'unauthorized') assert.match(remedy, /az login/);
      if (code === 'refused-request') assert.match(remedy, /has this offer/);
      assert.equal(cloud.heard.length, requests, code);
      assert.ok(cloud.heard.every(({ method }) => method === 'GET'));
      const told = inspect([run.error, run.log], { depth: 20, showHidden: true });
      assert.doesNotMatch(told, /SECRET/, code);
    }
  });

  it('needs a token, a subscription, an offer and a country that are such', async () => {
    await using cloud = await azure((_, response) => {
      sendJson(response, CARD);
    });
    const wrong: [FetchErrorCode, object][] = [
      ['no-credentials', { token: () => Promise.reject(new Error(TOKEN)) }],
      ['no-credentials', { token: () => Promise.resolve('') }],
      ['refused-request', { subscription: '../other' }],
      ['refused-request', { offer: "MS-AZR-0003P' or 1 eq 1" }],
      ['refused-request', { regionInfo: 'Germany' }],
    ];
    for (const [code, more] of wrong) {
      const run = await withCard(cloud, own(more));
      assert.doesNotMatch(inspect(fails(run, code), { depth: 20, showHidden: true }), /SECRET/);
    }
    assert.equal(cloud.heard.length, 0);
  });
});
