import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, it } from 'mocha';
import type { Endpoints } from '../contract.ts';
import { fetchAws } from './index.ts';
import { fixture, identity, serve, trial, type Answer, type Server, type Trial } from './test-kit.ts';

const S3 = '/offers/v1.0/aws/AmazonS3/20260528222723/us-east-1/index.json';
const LAMBDA = '/offers/v1.0/aws/AWSLambda/20260521184754/us-east-1/index.json';

/** AWS's site of price lists, as far as the fixtures go. */
async function site(): Promise<Map<string, string | Buffer>> {
  const regionIndex = (path: string): string =>
    JSON.stringify({ formatVersion: 'v1.0', regions: { 'us-east-1': { regionCode: 'us-east-1', currentVersionUrl: path } } });
  const offers = ['AmazonS3', 'AWSLambda'].map((code) => [
    code,
    { offerCode: code, currentRegionIndexUrl: `/offers/v1.0/aws/${code}/current/region_index.json` },
  ]);
  return new Map<string, string | Buffer>([
    ['/offers/v1.0/aws/index.json', JSON.stringify({ formatVersion: 'v1.0', offers: Object.fromEntries(offers) as unknown })],
    ['/offers/v1.0/aws/AmazonS3/current/region_index.json', regionIndex(S3)],
    ['/offers/v1.0/aws/AWSLambda/current/region_index.json', regionIndex(LAMBDA)],
    [S3, await fixture('bulk-AmazonS3.us-east-1.2026-05-28.slice.json')],
    [LAMBDA, await fixture('bulk-AWSLambda.us-east-1.2026-05-21.slice.json')],
  ]);
}

const BOTH = [identity('AmazonS3', 'us-east-1', 'WP9ANXZGBYYSGJEA'), identity('AWSLambda', 'us-east-1', 'GU2ZS9HVP6QTQ7KE')];
const BULK = { credentials: { awsSource: 'bulk' } } as const;

describe('the public offer files of AWS', () => {
  let server: Server | undefined;
  let one: Trial | undefined;
  const open: (() => Promise<void> | undefined)[] = [];
  afterEach(async () => {
    one = undefined;
    for (const close of open.splice(0)) await close();
  });

  /** Fetches from the site, some of whose answers are other ones. */
  async function fetched(
    odd: Readonly<Record<string, Answer | string>> = {},
    more: Parameters<typeof trial>[2] & { identities?: typeof BOTH } = {},
  ): Promise<Trial> {
    const pages = await site();
    server = await serve(async (asking, response) => {
      const other = odd[asking.path];
      if (typeof other === 'function') return other(asking, response);
      const page = other ?? pages.get(asking.path);
      if (page === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end(page);
    });
    const endpoints: Endpoints = { awsBulk: server.origin };
    const own = server;
    one = trial(more.identities ?? BOTH, endpoints, { ...BULK, ...more });
    const { request, http } = one;
    open.push(() => {
      http.close();
      return own.close();
    });
    await fetchAws(request);
    return one;
  }

  const fails = (promise: Promise<unknown>, code: string, message: RegExp): Promise<void> =>
    assert.rejects(promise, (error) => error instanceof Error && 'code' in error && error.code === code && message.test(error.message));

  it('are found through the indexes, one request each, and their rows taken', async () => {
    const { lists } = await fetched();
    assert.deepEqual([...lists.keys()].sort(), ['aws bulk AWSLambda us-east-1', 'aws bulk AmazonS3 us-east-1']);
    const s3 = lists.get('aws bulk AmazonS3 us-east-1');
    assert.deepEqual([s3?.rows.map(({ id }) => id), s3?.ended, s3?.begun], [['WP9ANXZGBYYSGJEA', '2N3NKSP5AF8HYTS2'], 2, 1]);
    assert.equal(s3?.rows[0]?.url, `${server?.origin ?? ''}${S3}`);
    assert.equal(s3.rows[0].readAt, '2026-11-21T12:00:00.000Z');
    assert.deepEqual(server?.asked.map(({ path }) => path).sort(), [...(await site()).keys()].sort());
    assert.ok(server.asked.every(({ method, headers }) => method === 'GET' && headers.authorization === undefined));
  });

  it('are read where no credentials are found, which the log says', async () => {
    const { lists, log } = await fetched({}, { credentials: { awsSource: 'auto', env: {} } });
    assert.equal(lists.size, 2);
    assert.deepEqual(log, ['No AWS credentials: reading the public offer files.']);
  });

  it('are asked for nothing where nothing is wanted', async () => {
    const { lists } = await fetched({}, { identities: [] });
    assert.deepEqual([lists.size, server?.asked.length], [0, 0]);
  });

  it('share a service’s region index among regions, and say where a service is not offered', async () => {
    const { lists } = await fetched({}, { identities: [identity('AmazonS3', 'us-east-1'), identity('AmazonS3', 'eu-central-9')] });
    const absent = lists.get('aws bulk AmazonS3 eu-central-9');
    assert.equal(absent?.ended, null);
    assert.match(absent?.absent ?? '', /^AWS lists AmazonS3 in 1 other region and not in eu-central-9: http:.*\/region_index\.json$/);
    assert.equal(server?.asked.filter(({ path }) => path.endsWith('AmazonS3/current/region_index.json')).length, 1);
  });

  it('may come packed', async () => {
    const packed = gzipSync(await fixture('bulk-AmazonS3.us-east-1.2026-05-28.slice.json'));
    const { lists } = await fetched({
      [S3]: (asking, response) => {
        assert.match(String(asking.headers['accept-encoding']), /gzip/);
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
      },
    });
    assert.equal(lists.get('aws bulk AmazonS3 us-east-1')?.ended, 2);
  });

  it('are an error where a packed one is cut', async () => {
    const packed = gzipSync(await fixture('bulk-AmazonS3.us-east-1.2026-05-28.slice.json'));
    const cut: Answer = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length - 20));
    };
    await fails(fetched({ [S3]: cut }), 'cut-off', /cut in the middle/);
  });

  it('are read anew from the start after a cut, and what was taken before is dropped', async () => {
    const whole = await fixture('bulk-AmazonS3.us-east-1.2026-05-28.slice.json');
    let turn = 0;
    const { lists, log } = await fetched({
      [S3]: (_, response) => {
        response.writeHead(200, { 'content-length': whole.length });
        if (turn++ > 0) response.end(whole);
        else response.write(whole.subarray(0, whole.length - 300), () => response.destroy());
      },
    });
    const list = lists.get('aws bulk AmazonS3 us-east-1');
    assert.deepEqual([list?.begun, list?.rows.length, list?.ended], [2, 2, 2]);
    assert.match(log.join(' '), /cut in the middle.*Try 2 of 3/);
  });

  it('are an error where the connection is cut each time, and the list stays unfinished', async () => {
    const whole = await fixture('bulk-AmazonS3.us-east-1.2026-05-28.slice.json');
    const cut: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': whole.length }).write(whole.subarray(0, 1500), () => response.destroy());
    };
    await fails(fetched({ [S3]: cut }), 'cut-off', /cut in the middle/);
    assert.equal(one?.lists.get('aws bulk AmazonS3 us-east-1')?.ended, null);
    assert.equal(server?.asked.filter(({ path }) => path === S3).length, 3);
  });

  it('are an error where a proxy ends them early as if they were whole', async () => {
    const whole = await fixture('bulk-AmazonS3.us-east-1.2026-05-28.slice.json');
    await fails(
      fetched({ [S3]: whole.toString('utf8').slice(0, 2000) }),
      'cut-off',
      /offer file of AmazonS3 in us-east-1 ends in the middle \(byte 2000\)/,
    );
  });

  it('are an error where they are no JSON', async () => {
    await fails(
      fetched({ [S3]: '<html>Sign in to the network</html>' }),
      'malformed',
      /offer file of AmazonS3 in us-east-1 is no JSON \(byte 0\)/,
    );
    await fails(fetched({ '/offers/v1.0/aws/index.json': '<html>' }), 'malformed', /broken JSON/);
  });

  it('are an error, and not fetched again, where they are another file than was asked for', async () => {
    await fails(
      fetched({ [S3]: (await fixture('bulk-AWSEvents.us-east-1.2026-05-29.slice.json')).toString('utf8') }),
      'malformed',
      /it is AWSEvents's/,
    );
    assert.equal(server?.asked.filter(({ path }) => path === S3).length, 1);
  });

  it('are an error where they are empty', async () => {
    const empty = JSON.stringify({ formatVersion: 'v1.0', offerCode: 'AmazonS3', products: {}, terms: { OnDemand: {} } });
    await fails(fetched({ [S3]: empty }), 'empty', /AmazonS3 in us-east-1 has no products/);
    assert.equal(one?.lists.get('aws bulk AmazonS3 us-east-1')?.ended, null);
  });

  it('end their list without a row where the index does not know the service, and say so', async () => {
    const { lists, log } = await fetched({}, { identities: [identity('amazons3', 'us-east-1')] });
    assert.equal(lists.get('aws bulk amazons3 us-east-1')?.ended, 0);
    assert.match(log.join(), /no service amazons3, but AmazonS3; its prices stay as they are/);
  });

  it('are never fetched from a host that an index smuggles in', async () => {
    const index = { regions: { 'us-east-1': { regionCode: 'us-east-1', currentVersionUrl: 'http://127.0.0.2:1/prices.json' } } };
    await fails(fetched({ '/offers/v1.0/aws/AmazonS3/current/region_index.json': JSON.stringify(index) }), 'malformed', /another host/);
  });

  it('are an error where a pinned price cannot be read; another row is only named', async () => {
    const text = (await fixture('bulk-AmazonS3.us-east-1.2026-05-28.slice.json')).toString('utf8');
    await fails(
      fetched({ [S3]: text.replace('"0.0220000000"', '"soon"') }),
      'malformed',
      /AmazonS3 WP9ANXZGBYYSGJEA: AWS, price WP9.*pricePerUnit USD must be a number/,
    );
    const { lists, log } = await fetched({ [S3]: text.replace('"0.3000000000"', 'null') });
    assert.deepEqual(
      lists.get('aws bulk AmazonS3 us-east-1')?.rows.map(({ id }) => id),
      ['WP9ANXZGBYYSGJEA'],
    );
    assert.match(log.join(' '), /AmazonS3: a row is left out\. AWS, price 2N3NKSP5AF8HYTS2/);
  });

  it('give up after a server’s failure, a throttle that lasts, and a missing file', async () => {
    const status =
      (code: number): Answer =>
      (_, response) => {
        response.writeHead(code, { 'retry-after': '0' }).end();
      };
    await fails(fetched({ [S3]: status(503) }), 'server', /503/);
    await fails(fetched({ [S3]: status(429) }), 'throttled', /429/);
    await fails(fetched({ [S3]: status(404) }), 'not-found', /404/);
    await fails(fetched({ [S3]: status(403) }), 'unauthorized', /403/);
  });

  it('give up on a server that falls silent in the middle', async () => {
    const whole = await fixture('bulk-AmazonS3.us-east-1.2026-05-28.slice.json');
    const silent: Answer = (_, response) => {
      response.writeHead(200).write(whole.subarray(0, 900));
    };
    await assert.rejects(fetched({ [S3]: silent }, { timeoutMs: 60, tries: 2 }), { name: 'FetchError' });
    assert.equal(server?.asked.filter(({ path }) => path === S3).length, 2);
  });

  it('stop at a cancel in the middle of a file', async () => {
    const whole = await fixture('bulk-AmazonS3.us-east-1.2026-05-28.slice.json');
    const running = fetched({
      [S3]: (_, response) => {
        response.writeHead(200).write(whole.subarray(0, 900), () => {
          one?.abort.abort();
        });
      },
    });
    await fails(running, 'cancelled', /cancelled/);
  });

  it('take no row after the first error', async () => {
    const lambda = await fixture('bulk-AWSLambda.us-east-1.2026-05-21.slice.json');
    let finish = (): void => undefined;
    await fails(
      fetched({
        [S3]: (_, response) => {
          response.writeHead(404).end();
          setTimeout(() => {
            finish();
          }, 20);
        },
        [LAMBDA]: (_, response) => {
          response.writeHead(200).write(lambda.subarray(0, 100));
          finish = () => response.end(lambda.subarray(100));
        },
      }),
      'not-found',
      /404/,
    );
    assert.deepEqual(one?.lists.get('aws bulk AWSLambda us-east-1')?.rows ?? [], []);
  });
});
