/**
 * `npm run build`: bundles what is shipped, so that it needs nothing but Node. One row for each bundle in `BUNDLES`.
 * What a bundle does is its source's; what its launcher says to an old Node is in its bin/.
 */
import { globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { buildClient, REQUIRE } from './build-client.ts';
import { lazyBuiltins } from './lazy-builtins.ts';
import { sdkParts } from './sdk-parts.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

interface Bundle {
  /** The sources that are run, relative to the repository's root, by the names of their outputs. */
  readonly entries: Readonly<Record<string, string>>;
  /** Folder of the output. Where two bundles share one, `keeps` names what the other has written. */
  readonly folder: string;
  readonly keeps?: readonly string[];
  /** true: for a web worker. */
  readonly browser?: boolean;
}

const BUNDLES = {
  cli: { entries: { main: 'cli/src/main.ts' }, folder: 'cli/dist' },
  server: { entries: { server: 'server/src/main.ts' }, folder: 'server/dist', keeps: ['browser.js'] },
  worker: { entries: { browser: 'server/src/browser.ts' }, folder: 'server/dist', keeps: ['*'], browser: true },
} as const satisfies Record<string, Bundle>;

/** Bundles one of the programs. Takes a fraction of a second, so it is never asked whether it is needed. Throws where a source is broken. */
export async function bundle(name: keyof typeof BUNDLES): Promise<void> {
  const { entries, folder, browser = false, keeps = [] }: Bundle = BUNDLES[name];
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: { ...entries },
    outdir: folder,
    bundle: true,
    ...(browser
      ? { format: 'iife', platform: 'browser', target: 'es2023', conditions: ['source', 'browser'] }
      : { format: 'esm', platform: 'node', target: 'node22', conditions: ['source'], splitting: true, banner: REQUIRE }),
    plugins: browser ? [sdkParts] : [sdkParts, lazyBuiltins],
    minify: true,
    // Names of functions are not kept: that costs a call for each closure, 15 ms of every start (measured).
    legalComments: 'linked',
    logLevel: 'warning',
    write: false,
  });
  replaceFolder(path.join(ROOT, folder), outputFiles, keeps);
}

/** Bundles the language server, for Node and for a web worker. */
export async function buildServer(): Promise<void> {
  await bundle('server');
  await bundle('worker');
}

/** Bundles the command line. */
export function buildCli(): Promise<void> {
  return bundle('cli');
}

/** Each file is moved into place and the old ones go last, so that a program that starts meanwhile finds a whole bundle. */
function replaceFolder(
  folder: string,
  files: readonly { readonly path: string; readonly contents: Uint8Array }[],
  keeps: readonly string[],
): void {
  mkdirSync(folder, { recursive: true });
  for (const file of files) {
    const draft = `${file.path}.${process.pid}`;
    writeFileSync(draft, file.contents);
    renameSync(draft, file.path);
  }
  const kept = new Set(files.map((file) => path.basename(file.path)));
  for (const old of globSync('*.{js,js.map,txt}', { cwd: folder })) {
    if (!kept.has(old) && !keeps.includes('*') && !keeps.includes(old)) rmSync(path.join(folder, old), { force: true });
  }
}

if (import.meta.main) {
  for (const name of Object.keys(BUNDLES) as (keyof typeof BUNDLES)[]) await bundle(name);
  await buildClient();
}
