/** The recordings that the views' pictures are made of say what the engine says now, and each answer is of the protocol. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { checkParams, checkResult } from '@twin2multicloud/protocol';
import { readFixture, type Fixture } from '../../scripts/views/cases.ts';
import { CASES } from '../../scripts/views/record.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../webviews/fixtures');
const UPDATE = process.env.UPDATE_GOLDENS === '1';
const REMEDY =
  'The recording is old: `npm run test:update -- test/webviews/fixtures` answers its questions anew, `npm run views -- --record` asks anew.';

describe('recordings of the views', function () {
  this.timeout(60_000);

  for (const { name, engine: make } of CASES) {
    it(`${name}: the engine’s figures`, async () => {
      const engine = make();
      const fixture = readFixture(name);
      const now: Fixture['answers'][number][] = [];
      for (const answer of fixture.answers) {
        const { method, params, result } = answer;
        const asked = checkParams(method, params);
        assert.ok(asked.ok, `${method}: ${asked.ok ? '' : asked.message}. ${REMEDY}`);
        const fresh = await engine.ask(method, params);
        now.push({ ...answer, result: fresh });
        if (UPDATE) continue;
        const told = checkResult(method, result);
        assert.ok(told.ok, `${method}: ${told.ok ? '' : told.message}. ${REMEDY}`);
        assert.deepEqual(result, fresh, `${method} ${JSON.stringify(params)}. ${REMEDY}`);
      }
      engine.close?.();
      if (UPDATE) writeFileSync(path.join(FOLDER, `${name}.json`), `${JSON.stringify({ ...fixture, answers: now })}\n`);
    });
  }
});
