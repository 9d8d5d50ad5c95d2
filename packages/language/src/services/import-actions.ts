/** Imports the file that declares a device type which is not known here, if a loaded file does. */

import type { TextEdit } from '../problem.ts';
import type { ParsedFile, Program } from '../semantics/program.ts';
import { lineBreakOf } from './chunks.ts';
import { relativePath } from './file-renames.ts';
import { typeNamed } from './symbols.ts';

/** An import that would make a type visible. */
export interface ImportOffer {
  /** As it is written: `./devices.twin`. */
  readonly path: string;
  readonly edit: TextEdit;
}

/** The imports that would make a type known in the entry file; empty where it is known already. */
export function importsFor(program: Program, name: string): ImportOffer[] {
  const parsed = program.files.get(program.entry);
  if (parsed === undefined || name === '' || typeNamed(program.files, program.entry, name) !== null) return [];
  const offers: ImportOffer[] = [];
  for (const [file, other] of program.files) {
    if (file === program.entry) continue;
    if (!other.tree.declarations.some((declaration) => declaration.kind === 'device' && declaration.name.text === name)) continue;
    const path = relativePath(program.entry, file);
    offers.push({ path, edit: importEdit(parsed, path) });
  }
  return offers;
}

/** Imports a file: after the last import; without one, after the `language` line; else before everything. */
export function importEdit({ text, file, tree }: ParsedFile, path: string): TextEdit {
  const eol = lineBreakOf(text);
  const line = `import "${path}"`;
  const last = tree.imports.at(-1);
  const after = last?.end ?? tree.language?.span.end;
  if (after === undefined) {
    const start = text.startsWith('\ufeff') ? 1 : 0;
    return { file, start, end: start, text: `${line}${eol}${eol}` };
  }
  // A comment behind the line stays with it.
  const end = after + (/^[^\r\n]*/.exec(text.slice(after, after + 1_000))?.[0].length ?? 0);
  return { file, start: end, end, text: last === undefined ? `${eol}${eol}${line}` : `${eol}${line}` };
}
