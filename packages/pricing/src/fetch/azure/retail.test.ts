import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { OfferRow } from '../contract.ts';
import { FetchError } from '../contract.ts';
import { recorded } from '../test-kit.ts';
import { readRetailPage, retailRows } from './retail.ts';

const NOW = new Date('2026-11-21T12:00:00Z');

function rowsOf(page: unknown, now = NOW): { rows: OfferRow[]; left: string[] } {
  const left: string[] = [];
  const rows = retailRows(readRetailPage(page).items, { now, wants: () => true, leftOut: (line) => left.push(line) });
  return { rows, left };
}

function rowsWithId(file: string, id: string): OfferRow[] {
  return rowsOf(recorded(`azure/${file}`)).rows.filter((row) => row.id.startsWith(id));
}

/** A page with one item for each argument, over a common pattern. */
function page(...items: readonly object[]): object {
  const pattern = {
    currencyCode: 'USD',
    tierMinimumUnits: 0,
    retailPrice: 0.1,
    unitPrice: 0.1,
    armRegionName: 'westeurope',
    effectiveStartDate: '2020-01-01T00:00:00Z',
    meterId: 'aaaaaaaa-0000-0000-0000-000000000001',
    meterName: 'Standard Operations',
    productName: 'Thing',
    skuName: 'Standard',
    serviceName: 'Thing',
    unitOfMeasure: '10K',
    type: 'Consumption',
    isPrimaryMeterRegion: true,
  };
  return { BillingCurrency: 'USD', Items: items.map((item) => ({ ...pattern, ...item })), NextPageLink: null, Count: items.length };
}

describe('pages of the Azure Retail Prices API', () => {
  it('groups the items of a meter into tiers, in the order of the numbers and not of the texts', () => {
    const [row, ...others] = rowsWithId('retail-bandwidth-westeurope-2026-07-17.excerpt.json', '6bd64e8e');
    assert.equal(others.length, 0);
    assert.deepEqual(row?.tiers, [
      { from: '0', price: '0' },
      { from: '100', price: '0.08' },
      { from: '10100', price: '0.065' },
      { from: '50100', price: '0.06' },
      { from: '150100', price: '0.04' },
    ]);
    assert.deepEqual(
      [row.unit, row.currency, row.regions, row.recordedTo, row.effectiveFrom],
      ['1 GB', 'USD', ['westeurope'], null, '2022-03-01'],
    );
  });

  it('keeps a free first tier and the printed unit, whose bounds are in that unit too', () => {
    const [row] = rowsWithId('retail-functions-eastus.json', '4e5cd9e2');
    assert.deepEqual(row?.tiers, [
      { from: '0', price: '0' },
      { from: '100000', price: '0.000002' },
    ]);
    assert.equal(row.unit, '10');
  });

  it('writes prices with an exponent out', () => {
    const [row] = rowsWithId('retail-functions-containerapps-uksouth.excerpt.json', '2a384075');
    assert.deepEqual(row?.tiers.at(-1), { from: '400000', price: '0.000016' });
  });

  it('takes meters that are not of the primary region: the standard meters of Functions are all such', () => {
    const [row] = rowsWithId('retail-functions-eastus.json', '4e5cd9e2');
    assert.equal(row?.attributes.isPrimaryMeterRegion, 'false');
  });

  it('ignores savings plans beside the price', () => {
    const [row] = rowsWithId('retail-functions-containerapps-uksouth.excerpt.json', 'edca2d58');
    assert.deepEqual(row?.tiers, [{ from: '0', price: '0.4' }]);
  });

  it('leaves reservations out, which are per term although their unit says an hour, also under the id of a price on demand', () => {
    const cosmos = rowsWithId('retail-cosmosdb-westeurope-2026-07-17.excerpt.json', '025fc257');
    assert.deepEqual(
      cosmos.map(({ tiers, unit }) => [unit, tiers]),
      [['1 Hour', [{ from: '0', price: '0.089275' }]]],
    );
    assert.deepEqual(rowsWithId('retail-storage-westeurope-2026-07-17.excerpt.json', '0623400b'), []);
    const machines = readRetailPage(recorded('azure/retail-vm-page-2022-06-06.excerpt.json'));
    assert.deepEqual([machines.total, machines.items.length], [4, 2]);
    assert.equal(readRetailPage(page({ reservationTerm: '1 Year' })).items.length, 0);
  });

  it('leaves prices of test subscriptions out', () => {
    assert.deepEqual(rowsWithId('retail-vm-page-2022-06-06.excerpt.json', '3db2e289'), []);
    assert.equal(readRetailPage(page({ type: 'DevTestConsumption' }, { type: 'SavingsPlanConsumption' })).items.length, 0);
  });

  it('hands a meter over under each of its names and SKUs, with one price', () => {
    const writes = rowsWithId('retail-blob-eastus.excerpt.json', '14854f12');
    assert.deepEqual(writes.map(({ attributes }) => attributes.meterName).sort(), [
      'Hot LRS Write Operations',
      'LRS List and Create Container Operations',
    ]);
    const stored = rowsWithId('retail-cosmosdb-eastus.excerpt.json', '56f07b6a');
    assert.deepEqual(stored.map(({ attributes }) => attributes.skuName).sort(), ['RUs', 'mRUs']);
    assert.equal(new Set([...writes, ...stored].map(({ id, tiers }) => id + JSON.stringify(tiers))).size, 2);
  });

  it('takes, of several prices over time, the one in force', () => {
    const { rows } = rowsOf(
      page(
        { effectiveStartDate: '2020-01-01T00:00:00Z', retailPrice: 0.3 },
        { effectiveStartDate: '2026-01-01T00:00:00Z', retailPrice: 0.2 },
        { effectiveStartDate: '2026-12-01T00:00:00Z', retailPrice: 0.1 },
      ),
    );
    assert.deepEqual(
      rows.map(({ tiers, effectiveFrom }) => [tiers, effectiveFrom]),
      [[[{ from: '0', price: '0.2' }], '2026-01-01']],
    );
  });

  it('chooses none of two readings where new tiers have other bounds than the ones before', () => {
    const tier = (tierMinimumUnits: number, retailPrice: number, year: number): object => ({
      tierMinimumUnits,
      retailPrice,
      effectiveStartDate: `${year}-01-01T00:00:00Z`,
    });
    const bounds = (...items: object[]): string[][] => rowsOf(page(...items)).rows.map(({ tiers }) => tiers.map(({ from }) => from));
    const before = [tier(0, 0.3, 2020), tier(100, 0.2, 2020), tier(1000, 0.1, 2020)];
    assert.deepEqual(bounds(...before, tier(0, 0.25, 2024), tier(500, 0.15, 2024)), [
      ['0', '100', '500', '1000'],
      ['0', '500'],
    ]);
    assert.deepEqual(bounds(...before, tier(0, 0.25, 2024), tier(100, 0.15, 2024), tier(1000, 0.05, 2024)), [['0', '100', '1000']]);
    assert.deepEqual(bounds(...before, tier(5000, 0.05, 2024)), [['0', '100', '1000', '5000']], 'a tier that came');
  });

  it('drops a price that has ended, and says so where nothing is left', () => {
    const ended = rowsOf(page({ effectiveEndDate: '2026-06-30T23:59:00Z' }));
    assert.deepEqual(ended.rows, []);
    assert.match(ended.left[0] ?? '', /aaaaaaaa-.* has no price that is in force today and is left out/);
    const tier = { tierMinimumUnits: 100, retailPrice: 0.05 };
    const gone = rowsOf(page({}, { ...tier, effectiveEndDate: '2025-01-01T00:00:00Z' }));
    assert.deepEqual(gone.rows[0]?.tiers, [{ from: '0', price: '0.1' }]);
    const spot = recorded('azure/retail-vm-page-2022-06-06.excerpt.json');
    const names = (now: string): (string | undefined)[] => rowsOf(spot, new Date(now)).rows.map(({ attributes }) => attributes.meterName);
    assert.deepEqual([names('2022-06-06'), names('2026-11-21')], [['EC48as_v5 Spot', 'D5 v2/DS5 v2'], ['D5 v2/DS5 v2']]);
  });

  it('chooses no price where two of one tier and one day contradict each other', () => {
    const { rows } = rowsOf(
      page({ retailPrice: 0.1 }, { retailPrice: 0.4 }, { tierMinimumUnits: 100, retailPrice: 0.05 }, { retailPrice: 0.1 }),
    );
    assert.deepEqual(
      rows.map(({ tiers }) => tiers.map(({ price }) => price)),
      [
        ['0.1', '0.05'],
        ['0.4', '0.05'],
      ],
    );
  });

  it('keeps two currencies of one meter apart', () => {
    const { rows } = rowsOf(page({}, { currencyCode: 'EUR' }));
    assert.deepEqual(
      rows.map(({ currency }) => currency),
      ['USD', 'EUR'],
    );
  });

  it('leaves a meter out that is quoted in two units at once, and takes the new unit of one that has changed', () => {
    const mixed = rowsOf(page({}, { tierMinimumUnits: 5, unitOfMeasure: '1K' }));
    assert.deepEqual(mixed.rows, []);
    assert.match(mixed.left[0] ?? '', /is quoted in 10K and 1K at once and is left out/);
    const changed = rowsOf(page({ effectiveEndDate: '2026-01-01T00:00:00Z' }, { unitOfMeasure: '1K', retailPrice: 0.01 }));
    assert.deepEqual(
      changed.rows.map(({ unit, tiers }) => [unit, tiers[0]?.price]),
      [['1K', '0.01']],
    );
  });

  it('keeps one meter id in two regions apart, and calls a row without a region global', () => {
    const { rows } = rowsOf(page({}, { armRegionName: 'eastus' }, { armRegionName: '' }, { armRegionName: 'Global', meterName: 'Other' }));
    assert.deepEqual(
      rows.map(({ regions }) => regions),
      [['westeurope'], ['eastus'], ['global'], ['global']],
    );
  });

  it('writes ids in lower case, as meterIds are compared', () => {
    const { rows } = rowsOf(page({ meterId: 'AAAAAAAA-0000-0000-0000-00000000000B' }));
    assert.equal(rows[0]?.id, 'aaaaaaaa-0000-0000-0000-00000000000b');
  });

  it('leaves a meter out whose first tier is missing or whose price is negative, and says which', () => {
    const late = rowsOf(page({ tierMinimumUnits: 100 }));
    assert.deepEqual(late.rows, []);
    assert.match(late.left[0] ?? '', /Thing, westeurope: the meter "Standard Operations" \(aaaaaaaa-.*\) has no tier that begins at 0/);
    const negative = rowsOf(page({ retailPrice: -1 }));
    assert.deepEqual([negative.rows.length, negative.left.length], [0, 1]);
  });

  it('says nothing of meters that nobody wants', () => {
    const left: string[] = [];
    const { items } = readRetailPage(page({ tierMinimumUnits: 100 }));
    assert.deepEqual(retailRows(items, { now: NOW, wants: () => false, leftOut: (line) => left.push(line) }), []);
    assert.deepEqual(left, []);
  });

  it('gives an address under which a person finds the meter', () => {
    const [row] = rowsOf(page({})).rows;
    const url = new URL(row?.url ?? '');
    assert.equal(url.host, 'prices.azure.com');
    assert.equal(url.searchParams.get('$filter'), "meterId eq 'aaaaaaaa-0000-0000-0000-000000000001' and armRegionName eq 'westeurope'");
  });

  it('does without what it does not use, and lets new fields be', () => {
    const bare = {
      Items: [
        {
          ...{ meterId: 'm', serviceName: 's', unitOfMeasure: '1', type: 'Consumption', currencyCode: 'USD' },
          ...{ tierMinimumUnits: 0, retailPrice: 1, effectiveStartDate: '2020-01-01', brandNew: { a: [1] }, savingsPlan: null },
        },
      ],
      Another: 1,
    };
    assert.deepEqual([readRetailPage(bare).next, readRetailPage(bare).announced, rowsOf(bare).rows.length], [null, null, 1]);
  });

  it('says which field of which item is not as promised', () => {
    const wrong: [object, RegExp][] = [
      [{ meterId: 7 }, /item 1: meterId must be a text, not 7/],
      [{ retailPrice: '?' }, /item 1 \(meter aaaa.*\): retailPrice must be a number, not "\?"/],
      [{ retailPrice: null }, /retailPrice must be a number, not null/],
      [{ retailPrice: undefined }, /retailPrice must be a number, not missing/],
      [{ tierMinimumUnits: undefined }, /tierMinimumUnits must be a number, not missing/],
      [{ unitOfMeasure: '' }, /unitOfMeasure must be a text/],
      [{ currencyCode: undefined }, /currencyCode must be a text, not missing/],
      [{ type: undefined }, /type must be a text, not missing/],
      [{ effectiveStartDate: 'soon' }, /effectiveStartDate must be an ISO date, not "soon"/],
      [{ effectiveStartDate: undefined }, /effectiveStartDate is missing/],
      [{ serviceName: ['Thing'] }, /serviceName must be a text, not a list/],
    ];
    for (const [item, message] of wrong) assert.throws(() => readRetailPage(page(item)), isMalformed(message));
    for (const json of [null, [], 'text', {}, { Items: null }, { Items: {} }, { Items: [null] }, { Items: [], NextPageLink: 5 }])
      assert.throws(() => readRetailPage(json), isMalformed(/Azure Retail Prices/), JSON.stringify(json));
  });
});

function isMalformed(message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof FetchError);
    assert.match(error.message, message);
    assert.equal(error.code, 'malformed');
    assert.notEqual(error.remedy, '');
    return true;
  };
}
