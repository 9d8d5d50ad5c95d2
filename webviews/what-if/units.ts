/** The units of quantities in the person's language. Units of the language (`min`, `GB`) stay as they are written; what is counted has a word of its own. */
import { t } from '../shared/index.ts';

export function unitWord(unit: string): string {
  switch (unit) {
    case 'devices':
      return t('devices');
    case 'users':
      return t('users');
    case 'panels':
      return t('panels');
    case 'entities':
      return t('entities');
    case 'h a day':
      return t('h a day');
    case 'per hour':
      return t('per hour');
    default:
      return unit;
  }
}
