/** Renames a name everywhere it stands, across the loaded files. Which places those are is decided in symbols.ts. */

import type { TextEdit } from '../problem.ts';
import { RESERVED_NAMES } from '../semantics/override-paths.ts';
import type { Program } from '../semantics/program.ts';
import type { Item, Member, Model, Span } from '../tree.ts';
import { contentsOf } from './children.ts';
import { nodeAt } from './cursor.ts';
import {
  fieldsOf,
  groupNamed,
  groupsOfType,
  markAt,
  occurrences,
  symbolAt,
  symbolOf,
  typeNamed,
  type Files,
  type NamedSymbol,
} from './symbols.ts';

const NAME = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*(?:-[\p{L}\p{M}\p{Nd}_]+)*$/u;

/** The range and text of the name that would be renamed; null where there is none. */
export function prepareRename(program: Program, offset: number): (Span & { readonly placeholder: string }) | null {
  const mark = markAt(program.files, program.entry, offset);
  if (mark === null || symbolOf(program.files, mark) === null) return null;
  return { start: mark.start, end: mark.end, placeholder: mark.text };
}

/** The edits, or why it cannot be done, in a sentence for a person. */
export type RenameResult = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

/** Renames what stands at an offset of the entry file. */
export function rename(program: Program, offset: number, name: string): RenameResult {
  const symbol = symbolAt(program, offset);
  if (symbol === null) return { refused: 'There is no name here that could be renamed.' };
  const refused = refusal(program.files, symbol, name);
  if (refused !== null) return { refused };
  return { edits: occurrences(program.files, symbol).map(({ file, start, end }) => ({ file, start, end, text: name })) };
}

function refusal(files: Files, symbol: NamedSymbol, name: string): string | null {
  if (!NAME.test(name))
    return `\`${name}\` is no name: a name is made of letters, digits, \`_\` and single \`-\`, and begins with a letter.`;
  if (name === symbol.name) return null;
  switch (symbol.kind) {
    case 'group':
      if (RESERVED_NAMES.has(name))
        return `A device group may not be called \`${name}\`: the path of a scenario could not tell them apart.`;
      return groupNamed(symbol.declaration, name) === null ? null : `There is already a group \`${name}\` in this twin.`;
    case 'type': {
      const taken = [...files.keys()].find(
        (file) => typeNamed(files, file, symbol.name)?.declaration === symbol.declaration && typeNamed(files, file, name) !== null,
      );
      return taken === undefined ? null : `There is already a device type \`${name}\` that ${taken} sees.`;
    }
    case 'twin':
      return files.get(symbol.file)?.tree.declarations.some((other) => other.kind === 'twin' && other.name.text === name) === true
        ? `There is already a twin \`${name}\` in this file.`
        : null;
    case 'scenario':
      return symbol.declaration.members.some((other) => other.kind === 'scenario' && other.name.text === name)
        ? `There is already a scenario \`${name}\` in this twin.`
        : null;
    case 'field': {
      const owners = symbol.owner?.kind === 'group' ? [symbol.owner.items] : ownersOf(files, symbol);
      return owners.some((items) => fieldsOf(items).some((field) => field.name.text === name))
        ? `There is already a field \`${name}\` beside it.`
        : null;
    }
    case 'model':
      return siblingsOf(files, symbol).some((model) => model.name.text === name) ? `There is already a model \`${name}\` beside it.` : null;
  }
}

/** The type that declares a field, and its groups. */
function ownersOf(files: Files, { declaration }: NamedSymbol): (readonly (Item | Member)[])[] {
  return [declaration.members, ...groupsOfType(files, declaration.name.text, declaration).map(({ group }) => group.items)];
}

function siblingsOf(files: Files, { file, mark }: NamedSymbol): Model[] {
  const parsed = files.get(file);
  if (parsed === undefined || mark === null) return [];
  const outer = nodeAt(parsed, mark.start).at(-3)?.node;
  return ((outer === undefined ? null : contentsOf(outer)) ?? []).filter((item) => 'kind' in item && item.kind === 'model');
}
