/** Problems as diagnostics: of an open file, and of every file of the workspace. Who gets them when is server.ts' matter. */
import { createAnalyzer } from '@twin2multicloud/analysis';
import { parse, type Problem } from '@twin2multicloud/language';
import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { TextFile } from './files.ts';
import type { Session } from './session.ts';
import type { Turns } from './turns.ts';
import { keyOf } from './uris.ts';
import { loadWorkspace } from './workspace.ts';

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** A problem of another file (an imported type's payload is above a limit) stands at the file's first import, with a link to the place. */
export function diagnosticOf(session: Session, { file }: { readonly file: TextFile }, problem: Problem): Diagnostic {
  const { code, severity, message } = problem;
  const page = session.pageOf(code);
  const elsewhere = problem.file !== file.key;
  const first = file.parsed.tree.imports[0];
  const span = elsewhere ? (first?.path ?? { start: 0, end: 0 }) : problem;
  const related = [
    ...(elsewhere ? [{ message, file: problem.file, start: problem.start, end: problem.end }] : []),
    ...(problem.related ?? []),
  ];
  const information = related.flatMap((spot) => {
    const other = session.files.get(spot.file);
    return other === undefined ? [] : [{ message: spot.message, location: { uri: other.uri, range: other.lines.range(spot) } }];
  });
  return {
    range: file.lines.range(span),
    severity: SEVERITIES[severity],
    code,
    ...(page === null ? {} : { codeDescription: { href: page } }),
    source: 'twin',
    message,
    ...(information.length === 0 ? {} : { relatedInformation: information }),
  };
}

/** The diagnostics of an open file as of now; undefined where it is not open. */
export function diagnosticsOf(session: Session, uri: string): { file: TextFile; items: Diagnostic[]; id: string } | undefined {
  const study = session.study(uri);
  if (study === undefined) return undefined;
  return {
    file: study.file,
    items: study.outline.problems.map((problem) => diagnosticOf(session, study, problem)),
    id: String(study.serial),
  };
}

/** `textDocument/diagnostic`. */
export function pullDocument(session: Session, { textDocument, previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport {
  const study = session.study(textDocument.uri);
  if (study === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const id = String(study.serial);
  if (previousResultId === id) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: diagnosticsOf(session, textDocument.uri)?.items ?? [] };
}

/** `workspace/diagnostic`: every file of the folders, and the open ones. */
export async function pullWorkspace(
  session: Session,
  { previousResultIds }: WorkspaceDiagnosticParams,
  turns: Turns,
): Promise<WorkspaceDiagnosticReport> {
  const keys = await loadWorkspace(session, turns);
  const before = new Map(previousResultIds.map(({ uri, value }) => [keyOf(uri), value]));
  const reports: WorkspaceDocumentDiagnosticReport[] = [];
  for (const [index, key] of keys.entries()) {
    await turns.pause(index, keys.length);
    const report = reportOf(session, key, before.get(key));
    if (report !== null) reports.push(report);
    before.delete(key);
  }
  // What was told of a file that is gone is taken back.
  for (const key of before.keys()) {
    reports.push({
      kind: DocumentDiagnosticReportKind.Full,
      uri: session.files.get(key)?.uri ?? previousUri(previousResultIds, key),
      version: null,
      items: [],
    });
  }
  return { items: reports };
}

function previousUri(previous: readonly { readonly uri: string }[], key: string): string {
  return previous.find(({ uri }) => keyOf(uri) === key)?.uri ?? key;
}

function reportOf(session: Session, key: string, previous: string | undefined): WorkspaceDocumentDiagnosticReport | null {
  const open = session.files.opened(key);
  if (open !== undefined) {
    const report = pullDocument(session, { textDocument: open, ...(previous === undefined ? {} : { previousResultId: previous }) });
    return { ...report, uri: open.uri, version: open.version };
  }
  const file = session.files.get(key);
  if (file === undefined) return null;
  const { serial, diagnostics } = closedStudy(session, file);
  const id = `d${serial}`;
  if (previous === id) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id, uri: file.uri, version: null };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: id, uri: file.uri, version: null, items: [...diagnostics] };
}

/** Kept until the file or one of its imports is another. The figures themselves are not kept: a thousand of them would fill the memory. */
function closedStudy(session: Session, file: TextFile): { readonly serial: number; readonly diagnostics: readonly Diagnostic[] } {
  const program = session.program(file.key);
  const basis = [...program.imports.keys()].map((key) => session.files.get(key));
  const kept = session.kept.get(file.key);
  if (kept?.basis.length === basis.length && kept.basis.every((one, index) => one === basis[index])) return kept;
  // Of a tree of its own: what is known of a tree is kept as long as the tree is, and the file's tree stays.
  const own = new Map(program.files).set(file.key, parse(file.parsed.text, file.key));
  const outline = createAnalyzer(session.options).update({ ...program, files: own });
  const fresh = {
    basis,
    diagnostics: outline.problems.map((problem) => diagnosticOf(session, { file }, problem)),
    serial: session.nextSerial(),
  };
  session.kept.set(file.key, fresh);
  return fresh;
}
