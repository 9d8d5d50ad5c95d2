/** Texts of a file that name other files: imports, functions of `run` and `call`, scenes. Whether they exist is the host's to know. */

import type { ParsedFile } from '../semantics/program.ts';
import { resolveImport } from '../semantics/program.ts';
import type { Span } from '../tree.ts';
import { marksOfMember } from './marks.ts';

export interface DocumentLink extends Span {
  /** The path of the file, resolved like an import's. */
  readonly target: string;
  readonly statement: 'import' | 'run' | 'call' | 'scene';
}

/** The links of a file, in order; the range is the text without its quotation marks. */
export function documentLinks(parsed: ParsedFile): DocumentLink[] {
  const links: DocumentLink[] = [];
  const add = (path: string, start: number, end: number, statement: DocumentLink['statement']): void => {
    if (path === '') return;
    const closed = parsed.text.charAt(end - 1) === '"' && end - start > 1;
    links.push({ start: start + 1, end: closed ? end - 1 : end, target: resolveImport(parsed.file, path), statement });
  };
  for (const { path } of parsed.tree.imports) if (path !== null) add(path.value, path.start, path.end, 'import');
  for (const declaration of parsed.tree.declarations) {
    if (declaration.kind === 'device') continue;
    for (const member of declaration.members) {
      if (member.kind !== 'block') continue;
      const base = declaration.start + member.start;
      for (const mark of marksOfMember(member, false)) {
        if (mark.role === 'file' && mark.statement !== undefined) add(mark.text, base + mark.start, base + mark.end, mark.statement);
      }
    }
  }
  return links;
}
