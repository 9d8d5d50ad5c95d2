/** Problems as diagnostics: of an open file, and of every file of the workspace. Who gets them when is server.ts' matter. */
import { createAnalyzer } from '@twin2multicloud/analysis';
import { link, parse, type Parsed, type Program } from '@twin2multicloud/language';
import {
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { TextFile } from './files.ts';
import { foundByImporters, foundElsewhere, shownProblems } from './imported.ts';
import type { Kept, Session } from './session.ts';
import type { Turns } from './turns.ts';
import { keyOf } from './uris.ts';
import { READING, readWorkspace } from './workspace.ts';

/** So many files are checked before all garbage is collected. */
const RELIEF = 128;

/** The diagnostics of an open file as of now; undefined where it is not open. */
export function diagnosticsOf(session: Session, uri: string): { file: TextFile; items: Diagnostic[]; id: string } | undefined {
  const study = session.study(uri);
  if (study === undefined) return undefined;
  const found = foundByImporters(session, study.file);
  session.told.set(study.file.key, found.serial);
  return { file: study.file, items: [...shownProblems(session, study), ...found.items], id: idOf(study.serial, found.serial) };
}

function idOf(own: number | string, found: number): string {
  return found === 0 ? String(own) : `${own}.${found}`;
}

/** `textDocument/diagnostic`. */
export function pullDocument(session: Session, { textDocument, previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport {
  const found = diagnosticsOf(session, textDocument.uri);
  if (found === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const { id, items } = found;
  if (previousResultId === id) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
}

/** `workspace/diagnostic`: every file of the folders, and the open ones. */
export function pullWorkspace(session: Session, params: WorkspaceDiagnosticParams, turns: Turns): Promise<WorkspaceDiagnosticReport> {
  return session.host.frugally(() => reportOnAll(session, params, turns));
}

async function reportOnAll(
  session: Session,
  { previousResultIds }: WorkspaceDiagnosticParams,
  turns: Turns,
): Promise<WorkspaceDiagnosticReport> {
  const keys = await readWorkspace(session, turns);
  const before = new Map(previousResultIds.map(({ uri, value }) => [keyOf(uri), value]));
  for (const [index, key] of keys.entries()) {
    await turns.pause(READING + ((1 - READING) * index) / keys.length, `${index} of ${keys.length} files`);
    if (index % RELIEF === RELIEF - 1) session.host.relieve();
    await settleFile(session, key);
  }
  // Only now is it known what each file found in others.
  const reports: WorkspaceDocumentDiagnosticReport[] = [];
  for (const key of keys) {
    const report = await reportOf(session, key, before.get(key));
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

/** Afterwards a file's figures are known, or what is kept of them. */
async function settleFile(session: Session, key: string): Promise<void> {
  const open = session.files.opened(key);
  if (open !== undefined) {
    const loading = session.settle(open.uri);
    if (loading !== undefined) await loading;
    session.study(open.uri);
    return;
  }
  const file = session.files.get(key);
  if (file !== undefined) await closedStudy(session, file);
}

async function reportOf(session: Session, key: string, previous: string | undefined): Promise<WorkspaceDocumentDiagnosticReport | null> {
  const open = session.files.opened(key);
  if (open !== undefined) {
    const report = pullDocument(session, { textDocument: open, ...(previous === undefined ? {} : { previousResultId: previous }) });
    return { ...report, uri: open.uri, version: open.version };
  }
  const file = session.files.get(key);
  if (file === undefined) return null;
  const { serial, diagnostics } = await closedStudy(session, file);
  const found = foundByImporters(session, file);
  const id = idOf(`d${serial}`, found.serial);
  if (previous === id) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id, uri: file.uri, version: null };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: id, uri: file.uri, version: null, items: [...diagnostics, ...found.items] };
}

/** Kept until the file or one that it reached is another. The figures themselves are not kept: a thousand of them would fill the memory. */
async function closedStudy(session: Session, file: TextFile): Promise<Kept> {
  const kept = session.kept.get(file.key);
  if (kept !== undefined && session.holds(kept)) return kept;
  const program = await closedProgram(session, file);
  const outline = createAnalyzer(session.options).update(program);
  const fresh: Kept = {
    basis: [
      [file.key, file.parsed],
      ...[...program.imports.values()]
        .flat()
        .flatMap(({ path }): Kept['basis'] => (path === null ? [] : [[path, session.files.get(path)?.parsed]])),
    ],
    diagnostics: shownProblems(session, { file, program, outline }),
    elsewhere: foundElsewhere({ file, program, outline }),
    serial: session.nextSerial(),
  };
  session.kept.set(file.key, fresh);
  return fresh;
}

/** A file that is not open, with what it imports. It gets a tree of its own, which goes as it came: what is known of a tree lives as long. */
async function closedProgram(session: Session, { key, parsed }: TextFile): Promise<Program> {
  const files = new Map<string, Parsed>([[key, parse(parsed.text, key)]]);
  const { unreadable } = session.files;
  let program = link(files, key, { unreadable });
  while (program.missing.length > 0) {
    await Promise.all(program.missing.map((path) => session.files.load(path)));
    const before = files.size + unreadable.size;
    for (const path of program.missing) {
      const found = session.files.get(path);
      if (found !== undefined) files.set(path, found.parsed);
    }
    // A file that went away meanwhile stays missing.
    if (files.size + unreadable.size === before && program.missing.every((path) => !unreadable.has(path))) break;
    program = link(files, key, { unreadable });
  }
  return program;
}
