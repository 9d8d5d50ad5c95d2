/** Amounts add up: a total is its lines, a line its causes, a pooled meter the price of its whole quantity, a placement its cells. */
import assert from 'node:assert/strict';
import { METER_IDS, priceOf, PROVIDERS } from '@twin2multicloud/cost';
import { evaluate } from '@twin2multicloud/optimizer';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { choices, linesOf, measuredIn, near, placementBy, runs, world } from './worlds.ts';

describe('property: amounts add up', function () {
  this.timeout(0);

  it('lines to the total, causes to their line, all finite and none negative', () => {
    fc.assert(
      fc.property(world, choices, (here, numbers) => {
        const of = measuredIn(here);
        const placement = placementBy(of, numbers);
        if (!placement) return;
        const { lines, total } = linesOf(of, placement);
        assert.ok(
          near(
            lines.reduce((sum, { amount }) => sum + amount, 0),
            total,
          ),
        );
        for (const line of lines) {
          assert.ok(Number.isFinite(line.amount) && line.amount >= 0, `${line.component} ${line.meter} costs ${line.amount}`);
          assert.ok(Number.isFinite(line.quantity) && line.quantity > 0, `${line.component} ${line.meter} is ${line.quantity}`);
          assert.ok(near(line.unitPrice * line.quantity, line.amount), `${line.component} ${line.meter}: unit price`);
          const causes = line.causes.reduce((sum, { amount }) => sum + amount, 0);
          assert.ok(near(causes, line.amount), `${line.component} ${line.meter}: causes add up to ${causes}, the line is ${line.amount}`);
          assert.equal(new Set(line.causes.map(({ cause }) => cause)).size, line.causes.length);
        }
      }),
      runs(),
    );
  });

  it('of each meter to the price of its whole quantity: an allowance is never spent twice', () => {
    fc.assert(
      fc.property(world, choices, (here, numbers) => {
        const of = measuredIn(here);
        const placement = placementBy(of, numbers);
        if (!placement) return;
        const { lines } = linesOf(of, placement);
        METER_IDS.forEach((id, index) => {
          const own = lines.filter(({ meter }) => meter === id);
          const rate = of.rates.meters[index];
          if (own.length === 0 || !rate || rate.plan) return;
          const amount = own.reduce((sum, line) => sum + line.amount, 0);
          const whole = priceOf(
            rate.rate,
            own.reduce((sum, line) => sum + line.quantity, 0),
          );
          assert.ok(near(amount, whole), `${id}: lines cost ${amount}, the whole ${whole}`);
        });
      }),
      runs(),
    );
  });

  it('cells and transfers to the total; moving a slot changes it by the cell’s delta', () => {
    fc.assert(
      fc.property(world, (here) => {
        const cost = evaluate(here.scenario, here.book);
        const { placement, total } = cost;
        if (!placement || total === null) {
          assert.ok(cost.impossible !== null && cost.total === null);
          return;
        }
        let sum = cost.transfers.reduce((amount, transfer) => amount + transfer.amount, 0);
        const of = measuredIn(here);
        for (const slot of cost.slots) {
          for (const provider of PROVIDERS) {
            const cell = cost.cells[slot]?.[provider];
            assert.ok(cell);
            if (placement[slot] === provider) {
              assert.ok(cell.available && cell.delta === 0);
              sum += cell.amount;
            } else if (cell.available) {
              const there = linesOf(of, { ...placement, [slot]: provider }).total;
              assert.ok(Math.abs(total + (cell.delta ?? NaN) - there) <= 1e-9 * Math.max(total, there));
            }
          }
        }
        assert.ok(near(sum, total), `${sum} is not ${total}`);
      }),
      runs(0.25),
    );
  });

  it('an override’s regret to what freeing it saves', () => {
    fc.assert(
      fc.property(world, ({ scenario, book }) => {
        const cost = evaluate(scenario, book);
        for (const { slot, provider, best, regret } of cost.overrides) {
          const freed = { ...scenario, placement: { ...scenario.placement, [slot]: { provider: null, except: [], at: null } } };
          const free = evaluate(freed, book);
          assert.equal(free.placement?.[slot], best);
          const saved = (cost.total ?? NaN) - (free.total ?? NaN);
          assert.ok(
            Math.abs(regret - (best === provider ? 0 : Math.max(0, saved))) <= 1e-9 * (cost.total ?? 0),
            `${slot}: ${regret} is not ${saved}`,
          );
        }
        const { best, total } = cost;
        if (total !== null) assert.ok(best && best.total <= total * (1 + 1e-9));
      }),
      runs(0.5),
    );
  });
});
