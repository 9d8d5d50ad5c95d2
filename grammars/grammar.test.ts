import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { PROPERTIES, STATEMENTS } from '@twin2multicloud/language';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { writeGrammars } from '../scripts/grammar.ts';

const HERE = import.meta.dirname;
const ROOT = path.resolve(HERE, '..');

/** The scopes of every character of a line. */
type Line = readonly (readonly string[])[];

describe('grammars: TextMate', () => {
  let twin: IGrammar;
  let markdown: IGrammar;
  before(async () => {
    const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
    await oniguruma.loadWASM(Uint8Array.from(wasm).buffer);
    const files: Record<string, string> = {
      'source.twin': 'twin.tmLanguage.json',
      'markdown.twin.codeblock': 'markdown-twin.tmLanguage.json',
    };
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: (scope) => {
        if (scope === 'text.html.markdown')
          return Promise.resolve(textmate.parseRawGrammar(JSON.stringify({ scopeName: scope, patterns: [] }), 'markdown.json'));
        const file = files[scope];
        return Promise.resolve(
          file === undefined ? null : textmate.parseRawGrammar(readFileSync(path.join(HERE, file), 'utf8'), path.join(HERE, file)),
        );
      },
      getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.twin.codeblock'] : undefined),
    });
    const loaded = await Promise.all([registry.loadGrammar('source.twin'), registry.loadGrammar('text.html.markdown')]);
    assert.ok(loaded[0] && loaded[1]);
    [twin, markdown] = [loaded[0], loaded[1]];
  });

  const scopesOf = (grammar: IGrammar, lines: readonly string[]): Line[] => {
    let state = textmate.INITIAL;
    return lines.map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return [...line].map((_c, at) => tokens.find(({ startIndex, endIndex }) => startIndex <= at && at < endIndex)?.scopes ?? []);
    });
  };

  it('is as the tables of the language give it', async () => {
    assert.deepEqual(await writeGrammars(true), [], 'run: node scripts/grammar.ts');
  });

  for (const file of globSync('test/*.twin', { cwd: HERE })) {
    it(`${path.basename(file)}: every assertion holds`, () => {
      const source: string[] = [];
      const assertions: { line: number; from: number; to: number; scope: string; text: string }[] = [];
      for (const text of readFileSync(path.join(HERE, file), 'utf8').trimEnd().split('\n')) {
        const found = /^\/\/ *(?:(<)-|(\^+)) (\S+)$/.exec(text);
        if (found === null) source.push(text);
        else {
          const from = found[1] === '<' ? 0 : text.indexOf('^');
          assertions.push({ line: source.length - 1, from, to: from + (found[2]?.length ?? 1), scope: found[3] ?? '', text });
        }
      }
      assert.ok(assertions.length > 3);
      const lines = scopesOf(twin, source);
      for (const { line, from, to, scope, text } of assertions) {
        const unwanted = scope.startsWith('!');
        for (let at = from; at < to; at++) {
          const scopes = lines[line]?.[at] ?? [];
          assert.equal(
            scopes.includes(unwanted ? scope.slice(1) : scope),
            !unwanted,
            `${source[line] ?? ''}\n${text}\ncolumn ${at}: ${scopes.join(' ')}`,
          );
        }
      }
    });
  }

  it('colours every property and statement where one begins', () => {
    for (const { name } of [...PROPERTIES, ...STATEMENTS]) {
      const [, line] = scopesOf(twin, ['twin T {', `  ${name} 3`]);
      assert.ok(
        line?.[2]?.some((scope) => scope.startsWith('keyword.other.')),
        name,
      );
    }
  });

  it('finds nothing illegal in the samples, and leaves no word of them plain at a line’s beginning', () => {
    for (const file of globSync('samples/**/*.twin', { cwd: ROOT })) {
      const source = readFileSync(path.join(ROOT, file), 'utf8').split('\n');
      const lines = scopesOf(twin, source);
      for (const [index, line] of lines.entries()) {
        const at = source[index]?.search(/\S/) ?? -1;
        if (at < 0) continue;
        assert.ok((line[at]?.length ?? 0) > 1, `${file}:${index + 1} ${source[index] ?? ''}`);
        assert.ok(!line.flat().some((scope) => scope.startsWith('invalid')), `${file}:${index + 1} ${source[index] ?? ''}`);
      }
    }
  });

  it('is quick, whatever the line', () => {
    const start = performance.now();
    for (const part of ['"a\\', '{ ', 'a-', '1_0 ', 'telemetry { ', 'has x ', '/', 'a.b = '])
      scopesOf(twin, [part.repeat(2_000), part.repeat(2_000)]);
    const time = performance.now() - start;
    assert.ok(time < 5_000, `${time.toFixed(0)} ms`);
  });

  it('colours fences of Markdown, and only them', () => {
    const source = ['text', '```twin', 'twin T {', '```', 'twin T {', '~~~ twin title=x', 'count 3', '~~~', 'count 3'];
    const lines = scopesOf(markdown, source);
    assert.ok(lines[2]?.[0]?.includes('keyword.other.statement.twin'));
    assert.ok(lines[2]?.[0]?.includes('meta.embedded.block.twin'));
    assert.ok(lines[6]?.[0]?.includes('keyword.other.property.twin'));
    for (const line of [0, 4, 8]) assert.deepEqual(lines[line]?.[0], ['text.html.markdown']);
  });
});
