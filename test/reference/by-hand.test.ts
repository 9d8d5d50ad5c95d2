/** Every number of the tables in docs/cost-model.md, "Three scenarios by hand", against the engine and the reference. */
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Placement, PriceBook, TwinCost } from '@twin2multicloud/cost';
import { evaluate } from '@twin2multicloud/optimizer';
import { bundledBook } from '@twin2multicloud/pricing';
import { handScenarios } from './hand-tables.ts';
import type { HandScenario, Printed } from './hand-tables.ts';
import { entryOf, regionOf } from './prices.ts';
import { allowanceOf, parts, quantities, reference, referenceMonths } from './reference.ts';
import { providerOf } from './lines.ts';
import { METERS } from './tables.ts';
import type { MeterId } from './tables.ts';
import { scenarioOfText } from './twin-text.ts';

const markdown = readFileSync(new URL('../../docs/cost-model.md', import.meta.url), 'utf8');
const scenarios = handScenarios(markdown);

/** The book with the prices that the document prints: a newer bundled book leaves the worked scenarios right. */
function bookOf(hand: HandScenario): PriceBook {
  const bundled = bundledBook();
  const entries = bundled.entries.map((entry) => {
    const row = hand.prices.find(({ meter }) => meter === `${entry.provider}.${entry.service}.${entry.meter}`);
    if (row === undefined || row.parts.length === 0) return entry;
    const tiers = entry.tiers.map((tier, index) => ({ ...tier, price: row.parts[index]?.price ?? tier.price }));
    return { ...entry, tiers };
  });
  return { ...bundled, entries };
}

/** `printed` may be a sum of `rows` printed numbers. */
function prints(what: string, printed: Printed, actual: number, rows = 1): void {
  assert.ok(
    Math.abs(printed.value - actual) <= printed.slack * rows,
    `${what}: the document says ${String(printed.value)}, it is ${String(actual)}`,
  );
}

/** Quantities by where they are booked and by meter; zeros are left out. */
type Booked = Map<string, number>;

function add(booked: Booked, where: string, meter: string, quantity: number): void {
  if (quantity === 0) return;
  // A flow is known by its ends: `L1 → L2`.
  const key = `${where.split(' ').slice(0, 3).join(' ')}: ${meter}`;
  booked.set(key, (booked.get(key) ?? 0) + quantity);
}

function bookedByEngine(cost: TwinCost, placement: Placement): Booked {
  const booked: Booked = new Map();
  for (const slot of cost.slots) {
    const provider = placement[slot];
    assert.ok(provider);
    const cell = cost.cells[slot]?.[provider];
    assert.ok(cell?.available === true);
    for (const line of cell.lines) add(booked, slot, line.meter, line.quantity);
  }
  for (const transfer of cost.transfers) {
    for (const line of transfer.lines) add(booked, `${transfer.from} → ${transfer.to}`, line.meter, line.quantity);
  }
  return booked;
}

function compareQuantities(hand: HandScenario, booked: Booked): void {
  const sums = new Map<string, { printed: Printed; rows: number }>();
  for (const { bookedAt, meter, quantity } of hand.quantities) {
    const key = `${bookedAt.split(' ').slice(0, 3).join(' ')}: ${meter}`;
    const before = sums.get(key);
    const value = quantity.value + (before?.printed.value ?? 0);
    const slack = Math.max(quantity.slack, before?.printed.slack ?? 0);
    sums.set(key, { printed: { value, slack }, rows: (before?.rows ?? 0) + 1 });
  }
  assert.deepEqual([...sums.keys()].sort(), [...booked.keys()].sort(), 'the same meters in the same places');
  for (const [key, { printed, rows }] of sums) prints(key, printed, booked.get(key) ?? NaN, rows);
}

/** The document names the book whose prices it prints. */
const isBundled = markdown.includes(`\`${bundledBook().id}\``);

describe('three scenarios by hand', () => {
  it('are three', () => assert.equal(scenarios.length, 3));

  for (const hand of scenarios) {
    describe(hand.title, () => {
      const book = bookOf(hand);
      const scenario = scenarioOfText(hand.twin);
      const cost = evaluate(scenario, book);
      const { placement } = cost;
      assert.ok(placement);

      it('every quantity, by the engine', () => compareQuantities(hand, bookedByEngine(cost, placement)));

      it('every quantity, by the reference', () => {
        const found = parts(scenario, book, placement);
        assert.ok(!('unavailable' in found));
        const booked: Booked = new Map();
        for (const part of found) for (const line of part.lines) add(booked, part.name, line.meter, line.quantity);
        compareQuantities(hand, booked);
      });

      it('every price: allowance, rates, and the arithmetic of each row', () => {
        for (const { meter, quantity, free, parts: products, amount } of hand.prices) {
          assert.ok(meter in METERS, meter);
          const id = meter as MeterId;
          const entry = entryOf(book, regionOf(scenario, book, providerOf(id)) ?? '', id);
          assert.ok(entry, meter);
          prints(`allowance of ${meter}`, free, allowanceOf(entry));
          if (isBundled) {
            const bundled = entryOf(bundledBook(), entry.region, id)?.tiers.map((tier) => tier.price) ?? [];
            const prices = products.map((product) => product.price);
            assert.deepEqual(prices, bundled.slice(0, prices.length), `prices of ${meter}`);
          }
          const paid = products.reduce((sum, product) => sum + product.units.value, 0);
          prints(`paid units of ${meter}`, quantity, paid === 0 ? quantity.value : paid + free.value, 3);
          if (paid === 0) assert.ok(quantity.value <= free.value, `${meter} is not all free`);
          prints(
            `amount of ${meter}`,
            amount,
            products.reduce((sum, product) => sum + product.units.value * Number(product.price), 0),
            2,
          );
        }
      });

      it('every amount and the sum, by engine and reference', () => {
        const expected = reference(scenario, book, placement);
        const sums = quantities(scenario, book, placement);
        assert.ok(!('unavailable' in expected) && !('unavailable' in sums));
        const amounts = new Map<string, number>();
        const chosen = cost.slots.flatMap((slot) => {
          const cell = cost.cells[slot]?.[placement[slot] ?? 'aws'];
          return cell?.available === true ? cell.lines : [];
        });
        for (const line of [...chosen, ...cost.transfers.flatMap((transfer) => transfer.lines)]) {
          amounts.set(line.meter, (amounts.get(line.meter) ?? 0) + line.amount);
        }
        for (const { meter, quantity, amount } of hand.prices) {
          prints(`quantity of ${meter}`, quantity, sums.get(meter) ?? NaN);
          prints(`amount of ${meter}, reference`, amount, expected.meters.get(meter)?.amount ?? NaN);
          prints(`amount of ${meter}, engine`, amount, amounts.get(meter) ?? NaN);
        }
        prints('sum, reference', hand.total, expected.total);
        prints('sum, engine', hand.total, cost.total ?? NaN);
      });

      if (hand.months.length > 0) {
        it('the curve', () => {
          const months = referenceMonths(scenario, book, placement);
          assert.equal(hand.months.length, months.length);
          assert.equal(hand.months.length, cost.months.length);
          hand.months.forEach((amount, index) => {
            prints(`month ${String(index + 1)}, reference`, amount, months[index] ?? NaN);
            prints(`month ${String(index + 1)}, engine`, amount, cost.months[index] ?? NaN);
          });
          assert.ok(hand.firstYear);
          prints('first year', hand.firstYear, cost.firstYear);
        });
      }
    });
  }

  it('work the curve of one of them', () => assert.ok(scenarios.some((hand) => hand.months.length > 0)));
});
