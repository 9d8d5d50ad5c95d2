import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { regionsOf } from './location.ts';

describe('where a row of AWS holds', () => {
  const cases: [string, Record<string, string>, string[]][] = [
    ['a region code', { regionCode: 'eu-central-1', location: 'EU (Frankfurt)' }, ['eu-central-1']],
    ['the long name alone, as before 2020', { location: 'EU (Frankfurt)' }, ['eu-central-1']],
    ['the newer spelling of the same name', { location: 'Europe (Ireland)' }, ['eu-west-1']],
    ['a name without its accents', { location: 'South America (Sao Paulo)' }, ['sa-east-1']],
    ['the first region', { location: 'US East (N. Virginia)' }, ['us-east-1']],
    ['an allowance of all regions', { location: 'Any', regionCode: '', usagetype: 'Global-Request' }, ['global']],
    ['no place at all', { usagetype: 'Global-Thing' }, ['global']],
    ['transfer from a region', { fromRegionCode: 'eu-central-1', toRegionCode: 'us-east-1', toLocation: 'US East (N. Virginia)' }, ['eu-central-1']],
    ['transfer to the internet, old', { fromLocation: 'EU (Frankfurt)', toLocation: 'External' }, ['eu-central-1']],
    ['transfer in from the internet, old', { fromLocation: 'External', toLocation: 'EU (Frankfurt)' }, ['eu-central-1']],
    ['transfer in from the internet', { fromLocation: 'External', toRegionCode: 'us-east-1' }, ['us-east-1']],
    ['a local zone of its own code', { regionCode: 'us-east-1-bos-1', location: 'US East (Boston)' }, ['us-east-1-bos-1']],
    ['an edge location, which is no region', { location: 'Amazon CloudFront' }, ['Amazon CloudFront']],
  ]; // prettier-ignore
  for (const [what, attributes, regions] of cases) {
    it(`knows ${what}`, () => {
      assert.deepEqual(regionsOf(attributes), regions);
    });
  }
});
