/** What an editor may do at a place: the problems' quick fixes, refactorings, and actions on the whole file. How each is done stands in its own file. */

import type { Problem, TextEdit } from '../problem.ts';
import type { ParsedFile, Program } from '../semantics/program.ts';
import { pathText } from '../semantics/arguments.ts';
import type { Declaration, Span } from '../tree.ts';
import { addTier, missingTiers, TIERS } from './add-tier.ts';
import { otherCadence } from './convert-cadence.ts';
import { nodeAt, type PathStep } from './cursor.ts';
import { extractType, inlineEverywhere, inlineType } from './device-type-actions.ts';
import { fixAll } from './fix-all.ts';
import { importsFor } from './import-actions.ts';
import { sortBlocks } from './sort-blocks.ts';
import { markAt } from './symbols.ts';

/** The kinds of the language server protocol, and `source.sortBlocks`. */
export type CodeActionKind =
  'quickfix' | 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite' | 'source.fixAll' | 'source.sortBlocks';

export interface CodeAction {
  readonly title: string;
  readonly kind: CodeActionKind;
  readonly edits: readonly TextEdit[];
  /** The one to take when asked for the best. */
  readonly preferred?: boolean;
  /** The problem that it fixes. */
  readonly problem?: Problem;
}

export interface CodeActionOptions {
  /** The problems of the entry file, as its diagnostics show them. */
  readonly problems?: readonly Problem[];
  /** true where the program's files are all that could use a type: only then may its declaration be taken away. */
  readonly everywhere?: boolean;
  /** Kinds that are asked for, with all that begin so; all if left out. */
  readonly only?: readonly string[];
}

/** The actions at a range of the entry file. */
export function codeActions(program: Program, range: Span, options: CodeActionOptions = {}): CodeAction[] {
  const parsed = program.files.get(program.entry);
  if (parsed === undefined) return [];
  const wants = (kind: CodeActionKind): boolean =>
    options.only === undefined || options.only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  const actions: CodeAction[] = [];
  if (wants('quickfix')) actions.push(...quickFixes(options.problems ?? [], program.entry, range), ...importFixes(program, range));
  if (wants('refactor.extract') || wants('refactor.inline') || wants('refactor.rewrite'))
    actions.push(...refactorings(program, parsed, range, options.everywhere === true));
  if (wants('source.fixAll')) {
    const edits = fixAll(options.problems ?? [], program.entry);
    if (edits.length > 0) actions.push({ title: 'Fix all that can be fixed at once', kind: 'source.fixAll', edits });
  }
  if (wants('source.sortBlocks')) {
    const edits = sortBlocks(parsed);
    if (edits.length > 0) actions.push({ title: 'Sort the blocks', kind: 'source.sortBlocks', edits });
  }
  return actions.filter((action) => wants(action.kind));
}

function quickFixes(problems: readonly Problem[], file: string, range: Span): CodeAction[] {
  return problems
    .filter((problem) => problem.file === file && problem.start <= range.end && range.start <= problem.end)
    .flatMap((problem) =>
      (problem.fixes ?? []).map((fix, index, all): CodeAction => ({
        title: fix.title,
        kind: 'quickfix',
        edits: fix.edits,
        problem,
        ...(index === 0 && (fix.preferred === true || all.length === 1) ? { preferred: true } : {}),
      })),
    );
}

/** Imports for a device type at the range that is not known. */
function importFixes(program: Program, range: Span): CodeAction[] {
  const mark = markAt(program.files, program.entry, range.start);
  if (mark?.role !== 'type' || mark.definition === true) return [];
  return importsFor(program, mark.text).map(({ path, edit }): CodeAction => ({
    title: `Import \`${mark.text}\` from "${path}"`,
    kind: 'quickfix',
    edits: [edit],
  }));
}

function refactorings(program: Program, parsed: ParsedFile, range: Span, everywhere: boolean): CodeAction[] {
  const path = nodeAt(parsed, range.start);
  const declaration = path
    .map(({ node }) => node)
    .find((node): node is Declaration => 'kind' in node && (node.kind === 'twin' || node.kind === 'device'));
  if (declaration === undefined) return [];
  return [
    ...typeActions(program, parsed, path, declaration, everywhere),
    ...cadenceActions(parsed, path),
    ...tierActions(parsed, path, declaration),
  ];
}

function typeActions(
  program: Program,
  parsed: ParsedFile,
  path: readonly PathStep[],
  declaration: Declaration,
  everywhere: boolean,
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (declaration.kind === 'device') {
    if (path.length > 3 || declaration.name.text === '') return [];
    const edits = path.some(({ node }) => node === declaration.name) ? inlineEverywhere(program, parsed, declaration, everywhere) : null;
    const title = `Inline \`${declaration.name.text}\` everywhere${everywhere ? ' and remove it' : ''}`;
    if (edits !== null) actions.push({ title, kind: 'refactor.inline', edits });
    return actions;
  }
  const group = path.map(({ node }) => node).find((node) => 'kind' in node && node.kind === 'group');
  if (group === undefined) return [];
  const placed = { parsed, twin: declaration, group };
  const extracted = extractType(program, placed);
  if (extracted !== null)
    actions.push({ title: `Extract a device type \`${extracted.name}\``, kind: 'refactor.extract', edits: extracted.edits });
  const edits = inlineType(program, placed);
  if (edits !== null) actions.push({ title: `Inline the device type \`${group.type?.text ?? ''}\` here`, kind: 'refactor.inline', edits });
  return actions;
}

/** `every` ↔ `rate`, in groups, types and scenarios. */
function cadenceActions({ file }: ParsedFile, path: readonly PathStep[]): CodeAction[] {
  const base = baseOf(path);
  for (const { node } of path) {
    if (!('kind' in node) || (node.kind !== 'property' && node.kind !== 'override')) continue;
    const word = node.kind === 'property' ? node.name : node.path.words[1];
    const value = node.arguments[0];
    if (
      word === undefined ||
      value?.kind !== 'quantity' ||
      node.arguments.length !== 1 ||
      (node.kind === 'override' && node.path.words.length !== 2)
    )
      continue;
    const other = otherCadence(word.text, value);
    if (other === null) continue;
    // A member that is a property stands at its own start; its parts are relative to it.
    const edits = [
      { file, start: base + word.start, end: base + word.end, text: other.name },
      { file, start: base + value.start, end: base + value.end, text: other.value },
    ];
    return [{ title: `Write as \`${other.name} ${other.value}\``, kind: 'refactor.rewrite', edits }];
  }
  return [];
}

/** The start of the member on the path: what turns its parts' offsets into the file's. */
function baseOf(path: readonly PathStep[]): number {
  return path[2]?.start ?? 0;
}

/** Tiers that a `storage` block lacks, or that a line of `place` names and nothing uses. */
function tierActions(parsed: ParsedFile, path: readonly PathStep[], declaration: Declaration): CodeAction[] {
  for (const { node, start, end } of path) {
    if (!('kind' in node)) continue;
    if (node.kind === 'block' && node.name.text === 'storage') {
      return missingTiers(parsed, { block: node, base: baseOf(path), start, end }).map(({ line, edits }) => ({
        title: `Add \`${line}\``,
        kind: 'refactor.rewrite',
        edits,
      }));
    }
    if (node.kind === 'place' && declaration.kind === 'twin') {
      const tier = TIERS.find((name) => `L3.${name}` === pathText(node.slot));
      const offer = tier === undefined ? null : addTier(parsed, declaration, tier);
      if (offer !== null)
        return [{ title: `Use the tier: add \`${offer.line}\` to \`storage\``, kind: 'refactor.rewrite', edits: offer.edits }];
    }
  }
  return [];
}
