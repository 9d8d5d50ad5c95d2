/** Writes base-unit values the way a person would write them in a `.twin` file. Nothing is rounded. */

import type { Cadence } from '../scenario.ts';
import { BYTES_PER_KB, SECONDS_PER_DAY, SECONDS_PER_HOUR, SECONDS_PER_MONTH, SECONDS_PER_WEEK, SECONDS_PER_YEAR } from '../units.ts';

/** A number that reads back as the same number, without thousands separators. */
export function formatNumber(value: number): string {
  return String(value);
}

const STEPS: readonly (readonly [number, string, string])[] = [
  [SECONDS_PER_MONTH, 'month', 'months'],
  [SECONDS_PER_DAY, 'day', 'days'],
  [SECONDS_PER_HOUR, 'h', 'h'],
  [60, 'min', 'min'],
  [1, 's', 's'],
];

/** `2 min`, `3 months`, `100 ms`: the largest unit of which it is a whole number, else seconds or milliseconds. */
export function formatSeconds(seconds: number): string {
  for (const [step, one, many] of STEPS) {
    const count = seconds / step;
    if (count >= 1 && Number.isInteger(count)) return `${formatNumber(count)} ${count === 1 ? one : many}`;
  }
  if (seconds < 1 && seconds > 0) return `${formatNumber(Number((seconds * 1_000).toPrecision(15)))} ms`;
  return `${formatNumber(seconds)} s`;
}

/** `256 B`, `128 MB`, `1.5 KB`: the largest unit in which it is at least one and has at most three decimals, else bytes. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  for (let power = units.length - 1; power > 0; power--) {
    const value = bytes / BYTES_PER_KB ** power;
    if (value >= 1 && Number.isInteger(value * 1_000)) return `${formatNumber(value)} ${units[power] ?? 'B'}`;
  }
  return `${formatNumber(bytes)} B`;
}

/** The unit words that stand after `/`. */
const PER: ReadonlyMap<number, string> = new Map([
  [1, 's'],
  [60, 'min'],
  [SECONDS_PER_HOUR, 'hour'],
  [SECONDS_PER_DAY, 'day'],
  [SECONDS_PER_WEEK, 'week'],
  [SECONDS_PER_MONTH, 'month'],
  [SECONDS_PER_YEAR, 'year'],
]);

/** `every 2 min` or `30 / hour`. */
export function formatCadence(cadence: Cadence): string {
  if (cadence.kind === 'every') return `every ${formatSeconds(cadence.seconds)}`;
  const per = PER.get(cadence.perSeconds);
  return per === undefined ? `${formatNumber(cadence.events / cadence.perSeconds)} / s` : `${formatNumber(cadence.events)} / ${per}`;
}
