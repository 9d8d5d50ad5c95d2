/** What is written twice is the same. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ON_TYPE_TRIGGERS, SEMANTIC_TOKENS_LEGEND } from '@twin2multicloud/language';
import { TOKEN_MODIFIERS, TOKEN_TYPES, TRIGGERS } from './capabilities.ts';

describe('capabilities', () => {
  it("have the language's legend and triggers", () => {
    assert.deepEqual(TOKEN_TYPES, SEMANTIC_TOKENS_LEGEND.types);
    assert.deepEqual(TOKEN_MODIFIERS, SEMANTIC_TOKENS_LEGEND.modifiers);
    assert.deepEqual(TRIGGERS, ON_TYPE_TRIGGERS);
  });
});
