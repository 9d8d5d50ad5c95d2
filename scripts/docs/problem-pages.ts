/** One page for each code of a problem, and their index, from the tables of codes of the packages that find them. */
import type { CodeDoc } from '@twin2multicloud/language';
import { code, fence, generatedFrom, page, table } from './markdown.ts';

const GROUPS: readonly (readonly [digit: string, title: string])[] = [
  ['1', 'Syntax'],
  ['2', 'Names and types'],
  ['3', 'Scenario'],
  ['4', 'Cost'],
  ['5', 'Deployment'],
];

/** Returns file name → Markdown, for docs/problems/. Throws where two rows have one code. */
export function problemPages(codes: readonly CodeDoc[]): Map<string, string> {
  const sorted = [...codes].sort((a, b) => (a.code < b.code ? -1 : 1));
  const pages = new Map<string, string>();
  for (const row of sorted) {
    const name = `${row.code}.md`;
    if (pages.has(name)) throw new Error(`The code ${row.code} stands twice in the tables of codes: a code has one meaning.`);
    pages.set(
      name,
      page(
        generatedFrom('the tables of codes (codes.ts)'),
        `# ${row.code}: ${row.title}`,
        row.explanation.trim(),
        row.example.trim() === '' ? '' : `## Example\n\n${/^```/m.test(row.example) ? row.example.trim() : fence(row.example, 'twin')}`,
        `See also: [all problems](README.md), [the language](../reference/language.md). In the terminal: ${code(`twin docs ${row.code}`)}.`,
      ),
    );
  }
  pages.set('README.md', index(sorted));
  return pages;
}

function index(codes: readonly CodeDoc[]): string {
  return page(
    generatedFrom('the tables of codes (codes.ts)'),
    '# Problems',
    'Every problem that is found in a file has a code that never changes its meaning. A problem says where it is and, wherever one is possible, offers a fix.',
    ...GROUPS.flatMap(([digit, title]) => {
      const rows = codes.filter((row) => row.code.startsWith(`twin-${digit}`));
      return rows.length === 0
        ? []
        : [
            `## ${title}`,
            table(
              ['code', 'problem'],
              rows.map((row) => [`[${row.code}](${row.code}.md)`, row.title]),
            ),
          ];
    }),
  );
}
