/** Line charts: cost by month (the axis may begin above 0, then it says so) and break-even lines over a quantity (they begin at 0). */
import { mark, type Chart, type Mark, type Point } from './marks.ts';
import { paint, type Paint } from './paint.ts';
import { exactScale, niceScale, yAxis, type Scale } from './scale.ts';
import { label, spread, textWidth } from './text.ts';

/** How a line is told from the others: by dash and weight, then by colour. */
export interface LineStyle {
  readonly paint: Paint;
  readonly width: number;
  readonly dash: string | null;
}

/** The looks of what is compared; the thick plain one is the best. */
export const LINE_STYLES = {
  best: { paint: 'text', width: 2.5, dash: null },
  shown: { paint: 'accent', width: 2, dash: null },
  written: { paint: 'line', width: 1.5, dash: '7 3 2 3' },
  aws: { paint: 'aws', width: 1.5, dash: '5 3' },
  azure: { paint: 'azure', width: 1.5, dash: '9 4' },
  gcp: { paint: 'gcp', width: 1.5, dash: '2 3' },
} as const satisfies Record<string, LineStyle>;

export interface CurveInput {
  readonly name: string;
  readonly width: number;
  /** Month 1, 2, … */
  readonly months: readonly number[];
  readonly limit: { readonly amount: number; readonly label: string } | null;
  readonly money: (amount: number) => string;
  /** A value of the axis, whose lines are `step` apart. */
  readonly tick: (amount: number, step: number) => string;
  /** `steady 60.36`: at the end of the line. */
  readonly endLabel: string;
  /** `month 1: 59.48`: at its start. */
  readonly startLabel: string;
  readonly words: { readonly month: string; readonly amount: string; readonly axis: string; readonly budget: string };
}

/** Cost by month. */
export function curve(input: CurveInput): Chart {
  const { width, months } = input;
  const narrow = width < 400;
  const labels = [input.endLabel, ...(input.limit === null ? [] : [input.limit.label])];
  const right = width - (narrow ? 8 : Math.max(...labels.map((text) => textWidth(text, 11))) + 16);
  const frame = { left: 44, right, top: 20, bottom: 168 };
  const near = input.limit !== null && showsLimit(months, input.limit.amount) ? [input.limit.amount] : [];
  const y = niceScale([...months, ...near], frame.bottom, frame.top, { zero: false });
  const x = exactScale(1, Math.max(months.length, 2), frame.left, right);
  const marks: Mark[] = [...yAxis(y, frame.left, right, input.tick)];
  for (const month of monthTicks(months.length, narrow)) {
    marks.push(label(x.at(month), frame.bottom + 16, String(month), { anchor: 'middle', paint: 'muted' }));
  }
  marks.push(label((frame.left + right) / 2, frame.bottom + 32, input.words.axis, { anchor: 'middle', paint: 'muted' }));
  const ends: number[] = [y.at(months.at(-1) ?? 0)];
  if (near.length > 0) ends.push(y.at(near[0] ?? 0));
  const baselines = narrow
    ? ends.map((end, index) => (index === 0 ? end - 8 : end + 14))
    : spread(
        ends.map((end) => end + 4),
        14,
        12,
        frame.bottom + 4,
      );
  marks.push(...limitLine(input, y, frame, near.length > 0 ? (baselines[1] ?? 0) : null, narrow));
  marks.push(
    linePath(
      months.map((amount, index) => [x.at(index + 1), y.at(amount)] as const),
      { paint: 'text', width: 2, dash: null },
    ),
  );
  if (months.length <= 36) {
    for (const [index, amount] of months.entries())
      marks.push(mark('circle', { cx: x.at(index + 1), cy: y.at(amount), r: 2.5, fill: paint('text') }));
  }
  const first = months[0];
  if (first !== undefined && input.startLabel !== '') {
    // On the side of the line where it does not run, and never on the axis.
    const rises = (months.at(-1) ?? first) > first;
    const below = y.at(first) + 14;
    marks.push(label(x.at(1) + 6, rises && below < frame.bottom - 4 ? below : y.at(first) - 10, input.startLabel, { halo: true }));
  }
  marks.push(
    label(narrow ? right : right + 8, baselines[0] ?? 0, input.endLabel, { bold: true, anchor: narrow ? 'end' : 'start', halo: true }),
  );
  return {
    width,
    height: frame.bottom + 40,
    name: input.name,
    marks,
    points: months.map((amount, index) => ({
      area: strip(x, index, months.length, frame),
      at: { x: x.at(index + 1), y: y.at(amount) },
      title: `${input.words.month} ${index + 1}`,
      lines: [input.money(amount)],
    })),
    table: { columns: [input.words.month, input.words.amount], rows: months.map((amount, index) => [index + 1, amount]) },
    axisFrom: y.from === 0 ? null : y.from,
  };
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function limitLine(input: CurveInput, y: Scale, frame: Frame, baseline: number | null, narrow: boolean): readonly Mark[] {
  if (input.limit === null || baseline === null) return [];
  const at = y.at(input.limit.amount);
  return [
    mark('line', {
      x1: frame.left,
      x2: frame.right,
      y1: at,
      y2: at,
      stroke: paint('error'),
      'stroke-width': 1.5,
      'stroke-dasharray': '4 3',
    }),
    label(narrow ? frame.right : frame.right + 8, baseline, input.limit.label, {
      paint: 'error',
      anchor: narrow ? 'end' : 'start',
      halo: true,
    }),
  ];
}

/** Whether a budget is drawn: one far from the curve would flatten it, then it is left out and the caller says so. */
export function showsLimit(months: readonly number[], limit: number): boolean {
  const low = Math.min(...months);
  const high = Math.max(...months);
  const room = Math.max(high - low, Math.abs(high) * 0.01) * 1.5;
  return limit >= low - room && limit <= high + room;
}

function monthTicks(count: number, narrow: boolean): readonly number[] {
  const every = [1, 2, 3, 6, 12, 24, 60].find((step) => count / step <= (narrow ? 5 : 8)) ?? 120;
  const ticks = [1];
  for (let month = every; month <= count; month += every) if (month > 1) ticks.push(month);
  // The last one is named even where it is no round number, unless it would touch its neighbour.
  if (ticks.at(-1) !== count && count - (ticks.at(-1) ?? 0) >= every / 2) ticks.push(count);
  return ticks.filter((month, index) => index === 0 || month - 1 > every / 2);
}

function strip(x: Scale, index: number, count: number, frame: Frame): { x: number; y: number; width: number; height: number } {
  const width = count > 1 ? (frame.right - frame.left) / (count - 1) : frame.right - frame.left;
  return { x: x.at(index + 1) - width / 2, y: frame.top, width, height: frame.bottom - frame.top };
}

export interface BreakEvenSeries {
  readonly id: keyof typeof LINE_STYLES;
  readonly name: string;
  /** One for each value; null: not possible there. */
  readonly amounts: readonly (number | null)[];
}

export interface BreakEvenInput {
  readonly name: string;
  readonly width: number;
  /** As the axis is written (devices, minutes), ascending. */
  readonly values: readonly number[];
  readonly series: readonly BreakEvenSeries[];
  /** Where the twin is. */
  readonly now: { readonly value: number; readonly amount: number | null; readonly label: string };
  /** Where the best placement changes. */
  readonly switches: readonly { readonly value: number; readonly amount: number | null; readonly text: string }[];
  readonly money: (amount: number) => string;
  /** A value of the axis, whose lines are `step` apart. */
  readonly tick: (amount: number, step: number) => string;
  readonly value: (value: number) => string;
  readonly words: { readonly axis: string; readonly amount: string };
}

/** Break-even lines. Where the room for labels is too small (`width` below 480) the caller shows a legend of `LINE_STYLES`. */
export function breakEven(input: BreakEvenInput): Chart {
  const { width, values, series } = input;
  const narrow = width < 480;
  const labels = narrow ? 12 : Math.max(40, ...series.map((one) => textWidth(one.name, 11) + 12)) + 8;
  const frame = { left: 52, right: width - labels, top: 28, bottom: 184 };
  const all = series.flatMap((one) => one.amounts).filter((amount) => amount !== null);
  const y = niceScale(all, frame.bottom, frame.top, { zero: true });
  const x = exactScale(values[0] ?? 0, values.at(-1) ?? 1, frame.left, frame.right, narrow ? 3 : 4);
  const marks: Mark[] = [...yAxis(y, frame.left, frame.right, input.tick)];
  for (const tick of x.ticks) marks.push(label(x.at(tick), frame.bottom + 16, input.value(tick), { anchor: 'middle', paint: 'muted' }));
  marks.push(label((frame.left + frame.right) / 2, frame.bottom + 32, input.words.axis, { anchor: 'middle', paint: 'muted' }));

  const ends: { name: string; id: BreakEvenSeries['id']; y: number }[] = [];
  // The best goes on top.
  for (const one of [...series].sort((a, b) => LINE_STYLES[a.id].width - LINE_STYLES[b.id].width)) {
    for (const run of runs(values, one.amounts)) {
      marks.push(
        linePath(
          run.map(([value, amount]) => [x.at(value), y.at(amount)] as const),
          LINE_STYLES[one.id],
        ),
      );
    }
    const last = one.amounts.findLast((amount) => amount !== null);
    if (last != null) ends.push({ name: one.name, id: one.id, y: y.at(last) });
  }
  if (!narrow) {
    const baselines = spread(
      ends.map((end) => end.y + 4),
      13,
      frame.top - 8,
      frame.bottom + 4,
    );
    for (const [index, end] of ends.entries())
      marks.push(
        label(frame.right + 8, baselines[index] ?? 0, end.name, { bold: end.id === 'best', paint: end.id === 'best' ? 'strong' : 'muted' }),
      );
  }
  for (const one of input.switches) {
    if (one.amount === null) continue;
    const [cx, cy] = [x.at(one.value), y.at(one.amount)];
    marks.push(mark('path', { d: `M${r(cx)} ${r(cy - 6)}l6 6l-6 6l-6 -6z`, fill: paint('strong'), stroke: paint('background') }));
  }
  marks.push(...nowMarks(input, x, y, frame));
  const points = values.map((value, index): Point => {
    const near = (values[index + 1] ?? value) - (values[index - 1] ?? value);
    const span = Math.max((near / 2 / Math.max(x.to - x.from, 1e-9)) * (frame.right - frame.left), 4);
    const best = series.find((one) => one.id === 'best')?.amounts[index] ?? series[0]?.amounts[index] ?? null;
    return {
      area: { x: x.at(value) - span / 2, y: frame.top, width: span, height: frame.bottom - frame.top },
      at: best === null ? null : { x: x.at(value), y: y.at(best) },
      title: `${input.words.axis} ${input.value(value)}`,
      lines: series.flatMap((one) => {
        const amount = one.amounts[index];
        return amount == null ? [] : [`${one.name}: ${input.money(amount)}`];
      }),
    };
  });
  return {
    width,
    height: frame.bottom + 40,
    name: input.name,
    marks,
    points,
    table: {
      columns: [input.words.axis, ...series.map((one) => one.name)],
      rows: values.map((value, index) => [value, ...series.map((one) => one.amounts[index] ?? null)]),
    },
    axisFrom: null,
  };
}

function nowMarks(input: BreakEvenInput, x: Scale, y: Scale, frame: Frame): readonly Mark[] {
  const at = x.at(input.now.value);
  if (at < frame.left - 1 || at > frame.right + 1) return [];
  const room = textWidth(input.now.label, 11) + 12;
  const flip = at + room > frame.right + 40;
  return [
    mark('line', { x1: at, x2: at, y1: frame.top - 16, y2: frame.bottom, stroke: paint('accent'), 'stroke-width': 1.5 }),
    label(flip ? at - 8 : at + 8, frame.top - 8, input.now.label, { bold: true, anchor: flip ? 'end' : 'start', halo: true }),
    ...(input.now.amount === null
      ? []
      : [
          mark('circle', {
            cx: at,
            cy: y.at(input.now.amount),
            r: 4.5,
            fill: paint('background'),
            stroke: paint('accent'),
            'stroke-width': 2,
          }),
        ]),
  ];
}

/** The parts of a line without gaps. */
function runs(values: readonly number[], amounts: readonly (number | null)[]): readonly (readonly (readonly [number, number])[])[] {
  const out: [number, number][][] = [];
  let open = false;
  for (const [index, value] of values.entries()) {
    const amount = amounts[index];
    if (amount == null) {
      open = false;
      continue;
    }
    if (!open) out.push([]);
    open = true;
    out.at(-1)?.push([value, amount]);
  }
  return out;
}

/** A line through points, straight from one to the next. */
export function linePath(points: readonly (readonly [number, number])[], style: LineStyle): Mark {
  return mark('path', {
    d: points.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${r(px)} ${r(py)}`).join(''),
    fill: 'none',
    stroke: paint(style.paint),
    'stroke-width': style.width,
    'stroke-dasharray': style.dash,
    'stroke-linejoin': 'round',
  });
}

function r(value: number): number {
  return Math.round(value * 100) / 100;
}
