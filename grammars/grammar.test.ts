import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
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
    it(`${path.basename(file)}: every assertion holds, says vscode-tmgrammar-test`, () => {
      const ran = tmgrammarTest(path.join('grammars', file));
      assert.equal(ran.status, 0, ran.stdout + ran.stderr);
      assert.match(ran.stdout, /run successfuly/);
    });
  }

  it('an assertion that does not hold fails', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'twin-grammar-'));
    try {
      const file = path.join(folder, 'wrong.twin');
      writeFileSync(file, '// SYNTAX TEST "source.twin" "wrong"\ntwin A {\n// <- comment.line\n');
      const ran = tmgrammarTest(file);
      assert.notEqual(ran.status, 0);
      assert.match(ran.stdout, /missing required scopes|comment\.line/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

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

/** The tool as a person runs it; the grammar is named, so that it looks for no other. */
function tmgrammarTest(file: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const tool = createRequire(import.meta.url).resolve('vscode-tmgrammar-test/dist/unit.js');
  return spawnSync(process.execPath, [tool, '--grammar', 'grammars/twin.tmLanguage.json', file], { cwd: ROOT, encoding: 'utf8' });
}
