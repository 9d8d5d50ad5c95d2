/** A module for the extension host, as CommonJS, which extension hosts load, beside the manifest of an extension that has nothing but it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../../..');

export interface Suite {
  /** The folder of the extension. */
  readonly extension: string;
  /** What VS Code is given as `extensionTestsPath`; it exports `run()`. */
  readonly tests: string;
}

/** @param entry relative to test/vscode */
export async function bundleSuite(entry: string): Promise<Suite> {
  const extension = path.join(ROOT, '.cache/vscode/suite', path.basename(path.dirname(entry)));
  const tests = path.join(extension, 'index.cjs');
  mkdirSync(extension, { recursive: true });
  writeFileSync(
    path.join(extension, 'package.json'),
    JSON.stringify({ name: 'twin-suite', publisher: 'twin2multicloud', version: '0.0.1', engines: { vscode: '^1.101.0' } }),
  );
  await build({
    entryPoints: [path.join(ROOT, 'test/vscode', entry)],
    outfile: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    conditions: ['source'],
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return { extension, tests };
}
