/** What the reference and its generators promise by themselves, before they are held against the engine. */
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PriceEntry } from '@twin2multicloud/cost';
import { randomBook, bookArbitrary } from './random-book.ts';
import { randomScenario, scenarioArbitrary } from './random-scenario.ts';
import { priceMeter, reference, referenceBest, referenceMonths, unavailableSlots, usedSlots } from './reference.ts';
import { roundUp } from './arithmetic.ts';
import { entities } from './twin-numbers.ts';

const close = (actual: number, expected: number, what: string): void => {
  const far = Math.abs(actual - expected) > 1e-9 * Math.max(Math.abs(actual), Math.abs(expected));
  assert.ok(!far, `${what}: ${String(actual)} is not ${String(expected)}`);
};

describe('reference: arithmetic', () => {
  const entry = (tiers: PriceEntry['tiers'], free?: { quantity: string; period: 'day' | 'month' }): PriceEntry => ({
    provider: 'aws',
    region: 'global',
    service: 's',
    meter: 'm',
    unit: 'u',
    perUnit: 1,
    tiers,
    source: { kind: 'assumed', id: '', url: null, effectiveFrom: null, readAt: '' },
    status: 'unconfirmed',
    ...(free ? { free: { ...free, scope: 'account', source: '', status: 'unconfirmed' } } : {}),
  });
  const tiers = [
    { from: '0', price: '3' },
    { from: '100', price: '2' },
    { from: '200', price: '1' },
  ];

  it('prices each tier by its absolute bounds', () => {
    assert.equal(priceMeter(entry(tiers), 0, true), 0);
    assert.equal(priceMeter(entry(tiers), 100, true), 300);
    assert.equal(priceMeter(entry(tiers), 150, true), 400);
    assert.equal(priceMeter(entry(tiers), 1000, true), 300 + 200 + 800);
  });

  it('takes an allowance from the beginning of the first tiers and leaves the bounds', () => {
    const free = entry(tiers, { quantity: '120', period: 'month' });
    assert.equal(priceMeter(free, 120, true), 0);
    assert.equal(priceMeter(free, 150, true), 60);
    assert.equal(priceMeter(free, 250, true), 160 + 50);
    assert.equal(priceMeter(free, 150, false), 400);
  });

  it('counts a daily allowance 730 / 24 times', () => {
    close(priceMeter(entry([{ from: '0', price: '1' }], { quantity: '24', period: 'day' }), 1000, true), 270, 'amount');
  });

  it('rounds up, but not what is whole up to the noise of binary arithmetic', () => {
    assert.deepEqual([0, 1e-12, 0.5, 1, 1.0000000000001, 1.001, 60.00000000000001].map(roundUp), [0, 1, 1, 1, 1, 2, 60]);
  });

  it('counts entities: models with their repeats, numbered devices, and the rest of a group', () => {
    const scenario = randomScenario(3);
    const [group] = scenario.groups;
    assert.ok(group);
    const at = scenario.declaredAt;
    const leaf = { title: null, models: [], declaredAt: at };
    const devices = { ...group, name: 'sensors', count: { value: 7, at } };
    const models = [
      {
        name: 'floor',
        title: null,
        count: 3,
        declaredAt: at,
        has: [],
        models: [{ ...leaf, name: 'room', count: 2, has: [{ group: 'sensors', count: 1 }] }],
      },
    ];
    const management = { declaredAt: at, models, entities: null, scene: null, sceneFile: null, queries: null };
    // 3 floors, 6 rooms, 6 sensors
    assert.equal(entities({ ...scenario, groups: [devices], management }), 15);
    const rest = { ...leaf, name: 'cellar', count: 1, has: [{ group: 'sensors', count: null }] };
    // … and a cellar with the rest: all 7 sensors
    assert.equal(entities({ ...scenario, groups: [devices], management: { ...management, models: [...models, rest] } }), 17);
  });
});

describe('reference: random scenarios and books', () => {
  const scenarios = Array.from({ length: 1000 }, (_, seed) => randomScenario(seed));

  it('are the same for the same seed', () => {
    assert.deepEqual(randomScenario(42), randomScenario(42));
    assert.deepEqual(randomBook(42), randomBook(42));
    assert.notDeepEqual(randomScenario(42), randomScenario(43));
  });

  it('reach the whole language', () => {
    const seen = (what: string, where: (s: (typeof scenarios)[number]) => boolean): void => {
      const count = scenarios.filter(where).length;
      assert.ok(count >= 5, `${what}: only ${String(count)} of 1,000`);
    };
    for (let n = 0; n <= 5; n++) seen(`${String(n)} groups`, (s) => s.groups.length === n);
    for (const slot of ['L3.cool', 'L3.archive', 'L4', 'L5'] as const) {
      seen(`with ${slot}`, (s) => usedSlots(s).includes(slot));
      seen(`without ${slot}`, (s) => !usedSlots(s).includes(slot));
    }
    seen('cool = hot', (s) => s.groups.some((g) => g.retention.cool.value === g.retention.hot.value));
    seen('a retention of a group', (s) => s.groups.some((g) => g.retention !== s.storage.retention));
    seen('peak', (s) => s.groups.some((g) => g.peak !== null));
    seen('active', (s) => s.groups.some((g) => g.active.value.hoursPerDay < 24));
    for (const connect of ['always', 'active', 'each-message']) seen(connect, (s) => s.groups.some((g) => g.connect.value === connect));
    for (const kind of ['notify', 'call', 'workflow', 'feedback']) {
      seen(kind, (s) => s.processing.rules.some((rule) => rule.actions.some((action) => action.kind === kind)));
    }
    seen('feedback to another group', (s) =>
      s.processing.rules.some((rule) => rule.actions.some((action) => action.kind === 'feedback' && action.group !== rule.group)),
    );
    seen('runs', (s) => s.processing.runs.length > 1);
    seen('models in models', (s) => s.management?.models.some((model) => model.models.length > 0) === true);
    seen('the rest of a group', (s) => s.management?.models.some((model) => model.has.some((has) => has.count === null)) === true);
    seen('no refresh', (s) => s.visualization?.refresh === null);
    seen('a fixed place', (s) => Object.values(s.placement).some((rule) => rule.provider !== null));
    seen('except', (s) => Object.values(s.placement).some((rule) => rule.except.length > 0));
    seen('fewer providers', (s) => s.providers.value.length < 3);
    seen('free-tier off', (s) => !s.freeTier.value);
    seen('assume', (s) => Object.keys(s.assume).length > 0);
    seen('residency', (s) => s.residency !== null);
    seen('two logical regions', (s) => s.region.logical.value === 'us-east');
    seen('named regions', (s) => Object.keys(s.region.named).length > 0);
  });

  it('cost a finite amount: the search, the sum of meters and the shares of slots and edges agree', () => {
    let possible = 0;
    fc.assert(
      fc.property(scenarioArbitrary, bookArbitrary, (scenario, book) => {
        const best = referenceBest(scenario, book);
        if (best === null) return;
        possible++;
        const cost = reference(scenario, book, best.placement);
        assert.ok(!('unavailable' in cost));
        assert.ok(Number.isFinite(cost.total) && cost.total >= 0);
        close(best.total, cost.total, 'total');
        const shares = [...cost.bySlot.values(), ...cost.byEdge.values()].reduce((a, b) => a + b, 0);
        close(shares, cost.total, 'sum of the shares');
      }),
      { numRuns: 100, seed: 7 },
    );
    assert.ok(possible > 50, `only ${String(possible)} scenarios had a placement`);
  });

  it('end their curve in the steady state', () => {
    let compared = 0;
    for (let seed = 0; seed < 60; seed++) {
      const scenario = randomScenario(seed);
      const book = randomBook(seed);
      const best = referenceBest(scenario, book);
      if (best === null) continue;
      const months = referenceMonths(scenario, book, best.placement);
      if (months.length === 120) continue;
      compared++;
      close(months.at(-1) ?? NaN, best.total, `seed ${String(seed)}, last of ${String(months.length)} months`);
    }
    assert.ok(compared > 30);
  });

  it('know why a slot cannot be served', () => {
    let reasons = 0;
    for (let seed = 0; seed < 100; seed++) {
      for (const [, unavailable] of unavailableSlots(randomScenario(seed), randomBook(seed))) {
        for (const reason of unavailable.values()) {
          reasons++;
          assert.match(reason, /limit|absent|no price/);
        }
      }
    }
    assert.ok(reasons > 20);
  });
});
