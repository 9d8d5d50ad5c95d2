/** `textDocument/inlayHint` and its resolve: the figures at the ends of lines; the trace is added when somebody looks. */
import { costHover, hoverMarkdown } from '@twin2multicloud/analysis';
import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import type { Session } from '../session.ts';
import { hoverOptions } from './hover.ts';

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
  /** At most one a line: those of one line are told in one, each with its name. */
  const byLine = new Map<number, { readonly hint: InlayHint; readonly parts: { name: string; text: string }[] }>();
  for (const { kind, name, file: key, at, text } of outline.hints(start, end)) {
    if (key !== file.key || (figures !== 'both' && figures !== kind)) continue;
    const { line } = file.lines.position(at.start);
    const place = file.lines.endAt(line);
    if (place < start || at.start > end) continue;
    const before = byLine.get(line);
    if (before !== undefined) {
      before.parts.push({ name, text });
      continue;
    }
    const data: Data = { uri: file.uri, offset: at.start, version: file.version };
    byLine.set(line, { hint: { position: file.lines.position(place), label: text, paddingLeft: true, data }, parts: [{ name, text }] });
  }
  return [...byLine.values()].map(({ hint, parts }) =>
    parts.length === 1 ? hint : { ...hint, label: parts.map(({ name, text }) => `${name} ${text}`).join(' · ') },
  );
}

export function resolveInlayHint(session: Session, hint: InlayHint): InlayHint {
  const data = hint.data as Data | undefined;
  const study = data === undefined ? undefined : session.study(data.uri);
  if (data === undefined || study?.file.version !== data.version) return hint;
  const report = study.outline.reportAt(data.offset);
  const cost = report === null ? null : costHover(report, study.file.key, data.offset);
  if (report === null || cost === null) return hint;
  return { ...hint, tooltip: { kind: 'markdown', value: hoverMarkdown(report, cost, hoverOptions(session, study)) } };
}
