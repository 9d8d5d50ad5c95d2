import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  measure,
  pricePlacement,
  PROVIDERS,
  ratesFor,
  SLOTS,
  type CostLine,
  type Placement,
  type PriceBook,
  type Provider,
  type Scenario,
  type Slot,
  type TwinCost,
} from '@twin2multicloud/cost';
import { flatBook } from '../../../test/fixtures/flat-book.ts';
import { twinOf, twinWith } from '../../../test/fixtures/twin.ts';
import { randomBook } from '../../../test/reference/random-book.ts';
import { randomScenario } from '../../../test/reference/random-scenario.ts';
import { evaluate, NOT_COUNTED } from './evaluate.ts';
import { totalOf } from './search.ts';

const DEVICE = 'count 10  every 1 min  payload 1 KB';
const FULL =
  'storage { hot 1 month  cool 2 months  archive 12 months }\nmanagement { model A { has motion } }\nvisualization { editors 1  refresh 1 / hour }';

function close(actual: number | null, expected: number | null, what: string): void {
  assert.ok(actual !== null && expected !== null, `${what}: ${actual} and ${expected}`);
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${what}: ${actual} is not ${expected}`);
}

/** What each placement of a scenario costs, by the lines alone. */
function priceAt(scenario: Scenario, book: PriceBook, placement: Placement): number {
  return pricePlacement(measure(scenario, ratesFor(book, scenario)), placement).total;
}

function entries(cost: TwinCost) {
  return cost.slots.flatMap((slot) =>
    PROVIDERS.map((provider) => {
      const cell = cost.cells[slot]?.[provider];
      if (!cell) throw new Error(`there is no cell of ${slot} on ${provider}`);
      return { slot, provider, cell };
    }),
  );
}

const sumOf = (lines: readonly CostLine[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);

describe('evaluate: the placement as written', () => {
  it('is the sum of its chosen cells and its transfers', () => {
    let mixed = 0;
    for (let seed = 0; seed < 40; seed++) {
      const cost = evaluate(randomScenario(seed), randomBook(seed));
      if (cost.placement === null) continue;
      let sum = 0;
      for (const { slot, provider, cell } of entries(cost)) {
        if (cost.placement[slot] !== provider) continue;
        assert.ok(cell.available, `seed ${seed}: the chosen cell of ${slot} is not available`);
        close(sumOf(cell.lines), cell.amount, `seed ${seed} ${slot}`);
        assert.equal(cell.delta, 0);
        sum += cell.amount;
      }
      for (const transfer of cost.transfers) {
        close(sumOf(transfer.lines), transfer.amount, `seed ${seed} transfer`);
        assert.notEqual(transfer.fromProvider, transfer.toProvider);
        sum += transfer.amount;
      }
      if (cost.transfers.length > 0) mixed++;
      close(cost.total, sum, `seed ${seed}`);
    }
    assert.ok(mixed > 5, 'some placements use several clouds');
  });

  it('is the cheapest of all that keep to the file', () => {
    const book = randomBook(8);
    const scenario = twinWith(DEVICE, `${FULL}\nplace { L2 auto except aws\n L4 gcp }`);
    const cost = evaluate(scenario, book);
    let least = Infinity;
    const visit = (placement: Placement, slots: readonly Slot[]): void => {
      const [slot, ...rest] = slots;
      if (slot === undefined) {
        least = Math.min(least, priceAt(scenario, book, placement));
        return;
      }
      for (const provider of PROVIDERS) {
        if ((slot === 'L2' && provider === 'aws') || (slot === 'L4' && provider !== 'gcp')) continue;
        visit({ ...placement, [slot]: provider }, rest);
      }
    };
    visit({}, cost.slots);
    close(cost.total, least, 'total');
    assert.equal(cost.placement?.L4, 'gcp');
    assert.notEqual(cost.placement.L2, 'aws');
    close(cost.total, priceAt(scenario, book, cost.placement), 'its own lines');
  });

  it('names used slots only', () => {
    const cost = evaluate(twinWith(DEVICE), flatBook());
    assert.deepEqual(cost.slots, ['L1', 'L2', 'L3.hot']);
    assert.deepEqual(Object.keys(cost.placement ?? {}), ['L1', 'L2', 'L3.hot']);
    assert.deepEqual(Object.keys(cost.cells), ['L1', 'L2', 'L3.hot']);
    assert.deepEqual(evaluate(twinWith(DEVICE, FULL), flatBook()).slots, [...SLOTS]);
  });
});

describe('evaluate: cells', () => {
  it('say what the total becomes if only their slot moves there', () => {
    for (let seed = 40; seed < 60; seed++) {
      const scenario = randomScenario(seed);
      const book = randomBook(seed);
      const cost = evaluate(scenario, book);
      const { placement, total } = cost;
      if (placement === null || total === null) continue;
      for (const { slot, provider, cell } of entries(cost)) {
        if (!cell.available) continue;
        const moved = { ...placement, [slot]: provider };
        close(total + (cell.delta ?? NaN), priceAt(scenario, book, moved), `seed ${seed} ${slot} ${provider}`);
        const there = pricePlacement(measure(scenario, ratesFor(book, scenario)), moved).bySlot.get(slot) ?? [];
        close(cell.amount, sumOf(there), `seed ${seed} ${slot} ${provider} amount`);
      }
    }
  });

  it('of an auto slot never make it cheaper', () => {
    for (let seed = 60; seed < 80; seed++) {
      const scenario = randomScenario(seed);
      const cost = evaluate(scenario, randomBook(seed));
      for (const { slot, provider, cell } of cost.placement ? entries(cost) : []) {
        if (!cell.available || cell.delta === null || scenario.placement[slot].provider !== null) continue;
        assert.ok(cell.delta >= -1e-9 * (cost.total ?? 0), `seed ${seed}: ${slot} on ${provider} is cheaper by ${-cell.delta}`);
      }
    }
  });

  it('that are not available say why, by the cloud or by the file', () => {
    const scenario = twinWith('count 10  every 1 min  payload 200 KB', 'providers aws azure\nplace { L2 auto except azure }');
    const { cells } = evaluate(scenario, flatBook());
    const kind = (slot: Slot, provider: Provider): string => {
      const cell = cells[slot]?.[provider];
      return cell?.available ? 'available' : (cell?.kind ?? 'none');
    };
    assert.deepEqual(
      PROVIDERS.map((provider) => kind('L1', provider)),
      ['limit', 'available', 'providers'],
    );
    assert.deepEqual(
      PROVIDERS.map((provider) => kind('L2', provider)),
      ['available', 'except', 'providers'],
    );
  });

  it('of another cloud than the fixed one are still told', () => {
    const cost = evaluate(twinWith(DEVICE, 'place { L1 azure }'), flatBook());
    const cell = cost.cells.L1?.gcp;
    assert.ok(cell?.available && cell.delta !== null && cell.delta !== 0);
  });
});

describe('evaluate: best, alternatives and overrides', () => {
  it('the best placement frees what `place` fixes and keeps the other rules', () => {
    const book = randomBook(12);
    const free = evaluate(twinWith(DEVICE, 'providers aws azure'), book);
    const fixed = evaluate(twinWith(DEVICE, 'providers aws azure\nplace { L1 azure\n L2 aws }'), book);
    assert.deepEqual(fixed.best?.placement, free.placement);
    close(fixed.best?.total ?? null, free.total, 'best');
    assert.ok((fixed.total ?? 0) >= (free.total ?? 0));
    assert.ok(Object.values(fixed.best?.placement ?? {}).every((provider) => provider !== 'gcp'));
  });

  it('alternatives begin with the chosen one and rise', () => {
    for (let seed = 0; seed < 20; seed++) {
      const cost = evaluate(randomScenario(seed), randomBook(seed), { k: 7 });
      if (cost.placement === null) {
        assert.deepEqual(cost.alternatives, []);
        continue;
      }
      assert.deepEqual(cost.alternatives[0]?.placement, cost.placement, `seed ${seed}`);
      close(cost.alternatives[0].total, cost.total, `seed ${seed}`);
      cost.alternatives.forEach(({ total }, i) =>
        assert.ok(total >= (cost.alternatives[i - 1]?.total ?? 0) * (1 - 1e-12), `seed ${seed}, ${i}`),
      );
      assert.ok(cost.alternatives.length <= 7);
    }
    assert.equal(evaluate(twinWith(DEVICE), flatBook()).alternatives.length, 5);
    assert.equal(evaluate(twinWith(DEVICE), flatBook(), { k: 100 }).alternatives.length, 27);
  });

  it('an override costs its difference to the best given the other overrides', () => {
    const book = randomBook(21);
    const cost = evaluate(twinWith(DEVICE, 'place { L1 azure\n L3.hot gcp }'), book);
    assert.deepEqual(
      cost.overrides.map(({ slot, provider }) => `${slot} ${provider}`),
      ['L1 azure', 'L3.hot gcp'],
    );
    for (const { slot, best, regret, provider, at } of cost.overrides) {
      const without = evaluate(twinWith(DEVICE, slot === 'L1' ? 'place { L3.hot gcp }' : 'place { L1 azure }'), book);
      assert.equal(best, without.placement?.[slot]);
      close(regret, best === provider ? 0 : (cost.total ?? 0) - (without.total ?? 0), slot);
      assert.ok(regret >= 0);
      assert.ok(at);
    }
  });

  it('an override that is the best costs nothing', () => {
    const book = randomBook(22);
    const best = evaluate(twinWith(DEVICE), book).placement?.L2;
    const cost = evaluate(twinWith(DEVICE, `place { L2 ${best} }`), book);
    assert.deepEqual(
      cost.overrides.map(({ best: cheapest, regret }) => [cheapest, regret]),
      [[best, 0]],
    );
  });

  it('may be fixed by the caller instead of the file', () => {
    const cost = evaluate(twinWith(DEVICE, 'place { L1 azure }'), flatBook(), { fixed: (slot) => (slot === 'L1' ? 'gcp' : null) });
    assert.equal(cost.placement?.L1, 'gcp');
    assert.deepEqual(
      cost.overrides.map(({ slot, provider }) => `${slot} ${provider}`),
      ['L1 gcp'],
    );
  });
});

describe('evaluate: single clouds', () => {
  it('are everything on one cloud, whatever `place` says, and tell which rules that breaks', () => {
    const book = randomBook(30);
    const scenario = twinWith(DEVICE, 'providers aws azure\nplace { L1 azure\n L2 auto except azure }');
    const { singleCloud } = evaluate(scenario, book);
    for (const provider of PROVIDERS) {
      close(singleCloud[provider].total, priceAt(scenario, book, { L1: provider, L2: provider, 'L3.hot': provider }), provider);
    }
    assert.deepEqual(singleCloud.aws.breaks, ['place L1 azure']);
    assert.deepEqual(singleCloud.azure.breaks, ['L2 auto except azure']);
    assert.deepEqual(singleCloud.gcp.breaks, ['providers aws azure', 'place L1 azure']);
  });

  it('have no total where a slot is not available, and say why', () => {
    const { singleCloud } = evaluate(twinWith('count 10  every 1 min  payload 300 KB'), flatBook());
    assert.equal(singleCloud.aws.total, null);
    assert.match(singleCloud.aws.breaks[0] ?? '', /^L1: messages of motion have 300 KB/);
    assert.ok(singleCloud.gcp.total !== null);
  });

  it('have no total where what flows inside has no price', () => {
    const cost = evaluate(twinWith(DEVICE, FULL), flatBook({ without: ['aws.s3-deep-archive.transitions'] }));
    assert.equal(cost.singleCloud.aws.total, null);
    assert.match(cost.singleCloud.aws.breaks[0] ?? '', /cannot be priced/);
    assert.ok(cost.total !== null && cost.singleCloud.azure.total !== null);
    // AWS may still keep one of the two tiers.
    for (const { cell } of entries(cost)) assert.ok(cell.available ? cell.lines.length > 0 : cell.kind === 'price');
  });
});

describe('evaluate: transfers', () => {
  it('of the matrix are every flow between every two clouds, standing alone', () => {
    const cost = evaluate(twinWith(DEVICE, FULL), flatBook());
    const pairs = cost.transferMatrix.map(
      ({ from, to, fromProvider, toProvider, flow }) => `${from} ${to} ${fromProvider} ${toProvider} ${flow}`,
    );
    assert.equal(new Set(pairs).size, pairs.length);
    // Six flows to any cloud, updates to Azure and Google, panel reads of TwinMaker to AWS.
    assert.deepEqual(pairs.length, 6 * 6 + 4 + 2);
    for (const { fromProvider, toProvider, amount, lines } of cost.transferMatrix) {
      assert.notEqual(fromProvider, toProvider);
      close(amount, sumOf(lines), 'transfer');
      assert.ok(amount > 0);
    }
  });

  it('leave out what has no price', () => {
    const cost = evaluate(twinWith(DEVICE), flatBook({ without: ['aws.data-transfer.internet'] }));
    assert.ok(cost.transferMatrix.length > 0);
    assert.ok(cost.transferMatrix.every(({ fromProvider }) => fromProvider !== 'aws'));
  });
});

describe('evaluate: what cannot be', () => {
  const impossible = (body: string): TwinCost => {
    const cost = evaluate(twinWith(DEVICE, body), flatBook());
    assert.equal(cost.placement, null);
    assert.equal(cost.total, null);
    assert.equal(cost.best, null);
    assert.deepEqual(cost.alternatives, []);
    assert.deepEqual(cost.overrides, []);
    assert.deepEqual(cost.transfers, []);
    assert.deepEqual(cost.months, []);
    assert.equal(cost.firstYear, 0);
    return cost;
  };

  it('says for each slot and cloud why', () => {
    const cost = impossible('residency FR');
    assert.match(cost.impossible ?? '', /^no cloud can serve L1 \(aws: residency FR: eu-central-1 lies in DE; azure: /);
    assert.match(cost.impossible ?? '', /no cloud can serve L3\.hot/);
  });

  it('names only the cloud that is asked for', () => {
    const cost = evaluate(twinWith('count 10  every 1 min  payload 300 KB', 'place { L1 aws }'), flatBook());
    assert.equal(cost.placement, null);
    assert.equal(cost.impossible, 'no cloud can serve L1 (aws: messages of motion have 300 KB, AWS IoT Core takes at most 128 KB)');
    // What would be the best is known all the same.
    assert.ok(cost.best && cost.best.placement.L1 !== 'aws');
  });

  it('still shows the slots that some cloud serves', () => {
    const cost = evaluate(twinWith('count 10  every 1 min  payload 300 KB', 'place { L1 aws }'), flatBook());
    const cell = cost.cells.L2?.azure;
    assert.ok(cell?.available && cell.lines.length > 0 && cell.amount > 0);
    assert.equal(cell.delta, null);
    assert.equal(cost.cells.L1?.aws.available, false);
    assert.ok(cost.singleCloud.gcp.total !== null);
  });

  it('says that what crosses cannot be priced', () => {
    const cost = evaluate(twinWith(DEVICE, 'place { L1 aws\n L2 azure }'), flatBook({ without: ['aws.data-transfer.internet'] }));
    assert.equal(cost.placement, null);
    // Freed, the twin stays on one cloud.
    assert.ok(cost.best);
    assert.match(cost.impossible ?? '', /what flows between the slots cannot be priced/);
  });
});

describe('evaluate: what is said beside the total', () => {
  it('are the assumptions that the placement uses, with their overrides', () => {
    const at = (cost: TwinCost) => cost.assumptions.map(({ id }) => id);
    const plain = evaluate(twinWith(DEVICE, 'place { L1 aws\n L2 aws\n L3 aws }'), flatBook());
    assert.deepEqual(at(plain), ['item-overhead', 'topic-overhead', 'index-overhead', 'glue-memory', 'glue-duration', 'dynamodb-gigabyte']);
    const moving = evaluate(twinWith(DEVICE, 'storage { hot 1 month  cool 2 months }\nplace { L1 gcp\n L2 gcp\n L3 gcp }'), flatBook());
    for (const id of ['batch-size', 'mover-memory', 'mover-start', 'mover-speed', 'vcpu-128', 'vcpu-512'])
      assert.ok(at(moving).includes(id), id);
    assert.ok(!at(moving).includes('vcpu-256'));
    const own = evaluate(twinWith(DEVICE, 'assume { item-overhead 50 B }'), flatBook()).assumptions.find(
      ({ id }) => id === 'item-overhead',
    );
    assert.equal(own?.value, 50);
    assert.ok(own.at);
  });

  it('does not change what is computed afterwards', () => {
    const scenario = twinWith(DEVICE, FULL);
    const book = randomBook(2);
    const first = evaluate(scenario, book);
    const total = first.total;
    assert.ok(first.assumptions.length > 5);
    assert.deepEqual(first.assumptions, evaluate(scenario, book).assumptions);
    assert.equal(evaluate(scenario, book).total, total);
  });

  it('is what no model counts', () => {
    assert.deepEqual(evaluate(twinWith(DEVICE), flatBook()).notCounted, NOT_COUNTED);
  });

  it('is the first year: twelve months, the steady state after the curve', () => {
    const cost = evaluate(twinWith(DEVICE, 'storage { hot 3 months }'), flatBook());
    assert.equal(cost.months.length, 4);
    const [a = 0, b = 0, c = 0, d = 0] = cost.months;
    close(cost.firstYear, a + b + c + 9 * d, 'first year');
    close(d, cost.total, 'steady state');
    const long = evaluate(twinWith(DEVICE, 'storage { hot 24 months }'), flatBook());
    close(
      long.firstYear,
      long.months.slice(0, 12).reduce((sum, amount) => sum + amount, 0),
      'first year',
    );
  });
});

describe('evaluate: lazy parts', () => {
  it('are computed once and are the same in any order', () => {
    const scenario = twinOf(`twin T { devices motion { ${DEVICE} }\n ${FULL}\n place { L1 azure } }`);
    const book = randomBook(17);
    const keys = [
      'total',
      'cells',
      'transfers',
      'transferMatrix',
      'best',
      'alternatives',
      'singleCloud',
      'overrides',
      'assumptions',
      'months',
      'firstYear',
    ] as const;
    const one = evaluate(scenario, book);
    const other = evaluate(scenario, book);
    const forwards = keys.map((key) => JSON.stringify(one[key]));
    const backwards = keys.toReversed().map((key) => JSON.stringify(other[key]));
    assert.deepEqual(backwards.toReversed(), forwards);
    assert.equal(one.cells, one.cells);
    assert.equal(one.months, one.months);
  });

  it('do not mind another evaluation in between', () => {
    const book = randomBook(17);
    const scenario = twinWith(DEVICE, FULL);
    const expected = JSON.stringify(evaluate(scenario, book).cells);
    const waiting = evaluate(scenario, book);
    for (let seed = 0; seed < 5; seed++) assert.ok(evaluate(randomScenario(seed), randomBook(seed)).cells);
    assert.equal(JSON.stringify(waiting.cells), expected);
  });

  it('agree with the search about the total', () => {
    const scenario = twinWith(DEVICE, FULL);
    const book = randomBook(18);
    const of = measure(scenario, ratesFor(book, scenario));
    const cost = evaluate(scenario, book);
    close(
      cost.total,
      totalOf(
        of,
        cost.slots.map((slot) => PROVIDERS.indexOf(cost.placement?.[slot] ?? 'aws')),
      ),
      'total',
    );
  });
});
