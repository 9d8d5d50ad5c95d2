/**
 * Reads the units in which the price APIs quote: how many base units one quoted unit is, and which base unit that is.
 * A unit that it does not know is refused, because a slip here is a factor of a thousand.
 */
import { multiply } from './decimal.ts';

export interface QuotedUnit {
  /** Base units in one quoted unit, a decimal string. */
  readonly count: string;
  /** `count` for things without a dimension; else such as `GB-month`, `GB-second`, `hour`, `TiB`. */
  readonly base: string;
}

const ONES: Readonly<Record<string, string>> = {
  // AWS: free text, one thing each.
  request: 'count', requests: 'count', 'request(s)': 'count', readrequestunits: 'count', writerequestunits: 'count', statetransitions: 'count',
  '64k-chunks': 'count', queries: 'count', 'api calls': 'count', 'lambda-gb-second': 'GB-second', 'gb-mo': 'GB-month', month: 'month',
  // Google Cloud: UCUM-like.
  tiby: 'TiB', giby: 'GiB', 'giby.mo': 'GiB-month', 'giby.s': 'GiB-second', s: 'second', h: 'hour', 'giby.h': 'GiB-hour', 'ghz.s': 'GHz-second',
}; // prettier-ignore

const SUFFIX: Readonly<Record<string, string>> = { '': '1', K: '1000', M: '1000000', B: '1000000000' };
const BYTES = new Set(['GB', 'GiB', 'TB', 'TiB', 'MB', 'MiB']);
const TIMES: Readonly<Record<string, string>> = { Month: 'month', Hour: 'hour', Day: 'day', Second: 'second' };

/**
 * The unit of an API record: `10K`, `1 GB Second`, `1/Hour`, `1 GB/Month`, `100 TB`, `TiBy`, `GB-Mo`, `64K-Chunks` …
 * @throws Error for a unit that it does not know.
 */
export function parseUnit(text: string): QuotedUnit {
  const base = Object.hasOwn(ONES, text.toLowerCase()) ? ONES[text.toLowerCase()] : text === 'count' ? 'count' : undefined;
  if (base !== undefined) return { count: '1', base };
  const match = /^(\d+)([KMB]?)(?: ?(GB|GiB|TB|TiB|MB|MiB))?(?:(?:[ /])(Month|Hour|Day|Second))?$/.exec(text);
  const [, digits, suffix = '', bytes, time] = match ?? [];
  const factor = SUFFIX[suffix];
  if (digits === undefined || factor === undefined) throw new Error(`The unit of measure "${text}" is not known.`);
  return { count: multiply(digits, factor), base: baseOf(bytes, time) };
}

function baseOf(bytes: string | undefined, time: string | undefined): string {
  const per = time === undefined ? undefined : TIMES[time];
  if (bytes !== undefined && !BYTES.has(bytes)) throw new Error(`"${bytes}" is no unit of bytes.`);
  if (bytes === undefined) return per ?? 'count';
  return per === undefined ? bytes : `${bytes}-${per}`;
}

/** The base unit that a record must have for a meter of this unit. */
export function baseOfMeter(unit: string): string {
  switch (unit) {
    case 'GB-month':
    case 'GiB-month':
    case 'GB-second':
    case 'GiB-second':
    case 'GB':
    case 'GiB':
    case 'TiB':
    case 'hour':
      return unit;
    case 'vCPU-second':
      return 'second';
    case '100 RU/s-hour':
      return 'hour';
    case 'unit-month':
    case 'user-month':
    case 'entity-month':
      return 'month';
    default:
      return 'count';
  }
}
