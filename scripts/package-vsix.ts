/**
 * Makes the extension's one universal .vsix. What is in it is copied into a folder first, so that the list below is the whole truth,
 * and the manifest goes without what only the repository needs.
 */
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';

const ROOT = path.resolve(import.meta.dirname, '..');

/** What is published: patterns relative to the root. A test holds the list of files against the package. */
const CONTENT = [
  'client/dist/{extension.cjs,language-client.cjs,mcp.mjs,browser.js}',
  'server/dist/*.{js,txt}',
  'webviews/dist/*.{js,css,txt}',
  'grammars/*.{json,code-snippets}',
  'docs/schema/twin-overlay-1.json',
  'l10n/*.json',
  'media/*.{png,svg}',
  'media/walkthrough/*.png',
  'samples/{factory,hospital,vehicle-fleet,wind-farm}.twin',
  'package.nls*.json',
  'CHANGELOG.md',
  'LICENSE',
];

/** Fields of the manifest that only the workspace reads. */
const WORKSPACE_FIELDS = ['private', 'type', 'workspaces', 'scripts', 'allowScripts', 'devDependencies'];

/** @returns the path of the .vsix. The client and the server must be built. */
export async function packageVsix(): Promise<string> {
  const stage = path.join(ROOT, '.cache/vsix', String(process.pid));
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  for (const needed of ['client/dist/extension.cjs', 'client/dist/language-client.cjs', 'server/dist/server.js']) {
    if (!existsSync(path.join(ROOT, needed))) throw new Error(`${needed} is missing: run npm run build first.`);
  }
  for (const file of CONTENT.flatMap((pattern) => globSync(pattern, { cwd: ROOT }))) cpSync(path.join(ROOT, file), path.join(stage, file));
  cpSync(path.join(ROOT, 'client/README.md'), path.join(stage, 'README.md'));

  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown> & {
    engines: Record<string, string>;
    version: string;
  };
  const published = Object.fromEntries(Object.entries(manifest).filter(([field]) => !WORKSPACE_FIELDS.includes(field)));
  published.engines = { vscode: manifest.engines.vscode };
  writeFileSync(path.join(stage, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  // The client is CommonJS, which every host loads; the server is made of modules.
  writeFileSync(path.join(stage, 'server/package.json'), '{ "type": "module" }\n');

  // The folder holds nothing but the content; without this file vsce warns that it might.
  writeFileSync(path.join(stage, '.vscodeignore'), '');

  const target = path.join(ROOT, 'dist', `twin2multicloud-${manifest.version}.vsix`);
  const draft = path.join(stage, 'draft.vsix');
  mkdirSync(path.dirname(target), { recursive: true });
  await withoutWarnings(() => createVSIX({ cwd: stage, packagePath: draft, dependencies: false, allowMissingRepository: true }));
  renameSync(draft, target);
  rmSync(stage, { recursive: true, force: true });
  return target;
}

/** vsce prints its warnings and goes on; here one is a failure. Its list of files is left to the test of the package. */
async function withoutWarnings(pack: () => Promise<unknown>): Promise<void> {
  const { warn, log } = console;
  const warnings: string[] = [];
  console.warn = (...parts: readonly unknown[]): void => {
    warnings.push(parts.map(String).join(' '));
  };
  console.log = (): void => undefined;
  try {
    await pack();
  } finally {
    Object.assign(console, { warn, log });
  }
  if (warnings.length > 0) throw new Error(`vsce warns of the extension's package: ${warnings.join('; ')}`);
}
