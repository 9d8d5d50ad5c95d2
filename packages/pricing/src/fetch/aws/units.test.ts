import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { METERS } from '@twin2multicloud/cost';
import { baseOfMeter, parseUnit } from '@twin2multicloud/pricing';
import { describe, it } from 'mocha';
import { fixture } from './test-kit.ts';

describe('units of AWS', () => {
  it('are all known that the recorded responses have', async () => {
    const units = new Set<string>();
    for (const name of readdirSync(new URL('../../../sources/fixtures/aws/', import.meta.url))) {
      const text = (await fixture(name)).toString('utf8').replaceAll('\\"', '"');
      for (const [, unit = ''] of text.matchAll(/"unit": ?"([^"]*)"/g)) units.add(unit);
    }
    assert.ok(units.size >= 12);
    for (const unit of units) assert.equal(parseUnit(unit).count, '1', unit);
  });

  const cases: [unit: string, meter: keyof typeof METERS][] = [
    ['Requests', 'aws.lambda.requests'], ['Lambda-GB-Second', 'aws.lambda.duration'], ['64K-Chunks', 'aws.eventbridge.events'],
    ['Invocations', 'aws.eventbridge.schedules'], ['StateTransitions', 'aws.step-functions.transitions'], ['WriteRequestUnits', 'aws.dynamodb.writes'],
    ['ReadRequestUnits', 'aws.dynamodb.reads'], ['GB-Mo', 'aws.dynamodb.storage'], ['GB', 'aws.data-transfer.internet'],
    ['Month', 'aws.twinmaker.entities'], ['API Calls', 'aws.twinmaker.calls'], ['Queries', 'aws.twinmaker.queries'], ['Users', 'aws.grafana.editors'],
    ['Messages', 'aws.iot-core.messages'], ['Minutes', 'aws.iot-core.connectivity'],
  ]; // prettier-ignore
  for (const [unit, meter] of cases) {
    it(`${unit} fits ${meter}`, () => {
      assert.equal(parseUnit(unit).base, baseOfMeter(METERS[meter].unit));
    });
  }

  it('do not fit meters that are counted otherwise', () => {
    assert.notEqual(parseUnit('GB').base, baseOfMeter(METERS['aws.dynamodb.storage'].unit));
    assert.notEqual(parseUnit('Requests').base, baseOfMeter(METERS['aws.grafana.viewers'].unit));
    assert.notEqual(parseUnit('seconds').base, baseOfMeter(METERS['aws.lambda.duration'].unit));
  });
});
