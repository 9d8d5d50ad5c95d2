/** docs/meters.md says what the meters' own descriptions say. `npm run test:update` writes it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { meterIds } from '@twin2multicloud/cost';
import { describe, it } from 'mocha';
import { metersPage } from './meters-page.ts';

const FILE = path.join(import.meta.dirname, '../../docs/meters.md');

describe('docs/meters.md', () => {
  it('is in step with the meters', () => {
    const page = metersPage();
    if (process.env.UPDATE_GOLDENS === '1') writeFileSync(FILE, page);
    assert.equal(readFileSync(FILE, 'utf8').replaceAll('\r\n', '\n'), page);
  });

  it('has a row for every meter', () => {
    const page = metersPage();
    for (const id of meterIds) assert.equal(page.split(`\n| \`${id}\` |`).length, 2, id);
  });
});
