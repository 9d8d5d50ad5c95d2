/**
 * Bundles the extension's client into client/dist: two files for hosts with Node, one for a browser alone, and `twin mcp`, which the extension carries along.
 * The language server is built by build.ts; what goes into the .vsix says package-vsix.ts.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { buildWebviews } from './build-webviews.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Libraries in CommonJS ask for Node's modules by require, and for their folder. */
export const REQUIRE = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url), __dirname = import.meta.dirname;",
};

const SHARED: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  format: 'cjs',
  external: ['vscode'],
  conditions: ['source'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** What the extension loads only after it is awake; CommonJS has no chunks that a bundler could make. */
const AFTER_ACTIVATION: Plugin = {
  name: 'after activation',
  setup: (bundle) => {
    bundle.onResolve({ filter: /^\.\/language-client\.ts$/ }, () => ({ path: './language-client.cjs', external: true }));
  },
};

/** Throws where a source is broken. */
export async function buildClient(): Promise<void> {
  mkdirSync(path.join(ROOT, 'client/dist'), { recursive: true });
  await Promise.all([
    build({
      ...SHARED,
      entryPoints: ['client/src/extension.ts', 'client/src/language-client.ts'],
      outdir: 'client/dist',
      outExtension: { '.js': '.cjs' },
      plugins: [AFTER_ACTIVATION],
      // VS Code gives `vscode` to what is required, not to what is imported.
      supported: { 'dynamic-import': false },
      platform: 'node',
      target: 'node22',
    }),
    build({
      ...SHARED,
      entryPoints: ['client/src/browser.ts'],
      outfile: 'client/dist/browser.js',
      platform: 'browser',
      conditions: ['source', 'browser'],
      target: 'es2023',
    }),
    build({
      ...SHARED,
      entryPoints: ['cli/src/mcp-main.ts'],
      outfile: 'client/dist/mcp.mjs',
      platform: 'node',
      format: 'esm',
      target: 'node22',
      banner: REQUIRE,
    }),
    buildWebviews(),
  ]);
}
