/** Prices in words: a rate in a scale that a person can read, and where a price was read and how old it is. */
import type { CostLine, PriceSource } from '@twin2multicloud/cost';
import { escaped } from './markdown-parts.ts';
import { currencySign } from './lens.ts';
import { inCurrency } from './money.ts';
import type { Money } from './report.ts';
import { grouped } from './words.ts';

/** `1 731 143 requests × 0.15 €/M`, `2 user-months × 7.75 €`, `0.98 GiB, free`. @param share of the line, 0 … 1 */
export function meteredText({ quantity, unit, unitPrice, amount }: CostLine, money: Money, share = 1): string {
  const counted = countedText(quantity * share, unit);
  return amount === 0 || unitPrice === 0 ? `${counted}, free` : `${counted} × ${rateText(inCurrency(unitPrice, money), money.currency)}`;
}

/** Three figures; whole numbers from a thousand on. */
function countedText(quantity: number, unit: string): string {
  const size = Math.abs(quantity);
  const figures = size >= 1_000 ? Math.round(quantity).toString() : Number(quantity.toPrecision(3)).toString();
  return `${size >= 1e15 || (size > 0 && size < 1e-6) ? quantity.toExponential(2) : grouped(figures)} ${quantity === 1 ? escaped(unit) : pluralOf(unit)}`;
}

/** `message` → `messages`, `query` → `queries`, `GB-month` → `GB-months`; a sign such as `GiB` stays. */
function pluralOf(unit: string): string {
  if (!/[a-z]{2}$/.test(unit)) return escaped(unit);
  return /[^aeiou]y$/.test(unit) ? `${escaped(unit.slice(0, -1))}ies` : `${escaped(unit)}s`;
}

const SCALES: readonly (readonly [number, string])[] = [
  [1, ''],
  [1e3, '/1000'],
  [1e6, '/million'],
  [1e9, '/billion'],
];

/** A rate with three figures, in the smallest scale in which it can be read. */
function rateText(rate: number, currency: string): string {
  const [scale, per] = SCALES.find(([times]) => rate * times >= (times === 1 ? 0.001 : 0.01)) ?? [1e9, '/billion'];
  const value = rate * scale;
  const figures = value >= 100 ? value.toFixed(2) : Number(value.toPrecision(3)).toString();
  return `${grouped(figures)} ${currencySign(currency)}${per}`;
}

/** `Azure Digital Twins: price 07468ba4 (page), in force since 2026-03-01, read 6 days ago`. @param today ISO date; left out: the date alone */
export function sourceText({ service, source, meter }: CostLine, today: string | undefined): string {
  const name = escaped(service);
  if (source === null) return `${name}: ${escaped(meter)}`;
  const { kind, id, url, effectiveFrom, overlay } = source;
  const short = escaped(shortId(id));
  const place = url === null ? short : `[${short}](<${url}>)`;
  const words = [`${name}: ${kind === 'assumed' ? 'assumed' : 'price'} ${place}`];
  if (effectiveFrom !== null) words.push(`in force since ${effectiveFrom.slice(0, 10)}`);
  words.push(ageText(source, today));
  if (overlay !== undefined) words.push(escaped(overlay));
  return words.join(', ');
}

/** Of a long identifier the beginning is enough to find it. */
function shortId(id: string): string {
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id)) return id.slice(0, 8);
  return id.length > MOST_ID ? `${id.slice(0, MOST_ID).trimEnd()}…` : id;
}

const MOST_ID = 60;
const DAY_MS = 86_400_000;

function ageText({ readAt }: PriceSource, today: string | undefined): string {
  // A month alone says no day.
  if (readAt.length < 10) return `read in ${readAt}`;
  const days = today === undefined ? NaN : Math.floor((Date.parse(today) - Date.parse(readAt)) / DAY_MS);
  if (!(days >= 0)) return `read ${readAt.slice(0, 10)}`;
  return days === 0 ? 'read today' : `read ${days} ${days === 1 ? 'day' : 'days'} ago`;
}
