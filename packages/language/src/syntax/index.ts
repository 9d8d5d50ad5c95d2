/** The syntax half of the language: text → tree and 1xxx problems, edits, formatting. What a tree means stands in ../semantics/. */
export { parse, syntaxProblems, type Parsed, type SyntaxProblem } from './parse.ts';
export { update, type TextChange } from './update.ts';
export { format, formatParsed, type FormatOptions } from './format.ts';
export { SYNTAX_CODES } from './codes.ts';
export { LineIndex, type Position } from './line-index.ts';
