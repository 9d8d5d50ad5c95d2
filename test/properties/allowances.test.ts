/** Free allowances and pools: what leaving them out, sharing them among twins and falling tiers can do to a sum, and what they cannot. */
import assert from 'node:assert/strict';
import { measure, METER_IDS, pooledTotal, ratesFor, type Measured, type Placement, type PriceBook } from '@twin2multicloud/cost';
import { evaluate } from '@twin2multicloud/optimizer';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { scenarioArbitrary } from '../reference/random-scenario.ts';
import { bookOf, choices, linesOf, near, placementBy, runs, world } from './worlds.ts';

const EU = { logical: { value: 'eu-central', at: null }, named: {} };

interface Twin {
  readonly measured: Measured;
  readonly placement: Placement;
  readonly alone: number;
}

/** Twins in one region with any placements, all with or all without allowances. */
const account = (freeTier: boolean, change: (book: PriceBook) => PriceBook) =>
  fc
    .tuple(fc.array(fc.tuple(scenarioArbitrary, choices), { minLength: 2, maxLength: 5 }), fc.integer({ min: 0, max: 1e6 }))
    .map(([scenarios, seed]): Twin[] => {
      const book = change(bookOf(seed));
      return scenarios.flatMap(([scenario, numbers]) => {
        const here = { ...scenario, region: EU };
        const measured = measure(here, ratesFor(book, here, { freeTier }));
        const placement = placementBy(measured, numbers);
        return placement ? [{ measured, placement, alone: linesOf(measured, placement).total }] : [];
      });
    });

const sumOf = (twins: readonly Twin[]): number => twins.reduce((sum, { alone }) => sum + alone, 0);

/** One price for every unit of a meter. */
const flat = (book: PriceBook): PriceBook => ({
  ...book,
  entries: book.entries.map((entry) => ({ ...entry, tiers: entry.tiers.slice(0, 1) })),
});

describe('property: allowances and pools', function () {
  this.timeout(0);

  it('`free-tier off` never costs less', () => {
    fc.assert(
      fc.property(world, ({ scenario, book }) => {
        const on = evaluate(scenario, book, { freeTier: true });
        const off = evaluate(scenario, book, { freeTier: false });
        assert.equal(on.total === null, off.total === null);
        if (on.total !== null && off.total !== null)
          assert.ok(off.total >= on.total * (1 - 1e-9), `${off.total} without, ${on.total} with`);
      }),
      runs(),
    );
  });

  it('twins of one account, where tiers only fall and nothing is free, never cost more together', () => {
    let falling = 0;
    fc.assert(
      fc.property(
        account(false, (book) => book),
        (twins) => {
          const pooled = pooledTotal(twins);
          const alone = sumOf(twins);
          assert.ok(pooled <= alone * (1 + 1e-9), `${pooled} together, ${alone} alone`);
          if (pooled < alone * 0.999) falling++;
        },
      ),
      runs(0.5),
    );
    assert.ok(falling > 0, 'some tiers are reached together only');
  });

  it('twins of one account, where a unit has one price, never cost less together: the allowance is theirs once', () => {
    let spent = 0;
    fc.assert(
      fc.property(account(true, flat), (twins) => {
        const pooled = pooledTotal(twins);
        const alone = sumOf(twins);
        assert.ok(pooled >= alone * (1 - 1e-9), `${pooled} together, ${alone} alone`);
        if (pooled > alone * 1.001) spent++;
        // At most what the allowances of all but one twin are worth.
        const rates = twins[0]?.measured.rates;
        const worth = (rates?.meters ?? []).reduce(
          (sum, meter) => sum + (meter ? meter.rate.allowance * (meter.rate.prices.at(-1) ?? 0) : 0),
          0,
        );
        assert.ok(pooled <= alone + worth * (twins.length - 1) + 1e-9 * alone);
      }),
      runs(0.5),
    );
    assert.ok(spent > 0, 'some allowances are spent');
  });

  it('twins of one account with one price and nothing free cost what they cost alone', () => {
    fc.assert(
      fc.property(account(false, flat), (twins) => {
        assert.ok(near(pooledTotal(twins), sumOf(twins)));
      }),
      runs(0.5),
    );
  });

  it('a twin alone on its account costs what it costs', () => {
    fc.assert(
      fc.property(
        account(true, (book) => book),
        (twins) => {
          for (const twin of twins) assert.ok(near(pooledTotal([twin]), twin.alone));
        },
      ),
      runs(0.25),
    );
  });

  it('an allowance makes no quantity negative and no price rise', () => {
    fc.assert(
      fc.property(world, choices, ({ scenario, book }, numbers) => {
        const on = measure(scenario, ratesFor(book, scenario, { freeTier: true }));
        const off = measure(scenario, ratesFor(book, scenario, { freeTier: false }));
        METER_IDS.forEach((_, i) => assert.ok((on.rates.meters[i]?.rate.floor ?? 0) === (off.rates.meters[i]?.rate.floor ?? 0)));
        const placement = placementBy(on, numbers);
        if (!placement) return;
        // The same plans, so that the same meters are compared.
        const without = linesOf({ ...off, plans: on.plans }, placement);
        assert.ok(linesOf(on, placement).total <= without.total * (1 + 1e-9));
      }),
      runs(0.5),
    );
  });
});
