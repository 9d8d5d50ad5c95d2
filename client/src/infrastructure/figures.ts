/** Amounts as the status bar and the tree show them: two decimals, a narrow blank between groups, never 0.00 for something. */

const SIGNS: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£' };

/** `1 204.60`, `< 0.01`. */
export function amountText(amount: number): string {
  if (amount !== 0 && Math.abs(amount) < 0.005) return '< 0.01';
  return amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).replaceAll(',', '\u202f');
}

/** `61.20 €`. */
export function moneyText(amount: number, currency: string): string {
  return `${amountText(amount)} ${SIGNS[currency] ?? currency}`;
}
