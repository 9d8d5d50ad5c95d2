import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { createTranslator } from './translate.ts';

const { translate, find } = createTranslator(
  {
    objects: 'Objekte',
    'no price in {0}': 'kein Preis in {0}',
    '{0} cannot be placed: {1}.': '{0} lässt sich nicht platzieren: {1:text}.',
    '{0} cannot be placed: {1}. Update the book.': '{0} lässt sich nicht platzieren: {1:text}. Aktualisieren Sie das Buch.',
    '{0} costs {1}, {0} only': '{0} kostet {1:number}, nur {0}',
    'write `{0}` (a? [b] $1 | c\\d)': '`{0}` schreiben',
  },
  ',',
);

describe('translate', () => {
  it('turns texts, and leaves those that it does not know', () => {
    assert.equal(translate('objects'), 'Objekte');
    assert.equal(translate('object'), 'object');
    assert.equal(find('object'), null);
    for (const name of ['', 'constructor', '__proto__', 'toString']) assert.equal(translate(name), name);
  });

  it('puts values where the translation wants them: as they are, with the decimal sign, translated themselves', () => {
    assert.equal(translate('A costs 1 216.77 EUR, A only'), 'A kostet 1 216,77 EUR, nur A');
    assert.equal(translate('L4 cannot be placed: no price in westeurope.'), 'L4 lässt sich nicht platzieren: kein Preis in westeurope.');
    assert.equal(translate('L4 cannot be placed: for no reason.'), 'L4 lässt sich nicht platzieren: for no reason.');
  });

  it('takes the template with the most words of its own', () => {
    assert.equal(
      translate('L4 cannot be placed: no price in x. Update the book.'),
      'L4 lässt sich nicht platzieren: kein Preis in x. Aktualisieren Sie das Buch.',
    );
  });

  it('holds a value that stands twice to be the same twice', () => {
    assert.equal(find('A costs 1, B only'), null);
  });

  it('reads signs of regular expressions as they stand', () => {
    assert.equal(translate('write `x` (a? [b] $1 | c\\d)'), '`x` schreiben');
    assert.equal(find('write `x` (a [b] $1 | c5)'), null);
  });

  it('gives every value back as it is, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        assert.equal(translate(`no price in ${value}`), `kein Preis in ${value}`);
      }),
    );
  });
});
