import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countDeaths } from './deaths.ts';

describe('client/deaths: a server that dies', () => {
  it('is told of once, started again four times, then given up', () => {
    const deaths = countDeaths();
    assert.deepEqual(
      [0, 1_000, 2_000, 3_000, 4_000].map((now) => deaths.next(now)),
      ['tell', 'silent', 'silent', 'silent', 'give up'],
    );
  });
  it('now and then is never given up, and still told of once', () => {
    const deaths = countDeaths();
    const verdicts = Array.from({ length: 20 }, (_, hour) => deaths.next(hour * 3_600_000));
    assert.deepEqual(new Set(verdicts.slice(1)), new Set(['silent']));
  });
  it('begins anew when the person has started it', () => {
    const deaths = countDeaths();
    for (let at = 0; at < 5; at++) deaths.next(at);
    deaths.forget();
    assert.equal(deaths.next(6), 'tell');
  });
});
