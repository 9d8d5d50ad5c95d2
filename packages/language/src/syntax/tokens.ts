/**
 * The language's words and symbols: chevrotain token types, the table of words with a role in the grammar, and the
 * lexer that turns text into tokens. It knows nothing of statements; no token spans a line except the line break itself.
 */
import { createToken, Lexer, type CustomPatternMatcherReturn, type IToken, type TokenType } from 'chevrotain';
import { CURRENCIES, isUnit, MISSPELT_UNITS, UNITS } from '../units.ts';

const LETTER = /[\p{L}_]/u;
const NAME_BEYOND_ASCII = /[\p{L}_][\p{L}\p{M}\p{Nd}_]*(?:-[\p{L}\p{M}\p{Nd}_]+)*/uy;
const found: [string] = [''];

/** 1: letter or `_`, 2: digit; by character code below 128. */
const WORD_CHARACTER = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  WORD_CHARACTER[code] = /[A-Za-z_]/.test(character) ? 1 : /[0-9]/.test(character) ? 2 : 0;
}

const GOOD = /[\p{L}\p{Nd}_\s"{}().:=/%<>]/u;

/** Everything that may stand where a name is expected; each keyword is a name too. */
export const Name: TokenType = createToken({ name: 'Name', pattern: /[A-Za-z_]\w*(?:-\w+)*/, label: 'a name' });
/** A name with letters beyond ASCII. A pattern function because chevrotain drops the flag `u`; it slows the lexer, so only texts that need it use it. */
const WideName = createToken({
  name: 'WideName',
  pattern: matchName,
  line_breaks: false,
  start_chars_hint: startCharacters(/[A-Za-z_]/),
  categories: [Name],
});

/** What cannot begin a statement; consumed and reported by the parser. */
export const Junk: TokenType = createToken({ name: 'Junk', pattern: Lexer.NA });
/** A text, closed or not. */
export const AnyText: TokenType = createToken({ name: 'AnyText', pattern: Lexer.NA, categories: [Junk] });

const junk = (name: string, pattern: RegExp | string): TokenType => createToken({ name, pattern, categories: [Junk] });

/** A byte order mark and the blanks of other scripts. */
const WideSpace = createToken({ name: 'WideSpace', pattern: /[\u00a0\ufeff\u2000-\u200a\u202f\u205f\u3000]+/, group: Lexer.SKIPPED });
const Space = createToken({ name: 'Space', pattern: /[ \t\f\v]+/, group: Lexer.SKIPPED });
export const NewLine: TokenType = createToken({
  name: 'NewLine',
  pattern: /(?:\r\n?|\n)[ \t\r\n]*/,
  line_breaks: true,
  label: 'the end of the line',
});
/** A comment for those who do not need it. */
const SkippedComment = createToken({ name: 'SkippedComment', pattern: /\/\/[^\r\n]*/, group: Lexer.SKIPPED });
export const DocLine: TokenType = createToken({ name: 'DocLine', pattern: /\/\/\/(?!\/)[^\r\n]*/, label: 'documentation' });
export const Comment: TokenType = createToken({ name: 'Comment', pattern: /\/\/[^\r\n]*/, group: 'comments' });
export const NumberToken: TokenType = junk('Number', /-?\d(?:_?\d)*(?:\.\d+)?(?:[eE][+-]?\d+)?/);
export const Text: TokenType = createToken({ name: 'Text', pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"/, categories: [AnyText] });
/** A text whose closing quotation mark is missing: it ends with its line, but leaves the braces at the line's end alone. */
export const OpenText: TokenType = createToken({
  name: 'OpenText',
  pattern: matchOpenText,
  line_breaks: false,
  start_chars_hint: ['"'],
  categories: [AnyText],
});
export const Operator: TokenType = junk('Operator', /[<>]=?|[=!]=/);
export const LeftBrace: TokenType = junk('LeftBrace', '{');
export const RightBrace: TokenType = createToken({ name: 'RightBrace', pattern: '}' });
export const LeftParen: TokenType = junk('LeftParen', '(');
export const RightParen: TokenType = junk('RightParen', ')');
export const Dot: TokenType = junk('Dot', '.');
export const Colon: TokenType = junk('Colon', ':');
export const Equals: TokenType = junk('Equals', '=');
export const Slash: TokenType = junk('Slash', '/');
export const Percent: TokenType = junk('Percent', '%');
/** Characters that belong to no token, several at once. */
export const Bad: TokenType = createToken({
  name: 'Bad',
  pattern: matchBad,
  line_breaks: false,
  start_chars_hint: startCharacters(/[^A-Za-z0-9_\s"{}().:=/%<>]|[\f\v]/),
  categories: [Junk],
});

/** `processing`, `storage` and the like as a category: one word and its braces. */
export const SimpleBlock: TokenType = createToken({ name: 'SimpleBlock', pattern: Lexer.NA, categories: [Name] });
const keyword = (name: string): TokenType =>
  createToken({ name: `Word-${name}`, pattern: Lexer.NA, categories: [Name], label: `\`${name}\`` });
const twinBlock = (name: string): TokenType =>
  createToken({ name: `Word-${name}`, pattern: Lexer.NA, categories: [SimpleBlock], label: `\`${name}\`` });

export const Language = keyword('language');
export const ImportWord = keyword('import');
export const DeviceWord = keyword('device');
export const TwinWord = keyword('twin');
export const Devices = keyword('devices');
export const ScenarioWord = keyword('scenario');
export const Processing = twinBlock('processing');
export const Storage = twinBlock('storage');
export const Management = twinBlock('management');
export const Visualization = twinBlock('visualization');
export const Place = twinBlock('place');
export const Tags = twinBlock('tags');
export const Assume = twinBlock('assume');
export const TelemetryWord = keyword('telemetry');
export const RunWord = keyword('run');
export const On = keyword('on');
export const ModelWord = keyword('model');
export const HasWord = keyword('has');
export const For = keyword('for');
export const Matches = keyword('matches');
export const Except = keyword('except');
export const And = keyword('and');
export const Or = keyword('or');
export const Not = keyword('not');
export const True = keyword('true');
export const False = keyword('false');
export const Notify = keyword('notify');
export const Call = keyword('call');
export const Workflow = keyword('workflow');
export const Steps = keyword('steps');
export const Feedback = keyword('feedback');

/** How many names a property takes before its values. */
export type NamesTaken = 'list' | 'one' | 'none-only' | 'until-statement';

/** What the grammar knows of a word; all words of one token type share it. */
export interface WordRole {
  /** true where the word begins a statement somewhere, so that it ends the statement before it on its line. */
  readonly statement: boolean;
  readonly names: NamesTaken;
  readonly unit: boolean;
}

const KEYWORDS = [
  Language, ImportWord, DeviceWord, TwinWord, Devices, ScenarioWord, Processing, Storage, Management, Visualization, Place, Tags, Assume,
  TelemetryWord, RunWord, On, ModelWord, HasWord, For, Matches, Except, And, Or, Not, True, False, Notify, Call, Workflow, Steps, Feedback,
]; // prettier-ignore

/** Names of properties, by how many names they take themselves. Their words are contextual: each is a name too. */
const PROPERTY_WORDS: Record<NamesTaken, string> = {
  'until-statement': 'count every rate peak payload active function entities scene queries editors viewers panels window refresh budget',
  list: 'region providers',
  one: 'connect read currency residency free-tier',
  'none-only': 'hot cool archive',
};

/** Keywords that begin no statement: they join the parts of one, or stand at the head of a file. */
const CONNECTIVES = new Set([Language, ImportWord, DeviceWord, TwinWord, For, Except, And, Or, Not, True, False, Steps]);

/** By the index of its token type, what the grammar knows of a word. */
const ROLES: (WordRole | undefined)[] = [];
/** Words with a role: their token type, and the one string that all their tokens share. */
const WORDS: ReadonlyMap<string, { readonly text: string; readonly type: TokenType }> = wordTable();

function wordTable(): Map<string, { text: string; type: TokenType }> {
  const table = new Map<string, { text: string; type: TokenType }>();
  const add = (text: string, type: TokenType, role: WordRole): void => {
    table.set(text, { text, type });
    ROLES[type.tokenTypeIdx ?? 0] = role;
  };
  const unitWord = createToken({ name: 'UnitWord', pattern: Lexer.NA, categories: [Name] });
  for (const text of [...UNITS.keys(), ...MISSPELT_UNITS.keys(), ...CURRENCIES]) {
    if (isUnit(text) && text !== '%') add(text, unitWord, { statement: false, names: 'until-statement', unit: true });
  }
  for (const [names, words] of Object.entries(PROPERTY_WORDS) as [NamesTaken, string][]) {
    const type = createToken({ name: `Property-${names}`, pattern: Lexer.NA, categories: [Name] });
    for (const text of words.split(' ')) add(text, type, { statement: true, names, unit: false });
  }
  for (const type of KEYWORDS) {
    add(type.name.replace('Word-', ''), type, { statement: !CONNECTIVES.has(type), names: 'until-statement', unit: false });
  }
  return table;
}

const LONGEST_WORD = Math.max(...[...WORDS.keys()].map(({ length }) => length));

/** What the grammar knows of a word; null for other names and for what is no word. */
export function roleOf(token: IToken): WordRole | null {
  return ROLES[token.tokenTypeIdx] ?? null;
}

const SYMBOLS = [LeftBrace, RightBrace, Colon];
const LATE_SYMBOLS = [Slash, Percent, Dot, LeftParen, RightParen, Operator, Equals];
const CATEGORIES = [Junk, AnyText, SimpleBlock];

/** For whole texts without comments and without surprises; it stops at the first character that it does not know. */
const PLAIN_TYPES = [Space, NewLine, Name, NumberToken, Text, ...SYMBOLS, DocLine, SkippedComment, ...LATE_SYMBOLS];
/** For every text: with comments, names beyond ASCII, texts that are not closed, and whatever else stands there. */
const ALL_TYPES = [Space, WideSpace, NewLine, WideName, NumberToken, Text, OpenText, ...SYMBOLS, DocLine, Comment, ...LATE_SYMBOLS, Bad];

/** All token types, for the parser's vocabulary. */
export const VOCABULARY: readonly TokenType[] = [Name, ...ALL_TYPES, ...CATEGORIES, ...KEYWORDS];

/** 1 by the index of each token type that is a name. Faster than asking chevrotain for the category. */
const NAMES = new Uint8Array(256);
for (const type of [Name, ...(Name.categoryMatches ?? [])]) NAMES[typeof type === 'number' ? type : (type.tokenTypeIdx ?? 0)] = 1;

/** true for every token that may stand where a name is expected. */
export function isName(token: IToken): boolean {
  return NAMES[token.tokenTypeIdx] === 1;
}

const OPTIONS = { positionTracking: 'onlyOffset', ensureOptimizations: true, skipValidations: true } as const;
const plainLexer = new Lexer(PLAIN_TYPES, { ...OPTIONS, recoveryEnabled: false });
const wideLexer = new Lexer(ALL_TYPES, OPTIONS);

/** What is wrong with the token types themselves; a test says that nothing is. */
export function lexerMistakes(): readonly string[] {
  const options = { ...OPTIONS, skipValidations: false, deferDefinitionErrorsHandling: true };
  return [PLAIN_TYPES, ALL_TYPES].flatMap((types) => new Lexer(types, options).lexerDefinitionErrors.map(({ message }) => message));
}

/**
 * Turns text into tokens, with line breaks laid out: none after `{`, none before `}`, never two in a row, none at the
 * start. Never fails: what is no token becomes `Bad`.
 */
export function lex(text: string): IToken[] {
  const plain = plainLexer.tokenize(text);
  return layOut(plain.errors.length === 0 ? plain.tokens : wideLexer.tokenize(text).tokens);
}

/** All tokens with their line breaks and comments, in order, for those who care how a text looks. */
export function lexAll(text: string): IToken[] {
  const result = wideLexer.tokenize(text);
  const comments = result.groups.comments ?? [];
  const all: IToken[] = [];
  let next = 0;
  const addComments = (before: number): void => {
    for (let comment = comments[next]; comment !== undefined && comment.startOffset < before; comment = comments[next]) {
      all.push(comment);
      next++;
    }
  };
  for (const token of result.tokens) {
    addComments(token.startOffset);
    typeWord(token);
    all.push(token);
  }
  addComments(Infinity);
  return all;
}

/** A word with a role becomes a token of its own type. */
function typeWord(token: IToken): void {
  const word = token.image.length > LONGEST_WORD ? undefined : WORDS.get(token.image);
  if (word === undefined) return;
  token.image = word.text;
  token.tokenType = word.type;
  token.tokenTypeIdx = word.type.tokenTypeIdx ?? 0;
}

/** Gives words their types and drops the line breaks that end no statement. Works in place. */
function layOut(tokens: IToken[]): IToken[] {
  let length = 0;
  let previous: IToken | null = null;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) continue;
    const type = token.tokenType;
    if (type === Name || type === WideName) {
      typeWord(token);
    } else if (type === NewLine) {
      if (previous === null || !endsStatement(previous.tokenType)) continue;
    } else if (type === RightBrace) {
      if (previous !== null && previous.tokenType === NewLine) length--;
    } else if (type === DocLine && previous !== null && previous.tokenType !== NewLine && previous.tokenType !== LeftBrace) {
      continue; // documentation stands before a statement; behind one it is a comment
    }
    tokens[length++] = token;
    previous = token;
  }
  tokens.length = length;
  return tokens;
}

function endsStatement(before: TokenType): boolean {
  return before !== NewLine && before !== LeftBrace;
}

/** A name: letters, digits and `_`, with single `-` between them. A pattern function because chevrotain drops the flag `u`. */
function matchName(text: string, offset: number): CustomPatternMatcherReturn | null {
  const first = text.charCodeAt(offset);
  if (first >= 128 ? !LETTER.test(String.fromCodePoint(text.codePointAt(offset) ?? 0)) : WORD_CHARACTER[first] !== 1) return null;
  let end = offset;
  for (;;) {
    const code = text.charCodeAt(end);
    if (code >= 128) return beyondAscii(text, offset);
    if (WORD_CHARACTER[code] !== 1 && WORD_CHARACTER[code] !== 2) {
      // NaN at the end of the text ends up here too: the table has no such entry.
      if (code !== 45) break;
      const next = text.charCodeAt(end + 1);
      if (next >= 128) return beyondAscii(text, offset);
      if (WORD_CHARACTER[next] !== 1 && WORD_CHARACTER[next] !== 2) break;
    }
    end++;
  }
  found[0] = text.substring(offset, end);
  return found;
}

function beyondAscii(text: string, offset: number): CustomPatternMatcherReturn | null {
  NAME_BEYOND_ASCII.lastIndex = offset;
  const match = NAME_BEYOND_ASCII.exec(text);
  if (match === null) return null;
  found[0] = match[0];
  return found;
}

function matchOpenText(text: string, offset: number): CustomPatternMatcherReturn | null {
  if (text.charCodeAt(offset) !== 34) return null;
  let end = offset + 1;
  while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  while (end > offset + 1 && ' \t{}'.includes(text.charAt(end - 1))) end--;
  found[0] = text.substring(offset, end);
  return found;
}

function matchBad(text: string, offset: number): CustomPatternMatcherReturn | null {
  let end = offset;
  while (end < text.length) {
    const character = String.fromCodePoint(text.codePointAt(end) ?? 0);
    if (end > offset && (GOOD.test(character) || character === '-')) break;
    end += character.length;
  }
  if (end === offset) return null;
  found[0] = text.substring(offset, end);
  return found;
}

/** Character codes for chevrotain's start table: the ASCII ones that fit, and one of each of its buckets beyond. */
function startCharacters(fits: RegExp): number[] {
  const codes: number[] = [];
  for (let code = 0; code < 256; code++) if (code >= 128 || fits.test(String.fromCharCode(code))) codes.push(code);
  for (let code = 256; code < 65536; code += 64) codes.push(code);
  return codes;
}
