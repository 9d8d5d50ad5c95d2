/** All preferred fixes of a file's problems at once, leaving out those that would touch the same text as another. */

import type { Problem, TextEdit } from '../problem.ts';

/** Edits of one file, in order, none touching another. The problem that stands first wins. */
export function fixAll(problems: readonly Problem[], file: string): TextEdit[] {
  const accepted: TextEdit[] = [];
  const ordered = problems.filter((problem) => problem.file === file).sort((a, b) => a.start - b.start || a.end - b.end);
  for (const problem of ordered) {
    const fix = problem.fixes?.find((candidate) => candidate.preferred === true);
    if (fix === undefined || fix.edits.some((edit) => edit.file !== file)) continue;
    const fresh = fix.edits.filter((edit) => !accepted.some((other) => same(edit, other)));
    if (fresh.some((edit) => accepted.some((other) => touches(edit, other)))) continue;
    accepted.push(...fresh);
  }
  return accepted.sort((a, b) => a.start - b.start || a.end - b.end);
}

function same(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** Two edits that overlap or meet: which comes first would matter. */
function touches(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
