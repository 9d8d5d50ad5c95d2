import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from '../syntax/parse.ts';
import { nodeAt } from './cursor.ts';
import { marked } from './test-kit.ts';

const path = (source: string): string[] => {
  const { text, offset } = marked(source);
  return nodeAt(parse(text), offset).map(
    ({ node, start, end }) => `${'kind' in node ? node.kind : 'word'} ${text.slice(start, end).replaceAll(/\s+/g, ' ').slice(0, 24)}`,
  );
};

describe('nodeAt', () => {
  it('gives the nodes from the file to the word with the file’s offsets', () => {
    assert.deepEqual(path('// c\n/// d\ntwin X {\n\n  storage {\n    hot 1 mo<|>nth\n  }\n}'), [
      'file // c /// d twin X { stor',
      'twin /// d twin X { storage {',
      'block storage { hot 1 month }',
      'property hot 1 month',
      'quantity 1 month',
      'word month',
    ]);
  });
  it('finds heads, imports and conditions', () => {
    assert.deepEqual(path('import "./a<|>.twin"').slice(1), ['import import "./a.twin"', 'text "./a.twin"']);
    assert.deepEqual(path('twin <|>X { }').slice(1), ['twin twin X { }', 'word X']);
    assert.deepEqual(path('twin X { processing { on a.x > 3 and not b.<|>y { } } }').slice(4), [
      'and a.x > 3 and not b.y',
      'not not b.y',
      'comparison b.y',
      'path b.y',
      'word y',
    ]);
  });
  it('prefers what begins at a border', () => {
    assert.deepEqual(path('twin X { tags { a: "b" }  }<|>\ntwin Y { }').slice(1), ['twin twin X { tags { a: "b" }']);
    assert.deepEqual(path('twin X { processing { matches 60<|>% } }').at(-1), 'word %');
  });
  it('gives the file alone between declarations and in an empty text', () => {
    assert.deepEqual(path('twin X { }\n<|>\ntwin Y { }').length, 1);
    assert.deepEqual(path('<|>').length, 1);
  });
});
