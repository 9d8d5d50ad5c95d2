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

/** A unit of measure that no rule here knows; its price is not used. */
export class UnknownUnit extends Error {
  readonly unit: string;

  constructor(unit: string) {
    super(`The unit of measure "${unit}" is not known.`);
    this.name = 'UnknownUnit';
    this.unit = unit;
  }
}

/** AWS: free text, one thing each; in any case, since the lists write both GB-Mo and GB-mo. */
const AWS_WORDS: Readonly<Record<string, string>> = {
  request: 'count', requests: 'count', 'request(s)': 'count', readrequestunits: 'count', writerequestunits: 'count', statetransitions: 'count',
  '64k-chunks': 'count', queries: 'count', 'api calls': 'count', 'lambda-gb-second': 'GB-second', 'gb-mo': 'GB-month', month: 'month',
  // Not recorded for our meters, but plain: one thing each, and a user is one for a month.
  invocation: 'count', invocations: 'count', message: 'count', messages: 'count', event: 'count', events: 'count', actions: 'count', rules: 'count',
  user: 'month', users: 'month', second: 'second', seconds: 'second', minute: 'minute', minutes: 'minute', hrs: 'hour', hour: 'hour', hours: 'hour', 'vcpu-hours': 'hour',
  'gb-month': 'GB-month', 'gb-hours': 'GB-hour', count: 'count', alarms: 'count', metrics: 'count', transitions: 'count',
}; // prettier-ignore

/** Google Cloud, after UCUM. Case counts: `Mo` is no month, and `MBy` and `MiBy` differ by 4.9 %. */
const GOOGLE_AMOUNTS: Readonly<Record<string, string>> = {
  By: 'B', kBy: 'kB', MBy: 'MB', GBy: 'GB', TBy: 'TB', PBy: 'PB', KiBy: 'KiB', MiBy: 'MiB', GiBy: 'GiB', TiBy: 'TiB', PiBy: 'PiB',
  Hz: 'Hz', kHz: 'kHz', MHz: 'MHz', GHz: 'GHz',
}; // prettier-ignore
const GOOGLE_TIMES: Readonly<Record<string, string>> = { s: 'second', min: 'minute', h: 'hour', d: 'day', mo: 'month', a: 'year' };

const SUFFIX: Readonly<Record<string, string>> = { '': '1', K: '1000', M: '1000000', B: '1000000000' };

/** Azure: `10K`, `1 GB/Month`, `1 GB Second`, `100 Hours`, `1K/Day`; in RateCard also without a number: `Hours`. */
const AZURE =
  /^(?=.*[A-Za-z0-9])(?:(\d+)([KMB]?))?(?:(?:^| ?)(KB|MB|MiB|GB|GiB|TB|TiB|PB|PiB))?(?:(?:^| ?\/ ?| )([Yy]ear|[Mm]onth|[Ww]eek|[Dd]ay|[Hh]our|[Mm]inute|[Ss]econd)s?)?$/;

/**
 * The unit of an API record: `10K`, `1 GB Second`, `1/Hour`, `1 GB/Month`, `100 Hours`, `1K/Day`, `TiBy`, `GiBy.mo`, `GB-Mo`, `64K-Chunks` …
 * @throws UnknownUnit naming a unit that it does not know.
 */
export function parseUnit(text: string): QuotedUnit {
  const base = ownOf(AWS_WORDS, text.toLowerCase()) ?? googleBase(text);
  return base === undefined ? azureUnit(text) : { count: '1', base };
}

function googleBase(text: string): string | undefined {
  if (text === 'count') return 'count';
  const [one = '', time, ...more] = text.split('.');
  const amount = ownOf(GOOGLE_AMOUNTS, one);
  if (amount === undefined) return time === undefined ? ownOf(GOOGLE_TIMES, one) : undefined;
  const per = time === undefined ? undefined : ownOf(GOOGLE_TIMES, time);
  if (more.length > 0 || (time !== undefined && per === undefined)) return undefined;
  return per === undefined ? amount : `${amount}-${per}`;
}

function azureUnit(text: string): QuotedUnit {
  const match = AZURE.exec(text);
  const [, digits = '1', suffix = '', bytes, time] = match ?? [];
  const factor = SUFFIX[suffix];
  const count = factor === undefined ? '0' : multiply(digits, factor);
  if (match === null || count === '0') throw new UnknownUnit(text);
  const per = time?.toLowerCase();
  return { count, base: [bytes, per].filter((part) => part !== undefined).join('-') || 'count' };
}

function ownOf(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
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
    case 'minute':
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
