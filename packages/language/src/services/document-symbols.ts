/** The outline of a file and the names of all files. What a name refers to is symbols.ts's. */

import { pathText } from '../semantics/arguments.ts';
import type { ParsedFile } from '../semantics/program.ts';
import type { Declaration, Field, Item, Member, Span } from '../tree.ts';

export type SymbolKind = 'twin' | 'type' | 'group' | 'block' | 'field' | 'model' | 'scenario' | 'rule' | 'run' | 'property';

export interface DocumentSymbol extends Span {
  readonly name: string;
  readonly kind: SymbolKind;
  /** A title, a type, a value as written. */
  readonly detail: string | null;
  /** Its documentation (`///`). */
  readonly documentation: string | null;
  /** The name's own range. */
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

/** The outline: declarations, their groups, blocks, models and scenarios, with documentation. */
export function documentSymbols(parsed: ParsedFile): DocumentSymbol[] {
  return parsed.tree.declarations.map((declaration) => ofDeclaration(declaration, parsed.text));
}

function ofDeclaration(declaration: Declaration, text: string): DocumentSymbol {
  const { start, end, name, title, doc, members } = declaration;
  return {
    name: named(name.text),
    kind: declaration.kind === 'twin' ? 'twin' : 'type',
    detail: title?.value ?? null,
    documentation: doc?.text ?? null,
    start,
    end,
    selection: within({ start, end }, { start: start + name.start, end: start + name.end }),
    children: members.flatMap((member) => ofMember(member, start + member.start, text) ?? []),
  };
}

/** A member: its own offsets are relative to its declaration, those of all that is in it to itself. */
function ofMember(member: Member, base: number, text: string): DocumentSymbol | null {
  const span = { start: 0, end: member.end - member.start };
  if (member.kind !== 'group' && member.kind !== 'scenario') return ofNested({ ...member, ...span }, base, text);
  const { name, keyword, doc } = member;
  const word = name.text === '' ? keyword : name;
  return {
    name: named(name.text),
    kind: member.kind,
    detail: member.kind === 'group' ? (member.type?.text ?? null) : (member.title?.value ?? null),
    documentation: doc?.text ?? null,
    start: base,
    end: base + span.end,
    selection: within({ start: base, end: base + span.end }, { start: base + word.start, end: base + word.end }),
    children: member.kind === 'group' ? member.items.flatMap((item) => ofNested(item, base, text) ?? []) : [],
  };
}

function named(name: string): string {
  return name === '' ? '(without a name)' : name;
}

/** An item within a member: its offsets are relative to the member. */
function ofNested(item: Item, base: number, text: string): DocumentSymbol | null {
  const at = ({ start, end }: Span): Span => ({ start: base + start, end: base + end });
  const span = at(item);
  const common = { documentation: item.doc?.text ?? null, ...span };
  const make = (
    name: string,
    kind: SymbolKind,
    word: Span,
    detail: string | null,
    children: readonly (DocumentSymbol | null)[] = [],
  ): DocumentSymbol => ({
    name: named(name),
    kind,
    detail: detail === '' ? null : detail,
    ...common,
    selection: within(span, at(word)),
    children: children.filter((child) => child !== null),
  });
  const slice = (from: number, to: number): string =>
    text
      .slice(base + from, base + to)
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, 120);
  switch (item.kind) {
    case 'property':
      return make(item.name.text, 'property', item.name, slice(item.name.end, item.end));
    case 'block':
      return make(
        item.name.text,
        'block',
        item.name,
        null,
        item.items.map((child) => ofNested(child, base, text)),
      );
    case 'telemetry':
      return make(
        'telemetry',
        'block',
        item.name,
        null,
        item.fields.map((field) => ofField(field, base)),
      );
    case 'model':
      return make(
        item.name.text,
        'model',
        item.name.text === '' ? item.keyword : item.name,
        item.title?.value ?? null,
        item.items.map((child) => (child.kind === 'model' ? ofNested(child, base, text) : null)),
      );
    case 'rule':
      return make(
        `on ${item.condition === null ? '' : slice(item.condition.start, item.condition.end)}`.trimEnd(),
        'rule',
        item.name,
        item.actions.map((action) => action.name.text).join(', '),
      );
    case 'run':
      return make(
        `run ${item.file === null ? '' : `"${item.file.value}"`}`.trimEnd(),
        'run',
        item.name,
        item.groups.map((group) => group.text).join(' '),
      );
    case 'place':
      return make(pathText(item.slot), 'property', item.slot, slice(item.slot.end, item.end));
    case 'tag':
      return make('text' in item.key ? item.key.text : item.key.value, 'property', item.key, item.value?.value ?? null);
    case 'has':
      return null;
  }
}

function ofField(field: Field, base: number): DocumentSymbol {
  const span = { start: base + field.start, end: base + field.end };
  return {
    name: field.name.text,
    kind: 'field',
    detail: field.unit === null ? field.type.text : `${field.type.text} "${field.unit.value}"`,
    documentation: field.doc?.text ?? null,
    ...span,
    selection: within(span, { start: base + field.name.start, end: base + field.name.end }),
    children: [],
  };
}

/** A range cut to lie within another, as editors want it. */
function within(outer: Span, inner: Span): Span {
  const start = Math.min(Math.max(inner.start, outer.start), outer.end);
  return { start, end: Math.min(Math.max(inner.end, start), outer.end) };
}
