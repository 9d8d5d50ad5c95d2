/** Holds one result against one vector of the artifact at a relative tolerance of 1e-9. */
import assert from 'node:assert/strict';
import type { CostLine, TwinCost } from '@twin2multicloud/cost';
import type { Slot } from '@twin2multicloud/language';
import type { ArtifactLayer, Vector } from './vectors.ts';

const TOLERANCE = 1e-9;

const LAYERS: readonly (readonly [Slot, ArtifactLayer])[] = [
  ['L1', 'L1'],
  ['L3.hot', 'L2_Hot'],
  ['L3.cool', 'L2_Cool'],
  ['L3.archive', 'L2_Archive'],
  ['L2', 'L3'],
  ['L4', 'L4'],
  ['L5', 'L5'],
];

const ENDS: Readonly<Partial<Record<Slot, string>>> = { 'L3.hot': 'Hot', 'L3.cool': 'Cool', 'L3.archive': 'Archive' };
const CLOUDS = { aws: 'AWS', azure: 'Azure' } as const;

export function near(actual: number | null, expected: number, what: string, tolerance = TOLERANCE): void {
  assert.ok(actual !== null, `${what}: null instead of ${expected}`);
  const difference = Math.abs(actual - expected);
  assert.ok(difference <= tolerance * Math.max(Math.abs(expected), Number.MIN_VALUE), `${what}: ${actual} instead of ${expected}`);
}

/** Slots, transfers, path and totals, and that every figure is the sum of its lines and every line the sum of its causes. */
export function expectVector(cost: TwinCost, { id, expected }: Vector): void {
  for (const [slot, layer] of LAYERS) {
    for (const cloud of ['aws', 'azure'] as const) {
      const figure = expected.perLayer[layer][CLOUDS[cloud]];
      const cell = cost.cells[slot]?.[cloud];
      assert.ok(cell !== undefined, `${id} ${slot} ${cloud}`);
      assert.equal(cell.available, typeof figure === 'number', `${id} ${slot} ${cloud} available`);
      if (!cell.available || typeof figure !== 'number') continue;
      near(cell.amount, figure, `${id} ${slot} ${cloud}`);
      expectLines(cell.lines, cell.amount, `${id} ${slot} ${cloud}`);
    }
    assert.equal(cost.cells[slot]?.gcp.available, false);
  }
  const seen = new Set<string>();
  for (const { from, to, fromProvider, toProvider, amount, lines } of cost.transferMatrix) {
    assert.ok(fromProvider !== 'gcp' && toProvider !== 'gcp');
    const source = from === 'L1' ? `L1_${CLOUDS[fromProvider]}` : `${CLOUDS[fromProvider]}_${ENDS[from]}`;
    const key = `${source}_to_${CLOUDS[toProvider]}_${ENDS[to]}`;
    const figure = expected.transfers[key];
    assert.ok(figure !== undefined, `${id} has no ${key}`);
    near(amount, figure, `${id} ${key}`);
    expectLines(lines, amount, `${id} ${key}`);
    seen.add(key);
  }
  assert.deepEqual([...seen].sort(), Object.keys(expected.transfers).sort());

  const { placement } = cost;
  assert.ok(placement !== null, `${id}: ${cost.impossible}`);
  const on = (slot: Slot): string => {
    const provider = placement[slot];
    assert.ok(provider === 'aws' || provider === 'azure', `${id} ${slot}`);
    return CLOUDS[provider];
  };
  const path = [`${on('L3.hot')}_Hot`, `${on('L3.cool')}_Cool`, `${on('L3.archive')}_Archive`];
  assert.deepEqual(path, expected.storagePath, `${id} storage path`);
  assert.deepEqual(
    [`L1_${on('L1')}`, ...path.map((part) => `L2_${part}`), `L3_${on('L2')}`, `L4_${on('L4')}`, `L5_${on('L5')}`],
    expected.cheapestPath,
    `${id} cheapest path`,
  );
  near(cost.total, expected.derivedTotals.total, `${id} total`);
  near(cost.singleCloud.aws.total, expected.derivedTotals.awsOnly, `${id} AWS only`);
  near(cost.singleCloud.azure.total, expected.derivedTotals.azureOnly, `${id} Azure only`);
  assert.equal(cost.singleCloud.gcp.total, null);
  expectWhole(cost, id);
}

/** Chosen cells + chosen transfers = the total. */
export function expectWhole(cost: TwinCost, id: string): void {
  const { placement } = cost;
  assert.ok(placement !== null && cost.total !== null);
  let sum = 0;
  for (const slot of cost.slots) {
    const provider = placement[slot];
    assert.ok(provider !== undefined);
    const cell = cost.cells[slot]?.[provider];
    assert.ok(cell?.available === true, `${id} ${slot} on ${provider}`);
    sum += cell.amount;
  }
  for (const { amount } of cost.transfers) sum += amount;
  near(sum, cost.total, `${id} cells + transfers`);
}

function expectLines(lines: readonly CostLine[], amount: number, what: string): void {
  let sum = 0;
  for (const line of lines) {
    sum += line.amount;
    assert.ok([line.quantity, line.unitPrice, line.amount].every(Number.isFinite), `${what} ${line.meter}`);
    near(line.quantity * line.unitPrice, line.amount, `${what} ${line.meter} quantity × unit price`);
    assert.ok(line.source !== null && line.formula.length > 0 && line.meter.startsWith(`paper.${line.provider}.`));
    let shared = 0;
    for (const cause of line.causes) shared += cause.amount;
    near(shared, line.amount, `${what} ${line.meter} causes`);
  }
  near(sum, amount, `${what} lines`);
}
