/** Texts in charts: how wide they are, without a screen to ask, and how they are set. */
import { mark, type Mark } from './marks.ts';
import { paint, type Paint } from './paint.ts';

/** Widths in hundredths of the font's size, as most sans-serif fonts of editors have them. */
const NARROW = new Set("ilj.,:;'!|()[] \u202f\u2009ftrI");
const WIDE = new Set('mwMW%@→');

/** Pixels, a little generous. */
export function textWidth(text: string, size: number): number {
  let units = 0;
  for (const sign of text) units += NARROW.has(sign) ? 36 : WIDE.has(sign) ? 90 : sign >= 'A' && sign <= 'Z' ? 70 : 59;
  return (units * size) / 100;
}

export interface LabelStyle {
  readonly size?: 11 | 12 | 13;
  readonly paint?: Paint;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  /** true: an outline of the background keeps it readable over lines. */
  readonly halo?: boolean;
}

/** A text by its baseline. */
export function label(x: number, y: number, text: string, style: LabelStyle = {}): Mark {
  return mark(
    'text',
    {
      x,
      y,
      fill: paint(style.paint ?? (style.bold === true ? 'strong' : 'text')),
      'font-size': style.size ?? 11,
      'font-weight': style.bold === true ? 600 : null,
      'text-anchor': style.anchor === undefined || style.anchor === 'start' ? null : style.anchor,
      ...(style.halo === true
        ? { 'paint-order': 'stroke', stroke: paint('background'), 'stroke-width': 4, 'stroke-linejoin': 'round' }
        : {}),
    },
    text,
  );
}

/** Cuts a text to a width, with an ellipsis. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const signs = [...text];
  while (signs.length > 1 && textWidth(`${signs.join('')}…`, size) > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/** Baselines for labels that want to stand at `wanted`: at least `gap` apart, within `top … bottom`, in the order of the wishes. */
export function spread(wanted: readonly number[], gap: number, top: number, bottom: number): readonly number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  const placed: number[] = [];
  for (const { y } of order) placed.push(Math.max(y, (placed.at(-1) ?? top - gap) + gap));
  for (let i = placed.length - 1, limit = bottom; i >= 0; i--, limit -= gap) placed[i] = Math.min(placed[i] ?? 0, limit);
  const out = new Array<number>(wanted.length).fill(0);
  for (const [rank, { index }] of order.entries()) out[index] = placed[rank] ?? 0;
  return out;
}
