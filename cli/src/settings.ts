/**
 * What decides how a file is costed: a flag beats the file, the file beats a setting (an environment variable), a setting beats the default.
 * Reads and checks the words; what they do is analysis'.
 */
import type { CostModel, PriceBook } from '@twin2multicloud/cost';
import { bundledBook, checkPriceBook, currencyRate } from '@twin2multicloud/pricing';
import { Failure, EXIT, fileFailure, usage } from './failure.ts';
import type { Host } from './host.ts';

/** The flags that decide how a file is costed, as commander gives them. */
export interface CostFlags {
  readonly model?: string | undefined;
  readonly currency?: string | undefined;
  readonly prices?: string | undefined;
  readonly freeTier?: string | undefined;
}

export interface Settings {
  readonly book: PriceBook;
  readonly model: CostModel;
  /** `flag` holds for every twin, `setting` only for a twin that says nothing itself. */
  readonly currency: { readonly flag: string | null; readonly setting: string | null };
  readonly freeTier: { readonly flag: boolean | null; readonly setting: boolean | null };
}

/** The environment variables, as the help lists them. */
export const VARIABLES = {
  TWIN_MODEL: 'as --model',
  TWIN_CURRENCY: 'as --currency, for twins that name none',
  TWIN_PRICES: 'as --prices',
  TWIN_FREE_TIER: 'as --free-tier, for twins that do not say',
} as const;

/** Throws a `Failure` for a word that is none, or a price book that cannot be read. */
export function settingsOf(flags: CostFlags, host: Host): Settings {
  const variable = (name: keyof typeof VARIABLES): string | undefined => {
    const value = host.env[name];
    return value === '' ? undefined : value;
  };
  const prices = flags.prices ?? variable('TWIN_PRICES');
  const book = prices === undefined ? bundledBook() : readBook(prices, host);
  const currency = (code: string | undefined, where: string): string | null => {
    if (code === undefined) return null;
    const upper = code.toUpperCase();
    const found = currencyRate(book, upper);
    if (!found.ok) throw usage(`${where} ${code}: ${found.message}`, found.remedy);
    return upper;
  };
  const onOff = (word: string | undefined, where: string): boolean | null =>
    word === undefined ? null : oneOf(word, ['on', 'off'], where) === 'on';
  return {
    book,
    model: oneOf(
      flags.model ?? variable('TWIN_MODEL') ?? 'billing',
      ['billing', 'paper'],
      flags.model === undefined ? 'TWIN_MODEL' : '--model',
    ),
    currency: {
      flag: currency(flags.currency, '--currency'),
      setting: currency(variable('TWIN_CURRENCY'), 'TWIN_CURRENCY'),
    },
    freeTier: {
      flag: onOff(flags.freeTier, '--free-tier'),
      setting: onOff(variable('TWIN_FREE_TIER'), 'TWIN_FREE_TIER'),
    },
  };
}

/** A word out of a list; the nearest is offered for one that is not. */
export function oneOf<const T extends string>(word: string, words: readonly T[], where: string): T {
  const found = words.find((candidate) => candidate === word);
  if (found === undefined) throw usage(`${where} takes ${listed(words)}, not '${word}'.`, `Write ${where} ${words[0] ?? ''}, for example.`);
  return found;
}

/** `a, b or c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

/** Reads any file as JSON; throws a `Failure` that says what it is instead. */
export function readJson(path: string, host: Host): unknown {
  let text: string;
  try {
    text = new TextDecoder().decode(host.read(path));
  } catch (error) {
    throw fileFailure(path, error);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(
      EXIT.outside,
      `The price book ${path} is no JSON: ${why}`,
      'Give a price book in JSON; `twin prices show --json` prints the bundled one.',
    );
  }
}

function readBook(path: string, host: Host): PriceBook {
  const check = checkPriceBook(readJson(path, host));
  if (check.ok) return check.book;
  const [first] = check.errors;
  const where = first === undefined || first.path === '' ? '' : ` (${first.path})`;
  const more = check.errors.length > 1 ? ` And ${check.errors.length - 1} more: \`twin prices verify --prices ${path}\` lists them.` : '';
  throw new Failure(
    EXIT.outside,
    `The price book ${path} cannot be used${where}: ${first?.message ?? 'it is broken'}`,
    `${first?.remedy ?? 'Use another.'}${more}`,
  );
}
