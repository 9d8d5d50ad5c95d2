/** The names of all files that match what is typed in the editor's symbol search. */

import type { ParsedFile } from '../semantics/program.ts';
import { marksOfHead, marksOfMember, type Role } from './marks.ts';
import type { Location } from './symbols.ts';

export interface WorkspaceSymbol extends Location {
  readonly name: string;
  readonly kind: Extract<Role, 'twin' | 'type' | 'group' | 'model' | 'scenario'>;
  /** The declaration in which it stands; null for a declaration itself. */
  readonly container: string | null;
}

const KINDS: ReadonlySet<Role> = new Set(['twin', 'type', 'group', 'model', 'scenario']);

/** Twins, device types, groups, models and scenarios whose name holds the query's letters in order; the best first, at most `limit`. */
export function workspaceSymbols(files: Iterable<ParsedFile>, query: string, limit = 1_000): WorkspaceSymbol[] {
  const found: { symbol: WorkspaceSymbol; score: number }[] = [];
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '');
  for (const { file, tree } of files) {
    for (const declaration of tree.declarations) {
      const add = (marks: ReturnType<typeof marksOfHead>, base: number, container: string | null): void => {
        for (const { role, text, definition, start, end } of marks) {
          if (definition !== true || !KINDS.has(role)) continue;
          const score = scoreOf(text, wanted);
          if (score < 0) continue;
          found.push({
            symbol: { name: text, kind: role as WorkspaceSymbol['kind'], file, start: base + start, end: base + end, container },
            score,
          });
        }
      };
      add(marksOfHead(declaration), declaration.start, null);
      for (const member of declaration.members) {
        if (member.kind !== 'property')
          add(marksOfMember(member, declaration.kind === 'device'), declaration.start + member.start, declaration.name.text);
      }
    }
  }
  found.sort((a, b) => a.score - b.score || (a.symbol.name < b.symbol.name ? -1 : a.symbol.name > b.symbol.name ? 1 : 0));
  return found.slice(0, limit).map(({ symbol }) => symbol);
}

/** 0: the name begins so; more: later or scattered; −1: no match. */
function scoreOf(name: string, wanted: string): number {
  const text = name.toLowerCase();
  const at = text.indexOf(wanted);
  if (at >= 0) return at;
  let from = 0;
  for (const letter of wanted) {
    const next = text.indexOf(letter, from);
    if (next < 0) return -1;
    from = next + 1;
  }
  return 1_000 + from;
}
