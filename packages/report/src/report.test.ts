/** The report: all of a twin's figures in one page, in both languages, with nothing that could run or be loaded. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { createAnalyzer, gather, type AnalysisOptions } from '@twin2multicloud/analysis';
import { bundledBook } from '@twin2multicloud/pricing';
import { reportPage, reportTitle } from './page.ts';
import type { Chapter } from './chapter.ts';
import { TRANSLATED, wordsOf, type Language } from './words.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../../samples');
const OPTIONS: AnalysisOptions = { book: bundledBook() };

function chaptersOf(name: string, read: (file: string) => string, options = OPTIONS): Chapter[] {
  const program = gather(name, (file) => ({ text: read(file) }));
  const reports = createAnalyzer(options).update(program).reports();
  const [report, ...scenarios] = reports;
  if (report === undefined) throw new Error(`${name} has no twin`);
  return [{ report, scenarios, program, options, file: name, complete: true }];
}

const fromSamples = (name: string): Chapter[] => chaptersOf(name, (file) => readFileSync(path.join(SAMPLES, path.basename(file)), 'utf8'));

function page(chapters: readonly Chapter[], language: Language = 'en'): string {
  return reportPage({ chapters, book: bundledBook(), model: 'billing', language, today: '2026-11-21' });
}

/** Throws where a tag is not closed in order. */
function assertNested(html: string): void {
  const open: string[] = [];
  for (const [, closing, tag = '', rest = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/g)) {
    if (closing === '/') assert.equal(open.pop(), tag, html.slice(0, 200));
    else if (!rest.endsWith('/') && !['meta', 'br'].includes(tag)) open.push(tag);
  }
  assert.deepEqual(open, []);
}

describe('report', () => {
  it('has every line of the placement with its amount and where its price was read', () => {
    const chapters = fromSamples('smart-home.twin');
    const html = page(chapters);
    assertNested(html);
    const { t: _, money } = wordsOf('en');
    for (const { report } of chapters) {
      const { cost } = report;
      const lines = cost.slots.flatMap((slot) => {
        const cell = cost.cells[slot]?.[cost.placement?.[slot] ?? 'aws'];
        return cell?.available ? cell.lines : [];
      });
      assert.ok(lines.length > 10);
      for (const line of lines) {
        assert.ok(html.includes(line.source?.id ?? ''), line.meter);
        assert.ok(html.includes(money(line.amount * report.money.perUsd)), line.meter);
      }
      assert.ok(html.includes(`${money(report.perMonth ?? 0)} <small>EUR per month</small>`));
      for (const { variant } of chapters[0]?.scenarios ?? []) assert.ok(html.includes(`<th scope="row">${variant ?? ''}</th>`));
    }
  });

  it('loads and runs nothing, and says so to the browser', () => {
    const html = page(fromSamples('smart-home.twin'));
    assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
    assert.doesNotMatch(html, /<script|<link|<img|<iframe|src=|@import|url\((?!#)|\son[a-z]+="/);
    assert.match(html, /@page\{size:A4/);
  });

  it('escapes whatever a file says', () => {
    const text = `/// <img src=x onerror=alert(1)>
twin T "</title><script>alert(1)</script>" {
  tags { "<b>": "&\\"x" }
  devices m { every 1 min  payload 1 KB }
}
`;
    const html = page(chaptersOf('<i>.twin', () => text));
    assertNested(html);
    assert.doesNotMatch(html, /<script|<img|<b>|<i>/);
  });

  it('says why there is no total', () => {
    const html = page(chaptersOf('x.twin', () => 'twin T {\n  devices m { every 1 min  payload 1 KB }\n  residency JP\n}\n'));
    assertNested(html);
    assert.ok(html.includes('No total'));
    assert.ok(html.includes('no cloud can serve L1'));
  });

  it('has a list of contents for several twins, each with its total', () => {
    const chapters = [...fromSamples('smart-home.twin'), ...fromSamples('wind-farm.twin')];
    const html = page(chapters);
    assertNested(html);
    assert.match(html, /<a href="#twin-2">Wind farm Nordsee 3<\/a>/);
    assert.equal(reportTitle({ chapters, language: 'en' }), 'Cost report: 2 twins');
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, 'an id stands twice');
  });

  it('is in German where that is asked for, with a comma in its numbers', () => {
    const html = page(fromSamples('smart-home.twin'), 'de');
    assertNested(html);
    assert.match(html, /<html lang="de">/);
    assert.match(html, /Kostenbericht: Smart Home/);
    assert.match(html, /\d,\d\d <small>EUR im Monat<\/small>/);
    assert.match(html, /\d Geräte|in \d Gruppen/);
    for (const word of ['Placement<', 'All lines', 'per month', 'Assumptions<', 'chosen<']) assert.ok(!html.includes(word), word);
  });

  it('has a German word for every text, and none that nobody says', () => {
    const sources = readdirSync(import.meta.dirname)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'words.ts')
      .map((name) => readFileSync(path.join(import.meta.dirname, name), 'utf8'))
      // What analysis says in the report's words.
      .concat(readFileSync(path.join(import.meta.dirname, '../../analysis/src/specification.ts'), 'utf8'))
      .join('\n');
    for (const [, text = ''] of sources.matchAll(/\b(?:t|say)\(\s*'((?:[^'\\\n]|\\.)+)'/g))
      assert.ok(TRANSLATED.has(text), `\`${text}\` has no German word`);
    const elsewhere = [
      'Data acquisition',
      'Data processing',
      'Storage, hot',
      'Storage, cool',
      'Storage, archive',
      'Twin management',
      'Visualization',
    ];
    const unused = [...TRANSLATED].filter(
      (text) => !sources.includes(`'${text}'`) && !elsewhere.includes(text) && !['error', 'warning', 'information'].includes(text),
    );
    assert.deepEqual(unused, []);
  });
});
