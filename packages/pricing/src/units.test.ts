import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { baseOfMeter, parseUnit, UnknownUnit } from './units.ts';

describe('units of the price APIs', () => {
  const cases: [string, string, string][] = [
    ['10', '10', 'count'], ['10K', '10000', 'count'], ['1K', '1000', 'count'], ['100K', '100000', 'count'], ['1M', '1000000', 'count'],
    ['1 GB Second', '1', 'GB-second'], ['1 GiB Hour', '1', 'GiB-hour'], ['1 GB/Month', '1', 'GB-month'], ['1 GiB/Month', '1', 'GiB-month'],
    ['1 GB', '1', 'GB'], ['100 TB', '100', 'TB'], ['1/Hour', '1', 'hour'], ['1 Hour', '1', 'hour'], ['1/Month', '1', 'month'], ['1 Second', '1', 'second'],
    ['TiBy', '1', 'TiB'], ['GiBy', '1', 'GiB'], ['GiBy.mo', '1', 'GiB-month'], ['GiBy.s', '1', 'GiB-second'], ['s', '1', 'second'], ['count', '1', 'count'],
    ['1', '1', 'count'], ['100', '100', 'count'], ['1B', '1000000000', 'count'], ['100 Hours', '100', 'hour'], ['10 Hours', '10', 'hour'],
    ['1K/Day', '1000', 'day'], ['1/Day', '1', 'day'], ['1K/Month', '1000', 'month'], ['100/Month', '100', 'month'], ['1 /Hour', '1', 'hour'],
    ['1 GB/Hour', '1', 'GB-hour'], ['1 GB/Day', '1', 'GB-day'], ['1 MB/Month', '1', 'MB-month'], ['1 GiB', '1', 'GiB'], ['10 GB/Month', '10', 'GB-month'],
    ['1 TB/Month', '1', 'TB-month'], ['1 PB', '1', 'PB'], ['1 Minute', '1', 'minute'], ['100 Seconds', '100', 'second'], ['1 Month', '1', 'month'],
    ['100 GB/Month', '100', 'GB-month'], ['1 GB/month', '1', 'GB-month'], ['1 hour', '1', 'hour'], ['1 TiB/Month', '1', 'TiB-month'],
    ['1K Hours', '1000', 'hour'], ['1M/Month', '1000000', 'month'], ['1 /Month', '1', 'month'], ['10M', '10000000', 'count'],
    ['Hrs', '1', 'hour'], ['hours', '1', 'hour'], ['GB-Month', '1', 'GB-month'], ['GB-Hours', '1', 'GB-hour'], ['Count', '1', 'count'],
    ['Hours', '1', 'hour'], ['GB', '1', 'GB'], ['GB/Month', '1', 'GB-month'],
    ['By', '1', 'B'], ['MiBy', '1', 'MiB'], ['GBy', '1', 'GB'], ['GiBy.h', '1', 'GiB-hour'], ['GiBy.d', '1', 'GiB-day'], ['By.s', '1', 'B-second'],
    ['h', '1', 'hour'], ['mo', '1', 'month'], ['d', '1', 'day'], ['min', '1', 'minute'], ['GHz.s', '1', 'GHz-second'],
    ['GB-Mo', '1', 'GB-month'], ['GB-mo', '1', 'GB-month'], ['Requests', '1', 'count'], ['64K-Chunks', '1', 'count'], ['Lambda-GB-Second', '1', 'GB-second'],
  ]; // prettier-ignore
  for (const [text, count, base] of cases) {
    it(`reads ${text}`, () => {
      assert.deepEqual(parseUnit(text), { count, base });
    });
  }

  it('refuses what it does not know, and names it', () => {
    for (const text of [
      ...[
        '',
        ' ',
        '/',
        '1 Furlong',
        'K',
        '1G',
        '-1',
        '1 GB/Fortnight',
        'constructor',
        '10 K',
        '0',
        '0K',
        '1.5 GB',
        '1 GB/',
        '1/GB',
        '1 gb',
        '1 Gb/Month',
        '1,000',
        '1 DBU',
        '10k',
        '1 GB/30 Days',
        'mos',
      ],
      ...['giby', 'GiBy.Mo', 'GiBy.mo.s', 's.GiBy', 'GiBy.', 'Mo', 'toString', '1 Rotation'],
    ]) {
      assert.throws(
        () => parseUnit(text),
        (error) => error instanceof UnknownUnit && error.unit === text && error.message.includes(`"${text}"`),
        text,
      );
    }
  });

  it('keeps GB and GiB apart', () => {
    assert.notEqual(parseUnit('1 GB/Month').base, baseOfMeter('GiB-month'));
    assert.equal(parseUnit('GiBy.mo').base, baseOfMeter('GiB-month'));
    assert.equal(parseUnit('1/Hour').base, baseOfMeter('100 RU/s-hour'));
    assert.equal(parseUnit('10K').base, baseOfMeter('operation'));
  });
});
