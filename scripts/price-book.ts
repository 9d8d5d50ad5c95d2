/**
 * Builds the bundled price book, the paper's prices and docs/prices.md from packages/pricing/sources: `node --conditions=source scripts/price-book.ts [FOLDER]`.
 * With a folder, it writes there instead of into the packages; a test compares the two.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { readSources } from './price-book/curated.ts';

const ROOT = new URL('../', import.meta.url);
const SOURCES = new URL('packages/pricing/sources/', ROOT);
const BOOK = 'packages/pricing/src/bundled-book.json';
const PAPER = 'packages/pricing/src/paper-prices.json';

/** The files that are made, by their paths from the root. */
async function makeFiles(): Promise<ReadonlyMap<string, string>> {
  const paper = await readFile(new URL('paper/prices.json', SOURCES), 'utf8');
  // The package whose arithmetic is used below cannot be loaded without its own data, not even to make them.
  if (!existsSync(new URL(PAPER, ROOT))) await writeFile(new URL(PAPER, ROOT), paper);
  if (!existsSync(new URL(BOOK, ROOT))) await writeFile(new URL(BOOK, ROOT), '{}');
  const { buildBook } = await import('./price-book/build.ts');
  const { pricesPage } = await import('./price-book/page.ts');
  const sources = await readSources(SOURCES);
  return new Map([
    [BOOK, `${JSON.stringify(buildBook(sources), null, 2)}\n`],
    [PAPER, paper],
    ['docs/prices.md', await pricesPage(sources)],
  ]);
}

async function main(folder: string | undefined): Promise<void> {
  const root = folder === undefined ? ROOT : pathToFileURL(`${folder}/`);
  for (const [path, text] of await makeFiles()) {
    const target = new URL(path, root);
    await mkdir(new URL('.', target), { recursive: true });
    await writeFile(target, text);
    console.log(`${path}: ${text.length.toLocaleString('en-US')} characters`);
  }
}

await main(process.argv[2]);
