/** What must change in the loaded files when files or folders are moved: imports and the paths of functions and scenes follow. */

import type { TextEdit } from '../problem.ts';
import type { Program } from '../semantics/program.ts';
import { documentLinks } from './document-links.ts';

/** A file or folder and where it goes; paths as in the program. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** The edits, in the files as they are called before the move. */
export function fileRenameEdits(files: Program['files'], moves: readonly Move[]): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const [file, parsed] of files) {
    const place = moved(file, moves);
    for (const link of documentLinks(parsed)) {
      const target = moved(link.target, moves);
      if (target === link.target && place === file) continue;
      const written = parsed.text.slice(link.start, link.end);
      const text = relativePath(place, target);
      // What is written another way but still leads there stays.
      if (text !== written && !(relativePath(file, link.target) === text)) edits.push({ file, start: link.start, end: link.end, text });
    }
  }
  return edits;
}

/** Where a path is after the moves: its own, or that of a folder around it. */
function moved(path: string, moves: readonly Move[]): string {
  for (const { from, to } of moves) {
    if (path === from) return to;
    if (path.startsWith(`${from}/`)) return to + path.slice(from.length);
  }
  return path;
}

/** `./devices.twin`, `../lib/devices.twin`: how one file names another. Files of different roots are named in full. */
export function relativePath(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const parts = to.split('/');
  let common = 0;
  while (common < folders.length && common < parts.length - 1 && folders[common] === parts[common]) common++;
  const isRooted = /^(?:[A-Za-z][A-Za-z0-9+.-]*:|\/)/;
  if (common === 0 && (isRooted.test(from) || isRooted.test(to))) return to;
  const up = folders.length - common;
  return `${up === 0 ? './' : '../'.repeat(up)}${parts.slice(common).join('/')}`;
}
