/** What a person changes: as in the file is no change, nonsense is no value, and a file that moved on keeps what still fits. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Quantity, WhatIfModel } from '@twin2multicloud/protocol';
import { differing, inUnit, isChanged, slid, stillChanged, typed, valueOf, withValue } from './draft-state.ts';

const EVERY: Quantity = {
  path: 'thermostats.every', label: 'every', file: 120, unit: 'min', factor: 60, min: 30, max: 600, step: 30, whole: false, least: 1, most: null, at: null,
}; // prettier-ignore
const COUNT: Quantity = {
  path: 'thermostats.count', label: 'count', file: 200, unit: 'devices', factor: 1, min: 0, max: 500, step: 5, whole: true, least: 0, most: 1e9, at: null,
}; // prettier-ignore
// Only what is read here.
const MODEL = { groups: [{ title: 'devices thermostats', at: null, quantities: [COUNT, EVERY] }] } as unknown as WhatIfModel;

describe('what if: changes', () => {
  it('are what differs from the file', () => {
    const changed = withValue({}, COUNT, 240);
    assert.deepEqual(changed, { 'thermostats.count': 240 });
    assert.ok(isChanged(COUNT, changed) && !isChanged(EVERY, changed));
    assert.equal(valueOf(EVERY, changed), 120);
    assert.deepEqual(withValue(changed, COUNT, 200), {});
  });

  it('are read in the unit of the file', () => {
    assert.deepEqual(typed(EVERY, '3'), { kind: 'value', value: 180 });
    assert.deepEqual(typed(EVERY, '0,5'), { kind: 'value', value: 30 });
    assert.deepEqual(typed(COUNT, '1 000'), { kind: 'value', value: 1_000 });
    assert.equal(inUnit(EVERY, 180), 3);
  });

  it('take no nonsense', () => {
    for (const text of ['', '-', 'many', '1.2.3', '0x10', 'Infinity', 'NaN', '1e'])
      assert.deepEqual(typed(COUNT, text), { kind: 'no-number' }, text);
    assert.deepEqual(typed(COUNT, '2.5'), { kind: 'no-number' });
    assert.deepEqual(typed(COUNT, '-1'), { kind: 'outside' });
    assert.deepEqual(typed(COUNT, '2e9'), { kind: 'outside' });
  });

  it('catch the value of the file between two steps', () => {
    const odd = { ...COUNT, file: 87 };
    assert.equal(slid(odd, 85), 87);
    assert.equal(slid(odd, 90), 90);
    assert.equal(slid(COUNT, 203.7), 204);
  });

  it('stay where the file still has the quantity', () => {
    const changes = { 'thermostats.count': 240, 'motion.count': 5, 'thermostats.every': 120 };
    assert.deepEqual(stillChanged(changes, MODEL), { 'thermostats.count': 240 });
    assert.deepEqual(stillChanged({ 'thermostats.count': -4 }, MODEL), {});
  });

  it('name the rows in which scenarios differ', () => {
    assert.deepEqual(differing(MODEL, [{}, { 'thermostats.every': 30 }]).map(({ path }) => path), ['thermostats.every']); // prettier-ignore
  });

  it('come back from the field as they were shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (tenths) => {
        const shown = inUnit(EVERY, tenths * 6);
        const back = typed(EVERY, String(shown));
        assert.ok(back.kind === 'value' && Math.abs(back.value - tenths * 6) < 1e-3);
      }),
    );
  });
});
