/**
 * Tables for terminals: columns that line up whatever colors and wide characters they hold, within a width.
 * It knows no money and no slots.
 */
import { stripVTControlCharacters } from 'node:util';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Cells of this column are wrapped where the table would be too wide; one column at most. */
  readonly flexible?: boolean;
}

export interface TableOptions {
  /** The most columns of the terminal that a line may take. */
  readonly width: number;
  /** Blanks before each line. */
  readonly indent?: number;
  /** How the titles look. */
  readonly head?: (text: string) => string;
}

const GAP = 2;
const NARROWEST = 16;

/** A row of cells, or `rule` for a line across. A cell may have several lines. */
export type Row = readonly string[] | 'rule';

/** The table as lines, without a line break at the end. Rows may be shorter than the columns. */
export function table(columns: readonly Column[], rows: readonly Row[], options: TableOptions): string {
  const indent = options.indent ?? 0;
  const titled = columns.some((column) => column.title !== '');
  const cells = rows.filter((row) => row !== 'rule');
  const widths = columns.map((column, index) => Math.max(displayWidth(column.title), ...cells.map((row) => widest(row[index] ?? ''))));
  const total = (): number => indent + widths.reduce((sum, width) => sum + width, 0) + GAP * (columns.length - 1);
  const flexible = columns.findIndex((column) => column.flexible === true);
  if (flexible >= 0 && total() > options.width) {
    widths[flexible] = Math.max(NARROWEST, (widths[flexible] ?? 0) - (total() - options.width));
  }
  const margin = ' '.repeat(indent);
  const draw = (row: readonly string[]): string[] => {
    const parts = columns.map((column, index) => {
      const text = row[index] ?? '';
      return column.flexible === true ? wrap(text, widths[index] ?? 0) : text.split('\n');
    });
    const height = Math.max(1, ...parts.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      (
        margin +
        parts.map((lines, index) => pad(lines[line] ?? '', widths[index] ?? 0, columns[index]?.align ?? 'left')).join(' '.repeat(GAP))
      ).trimEnd(),
    );
  };
  const lines: string[] = [];
  if (titled) lines.push(...draw(columns.map((column) => (column.title === '' ? '' : (options.head?.(column.title) ?? column.title)))));
  const rule = margin + (options.head?.('─'.repeat(total() - indent)) ?? '─'.repeat(total() - indent));
  for (const row of rows) lines.push(...(row === 'rule' ? [rule] : draw(row)));
  return lines.join('\n');
}

/** Fills a text with blanks to a width. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? blanks + text : text + blanks;
}

/** Breaks a text at blanks; a word that is longer than the width is cut. Lines after the first keep the indent that is asked for. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = lines.length === 0 ? '' : indent;
    let empty = true;
    for (const word of paragraph.split(' ')) {
      if (!empty && displayWidth(line) + 1 + displayWidth(word) > width) {
        lines.push(line);
        line = indent + word;
      } else line += empty ? word : ` ${word}`;
      empty = empty && word === '';
      while (displayWidth(line) > width && width > indent.length + 1) {
        const cut = cutAt(line, width);
        if (cut === line.length) break;
        lines.push(line.slice(0, cut));
        line = indent + line.slice(cut);
      }
    }
    lines.push(line.trim() === '' ? '' : line);
  }
  return lines;
}

function cutAt(text: string, width: number): number {
  // Colored words are left whole: cutting between escapes would spill the color.
  if (stripVTControlCharacters(text) !== text) return text.length;
  let used = 0;
  let at = 0;
  for (const character of text) {
    used += displayWidth(character);
    if (used > width) break;
    at += character.length;
  }
  return Math.max(1, at);
}

function widest(cell: string): number {
  return Math.max(0, ...cell.split('\n').map(displayWidth));
}

/** Columns of a terminal that a text takes: East Asian wide characters and emoji take two, marks that combine none. */
export function displayWidth(text: string): number {
  const bare = text.includes('\u001b') ? stripVTControlCharacters(text) : text;
  if (/^[\u0020-\u007e\u00a0-\u02ff\u2010-\u22ff\u202f]*$/.test(bare)) return bare.length;
  let width = 0;
  for (const character of bare) {
    if (/\p{Mark}|\p{Cf}|\p{Variation_Selector}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}

/** What a terminal would act upon, half characters and marks that turn the direction of text. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** A user's text as it may be shown: tabs become one blank each, and what a terminal would act upon becomes visible. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(UNPRINTABLE, '\ufffd');
}
