/**
 * What a written quantity measures and what it is in base units; checks one quantity against one parameter of the properties table.
 * It does not know which property it belongs to beyond the parameter and a name for messages.
 */

import type { Dimension, Parameter } from '../properties.ts';
import { DIMENSIONS } from '../properties.ts';
import type { Cadence } from '../scenario.ts';
import type { Quantity } from '../tree.ts';
import type { Member, Word } from '../tree.ts';
import { CURRENCIES, inBaseUnits, isUnit, MISSPELT_UNITS, SECONDS_PER_DAY, SECONDS_PER_MONTH, SECONDS_PER_WEEK, UNITS } from '../units.ts';
import { formatBytes, formatNumber, formatSeconds } from './format-value.ts';
import type { LocalFix, LocalProblem } from './local-problem.ts';
import { problemAt, replaceFix, spotOf } from './local-problem.ts';
import { nearest } from './nearest.ts';

/** A quantity in base units. `value` is in seconds, bytes, one or the currency; a rate also keeps what stands after `/`. */
export interface Measure {
  readonly dimension: Dimension | 'other';
  readonly value: number;
  /** Seconds of the unit after `/`. */
  readonly perSeconds: number | null;
  readonly currency: string | null;
}

/** What the quantity measures, without any check; `other` for unit pairs that nothing takes. Unknown units give null. */
export function measure(quantity: Quantity): Measure | null {
  const { unit, per, value } = quantity;
  const perUnit = per === null ? null : UNITS.get(per.text);
  if (per !== null && perUnit === undefined) return null;
  const perSeconds = perUnit?.kind === 'duration' ? inBaseUnits(1, perUnit) : null;
  const over = per === null ? null : perSeconds === null ? 'other' : 'time';
  if (unit === null) return { dimension: over === null ? 'number' : over === 'time' ? 'rate' : 'other', value, perSeconds, currency: null };
  if (CURRENCIES.has(unit.text)) {
    const dimension = over === null ? 'money' : over === 'time' ? 'money-rate' : 'other';
    return { dimension, value, perSeconds, currency: unit.text };
  }
  const known = UNITS.get(unit.text);
  if (known === undefined) return null;
  const base = inBaseUnits(value, known);
  if (known.kind === 'frequency') return { dimension: over === null ? 'rate' : 'other', value: base, perSeconds: 1, currency: null };
  const timed: Record<'duration' | 'size' | 'share', Dimension | 'other'> = { duration: 'time-rate', size: 'size-rate', share: 'other' };
  const dimension = over === null ? known.kind : over === 'time' ? timed[known.kind] : 'other';
  return { dimension, value: base, perSeconds, currency: null };
}

/** A value of a parameter in base units: money and sizes per time are for one month, time per time is a share of the time. */
export function monthly(measured: Measure): number {
  return measured.perSeconds === null ? measured.value : (measured.value * SECONDS_PER_MONTH) / measured.perSeconds;
}

export function cadenceOf(measured: Measure): Cadence {
  return measured.perSeconds === null
    ? { kind: 'every', seconds: measured.value }
    : { kind: 'rate', events: measured.value, perSeconds: measured.perSeconds };
}

/** Messages per second. */
export function eventsPerSecond(cadence: Cadence): number {
  return cadence.kind === 'every' ? 1 / cadence.seconds : cadence.events / cadence.perSeconds;
}

/** Suffixes to offer where a quantity lacks its unit or has a wrong one, the likeliest first. */
function suffixes(parameter: Parameter): readonly string[] {
  switch (parameter.dimension) {
    case 'duration':
      return parameter.label === 'AGE' ? ['months', 'days'] : (parameter.max ?? Infinity) <= 900 ? ['ms', 's'] : ['min', 's', 'h'];
    case 'size':
      return (parameter.min ?? 0) >= 1_048_576 ? ['MB'] : parameter.label === 'SIZE' ? ['KB', 'B', 'MB'] : ['MB'];
    case 'rate':
      return ['/ hour', '/ min', '/ day'];
    case 'size-rate':
      return ['GB / month'];
    case 'money-rate':
      return ['USD / month', 'EUR / month'];
    case 'time-rate':
      return parameter.optional === true && parameter.label.startsWith('N') ? ['days / week'] : ['h / day'];
    case 'share':
      return ['%'];
    default:
      return [''];
  }
}

/** A quantity that fits its parameter; otherwise null, with the problem in `problems`. */
export function readQuantity(
  quantity: Quantity,
  parameter: Parameter,
  name: string,
  member: Member | null,
  problems: LocalProblem[],
): Measure | null {
  const wrongUnit = unitProblem(quantity, member);
  if (wrongUnit !== null) {
    problems.push(wrongUnit);
    return null;
  }
  const measured = measure(quantity);
  const wanted = parameter.dimension;
  if (measured === null || wanted === undefined) return null;
  if (measured.dimension !== wanted) {
    problems.push(dimensionProblem(quantity, measured, parameter, wanted, name, member));
    return null;
  }
  const limit = rangeProblem(quantity, measured, parameter, name, member);
  if (limit !== null) {
    problems.push(limit);
    return null;
  }
  return measured;
}

/** A unit that does not exist: a misspelling with its fix, or an unknown word. */
function unitProblem(quantity: Quantity, member: Member | null): LocalProblem | null {
  for (const word of [quantity.unit, quantity.per]) {
    if (word === null || word.text === '' || UNITS.has(word.text)) continue;
    if (word === quantity.unit && CURRENCIES.has(word.text)) continue;
    return unknownUnit(word, word === quantity.per, member);
  }
  return null;
}

function unknownUnit(word: Word, afterSlash: boolean, member: Member | null): LocalProblem {
  const candidates = afterSlash ? [...UNITS.values()].filter((unit) => unit.kind === 'duration').map((unit) => unit.word) : UNITS.keys();
  const misspelt = MISSPELT_UNITS.get(word.text);
  const right =
    misspelt !== undefined && (!afterSlash || UNITS.get(misspelt)?.kind === 'duration') ? misspelt : nearest(word.text, candidates);
  const spot = spotOf(word, member);
  const known = isUnit(word.text) && misspelt === undefined;
  const lead = known ? `\`${word.text}\` cannot stand after \`/\`` : `\`${word.text}\` is no unit`;
  return problemAt('twin-2008', spot, right === null ? `${lead}.` : `${lead}: write \`${right}\`.`, {
    fixes: right === null ? [] : [replaceFix(`Write \`${right}\``, spot, right)],
  });
}

function dimensionProblem(
  quantity: Quantity,
  measured: Measure,
  parameter: Parameter,
  wanted: Dimension,
  name: string,
  member: Member | null,
): LocalProblem {
  const found = measured.dimension === 'other' ? 'something that no property takes' : DIMENSIONS[measured.dimension].name;
  const spot = spotOf(quantity, member);
  // A rate near nothing has no interval that could be written.
  const offers = offersFor(quantity, measured, parameter, wanted).filter((text) => !text.includes('Infinity'));
  const fixes = offers.map((text, index): LocalFix => replaceFix(`Write \`${text}\``, spot, text, offers.length === 1 && index === 0));
  const example = offers[0] ?? DIMENSIONS[wanted].example;
  return problemAt(
    'twin-2007',
    spot,
    `\`${name}\` takes ${DIMENSIONS[wanted].name}, and this is ${found}: write for example \`${example}\`.`,
    {
      fixes,
    },
  );
}

/** The quantity rewritten in the wanted dimension, keeping what can be kept. */
function offersFor(quantity: Quantity, measured: Measure, parameter: Parameter, wanted: Dimension): string[] {
  const number = formatNumber(quantity.value);
  if (wanted === 'number') return [number];
  const unit = quantity.unit?.text ?? '';
  if (wanted === 'money-rate' && measured.currency !== null) return [`${number} ${measured.currency} / month`];
  if (wanted === 'size-rate' && measured.dimension === 'size') return [`${number} ${unit} / month`];
  if (wanted === 'time-rate' && measured.dimension === 'duration')
    return [`${number} ${unit} / ${unit.startsWith('day') ? 'week' : 'day'}`];
  if (wanted === 'size' && measured.dimension === 'size-rate') return [`${number} ${unit}`];
  if (wanted === 'duration' && measured.dimension === 'time-rate') return [`${number} ${unit}`];
  if (wanted === 'duration' && measured.dimension === 'rate' && measured.value > 0 && measured.perSeconds !== null) {
    return [formatSeconds(measured.perSeconds / measured.value)];
  }
  if (wanted === 'rate' && measured.dimension === 'duration' && measured.value > 0) {
    for (const [per, seconds] of Object.entries({ s: 1, min: 60, hour: 3_600, day: SECONDS_PER_DAY, week: SECONDS_PER_WEEK })) {
      const events = seconds / measured.value;
      if (events >= 1) return [`${formatNumber(Number(events.toPrecision(12)))} / ${per}`];
    }
  }
  return suffixes(parameter).map((suffix) => `${number} ${suffix}`.trimEnd());
}

function rangeProblem(
  quantity: Quantity,
  measured: Measure,
  parameter: Parameter,
  name: string,
  member: Member | null,
): LocalProblem | null {
  const spot = spotOf(quantity, member);
  const value = comparable(measured);
  const { min, above, max } = parameter;
  const fixed = (bound: number): LocalFix[] => {
    const text = boundText(bound, parameter.dimension, quantity);
    return text === null ? [] : [replaceFix(`Write \`${text}\``, spot, text, false)];
  };
  const words = (bound: number): string => boundText(bound, parameter.dimension, quantity) ?? formatNumber(bound);
  if (!Number.isFinite(value) || !Number.isFinite(quantity.value)) {
    return problemAt('twin-2009', spot, `\`${name}\` is too large to be counted with.`, { fixes: max === undefined ? [] : fixed(max) });
  }
  if (above !== undefined && value <= above) {
    return problemAt('twin-2009', spot, `\`${name}\` must be more than ${formatNumber(above)}.`);
  }
  if (min !== undefined && value < min) {
    return problemAt('twin-2009', spot, `\`${name}\` must be at least ${words(min)}.`, { fixes: fixed(min) });
  }
  if (max !== undefined && value > max) {
    return problemAt('twin-2009', spot, `\`${name}\` must be at most ${words(max)}.`, { fixes: fixed(max) });
  }
  if (parameter.integer === true && !Number.isInteger(value)) {
    const rounded = formatNumber(Math.max(min ?? 0, Math.round(value)));
    return problemAt('twin-2009', spot, `\`${name}\` must be a whole number.`, {
      fixes: [replaceFix(`Write \`${rounded}\``, spot, rounded, false)],
    });
  }
  const extreme = EXTREMES[parameter.dimension ?? 'number'];
  if (extreme !== undefined && value !== 0 && (value > extreme.max || Math.abs(value) < extreme.min)) {
    return problemAt('twin-2009', spot, `\`${name}\` must lie between ${extreme.text}.`);
  }
  return null;
}

/** Bounds of what can be counted with at all, so that no total overflows. */
export const EXTREMES: Readonly<Partial<Record<Dimension, { readonly min: number; readonly max: number; readonly text: string }>>> = {
  duration: { min: 1e-9, max: 1e11, text: '1 ns and 3,000 years' },
  rate: { min: 1e-12, max: 1e9, text: 'one event in 30,000 years and a billion in a second' },
  size: { min: 1e-6, max: 1e18, text: 'a millionth of a byte and a million TB' },
  'size-rate': { min: 0, max: 1e18, text: 'nothing and a million TB a month' },
  money: { min: 0, max: 1e15, text: 'nothing and a million billions' },
  'money-rate': { min: 0, max: 1e15, text: 'nothing and a million billions' },
  number: { min: 0, max: 1e15, text: '0 and 1e15' },
};

/** The number that bounds speak about: a rate per second, a share of the time, money and sizes per month. */
function comparable(measured: Measure): number {
  if (measured.perSeconds === null) return measured.value;
  return measured.dimension === 'rate' || measured.dimension === 'time-rate' ? measured.value / measured.perSeconds : monthly(measured);
}

function boundText(bound: number, dimension: Dimension | undefined, quantity: Quantity): string | null {
  switch (dimension) {
    case 'duration':
      return formatSeconds(bound);
    case 'size':
      return formatBytes(bound);
    case 'share':
      return `${formatNumber(bound * 100)} %`;
    case 'number':
      return formatNumber(bound);
    case 'rate':
      return quantity.per === null ? null : `${formatNumber(bound)} / ${quantity.per.text}`;
    case 'money-rate':
      return quantity.unit === null || quantity.per === null ? null : `${formatNumber(bound)} ${quantity.unit.text} / ${quantity.per.text}`;
    case 'size-rate':
      return quantity.unit === null || quantity.per === null ? null : `${formatNumber(bound)} ${quantity.unit.text} / ${quantity.per.text}`;
    default:
      return null;
  }
}
