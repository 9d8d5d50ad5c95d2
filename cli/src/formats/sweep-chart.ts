/** A sweep in the terminal: bars over one quantity, a grid over two, with letters for the placements. Tells no figure that the points do not hold. */
import type { BreakEven, SweepPoint } from '@twin2multicloud/analysis';
import type { Palette } from '../command-context.ts';
import type { SweepRange } from '../sweep-range.ts';
import { money } from './numbers.ts';
import { displayWidth, pad, table } from './table.ts';
import { Letters } from './words.ts';

export interface ChartOptions {
  readonly style: Palette;
  readonly width: number;
  readonly title: string;
  readonly currency: string;
  readonly perUsd: number;
}

const MOST_ROWS = 24;
const BLOCKS = ' ▏▎▍▌▋▊▉█';

export function sweepChart(
  points: readonly SweepPoint[],
  ranges: readonly SweepRange[],
  switches: readonly BreakEven[],
  options: ChartOptions,
): string {
  const [first, second] = ranges;
  if (first === undefined) return '';
  const letters = new Letters();
  const body = second === undefined ? bars(points, first, letters, options) : grid(points, first, second, letters, options);
  const changes = switches.map((found) => `  ${switchText(found, first, letters)}`);
  const legend = letters.legend(options.width);
  return [
    options.style.bold(options.title),
    '',
    ...body,
    '',
    ...(changes.length === 0 ? [] : [options.style.dim('Another placement wins from'), ...changes, '']),
    ...(legend.length === 0 ? [] : [options.style.dim('Placements'), ...legend]),
    '',
  ].join('\n');
}

/** `thermostats.count 21   A → B`, the value in the unit of the range. */
function switchText({ path, value, before, after }: BreakEven, range: SweepRange, letters: Letters): string {
  const [base = 1, written = 1] = [range.values.at(-1), range.written.at(-1)];
  const shown = Number(((value * written) / base).toPrecision(6));
  return `${path} ${shown}${range.unit === null ? '' : ` ${range.unit}`}  ${letters.of(before)} → ${letters.of(after)}`;
}

/** One row a value, thinned to what fits; rows at which the placement changes are always there. */
function bars(
  points: readonly SweepPoint[],
  range: SweepRange,
  letters: Letters,
  { style, width, currency, perUsd }: ChartOptions,
): string[] {
  for (const { placement } of points) if (placement !== null) letters.of(placement);
  const shown = thin(points, letters);
  const most = Math.max(0, ...points.map(({ total }) => (total ?? 0) * perUsd));
  const labels = shown.map((index) => label(range, index));
  const amounts = shown.map((index) => {
    const total = points[index]?.total ?? null;
    return total === null ? 'no total' : money(total * perUsd);
  });
  const left = Math.max(displayWidth(heading(range)), ...labels.map(displayWidth));
  const right = Math.max(displayWidth(`${currency}/month`), ...amounts.map(displayWidth));
  const room = Math.max(8, Math.min(50, width - left - right - 10));
  const lines = [`${style.dim(pad(heading(range), left, 'right'))}  ${style.dim(pad(`${currency}/month`, right, 'right'))}`];
  shown.forEach((index, row) => {
    const point = points[index];
    const size = point?.total == null || most === 0 ? 0 : ((point.total * perUsd) / most) * room;
    const full = Math.floor(size);
    const bar = '█'.repeat(full) + (BLOCKS[Math.round((size - full) * 8)] ?? '').trim();
    const letter = point?.placement == null ? ' ' : letters.of(point.placement);
    lines.push(`${pad(labels[row] ?? '', left, 'right')}  ${pad(amounts[row] ?? '', right, 'right')}  ${letter}  ${style.cyan(bar)}`);
  });
  if (shown.length < points.length) lines.push(style.dim(`${shown.length} of ${points.length} values shown; --format csv has all.`));
  return lines;
}

function thin(points: readonly SweepPoint[], letters: Letters): number[] {
  const every = Math.max(1, Math.ceil(points.length / MOST_ROWS));
  const at = (index: number): string => {
    const placement = points[index]?.placement;
    return placement == null ? '' : letters.of(placement);
  };
  return points
    .flatMap((_, index) => (index % every === 0 || index === points.length - 1 || at(index) !== at(index - 1) ? [index] : []))
    .slice(0, MOST_ROWS * 3);
}

/** Rows: the first quantity. Columns: the second, as many as fit. */
function grid(
  points: readonly SweepPoint[],
  rows: SweepRange,
  columns: SweepRange,
  letters: Letters,
  { style, width, currency, perUsd }: ChartOptions,
): string[] {
  for (const { placement } of points) if (placement !== null) letters.of(placement);
  const text = (point: SweepPoint | undefined): string => {
    if (point?.total == null || point.placement === null) return 'no total';
    return `${money(point.total * perUsd)} ${style.dim(letters.of(point.placement))}`;
  };
  const widest = Math.max(
    8,
    ...points.map((point) => displayWidth(text(point))),
    ...columns.written.map((_, index) => displayWidth(label(columns, index))),
  );
  const left = Math.max(displayWidth(heading(rows)), ...rows.written.map((_, index) => displayWidth(label(rows, index))));
  const fit = Math.max(1, Math.floor((width - left - 2) / (widest + 2)));
  const across = spread(columns.written.length, fit);
  const down = spread(rows.written.length, MOST_ROWS);
  const lines = [
    style.dim(`${currency}/month; down ${heading(rows)}, across ${heading(columns)}`),
    table(
      [{ title: '', align: 'right' }, ...across.map((index) => ({ title: label(columns, index), align: 'right' as const }))],
      down.map((row) => [label(rows, row), ...across.map((column) => text(points[row * columns.written.length + column]))]),
      { width: Number.POSITIVE_INFINITY, head: style.dim },
    ),
  ];
  if (across.length < columns.written.length || down.length < rows.written.length)
    lines.push(
      style.dim(
        `${down.length} × ${across.length} of ${rows.written.length} × ${columns.written.length} points shown; --format csv has all.`,
      ),
    );
  return lines;
}

/** At most `most` indexes below `count`, evenly, both ends included. */
function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  if (most === 1) return [0];
  return [...new Set(Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1))))];
}

function heading({ path, unit }: SweepRange): string {
  return unit === null ? path : `${path} (${unit})`;
}

function label({ written }: SweepRange, index: number): string {
  return String(written[index] ?? '');
}
