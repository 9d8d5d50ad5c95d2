/**
 * A text that the engine has written in English → the same in another language, by a catalogue of templates. The engine stays one: what it
 * says is what its tests, its reports in Markdown and its command line say, and only a screen in another language turns it.
 */

/**
 * English template → the other language's. `{0}` stands for any value, `{0:number}` for digits with their signs alone; the translation says
 * what becomes of it: `{0}` as it is (names, code), `{0:number}` with the language's signs, `{0:text}` translated itself.
 */
export type Catalogue = Readonly<Record<string, string>>;

export interface Translator {
  /** The text in the reader's language; what the catalogue does not have stays as it is. */
  readonly translate: (text: string) => string;
  /** null: the catalogue does not have it. */
  readonly find: (text: string) => string | null;
}

interface Template {
  readonly pattern: RegExp;
  readonly literal: number;
  readonly translation: string;
}

const VALUE = /\{\d(?::number)?\}/;
const THIN = '\u202f';
/** So many texts are kept translated; a screen shows some hundreds. */
const KEPT = 2000;
/** A longer text is none of a screen's sentences, and would be long in matching. */
const LONGEST = 2000;

/** `decimal` is the sign before a number's decimals; its groups of digits are apart by a thin space. Where several templates match, the one with the most words of its own is taken. */
export function createTranslator(catalogue: Catalogue, decimal: string): Translator {
  let templates: readonly Template[] | null = null;
  const known = new Map<string, string | null>();

  const find = (text: string): string | null => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= KEPT) known.clear();
    const found = Object.hasOwn(catalogue, text) ? (catalogue[text] ?? null) : fill(text);
    known.set(text, found);
    return found;
  };
  const translate = (text: string): string => find(text) ?? text;
  return { translate, find };

  function fill(text: string): string | null {
    if (text.length > LONGEST) return null;
    templates ??= templatesOf(catalogue);
    for (const { pattern, translation } of templates) {
      const values = pattern.exec(text)?.groups;
      if (values === undefined) continue;
      return translation.replaceAll(/\{(\d)(?::(number|text))?\}/g, (_, index: string, kind: string | undefined) => {
        const value = values[`v${index}`] ?? '';
        if (kind === 'text') return translate(value);
        return kind === 'number' ? value.replaceAll(/(?<=\d)[.,](?=\d)/g, (sign) => (sign === '.' ? decimal : THIN)) : value;
      });
    }
    return null;
  }
}

function templatesOf(catalogue: Catalogue): readonly Template[] {
  return Object.entries(catalogue)
    .filter(([key]) => hasValues(key))
    .map(([key, translation]) => templateOf(key, translation))
    .sort((a, b) => b.literal - a.literal);
}

function hasValues(key: string): boolean {
  return VALUE.test(key);
}

function templateOf(key: string, translation: string): Template {
  const parts = key.split(/\{(\d(?::number)?)\}/);
  const seen = new Set<string>();
  const pattern = parts.map((part, index) => {
    if (index % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    // A value that stands twice is the same twice.
    const name = `v${part.charAt(0)}`;
    if (seen.has(name)) return `\\k<${name}>`;
    seen.add(name);
    return part.length === 1 ? `(?<${name}>.+?)` : `(?<${name}>[\\d.,]*\\d)`;
  });
  const literal = parts.reduce((sum, part, index) => (index % 2 === 0 ? sum + part.length : sum), 0);
  return { pattern: new RegExp(`^${pattern.join('')}$`, 's'), literal, translation };
}
