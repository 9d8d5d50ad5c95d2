/**
 * Reads the arguments of a property by its row of the properties table. What several properties mean together is decided elsewhere.
 */

import type { Parameter, PropertyRow } from '../properties.ts';
import { DIMENSIONS } from '../properties.ts';
import { PROVIDERS, SLOTS } from '../scenario.ts';
import type { Argument, Member, Path, Span } from '../tree.ts';
import { CURRENCIES, ZONES } from '../units.ts';
import type { LocalProblem, Spot } from './local-problem.ts';
import { problemAt, removeFix, replaceFix, spotOf } from './local-problem.ts';
import { nearest } from './nearest.ts';
import type { Measure } from './quantities.ts';
import { readQuantity } from './quantities.ts';

/** One argument that fits its parameter. */
export type Value =
  | { readonly kind: 'quantity'; readonly measure: Measure; readonly spot: Spot }
  | { readonly kind: 'word'; readonly text: string; readonly spot: Spot }
  | { readonly kind: 'words'; readonly words: readonly { readonly text: string; readonly spot: Spot }[]; readonly spot: Spot }
  | { readonly kind: 'text'; readonly text: string; readonly spot: Spot };

/** The values of a statement by parameter: null for an optional one that was left out. */
export interface Values {
  readonly values: readonly (Value | null)[];
  readonly forValues: readonly (Value | null)[];
}

/** What a statement gives to be read: a property, or an override. */
export interface Statement extends Span {
  readonly arguments: readonly Argument[];
  readonly forArguments: readonly Argument[];
}

export const SLOT_PATHS: readonly string[] = ['L3', ...SLOTS];

export function pathText(path: Path): string {
  return path.words.map((word) => word.text).join('.');
}

/**
 * The statement's values, or null if any argument does not fit (its problem is then in `problems`).
 * A statement without its arguments is a problem of syntax and gives null silently.
 */
export function readStatement(
  statement: Statement,
  row: PropertyRow,
  name: string,
  member: Member | null,
  problems: LocalProblem[],
): Values | null {
  const before = problems.length;
  if (statement.arguments.length === 0) return null;
  const values = readList(statement.arguments, row.parameters, statement, name, row.example, member, problems);
  const forValues = readList(statement.forArguments, row.forParameters ?? [], statement, name, row.example, member, problems);
  if (values === null || forValues === null || problems.length > before) return null;
  return { values, forValues };
}

function readList(
  list: readonly Argument[],
  parameters: readonly Parameter[],
  statement: Statement,
  name: string,
  example: string,
  member: Member | null,
  problems: LocalProblem[],
): (Value | null)[] | null {
  const values: (Value | null)[] = [];
  let next = 0;
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.kind === 'words') {
      const words = readWords(list.slice(next), parameter, name, member, problems);
      next = list.length;
      if (words === null) return null;
      values.push(words);
      continue;
    }
    const found = list[next];
    const skipped = parameter.optional === true && (found === undefined || !fits(found, parameter, index < parameters.length - 1));
    if (skipped) {
      values.push(null);
      continue;
    }
    if (found === undefined) {
      problems.push(
        problemAt('twin-2005', spotOf(statement, member), `\`${name}\` lacks ${describe(parameter)}: write for example \`${example}\`.`),
      );
      return null;
    }
    next++;
    const value = readOne(found, parameter, name, member, problems);
    if (value === null) return null;
    values.push(value);
  }
  const first = list[next];
  const last = list.at(-1);
  if (first !== undefined && last !== undefined) {
    const spot = { member, start: first.start, end: last.end };
    problems.push(
      problemAt('twin-2006', spot, `\`${name}\` takes no more here: write for example \`${example}\`.`, {
        fixes: [removeFix('Remove it', spot)],
      }),
    );
    return null;
  }
  return values;
}

/** Whether an argument is of the kind that an optional parameter takes. */
function fits(argument: Argument, parameter: Parameter, more: boolean): boolean {
  if (parameter.kind === 'quantity') return argument.kind === 'quantity' || !more;
  return parameter.kind === 'text' ? argument.kind === 'text' : argument.kind === 'path';
}

function describe(parameter: Parameter): string {
  if (parameter.kind === 'text') return 'a text in quotation marks';
  if (parameter.kind === 'quantity' && parameter.dimension !== undefined) return DIMENSIONS[parameter.dimension].name;
  switch (parameter.words) {
    case 'provider':
      return 'a provider';
    case 'currency':
      return 'a currency code';
    case 'zone':
      return 'a zone (`EU`, `US` or a country code)';
    case 'slot':
      return 'a slot';
    case 'region':
      return 'a region';
    default:
      return `one of ${(parameter.words ?? []).map((text) => `\`${text}\``).join(', ')}`;
  }
}

function readOne(argument: Argument, parameter: Parameter, name: string, member: Member | null, problems: LocalProblem[]): Value | null {
  const spot = spotOf(argument, member);
  if (parameter.kind === 'quantity') {
    if (argument.kind === 'quantity') {
      const measure = readQuantity(argument, parameter, name, member, problems);
      return measure === null ? null : { kind: 'quantity', measure, spot };
    }
    if (parameter.none === true && argument.kind === 'path' && pathText(argument) === 'none') return { kind: 'word', text: 'none', spot };
  }
  if (parameter.kind === 'text' && argument.kind === 'text') return { kind: 'text', text: argument.value, spot };
  if (parameter.kind === 'word' && argument.kind === 'path') {
    return readWord(pathText(argument), spot, parameter, name, problems);
  }
  if (argument.kind === 'path' && argument.words.every((word) => word.text === '')) return null;
  const none = parameter.none === true ? ', or `none`' : '';
  const example = parameter.dimension === undefined ? '' : `, such as \`${DIMENSIONS[parameter.dimension].example}\``;
  problems.push(problemAt('twin-2010', spot, `\`${name}\` takes ${describe(parameter)}${example}${none} here.`));
  return null;
}

/** A word of a closed list: checked, with the nearest one as its fix. */
export function readWord(
  text: string,
  spot: Spot,
  parameter: Pick<Parameter, 'words'>,
  name: string,
  problems: LocalProblem[],
): Extract<Value, { kind: 'word' }> | null {
  if (text === '') return null;
  const known = knownWords(parameter.words);
  if (known === null || known.list.has(text)) return { kind: 'word', text, spot };
  const near = known.list.has(text.toUpperCase()) ? text.toUpperCase() : nearest(text, known.list);
  const hint = near === null ? known.hint : `did you mean \`${near}\`?`;
  problems.push(
    problemAt(known.code, spot, `\`${text}\` is no ${known.what}${known.of ? ` of \`${name}\`` : ''}: ${hint}`, {
      fixes: near === null ? [] : [replaceFix(`Write \`${near}\``, spot, near)],
    }),
  );
  return null;
}

interface KnownWords {
  readonly list: ReadonlySet<string>;
  readonly code: 'twin-2011' | 'twin-2012' | 'twin-2013' | 'twin-2021' | 'twin-2022';
  readonly what: string;
  readonly of: boolean;
  readonly hint: string;
}

const providerWords: ReadonlySet<string> = new Set(PROVIDERS);
const slotWords: ReadonlySet<string> = new Set(SLOT_PATHS);

function knownWords(words: Parameter['words']): KnownWords | null {
  switch (words) {
    case undefined:
    case 'region':
      return null;
    case 'provider':
      return { list: providerWords, code: 'twin-2012', what: 'provider', of: false, hint: 'write `aws`, `azure` or `gcp`.' };
    case 'slot':
      return {
        list: slotWords,
        code: 'twin-2013',
        what: 'slot',
        of: false,
        hint: `write one of ${SLOT_PATHS.map((slot) => `\`${slot}\``).join(', ')}.`,
      };
    case 'currency':
      return { list: CURRENCIES, code: 'twin-2021', what: 'currency', of: false, hint: 'write an ISO 4217 code such as `EUR` or `USD`.' };
    case 'zone':
      return { list: ZONES, code: 'twin-2022', what: 'zone', of: false, hint: 'write `EU`, `US` or an ISO country code such as `DE`.' };
    default: {
      const hint = `write ${words.map((text) => `\`${text}\``).join(', ')}.`;
      return { list: new Set(words), code: 'twin-2011', what: 'value', of: true, hint };
    }
  }
}

function readWords(
  list: readonly Argument[],
  parameter: Parameter,
  name: string,
  member: Member | null,
  problems: LocalProblem[],
): Extract<Value, { kind: 'words' }> | null {
  const words: { text: string; spot: Spot }[] = [];
  const first = list[0];
  const last = list.at(-1);
  if (first === undefined || last === undefined) return null;
  for (const argument of list) {
    const spot = spotOf(argument, member);
    if (argument.kind !== 'path') {
      problems.push(problemAt('twin-2010', spot, `\`${name}\` takes ${describe(parameter)} here.`));
      continue;
    }
    const text = pathText(argument);
    if (parameter.words === 'region') {
      if (text !== '') words.push({ text, spot });
    } else {
      const word = readWord(text, spot, parameter, name, problems);
      if (word !== null) words.push(word);
    }
  }
  return words.length === 0 ? null : { kind: 'words', words, spot: { member, start: first.start, end: last.end } };
}
