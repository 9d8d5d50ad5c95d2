/** A formatted text as small edits, line by line, so that cursors and folds stay where they are. How it is formatted is the language's. */
import { formatParsed } from '@twin2multicloud/language';
import type { TextEdit } from 'vscode-languageserver';
import type { TextFile } from './files.ts';

/** How far lines are looked for again after one was added or taken away. */
const AHEAD = 40;

export function formatEdits({ parsed, lines }: TextFile): TextEdit[] {
  const before = parsed.text;
  const after = formatParsed(parsed);
  if (after === before) return [];
  const eol = /\r\n|\r|\n/.exec(before)?.[0] ?? '\n';
  const old = before.split(/\r\n|\r|\n/);
  const fresh = after.split('\n');
  const starts: number[] = [];
  for (let line = 0; line < lines.count; line++) starts.push(lines.offset({ line, character: 0 }));
  const edits: TextEdit[] = [];
  const replace = (start: number, end: number, newText: string): void => {
    if (before.slice(start, end) !== newText) edits.push({ range: lines.range({ start, end }), newText });
  };
  const startOf = (line: number): number => starts[line] ?? before.length;
  let [at, now] = [0, 0];
  while (at < old.length || now < fresh.length) {
    const [left, right] = [old[at], fresh[now]];
    if (left !== undefined && right !== undefined && bare(left) === bare(right)) {
      changeLine(startOf(at), left, right, replace);
      at++;
      now++;
      continue;
    }
    const step = resync(old, at, fresh, now);
    const text = fresh.slice(now, now + step.added);
    if (at + step.removed >= old.length) {
      // The last line has no line break of its own: the one before it goes or comes with it.
      const from = at === 0 ? 0 : lines.endAt(at - 1);
      replace(from, before.length, text.map((line, index) => (at === 0 && index === 0 ? line : eol + line)).join(''));
    } else {
      replace(startOf(at), startOf(at + step.removed), text.map((line) => line + eol).join(''));
    }
    at += step.removed;
    now += step.added;
  }
  return edits;
}

/** What formatting does not change. */
function bare(line: string): string {
  return line.replace(/[ \t]+/g, '');
}

function changeLine(start: number, left: string, right: string, replace: (start: number, end: number, text: string) => void): void {
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head++;
  let tail = 0;
  while (tail < left.length - head && tail < right.length - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail++;
  replace(start + head, start + left.length - tail, right.slice(head, right.length - tail));
}

/** The smallest step after which both texts go on alike; to both ends where none is near. */
function resync(old: readonly string[], at: number, fresh: readonly string[], now: number): { removed: number; added: number } {
  for (let sum = 1; sum <= 2 * AHEAD; sum++) {
    for (let removed = Math.max(0, sum - AHEAD); removed <= Math.min(sum, AHEAD); removed++) {
      const added = sum - removed;
      const [left, right] = [old[at + removed], fresh[now + added]];
      // A blank line says nothing about where one is.
      if (left !== undefined && right !== undefined && bare(left) !== '' && bare(left) === bare(right)) return { removed, added };
    }
  }
  return { removed: old.length - at, added: fresh.length - now };
}
