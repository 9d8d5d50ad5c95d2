/** `twin optimize`: the cheapest placements, ranked; `--write` puts the best into the file. */
import { inCurrency, type TwinReport } from '@twin2multicloud/analysis';
import type { RankedPlacement } from '@twin2multicloud/cost';
import { applyEdits, placeEdits, type TextEdit } from '@twin2multicloud/language';
import type { Context } from '../command-context.ts';
import { study, twinsOf, type Studied, type Study } from '../engine.ts';
import { fileFailure, usage } from '../failure.ts';
import { change, counted, money } from '../formats/numbers.ts';
import { table } from '../formats/table.ts';
import { movesText, nameOf, placementText, totalUnconfirmed } from '../formats/words.ts';
import { outcome, tellProblems } from '../outcome.ts';
import type { CostFlags } from '../settings.ts';

export interface OptimizeFlags extends CostFlags {
  readonly k: string;
  readonly write?: boolean;
  readonly json?: boolean;
  readonly scenario?: string;
}

const MOST = 2_187;

export function optimize(context: Context, paths: readonly string[], flags: OptimizeFlags): number {
  const { host } = context;
  const k = Number(flags.k);
  if (!Number.isInteger(k) || k < 1 || k > MOST)
    throw usage(`--k takes a whole number from 1 to ${MOST}, not '${flags.k}'.`, 'Write --k 5, for example.');
  if (flags.write === true && paths.includes('-')) throw usage('--write needs files, not standard input.', 'Give the path of the file.');
  if (flags.write === true && flags.scenario !== undefined)
    throw usage('--write takes the twin as written, not a scenario.', 'Leave --scenario out.');
  const done = study(paths, flags, context, k);
  const found = twinsOf(done.files, flags.scenario);
  tellProblems(done, context);
  if (flags.json === true) {
    if (done.files.length > 0)
      host.out(`${JSON.stringify({ schema: 'twin-optimize/1', twins: found.map(({ twin }) => twinJson(twin)) }, null, 2)}\n`);
  } else host.out(found.map(({ twin }) => rankingText(twin, context)).join('\n'));
  if (flags.write === true) for (const file of done.files) write(file, done, context);
  return outcome(done, { twins: found.map(({ twin }) => twin) });
}

function rankingText(twin: TwinReport, { style, host }: Context): string {
  const { cost, money: rate } = twin;
  const per = (usd: number): string => money(inCurrency(usd, rate));
  const [first] = cost.alternatives;
  if (cost.placement === null || first === undefined)
    return `${style.bold(nameOf(twin))}\n${style.red(`No placement: ${cost.impossible ?? 'none is possible'}`)}\n`;
  const tilde = totalUnconfirmed(twin) ? '~' : '';
  const rows = cost.alternatives.map(({ placement, total }, index) => [
    `${index + 1}`,
    `${tilde}${per(total)}`,
    index === 0 ? '' : change(inCurrency(total - first.total, rate)),
    placementText(placement),
  ]);
  const lines = [
    style.bold(nameOf(twin)),
    table(
      [
        { title: '', align: 'right' },
        { title: `${rate.currency}/month`, align: 'right' },
        { title: 'change', align: 'right' },
        { title: 'placement', flexible: true },
      ],
      rows,
      { width: host.columns, indent: 2, head: style.dim },
    ),
  ];
  const { best } = cost;
  if (best !== null && cost.total !== null && cost.total - best.total > 1e-9) {
    lines.push(
      '',
      `  Best without the fixed lines of place { }: ${style.bold(`${tilde}${per(best.total)}`)}, ${per(cost.total - best.total)} less, with ${movesText(cost.placement, best.placement)}.`,
    );
    lines.push(style.dim('  `--write` writes it into the file.'));
  }
  return `${lines.join('\n')}\n`;
}

function twinJson(twin: TwinReport): object {
  const { cost, money: rate } = twin;
  const ranked = ({ placement, total }: RankedPlacement): object => ({ placement, perMonth: inCurrency(total, rate) });
  return {
    name: twin.name,
    scenario: twin.variant,
    currency: rate.currency,
    impossible: cost.impossible,
    perMonth: twin.perMonth,
    placement: cost.placement,
    placements: cost.alternatives.map(ranked),
    best: cost.best === null ? null : ranked(cost.best),
  };
}

/** Writes the best placements of a file's twins into it. */
function write({ path, report, program }: Studied, { texts }: Study, { host, quiet }: Context): void {
  const text = texts.text(path);
  const parsed = program.files.get(program.entry);
  const edits = report.twins.flatMap(({ variant, scenario, cost: { best } }): TextEdit[] => {
    const twin = parsed?.tree.declarations.find(({ start }) => start === scenario.declaredAt.start);
    if (parsed === undefined || twin?.kind !== 'twin' || variant !== null || best === null) return [];
    // `auto` lines stay: the optimizer chooses as they allow.
    return placeEdits(parsed, twin, { set: best.placement, keepAuto: true });
  });
  if (edits.length > 0) {
    try {
      host.write(path, applyEdits(text, edits));
    } catch (error) {
      throw fileFailure(path, error);
    }
  }
  if (!quiet)
    host.err(edits.length === 0 ? `${path} holds the best placement already.\n` : `wrote ${counted(edits.length, 'change')} to ${path}\n`);
}
