import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { displayWidth, table, wrap } from './table.ts';

describe('cli/formats/table', () => {
  it('lines up right-aligned numbers under their titles', () => {
    const text = table([{ title: 'slot' }, { title: 'USD', align: 'right' }], [['L1', '3.10'], 'rule', ['total', '1 003.10']], {
      width: 80,
    });
    assert.equal(text, ['slot        USD', 'L1         3.10', '───────────────', 'total  1 003.10'].join('\n'));
  });

  it('counts neither colors nor marks, and wide characters twice', () => {
    assert.equal(displayWidth('\u001b[1mtotal\u001b[22m'), 5);
    assert.equal(displayWidth('工場'), 4);
    assert.equal(displayWidth('e\u0301'), 1);
    assert.equal(displayWidth('1\u202f000 ✓ − …'), 11);
  });

  it('wraps the flexible column so that no line is wider than the terminal', () => {
    const words = 'Digital Twins takes no scene, and a word-that-is-much-longer-than-the-column-will-ever-be ends it';
    const text = table([{ title: 'slot' }, { title: 'why', flexible: true }], [['L4', words]], { width: 40, indent: 2 });
    for (const line of text.split('\n')) assert.ok(displayWidth(line) <= 40, line);
    assert.equal(text.replace(/\s+/g, '').includes('longer-than-the-column-will-ever-be'), true);
  });

  it('draws cells of several lines', () => {
    assert.equal(table([{ title: '' }, { title: '', align: 'right' }], [['a', '1.00\n+0.20']], { width: 20 }), 'a   1.00\n   +0.20');
  });

  it('keeps the words of a text when it wraps', () => {
    const text = 'one two three four five six';
    assert.deepEqual(wrap(text, 9), ['one two', 'three', 'four five', 'six']);
    assert.deepEqual(wrap('one two three', 7, '  '), ['one two', '  three']);
    assert.deepEqual(wrap('', 9), ['']);
  });
});
