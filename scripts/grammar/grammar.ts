/**
 * The TextMate grammar of `.twin` as data. Every word comes from the tables of the language; only how words stand together is written here.
 * It colours a damaged text line by line and never needs a closing brace to recover: a declaration at column 0 ends every block.
 */
import { PROVIDERS, SLOTS } from '@twin2multicloud/cost';
import { CURRENCIES, FIELD_TYPES, PROPERTIES, STATEMENTS, UNITS } from '@twin2multicloud/language';

interface Rule {
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly captures?: Readonly<Record<string, Rule>>;
  readonly beginCaptures?: Readonly<Record<string, Rule>>;
  readonly endCaptures?: Readonly<Record<string, Rule>>;
  readonly patterns?: readonly Rule[];
  readonly include?: string;
}

const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{Nd}_]*(?:-[\p{L}\p{M}\p{Nd}_]+)*`;
const NUMBER = String.raw`-?\d(?:_?\d)*(?:\.\d+)?(?:[eE][+-]?\d+)?`;
/** Not within a longer name, and no member of a path. */
const START = String.raw`(?<![\p{L}\p{M}\p{Nd}_.-])`;
const STOP = String.raw`(?![\p{L}\p{M}\p{Nd}_]|-[\p{L}\p{M}\p{Nd}_])`;
/** A word before `:`, `.` or `=` is a name. */
const NO_NAME = String.raw`(?!\s*[:.=](?!=))`;
/** The end of a block, or a declaration at column 0, which closes whatever is open. */
const BLOCK_END = String.raw`(\})|(?=^(?:device|twin|import)\s+["\p{L}_])`;

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
/** Longest first, so that none hides behind its own beginning. */
const anyOf = (words: Iterable<string>): string =>
  [...new Set(words)]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map(escaped)
    .join('|');
const word = (words: Iterable<string>): string => `${START}(?:${anyOf(words)})${STOP}`;
const named = (...names: readonly (string | Rule)[]): Record<string, Rule> =>
  Object.fromEntries(names.map((name, index) => [String(index + 1), typeof name === 'string' ? { name } : name]));
const include = (...names: readonly string[]): Rule[] => names.map((name) => ({ include: `#${name}` }));

const KEYWORD = 'keyword.other.statement.twin';
const PROPERTY = 'keyword.other.property.twin';
const WORD = 'keyword.other.word.twin';
const GROUP = 'variable.other.group.twin';
const TYPE = 'entity.name.type.twin';
const BRACE = 'punctuation.section.block.twin';

/** Words with a meaning wherever a value stands, from the parameters of the properties. */
const VALUE_WORDS = PROPERTIES.flatMap(({ parameters, forParameters = [] }) =>
  [...parameters, ...forParameters].flatMap(({ words }) => (typeof words === 'object' ? words : [])),
);

/** `WORD { … }` with rules of its own. */
const block = (head: string, captures: Record<string, Rule>, ...content: readonly string[]): Rule => ({
  begin: `${head}\\s*(\\{)`,
  beginCaptures: captures,
  end: BLOCK_END,
  endCaptures: named(BRACE),
  patterns: include(...content),
});
/** A list of names, which runs to the end of its line or a brace. */
const list = (head: string, captures: Record<string, Rule>, name: string): Rule => ({
  begin: head,
  beginCaptures: captures,
  end: String.raw`$|(?=[{}]|//)`,
  patterns: [...include('number', 'provider'), { name, match: NAME }],
});

const repository: Record<string, { readonly patterns: readonly Rule[] }> = {
  comment: {
    patterns: [
      { name: 'comment.line.documentation.twin', match: String.raw`///(?!/).*$` },
      { name: 'comment.line.double-slash.twin', match: '//.*$' },
    ],
  },
  text: {
    patterns: [
      {
        name: 'string.quoted.double.twin',
        begin: '"',
        end: '"|$',
        beginCaptures: { '0': { name: 'punctuation.definition.string.begin.twin' } },
        endCaptures: { '0': { name: 'punctuation.definition.string.end.twin' } },
        patterns: [{ name: 'constant.character.escape.twin', match: String.raw`\\.` }],
      },
    ],
  },
  number: {
    patterns: [
      {
        match: `(?<![\\p{L}\\p{M}\\p{Nd}_.-])(${NUMBER})(?:\\s*(${anyOf([...UNITS.keys(), ...CURRENCIES.keys()])})${STOP}(?!\\s*[.:=]))?(?:\\s*(/)\\s*(${anyOf(UNITS.keys())})${STOP})?`,
        captures: named('constant.numeric.twin', 'keyword.other.unit.twin', 'keyword.operator.per.twin', 'keyword.other.unit.twin'),
      },
    ],
  },
  declaration: {
    patterns: [
      { match: `${START}(twin|device)\\s+(${NAME})`, captures: named(KEYWORD, TYPE) },
      {
        match: `${START}(devices)\\s+(${NAME})(?:\\s*(:)\\s*(${NAME}))?`,
        captures: named(KEYWORD, GROUP, 'punctuation.separator.type.twin', TYPE),
      },
      { match: `${START}(model)\\s+(${NAME})`, captures: named(KEYWORD, 'entity.name.class.twin') },
    ],
  },
  blocks: {
    patterns: [
      block(`${START}(telemetry)`, named(KEYWORD, BRACE), 'comment', 'field', 'text'),
      block(`${START}(place)`, named(KEYWORD, BRACE), 'comment', 'slot', 'provider', 'place-word'),
      block(`${START}(tags)`, named(KEYWORD, BRACE), 'comment', 'tag', 'text'),
      block(`${START}(assume)`, named(KEYWORD, BRACE), 'comment', 'number', 'path'),
      block(
        `${START}(scenario)\\s+(${NAME})(?:\\s*("[^"]*"))?`,
        named(KEYWORD, 'entity.name.function.scenario.twin', 'string.quoted.double.twin', BRACE),
        'comment',
        'override',
        'number',
        'text',
        'provider',
        'value-word',
        'word',
      ),
      block(`${START}(feedback)\\s+(${NAME})`, named(KEYWORD, GROUP, BRACE), 'comment', 'tag', 'number', 'text', 'boolean'),
    ],
  },
  field: {
    patterns: [
      {
        match: `(${NAME})\\s*(:)\\s*(?:(${anyOf(Object.keys(FIELD_TYPES))})${STOP}|(${NAME}))(?:\\s+(\\d+))?`,
        captures: named(
          'variable.other.property.twin',
          'punctuation.separator.type.twin',
          'support.type.primitive.twin',
          'invalid.illegal.type.twin',
          'constant.numeric.twin',
        ),
      },
    ],
  },
  tag: {
    patterns: [{ match: `(${NAME})\\s*(:)`, captures: named('variable.other.property.twin', 'punctuation.separator.key-value.twin') }],
  },
  override: {
    patterns: [
      {
        match: `(${NAME}(?:\\s*\\.\\s*${NAME})*)\\s*(=)(?!=)`,
        captures: named({ patterns: include('slot', 'path') }, 'keyword.operator.assignment.twin'),
      },
    ],
  },
  path: { patterns: [{ name: 'variable.other.path.twin', match: NAME }] },
  slot: { patterns: [{ name: 'variable.other.enummember.slot.twin', match: word([...SLOTS, 'L3']) }] },
  provider: { patterns: [{ name: 'support.constant.provider.twin', match: word(PROVIDERS) }] },
  'place-word': { patterns: [{ name: WORD, match: word(['auto', 'except']) }] },
  lists: {
    patterns: [
      list(`${START}(region|providers)${STOP}${NO_NAME}`, named(PROPERTY), 'support.constant.region.twin'),
      list(`${START}(has)${STOP}${NO_NAME}`, named(KEYWORD), GROUP),
      {
        begin: `${START}(run)\\s+("(?:[^"\\\\]|\\\\.)*")\\s+(for)${STOP}`,
        beginCaptures: named(KEYWORD, 'string.quoted.double.twin', WORD),
        end: String.raw`$|(?=[{}]|//)`,
        patterns: [{ name: GROUP, match: NAME }],
      },
    ],
  },
  constant: {
    patterns: [
      {
        match: `${START}(currency|residency)\\s+(${NAME})`,
        captures: named(PROPERTY, 'support.constant.twin'),
      },
    ],
  },
  property: {
    patterns: [
      { name: PROPERTY, match: `${word(PROPERTIES.map(({ name }) => name))}${NO_NAME}` },
      { name: KEYWORD, match: `${word(STATEMENTS.map(({ name }) => name))}${NO_NAME}` },
    ],
  },
  word: { patterns: [{ name: WORD, match: word(['for', 'matches', 'and', 'or', 'not', 'steps', 'except']) }] },
  'value-word': { patterns: [{ name: 'constant.language.twin', match: word([...VALUE_WORDS, 'none', 'auto']) }] },
  boolean: { patterns: [{ name: 'constant.language.boolean.twin', match: word(['true', 'false']) }] },
  operator: { patterns: [{ name: 'keyword.operator.comparison.twin', match: '[<>]=?|[=!]=' }] },
  'field-path': {
    patterns: [
      {
        match: `(${NAME})(\\.)(${NAME})`,
        captures: named(GROUP, 'punctuation.separator.path.twin', 'variable.other.property.twin'),
      },
    ],
  },
  brace: { patterns: [{ name: BRACE, match: '[{}]' }] },
};

/** The grammar of a whole file. */
export function twinGrammar(): object {
  return {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    name: 'Twin',
    scopeName: 'source.twin',
    fileTypes: ['twin'],
    patterns: include(
      'comment',
      'text',
      'blocks',
      'declaration',
      'lists',
      'constant',
      'number',
      'slot',
      'property',
      'value-word',
      'word',
      'boolean',
      'operator',
      'field-path',
      'brace',
    ),
    repository,
  };
}

/** Injected into Markdown: fences marked `twin`. */
export function markdownGrammar(): object {
  return {
    scopeName: 'markdown.twin.codeblock',
    injectionSelector: 'L:text.html.markdown',
    patterns: [{ include: '#fence' }],
    repository: {
      fence: {
        begin: String.raw`(^|\G)(\s*)(\x60{3,}|~{3,})\s*(?i:(twin)((\s+|:|,|\{|\?)[^\x60]*)?$)`,
        name: 'markup.fenced_code.block.markdown',
        end: String.raw`(^|\G)(\2|\s{0,3})(\3)\s*$`,
        beginCaptures: {
          '3': { name: 'punctuation.definition.markdown' },
          '4': { name: 'fenced_code.block.language.markdown' },
          '5': { name: 'fenced_code.block.language.attributes.markdown' },
        },
        endCaptures: { '3': { name: 'punctuation.definition.markdown' } },
        patterns: [
          {
            begin: String.raw`(^|\G)(\s*)(.*)`,
            while: String.raw`(^|\G)(?!\s*([\x60~]{3,})\s*$)`,
            contentName: 'meta.embedded.block.twin',
            patterns: [{ include: 'source.twin' }],
          },
        ],
      },
    },
  };
}
