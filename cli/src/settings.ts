/**
 * What decides how a file is costed: a flag beats the file, the file beats a setting (an environment variable), a setting beats the default.
 * Reads and checks the words; what they do is analysis'.
 */
import type { CostModel, PriceBook } from '@twin2multicloud/cost';
import { currencyRate } from '@twin2multicloud/pricing';
import { bookInForce, bookNamed, withOverlay } from './books.ts';
import { usage } from './failure.ts';
import type { Host } from './host.ts';

/** The flags that decide how a file is costed, as commander gives them. */
export interface CostFlags {
  readonly model?: string | undefined;
  readonly currency?: string | undefined;
  /** A file, a day, a kept book or `bundled`. */
  readonly prices?: string | undefined;
  /** The file of an overlay. */
  readonly overlay?: string | undefined;
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
  TWIN_OVERLAY: 'as --overlay',
  TWIN_FREE_TIER: 'as --free-tier, for twins that do not say',
} as const;

/** Throws a `Failure` for a word that is none, or a price book that cannot be read. */
export function settingsOf(flags: CostFlags, host: Host): Settings {
  const variable = (name: keyof typeof VARIABLES): string | undefined => {
    const value = host.env[name];
    return value === '' ? undefined : value;
  };
  const prices = flags.prices ?? variable('TWIN_PRICES');
  const list = prices === undefined ? bookInForce(host) : bookNamed(prices, host);
  const book = withOverlay(list, flags.overlay ?? variable('TWIN_OVERLAY'), host);
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
