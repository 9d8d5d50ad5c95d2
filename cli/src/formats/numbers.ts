/**
 * Numbers as people read them. The words are analysis' (two decimals, thin groups, a true minus); here is only what a terminal adds:
 * exact rates, counts with their word, and never a NaN. Only text rounds; JSON and CSV are exact.
 */
import { amountText, changeText, quantityText, shareText } from '@twin2multicloud/analysis';

const orUnknown =
  (format: (value: number) => string) =>
  (value: number): string =>
    Number.isFinite(value) ? format(value) : 'unknown';

/** `1 204.50`, `< 0.01` for what is less than a cent but not nothing. */
export const money = orUnknown(amountText);

/** `+2.97`, `−0.40`; what rounds to nothing is `±0`. */
export const change = orUnknown((amount) => (Math.abs(amount) < 1e-9 ? '±0' : changeText(amount)));

/** `4 380 000`, `30.4167`. */
export const quantity = orUnknown(quantityText);

/** `18 %`, `< 1 %`. */
export const share = orUnknown(shareText);

/** A rate, exact to ten significant digits and never in exponents: `0.0000012`. */
export const rate = orUnknown((value) => {
  if (value === 0) return '0';
  const places = Math.min(100, Math.max(0, 9 - Math.floor(Math.log10(Math.abs(value)))));
  return Math.abs(value) < 1e15
    ? value
        .toFixed(places)
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '')
    : String(value);
});

/** `1 twin`, `3 twins`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${quantityText(count)} ${count === 1 ? one : many}`;
}
