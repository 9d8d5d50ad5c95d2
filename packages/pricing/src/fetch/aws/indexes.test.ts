import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readOfferIndex, readRegionIndex } from './indexes.ts';

const OFFERS = {
  formatVersion: 'v1.0',
  disclaimer: '…',
  publicationDate: '2026-04-27T07:13:25Z',
  offers: {
    AmazonS3: {
      offerCode: 'AmazonS3',
      versionIndexUrl: '/offers/v1.0/aws/AmazonS3/index.json',
      currentVersionUrl: '/offers/v1.0/aws/AmazonS3/current/index.json',
      currentRegionIndexUrl: '/offers/v1.0/aws/AmazonS3/current/region_index.json',
      savingsPlanVersionIndexUrl: '/savingsPlan/v1.0/aws/X/current/index.json',
    },
    Global: { offerCode: 'Global', currentVersionUrl: '/offers/v1.0/aws/Global/current/index.json' },
  },
};
const REGIONS = {
  formatVersion: 'v1.0',
  publicationDate: '2026-05-21T18:47:54Z',
  regions: {
    'eu-central-1': { regionCode: 'eu-central-1', currentVersionUrl: '/offers/v1.0/aws/AmazonS3/20260521184754/eu-central-1/index.json' },
    'us-east-1': { regionCode: 'us-east-1', currentVersionUrl: '/offers/v1.0/aws/AmazonS3/20260521184754/us-east-1/index.json', more: [] },
  },
};

describe('index files of AWS', () => {
  it('name the region index of each service that is sold by region', () => {
    const { regionIndexes, publicationDate } = readOfferIndex(OFFERS);
    assert.deepEqual([...regionIndexes], [['AmazonS3', '/offers/v1.0/aws/AmazonS3/current/region_index.json']]);
    assert.equal(publicationDate, '2026-04-27T07:13:25Z');
  });

  it('name the offer file of each region in its version', () => {
    const { files } = readRegionIndex(REGIONS);
    assert.deepEqual([...files.keys()], ['eu-central-1', 'us-east-1']);
    assert.equal(files.get('us-east-1'), '/offers/v1.0/aws/AmazonS3/20260521184754/us-east-1/index.json');
  });

  it('are refused where what is used is missing', () => {
    for (const wrong of [
      null,
      [],
      {},
      { offers: [] },
      { offers: {} },
      { offers: { A: 1 } },
      { offers: { A: { currentRegionIndexUrl: 5 } } },
    ])
      assert.throws(() => readOfferIndex(wrong), { name: 'FetchError', code: 'malformed' });
    for (const wrong of [null, 'x', {}, { regions: {} }, { regions: { a: null } }, { regions: { a: { regionCode: 'a' } } }])
      assert.throws(() => readRegionIndex(wrong), { name: 'FetchError', code: 'malformed' });
  });
});
