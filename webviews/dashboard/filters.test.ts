/** Cards: search, filters and order. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Card } from '@twin2multicloud/protocol';
import { NO_FILTERS, readFilters, shownCards, tagsOf, type Filters } from './filters.ts';

const AT = { uri: 'file:///a.twin', file: 'a.twin', start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function card(title: string, given: Partial<Card> & { readonly perMonth?: number | null } = {}): Card {
  const { perMonth = 10, ...rest } = given;
  return {
    reference: { uri: AT.uri, twin: title, scenario: null },
    title,
    at: AT,
    devices: 1,
    groups: 1,
    total: { perMonth, certainty: perMonth === null ? 'none' : 'whole', why: null, missing: [] },
    placement: [{ slot: 'L1', used: true, provider: 'aws', amount: 10, unconfirmed: false }],
    budget: null,
    problems: { errors: 0, warnings: 0, hints: 0 },
    head: { state: 'none', delta: null },
    tags: {},
    ...rest,
  };
}

const budget = (amount: number): Card['budget'] => ({ path: null, amount, spent: 10, at: AT });
const names = (cards: readonly Card[], filters: Partial<Filters>): string[] =>
  shownCards(cards, { ...NO_FILTERS, ...filters }).map(({ title }) => title);

const CARDS = [
  card('Barn', { perMonth: 5, tags: { team: 'facility' } }),
  card('Tower', { perMonth: 100, budget: budget(50), head: { state: 'changed', delta: -4 } }),
  card('Farm', { perMonth: null, problems: { errors: 3, warnings: 0, hints: 0 }, placement: [] }),
  card('Hall', { budget: budget(20), placement: [{ slot: 'L1', used: true, provider: 'gcp', amount: 10, unconfirmed: false }] }),
];

describe('dashboard: cards', () => {
  it('with problems come first, then those over their budget', () => {
    assert.deepEqual(names(CARDS, {}), ['Farm', 'Tower', 'Barn', 'Hall']);
  });
  it('are sorted by cost, name or change', () => {
    assert.deepEqual(names(CARDS, { sort: 'cost' }), ['Tower', 'Hall', 'Barn', 'Farm']);
    assert.deepEqual(names(CARDS, { sort: 'name' }), ['Barn', 'Farm', 'Hall', 'Tower']);
    assert.equal(names(CARDS, { sort: 'change' })[0], 'Tower');
  });
  it('are found by name, file and tag', () => {
    assert.deepEqual(names(CARDS, { text: 'facil' }), ['Barn']);
    assert.deepEqual(names(CARDS, { text: 'a.TWIN tow' }), ['Tower']);
    assert.deepEqual(names(CARDS, { tag: 'team facility' }), ['Barn']);
    assert.deepEqual(tagsOf(CARDS), ['team facility']);
  });
  it('are filtered by cloud and budget', () => {
    assert.deepEqual(names(CARDS, { cloud: 'gcp' }), ['Hall']);
    assert.deepEqual(names(CARDS, { budget: 'over' }), ['Tower']);
    assert.deepEqual(names(CARDS, { budget: 'within' }), ['Hall']);
    assert.deepEqual(names(CARDS, { budget: 'without' }), ['Farm', 'Barn']);
  });
  it('keep their filters, and begin anew where those are damaged', () => {
    const filters = { ...NO_FILTERS, text: 'x', sort: 'cost' as const };
    assert.deepEqual(readFilters(JSON.parse(JSON.stringify(filters))), filters);
    for (const damaged of [null, 5, { cloud: 'moon', sort: 7, text: [] }]) assert.deepEqual(readFilters(damaged), NO_FILTERS);
  });
});
