/** Figures and names in words, as every screen writes them: two decimals for money, thin no-break spaces between groups, a true minus. */
import type { Provider, Slot } from '@twin2multicloud/language';

export const PROVIDER_NAMES: Readonly<Record<Provider, string>> = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud' };

export const SLOT_NAMES: Readonly<Record<Slot, string>> = {
  L1: 'Data acquisition',
  L2: 'Data processing',
  'L3.hot': 'Storage, hot',
  'L3.cool': 'Storage, cool',
  'L3.archive': 'Storage, archive',
  L4: 'Twin management',
  L5: 'Visualization',
};

const THIN = '\u202f';
const MINUS = '−';

/** `1 664.72`; `< 0.01` for less than half a cent that is not nothing; never −0. */
export function amountText(amount: number): string {
  const size = Math.abs(amount);
  if (size > 0 && size < 0.005) return amount < 0 ? `${MINUS}< 0.01` : '< 0.01';
  const text = grouped(size.toFixed(2));
  return amount < 0 ? `${MINUS}${text}` : text;
}

/** `+3.81` or `−2.97`. */
export function changeText(amount: number): string {
  return amount > 0 ? `+${amountText(amount)}` : amountText(amount);
}

/** A quantity of a meter or a count: whole numbers whole, others with up to four significant decimals. */
export function quantityText(quantity: number): string {
  const size = Math.abs(quantity);
  if (size !== 0 && (size >= 1e15 || size < 1e-6)) return quantity.toExponential(3);
  const text = Number.isInteger(quantity) || size >= 10_000 ? Math.round(quantity).toString() : Number(quantity.toPrecision(6)).toString();
  return grouped(text.replace('-', MINUS));
}

/** `18 %`, `< 1 %`. */
export function shareText(share: number): string {
  const percent = Math.round(share * 100);
  return percent === 0 && share > 0 ? `< 1${THIN}%` : `${percent}${THIN}%`;
}

/** Groups of three digits before the decimal point, apart by a thin no-break space. */
export function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}
