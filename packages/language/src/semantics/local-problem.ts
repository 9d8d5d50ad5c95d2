/**
 * Problems as they are found: at places relative to a member, so that they stay true when the text before it changes.
 * Turning them into absolute `Problem`s is done here too, for those that are really shown.
 */

import type { Problem, QuickFix } from '../problem.ts';
import type { Declaration, Member, Span } from '../tree.ts';
import type { Code } from './codes.ts';
import { SEVERITIES } from './codes.ts';

/** A range within a member; `member` null: within the head of the declaration. */
export interface Spot {
  readonly member: Member | null;
  readonly start: number;
  readonly end: number;
}

export interface LocalEdit extends Spot {
  readonly text: string;
  /** true: if nothing else stands on its lines, the lines go too. */
  readonly wholeLine?: true;
}

export interface LocalFix {
  readonly title: string;
  readonly edits: readonly LocalEdit[];
  readonly preferred?: true;
}

export interface LocalRelated extends Spot {
  readonly message: string;
  /** Where it is not in the same declaration. */
  readonly elsewhere?: { readonly file: string; readonly declaration: Declaration };
}

export interface LocalProblem extends Spot {
  readonly code: Code;
  readonly message: string;
  readonly fixes: readonly LocalFix[];
  readonly related: readonly LocalRelated[];
}

interface Extras {
  readonly fixes?: readonly LocalFix[];
  readonly related?: readonly LocalRelated[];
}

/** A problem at a place, with its fixes. */
export function problemAt(code: Code, spot: Spot, message: string, extras: Extras = {}): LocalProblem {
  const { member, start, end } = spot;
  return { code, member, start, end: Math.max(end, start), message, fixes: extras.fixes ?? [], related: extras.related ?? [] };
}

/** The place of a node within its member (a member's own offsets are relative to its declaration, all others to the member). */
export function spotOf(node: Span, member: Member | null): Spot {
  return node === member ? { member, start: 0, end: node.end - node.start } : { member, start: node.start, end: node.end };
}

/** A fix that replaces one range. */
export function replaceFix(title: string, spot: Spot, text: string, preferred = true): LocalFix {
  const edits = [{ member: spot.member, start: spot.start, end: spot.end, text }];
  return preferred ? { title, edits, preferred } : { title, edits };
}

/** A fix that takes a statement away, with its line where it stands alone on it. */
export function removeFix(title: string, spot: Spot, preferred = false): LocalFix {
  const edits = [{ member: spot.member, start: spot.start, end: spot.end, text: '', wholeLine: true as const }];
  return preferred ? { title, edits, preferred } : { title, edits };
}

/** The absolute problem of a declaration in a file. `text` is the file's, for fixes that take whole lines. */
export function materialize(problem: LocalProblem, file: string, declaration: Declaration | null, text: string): Problem {
  const base = declaration?.start ?? 0;
  const at = (spot: Spot, origin = base): { start: number; end: number } => {
    const offset = origin + (spot.member?.start ?? 0);
    return { start: offset + spot.start, end: offset + spot.end };
  };
  const range = at(problem);
  const result: Problem = { code: problem.code, severity: SEVERITIES[problem.code], message: problem.message, file, ...range };
  const fixes = problem.fixes.map((fix): QuickFix => {
    const edits = fix.edits.map((edit) => {
      const span = at(edit);
      return { file, ...(edit.wholeLine === true ? wholeLines(span, text) : span), text: edit.text };
    });
    return fix.preferred === true ? { title: fix.title, edits, preferred: true } : { title: fix.title, edits };
  });
  const related = problem.related.map((other) => ({
    message: other.message,
    file: other.elsewhere?.file ?? file,
    ...at(other, other.elsewhere?.declaration.start ?? base),
  }));
  return { ...result, ...(fixes.length === 0 ? {} : { fixes }), ...(related.length === 0 ? {} : { related }) };
}

/** Widens a range to its lines, line break included, if only blanks stand beside it. */
function wholeLines({ start, end }: { start: number; end: number }, text: string): { start: number; end: number } {
  let from = start;
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  let to = end;
  while (to < text.length && (text[to] === ' ' || text[to] === '\t' || text[to] === '\r')) to++;
  const opens = from === 0 || text[from - 1] === '\n';
  const closes = to === text.length || text[to] === '\n';
  return opens && closes ? { start: from, end: Math.min(to + 1, text.length) } : { start, end };
}
