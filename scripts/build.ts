/**
 * `npm run build`: bundles what is shipped, so that it needs nothing but Node. One row for each bundle in `BUNDLES`.
 * What a bundle does is its source's; what its launcher says to an old Node is in its bin/.
 */
import { globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '..');

interface Bundle {
  /** The source that is run, relative to the repository's root. */
  readonly entry: string;
  /** Folder of the output; it holds nothing else. */
  readonly folder: string;
}

const BUNDLES = {
  cli: { entry: 'cli/src/main.ts', folder: 'cli/dist' },
} as const satisfies Record<string, Bundle>;

/** Bundles one of the programs. Takes a fraction of a second, so it is never asked whether it is needed. Throws where a source is broken. */
export async function bundle(name: keyof typeof BUNDLES): Promise<void> {
  const { entry, folder } = BUNDLES[name];
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: { main: entry },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    conditions: ['source'],
    minify: true,
    // Names of functions are not kept: that costs a call for each closure, 15 ms of every start (measured).
    legalComments: 'linked',
    logLevel: 'warning',
    write: false,
    // Libraries in CommonJS ask for Node's modules by require.
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  });
  replaceFolder(path.join(ROOT, folder), outputFiles);
}

/** Bundles the command line. */
export function buildCli(): Promise<void> {
  return bundle('cli');
}

/** Each file is moved into place and the old ones go last, so that a program that starts meanwhile finds a whole bundle. */
function replaceFolder(folder: string, files: readonly { readonly path: string; readonly contents: Uint8Array }[]): void {
  mkdirSync(folder, { recursive: true });
  for (const file of files) {
    const draft = `${file.path}.${process.pid}`;
    writeFileSync(draft, file.contents);
    renameSync(draft, file.path);
  }
  const kept = new Set(files.map((file) => path.basename(file.path)));
  for (const old of globSync('*.{js,js.map,txt}', { cwd: folder })) {
    if (!kept.has(old)) rmSync(path.join(folder, old), { force: true });
  }
}

if (import.meta.main) for (const name of Object.keys(BUNDLES) as (keyof typeof BUNDLES)[]) await bundle(name);
