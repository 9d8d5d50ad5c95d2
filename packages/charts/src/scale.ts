/** Axes: straight scales and round ticks, at most five lines. */
import { mark, type Mark } from './marks.ts';
import { paint } from './paint.ts';
import { label } from './text.ts';

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** Between two ticks. */
  readonly step: number;
  readonly at: (value: number) => number;
}

/** A scale from values to pixels that begins and ends at a round tick. `start`/`end` in pixels; `zero`: begins at 0. */
export function niceScale(values: readonly number[], start: number, end: number, options: { zero: boolean; lines?: number }): Scale {
  const sound = values.filter((value) => Number.isFinite(value));
  let low = Math.min(...sound, options.zero ? 0 : Infinity);
  let high = Math.max(...sound, options.zero ? 0 : -Infinity);
  if (sound.length === 0) [low, high] = [0, 1];
  // One value alone (or many that are the same to any eye) gets room around it.
  const room = Math.max(Math.abs(low) * 0.05, Math.abs(high) < 1e-6 ? 1 : 1e-6);
  if (high - low < room * 1e-6) {
    high = low + room;
    if (!options.zero) low -= room;
  }
  const lines = options.lines ?? 4;
  let step = niceStep(high - low, lines);
  // Rounding both ends outwards may add a line too many.
  while (Math.ceil(high / step - 1e-9) - Math.floor(low / step + 1e-9) > lines) step = niceStep(step * lines * 1.01, lines);
  const from = Math.floor(low / step + 1e-9) * step;
  const to = Math.ceil(high / step - 1e-9) * step;
  const ticks: number[] = [];
  // Counted, not added up: 0.1 ten times is not 1.
  for (let i = 0; i <= Math.round((to - from) / step); i++) ticks.push(clean(from + i * step));
  return { from: clean(from), to: clean(to), ticks, step, at: straight(from, to, start, end) };
}

/** A scale with exactly these ends; its ticks are the round values between them. */
export function exactScale(from: number, to: number, start: number, end: number, lines = 4): Scale {
  const top = to === from ? from + 1 : to;
  const step = niceStep(top - from, lines);
  const ticks: number[] = [];
  for (let value = Math.ceil(from / step - 1e-9) * step; value <= top + step * 1e-6; value += step) ticks.push(clean(value));
  return { from, to: top, ticks, step, at: straight(from, top, start, end) };
}

function straight(from: number, to: number, start: number, end: number): (value: number) => number {
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** 1, 2, 2.5 or 5 times a power of ten, so that at most `lines + 1` ticks come out. */
function niceStep(range: number, lines: number): number {
  const raw = range / lines;
  const power = 10 ** Math.floor(Math.log10(raw));
  for (const factor of [1, 2, 2.5, 5, 10]) if (factor * power >= raw * 0.999) return factor * power;
  return 10 * power;
}

function clean(value: number): number {
  return Number.parseFloat(value.toPrecision(12));
}

/** Horizontal gridlines with their values at the left; the lowest one is the axis. */
export function yAxis(scale: Scale, left: number, right: number, format: (value: number, step: number) => string): readonly Mark[] {
  return scale.ticks.flatMap((value, index) => {
    const y = Math.round(scale.at(value)) + 0.5;
    return [
      mark('line', { x1: left, x2: right, y1: y, y2: y, stroke: paint(index === 0 ? 'line' : 'grid'), 'stroke-width': 1 }),
      label(left - 8, y + 4, format(value, scale.step), { anchor: 'end', paint: 'muted' }),
    ];
  });
}
