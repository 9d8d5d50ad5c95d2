/** `textDocument/inlayHint` and its resolve: the figures at the ends of lines; the trace is added when somebody looks. */
import { costHover, hoverMarkdown } from '@twin2multicloud/analysis';
import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import type { Session } from '../session.ts';

interface Data {
  readonly uri: string;
  readonly offset: number;
  readonly version: number | null;
}

export function inlayHints(session: Session, { textDocument, range }: InlayHintParams): InlayHint[] | null {
  const { enabled, figures } = session.settings.inlayHints;
  const study = enabled ? session.study(textDocument.uri) : undefined;
  if (study === undefined) return enabled ? null : [];
  const { file, outline } = study;
  const [start, end] = [file.lines.offset(range.start), file.lines.offset(range.end)];
  return outline.hints(start, end).flatMap(({ kind, file: key, at, text }) => {
    if (key !== file.key || (figures !== 'both' && figures !== kind)) return [];
    const { line } = file.lines.position(at.start);
    const place = file.lines.endAt(line);
    if (place < start || at.start > end) return [];
    const data: Data = { uri: file.uri, offset: at.start, version: file.version };
    return [{ position: file.lines.position(place), label: text, paddingLeft: true, data }];
  });
}

export function resolveInlayHint(session: Session, hint: InlayHint): InlayHint {
  const data = hint.data as Data | undefined;
  const study = data === undefined ? undefined : session.study(data.uri);
  if (data === undefined || study?.file.version !== data.version) return hint;
  const report = study.outline.reportAt(data.offset);
  const cost = report === null ? null : costHover(report, study.file.key, data.offset);
  if (report === null || cost === null) return hint;
  return { ...hint, tooltip: { kind: 'markdown', value: hoverMarkdown(report, cost, session.today()) } };
}
