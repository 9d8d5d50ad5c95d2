/** Signature help: the form of the statement at an offset, and which of its values is being written. */

import { STATEMENTS, type Parameter, type PropertyRow } from '../properties.ts';
import { targetOf } from '../semantics/override-paths.ts';
import type { Program } from '../semantics/program.ts';
import { isUnit } from '../units.ts';
import { contextAt } from './context.ts';
import type { Piece } from './statement-reader.ts';
import { rowAt, type Place } from './marks.ts';

export interface SignatureHelp {
  /** `refresh N / UNIT for H / day`. */
  readonly label: string;
  /** Ranges of the label. */
  readonly parameters: readonly { readonly start: number; readonly end: number; readonly documentation: string | null }[];
  /** The index of the value being written; null where none is. */
  readonly active: number | null;
  /** Markdown. */
  readonly documentation: string;
}

/** The form of the statement at an offset of the entry file; null where there is none. */
export function signatureHelp(program: Program, offset: number): SignatureHelp | null {
  const parsed = program.files.get(program.entry);
  if (parsed === undefined) return null;
  const { within, place, statement } = contextAt(parsed, offset);
  const first = statement[0];
  if (within === 'comment' || first === undefined) return null;
  if (place === 'scenario') {
    const at = statement.findIndex((piece) => piece.text === '=');
    const words = statement.slice(0, Math.max(at, 0)).filter((piece) => piece.kind === 'name');
    const target = targetOf(words.map((piece) => piece.text));
    if (at < 0 || 'wrong' in target || target.kind === 'assume') return null;
    return ofRow(target.row, `${words.map((piece) => piece.text).join('.')} =`, statement.slice(at + 1), offset);
  }
  const row = rowAt(place, first.text);
  return row === undefined ? ofStatement(first.text, place) : ofRow(row, row.name, statement.slice(1), offset);
}

function ofStatement(word: string, place: Place): SignatureHelp | null {
  const row = STATEMENTS.find((candidate) => candidate.name === word && (candidate.places as readonly Place[]).includes(place));
  if (row === undefined) return null;
  return { label: row.syntax, parameters: [], active: null, documentation: row.documentation };
}

function ofRow(row: PropertyRow, name: string, pieces: readonly Piece[], offset: number): SignatureHelp {
  let label = name;
  const parameters: SignatureHelp['parameters'][number][] = [];
  const add = (parameter: Parameter, lead: string): void => {
    const text = parameter.optional === true ? `[${parameter.label}]` : parameter.label;
    label += lead;
    parameters.push({ start: label.length, end: label.length + text.length, documentation: wordsOf(parameter) });
    label += text;
  };
  for (const parameter of row.parameters) add(parameter, ' ');
  for (const [index, parameter] of (row.forParameters ?? []).entries()) add(parameter, index === 0 ? ' for ' : ' ');
  const documentation = [
    row.documentation,
    row.range === null ? '' : `Range: ${row.range}.`,
    row.default === null ? '' : `Default: ${row.default}.`,
  ];
  return { label, parameters, active: activeOf(row, pieces, offset), documentation: documentation.filter((text) => text !== '').join(' ') };
}

function wordsOf(parameter: Parameter): string | null {
  return Array.isArray(parameter.words) ? (parameter.words as readonly string[]).join(', ') : null;
}

/** The parameter that the cursor stands at. A number keeps it until its unit is written. */
function activeOf(row: PropertyRow, pieces: readonly Piece[], offset: number): number | null {
  const split = pieces.findIndex((piece) => piece.kind === 'name' && piece.text === 'for');
  const before = split < 0 ? pieces : pieces.slice(0, split);
  const behind = split < 0 ? [] : pieces.slice(split + 1);
  const list = split < 0 ? row.parameters : (row.forParameters ?? []);
  const base = split < 0 ? 0 : row.parameters.length;
  const at = position(list, split < 0 ? before : behind, offset);
  return at === null ? null : base + at;
}

function position(parameters: readonly Parameter[], pieces: readonly Piece[], offset: number): number | null {
  let index = 0;
  let open = false;
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at];
    const previous = pieces[at - 1];
    if (piece === undefined) break;
    if (open && (piece.text === '/' || piece.text === '%' || piece.text === '.' || previous?.text === '/' || previous?.text === '.'))
      continue;
    if (open && previous?.kind === 'number' && isUnit(piece.text)) continue;
    if (open && parameters[index]?.kind !== 'words') index++;
    const wanted = piece.kind === 'number' ? 'quantity' : piece.kind === 'text' ? 'text' : 'word';
    while (parameters[index]?.optional === true && parameters[index]?.kind !== wanted && index + 1 < parameters.length) index++;
    open = true;
  }
  const last = pieces.at(-1);
  const writing =
    last === undefined || last.end === offset || last.text === '/' || (last.kind === 'number' && parameters[index]?.dimension !== 'number');
  if (open && !writing && parameters[index]?.kind !== 'words') index++;
  return index < parameters.length ? index : null;
}
