/**
 * The yardstick: a hand-written recursive-descent parser of the same grammar that builds the same tree, without a library.
 * It is the limit of what JavaScript can do here, and knows only texts without mistakes (it throws on others).
 */
import { CURRENCIES, UNITS, type tree as T } from '@twin2multicloud/language';
import * as K from './scan.ts';

const STATEMENTS = new Set(
  (
    'count every rate peak payload active connect telemetry storage hot cool archive read function matches run on model has scene entities ' +
    'queries editors viewers panels window refresh devices processing management visualization place scenario tags assume region providers ' +
    'currency residency free-tier budget notify call workflow feedback'
  ).split(' '),
);
const LISTS = new Set(['region', 'providers']);
const ONES = new Set(['connect', 'read', 'currency', 'residency', 'free-tier']);
const NONES = new Set(['hot', 'cool', 'archive']);
const BLOCKS = new Set(['processing', 'storage', 'management', 'visualization', 'place', 'tags', 'assume']);
const NONE: T.Argument[] = [];

/** Parses a text without mistakes. */
export function parseByHand(text: string): T.SourceFile {
  return new Parser(text).file();
}

class Parser {
  readonly #text: string;
  readonly #kinds: Uint8Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #at = 0;
  /** What the offsets of nodes are relative to. */
  #base = 0;

  constructor(text: string) {
    this.#text = text;
    const { kinds, starts, ends } = K.scan(text);
    this.#kinds = kinds;
    this.#starts = starts;
    this.#ends = ends;
  }

  file(): T.SourceFile {
    const file: T.SourceFile = { kind: 'file', start: 0, end: this.#text.length, language: null, imports: [], declarations: [] };
    for (this.#lines(); this.#kinds[this.#at] !== K.END; this.#lines()) {
      const doc = this.#docTokens();
      const start = this.#starts[doc < 0 ? this.#at : doc] ?? 0;
      const word = this.#image();
      this.#base = 0;
      if (word === 'language') {
        this.#at++;
        const version = Number(this.#image());
        this.#at++;
        file.language = { span: { start, end: this.#lastEnd() }, version };
      } else if (word === 'import') {
        this.#at++;
        file.imports.push({ kind: 'import', path: this.#textValue(), start, end: this.#lastEnd() });
      } else if (word === 'twin' || word === 'device') {
        file.declarations.push(this.#declaration(word, start, doc));
      } else {
        this.#fail();
      }
    }
    return file;
  }

  #declaration(kind: 'twin' | 'device', start: number, firstDoc: number): T.Declaration {
    this.#base = start;
    const doc = this.#doc(firstDoc);
    this.#at++;
    const name = this.#word();
    const title = this.#optionalText();
    const declaration: T.Declaration = { kind, doc, name, title, members: [], start, end: 0 };
    this.#expect(K.OPEN);
    for (this.#lines(); this.#kinds[this.#at] !== K.CLOSE; this.#lines()) declaration.members.push(this.#member(start));
    this.#at++;
    declaration.end = this.#ends[this.#at - 1] ?? 0;
    return declaration;
  }

  #member(declared: number): T.Member {
    const first = this.#docTokens();
    const from = this.#starts[first < 0 ? this.#at : first] ?? 0;
    this.#base = from;
    const start = from - declared;
    const doc = this.#doc(first);
    const word = this.#image();
    let member: T.Member;
    if (word === 'devices') {
      const keyword = this.#word();
      const name = this.#word();
      const type = this.#kinds[this.#at] === K.COLON ? (this.#at++, this.#word()) : null;
      member = { kind: 'group', doc, keyword, name, type, items: [], start, end: 0 };
      this.#items(member.items);
    } else if (word === 'scenario') {
      const keyword = this.#word();
      const name = this.#word();
      member = { kind: 'scenario', doc, keyword, name, title: this.#optionalText(), overrides: [], start, end: 0 };
      const { overrides } = member;
      this.#block(() => overrides.push(this.#override()));
    } else if (BLOCKS.has(word)) {
      member = { kind: 'block', doc, name: this.#word(), items: [], start, end: 0 };
      this.#blockItems(word, member.items);
    } else if (word === 'telemetry') {
      member = { kind: 'telemetry', doc, name: this.#word(), fields: [], start, end: 0 };
      this.#fields(member.fields);
    } else {
      member = { kind: 'property', doc, name: this.#word(), arguments: [], forArguments: NONE, start, end: 0 };
      this.#property(member, word);
    }
    member.end = start + this.#lastEnd();
    return member;
  }

  #blockItems(word: string, items: T.Item[]): void {
    if (word === 'place') this.#block(() => items.push(this.#placeLine()));
    else if (word === 'tags') this.#block(() => items.push(this.#tag()));
    else this.#items(items);
  }

  #items(items: T.Item[]): void {
    this.#expect(K.OPEN);
    for (this.#lines(); this.#kinds[this.#at] !== K.CLOSE; this.#lines()) items.push(this.#item());
    this.#at++;
  }

  #item(): T.Item {
    const first = this.#docTokens();
    const start = (this.#starts[first < 0 ? this.#at : first] ?? 0) - this.#base;
    const doc = this.#doc(first);
    const word = this.#image();
    let item: T.Item;
    const dotted = this.#kinds[this.#at + 1] === K.DOT;
    if (!dotted && word === 'telemetry') {
      item = { kind: 'telemetry', doc, name: this.#word(), fields: [], start, end: 0 };
      this.#fields(item.fields);
    } else if (!dotted && BLOCKS.has(word)) {
      item = { kind: 'block', doc, name: this.#word(), items: [], start, end: 0 };
      this.#blockItems(word, item.items);
    } else if (!dotted && word === 'run') {
      item = this.#run(doc, start);
    } else if (!dotted && word === 'on') {
      item = this.#rule(doc, start);
    } else if (!dotted && word === 'model') {
      const keyword = this.#word();
      const name = this.#word();
      item = { kind: 'model', doc, keyword, name, title: this.#optionalText(), items: [], start, end: 0 };
      if (this.#kinds[this.#at] === K.OPEN) this.#items(item.items);
    } else if (!dotted && word === 'has') {
      item = { kind: 'has', doc, name: this.#word(), entries: [], start, end: 0 };
      while (this.#kinds[this.#at] === K.NUMBER || this.#kinds[this.#at] === K.NAME) {
        const count = this.#kinds[this.#at] === K.NUMBER ? this.#number() : null;
        item.entries.push({ count, group: this.#word() });
      }
    } else {
      item = { kind: 'property', doc, name: this.#word(), arguments: [], forArguments: NONE, start, end: 0 };
      this.#property(item, word);
    }
    item.end = this.#lastEnd();
    return item;
  }

  #property(property: T.Property, word: string): void {
    while (this.#kinds[this.#at] === K.DOT) {
      this.#at++;
      const part = this.#word();
      property.name.text += `.${part.text}`;
      property.name.end = part.end;
    }
    this.#arguments(property.arguments, word);
    if (this.#isFor()) {
      this.#at++;
      this.#arguments((property.forArguments = []), '');
    }
  }

  #isFor(): boolean {
    return this.#kinds[this.#at] === K.NAME && this.#image() === 'for';
  }

  #arguments(values: T.Argument[], word: string): void {
    for (;;) {
      const kind = this.#kinds[this.#at];
      if (kind === K.NUMBER) values.push(this.#quantity());
      else if (kind === K.TEXT) values.push(this.#textValue());
      else if (kind !== K.NAME) return;
      else {
        const next = this.#image();
        if (next === 'for' || !takes(values, next, word)) return;
        values.push(next === 'true' || next === 'false' ? this.#boolean() : this.#path());
      }
    }
  }

  #run(doc: T.Doc | null, start: number): T.Run {
    const run: T.Run = { kind: 'run', doc, name: this.#word(), file: this.#textValue(), groups: [], items: [], start, end: 0 };
    this.#at++;
    while (this.#kinds[this.#at] === K.NAME) run.groups.push(this.#word());
    if (this.#kinds[this.#at] === K.OPEN) this.#items(run.items);
    return run;
  }

  #rule(doc: T.Doc | null, start: number): T.Rule {
    const rule: T.Rule = {
      kind: 'rule',
      doc,
      name: this.#word(),
      condition: null,
      holdsFor: null,
      matches: null,
      actions: [],
      start,
      end: 0,
    };
    rule.condition = this.#condition();
    if (this.#isFor()) {
      this.#at++;
      rule.holdsFor = this.#quantity();
    }
    if (this.#kinds[this.#at] === K.NAME && this.#image() === 'matches') {
      this.#at++;
      rule.matches = this.#quantity();
    }
    this.#block(() => rule.actions.push(this.#action()));
    return rule;
  }

  #condition(): T.Condition {
    return this.#chain('or', () => this.#chain('and', () => this.#atom()));
  }

  #chain(kind: 'or' | 'and', operand: () => T.Condition): T.Condition {
    const first = operand();
    if (this.#kinds[this.#at] !== K.NAME || this.#image() !== kind) return first;
    const operands = [first];
    while (this.#kinds[this.#at] === K.NAME && this.#image() === kind) {
      this.#at++;
      while (this.#kinds[this.#at] === K.LINE || this.#kinds[this.#at] === K.DOC) this.#at++;
      operands.push(operand());
    }
    return { kind, operands, start: first.start, end: this.#lastEnd() };
  }

  #atom(): T.Condition {
    if (this.#kinds[this.#at] === K.LEFT) {
      this.#at++;
      while (this.#kinds[this.#at] === K.LINE || this.#kinds[this.#at] === K.DOC) this.#at++;
      const inner = this.#condition();
      this.#lines();
      this.#expect(K.RIGHT);
      return inner;
    }
    const start = this.#start();
    if (this.#image() === 'not') {
      this.#at++;
      const operand = this.#atom();
      return { kind: 'not', operand, start, end: this.#lastEnd() };
    }
    const path = this.#path();
    const node: T.Comparison = { kind: 'comparison', path, operator: null, value: null, start, end: path.end };
    if (this.#kinds[this.#at] === K.OPERATOR) {
      node.operator = this.#word();
      node.value = this.#value();
      node.end = this.#lastEnd();
    }
    return node;
  }

  #action(): T.Action {
    this.#docTokens();
    const start = this.#start();
    const word = this.#image();
    const name = this.#word();
    if (word === 'notify' || word === 'call') return { kind: word, name, text: this.#textValue(), start, end: this.#lastEnd() };
    if (word === 'workflow') {
      const text = this.#optionalText();
      const steps = this.#number();
      this.#at++;
      return { kind: 'workflow', name, text, steps, start, end: this.#lastEnd() };
    }
    if (word !== 'feedback') this.#fail();
    const group = this.#word();
    const values: T.FeedbackValue[] = [];
    this.#block(() => {
      const from = this.#start();
      const field = this.#word();
      this.#expect(K.COLON);
      values.push({ name: field, value: this.#value(), start: from, end: this.#lastEnd() });
    });
    return { kind: 'feedback', name, group, values, start, end: this.#lastEnd() };
  }

  #fields(fields: T.Field[]): void {
    this.#block(() => {
      const first = this.#docTokens();
      const start = (this.#starts[first < 0 ? this.#at : first] ?? 0) - this.#base;
      const doc = this.#doc(first);
      const name = this.#word();
      this.#expect(K.COLON);
      const type = this.#word();
      const length = this.#kinds[this.#at] === K.NUMBER ? this.#number() : null;
      const unit = this.#optionalText();
      fields.push({ kind: 'field', doc, name, type, length, unit, start, end: this.#lastEnd() });
    });
  }

  #placeLine(): T.PlaceLine {
    const first = this.#docTokens();
    const start = (this.#starts[first < 0 ? this.#at : first] ?? 0) - this.#base;
    const doc = this.#doc(first);
    const line: T.PlaceLine = { kind: 'place', doc, slot: this.#path(), choice: this.#word(), except: [], start, end: 0 };
    if (this.#kinds[this.#at] === K.NAME && this.#image() === 'except') {
      this.#at++;
      while (this.#kinds[this.#at] === K.NAME) line.except.push(this.#word());
    }
    line.end = this.#lastEnd();
    return line;
  }

  #tag(): T.Tag {
    const first = this.#docTokens();
    const start = (this.#starts[first < 0 ? this.#at : first] ?? 0) - this.#base;
    const doc = this.#doc(first);
    const key = this.#kinds[this.#at] === K.TEXT ? this.#textValue() : this.#word();
    this.#expect(K.COLON);
    return { kind: 'tag', doc, key, value: this.#textValue(), start, end: this.#lastEnd() };
  }

  #override(): T.Override {
    const first = this.#docTokens();
    const start = (this.#starts[first < 0 ? this.#at : first] ?? 0) - this.#base;
    const doc = this.#doc(first);
    const override: T.Override = { kind: 'override', doc, path: this.#path(), arguments: [], forArguments: NONE, start, end: 0 };
    this.#expect(K.EQUALS);
    this.#overrideValues(override.arguments);
    if (this.#isFor()) {
      this.#at++;
      this.#arguments((override.forArguments = []), '');
    }
    override.end = this.#lastEnd();
    return override;
  }

  #overrideValues(values: T.Argument[]): void {
    for (;;) {
      const kind = this.#kinds[this.#at];
      if (kind === K.NUMBER) values.push(this.#quantity());
      else if (kind === K.TEXT) values.push(this.#textValue());
      else if (kind !== K.NAME || this.#isFor() || values.some((value) => value.kind !== 'path')) return;
      else {
        const after = this.#kinds[this.#at + 1];
        if (values.length > 0 && (after === K.DOT || after === K.EQUALS)) return;
        values.push(this.#value());
      }
    }
  }

  #block(item: () => void): void {
    this.#expect(K.OPEN);
    for (this.#lines(); this.#kinds[this.#at] !== K.CLOSE; this.#lines()) item();
    this.#at++;
  }

  #value(): T.Argument {
    const kind = this.#kinds[this.#at];
    if (kind === K.NUMBER) return this.#quantity();
    if (kind === K.TEXT) return this.#textValue();
    const word = this.#image();
    return word === 'true' || word === 'false' ? this.#boolean() : this.#path();
  }

  #boolean(): T.BooleanValue {
    const { text, start, end } = this.#word();
    return { kind: 'boolean', value: text === 'true', start, end };
  }

  #quantity(): T.Quantity {
    const quantity = this.#number();
    const kind = this.#kinds[this.#at];
    if (kind === K.PERCENT || (kind === K.NAME && this.#isUnit())) {
      quantity.unit = this.#word();
      quantity.end = quantity.unit.end;
    }
    if (this.#kinds[this.#at] === K.SLASH) {
      this.#at++;
      quantity.per = this.#word();
      quantity.end = quantity.per.end;
    }
    return quantity;
  }

  #isUnit(): boolean {
    const after = this.#kinds[this.#at + 1];
    if (after === K.DOT || after === K.COLON || after === K.EQUALS) return false;
    const word = this.#image();
    return UNITS.has(word) || CURRENCIES.has(word);
  }

  #number(): T.Quantity {
    if (this.#kinds[this.#at] !== K.NUMBER) this.#fail();
    const image = this.#image();
    const start = this.#start();
    this.#at++;
    const end = this.#lastEnd();
    const value = Number(image.includes('_') ? image.replaceAll('_', '') : image) + 0;
    return { kind: 'quantity', value, numberEnd: end, unit: null, per: null, start, end };
  }

  #path(): T.Path {
    const word = this.#word();
    const path: T.Path = { kind: 'path', words: [word], start: word.start, end: word.end };
    while (this.#kinds[this.#at] === K.DOT) {
      this.#at++;
      const next = this.#word();
      path.words.push(next);
      path.end = next.end;
    }
    return path;
  }

  #optionalText(): T.TextValue | null {
    return this.#kinds[this.#at] === K.TEXT ? this.#textValue() : null;
  }

  #textValue(): T.TextValue {
    if (this.#kinds[this.#at] !== K.TEXT) this.#fail();
    const image = this.#image();
    const start = this.#start();
    this.#at++;
    const inner = image.slice(1, -1);
    const value = inner.includes('\\')
      ? inner.replaceAll(/\\(.?)/gsu, (_, character: string) => (character === 'n' ? '\n' : character === 't' ? '\t' : character))
      : inner;
    return { kind: 'text', value, start, end: this.#lastEnd() };
  }

  #word(): T.Word {
    const kind = this.#kinds[this.#at];
    if (kind !== K.NAME && kind !== K.PERCENT && kind !== K.OPERATOR) this.#fail();
    const word = { text: this.#image(), start: this.#start(), end: (this.#ends[this.#at] ?? 0) - this.#base };
    this.#at++;
    return word;
  }

  /** Index of the first documentation line before a statement, −1 without one. */
  #docTokens(): number {
    if (this.#kinds[this.#at] !== K.DOC) return -1;
    const first = this.#at;
    while (this.#kinds[this.#at] === K.DOC || this.#kinds[this.#at] === K.LINE) this.#at++;
    return first;
  }

  #doc(first: number): T.Doc | null {
    if (first < 0) return null;
    const lines: string[] = [];
    let last = first;
    for (let at = first; at < this.#at; at++) {
      if (this.#kinds[at] !== K.DOC) continue;
      const image = this.#text.slice(this.#starts[at], this.#ends[at]);
      lines.push(image.slice(image.charCodeAt(3) === 32 ? 4 : 3).trimEnd());
      last = at;
    }
    return { text: lines.join('\n'), start: (this.#starts[first] ?? 0) - this.#base, end: (this.#ends[last] ?? 0) - this.#base };
  }

  #image(): string {
    return this.#text.slice(this.#starts[this.#at], this.#ends[this.#at]);
  }

  #start(): number {
    return (this.#starts[this.#at] ?? 0) - this.#base;
  }

  #lastEnd(): number {
    return (this.#ends[this.#at - 1] ?? 0) - this.#base;
  }

  #lines(): void {
    while (this.#kinds[this.#at] === K.LINE) this.#at++;
  }

  #expect(kind: number): void {
    if (this.#kinds[this.#at] !== kind) this.#fail();
    this.#at++;
  }

  #fail(): never {
    throw new Error(
      `the yardstick reads texts without mistakes only: ${JSON.stringify(this.#text.slice(this.#starts[this.#at], (this.#starts[this.#at] ?? 0) + 30))}`,
    );
  }
}

function takes(values: readonly T.Argument[], next: string, word: string): boolean {
  if (LISTS.has(word)) return true;
  if (ONES.has(word)) return values.length === 0;
  const last = values[values.length - 1];
  if (last !== undefined && (last.kind !== 'path' || NONES.has(word))) return false;
  return !STATEMENTS.has(next);
}
