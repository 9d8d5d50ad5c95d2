/** Markdown about figures: the same figures as the report's, in tables that every renderer takes. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { link, parse } from '@twin2multicloud/language';
import { bundledBook } from '@twin2multicloud/pricing';
import { amountText, analyze, comparisonMarkdown, explanationMarkdown, inCurrency, type TwinReport } from './index.ts';

const TEXT = `twin Home "A | B <b>" {
  currency EUR
  devices motion { count 40  every 2 min  payload 0.25 KB }
  storage { hot 1 month  cool 3 months }
  place { L1 azure }
  scenario More { motion.count = 4000 }
}
`;

function reportsOf(text: string): readonly TwinReport[] {
  return analyze(link(new Map([['a.twin', parse(text, 'a.twin')]]), 'a.twin'), { book: bundledBook() }).twins;
}

/** Every table has the same number of cells in each of its rows. */
function assertTables(markdown: string): void {
  const tables = markdown.split('\n\n').filter((block) => block.startsWith('|'));
  assert.ok(tables.length > 0);
  for (const table of tables) {
    const widths = table
      .trim()
      .split('\n')
      .map((line) => line.replaceAll('\\|', '').split('|').length);
    assert.equal(new Set(widths).size, 1, table);
  }
}

describe('markdown', () => {
  const reports = reportsOf(TEXT);
  const [written] = reports;
  if (written === undefined) throw new Error('no twin');

  it('compares slots, clouds and scenarios with the figures of the report', () => {
    const markdown = comparisonMarkdown(reports);
    assertTables(markdown);
    assert.ok(markdown.includes(`**${amountText(written.perMonth ?? NaN)} EUR per month**`));
    const cell = written.cost.cells.L1?.azure;
    assert.ok(cell?.available === true && markdown.includes(`**${amountText(inCurrency(cell.amount, written.money))}**`));
    assert.match(markdown, /\| More \|/);
    assert.match(markdown, /The best placement costs/);
  });

  it('explains every line, or one slot', () => {
    const all = explanationMarkdown(written);
    assertTables(all);
    assert.match(all, /## Assumptions/);
    const one = explanationMarkdown(written, 'L1');
    assert.match(one, /## L1 on azure/);
    assert.ok(!one.includes('## L2'));
  });

  it('lets no text of a file become markup', () => {
    assert.ok(comparisonMarkdown(reports).startsWith('# A \\| B \\<b\\>: comparison'));
  });

  it('says why there is no total', () => {
    const [none] = reportsOf('twin A {\n  residency US\n  devices g { count 1  every 1 min  payload 1 KB }\n}\n');
    assert.ok(none);
    assert.match(comparisonMarkdown([none]), /\*\*No total\*\*/);
  });
});
