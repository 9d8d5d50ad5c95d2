/** What an editor may fold: blocks over several lines, runs of comments, the imports. Lines are the server's. */

import type { ParsedFile } from '../semantics/program.ts';
import { Comment, DocLine, lexAll, NewLine } from '../syntax/tokens.ts';
import type { Span } from '../tree.ts';
import { childrenOf, contentsOf, type TreeNode } from './children.ts';

export interface FoldingRange extends Span {
  readonly kind: 'block' | 'comment' | 'imports';
}

/** The foldable ranges, in order. A block begins at its head's first word and ends at its last character. */
export function foldingRanges(parsed: ParsedFile): FoldingRange[] {
  const { text, tree } = parsed;
  const found: FoldingRange[] = [];
  const add = (start: number, end: number, kind: FoldingRange['kind']): void => {
    if (/[\r\n]/.test(text.slice(start, end))) found.push({ start, end, kind });
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

/** Comments and documentation on lines that follow each other. */
function commentRuns(text: string): Span[] {
  const runs: Span[] = [];
  let open: { start: number; end: number } | null = null;
  let lines = 1;
  for (const token of lexAll(text)) {
    if (token.tokenType === NewLine) {
      lines += (token.image.match(/\r\n?|\n/g) ?? []).length;
      continue;
    }
    const isComment = token.tokenType === Comment || token.tokenType === DocLine;
    const end = token.startOffset + token.image.length;
    if (isComment && open !== null && lines === 1) {
      open.end = end;
    } else {
      if (open !== null) runs.push(open);
      open = isComment && lines > 0 ? { start: token.startOffset, end } : null;
    }
    lines = 0;
  }
  if (open !== null) runs.push(open);
  return runs;
}
