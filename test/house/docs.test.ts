import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { parse, syntaxProblems } from '@twin2multicloud/language';
import { linksOf } from '../../scripts/check-links.ts';
import { LAYERS, type Layer } from '../../scripts/lint/layers.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

describe('house/docs: the docs are true', () => {
  it('README has the two commands, to the letter', () => {
    const readme = read('README.md');
    assert.match(readme, /^```sh\nnpm ci && npm start\n```$/m);
    assert.match(readme, /^```sh\nnpm ci && npm test\n```$/m);
  });

  it('the table of ARCHITECTURE.md is the one that lint enforces', () => {
    const architecture = read('ARCHITECTURE.md');
    const table = /## Who may import whom\n\n((?:\|.*\n)+)/.exec(architecture)?.[1] ?? '';
    const rows = new Map<string, string>();
    for (const [, who = '', what = ''] of table.matchAll(/^\| ([^|]+?) \| ([^|]+?) \|$/gm))
      for (const name of who.split(', ')) rows.set(name, what);
    rows.delete('who');
    rows.delete('---');
    for (const [name, what] of rows) {
      const layer = LAYERS[`packages/${name}`] ?? LAYERS[name];
      assert.ok(layer !== undefined, `${name} in scripts/lint/layers.ts`);
      assert.equal(what, allowedText(layer), name);
    }
    for (const file of globSync('packages/*/package.json', { cwd: ROOT })) assert.ok(rows.has(path.basename(path.dirname(file))), file);
  });

  it('every code of a problem that the sources name has its page', () => {
    const pages = new Set(globSync('docs/problems/twin-*.md', { cwd: ROOT }).map((file) => path.basename(file, '.md')));
    assert.ok(pages.size > 0);
    for (const file of globSync('packages/*/src/**/*.ts', { cwd: ROOT })) {
      if (file.endsWith('.test.ts')) continue;
      for (const [code] of read(file).matchAll(/(?<=')twin-\d{4}(?=')/g))
        assert.ok(pages.has(code), `${code} in ${file}: give it a row in a table of codes, then npm run docs`);
    }
  });

  it('every page is reached from docs/README.md', () => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      // What leads nowhere is the link checker's to say.
      if (seen.has(file) || !existsSync(path.join(ROOT, file))) return;
      seen.add(file);
      for (const { target } of linksOf(read(file))) {
        const place = target.split('#')[0] ?? '';
        if (place.endsWith('.md') && !/^[a-z]+:/.test(place)) visit(path.posix.join(path.posix.dirname(file), place));
      }
    };
    visit('docs/README.md');
    for (const file of globSync('docs/**/*.md', { cwd: ROOT }))
      assert.ok(seen.has(file.split(path.sep).join('/')), `${file} is linked from nowhere`);
  });

  it('every whole twin that the docs show is free of syntax problems', () => {
    const files = ['README.md', ...globSync(['docs/*.md', 'docs/decisions/*.md', 'docs/reference/*.md'], { cwd: ROOT })];
    let shown = 0;
    for (const file of files) {
      for (const [, code = ''] of read(file).matchAll(/^```twin\n([^]*?)^```$/gm)) {
        if (!/^((language|import|device|twin)\s|\/\/)/.test(code) || code.includes('…')) continue;
        shown++;
        assert.deepEqual(
          syntaxProblems(parse(code, file)).map(({ message }) => message),
          [],
          `${file}:\n${code}`,
        );
      }
    }
    assert.ok(shown >= 3);
  });
});

/** What the table says of a layer. */
function allowedText({ packages, external, typesOnly }: Layer): string {
  if (packages === 'any') return 'any package, through its name';
  const names = external === 'any' ? [] : external;
  if (typesOnly === true) return [names.join(', '), `types of ${packages.join(', ')}`].filter((part) => part !== '').join('; ');
  return [...names, ...packages].join(', ') || 'nothing';
}
