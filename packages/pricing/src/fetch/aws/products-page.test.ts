import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readProductsPage, readValuesPage } from './products-page.ts';
import { rowsOfTerms } from './rows.ts';
import { NOW, fixtureJson } from './test-kit.ts';

const ABOUT = { service: 'AmazonX', url: 'https://example.test/', readAt: NOW };

describe('answers of AWS’s Query API', () => {
  it('read the recorded answer: items that are JSON texts', async () => {
    const page = readProductsPage(await fixtureJson('getproducts-AmazonS3-us-east-1-2026-07-28.json'));
    assert.equal(page.nextToken, null);
    assert.deepEqual(page.products.map(({ product, version }) => [product.sku, version]), [
      ['WP9ANXZGBYYSGJEA', '20260728131000'], ['379GYJUQ5WFBUYGM', '20260728131000'], ['EXB3YJ6YV5CRH4JN', '20260728131000'],
      ['82TFRVR9729PGTNP', '20260728131000'], ['E9YHNFENF4XQBZR6', '20260728131000'], ['ZWQ6Q48CRJXX4FXE', '20260728131000'],
      ['WDAC2WRXVNRSNQS6', '20260728131000'],
    ]); // prettier-ignore
    const [standard] = page.products;
    assert.ok(standard);
    assert.deepEqual(rowsOfTerms(standard.product, standard.onDemand, ABOUT).rows[0]?.tiers, [
      { from: '0', price: '0.023' },
      { from: '51200', price: '0.022' },
      { from: '512000', price: '0.021' },
    ]);
    // Its product has no family, which is real.
    assert.equal(page.products.at(-1)?.product.attributes.productFamily, undefined);
  });

  it('read botocore’s example, with its token', async () => {
    const { products, nextToken } = readProductsPage(await fixtureJson('getproducts-botocore-example-AmazonEC2.json'));
    const [one] = products;
    assert.ok(one);
    assert.match(nextToken ?? '', /^57r3EXAMPLE/);
    const [row] = rowsOfTerms(one.product, one.onDemand, ABOUT).rows;
    assert.deepEqual(
      [row?.id, row?.unit, row?.tiers, row?.regions, row?.effectiveFrom, row?.attributes.usagetype],
      ['WQGC34PB2AWS8R4U', 'GB-Mo', [{ from: '0', price: '0.138' }], ['ca-central-1'], '2017-08-01', 'CAN1-EBS:VolumeUsage.piops'],
    );
  });

  it('read an answer whose rate codes were not recorded, and keep a tier that begins above 0 as it is', async () => {
    const { products } = readProductsPage(await fixtureJson('getproducts-IOTTwinMaker-eu-central-1.DERIVED.json'));
    const rows = products.flatMap(({ product, onDemand }) => rowsOfTerms(product, onDemand, ABOUT).rows);
    assert.equal(rows.length, 15);
    assert.deepEqual(rows.find(({ id }) => id === 'DJQH62C3MHF6TPJ2')?.tiers, [{ from: '3800000', price: '0.0000525' }]);
  });

  it('read items that are String objects, as the SDK makes them, and objects, as tools make them', () => {
    const item = { product: { sku: 'A', attributes: {} }, terms: { OnDemand: {} }, serviceCode: 'AmazonX', version: '1' };
    const { products } = readProductsPage({ PriceList: [JSON.stringify(item), new String(JSON.stringify(item)), item], NextToken: '' });
    assert.deepEqual(
      products.map(({ product }) => product.sku),
      ['A', 'A', 'A'],
    );
  });

  it('know a product without on-demand terms', () => {
    const [reserved, none] = readProductsPage({
      PriceList: [{ product: { sku: 'A', attributes: {} }, terms: { Reserved: {} } }, { product: { sku: 'B', attributes: {} } }],
    }).products;
    assert.deepEqual([reserved?.onDemand, none?.onDemand], [undefined, undefined]);
  });

  it('are refused where they are broken, with the item’s number', () => {
    const wrong: [unknown, RegExp][] = [
      [null, /an object is expected/],
      [{}, /PriceList: a list is expected, not missing/],
      [{ PriceList: {} }, /a list is expected/],
      [{ PriceList: [], FormatVersion: 'aws_v2' }, /its format is aws_v2/],
      [{ PriceList: ['{"product":{"sku":"A"'] }, /item 0: it is no JSON/],
      [{ PriceList: [{ product: { sku: 'A', attributes: {} } }, '"text"'] }, /item 1: an object is expected/],
      [{ PriceList: [7] }, /item 0: an object is expected/],
      [{ PriceList: ['{"product":{}}'] }, /sku must be a text/],
      [{ PriceList: [], NextToken: 5 }, /NextToken must be a text/],
    ];
    for (const [answer, reason] of wrong)
      assert.throws(
        () => readProductsPage(answer),
        (error) => error instanceof Error && 'code' in error && error.code === 'malformed' && reason.test(error.message),
      );
  });

  it('read the values of an attribute', () => {
    const answer = { AttributeValues: [{ Value: 'eu-central-1' }, { Value: '' }, { Value: 'us-east-1' }], NextToken: 'more' };
    assert.deepEqual(readValuesPage(answer), { values: ['eu-central-1', 'us-east-1'], nextToken: 'more' });
    for (const wrong of [{}, { AttributeValues: {} }, { AttributeValues: ['a'] }, { AttributeValues: [{ Value: 5 }] }])
      assert.throws(() => readValuesPage(wrong), { code: 'malformed' });
  });
});
