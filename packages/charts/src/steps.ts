/** The history of a twin's cost: a step for each commit of its file, the present at the right, the budget across. It begins at 0. */
import { mark, type Chart, type Mark, type Point } from './marks.ts';
import { paint } from './paint.ts';
import { niceScale, yAxis } from './scale.ts';
import { fitText, label, spread, textWidth } from './text.ts';

export interface Step {
  /** Below the axis: `a41f0c2`, `HEAD`, `now`. */
  readonly short: string;
  /** For hover and table: the commit's subject and date. */
  readonly name: string;
  readonly lines: readonly string[];
  /** null: the file had no total there. */
  readonly amount: number | null;
  /** On the drawing, at this step (`Grafana for 5 viewers, +8.86`); empty: nothing. */
  readonly note: string;
}

export interface StepsInput {
  readonly name: string;
  readonly width: number;
  readonly steps: readonly Step[];
  readonly limit: { readonly amount: number; readonly label: string } | null;
  /** `now 61.20`. */
  readonly endLabel: string;
  readonly money: (amount: number) => string;
  /** A value of the axis, whose lines are `step` apart. */
  readonly tick: (amount: number, step: number) => string;
  readonly words: { readonly step: string; readonly amount: string; readonly none: string };
}

export function stepHistory(input: StepsInput): Chart {
  const { width, steps } = input;
  const narrow = width < 480;
  const labels = [input.endLabel, ...(input.limit === null ? [] : [input.limit.label])];
  const right = width - (narrow ? 8 : Math.max(...labels.map((text) => textWidth(text, 11))) + 20);
  // Where it is narrow the labels of the ends stand above the drawing: beside it there is no room, and in it they would lie on the lines.
  const frame = { left: 44, right, top: narrow ? 20 + 15 * labels.length : 16, bottom: narrow ? 178 : 148 };
  const amounts = steps.flatMap((step) => (step.amount === null ? [] : [step.amount]));
  const y = niceScale([...amounts, input.limit?.amount ?? 0], frame.bottom, frame.top, { zero: true });
  const pitch = (frame.right - frame.left) / Math.max(steps.length - 1, 1);
  const at = (index: number): number => frame.left + pitch * index;
  const marks: Mark[] = [...yAxis(y, frame.left, frame.right, input.tick)];
  if (input.limit !== null) {
    const level = y.at(input.limit.amount);
    marks.push(
      mark('line', {
        x1: frame.left,
        x2: frame.right,
        y1: level,
        y2: level,
        stroke: paint('error'),
        'stroke-width': 1.5,
        'stroke-dasharray': '4 3',
      }),
    );
  }
  marks.push(mark('path', { d: stepPath(steps, at, y.at), fill: 'none', stroke: paint('text'), 'stroke-width': 2 }));
  const every = Math.ceil(steps.length / Math.max(Math.floor((frame.right - frame.left) / 72), 1));
  for (const [index, step] of steps.entries()) {
    const last = index === steps.length - 1;
    if (last || (index % every === 0 && steps.length - 1 - index >= every)) {
      marks.push(
        label(at(index), frame.bottom + 16, fitText(step.short, Math.max(pitch * every - 4, 56), 11), {
          anchor: last && narrow ? 'end' : 'middle',
          paint: 'muted',
        }),
      );
    }
    if (step.amount === null) continue;
    const [cx, cy] = [at(index), y.at(step.amount)];
    if (last) marks.push(mark('circle', { cx, cy, r: 4.5, fill: paint('background'), stroke: paint('accent'), 'stroke-width': 2 }));
    else if (steps.length <= 60) marks.push(mark('circle', { cx, cy, r: 3, fill: paint('text') }));
    if (step.note !== '') marks.push(...noteMarks(step.note, cx, cy, frame));
  }
  const last = steps.at(-1)?.amount ?? null;
  const ends = [
    ...(last === null ? [] : [{ y: y.at(last), text: input.endLabel, budget: false }]),
    ...(input.limit === null ? [] : [{ y: y.at(input.limit.amount), text: input.limit.label, budget: true }]),
  ];
  const baselines = narrow
    ? ends.map((_end, index) => 12 + 15 * index)
    : spread(
        ends.map((end) => end.y + 4),
        15,
        10,
        frame.bottom + 4,
      );
  for (const [index, end] of ends.entries()) {
    marks.push(
      label(narrow ? frame.right : frame.right + 12, baselines[index] ?? 0, end.text, {
        anchor: narrow ? 'end' : 'start',
        halo: true,
        ...(end.budget ? { paint: 'error' as const } : { bold: true }),
      }),
    );
  }
  return {
    width,
    height: frame.bottom + 24,
    name: input.name,
    marks,
    points: steps.map((step, index): Point => ({
      area: { x: at(index) - pitch / 2, y: frame.top, width: pitch, height: frame.bottom - frame.top },
      at: step.amount === null ? null : { x: at(index), y: y.at(step.amount) },
      title: step.name,
      lines: [step.amount === null ? input.words.none : input.money(step.amount), ...step.lines],
    })),
    table: { columns: [input.words.step, input.words.amount], rows: steps.map((step) => [step.name, step.amount]) },
    axisFrom: null,
  };
}

/** Level until the next commit, then upright; a commit without a total leaves a gap. */
function stepPath(steps: readonly Step[], x: (index: number) => number, y: (amount: number) => number): string {
  let path = '';
  let pen = false;
  for (const [index, { amount }] of steps.entries()) {
    if (amount === null) {
      pen = false;
      continue;
    }
    path += pen ? `H${r(x(index))}V${r(y(amount))}` : `M${r(x(index))} ${r(y(amount))}`;
    pen = true;
  }
  return path;
}

/** On the side that has room for it, cut where neither has. */
function noteMarks(
  note: string,
  x: number,
  y: number,
  { left, right }: { readonly left: number; readonly right: number },
): readonly Mark[] {
  const [before, behind] = [x - left - 12, right - x - 12];
  const flip = textWidth(note, 11) > behind && before > behind;
  const text = fitText(note, flip ? before : behind, 11);
  return [label(flip ? x - 8 : x + 8, y + 16, text, { anchor: flip ? 'end' : 'start', paint: 'muted', halo: true })];
}

function r(value: number): number {
  return Math.round(value * 100) / 100;
}
