/**
 * `parse`: text → an immutable parsed document. It holds the tree, and the problems by the part of the tree that they
 * belong to, so that an unchanged part keeps its problems. Re-parsing after an edit stands in update.ts.
 */
import type { Declaration, Member, SourceFile } from '../tree.ts';
import type { Problem, QuickFix } from '../problem.ts';
import { lex } from './tokens.ts';
import { theParser, type RawProblem } from './parser.ts';
import { TextBuffer } from './text-buffer.ts';

/** A syntax problem with offsets relative to the start of what it belongs to: a member, a declaration or the file. */
export interface SyntaxProblem {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly fix: { readonly title: string; readonly start: number; readonly end: number; readonly text: string } | null;
}

/** The problems of one declaration: its own, and those of its members. */
export interface DeclarationProblems {
  own: SyntaxProblem[];
  members: Map<Member, SyntaxProblem[]>;
}

/** Where a document's problems are kept. */
export interface ProblemStore {
  file: SyntaxProblem[];
  declarations: Map<Declaration, DeclarationProblems>;
  /** Problems beyond the most that are kept. */
  dropped: number;
}

/** An immutable parsed document. */
export interface Parsed {
  readonly file: string;
  readonly text: string;
  readonly tree: SourceFile;
  /** Without the place of what they belong to; `syntaxProblems` gives them with the file's offsets. */
  readonly problems: readonly SyntaxProblem[];
}

interface State {
  tree: SourceFile;
  store: ProblemStore;
}

/**
 * The document behind `Parsed`. An edit moves the unchanged nodes of its tree into the next document (they keep their identity,
 * and only their `start` and `end` change); a document whose tree has moved on reads its text again when somebody still asks for it.
 */
export class Document implements Parsed {
  readonly file: string;
  readonly buffer: TextBuffer;
  #state: State | null;

  constructor(file: string, buffer: TextBuffer, state: State | null) {
    this.file = file;
    this.buffer = buffer;
    this.#state = state;
  }

  get text(): string {
    return this.buffer.text;
  }

  get tree(): SourceFile {
    return this.state().tree;
  }

  get problems(): readonly SyntaxProblem[] {
    const store = this.state().store;
    const all = [...store.file];
    for (const { own, members } of store.declarations.values()) {
      all.push(...own);
      for (const list of members.values()) all.push(...list);
    }
    return all;
  }

  /** The tree and the problems, read again if an edit took them. */
  state(): State {
    this.#state ??= parseText(this.text);
    return this.#state;
  }

  /** Hands the tree over to the document that follows an edit. */
  release(): State {
    const state = this.state();
    this.#state = null;
    return state;
  }
}

/** Parses a file. Never fails: a text that breaks the rules gives the tree of what could be read, and problems. */
export function parse(text: string, file = ''): Parsed {
  return documentOf(text, file);
}

/** `parse` for those inside who need more of the document than others may see. */
export function documentOf(text: string, file: string): Document {
  return new Document(file, new TextBuffer(text), parseText(text));
}

function parseText(text: string): State {
  const tree: SourceFile = { kind: 'file', start: 0, end: text.length, language: null, imports: [], declarations: [] };
  const parser = theParser();
  parser.parseFile(lex(text), text, 0, tree);
  const store: ProblemStore = { file: [], declarations: new Map(), dropped: parser.dropped };
  for (const problem of parser.problems) keepProblem(store, problem);
  return { tree, store };
}

/** Files a raw problem under what it belongs to. */
export function keepProblem(store: ProblemStore, raw: RawProblem): void {
  const { declaration, member } = raw;
  if (declaration === null) {
    store.file.push(moved(raw, 0));
    return;
  }
  let kept = store.declarations.get(declaration);
  if (kept === undefined) {
    kept = { own: [], members: new Map() };
    store.declarations.set(declaration, kept);
  }
  if (member === null) {
    kept.own.push(moved(raw, -declaration.start));
    return;
  }
  const problem = moved(raw, -declaration.start - member.start);
  const list = kept.members.get(member);
  if (list === undefined) kept.members.set(member, [problem]);
  else list.push(problem);
}

/** A problem at another place. */
export function moved(problem: SyntaxProblem, by: number): SyntaxProblem {
  const { code, message, start, end, fix } = problem;
  return {
    code,
    message,
    start: start + by,
    end: end + by,
    fix: fix === null ? null : { ...fix, start: fix.start + by, end: fix.end + by },
  };
}

/** The syntax problems of a document with the file's offsets, in the order of the text. */
export function syntaxProblems(parsed: Parsed): Problem[] {
  const document = parsed instanceof Document ? parsed : documentOf(parsed.text, parsed.file);
  const { store } = document.state();
  const problems: Problem[] = [];
  for (const problem of store.file) problems.push(problemAt(document.file, problem, 0));
  for (const [declaration, { own, members }] of store.declarations) {
    for (const problem of own) problems.push(problemAt(document.file, problem, declaration.start));
    for (const [member, list] of members) {
      for (const problem of list) problems.push(problemAt(document.file, problem, declaration.start + member.start));
    }
  }
  problems.sort((a, b) => a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  if (store.dropped > 0) problems.push(tooMany(document.file, store.dropped, document.buffer.length));
  return problems;
}

function problemAt(file: string, problem: SyntaxProblem, base: number): Problem {
  const { code, message } = problem;
  const found = { code, severity: 'error' as const, message, file, start: base + problem.start, end: base + problem.end };
  if (problem.fix === null) return found;
  const { title, start, end, text } = problem.fix;
  const fix: QuickFix = { title, edits: [{ file, start: base + start, end: base + end, text }], preferred: true };
  return { ...found, fixes: [fix] };
}

function tooMany(file: string, dropped: number, end: number): Problem {
  return {
    code: 'twin-1020',
    severity: 'error',
    message: `${dropped.toLocaleString('en-US')} more syntax problems are not listed`,
    file,
    start: end,
    end,
  };
}
