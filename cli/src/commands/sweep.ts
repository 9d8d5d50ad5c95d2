/** `twin sweep`: cost and placement over one or two quantities, as a chart, CSV or JSON. */
import { breakEvens, sweep, type BreakEven, type SweepPoint, type TwinReport } from '@twin2multicloud/analysis';
import { SLOTS } from '@twin2multicloud/cost';
import type { Context } from '../command-context.ts';
import { optionsFor, study, twinsOf, type Study } from '../engine.ts';
import { EXIT, usage } from '../failure.ts';
import { sweepChart } from '../formats/sweep-chart.ts';
import { nameOf } from '../formats/words.ts';
import { outcome, tellProblems } from '../outcome.ts';
import { progressBar } from '../progress.ts';
import type { CostFlags } from '../settings.ts';
import { sweepRange, type SweepRange } from '../sweep-range.ts';

export interface SweepFlags extends CostFlags {
  readonly vary: readonly string[];
  readonly format: 'chart' | 'csv' | 'json';
  readonly json?: boolean;
  readonly scenario?: string;
  readonly twin?: string;
}

const MOST_POINTS = 1_000_000;

export function sweepCommand(context: Context, path: string, flags: SweepFlags): number {
  const { host, style } = context;
  if (flags.vary.length > 2) throw usage(`--vary stands ${flags.vary.length} times.`, 'One or two quantities can be varied.');
  const done = study([path], flags, context);
  tellProblems(done, context);
  const twin = chosenTwin(done, flags);
  if (twin === null) return Math.max(outcome(done), EXIT.problems);
  const ranges = flags.vary.map((words) => sweepRange(words, twin.scenario));
  const [first, second] = ranges;
  if (first !== undefined && first.path === second?.path) throw usage(`${first.path} is varied twice.`, 'Name two quantities.');
  const count = ranges.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST_POINTS) throw usage(`That are ${count} points.`, `Write larger steps; ${MOST_POINTS} points are the most.`);
  const points: SweepPoint[] = [];
  const bar = progressBar(context, 'sweep', count);
  for (const point of sweep(twin, ranges, optionsFor(done, twin))) {
    points.push(point);
    bar.at(points.length);
  }
  bar.end();
  const switches = switchesOf(twin, ranges, done);
  switch (flags.json === true ? 'json' : flags.format) {
    case 'csv':
      host.out(csv(points, ranges, twin));
      break;
    case 'json':
      host.out(`${JSON.stringify(document(points, ranges, twin, switches), null, 2)}\n`);
      break;
    case 'chart':
      host.out(
        sweepChart(points, ranges, switches, {
          style,
          width: host.columns,
          title: nameOf(twin),
          currency: twin.money.currency,
          perUsd: twin.money.perUsd,
        }),
      );
  }
  // What is swept is asked for; a budget that the present value exceeds is no failure of it.
  const code = outcome(done, { twins: [] });
  return code === EXIT.fine && points.every(({ total }) => total === null) ? EXIT.problems : code;
}

/** Where along one quantity another placement wins, found between the points as well. */
function switchesOf(twin: TwinReport, ranges: readonly SweepRange[], done: Study): BreakEven[] {
  const [range, other] = ranges;
  const [from, to] = [range?.values[0], range?.values.at(-1)];
  if (range === undefined || other !== undefined || from === undefined || to === undefined) return [];
  return breakEvens(twin, range.path, optionsFor(done, twin), { from, to });
}

function chosenTwin(done: Study, { scenario, twin: name }: SweepFlags): TwinReport | null {
  const all = twinsOf(done.files, scenario)
    .map(({ twin }) => twin)
    .filter((twin) => scenario !== undefined || twin.variant === null);
  const named = name === undefined ? all : all.filter((twin) => twin.name === name);
  if (name !== undefined && named.length === 0)
    throw usage(`There is no twin '${name}'.`, `There are: ${all.map((twin) => twin.name).join(', ')}.`);
  if (named.length > 1) throw usage('The file has several twins.', `Choose one with --twin: ${named.map((twin) => twin.name).join(', ')}.`);
  return named[0] ?? null;
}

function csv(points: readonly SweepPoint[], ranges: readonly SweepRange[], twin: TwinReport): string {
  const slots = SLOTS.filter((slot) => twin.cost.slots.includes(slot));
  const head = [...ranges.map(({ path, unit }) => (unit === null ? path : `${path} (${unit})`)), 'perMonth', 'currency', ...slots];
  const rows = points.map(({ total, placement }, index) => [
    ...writtenAt(ranges, index),
    total === null ? '' : total * twin.money.perUsd,
    twin.money.currency,
    ...slots.map((slot) => placement?.[slot] ?? ''),
  ]);
  return [head, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

function document(points: readonly SweepPoint[], ranges: readonly SweepRange[], twin: TwinReport, switches: readonly BreakEven[]): object {
  return {
    schema: 'twin-sweep/1',
    twin: twin.name,
    scenario: twin.variant,
    currency: twin.money.currency,
    axes: ranges.map(({ path, unit, written, values }) => ({ path, unit, values: written, baseValues: values })),
    points: points.map(({ total, placement }, index) => ({
      values: writtenAt(ranges, index),
      perMonth: total === null ? null : total * twin.money.perUsd,
      placement,
    })),
    breakEvens: switches.map(({ path, value, before, after }) => ({ path, baseValue: value, before, after })),
  };
}

/** The values of a point as written; the last quantity runs fastest. */
function writtenAt(ranges: readonly SweepRange[], index: number): number[] {
  let rest = index;
  return [...ranges]
    .reverse()
    .map(({ written }) => {
      const value = written[rest % written.length] ?? 0;
      rest = Math.floor(rest / written.length);
      return value;
    })
    .reverse();
}
