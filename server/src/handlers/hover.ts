/** `textDocument/hover`: what the word means, and below it what it costs. */
import { costHover, hoverMarkdown, type TwinReport } from '@twin2multicloud/analysis';
import { documentation } from '@twin2multicloud/language';
import { COMMANDS, type ExplainParams } from '@twin2multicloud/protocol';
import type { Hover, HoverParams } from 'vscode-languageserver';
import type { Session } from '../session.ts';

export function hover(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const study = session.study(textDocument.uri);
  if (study === undefined) return null;
  const { file, program, outline } = study;
  const offset = file.lines.offset(position);
  const meaning = documentation(program, offset);
  const report = outline.reportAt(offset);
  // A cost belongs to a word, not to the blank beside it.
  const cost = meaning === null || report === null ? null : costHover(report, file.key, offset);
  const problem = outline.problems.find(({ file: at, start, end }) => at === file.key && start <= offset && offset <= end);
  const page = problem === undefined ? null : session.pageOf(problem.code);
  const parts = [
    ...(meaning === null ? [] : [meaning.markdown]),
    ...(cost === null || report === null ? [] : costParts(session, report, cost, file.uri)),
    ...(page === null ? [] : [`[${problem?.code ?? ''}](${page})`]),
  ];
  if (meaning === null || parts.length === 0) return null;
  return { contents: { kind: 'markdown', value: parts.join('\n\n---\n\n') }, range: file.lines.range(meaning) };
}

/** The table, and for clients that have the command a link to the whole trace of what it sums up. */
function costParts(session: Session, report: TwinReport, cost: NonNullable<ReturnType<typeof costHover>>, uri: string): string[] {
  const table = hoverMarkdown(report, cost, session.today());
  if (!session.features.commands) return [table];
  const params: ExplainParams = {
    uri,
    twin: report.name,
    ...(report.variant === null ? {} : { scenario: report.variant }),
    ...(cost.kind === 'slot' ? { slot: cost.slot } : {}),
  };
  const link = `[Explain](command:${COMMANDS.explain}?${encodeURIComponent(JSON.stringify([params]))})`;
  return [`${table}${table.endsWith('|') ? '\n\n' : ' · '}${link}`];
}
