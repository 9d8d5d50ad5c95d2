/**
 * The grammar: tokens → tree and raw problems, in one pass. Every node is attached to its parent before its children are
 * read, and nothing throws: a part that is missing is reported and left out. Finding the smallest piece to re-read is not its task.
 */
import { EmbeddedActionsParser, EOF, tokenMatcher, type IToken, type ParserMethod, type TokenType } from 'chevrotain';
import type {
  Action,
  Argument,
  Comparison,
  Condition,
  Declaration,
  Doc,
  FeedbackValue,
  Field,
  Has,
  Item,
  Member,
  Model,
  Override,
  Path,
  PlaceLine,
  Property,
  Quantity,
  Rule,
  Run,
  SourceFile,
  Tag,
  TextValue,
  Word,
} from '../tree.ts';
import * as T from './tokens.ts';
import type { NamesTaken } from './tokens.ts';

/** A problem as the parser meets it: offsets of the file, and the smallest part of the tree that it belongs to. */
export interface RawProblem {
  code: string;
  start: number;
  end: number;
  message: string;
  fix: { title: string; start: number; end: number; text: string } | null;
  declaration: Declaration | null;
  member: Member | null;
}

/** How deep blocks and conditions may nest. */
export const MAX_DEPTH = 100;
/** So many problems are kept; a last one says how many more there were. */
export const MAX_PROBLEMS = 1_000;

const NONE: Argument[] = [];
Object.freeze(NONE);
/** Stands for a name until it is read. */
const NOWHERE: Word = { text: '', start: 0, end: 0 };

/** In order: the special words come before the names that they also are. */
interface Alternatives {
  DEF: { ALT: () => void }[];
  IGNORE_AMBIGUITIES: true;
}

const inOrder = (...DEF: Alternatives['DEF']): Alternatives => ({ DEF, IGNORE_AMBIGUITIES: true });

/** Tokens of a group's `storage` block that are looked at to find its end. */
const LONGEST_STORAGE = 200;

class TwinParser extends EmbeddedActionsParser {
  problems: RawProblem[] = [];
  /** Problems beyond `MAX_PROBLEMS`. */
  dropped = 0;
  /** true where a re-read piece turned out not to stand on its own. */
  escaped = false;

  #text = '';
  /** Offset of the token vector's text in the file. */
  #base = 0;
  /** What turns a token's offset into a node's. */
  #shift = 0;
  #depth = 0;
  #declaration: Declaration | null = null;
  #member: Member | null = null;
  #members: Member[] = [];
  #docs: IToken[] = [];
  /** Braces that were opened without a block's name and whose closing brace must not close more. */
  #spare = 0;
  #inTwin = false;
  /** true while only a declaration's members are read, without its braces. */
  #piece = false;
  /** The block whose items are read directly: the word that opened it. */
  #opener: IToken | null = null;
  #tree: SourceFile = { kind: 'file', start: 0, end: 0, language: null, imports: [], declarations: [] };
  #items: Item[] = [];
  #fields: Field[] = [];
  #overrides: Override[] = [];
  #actions: Action[] = [];
  #values: FeedbackValue[] = [];

  /** Checking the grammar takes most of the time that the parser's tables need; a test does it. */
  constructor(checked: boolean) {
    super([...T.VOCABULARY], { recoveryEnabled: false, maxLookahead: 1, skipValidations: !checked });
    this.performSelfAnalysis();
  }

  /** Reads a whole file, or the declarations of a piece of one. */
  parseFile(tokens: IToken[], text: string, base: number, tree: SourceFile): void {
    this.#begin(tokens, text, base);
    this.#tree = tree;
    this.file();
    this.#forget();
  }

  /** Reads members of a declaration from a piece of its body. */
  parseMembers(tokens: IToken[], text: string, base: number, declaration: Declaration, members: Member[]): void {
    this.#begin(tokens, text, base);
    this.#piece = true;
    this.#depth = 1;
    this.#declaration = declaration;
    this.#inTwin = declaration.kind === 'twin';
    this.#opener = null;
    this.#members = members;
    this.memberPiece();
    this.#piece = false;
    this.#forget();
  }

  /** Lets go of what was read, which would be kept until the next text. */
  #forget(): void {
    this.input = [];
    this.#text = '';
    this.#declaration = null;
    this.#member = null;
    this.#members = [];
    this.#opener = null;
  }

  /** true where what was read last leaves something for what follows it: documentation, or a brace to come. */
  pending(atEnd: boolean): boolean {
    return this.#spare > 0 || (!atEnd && this.#docs.length > 0);
  }

  #begin(tokens: IToken[], text: string, base: number): void {
    this.input = tokens;
    this.problems = [];
    this.dropped = 0;
    this.escaped = false;
    this.#text = text;
    this.#base = base;
    this.#shift = base;
    this.#depth = 0;
    this.#declaration = null;
    this.#member = null;
    this.#docs = [];
    this.#spare = 0;
    this.#inTwin = false;
    this.#piece = false;
  }

  // ---- files and declarations

  readonly file = this.RULE('file', () => {
    this.MANY(() => {
      const first = this.LA(1);
      if (isTwinStatement(first) && this.#startsLine(first)) this.#implicitTwin(first);
      else this.OR(this.#fileItems);
    });
  });

  readonly #fileItems: Alternatives = inOrder(
    { ALT: () => this.CONSUME(T.NewLine) },
    { ALT: () => this.#docs.push(this.CONSUME(T.DocLine)) },
    { ALT: () => this.SUBRULE(this.languageLine) },
    { ALT: () => this.SUBRULE(this.importLine) },
    { ALT: () => this.SUBRULE(this.device) },
    { ALT: () => this.SUBRULE(this.twin) },
    { ALT: () => this.SUBRULE(this.stray) },
  );

  readonly languageLine = this.RULE('languageLine', () => {
    const word = this.CONSUME(T.Language);
    const version = this.OPTION(() => this.CONSUME(T.NumberToken));
    this.ACTION(() => {
      const span = { start: this.#at(word), end: this.#lastEnd() };
      if (version === undefined) this.#expected('twin-1004', 'a version after `language`');
      else if (this.#tree.language === null) this.#tree.language = { span, version: Number(version.image.replaceAll('_', '')) };
      if (this.#tree.imports.length + this.#tree.declarations.length > 0) {
        this.#report('twin-1016', span.start, span.end, '`language` stands on the first line of a file');
      }
      this.#restOfLine();
    });
  });

  readonly importLine = this.RULE('importLine', () => {
    const word = this.CONSUME(T.ImportWord);
    const token = this.OPTION(() => this.CONSUME(T.AnyText));
    this.ACTION(() => {
      const path = token === undefined ? undefined : this.#textOf(token);
      const start = this.#at(word);
      if (path === undefined) this.#expected('twin-1014', 'the path of a file in quotation marks after `import`');
      this.#tree.imports.push({ kind: 'import', path: path ?? null, start, end: this.#lastEnd() });
      if (this.#tree.declarations.length > 0) {
        this.#report('twin-1016', start, this.#end(word), '`import` lines stand before the first `device` or `twin`');
      }
      this.#restOfLine();
    });
  });

  /** Reports what a line of the file's head does not take. */
  #restOfLine(): void {
    const first = this.LA(1);
    if (isEnd(first)) return;
    let end = this.#end(first);
    for (let next = first; !isEnd(next); next = this.LA(1)) {
      this.SKIP_TOKEN();
      end = this.#end(next);
    }
    this.#report('twin-1008', this.#at(first), end, `expected the end of the line, found ${describe(first)}`);
  }

  readonly device = this.RULE('device', () => {
    const word = this.CONSUME(T.DeviceWord);
    if (!this.RECORDING_PHASE) this.#declare(word, 'device');
  });

  readonly twin = this.RULE('twin', () => {
    const word = this.CONSUME(T.TwinWord);
    if (!this.RECORDING_PHASE) this.#declare(word, 'twin');
  });

  /** What begins no declaration, at the level of the file. */
  readonly stray = this.RULE('stray', () => {
    this.OR([{ ALT: () => this.CONSUME(T.Name) }, { ALT: () => this.CONSUME(T.RightBrace) }, { ALT: () => this.CONSUME(T.Junk) }]);
    this.ACTION(() => {
      const first = this.LA(0);
      const kind = this.#likeDeclaration(first);
      if (kind !== null) {
        this.#report('twin-1009', this.#at(first), this.#end(first), `expected \`${kind}\`, found ${describe(first)}`, {
          title: `Write \`${kind}\``,
          start: this.#at(first),
          end: this.#end(first),
          text: kind,
        });
        this.#declare(first, kind);
        return;
      }
      let end = this.#end(first);
      for (let next = this.LA(1); next.tokenType !== EOF && next.tokenType !== T.NewLine; next = this.LA(1)) {
        end = this.#end(next);
        this.SKIP_TOKEN();
      }
      if (first.tokenType === T.RightBrace) this.#unexpectedBrace(first);
      else this.#report('twin-1010', this.#at(first), end, `${describe(first)} stands outside any \`twin\` or \`device\``);
    });
  });

  /** `twn Home {`, `devise Thermostat {`: a declaration whose keyword is misspelt. */
  #likeDeclaration(first: IToken): 'device' | 'twin' | null {
    if (!T.isName(first) || T.roleOf(first)?.statement === true || !this.#startsLine(first)) return null;
    if (!T.isName(this.LA(1))) return null;
    const brace = tokenMatcher(this.LA(2), T.AnyText) ? this.LA(3) : this.LA(2);
    if (brace.tokenType !== T.LeftBrace) return null;
    return /^d/i.test(first.image) ? 'device' : 'twin';
  }

  #declare(word: IToken, kind: 'device' | 'twin'): void {
    const start = this.#docs[0] === undefined ? this.#at(word) : this.#at(this.#docs[0]);
    this.#shift = this.#base - start;
    const doc = this.#takeDoc();
    const declaration: Declaration = { kind, doc, name: this.#absent(), title: null, members: [], start, end: this.#end(word) };
    this.#tree.declarations.push(declaration);
    this.#declaration = declaration;
    this.#inTwin = kind === 'twin';
    this.#members = declaration.members;
    declaration.name = this.#name(`a name after \`${kind}\``);
    declaration.title = this.#optionalText();
    const brace = this.#toBrace(word);
    if (brace !== 'absent') this.SUBRULE(this.twinBody, { ARGS: [word, brace === 'virtual'] });
    this.#leave(declaration);
  }

  /** A twin whose head is lost: what stands in it is kept under an empty name. */
  #implicitTwin(first: IToken): void {
    this.#shift = this.#base;
    const start = this.#at(first);
    this.#report('twin-1010', start, this.#end(first), `expected \`twin NAME {\` before ${describe(first)}`);
    this.#shift = this.#base - start;
    const name = { text: '', start: 0, end: 0 };
    const declaration: Declaration = { kind: 'twin', doc: null, name, title: null, members: [], start, end: start };
    this.#docs = [];
    this.#tree.declarations.push(declaration);
    this.#declaration = declaration;
    this.#inTwin = true;
    this.#members = declaration.members;
    this.SUBRULE2(this.twinBody, { ARGS: [first, true] });
    this.#leave(declaration);
  }

  #leave(declaration: Declaration): void {
    declaration.end = this.#fileEnd();
    this.#declaration = null;
    this.#shift = this.#base;
  }

  // ---- bodies of declarations

  readonly twinBody = this.RULE('twinBody', (opener: IToken, virtual: boolean) => {
    this.#block(opener, virtual, this.#memberItems, () => this.#closesDeclaration());
  });

  readonly memberPiece = this.RULE('memberPiece', () => {
    this.MANY({ GATE: () => !this.#closesDeclaration(), DEF: () => this.OR(this.#memberItems) });
  });

  readonly #memberItems: Alternatives = inOrder(
    { ALT: () => this.CONSUME(T.NewLine) },
    { ALT: () => this.#docs.push(this.CONSUME(T.DocLine)) },
    { ALT: () => this.SUBRULE(this.group) },
    { ALT: () => this.SUBRULE(this.memberBlock) },
    { ALT: () => this.SUBRULE(this.scenario) },
    { ALT: () => this.SUBRULE(this.memberTelemetry) },
    { ALT: () => this.#memberProperty(this.CONSUME(T.Name)) },
    { ALT: () => this.SUBRULE(this.junk) },
  );

  /** At a declaration's level: the end of its body is a brace behind which nothing but declarations follow. */
  #closesDeclaration(): boolean {
    for (;;) {
      this.#skipLines();
      const next = this.LA(1);
      const type = next.tokenType;
      if (type === EOF) return true;
      if (this.#startsDeclaration(next)) {
        this.escaped ||= this.#piece;
        return true;
      }
      if (type !== T.RightBrace) return false;
      if (this.#spare > 0) {
        this.#spare--;
      } else {
        this.escaped ||= this.#piece;
        if (this.#piece || this.#declarationFollows()) return true;
        this.#unexpectedBrace(next);
      }
      this.SKIP_TOKEN();
    }
  }

  #declarationFollows(): boolean {
    let ahead = 2;
    while (this.LA(ahead).tokenType === T.NewLine || this.LA(ahead).tokenType === T.DocLine) ahead++;
    const next = this.LA(ahead);
    if (next.tokenType === EOF || this.#startsDeclaration(next, ahead)) return true;
    // A misspelt head of the next declaration at the start of a line.
    if (!this.#inColumnZero(next) || !T.isName(next) || T.roleOf(next)?.statement === true) return false;
    return T.isName(this.LA(ahead + 1));
  }

  #startMember(word: IToken): number {
    const start = (this.#docs[0] ?? word).startOffset + this.#base;
    this.#shift = this.#base - start;
    return start - (this.#declaration?.start ?? 0);
  }

  #keepMember(member: Member): void {
    this.#members.push(member);
    this.#member = member;
  }

  #endMember(member: Member): void {
    member.end = member.start + this.#lastEnd();
    this.#member = null;
    this.#shift = this.#base - (this.#declaration?.start ?? 0);
  }

  readonly group = this.RULE('group', () => {
    const word = this.CONSUME(T.Devices);
    if (this.RECORDING_PHASE) return;
    const group = this.#newGroup(word);
    this.#groupHead(group, word);
    this.#endMember(group);
  });

  #newGroup(word: IToken): Member & { kind: 'group' } {
    const start = this.#startMember(word);
    const doc = this.#takeDoc();
    const keyword = this.#word(word);
    const group: Member = { kind: 'group', doc, keyword, name: this.#absent(), type: null, items: [], start, end: start };
    this.#keepMember(group);
    return group;
  }

  #groupHead(group: Member & { kind: 'group' }, word: IToken): void {
    group.name = this.#name('a name after `devices`');
    if (this.LA(1).tokenType === T.Colon) {
      this.SKIP_TOKEN();
      group.type = this.#name('the name of a device type after `:`');
    }
    const brace = this.#toBrace(word);
    if (brace !== 'absent') this.SUBRULE(this.itemBody, { ARGS: [word, brace === 'virtual', group.items] });
  }

  readonly memberBlock = this.RULE('memberBlock', () => {
    const word = this.CONSUME(T.SimpleBlock);
    if (this.RECORDING_PHASE) return;
    const start = this.#startMember(word);
    const doc = this.#takeDoc();
    const block: Member = { kind: 'block', doc, name: this.#word(word), items: [], start, end: start };
    this.#keepMember(block);
    this.#blockBody(word, block.items);
    this.#endMember(block);
  });

  /** After a block's word: its braces, with the rule that its contents need. */
  #blockBody(word: IToken, items: Item[]): void {
    const brace = this.#toBrace(word);
    if (brace !== 'absent') this.#bodyOf(word, brace === 'virtual', items);
  }

  #bodyOf(word: IToken, virtual: boolean, items: Item[]): void {
    const ARGS: [IToken, boolean, Item[]] = [word, virtual, items];
    if (word.tokenType === T.Place) this.SUBRULE8(this.placeBody, { ARGS });
    else if (word.tokenType === T.Tags) this.SUBRULE8(this.tagsBody, { ARGS });
    else this.SUBRULE8(this.itemBody, { ARGS });
  }

  readonly scenario = this.RULE('scenario', () => {
    const word = this.CONSUME(T.ScenarioWord);
    if (this.RECORDING_PHASE) return;
    const start = this.#startMember(word);
    const doc = this.#takeDoc();
    const keyword = this.#word(word);
    const block: Member = { kind: 'scenario', doc, keyword, name: this.#absent(), title: null, overrides: [], start, end: start };
    this.#keepMember(block);
    block.name = this.#name('a name after `scenario`');
    block.title = this.#optionalText();
    const brace = this.#toBrace(word);
    if (brace !== 'absent') {
      const outer = this.#overrides;
      this.#overrides = block.overrides;
      this.SUBRULE(this.overrides, { ARGS: [word, brace === 'virtual'] });
      this.#overrides = outer;
    }
    this.#endMember(block);
  });

  readonly memberTelemetry = this.RULE('memberTelemetry', () => {
    const word = this.CONSUME(T.TelemetryWord);
    if (this.RECORDING_PHASE) return;
    const start = this.#startMember(word);
    const doc = this.#takeDoc();
    const telemetry: Member = { kind: 'telemetry', doc, name: this.#word(word), fields: [], start, end: start };
    this.#keepMember(telemetry);
    this.#telemetryBody(word, telemetry.fields);
    this.#endMember(telemetry);
  });

  #memberProperty(word: IToken): void {
    if (this.RECORDING_PHASE) return;
    const start = this.#startMember(word);
    const doc = this.#takeDoc();
    const name = this.#word(word);
    const next = this.LA(1);
    if (next.tokenType === T.LeftBrace) {
      const block: Member = { kind: 'block', doc, name, items: [], start, end: start };
      this.#keepMember(block);
      this.#bodyOf(word, false, block.items);
      this.#endMember(block);
    } else if (this.#inTwin && this.#likeGroup(word)) {
      const group: Member = { kind: 'group', doc, keyword: name, name: this.#absent(), type: null, items: [], start, end: start };
      this.#keepMember(group);
      if (word.tokenType === T.TwinWord || word.tokenType === T.DeviceWord) {
        this.#report(
          'twin-1018',
          this.#at(word),
          this.#end(word),
          `a \`${word.image}\` cannot stand inside a twin; it begins in the first column`,
        );
      } else {
        this.#misspelt(word, 'devices');
      }
      this.#groupHead(group, word);
      this.#endMember(group);
    } else {
      const property: Member = { kind: 'property', doc, name, arguments: NONE, forArguments: NONE, start, end: start };
      this.#keepMember(property);
      this.#propertyRest(property, word);
      this.#endMember(property);
    }
  }

  /** `devics motion {`, `devicse a : B {`: a group whose keyword is misspelt. */
  #likeGroup(word: IToken): boolean {
    if (T.roleOf(word)?.statement === true || !this.#startsLine(word) || !T.isName(this.LA(1))) return false;
    if (this.LA(2).tokenType === T.LeftBrace) return true;
    return this.LA(2).tokenType === T.Colon && T.isName(this.LA(3)) && this.LA(4).tokenType === T.LeftBrace;
  }

  #misspelt(word: IToken, meant: string): void {
    const start = this.#at(word);
    const end = this.#end(word);
    this.#report('twin-1009', start, end, `expected \`${meant}\`, found ${describe(word)}`, {
      title: `Write \`${meant}\``,
      start,
      end,
      text: meant,
    });
  }

  // ---- items of blocks

  readonly itemBody = this.RULE('itemBody', (opener: IToken, virtual: boolean, items: Item[]) => {
    const outer = this.#items;
    this.#items = items;
    this.#block(opener, virtual, this.#itemItems, () => this.#closes() || this.#closesStorage(opener));
    this.#items = outer;
  });

  readonly #itemItems: Alternatives = inOrder(
    { ALT: () => this.CONSUME(T.NewLine) },
    { ALT: () => this.#docs.push(this.CONSUME(T.DocLine)) },
    { ALT: () => (this.#isPath() ? this.#property(this.CONSUME(T.SimpleBlock)) : this.SUBRULE(this.nestedBlock)) },
    { ALT: () => (this.#isPath() ? this.#property(this.CONSUME(T.TelemetryWord)) : this.SUBRULE(this.telemetry)) },
    { ALT: () => (this.#isPath() ? this.#property(this.CONSUME(T.RunWord)) : this.SUBRULE(this.run)) },
    { ALT: () => (this.#isPath() ? this.#property(this.CONSUME(T.On)) : this.SUBRULE(this.on)) },
    { ALT: () => (this.#isPath() ? this.#property(this.CONSUME(T.ModelWord)) : this.SUBRULE(this.model)) },
    { ALT: () => (this.#isPath() ? this.#property(this.CONSUME(T.HasWord)) : this.SUBRULE(this.has)) },
    { ALT: () => this.#property(this.CONSUME(T.Name)) },
    { ALT: () => this.SUBRULE(this.junk) },
  );

  #isPath(): boolean {
    return this.LA(2).tokenType === T.Dot;
  }

  /** A group's `storage` that was left open ends before a word that can only belong to the group. */
  #closesStorage(opener: IToken): boolean {
    if (opener.tokenType !== T.Storage) return false;
    const next = this.LA(1);
    if (T.roleOf(next)?.statement !== true || !this.#startsLine(next)) return false;
    return !/^(?:hot|cool|archive|read)$/.test(next.image);
  }

  // Properties and fields are most of every file: they are read without a rule of their own.
  #property(word: IToken): void {
    if (this.RECORDING_PHASE) return;
    const start = this.#docStart(word);
    const doc = this.#takeDoc();
    const name = this.#word(word);
    if (this.LA(1).tokenType === T.LeftBrace) {
      const block: Item = { kind: 'block', doc, name, items: [], start, end: name.end };
      this.#items.push(block);
      this.#bodyOf(word, false, block.items);
      block.end = this.#lastEnd();
      return;
    }
    const property: Property = { kind: 'property', doc, name, arguments: NONE, forArguments: NONE, start, end: name.end };
    this.#items.push(property);
    if (isTwinStatement(word) && this.LA(1).tokenType !== T.Dot) this.#misplaced(word);
    this.#propertyRest(property, word);
    property.end = this.#lastEnd();
  }

  /** What follows a property's name: the rest of a dotted name, values, and values after `for`. */
  #propertyRest(property: Property, word: IToken): void {
    while (this.LA(1).tokenType === T.Dot && T.isName(this.LA(2))) {
      this.SKIP_TOKEN();
      const part = this.CONSUME(T.Name);
      property.name.text += `.${part.image}`;
      property.name.end = this.#end(part);
    }
    if (isConnective(word) && property.name.end === this.#end(word)) {
      this.#report('twin-1009', this.#at(word), this.#end(word), `expected a statement, found ${describe(word)}`);
    }
    const entry = T.roleOf(word);
    this.#superfluousMark(word);
    property.arguments = this.#arguments(entry?.names ?? 'until-statement');
    if (property.arguments.length === 0 && entry?.statement === true)
      this.#expected('twin-1004', `a value after \`${property.name.text}\``);
    this.#forArguments(property);
  }

  /** `count = 40`, `L1: aws`: a symbol that other languages want here, and an amount in `$`. The value behind it is read. */
  #superfluousMark(word: IToken): void {
    const mark = this.LA(1);
    const type = mark.tokenType;
    const start = this.#at(mark);
    const end = this.#end(mark);
    if (type === T.Bad) {
      this.SKIP_TOKEN();
      this.#unexpectedCharacters(mark);
      return;
    }
    if (type !== T.Equals && type !== T.Colon) return;
    this.SKIP_TOKEN();
    const fix = { title: `Remove \`${mark.image}\``, start, end: this.#blankAfter(mark), text: '' };
    this.#report('twin-1008', start, end, `no \`${mark.image}\` stands between \`${word.image.slice(0, 40)}\` and its value`, fix);
  }

  /** The end of a token and of the blank behind it, if a blank also stands before it. */
  #blankAfter(token: IToken): number {
    const before = this.#text.charCodeAt(token.startOffset - 1) === 32;
    const after = this.#text.charCodeAt(token.startOffset + token.image.length) === 32;
    return this.#end(token) + (before && after ? 1 : 0);
  }

  #arguments(names: NamesTaken): Argument[] {
    let values = NONE;
    for (;;) {
      const next = this.LA(1);
      const type = next.tokenType;
      if (type === T.NumberToken) values = appended(values, this.#quantityHere());
      else if (type === T.Text || type === T.OpenText) values = appended(values, this.#textOf(this.#take()));
      else if (!T.isName(next) || type === T.For) return values;
      else if (!this.#takesName(values, next, names)) return values;
      else if (type === T.True || type === T.False) values = appended(values, this.#boolean());
      else values = appended(values, this.#pathFrom(this.#take()));
    }
  }

  #takesName(values: readonly Argument[], next: IToken, names: NamesTaken): boolean {
    if (names === 'list') return true;
    if (names === 'one') return values.length === 0;
    const last = values[values.length - 1];
    if (last !== undefined && last.kind !== 'path') return false;
    if (names === 'none-only' && last !== undefined) return false;
    return T.roleOf(next)?.statement !== true;
  }

  #forArguments(node: Property | Override): void {
    if (this.LA(1).tokenType !== T.For) return;
    this.SKIP_TOKEN();
    node.forArguments = this.#arguments('until-statement');
    if (node.forArguments.length === 0) this.#expected('twin-1004', 'a value after `for`');
  }

  readonly nestedBlock = this.RULE('nestedBlock', () => {
    const word = this.CONSUME(T.SimpleBlock);
    if (this.RECORDING_PHASE) return;
    this.#misplaced(word);
    const start = this.#docStart(word);
    const doc = this.#takeDoc();
    const block: Item = { kind: 'block', doc, name: this.#word(word), items: [], start, end: start };
    this.#items.push(block);
    this.#blockBody(word, block.items);
    block.end = this.#lastEnd();
  });

  /** A block of the twin inside another block: only `storage` may stand in a group or a device type. */
  #misplaced(word: IToken): void {
    const opener = this.#opener;
    if (word.tokenType === T.Storage && (opener === null || opener.tokenType === T.Devices || opener.tokenType === T.DeviceWord)) return;
    const outer = opener === null ? 'this block' : `\`${opener.image}\``;
    this.#report('twin-1018', this.#at(word), this.#end(word), `\`${word.image}\` cannot stand inside ${outer}`);
  }

  readonly telemetry = this.RULE('telemetry', () => {
    const word = this.CONSUME(T.TelemetryWord);
    if (this.RECORDING_PHASE) return;
    const start = this.#docStart(word);
    const doc = this.#takeDoc();
    const telemetry: Item = { kind: 'telemetry', doc, name: this.#word(word), fields: [], start, end: start };
    this.#items.push(telemetry);
    this.#telemetryBody(word, telemetry.fields);
    telemetry.end = this.#lastEnd();
  });

  #telemetryBody(word: IToken, fields: Field[]): void {
    const brace = this.#toBrace(word);
    if (brace === 'absent') return;
    const outer = this.#fields;
    this.#fields = fields;
    this.SUBRULE9(this.fields, { ARGS: [word, brace === 'virtual'] });
    this.#fields = outer;
  }

  readonly fields = this.RULE('fields', (opener: IToken, virtual: boolean) => {
    this.#block(opener, virtual, this.#fieldItems, () => this.#closes() || this.#closesFields());
  });

  readonly #fieldItems: Alternatives = inOrder(
    { ALT: () => this.CONSUME(T.NewLine) },
    { ALT: () => this.#docs.push(this.CONSUME(T.DocLine)) },
    { ALT: () => this.#field(this.CONSUME(T.Name)) },
    { ALT: () => this.SUBRULE(this.junk) },
  );

  /** `count 40` or `storage {` in `telemetry`: a statement of the group, so `telemetry` was left open. */
  #closesFields(): boolean {
    const type = this.LA(2).tokenType;
    return T.roleOf(this.LA(1))?.statement === true && (type === T.NumberToken || type === T.LeftBrace);
  }

  #field(word: IToken): void {
    if (this.RECORDING_PHASE) return;
    const start = this.#docStart(word);
    const doc = this.#takeDoc();
    const field: Field = { kind: 'field', doc, name: this.#word(word), type: NOWHERE, length: null, unit: null, start, end: start };
    this.#fields.push(field);
    if (this.#mark(T.Colon, ':', word)) {
      field.type = this.#name('a type after `:`');
      if (this.LA(1).tokenType === T.NumberToken) field.length = this.#number();
      field.unit = this.#optionalText();
    } else {
      field.type = this.#absent();
    }
    field.end = this.#lastEnd();
  }

  // ---- processing

  readonly run = this.RULE('run', () => {
    const word = this.CONSUME(T.RunWord);
    if (this.RECORDING_PHASE) return;
    const start = this.#docStart(word);
    const doc = this.#takeDoc();
    const run: Run = { kind: 'run', doc, name: this.#word(word), file: null, groups: [], items: [], start, end: start };
    this.#items.push(run);
    run.file = this.#optionalText();
    if (run.file === null) this.#expected('twin-1014', 'the path of a function in quotation marks after `run`');
    if (this.LA(1).tokenType === T.For) {
      this.SKIP_TOKEN();
      this.#names(run.groups, 'the name of a device group after `for`');
    } else {
      this.#expected('twin-1003', '`for` and the names of device groups');
    }
    const brace = this.#toBrace(word, true);
    if (brace !== 'absent') this.SUBRULE(this.itemBody, { ARGS: [word, brace === 'virtual', run.items] });
    run.end = this.#lastEnd();
  });

  readonly on = this.RULE('on', () => {
    const word = this.CONSUME(T.On);
    if (this.RECORDING_PHASE) return;
    const start = this.#docStart(word);
    const doc = this.#takeDoc();
    const name = this.#word(word);
    const rule: Rule = { kind: 'rule', doc, name, condition: null, holdsFor: null, matches: null, actions: [], start, end: start };
    this.#items.push(rule);
    rule.condition = this.#operand('a condition after `on`');
    if (this.LA(1).tokenType === T.For) {
      this.SKIP_TOKEN();
      rule.holdsFor = this.#quantity('a duration after `for`');
    }
    if (this.LA(1).tokenType === T.Matches) {
      this.SKIP_TOKEN();
      rule.matches = this.#quantity('a share after `matches`');
    }
    const brace = this.#toBrace(word);
    if (brace !== 'absent') {
      const outer = this.#actions;
      this.#actions = rule.actions;
      this.SUBRULE(this.actions, { ARGS: [word, brace === 'virtual'] });
      this.#actions = outer;
    }
    rule.end = this.#lastEnd();
  });

  /** A condition, or null with a problem where none begins. */
  #operand(expected: string, unary = false): Condition | null {
    const next = this.LA(1);
    const type = next.tokenType;
    const joins = type === T.For || type === T.Matches || type === T.And || type === T.Or;
    const begins = type === T.LeftParen || (T.isName(next) && !joins && !this.#startsDeclaration(next));
    if (!begins) {
      this.#expected('twin-1013', expected);
      return null;
    }
    return unary ? this.SUBRULE8(this.atom) : this.SUBRULE9(this.condition);
  }

  readonly condition: ParserMethod<[], Condition | null> = this.RULE('condition', (): Condition | null => {
    const first = this.SUBRULE(this.conjunction);
    if (this.RECORDING_PHASE) return null;
    return this.#chain('or', T.Or, first);
  });

  readonly conjunction: ParserMethod<[], Condition | null> = this.RULE('conjunction', (): Condition | null => {
    const first = this.SUBRULE(this.atom);
    if (this.RECORDING_PHASE) return null;
    return this.#chain('and', T.And, first);
  });

  #chain(kind: 'or' | 'and', word: TokenType, first: Condition | null): Condition | null {
    if (this.LA(1).tokenType !== word && !this.#isSign(kind)) return first;
    const operands: Condition[] = first === null ? [] : [first];
    const start = first === null ? this.#at(this.LA(1)) : first.start;
    while (this.LA(1).tokenType === word || this.#isSign(kind)) {
      this.#reportSign(kind);
      this.SKIP_TOKEN();
      // A condition goes on behind a line break after `and` and `or`.
      this.#skipBreaks();
      const next = this.LA(1);
      if ((isTwinStatement(next) && this.#startsLine(next)) || this.#startsDeclaration(next)) break;
      if (next.tokenType !== T.LeftParen && (!T.isName(next) || next.tokenType === T.For || next.tokenType === T.Matches)) {
        this.#expected('twin-1013', `a condition after \`${kind}\``);
        break;
      }
      const operand = kind === 'or' ? this.SUBRULE2(this.conjunction) : this.SUBRULE2(this.atom);
      if (operand !== null) operands.push(operand);
    }
    return { kind, operands, start, end: this.#lastEnd() };
  }

  /** `&&` and `||`, as other languages join conditions. */
  #isSign(kind: 'or' | 'and'): boolean {
    const next = this.LA(1);
    return next.tokenType === T.Bad && next.image === (kind === 'and' ? '&&' : '||');
  }

  #reportSign(kind: 'or' | 'and'): void {
    const next = this.LA(1);
    if (next.tokenType !== T.Bad) return;
    const start = this.#at(next);
    const end = this.#end(next);
    this.#report('twin-1012', start, end, `conditions are joined by \`${kind}\``, { title: `Write \`${kind}\``, start, end, text: kind });
  }

  readonly atom: ParserMethod<[], Condition | null> = this.RULE('atom', (): Condition | null =>
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.negation) },
        { ALT: () => this.SUBRULE(this.parentheses) },
        { ALT: () => this.SUBRULE(this.comparison) },
      ],
      IGNORE_AMBIGUITIES: true,
    }),
  );

  readonly negation: ParserMethod<[], Condition | null> = this.RULE('negation', (): Condition | null => {
    const word = this.CONSUME(T.Not);
    if (this.RECORDING_PHASE) return null;
    const start = this.#at(word);
    const operand = this.#deeper(() => this.#operand('a condition after `not`', true));
    return { kind: 'not', operand, start, end: this.#lastEnd() };
  });

  readonly parentheses: ParserMethod<[], Condition | null> = this.RULE('parentheses', (): Condition | null => {
    const open = this.CONSUME(T.LeftParen);
    if (this.RECORDING_PHASE) return null;
    this.#skipBreaks();
    const inner = this.#deeper(() => this.#operand('a condition after `(`'));
    if (this.LA(1).tokenType === T.NewLine && this.LA(2).tokenType === T.RightParen) this.SKIP_TOKEN();
    if (this.LA(1).tokenType === T.RightParen) this.SKIP_TOKEN();
    else {
      const end = this.#lastEnd();
      const fix = { title: 'Insert `)`', start: end, end, text: ')' };
      this.#report('twin-1012', this.#at(open), this.#end(open), 'this `(` is not closed', fix);
    }
    return inner;
  });

  readonly comparison: ParserMethod<[], Condition | null> = this.RULE('comparison', (): Condition | null => {
    const first = this.CONSUME(T.Name);
    if (this.RECORDING_PHASE) return null;
    const path = this.#pathFrom(first);
    const node: Comparison = { kind: 'comparison', path, operator: null, value: null, start: this.#at(first), end: path.end };
    const sign = this.LA(1);
    if (sign.tokenType === T.Operator || sign.tokenType === T.Equals) {
      this.SKIP_TOKEN();
      node.operator = this.#word(sign);
      if (sign.tokenType === T.Equals) {
        const fix = { title: 'Write `==`', start: this.#at(sign), end: this.#end(sign), text: '==' };
        this.#report('twin-1012', this.#at(sign), this.#end(sign), 'a comparison for equality is written `==`', fix);
        node.operator.text = '==';
      }
      node.value = this.#value(`a value after \`${sign.image}\``);
    }
    node.end = this.#lastEnd();
    return node;
  });

  readonly actions = this.RULE('actions', (opener: IToken, virtual: boolean) => {
    this.#block(opener, virtual, this.#actionItems, () => this.#closes() || this.#closesActions());
  });

  readonly #actionItems: Alternatives = inOrder(
    { ALT: () => this.CONSUME(T.NewLine) },
    { ALT: () => this.#docs.push(this.CONSUME(T.DocLine)) },
    { ALT: () => this.SUBRULE(this.textAction) },
    { ALT: () => this.SUBRULE(this.workflow) },
    { ALT: () => this.SUBRULE(this.feedback) },
    { ALT: () => this.SUBRULE(this.unknownAction) },
    { ALT: () => this.SUBRULE(this.junk) },
  );

  /** `on …` or `run …` at the start of a line among actions: the rule before it was left open. */
  #closesActions(): boolean {
    const next = this.LA(1);
    return (next.tokenType === T.On || next.tokenType === T.RunWord) && this.#startsLine(next);
  }

  readonly textAction = this.RULE('textAction', () => {
    const word = this.OR([{ ALT: () => this.CONSUME(T.Notify) }, { ALT: () => this.CONSUME(T.Call) }]);
    if (this.RECORDING_PHASE) return;
    this.#dropDocs();
    const kind = word.tokenType === T.Notify ? 'notify' : 'call';
    const action: Action = { kind, name: this.#word(word), text: null, start: this.#at(word), end: this.#end(word) };
    this.#actions.push(action);
    action.text = this.#optionalText();
    if (action.text === null) this.#expected('twin-1014', `a text in quotation marks after \`${kind}\``);
    action.end = this.#lastEnd();
  });

  readonly workflow = this.RULE('workflow', () => {
    const word = this.CONSUME(T.Workflow);
    if (this.RECORDING_PHASE) return;
    this.#dropDocs();
    const action: Action = {
      kind: 'workflow',
      name: this.#word(word),
      text: null,
      steps: null,
      start: this.#at(word),
      end: this.#end(word),
    };
    this.#actions.push(action);
    action.text = this.#optionalText();
    if (this.LA(1).tokenType === T.NumberToken) {
      action.steps = this.#number();
      if (this.LA(1).tokenType === T.Steps) this.SKIP_TOKEN();
      else this.#expected('twin-1003', '`steps` after the number of steps');
    } else {
      this.#expected('twin-1004', 'the number of steps: `workflow 5 steps`');
    }
    action.end = this.#lastEnd();
  });

  readonly feedback = this.RULE('feedback', () => {
    const word = this.CONSUME(T.Feedback);
    if (this.RECORDING_PHASE) return;
    this.#dropDocs();
    const start = this.#at(word);
    const action: Action = { kind: 'feedback', name: this.#word(word), group: this.#absent(), values: [], start, end: start };
    this.#actions.push(action);
    action.group = this.#name('the name of a device group after `feedback`');
    const brace = this.#toBrace(word);
    if (brace !== 'absent') {
      const outer = this.#values;
      this.#values = action.values;
      this.SUBRULE(this.values, { ARGS: [word, brace === 'virtual'] });
      this.#values = outer;
    }
    action.end = this.#lastEnd();
  });

  readonly unknownAction = this.RULE('unknownAction', () => {
    const word = this.CONSUME(T.Name);
    if (this.RECORDING_PHASE) return;
    this.#dropDocs();
    const action: Action = { kind: 'unknown-action', name: this.#word(word), start: this.#at(word), end: this.#end(word) };
    this.#actions.push(action);
    if (isTwinStatement(word)) this.#misplaced(word);
    // What it would take is unknown: everything that is no action is its own.
    for (let next = this.LA(1); !isEnd(next) && next.tokenType !== T.LeftBrace && T.roleOf(next)?.statement !== true; next = this.LA(1)) {
      this.SKIP_TOKEN();
    }
    if (this.LA(1).tokenType === T.LeftBrace) this.#skipBraces();
    action.end = this.#lastEnd();
  });

  readonly values = this.RULE('values', (opener: IToken, virtual: boolean) => {
    this.#block(opener, virtual, this.#valueItems, () => this.#closes());
  });

  readonly #valueItems: Alternatives = inOrder(
    { ALT: () => this.CONSUME(T.NewLine) },
    { ALT: () => this.#docs.push(this.CONSUME(T.DocLine)) },
    { ALT: () => this.SUBRULE(this.feedbackValue) },
    { ALT: () => this.SUBRULE(this.junk) },
  );

  readonly feedbackValue = this.RULE('feedbackValue', () => {
    const word = this.CONSUME(T.Name);
    if (this.RECORDING_PHASE) return;
    this.#dropDocs();
    const value: FeedbackValue = { name: this.#word(word), value: null, start: this.#at(word), end: this.#end(word) };
    this.#values.push(value);
    if (this.#mark(T.Colon, ':', word)) value.value = this.#value('a value after `:`');
    value.end = this.#lastEnd();
  });

  // ---- management, place, tags, scenarios

  readonly model = this.RULE('model', () => {
    const word = this.CONSUME(T.ModelWord);
    if (this.RECORDING_PHASE) return;
    const start = this.#docStart(word);
    const doc = this.#takeDoc();
    const keyword = this.#word(word);
    const model: Model = { kind: 'model', doc, keyword, name: this.#absent(), title: null, items: [], start, end: start };
    this.#items.push(model);
    model.name = this.#name('a name after `model`');
    model.title = this.#optionalText();
    const brace = this.#toBrace(word, true);
    if (brace !== 'absent') this.SUBRULE(this.itemBody, { ARGS: [word, brace === 'virtual', model.items] });
    model.end = this.#lastEnd();
  });

  readonly has = this.RULE('has', () => {
    const word = this.CONSUME(T.HasWord);
    if (this.RECORDING_PHASE) return;
    const start = this.#docStart(word);
    const doc = this.#takeDoc();
    const has: Has = { kind: 'has', doc, name: this.#word(word), entries: [], start, end: start };
    this.#items.push(has);
    for (;;) {
      const count = this.LA(1).tokenType === T.NumberToken ? this.#number() : null;
      if (T.isName(this.LA(1))) {
        has.entries.push({ count, group: this.#name('') });
        continue;
      }
      if (count !== null || has.entries.length === 0) {
        const group = this.#name(count === null ? 'the names of device groups after `has`' : 'the name of a device group after the number');
        if (count !== null) has.entries.push({ count, group });
      }
      break;
    }
    has.end = this.#lastEnd();
  });

  readonly placeBody = this.RULE('placeBody', (opener: IToken, virtual: boolean, items: Item[]) => {
    const outer = this.#items;
    this.#items = items;
    this.#block(opener, virtual, this.#placeItems, () => this.#closes());
    this.#items = outer;
  });

  readonly #placeItems: Alternatives = inOrder(
    { ALT: () => this.CONSUME(T.NewLine) },
    { ALT: () => this.#docs.push(this.CONSUME(T.DocLine)) },
    { ALT: () => this.SUBRULE(this.placeLine) },
    { ALT: () => this.SUBRULE(this.junk) },
  );

  readonly placeLine = this.RULE('placeLine', () => {
    const word = this.CONSUME(T.Name);
    if (this.RECORDING_PHASE) return;
    const start = this.#docStart(word);
    const doc = this.#takeDoc();
    const line: PlaceLine = { kind: 'place', doc, slot: this.#pathFrom(word), choice: null, except: [], start, end: start };
    this.#items.push(line);
    if (isTwinStatement(word) && line.slot.words.length === 1) this.#misplaced(word);
    this.#superfluousMark(word);
    if (T.isName(this.LA(1))) line.choice = this.#name('');
    else this.#expected('twin-1003', `a provider or \`auto\` after \`${word.image}\``);
    if (this.LA(1).tokenType === T.Except) {
      this.SKIP_TOKEN();
      this.#names(line.except, 'the names of providers after `except`');
    }
    line.end = this.#lastEnd();
  });

  readonly tagsBody = this.RULE('tagsBody', (opener: IToken, virtual: boolean, items: Item[]) => {
    const outer = this.#items;
    this.#items = items;
    this.#block(opener, virtual, this.#tagItems, () => this.#closes());
    this.#items = outer;
  });

  readonly #tagItems: Alternatives = inOrder(
    { ALT: () => this.CONSUME(T.NewLine) },
    { ALT: () => this.#docs.push(this.CONSUME(T.DocLine)) },
    { ALT: () => this.SUBRULE(this.tag) },
    { ALT: () => this.SUBRULE(this.junk) },
  );

  readonly tag = this.RULE('tag', () => {
    const first = this.OR([{ ALT: () => this.CONSUME(T.Name) }, { ALT: () => this.CONSUME(T.AnyText) }]);
    if (this.RECORDING_PHASE) return;
    const start = this.#docStart(first);
    const doc = this.#takeDoc();
    const key = T.isName(first) ? this.#word(first) : this.#textOf(first);
    const tag: Tag = { kind: 'tag', doc, key, value: null, start, end: start };
    this.#items.push(tag);
    if (this.#mark(T.Colon, ':', first)) {
      tag.value = this.#optionalText();
      if (tag.value === null) this.#unquoted();
    }
    tag.end = this.#lastEnd();
  });

  /** A tag's value without its quotation marks: a word that is no key itself. */
  #unquoted(): void {
    const next = this.LA(1);
    if (!T.isName(next) || this.LA(2).tokenType === T.Colon) {
      this.#expected('twin-1014', 'a text in quotation marks after `:`');
      return;
    }
    const start = this.#at(next);
    const end = this.#end(next);
    const fix = { title: 'Put it in quotation marks', start, end, text: `"${next.image}"` };
    this.#expected('twin-1014', 'a text in quotation marks after `:`', fix);
    this.SKIP_TOKEN();
  }

  readonly overrides = this.RULE('overrides', (opener: IToken, virtual: boolean) => {
    this.#block(opener, virtual, this.#overrideItems, () => this.#closes());
  });

  readonly #overrideItems: Alternatives = inOrder(
    { ALT: () => this.CONSUME(T.NewLine) },
    { ALT: () => this.#docs.push(this.CONSUME(T.DocLine)) },
    { ALT: () => this.SUBRULE(this.override) },
    { ALT: () => this.SUBRULE(this.junk) },
  );

  readonly override = this.RULE('override', () => {
    const word = this.CONSUME(T.Name);
    if (this.RECORDING_PHASE) return;
    const start = this.#docStart(word);
    const doc = this.#takeDoc();
    const path = this.#pathFrom(word);
    const override: Override = { kind: 'override', doc, path, arguments: NONE, forArguments: NONE, start, end: start };
    this.#overrides.push(override);
    if (this.#mark(T.Equals, '=', word)) {
      override.arguments = this.#overrideValues();
      if (override.arguments.length === 0) this.#expected('twin-1004', 'a value after `=`');
      this.#forArguments(override);
    }
    override.end = this.#lastEnd();
  });

  /** Values up to the next `PATH =`: a name is one of them unless `.` or `=` follows. */
  #overrideValues(): Argument[] {
    let values = NONE;
    for (;;) {
      const next = this.LA(1);
      const type = next.tokenType;
      if (type === T.NumberToken) values = appended(values, this.#quantityHere());
      else if (type === T.Text || type === T.OpenText) values = appended(values, this.#textOf(this.#take()));
      else if (!T.isName(next) || type === T.For || values.some(({ kind }) => kind !== 'path')) return values;
      else if (values.length > 0 && this.#isMark(2)) return values;
      else if (type === T.True || type === T.False) values = appended(values, this.#boolean());
      else values = appended(values, this.#pathFrom(this.#take()));
    }
  }

  // ---- values

  /** A number with its unit and what it is per; the next token is the number. */
  #quantityHere(): Quantity {
    const token = this.#take();
    const start = this.#at(token);
    const end = this.#end(token);
    const quantity: Quantity = { kind: 'quantity', value: this.#numberValue(token), numberEnd: end, unit: null, per: null, start, end };
    const next = this.LA(1);
    if (next.tokenType === T.Percent || this.#isUnit(next)) {
      this.SKIP_TOKEN();
      quantity.unit = this.#word(next);
      quantity.end = quantity.unit.end;
    }
    if (this.LA(1).tokenType === T.Slash) {
      this.SKIP_TOKEN();
      quantity.per = this.#name('a unit of time after `/`');
      quantity.end = this.#lastEnd();
    }
    return quantity;
  }

  /** A word after a number is its unit when the table has it and it does not begin `name.`, `name:` or `name =`. */
  #isUnit(next: IToken): boolean {
    if (!T.isName(next)) return false;
    const after = this.LA(2).tokenType;
    const entry = T.roleOf(next);
    if (entry !== null) return entry.unit && after !== T.Dot && after !== T.Colon && after !== T.Equals;
    // An unknown word that could not be a statement, because nothing follows it, is a unit too: its name is then the problem.
    return after === T.NewLine || after === T.RightBrace || after === T.Slash || after === T.For || after === EOF;
  }

  /** The next token, whatever it is: its kind was looked at before. */
  #take(): IToken {
    const token = this.LA(1);
    this.SKIP_TOKEN();
    return token;
  }

  /** A number alone, where no unit may follow. */
  #number(): Quantity {
    const token = this.#take();
    const start = this.#at(token);
    const end = this.#end(token);
    return { kind: 'quantity', value: this.#numberValue(token), numberEnd: end, unit: null, per: null, start, end };
  }

  #numberValue(token: IToken): number {
    const value = Number(token.image.includes('_') ? token.image.replaceAll('_', '') : token.image);
    if (Number.isFinite(value)) return value + 0; // no -0
    this.#report('twin-1015', this.#at(token), this.#end(token), 'this number is too large to calculate with');
    return value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
  }

  #quantity(expected: string): Quantity | null {
    if (this.LA(1).tokenType === T.NumberToken) return this.#quantityHere();
    this.#expected('twin-1004', expected);
    return null;
  }

  #value(expected: string): Argument | null {
    const next = this.LA(1);
    const type = next.tokenType;
    if (type === T.NumberToken) return this.#quantityHere();
    if (type === T.Text || type === T.OpenText) return this.#textOf(this.#take());
    if (type === T.True || type === T.False) return this.#boolean();
    if (T.isName(next) && type !== T.For && type !== T.Matches && type !== T.And && type !== T.Or) return this.#pathFrom(this.#take());
    this.#expected('twin-1004', expected);
    return null;
  }

  #boolean(): Argument {
    const token = this.#take();
    return { kind: 'boolean', value: token.tokenType === T.True, start: this.#at(token), end: this.#end(token) };
  }

  #textOf(token: IToken): TextValue {
    const start = this.#at(token);
    const end = this.#end(token);
    if (token.tokenType === T.Text) return { kind: 'text', value: unescape(token.image.slice(1, -1)), start, end };
    const fix = { title: 'Insert `"`', start: end, end, text: '"' };
    this.#report('twin-1002', start, end, 'this text is not closed: its `"` is missing', fix);
    return { kind: 'text', value: unescape(token.image.slice(1)), start, end };
  }

  #pathFrom(first: IToken): Path {
    const word = this.#word(first);
    const path: Path = { kind: 'path', words: [word], start: word.start, end: word.end };
    while (this.LA(1).tokenType === T.Dot) {
      this.SKIP_TOKEN();
      const next = this.#name('a name after `.`');
      path.words.push(next);
      path.end = this.#lastEnd();
    }
    return path;
  }

  // ---- blocks and recovery

  /** The braces of a block and what stands between them. Called once in a rule, so that its parts have their own place in the grammar. */
  #block(opener: IToken, virtual: boolean, alternatives: Alternatives, closes: () => boolean): void {
    const outerOpener = this.#opener;
    const outerSpare = this.#spare;
    this.#opener = opener;
    this.#spare = 0;
    this.#depth++;
    if (!virtual) this.CONSUME(T.LeftBrace);
    if (this.#depth > MAX_DEPTH) this.#tooDeep();
    // Every token that does not close a block begins one of the alternatives, so a plain loop does what `MANY` would, in half the time.
    if (this.RECORDING_PHASE) this.MANY(() => this.OR(alternatives));
    else while (!closes()) this.OR(alternatives);
    if (this.RECORDING_PHASE || this.LA(1).tokenType === T.RightBrace) {
      this.CONSUME(T.RightBrace);
      this.#dropDocs();
    } else if (!virtual) {
      this.#unclosed(opener);
    }
    this.#depth--;
    this.#spare = outerSpare;
    this.#opener = outerOpener;
  }

  /** Whether the block whose items are being read ends here, with or without its brace. */
  #closes(): boolean {
    this.#skipLines();
    for (; this.#spare > 0 && this.LA(1).tokenType === T.RightBrace; this.#spare--) {
      this.SKIP_TOKEN();
      this.#skipLines();
    }
    const next = this.LA(1);
    const type = next.tokenType;
    if (type === T.RightBrace) return true;
    if (type === EOF) {
      this.escaped ||= this.#piece;
      return true;
    }
    if (type === T.Name) return false;
    if (type === T.Devices || type === T.ScenarioWord) {
      return this.#inTwin && T.isName(this.LA(2)) && !this.#isMark(3) && this.#startsLine(next);
    }
    if (tokenMatcher(next, T.SimpleBlock)) return this.#closesToBlock(next);
    return this.#startsDeclaration(next);
  }

  /** Line breaks and documentation inside a condition. */
  #skipBreaks(): void {
    while (this.LA(1).tokenType === T.NewLine || this.LA(1).tokenType === T.DocLine) this.SKIP_TOKEN();
  }

  #skipLines(): void {
    while (this.LA(1).tokenType === T.NewLine) this.SKIP_TOKEN();
  }

  /** A dotted name, a field or an override rather than a block's head. */
  #isMark(ahead: number): boolean {
    const type = this.LA(ahead).tokenType;
    return type === T.Dot || type === T.Equals;
  }

  /** `processing {` at the start of a line inside another block: that block was left open. */
  #closesToBlock(next: IToken): boolean {
    const after = this.LA(2).tokenType;
    if (after !== T.LeftBrace && after !== T.NewLine && after !== EOF) return false;
    if (!this.#startsLine(next)) return false;
    if (next.tokenType !== T.Storage) return this.#inTwin;
    const opener = this.#opener;
    if (opener === null) return false;
    // A group and a device type may have a `storage` of their own: there the indentation tells whose it is.
    if (opener.tokenType === T.DeviceWord) return false;
    if (opener.tokenType !== T.Devices) return true;
    return this.#startsLine(opener) && this.#column(next) <= this.#column(opener) && !this.#groupGoesOn(opener);
  }

  /** Behind the `storage { … }` that comes next, the group goes on or is closed: so the block is the group's, however it is indented. */
  #groupGoesOn(opener: IToken): boolean {
    let depth = 0;
    let ahead = 2;
    for (; ahead < LONGEST_STORAGE; ahead++) {
      const { tokenType } = this.LA(ahead);
      if (tokenType === EOF) return false;
      if (tokenType === T.LeftBrace) depth++;
      if (tokenType === T.RightBrace && --depth <= 0) break;
    }
    for (ahead++; this.LA(ahead).tokenType === T.NewLine || this.LA(ahead).tokenType === T.DocLine; ahead++);
    const after = this.LA(ahead);
    if (after.tokenType === T.RightBrace) return this.#column(after) >= this.#column(opener);
    return T.roleOf(after)?.statement === true && !isTwinStatement(after);
  }

  #startsDeclaration(next: IToken, ahead = 1): boolean {
    const type = next.tokenType;
    if (type !== T.TwinWord && type !== T.DeviceWord && type !== T.ImportWord) return false;
    const after = this.LA(ahead + 1);
    if (!T.isName(after) && !tokenMatcher(after, T.AnyText)) return false;
    return this.#inColumnZero(next);
  }

  #inColumnZero(token: IToken): boolean {
    if (token.startOffset === 0) return this.#base === 0;
    const before = this.#text.charCodeAt(token.startOffset - 1);
    return before === 10 || before === 13 || before === 0xfeff;
  }

  #startsLine(token: IToken): boolean {
    let index = token.startOffset - 1;
    for (; index >= 0; index--) {
      const code = this.#text.charCodeAt(index);
      if (code === 10 || code === 13) return true;
      if (code !== 32 && code !== 9 && code !== 0xfeff) return false;
    }
    return true;
  }

  #column(token: IToken): number {
    let index = token.startOffset - 1;
    for (; index >= 0; index--) {
      const code = this.#text.charCodeAt(index);
      if (code === 10 || code === 13) break;
    }
    return token.startOffset - index;
  }

  /** Goes on to a block's `{`. `virtual`: it is missing, and its contents follow all the same. `absent`: there is no block. */
  #toBrace(word: IToken, optional = false): 'real' | 'virtual' | 'absent' {
    let next = this.LA(1);
    if (next.tokenType === T.LeftBrace) return 'real';
    if (next.tokenType === T.NewLine && this.LA(2).tokenType === T.LeftBrace) {
      const brace = this.LA(2);
      const start = this.#lastEnd();
      const fix = { title: 'Move `{` up', start, end: this.#end(brace), text: ' {' };
      this.#report('twin-1017', this.#at(brace), this.#end(brace), '`{` stands on the line of its block', fix);
      this.SKIP_TOKEN();
      return 'real';
    }
    if (optional && (isEnd(next) || T.roleOf(next)?.statement === true)) return 'absent';
    const first = next;
    let end = this.#lastEnd();
    for (; !isEnd(next) && next.tokenType !== T.LeftBrace && T.roleOf(next)?.statement !== true; next = this.LA(1)) {
      this.SKIP_TOKEN();
      end = this.#end(next);
    }
    if (first !== next) {
      this.#report('twin-1008', this.#at(first), end, `expected \`{\` after the head of \`${word.image}\`, found ${describe(first)}`);
      if (next.tokenType === T.LeftBrace) return 'real';
      if (optional) return 'absent';
    } else {
      const fix = { title: 'Insert `{`', start: end, end, text: ' {' };
      this.#report('twin-1005', this.#at(word), this.#end(word), `expected \`{\` at the end of the head of \`${word.image}\``, fix);
    }
    if (next.tokenType === T.NewLine) return 'virtual';
    return this.#closesOnLine() ? 'virtual' : 'absent';
  }

  /** Whether a `}` that nothing opens stands further on this line. */
  #closesOnLine(): boolean {
    let open = 0;
    for (let ahead = 1; ; ahead++) {
      const next = this.LA(ahead);
      if (next.tokenType === EOF || next.tokenType === T.NewLine || this.#startsLine(next)) return false;
      if (next.tokenType === T.LeftBrace) open++;
      if (next.tokenType === T.RightBrace && open-- === 0) return true;
    }
  }

  /** A symbol, number or text where a statement should begin, or more than a statement takes. */
  readonly junk = this.RULE('junk', () => {
    const first = this.CONSUME(T.Junk);
    if (this.RECORDING_PHASE) return;
    this.#dropDocs();
    const begins = this.#startsLine(first);
    if (first.tokenType === T.LeftBrace) {
      this.#junkBrace(first, begins);
      return;
    }
    if (this.#foreignComment(first)) return;
    let end = this.#end(first);
    let open = 0;
    for (let next = this.LA(1); next.tokenType !== T.NewLine && next.tokenType !== EOF; next = this.LA(1)) {
      if (next.tokenType === T.RightBrace) {
        if (open === 0) break;
        open--;
      } else if (next.tokenType === T.LeftBrace) {
        if (this.#startsLine(next)) break;
        open++;
      } else if (open === 0 && T.roleOf(next)?.statement === true) {
        break;
      } else if (this.#startsLine(next)) {
        break;
      }
      this.SKIP_TOKEN();
      end = this.#end(next);
    }
    this.#spare += open;
    if (first.tokenType === T.Bad) {
      this.#unexpectedCharacters(first);
      return;
    }
    const code = begins ? 'twin-1009' : 'twin-1008';
    this.#report(code, this.#at(first), end, `expected ${begins ? 'a statement' : 'the end of the line'}, found ${describe(first)}`);
  });

  #unexpectedCharacters(token: IToken): void {
    const start = this.#at(token);
    const end = this.#end(token);
    const separates = token.image === ',' || token.image === ';';
    if (token.image === ',' && /^\d,\d/.test(this.#text.slice(token.startOffset - 1, token.startOffset + 2))) {
      this.#report('twin-1001', start, end, 'a number is written with a point: `0.25`', { title: 'Write `.`', start, end, text: '.' });
    } else if (separates) {
      const fix = { title: `Remove \`${token.image}\``, start, end, text: '' };
      this.#report('twin-1001', start, end, `no \`${token.image}\` is needed: a blank or the end of the line separates`, fix);
    } else {
      this.#report('twin-1001', start, end, `unexpected characters: ${describe(token)}`);
    }
  }

  /** `# …` and `/* … ` to the end of the line: a comment of another language. */
  #foreignComment(first: IToken): boolean {
    const starred = first.tokenType === T.Slash && this.LA(1).image.startsWith('*');
    if (!starred && !(first.tokenType === T.Bad && first.image.startsWith('#'))) return false;
    const start = this.#at(first);
    const marker = start + (starred ? 2 : 1);
    let end = this.#end(first);
    for (let next = this.LA(1); next.tokenType !== EOF && next.tokenType !== T.NewLine && !this.#startsLine(next); next = this.LA(1)) {
      this.SKIP_TOKEN();
      end = this.#end(next);
    }
    this.#report('twin-1001', start, end, 'a comment begins with `//` and ends with its line', {
      title: 'Write `//`',
      start,
      end: marker,
      text: '//',
    });
    return true;
  }

  #junkBrace(brace: IToken, begins: boolean): void {
    const start = this.#at(brace);
    const end = this.#end(brace);
    // At the start or the end of a line it opens a block of which only the name is lost; elsewhere it is one too many.
    if (begins || this.#startsLine(this.LA(1))) {
      this.#spare++;
      this.#report('twin-1009', start, end, 'expected the name of a block before `{`');
    } else {
      this.#report('twin-1008', start, end, 'unexpected `{`', { title: 'Remove `{`', start, end, text: '' });
    }
  }

  #unexpectedBrace(brace: IToken): void {
    const start = this.#at(brace);
    const end = this.#end(brace);
    this.#report('twin-1007', start, end, 'this `}` closes nothing', { title: 'Remove `}`', start, end, text: '' });
  }

  #unclosed(opener: IToken): void {
    const end = this.#lastEnd();
    const fix = { title: 'Insert `}`', start: end, end, text: '\n}' };
    this.#report(
      'twin-1006',
      this.#at(opener),
      this.#end(opener),
      `the block of \`${opener.image}\` is not closed: its \`}\` is missing`,
      fix,
    );
  }

  #tooDeep(): void {
    const brace = this.LA(0);
    this.#report('twin-1011', this.#at(brace), this.#end(brace), `blocks nest deeper than ${MAX_DEPTH}; what stands in here is left out`);
    this.#skipContents();
  }

  #skipBraces(): void {
    this.SKIP_TOKEN();
    this.#skipContents();
    if (this.LA(1).tokenType === T.RightBrace) this.SKIP_TOKEN();
  }

  /** To the `}` of this depth, the next declaration or the end. */
  #skipContents(): void {
    let open = 0;
    for (let next = this.LA(1); next.tokenType !== EOF && !this.#startsDeclaration(next); next = this.LA(1)) {
      if (next.tokenType === T.LeftBrace) open++;
      else if (next.tokenType === T.RightBrace && open-- === 0) return;
      if (next.tokenType === T.DocLine) this.#docs.push(next);
      else if (next.tokenType !== T.NewLine) this.#dropDocs();
      this.SKIP_TOKEN();
    }
    this.escaped ||= this.#piece;
  }

  #deeper(read: () => Condition | null): Condition | null {
    if (this.#depth < MAX_DEPTH) {
      this.#depth++;
      const condition = read();
      this.#depth--;
      return condition;
    }
    const first = this.LA(1);
    this.#report('twin-1011', this.#at(first), this.#end(first), `conditions nest deeper than ${MAX_DEPTH}`);
    for (let next = first; !isEnd(next) && next.tokenType !== T.LeftBrace; next = this.LA(1)) this.SKIP_TOKEN();
    return null;
  }

  // ---- words and problems

  #at(token: IToken): number {
    return token.startOffset + this.#shift;
  }

  #end(token: IToken): number {
    return token.startOffset + token.image.length + this.#shift;
  }

  /** End of the last token read that is no line break or documentation, in the offsets of nodes. */
  #lastEnd(): number {
    let back = 0;
    while (this.LA(back).tokenType === T.NewLine || this.LA(back).tokenType === T.DocLine) back--;
    return this.#end(this.LA(back));
  }

  #fileEnd(): number {
    return this.#lastEnd() - this.#shift + this.#base;
  }

  #word(token: IToken): Word {
    return { text: token.image, start: this.#at(token), end: this.#end(token) };
  }

  /** A name that is missing: empty, where the parser stands. */
  #absent(): Word {
    const at = this.#lastEnd();
    return { text: '', start: at, end: at };
  }

  #name(expected: string): Word {
    const next = this.LA(1);
    if (T.isName(next)) {
      this.SKIP_TOKEN();
      return this.#word(next);
    }
    this.#expected('twin-1003', expected);
    return this.#absent();
  }

  /** Names to the end of the line. */
  #names(words: Word[], expected: string): void {
    if (!T.isName(this.LA(1))) this.#expected('twin-1003', expected);
    while (T.isName(this.LA(1))) words.push(this.#name(expected));
  }

  #optionalText(): TextValue | null {
    return tokenMatcher(this.LA(1), T.AnyText) ? this.#textOf(this.#take()) : null;
  }

  /** A `:` or `=`; where it is missing but a value follows, the value is still read. */
  #mark(type: TokenType, text: string, before: IToken): boolean {
    const next = this.LA(1);
    if (next.tokenType === type) {
      this.SKIP_TOKEN();
      return true;
    }
    const other = next.tokenType === T.Colon || next.tokenType === T.Equals;
    const at = this.#lastEnd();
    const fix = other
      ? { title: `Write \`${text}\``, start: this.#at(next), end: this.#end(next), text }
      : { title: `Insert \`${text}\``, start: at, end: at, text: text === ':' ? ': ' : ' =' };
    this.#expected('twin-1012', `\`${text}\` after \`${before.image.slice(0, 40)}\``, fix);
    if (other) this.SKIP_TOKEN();
    return other || !isEnd(next);
  }

  #docStart(word: IToken): number {
    return this.#at(this.#docs[0] ?? word);
  }

  /** Documentation of what has none. */
  #dropDocs(): void {
    if (this.#docs.length > 0) this.#docs = [];
  }

  #takeDoc(): Doc | null {
    const docs = this.#docs;
    const first = docs[0];
    const last = docs[docs.length - 1];
    if (first === undefined || last === undefined) return null;
    this.#docs = [];
    const text = docs.length === 1 ? docText(first) : docs.map(docText).join('\n');
    return { text, start: this.#at(first), end: this.#end(last) };
  }

  /** Reports what should stand next. The range is what stands there instead, or the end of what came before. */
  #expected(code: string, what: string, fix: RawProblem['fix'] = null): void {
    const next = this.LA(1);
    const at = this.#lastEnd();
    if (isEnd(next)) this.#report(code, Math.max(at - 1, 0), at, `expected ${what}`, fix);
    else this.#report(code, this.#at(next), this.#end(next), `expected ${what}, found ${describe(next)}`, fix);
  }

  /** Offsets come in a node's measure and are kept in the file's. */
  #report(code: string, start: number, end: number, message: string, fix: RawProblem['fix'] = null): void {
    if (this.problems.length >= MAX_PROBLEMS) {
      this.dropped++;
      return;
    }
    const move = this.#base - this.#shift;
    this.problems.push({
      code,
      start: start + move,
      end: end + move,
      message,
      fix: fix === null ? null : { ...fix, start: fix.start + move, end: fix.end + move },
      declaration: this.#declaration,
      member: this.#member,
    });
  }
}

/** A list with one more value. Short lists are made to measure: one that grows by `push` keeps room for seventeen. */
function appended(values: Argument[], value: Argument): Argument[] {
  const [first] = values;
  if (first === undefined) return [value];
  if (values.length === 1) return [first, value];
  values.push(value);
  return values;
}

/** A documentation line without its marker. */
function docText({ image }: IToken): string {
  return image.slice(image.charCodeAt(3) === 32 ? 4 : 3).trimEnd();
}

function isEnd(token: IToken): boolean {
  return token.tokenType === T.NewLine || token.tokenType === T.RightBrace || token.tokenType === EOF;
}

/** Words that begin a line of a twin's body. */
function isTwinStatement(token: IToken): boolean {
  return tokenMatcher(token, T.SimpleBlock) || token.tokenType === T.Devices || token.tokenType === T.ScenarioWord;
}

/** A word that joins parts of a statement and begins none. */
function isConnective(token: IToken): boolean {
  const type = token.tokenType;
  return type === T.And || type === T.Or || type === T.Not || type === T.For || type === T.Except || type === T.True || type === T.False;
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(/\\(.?)/gsu, (_, character: string) => (character === 'n' ? '\n' : character === 't' ? '\t' : character));
}

/** A token in the words of a person. */
function describe(token: IToken): string {
  if (token.tokenType === EOF) return 'the end of the file';
  if (token.tokenType === T.NewLine) return 'the end of the line';
  if (tokenMatcher(token, T.AnyText)) return 'a text';
  const image = token.image.length > 20 ? `${token.image.slice(0, 20)}…` : token.image;
  return token.tokenType === T.NumberToken ? `the number ${image}` : `\`${image}\``;
}

let parser: TwinParser | null = null;

/** The one parser; made on first use because building its tables takes some milliseconds. */
export function theParser(): TwinParser {
  parser ??= new TwinParser(false);
  return parser;
}

/** Throws where the grammar has a mistake of its own (an ambiguity, a rule without an end). */
export function checkGrammar(): void {
  new TwinParser(true);
}
