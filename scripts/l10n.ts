/**
 * `node scripts/l10n.ts [--check]`: gathers what the client says into l10n/bundle.l10n.json, the list that translations are held against.
 * It translates nothing.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const ROOT = path.resolve(import.meta.dirname, '..');
const BUNDLE = path.join(ROOT, 'l10n/bundle.l10n.json');

/** The bundle's text as the sources give it. */
export async function bundleText(): Promise<string> {
  const files = globSync('client/src/**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('.test.ts'));
  const found = await getL10nJson(files.map((file) => ({ extension: '.ts', contents: readFileSync(path.join(ROOT, file), 'utf8') })));
  const sorted = Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

if (import.meta.main) {
  const text = await bundleText();
  if (!process.argv.includes('--check')) writeFileSync(BUNDLE, text);
  else if (readFileSync(BUNDLE, 'utf8') !== text) {
    console.error('l10n/bundle.l10n.json is older than the client; run: node scripts/l10n.ts');
    process.exitCode = 1;
  }
}
