/**
 * Turns whatever a request or an SDK throws into a `FetchError` with a remedy, and says whether another try makes sense.
 * Messages are put together from codes and host names alone, so that no key, token or address with a query reaches them.
 */
import { FetchError, type FetchErrorCode } from '../contract.ts';

/** The errors that may pass by themselves. */
const PASSING: readonly FetchErrorCode[] = ['offline', 'timeout', 'cut-off', 'throttled', 'server', 'malformed'];

export function isPassing(error: FetchError): boolean {
  return PASSING.includes(error.code);
}

const REACH = 'Check the network, and the proxy settings if there is one; the book in force stays as it is.';
const LATER = 'Try again later; the book in force stays as it is.';

/** What an answer with a status other than 2xx means. `retryAfter` is the header as it came. */
export function faultOfStatus(status: number, host: string, retryAfter: string | null, now: number): FetchError {
  const more = { status, retryAfterMs: retryAfterMs(retryAfter, now) };
  if (status === 401 || status === 403) {
    const remedy = 'Check the key or the sign-in for this provider; it must be allowed to read price lists.';
    return new FetchError('unauthorized', `${host} refuses the access (${status}).`, remedy, more);
  }
  if (status === 407)
    return new FetchError('proxy', 'The proxy asks for a sign-in (407).', 'Put a user and password into the proxy URL.', more);
  if (status === 404 || status === 410)
    return new FetchError(
      'not-found',
      `${host} has no such price list (${status}).`,
      'A newer version of twin may know the address.',
      more,
    );
  if (status === 408) return new FetchError('timeout', `${host} gave up waiting (408).`, LATER, more);
  if (status === 429) return new FetchError('throttled', `${host} asks for fewer requests (429).`, LATER, more);
  if (status >= 500) return new FetchError('server', `${host} failed (${status}).`, LATER, more);
  return new FetchError(
    'refused-request',
    `${host} did not take the request (${status}).`,
    'A newer version of twin may know better.',
    more,
  );
}

/**
 * Classifies what was thrown. A `FetchError` stays as it is.
 * @throws what it is given where that is a bug of ours, not a fault of the world.
 */
export function faultOf(error: unknown, url: string, now: number): FetchError {
  if (error instanceof FetchError) return error;
  if ((error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) && codesOf(error).length === 0)
    throw error;
  const { host } = new URL(url);
  const status = statusOf(error);
  const named = nameFault(error, host);
  if (named !== null) return named;
  if (status !== null && (status < 200 || status > 299)) return faultOfStatus(status, host, headerOf(error, 'retry-after'), now);
  for (const code of codesOf(error)) {
    const fault = codeFault(code, host, error);
    if (fault !== null) return fault;
  }
  return new FetchError('server', `${host} could not be understood.`, LATER, { cause: error });
}

/** What the SDKs say by an error's name. */
function nameFault(error: unknown, host: string): FetchError | null {
  const name = memberOf(error, 'name');
  switch (name) {
    case 'CredentialsProviderError':
    case 'TokenProviderError':
      return new FetchError(
        'no-credentials',
        'No AWS credentials were found.',
        'Sign in with the AWS command line, or read the public offer files: --aws bulk.',
        {
          cause: error,
        },
      );
    case 'AccessDeniedException':
    case 'UnrecognizedClientException':
    case 'InvalidSignatureException':
    case 'ExpiredTokenException':
      return faultOfStatus(403, host, null, 0);
    case 'ThrottlingException':
    case 'TooManyRequestsException':
      return new FetchError('throttled', `${host} asks for fewer requests.`, LATER, {
        cause: error,
        retryAfterMs: retryAfterMs(headerOf(error, 'retry-after'), 0),
      });
    case 'TimeoutError':
      return new FetchError('timeout', `${host} did not answer in time.`, REACH, { cause: error });
    case 'SyntaxError':
      return new FetchError('malformed', `${host} answered with broken JSON.`, LATER, { cause: error });
    default:
      return null;
  }
}

function codeFault(code: string, host: string, cause: unknown): FetchError | null {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
      return new FetchError('dns', `The name ${host} was not found.`, REACH, { cause });
    case 'ECONNREFUSED':
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return new FetchError('offline', `${host} cannot be reached.`, REACH, { cause });
    case 'ETIMEDOUT':
    case 'ESOCKETTIMEDOUT':
    case 'ERR_SOCKET_CONNECTION_TIMEOUT':
      return new FetchError('timeout', `${host} did not answer in time.`, REACH, { cause });
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
    case 'ERR_STREAM_PREMATURE_CLOSE':
    case 'Z_BUF_ERROR':
    case 'HPE_INVALID_EOF_STATE':
      return new FetchError('cut-off', `The connection to ${host} was cut in the middle.`, LATER, { cause });
    case 'Z_DATA_ERROR':
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return new FetchError('malformed', `${host} answered with broken data.`, LATER, { cause });
    default:
      break;
  }
  if (/^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/.test(code))
    return new FetchError(
      'certificate',
      `The certificate of ${host} is not trusted (${code}).`,
      'If your company inspects traffic, give its certificates: --ca FILE, NODE_EXTRA_CA_CERTS, or the system’s store.',
      { cause },
    );
  return code.startsWith('HPE_') ? new FetchError('malformed', `${host} does not speak HTTP.`, REACH, { cause }) : null;
}

/** `Retry-After`: seconds or a date. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) || now === 0 ? null : Math.max(0, date - now);
}

/** The status, wherever the SDKs put it: smithy's $metadata, gaxios' response, ms-rest's statusCode. */
function statusOf(error: unknown): number | null {
  const places = [
    memberOf(memberOf(error, '$metadata'), 'httpStatusCode'),
    memberOf(memberOf(error, '$response'), 'statusCode'),
    memberOf(error, 'statusCode'),
    memberOf(memberOf(error, 'response'), 'status'),
    memberOf(error, 'status'),
    // google-gax speaks of a REST answer by its code.
    memberOf(error, 'code'),
  ];
  const found = places.find((value) => typeof value === 'number' && value >= 100 && value <= 599);
  return typeof found === 'number' ? found : null;
}

function headerOf(error: unknown, name: string): string | null {
  for (const holder of ['$response', 'response']) {
    const headers = memberOf(memberOf(error, holder), 'headers');
    const get = memberOf(headers, 'get');
    const value: unknown = typeof get === 'function' ? (get as (name: string) => unknown).call(headers, name) : memberOf(headers, name);
    if (typeof value === 'string') return value;
  }
  return null;
}

/** The codes of an error and of what caused it. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let at: unknown = error, depth = 0; at !== undefined && at !== null && depth < 6; at = memberOf(at, 'cause'), depth++) {
    const code = memberOf(at, 'code');
    if (typeof code === 'string') codes.push(code);
    const errors = memberOf(at, 'errors');
    if (Array.isArray(errors)) codes.push(...errors.flatMap((one: unknown) => codesOf(one)));
    if (memberOf(at, 'message') === 'socket hang up' || memberOf(at, 'message') === 'aborted') codes.push('ECONNRESET');
  }
  return codes;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
