/** What an editor may fold: blocks over several lines, runs of comments, the imports. Lines are the server's. */

import type { ParsedFile } from '../semantics/program.ts';
import type { Span } from '../tree.ts';
import { childrenOf, contentsOf, type TreeNode } from './children.ts';

export interface FoldingRange extends Span {
  readonly kind: 'block' | 'comment' | 'imports';
}

/** The foldable ranges, in order. A block begins at its head's first word and ends at its last character. */
export function foldingRanges(parsed: ParsedFile): FoldingRange[] {
  const { text, tree } = parsed;
  const found: FoldingRange[] = [];
  const lineBreak = text.includes('\n') ? '\n' : '\r';
  const add = (start: number, end: number, kind: FoldingRange['kind']): void => {
    const at = text.indexOf(lineBreak, start);
    if (at >= 0 && at < end) found.push({ start, end, kind });
  };
  const first = tree.imports[0];
  const last = tree.imports.at(-1);
  if (first !== undefined && last !== undefined && first !== last) add(first.start, last.end, 'imports');
  for (const declaration of tree.declarations) {
    add(declaration.start + (declaration.doc === null ? 0 : headOffset(declaration)), declaration.end, 'block');
    for (const member of declaration.members) {
      const base = declaration.start + member.start;
      if (contentsOf(member) !== null) add(base + wordStart(member, 0), declaration.start + member.end, 'block');
      for (const child of childrenOf(member)) walk(child, base, add);
    }
  }
  for (const { start, end } of commentRuns(text)) add(start, end, 'comment');
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function walk(node: TreeNode, base: number, add: (start: number, end: number, kind: FoldingRange['kind']) => void): void {
  if (contentsOf(node) === null) return;
  add(base + wordStart(node, node.start), base + node.end, 'block');
  for (const child of childrenOf(node)) walk(child, base, add);
}

/** Where a block's head begins, behind its documentation. */
function wordStart(node: TreeNode, fallback: number): number {
  if ('keyword' in node) return node.keyword.start;
  return 'name' in node && 'doc' in node ? node.name.start : fallback;
}

/** A declaration's keyword stands between its documentation and its name. */
function headOffset({ doc, name }: { readonly doc: Span | null; readonly name: Span }): number {
  return Math.min((doc?.end ?? 0) + 1, name.start);
}

/** Comments and documentation that stand alone on lines that follow each other. No text spans a line, so a line that begins with `//` is one. */
function commentRuns(text: string): Span[] {
  const runs: Span[] = [];
  let open: { start: number; end: number } | null = null;
  for (const match of text.matchAll(/^[ \t\ufeff]*(\/\/.*)$/gm)) {
    const end = match.index + match[0].length;
    const start = end - (match[1] ?? '').length;
    // From the end of the comment before to this line there is one line break and nothing else.
    if (open !== null && /^(?:\r\n?|\n)$/.test(text.slice(open.end, Math.min(match.index, open.end + 3)))) open.end = end;
    else runs.push((open = { start, end }));
  }
  return runs;
}
