/** Helpers of this folder's tests: texts with marked ranges, programs of several texts, fixes applied. Used by tests only. */

import type { Problem, QuickFix } from '../problem.ts';
import { parse } from '../syntax/index.ts';
import type { TwinDeclaration } from '../tree.ts';
import { check } from './check.ts';
import type { Program } from './program.ts';
import { link } from './program.ts';

/** A text without its markers, and the ranges that stood between `⟦` and `⟧`, in order. */
export function unmark(marked: string): { text: string; ranges: { start: number; end: number }[] } {
  const ranges: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = '';
  for (const character of marked) {
    if (character === '⟦') open.push(text.length);
    else if (character === '⟧') ranges.push({ start: open.pop() ?? 0, end: text.length });
    else text += character;
  }
  return { text, ranges: ranges.sort((a, b) => a.start - b.start) };
}

/** A program of texts by path; the first is the entry. */
export function programOf(texts: Record<string, string>): Program {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, parse(text, path)]));
  return link(files, Object.keys(texts)[0] ?? '');
}

/** A twin around a body, with a device group that has no problem. */
export function twinWith(body: string): string {
  return `twin Home {\n  devices motion { count 40  every 2 min  telemetry { moving: boolean  battery: number "%" } }\n${body}\n}\n`;
}

export function problemsOf(text: string): Problem[] {
  return check(parse(text, 'test.twin'));
}

/** `code «marked text»` of each problem: what a marker test compares. */
export function brief(text: string): string[] {
  return problemsOf(text).map((problem) => `${problem.code} «${text.slice(problem.start, problem.end)}»`);
}

/** The text after a fix of its own file. */
export function applyFix(text: string, fix: QuickFix): string {
  return [...fix.edits]
    .sort((a, b) => b.start - a.start)
    .reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
}

/** The first twin of a program's entry file. */
export function firstTwin(program: Program): TwinDeclaration {
  const found = program.files.get(program.entry)?.tree.declarations.find((declaration) => declaration.kind === 'twin');
  if (found === undefined) throw new Error('The text has no twin.');
  return found;
}
