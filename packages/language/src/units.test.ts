import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CURRENCIES, inBaseUnits, isUnit, MISSPELT_UNITS, UNITS, ZONES } from './units.ts';

function base(value: number, word: string): number {
  const unit = UNITS.get(word);
  assert.ok(unit !== undefined, word);
  return inBaseUnits(value, unit);
}

describe('units', () => {
  it('have one definition each: a month is 730 hours, a kilobyte 1,024 bytes', () => {
    assert.equal(base(1, 'month'), 730 * 3_600);
    assert.equal(base(1, 'year'), 8_760 * 3_600);
    assert.equal(base(12, 'months'), base(1, 'year'));
    assert.equal(base(1, 'week'), 7 * 86_400);
    assert.equal(base(100, 'ms'), 0.1);
    assert.equal(base(30, 'ms'), 0.03);
    assert.equal(base(1, 'KB'), 1_024);
    assert.equal(base(1, 'TB'), 1_024 ** 4);
    assert.equal(base(10, '%'), 0.1);
  });

  it('have the synonyms of the language', () => {
    for (const [one, other] of [
      ['s', 'second'],
      ['s', 'seconds'],
      ['min', 'minute'],
      ['min', 'minutes'],
      ['h', 'hour'],
      ['h', 'hours'],
      ['day', 'days'],
      ['week', 'weeks'],
      ['KB', 'KiB'],
      ['MB', 'MiB'],
      ['GB', 'GiB'],
      ['TB', 'TiB'],
    ] as const) {
      assert.equal(base(3, one), base(3, other));
    }
  });

  it('know wrong spellings, none of which is right, each with a right one as its fix', () => {
    for (const word of ['m', 'mo', 'mins', 'kB']) assert.ok(MISSPELT_UNITS.has(word), word);
    for (const [wrong, right] of MISSPELT_UNITS) {
      assert.ok(!UNITS.has(wrong) && !CURRENCIES.has(wrong), wrong);
      assert.ok(UNITS.has(right) || CURRENCIES.has(right), right);
    }
  });

  it('tell the parser which words after a number are units', () => {
    for (const word of ['min', 'KB', '%', 'Hz', 'EUR', 'mins']) assert.ok(isUnit(word), word);
    for (const word of ['count', 'steps', 'thermostats', 'eurs', '']) assert.ok(!isUnit(word), word);
  });

  it('name currencies and zones by their codes', () => {
    for (const code of CURRENCIES) assert.match(code, /^[A-Z]{3}$/);
    for (const code of ZONES) assert.match(code, /^[A-Z]{2}$/);
    for (const code of ['EU', 'US', 'DE', 'CH', 'AT']) assert.ok(ZONES.has(code), code);
    for (const code of ['EUR', 'USD', 'CHF', 'GBP', 'JPY']) assert.ok(CURRENCIES.has(code), code);
  });
});
