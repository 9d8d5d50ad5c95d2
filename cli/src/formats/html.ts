/** A page that stands alone; what stands in it is packages/report's matter. */
import type { TwinReport } from '@twin2multicloud/analysis';
import { reportPage } from '@twin2multicloud/report';
import { optionsFor, type Study } from '../engine.ts';

/** Each twin is a chapter with its scenarios side by side; a scenario without its twin is a chapter of its own. */
export function costHtml(twins: readonly TwinReport[], study: Study, now: Date): string {
  const { settings, files, incomplete } = study;
  const written = new Set(twins.filter(({ variant }) => variant === null).map(({ scenario }) => placeOf(scenario.declaredAt)));
  return reportPage({
    chapters: twins
      .filter(({ variant, scenario }) => variant === null || !written.has(placeOf(scenario.declaredAt)))
      .flatMap((report) => {
        const file = files.find(({ report: { twins: own } }) => own.includes(report));
        if (file === undefined) return [];
        const at = placeOf(report.scenario.declaredAt);
        return [
          {
            report,
            scenarios:
              report.variant === null
                ? twins.filter(({ variant, scenario }) => variant !== null && placeOf(scenario.declaredAt) === at)
                : [],
            program: file.program,
            options: optionsFor(study, report),
            file: file.path,
            complete: !incomplete.has(report),
          },
        ];
      }),
    book: settings.book,
    model: settings.model,
    language: 'en',
    today: now.toISOString().slice(0, 10),
  });
}

/** The same for a twin and its scenarios. */
function placeOf({ file, start }: TwinReport['declaredAt']): string {
  return `${file} ${start}`;
}
