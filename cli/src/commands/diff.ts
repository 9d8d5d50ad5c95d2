/** `twin diff`: what a change costs, against a revision of git or between two files. */
import { diffReports, gather, type CostDiff, type FileReport, type TwinDiff } from '@twin2multicloud/analysis';
import type { Context } from '../command-context.ts';
import { costed, decode, study } from '../engine.ts';
import { EXIT, outside, usage } from '../failure.ts';
import { change, money, share } from '../formats/numbers.ts';
import { table, type Row } from '../formats/table.ts';
import { movesText, nameOf } from '../formats/words.ts';
import { revisionOf } from '../git.ts';
import { outcome, tellProblems } from '../outcome.ts';
import type { CostFlags } from '../settings.ts';

export interface DiffFlags extends CostFlags {
  readonly base: string;
  readonly format: 'table' | 'json' | 'markdown';
  readonly json?: boolean;
  readonly failAbove?: string;
}

interface Threshold {
  readonly amount: number;
  readonly percent: boolean;
  /** null: each twin's own currency. */
  readonly currency: string | null;
}

export async function diff(context: Context, path: string, other: string | undefined, flags: DiffFlags): Promise<number> {
  const { host } = context;
  const threshold = flags.failAbove === undefined ? null : thresholdOf(flags.failAbove);
  const done = study([other ?? path], flags, context);
  const [after] = done.files;
  tellProblems(done, context);
  if (after === undefined) return EXIT.outside;
  let before: FileReport | null;
  let from: string;
  if (other === undefined) {
    const revision = revisionOf(path, flags.base);
    from = revision.name;
    const existed = revision.read(path) !== null;
    if (!existed && !context.quiet) host.err(`${path} is new since ${from}.\n`);
    const program = gather(path, (wanted) => {
      const bytes = revision.read(wanted);
      return bytes === null ? { error: `${wanted} is not in ${revision.name}.` } : { text: decode(bytes) };
    });
    before = existed ? costed(program, done.settings, host) : null;
  } else {
    from = path;
    const [first] = study([path], flags, context).files;
    if (first === undefined) throw outside(`${path} cannot be read.`, 'Check the path.');
    before = first.report;
  }
  const result = diffReports(before, after.report);
  switch (flags.json === true ? 'json' : flags.format) {
    case 'json':
      host.out(`${JSON.stringify({ schema: 'twin-diff/1', from, to: other ?? path, ...result }, null, 2)}\n`);
      break;
    case 'markdown':
      host.out((await import('../formats/markdown.ts')).diffMarkdown(result, from));
      break;
    case 'table':
      host.out(diffText(result, from, context));
  }
  const code = outcome(done);
  if (code !== EXIT.fine && code !== EXIT.exceeded) return code;
  const above = threshold === null ? [] : result.twins.filter((twin) => twin.variant === null && isAbove(twin, threshold));
  for (const twin of above) {
    host.err(
      `twin: ${nameOf(twin)} costs ${change((twin.after ?? 0) - (twin.before ?? 0))} ${twin.currency}/month, above the threshold of ${flags.failAbove ?? ''}.\n  → Lower the change, or raise --fail-above.\n`,
    );
  }
  return above.length > 0 ? EXIT.exceeded : code;
}

/** Changes below a cent are left to JSON. */
function isVisible({ before, after }: { readonly before: number; readonly after: number }): boolean {
  return Math.abs(after - before) >= 0.005;
}

/** `10`, `10 EUR`, `5 %`. */
function thresholdOf(word: string): Threshold {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(%|[A-Za-z]{3})?\s*$/.exec(word);
  if (match === null) throw usage(`--fail-above takes an amount or a share, not '${word}'.`, 'Write --fail-above 10, 10EUR or 5%.');
  const [, amount = '', unit] = match;
  return { amount: Number(amount), percent: unit === '%', currency: unit === undefined || unit === '%' ? null : unit.toUpperCase() };
}

function isAbove({ name, before, after, currency }: TwinDiff, threshold: Threshold): boolean {
  if (after === null) return false;
  const more = after - (before ?? 0);
  if (threshold.percent) return more > 0 && (before === null || before === 0 || (more / before) * 100 > threshold.amount);
  if (threshold.currency !== null && threshold.currency !== currency) {
    throw usage(`${name} is in ${currency}, and --fail-above in ${threshold.currency}.`, `Add --currency ${threshold.currency}.`);
  }
  return more > threshold.amount;
}

function diffText({ twins, total }: CostDiff, from: string, { style, host }: Context): string {
  const width = host.columns;
  const changed = twins.filter(({ state }) => state !== 'same');
  if (changed.length === 0) return `No change of cost against ${from}.\n`;
  const number = (value: number | null): string => (value === null ? 'no total' : money(value));
  const delta = (before: number | null, after: number | null): string => {
    if (before === null || after === null) return '';
    const text = change(after - before);
    return after - before > 0.005 ? style.red(text) : before - after > 0.005 ? style.green(text) : text;
  };
  const percent = (before: number | null, after: number | null): string =>
    before === null || after === null || before <= 0 || Math.abs(after - before) < 1e-9
      ? ''
      : `${after > before ? '+' : '−'}${share(Math.abs(after - before) / before)}`;
  const rows: Row[] = changed.map((twin) => {
    const before = twin.state === 'added' ? 0 : twin.before;
    const after = twin.state === 'removed' ? 0 : twin.after;
    return [
      style.bold(nameOf(twin)),
      twin.state === 'added' ? 'new' : number(twin.before),
      twin.state === 'removed' ? 'removed' : number(twin.after),
      delta(before, after),
      percent(twin.before, twin.after),
      twin.currency,
    ];
  });
  if (total !== null && changed.length > 1)
    rows.push('rule', [
      'together',
      money(total.before),
      money(total.after),
      delta(total.before, total.after),
      percent(total.before, total.after),
      total.currency,
    ]);
  const columns = [
    { title: 'per month' },
    { title: 'before', align: 'right' as const },
    { title: 'after', align: 'right' as const },
    { title: 'change', align: 'right' as const },
    { title: '', align: 'right' as const },
    { title: '' },
  ];
  const blocks = [`Against ${from}`, '', table(columns, rows, { width, indent: 2, head: style.dim })];
  for (const twin of changed) {
    const details: string[][] = [
      ...twin.values.map(({ path, before, after }) => [path, before ?? 'not set', '→', after ?? 'not set', '']),
      ...twin.parts.filter(isVisible).map(({ part, before, after }) => [part, money(before), '→', money(after), change(after - before)]),
    ];
    const moves = twin.placementBefore !== null && twin.placementAfter !== null ? movesText(twin.placementBefore, twin.placementAfter) : '';
    if (details.length === 0 && moves === '') continue;
    blocks.push('', style.bold(nameOf(twin)));
    const right = { align: 'right' as const };
    if (details.length > 0)
      blocks.push(
        table([{ title: '' }, { title: '', ...right }, { title: '' }, { title: '', ...right }, { title: '', ...right }], details, {
          width,
          indent: 2,
        }),
      );
    if (moves !== '') blocks.push(`  now ${moves}`);
  }
  return `${blocks.join('\n')}\n`;
}
