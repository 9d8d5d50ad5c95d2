/**
 * Bundles the webviews into webviews/dist: one script for each view, the code that they share, and one style sheet for all. What they may import,
 * the lint rule house/layers says. `npm run views` serves them; package-vsix.ts packs them.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { VIEWS } from '@twin2multicloud/protocol';

const ROOT = path.resolve(import.meta.dirname, '..');

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
    logLevel: 'warning',
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
