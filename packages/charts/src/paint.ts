/**
 * The paints of the charts as names, and how the clouds look: colour, shape and fill, never colour alone. Which colours the names stand for
 * is the host's matter: a style sheet's variables in a page, a palette in an export.
 */
import { mark, type Mark } from './marks.ts';

export type Provider = 'aws' | 'azure' | 'gcp';

/** Name → what it paints. Each is the CSS variable `--twin-NAME`. */
export const PAINTS = [
  'background',
  'text',
  'strong',
  'muted',
  'grid',
  'line',
  'accent',
  'warning',
  'error',
  'less',
  'aws',
  'azure',
  'gcp',
  /** The stripes and dots on a cloud's colour. */
  'pattern',
  /** The hatching of what is no cloud's. */
  'hatch',
  /** Bars of shares and budgets. */
  'bar',
  'track',
] as const;
export type Paint = (typeof PAINTS)[number];
/** A colour for each name, in any form that SVG takes. */
export type Palette = Readonly<Record<Paint, string>>;

/** The value of a `fill` or `stroke`. */
export function paint(name: Paint): string {
  return `var(--twin-${name})`;
}

/** For paper and for pages without a theme: dark on white, every text at least 4.5:1. */
export const PRINT_PALETTE: Palette = {
  background: '#ffffff',
  text: '#3b3b3b',
  strong: '#1b1b1b',
  muted: '#606060',
  grid: '#e4e4e4',
  line: '#767676',
  accent: '#005fb8',
  warning: '#8a6100',
  error: '#c1272d',
  less: '#2d7a2a',
  aws: '#bd6415',
  azure: '#1a70c4',
  gcp: '#388a34',
  pattern: '#ffffff73',
  hatch: '#0000002e',
  bar: '#767676',
  track: '#e4e4e4',
};

/** The fills of a chart: stripes for Azure, dots for Google Cloud, hatching for what is no cloud's. `id` keeps two charts of a page apart. */
export function patterns(id: string): Mark {
  const tile = { width: 6, height: 6, patternUnits: 'userSpaceOnUse' };
  return mark('defs', {}, [
    mark('pattern', { ...tile, id: `${id}-azure`, patternTransform: 'rotate(45)' }, [
      mark('rect', { width: 6, height: 6, fill: paint('azure') }),
      mark('path', { d: 'M0 0V6', stroke: paint('pattern'), 'stroke-width': 2 }),
    ]),
    mark('pattern', { ...tile, id: `${id}-gcp` }, [
      mark('rect', { width: 6, height: 6, fill: paint('gcp') }),
      mark('circle', { cx: 3, cy: 3, r: 1.1, fill: paint('pattern') }),
    ]),
    mark('pattern', { ...tile, width: 7, height: 7, id: `${id}-hatch`, patternTransform: 'rotate(-45)' }, [
      mark('path', { d: 'M0 0V7', stroke: paint('hatch'), 'stroke-width': 1.5 }),
    ]),
  ]);
}

/** Plain for AWS, striped for Azure, dotted for Google Cloud, hatched for transfers. */
export function cloudFill(id: string, provider: Provider | null): string {
  if (provider === 'aws') return paint('aws');
  return `url(#${id}-${provider ?? 'hatch'})`;
}

/** The shape of a cloud around a centre: square, triangle, circle; null: a small ring for a slot that is not used. */
export function cloudShape(provider: Provider | null, x: number, y: number, size: number): Mark {
  const half = size / 2;
  switch (provider) {
    case 'aws':
      return mark('rect', {
        x: x - half * 0.88,
        y: y - half * 0.88,
        width: size * 0.88,
        height: size * 0.88,
        rx: size * 0.11,
        fill: paint('aws'),
      });
    case 'azure':
      return mark('path', {
        d: `M${r(x)} ${r(y - half * 1.05)}L${r(x + half * 1.1)} ${r(y + half * 0.9)}H${r(x - half * 1.1)}Z`,
        fill: paint('azure'),
        'stroke-linejoin': 'round',
      });
    case 'gcp':
      return mark('circle', { cx: x, cy: y, r: half, fill: paint('gcp') });
    case null:
      return mark('circle', { cx: x, cy: y, r: half * 0.5, fill: 'none', stroke: paint('line'), 'stroke-width': 1.5 });
  }
}

function r(value: number): number {
  return Math.round(value * 100) / 100;
}
