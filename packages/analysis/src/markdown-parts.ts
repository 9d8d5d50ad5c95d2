/** Text of a file or a price list as Markdown, and tables. */

/** A text that cannot become markup. */
export function escaped(text: string): string {
  return text.replace(/[\\|<>[\]*_`]/g, '\\$&').replace(/\s+/g, ' ');
}

/** A table of GitHub's kind: the first column left, the others right. @param left further columns of text */
export function table(head: readonly string[], rows: readonly (readonly string[])[], left: readonly number[] = []): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 || left.includes(index) ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
