/**
 * What a command that costs ends with: the problems told to the person, and the exit code.
 */
import type { FileReport, TwinReport } from '@twin2multicloud/analysis';
import type { Problem } from '@twin2multicloud/language';
import type { Context } from './command-context.ts';
import type { Study } from './engine.ts';
import { EXIT, failureText } from './failure.ts';
import { problemLine } from './formats/problems.ts';
import { counted } from './formats/numbers.ts';

export interface OutcomeOptions {
  readonly strict?: boolean | undefined;
  /** The twins that are shown; a budget counts only for them. */
  readonly twins?: readonly TwinReport[];
}

/** The code of a study: an outside failure beats problems, problems beat budgets. */
export function outcome(study: Pick<Study, 'files' | 'failures'>, { strict = false, twins }: OutcomeOptions = {}): number {
  if (study.failures.length > 0) return EXIT.outside;
  const problems = study.files.flatMap(({ report }) => report.problems);
  if (problems.some((problem) => isError(problem, strict))) return EXIT.problems;
  const shown = twins ?? study.files.flatMap(({ report }) => report.twins);
  // A scenario is a question: only one that was asked for by its name counts.
  const written = shown.filter(({ variant }) => variant === null);
  return (written.length > 0 ? written : shown).some(overBudget) ? EXIT.exceeded : EXIT.fine;
}

export function isError(problem: Problem, strict = false): boolean {
  return problem.severity === 'error' || (strict && problem.severity === 'warning' && problem.code !== OVER_BUDGET);
}

/** A budget has an exit code of its own. */
const OVER_BUDGET = 'twin-4002';

export function overBudget(twin: TwinReport): boolean {
  return twin.budgets.some(({ budget, spent }) => spent !== null && spent > budget);
}

/** Most lines that a command which is not `check` prints of a file's problems. */
const MOST = 10;

/** Prints failures, errors and warnings on standard error, a line each. */
export function tellProblems(
  { files, failures, texts }: Pick<Study, 'files' | 'failures' | 'texts'>,
  { host, errorStyle, quiet }: Context,
): void {
  for (const failure of failures) host.err(failureText(failure));
  for (const { report } of files) {
    const told = toldOf(report, quiet);
    for (const problem of told.slice(0, MOST)) host.err(`${problemLine(problem, texts, errorStyle)}\n`);
    if (told.length > MOST)
      host.err(`${errorStyle.dim(`… and ${counted(told.length - MOST, 'problem')} more: twin check ${report.path}`)}\n`);
  }
}

function toldOf(report: FileReport, quiet: boolean): Problem[] {
  return report.problems.filter(({ severity }) => severity === 'error' || (!quiet && severity === 'warning'));
}
