import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { add, compare, decimal, divide, isDecimal, multiply } from './decimal.ts';

describe('decimal', () => {
  it('writes what the price APIs write without an exponent, noise or spare zeros', () => {
    assert.equal(decimal(2e-7), '0.0000002');
    assert.equal(decimal('0.0000002000'), '0.0000002');
    assert.equal(decimal(1.66667e-5), '0.0000166667');
    assert.equal(decimal('2047.50'), '2047.5');
    assert.equal(decimal(1e9), '1000000000');
    assert.equal(decimal('6e9'), '6000000000');
    assert.equal(decimal(0), '0');
    assert.equal(decimal('007.0'), '7');
  });

  it('moves the decimal point exactly where floats would not', () => {
    // 0.00065 / 1000 is 6.499999999999999e-7 in doubles; 0.12 / 10000 is 0.000011999999999999999.
    assert.equal(divide('0.00065', '1000'), '0.00000065');
    assert.equal(divide(0.12, 10000), '0.000012');
    assert.equal(divide('2e-06', 10), '0.0000002');
    assert.equal(divide(0.305, '1000000'), '0.000000305');
    assert.equal(multiply('0.023', '1.08'), '0.02484');
    assert.equal(add('0.1', '0.2'), '0.3');
  });

  it('refuses what it cannot write exactly', () => {
    assert.throws(() => divide(24.46, 730), RangeError);
    assert.throws(() => divide(1, 0), RangeError);
    for (const text of ['', 'abc', 'NaN', 'Infinity', '1,5', '0x10', ' 1', '1e999']) assert.throws(() => decimal(text), RangeError, text);
    assert.throws(() => decimal(Number.NaN), RangeError);
  });

  it('knows the form that a book takes', () => {
    for (const text of ['0', '0.05', '12', '100.25']) assert.ok(isDecimal(text), text);
    for (const text of ['', '-1', '+1', '1e-7', '.5', '5.', '00.5', '1,5', ' 1', 'NaN', 'Infinity', '1'.repeat(61)])
      assert.ok(!isDecimal(text), text);
  });

  it('orders by value, not by letters', () => {
    assert.equal(compare('9', '10'), -1);
    assert.equal(compare('0.10', '0.1'), 0);
    assert.equal(compare('51200', '10240'), 1);
  });

  it('is the inverse of itself (any numeral, any power of ten)', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: 0, max: 12 }), (digits, places) => {
        const power = `1${'0'.repeat(places)}`;
        const text = decimal(digits.toString());
        assert.ok(isDecimal(divide(text, power)));
        assert.equal(multiply(divide(text, power), power), text);
      }),
    );
  });
});
