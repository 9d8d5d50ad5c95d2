import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createPace } from './pace.ts';

describe('the pace of calls', () => {
  const never = new AbortController().signal;

  it('is free for the first ones, and then as the bucket fills', async () => {
    const pace = createPace(10, 100);
    const start = performance.now();
    await Promise.all(Array.from({ length: 10 }, () => pace.turn(never)));
    assert.ok(performance.now() - start < 15);
    await Promise.all(Array.from({ length: 6 }, () => pace.turn(never)));
    const ms = performance.now() - start;
    assert.ok(ms >= 55, `${ms} ms`);
  });

  it('forgets what was taken long ago', async () => {
    let time = 0;
    const pace = createPace(2, 1, () => time);
    await pace.turn(never);
    await pace.turn(never);
    time = 60_000;
    await pace.turn(never);
    await pace.turn(never);
  });

  it('does not hold up a cancel', async () => {
    const abort = new AbortController();
    const pace = createPace(1, 0.001);
    await pace.turn(abort.signal);
    const waiting = pace.turn(abort.signal);
    abort.abort();
    await waiting;
    await pace.turn(abort.signal);
  });
});
