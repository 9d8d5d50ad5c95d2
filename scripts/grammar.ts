/**
 * `node scripts/grammar.ts [--check]`: writes grammars/twin.tmLanguage.json and the grammar of Markdown's fences, its words taken from the
 * language's own tables. Colours at once while the server starts; what a name means is left to semantic tokens.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { markdownGrammar, twinGrammar } from './grammar/grammar.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

const FILES: Readonly<Record<string, () => object>> = {
  'grammars/twin.tmLanguage.json': twinGrammar,
  'grammars/markdown-twin.tmLanguage.json': markdownGrammar,
};

/** The files whose text differs from what the tables give; writes them unless `check`. */
export async function writeGrammars(check: boolean): Promise<string[]> {
  const stale: string[] = [];
  for (const [file, grammar] of Object.entries(FILES)) {
    const target = path.join(ROOT, file);
    const text = await format(JSON.stringify(grammar()), { parser: 'json', printWidth: 140 });
    if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
    stale.push(file);
    if (!check) writeFileSync(target, text);
  }
  return stale;
}

if (import.meta.main) {
  const check = process.argv.includes('--check');
  const stale = await writeGrammars(check);
  if (check && stale.length > 0) {
    console.error(`${stale.join(', ')}: older than the language's tables; run: node scripts/grammar.ts`);
    process.exitCode = 1;
  }
}
