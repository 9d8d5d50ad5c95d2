import assert from 'node:assert/strict';
import path from 'node:path';
import { build } from 'esbuild';
import { ESLint } from 'eslint';
import { before, describe, it } from 'mocha';
import tseslint from 'typescript-eslint';
import { LAYERS, PURE_PACKAGES } from '../../scripts/lint/layers.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('house/layers: an import that the table forbids fails lint', () => {
  let eslint: ESLint;
  before(() => {
    // The real configuration, only without types: the snippets are files that do not exist.
    eslint = new ESLint({
      cwd: ROOT,
      overrideConfig: [
        tseslint.configs.disableTypeChecked as ESLint.Options['overrideConfig'] & object,
        { files: ['**/*.ts'], languageOptions: { parserOptions: { project: null } } },
      ].flat(),
    });
  });
  const lint = async (file: string, code: string): Promise<string[]> => {
    const [result] = await eslint.lintText(`// What it owns.\n${code}\n`, { filePath: path.join(ROOT, file) });
    assert.ok(result !== undefined, `${file} is ignored by lint`);
    return result.messages.map(({ ruleId, message }) => ruleId ?? message);
  };

  const forbidden: readonly (readonly [file: string, code: string])[] = [
    ['packages/language/src/x.ts', "export * from '@twin2multicloud/topology';"],
    ['packages/language/src/x.ts', "export * from '@twin2multicloud/cost';"],
    ['packages/language/src/x.ts', "export { readFileSync } from 'node:fs';"],
    ['packages/language/src/x.ts', "export { readFileSync } from 'fs';"],
    ['packages/language/src/x.ts', "export { Bench } from 'mitata';"],
    ['packages/language/src/x.ts', "export const later = (): Promise<unknown> => import('@twin2multicloud/cost');"],
    ['packages/language/src/x.ts', "export type T = import('@twin2multicloud/cost').MeterId;"],
    ['packages/topology/src/x.ts', "export * from '@twin2multicloud/cost';"],
    ['packages/topology/src/x.ts', "export { EmbeddedActionsParser } from 'chevrotain';"],
    ['packages/topology/src/x.ts', "export * from 'node:path';"],
    ['packages/cost/src/x.ts', "export * from '@twin2multicloud/language';"],
    ['packages/cost/src/x.ts', "export * from '@twin2multicloud/pricing';"],
    ['packages/cost/src/deep/x.ts', "export * from '../../../topology/src/index.ts';"],
    ['packages/cost/src/x.ts', "export * from '@twin2multicloud/topology/src/components.ts';"],
    ['packages/optimizer/src/x.ts', "export * from '@twin2multicloud/topology';"],
    ['packages/optimizer/src/x.ts', "export * from '@twin2multicloud/analysis';"],
    ['packages/optimizer/src/x.ts', "export * from 'node:crypto';"],
    ['packages/pricing/src/x.ts', "export * from '@twin2multicloud/optimizer';"],
    ['packages/pricing/src/x.ts', "export * from 'node:fs';"],
    ['packages/analysis/src/x.ts', "export * from '@twin2multicloud/topology';"],
    ['packages/analysis/src/x.ts', "export * from '@twin2multicloud/pricing/fetch';"],
    ['packages/analysis/src/x.ts', "export * from '../../../scripts/check.ts';"],
    ['packages/protocol/src/x.ts', "export { SLOTS } from '@twin2multicloud/language';"],
    ['packages/protocol/src/x.ts', "export type { PriceBook } from '@twin2multicloud/pricing';"],
    ['server/src/x.ts', "export * from '@twin2multicloud/cost';"],
    ['server/src/x.ts', "export * from 'vscode';"],
    ['client/src/x.ts', "export * from '@twin2multicloud/analysis';"],
    ['client/src/x.ts', "export * from 'vscode-languageserver';"],
    ['packages/analysis/src/x.ts', "export * from 'vscode-languageserver';"],
    ['packages/language/src/x.test.ts', "export * from '@twin2multicloud/cost';"],
    ['packages/cost/src/x.test.ts', "export * from '../../language/src/index.ts';"],
    ['cli/src/x.ts', "export * from '@twin2multicloud/pricing/fetch';"],
    ['cli/src/x.ts', "export * from '@twin2multicloud/cost/src/price-book.ts';"],
    ['cli/src/x.ts', "export * from '../../packages/cost/src/index.ts';"],
    ['test/x.test.ts', "export * from '../packages/cost/src/index.ts';"],
    ['bench/x.ts', "export * from '../packages/language/src/syntax/parser.ts';"],
    ['scripts/x.ts', "export { join } from 'path';"],
    ['packages/cost/src/x.ts', "export * from './y';"],
  ];
  for (const [file, code] of forbidden) {
    it(`${file}: ${code}`, async () => {
      assert.deepEqual(await lint(file, code), ['house/layers']);
    });
  }

  const allowed: readonly (readonly [file: string, code: string])[] = [
    ['packages/language/src/x.ts', "export { EmbeddedActionsParser } from 'chevrotain';\nexport * from './tree.ts';"],
    ['packages/topology/src/x.ts', "export type { Scenario } from '@twin2multicloud/language';"],
    ['packages/analysis/src/x.ts', "export * from '@twin2multicloud/language';\nexport * from '@twin2multicloud/pricing';"],
    ['packages/cost/src/x.test.ts', "export * from '@twin2multicloud/language';\nexport * from 'node:fs';\nexport * from 'fast-check';"],
    ['packages/protocol/src/x.ts', "export type { CostResult } from '@twin2multicloud/cost';"],
    ['server/src/x.ts', "export * from '@twin2multicloud/analysis';\nexport * from 'vscode-languageserver/node';"],
    ['client/src/x.ts', "export * from 'vscode';\nexport * from '@twin2multicloud/protocol';"],
    ['cli/src/x.ts', "export * from '@twin2multicloud/analysis';\nexport * from 'node:fs';"],
    ['cli/src/x.ts', "export const book = (): Promise<unknown> => import('@twin2multicloud/pricing/fetch');"],
    ['packages/pricing/src/fetch/index.ts', "export * from 'node:fs';"],
    ['test/x.test.ts', "export * from '@twin2multicloud/cost';\nexport * from '../scripts/check-links.ts';"],
  ];
  for (const [file, code] of allowed) {
    it(`allows ${file}: ${code.replaceAll('\n', ' ')}`, async () => {
      assert.deepEqual(await lint(file, code), []);
    });
  }

  it('a package knows no clock, no chance, no environment', async () => {
    const codes = ['Math.random()', 'Date.now()', 'new Date()', 'process.env', 'performance.now()', "Buffer.from('')", "fetch('x')"];
    for (const code of codes) {
      assert.equal((await lint('packages/cost/src/x.ts', `export const x = ${code};`)).length, 1, code);
    }
    assert.deepEqual(await lint('packages/cost/src/x.ts', 'export const x = new Date(0);'), []);
  });

  it('files: kebab-case, no utils folder, a header, at most 500 lines', async () => {
    assert.deepEqual(await lint('packages/cost/src/twoWords.ts', 'export const x = 1;'), ['house/files']);
    assert.deepEqual(await lint('packages/cost/src/utils/x.ts', 'export const x = 1;'), ['house/files']);
    assert.deepEqual(await lint('packages/cost/src/x.ts', 'export const x = 1;\n'.repeat(1) + '\n// more\n'.repeat(300)), ['max-lines']);
    const [bare] = await eslint.lintText('export const x = 1;\n', { filePath: path.join(ROOT, 'packages/cost/src/x.ts') });
    assert.deepEqual(
      bare?.messages.map(({ ruleId }) => ruleId),
      ['house/files'],
    );
  });
});

describe('house/browser: the pure packages bundle without Node', () => {
  it('names every pure package', () => {
    for (const name of ['language', 'topology', 'cost', 'optimizer', 'pricing', 'analysis']) assert.ok(PURE_PACKAGES.includes(name), name);
    assert.ok(Object.keys(LAYERS).length >= PURE_PACKAGES.length);
  });

  for (const name of ['language', 'topology', 'cost', 'optimizer', 'pricing', 'analysis']) {
    it(`bundles ${name} for a browser`, async () => {
      // On this platform esbuild knows no Node module: an import of one is an error.
      const { errors, outputFiles } = await build({
        stdin: { contents: `export * from '@twin2multicloud/${name}';`, resolveDir: ROOT },
        bundle: true,
        platform: 'browser',
        conditions: ['source'],
        format: 'esm',
        target: 'es2023',
        write: false,
        logLevel: 'silent',
      });
      assert.deepEqual(errors, []);
      const text = outputFiles[0]?.text ?? '';
      assert.doesNotMatch(text, /\brequire\("(node:)?[a-z]+"\)|from "node:/);
    });
  }
});
