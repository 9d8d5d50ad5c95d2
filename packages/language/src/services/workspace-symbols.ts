/** The names of all files that match what is typed in the editor's symbol search. */

import type { ParsedFile } from '../semantics/program.ts';
import type { Item, Model, Word } from '../tree.ts';
import type { Location } from './symbols.ts';

export interface WorkspaceSymbol extends Location {
  readonly name: string;
  readonly kind: 'twin' | 'type' | 'group' | 'model' | 'scenario';
  /** The declaration in which it stands; null for a declaration itself. */
  readonly container: string | null;
}

/** Twins, device types, groups, models and scenarios whose name holds the query's letters in order; the best first, at most `limit`. */
export function workspaceSymbols(files: Iterable<ParsedFile>, query: string, limit = 1_000): WorkspaceSymbol[] {
  const found: { symbol: WorkspaceSymbol; score: number }[] = [];
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '');
  for (const { file, tree } of files) {
    for (const declaration of tree.declarations) {
      const add = (kind: WorkspaceSymbol['kind'], { text, start, end }: Word, base: number, container: string | null): void => {
        const score = text === '' ? -1 : scoreOf(text, wanted);
        if (score >= 0) found.push({ symbol: { name: text, kind, file, start: base + start, end: base + end, container }, score });
      };
      add(declaration.kind === 'twin' ? 'twin' : 'type', declaration.name, declaration.start, null);
      for (const member of declaration.members) {
        const base = declaration.start + member.start;
        if (member.kind === 'group' || member.kind === 'scenario') add(member.kind, member.name, base, declaration.name.text);
        else if (member.kind === 'block') for (const model of modelsOf(member.items)) add('model', model.name, base, declaration.name.text);
      }
    }
  }
  found.sort((a, b) => a.score - b.score || (a.symbol.name < b.symbol.name ? -1 : a.symbol.name > b.symbol.name ? 1 : 0));
  return found.slice(0, limit).map(({ symbol }) => symbol);
}

function* modelsOf(items: readonly Item[]): Generator<Model> {
  for (const item of items) {
    if (item.kind !== 'model') continue;
    yield item;
    yield* modelsOf(item.items);
  }
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
