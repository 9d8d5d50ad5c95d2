/** Words, numbers and dates of the views in the language that the host names. English stands in the sources; translations come with `init`. */

let language = 'en';
let strings: Readonly<Record<string, string>> = {};

/** Once, when the view begins. An unknown language shows English words and numbers. */
export function setLanguage(bcp47: string, translations: Readonly<Record<string, string>>): void {
  strings = translations;
  try {
    language = Intl.getCanonicalLocales(bcp47)[0] ?? 'en';
  } catch {
    language = 'en';
  }
  formats.clear();
  document.documentElement.lang = language;
}

/**
 * A text in the person's language. The first argument is a literal: scripts/l10n.ts gathers all of them.
 * `{0}`, `{1}` … are the values, as they are.
 */
export function t(text: string, ...values: readonly (string | number)[]): string {
  const found = Object.hasOwn(strings, text) ? (strings[text] ?? text) : text;
  return found.replace(/\{(\d)\}/g, (whole, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? whole : String(value);
  });
}

/** What the engine can write a page in: its own texts are English and German. */
export function pageLanguage(): 'en' | 'de' {
  return language.startsWith('de') ? 'de' : 'en';
}

const formats = new Map<string, Intl.NumberFormat>();

/** Thin no-break spaces between groups, a true minus: the house's numbers, with the language's decimal sign. */
function written(value: number, options: Intl.NumberFormatOptions): string {
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { useGrouping: 'always', ...options });
  formats.set(key, format);
  // Adding 0 makes −0 a 0.
  return format
    .formatToParts(value + 0)
    .map(({ type, value: part }) => (type === 'group' ? '\u202f' : type === 'minusSign' ? '\u2212' : part))
    .join('');
}

/** An amount without its currency: two decimals, `< 0.01` for what is less than a cent, never 0.00 for what costs something. */
export function money(amount: number): string {
  if (amount !== 0 && Math.abs(amount) < 0.005) return `< ${written(0.01, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  return written(amount, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A price of one unit; tiny ones per thousand or per million units: `2.16 per million`. */
export function unitPrice(amount: number): string {
  const size = Math.abs(amount);
  const digits = (value: number): string => written(value, { minimumFractionDigits: 2, maximumFractionDigits: value < 1 ? 5 : 3 });
  if (size === 0 || size >= 0.001) return digits(amount);
  return size >= 0.000_01 ? t('{0} per thousand', digits(amount * 1_000)) : t('{0} per million', digits(amount * 1_000_000));
}

/** A count or a quantity, at most `digits` decimals. */
export function number(value: number, digits = 0): string {
  return written(value, { maximumFractionDigits: digits });
}

/** `18 %`; `< 1 %` for less. */
export function percent(share: number): string {
  const value = share * 100;
  return value > 0 && value < 1 ? `<\u202f1\u202f%` : `${written(Math.round(value), { maximumFractionDigits: 0 })}\u202f%`;
}

/** A value of an axis: as few decimals as the steps between its lines need. */
export function tick(value: number, step: number): string {
  const digits = [0, 1, 2, 3, 4, 5].find((count) => Math.abs(step * 10 ** count - Math.round(step * 10 ** count)) < 1e-6) ?? 6;
  return written(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `€`, `$` … or the code where there is no sign. */
export function symbol(currency: string): string {
  try {
    const parts = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
    return parts.find((part) => part.type === 'currency')?.value ?? currency;
  } catch {
    return currency;
  }
}

/** `€ per month`. */
export function perMonth(currency: string): string {
  return t('{0} per month', symbol(currency));
}

export type Direction = 'more' | 'less' | 'same';

/** Less than a cent either way is no change that a person could see. */
export function direction(delta: number): Direction {
  return Math.abs(delta) < 0.005 ? 'same' : delta > 0 ? 'more' : 'less';
}

/** With its sign, without words: `+2.97`, `−0.50`, `0.00`. */
export function signed(delta: number): string {
  const how = direction(delta);
  if (how === 'same') return money(0);
  return how === 'more' ? `+${money(delta)}` : money(delta);
}

/** In dense cells: `+2.97 more`, `−2.97 less`, `no change`. */
export function change(delta: number): string {
  const how = direction(delta);
  if (how === 'same') return t('no change');
  return how === 'more' ? t('{0} more', signed(delta)) : t('{0} less', signed(delta));
}

/** In sentences: `+2.97 more per month`. */
export function changePerMonth(delta: number): string {
  const how = direction(delta);
  if (how === 'same') return t('no change');
  return how === 'more' ? t('{0} more per month', signed(delta)) : t('{0} less per month', signed(delta));
}

/** An ISO date in the language's short form; the English one stays ISO, which is read the same everywhere. */
export function date(iso: string): string {
  const day = iso.slice(0, 10);
  if (language.startsWith('en') || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return day;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** `14:32`. */
export function time(moment: Date): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);
}

/** `prices read 6 days ago`. */
export function age(days: number): string {
  const whole = Math.max(0, Math.floor(days));
  if (whole === 0) return t('prices read today');
  return whole === 1 ? t('prices read yesterday') : t('prices read {0} days ago', number(whole));
}
