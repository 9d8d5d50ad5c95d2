/**
 * The formatter: a text in the house's layout, with every comment kept and its meaning unchanged. A part with a syntax problem
 * stays as it is and the rest is formatted. It prints what format-lines.ts has read and decides nothing about the language.
 */
import type { Declaration } from '../tree.ts';
import { readLines, type FormatBlock, type Line, type RawSpan, type Statement } from './format-lines.ts';
import { Document, documentOf, parse, type Parsed, type ProblemStore } from './parse.ts';
import { statementsOf } from './statements.ts';
import { Colon, Devices, Dot, lexAll, LeftParen, RightParen } from './tokens.ts';

export interface FormatOptions {
  /** The widest line that a block on one line may have; 120 if left out. */
  readonly width?: number;
}

/** The text in the house's layout: two spaces, aligned values, LF, a line break at its end. */
export function format(text: string, options: FormatOptions = {}): string {
  return formatParsed(parse(text), options);
}

/** `format` for a text that is already parsed. */
export function formatParsed(parsed: Parsed, options: FormatOptions = {}): string {
  const document = parsed instanceof Document ? parsed : documentOf(parsed.text, parsed.file);
  const { tree, store } = document.state();
  const text = document.text;
  const raw = rawSpans(text, tree.declarations, store);
  if (raw === null) return text;
  const statements = statementsOf(tree);
  const lines = readLines(text, lexAll(text), statements, raw);
  const printed = new Printer(options.width ?? 120, statements.seconds).lines(lines, 0);
  return printed.length === 0 ? '' : `${printed.join('\n')}\n`;
}

/** What must stay as it is; null where that is the whole file. */
function rawSpans(text: string, declarations: readonly Declaration[], store: ProblemStore): RawSpan[] | null {
  if (store.file.length > 0 || store.dropped > 0) return null;
  const spans: RawSpan[] = [];
  for (const declaration of declarations) {
    const kept = store.declarations.get(declaration);
    if (kept === undefined) continue;
    const members = damagedMembers(text, declaration, kept.own.length, kept.members);
    if (members !== null) {
      spans.push(...members);
      continue;
    }
    const span = rawSpan(text, declaration.start, declaration.end);
    if (span === null) return null;
    spans.push(span);
  }
  return spans;
}

/** The members with problems, each alone on its lines; null where the whole declaration must stay as it is. */
function damagedMembers(
  text: string,
  declaration: Declaration,
  own: number,
  members: ReadonlyMap<unknown, readonly { code: string }[]>,
): RawSpan[] | null {
  if (own > 0) return null;
  const spans: RawSpan[] = [];
  for (const member of declaration.members) {
    const problems = members.get(member);
    if (problems === undefined) continue;
    // A block that is not closed may reach into what follows it.
    if (problems.some((problem) => problem.code === 'twin-1006')) return null;
    const span = rawSpan(text, declaration.start + member.start, declaration.start + member.end);
    if (span === null) return null;
    spans.push(span);
  }
  return spans;
}

/** A span that begins and ends a line; null where something else stands on its lines. */
function rawSpan(text: string, start: number, end: number): RawSpan | null {
  let lineStart = start;
  while (lineStart > 0 && (text[lineStart - 1] === ' ' || text[lineStart - 1] === '\t')) lineStart--;
  if (lineStart > 0 && !/[\r\n\ufeff]/.test(text.charAt(lineStart - 1))) return null;
  return /^[ \t]*(?:[\r\n]|\/\/|$)/.test(text.slice(end, end + 400)) ? { lineStart, start, end } : null;
}

/** A line ready to be lined up with its neighbours. */
interface Printed {
  /** Lines of text; the first without its indentation. */
  text: string[];
  /** Where the first line may be stretched, and with which lines; −1 where it may not. */
  stretch: number;
  group: string;
  comment: string | null;
}

class Printer {
  readonly #width: number;
  readonly #seconds: ReadonlySet<number>;

  constructor(width: number, seconds: ReadonlySet<number>) {
    this.#width = width;
    this.#seconds = seconds;
  }

  /** The printed lines of a block's contents. */
  lines(lines: readonly Line[], depth: number, split = false): string[] {
    const output: string[] = [];
    let run: Printed[] = [];
    const indent = '  '.repeat(depth);
    const flush = (): void => {
      this.#align(run, indent.length);
      for (const { text } of run) output.push(...text.map((line, index) => (index === 0 ? indent + line : line)));
      run = [];
    };
    for (const line of lines) {
      if (line.blank || line.kind !== 'statements') flush();
      if (line.blank) output.push('');
      if (line.kind === 'comment') output.push(indent + line.text);
      else if (line.kind === 'raw') output.push(...withComment(line.text, line.comment).split(/\r\n?|\n/));
      else run.push(...this.#statements(line, depth, split));
    }
    flush();
    return output;
  }

  #statements(line: Line, depth: number, split: boolean): Printed[] {
    const printed = line.statements.map((statement) => this.#statement(statement, depth));
    const flat =
      printed.every(({ text }) => text.length === 1) && !line.statements.some(({ parts }) => parts.some(({ kind }) => kind === 'block'));
    const together = printed.map(({ text }) => text[0] ?? '').join('  ');
    if (!split && flat && printed.length > 1 && 2 * depth + together.length <= this.#width) {
      return [{ text: [together], stretch: -1, group: '', comment: line.comment }];
    }
    const last = printed[printed.length - 1];
    if (last !== undefined) last.comment = line.comment;
    return printed;
  }

  #statement(statement: Statement, depth: number): Printed {
    const flat = this.#flat(statement);
    if (flat !== null && 2 * depth + flat.text.length <= this.#width)
      return { text: [flat.text], stretch: flat.stretch, group: flat.group, comment: null };
    const text = [''];
    const inner = '  '.repeat(depth + 2);
    let before: Statement['parts'][number] | null = null;
    for (const part of statement.parts) {
      const at = text.length - 1;
      const line = text[at] ?? '';
      if (part.kind === 'break') {
        text[at] = withComment(line, part.comment);
        text.push(inner);
      } else if (part.kind === 'token') {
        text[at] = line + this.#gap(before, part, statement) + part.token.image;
      } else {
        this.#appendBlock(text, part.block, depth);
      }
      before = part;
    }
    return { text, stretch: -1, group: '', comment: null };
  }

  #appendBlock(text: string[], block: FormatBlock, depth: number): void {
    const at = text.length - 1;
    const head = text[at] ?? '';
    const gap = head.trim() === '' ? head : `${head} `;
    const flat = this.#flatBlock(block);
    if (flat !== null && at > 0 && gap.length + flat.length <= this.#width) {
      text[at] = gap + flat;
      return;
    }
    text[at] = withComment(`${gap}{`, block.comment);
    text.push(...this.lines(block.lines, depth + 1, block.oneLine), `${'  '.repeat(depth)}}`);
  }

  /** A statement on one line, with where it may be stretched; null where it needs more lines. */
  #flat(statement: Statement): { text: string; stretch: number; group: string } | null {
    let text = '';
    let stretch = -1;
    let before: Statement['parts'][number] | null = null;
    const { parts, shape } = statement;
    for (const part of parts) {
      if (part.kind === 'break') return null;
      if (part.kind === 'block') {
        const block = this.#flatBlock(part.block);
        if (block === null) return null;
        if (text !== '') text += ' ';
        if (stretch < 0 && shape !== 'none' && text !== '') stretch = text.length;
        text += block;
      } else {
        const gap = this.#gap(before, part, statement);
        text += gap;
        const beforeValue = before?.kind === 'token' && before.token.tokenType === Colon;
        if (stretch < 0 && gap === ' ' && (shape === 'value' || (shape === 'colon' && beforeValue))) stretch = text.length;
        text += part.token.image;
      }
      before = part;
    }
    const first = parts[0];
    const word = first?.kind === 'token' ? first.token.image : '';
    return { text, stretch, group: shape === 'brace' ? `{ ${word}` : shape };
  }

  #flatBlock(block: FormatBlock): string | null {
    if (!block.oneLine) return null;
    const texts: string[] = [];
    for (const line of block.lines) {
      for (const statement of line.statements) {
        const flat = this.#flat(statement);
        if (flat === null) return null;
        texts.push(flat.text);
      }
    }
    return texts.length === 0 ? '{}' : `{ ${texts.join('  ')} }`;
  }

  /** What stands between two parts of a statement. */
  #gap(before: Statement['parts'][number] | null, part: Statement['parts'][number] & { kind: 'token' }, statement: Statement): string {
    if (before === null || before.kind === 'break') return '';
    if (before.kind === 'block') return ' ';
    const type = part.token.tokenType;
    const last = before.token.tokenType;
    if (type === Dot || last === Dot || last === LeftParen || type === RightParen) return '';
    if (type === Colon) {
      const first = statement.parts[0];
      return first?.kind === 'token' && first.token.tokenType === Devices ? ' ' : '';
    }
    return this.#seconds.has(part.token.startOffset) ? '  ' : ' ';
  }

  /** Lines up values, braces and comments of neighbouring lines, unless a line would become too wide. Works in place. */
  #align(run: Printed[], indent: number): void {
    for (let from = 0; from < run.length;) {
      const first = run[from];
      let to = from + 1;
      while (to < run.length && run[to]?.group === first?.group && (run[to]?.stretch ?? -1) >= 0) to++;
      if (first !== undefined && first.stretch >= 0) this.#stretch(run.slice(from, to), indent);
      from = to;
    }
    const commented = run.filter((line) => line.comment !== null && line.text.length === 1);
    const column = Math.max(0, ...commented.map((line) => (line.text[0] ?? '').length));
    for (const line of run) {
      if (line.comment === null) continue;
      const last = line.text.length - 1;
      const text = line.text[last] ?? '';
      line.text[last] = `${last === 0 ? text.padEnd(column) : text}  ${line.comment}`;
    }
  }

  #stretch(lines: readonly Printed[], indent: number): void {
    const column = Math.max(...lines.map((line) => line.stretch));
    const wide = lines.some((line) => indent + (line.text[0] ?? '').length + column - line.stretch > this.#width);
    if (wide) return;
    for (const line of lines) {
      const text = line.text[0] ?? '';
      line.text[0] = text.slice(0, line.stretch) + ' '.repeat(column - line.stretch) + text.slice(line.stretch);
    }
  }
}

function withComment(text: string, comment: string | null): string {
  return comment === null ? text : `${text}  ${comment}`;
}
