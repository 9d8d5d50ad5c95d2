/** Markdown for pull requests and wikis: tables of GitHub's kind. */
import { inCurrency, PROVIDER_NAMES, type CostDiff, type TwinReport } from '@twin2multicloud/analysis';
import { PROVIDERS } from '@twin2multicloud/cost';
import { change, money, share } from './numbers.ts';
import {
  INCOMPLETE,
  budgetText,
  cellUnconfirmed,
  isUnconfirmed,
  movesText,
  nameOf,
  placementText,
  savingText,
  SLOT_WORDS,
  totalSign,
  totalUnconfirmed,
} from './words.ts';

export function costMarkdown(
  twins: readonly TwinReport[],
  options: { readonly deltas?: boolean; readonly incomplete: ReadonlySet<TwinReport> },
): string {
  return `${twins.map((twin) => twinMarkdown(twin, options.incomplete, options.deltas === true)).join('\n\n')}\n`;
}

function twinMarkdown(twin: TwinReport, incomplete: ReadonlySet<TwinReport>, deltas: boolean): string {
  const { cost, money: rate, perMonth } = twin;
  const heading = `## ${escape(nameOf(twin))}${twin.title === null ? '' : `: ${escape(twin.title)}`}`;
  if (cost.placement === null || perMonth === null)
    return `${heading}\n\n**No total**: ${escape(cost.impossible ?? 'no placement is possible')}`;
  const per = (usd: number): string => money(inCurrency(usd, rate));
  const rows = cost.slots.map((slot) => [
    `${slot} ${SLOT_WORDS[slot]}`,
    ...PROVIDERS.map((provider) => {
      const cell = cost.cells[slot]?.[provider];
      if (cell === undefined) return '';
      if (!cell.available) return `not available: ${escape(cell.reason)}`;
      const amount = `${cellUnconfirmed(cell) ? '~' : ''}${per(cell.amount)}`;
      if (cost.placement?.[slot] === provider) return `**✓ ${amount}**`;
      return deltas && cell.delta !== null ? `${amount} (${change(inCurrency(cell.delta, rate))})` : amount;
    }),
  ]);
  for (const transfer of cost.transfers.filter(({ amount }) => amount !== 0)) {
    const amount = `${isUnconfirmed(transfer.lines) ? '~' : ''}${per(transfer.amount)}`;
    rows.push([
      `${transfer.from} → ${transfer.to} ${transfer.flow} to ${PROVIDER_NAMES[transfer.toProvider]}`,
      ...PROVIDERS.map((provider) => (provider === transfer.fromProvider ? amount : '')),
    ]);
  }
  rows.push([
    'all on one cloud',
    ...PROVIDERS.map((provider) => {
      const { total, breaks } = cost.singleCloud[provider];
      return total === null
        ? `no total${breaks.length === 0 ? '' : `: ${escape(breaks.join('; '))}`}`
        : `${per(total)}${breaks.length === 0 ? '' : ` (breaks ${escape(breaks.join(', '))})`}`;
    }),
  ]);
  const saving = savingText(twin);
  const lines = [
    heading,
    '',
    `**${totalSign(twin, incomplete)}${money(perMonth)} ${rate.currency}/month** · ${placementText(cost.placement)}${saving === null ? '' : ` · ${saving}`}`,
    '',
    markdownTable([`${rate.currency} per month`, ...PROVIDERS.map((provider) => PROVIDER_NAMES[provider])], rows),
  ];
  const { best } = cost;
  if (best !== null && perMonth - inCurrency(best.total, rate) >= 0.005)
    lines.push('', `Best: ${per(best.total)} with ${movesText(cost.placement, best.placement)}.`);
  for (const budget of twin.budgets)
    lines.push('', `${budget.spent !== null && budget.spent > budget.budget ? '❌' : '✅'} ${budgetText(budget)}`);
  if (incomplete.has(twin)) lines.push('', INCOMPLETE);
  if (totalUnconfirmed(twin)) lines.push('', '~ rests on a price that is not confirmed.');
  return lines.join('\n');
}

/** The difference as it stands in a pull request. */
export function diffMarkdown(diff: CostDiff, from: string): string {
  const changed = diff.twins.filter(({ state }) => state !== 'same');
  const lines = ['## Cost of this change', ''];
  if (changed.length === 0) lines.push(`No change of cost against ${escape(from)}.`);
  else {
    const number = (value: number | null): string => (value === null ? 'no total' : money(value));
    const rows = changed.map((twin) => {
      const { before, after } = twin;
      const delta =
        before === null && twin.state !== 'added'
          ? ''
          : after === null && twin.state !== 'removed'
            ? ''
            : change((after ?? 0) - (before ?? 0));
      const percent =
        before !== null && after !== null && before > 0 && Math.abs(after - before) > 1e-9
          ? ` (${after > before ? '+' : '−'}${share(Math.abs(after - before) / before)})`
          : '';
      return [
        escape(nameOf(twin)),
        twin.state === 'added' ? 'new' : number(before),
        twin.state === 'removed' ? 'removed' : number(after),
        `${delta}${percent}`,
        twin.currency,
      ];
    });
    lines.push(markdownTable(['twin', 'before', 'after', 'change', 'per month'], rows));
    for (const twin of changed) {
      const details = [
        ...twin.values.map(({ path, before, after }) => `- \`${path}\`: ${before ?? 'not set'} → ${after ?? 'not set'}`),
        ...twin.parts
          .filter(({ before, after }) => Math.abs(after - before) >= 0.005)
          .map(({ part, before, after }) => `- ${part}: ${money(before)} → ${money(after)} (${change(after - before)})`),
      ];
      if (twin.placementBefore !== null && twin.placementAfter !== null) {
        const moves = movesText(twin.placementBefore, twin.placementAfter);
        if (moves !== '') details.push(`- now ${moves}`);
      }
      if (details.length > 0) lines.push('', '<details>', `<summary>${escape(nameOf(twin))}</summary>`, '', ...details, '', '</details>');
    }
  }
  if (diff.total !== null && changed.length > 1)
    lines.push(
      '',
      `Together ${money(diff.total.before)} → ${money(diff.total.after)} ${diff.total.currency}/month (${change(diff.total.after - diff.total.before)}).`,
    );
  lines.push('', `Against ${escape(from)}.`);
  return `${lines.join('\n')}\n`;
}

/** A table of GitHub's kind: the first column left, the others right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map((_, index) => (index === 0 ? ' --- ' : ' ---: ')).join('|')}|`, ...rows.map(line)].join('\n');
}

function escape(text: string): string {
  return text.replace(/[\\|<>*_`]/g, (character) => `\\${character}`).replace(/\s*[\r\n]+\s*/g, ' ');
}
