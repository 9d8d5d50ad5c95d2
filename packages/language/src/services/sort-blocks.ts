/** Puts the statements of each twin into the usual order, with their comments. Statements of one kind keep their order, so the meaning stays. */

import { propertiesOf } from '../properties.ts';
import type { TextEdit } from '../problem.ts';
import type { ParsedFile } from '../semantics/program.ts';
import { parse } from '../syntax/parse.ts';
import type { Member, TwinDeclaration } from '../tree.ts';
import { chunksOf, indent, indentAt, insideOf, lineBreakOf } from './chunks.ts';

const ORDER: readonly string[] = ['tags', 'devices', 'processing', 'storage', 'management', 'visualization', 'place', 'assume', 'scenario'];
const PROPERTIES: ReadonlySet<string> = new Set(propertiesOf('twin').map((row) => row.name));

/** The edits that sort the blocks of every twin of a file. A twin with syntax problems, or with several statements on a line, stays as it is. */
export function sortBlocks(parsed: ParsedFile): TextEdit[] {
  return parsed.tree.declarations.flatMap((declaration) => (declaration.kind === 'twin' ? (sortTwin(parsed, declaration) ?? []) : []));
}

function sortTwin({ text, file }: ParsedFile, twin: TwinDeclaration): TextEdit | null {
  const { members, start, end } = twin;
  const ranks = members.map(rankOf);
  if (ranks.every((rank, index) => rank >= (ranks[index - 1] ?? 0))) return null;
  const inside = insideOf(text, start, end);
  if (inside === null || parse(text.slice(start, end)).problems.length > 0) return null;
  const { chunks, tail } = chunksOf(
    text,
    inside,
    members.map((member) => ({ start: start + member.start, end: start + member.end })),
  );
  if (!chunks.every((chunk) => chunk.ownLine)) return null;
  const order = members.map((_, index) => index).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
  const margin = `${indentAt(text, start)}  `;
  let sorted = '';
  for (const [place, index] of order.entries()) {
    const chunk = chunks[index];
    const before = order[place - 1];
    if (chunk === undefined) continue;
    const apart = before !== undefined && (chunk.blankBefore || ranks[before] !== ranks[index]);
    sorted += `\n${apart ? '\n' : ''}${indent(chunk.text, margin)}`;
  }
  return { file, start: inside.start, end: tail.start, text: sorted.replaceAll('\n', lineBreakOf(text)) };
}

/** Where a statement stands in the usual order; what is not known stays at the end. */
function rankOf(member: Member): number {
  const word = member.kind === 'group' ? 'devices' : member.kind === 'scenario' ? 'scenario' : member.name.text;
  if (PROPERTIES.has(word)) return 0;
  const at = ORDER.indexOf(word);
  return at < 0 ? ORDER.length + 1 : at + 1;
}
