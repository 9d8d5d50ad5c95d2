/** `twin compare`: every slot on every cloud with what moving it would change, each cloud alone, scenarios side by side. */
import { inCurrency, PROVIDER_NAMES, type TwinReport } from '@twin2multicloud/analysis';
import { PROVIDERS, type Placement } from '@twin2multicloud/cost';
import type { Context } from '../command-context.ts';
import { study, twinsOf } from '../engine.ts';
import { costTable, separator } from '../formats/cost-table.ts';
import { change, money } from '../formats/numbers.ts';
import { table, type Row } from '../formats/table.ts';
import { Letters, nameOf, placementText, totalSign } from '../formats/words.ts';
import { outcome, tellProblems } from '../outcome.ts';
import type { CostFlags } from '../settings.ts';

export interface CompareFlags extends CostFlags {
  readonly format: 'table' | 'json' | 'markdown' | 'html' | 'csv';
  readonly json?: boolean;
  readonly scenario?: string;
}

export async function compare(context: Context, paths: readonly string[], flags: CompareFlags): Promise<number> {
  const { host, style } = context;
  const done = study(paths, flags, context);
  const twins = twinsOf(done.files, flags.scenario).map(({ twin }) => twin);
  tellProblems(done, context);
  if (done.files.length > 0) {
    const look = { style, width: host.columns, incomplete: done.incomplete };
    switch (flags.json === true ? 'json' : flags.format) {
      case 'json': {
        const { costDocument } = await import('../formats/document.ts');
        host.out(`${JSON.stringify(costDocument(done, twins), null, 2)}\n`);
        break;
      }
      case 'markdown': {
        const { costMarkdown, markdownTable } = await import('../formats/markdown.ts');
        host.out(costMarkdown(twins, { deltas: true, incomplete: done.incomplete }));
        if (twins.length > 1) host.out(`\n## Side by side\n\n${markdownTable(SIDE_BY_SIDE, sides(twins, done.incomplete))}\n`);
        break;
      }
      case 'html': {
        const { costHtml } = await import('../formats/html.ts');
        host.out(costHtml(twins, done, host.now()));
        break;
      }
      case 'csv': {
        const { focusCsv } = await import('../formats/focus.ts');
        host.out(focusCsv(twins, host.now()));
        break;
      }
      case 'table': {
        const blocks = twins
          .filter((twin) => twin.variant === null || flags.scenario !== undefined)
          .map((twin) => costTable(twin, { ...look, deltas: true }));
        if (twins.length > 1) blocks.push(sideTable(twins, done.incomplete, host.columns, style.dim));
        host.out(blocks.join(`\n${separator(look)}\n\n`));
      }
    }
  }
  return outcome(done, { twins });
}

const SIDE_BY_SIDE = [
  '',
  'as written',
  'change',
  'best',
  ...PROVIDERS.map((provider) => (provider === 'gcp' ? 'Google' : PROVIDER_NAMES[provider])),
  'placement',
];

/** A row for each twin and scenario; the change is against the twin as written. */
function sides(
  twins: readonly TwinReport[],
  incomplete: ReadonlySet<TwinReport>,
  placed: (placement: Placement) => string = placementText,
): string[][] {
  let base: TwinReport | null = null;
  return twins.map((twin) => {
    if (twin.variant === null) base = twin;
    const { cost, money: rate, perMonth } = twin;
    const amount = (usd: number | null | undefined): string => (usd == null ? 'no total' : money(inCurrency(usd, rate)));
    const comparable = twin.variant !== null && base !== null && base.name === twin.name && base.perMonth !== null && perMonth !== null;
    return [
      twin.variant === null ? nameOf(twin) : `  ${twin.variant}`,
      perMonth === null ? 'no total' : `${totalSign(twin, incomplete)}${money(perMonth)}`,
      comparable ? change(perMonth - (base?.perMonth ?? 0)) : '',
      amount(cost.best?.total),
      ...PROVIDERS.map((provider) => amount(cost.singleCloud[provider].total)),
      cost.placement === null ? 'none' : placed(cost.placement),
    ];
  });
}

function sideTable(
  twins: readonly TwinReport[],
  incomplete: ReadonlySet<TwinReport>,
  width: number,
  dim: (text: string) => string,
): string {
  const currencies = new Set(twins.map((twin) => twin.money.currency));
  const [currency = ''] = currencies;
  const head = currencies.size === 1 ? `${currency} per month` : 'per month, each in its currency';
  // Placements are long: letters stand for them.
  const letters = new Letters();
  const rows: Row[] = sides(twins, incomplete, (placement) => letters.of(placement));
  const columns = SIDE_BY_SIDE.map((title, index) => ({
    title: index === 0 ? head : index === SIDE_BY_SIDE.length - 1 ? '' : title,
    align: index === 0 ? ('left' as const) : ('right' as const),
  }));
  return `${table(columns, rows, { width, indent: 2, head: dim })}\n\n${letters.legend(width).join('\n')}\n`;
}
