/** Offers of units, after a number and after `/`, by the dimension that is wanted. */

import type { Dimension, Parameter } from '../properties.ts';
import type { Offer } from './completion-item.ts';
import { COMMON_CURRENCIES } from './completion-item.ts';
import { UNITS, type Unit } from '../units.ts';

const DURATIONS = ['ms', 's', 'min', 'h', 'day', 'week', 'month', 'year'];
const SIZES = ['B', 'KB', 'MB', 'GB', 'TB'];
/** Units after `/`, the likeliest first. */
const PERS = ['hour', 'min', 's', 'day', 'week', 'month', 'year'];

/** What a dimension's unit may be after a number. `touching`: the number ends at the cursor, so a blank comes first. */
export function unitOffers(parameter: Parameter, number: string, currencies: readonly string[], touching: boolean): Offer[] {
  const dimension: Dimension = parameter.dimension ?? 'number';
  const texts = unitsOf(dimension, parameter, number, currencies);
  return texts.map((text, index) => {
    const subject = text.split(' ').find((word) => UNITS.has(word));
    return {
      label: text,
      kind: 'unit',
      insert: touching ? ` ${text}` : text,
      detail: detailOf(text),
      rank: index,
      ...(subject === undefined ? {} : { subject: { kind: 'unit', name: subject } }),
    };
  });
}

/** The units that may stand after `/`. */
export function perOffers(dimension: Dimension | undefined, unit: string, touching: boolean): Offer[] {
  let units: readonly string[] = PERS;
  if (dimension === 'money-rate') units = ['month', 'year'];
  else if (dimension === 'size-rate') units = ['month', 'day', 'year'];
  else if (dimension === 'time-rate') units = unit.startsWith('day') ? ['week'] : ['day'];
  return units.map((label, index) => ({
    label,
    kind: 'unit',
    insert: touching ? ` ${label}` : label,
    detail: detailOf(label),
    rank: index,
    subject: { kind: 'unit', name: label },
  }));
}

/** What may follow a number and its unit: `/ month`. Empty where the quantity is complete. */
export function slashOffers(dimension: Dimension | undefined, unit: string): Offer[] {
  if (dimension !== 'money-rate' && dimension !== 'size-rate' && dimension !== 'time-rate') return [];
  return perOffers(dimension, unit, false).map((offer) => ({ ...offer, label: `/ ${offer.label}`, insert: `/ ${offer.label}` }));
}

function unitsOf(dimension: Dimension, parameter: Parameter, number: string, currencies: readonly string[]): readonly string[] {
  const one = Number(number.replaceAll('_', '')) === 1;
  const spelled = (word: string): string => (one ? word : (UNITS.get(word)?.plural ?? word));
  switch (dimension) {
    case 'duration': {
      const max = parameter.max ?? Infinity;
      const order =
        parameter.label === 'AGE'
          ? ['month', 'day', 'week', 'year', 'h']
          : max <= 900
            ? ['ms', 's', 'min']
            : ['min', 's', 'h', ...DURATIONS];
      return [...new Set(order)].map(spelled);
    }
    case 'size':
      return [
        ...new Set([...((parameter.min ?? 0) >= 1_048_576 || parameter.max === undefined ? ['MB', 'GB'] : ['KB', 'B', 'MB']), ...SIZES]),
      ];
    case 'rate':
      return [...PERS.map((per) => `/ ${per}`), 'Hz'];
    case 'size-rate':
      return ['GB / month', 'MB / month', 'TB / month', 'GB / day'];
    case 'time-rate':
      return parameter.label.startsWith('N') ? [`${spelled('day')} / week`] : ['h / day', 'min / day'];
    case 'money':
      return moneyOf(currencies);
    case 'money-rate':
      return moneyOf(currencies).flatMap((currency) => [`${currency} / month`, `${currency} / year`]);
    case 'share':
      return ['%'];
    case 'number':
      return [];
  }
}

function moneyOf(currencies: readonly string[]): string[] {
  return [...new Set([...currencies, ...COMMON_CURRENCIES])];
}

const KINDS: Readonly<Record<Unit['kind'], string>> = { duration: 'duration', size: 'size', share: 'share', frequency: 'rate' };

function detailOf(text: string): string | null {
  const unit = UNITS.get(text);
  return unit === undefined ? null : KINDS[unit.kind];
}
