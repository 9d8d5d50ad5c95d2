/** The published JSON schema of overlays, which editors complete and check by, against what `checkOverlay` takes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { METERS } from '@twin2multicloud/cost';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, it } from 'mocha';
import { checkOverlay } from './overlay.ts';

const text = readFileSync(new URL('../../../docs/schema/twin-overlay-1.json', import.meta.url), 'utf8');
const schema = JSON.parse(text) as {
  properties: {
    rules: { items: { properties: Record<'service' | 'meter', { enum: string[] }> } };
    commitments: { items: { properties: { meter: { enum: string[] } } } };
  };
};
const fits = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);

function overlay(more: object): object {
  return { schema: 'twin-overlay/1', name: 'a', ...more };
}

describe('the schema of overlays', () => {
  it('names every meter and service of the model, and no other', () => {
    const meters = Object.keys(METERS).sort();
    const { rules, commitments } = schema.properties;
    assert.deepEqual(rules.items.properties.meter.enum, meters);
    assert.deepEqual(commitments.items.properties.meter.enum, meters);
    const services = [...new Set(meters.map((meter) => meter.slice(0, meter.lastIndexOf('.'))))].sort();
    assert.deepEqual(rules.items.properties.service.enum, services);
  });

  it('is known to VS Code by the file’s name', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      contributes: { jsonValidation: { fileMatch: string[]; url: string }[] };
    };
    assert.deepEqual(manifest.contributes.jsonValidation, [
      { fileMatch: ['twin-overlay.json', '*.twin-overlay.json'], url: './docs/schema/twin-overlay-1.json' },
    ]);
  });

  it('takes what the program takes, and refuses what it refuses', () => {
    const commitment = { meter: 'aws.lambda.requests', quantity: '50000000', fee: '8.00' };
    const cases: readonly object[] = [
      overlay({}),
      overlay({ $schema: './twin-overlay-1.json', rules: [], commitments: [] }),
      overlay({
        rules: [
          { provider: 'aws', percent: -7.5, note: 'x' },
          { service: 'aws.lambda', percent: -12, region: 'eu-central-1' },
        ],
      }),
      overlay({
        rules: [
          { meter: 'azure.iot-hub.s1', price: '22.50' },
          { meter: 'gcp.pubsub.throughput', amount: '-4' },
        ],
      }),
      overlay({ commitments: [commitment] }),
      [],
      { name: 'a' },
      overlay({ name: ' ' }),
      overlay({ discounts: [] }),
      ...[
        { provider: 'amazon', percent: -5 },
        { provider: 'aws', service: 'aws.lambda', percent: 1 },
        { provider: 'aws' },
        { percent: 5 },
        { provider: 'aws', percent: '-5' },
        { provider: 'aws', percent: -101 },
        { provider: 'aws', price: '1' },
        { meter: 'aws.lambda.requests', price: 1 },
        { meter: 'aws.lambda.requests', price: '-1' },
        { meter: 'aws.lambda.requests', price: '1', percent: 5 },
        { provider: 'aws', precent: -5, percent: -5 },
        { provider: 'aws', percent: -5, region: 7 },
      ].map((rule) => overlay({ rules: [rule] })),
      ...[{ ...commitment, quantity: 5 }, { ...commitment, each: 1 }, { meter: 'aws.lambda.requests' }].map((item) =>
        overlay({ commitments: [item] }),
      ),
    ];
    for (const one of cases) assert.equal(fits(one), checkOverlay(one).ok, JSON.stringify(one));
    assert.ok(cases.some((one) => fits(one)));
  });
});
