/**
 * An offer file of any size in the shape of AWS's own, written while it is read: the recorded products in the middle of made-up ones, the made-up ones'
 * on-demand and reserved terms, and two spaces of indentation as AWS has them.
 */

/** What is used of a recorded offer file. */
export interface RecordedOffer {
  readonly offerCode: string;
  readonly products: Readonly<Record<string, object>>;
  readonly terms: { readonly OnDemand: Readonly<Record<string, object>> };
}

/** Where the number of a made-up product stands in a block; as long as the number. */
const MARK = '########';
const BLOCK = 400;

/** Yields the file in blocks of some hundred kilobytes; it ends at the first block beyond `bytes`. */
export function* offerFile({ offerCode, products, terms }: RecordedOffer, bytes: number): Generator<Buffer> {
  const head = {
    formatVersion: 'v1.0',
    disclaimer: 'Made up; braces } in { strings.',
    offerCode,
    version: '20261120',
    publicationDate: '2026-11-20T00:00:00Z',
  };
  let size = 0;
  const send = function* (blocks: Iterable<Buffer>, upTo: number): Generator<Buffer> {
    for (const block of blocks) {
      size += block.length;
      yield block;
      if (size >= upTo) return;
    }
  };
  yield* send([Buffer.from(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "products": {\n`)], bytes);
  // About a third of AWS's files are products, another is on demand, the rest reserved.
  yield* send(blocksOf(madeUpProduct, 0), bytes / 6);
  yield* send([members(products)], bytes);
  yield* send(blocksOf(madeUpProduct, 1_000_000), bytes / 3);
  yield* send([Buffer.from('    "LAST": { "sku": "LAST", "attributes": {} }\n  },\n  "terms": {\n    "OnDemand": {\n')], bytes);
  yield* send(
    blocksOf((sku) => madeUpTerm(sku, 'JRTCKXETXF'), 0),
    bytes / 2,
  );
  yield* send([members(terms.OnDemand)], bytes);
  yield* send(
    blocksOf((sku) => madeUpTerm(sku, 'JRTCKXETXF'), 1_000_000),
    (bytes * 2) / 3,
  );
  yield* send([Buffer.from('      "LAST": {}\n    },\n    "Reserved": {\n')], bytes);
  yield* send(
    blocksOf((sku) => madeUpTerm(sku, '4NA7Y494T4'), 0),
    bytes,
  );
  yield Buffer.from('      "LAST": {}\n    }\n  },\n  "attributesList": {}\n}\n');
}

/** The members of an object with a comma behind each. */
function members(object: Readonly<Record<string, object>>): Buffer {
  return Buffer.from(`${JSON.stringify(object, null, 2).slice(1, -2)},\n`);
}

/** Blocks without an end, each of some hundred members with numbers of their own. */
function* blocksOf(member: (sku: string) => object, start: number): Generator<Buffer> {
  const one = members({ [`SKU0${MARK}`]: member(`SKU0${MARK}`) });
  const block = Buffer.concat(Array.from({ length: BLOCK }, () => one));
  const places: number[] = [];
  for (let at = one.indexOf(MARK); at >= 0; at = one.indexOf(MARK, at + 1)) places.push(at);
  for (let turn = start; ; turn += BLOCK) {
    const copy = Buffer.from(block);
    for (let index = 0; index < BLOCK; index++) {
      const number = String(turn + index).padStart(MARK.length, '0');
      for (const place of places) copy.write(number, index * one.length + place, 'latin1');
    }
    yield copy;
  }
}

function madeUpProduct(sku: string): object {
  return {
    sku,
    productFamily: 'Storage',
    attributes: {
      servicecode: 'AmazonS3',
      location: 'US East (N. Virginia)',
      locationType: 'AWS Region',
      availability: '99.99%',
      storageClass: 'General "Purpose"',
      volumeType: 'Standard \\ Other',
      usagetype: `Made-Up-${sku}`,
      operation: '',
      durability: '99.999999999%',
      regionCode: 'us-east-1',
      servicename: 'Amazon Simple Storage Service – überall',
    },
  };
}

function madeUpTerm(sku: string, code: string): object {
  const term = `${sku}.${code}`;
  const rateCode = `${term}.6YS6EN2CT7`;
  const description = '$0.9 per GB - a made-up price { of } nothing';
  const price = {
    rateCode,
    description,
    beginRange: '0',
    endRange: 'Inf',
    unit: 'GB-Mo',
    pricePerUnit: { USD: '0.9000000000' },
    appliesTo: [],
  };
  return {
    [term]: { offerTermCode: code, sku, effectiveDate: '2026-11-01T00:00:00Z', priceDimensions: { [rateCode]: price }, termAttributes: {} },
  };
}
