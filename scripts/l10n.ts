/**
 * `node scripts/l10n.ts [--check]`: gathers what the client and the webviews say into l10n/bundle.l10n.json, the list that translations are held against.
 * It translates nothing.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '..');
const BUNDLE = path.join(ROOT, 'l10n/bundle.l10n.json');

/** The bundle's text as the sources give it. Throws where a webview's text is no literal, which nobody could translate. */
export async function bundleText(): Promise<string> {
  const client = sources('client/src/**/*.ts').map((file) => ({ extension: '.ts' as const, contents: read(file) }));
  const found: Record<string, unknown> = await getL10nJson(client);
  for (const file of sources('webviews/*/**/*.ts')) for (const text of wordsOf(file)) found[text] ??= text;
  const sorted = Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

/** The first arguments of all calls of `t(…)`. */
function wordsOf(file: string): readonly string[] {
  const tree = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 't') {
      const [first] = node.arguments;
      if (first === undefined || !ts.isStringLiteralLike(first)) {
        const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
        throw new Error(`${file}:${line + 1}: t() takes a literal, so that it can be translated`);
      }
      words.push(first.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return words;
}

function sources(glob: string): readonly string[] {
  return globSync(glob, { cwd: ROOT, exclude: (file) => file === 'dist' || file.endsWith('.test.ts') });
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

if (import.meta.main) {
  const text = await bundleText();
  if (!process.argv.includes('--check')) writeFileSync(BUNDLE, text);
  else if (readFileSync(BUNDLE, 'utf8') !== text) {
    console.error('l10n/bundle.l10n.json is older than the client or the webviews; run: node scripts/l10n.ts');
    process.exitCode = 1;
  }
}
