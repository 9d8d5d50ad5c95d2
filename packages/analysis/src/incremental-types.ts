/** Which device types a twin stands on, so that it is known when one of them changed. What a type says is the language's matter. */
import { visibleTypes, type Program, type tree } from '@twin2multicloud/language';
import type { Identity } from './incremental-identity.ts';

/** A device type as a twin sees it. */
export interface Dependency {
  readonly name: string;
  /** Of the twin's own file: it may move with the text. null: another file's, or none of this name. */
  readonly identity: Identity | null;
  /** Of another file: the node and where it stood. */
  readonly node: tree.Declaration | null;
  readonly file: string | null;
  readonly start: number;
}

export type Types = ReadonlyMap<string, Dependency>;

/** The types that a program's entry file sees. */
export function typesOf(program: Program, identities: readonly Identity[]): Types {
  const types = new Map<string, Dependency>();
  const visible = [...visibleTypes(program, program.entry)];
  if (visible.length === 0) return types;
  const own = new Map(identities.map((identity) => [identity.declaration, identity]));
  for (const [name, { file, declaration }] of visible) {
    const identity = own.get(declaration) ?? null;
    types.set(
      name,
      identity === null
        ? { name, identity, node: declaration, file, start: declaration.start }
        : { name, identity, node: null, file: null, start: 0 },
    );
  }
  return types;
}

/** The types of a twin's groups, each once, in order. */
export function dependenciesOf(twin: tree.TwinDeclaration, types: Types): readonly Dependency[] {
  const found = new Map<string, Dependency>();
  for (const member of twin.members) {
    if (member.kind !== 'group' || member.type === null) continue;
    const name = member.type.text;
    if (!found.has(name)) found.set(name, types.get(name) ?? { name, identity: null, node: null, file: null, start: 0 });
  }
  return [...found.values()];
}

/** Whether the types that a twin stands on are what they were. */
export function stillHold(dependencies: readonly Dependency[], types: Types): boolean {
  return dependencies.every((old) => {
    const now = types.get(old.name);
    return now === undefined ? old.identity === null && old.node === null : isSame(old, now);
  });
}

/** Whether a file sees the types that it saw, so that whatever stood on them still holds. */
export function sameTypes(before: Types, now: Types): boolean {
  if (before.size !== now.size) return false;
  for (const [name, type] of now) {
    const old = before.get(name);
    if (old === undefined || !isSame(old, type)) return false;
  }
  return true;
}

function isSame(a: Dependency, b: Dependency): boolean {
  return a.identity === b.identity && a.node === b.node && a.file === b.file && a.start === b.start;
}
