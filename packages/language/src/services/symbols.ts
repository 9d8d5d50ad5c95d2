/**
 * Names and what they refer to: the symbol at an offset, where it is declared, everywhere it stands. Across the files that the
 * program's host has loaded. A group's field that its type declares too is one symbol with it, so that renaming keeps the meaning.
 */

import type { ParsedFile, Program } from '../semantics/program.ts';
import { resolveImport } from '../semantics/program.ts';
import type { Declaration, DeviceDeclaration, Field, Group, Item, Member, TwinDeclaration } from '../tree.ts';
import { lastStartingAt } from './children.ts';
import { memberAt } from './cursor.ts';
import type { Mark, Role } from './marks.ts';
import { marksOfHead, marksOfMember } from './marks.ts';

/** A mark with the file's offsets. */
export interface PlacedMark extends Mark {
  readonly file: string;
  readonly declaration: Declaration;
  readonly member: Member | null;
}

/** A range of a file. */
export interface Location {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A place where a symbol's name stands. */
export interface Occurrence extends Location {
  readonly definition: boolean;
}

type SymbolKind = Extract<Role, 'twin' | 'type' | 'group' | 'field' | 'model' | 'scenario'>;

/** What a name stands for. Two names mean the same where `kind`, `declaration`, `owner` and `name` are equal. */
export interface NamedSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly file: string;
  /** The declaration itself (twin, type), or the one in which it stands. */
  readonly declaration: Declaration;
  /** The member in which a group, model or scenario is declared, or the group of a field that its type does not declare. */
  readonly owner: Member | null;
  /** Where a model, scenario or twin is declared: nothing else names it. */
  readonly mark: PlacedMark | null;
}

export type Files = ReadonlyMap<string, ParsedFile>;

/** The mark at an offset of a file, or null. */
export function markAt(files: Files, file: string, offset: number): PlacedMark | null {
  const parsed = files.get(file);
  if (parsed === undefined) return null;
  const { declaration, member } = memberAt(parsed.tree, offset);
  if (declaration === null) return null;
  const base = declaration.start + (member?.start ?? 0);
  const marks = member === null ? marksOfHead(declaration) : marksOfMember(member, declaration.kind === 'device');
  let mark = marks[lastStartingAt(marks, offset - base)];
  // `60%`: at the border of a number and its unit the unit begins; before a blank the word that ends there counts.
  if (mark !== undefined && offset - base > mark.end) mark = undefined;
  return mark === undefined ? null : placed(mark, file, declaration, member);
}

export function placed(mark: Mark, file: string, declaration: Declaration, member: Member | null): PlacedMark {
  const base = declaration.start + (member?.start ?? 0);
  return { ...mark, start: base + mark.start, end: base + mark.end, file, declaration, member };
}

/** The device type that a name means in a file: its own first, then those of its imports in order. */
export function typeNamed(files: Files, file: string, name: string): { file: string; declaration: DeviceDeclaration } | null {
  if (name === '') return null;
  const parsed = files.get(file);
  if (parsed === undefined) return null;
  const own = typeIn(parsed, name);
  if (own !== null) return { file, declaration: own };
  for (const line of parsed.tree.imports) {
    if (line.path === null || line.path.value === '') continue;
    const path = resolveImport(file, line.path.value);
    const imported = files.get(path);
    const found = imported === undefined ? null : typeIn(imported, name);
    if (found !== null) return { file: path, declaration: found };
  }
  return null;
}

function typeIn(parsed: ParsedFile, name: string): DeviceDeclaration | null {
  for (const declaration of parsed.tree.declarations) {
    if (declaration.kind === 'device' && declaration.name.text === name) return declaration;
  }
  return null;
}

/** The group of a name; the first one counts. */
export function groupNamed(twin: Declaration | null, name: string): Group | null {
  for (const member of twin?.members ?? []) if (member.kind === 'group' && member.name.text === name) return member;
  return null;
}

/** The fields that a device type or a group declares itself. */
export function fieldsOf(items: readonly (Item | Member)[]): Field[] {
  return items.flatMap((item) => (item.kind === 'telemetry' ? item.fields : []));
}

/** The symbol that stands at an offset of the program's entry file; null where none does or what it means is not known. */
export function symbolAt(program: Pick<Program, 'files' | 'entry'>, offset: number): NamedSymbol | null {
  const mark = markAt(program.files, program.entry, offset);
  return mark === null ? null : symbolOf(program.files, mark);
}

/** What a mark refers to. */
export function symbolOf(files: Files, mark: PlacedMark): NamedSymbol | null {
  const { file, declaration, member, text: name } = mark;
  if (name === '') return null;
  switch (mark.role) {
    case 'type': {
      if (mark.definition === true) return { kind: 'type', name, file, declaration, owner: null, mark: null };
      const type = typeNamed(files, file, name);
      return type === null ? null : { kind: 'type', name, ...type, owner: null, mark: null };
    }
    case 'group': {
      const owner = mark.definition === true ? member : groupNamed(declaration, name);
      return owner === null ? null : { kind: 'group', name, file, declaration, owner, mark: null };
    }
    case 'field':
      return fieldSymbol(files, mark);
    case 'twin':
    case 'model':
    case 'scenario':
      return { kind: mark.role, name, file, declaration, owner: member, mark };
    default:
      return null;
  }
}

function fieldSymbol(
  files: Files,
  { file, declaration, member, text: name, group: groupName, definition }: PlacedMark,
): NamedSymbol | null {
  if (declaration.kind === 'device') return { kind: 'field', name, file, declaration, owner: null, mark: null };
  const group = definition === true && member?.kind === 'group' ? member : groupNamed(declaration, groupName ?? '');
  if (group === null) return null;
  const type = group.type === null ? null : typeNamed(files, file, group.type.text);
  if (type !== null && declares(type.declaration.members, name)) {
    return { kind: 'field', name, file: type.file, declaration: type.declaration, owner: null, mark: null };
  }
  return declares(group.items, name) ? { kind: 'field', name, file, declaration, owner: group, mark: null } : null;
}

function declares(items: readonly (Item | Member)[], field: string): boolean {
  return items.some((item) => item.kind === 'telemetry' && item.fields.some(({ name }) => name.text === field));
}

/** Every place in the loaded files where a symbol's name stands, by file and offset. */
export function occurrences(files: Files, symbol: NamedSymbol): Occurrence[] {
  const found: Occurrence[] = [];
  const { kind, name, declaration } = symbol;
  const add = (marks: readonly Mark[], file: string, base: number, fits: (mark: Mark) => boolean): void => {
    for (const mark of marks) {
      if (mark.text !== name || mark.role !== kind || !fits(mark)) continue;
      found.push({ file, start: base + mark.start, end: base + mark.end, definition: mark.definition === true });
    }
  };
  switch (kind) {
    case 'twin':
    case 'model':
    case 'scenario':
      if (symbol.mark !== null) found.push({ file: symbol.file, start: symbol.mark.start, end: symbol.mark.end, definition: true });
      break;
    case 'group': {
      const counts = groupNamed(declaration, name) === symbol.owner;
      for (const member of declaration.members) {
        if (!counts && member !== symbol.owner) continue;
        const base = declaration.start + member.start;
        add(marksOfMember(member, false), symbol.file, base, (mark) => (mark.definition === true ? member === symbol.owner : counts));
      }
      break;
    }
    case 'type':
      add(marksOfHead(declaration), symbol.file, declaration.start, () => true);
      for (const { file, group, twin } of groupsOfType(files, name, declaration)) {
        const base = twin.start + group.start;
        if (group.type !== null) found.push({ file, start: base + group.type.start, end: base + group.type.end, definition: false });
      }
      break;
    case 'field':
      addField(files, symbol, add);
  }
  return found.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start));
}

type Add = (marks: readonly Mark[], file: string, base: number, fits: (mark: Mark) => boolean) => void;

function addField(files: Files, symbol: NamedSymbol, add: Add): void {
  const { declaration, owner } = symbol;
  /** The groups whose field it is, by twin. */
  const groups = new Map<Declaration, { file: string; names: Set<string> }>();
  const note = (twin: Declaration, file: string, group: string): void => {
    const known = groups.get(twin);
    if (known === undefined) groups.set(twin, { file, names: new Set([group]) });
    else known.names.add(group);
  };
  if (owner?.kind === 'group') {
    note(declaration, symbol.file, owner.name.text);
  } else {
    for (const member of declaration.members) {
      add(marksOfMember(member, true), symbol.file, declaration.start + member.start, (mark) => mark.definition === true);
    }
    for (const { file, group, twin } of groupsOfType(files, declaration.name.text, declaration)) note(twin, file, group.name.text);
  }
  for (const [twin, { file, names }] of groups) {
    for (const member of twin.members) {
      add(marksOfMember(member, false), file, twin.start + member.start, (mark) => names.has(mark.group ?? ''));
    }
  }
}

/** The groups, in all loaded files, whose type is a declaration. */
export function groupsOfType(
  files: Files,
  name: string,
  declaration: Declaration,
): { readonly file: string; readonly twin: TwinDeclaration; readonly group: Group }[] {
  const found: { file: string; twin: TwinDeclaration; group: Group }[] = [];
  for (const [file, parsed] of files) {
    if (typeNamed(files, file, name)?.declaration !== declaration) continue;
    for (const twin of parsed.tree.declarations) {
      if (twin.kind !== 'twin') continue;
      for (const group of twin.members) if (group.kind === 'group' && group.type?.text === name) found.push({ file, twin, group });
    }
  }
  return found;
}
