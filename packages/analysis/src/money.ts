/** USD become the currency of a twin by the dated rates of the price book. */
import type { PriceBook } from '@twin2multicloud/cost';
import { currencyRate } from '@twin2multicloud/pricing';
import type { Money } from './report.ts';

export const DOLLARS: Money = { currency: 'USD', perUsd: 1, date: null, status: 'confirmed' };

/** The rate of a currency, or what to say about its absence. */
export function moneyOf(
  book: PriceBook,
  currency: string,
): Money | { readonly message: string; readonly remedy: string; readonly known: readonly string[] } {
  if (currency === 'USD') return DOLLARS;
  const found = currencyRate(book, currency);
  if (!found.ok) return found;
  const { perUsd, date, status } = found.rate;
  return { currency, perUsd: Number(perUsd), date, status };
}

/** USD in the twin's currency. */
export function inCurrency(usd: number, money: Money): number {
  return usd * money.perUsd;
}

/** An amount of any currency of the book in another; null where the book has no rate. */
export function convert(book: PriceBook, amount: number, from: string, to: Money): number | null {
  if (from === to.currency) return amount;
  const source = moneyOf(book, from);
  return 'perUsd' in source ? (amount / source.perUsd) * to.perUsd : null;
}
