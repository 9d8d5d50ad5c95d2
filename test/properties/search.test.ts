/** Branch and bound is the exhaustive search: the same placement and the same total, ties by order, whatever rules and hints. */
import assert from 'node:assert/strict';
import { pricePlacement } from '@twin2multicloud/cost';
import { allowedBy, bestOf, exclusionsOf, placementOf, rankAll } from '@twin2multicloud/optimizer';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { choices, measuredIn, near, runs, world } from './worlds.ts';

describe('property: the search', function () {
  this.timeout(0);

  it('by branch and bound equals the exhaustive one', () => {
    let placed = 0;
    fc.assert(
      fc.property(world, fc.option(choices), fc.boolean(), (here, hint, free) => {
        const of = measuredIn(here);
        const allowed = allowedBy(of, exclusionsOf(of), free ? () => null : (slot) => here.scenario.placement[slot].provider);
        const [first] = rankAll(of, allowed, 1);
        const best = bestOf(of, allowed, hint?.slice(0, of.slots.length) ?? undefined);
        assert.deepEqual(best?.choice, first?.choice);
        assert.equal(best?.total, first?.total);
        if (!best) return;
        placed++;
        // The search's arithmetic is that of the lines.
        const { total } = pricePlacement(of, placementOf(of, best.choice));
        assert.ok(near(total, best.total), `${total} by the lines, ${best.total} by the search`);
      }),
      runs(),
    );
    assert.ok(placed > 0.5 * runs().numRuns, `only ${placed} had a placement`);
  });

  it('ranks k placements that rise, all different, each allowed', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 2, max: 12 }), (here, k) => {
        const of = measuredIn(here);
        const allowed = allowedBy(of, exclusionsOf(of), () => null);
        const ranked = rankAll(of, allowed, k);
        assert.equal(new Set(ranked.map(({ choice }) => choice.join(''))).size, ranked.length);
        ranked.forEach(({ choice, total }, i) => {
          assert.ok(i === 0 || total >= (ranked[i - 1]?.total ?? 0) * (1 - 1e-11));
          choice.forEach((provider, depth) => assert.ok(allowed[(of.slots[depth] ?? 0) * 3 + provider]));
        });
      }),
      runs(0.25),
    );
  });
});
