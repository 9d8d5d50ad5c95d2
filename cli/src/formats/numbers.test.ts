import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { change, counted, money, quantity, rate, share } from './numbers.ts';

const thin = '\u202f';

describe('cli/formats/numbers', () => {
  it('writes money with two decimals, thin groups and a true minus', () => {
    assert.equal(money(61.2), '61.20');
    assert.equal(money(1234567.891), `1${thin}234${thin}567.89`);
    assert.equal(money(-1204.5), `−1${thin}204.50`);
  });

  it('never shows something as nothing', () => {
    assert.equal(money(0.0049), '< 0.01');
    assert.equal(money(0.0051), '0.01');
    assert.equal(money(0), '0.00');
    assert.equal(change(0.001), '+< 0.01');
    assert.equal(change(0), '±0');
  });

  it('never shows NaN or Infinity', () => {
    for (const format of [money, change, quantity, rate, share]) {
      assert.equal(format(Number.NaN), 'unknown');
      assert.equal(format(Number.POSITIVE_INFINITY), 'unknown');
    }
  });

  it('writes rates to ten digits, without exponents', () => {
    assert.equal(rate(0.0000012), '0.0000012');
    assert.equal(rate(-0.5), '-0.5');
    assert.equal(rate(23.36), '23.36');
    assert.equal(rate(100), '100');
    assert.equal(rate(1 / 3), '0.3333333333');
  });

  it('writes changes with their sign and counts with their word', () => {
    assert.equal(change(2.966), '+2.97');
    assert.equal(change(-0.4), '−0.40');
    assert.equal(counted(1, 'twin'), '1 twin');
    assert.equal(counted(1200, 'twin'), `1${thin}200 twins`);
  });
});
