/** `textDocument/foldingRange`, `selectionRange`, `documentLink` and `linkedEditingRange`: what only the text's structure tells. */
import {
  documentLinks as links,
  foldingRanges as folds,
  linkedEditingRanges,
  selectionRanges as selections,
} from '@twin2multicloud/language';
import {
  FoldingRangeKind,
  type DocumentLink,
  type DocumentLinkParams,
  type FoldingRange,
  type FoldingRangeParams,
  type LinkedEditingRangeParams,
  type LinkedEditingRanges,
  type SelectionRange,
  type SelectionRangeParams,
} from 'vscode-languageserver';
import type { Session } from '../session.ts';
import { uriOf } from '../uris.ts';

export function foldingRanges(session: Session, { textDocument }: FoldingRangeParams): FoldingRange[] | null {
  const file = session.file(textDocument.uri);
  if (file === undefined) return null;
  return folds(file.parsed).flatMap(({ start, end, kind }) => {
    const [startLine, lastLine] = [file.lines.position(start).line, file.lines.position(end).line];
    // The line of the closing brace stays visible.
    const endLine = kind === 'block' ? lastLine - 1 : lastLine;
    if (endLine <= startLine) return [];
    if (kind === 'block') return [{ startLine, endLine }];
    return [{ startLine, endLine, kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Imports }];
  });
}

export function selectionRanges(session: Session, { textDocument, positions }: SelectionRangeParams): SelectionRange[] | null {
  const file = session.file(textDocument.uri);
  if (file === undefined) return null;
  return positions.map((position) => {
    const spans = selections(file.parsed, file.lines.offset(position));
    let range: SelectionRange | undefined;
    for (const span of [...spans].reverse()) range = { range: file.lines.range(span), ...(range === undefined ? {} : { parent: range }) };
    return range ?? { range: { start: position, end: position } };
  });
}

export function documentLinks(session: Session, { textDocument }: DocumentLinkParams): DocumentLink[] | null {
  const file = session.file(textDocument.uri);
  if (file === undefined) return null;
  return links(file.parsed).map(({ start, end, target }) => ({
    range: file.lines.range({ start, end }),
    target: session.files.get(target)?.uri ?? uriOf(target),
  }));
}

export function linkedEditing(session: Session, { textDocument, position }: LinkedEditingRangeParams): LinkedEditingRanges | null {
  const study = session.study(textDocument.uri);
  if (study === undefined) return null;
  const { file, program } = study;
  const spans = linkedEditingRanges(program, file.lines.offset(position));
  return spans.length === 0 ? null : { ranges: spans.map((span) => file.lines.range(span)) };
}
