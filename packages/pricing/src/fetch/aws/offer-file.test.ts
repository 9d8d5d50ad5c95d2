import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { RowFacts } from '../contract.ts';
import { JsonScanError } from './json-scanner.ts';
import { readOfferFile, type OfferFile } from './offer-file.ts';
import { FREE_TIER, ON_DEMAND, readProduct, rowsOfTerms } from './rows.ts';
import { NOW, fixture, keepingSink } from './test-kit.ts';
import type { OfferRow } from '../contract.ts';

const URL_OF_FILE = 'https://example.test/offers/v1.0/aws/X/current/eu-central-1/index.json';

async function read(
  file: Buffer | string | object,
  { service = 'AmazonX', wants = () => true, size = 64 }: { service?: string; wants?: (facts: RowFacts) => boolean; size?: number } = {},
): Promise<{ file: OfferFile; rows: readonly OfferRow[] }> {
  const bytes = Buffer.from(Buffer.isBuffer(file) ? file : typeof file === 'string' ? file : JSON.stringify(file));
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  const { sink, lists } = keepingSink(wants);
  const list = sink.list('one', { service, region: 'eu-central-1', url: URL_OF_FILE });
  const found = await readOfferFile(pieces, { service, url: URL_OF_FILE, readAt: NOW }, list);
  return { file: found, rows: lists.get('one')?.rows ?? [] };
}

function offer(skus: readonly string[], more: object = {}): Record<string, unknown> {
  const term = (sku: string): object => ({
    [`${sku}.${ON_DEMAND}`]: {
      offerTermCode: ON_DEMAND,
      sku,
      effectiveDate: '2026-07-01T00:00:00Z',
      priceDimensions: {
        x: { rateCode: `${sku}.${ON_DEMAND}.A`, unit: 'GB', beginRange: '0', endRange: 'Inf', pricePerUnit: { USD: '1.5' } },
      },
      termAttributes: {},
    },
  });
  return {
    formatVersion: 'v1.0',
    disclaimer: 'Braces } in { strings, a "quote" and a \\ backslash.',
    offerCode: 'AmazonX',
    version: '20260701000000',
    publicationDate: '2026-07-01T00:00:00Z',
    products: Object.fromEntries(skus.map((sku) => [sku, { sku, attributes: { regionCode: 'eu-central-1', usagetype: `EUC1-${sku}` } }])),
    terms: { OnDemand: Object.fromEntries(skus.map((sku) => [sku, term(sku)])) },
    ...more,
  };
}

describe('bulk offer files of AWS', () => {
  const files: [name: string, service: string, products: number, rows: number, version: string][] = [
    ['bulk-AWSLambda-2016-12-07.excerpt.json', 'AWSLambda', 17, 17, '20161207235208'],
    ['bulk-AmazonS3-2016-01-07.excerpt.json', 'AmazonS3', 42, 42, '20160107021538'],
    ['bulk-AWSLambda.us-east-1.2026-05-21.slice.json', 'AWSLambda', 4, 4, '20260521184754'],
    ['bulk-AmazonDynamoDB.us-east-1.2026-06-08.slice.json', 'AmazonDynamoDB', 5, 5, '20260608234428'],
    ['bulk-AWSEvents.us-east-1.2026-05-29.slice.json', 'AWSEvents', 2, 2, '20260529205301'],
    ['bulk-AWSQueueService.us-east-1.2025-08-28.slice.json', 'AWSQueueService', 3, 3, '20250828200713'],
    ['bulk-AmazonS3.us-east-1.2026-05-28.slice.json', 'AmazonS3', 2, 2, '20260528222723'],
  ];
  for (const [name, service, products, rows, version] of files) {
    it(`reads ${name}, the same as out of the parsed file`, async () => {
      const bytes = await fixture(name);
      const found = await read(bytes, { service, size: 997 });
      assert.deepEqual([found.file.products, found.rows.length, found.file.version, found.file.faults], [products, rows, version, []]);
      const parsed = JSON.parse(bytes.toString('utf8')) as {
        products: Record<string, unknown>;
        terms: { OnDemand: Record<string, unknown> };
      };
      const about = { service, url: URL_OF_FILE, readAt: NOW };
      const expected = Object.entries(parsed.terms.OnDemand).flatMap(
        ([sku, terms]) => rowsOfTerms(readProduct(parsed.products[sku]), terms, about).rows,
      );
      assert.deepEqual(found.rows, expected);
    });
  }

  it('reads what the records say', async () => {
    const { rows } = await read(await fixture('bulk-AWSLambda.us-east-1.2026-05-21.slice.json'), { service: 'AWSLambda' });
    const of = (id: string): OfferRow | undefined => rows.find((row) => row.id === id);
    assert.deepEqual(of('TG3M4CAGBA3NYQBH')?.tiers, [
      { from: '0', price: '0.0000166667' },
      { from: '6000000000', price: '0.000015' },
      { from: '15000000000', price: '0.0000133334' },
    ]);
    const free = of('ZQVCC2M69R4S79XS');
    assert.deepEqual(
      [free?.regions, free?.attributes.term, free?.recordedTo, free?.tiers],
      [['global'], FREE_TIER, '1000000', [{ from: '0', price: '0' }]],
    );
    // us-east-1's older usage types have no prefix, its newer ones do.
    assert.equal(of('GU2ZS9HVP6QTQ7KE')?.attributes.usagetype, 'Request');
    const events = (await read(await fixture('bulk-AWSEvents.us-east-1.2026-05-29.slice.json'), { service: 'AWSEvents' })).rows;
    assert.deepEqual(
      events.map(({ id, attributes }) => [id, attributes.usagetype, attributes.eventType]),
      [
        ['ZA92ERYNKX457AJD', 'USE1-Event-64K-Chunks', 'Custom Event'],
        ['JZ3V56NNG67MV8ZS', 'USE1-Event-64K-Chunks', 'Partner Event'],
      ],
    );
  });

  it('keeps the service that was asked for where a product is another’s (data transfer in S3’s file)', async () => {
    const { rows } = await read(await fixture('bulk-AmazonS3-2016-01-07.excerpt.json'), { service: 'AmazonS3' });
    const transfer = rows.find(({ attributes }) => attributes.usagetype === 'EUC1-DataTransfer-Out-Bytes');
    assert.deepEqual(
      [transfer?.service, transfer?.attributes.servicecode, transfer?.regions],
      ['AmazonS3', 'AWSDataTransfer', ['eu-central-1']],
    );
    assert.deepEqual(
      transfer?.tiers.map(({ from }) => from),
      ['0', '1', '10240', '51200', '153600'],
    );
  });

  it('asks for a product as on demand, for one of all regions as an allowance too, and takes the wanted alone', async () => {
    const asked: RowFacts[] = [];
    const file = offer(['A', 'B']) as { products: Record<string, unknown> };
    const G = { sku: 'G', attributes: { location: 'Any', regionCode: '', usagetype: 'Global-G' } };
    const { rows, file: found } = await read(
      { ...file, products: { ...file.products, G } },
      {
        wants: (facts) => {
          asked.push(facts);
          return facts.id === 'B' && facts.attributes.term === ON_DEMAND;
        },
      },
    );
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['B'],
    );
    assert.equal(found.products, 3);
    const termsOf = (sku: string): unknown => asked.filter(({ id }) => id === sku).map(({ attributes }) => attributes.term);
    assert.deepEqual([termsOf('A'), termsOf('G')], [[ON_DEMAND], [ON_DEMAND, FREE_TIER]]);
  });

  it('passes over reserved and flat-rate terms and everything that it does not know', async () => {
    const file = offer(['A']) as { terms: Record<string, unknown> };
    const terms = { Reserved: { A: { 'A.X': { nonsense: [] } } }, ...file.terms, FlatRate: [{ A: 1 }], SavingsPlan: 'none' };
    const { rows } = await read({ ...file, terms, attributesList: { a: { b: 'c' } }, extra: [1, { products: {} }] });
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['A'],
    );
  });

  it('gives no row for a product without on-demand terms (sold by reservation, or withdrawn)', async () => {
    const file = offer(['A', 'B']) as { terms: { OnDemand: Record<string, unknown> } };
    const { A } = file.terms.OnDemand;
    const { rows, file: found } = await read({ ...file, terms: { OnDemand: { A, GONE: { 'GONE.X': {} } } } });
    assert.deepEqual([rows.map(({ id }) => id), found.products, found.faults], [['A'], 2, []]);
  });

  it('names products whose price cannot be read', async () => {
    const file = offer(['A', 'B']) as { terms: { OnDemand: Record<string, unknown> } };
    const { rows, file: found } = await read({
      ...file,
      terms: { OnDemand: { ...file.terms.OnDemand, A: { 'A.X': { offerTermCode: ON_DEMAND } } } },
    });
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['B'],
    );
    assert.deepEqual(
      found.faults.map(({ sku }) => sku),
      ['A'],
    );
    assert.match(found.faults[0]?.reason ?? '', /AWS, term A\.X, priceDimensions/);
  });

  it('takes a file whose head comes last, and one without a head', async () => {
    const { products, terms } = offer(['A']);
    assert.equal((await read({ products, terms, publicationDate: '2026-07-01T00:00:00Z', version: '7' })).file.version, '7');
    assert.equal((await read({ products, terms })).rows.length, 1);
  });

  it('takes an excerpt that leaves out what its keys say already', async () => {
    const price = { unit: 'GB', beginRange: '0', endRange: 'Inf', pricePerUnit: { USD: '2' } };
    const file = {
      products: { A: { attributes: { regionCode: 'eu-central-1', usagetype: 'EUC1-A' } } },
      terms: { OnDemand: { A: { [`A.${ON_DEMAND}`]: { priceDimensions: { [`A.${ON_DEMAND}.R`]: price } } } } },
    };
    const [row] = (await read(file)).rows;
    assert.deepEqual(
      [row?.id, row?.attributes.term, row?.attributes.rateCode, row?.tiers],
      ['A', ON_DEMAND, `A.${ON_DEMAND}.R`, [{ from: '0', price: '2' }]],
    );
  });

  it('says that a file has no products, by their number', async () => {
    assert.equal((await read(offer([]))).file.products, 0);
  });

  it('refuses what is no offer file of the service in a format that it knows', async () => {
    const { products, terms } = offer(['A']);
    const wrong: [object, RegExp][] = [
      [{}, /it has no products/],
      [{ terms }, /its terms stand before its products/],
      [{ terms, products }, /its terms stand before its products/],
      [{ products }, /it has no terms/],
      [{ products: { A: {} }, terms }, /product A, attributes: an object is expected/],
      [{ products: { A: null }, terms }, /product A: an object is expected/],
      [offer(['A'], { offerCode: 'AmazonY' }), /it is AmazonY's/],
      [offer(['A'], { formatVersion: 'v2.0' }), /its format is v2\.0/],
    ];
    for (const [file, reason] of wrong) {
      await assert.rejects(
        read(file),
        (error) => error instanceof Error && 'code' in error && error.code === 'malformed' && reason.test(error.message),
      );
    }
    for (const file of [
      { products: [], terms },
      { products, terms: [] },
      { products, terms: { OnDemand: [] } },
    ])
      await assert.rejects(read(file), JsonScanError);
  });

  it('notices that a file ends in the middle, wherever it is cut', async () => {
    const bytes = await fixture('bulk-AWSEvents.us-east-1.2026-05-29.slice.json');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.toString('utf8').trimEnd().length - 1 }), async (length) => {
        await assert.rejects(
          read(bytes.subarray(0, length), { service: 'AWSEvents' }),
          (error) => error instanceof JsonScanError && error.kind === 'cut-off',
        );
      }),
    );
  });
});
