/**
 * The problems of meaning of a file (codes 2xxx and 3xxx), from scratch or from edit to edit. Syntax has its own, and costs have theirs.
 */

import type { Problem } from '../problem.ts';
import type { Declaration, DeviceDeclaration } from '../tree.ts';
import { checkFile } from './check-file.ts';
import type { FileProblem } from './check-file.ts';
import { materialize } from './local-problem.ts';
import type { ParsedFile, Program } from './program.ts';
import { allVisibleTypes, linkAlone } from './program.ts';
import { factsOfType } from './read-member.ts';
import type { TypeInScope } from './twin-checker.ts';
import { TwinChecker } from './twin-checker.ts';

/** Keeps what is known of a file from one check to the next. One checker for each file that is being edited. */
export interface Checker {
  /** The problems of a program's entry file, or of a file alone, in the order of the text. */
  check(input: Program | ParsedFile): Problem[];
}

/** The problems of a program's entry file, or of a file alone, in the order of the text. Never throws, whatever the tree. */
export function check(input: Program | ParsedFile): Problem[] {
  return createChecker().check(input);
}

export function createChecker(): Checker {
  const state = new FileChecker();
  return { check: (input) => state.check('tree' in input ? linkAlone(input) : input) };
}

class FileChecker {
  #declarations: Declaration[] = [];
  #checkers: (TwinChecker | null)[] = [];
  #types = new Map<string, TypeInScope>();
  #imported: readonly unknown[] = [];
  #fileProblems: readonly FileProblem[] = [];
  #header: readonly unknown[] = [];

  check(program: Program): Problem[] {
    const parsed = program.files.get(program.entry);
    if (parsed === undefined) return [];
    const declarations = parsed.tree.declarations;
    const before = this.#declarations;
    const changed: number[] = [];
    const reshaped = before.length !== declarations.length;
    for (let index = 0; index < declarations.length; index++) if (before[index] !== declarations[index]) changed.push(index);
    const imported = importedTrees(program);
    const importsChanged = !sameList(imported, this.#imported);
    const heads = reshaped || changed.some((index) => head(before[index]) !== head(declarations[index]));
    const deviceChanged = heads || changed.some((index) => declarations[index]?.kind === 'device');
    const previous = this.#checkers;
    const oldTypes = this.#types;
    if (importsChanged || deviceChanged) this.#types = typesInScope(program);
    const sameTypes = this.#types === oldTypes;
    if (changed.length > 0 || reshaped) this.#replace(declarations, changed, reshaped, before, previous);
    if (!sameTypes) this.#retype(oldTypes);
    const paths = parsed.tree.imports.map((node) => node.path?.value);
    const header = [parsed.tree.language?.version, program.missing.length, program.unreadable.size, program.cycles.length, ...paths];
    if (heads || importsChanged || this.#fileProblems.length > 0 || !sameList(header, this.#header)) {
      this.#fileProblems = checkFile(program);
    }
    this.#header = header;
    this.#imported = imported;
    return this.#collect(program.entry, parsed);
  }

  /** Takes over the checkers of unchanged declarations, and those of changed ones at the same place. */
  #replace(
    declarations: readonly Declaration[],
    changed: readonly number[],
    reshaped: boolean,
    before: readonly Declaration[],
    previous: readonly (TwinChecker | null)[],
  ): void {
    if (!reshaped) {
      for (const index of changed) {
        const declaration = declarations[index];
        if (declaration === undefined) continue;
        this.#declarations[index] = declaration;
        this.#checkers[index] = this.#checkerFor(declaration, previous[index] ?? null);
      }
      return;
    }
    const known = new Map(before.map((declaration, index) => [declaration, previous[index] ?? null]));
    this.#checkers = declarations.map((declaration) => known.get(declaration) ?? this.#checkerFor(declaration, null));
    this.#declarations = [...declarations];
  }

  #checkerFor(declaration: Declaration, before: TwinChecker | null): TwinChecker | null {
    if (declaration.kind !== 'twin') return null;
    if (before === null) return new TwinChecker(declaration, this.#types);
    before.update(declaration);
    return before;
  }

  /** Tells the twins about types that are other than before. */
  #retype(old: ReadonlyMap<string, TypeInScope>): void {
    const names = new Set<string>();
    for (const [name, type] of this.#types) {
      const before = old.get(name);
      if (before?.facts !== type.facts || before.place.declaration !== type.place.declaration) names.add(name);
    }
    let renamed = this.#types.size !== old.size;
    for (const name of old.keys()) {
      if (this.#types.has(name)) continue;
      names.add(name);
      renamed = true;
    }
    renamed ||= [...this.#types.keys()].some((name) => !old.has(name));
    for (const checker of this.#checkers) {
      if (checker === null) continue;
      if ((names.size > 0 && checker.uses(names)) || (renamed && checker.missesType)) checker.setTypes(this.#types);
      else checker.keepTypes(this.#types);
    }
  }

  #collect(file: string, parsed: ParsedFile): Problem[] {
    const problems: Problem[] = this.#fileProblems.map(({ declaration, problem }) => materialize(problem, file, declaration, parsed.text));
    for (let index = 0; index < this.#declarations.length; index++) {
      const declaration = this.#declarations[index];
      if (declaration === undefined) continue;
      const found = declaration.kind === 'device' ? factsOfType(declaration).problems : this.#checkers[index]?.problems;
      if (found !== undefined && found.length > 0)
        for (const problem of found) problems.push(materialize(problem, file, declaration, parsed.text));
    }
    return problems.length < 2 ? problems : problems.sort(inOrder);
  }
}

function inOrder(a: Problem, b: Problem): number {
  return (
    a.start - b.start ||
    a.end - b.end ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) ||
    (a.message < b.message ? -1 : a.message > b.message ? 1 : 0)
  );
}

/** What other declarations see of one: its kind and name. */
function head(declaration: Declaration | undefined): string {
  return declaration === undefined ? '' : `${declaration.kind} ${declaration.name.text}`;
}

/** The trees of the imported files, in order; another tree may hold other types. */
function importedTrees(program: Program): unknown[] {
  return (program.imports.get(program.entry) ?? []).map((found) =>
    found.path === null ? null : (program.files.get(found.path)?.tree ?? null),
  );
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function typesInScope(program: Program): Map<string, TypeInScope> {
  const types = new Map<string, TypeInScope>();
  for (const { file, declaration } of allVisibleTypes(program, program.entry)) {
    const name = declaration.name.text;
    if (!types.has(name)) types.set(name, typeInScope(file, declaration));
  }
  return types;
}

function typeInScope(file: string, declaration: DeviceDeclaration): TypeInScope {
  return { facts: factsOfType(declaration), place: { file, declaration } };
}
