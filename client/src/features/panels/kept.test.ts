/** A panel's memory is read with care: what is damaged begins anew. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readKept } from './kept.ts';

const REFERENCE = { uri: 'file:///a.twin', twin: 'A', scenario: null };
const FRESH = { reference: null, pinned: false, state: null };

describe('what a panel keeps', () => {
  it('comes back as it was written', () => {
    assert.deepEqual(readKept({ reference: REFERENCE, pinned: true, state: { open: ['L1'] } }), {
      reference: REFERENCE,
      pinned: true,
      state: { open: ['L1'] },
    });
    assert.deepEqual(readKept({ reference: null, pinned: false }), FRESH);
  });

  it('begins anew where it is damaged', () => {
    for (const damaged of [
      undefined,
      null,
      1,
      'x',
      {},
      { reference: 5 },
      { reference: { uri: '' } },
      { reference: { ...REFERENCE, more: 1 } },
    ]) {
      assert.deepEqual(readKept(damaged), FRESH, JSON.stringify(damaged));
    }
  });
});
