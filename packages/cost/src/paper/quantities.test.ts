import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { minutesOf } from './quantities.ts';

describe('minutes of an interval', () => {
  it('keeps what was written in minutes, to the last bit', () => {
    for (const minutes of [0.05, 0.1, 0.27, 0.71, 1.17, 2.5, 7, 0.08333333333333333]) assert.equal(minutesOf(minutes * 60), minutes);
  });

  it('keeps every decimal of up to fifteen digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const minutes = Number(`${digits}e-${places}`);
        assert.equal(minutesOf(minutes * 60), minutes);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is seconds / 60 for whole seconds', () => {
    for (let seconds = 1; seconds <= 100_000; seconds++) assert.equal(minutesOf(seconds), seconds / 60);
  });

  it('shows why: seconds / 60 would charge another number of messages', () => {
    const messages = (minutes: number): number => Math.ceil(64 * (1 / minutes) * 60 * 24 * 30);
    const differing = [0.27, 0.54, 0.71, 1.17].filter((minutes) =>
      Array.from({ length: 3_000 }, (_, n) => n).some(
        (n) => Math.ceil(n * (1 / minutes) * 60 * 24 * 30) !== Math.ceil(n * (1 / ((minutes * 60) / 60)) * 60 * 24 * 30),
      ),
    );
    assert.deepEqual(differing, [0.27, 0.54, 0.71, 1.17]);
    assert.equal(messages(minutesOf(0.71 * 60)), messages(0.71));
  });
});
