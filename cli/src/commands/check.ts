/** `twin check`: the problems of files, for people, pipelines and code scanning. */
import { COST_CODES } from '@twin2multicloud/analysis';
import { SEMANTIC_CODES, SYNTAX_CODES, type CodeDoc } from '@twin2multicloud/language';
import type { Context } from '../command-context.ts';
import { study } from '../engine.ts';
import {
  problemCounts,
  problemsGithub,
  problemsJson,
  problemsJunit,
  problemsSarif,
  problemText,
  type ProblemReport,
} from '../formats/problems.ts';
import { failureText } from '../failure.ts';
import { outcome } from '../outcome.ts';
import type { CostFlags } from '../settings.ts';
import { VERSION } from '../version.ts';

export interface CheckFlags extends CostFlags {
  readonly format: 'text' | 'json' | 'sarif' | 'junit' | 'github';
  readonly json?: boolean;
  readonly strict?: boolean;
  /** false: `--no-cost`. */
  readonly cost: boolean;
}

export function check(context: Context, paths: readonly string[], flags: CheckFlags): number {
  const { host, quiet, style } = context;
  const done = study(paths, flags, context);
  // What only prices can tell has codes from 4000 on.
  const files = flags.cost
    ? done.files
    : done.files.map((file) => {
        const problems = file.report.problems.filter(({ code }) => !code.startsWith('twin-4'));
        return { ...file, report: { ...file.report, problems, twins: [] } };
      });
  for (const failure of done.failures) host.err(failureText(failure));
  const reports: ProblemReport[] = files.map(({ report }) => ({ file: report.path, problems: report.problems }));
  const { texts } = done;
  switch (flags.json === true ? 'json' : flags.format) {
    case 'json':
      host.out(`${JSON.stringify(problemsJson(reports, texts), null, 2)}\n`);
      break;
    case 'sarif':
      host.out(`${JSON.stringify(problemsSarif(reports, texts, { version: VERSION, docs: allCodes() }), null, 2)}\n`);
      break;
    case 'junit':
      host.out(problemsJunit(reports, texts, flags.strict));
      break;
    case 'github':
      host.out(problemsGithub(reports, texts));
      break;
    case 'text': {
      const told = reports.flatMap(({ problems }) => problems).filter(({ severity }) => !quiet || severity === 'error');
      for (const problem of told) host.out(`${problemText(problem, texts, style)}\n\n`);
      if (!quiet && reports.length > 0) host.out(`${problemCounts(reports)}\n`);
    }
  }
  return outcome({ files, failures: done.failures }, { strict: flags.strict });
}

/** The documentation of every code. */
export function allCodes(): ReadonlyMap<string, CodeDoc> {
  return new Map([...SYNTAX_CODES, ...SEMANTIC_CODES, ...COST_CODES].map((doc) => [doc.code, doc]));
}
