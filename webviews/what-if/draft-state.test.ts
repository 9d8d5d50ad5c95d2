/** What a person changes: as in the file is no change, nonsense is no value, and a file that moved on keeps what still fits. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Quantity, WhatIfModel } from '@twin2multicloud/protocol';
import { differing, inUnit, isChanged, slid, stillChanged, valueOf, withValue } from './draft-state.ts';

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

  it('are shown in the unit of the file', () => {
    assert.equal(inUnit(EVERY, 180), 3);
    assert.equal(inUnit(EVERY, 0.1 + 0.2), 0.005);
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
});
