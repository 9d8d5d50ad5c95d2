import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { code, table } from './markdown.ts';
import { problemPages } from './problem-pages.ts';

const row = (
  number: number,
  more: Partial<Parameters<typeof problemPages>[0][number]> = {},
): Parameters<typeof problemPages>[0][number] => ({
  code: `twin-${number}`,
  title: `Problem ${number}`,
  explanation: 'Why, and how to mend it.',
  example: 'twin A { }',
  ...more,
});

describe('scripts/docs', () => {
  it('makes a page for each code and an index in the order of the codes', () => {
    const pages = problemPages([row(2001), row(1001)]);
    assert.deepEqual([...pages.keys()], ['twin-1001.md', 'twin-2001.md', 'README.md']);
    assert.match(
      pages.get('twin-1001.md') ?? '',
      /# twin-1001: Problem 1001\n\nWhy, and how to mend it\.\n\n## Example\n\n```twin\ntwin A \{ \}\n```/,
    );
    const index = pages.get('README.md') ?? '';
    assert.ok(index.indexOf('## Syntax') < index.indexOf('[twin-1001](twin-1001.md)'));
    assert.ok(index.indexOf('[twin-1001]') < index.indexOf('## Names and types'));
  });

  it('refuses a code with two meanings', () => {
    assert.throws(() => problemPages([row(1001), row(1001)]), /twin-1001 stands twice/);
  });

  it('keeps a table whole', () => {
    assert.equal(table(['a'], [['x | y\n  z']]), '| a |\n|---|\n| x \\| y z |');
    assert.equal(code('a `b`'), '`` a `b` ``');
  });
});
