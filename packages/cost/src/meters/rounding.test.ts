/** Blocks, steps and whole numbers at their edges. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { blocks, KB, MB, MILLISECOND, roundUp, steps, TENTH_SECOND } from './rounding.ts';

describe('roundUp', () => {
  it('rounds up, but not what binary fractions add', () => {
    assert.deepEqual([0, 1e-12, 0.5, 1, 1.0000000000001, 1.001, 60.00000000000001].map(roundUp), [0, 1, 1, 1, 1, 2, 60]);
    assert.equal(roundUp(0.1 * 3 * 10), 3);
  });

  it('takes a billionth for noise and a millionth for more', () => {
    assert.equal(roundUp(1000 * (1 + 0.9e-9)), 1000);
    assert.equal(roundUp(1000 * (1 + 1.1e-9)), 1001);
    assert.equal(roundUp(1e6 + 1e-6), 1e6);
  });

  it('lets infinity be', () => assert.equal(roundUp(Infinity), Infinity));
});

describe('blocks', () => {
  it('begins a block with the byte above the boundary', () => {
    for (const size of [KB, 4 * KB, 5 * KB, 64 * KB, 4 * MB]) {
      assert.deepEqual(
        [1, size - 1, size, size + 1, 2 * size, 2 * size + 1].map((bytes) => blocks(bytes, size)),
        [1, 1, 1, 2, 2, 3],
      );
    }
  });

  it('counts an empty message as one', () => assert.equal(blocks(0, KB), 1));
});

describe('steps', () => {
  it('rounds to whole milliseconds', () => {
    assert.deepEqual(
      [0, 0.0001, 0.001, 0.0011, 0.35, 1.0000001].map((seconds) => steps(seconds, MILLISECOND)),
      [0, 0.001, 0.001, 0.002, 0.35, 1.001],
    );
  });

  it('takes 0.3 s for three steps of 0.1 s, whichever way it was calculated', () => {
    for (const seconds of [0.3, 0.1 + 0.2, 3 * 0.1, 0.30000000000000004]) assert.equal(steps(seconds, TENTH_SECOND), 0.3);
    assert.deepEqual(
      [0.1, 0.1000001, 0.24, 0.26, 0.8, 0.801].map((seconds) => steps(seconds, TENTH_SECOND)),
      [0.1, 0.2, 0.3, 0.3, 0.8, 0.9],
    );
  });

  it('forgets less than half a nanosecond and keeps one', () => {
    assert.equal(steps(0.1 + 4e-10, TENTH_SECOND), 0.1);
    assert.equal(steps(0.1 + 1e-9, TENTH_SECOND), 0.2);
  });

  it('agrees with integers for every millisecond of two seconds', () => {
    for (let ms = 0; ms <= 2000; ms++) {
      assert.equal(steps(ms / 1000, MILLISECOND), ms / 1000);
      assert.equal(steps(ms / 1000, TENTH_SECOND), Math.ceil(ms / 100) / 10);
    }
  });
});
