import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  FLOW_ENDS,
  FLOWS,
  measure,
  pricePlacement,
  PROVIDERS,
  ratesFor,
  type Measured,
  type PriceBook,
  type Scenario,
} from '@twin2multicloud/cost';
import { flatBook } from '../../../test/fixtures/flat-book.ts';
import { twinWith } from '../../../test/fixtures/twin.ts';
import { randomBook } from '../../../test/reference/random-book.ts';
import { randomScenario } from '../../../test/reference/random-scenario.ts';
import { allowedBy, exclusionsOf } from './rules.ts';
import { bestOf, choiceOf, placementOf, rankAll, totalOf } from './search.ts';

const FULL =
  'storage { hot 1 month  cool 2 months  archive 12 months }\nmanagement { model A { has motion } }\nvisualization { editors 1  refresh 1 / hour }';
const DEVICE = 'count 10  every 1 min  payload 1 KB';
const measured = (scenario: Scenario, book: PriceBook = flatBook()): Measured => measure(scenario, ratesFor(book, scenario));
const everything = (of: Measured): boolean[] => allowedBy(of, exclusionsOf(of), () => null);

/** Every placement that is allowed, in the order aws, azure, gcp slot by slot. */
function placements(of: Measured, allowed: readonly boolean[]): number[][] {
  let choices: number[][] = [[]];
  for (const slot of of.slots)
    choices = choices.flatMap((choice) => [0, 1, 2].filter((p) => allowed[slot * 3 + p]).map((p) => [...choice, p]));
  return choices;
}

describe('search', () => {
  it('gives each placement the total of its lines', () => {
    const of = measured(twinWith(DEVICE, FULL), randomBook(3));
    for (const choice of placements(of, everything(of)).filter((_, i) => i % 97 === 0)) {
      const lines = pricePlacement(of, placementOf(of, choice)).total;
      const total = totalOf(of, choice);
      assert.ok(Math.abs(total - lines) <= 1e-9 * lines, `${choice.join('')}: ${total} is not ${lines}`);
    }
  });

  it('ranks all placements, the cheapest first', () => {
    const of = measured(twinWith(DEVICE, FULL), randomBook(5));
    const allowed = everything(of);
    const all = placements(of, allowed);
    assert.equal(all.length, 3 ** 7);
    const totals = all.map((choice) => totalOf(of, choice)).sort((a, b) => a - b);
    const ranked = rankAll(of, allowed, 25);
    assert.equal(ranked.length, 25);
    ranked.forEach(({ choice, total }, i) => {
      assert.ok(Math.abs(total - (totals[i] as number)) <= 1e-12 * total);
      assert.ok(Math.abs(totalOf(of, choice) - total) <= 1e-12 * total);
    });
    assert.equal(new Set(ranked.map(({ choice }) => choice.join(''))).size, 25);
    assert.equal(rankAll(of, allowed, 10_000).length, 3 ** 7);
  });

  it('breaks ties by the order aws, azure, gcp, slot by slot', () => {
    const of = measured(twinWith(DEVICE, FULL), flatBook({ price: 0 }));
    const ranked = rankAll(of, everything(of), 4).map(({ choice }) => choice.join(''));
    assert.deepEqual(ranked, ['0000000', '0000001', '0000002', '0000010']);
    assert.deepEqual(bestOf(of, everything(of))?.choice, [0, 0, 0, 0, 0, 0, 0]);
  });

  it('keeps a tie with the earlier placement whatever the hint', () => {
    const of = measured(twinWith(DEVICE, FULL), flatBook({ price: 0 }));
    for (const hint of [
      [2, 2, 2, 2, 2, 2, 2],
      [0, 0, 0, 0, 0, 0, 0],
      [1, 0, 2, 0, 1, 0, 2],
    ])
      assert.deepEqual(bestOf(of, everything(of), hint)?.choice, [0, 0, 0, 0, 0, 0, 0]);
  });

  it('sees ties against the cheapest, so that no order of visits matters', () => {
    // 1e12 for L1; then 1.4, 0.7 and 0 for the database: within 1e-12 of the cheapest lies Azure, not AWS.
    const prices = {
      'aws.iot-core.connectivity': 1e12 / 43_800,
      'aws.dynamodb.writes': 1.4 / (730 * 2),
      'azure.cosmos-db.serverless': 1e9,
      'azure.cosmos-db.autoscale': 1e9,
      'azure.cosmos-db.provisioned': 0.7 / (730 * 4),
    };
    const of = measured(twinWith('count 1  every 1 h  payload 1 KB'), flatBook({ price: 0, prices }));
    const allowed = allowedBy(of, exclusionsOf(of), (slot) => (slot === 'L1' ? 'aws' : null));
    assert.deepEqual(
      rankAll(of, allowed, 3).map(({ choice }) => choice.join('')),
      ['001', '002', '011'],
    );
    for (const hint of [undefined, [0, 0, 0], [0, 0, 2], [0, 2, 2], [0, 1, 1]])
      assert.deepEqual(bestOf(of, allowed, hint)?.choice, [0, 0, 1]);
  });

  it('by branch and bound is the exhaustive one, with and without rules', () => {
    for (let seed = 0; seed < 150; seed++) {
      const of = measured(randomScenario(seed), randomBook(seed + 1));
      const rule = (slot: string) => (seed % 3 === 0 && slot === 'L2' ? 'gcp' : null);
      const allowed = allowedBy(of, exclusionsOf(of), rule);
      const [first] = rankAll(of, allowed, 1);
      const best = bestOf(of, allowed);
      assert.deepEqual(best?.choice, first?.choice, `seed ${seed}`);
      assert.equal(best?.total, first?.total, `seed ${seed}`);
    }
  });

  it('finds nothing where a slot has no cloud', () => {
    const of = measured(twinWith(DEVICE));
    const allowed = everything(of).map((is, at) => is && at >= 3);
    assert.deepEqual(rankAll(of, allowed, 3), []);
    assert.equal(bestOf(of, allowed), null);
  });

  it('never chooses a crossing without a price, whatever the hint', () => {
    // Without a price for leaving AWS only placements without it remain.
    const of = measured(twinWith(DEVICE), flatBook({ without: ['aws.data-transfer.internet'] }));
    const allowed = everything(of);
    assert.equal(totalOf(of, [0, 1, 1]), Infinity);
    assert.ok(totalOf(of, [0, 0, 0]) < Infinity);
    const [first] = rankAll(of, allowed, 1);
    for (const hint of [
      [0, 1, 1],
      [0, 0, 1],
      [2, 0, 2],
      [0, 0, 0],
    ]) {
      assert.deepEqual(bestOf(of, allowed, hint)?.choice, first?.choice, hint.join(''));
      assert.equal(bestOf(of, allowed, hint)?.total, first?.total);
    }
    for (const { choice } of rankAll(of, allowed, 100))
      for (const flow of of.flows) {
        const ends = FLOW_ENDS[flow];
        assert.ok(ends);
        const from = choice[of.slots.indexOf(ends.from)];
        assert.ok(from !== 0 || choice[of.slots.indexOf(ends.to)] === 0, `${choice.join('')} leaves AWS by ${FLOWS[flow]?.id}`);
      }
  });

  it('finds nothing where every placement needs a crossing without a price', () => {
    const of = measured(twinWith(DEVICE), flatBook({ without: ['aws.data-transfer.internet'] }));
    const allowed = allowedBy(of, exclusionsOf(of), (slot) => (slot === 'L1' ? 'aws' : 'azure'));
    assert.deepEqual(rankAll(of, allowed, 3), []);
    assert.equal(bestOf(of, allowed), null);
    assert.equal(bestOf(of, allowed, [0, 1, 1]), null);
  });

  it('turns placements into choices and back', () => {
    const of = measured(twinWith(DEVICE, FULL));
    const choice = [0, 1, 2, 0, 1, 2, 0];
    assert.deepEqual(choiceOf(of, placementOf(of, choice)), choice);
    assert.equal(placementOf(of, choice)['L3.archive'], PROVIDERS[1]);
  });
});
