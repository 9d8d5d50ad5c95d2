/** `.twin` text → the scenario of its first twin. A text with an error is a mistake of the test, so it throws. */
import { check, linkAlone, lower, parse, syntaxProblems } from '@twin2multicloud/language';
import type { Scenario } from '@twin2multicloud/language';

export function scenarioOfText(text: string): Scenario {
  const parsed = parse(text, 'reference.twin');
  const program = linkAlone(parsed);
  const errors = [...syntaxProblems(parsed), ...check(program)].filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((problem) => `${problem.code} ${problem.message}`).join('\n'));
  for (const declaration of parsed.tree.declarations) {
    if (declaration.kind === 'twin') return lower(program, declaration);
  }
  throw new Error('No twin in the text.');
}
