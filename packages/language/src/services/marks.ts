/**
 * The words of a text that mean something, each with its role and place: the base of highlighting, hovers and navigation.
 * Marks hang on the identity of a member and stand relative to it, so an edit makes those of one member anew. What a name refers to
 * is decided in symbols.ts.
 */

import type { Parameter, PropertyPlace, PropertyRow } from '../properties.ts';
import { propertyAt } from '../properties.ts';
import { pathText } from '../semantics/arguments.ts';
import { isProvider } from '../semantics/read-blocks.ts';
import { RESERVED_NAMES, targetOf } from '../semantics/override-paths.ts';
import type {
  Action,
  Argument,
  Condition,
  Declaration,
  FeedbackValue,
  Field,
  Has,
  Item,
  Member,
  Override,
  Path,
  PlaceLine,
  Property,
  Quantity,
  Rule,
  Span,
  TextValue,
  Word,
} from '../tree.ts';

/** What a word is. Names that can be renamed: `twin`, `type`, `group`, `field`, `model`, `scenario`. */
export type Role =
  | 'keyword'
  | 'property'
  | 'action'
  | 'twin'
  | 'type'
  | 'group'
  | 'field'
  | 'model'
  | 'scenario'
  | 'field-type'
  | 'provider'
  | 'slot'
  | 'region'
  | 'currency'
  | 'zone'
  | 'value'
  | 'boolean'
  | 'quantity'
  | 'unit'
  | 'text'
  | 'file'
  | 'tag'
  | 'assumption'
  | 'operator';

/** Where a statement stands. */
export type Place = PropertyPlace | 'file' | 'rule' | 'telemetry' | 'feedback' | 'scenario' | 'place' | 'tags' | 'assume' | 'unknown';

/** A word with its role; its offsets are relative to its member, in a declaration's head to the declaration. */
export interface Mark extends Span {
  readonly role: Role;
  readonly text: string;
  /** true where the name is declared. */
  readonly definition?: true;
  /** Of a keyword or property: where its statement stands. */
  readonly place?: Place;
  /** Of a field: its group; null within a device type. */
  readonly group?: string | null;
  /** Of a number or unit: the whole quantity. */
  readonly quantity?: Quantity;
  /** Of a quantity: the parameter that it is meant for. */
  readonly parameter?: Parameter;
  /** Of a word among values: the property that it belongs to. */
  readonly row?: PropertyRow;
  /** Of a file: what it is for. */
  readonly statement?: 'run' | 'call' | 'scene' | 'import';
}

const cache = new WeakMap<Member, readonly Mark[]>();
const NONE: readonly Mark[] = [];

/** The marks of a member, in order. `inDevice`: it stands in a device type. */
export function marksOfMember(member: Member, inDevice: boolean): readonly Mark[] {
  let marks = cache.get(member);
  if (marks === undefined) {
    const maker = new Maker(inDevice);
    maker.member(member);
    marks = maker.marks.length === 0 ? NONE : maker.marks.sort((a, b) => a.start - b.start);
    cache.set(member, marks);
  }
  return marks;
}

/** The marks of a declaration's head, relative to it. The word `twin` or `device` is not one of them. */
export function marksOfHead(declaration: Declaration): readonly Mark[] {
  const { name, title } = declaration;
  const marks: Mark[] = [];
  if (name.text !== '') marks.push({ ...at(name), role: declaration.kind === 'twin' ? 'twin' : 'type', text: name.text, definition: true });
  if (title !== null) marks.push({ ...at(title), role: 'text', text: title.value });
  return marks;
}

/** The place that the braces of a block open, by its word and where it stands. */
export function placeWithin(word: string, outer: Place): Place {
  switch (word) {
    case 'twin':
    case 'device':
      return outer === 'file' ? word : 'unknown';
    case 'devices':
    case 'processing':
    case 'management':
    case 'visualization':
    case 'place':
    case 'tags':
    case 'assume':
    case 'scenario':
      return outer === 'twin' ? word : 'unknown';
    case 'storage':
      return outer === 'twin' ? 'storage' : outer === 'devices' || outer === 'device' ? 'group-storage' : 'unknown';
    case 'telemetry':
      return outer === 'devices' || outer === 'device' ? 'telemetry' : 'unknown';
    case 'run':
      return outer === 'processing' ? 'run' : 'unknown';
    case 'on':
      return outer === 'processing' ? 'rule' : 'unknown';
    case 'feedback':
      return outer === 'rule' ? 'feedback' : 'unknown';
    case 'model':
      return outer === 'management' || outer === 'model' ? 'model' : 'unknown';
    default:
      return 'unknown';
  }
}

/** The row of a property at any place; undefined where there is none. */
export function rowAt(place: Place, name: string): PropertyRow | undefined {
  return propertyAt(place as PropertyPlace, name);
}

function at({ start, end }: Span): Span {
  return { start, end };
}

class Maker {
  readonly marks: Mark[] = [];
  readonly #outer: Place;
  #group: string | null = null;
  #row: PropertyRow | undefined;

  constructor(inDevice: boolean) {
    this.#outer = inDevice ? 'device' : 'twin';
  }

  member(member: Member): void {
    switch (member.kind) {
      case 'group':
        this.#word(member.keyword, 'keyword', { place: 'twin' });
        this.#word(member.name, 'group', { definition: true });
        if (member.type !== null) this.#word(member.type, 'type');
        this.#group = member.name.text;
        for (const item of member.items) this.#item(item, 'devices');
        return;
      case 'scenario':
        this.#word(member.keyword, 'keyword', { place: 'twin' });
        this.#word(member.name, 'scenario', { definition: true });
        this.#text(member.title);
        for (const override of member.overrides) this.#override(override);
        return;
      case 'property':
      case 'block':
      case 'telemetry':
        this.#item(member, this.#outer);
    }
  }

  #item(item: Item, place: Place): void {
    switch (item.kind) {
      case 'property':
        this.#property(item, place);
        return;
      case 'block': {
        this.#word(item.name, 'keyword', { place });
        const inner = placeWithin(item.name.text, place);
        for (const child of item.items) this.#item(child, inner);
        return;
      }
      case 'telemetry':
        this.#word(item.name, 'keyword', { place });
        for (const field of item.fields) this.#field(field);
        return;
      case 'run':
        this.#word(item.name, 'keyword', { place });
        this.#file(item.file, 'run');
        for (const group of item.groups) this.#word(group, 'group');
        for (const child of item.items) this.#item(child, placeWithin('run', place));
        return;
      case 'rule':
        this.#rule(item, place);
        return;
      case 'model':
        this.#word(item.keyword, 'keyword', { place });
        this.#word(item.name, 'model', { definition: true });
        this.#text(item.title);
        for (const child of item.items) this.#item(child, placeWithin('model', place));
        return;
      case 'has':
        this.#has(item, place);
        return;
      case 'place':
        this.#placeLine(item);
        return;
      case 'tag':
        this.#word('text' in item.key ? item.key : { ...at(item.key), text: item.key.value }, 'tag', { definition: true });
        this.#text(item.value);
    }
  }

  #property(node: Property, place: Place): void {
    if (place === 'assume') {
      this.#word(node.name, 'assumption');
      this.#arguments(node.arguments, []);
      return;
    }
    this.#word(node.name, 'property', { place });
    const row = rowAt(place, node.name.text);
    this.#row = row;
    if (node.name.text === 'scene') {
      for (const argument of node.arguments) if (argument.kind === 'text') this.#file(argument, 'scene');
      this.#arguments(
        node.arguments.filter((argument) => argument.kind !== 'text'),
        (row?.parameters ?? []).slice(1),
      );
    } else {
      this.#arguments(node.arguments, row?.parameters ?? []);
    }
    this.#arguments(node.forArguments, row?.forParameters ?? []);
    this.#row = undefined;
  }

  #arguments(values: readonly Argument[], parameters: readonly Parameter[]): void {
    let next = 0;
    for (const value of values) {
      let parameter = parameters[next];
      while (parameter?.optional === true && !isFor(parameter, value) && next + 1 < parameters.length) parameter = parameters[++next];
      if (parameter?.kind !== 'words') next++;
      this.#argument(value, parameter);
    }
  }

  #argument(value: Argument, parameter?: Parameter): void {
    switch (value.kind) {
      case 'quantity':
        this.#quantity(value, parameter);
        return;
      case 'text':
        this.#text(value);
        return;
      case 'boolean':
        this.marks.push({ ...at(value), role: 'boolean', text: String(value.value) });
        return;
      case 'path':
        this.#value(value, parameter?.words);
    }
  }

  #value(path: Path, words: Parameter['words']): void {
    const text = pathText(path);
    const role = typeof words === 'string' ? (words === 'region' && isProvider(text) ? 'provider' : words) : 'value';
    this.marks.push({ ...at(path), role, text, ...(this.#row === undefined ? {} : { row: this.#row }) });
  }

  #quantity(quantity: Quantity, parameter?: Parameter): void {
    const more = { quantity, ...(parameter === undefined ? {} : { parameter }) };
    const { start, numberEnd } = quantity;
    this.marks.push({ start, end: numberEnd, role: 'quantity', text: String(quantity.value), ...more });
    for (const word of [quantity.unit, quantity.per]) if (word !== null) this.#word(word, 'unit', more);
  }

  #field(field: Field): void {
    this.#word(field.name, 'field', { definition: true, group: this.#group });
    this.#word(field.type, 'field-type');
    if (field.length !== null) this.#quantity(field.length);
    this.#text(field.unit);
  }

  #rule(rule: Rule, place: Place): void {
    this.#word(rule.name, 'keyword', { place });
    if (rule.condition !== null) this.#condition(rule.condition);
    if (rule.holdsFor !== null) this.#quantity(rule.holdsFor, { label: 'DURATION', kind: 'quantity', dimension: 'duration' });
    if (rule.matches !== null) this.#quantity(rule.matches, { label: 'SHARE', kind: 'quantity', dimension: 'share' });
    for (const action of rule.actions) this.#action(action);
  }

  #condition(condition: Condition): void {
    switch (condition.kind) {
      case 'or':
      case 'and':
        for (const operand of condition.operands) this.#condition(operand);
        return;
      case 'not':
        if (condition.operand !== null) this.#condition(condition.operand);
        return;
      case 'comparison': {
        const [group, field] = condition.path.words;
        if (group !== undefined) this.#word(group, 'group');
        if (group !== undefined && field !== undefined) this.#word(field, 'field', { group: group.text });
        if (condition.operator !== null) this.#word(condition.operator, 'operator');
        if (condition.value !== null) this.#argument(condition.value);
      }
    }
  }

  #action(action: Action): void {
    this.#word(action.name, 'action', { place: 'rule' });
    switch (action.kind) {
      case 'notify':
        this.#text(action.text);
        return;
      case 'call':
        this.#file(action.text, 'call');
        return;
      case 'workflow':
        this.#text(action.text);
        if (action.steps !== null) this.#quantity(action.steps);
        return;
      case 'feedback':
        this.#word(action.group, 'group');
        for (const value of action.values) this.#feedback(value, action.group.text);
        return;
      case 'unknown-action':
    }
  }

  #feedback({ name, value }: FeedbackValue, group: string): void {
    this.#word(name, 'field', { group });
    if (value !== null) this.#argument(value);
  }

  #has(has: Has, place: Place): void {
    this.#word(has.name, 'keyword', { place });
    for (const { count, group } of has.entries) {
      if (count !== null) this.#quantity(count);
      this.#word(group, 'group');
    }
  }

  #placeLine(line: PlaceLine): void {
    this.marks.push({ ...at(line.slot), role: 'slot', text: pathText(line.slot) });
    if (line.choice !== null) this.#word(line.choice, line.choice.text === 'auto' ? 'value' : 'provider');
    for (const word of line.except) this.#word(word, 'provider');
  }

  #override(override: Override): void {
    const [first, second, third] = override.path.words;
    const words = override.path.words.map((word) => word.text);
    const target = targetOf(words);
    if (first === undefined) return;
    const rest = (role: Role): void => {
      if (second !== undefined) this.marks.push({ start: second.start, end: override.path.end, role, text: words.slice(1).join('.') });
    };
    if (!RESERVED_NAMES.has(first.text)) {
      this.#word(first, 'group');
      if (second !== undefined) this.#word(second, second.text === 'storage' ? 'keyword' : 'property', { place: 'devices' });
      if (third !== undefined) this.#word(third, 'property', { place: 'group-storage' });
    } else {
      this.#word(first, rowAt('twin', first.text) === undefined ? 'keyword' : 'property', { place: 'twin' });
      if (first.text === 'budget' || first.text === 'place') rest('slot');
      else if (first.text === 'assume') rest('assumption');
      else if (first.text === 'region') rest('provider');
      else if (second !== undefined) this.#word(second, 'property', { place: placeWithin(first.text, 'twin') });
      const read = rowAt('storage', 'read');
      if (third !== undefined && second?.text === 'read') this.#word(third, 'value', read === undefined ? {} : { row: read });
    }
    const row = 'row' in target ? target.row : undefined;
    this.#row = row;
    this.#arguments(override.arguments, row?.parameters ?? []);
    this.#arguments(override.forArguments, row?.forParameters ?? []);
    this.#row = undefined;
  }

  #word(word: Word, role: Role, more: Partial<Mark> = {}): void {
    if (word.end > word.start) this.marks.push({ ...at(word), role, text: word.text, ...more });
  }

  #text(text: TextValue | null): void {
    if (text !== null) this.marks.push({ ...at(text), role: 'text', text: text.value });
  }

  #file(text: TextValue | null, statement: NonNullable<Mark['statement']>): void {
    if (text !== null) this.marks.push({ ...at(text), role: 'file', text: text.value, statement });
  }
}

/** Whether a value is of the kind that an optional parameter takes. */
function isFor(parameter: Parameter, value: Argument): boolean {
  if (parameter.kind === 'quantity') return value.kind === 'quantity';
  return parameter.kind === 'text' ? value.kind === 'text' : value.kind === 'path';
}
