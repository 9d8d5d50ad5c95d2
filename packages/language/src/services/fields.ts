/** The fields of a group with those of its type, as declared; the group's own replace. */

import type { Program } from '../semantics/program.ts';
import type { Declaration, Field } from '../tree.ts';
import { fieldsOf, groupNamed, typeNamed } from './symbols.ts';

/** The fields of a group's messages, in order; empty where the group is not known. */
export function fieldsOfGroup(program: Program, twin: Declaration | null, group: string): Field[] {
  const found = twin === null ? null : groupNamed(twin, group);
  if (found === null) return [];
  const type = found.type === null ? null : typeNamed(program.files, program.entry, found.type.text);
  const fields = new Map<string, Field>();
  for (const field of [...fieldsOf(type?.declaration.members ?? []), ...fieldsOf(found.items)]) {
    if (field.name.text !== '') fields.set(field.name.text, field);
  }
  return [...fields.values()];
}
