/**
 * Problems across files. What a twin finds in a file that it imports (a type's payload is above a limit) is shown there, and at the line of
 * each import that leads there; errors that an imported file has of itself are told at the import. Who is sent what when is not decided here.
 */
import type { Outline } from '@twin2multicloud/analysis';
import { check, syntaxProblems, type Parsed, type Problem, type Program } from '@twin2multicloud/language';
import type { Diagnostic } from 'vscode-languageserver';
import { diagnosticAt, diagnosticOf, ownDiagnostics, type Spot } from './diagnostic-of.ts';
import type { TextFile } from './files.ts';
import type { Session } from './session.ts';

/** A file with what it imports and what is known of it. */
export interface View {
  readonly file: TextFile;
  readonly program: Program;
  readonly outline: Outline;
}

/** A problem that a file's twins find in a file that it imports, and the import. */
export interface FoundElsewhere {
  readonly problem: Problem;
  readonly at: Span;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Every problem that a file knows of: its own, then what concerns its imports, at their lines. */
export function shownProblems(session: Session, view: View): Diagnostic[] {
  const { file } = view;
  const elsewhere = foundElsewhere(view).map(({ problem, at }) =>
    diagnosticAt(session, file.lines.range(at), problem, [problem, ...(problem.related ?? [])]),
  );
  return [...ownDiagnostics(session, file, view.outline), ...elsewhere, ...importErrors(session, view)];
}

export function foundElsewhere({ file, program, outline }: View): FoundElsewhere[] {
  // They are the last ones.
  let from = outline.placed.length;
  while (from > 0 && outline.placed[from - 1]?.found.file !== file.key) from--;
  return outline.placed.slice(from).map((placed) => {
    const problem = outline.present(placed);
    const through = program.imports.get(program.entry)?.find(({ path }) => path === problem.file)?.node;
    return { problem, at: (through ?? file.parsed.tree.imports[0])?.path ?? { start: 0, end: 0 } };
  });
}

/** One diagnostic for each import whose file has errors, with all of them as related information. */
function importErrors(session: Session, { file, program }: View): Diagnostic[] {
  return (program.imports.get(program.entry) ?? []).flatMap(({ node, path }): Diagnostic[] => {
    const imported = path === null || path === file.key ? undefined : session.files.get(path);
    if (imported === undefined || node.path === null) return [];
    // The circle is told at this import anyway.
    const errors = textErrors(session, imported).filter(({ code }) => code !== 'twin-2025');
    const [first] = errors;
    if (first === undefined) return [];
    const count = errors.length === 1 ? 'an error' : `${errors.length} errors, the first`;
    const message = `\`${node.path.value}\` has ${count}: ${first.message}`;
    return [diagnosticAt(session, file.lines.range(node.path), { ...first, message }, errors)];
  });
}

const known = new WeakMap<Parsed, { readonly basis: readonly (Parsed | undefined)[]; readonly errors: readonly Problem[] }>();

/** The errors of syntax and meaning that a file has of itself. Kept while it and its imports are what they are. */
function textErrors(session: Session, { key, parsed }: TextFile): readonly Problem[] {
  const program = session.program(key);
  const basis = (program.imports.get(key) ?? []).map(({ path }) => (path === null ? undefined : session.files.get(path)?.parsed));
  const before = known.get(parsed);
  if (before?.basis.length === basis.length && before.basis.every((one, index) => one === basis[index])) return before.errors;
  const errors = [...syntaxProblems(parsed), ...check(program)].filter(({ severity }) => severity === 'error');
  known.set(parsed, { basis, errors });
  return errors;
}

/** The same as diagnostics. */
export function errorsOf(session: Session, file: TextFile): Diagnostic[] {
  return textErrors(session, file).map((problem) => diagnosticOf(session, file, problem));
}

/** What the files that import a file found in it. `serial`: another number for another answer; 0: never anything. */
export function foundByImporters(session: Session, file: TextFile): { readonly items: readonly Diagnostic[]; readonly serial: number } {
  const found = new Map<string, { readonly problem: Problem; readonly imports: Spot[] }>();
  const add = (importer: string, { problem, at }: FoundElsewhere): void => {
    if (problem.file !== file.key) return;
    const key = `${problem.code} ${problem.start} ${problem.end} ${problem.message}`;
    const entry = found.get(key) ?? { problem, imports: [] };
    entry.imports.push({ message: 'Imported here', file: importer, start: at.start, end: at.end });
    found.set(key, entry);
  };
  for (const uri of session.importersOf(file.key)) {
    const study = session.study(uri);
    if (study !== undefined) for (const one of foundElsewhere(study)) add(study.file.key, one);
  }
  for (const [key, kept] of session.kept) {
    if (kept.elsewhere.length > 0 && session.file(key) === undefined && session.holds(kept))
      for (const one of kept.elsewhere) add(key, one);
  }
  const items = [...found.values()].map(({ problem, imports }) =>
    diagnosticAt(session, file.lines.range(problem), problem, [...(problem.related ?? []), ...imports]),
  );
  return { items, serial: session.serialOf(file.key, items) };
}
