/** Offers within a statement: which kind of statement has begun, and what follows the words of groups, runs, lines of `place` and scenarios. Rules are completion-rules.ts's, properties completion-row.ts's. */

import { FIELD_TYPES, type PropertyPlace, type PropertyRow } from '../properties.ts';
import { targetOf } from '../semantics/override-paths.ts';
import { visibleTypes } from '../semantics/program.ts';
import { names, groupOffers } from './completion-groups.ts';
import type { Offer } from './completion-item.ts';
import { statementOffers, type Surroundings } from './completion-places.ts';
import { rowOffers, providerOffers } from './completion-row.ts';
import { conditionOffers, actionOffers, feedbackValueOffers } from './completion-rules.ts';
import { afterPath, type Piece } from './statement-reader.ts';
import { relativePath } from './file-renames.ts';
import { importEdit } from './import-actions.ts';
import { rowAt } from './marks.ts';

/** What may stand next in a statement that has begun. */
export function valueOffers(around: Surroundings): Offer[] {
  const { place, statement, path } = around.context;
  const first = statement[0]?.text ?? '';
  switch (place) {
    case 'place':
      return placeOffers(around);
    case 'telemetry':
      return statement.length > 2 && statement.at(-1)?.text !== ':' ? statementOffers(around) : fieldTypeOffers(statement);
    case 'feedback':
      return feedbackValueOffers(around);
    case 'scenario':
      return overrideOffers(around);
    case 'assume':
      return assumptionUnits(around);
    case 'tags':
    case 'unknown':
      return [];
    case 'file':
      return [];
    case 'rule':
      return actionOffers(around, first);
    default: {
      const special = specialOffers(around, place, first);
      if (special !== null) return special;
      const row = rowAt(place, first);
      return row === undefined || (path.length > 0 && first !== 'budget') ? [] : rowOffers(around, row, statement.slice(1));
    }
  }
}

/** Statements with a form of their own; null for properties. */
function specialOffers(around: Surroundings, place: PropertyPlace, first: string): Offer[] | null {
  const { statement } = around.context;
  const last = statement.at(-1);
  if (place === 'twin' && first === 'devices') return headOffers(around);
  if (place === 'processing' && first === 'on') return conditionOffers(around);
  if (place === 'processing' && first === 'run') {
    if (statement.some((piece) => piece.text === 'for')) return groupOffers(around, new Set(names(statement)));
    return last?.kind === 'text' ? [{ label: 'for', kind: 'keyword', insert: 'for ' }] : [];
  }
  if ((place === 'management' || place === 'model') && first === 'has') return groupOffers(around, new Set(names(statement)));
  return rowAt(place, first) === undefined ? [] : null;
}

/** After an assumption's number: the unit of the host's example. */
function assumptionUnits({ context, options }: Surroundings): Offer[] {
  const { statement } = context;
  const last = statement.at(-1);
  if (last?.kind !== 'number') return [];
  const id = statement
    .slice(0, -1)
    .map((piece) => piece.text)
    .join('');
  const unit = /^-?[\d._]+ ?(.+)$/.exec(options.assumptions?.find((known) => known.id === id)?.value ?? '')?.[1];
  if (unit === undefined) return [];
  return [{ label: unit, kind: 'unit', insert: context.prefix === '' && last.end === context.start ? ` ${unit}` : unit }];
}

/** After `devices NAME`: the types that the file sees, then those of other loaded files with the import that they need. */
function headOffers({ program, context: { statement } }: Surroundings): Offer[] {
  const colon = statement.at(-1)?.text === ':';
  if (statement.length < 2 || (statement.length > 2 && !colon)) return [];
  const visible = visibleTypes(program, program.entry);
  const offers: Offer[] = [...visible].map(([name, { declaration, through }], index) => ({
    label: name,
    kind: 'type',
    detail: declaration.title?.value ?? (through?.path == null ? null : `from ${through.path.value}`),
    insert: colon ? name : `: ${name}`,
    subject: { kind: 'type', name },
    rank: index,
  }));
  const entry = program.files.get(program.entry);
  for (const [file, parsed] of program.files) {
    if (entry === undefined || parsed === entry) continue;
    const path = relativePath(program.entry, file);
    for (const { kind, name } of parsed.tree.declarations) {
      if (kind !== 'device' || name.text === '' || visible.has(name.text)) continue;
      const insert = colon ? name.text : `: ${name.text}`;
      offers.push({ label: name.text, kind: 'type', detail: `import from ${path}`, insert, rank: 500, also: [importEdit(entry, path)] });
    }
  }
  return offers;
}

function fieldTypeOffers(statement: readonly Piece[]): Offer[] {
  if (statement.at(-1)?.text !== ':') return [];
  return Object.entries(FIELD_TYPES).map(([label, { counts, length }], index) => ({
    label,
    kind: 'field-type',
    detail: counts === null ? null : `${counts}, ${length ?? 0} if left out`,
    subject: { kind: 'field-type', name: label },
    rank: index,
  }));
}

function placeOffers(around: Surroundings): Offer[] {
  const { statement, path } = around.context;
  if (path.length > 0) return statement.length === 0 ? statementOffers(around) : [];
  const rest = afterPath(statement);
  if (rest.length === 0) {
    const auto: Offer = { label: 'auto', kind: 'value', detail: 'chosen by the optimizer', rank: 10 };
    return [...providerOffers(new Set()), auto];
  }
  const except = rest.findIndex((piece) => piece.text === 'except');
  if (except >= 0) return providerOffers(new Set(names(rest.slice(except))));
  return rest[0]?.text === 'auto'
    ? [{ label: 'except', kind: 'keyword', insert: 'except ' }, ...statementOffers(around)]
    : statementOffers(around);
}

function overrideOffers(around: Surroundings): Offer[] {
  const { statement } = around.context;
  const at = statement.findIndex((piece) => piece.text === '=');
  if (at < 0)
    return around.context.path.length > 0 || statement.length === 0
      ? statementOffers(around)
      : [{ label: '=', kind: 'operator', insert: '= ' }];
  const target = targetOf(
    statement
      .slice(0, at)
      .filter((piece) => piece.kind === 'name')
      .map((piece) => piece.text),
  );
  if ('wrong' in target || target.kind === 'assume') return [];
  const values = statement.slice(at + 1);
  const none: Offer[] =
    values.length === 0 && isRemovableRow(target.row) ? [{ label: 'none', kind: 'value', detail: 'removes it', rank: 90 }] : [];
  return [...rowOffers(around, target.row, values), ...none].filter(
    (offer, index, all) => all.findIndex((other) => other.label === offer.label) === index,
  );
}

function isRemovableRow(row: PropertyRow): boolean {
  return ['peak', 'entities', 'scene', 'queries', 'refresh', 'residency', 'budget', 'read'].includes(row.name);
}
