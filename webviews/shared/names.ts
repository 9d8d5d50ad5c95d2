/** What clouds and slots are called on screen, and where they stand in order. */
import { html, svg, type TemplateResult } from 'lit';
import { cloudShape, type Provider } from '@twin2multicloud/charts';
import { renderMark } from './marks.ts';
import { t } from './words.ts';

export const PROVIDERS = ['aws', 'azure', 'gcp'] as const;
export const SLOTS = ['L1', 'L2', 'L3.hot', 'L3.cool', 'L3.archive', 'L4', 'L5'] as const;
export type Slot = (typeof SLOTS)[number];

const CLOUDS = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud' } as const;
const SHORT = { aws: 'AWS', azure: 'Azure', gcp: 'GCP' } as const;

export function cloudName(provider: Provider): string {
  return CLOUDS[provider];
}

/** Where there is little room. */
export function cloudShort(provider: Provider): string {
  return SHORT[provider];
}

export function slotName(slot: Slot): string {
  switch (slot) {
    case 'L1':
      return t('Data acquisition');
    case 'L2':
      return t('Data processing');
    case 'L3.hot':
      return t('Storage, hot');
    case 'L3.cool':
      return t('Storage, cool');
    case 'L3.archive':
      return t('Storage, archive');
    case 'L4':
      return t('Twin management');
    case 'L5':
      return t('Visualization');
  }
}

/** Square, triangle, circle; null: the ring of a slot that is not used. For the eye only: a name stands beside it. */
export function cloudIcon(provider: Provider | null, size = 12): TemplateResult {
  return html`<svg class="cloud-icon" width=${size} height=${size} viewBox="0 0 12 12" aria-hidden="true">
    ${svg`${renderMark(cloudShape(provider, 6, 6, 10))}`}
  </svg>`;
}

/** Icon and name. */
export function cloudLabel(provider: Provider, options: { readonly short?: boolean } = {}): TemplateResult {
  return html`<span class="cloud">${cloudIcon(provider)}${options.short === true ? cloudShort(provider) : cloudName(provider)}</span>`;
}
