/**
 * Every recorded response through its reader: nothing is refused, and each price of the file stands in a row as the file prints it.
 * What the file says is found anew here, straight from the JSON and in plain numbers, so that a slip of a reader cannot hide in the expectation.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'mocha';
import { FetchError, type OfferRow } from './contract.ts';
import { readOfferFile } from './aws/offer-file.ts';
import { readProductsPage } from './aws/products-page.ts';
import { rowsOfTerms } from './aws/rows.ts';
import { readRateCard } from './azure/rate-card.ts';
import { readRetailPage, retailRows } from './azure/retail.ts';
import { readServicesPage, readSkusPage, skuRow } from './gcp/catalog.ts';

const FIXTURES = new URL('../../sources/fixtures/', import.meta.url);
const NOW = new Date('2026-11-21T12:00:00Z');
const ABOUT = { service: 'any', url: 'https://example.test/', readAt: NOW.toISOString() };

type Json = Record<string, unknown>;

/** A tier: the row's id, the lower bound and the price, in the units that the file prints. */
type Tier = readonly [id: string, from: number, price: number];

interface Read {
  readonly rows: readonly OfferRow[];
  /** What was left out, and why. */
  readonly said: readonly string[];
}

function textOf(file: string): string {
  return readFileSync(new URL(file, FIXTURES), 'utf8');
}

function tiersOf(rows: readonly OfferRow[]): Tier[] {
  return rows.flatMap(({ id, tiers }) => tiers.map(({ from, price }): Tier => [id, Number(from), Number(price)]));
}

/** In one order, each once: a meter that stands under several names has one price. */
function sorted(tiers: readonly Tier[]): string[] {
  return [...new Set(tiers.map((tier) => JSON.stringify(tier)))].sort();
}

async function readOffer(file: string): Promise<Read & { readonly expected: readonly Tier[] }> {
  const json = JSON.parse(textOf(file)) as { offerCode: string; terms: { OnDemand: Record<string, Json> } };
  const rows: OfferRow[] = [];
  const list = { wants: () => true, take: (row: OfferRow) => void rows.push(row) };
  const { faults } = await readOfferFile([Buffer.from(textOf(file))], { ...ABOUT, service: json.offerCode }, list);
  const expected = Object.entries(json.terms.OnDemand).flatMap(([sku, terms]) => dimensionsOf(sku, terms));
  return { rows, said: faults.map(({ reason }) => reason), expected };
}

function dimensionsOf(sku: string, terms: Json): Tier[] {
  return Object.values(terms).flatMap((term) =>
    Object.values(
      (term as { priceDimensions: Record<string, { beginRange?: string; pricePerUnit: { USD: string } }> }).priceDimensions,
    ).map(({ beginRange = '0', pricePerUnit }): Tier => [sku, Number(beginRange), Number(pricePerUnit.USD)]),
  );
}

function readProducts(file: string): Read & { readonly expected: readonly Tier[] } {
  const json = JSON.parse(textOf(file)) as { PriceList: string[] };
  const made = readProductsPage(json).products.map(({ product, onDemand }) => rowsOfTerms(product, onDemand ?? {}, ABOUT));
  const items = json.PriceList.map((text) => JSON.parse(text) as { product: { sku: string }; terms: { OnDemand?: Json } });
  return {
    rows: made.flatMap(({ rows }) => rows),
    said: made.flatMap(({ faults }) => faults),
    expected: items.flatMap(({ product, terms }) => dimensionsOf(product.sku, terms.OnDemand ?? {})),
  };
}

interface Item {
  readonly meterId: string;
  readonly type: string;
  readonly reservationTerm?: string;
  readonly tierMinimumUnits: number;
  readonly retailPrice: number;
}

function readRetail(json: { Items: Item[] }, now = NOW): Read & { readonly expected: readonly Tier[] } {
  const said: string[] = [];
  const { items } = readRetailPage(json);
  return {
    rows: retailRows(items, { now, wants: () => true, leftOut: (sentence) => said.push(sentence) }),
    said,
    expected: json.Items.filter(({ type, reservationTerm }) => type === 'Consumption' && reservationTerm === undefined).map(
      ({ meterId, tierMinimumUnits, retailPrice }): Tier => [meterId, tierMinimumUnits, retailPrice],
    ),
  };
}

/** The one recording that is no JSON: the API's fields as columns. */
function itemsOfCsv(text: string): unknown[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const fields = line.split(',').map((field, index) => {
      const numeric = ['tierMinimumUnits', 'retailPrice', 'unitPrice'].includes(names[index] ?? '');
      return [names[index], numeric ? Number(field) : field === 'True' ? true : field] as const;
    });
    return Object.fromEntries(fields) as Json;
  });
}

interface Money {
  readonly units?: string;
  readonly nanos?: number;
}

function readSkus(file: string): Read & { readonly expected: readonly Tier[] } {
  const said: string[] = [];
  const options = { service: 'any', url: ABOUT.url, now: NOW, wants: () => true, leftOut: (sentence: string) => said.push(sentence) };
  const { skus } = readSkusPage(JSON.parse(textOf(file)));
  return {
    rows: skus.flatMap((sku) => skuRow(sku, options) ?? []),
    said,
    expected: skus.flatMap((sku) => {
      const { pricingInfo, skuId } = sku as {
        skuId: string;
        pricingInfo: { pricingExpression: { tieredRates: { startUsageAmount: number; unitPrice: Money }[] } }[];
      };
      const rates = pricingInfo.at(-1)?.pricingExpression.tieredRates ?? [];
      return rates.map(({ startUsageAmount, unitPrice: { units = '0', nanos = 0 } }): Tier => {
        // Ten digits, as Google prints them: no noise of a float.
        return [skuId, startUsageAmount, Number((Number(units) + nanos * 1e-9).toFixed(10))];
      });
    }),
  };
}

/** Files without rows of their own: RateCard's rates and Google's services, and what is no answer of an API in its own shape, which is refused. */
const OTHER: Readonly<Record<string, () => void>> = {
  'aws/describeservices-botocore-example-AmazonEC2.json': () => {
    // DescribeServices is never asked: the services are the identities'.
    assert.throws(() => readProductsPage(JSON.parse(textOf('aws/describeservices-botocore-example-AmazonEC2.json'))), /PriceList/);
  },
  'aws/evidence-IOTTwinMaker-eu-central-1-2026-07-17.json': () => {
    const file = textOf('aws/evidence-IOTTwinMaker-eu-central-1-2026-07-17.json');
    assert.throws(() => readProductsPage(JSON.parse(file)), /PriceList: a list is expected/);
  },
  'aws/skus-lambda-sqs-apigw-2026-09.trimmed.json': () => {
    const file = textOf('aws/skus-lambda-sqs-apigw-2026-09.trimmed.json');
    assert.throws(() => readProductsPage(JSON.parse(file)), /an object is expected, not a list/);
  },
  'azure/ratecard-ASSEMBLED.json': () => {
    const card = rateCard('azure/ratecard-ASSEMBLED.json');
    assert.deepEqual(
      [...card].map(([id, rates]) => [
        id.slice(0, 8),
        ...(rates instanceof FetchError ? [] : rates.map(({ unit, tiers }) => [unit, tiers])),
      ]),
      [
        ['25f20fec', ['1K', [{ from: '0', price: '0.0013' }]]],
        ['07468ba4', ['1K', [{ from: '0', price: '0.00325' }]]],
        ['922d2f08', ['1K', [{ from: '0', price: '0.00065' }]]],
      ],
    );
  },
  'azure/ratecard-spec-example.json': () => {
    assert.ok(rateCard('azure/ratecard-spec-example.json').size <= 1);
  },
  'azure/ratecard-real-meter.excerpt.json': () => {
    // A meter alone, without the answer around it.
    const json = JSON.parse(textOf('azure/ratecard-real-meter.excerpt.json')) as Json;
    const { rates } = readRateCard('Meters' in json ? json : { Meters: [json] }, { now: NOW, url: ABOUT.url, asked: 'USD' });
    assert.equal(rates.size, 1);
  },
  'gcp/services.ASSEMBLED.json': () => {
    assert.equal(readServicesPage(JSON.parse(textOf('gcp/services.ASSEMBLED.json'))).services.length, 12);
  },
};

function rateCard(file: string): ReturnType<typeof readRateCard>['rates'] {
  return readRateCard(JSON.parse(textOf(file)), { now: NOW, url: ABOUT.url, asked: 'USD' }).rates;
}

async function readFile(file: string): Promise<Read & { readonly expected: readonly Tier[] }> {
  if (file.startsWith('aws/bulk-')) return readOffer(file);
  if (file.startsWith('aws/getproducts-')) return readProducts(file);
  if (file.endsWith('.csv')) return readRetail({ Items: itemsOfCsv(textOf(file)) as Item[] });
  // Prices that have ended since are none of today's.
  const now = file.includes('2022-06-06') ? new Date('2022-06-06T12:00:00Z') : NOW;
  if (file.startsWith('azure/retail-')) return readRetail(JSON.parse(textOf(file)) as { Items: Item[] }, now);
  assert.match(file, /^gcp\/skus-/, 'a recorded file that no reader is named for');
  return readSkus(file);
}

describe('every recorded response', () => {
  const files = ['aws', 'azure', 'gcp'].flatMap((cloud) => readdirSync(new URL(`${cloud}/`, FIXTURES)).map((name) => `${cloud}/${name}`));
  assert.equal(files.length, 34);
  for (const file of files) {
    const other = OTHER[file];
    if (other !== undefined) {
      it(`${file} is what it is`, other);
      continue;
    }
    it(`${file}: each of its prices stands in a row, as printed`, async () => {
      const { rows, said, expected } = await readFile(file);
      assert.deepEqual(said, []);
      assert.ok(expected.length > 0);
      assert.deepEqual(sorted(tiersOf(rows)), sorted(expected));
      for (const { unit, currency, regions } of rows) {
        assert.notEqual(unit, '');
        assert.equal(currency, 'USD');
        assert.ok(regions.length > 0);
      }
    });
  }
});
