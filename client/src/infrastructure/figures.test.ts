import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { amountText, moneyText } from './figures.ts';

describe('client/figures', () => {
  it('two decimals, groups by a narrow blank', () => {
    assert.equal(amountText(61.2), '61.20');
    assert.equal(amountText(1_234_567.891), '1\u202f234\u202f567.89');
  });
  it('something is never shown as nothing', () => {
    assert.equal(amountText(0.001), '< 0.01');
    assert.equal(amountText(0), '0.00');
  });
  it('a sign where there is one', () => {
    assert.equal(moneyText(3, 'EUR'), '3.00 €');
    assert.equal(moneyText(3, 'CHF'), '3.00 CHF');
  });
});
