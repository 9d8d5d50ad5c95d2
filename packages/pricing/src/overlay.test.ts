import assert from 'node:assert/strict';
import { METERS, type PriceEntry } from '@twin2multicloud/cost';
import { describe, it } from 'mocha';
import { bundledBook } from './book.ts';
import { checkPriceBook } from './check.ts';
import { hashBook } from './hash.ts';
import { applyOverlay, checkOverlay, type Overlay, type OverlayRule } from './overlay.ts';

const overlayOf = (rules: readonly OverlayRule[], commitments: Overlay['commitments'] = []): Overlay => ({
  schema: 'twin-overlay/1',
  name: 'Mine',
  rules,
  commitments,
});
const entry = (book: { readonly entries: readonly PriceEntry[] }, meter: string, region = 'eu-central-1'): PriceEntry => {
  const found = book.entries.find((item) => `${item.provider}.${item.service}.${item.meter}` === meter && item.region === region);
  assert.ok(found, meter);
  return found;
};
const errorsOf = (json: unknown): string[] => {
  const check = checkOverlay(json);
  return check.ok ? [] : check.errors.map(({ path, message, remedy }) => `${path}: ${message} → ${remedy}`);
};

describe('overlays', () => {
  it('change prices by percent, exactly, and say by which rule', () => {
    const book = applyOverlay(bundledBook(), overlayOf([{ provider: 'aws', percent: -7.5 }]));
    const { tiers, source, overlay } = entry(book, 'aws.lambda.duration');
    assert.deepEqual(
      tiers.map(({ price }) => price),
      ['0.0000154166975', '0.000013875', '0.000012333395'],
    );
    assert.equal(source.overlay, 'overlay Mine: −7.5 % on aws, list price 0.0000166667 in the first tier');
    assert.equal(overlay?.list[0]?.price, '0.0000166667');
    assert.deepEqual(entry(book, 'gcp.pubsub.throughput', 'europe-west1'), entry(bundledBook(), 'gcp.pubsub.throughput', 'europe-west1'));
    assert.equal(book.id, 'bundled-2026-11-20 with overlay Mine');
    assert.notEqual(hashBook(book), hashBook(bundledBook()));
    assert.ok(checkPriceBook(book).ok);
    assert.equal(entry(bundledBook(), 'aws.lambda.duration').overlay, undefined, 'the book below is as it was');
  });

  it('let the narrowest rule win, and never add rules up', () => {
    const rules: OverlayRule[] = [
      { meter: 'aws.lambda.requests', region: 'us-east-1', price: '0.0000001' },
      { service: 'aws.lambda', percent: -50 },
      { provider: 'aws', percent: -10 },
      { meter: 'aws.lambda.requests', percent: 0 },
    ];
    for (const order of [rules, rules.toReversed()]) {
      const book = applyOverlay(bundledBook(), overlayOf(order));
      assert.equal(entry(book, 'aws.lambda.requests').tiers[0]?.price, '0.0000002');
      assert.equal(entry(book, 'aws.lambda.requests', 'us-east-1').tiers[0]?.price, '0.0000001');
      assert.equal(entry(book, 'aws.lambda.duration').tiers[0]?.price, '0.00000833335');
      assert.equal(entry(book, 'aws.eventbridge.events').tiers[0]?.price, '0.000001035');
    }
  });

  it('take amounts off, never below nothing, and put prices in the place of all tiers', () => {
    const book = applyOverlay(
      bundledBook(),
      overlayOf([
        { meter: 'azure.iot-hub.s1', amount: '-2.50' },
        { meter: 'azure.iot-hub.s2', amount: '-1000' },
        { meter: 'aws.lambda.duration', price: '0.00001' },
        { meter: 'aws.grafana.editors', amount: '1' },
      ]),
    );
    assert.equal(entry(book, 'azure.iot-hub.s1', 'westeurope').tiers[0]?.price, '22.5');
    assert.equal(entry(book, 'azure.iot-hub.s2', 'westeurope').tiers[0]?.price, '0');
    assert.deepEqual(entry(book, 'aws.lambda.duration').tiers, [{ from: '0', price: '0.00001' }]);
    assert.equal(entry(book, 'aws.grafana.editors').tiers[0]?.price, '10');
    assert.match(
      entry(book, 'azure.iot-hub.s1', 'westeurope').source.overlay ?? '',
      /−2\.50 USD a unit on azure\.iot-hub\.s1, list price 25/,
    );
  });

  it('count what is paid ahead as an allowance, and add two of one meter', () => {
    const book = applyOverlay(
      bundledBook(),
      overlayOf([], [{ meter: 'aws.lambda.requests', quantity: '1000', fee: '1' }, { meter: 'aws.lambda.requests', quantity: '0.5', fee: '1' }]), // prettier-ignore
    );
    assert.equal(entry(book, 'aws.lambda.requests').committed, '1000.5');
    assert.match(entry(book, 'aws.lambda.requests').source.overlay ?? '', /1000\.5 request a month are paid ahead/);
    assert.equal(entry(book, 'aws.lambda.duration').committed, undefined);
    assert.equal(book.overlay?.commitments.length, 2);
  });

  it('refuse a file that says nothing sensible, each time with what to do', () => {
    assert.match(errorsOf([]).join(), /An overlay is a JSON object/);
    assert.match(errorsOf({ name: 'a' }).join(), /schema: The schema is not "twin-overlay\/1"/);
    const rules = (rule: unknown): string => errorsOf({ schema: 'twin-overlay/1', name: 'a', rules: [rule] }).join('\n');
    assert.equal(rules({ provider: 'aws', percent: -5 }), '');
    assert.match(rules({ provider: 'amazon', percent: -5 }), /There is no provider "amazon"\. → Write such as aws, azure, gcp/);
    assert.match(rules({ service: 'lambda', percent: -5 }), /There is no service "lambda"\. → Write such as aws\.lambda;/);
    assert.match(rules({ meter: 'requests', price: '1' }), /There is no meter "requests"/);
    assert.match(rules({ provider: 'aws', service: 'aws.lambda', percent: 1 }), /names one provider, one service or one meter/);
    assert.match(rules({ provider: 'aws' }), /one of percent, amount and price/);
    assert.match(rules({ provider: 'aws', percent: '-5' }), /"-5" is no change in percent/);
    assert.match(rules({ provider: 'aws', percent: -101 }), /-101 is no change/);
    assert.match(rules({ provider: 'aws', price: '1' }), /A price is one meter’s/);
    assert.match(rules({ service: 'aws.lambda', amount: '-1' }), /counted in different units/);
    assert.match(rules({ meter: 'aws.lambda.requests', price: 1 }), /1 is no amount in USD/);
    assert.match(rules({ provider: 'aws', precent: -5, percent: -5 }), /A rule has no "precent"/);
    const twice = { provider: 'aws', percent: -5 };
    assert.match(
      errorsOf({ schema: 'twin-overlay/1', name: 'a', rules: [twice, twice] }).join(),
      /rules\[1\]: Another rule is for the same/,
    );
    const commitments = [{ meter: 'aws.lambda.requests', quantity: 5, fee: '1', each: 1 }];
    const told = errorsOf({ schema: 'twin-overlay/1', name: 'a', commitments }).join('\n');
    assert.match(told, /commitments\[0\]\.quantity: 5 is no decimal/);
    assert.match(told, /A commitment has no "each"/);
    assert.match(errorsOf({ schema: 'twin-overlay/1', name: 'a', discounts: [] }).join(), /An overlay has no "discounts"/);
  });

  it('take every meter of the model', () => {
    for (const meter of Object.keys(METERS)) {
      assert.ok(checkOverlay({ schema: 'twin-overlay/1', name: 'a', rules: [{ meter, percent: 1 }] }).ok, meter);
    }
  });
});
