import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, it } from 'mocha';
import type { Credentials, Identity } from '../contract.ts';
import { fetchAws } from './index.ts';
import { queryRegionOf, queryUrlOf } from './query.ts';
import { KEYS, fixture, fixtureJson, identity, serve, trial, type Asking, type Server, type Trial } from './test-kit.ts';

interface Input {
  readonly ServiceCode: string;
  readonly NextToken?: string;
  readonly Filters?: unknown;
  readonly MaxResults?: number;
  readonly AttributeName?: string;
}
type Reply = (input: Input, asking: Asking, response: ServerResponse) => unknown;

const S3 = [identity('AmazonS3', 'us-east-1', 'WP9ANXZGBYYSGJEA')];

function item(sku: string, price = '1', more: object = {}): string {
  const key = `${sku}.JRTCKXETXF`;
  const priceDimensions = {
    [`${key}.A`]: { rateCode: `${key}.A`, unit: 'GB', beginRange: '0', endRange: 'Inf', pricePerUnit: { USD: price } },
  };
  return JSON.stringify({
    product: { sku, attributes: { regionCode: 'us-east-1', usagetype: sku } },
    serviceCode: 'AmazonS3',
    terms: { OnDemand: { [key]: { offerTermCode: 'JRTCKXETXF', sku, priceDimensions } } },
    version: '20260728131000',
    ...more,
  });
}

function sendError(response: ServerResponse, status: number, type: string, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...headers })
    .end(JSON.stringify({ __type: type, message: 'No.' }));
}

describe('AWS’s Query API, through the SDK', () => {
  let server: Server | undefined;
  let one: Trial | undefined;
  const open: (() => Promise<void> | undefined)[] = [];
  afterEach(async () => {
    one = undefined;
    for (const close of open.splice(0)) await close();
  });

  /** Fetches from a server that answers GetProducts (and other operations) so; what is returned is sent as JSON. */
  async function fetched(
    reply: Reply,
    identities: readonly Identity[] = S3,
    credentials: Credentials = { awsSource: 'query', env: KEYS },
    more: { timeoutMs?: number; proxy?: string } = {},
  ): Promise<Trial> {
    server = await serve(async (asking, response) => {
      const input = (asking.body === '' ? { ServiceCode: '' } : JSON.parse(asking.body)) as Input;
      const answer = await reply(input, asking, response);
      if (answer === undefined) return;
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(Buffer.isBuffer(answer) ? answer : JSON.stringify(answer));
    });
    const own = server;
    one = trial(identities, { awsQuery: server.origin, awsBulk: server.origin }, { ...more, credentials });
    const { request, http } = one;
    open.push(() => {
      http.close();
      return own.close();
    });
    await fetchAws(request);
    return one;
  }

  const fails = (promise: Promise<unknown>, code: string, message: RegExp): Promise<void> =>
    assert.rejects(promise, (error) => {
      assert.ok(error instanceof Error && 'code' in error, String(error));
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
      return true;
    });

  it('is asked for a service’s products in a region, signed, and its recorded answer read', async () => {
    const recorded = await fixture('getproducts-AmazonS3-us-east-1-2026-07-28.json');
    const { lists } = await fetched(() => recorded);
    const list = lists.get('aws query AmazonS3 us-east-1');
    assert.deepEqual([list?.rows.length, list?.ended, list?.rows[0]?.tiers.length], [7, 7, 3]);
    // Where a person can read the row without an account.
    assert.equal(
      list?.rows[0]?.url,
      'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonS3/20260728131000/us-east-1/index.json',
    );
    const [asking] = server?.asked ?? [];
    assert.equal(asking?.headers['x-amz-target'], 'AWSPriceListService.GetProducts');
    assert.match(asking.headers.authorization ?? '', /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/us-east-1\/pricing\/aws4_request/);
    assert.deepEqual(JSON.parse(asking.body), {
      ServiceCode: 'AmazonS3',
      Filters: [{ Type: 'TERM_MATCH', Field: 'regionCode', Value: 'us-east-1' }],
      FormatVersion: 'aws_v1',
      MaxResults: 100,
    });
  });

  it('reads botocore’s example as a last page', async () => {
    const { NextToken: _, ...last } = await fixtureJson('getproducts-botocore-example-AmazonEC2.json');
    const { lists } = await fetched(() => last, [identity('AmazonEC2', 'ca-central-1')]);
    assert.deepEqual(
      lists.get('aws query AmazonEC2 ca-central-1')?.rows.map(({ tiers }) => tiers[0]?.price),
      ['0.138'],
    );
  });

  it('is asked for data transfer by where it comes from', async () => {
    await fetched(() => ({ PriceList: [item('A')] }), [identity('AWSDataTransfer', 'eu-central-1')]);
    assert.match(server?.asked[0]?.body ?? '', /"Field":"fromRegionCode","Value":"eu-central-1"/);
  });

  it('is asked in one of its own three regions, whatever AWS_REGION says', async () => {
    assert.deepEqual(
      ['eu-central-1', 'eu-north-1', 'af-south-1', 'ap-southeast-2', 'us-west-2', 'sa-east-1', 'ca-central-1'].map(queryRegionOf),
      ['eu-central-1', 'eu-central-1', 'eu-central-1', 'ap-south-1', 'us-east-1', 'us-east-1', 'us-east-1'],
    );
    assert.equal(queryUrlOf('ap-south-1', undefined), 'https://api.pricing.ap-south-1.amazonaws.com');
    const before = { ...process.env };
    process.env.AWS_REGION = 'eu-west-1';
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.2:1';
    try {
      await fetched(() => ({ PriceList: [item('A')] }), [identity('AmazonS3', 'eu-north-1')]);
    } finally {
      for (const name of ['AWS_REGION', 'AWS_ENDPOINT_URL'] as const) {
        if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before[name];
      }
    }
    assert.match(server?.asked[0]?.headers.authorization ?? '', /\/eu-central-1\/pricing\//);
  });

  it('is read to its last page, an empty one in between included', async () => {
    const pages = new Map<string | undefined, unknown>([
      [undefined, { PriceList: [item('A'), item('B')], NextToken: 't1' }],
      ['t1', { PriceList: [], NextToken: 't2' }],
      ['t2', { PriceList: [item('C'), item('B')], NextToken: '' }],
    ]);
    const { lists } = await fetched(({ NextToken }) => pages.get(NextToken));
    const list = lists.get('aws query AmazonS3 us-east-1');
    assert.deepEqual([list?.rows.map(({ id }) => id), list?.ended], [['A', 'B', 'C'], 3]);
  });

  it('is an error where a token, or a page under another token, repeats', async () => {
    await fails(
      fetched(({ NextToken }) => ({ PriceList: [item(NextToken ?? 'first')], NextToken: 'again' })),
      'repeated-page',
      /AmazonS3 in us-east-1 repeats a page/,
    );
    let turn = 0;
    await fails(
      fetched(() => ({ PriceList: [item('A')], NextToken: `t${turn++}` })),
      'repeated-page',
      /repeats a page/,
    );
    assert.equal(one?.lists.size, 0);
  });

  it('tells an empty list from a service that is not offered in the region', async () => {
    const empty =
      (regions: readonly string[]): Reply =>
      ({ AttributeName }) =>
        AttributeName === undefined ? { PriceList: [] } : { AttributeValues: regions.map((Value) => ({ Value })) };
    await fails(fetched(empty(['eu-central-1', 'us-east-1'])), 'empty', /price list of AmazonS3 in us-east-1 is empty/);
    await fails(fetched(empty([])), 'empty', /is empty/);
    assert.equal(one?.lists.size, 0);
    const { lists } = await fetched(empty(['eu-central-1', 'ap-south-1']));
    const list = lists.get('aws query AmazonS3 us-east-1');
    assert.equal(list?.ended, null);
    assert.match(list?.absent ?? '', /^AWS lists AmazonS3 in 2 other regions and not in us-east-1: GetAttributeValues regionCode, http:/);
    assert.equal(server?.asked.at(-1)?.headers['x-amz-target'], 'AWSPriceListService.GetAttributeValues');
  });

  it('begins anew where a page token has expired, and gives up where they all do', async () => {
    let expired = 0;
    const { lists, log } = await fetched(({ NextToken }, _, response) => {
      if (NextToken === undefined) return { PriceList: [item('A')], NextToken: 't1' };
      if (expired++ > 0) return { PriceList: [item('B')] };
      sendError(response, 400, 'ExpiredNextTokenException');
      return undefined;
    });
    assert.equal(lists.get('aws query AmazonS3 us-east-1')?.ended, 2);
    assert.match(log.join(' '), /page token of AWS has expired/);
    const always: Reply = ({ NextToken }, _, response) => {
      if (NextToken === undefined) return { PriceList: [item('A')], NextToken: 't1' };
      sendError(response, 400, 'ExpiredNextTokenException');
      return undefined;
    };
    await fails(fetched(always), 'refused-request', /400/);
    assert.equal(server?.asked.length, 6);
  });

  it('waits where it is throttled, and tries again after a failure or a cut', async () => {
    const faults: ((response: ServerResponse) => void)[] = [
      (response) => {
        sendError(response, 400, 'ThrottlingException', { 'retry-after': '0' });
      },
      (response) => {
        sendError(response, 429, 'TooManyRequestsException');
      },
      (response) => {
        sendError(response, 500, 'InternalErrorException');
      },
      (response) => {
        response.destroy();
      },
      (response) => {
        response.writeHead(200, { 'content-length': 500 }).write('{"PriceList":["', () => response.destroy());
      },
      (response) => {
        response.writeHead(200).end('{"PriceList":["');
      },
    ];
    for (const fault of faults) {
      let turn = 0;
      const { lists } = await fetched((_, __, response) => {
        if (turn++ > 0) return { PriceList: [item('A')] };
        fault(response);
        return undefined;
      });
      assert.equal(lists.get('aws query AmazonS3 us-east-1')?.ended, 1);
      assert.equal(server?.asked.length, 2);
    }
  });

  it('is an error where it fails for good, each kind by its code, after three tries where another can help', async () => {
    const cases: [Reply, code: string, tries: number][] = [
      [(_, __, response) => { sendError(response, 400, 'ThrottlingException'); }, 'throttled', 3],
      [(_, __, response) => { sendError(response, 503, 'ServiceUnavailable'); }, 'server', 3],
      [(_, __, response) => { response.destroy(); }, 'cut-off', 3],
      [(_, __, response) => { response.writeHead(200).end('{"PriceList":["'); }, 'malformed', 3],
      [(_, __, response) => { sendError(response, 400, 'InvalidParameterException'); }, 'refused-request', 1],
      [(_, __, response) => { sendError(response, 400, 'NotFoundException'); }, 'refused-request', 1],
      [(_, __, response) => { sendError(response, 403, 'AccessDeniedException'); }, 'unauthorized', 1],
      [() => ({ PriceList: ['{"product":'] }), 'malformed', 1],
      [() => ({ FormatVersion: 'aws_v9', PriceList: [] }), 'malformed', 1],
      [() => ({ PriceList: [item('WP9ANXZGBYYSGJEA', 'free')] }), 'malformed', 1],
    ]; // prettier-ignore
    for (const [reply, code, tries] of cases) {
      await fails(fetched(reply), code, /./);
      assert.equal(server?.asked.length, tries, code);
      assert.ok([...(one?.lists.values() ?? [])].every(({ ended }) => ended === null));
    }
  });

  it('gives way to the public offer files where the credentials may not read prices', async () => {
    const slice = await fixture('bulk-AmazonS3.us-east-1.2026-05-28.slice.json');
    const path = '/offers/v1.0/aws/AmazonS3/current/region_index.json';
    const reply: Reply = ({ ServiceCode }, asking, response) => {
      if (asking.path === '/offers/v1.0/aws/index.json') return { offers: { AmazonS3: { currentRegionIndexUrl: path } } };
      if (asking.path === path) return { regions: { 'us-east-1': { currentVersionUrl: '/s3.json' } } };
      if (asking.path === '/s3.json') return slice;
      if (ServiceCode === 'AWSLambda') return { PriceList: [item('A')] };
      sendError(response, 403, 'AccessDeniedException');
      return undefined;
    };
    const both = [...S3, identity('AWSLambda', 'us-east-1')];
    const { lists, log } = await fetched(reply, both, { awsSource: 'auto', env: KEYS });
    assert.deepEqual([...lists.keys()].sort(), ['aws bulk AmazonS3 us-east-1', 'aws query AWSLambda us-east-1']);
    assert.ok([...lists.values()].every(({ ended }) => ended !== null));
    assert.match(log.join(' '), /does not let these credentials read price lists.*public offer files/);
  });

  it('is an error where no answer comes in time', async () => {
    await fails(
      fetched(() => undefined, S3, undefined, { timeoutMs: 40 }),
      'timeout',
      /did not answer in time/,
    );
    assert.equal(server?.asked.length, 3);
  });

  it('goes through the proxy that is set', async () => {
    const proxy = await serve((_, response) => {
      response.end(JSON.stringify({ PriceList: [item('A')] }));
    });
    try {
      const { lists } = await fetched(() => undefined, S3, undefined, { proxy: proxy.origin });
      assert.equal(lists.get('aws query AmazonS3 us-east-1')?.ended, 1);
      assert.deepEqual([proxy.asked[0]?.path, server?.asked.length], [`${server?.origin ?? ''}/`, 0]);
    } finally {
      await proxy.close();
    }
  });

  it('needs credentials where it is asked for outright', async () => {
    await fails(
      fetched(() => undefined, S3, { awsSource: 'query', env: {} }),
      'no-credentials',
      /No AWS credentials/,
    );
    assert.equal(server?.asked.length, 0);
  });

  it('lets no key into a log, an error or a row', async () => {
    const shown: string[] = [];
    for (const reply of [
      (() => ({ PriceList: [item('A')] })) satisfies Reply,
      ((_, __, response) => {
        sendError(response, 403, 'AccessDeniedException');
      }) satisfies Reply,
      ((_, __, response) => {
        response.destroy();
      }) satisfies Reply,
    ]) {
      // prettier-ignore
      try {
        await fetched(reply);
      } catch (error) {
        for (let at: unknown = error; at instanceof Error; at = at.cause) shown.push(at.message, String(at.stack), JSON.stringify(at));
      }
      shown.push(...(one?.log ?? []), JSON.stringify([...(one?.lists.values() ?? [])]));
    }
    assert.ok(shown.length > 5);
    for (const key of Object.values(KEYS)) assert.ok(!shown.join('\n').includes(key), key);
  });

  it('stops at a cancel', async () => {
    const running = fetched(() => {
      one?.abort.abort();
      return undefined;
    });
    await fails(running, 'cancelled', /cancelled/);
  });
});
