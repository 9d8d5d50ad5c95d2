import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { describe, it } from 'mocha';
import { bare } from './bare-error.ts';
import { FetchError } from './contract.ts';
import { faultOf } from './http/fault.ts';

const SECRET = 'SECRET-KEY';

async function thrown(error: unknown): Promise<unknown> {
  try {
    await bare('The API', () => Promise.reject(error as Error));
  } catch (caught) {
    return caught;
  }
  return null;
}

function like(more: object, cause?: unknown): Error {
  const request = { url: `https://api.example/?key=${SECRET}`, headers: { authorization: `Bearer ${SECRET}` } };
  return Object.assign(new Error(`Failed with ${SECRET}`, { cause }), { request, config: request }, more);
}

describe('errors of SDKs, bare', () => {
  const cases: [string, unknown, string][] = [
    ['a status', like({ status: 503 }), 'server'],
    ['a status in the response', like({ response: { status: 401, headers: { cookie: SECRET } } }), 'unauthorized'],
    ['a status code of ms-rest', like({ statusCode: 403 }), 'unauthorized'],
    ['a name that is not found', like({ code: 'ENOTFOUND' }), 'dns'],
    ['a name that is not found, in ms-rest’s words', like({ code: 'REQUEST_SEND_ERROR' }), 'dns'],
    ['a code of the cause', like({}, like({ code: 'ECONNREFUSED' })), 'offline'],
    ['a certificate', like({}, like({ code: 'SELF_SIGNED_CERT_IN_CHAIN' })), 'certificate'],
    ['a connection that was cut', Object.assign(new Error('socket hang up'), { request: SECRET }), 'cut-off'],
    ['broken JSON', new SyntaxError(`Unexpected token ${SECRET}`), 'malformed'],
    ['broken JSON, in ms-rest’s words', like({ code: 'PARSE_ERROR', statusCode: 200 }), 'malformed'],
    ['an answer that the SDK cannot take apart', new TypeError(`Cannot read ${SECRET}`), 'malformed'],
  ];
  for (const [what, error, code] of cases) {
    it(`keeps what tells ${what}, and no secret`, async () => {
      const fault = faultOf(await thrown(error), 'https://api.example', 0);
      assert.equal(fault.code, code);
      assert.doesNotMatch(inspect(fault, { depth: 20, showHidden: true }), /SECRET/);
    });
  }

  it('keeps how long to wait', async () => {
    const headers = new Headers({ 'retry-after': '7', cookie: SECRET });
    const fault = faultOf(await thrown(like({ response: { status: 429, headers } })), 'https://api.example', 0);
    assert.deepEqual([fault.code, fault.retryAfterMs], ['throttled', 7000]);
  });

  it('lets our own errors be', async () => {
    const own = new FetchError('empty', 'Nothing.', 'Wait.');
    assert.equal(await thrown(own), own);
  });
});
