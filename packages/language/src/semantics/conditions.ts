/**
 * Conditions of event rules: their fields, their text on one line, and whether they can ever hold.
 * Which fields exist and of which type they are is decided where groups are known.
 */

import type { Argument, Comparison, Condition, Member } from '../tree.ts';
import { pathText } from './arguments.ts';
import type { ComparisonFacts } from './facts.ts';
import { formatNumber } from './format-value.ts';
import { spotOf } from './local-problem.ts';

/** Every comparison of a condition, from left to right. */
export function comparisonsOf(condition: Condition, member: Member): ComparisonFacts[] {
  switch (condition.kind) {
    case 'or':
    case 'and':
      return condition.operands.flatMap((operand) => comparisonsOf(operand, member));
    case 'not':
      return condition.operand === null ? [] : comparisonsOf(condition.operand, member);
    case 'comparison': {
      const [group, ...rest] = condition.path.words;
      if (group === undefined || group.text === '') return [];
      const field = rest.length === 1 && rest[0] !== undefined && rest[0].text !== '' ? rest[0] : null;
      return [
        {
          ...spotOf(condition, member),
          group: { name: group.text, ...spotOf(group, member) },
          field: field === null ? null : { name: field.text, ...spotOf(field, member) },
          node: condition,
        },
      ];
    }
  }
}

/** The condition on one line, with the parentheses that it needs. */
export function conditionText(condition: Condition, within: 'or' | 'and' | 'not' = 'or'): string {
  switch (condition.kind) {
    case 'or': {
      const text = condition.operands.map((operand) => conditionText(operand, 'or')).join(' or ');
      return within === 'or' || condition.operands.length < 2 ? text : `(${text})`;
    }
    case 'and': {
      const text = condition.operands.map((operand) => conditionText(operand, 'and')).join(' and ');
      return within !== 'not' || condition.operands.length < 2 ? text : `(${text})`;
    }
    case 'not':
      return `not ${condition.operand === null ? '' : conditionText(condition.operand, 'not')}`.trim();
    case 'comparison': {
      const path = pathText(condition.path);
      return condition.operator === null
        ? path
        : `${path} ${condition.operator.text} ${condition.value === null ? '' : argumentText(condition.value)}`.trim();
    }
  }
}

export function argumentText(argument: Argument): string {
  switch (argument.kind) {
    case 'quantity': {
      const unit = argument.unit === null ? '' : ` ${argument.unit.text}`;
      return `${formatNumber(argument.value)}${unit}${argument.per === null ? '' : ` / ${argument.per.text}`}`;
    }
    case 'text':
      return JSON.stringify(argument.value);
    case 'boolean':
      return String(argument.value);
    case 'path':
      return pathText(argument);
  }
}

interface Literal {
  readonly field: string;
  readonly operator: string;
  readonly value: number | string | boolean;
}

/** A condition in disjunctive form grows fast; past this many terms it is taken to be satisfiable. */
const MAX_TERMS = 256;

/** False where no message whatever can make the condition hold. `isInteger` tells fields of whole numbers. */
export function canHold(condition: Condition, isInteger: (field: string) => boolean): boolean {
  const terms = disjunction(condition, false);
  return terms === null || terms.some((term) => termHolds(term, isInteger));
}

const OPPOSITE: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' };

/** The condition as an `or` of `and`s; null where it is not understood or too large. */
function disjunction(condition: Condition, negated: boolean): Literal[][] | null {
  switch (condition.kind) {
    case 'comparison':
      return literal(condition, negated);
    case 'not':
      return condition.operand === null ? null : disjunction(condition.operand, !negated);
    case 'or':
    case 'and': {
      const joins = (condition.kind === 'and') !== negated;
      let terms: Literal[][] | null = null;
      for (const operand of condition.operands) {
        const next = disjunction(operand, negated);
        if (next === null) return null;
        if (terms === null) terms = next;
        else if (!joins) terms = [...terms, ...next];
        else {
          const before: Literal[][] = terms;
          if (before.length * next.length > MAX_TERMS || (before[0]?.length ?? 0) > MAX_TERMS) return null;
          terms = before.flatMap((left) => next.map((right) => [...left, ...right]));
        }
        if (terms.length > MAX_TERMS) return null;
      }
      return terms;
    }
  }
}

function literal({ path, operator, value }: Comparison, negated: boolean): Literal[][] | null {
  const field = pathText(path);
  if (operator === null) return [[{ field, operator: '==', value: !negated }]];
  if (value === null || value.kind === 'path') return null;
  const written = negated ? OPPOSITE[operator.text] : operator.text;
  return written === undefined ? null : [[{ field, operator: written, value: value.value }]];
}

function termHolds(term: readonly Literal[], isInteger: (field: string) => boolean): boolean {
  const fields = new Map<string, Literal[]>();
  for (const part of term) fields.set(part.field, [...(fields.get(part.field) ?? []), part]);
  for (const [field, parts] of fields) {
    if (parts.every((part) => typeof part.value === 'number')) {
      if (!numbersHold(parts, isInteger(field))) return false;
    } else if (!discreteHolds(parts)) return false;
  }
  return true;
}

/** A bound of a number; `open` where the number itself is not included. */
interface Bound {
  readonly value: number;
  readonly open: boolean;
}

function numbersHold(parts: readonly Literal[], integer: boolean): boolean {
  let low: Bound = { value: -Infinity, open: false };
  let high: Bound = { value: Infinity, open: false };
  const excluded = new Set<number>();
  for (const { operator, value } of parts) {
    if (typeof value !== 'number') continue;
    if (operator === '!=') excluded.add(value);
    if (operator === '>' || operator === '>=' || operator === '==') low = tighter(low, { value, open: operator === '>' }, 1);
    if (operator === '<' || operator === '<=' || operator === '==') high = tighter(high, { value, open: operator === '<' }, -1);
  }
  if (integer) {
    low = { value: low.open ? Math.floor(low.value) + 1 : Math.ceil(low.value), open: false };
    high = { value: high.open ? Math.ceil(high.value) - 1 : Math.floor(high.value), open: false };
  }
  if (low.value !== high.value) return low.value < high.value;
  return !low.open && !high.open && !excluded.has(low.value);
}

/** The stricter of two bounds; `side` is 1 for lower bounds and −1 for upper ones. */
function tighter(a: Bound, b: Bound, side: 1 | -1): Bound {
  if (a.value === b.value) return { value: a.value, open: a.open || b.open };
  return (b.value - a.value) * side > 0 ? b : a;
}

/** Texts and booleans: equal to at most one value, and not to one that is excluded. */
function discreteHolds(parts: readonly Literal[]): boolean {
  const allowed = new Set<number | string | boolean>();
  const excluded = new Set<number | string | boolean>();
  for (const { operator, value } of parts) {
    if (operator === '==') allowed.add(value);
    else if (operator === '!=') excluded.add(value);
    else return true;
  }
  if (allowed.size > 1) return false;
  if ([...allowed].some((value) => excluded.has(value))) return false;
  return !(excluded.has(true) && excluded.has(false));
}
