/** Settings: what is not of the right kind counts as not said. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DEFAULT_SETTINGS } from '@twin2multicloud/protocol';
import { engineOptions, readSettings } from './settings.ts';

describe('settings', () => {
  it('are the defaults where a client says nothing, or nonsense', () => {
    for (const sent of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { currency: 7, providers: 'aws', prices: null, inlayHints: { enabled: 'yes', figures: 'none' } },
    ])
      assert.deepEqual(readSettings(sent), DEFAULT_SETTINGS);
  });

  it('are read one by one', () => {
    const settings = readSettings({ currency: ' eur ', providers: ['gcp', 'oracle', 'aws'], inlayHints: { figures: 'slot' } });
    assert.equal(settings.currency, 'EUR');
    assert.deepEqual(settings.providers, ['aws', 'gcp']);
    assert.deepEqual(settings.inlayHints, { enabled: true, figures: 'slot' });
  });

  it('become defaults of the engine; a currency that the book does not have does not', () => {
    const now = new Date('2026-11-21T00:00:00Z');
    const { defaults } = engineOptions(readSettings({ currency: 'eur', region: 'us-east' }), now);
    assert.deepEqual(defaults, { currency: 'EUR', region: 'us-east' });
    assert.deepEqual(engineOptions(readSettings({ currency: 'XXX' }), now).defaults, {});
  });

  it('decide from when on the age of the prices is judged', () => {
    const late = new Date('2030-01-01T00:00:00Z');
    const asked = (maximumAge: number) => engineOptions(readSettings({ prices: { maximumAge } }), late);
    assert.equal(engineOptions(DEFAULT_SETTINGS, late).today, '2030-01-01');
    assert.equal(engineOptions(DEFAULT_SETTINGS, late).maximumAge, 30);
    assert.equal(asked(7).maximumAge, 7);
    assert.equal(asked(0).maximumAge, 0);
  });
});
