/** The units of quantities in the person's language: `/ hour` is read `per hour`. Units of measure (`min`, `GB`) stay as they are. */
import { t } from './words.ts';

export function unitWord(unit: string): string {
  const slash = unit.indexOf('/');
  if (slash < 0) return word(unit);
  return [word(unit.slice(0, slash).trim()), perWord(unit.slice(slash + 1).trim())].filter((part) => part !== '').join(' ');
}

function word(unit: string): string {
  switch (unit) {
    case 'devices':
      return t('devices');
    case 'users':
      return t('users');
    case 'panels':
      return t('panels');
    case 'entities':
      return t('entities');
    case 'day':
      return t('day');
    case 'days':
      return t('days');
    case 'week':
      return t('week');
    case 'weeks':
      return t('weeks');
    case 'month':
      return t('month');
    case 'months':
      return t('months');
    case 'year':
      return t('year');
    case 'years':
      return t('years');
    default:
      return unit;
  }
}

function perWord(unit: string): string {
  switch (unit) {
    case 's':
      return t('per second');
    case 'min':
      return t('per minute');
    case 'h':
    case 'hour':
      return t('per hour');
    case 'day':
      return t('per day');
    case 'week':
      return t('per week');
    case 'month':
      return t('per month');
    case 'year':
      return t('per year');
    default:
      return t('per {0}', unit);
  }
}
