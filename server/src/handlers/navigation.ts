/** `textDocument/definition`, `references` and `documentHighlight`. */
import {
  definition as definitions,
  documentHighlights,
  references as allReferences,
  type Location as Place,
} from '@twin2multicloud/language';
import {
  DocumentHighlightKind,
  type DefinitionParams,
  type DocumentHighlight,
  type DocumentHighlightParams,
  type Location,
  type ReferenceParams,
} from 'vscode-languageserver';
import { refuseOtherText } from '../arrival.ts';
import type { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { loadWorkspace } from '../workspace.ts';

export function definition(session: Session, { textDocument, position }: DefinitionParams): Location[] | null {
  const study = session.study(textDocument.uri);
  if (study === undefined) return null;
  return locations(session, definitions(study.program, study.file.lines.offset(position)));
}

/** In all files of the workspace. */
export async function references(
  session: Session,
  { textDocument, position, context }: ReferenceParams,
  turns: Turns,
): Promise<Location[] | null> {
  const file = session.file(textDocument.uri);
  if (file === undefined) return null;
  await loadWorkspace(session, turns);
  refuseOtherText(session, file);
  const found = allReferences(session.wideProgram(file.key), file.lines.offset(position), { declaration: context.includeDeclaration });
  return locations(session, found);
}

export function highlights(session: Session, { textDocument, position }: DocumentHighlightParams): DocumentHighlight[] | null {
  const study = session.study(textDocument.uri);
  if (study === undefined) return null;
  const { file, program } = study;
  return documentHighlights(program, file.lines.offset(position)).map(({ start, end, kind }) => ({
    range: file.lines.range({ start, end }),
    kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

function locations(session: Session, places: readonly Place[]): Location[] {
  return places.flatMap(({ file: key, start, end }) => {
    const file = session.files.get(key);
    return file === undefined ? [] : [{ uri: file.uri, range: file.lines.range({ start, end }) }];
  });
}
