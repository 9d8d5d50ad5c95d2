/** Reads `.twin` text to scenarios, as every shell does: parse, link, lower each twin. */
import assert from 'node:assert/strict';
import { check, link, lower, parse, syntaxProblems, type Scenario } from '@twin2multicloud/language';

/** The scenarios of one file without imports, in its order; the text must have no error. */
export function scenariosOf(text: string, file = 'paper.twin'): Scenario[] {
  const parsed = parse(text, file);
  const program = link(new Map([[file, parsed]]), file);
  assert.deepEqual(
    [...syntaxProblems(parsed), ...check(program)].filter(({ severity }) => severity === 'error'),
    [],
  );
  return parsed.tree.declarations.flatMap((declaration) => (declaration.kind === 'twin' ? [lower(program, declaration)] : []));
}
