/**
 * Decides whether any JSON is a price book, and says of each fault where it is, what is wrong and what to do.
 * It checks form and inner sense only; whether a book holds every meter that the model needs is verify.ts's.
 */
import { LIMITS, METERS, PRICE_BOOK_SCHEMA } from '@twin2multicloud/cost';
import type { PriceBook } from '@twin2multicloud/cost';
import { compare, isDecimal } from './decimal.ts';

export interface BookError {
  /** Where, such as `entries[3].tiers[0].price`; `` for the document itself. */
  readonly path: string;
  readonly message: string;
  /** What a person can do about it, in a sentence. */
  readonly remedy: string;
}

export type BookCheck = { readonly ok: true; readonly book: PriceBook } | { readonly ok: false; readonly errors: readonly BookError[] };

const PROVIDERS = ['aws', 'azure', 'gcp'];
const STATUSES = ['confirmed', 'unconfirmed'];
const MAX_ERRORS = 100;
const MAX_LEVELS = 30;
const DECIMAL_REMEDY = 'Write prices and quantities as decimal strings per one base unit, without sign and exponent, such as "0.0000002".';
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?)?$/;

type Json = Readonly<Record<string, unknown>>;
type Report = (path: string, message: string, remedy: string) => void;

/** Checks a parsed JSON document. At most 100 errors are reported, in the document's order. Unknown keys are let through. */
export function checkPriceBook(json: unknown): BookCheck {
  const errors: BookError[] = [];
  const report: Report = (path, message, remedy) => {
    if (errors.length < MAX_ERRORS) errors.push({ path: plain(path), message: plain(message), remedy: plain(remedy) });
  };
  checkDocument(json, report);
  return errors.length === 0 ? { ok: true, book: json as PriceBook } : { ok: false, errors };
}

function checkDocument(json: unknown, report: Report): void {
  if (isDeeperThan(json, MAX_LEVELS)) {
    report('', `The document is nested more than ${MAX_LEVELS} levels deep.`, 'Use a price book; it needs seven levels.');
    return;
  }
  if (!isObject(json)) {
    report(
      '',
      `A price book is a JSON object, and this is ${nameOf(json)}.`,
      'Give the path of a price book; `twin prices show` prints the bundled one.',
    );
    return;
  }
  if (json.schema !== PRICE_BOOK_SCHEMA) {
    report(
      'schema',
      `The schema is ${nameOf(json.schema)}, and this version reads "${PRICE_BOOK_SCHEMA}".`,
      'Use a price book of that schema, or a version of twin that reads this one.',
    );
    return;
  }
  text(json, 'id', '', report);
  date(json, 'createdAt', '', report);
  checkRates(json.currencyRates, report);
  checkRegions(json, report);
  list(json, 'entries', '', report, checkEntry);
  checkLimits(json, report);
  list(json, 'unavailable', '', report, checkUnavailable);
}

function checkRates(rates: unknown, report: Report): void {
  if (!isObject(rates)) {
    report(
      'currencyRates',
      `currencyRates is ${nameOf(rates)} instead of an object.`,
      'List the rates by ISO 4217 code: "USD": { "perUsd": "1", … }.',
    );
    return;
  }
  for (const [code, rate] of Object.entries(rates)) {
    const path = `currencyRates.${code}`;
    if (!/^[A-Z]{3}$/.test(code)) report(path, `"${code}" is no ISO 4217 code.`, 'Use three capital letters, such as EUR.');
    if (!isObject(rate)) {
      report(path, `The rate is ${nameOf(rate)} instead of an object.`, 'Write { "perUsd", "date", "source", "status" }.');
      continue;
    }
    if (numeral(rate, 'perUsd', path, report) && compare(rate.perUsd as string, '0') === 0) {
      report(`${path}.perUsd`, 'A rate of 0 would make every amount 0.', 'Write how many units of the currency one USD is worth.');
    }
    date(rate, 'date', path, report);
    checkSource(rate.source, `${path}.source`, report);
    oneOf(rate, 'status', STATUSES, path, report);
  }
  const usd = rates.USD;
  if (!isObject(usd) || usd.perUsd !== '1') {
    report('currencyRates.USD', 'USD is the price of record and its rate must be "1".', 'Add "USD": { "perUsd": "1", … }.');
  }
}

function checkRegions(json: Json, report: Report): void {
  const { regions, zones } = json;
  if (!isObject(zones)) {
    report(
      'zones',
      `zones is ${nameOf(zones)} instead of an object.`,
      'Say of each provider region where it lies: "eu-central-1": { "provider", "country", "zone", "name" }.',
    );
  } else {
    for (const [region, zone] of Object.entries(zones)) {
      const path = `zones.${region}`;
      if (!isObject(zone)) {
        report(path, `The zone is ${nameOf(zone)} instead of an object.`, 'Write { "provider", "country", "zone", "name" }.');
        continue;
      }
      oneOf(zone, 'provider', PROVIDERS, path, report);
      for (const key of ['country', 'zone', 'name']) text(zone, key, path, report);
    }
  }
  if (!isObject(regions) || Object.keys(regions).length === 0) {
    report(
      'regions',
      'The book names no logical region.',
      'Add at least one: "eu-central": { "aws": "eu-central-1", "azure": "westeurope", "gcp": "europe-west1" }.',
    );
    return;
  }
  for (const [logical, named] of Object.entries(regions)) {
    const path = `regions.${logical}`;
    if (!isObject(named)) {
      report(path, `The region is ${nameOf(named)} instead of an object.`, 'Name the region of each provider.');
      continue;
    }
    for (const provider of PROVIDERS) {
      if (!text(named, provider, path, report)) continue;
      const region = named[provider] as string;
      if (isObject(zones) && !Object.hasOwn(zones, region)) {
        report(`${path}.${provider}`, `The book does not say where ${region} lies.`, `Add "${region}" to zones.`);
      }
    }
  }
}

function checkEntry(entry: Json, path: string, report: Report): void {
  const known = oneOf(entry, 'provider', PROVIDERS, path, report);
  text(entry, 'region', path, report);
  const named = [text(entry, 'service', path, report), text(entry, 'meter', path, report)].every(Boolean);
  text(entry, 'unit', path, report);
  if (known && named) checkUnit(entry, path, report);
  if (entry.perUnit !== 1) {
    report(
      `${path}.perUnit`,
      `perUnit is ${nameOf(entry.perUnit)}, and prices are always per ONE unit.`,
      'Divide the prices by the unit of measure and write "perUnit": 1.',
    );
  }
  checkTiers(entry.tiers, `${path}.tiers`, report);
  if (entry.plans !== undefined) list(entry, 'plans', path, report, checkPlan);
  if (entry.free !== undefined) checkFree(entry.free, `${path}.free`, report);
  if (entry.range !== undefined) checkRange(entry.range, `${path}.range`, report);
  checkSource(entry.source, `${path}.source`, report);
  checkStatus(entry, path, report);
}

function checkUnit(entry: Json, path: string, report: Report): void {
  const meter = `${String(entry.provider)}.${String(entry.service)}.${String(entry.meter)}`;
  if (!Object.hasOwn(METERS, meter)) return;
  const { unit } = METERS[meter as keyof typeof METERS];
  if (entry.unit !== unit) {
    report(
      `${path}.unit`,
      `${meter} is counted in "${unit}", and the entry's unit is ${nameOf(entry.unit)}.`,
      `Convert the prices to one ${unit}.`,
    );
  }
}

function checkStatus(entry: Json, path: string, report: Report): void {
  if (!oneOf(entry, 'status', STATUSES, path, report)) return;
  for (const key of ['why', 'note']) if (entry[key] !== undefined) text(entry, key, path, report);
  if (entry.status === 'unconfirmed' && entry.why === undefined) {
    report(`${path}.why`, 'An unconfirmed entry says why it is not confirmed.', 'Add "why" with a sentence.');
  }
  const { source } = entry;
  if (entry.status === 'confirmed' && isObject(source) && source.kind !== 'api') {
    report(`${path}.status`, 'Only an API record of its region is confirmed.', 'Write "unconfirmed" and say why.');
  }
}

function checkTiers(tiers: unknown, path: string, report: Report): void {
  if (!Array.isArray(tiers) || tiers.length === 0) {
    report(path, 'An entry has at least one tier.', 'Write "tiers": [{ "from": "0", "price": "…" }].');
    return;
  }
  let last: string | null = null;
  tiers.forEach((tier: unknown, index) => {
    const at = `${path}[${index}]`;
    if (!isObject(tier)) {
      report(at, `The tier is ${nameOf(tier)} instead of an object.`, 'Write { "from", "price" }.');
      return;
    }
    numeral(tier, 'price', at, report);
    if (tier.status !== undefined) oneOf(tier, 'status', ['unconfirmed'], at, report);
    if (!numeral(tier, 'from', at, report)) return;
    const from = tier.from as string;
    if (index === 0 && compare(from, '0') !== 0) {
      report(`${at}.from`, `The first tier begins at ${from}.`, 'Let it begin at "0"; an allowance belongs in "free".');
    } else if (last !== null && compare(from, last) <= 0) {
      report(
        `${at}.from`,
        `The tier from ${from} follows the tier from ${last}.`,
        'Order the tiers by rising "from"; bounds are absolute, not widths.',
      );
    }
    last = from;
  });
}

function checkPlan(plan: Json, path: string, report: Report): void {
  text(plan, 'name', path, report);
  for (const key of ['fee', 'callPrice', 'queryPrice']) numeral(plan, key, path, report);
  for (const key of ['includedCalls', 'includedQueries']) count(plan, key, path, report);
  if (plan.maxEntities !== null) count(plan, 'maxEntities', path, report);
}

function checkFree(free: unknown, path: string, report: Report): void {
  if (!isObject(free)) {
    report(
      path,
      `The allowance is ${nameOf(free)} instead of an object.`,
      'Write { "quantity", "period", "scope", "source", "status" }, or leave it out.',
    );
    return;
  }
  numeral(free, 'quantity', path, report);
  oneOf(free, 'period', ['month', 'day'], path, report);
  oneOf(free, 'scope', ['account', 'subscription', 'billing-account', 'project'], path, report);
  text(free, 'source', path, report);
  oneOf(free, 'status', STATUSES, path, report);
}

function checkRange(range: unknown, path: string, report: Report): void {
  if (!isObject(range)) {
    report(path, `The range is ${nameOf(range)} instead of an object.`, 'Write { "low", "high" }, or leave it out.');
    return;
  }
  const both = [numeral(range, 'low', path, report), numeral(range, 'high', path, report)].every(Boolean);
  if (both && compare(range.low as string, range.high as string) > 0) {
    report(path, `The range begins at ${String(range.low)} and ends below, at ${String(range.high)}.`, 'Exchange "low" and "high".');
  }
}

function checkSource(source: unknown, path: string, report: Report): void {
  if (!isObject(source)) {
    report(
      path,
      `The source is ${nameOf(source)} instead of an object.`,
      'Say where the number was read: { "kind", "id", "url", "effectiveFrom", "readAt" }.',
    );
    return;
  }
  oneOf(source, 'kind', ['api', 'page', 'assumed'], path, report);
  text(source, 'id', path, report);
  date(source, 'readAt', path, report);
  if (source.effectiveFrom !== null) date(source, 'effectiveFrom', path, report);
  if (source.url !== null) text(source, 'url', path, report);
}

function checkLimits(json: Json, report: Report): void {
  const seen = new Set<string>();
  const sound = list(json, 'limits', '', report, (limit, path) => {
    if (!text(limit, 'id', path, report)) return;
    const id = limit.id as string;
    if (seen.has(id)) report(`${path}.id`, `The limit ${id} stands twice.`, 'Keep one of the two.');
    seen.add(id);
    const { value } = limit;
    if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) {
      report(
        `${path}.value`,
        `The limit ${id} is ${nameOf(value)} instead of a number above 0.`,
        'Write the limit as a number in its unit.',
      );
    }
    if (Object.hasOwn(LIMITS, id) && limit.unit !== LIMITS[id as keyof typeof LIMITS]) {
      report(
        `${path}.unit`,
        `${id} is counted in "${LIMITS[id as keyof typeof LIMITS]}", and the unit is ${nameOf(limit.unit)}.`,
        'Convert the limit to that unit.',
      );
    }
    text(limit, 'source', path, report);
    oneOf(limit, 'status', STATUSES, path, report);
  });
  if (!sound) return;
  for (const id of Object.keys(LIMITS)) {
    if (!seen.has(id)) report('limits', `The limit ${id} is missing.`, 'Add it, with its source; the model reads it.');
  }
}

function checkUnavailable(item: Json, path: string, report: Report): void {
  oneOf(item, 'provider', PROVIDERS, path, report);
  for (const key of ['region', 'service', 'reason', 'source']) text(item, key, path, report);
}

/** Runs `each` over the objects of a list; false where there is no list. */
function list(parent: Json, key: string, path: string, report: Report, each: (item: Json, path: string, report: Report) => void): boolean {
  const items = parent[key];
  const at = join(path, key);
  if (!Array.isArray(items)) {
    report(at, `${key} is ${nameOf(items)} instead of a list.`, `Write "${key}": [ … ].`);
    return false;
  }
  items.forEach((item: unknown, index) => {
    const itemPath = `${at}[${index}]`;
    if (isObject(item)) each(item, itemPath, report);
    else report(itemPath, `The item is ${nameOf(item)} instead of an object.`, 'Remove it or write it as an object.');
  });
  return true;
}

function text(parent: Json, key: string, path: string, report: Report): boolean {
  const value = parent[key];
  if (typeof value === 'string' && value !== '') return true;
  report(join(path, key), `${key} is ${nameOf(value)} instead of a text.`, `Write "${key}" as a text that is not empty.`);
  return false;
}

function numeral(parent: Json, key: string, path: string, report: Report): boolean {
  const value = parent[key];
  if (typeof value === 'string' && isDecimal(value)) return true;
  report(join(path, key), `${key} is ${nameOf(value)} instead of a decimal string.`, DECIMAL_REMEDY);
  return false;
}

function date(parent: Json, key: string, path: string, report: Report): boolean {
  const value = parent[key];
  if (typeof value === 'string' && DATE.test(value)) return true;
  report(join(path, key), `${key} is ${nameOf(value)} instead of a date.`, 'Write an ISO date, such as 2026-11-20.');
  return false;
}

function count(parent: Json, key: string, path: string, report: Report): void {
  const value = parent[key];
  if (Number.isSafeInteger(value) && (value as number) >= 0) return;
  report(join(path, key), `${key} is ${nameOf(value)} instead of a whole number.`, 'Write a whole number of 0 or more.');
}

function oneOf(parent: Json, key: string, allowed: readonly string[], path: string, report: Report): boolean {
  const value = parent[key];
  if (typeof value === 'string' && allowed.includes(value)) return true;
  report(join(path, key), `${key} is ${nameOf(value)}.`, `Write one of ${allowed.join(', ')}.`);
  return false;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How deep a document is nested at most; a book needs seven levels. Without recursion, because what is too deep would end that. */
function isDeeperThan(json: unknown, levels: number): boolean {
  let layer: unknown[] = [json];
  for (let level = 0; layer.length > 0; level++) {
    if (level > levels) return true;
    layer = layer.flatMap((value): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** A text that a person is shown: not endless, on one line, with nothing in it that a terminal would obey. */
function plain(text: string): string {
  const cut = text.length > 300 ? `${text.slice(0, 300)}…` : text;
  return cut.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A value as a message names it: short, on one line. */
function nameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  return typeof value === 'number' ? `the number ${value}` : `the value ${JSON.stringify(value)}`;
}
