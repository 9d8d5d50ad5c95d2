import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { SLOTS, type DeviceGroup, type Provider, type Scenario, type Slot } from '@twin2multicloud/topology';
import { choosePlacement, paperFigures, paperTotal, type PaperFigures } from './choice.ts';
import { paperCost } from './paper-cost.ts';
import type { PaperPrices } from './prices.ts';
import { paperQuantities } from './quantities.ts';

// The published prices; the whole table with its source is packages/pricing's.
const PRICES: PaperPrices = {
  aws: {
    transfer: {
      pricing_tiers: {
        freeTier: { limit: 100, price: 0 },
        tier1: { limit: 10240, price: 0.09 },
        tier2: { limit: 51200, price: 0.085 },
        tier3: { limit: 102400, price: 0.07 },
        tier4: { limit: 'Infinity', price: 0.05 },
      },
    },
    iotCore: {
      pricePerDeviceAndMonth: 0.0035,
      priceRulesTriggered: 1.5e-7,
      pricing_tiers: {
        tier1: { limit: 1e9, price: 1e-6 },
        tier2: { limit: 5e9, price: 8e-7 },
        tier3: { limit: 'Infinity', price: 7e-7 },
      },
    },
    lambda: { requestPrice: 2e-7, durationPrice: 1.66667e-5, freeRequests: 1_000_000, freeComputeTime: 400_000 },
    dynamoDB: { writePrice: 6.25e-7, readPrice: 1.25e-7, storagePrice: 0.25, freeStorage: 25 },
    s3InfrequentAccess: {
      storagePrice: 0.0125,
      upfrontPrice: 0.0001,
      requestPrice: 1e-5,
      dataRetrievalPrice: 0.01,
      transferCostFromDynamoDB: 0.1,
      transferCostFromCosmosDB: 0.05,
    },
    s3GlacierDeepArchive: { storagePrice: 0.00099, lifecycleAndWritePrice: 5e-5, dataRetrievalPrice: 0.0025 },
    iotTwinMaker: { unifiedDataAccessAPICallsPrice: 1.5e-6, entityPrice: 0.05, queryPrice: 5e-5 },
    awsManagedGrafana: { editorPrice: 9, viewerPrice: 5 },
  },
  azure: {
    transfer: {
      pricing_tiers: {
        freeTier: { limit: 100, price: 0 },
        tier1: { limit: 10240, price: 0.08 },
        tier2: { limit: 40960, price: 0.065 },
        tier3: { limit: 102400, price: 0.06 },
        tier4: { limit: 'Infinity', price: 0.04 },
      },
    },
    iotHub: {
      pricing_tiers: {
        tier1: { limit: 120_000_000, threshold: 12_000_000, price: 25 },
        tier2: { limit: 1_800_000_000, threshold: 180_000_000, price: 250 },
        tier3: { limit: 'Infinity', threshold: 9_000_000_000, price: 2500 },
      },
    },
    functions: { requestPrice: 2e-7, durationPrice: 1.66667e-5, freeRequests: 1_000_000, freeComputeTime: 400_000 },
    cosmosDB: { storagePrice: 0.25, requestPrice: 0.0584, minimumRequestUnits: 400, RUsPerWrite: 1, RUsPerRead: 10 },
    blobStorageCool: { storagePrice: 0.015, writePrice: 1e-5, readPrice: 1e-6, dataRetrievalPrice: 0.01, transferCostFromCosmosDB: 0.05 },
    blobStorageArchive: { storagePrice: 0.00099, writePrice: 1.3e-5, dataRetrievalPrice: 0.02 },
    azureDigitalTwins: {
      operationPrice: 2.5e-6,
      queryPrice: 5e-7,
      queryUnitTiers: [
        { lower: 1, upper: 99, value: 15 },
        { lower: 100, upper: 9999, value: 1500 },
        { lower: 10000, value: 4000 },
      ],
    },
    azureManagedGrafana: { userPrice: 6, hourlyPrice: 0.069 },
  },
};

const MONTH = 2_628_000;
const at = { file: 'test.twin', start: 10, end: 20 };
const auto = { provider: null, except: [], at: null };

function group(
  name: string,
  count: number,
  minutes: number,
  kilobytes: number,
  months: readonly [number, number | null, number | null],
): DeviceGroup {
  const [hot, cool, archive] = months.map((value) => (value === null ? null : value * MONTH));
  return {
    name,
    type: null,
    declaredAt: at,
    count: { value: count, at },
    cadence: { value: { kind: 'every', seconds: minutes * 60 }, at },
    peak: null,
    active: { value: { hoursPerDay: 24, daysPerWeek: 7 }, at: null },
    connect: { value: 'always', at: null },
    payload: { value: kilobytes * 1024, at },
    payloadFromTelemetry: false,
    telemetry: [],
    retention: { hot: { value: hot ?? 0, at }, cool: { value: cool ?? null, at }, archive: { value: archive ?? null, at } },
  };
}

function scenario(overrides: Partial<Scenario> = {}): Scenario {
  return {
    name: 'House',
    title: null,
    variant: null,
    documentation: null,
    declaredAt: at,
    groups: [group('sensors', 100, 2, 0.25, [1, 3, 12])],
    processing: { declaredAt: null, function: { value: { memory: 134_217_728, duration: 0.1 }, at: null }, runs: [], rules: [] },
    storage: {
      declaredAt: null,
      retention: { hot: { value: MONTH, at: null }, cool: { value: null, at: null }, archive: { value: null, at: null } },
      readCool: { value: 0, at: null },
      readArchive: { value: 0, at: null },
    },
    management: null,
    visualization: null,
    placement: { L1: auto, L2: auto, 'L3.hot': auto, 'L3.cool': auto, 'L3.archive': auto, L4: auto, L5: auto },
    providers: { value: ['aws', 'azure', 'gcp'], at: null },
    region: { logical: { value: 'eu-central', at: null }, named: {} },
    residency: null,
    currency: { value: 'USD', at: null },
    budgets: [],
    freeTier: { value: true, at: null },
    assume: {},
    tags: {},
    ...overrides,
  };
}

function place(rules: Partial<Record<Slot, { provider?: Provider; except?: readonly Provider[] }>>): Scenario['placement'] {
  const rule = (slot: Slot) => ({ provider: rules[slot]?.provider ?? null, except: rules[slot]?.except ?? [], at });
  return {
    L1: rule('L1'),
    L2: rule('L2'),
    'L3.hot': rule('L3.hot'),
    'L3.cool': rule('L3.cool'),
    'L3.archive': rule('L3.archive'),
    L4: rule('L4'),
    L5: rule('L5'),
  };
}

function scene(devices?: number): NonNullable<Scenario['management']> {
  return {
    declaredAt: at,
    models:
      devices === undefined
        ? []
        : [
            {
              name: 'Floor',
              title: null,
              count: 3,
              has: [{ group: 'sensors', count: devices }],
              models: [{ name: 'Room', title: null, count: 2, has: [], models: [], declaredAt: at }],
              declaredAt: at,
            },
          ],
    entities: devices === undefined ? { value: 12, at } : null,
    scene: { value: 1_000, at },
    sceneFile: null,
    queries: null,
  };
}

function near(actual: number | null | undefined, expected: number): void {
  assert.ok(typeof actual === 'number' && Math.abs(actual - expected) <= 1e-9 * Math.abs(expected), `${actual} instead of ${expected}`);
}

function amount(cost: ReturnType<typeof paperCost>, slot: Slot, provider: Provider): number {
  const cell = cost.cells[slot]?.[provider];
  assert.ok(cell?.available === true, `${slot} ${provider}`);
  return cell.amount;
}

describe('the paper model', () => {
  it('counts all seven slots even where a block is missing', () => {
    const cost = paperCost(scenario(), PRICES);
    assert.deepEqual(cost.slots, SLOTS);
    near(amount(cost, 'L5', 'azure'), 50.37);
    assert.equal(amount(cost, 'L5', 'aws'), 0);
    assert.deepEqual(cost.months, [cost.total]);
    near(cost.firstYear, 12 * (cost.total ?? 0));
    assert.equal(cost.oneTime, 0);
  });

  it('leaves Google out with the reason', () => {
    const cost = paperCost(scenario(), PRICES);
    for (const slot of SLOTS) {
      assert.deepEqual(cost.cells[slot]?.gcp, { available: false, kind: 'model', reason: "not in the paper's model", at: null });
    }
    assert.equal(cost.singleCloud.gcp.total, null);
  });

  it('prices three hot tiers as one where two groups are one group cut in two', () => {
    const whole = paperCost(scenario({ groups: [group('all', 200, 2, 3, [1, 3, 12])] }), PRICES);
    const cut = paperCost(scenario({ groups: [group('a', 150, 2, 3, [1, 3, 12]), group('b', 50, 2, 3, [1, 3, 12])] }), PRICES);
    near(cut.total, whole.total ?? 0);
    for (const slot of SLOTS) near(amount(cut, slot, 'azure'), amount(whole, slot, 'azure'));
  });

  it('takes each group with its own months', () => {
    const groups = [group('short', 100, 2, 1, [1, null, null]), group('long', 300, 2, 1, [2, 6, 24])];
    const { groups: measured } = paperQuantities(scenario({ groups }));
    const [short, long] = measured;
    assert.ok(short !== undefined && long !== undefined);
    const cost = paperCost(scenario({ groups }), PRICES);
    const g = short.g + long.g;
    near(amount(cost, 'L3.archive', 'azure'), long.g * 24 * 0.00099 + g * 1.3e-5 + 0.01 * long.g * 24 * 0.02);
    near(amount(cost, 'L3.cool', 'aws'), 0.0126 * long.g * 6 + 1e-5 * 2 * Math.ceil((g * 1024) / 100) + 0.01 * (0.1 * long.g * 6 + g));
  });

  it('shares a line among the groups that cause it, and a minimum with the block that asks for it', () => {
    const groups = [group('a', 100, 2, 0.25, [1, 3, 12]), group('b', 300, 2, 0.25, [1, 3, 12])];
    const cost = paperCost(scenario({ groups }), PRICES);
    const cell = cost.cells.L1?.aws;
    assert.ok(cell?.available === true);
    for (const line of cell.lines) {
      assert.deepEqual(
        line.causes.map(({ cause }) => cause),
        ['a', 'b'],
      );
      near(line.causes[1]?.amount, 3 * (line.causes[0]?.amount ?? 0));
    }
    const hot = cost.cells['L3.hot']?.azure;
    assert.ok(hot?.available === true);
    assert.deepEqual(
      hot.lines[0]?.causes.map(({ cause }) => cause),
      ['storage'],
    );
  });

  it('offers Digital Twins only without a scene, but counts them in the total of Azure alone', () => {
    const with3d = paperCost(scenario({ management: scene() }), PRICES);
    const cell = with3d.cells.L4?.azure;
    assert.ok(cell?.available === false);
    assert.match(cell.reason, /only without a 3D scene/);
    assert.equal(with3d.placement?.L4, 'aws');
    const without = paperCost(scenario(), PRICES);
    near(with3d.singleCloud.azure.total, without.singleCloud.azure.total ?? 0);
    const forced = paperCost(scenario({ management: scene(), placement: place({ L4: { provider: 'azure' } }) }), PRICES);
    assert.equal(forced.placement, null);
    assert.match(forced.impossible ?? '', /^L4 cannot be on Azure: the paper offers Digital Twins only without a 3D scene\.$/);
  });

  it('counts models as often as they are repeated, with the devices in them', () => {
    const { e } = paperQuantities(scenario({ management: scene(20) }));
    assert.equal(e, 3 + 3 * 2 + 3 * 20);
    assert.equal(paperQuantities(scenario({ management: scene() })).e, 12);
  });

  it('keeps L2 with the hot tier and says so', () => {
    const moved = paperCost(scenario({ placement: place({ L2: { provider: 'azure' } }) }), PRICES);
    assert.equal(moved.placement?.['L3.hot'], 'azure');
    const torn = paperCost(scenario({ placement: place({ L2: { provider: 'azure' }, 'L3.hot': { provider: 'aws' } }) }), PRICES);
    assert.equal(torn.total, null);
    assert.match(torn.impossible ?? '', /L2 always runs on the cloud of L3\.hot/);
    assert.ok(torn.best !== null && torn.cells.L1?.aws.available === true);
  });

  it('obeys `providers`, `except` and `place`, and tells what an override costs', () => {
    const aws = paperCost(scenario({ providers: { value: ['aws'], at } }), PRICES);
    assert.deepEqual(new Set(Object.values(aws.placement ?? {})), new Set(['aws']));
    near(aws.total, aws.singleCloud.aws.total ?? 0);
    assert.deepEqual(aws.singleCloud.azure.breaks, ['`providers` leaves out Azure']);

    const except = paperCost(scenario({ placement: place({ 'L3.cool': { except: ['azure'] } }) }), PRICES);
    assert.equal(except.placement?.['L3.cool'], 'aws');
    assert.equal(except.best?.placement['L3.cool'], 'aws');
    const cell = except.cells['L3.cool']?.azure;
    assert.ok(cell?.available === false && cell.kind === 'except' && cell.at === at);

    const free = paperCost(scenario(), PRICES);
    const fixed = paperCost(scenario({ placement: place({ L1: { provider: 'azure' } }) }), PRICES);
    near(fixed.best?.total, free.total ?? 0);
    assert.deepEqual(
      fixed.overrides.map(({ slot, best }) => [slot, best]),
      [['L1', 'aws']],
    );
    near(fixed.overrides[0]?.regret, (fixed.total ?? 0) - (free.total ?? 0));

    for (const gcp of [place({ L1: { provider: 'gcp' } }), place({ L5: { except: ['aws', 'azure'] } })]) {
      const cost = paperCost(scenario({ placement: gcp }), PRICES);
      assert.equal(cost.total, null);
      assert.match(cost.impossible ?? '', /not in the paper's model/);
      assert.deepEqual(cost.alternatives, []);
    }
  });

  it('tells what moving one slot alone costs; L2 and the hot tier do not move alone', () => {
    const cost = paperCost(scenario(), PRICES);
    const L1 = cost.cells.L1?.azure;
    assert.ok(L1?.available === true && cost.total !== null);
    const moved = paperCost(scenario({ placement: place({ L1: { provider: 'azure' } }) }), PRICES);
    near(L1.delta, (moved.total ?? 0) - cost.total);
    const hot = cost.cells['L3.hot']?.azure;
    assert.ok(hot?.available === true && hot.delta === null);
  });

  it('gives the k best, the chosen one first', () => {
    const all = paperCost(scenario(), PRICES, { k: 1_000 });
    assert.equal(all.alternatives.length, 64);
    assert.deepEqual(all.alternatives[0]?.placement, all.placement);
    assert.equal(new Set(all.alternatives.map(({ placement }) => JSON.stringify(placement))).size, 64);
    const others = all.alternatives.slice(1).map(({ total }) => total);
    assert.deepEqual(
      others,
      others.toSorted((a, b) => a - b),
    );
    assert.equal(paperCost(scenario(), PRICES, { k: 2 }).alternatives.length, 2);
    assert.equal(paperCost(scenario({ management: scene() }), PRICES, { k: 1_000 }).alternatives.length, 32);
  });

  it('lists what it ignores', () => {
    const ignored = (given: Partial<Scenario>): string[] =>
      paperCost(scenario(given), PRICES)
        .assumptions.map(({ id }) => id)
        .filter((id) => id.startsWith('paper.ignored.'));
    assert.deepEqual(ignored({}), []);
    const busy = { ...group('sensors', 1, 1, 1, [1, null, null]), active: { value: { hoursPerDay: 8, daysPerWeek: 5 }, at } };
    assert.deepEqual(ignored({ groups: [busy], freeTier: { value: false, at }, assume: { 'item-overhead': { value: 1, at } } }), [
      'paper.ignored.sensors.active',
      'paper.ignored.free-tier',
      'paper.ignored.assume.item-overhead',
    ]);
  });

  it('prices a twin without messages and refuses one that is too large, never NaN', () => {
    const none = paperCost(scenario({ groups: [] }), PRICES);
    assert.ok(none.total !== null && Number.isFinite(none.total));
    const still = paperCost(scenario({ groups: [group('sensors', 0, 2, 1, [1, 3, 12])] }), PRICES);
    assert.ok(still.total !== null && Number.isFinite(still.total));
    const huge = paperCost(scenario({ groups: [group('sensors', 1e308, 0.001, 1e6, [1, 3, 12])] }), PRICES);
    assert.equal(huge.total, null);
    assert.match(huge.impossible ?? '', /too large/);
  });
});

describe("the paper's choice", () => {
  const money = fc.integer({ min: 0, max: 4 });
  const pair = fc.record({ aws: money, azure: money });
  const figuresArbitrary = fc
    .record({
      slots: fc.record({ L1: pair, L2: pair, 'L3.hot': pair, 'L3.cool': pair, 'L3.archive': pair, L4: pair, L5: pair }),
      transfers: fc.array(money, { minLength: 12, maxLength: 12 }),
    })
    .map(({ slots, transfers }): PaperFigures => {
      const edges = [
        ['L1', 'L3.hot'],
        ['L3.hot', 'L3.cool'],
        ['L3.cool', 'L3.archive'],
      ] as const;
      const pairs = (['aws', 'azure'] as const).flatMap((a) => (['aws', 'azure'] as const).map((b) => [a, b] as const));
      const matrix = edges.flatMap(([from, to], edge) =>
        pairs.map(([fromProvider, toProvider], index) => ({
          from,
          to,
          fromProvider,
          toProvider,
          flow: '',
          amount: transfers[edge * 4 + index] ?? 0,
          lines: [],
        })),
      );
      return paperFigures(slots, matrix);
    });

  it('takes the shortest storage path, the first on a tie, and the ties of the other slots as published', () => {
    fc.assert(
      fc.property(figuresArbitrary, (figures) => {
        const chosen = choosePlacement(figures, () => true);
        assert.ok(chosen !== null);
        const { slots, transfer } = figures;
        const clouds = ['aws', 'azure'] as const;
        const paths = clouds.flatMap((hot) =>
          clouds.flatMap((cool) =>
            clouds.map((archive) => ({
              hot,
              cool,
              archive,
              length:
                slots['L3.hot'][hot] +
                slots['L3.cool'][cool] +
                slots['L3.archive'][archive] +
                transfer('L3.hot', hot, cool) +
                transfer('L3.cool', cool, archive),
            })),
          ),
        );
        const shortest = paths.find(({ length }) => length === Math.min(...paths.map((path) => path.length)));
        assert.deepEqual([chosen['L3.hot'], chosen['L3.cool'], chosen['L3.archive']], [shortest?.hot, shortest?.cool, shortest?.archive]);
        assert.equal(chosen.L2, chosen['L3.hot']);
        const L1 = (provider: 'aws' | 'azure'): number => slots.L1[provider] + transfer('L1', provider, chosen['L3.hot']);
        assert.equal(chosen.L1, L1('aws') < L1('azure') ? 'aws' : 'azure');
        assert.equal(chosen.L4, slots.L4.azure < slots.L4.aws ? 'azure' : 'aws');
        assert.equal(chosen.L5, slots.L5.aws < slots.L5.azure ? 'aws' : 'azure');
        assert.ok(Number.isFinite(paperTotal(figures, chosen)));
      }),
      { numRuns: 2_000 },
    );
  });
});
