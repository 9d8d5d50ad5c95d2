/**
 * The whole report as one HTML page that stands alone: no script, nothing loaded from outside, light or dark on a screen, A4 on paper.
 */
import type { AnalysisOptions } from '@twin2multicloud/analysis';
import { chapterHtml, titleText, totalText, type Chapter } from './chapter.ts';
import { escaped, paragraph } from './html.ts';
import { STYLE } from './style.ts';
import { wordsOf, type Language } from './words.ts';

export interface ReportInput {
  /** In order, each a twin or one of its scenarios. */
  readonly chapters: readonly Chapter[];
  readonly book: AnalysisOptions['book'];
  readonly model: 'billing' | 'paper';
  readonly language: Language;
  /** ISO date, of the making. */
  readonly today: string;
}

/** Markup of the file or of a price list cannot enter: everything is escaped, and the page's policy runs nothing. */
export function reportPage({ chapters, book, model, language, today }: ReportInput): string {
  const words = wordsOf(language);
  const { t } = words;
  const title = reportTitle({ chapters, language });
  const prices =
    model === 'paper' ? t('the paper’s prices of June 2025') : t('price book {0} of {1}', book.id, book.createdAt.slice(0, 10));
  const note = 'Sums are made before rounding. A figure with ~ rests on a price that is not confirmed, one with ≥ lacks a part.';
  const contents = chapters.map((chapter, index) => {
    const { report } = chapter;
    const amount = report.perMonth === null ? t('No total') : `${totalText(chapter, words)} ${report.money.currency}`;
    return `<li><a href="#twin-${index + 1}">${escaped(titleText(report, words))}</a><span>${escaped(amount)}</span></li>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<header><h1>${escaped(title)}</h1>
${paragraph(`${t('Made on {0} from {1}.', today, prices)} ${t(note)}`, 'soft')}</header>
${chapters.length < 2 ? '' : `<nav aria-label="${escaped(t('Contents'))}"><ol class="contents">${contents.join('')}</ol></nav>\n`}<main>
${chapters.map((chapter, index) => chapterHtml(chapter, index, words)).join('\n')}
</main>
</body>
</html>
`;
}

/** `Cost report: Smart Home`. */
export function reportTitle({ chapters, language }: Pick<ReportInput, 'chapters' | 'language'>): string {
  const words = wordsOf(language);
  const [only, ...others] = chapters;
  const what = only !== undefined && others.length === 0 ? titleText(only.report, words) : words.t('{0} twins', chapters.length);
  return `${words.t('Cost report')}: ${what}`;
}
