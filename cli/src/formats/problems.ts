/**
 * Problems for people and for other programs: text with the marked line, JSON, SARIF 2.1.0, JUnit, GitHub annotations.
 */
import type { CodeDoc, Problem } from '@twin2multicloud/language';
import type { Palette } from '../command-context.ts';
import type { Texts } from '../engine.ts';
import { problemDocument, type ProblemDocument } from './document.ts';
import { counted } from './numbers.ts';
import { displayWidth, printable } from './table.ts';

export interface ProblemReport {
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** One problem with the line that it marks, and its fixes. */
export function problemText(problem: Problem, texts: Texts, style: Palette): string {
  const { line, column } = texts.at(problem.file, problem.start);
  const end = texts.at(problem.file, problem.end);
  const colour = colourOf(problem.severity, style);
  const head = `${style.bold(`${problem.file}:${line}:${column}`)} ${colour(problem.severity)} ${style.dim(problem.code)} ${printable(problem.message)}`;
  const source = texts.line(problem.file, line);
  if (source.trim() === '') return head;
  const number = String(line);
  // Long lines are shown around the mark.
  const from = Math.max(0, Math.min(column - 1 - 30, source.length - 70));
  const shown = printable(source.slice(from, from + 100));
  const before = displayWidth(printable(source.slice(from, column - 1)));
  const last = end.line === line ? end.column : source.length + 1;
  const length = Math.max(1, Math.min(displayWidth(printable(source.slice(column - 1, last - 1))), displayWidth(shown) - before));
  const bar = style.dim('|');
  const lines = [
    head,
    `  ${style.dim(number)} ${bar} ${shown}`,
    `  ${' '.repeat(number.length)} ${bar} ${' '.repeat(before)}${colour('^'.repeat(length))}`,
  ];
  for (const fix of problem.fixes ?? []) lines.push(`    ${style.dim('fix:')} ${printable(fix.title)}`);
  for (const other of problem.related ?? []) {
    const at = texts.at(other.file, other.start);
    lines.push(`    ${style.dim('see:')} ${other.file}:${at.line}:${at.column} ${other.message}`);
  }
  return lines.join('\n');
}

/** One problem on one line, without its source. */
export function problemLine(problem: Problem, texts: Texts, style: Palette): string {
  const { line, column } = texts.at(problem.file, problem.start);
  return `${problem.file}:${line}:${column} ${colourOf(problem.severity, style)(problem.severity)} ${style.dim(problem.code)} ${printable(problem.message)}`;
}

/** `2 errors, 1 warning in 3 files`. */
export function problemCounts(reports: readonly ProblemReport[]): string {
  const all = reports.flatMap(({ problems }) => problems);
  const parts = (['error', 'warning', 'information'] as const).flatMap((severity) => {
    const count = all.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity === 'information' ? 'note' : severity)];
  });
  return `${parts.length === 0 ? 'No problems' : parts.join(', ')} in ${counted(reports.length, 'file')}.`;
}

function colourOf(severity: Problem['severity'], style: Palette): (text: string) => string {
  return severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.blue;
}

export interface CheckDocument {
  readonly schema: 'twin-check/1';
  readonly files: readonly { readonly file: string; readonly problems: readonly ProblemDocument[] }[];
}

export function problemsJson(reports: readonly ProblemReport[], texts: Texts): CheckDocument {
  return {
    schema: 'twin-check/1',
    files: reports.map(({ file, problems }) => ({ file, problems: problems.map((problem) => problemDocument(problem, texts)) })),
  };
}

/** Static Analysis Results Interchange Format 2.1.0, as GitHub's code scanning takes it. */
export function problemsSarif(
  reports: readonly ProblemReport[],
  texts: Texts,
  tool: { readonly version: string; readonly docs: ReadonlyMap<string, CodeDoc> },
): object {
  const problems = reports.flatMap((report) => report.problems);
  const codes = [...new Set(problems.map((problem) => problem.code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'twin',
            version: tool.version,
            rules: codes.map((id) => {
              const doc = tool.docs.get(id);
              return {
                id,
                shortDescription: { text: doc?.title ?? id },
                ...(doc === undefined ? {} : { help: { text: doc.explanation, markdown: doc.explanation } }),
              };
            }),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => {
          const { line, column, endLine, endColumn } = problemDocument(problem, texts);
          return {
            ruleId: problem.code,
            ruleIndex: codes.indexOf(problem.code),
            level: problem.severity === 'information' ? 'note' : problem.severity,
            message: { text: problem.message },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: encodeURI(slashes(problem.file)) },
                  region: { startLine: line, startColumn: column, endLine, endColumn },
                },
              },
            ],
          };
        }),
      },
    ],
  };
}

/** JUnit's XML: a test suite for each file, a failed test case for each error (`strict`: and warning); other problems are told in passed ones. */
export function problemsJunit(reports: readonly ProblemReport[], texts: Texts, strict = false): string {
  const suites = reports.map(({ file, problems }) => {
    const fails = (problem: Problem): boolean => problem.severity === 'error' || (strict && problem.severity === 'warning');
    const cases = problems.map((problem) => {
      const { line, column } = texts.at(problem.file, problem.start);
      const head = `    <testcase name="${xml(`${problem.file}:${line}:${column} ${problem.code}`)}" classname="${xml(file)}">`;
      return fails(problem)
        ? `${head}<failure type="${problem.code}" message="${xml(problem.message)}"/></testcase>`
        : `${head}<system-out>${xml(`${problem.severity}: ${problem.message}`)}</system-out></testcase>`;
    });
    if (cases.length === 0) cases.push(`    <testcase name="${xml(file)}" classname="${xml(file)}"/>`);
    const failures = problems.filter(fails).length;
    return [`  <testsuite name="${xml(file)}" tests="${cases.length}" failures="${failures}" errors="0">`, ...cases, '  </testsuite>'].join(
      '\n',
    );
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="twin check">', ...suites, '</testsuites>', ''].join('\n');
}

/** Workflow commands that GitHub shows beside the line. */
export function problemsGithub(reports: readonly ProblemReport[], texts: Texts): string {
  const escape = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string): string => escape(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return reports
    .flatMap(({ problems }) => problems)
    .map((problem) => {
      const { line, column, endLine, endColumn } = problemDocument(problem, texts);
      const kind = problem.severity === 'information' ? 'notice' : problem.severity;
      const place = `file=${property(slashes(problem.file))},line=${line},col=${column},endLine=${endLine},endColumn=${endColumn}`;
      return `::${kind} ${place},title=${property(problem.code)}::${escape(problem.message)}\n`;
    })
    .join('');
}

function xml(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
