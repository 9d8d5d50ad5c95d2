/** Highlighting by meaning: each word's type and modifiers in the terms of the language server protocol. Lines and deltas are the server's. */

import type { ParsedFile } from '../semantics/program.ts';
import type { Span } from '../tree.ts';
import { marksOfHead, marksOfMember, type Mark, type Role } from './marks.ts';

/** The legend: a token's `type` and the bits of its `modifiers` are indexes into these. */
export const SEMANTIC_TOKENS_LEGEND = {
  types: [
    'class',
    'type',
    'variable',
    'property',
    'namespace',
    'keyword',
    'function',
    'enumMember',
    'number',
    'string',
    'operator',
    'parameter',
    'event',
  ],
  modifiers: ['declaration'],
} as const;

type TokenType = (typeof SEMANTIC_TOKENS_LEGEND.types)[number];

const TYPES: Readonly<Record<Role, TokenType>> = {
  keyword: 'keyword',
  property: 'parameter',
  action: 'function',
  twin: 'class',
  type: 'type',
  group: 'variable',
  field: 'property',
  model: 'namespace',
  scenario: 'event',
  'field-type': 'keyword',
  provider: 'enumMember',
  slot: 'enumMember',
  region: 'enumMember',
  currency: 'enumMember',
  zone: 'enumMember',
  value: 'enumMember',
  boolean: 'keyword',
  quantity: 'number',
  unit: 'keyword',
  text: 'string',
  file: 'string',
  tag: 'property',
  assumption: 'parameter',
  operator: 'operator',
};

export interface SemanticToken extends Span {
  /** Index into the legend's types. */
  readonly type: number;
  /** Bits: 1 shifted by the index into the legend's modifiers. */
  readonly modifiers: number;
}

/** The tokens of a file that touch a range, in order, none overlapping another or spanning a line. */
export function semanticTokens(parsed: ParsedFile, range: Span = { start: 0, end: Infinity }): SemanticToken[] {
  const tokens: SemanticToken[] = [];
  const add = (marks: readonly Mark[], base: number): void => {
    for (const mark of marks) {
      const start = base + mark.start;
      const end = base + mark.end;
      if (end <= range.start || start >= range.end || end <= start || start < (tokens.at(-1)?.end ?? 0)) continue;
      tokens.push({ start, end, type: INDEX[mark.role], modifiers: mark.definition === true ? 1 : 0 });
    }
  };
  for (const declaration of parsed.tree.declarations) {
    if (declaration.end <= range.start || declaration.start >= range.end) continue;
    add(marksOfHead(declaration), declaration.start);
    for (const member of declaration.members) {
      const base = declaration.start + member.start;
      if (declaration.start + member.end <= range.start || base >= range.end) continue;
      add(marksOfMember(member, declaration.kind === 'device'), base);
    }
  }
  return tokens;
}

const INDEX = Object.fromEntries(Object.entries(TYPES).map(([role, type]) => [role, SEMANTIC_TOKENS_LEGEND.types.indexOf(type)])) as Record<
  Role,
  number
>;
