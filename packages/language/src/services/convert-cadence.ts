/** `every 2 min` ↔ `rate 30 / hour`: the same cadence in its other spelling, where it can be said exactly. */

import { formatNumber, formatSeconds } from '../semantics/format-value.ts';
import { measure } from '../semantics/quantities.ts';
import type { Quantity } from '../tree.ts';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR, SECONDS_PER_MONTH, SECONDS_PER_WEEK } from '../units.ts';

const PERS: readonly (readonly [string, number])[] = [
  ['s', 1],
  ['min', 60],
  ['hour', SECONDS_PER_HOUR],
  ['day', SECONDS_PER_DAY],
  ['week', SECONDS_PER_WEEK],
  ['month', SECONDS_PER_MONTH],
];

/** The other spelling: its property and value; null where the numbers would not be exact or the quantity fits neither. */
export function otherCadence(name: string, quantity: Quantity): { readonly name: 'every' | 'rate'; readonly value: string } | null {
  const measured = measure(quantity);
  if (measured === null || !(measured.value > 0) || !Number.isFinite(measured.value)) return null;
  if (name === 'every' && measured.dimension === 'duration') {
    const seconds = measured.value;
    for (const [per, length] of PERS) {
      const events = length / seconds;
      if (events >= 1 && length / events === seconds && isShort(events)) return { name: 'rate', value: `${formatNumber(events)} / ${per}` };
    }
  }
  if (name === 'rate' && measured.dimension === 'rate' && measured.perSeconds !== null) {
    const seconds = measured.perSeconds / measured.value;
    if (measured.perSeconds / seconds === measured.value && isShort(seconds)) return { name: 'every', value: formatSeconds(seconds) };
  }
  return null;
}

/** Whether a number has at most three decimals. */
function isShort(value: number): boolean {
  return Number.isInteger(value * 1_000) && value < 1e12;
}
