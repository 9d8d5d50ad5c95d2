import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { SYNTAX_CODES } from './codes.ts';
import { parse, syntaxProblems } from './parse.ts';

describe('syntax codes', () => {
  for (const { code, example } of SYNTAX_CODES) {
    it(`${code}: its example has it`, () => {
      const codes = new Set(syntaxProblems(parse(example)).map((problem) => problem.code));
      assert.ok(codes.has(code), `found ${[...codes].join(', ')}`);
    });
  }

  it('lists every code that the parser reports, once', () => {
    const source =
      readFileSync(new URL('./parser.ts', import.meta.url), 'utf8') + readFileSync(new URL('./parse.ts', import.meta.url), 'utf8');
    const used = new Set(source.match(/twin-1\d{3}/g));
    const listed = SYNTAX_CODES.map(({ code }) => code);
    assert.deepEqual([...used].sort(), [...listed].sort());
    assert.equal(new Set(listed).size, listed.length);
  });

  it('offers fixes that remove their problem', () => {
    for (const { code, example } of SYNTAX_CODES) {
      const problem = syntaxProblems(parse(example)).find((found) => found.code === code);
      for (const edit of problem?.fixes?.[0]?.edits ?? []) {
        const fixed = example.slice(0, edit.start) + edit.text + example.slice(edit.end);
        const left = syntaxProblems(parse(fixed)).filter((found) => found.code === code);
        assert.deepEqual(left, [], `${code}: ${fixed}`);
      }
    }
  });
});
