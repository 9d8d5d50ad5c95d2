/** `textDocument/hover`: what the word means, below it what it costs, and what the change of its line against git's HEAD does. */
import {
  costHover,
  hoverMarkdown,
  lineChange,
  lineChangeMarkdown,
  type Base,
  type CostHover,
  type HoverOptions,
  type LineChange,
  type TwinReport,
} from '@twin2multicloud/analysis';
import { documentation, nodeAt, type ParsedFile } from '@twin2multicloud/language';
import { COMMANDS, type ExplainParams } from '@twin2multicloud/protocol';
import type { Hover, HoverParams } from 'vscode-languageserver';
import type { Head } from '../head.ts';
import { HEAD } from '../head-state.ts';
import type { Session, Study } from '../session.ts';

export function hover(session: Session, { textDocument: { uri }, position }: HoverParams): Hover | null | Promise<Hover | null> {
  const study = session.study(uri);
  if (study === undefined) return null;
  const answer = (now: Study, head: Head): Hover | null => keptHover(session, now, now.file.lines.offset(position), head);
  const head = session.heads.soon(study.file.key);
  if (!(head instanceof Promise)) return answer(study, head);
  // The text may be another by then.
  return head.then((known) => {
    const now = session.study(uri);
    return now === undefined ? null : answer(now, known);
  });
}

interface Kept {
  readonly base: Base | null | undefined;
  readonly today: string;
  readonly found: Map<number, Hover | null>;
}

/** A hover is worded once for the same text, HEAD and day. */
const hovers = new WeakMap<Study, Kept>();

function keptHover(session: Session, study: Study, offset: number, head: Head): Hover | null {
  const [base, today] = [head?.base, session.today()];
  let kept = hovers.get(study);
  if (kept?.base !== base || kept?.today !== today) hovers.set(study, (kept = { base, today, found: new Map() }));
  let found = kept.found.get(offset);
  if (found === undefined) kept.found.set(offset, (found = hoverOf(session, study, offset, head)));
  return found;
}

function hoverOf(session: Session, study: Study, offset: number, head: Head): Hover | null {
  const { file, program, outline } = study;
  const meaning = documentation(program, offset);
  const report = outline.reportAt(offset);
  // A cost belongs to a word, not to the blank beside it.
  const cost = meaning === null || report === null ? null : costHover(report, file.key, offset, meaning.keyword);
  const problem = outline.problems.find(({ file: at, start, end }) => at === file.key && start <= offset && offset <= end);
  const page = problem === undefined ? null : session.pageOf(problem.code);
  const span = meaning ?? valueAt(file.parsed, offset);
  const change = span === null || head?.base == null ? null : changeAt(head.base, study, offset);
  if (span === null || (meaning === null && change === null)) return null;
  const parts = [
    ...(meaning === null ? [] : [meaning.markdown]),
    ...(change === null ? [] : [lineChangeMarkdown(change, HEAD)]),
    ...(cost === null || report === null ? [] : [costPart(session, study, report, cost)]),
    ...(page === null ? [] : [`[${problem?.code ?? ''}](${page})`]),
  ];
  return { contents: { kind: 'markdown', value: parts.join('\n\n---\n\n') }, range: file.lines.range(span) };
}

/** A number or a text means nothing to the language, but it may have changed. */
function valueAt(parsed: ParsedFile, offset: number): { readonly start: number; readonly end: number } | null {
  const last = nodeAt(parsed, offset).at(-1);
  return last !== undefined && (!('kind' in last.node) || VALUES.has(last.node.kind)) ? last : null;
}

const VALUES = new Set(['quantity', 'text', 'boolean', 'path']);

/** A changed line is priced once for the same text and the same HEAD. */
const changes = new WeakMap<Study, { readonly base: Base; readonly found: Map<number, LineChange | null> }>();

function changeAt(base: Base, study: Study, offset: number): LineChange | null {
  let known = changes.get(study);
  if (known?.base !== base) changes.set(study, (known = { base, found: new Map() }));
  let change = known.found.get(offset);
  if (change === undefined) {
    known.found.set(offset, (change = lineChange(base, study.program, study.outline.reports, offset)));
  }
  return change;
}

/** The table, and for clients that have the command a link to the whole trace of what it sums up. */
function costPart(session: Session, study: Study, report: TwinReport, cost: CostHover): string {
  const table = hoverMarkdown(report, cost, hoverOptions(session, study));
  return session.features.commands ? `${table}${table.endsWith('|') ? '\n\n' : ' · '}${explainLink(study, report, cost)}` : table;
}

/** What a hover needs beside the figures: the prices for other message rates, today, and the numbers of lines. */
export function hoverOptions(session: Session, { file }: Study): HoverOptions {
  return {
    today: session.today(),
    analysis: session.options,
    lineOf: (at) => (at.file === file.key ? file.lines.position(at.start).line + 1 : null),
  };
}

function explainLink({ file }: Study, report: TwinReport, cost: CostHover): string {
  const params: ExplainParams = {
    uri: file.uri,
    twin: report.name,
    ...(report.variant === null ? {} : { scenario: report.variant }),
    ...(cost.kind === 'slot' ? { slot: cost.slot } : {}),
  };
  return `[Explain](command:${COMMANDS.explain}?${encodeURIComponent(JSON.stringify([params]))})`;
}
