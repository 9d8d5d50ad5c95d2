import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { askedOf, fewAtATime, reportFaults } from './asked.ts';
import { identity } from './test-kit.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('what is asked of AWS', () => {
  it('is one list for each service and region, with the pinned SKUs', () => {
    const asked = askedOf([
      identity('A', 'x', 'S1'),
      identity('A', 'y'),
      identity('A', 'x'),
      identity('B', 'x', 'S2'),
      identity('A', 'x', 'S3'),
    ]);
    assert.deepEqual(
      asked.map(({ service, region, pinned }) => [service, region, [...pinned]]),
      [
        ['A', 'x', ['S1', 'S3']],
        ['A', 'y', []],
        ['B', 'x', ['S2']],
      ],
    );
  });

  it('is worked through a few at a time', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    await fewAtATime([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      most = Math.max(most, ++running);
      await pause(2);
      running--;
      done.push(item);
    });
    assert.equal(most, 3);
    assert.deepEqual(done.sort(), [1, 2, 3, 4, 5, 6, 7]);
  });

  it('stops at the first error: nothing new begins, and it is thrown when all rest', async () => {
    const begun: number[] = [];
    let told = false;
    let resting = 0;
    await assert.rejects(
      fewAtATime([1, 2, 3, 4, 5], 2, async (item, stopped) => {
        begun.push(item);
        if (item === 1) throw new Error('first');
        await pause(5);
        told = stopped();
        resting++;
        throw new Error('second');
      }),
      /first/,
    );
    assert.deepEqual([begun, told, resting], [[1, 2], true, 1]);
  });

  it('names rows that could not be read, and fails for a pinned one', () => {
    const [asked] = askedOf([identity('AmazonX', 'x', 'PINNED')]);
    assert.ok(asked);
    const log: string[] = [];
    const faults = Array.from({ length: 8 }, (_, index) => ({ sku: `S${index}`, reason: `Reason ${index}.` }));
    reportFaults(faults, asked, (line) => log.push(line));
    assert.equal(log.length, 6);
    assert.equal(log[0], 'AmazonX: a row is left out. Reason 0.');
    assert.equal(log[5], 'AmazonX: 3 more rows are left out.');
    assert.throws(
      () => {
        reportFaults([...faults, { sku: 'PINNED', reason: 'It has no price.' }], asked, () => undefined);
      },
      { code: 'malformed', message: 'AmazonX PINNED: It has no price.' },
    );
  });
});
