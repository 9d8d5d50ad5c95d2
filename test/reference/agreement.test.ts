/**
 * The engine and the second implementation say the same about random scenarios: totals, quantities, shares, the best placement,
 * what is unavailable, and the curve. A seed in a message replays its scenario: `randomScenario(seed)`.
 */
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import type { PriceBook } from '@twin2multicloud/cost';
import { bundledBook } from '@twin2multicloud/pricing';
import { compare } from './compare.ts';
import { randomBook } from './random-book.ts';
import { randomScenario } from './random-scenario.ts';

function agree(seeds: number, bookOf: (seed: number) => PriceBook): void {
  const disagreements: string[] = [];
  const chosen = new Map<string, number>();
  let placed = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const comparison = compare(randomScenario(seed), bookOf(seed), seed);
    disagreements.push(...comparison.disagreements);
    if (comparison.placement === null) continue;
    placed++;
    for (const [slot, provider] of Object.entries(comparison.placement)) {
      const choice = `${slot} ${provider}`;
      chosen.set(choice, (chosen.get(choice) ?? 0) + 1);
    }
  }
  assert.equal(disagreements.length, 0, `${String(disagreements.length)} disagreements:\n${disagreements.slice(0, 10).join('\n')}`);
  // Agreement about nothing would be worthless.
  assert.ok(placed > 0.8 * seeds, `only ${String(placed)} scenarios could be placed`);
  for (const slot of ['L1', 'L2', 'L3.hot', 'L3.cool', 'L3.archive', 'L4', 'L5']) {
    for (const provider of ['aws', 'azure', 'gcp']) {
      assert.ok((chosen.get(`${slot} ${provider}`) ?? 0) > 0, `${slot} was never placed on ${provider}`);
    }
  }
}

describe('engine and reference agree', function () {
  this.timeout(180_000);

  it('on 1,000 random scenarios with the bundled book', () => {
    agree(1000, () => bundledBook());
  });

  it('on 300 random scenarios with random books', () => {
    agree(300, randomBook);
  });
});
