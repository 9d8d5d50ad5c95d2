/** Where a name is declared and where it stands: definition, references, highlights, linked editing. Files and imports have a place too. */

import type { Program } from '../semantics/program.ts';
import { resolveImport } from '../semantics/program.ts';
import type { Span } from '../tree.ts';
import { nodeAt } from './cursor.ts';
import type { Location, NamedSymbol } from './symbols.ts';
import { markAt, occurrences, symbolAt, symbolOf } from './symbols.ts';

/** Where the name at an offset of the entry file is declared. On an import, the imported file's beginning; with `start` and `end` 0. */
export function definition(program: Program, offset: number): Location[] {
  const imported = importAt(program, offset);
  if (imported !== null) return [{ file: imported, start: 0, end: 0 }];
  const mark = markAt(program.files, program.entry, offset);
  const symbol = mark === null ? null : symbolOf(program.files, mark);
  if (mark === null || symbol === null) return [];
  const declared = occurrences(program.files, symbol).filter((found) => found.definition);
  return ownFirst(declared, symbol, program, mark.group ?? null).map(({ file, start, end }) => ({ file, start, end }));
}

/** A group's own declaration of a field comes before its type's, and replaces it. */
function ownFirst<T extends Location>(declared: readonly T[], symbol: NamedSymbol, program: Program, group: string | null): readonly T[] {
  if (symbol.kind !== 'field' || declared.length < 2 || group === null) return declared;
  const own = declared.filter((found) => markAt(program.files, found.file, found.start)?.group === group && found.file === program.entry);
  return own.length > 0 ? own : declared.filter((found) => found.file === symbol.file && inside(found, symbol.declaration));
}

function inside(found: Span, { start, end }: Span): boolean {
  return found.start >= start && found.end <= end;
}

/** The file that the import at an offset names. */
function importAt(program: Program, offset: number): string | null {
  const parsed = program.files.get(program.entry);
  if (parsed === undefined) return null;
  for (const { node } of nodeAt(parsed, offset)) {
    if ('kind' in node && node.kind === 'import' && node.path !== null && node.path.value !== '') {
      return resolveImport(program.entry, node.path.value);
    }
  }
  return null;
}

export interface ReferenceOptions {
  /** Whether the declaration is listed too; true if left out. */
  readonly declaration?: boolean;
}

/** Every place of the loaded files where the name at an offset stands. */
export function references(program: Program, offset: number, options: ReferenceOptions = {}): Location[] {
  const symbol = symbolAt(program, offset);
  if (symbol === null) return [];
  return occurrences(program.files, symbol)
    .filter((found) => options.declaration !== false || !found.definition)
    .map(({ file, start, end }) => ({ file, start, end }));
}

export interface Highlight extends Span {
  /** Where the name is declared, it is written. */
  readonly kind: 'read' | 'write';
}

/** The places of the entry file that mean the same as the name at an offset. */
export function documentHighlights(program: Program, offset: number): Highlight[] {
  const symbol = symbolAt(program, offset);
  if (symbol === null) return [];
  return occurrences(program.files, symbol)
    .filter((found) => found.file === program.entry)
    .map(({ start, end, definition: declared }) => ({ start, end, kind: declared ? 'write' : 'read' }));
}

/**
 * Ranges that change together while the name of a group or device type is typed where it is declared; empty where that is not sensible:
 * elsewhere, or if the name stands in other files too.
 */
export function linkedEditingRanges(program: Program, offset: number): Span[] {
  const mark = markAt(program.files, program.entry, offset);
  if (mark?.definition !== true || (mark.role !== 'group' && mark.role !== 'type')) return [];
  const symbol = symbolOf(program.files, mark);
  const found = symbol === null ? [] : occurrences(program.files, symbol);
  if (found.length < 2 || found.some(({ file }) => file !== program.entry)) return [];
  return found.map(({ start, end }) => ({ start, end }));
}
