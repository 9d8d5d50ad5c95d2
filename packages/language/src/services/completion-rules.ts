/** Offers within a rule: its condition, how long it must hold, its share of messages, and its actions. */

import type { Parameter } from '../properties.ts';
import { names, groupOffers, touches } from './completion-groups.ts';
import type { Offer } from './completion-item.ts';
import { groupNames, statementOffers, type Surroundings } from './completion-places.ts';
import { unitOffers } from './completion-units.ts';
import { afterPath, type Piece } from './statement-reader.ts';
import { fieldsOfGroup } from './fields.ts';

const OPERATORS: Readonly<Record<string, string>> = {
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  '==': 'equal',
  '!=': 'not equal',
};

/** What follows `on`. */
export function conditionOffers(around: Surroundings): Offer[] {
  const { statement, path } = around.context;
  const group = statement.find((piece, index) => piece.kind === 'name' && statement[index + 1]?.text === '.')?.text;
  if (path.length > 0) return path.length === 1 ? fieldOffers(around, path[0]?.text ?? '') : [];
  const last = statement.at(-1);
  const at = statement.findLastIndex((piece) => piece.kind === 'name' && /^(?:for|matches)$/.test(piece.text));
  if (at >= 0) return tailOffers(around, statement[at]?.text ?? '', statement.slice(at + 1));
  if (last === undefined || /^(?:on|and|or|not|\()$/.test(last.text)) {
    const groups = group === undefined ? groupNames(around.twin) : [group];
    const fields = groups.flatMap((name) =>
      fieldOffers(around, name).map((offer) => ({ ...offer, label: `${name}.${offer.label}`, insert: `${name}.${offer.label}` })),
    );
    const rest = groups.filter((name) => fieldsOfGroup(around.program, around.twin, name).length === 0);
    return [
      ...fields.map((offer, index) => ({ ...offer, rank: index })),
      ...rest.map((label): Offer => ({ label, kind: 'group', insert: `${label}.`, subject: { kind: 'group', name: label }, rank: 500 })),
      { label: 'not', kind: 'keyword', insert: 'not ', rank: 900 },
    ];
  }
  const operand = statement.slice(statement.findLastIndex((piece) => /^(?:on|and|or|not|\()$/.test(piece.text)) + 1);
  const rest = afterPath(operand);
  const field = fieldsOfGroup(around.program, around.twin, operand[0]?.text ?? '').find(({ name }) => name.text === operand[2]?.text);
  const type = field?.type.text ?? '';
  if (rest.length === 0) {
    const equality = type === 'string' || type === 'boolean';
    const operators = Object.entries(OPERATORS).filter(([sign]) => !equality || (sign.endsWith('=') && !/[<>]/.test(sign)));
    const offers = operators.map(([label, detail], index): Offer => ({
      label,
      kind: 'operator',
      detail,
      insert: `${label} `,
      rank: index,
    }));
    return type === 'boolean' ? [...joinOffers(), ...offers.map((offer) => ({ ...offer, rank: 50 }))] : offers;
  }
  if (rest.length === 1) {
    if (type === 'boolean') return ['true', 'false'].map((label) => ({ label, kind: 'value' }));
    return type === 'string' || type === 'timestamp' ? [{ label: '""', kind: 'value', insert: '"${1}"', snippet: true }] : [];
  }
  return joinOffers();
}

function joinOffers(): Offer[] {
  return [
    { label: 'for', kind: 'keyword', detail: 'how long it must hold', insert: 'for ${1:5 min}', snippet: true, rank: 20 },
    { label: 'matches', kind: 'keyword', detail: 'share of the messages that fire', insert: 'matches ${1:1 %}', snippet: true, rank: 21 },
    { label: 'and', kind: 'keyword', insert: 'and ', rank: 22 },
    { label: 'or', kind: 'keyword', insert: 'or ', rank: 23 },
  ];
}

const HOLDS: Parameter = { label: 'DURATION', kind: 'quantity', dimension: 'duration' };
const SHARE: Parameter = { label: 'SHARE', kind: 'quantity', dimension: 'share' };

/** After `for` and `matches` of a rule. */
function tailOffers(around: Surroundings, word: string, rest: readonly Piece[]): Offer[] {
  const number = rest[0];
  if (number === undefined) return [{ label: word === 'for' ? '5 min' : '1 %', kind: 'value' }];
  if (rest.length === 1) return unitOffers(word === 'for' ? HOLDS : SHARE, number.text, [], touches(around, number));
  return word === 'for' ? joinOffers().slice(1, 2) : [];
}

function fieldOffers({ program, twin }: Surroundings, group: string): Offer[] {
  return fieldsOfGroup(program, twin, group).map(({ name, type, unit }, index) => ({
    label: name.text,
    kind: 'field',
    detail: unit === null ? type.text : `${type.text} in ${unit.value}`,
    subject: { kind: 'field', group, name: name.text },
    rank: index,
  }));
}

/** What follows the word of an action. */
export function actionOffers(around: Surroundings, first: string): Offer[] {
  const { statement } = around.context;
  const last = statement.at(-1);
  if (first === 'feedback' && statement.length === 1) {
    const own = around.context.frames
      .at(-1)
      ?.head.filter((piece) => piece.kind === 'name')
      .find((piece) => groupNames(around.twin).includes(piece.text))?.text;
    return groupOffers(around, new Set()).map((offer) =>
      offer.label === own ? { ...offer, rank: -1, detail: 'the device that triggered' } : offer,
    );
  }
  if (first === 'workflow' && last?.kind === 'number')
    return [{ label: 'steps', kind: 'keyword', insert: touches(around, last) ? ' steps' : 'steps' }];
  return last?.kind === 'text' || last?.text === 'steps' ? statementOffers(around) : [];
}

/** What follows `FIELD:` in `feedback`. */
export function feedbackValueOffers(around: Surroundings): Offer[] {
  const { statement, frames } = around.context;
  if (statement.at(-1)?.text !== ':') return statement.length > 2 ? statementOffers(around) : [];
  const group = names(frames.at(-1)?.head ?? [])[1] ?? '';
  const field = fieldsOfGroup(around.program, around.twin, group).find(({ name }) => name.text === statement[0]?.text);
  return field?.type.text === 'boolean' ? ['true', 'false'].map((label) => ({ label, kind: 'value' })) : [];
}
