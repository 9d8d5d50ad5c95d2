/** `twin cost`: the placement of each twin and what it costs, as a table, JSON, Markdown, HTML or CSV. */
import type { TwinReport } from '@twin2multicloud/analysis';
import type { AppliedOverlay } from '@twin2multicloud/cost';
import type { Context } from '../command-context.ts';
import { study, sumOf, twinsOf, type Study } from '../engine.ts';
import { costTable, scenarioTable, separator } from '../formats/cost-table.ts';
import { counted, money } from '../formats/numbers.ts';
import { outcome, tellProblems } from '../outcome.ts';
import type { CostFlags } from '../settings.ts';

export interface CostCommandFlags extends CostFlags {
  readonly format: 'table' | 'json' | 'markdown' | 'html' | 'csv';
  readonly json?: boolean;
  readonly html?: boolean;
  readonly scenario?: string;
  readonly strict?: boolean;
}

export async function cost(context: Context, paths: readonly string[], flags: CostCommandFlags): Promise<number> {
  const { host } = context;
  const done = study(paths, flags, context);
  const twins = twinsOf(done.files, flags.scenario).map(({ twin }) => twin);
  tellProblems(done, context);
  if (done.files.length > 0) {
    const format = flags.json === true ? 'json' : flags.html === true ? 'html' : flags.format;
    host.out(format === 'table' ? costTables(done, twins, context, flags) : await formatted(format, done, twins, context));
    if (twins.length === 0 && format === 'table' && !context.quiet)
      host.err('No twin is declared in these files.\n  → Write `twin NAME { … }`; `twin init` gives a template.\n');
  }
  return outcome(done, { strict: flags.strict, twins });
}

async function formatted(
  format: Exclude<CostCommandFlags['format'], 'table'>,
  done: Study,
  twins: readonly TwinReport[],
  { host }: Context,
): Promise<string> {
  switch (format) {
    case 'json': {
      const { costDocument } = await import('../formats/document.ts');
      return `${JSON.stringify(costDocument(done, twins), null, 2)}\n`;
    }
    case 'markdown':
      return (await import('../formats/markdown.ts')).costMarkdown(twins, { incomplete: done.incomplete });
    case 'html':
      return (await import('../formats/html.ts')).costHtml(twins, done, host.now());
    case 'csv':
      return (await import('../formats/focus.ts')).focusCsv(twins, host.now());
  }
}

/** Each twin whole, its scenarios as lines below it, and the sum over several twins. */
function costTables(done: Study, twins: readonly TwinReport[], { style, host }: Context, flags: CostCommandFlags): string {
  const look = { style, width: host.columns, incomplete: done.incomplete };
  const blocks: string[] = [];
  let index = 0;
  while (index < twins.length) {
    const twin = twins[index];
    if (twin === undefined) break;
    let block = costTable(twin, look);
    index++;
    const scenarios: TwinReport[] = [];
    for (let next = twins[index]; twin.variant === null && next !== undefined && next.variant !== null; next = twins[index]) {
      scenarios.push(next);
      index++;
    }
    if (scenarios.length > 0) block += `\n${scenarioTable(twin, scenarios, look)}`;
    blocks.push(block);
  }
  const written = twins.filter((twin) => twin.variant === null);
  if (written.length > 1 && flags.scenario === undefined) blocks.push(`${sumText(done, written, look.style.bold)}\n`);
  const { overlay } = done.settings.book;
  if (overlay !== undefined && done.settings.model === 'billing') blocks.push(`${overlayText(overlay)}\n`);
  return blocks.join(`\n${separator(look)}\n\n`);
}

/** What lies on top of the list prices. Fees are an account's, so they are in no twin's total. */
function overlayText({ name, commitments }: AppliedOverlay): string {
  const fees = commitments.map(({ meter, quantity, fee }) => `${quantity} of ${meter} for ${fee} USD a month`);
  const paid = fees.length === 0 ? '' : ` Paid ahead for the account, and in no total: ${fees.join('; ')}.`;
  return `Overlay ${name} lies on top of the list prices: \`twin explain\` says of each line what it did.${paid}`;
}

function sumText(done: Study, twins: readonly TwinReport[], bold: (text: string) => string): string {
  const sum = sumOf(done, twins);
  if (sum === null) return `${counted(twins.length, 'twin')} in several currencies: name one with --currency for their sum.`;
  const { alone, pooled, without, currency } = sum;
  const amount = (value: number): string => `${money(value)} ${currency}/month`;
  const lines = [bold(`${counted(twins.length - without.length, 'twin')} together  ${amount(alone)}`)];
  if (Math.abs(pooled - alone) >= 0.005)
    lines.push(
      `on one account ${amount(pooled)}: free allowances and tiers are shared, so ${pooled > alone ? 'less is free' : 'tiers are reached sooner'}.`,
    );
  if (without.length > 0) lines.push(`Without ${without.join(', ')}: no total.`);
  return lines.join('\n');
}
