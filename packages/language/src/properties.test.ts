import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PropertyPlace, PropertyRow } from './properties.ts';
import { DIMENSIONS, FIELD_TYPES, PROPERTIES, propertiesOf, propertyAt, STATEMENTS } from './properties.ts';
import { check } from './semantics/check.ts';
import { parse, syntaxProblems } from './syntax/index.ts';

const GROUP = 'devices g {\n every 1 h\n payload 1 B\n }\n';

/** A file in which a statement stands at a place. */
const FRAMES: Readonly<Record<PropertyPlace, (statement: string) => string>> = {
  twin: (statement) => `twin T {\n ${statement}\n ${GROUP} storage { cool 2 months }\n }\n`,
  devices: (statement) => `twin T {\n devices g {\n ${needs(statement)}\n ${statement}\n }\n }\n`,
  device: (statement) => `device D {\n ${needs(statement)}\n ${statement}\n }\n`,
  processing: (statement) => `twin T {\n ${GROUP} processing {\n ${statement}\n }\n }\n`,
  run: (statement) => `twin T {\n ${GROUP} processing {\n run "a.ts" for g {\n ${statement}\n }\n }\n }\n`,
  storage: (statement) => `twin T {\n ${GROUP} storage {\n ${statement}\n }\n }\n`,
  'group-storage': (statement) => `twin T {\n devices g {\n  every 1 h\n  payload 1 B\n  storage {\n   ${statement}\n  }\n }\n}\n`,
  management: (statement) => `twin T {\n ${GROUP} management {\n ${statement}\n }\n }\n`,
  model: (statement) => `twin T {\n ${GROUP} management {\n model M {\n has g\n ${statement}\n }\n }\n }\n`,
  visualization: (statement) => `twin T {\n ${GROUP} visualization {\n ${statement}\n }\n }\n`,
};

/** What a device must have, unless the statement says it. */
function needs(statement: string): string {
  const lines = [/^(?:every|rate)/.test(statement) ? '' : 'every 1 h', statement.startsWith('payload') ? '' : 'payload 1 B'];
  return lines.join('\n ');
}

function problemsOf(text: string): string[] {
  const parsed = parse(text, 'test.twin');
  return [...syntaxProblems(parsed), ...check(parsed)].map((problem) => `${problem.code} ${problem.message}`);
}

function forEachPlace(visit: (row: PropertyRow, place: PropertyPlace) => void): void {
  for (const row of PROPERTIES) for (const place of row.places) visit(row, place);
}

describe('the properties table', () => {
  it('has examples that are right wherever the property may stand', () => {
    forEachPlace((row, place) => {
      const text = FRAMES[place](row.example);
      assert.deepEqual(problemsOf(text), [], text);
    });
  });

  it('has defaults that are right where they can be written', () => {
    forEachPlace((row, place) => {
      if (row.default === null || /[’;]| from |^from|models|^none$/.test(row.default)) return;
      const text = FRAMES[place](`${row.name} ${row.default}`);
      assert.deepEqual(problemsOf(text), [], text);
    });
  });

  it('gives each property at most one row at a place, and finds it', () => {
    forEachPlace((row, place) => {
      assert.equal(propertiesOf(place).filter((found) => found.name === row.name).length, 1, `${place} ${row.name}`);
      assert.equal(propertyAt(place, row.name), row);
    });
    assert.equal(propertyAt('twin', 'count'), undefined);
    assert.equal(propertyAt('twin', '__proto__'), undefined);
  });

  it('says of every quantity what it measures', () => {
    for (const row of PROPERTIES) {
      for (const parameter of [...row.parameters, ...(row.forParameters ?? [])]) {
        if (parameter.kind === 'quantity') assert.ok(parameter.dimension !== undefined && parameter.dimension in DIMENSIONS, row.name);
      }
    }
  });

  it('has the defaults of the language’s document', () => {
    const expected: Record<string, string> = {
      'devices count': '1',
      'devices connect': 'always',
      'processing function': '128 MB for 100 ms',
      'processing matches': '10 %',
      'storage hot': '1 month',
      'storage cool': 'none',
      'visualization panels': '1',
      'visualization window': '1 h',
      'twin region': 'eu-central',
      'twin currency': 'USD',
      'twin free-tier': 'on',
    };
    for (const [key, value] of Object.entries(expected)) {
      const [place, name] = key.split(' ') as [PropertyPlace, string];
      assert.equal(propertyAt(place, name)?.default, value, key);
    }
    assert.deepEqual([FIELD_TYPES.string.length, FIELD_TYPES.vector.length], [16, 3]);
  });

  it('documents every statement with a rule of its own', () => {
    for (const row of [...PROPERTIES, ...STATEMENTS]) assert.ok(row.documentation.length > 10 && row.example !== '', row.name);
    for (const name of ['on', 'model', 'telemetry', 'place', 'scenario'])
      assert.ok(
        STATEMENTS.some((row) => row.name === name),
        name,
      );
  });
});
