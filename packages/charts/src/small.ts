/** Small charts without axes: the line behind a slider, the bar of a budget, the bar of a share. What they say stands beside them in words. */
import { mark, type Chart, type Mark } from './marks.ts';
import { paint } from './paint.ts';
import { linePath } from './lines.ts';

export interface SparklineInput {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Ascending; null: not possible there. */
  readonly values: readonly number[];
  readonly amounts: readonly (number | null)[];
  /** The scale that all sparklines of a view share, so that their height shows leverage. */
  readonly from: number;
  readonly to: number;
  /** The budget; drawn where it lies within the scale. */
  readonly limit: number | null;
  /** Heads of the table. */
  readonly words: { readonly value: string; readonly amount: string };
}

/** A line with its area, to lie above a slider of the same width. What leaves the scale is cut off at its edge. */
export function sparkline(input: SparklineInput): Chart {
  const { width, height, values, amounts } = input;
  const low = values[0] ?? 0;
  const span = (values.at(-1) ?? 1) - low || 1;
  const x = (value: number): number => ((value - low) / span) * width;
  const y = (amount: number): number => {
    const share = (amount - input.from) / (input.to - input.from || 1);
    return height - 1 - Math.min(Math.max(share, 0), 1) * (height - 2);
  };
  const line = values.flatMap((value, index) => {
    const amount = amounts[index];
    return amount == null ? [] : [[x(value), y(amount)] as const];
  });
  const first = line[0];
  const last = line.at(-1);
  const marks: Mark[] = [];
  if (first !== undefined && last !== undefined && line.length > 1) {
    const top = line.map(([px, py]) => `L${r(px)} ${r(py)}`).join('');
    marks.push(
      mark('path', { d: `M${r(first[0])} ${height}${top}L${r(last[0])} ${height}Z`, fill: paint('track') }),
      linePath(line, { paint: 'line', width: 1.5, dash: null }),
    );
  }
  if (input.limit !== null && input.limit >= input.from && input.limit <= input.to) {
    const at = y(input.limit);
    marks.push(mark('line', { x1: 0, x2: width, y1: at, y2: at, stroke: paint('error'), 'stroke-dasharray': '3 3' }));
  }
  return {
    width,
    height,
    name: input.name,
    marks,
    points: [],
    table: { columns: [input.words.value, input.words.amount], rows: values.map((value, index) => [value, amounts[index] ?? null]) },
    axisFrom: null,
  };
}

export interface BudgetBarInput {
  /** `61.20 of 60.00, 1.20 over the budget`. */
  readonly name: string;
  readonly width: number;
  readonly spent: number;
  /** null: no budget, and no bar to fill. */
  readonly limit: number | null;
  readonly words: { readonly spent: string; readonly limit: string };
}

/** A grey bar with a mark at the budget; what is over it is hatched in the error's colour beyond the mark. */
export function budgetBar(input: BudgetBarInput): Chart {
  const { width, spent, limit } = input;
  const height = 12;
  const goal = limit === null ? null : Math.round(width * 0.92);
  const scale = goal === null || limit === null || limit === 0 ? 0 : goal / limit;
  const filled = Math.min(spent * scale, width);
  return {
    width,
    height,
    name: input.name,
    marks: [
      mark('rect', { x: 0, y: 4, width, height: 4, rx: 2, fill: paint('track') }),
      ...(filled > 0
        ? [mark('rect', { x: 0, y: 4, width: goal === null ? filled : Math.min(filled, goal), height: 4, rx: 2, fill: paint('bar') })]
        : []),
      ...(goal !== null && filled > goal
        ? [mark('rect', { x: goal, y: 4, width: Math.max(filled - goal, 2), height: 4, fill: paint('error') })]
        : []),
      ...(goal === null ? [] : [mark('rect', { x: goal - 1, y: 0, width: 2, height, fill: paint(filled > goal ? 'error' : 'strong') })]),
    ],
    points: [],
    table: { columns: [input.words.spent, input.words.limit], rows: [[spent, limit]] },
    axisFrom: null,
  };
}

/** The bar of a share, 0 … 1 of `width`; never nothing for what is more than nothing. */
export function shareBar(name: string, share: number, width: number): Chart {
  const filled = share <= 0 ? 0 : Math.max(share * width, 1);
  return {
    width,
    height: 6,
    name,
    marks: [mark('rect', { x: 0, y: 0, width: Math.min(filled, width), height: 6, fill: paint('bar') })],
    points: [],
    table: { columns: [name], rows: [[share]] },
    axisFrom: null,
  };
}

function r(value: number): number {
  return Math.round(value * 100) / 100;
}
