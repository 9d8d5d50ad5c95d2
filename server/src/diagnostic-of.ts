/**
 * One problem as a diagnostic, whole or as JSON. Of problems that an edit only moves, or leaves where they are, neither is made anew: most
 * of what is sent after a keystroke was sent before it.
 */
import type { Outline } from '@twin2multicloud/analysis';
import type { Problem, SourceRange } from '@twin2multicloud/language';
import { DiagnosticSeverity, type Diagnostic, type DiagnosticRelatedInformation, type Range } from 'vscode-languageserver';
import type { TextFile } from './files.ts';
import type { Lines } from './lines.ts';
import type { Session } from './session.ts';

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** What was made of a problem last. */
const made = new WeakMap<Problem, Diagnostic>();
/** The JSON of a diagnostic behind its range. */
const tails = new WeakMap<Diagnostic, string>();

export interface Spot extends SourceRange {
  readonly message: string;
}

/** What a problem says, at a range that may be another than its own. */
export function diagnosticAt(
  session: Session,
  range: Range,
  { code, severity, message }: Pick<Problem, 'code' | 'severity' | 'message'>,
  related: readonly Spot[] = [],
): Diagnostic {
  const page = session.pageOf(code);
  const information = related.flatMap((spot): DiagnosticRelatedInformation[] => {
    const other = session.files.get(spot.file);
    return other === undefined
      ? []
      : [{ message: session.inWords(spot.message), location: { uri: other.uri, range: other.lines.range(spot) } }];
  });
  return {
    range,
    severity: SEVERITIES[severity],
    code,
    ...(page === null ? {} : { codeDescription: { href: page } }),
    source: 'twin',
    message: session.inWords(message),
    ...(information.length === 0 ? {} : { relatedInformation: information }),
  };
}

/** What a problem of a file says, where it stands. */
export function diagnosticOf(session: Session, { lines }: TextFile, problem: Problem): Diagnostic {
  return diagnosticAt(session, lines.range(problem), problem, problem.related);
}

/** What was made of an outline, at a count of edits. */
interface Shown {
  readonly placed: Outline['placed'];
  /** One for each problem of the file itself; null where it names other places, which may move by another way. */
  readonly items: readonly (Diagnostic | null)[];
  readonly edits: number;
}

/** What was made last, by the lines that it stands on. */
const shown = new WeakMap<Lines, Shown>();

/** The problems of an outline that stand in its own file. */
export function ownDiagnostics(session: Session, file: TextFile, outline: Outline): readonly Diagnostic[] {
  const { placed } = outline;
  const { lines } = file;
  const before = shown.get(lines);
  // One edit within a line: what stands at the same offset stands at the same line and column.
  const same = before !== undefined && lines.edits - before.edits <= 1 && lines.recounted <= before.edits ? before : null;
  const items: Diagnostic[] = [];
  const kept: (Diagnostic | null)[] = [];
  for (const [index, one] of placed.entries()) {
    // A problem that was here before is not looked into: hundreds of them lie all over the memory.
    const old = same?.placed[index] === one ? (same.items[index] ?? null) : null;
    // Those of other files come last.
    if (old === null && one.found.file !== file.key) break;
    const item = old ?? diagnosticOfPlaced(session, file, outline, one);
    items.push(item);
    kept.push(old ?? (one.found.related === undefined ? item : null));
  }
  shown.set(lines, { placed, items: kept, edits: lines.edits });
  return items;
}

/** The diagnostic of before where nothing is other than before. */
function diagnosticOfPlaced(session: Session, file: TextFile, { present }: Outline, placed: Outline['placed'][number]): Diagnostic {
  const { found } = placed;
  if (found.related !== undefined) return diagnosticOf(session, file, present(placed));
  const before = made.get(found);
  const range = file.lines.range(placed);
  if (before !== undefined && isSame(before.range, range)) return before;
  const now = before === undefined ? diagnosticAt(session, range, found) : { ...before, range };
  const tail = before === undefined ? undefined : tails.get(before);
  if (tail !== undefined) tails.set(now, tail);
  made.set(found, now);
  return now;
}

function isSame(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

/** A diagnostic as JSON. */
export function diagnosticJson(diagnostic: Diagnostic): string {
  let tail = tails.get(diagnostic);
  if (tail === undefined) tails.set(diagnostic, (tail = JSON.stringify({ ...diagnostic, range: undefined }).slice(1)));
  const { start, end } = diagnostic.range;
  return `{"range":{"start":{"line":${start.line},"character":${start.character}},"end":{"line":${end.line},"character":${end.character}}},${tail}`;
}
