import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { bundledBook, checkPriceBook, type BookError } from './index.ts';

type Draft = Record<string, unknown>;

/** What the check says of a copy of the bundled book with one value replaced; undefined takes it out. */
function errorsAfter(path: readonly (string | number)[], value: unknown): readonly BookError[] {
  const copy = structuredClone(bundledBook()) as unknown as Draft;
  const parent = path.slice(0, -1).reduce<Draft>((at, key) => at[key] as Draft, copy);
  const key = String(path.at(-1));
  if (value === undefined) Reflect.deleteProperty(parent, key);
  else parent[key] = value;
  const check = checkPriceBook(copy);
  return check.ok ? [] : check.errors;
}

function errorsAfterRaw(json: unknown): readonly BookError[] {
  const check = checkPriceBook(json);
  return check.ok ? [] : check.errors;
}

/** The place of a meter's first entry. */
function placeOf(meter: string): number {
  return bundledBook().entries.findIndex((entry) => `${entry.provider}.${entry.service}.${entry.meter}` === meter);
}

const { entries, limits, currencyRates } = bundledBook();
const LAMBDA = placeOf('aws.lambda.requests');
const TWINMAKER = placeOf('aws.twinmaker.entities');

interface Case {
  readonly name: string;
  readonly at: readonly (string | number)[];
  readonly value?: unknown;
  readonly path: string;
  readonly message: RegExp;
  readonly remedy: RegExp;
}

/** Every kind of fault: what is replaced by what, and what must be said of it. */
const CASES: readonly Case[] = [
  { name: 'another schema', at: ['schema'], value: 'twin-prices/9', path: 'schema', message: /"twin-prices\/9", and this version reads "twin-prices\/1"/, remedy: /version of twin/ },
  { name: 'no schema', at: ['schema'], path: 'schema', message: /The schema is missing/, remedy: /Use a price book of that schema/ },
  { name: 'no id', at: ['id'], value: '', path: 'id', message: /id is an empty text/, remedy: /not empty/ },
  { name: 'a date that is none', at: ['createdAt'], value: '20.11.2026', path: 'createdAt', message: /"20.11.2026" instead of a date/, remedy: /2026-11-20/ },
  { name: 'a month 13', at: ['createdAt'], value: '2026-13-01', path: 'createdAt', message: /instead of a date/, remedy: /ISO/ },
  { name: 'no currencies', at: ['currencyRates'], value: [], path: 'currencyRates', message: /a list instead of an object/, remedy: /ISO 4217/ },
  { name: 'a currency in small letters', at: ['currencyRates', 'eur'], value: currencyRates.EUR, path: 'currencyRates.eur', message: /no ISO 4217 code/, remedy: /EUR/ },
  { name: 'a rate of 0', at: ['currencyRates', 'EUR', 'perUsd'], value: '0.000', path: 'currencyRates.EUR.perUsd', message: /every amount 0/, remedy: /one USD is worth/ },
  { name: 'a rate as a number', at: ['currencyRates', 'EUR', 'perUsd'], value: 0.86, path: 'currencyRates.EUR.perUsd', message: /the number 0.86/, remedy: /decimal strings/ },
  { name: 'USD at another rate', at: ['currencyRates', 'USD', 'perUsd'], value: '1.1', path: 'currencyRates.USD', message: /must be "1"/, remedy: /Add "USD"/ },
  { name: 'no regions', at: ['regions'], value: {}, path: 'regions', message: /names no logical region/, remedy: /eu-central/ },
  { name: 'a region without Google Cloud', at: ['regions', 'eu-central', 'gcp'], path: 'regions.eu-central.gcp', message: /gcp is missing/, remedy: /"gcp"/ },
  { name: 'a region that lies nowhere', at: ['zones', 'westeurope'], path: 'regions.eu-central.azure', message: /where westeurope lies/, remedy: /zones/ },
  { name: 'a zone without a country', at: ['zones', 'eastus', 'country'], value: 7, path: 'zones.eastus.country', message: /the number 7 instead of a text/, remedy: /"country"/ },
  { name: 'entries as an object', at: ['entries'], value: {}, path: 'entries', message: /an object instead of a list/, remedy: /"entries": \[/ },
  { name: 'an entry that is null', at: ['entries', 3], value: null, path: 'entries[3]', message: /null instead of an object/, remedy: /Remove it/ },
  { name: 'a provider that is none', at: ['entries', 3, 'provider'], value: 'ibm', path: 'entries[3].provider', message: /"ibm"/, remedy: /aws, azure, gcp/ },
  { name: 'another unit', at: ['entries', 0, 'unit'], value: 'hour', path: 'entries[0].unit', message: /aws.iot-core.connectivity is counted in "minute", and the entry's unit is "hour"/, remedy: /one minute/ },
  { name: 'prices per thousand', at: ['entries', 0, 'perUnit'], value: 1000, path: 'entries[0].perUnit', message: /per ONE unit/, remedy: /Divide/ },
  { name: 'no tier', at: ['entries', 0, 'tiers'], value: [], path: 'entries[0].tiers', message: /at least one tier/, remedy: /"tiers"/ },
  { name: 'a price as a number', at: ['entries', 0, 'tiers', 0, 'price'], value: 0.08, path: 'entries[0].tiers[0].price', message: /the number 0.08 instead of a decimal string/, remedy: /"0.0000002"/ },
  { name: 'a price with an exponent', at: ['entries', 0, 'tiers', 0, 'price'], value: '8e-8', path: 'entries[0].tiers[0].price', message: /"8e-8"/, remedy: /exponent/ },
  { name: 'a negative price', at: ['entries', 0, 'tiers', 0, 'price'], value: '-1', path: 'entries[0].tiers[0].price', message: /"-1"/, remedy: /without sign/ },
  { name: 'a first tier above 0', at: ['entries', 0, 'tiers', 0, 'from'], value: '5', path: 'entries[0].tiers[0].from', message: /begins at 5/, remedy: /"free"/ },
  { name: 'tiers as widths', at: ['entries', 1, 'tiers', 2, 'from'], value: '1000000000', path: 'entries[1].tiers[2].from', message: /follows the tier from 1000000000/, remedy: /absolute/ },
  { name: 'a tier that claims to be confirmed', at: ['entries', 1, 'tiers', 1, 'status'], value: 'confirmed', path: 'entries[1].tiers[1].status', message: /"confirmed"/, remedy: /Write one of unconfirmed/ },
  { name: 'an allowance a year', at: ['entries', LAMBDA, 'free', 'period'], value: 'year', path: `entries[${LAMBDA}].free.period`, message: /"year"/, remedy: /month, day/ },
  { name: 'an allowance of nobody', at: ['entries', LAMBDA, 'free', 'scope'], path: `entries[${LAMBDA}].free.scope`, message: /scope is missing/, remedy: /billing-account/ },
  { name: 'a range upside down', at: ['entries', 0, 'range'], value: { low: '2', high: '1' }, path: 'entries[0].range', message: /begins at 2 and ends below, at 1/, remedy: /Exchange/ },
  { name: 'no source', at: ['entries', 0, 'source'], path: 'entries[0].source', message: /missing instead of an object/, remedy: /where the number was read/ },
  { name: 'a source of no kind', at: ['entries', 0, 'source', 'kind'], value: 'rumour', path: 'entries[0].source.kind', message: /"rumour"/, remedy: /api, page, assumed/ },
  { name: 'unconfirmed without a reason', at: ['entries', 0, 'why'], path: 'entries[0].why', message: /says why/, remedy: /sentence/ },
  { name: 'confirmed without a record', at: ['entries', 0, 'status'], value: 'confirmed', path: 'entries[0].status', message: /Only an API record/, remedy: /unconfirmed/ },
  { name: 'a plan with half a call', at: ['entries', TWINMAKER, 'plans', 0, 'includedCalls'], value: 0.5, path: `entries[${TWINMAKER}].plans[0].includedCalls`, message: /0.5 instead of a whole number/, remedy: /whole number/ },
  { name: 'a limit that is missing', at: ['limits'], value: limits.slice(1), path: 'limits', message: /aws.iot-core.message-bytes is missing/, remedy: /Add it/ },
  { name: 'a limit twice', at: ['limits'], value: [...limits, limits[0]], path: `limits[${limits.length}].id`, message: /stands twice/, remedy: /one of the two/ },
  { name: 'a limit of infinity', at: ['limits', 0, 'value'], value: Infinity, path: 'limits[0].value', message: /Infinity instead of a number above 0/, remedy: /in its unit/ },
  { name: 'a limit in another unit', at: ['limits', 0, 'unit'], value: 'KB', path: 'limits[0].unit', message: /counted in "B"/, remedy: /Convert/ },
  { name: 'a closed service without a reason', at: ['unavailable'], value: [{ provider: 'aws', region: 'eu-central-1', service: 'twinmaker', source: 'x' }], path: 'unavailable[0].reason', message: /reason is missing/, remedy: /"reason"/ },
]; // prettier-ignore

describe('the check of a price book', () => {
  it('takes the bundled book', () => {
    const check = checkPriceBook(bundledBook());
    assert.ok(check.ok, JSON.stringify(check.ok ? '' : check.errors));
    assert.equal(check.book, bundledBook());
  });

  it('takes a book with keys that it does not know', () => {
    assert.deepEqual(errorsAfter(['entries', 0, 'colour'], 'green'), []);
  });

  for (const { name, at, value, path, message, remedy } of CASES) {
    it(`says of ${name}: where, what, and what to do`, () => {
      const errors = errorsAfter(at, value);
      const error = errors.find((item) => item.path === path && message.test(item.message));
      assert.ok(error, JSON.stringify(errors, null, 1));
      assert.match(error.remedy, remedy);
    });
  }

  it('says of what is no document at all that it is none', () => {
    for (const json of [null, undefined, 7, 'x', [], true]) {
      const check = checkPriceBook(json);
      assert.ok(!check.ok);
      assert.equal(check.errors.length, 1);
      assert.match(check.errors[0]!.message, /A price book is a JSON object/);
    }
  });

  it('reports at most 100 errors, each on one line', () => {
    const spoiled = entries.map((entry) => ({ ...entry, tiers: 'x\n'.repeat(100), unit: 'y\n'.repeat(100) }));
    const errors = errorsAfter(['entries'], spoiled);
    assert.equal(errors.length, 100);
    for (const { message, remedy } of errors) assert.ok(!`${message}${remedy}`.includes('\n'), message);
  });

  it('repeats nothing that a terminal would obey', () => {
    for (const { path, message } of errorsAfter(['zones', 'x\u001b[2J\u009b\ud800'], { provider: 'aws\u0007' })) {
      assert.match(`${path}${message}`, /^[ -~]*$/);
    }
  });

  it('survives a document that is nested a million levels deep', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 1_000_000; i++) deep = [deep];
    assert.match(errorsAfterRaw({ ...bundledBook(), extra: deep })[0]!.message, /nested more than 30 levels/);
  });

  it('throws at no JSON whatever, and takes none of it for a book', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        assert.equal(checkPriceBook(json).ok, false);
      }),
    );
  });

  it('throws at no damage to a book: any one value replaced by any other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...leaves(bundledBook())), fc.jsonValue(), (path, value) => {
        for (const { message, remedy } of errorsAfter(path, value)) assert.ok(message.length > 10 && remedy.length > 10);
      }),
      { numRuns: 300 },
    );
  });
});

/** The path of every value of a document. */
function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, member]) => [[...path, key], ...leaves(member, [...path, key])]);
}
