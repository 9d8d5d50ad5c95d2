/** `twin/panel/report`: one HTML page about some twins. What stands in it is packages/report's matter. */
import { certaintyOf, inMoney } from '@twin2multicloud/analysis';
import { reportPage, reportTitle, type Chapter, type Language } from '@twin2multicloud/report';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { PanelParams, PanelResult } from '@twin2multicloud/protocol';
import type { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { pathOf, viewOf } from './view.ts';

export async function report(
  session: Session,
  { references, currency, language = 'en' }: PanelParams<'twin/panel/report'>,
  turns: Turns,
): Promise<PanelResult<'twin/panel/report'>> {
  const chapters: Chapter[] = [];
  const missing: string[] = [];
  for (const [index, reference] of references.entries()) {
    await turns.pause(index / references.length, `${index} of ${references.length} twins`);
    const view = await viewOf(session, reference, { currency });
    if ('absence' in view) {
      missing.push(view.absence.message);
      continue;
    }
    const { report: shown, all, program, options, problems, file } = view;
    chapters.push({
      report: shown,
      scenarios:
        shown.variant === null
          ? all.filter(({ variant }) => variant !== null).map((own) => inMoney(own, shown.money.currency, options))
          : [],
      program,
      options,
      file: pathOf(session, file.key),
      complete: certaintyOf(shown, problems, program).certainty !== 'partial',
    });
  }
  if (chapters.length === 0) throw new ResponseError(ErrorCodes.InvalidParams, missing[0] ?? 'There is no twin to report on.');
  const written: Language = language;
  return {
    title: reportTitle({ chapters, language: written }),
    html: reportPage({ chapters, book: session.options.book, model: 'billing', language: written, today: session.today() }),
  };
}
