/** `twin prices diff`: what changed from one price book to another, and what it does to the twins of the files that are named. */
import { diffReports } from '@twin2multicloud/analysis';
import { compareBooks, storedBooks, type PriceChange } from '@twin2multicloud/pricing';
import { bookInForce, bookNamed, storeOf } from '../books.ts';
import type { Context } from '../command-context.ts';
import { study } from '../engine.ts';
import { EXIT } from '../failure.ts';
import { change, counted, money, share } from '../formats/numbers.ts';
import { table } from '../formats/table.ts';
import { movesText, nameOf } from '../formats/words.ts';
import { tellProblems } from '../outcome.ts';
import type { CostFlags } from '../settings.ts';

export interface PricesDiffFlags extends Omit<CostFlags, 'prices'> {
  readonly json?: boolean;
  readonly twins?: readonly string[];
}

/** From the book before the one in force to the one in force, where none is named; from the one that is named to the one in force. */
export function diffBooks(context: Context, from: string | undefined, to: string | undefined, flags: PricesDiffFlags): number {
  const { host, style } = context;
  const first = from ?? storedBooks(storeOf(host)).at(-2)?.file.slice(0, 17) ?? 'bundled';
  const second = to ?? 'current';
  const before = bookNamed(first, host);
  const after = second === 'current' ? bookInForce(host) : bookNamed(second, host);
  const changes = compareBooks(before, after);
  const files = flags.twins ?? [];
  const { twins, failed } = twinChanges(context, files, flags, { first, second });
  const exit = failed ? EXIT.outside : EXIT.fine;
  if (flags.json === true) {
    const books = [before, after].map(({ id, createdAt }) => ({ id, createdAt }));
    host.out(`${JSON.stringify({ schema: 'twin-price-diff/1', from: books[0], to: books[1], changes, twins }, null, 2)}\n`);
    return exit;
  }
  const blocks = [
    `${style.bold(before.id)} → ${style.bold(after.id)}: ${changes.length === 0 ? 'no price differs' : `${counted(changes.length, 'price')} ${changes.length === 1 ? 'differs' : 'differ'}`}`,
  ];
  if (changes.length > 0) blocks.push(changeTable(changes, context));
  for (const item of twins) {
    const { placementBefore, placementAfter } = item.twin;
    const moves = placementBefore === null || placementAfter === null ? '' : movesText(placementBefore, placementAfter);
    const { before: was, after: is, currency } = item.twin;
    const words =
      was === null || is === null
        ? 'no total'
        : is === was
          ? `${money(is)} ${currency}/month, as before`
          : `${money(was)} → ${money(is)} ${currency}/month (${change(is - was)}${was === 0 ? '' : `, ${signed((is - was) / was)}`})`;
    blocks.push(`${style.bold(nameOf(item.twin))}  ${words}${moves === '' ? '' : `\n  ${moves}`}`);
  }
  host.out(`${blocks.join('\n\n')}\n`);
  return exit;
}

function twinChanges(
  context: Context,
  files: readonly string[],
  flags: PricesDiffFlags,
  { first, second }: { readonly first: string; readonly second: string },
) {
  let failed = false;
  const twins = files.flatMap((path) => {
    const [old] = study([path], { ...flags, prices: first }, context).files;
    const fresh = study([path], { ...flags, prices: second }, context);
    tellProblems(fresh, context);
    failed ||= fresh.failures.length > 0;
    const [now] = fresh.files;
    if (old === undefined || now === undefined) return [];
    return diffReports(old.report, now.report).twins.map((twin) => ({ path, twin }));
  });
  return { twins, failed };
}

function changeTable(changes: readonly PriceChange[], { host, style }: Context): string {
  const rows = changes.map(({ meter, region, kind, before, after, ratio }) => [
    meter,
    region,
    before ?? '',
    after ?? '',
    kind === 'added' ? 'new' : kind === 'removed' ? 'gone' : ratio === null ? 'tiers' : signed(ratio - 1),
  ]);
  const columns = [
    { title: 'meter', flexible: true },
    { title: 'region' },
    { title: 'USD was', align: 'right' },
    { title: 'is', align: 'right' },
    { title: '', align: 'right' },
  ] as const;
  return table(columns, rows, { width: host.columns, head: style.dim });
}

function signed(part: number): string {
  return `${part < 0 ? '−' : '+'}${share(Math.abs(part))}`;
}
