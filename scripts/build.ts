/**
 * `npm run build`: bundles the command line into cli/dist/main.js, one file that needs nothing but Node.
 * What the command does is cli's; what its launcher says to an old Node is cli/bin/twin.js.
 */
import { existsSync, globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '..');
const ENTRY = path.join(ROOT, 'cli/src/main.ts');
const OUTPUT = path.join(ROOT, 'cli/dist');

/** Bundles `twin`. Takes a fraction of a second, so it is never asked whether it is needed. Throws where a source is broken. */
export async function buildCli(): Promise<void> {
  if (!existsSync(ENTRY)) throw new Error(`There is no ${path.relative(ROOT, ENTRY)} yet: the command line is still to come.`);
  // Only what an earlier build wrote: the types beside it are tsc's, which would not write them again.
  for (const file of globSync('*.{js,js.map,txt}', { cwd: OUTPUT })) rmSync(path.join(OUTPUT, file));
  await build({
    entryPoints: { main: ENTRY },
    outdir: OUTPUT,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    conditions: ['source'],
    minify: true,
    keepNames: true,
    legalComments: 'linked',
    logLevel: 'warning',
    // Libraries in CommonJS ask for Node's modules by require.
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  });
}

if (import.meta.main) await buildCli();
