/** What an editor changes while one types: the indentation after a line break and of a `}`, and `///` that goes on. The rest is the formatter's. */

import type { TextEdit } from '../problem.ts';
import type { ParsedFile } from '../semantics/program.ts';
import { contextAt } from './context.ts';

/** The characters after which an editor should ask. */
export const ON_TYPE_TRIGGERS: readonly string[] = ['\n', '}'];

const INDENT = '  ';

/** Edits of the line at an offset, right after `typed` was written before it. */
export function onTypeFormatting(parsed: ParsedFile, offset: number, typed: string): TextEdit[] {
  const { text, file } = parsed;
  const lineStart = startOfLine(text, offset);
  if (typed === '}') return closing(parsed, offset, lineStart);
  if (typed !== '\n') return [];
  const edits = indented(
    parsed,
    lineStart,
    contextAt(parsed, lineStart).frames.length - (/^[ \t]*\}/.test(text.slice(lineStart, lineStart + 200)) ? 1 : 0),
  );
  const lineEnd = Math.max(lineStart - (text.startsWith('\r\n', lineStart - 2) ? 2 : 1), 0);
  const before = text.slice(startOfLine(text, lineEnd), lineEnd);
  const rest = /^[^\r\n]*/.exec(text.slice(lineStart, lineStart + 1_000))?.[0] ?? '';
  // Documentation goes on with the next line, unless nothing stands in it.
  if (/^\s*\/\/\/(?!\/)\s*\S/.test(before) && rest.trim() === '') {
    const indent = /^[ \t]*/.exec(before)?.[0] ?? '';
    return [{ file, start: lineStart, end: lineStart + rest.length, text: `${indent}/// ` }];
  }
  return edits;
}

/** A `}` alone on its line goes back to the column of its block. */
function closing(parsed: ParsedFile, offset: number, lineStart: number): TextEdit[] {
  if (!/^[ \t]*\}$/.test(parsed.text.slice(lineStart, offset))) return [];
  return indented(parsed, lineStart, contextAt(parsed, lineStart).frames.length - 1);
}

function indented(parsed: ParsedFile, lineStart: number, depth: number): TextEdit[] {
  const { text, file } = parsed;
  if (depth < 0 || contextAt(parsed, lineStart).within !== 'code') return [];
  const now = /^[ \t]*/.exec(text.slice(lineStart, lineStart + 1_000))?.[0] ?? '';
  const wanted = INDENT.repeat(depth);
  return now === wanted ? [] : [{ file, start: lineStart, end: lineStart + now.length, text: wanted }];
}

function startOfLine(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text.charAt(at - 1) !== '\n' && text.charAt(at - 1) !== '\r') at--;
  return at;
}
