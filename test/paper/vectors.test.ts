/** Every vector of the published artifact, from a `Scenario` object. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { paperPrices } from '@twin2multicloud/pricing';
import { paperCost, paperQuantities } from '@twin2multicloud/cost';
import { expectVector, near } from './expect.ts';
import { readVectors, scenarioOf } from './vectors.ts';

describe('the paper model against the published artifact', () => {
  const vectors = readVectors();

  it('has all vectors', () => {
    assert.equal(vectors.length, 45);
  });

  for (const vector of vectors) {
    it(`${vector.id} from a scenario`, () => {
      const scenario = scenarioOf('Vector', vector.inputs);
      const { M, N, g } = paperQuantities(scenario);
      const { volumes } = vector.expected;
      assert.equal(M, volumes.totalMessagesPerMonth_L1);
      near(N, volumes.executionsPerMonth_L3, 'N');
      near(g, volumes.dataSizeInGB_L3, 'g');
      expectVector(paperCost(scenario, paperPrices), vector);
    });
  }
});
