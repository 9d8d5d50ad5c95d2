import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isConversion } from './conversion.ts';

describe('units of Google’s catalog and their conversion', () => {
  it('accepts what the catalog has', () => {
    const right: [string, string, number][] = [
      ['TiBy', 'By', 1_099_511_627_776],
      ['GiBy', 'By', 1_073_741_824],
      ['GiBy.s', 'By.s', 1_073_741_824],
      ['GiBy.h', 'By.s', 3_865_470_566_400],
      ['GiBy.mo', 'By.s', 2_823_802_781_286_400],
      // Thirty days.
      ['GiBy.mo', 'By.s', 2_783_138_807_808_000],
      ['GHz.s', 'Hz.s', 1_000_000_000],
      ['h', 's', 3600],
      ['mo', 's', 2_592_000],
      ['mo', 's', 2_678_400],
      ['count', 'count', 1],
    ];
    for (const [unit, base, factor] of right) assert.ok(isConversion({ unit, base, factor }), unit);
  });

  it('finds a slip', () => {
    const wrong: [string, string, number][] = [
      ['GiBy', 'By', 1_000_000_000],
      ['GBy', 'By', 1_073_741_824],
      ['TiBy', 'By', 1_073_741_824],
      ['GiBy.mo', 'By.s', 3_865_470_566_400],
      ['h', 's', 60],
      ['count', 'count', 1000],
      ['count', 's', 1],
      ['GiBy.h', 'By', 3_865_470_566_400],
      ['mo', 's', 86_400],
    ];
    for (const [unit, base, factor] of wrong) assert.ok(!isConversion({ unit, base, factor }), unit);
  });

  it('says nothing against what it does not know', () => {
    assert.ok(isConversion({ unit: '{request}', base: 'count', factor: 1 }));
    assert.ok(isConversion({ unit: 'count', base: '{request}', factor: 7 }));
  });
});
