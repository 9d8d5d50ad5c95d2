/** Stacked bars, one for each placement: a segment for each slot in its cloud's colour and fill, the total beside it, the budget as a line through all. */
import { mark, type Chart, type Mark, type Point } from './marks.ts';
import { cloudFill, paint, patterns, type Provider } from './paint.ts';
import { niceScale } from './scale.ts';
import { fitText, label, textWidth } from './text.ts';

export interface Segment {
  /** Full name, for hover and table: `L4 Twin management`. */
  readonly name: string;
  /** On the bar: `L4`. */
  readonly short: string;
  /** null: no cloud's, hatched (transfers). */
  readonly provider: Provider | null;
  /** The cloud's name. */
  readonly cloud: string;
  readonly amount: number;
}

export interface StackedBar {
  readonly name: string;
  /** A second, smaller line below the name; empty: none. */
  readonly detail: string;
  /** null: there is no total, and `note` says why. */
  readonly total: number | null;
  /** Right of the total: `+0.84 more`. */
  readonly note: string;
  readonly segments: readonly Segment[];
}

export interface StackedBarsInput {
  /** Unique in the page. */
  readonly id: string;
  readonly name: string;
  readonly width: number;
  readonly bars: readonly StackedBar[];
  /** The budget. */
  readonly limit: { readonly amount: number; readonly label: string } | null;
  /** An amount in words, without the currency. */
  readonly money: (amount: number) => string;
  /** A value of the axis, whose lines are `step` apart. */
  readonly tick: (amount: number, step: number) => string;
  /** Heads of the table's columns. */
  readonly words: { readonly bar: string; readonly part: string; readonly cloud: string; readonly amount: string; readonly total: string };
}

const BAR = 24;

export function stackedBars(input: StackedBarsInput): Chart {
  const { bars, width, id } = input;
  const narrow = width < 560;
  const names = Math.max(0, ...bars.flatMap((bar) => [textWidth(bar.name, 12), textWidth(bar.detail, 11)]));
  const left = narrow ? 0 : Math.min(Math.ceil(names) + 16, 176);
  const totals = Math.max(56, ...bars.map((bar) => textWidth(bar.total === null ? '–' : input.money(bar.total), 13) + 12));
  const notes = narrow ? 0 : Math.min(170, Math.max(0, ...bars.map((bar) => textWidth(bar.note, 11) + 16)));
  const right = narrow ? width - 4 : width - totals - notes - 12;
  const pitch = narrow ? 48 : 36;
  const top = narrow ? 20 : 6;
  const bottom = top + bars.length * pitch - (narrow ? 20 : 6);
  const amounts = bars.map((bar) => sum(bar.segments));
  const scale = niceScale([...amounts, input.limit?.amount ?? 0], left, right, { zero: true, lines: narrow ? 3 : 6 });

  const marks: Mark[] = [patterns(id)];
  for (const tick of scale.ticks) {
    const x = Math.round(scale.at(tick)) + 0.5;
    const end = tick === scale.from ? 'start' : narrow && tick === scale.to ? 'end' : 'middle';
    marks.push(
      mark('line', { x1: x, x2: x, y1: top - 4, y2: bottom, stroke: paint('grid') }),
      label(x, bottom + 16, input.tick(tick, scale.step), { anchor: end, paint: 'muted' }),
    );
  }
  const points: Point[] = [];
  for (const [row, bar] of bars.entries()) {
    const y = top + row * pitch;
    marks.push(...heading(bar, { y, left, width, narrow, notes, money: input.money }));
    let x = left;
    for (const segment of bar.segments) {
      const end = x + (scale.at(segment.amount) - scale.at(0));
      if (segment.amount > 0) {
        marks.push(segmentMark(id, segment, x, y, end - x));
        points.push({
          area: { x, y, width: Math.max(end - x, 1), height: BAR },
          at: null,
          title: `${bar.name}, ${segment.name}`,
          lines: [segment.cloud === '' ? input.money(segment.amount) : `${segment.cloud}: ${input.money(segment.amount)}`],
        });
      }
      x = end;
    }
  }
  if (input.limit !== null) {
    const x = scale.at(input.limit.amount);
    const line = { x1: x, x2: x, stroke: paint('error'), 'stroke-width': 1.5, 'stroke-dasharray': '4 3' };
    // Where names stand above the bars, the line keeps out of them.
    if (!narrow) marks.push(mark('line', { ...line, y1: top - 4, y2: bottom }));
    else for (const row of bars.keys()) marks.push(mark('line', { ...line, y1: top + row * pitch - 1, y2: top + row * pitch + BAR + 3 }));
  }
  // Labels last: they lie over the budget's line.
  for (const [row, bar] of bars.entries()) {
    let x = left;
    for (const segment of bar.segments) {
      const end = x + (scale.at(segment.amount) - scale.at(0));
      marks.push(...chip(segment, x, top + row * pitch, end - x));
      x = end;
    }
  }
  return {
    width,
    height: bottom + 24,
    name: input.name,
    marks,
    points,
    table: {
      columns: [input.words.bar, input.words.part, input.words.cloud, input.words.amount],
      rows: bars.flatMap((bar) => [
        ...bar.segments.map((segment) => [bar.name, segment.name, segment.cloud, segment.amount]),
        [bar.name, input.words.total, '', bar.total],
      ]),
    },
    axisFrom: null,
  };
}

interface Heading {
  readonly y: number;
  readonly left: number;
  readonly width: number;
  readonly narrow: boolean;
  readonly notes: number;
  readonly money: (amount: number) => string;
}

function heading(bar: StackedBar, { y, left, width, narrow, notes, money }: Heading): readonly Mark[] {
  const total = bar.total === null ? '–' : money(bar.total);
  if (narrow) {
    const room = width - textWidth(total, 13) - textWidth(bar.name, 12) - 24;
    return [
      mark('text', { x: 0, y: y - 6, 'font-size': 12, fill: paint('strong'), 'font-weight': 600 }, [
        mark('tspan', {}, bar.name),
        bar.detail === ''
          ? null
          : mark('tspan', { dx: 6, 'font-weight': 400, 'font-size': 11, fill: paint('muted') }, fitText(bar.detail, room, 11)),
      ]),
      label(width, y - 6, total, { anchor: 'end', size: 13, bold: true }),
    ];
  }
  return [
    label(0, y + (bar.detail === '' ? 16 : 10), fitText(bar.name, left - 12, 12), { size: 12, bold: true }),
    ...(bar.detail === '' ? [] : [label(0, y + 23, fitText(bar.detail, left - 12, 11), { paint: 'muted' })]),
    label(width - notes, y + 17, total, { anchor: 'end', size: 13, bold: true }),
    ...(bar.note === '' ? [] : [label(width, y + 17, bar.note, { anchor: 'end', paint: 'muted' })]),
  ];
}

function segmentMark(id: string, segment: Segment, x: number, y: number, width: number): Mark {
  // A hairline of the ground keeps neighbours of one cloud apart.
  const gap = width > 3 ? 1 : 0;
  if (segment.provider === null) {
    return mark('rect', {
      x: x + 0.5,
      y: y + 0.5,
      width: Math.max(width - gap - 0.5, 0.5),
      height: BAR - 1,
      fill: cloudFill(id, null),
      stroke: paint('line'),
    });
  }
  return mark('rect', { x, y, width: Math.max(width - gap, 0.5), height: BAR, fill: cloudFill(id, segment.provider) });
}

/** A label on a chip of the ground, where there is room: theme colours are not ours, and white on orange is not readable. */
function chip(segment: Segment, x: number, y: number, width: number): readonly Mark[] {
  const room = textWidth(segment.short, 11) + 8;
  if (segment.short === '' || width < room + 4) return [];
  return [
    mark('rect', { x: x + (width - room) / 2, y: y + 4, width: room, height: 16, rx: 3, fill: paint('background') }),
    label(x + width / 2, y + 16, segment.short, { anchor: 'middle', bold: true }),
  ];
}

function sum(segments: readonly Segment[]): number {
  return segments.reduce((total, segment) => total + segment.amount, 0);
}
