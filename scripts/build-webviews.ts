/**
 * Bundles the webviews into webviews/dist: one script for each view, the code that they share, and one style sheet for all. What they may import,
 * the lint rule house/layers says. `npm run views` serves them; package-vsix.ts packs them.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { VIEWS } from '@twin2multicloud/protocol';

const ROOT = path.resolve(import.meta.dirname, '..');

/**
 * The toolkit's library asks whether the browser knows `:focus-visible` by a `<style>` of its own, which the views' policy forbids: it then took `:focus`
 * and left a violation in the log. Every host of ours knows it, so the question is answered here. Throws where the library no longer asks so.
 */
const focusVisible: Plugin = {
  name: 'focus-visible',
  setup(build) {
    build.onLoad({ filter: /fast-web-utilities[\\/]dist[\\/]dom\.js$/ }, ({ path: file }) => {
      const contents = readFileSync(file, 'utf8').replace(/(export function canUseFocusVisible\(\) \{)/, '$1 return true;');
      if (!contents.includes('{ return true;')) throw new Error(`${file} has changed: see scripts/build-webviews.ts`);
      return { contents, loader: 'js' };
    });
  },
};

/**
 * Returns sizes in bytes by file name. Throws where a source is broken.
 * @param folder where to, relative to the repository's root or absolute; what else lies there is removed
 */
export async function buildWebviews(folder = 'webviews/dist'): Promise<Readonly<Record<string, number>>> {
  const views = VIEWS.filter((view) => existsSync(path.join(ROOT, `webviews/${view}/${view}.ts`)));
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [
      ...views.map((view) => ({ in: `webviews/${view}/${view}.ts`, out: view })),
      { in: 'webviews/shared/views.css', out: 'views' },
    ],
    outdir: folder,
    // What two views share is loaded by both from one file: a module with a nonce may import others (its nonce is theirs).
    splitting: true,
    chunkNames: 'shared-[hash]',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    conditions: ['source', 'browser'],
    minify: true,
    legalComments: 'linked',
    // What follows the answer of `focusVisible` is dead, and esbuild says so.
    logLevel: 'error',
    plugins: [focusVisible],
    metafile: true,
  });
  const target = path.resolve(ROOT, folder);
  const made = Object.entries(metafile.outputs).map(([file, { bytes }]) => [path.basename(file), bytes] as const);
  const names = new Set(made.map(([name]) => name));
  for (const old of readdirSync(target)) if (!names.has(old)) rmSync(path.join(target, old), { recursive: true, force: true });
  return Object.fromEntries(made);
}

if (import.meta.main) {
  for (const [file, bytes] of Object.entries(await buildWebviews())) console.log(`${file} ${(bytes / 1024).toFixed(1)} KB`);
}
