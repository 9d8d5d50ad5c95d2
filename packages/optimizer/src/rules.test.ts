import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { measure, PROVIDERS, ratesFor, SLOTS, type Measured, type Provider, type Slot } from '@twin2multicloud/cost';
import { flatBook } from '../../../test/fixtures/flat-book.ts';
import { twinWith } from '../../../test/fixtures/twin.ts';
import { allowedBy, exclusionsOf } from './rules.ts';

function measured(body: string, device = 'count 1  every 1 h  payload 1 KB'): Measured {
  const scenario = twinWith(device, body);
  return measure(scenario, ratesFor(flatBook(), scenario));
}

const index = (slot: Slot, provider: Provider): number => SLOTS.indexOf(slot) * 3 + PROVIDERS.indexOf(provider);
const excluded = (body: string): string[] =>
  [...exclusionsOf(measured(body))].map(([at, { kind }]) => `${SLOTS[Math.floor(at / 3)]} ${PROVIDERS[at % 3]} ${kind}`);

describe('rules of a file', () => {
  it('exclude nothing by themselves', () => {
    assert.deepEqual(excluded(''), []);
    assert.deepEqual(excluded('place { L1 azure }'), []);
  });

  it('exclude the clouds that `providers` leaves out, in every used slot', () => {
    assert.deepEqual(excluded('providers aws gcp'), ['L1 azure providers', 'L2 azure providers', 'L3.hot azure providers']);
  });

  it('exclude what `auto except` names, for its slot', () => {
    assert.deepEqual(excluded('place { L2 auto except gcp aws }'), ['L2 aws except', 'L2 gcp except']);
    const [found] = exclusionsOf(measured('place { L2 auto except gcp }')).values();
    assert.equal(found?.reason, 'excluded by `auto except gcp`');
    assert.equal(found.rule, 'L2 auto except gcp');
    assert.ok(found.at);
  });

  it('exclude regions outside a zone or a country', () => {
    assert.deepEqual(excluded('residency EU'), []);
    assert.deepEqual(
      excluded('residency DE').filter((line) => line.startsWith('L1')),
      ['L1 azure residency', 'L1 gcp residency'],
    );
    assert.deepEqual(excluded('residency US').length, 9);
    assert.deepEqual(excluded('region us-east\n residency US'), []);
  });

  it('say where a region lies, or that it is not known', () => {
    const reasons = (body: string) => [...exclusionsOf(measured(body)).values()].map(({ reason }) => reason);
    assert.equal(reasons('residency DE')[0], 'residency DE: westeurope lies in NL');
    const scenario = twinWith('count 1  every 1 h  payload 1 KB', 'residency EU');
    const moon = { ...scenario, region: { logical: { value: 'moon', at: null }, named: { aws: { value: 'mars', at: null } } } };
    const found = [...exclusionsOf(measure(moon, ratesFor(flatBook(), moon))).values()].map(({ reason }) => reason);
    assert.equal(found[0], 'residency EU: it is not known where mars lies');
    assert.equal(found[1], 'residency EU: it is not known where its region lies');
  });

  it('allow what is available, not excluded and not fixed elsewhere', () => {
    const of = measured('providers aws azure', 'count 1  every 1 h  payload 200 KB');
    const free = allowedBy(of, exclusionsOf(of), () => null);
    const allowed = free.flatMap((is, at) => (is ? [`${SLOTS[Math.floor(at / 3)]} ${PROVIDERS[at % 3]}`] : []));
    // 200 KB are above the limit of AWS IoT Core.
    assert.deepEqual(allowed, ['L1 azure', 'L2 aws', 'L2 azure', 'L3.hot aws', 'L3.hot azure']);
    const fixed = allowedBy(of, exclusionsOf(of), (slot) => (slot === 'L2' ? 'azure' : slot === 'L1' ? 'gcp' : null));
    assert.equal(fixed[index('L2', 'aws')], false);
    assert.equal(fixed[index('L2', 'azure')], true);
    assert.deepEqual(
      [0, 1, 2].map((p) => fixed[p]),
      [false, false, false],
    );
    // An unused slot is never allowed.
    assert.equal(free[index('L5', 'aws')], false);
  });
});
