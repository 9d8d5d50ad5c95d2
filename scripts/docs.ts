/**
 * `npm run docs`: writes the generated pages of docs/ from the tables in the packages; with `--check` it only says which are stale.
 * Pages whose source is gone are removed. Hand-written pages are left alone.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { COST_CODES } from '@twin2multicloud/analysis';
import { SEMANTIC_CODES, SYNTAX_CODES } from '@twin2multicloud/language';
import { languagePage } from './docs/language-page.ts';
import { modelPage } from './docs/model-page.ts';
import { problemPages } from './docs/problem-pages.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
/** Folders that hold nothing but generated pages. */
const FOLDERS = ['docs/reference', 'docs/problems'] as const;

const pages = new Map<string, string>([
  ['docs/reference/language.md', languagePage()],
  ['docs/reference/cost-model.md', modelPage()],
]);
for (const [name, text] of problemPages([...SYNTAX_CODES, ...SEMANTIC_CODES, ...COST_CODES])) pages.set(`docs/problems/${name}`, text);

const onDisk = FOLDERS.flatMap((folder) => globSync(`${folder}/*.md`, { cwd: ROOT })).map((file) => file.split(path.sep).join('/'));
const orphans = onDisk.filter((file) => !pages.has(file));
const stale = [...pages].filter(([file, text]) => !onDisk.includes(file) || readFileSync(path.join(ROOT, file), 'utf8') !== text);

if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is stale`);
  for (const file of orphans) console.error(`${file} has no source`);
  if (stale.length + orphans.length > 0) console.error('Run `npm run docs`.');
  process.exitCode = stale.length + orphans.length === 0 ? 0 : 1;
} else {
  for (const folder of FOLDERS) mkdirSync(path.join(ROOT, folder), { recursive: true });
  for (const file of orphans) rmSync(path.join(ROOT, file));
  for (const [file, text] of stale) writeFileSync(path.join(ROOT, file), text);
  console.log(`${pages.size} pages, ${stale.length} written, ${orphans.length} removed`);
}
