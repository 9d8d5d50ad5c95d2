/** The icons of the views: own simple shapes on a 16 × 16 ground, in the colour of the text. For the eye only; a word always stands beside or behind them. */
import { html, type TemplateResult } from 'lit';

const SHAPES = {
  check: 'M3 8.5l3.2 3.2L13 5',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  up: 'M4 10l4-4 4 4',
  error: 'M8 2a6 6 0 1 0 .01 0zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  warning: 'M8 2.2L14.3 13.5H1.7zM8 6.5v3.5M8 11.6v.6',
  info: 'M8 2a6 6 0 1 0 .01 0zM8 7v4M8 4.7v.6',
  plug: 'M6 2v3M10 2v3M4.5 5h7v2.5a3.5 3.5 0 0 1-7 0zM8 11v3',
  moved: 'M2.5 8h9M8.5 4.5L12 8l-3.5 3.5M13.5 3.5v9',
  reset: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3',
  export: 'M8 2v8M5 5l3-3 3 3M3 9v4h10V9',
  pin: 'M5.5 2.5h5M6.5 2.5v4L4.5 9v1h7V9l-2-2.5v-4M8 10v4',
  pinned: 'M3 13L13 3M5.5 2.5h5M6.5 2.5v4L4.5 9v1h7V9l-2-2.5v-4M8 10v4',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  search: 'M7 2.5a4.5 4.5 0 1 0 .01 0zM10.5 10.5L14 14',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3',
  branch: 'M5 3.5v9M5 10c0-3 6-1 6-5M5 2.5a1.2 1.2 0 1 0 .01 0zM5 12a1.2 1.2 0 1 0 .01 0zM11 3a1.2 1.2 0 1 0 .01 0z',
} as const;

export type IconName = keyof typeof SHAPES;

export function icon(name: IconName, size = 14): TemplateResult {
  return html`<svg class="icon" width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true">
    <path
      d=${SHAPES[name]}
      fill="none"
      stroke="currentColor"
      stroke-width=${name === 'more' ? 2.2 : 1.3}
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>`;
}
