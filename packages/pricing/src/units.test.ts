import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { baseOfMeter, parseUnit } from './units.ts';

describe('units of the price APIs', () => {
  const cases: [string, string, string][] = [
    ['10', '10', 'count'], ['10K', '10000', 'count'], ['1K', '1000', 'count'], ['100K', '100000', 'count'], ['1M', '1000000', 'count'],
    ['1 GB Second', '1', 'GB-second'], ['1 GiB Hour', '1', 'GiB-hour'], ['1 GB/Month', '1', 'GB-month'], ['1 GiB/Month', '1', 'GiB-month'],
    ['1 GB', '1', 'GB'], ['100 TB', '100', 'TB'], ['1/Hour', '1', 'hour'], ['1 Hour', '1', 'hour'], ['1/Month', '1', 'month'], ['1 Second', '1', 'second'],
    ['TiBy', '1', 'TiB'], ['GiBy', '1', 'GiB'], ['GiBy.mo', '1', 'GiB-month'], ['GiBy.s', '1', 'GiB-second'], ['s', '1', 'second'], ['count', '1', 'count'],
    ['GB-Mo', '1', 'GB-month'], ['GB-mo', '1', 'GB-month'], ['Requests', '1', 'count'], ['64K-Chunks', '1', 'count'], ['Lambda-GB-Second', '1', 'GB-second'],
  ]; // prettier-ignore
  for (const [text, count, base] of cases) {
    it(`reads ${text}`, () => {
      assert.deepEqual(parseUnit(text), { count, base });
    });
  }

  it('refuses what it does not know', () => {
    for (const text of ['', '1 Furlong', 'K', '1G', '-1', '1 GB/Fortnight', 'constructor', '10 K'])
      assert.throws(() => parseUnit(text), Error, text);
  });

  it('keeps GB and GiB apart', () => {
    assert.notEqual(parseUnit('1 GB/Month').base, baseOfMeter('GiB-month'));
    assert.equal(parseUnit('GiBy.mo').base, baseOfMeter('GiB-month'));
    assert.equal(parseUnit('1/Hour').base, baseOfMeter('100 RU/s-hour'));
    assert.equal(parseUnit('10K').base, baseOfMeter('operation'));
  });
});
