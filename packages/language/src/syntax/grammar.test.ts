import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkGrammar } from './parser.ts';
import { lex, lexAll, lexerMistakes } from './tokens.ts';

describe('the grammar', () => {
  it('has no mistake of its own', () => {
    assert.deepEqual(lexerMistakes(), []);
    assert.doesNotThrow(checkGrammar);
  });

  it('gives the same tokens from both lexers', () => {
    const text = 'twin X { // c\n  devices a-b { every 2.5e3 min  count -1_000 }\n  tags { t: "a\\"b{" }\n  on a.b>=3 and not(x) }\n';
    const shown = (tokens: ReturnType<typeof lex>): string[] =>
      tokens.map((token) => `${token.tokenType.name.replace('WideName', 'Name')} ${token.image}`);
    const wide = lexAll(text).filter(({ tokenType }) => tokenType.name !== 'Comment' && tokenType.name !== 'NewLine');
    assert.deepEqual(
      shown(lex(text)).filter((token) => !token.startsWith('NewLine')),
      shown(wide),
    );
  });

  it('takes characters of no token together', () => {
    const tokens = lex('a §§ü ,;q "open { }').map(({ tokenType, image }) => `${tokenType.name} ${image}`);
    assert.deepEqual(tokens, [
      'WideName a',
      'Bad §§',
      'WideName ü',
      'Bad ,;',
      'WideName q',
      'OpenText "open',
      'LeftBrace {',
      'RightBrace }',
    ]);
  });
});
