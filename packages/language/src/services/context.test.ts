import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from '../syntax/parse.ts';
import { contextAt } from './context.ts';
import { marked } from './test-kit.ts';

/** `place: statement | path.prefix`. */
function context(source: string): string {
  const { text, offset } = marked(source);
  const found = contextAt(parse(text), offset);
  if (found.within === 'comment') return 'comment';
  const statement = found.statement.map((piece) => piece.text).join(' ');
  const typed = [...found.path.map((piece) => piece.text), found.prefix].join('.');
  return `${found.place}${found.within === 'text' ? ' text' : ''}: ${statement} | ${typed}`;
}

describe('contextAt', () => {
  it('knows the block and the statement', () => {
    assert.equal(context('<|>'), 'file:  | ');
    assert.equal(context('tw<|>'), 'file:  | tw');
    assert.equal(context('twin X {\n  <|>\n}'), 'twin:  | ');
    assert.equal(context('twin X {\n  devices a {\n    ev<|>\n  }\n}'), 'devices:  | ev');
    assert.equal(context('twin X {\n  devices a { count 3  every 2 m<|> }\n}'), 'devices: every 2 | m');
    assert.equal(context('twin X {\n  devices a { count 3  e<|> }\n}'), 'devices: count 3 | e');
    assert.equal(context('twin X {\n  devices a { count 3  every<|> }\n}'), 'devices:  | every');
    assert.equal(context('device T {\n  storage {\n <|>'), 'group-storage:  | ');
    assert.equal(context('twin X {\n  storage {\n  hot 1 month\n  co<|>'), 'storage:  | co');
    assert.equal(context('twin X {\n  storage { read cool 5 <|>'), 'storage: read cool 5 | ');
  });

  it('follows blocks that are closed, and those that are not', () => {
    assert.equal(context('twin X {\n  devices a { count 3 }\n  <|>\n}'), 'twin:  | ');
    assert.equal(context('twin X {\n  devices a { count 3 }\n}\n<|>'), 'file:  | ');
    assert.equal(context('twin X {\n  management {\n    model A {\n      model B { has a }\n      <|>\n'), 'model:  | ');
    assert.equal(context('twin X {\n  management {\n    model A {\n      model B { has a }\n    }\n    <|>\n'), 'management:  | ');
    assert.equal(context('twin X {\n  processing {\n    on a.x > 3 and\n      <|>'), 'processing: on a . x > 3 and | ');
    assert.equal(context('twin X {\n  processing {\n    on a.x > 3 { feedback a { x: 2 <|> } }\n'), 'feedback: x : 2 | ');
  });

  it('reads dotted beginnings', () => {
    assert.equal(context('twin X { place { L3.h<|> } }'), 'place:  | L3.h');
    assert.equal(context('twin X { place { L1 aws  L3.<|> } }'), 'place:  | L3.');
    assert.equal(context('twin X { scenario S { a.storage.co<|> } }'), 'scenario:  | a.storage.co');
    assert.equal(context('twin X { scenario S { a.count = 3  b.<|> } }'), 'scenario:  | b.');
    assert.equal(context('twin X { processing { on not a.<|> } }'), 'processing: on not | a.');
  });

  it('knows texts and comments', () => {
    assert.equal(context('import "./de<|>'), 'file text: import | ./de');
    assert.equal(context('import "./de<|>v.twin"'), 'file text: import | ./de');
    assert.equal(context('// twin <|>'), 'comment');
    assert.equal(context('/// twin <|>\ntwin X {}'), 'comment');
    assert.equal(context('twin X { processing { run "./a.ts" <|>'), 'processing: run "./a.ts" | ');
  });
});
