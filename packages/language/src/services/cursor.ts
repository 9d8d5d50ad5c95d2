/**
 * What stands at an offset: the path of nodes from the file down to the word, with the file's offsets.
 * Everything that answers a question about a place begins here; it knows no meaning.
 */

import type { Declaration, Member, SourceFile } from '../tree.ts';
import { childrenOf, lastStartingAt, type TreeNode } from './children.ts';

/** A node on the way to an offset, with its absolute span. */
export interface PathStep {
  readonly node: TreeNode;
  readonly start: number;
  readonly end: number;
}

/** The nodes that hold an offset, the outermost (the file) first. At a border the node that begins there wins. */
export function nodeAt(parsed: { readonly tree: SourceFile }, offset: number): PathStep[] {
  const { tree } = parsed;
  const path: PathStep[] = [{ node: tree, start: tree.start, end: tree.end }];
  const declaration = tree.declarations[lastStartingAt(tree.declarations, offset)];
  const line = tree.imports[lastStartingAt(tree.imports, offset)];
  if (declaration !== undefined && offset <= declaration.end) descendDeclaration(path, declaration, offset);
  else if (line !== undefined && offset <= line.end) {
    // An import's path stands at offsets of the file, like the import itself.
    path.push({ node: line, start: line.start, end: line.end });
    descend(path, line, 0, offset);
  }
  return path;
}

function descendDeclaration(path: PathStep[], declaration: Declaration, offset: number): void {
  const { start, end, members } = declaration;
  path.push({ node: declaration, start, end });
  const member = members[lastStartingAt(members, offset - start)];
  if (member !== undefined) {
    if (offset > start + member.end) return;
    path.push({ node: member, start: start + member.start, end: start + member.end });
    descend(path, member, start + member.start, offset);
    return;
  }
  const parts: TreeNode[] = [declaration.name];
  if (declaration.doc !== null) parts.unshift(declaration.doc);
  if (declaration.title !== null) parts.push(declaration.title);
  step(path, parts, start, offset);
}

/** `base`: what turns the offsets of the node's children into the file's. */
function descend(path: PathStep[], node: TreeNode, base: number, offset: number): void {
  const child = step(path, childrenOf(node), base, offset);
  if (child !== null) descend(path, child, base, offset);
}

function step(path: PathStep[], children: readonly TreeNode[], base: number, offset: number): TreeNode | null {
  const child = children[lastStartingAt(children, offset - base)];
  if (child === undefined || child.end <= child.start || offset > base + child.end) return null;
  path.push({ node: child, start: base + child.start, end: base + child.end });
  return child;
}

/** The declaration and the member that hold an offset, or null. */
export function memberAt(tree: SourceFile, offset: number): { readonly declaration: Declaration | null; readonly member: Member | null } {
  const declaration = tree.declarations[lastStartingAt(tree.declarations, offset)];
  if (declaration === undefined || offset > declaration.end) return { declaration: null, member: null };
  const member = declaration.members[lastStartingAt(declaration.members, offset - declaration.start)];
  return { declaration, member: member !== undefined && offset <= declaration.start + member.end ? member : null };
}
