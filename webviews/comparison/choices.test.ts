/** Moving slots back and forth, and reading what was kept without trusting it. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FIRST_CHOICES, moveBack, moveSlot, readChoices, startKey, startOf } from './choices.ts';

describe('choices of the comparison', () => {
  it('a slot that is moved to where the start has it is not moved', () => {
    const moved = moveSlot(FIRST_CHOICES, 'L4', 'azure', 'aws');
    assert.deepEqual(moved.overrides, { L4: 'azure' });
    assert.deepEqual(moveSlot(moved, 'L4', 'aws', 'aws').overrides, {});
    assert.deepEqual(moveBack(moveSlot(moved, 'L1', 'gcp', 'aws'), 'L4').overrides, { L1: 'gcp' });
  });

  it('starts survive the dropdown', () => {
    for (const start of ['written', 'best', { rank: 2 }, { rank: 20 }] as const) assert.deepEqual(startOf(startKey(start)), start);
    assert.equal(startOf(startKey({ rank: 1 })), 'best');
  });

  it('what was kept comes back', () => {
    const kept = { start: { rank: 3 }, overrides: { L4: 'azure' }, currency: 'USD', model: 'paper', quantity: 'a.count' } as const;
    assert.deepEqual(readChoices(structuredClone(kept)), kept);
  });

  it('what is damaged begins anew, piece by piece', () => {
    for (const damaged of [null, undefined, 5, 'x', [], {}]) assert.deepEqual(readChoices(damaged), FIRST_CHOICES);
    assert.deepEqual(readChoices({ start: { rank: 999 }, overrides: { L9: 'aws', L1: 'ibm', L2: 'gcp' }, currency: 'euro', model: 1 }), {
      ...FIRST_CHOICES,
      overrides: { L2: 'gcp' },
    });
  });
});
