/** Problems of a file as a whole: its language version, its imports, names that two declarations share. */

import type { Declaration } from '../tree.ts';
import type { LocalProblem } from './local-problem.ts';
import { problemAt, removeFix, replaceFix } from './local-problem.ts';
import type { Program, ResolvedImport } from './program.ts';
import { allVisibleTypes } from './program.ts';

/** A problem and the declaration that it is relative to; null: to the file. */
export interface FileProblem {
  readonly declaration: Declaration | null;
  readonly problem: LocalProblem;
}

/** The versions of the language that this build knows. */
export const LANGUAGE_VERSIONS: readonly number[] = [1];

export function checkFile(program: Program): FileProblem[] {
  const tree = program.files.get(program.entry)?.tree;
  if (tree === undefined) return [];
  const problems: FileProblem[] = [];
  const { language } = tree;
  if (language !== null && !LANGUAGE_VERSIONS.includes(language.version)) {
    const spot = { member: null, start: language.span.start, end: language.span.end };
    const version = Number.isFinite(language.version) ? `Version ${String(language.version)}` : 'This version';
    const message = `${version} of the language is not known here: this build knows version 1, and reads the file as that.`;
    problems.push({
      declaration: null,
      problem: problemAt('twin-2023', spot, message, { fixes: [replaceFix('Write `language 1`', spot, 'language 1', false)] }),
    });
  }
  for (const found of program.imports.get(program.entry) ?? []) {
    const problem = importProblem(program, found);
    if (problem !== null) problems.push({ declaration: null, problem });
  }
  checkNames(program, problems);
  return problems;
}

function importProblem(program: Program, { node, path }: ResolvedImport): LocalProblem | null {
  if (path === null || node.path === null) return null;
  const spot = { member: null, start: node.path.start, end: node.path.end };
  if (node.path.value.includes('\\')) {
    const right = JSON.stringify(node.path.value.replaceAll('\\', '/'));
    return problemAt('twin-2024', spot, `The parts of a path are separated by \`/\`: write \`${right}\`.`, {
      fixes: [replaceFix(`Write \`${right}\``, spot, right)],
    });
  }
  if (!program.files.has(path)) {
    const reason = program.unreadable.get(path) ?? 'it was not found';
    return problemAt('twin-2024', spot, `\`${node.path.value}\` cannot be imported: ${reason.replace(/\.$/, '')}.`, {
      fixes: [removeFix('Remove the import', { member: null, start: node.start, end: node.end })],
    });
  }
  const cycle = program.cycles.find(
    (files) => files.includes(program.entry) && files[(files.indexOf(program.entry) + 1) % files.length] === path,
  );
  if (cycle === undefined) return null;
  const from = cycle.indexOf(program.entry);
  const around = [...cycle.slice(from), ...cycle.slice(0, from), program.entry].map((file) => `\`${file}\``);
  return problemAt('twin-2025', spot, `These imports go in a circle: ${around.join(' → ')}.`, {
    fixes: [removeFix('Remove the import', { member: null, start: node.start, end: node.end })],
  });
}

/** Two twins, or two device types, of one name. */
function checkNames(program: Program, problems: FileProblem[]): void {
  const twins = new Map<string, Declaration>();
  for (const declaration of program.files.get(program.entry)?.tree.declarations ?? []) {
    const name = declaration.name.text;
    if (declaration.kind !== 'twin' || name === '') continue;
    const earlier = twins.get(name);
    if (earlier === undefined) twins.set(name, declaration);
    else
      problems.push({
        declaration,
        problem: sameName('twin-2019', declaration, `There is already a twin \`${name}\` in this file.`, program.entry, earlier),
      });
  }
  const types = new Map<string, { file: string; declaration: Declaration }>();
  for (const { file, declaration, through } of allVisibleTypes(program, program.entry)) {
    const name = declaration.name.text;
    const earlier = types.get(name);
    if (earlier === undefined) {
      types.set(name, { file, declaration });
      continue;
    }
    const message = `There is already a device type \`${name}\``;
    if (through === null) {
      const problem = sameName(
        'twin-2019',
        declaration,
        `${message} in this file; the first one counts.`,
        earlier.file,
        earlier.declaration,
      );
      problems.push({ declaration, problem });
    } else if (through.path !== null && earlier.file !== file) {
      const spot = { member: null, start: through.path.start, end: through.path.end };
      const where = earlier.file === program.entry ? 'this file' : `\`${earlier.file}\``;
      const related = [nameOf(earlier.file, earlier.declaration, 'this one counts'), nameOf(file, declaration, 'the other one')];
      problems.push({
        declaration: null,
        problem: problemAt('twin-2026', spot, `${message} in ${where}, and \`${file}\` declares another; the former counts.`, { related }),
      });
    }
  }
}

function nameOf(file: string, declaration: Declaration, message: string): LocalProblem['related'][number] {
  const { start, end } = declaration.name;
  return { member: null, start, end, message, elsewhere: { file, declaration } };
}

function sameName(code: 'twin-2019', declaration: Declaration, message: string, file: string, earlier: Declaration): LocalProblem {
  const { start, end } = declaration.name;
  return problemAt(code, { member: null, start, end }, message, { related: [nameOf(file, earlier, 'the first one')] });
}
