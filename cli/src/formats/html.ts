/**
 * A page that stands alone: no script, no picture, nothing loaded from outside; light and dark as the reader's system has it.
 */
import { inCurrency, PROVIDER_NAMES, type TwinReport } from '@twin2multicloud/analysis';
import { PROVIDERS } from '@twin2multicloud/cost';
import type { Study } from '../engine.ts';
import { change, counted, money, quantity, rate } from './numbers.ts';
import { sourceText } from './document.ts';
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
} from './words.ts';

const STYLE = `:root{color-scheme:light dark;--text:#1f2328;--soft:#59636e;--line:#d1d9e0;--back:#fff;--chosen:#dafbe1;--bad:#b42318}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--soft:#9198a1;--line:#3d444d;--back:#0d1117;--chosen:#12361f;--bad:#ff7b72}}
body{font:13px/1.5 system-ui,sans-serif;color:var(--text);background:var(--back);max-width:1000px;margin:24px auto;padding:0 24px}
h1{font-size:16px;font-weight:600}h2{font-size:16px;font-weight:600;margin:32px 0 0}.total{font-size:28px;font-weight:600;margin:4px 0}
table{border-collapse:collapse;width:100%;margin:16px 0}th,td{padding:4px 8px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{font-weight:600;font-size:12px;color:var(--soft)}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.n small{white-space:normal}.chosen{background:var(--chosen);font-weight:600}.soft,small{color:var(--soft)}.bad{color:var(--bad)}.why{font-size:12px;color:var(--soft);text-align:right}
table.matrix{table-layout:fixed;min-width:560px}
details{margin:8px 0}summary{cursor:pointer}.scroll{overflow-x:auto}`;

export function costHtml(
  twins: readonly TwinReport[],
  { settings, incomplete }: Pick<Study, 'settings' | 'incomplete'>,
  now: Date,
): string {
  const names = [...new Set(twins.map(({ name }) => name))];
  const title = names.length === 1 ? `Cost of ${names[0] ?? ''}` : `Cost of ${counted(names.length, 'twin')}`;
  const book = settings.model === 'paper' ? 'the paper’s prices of June 2025' : `price book ${settings.book.id}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>${escape(title)}</h1>
<p class="soft">Made by twin on ${now.toISOString().slice(0, 10)} from ${escape(book)}. Sums are made before rounding. A figure with ~ rests on a price that is not confirmed.</p>
${twins.map((twin) => twinHtml(twin, incomplete)).join('\n')}
</body>
</html>
`;
}

function twinHtml(twin: TwinReport, incomplete: ReadonlySet<TwinReport>): string {
  const { cost, money: currency, perMonth } = twin;
  const heading = `<h2>${escape(nameOf(twin))}${twin.title === null ? '' : ` <span class="soft">${escape(twin.title)}</span>`}</h2>`;
  if (cost.placement === null || perMonth === null)
    return `<section>${heading}<p class="bad">No total: ${escape(cost.impossible ?? 'no placement is possible')}</p></section>`;
  const per = (usd: number): string => money(inCurrency(usd, currency));
  const saving = savingText(twin);
  const rows = cost.slots.map((slot) => {
    const cells = PROVIDERS.map((provider) => {
      const cell = cost.cells[slot]?.[provider];
      if (cell === undefined) return '<td></td>';
      if (!cell.available) return `<td class="why">not available: ${escape(cell.reason)}</td>`;
      const amount = `${cellUnconfirmed(cell) ? '~' : ''}${per(cell.amount)}`;
      if (cost.placement?.[slot] === provider) return `<td class="n chosen">✓ ${amount}</td>`;
      return `<td class="n">${amount}<br><small>${cell.delta === null ? '' : `total ${change(inCurrency(cell.delta, currency))}`}</small></td>`;
    });
    return `<tr><th scope="row">${slot} <span class="soft">${SLOT_WORDS[slot]}</span></th>${cells.join('')}</tr>`;
  });
  for (const transfer of cost.transfers.filter(({ amount }) => amount !== 0)) {
    const amount = `${isUnconfirmed(transfer.lines) ? '~' : ''}${per(transfer.amount)}`;
    const cells = PROVIDERS.map((provider) => `<td class="n">${provider === transfer.fromProvider ? amount : ''}</td>`);
    rows.push(
      `<tr><th scope="row">${transfer.from} → ${transfer.to} <span class="soft">${escape(transfer.flow)} to ${PROVIDER_NAMES[transfer.toProvider]}</span></th>${cells.join('')}</tr>`,
    );
  }
  const singles = PROVIDERS.map((provider) => {
    const { total, breaks } = cost.singleCloud[provider];
    const why = breaks.length === 0 ? '' : `<br><small>${total === null ? '' : 'breaks '}${escape(breaks.join(', '))}</small>`;
    return `<td class="n soft">${total === null ? 'no total' : per(total)}${why}</td>`;
  });
  rows.push(`<tr><th scope="row">all on one cloud</th>${singles.join('')}</tr>`);
  const { best } = cost;
  const better =
    best !== null && perMonth - inCurrency(best.total, currency) >= 0.005
      ? `<p>Best: ${per(best.total)} with ${escape(movesText(cost.placement, best.placement))}.</p>`
      : '';
  const budgets = twin.budgets
    .map((budget) => `<p${budget.spent !== null && budget.spent > budget.budget ? ' class="bad"' : ''}>${escape(budgetText(budget))}</p>`)
    .join('');
  return `<section>${heading}
<p class="total">${totalSign(twin, incomplete)}${money(perMonth)} ${currency.currency}/month</p>${incomplete.has(twin) ? `\n<p class="bad">${escape(INCOMPLETE)}</p>` : ''}
<p>${escape(placementText(cost.placement))}${saving === null ? '' : ` · ${escape(saving)}`}</p>${budgets}${better}
<div class="scroll"><table class="matrix">
<thead><tr><th scope="col">${currency.currency} per month</th>${PROVIDERS.map((provider) => `<th scope="col" class="n">${PROVIDER_NAMES[provider]}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>
${linesHtml(twin)}
<p class="soft">${[
    currency.date === null ? '' : `1 USD = ${currency.perUsd} ${currency.currency} (${currency.date}).`,
    cost.notCounted.length === 0 ? '' : `Not counted: ${cost.notCounted.join(', ')}.`,
    cost.assumptions.length === 0 ? '' : `${counted(cost.assumptions.length, 'assumption')}.`,
  ]
    .map(escape)
    .join(' ')}</p>
</section>`;
}

/** Every line of the chosen placement. */
function linesHtml({ cost, money: currency }: TwinReport): string {
  const parts = [
    ...cost.slots.flatMap((slot) => {
      const provider = cost.placement?.[slot];
      const cell = provider && cost.cells[slot]?.[provider];
      return cell?.available ? cell.lines.map((line) => ({ part: slot, line })) : [];
    }),
    ...cost.transfers.flatMap(({ from, to, lines }) => lines.map((line) => ({ part: `${from} → ${to}`, line }))),
  ];
  const rows = parts.map(
    ({ part, line }) =>
      `<tr><td>${part}</td><td>${escape(line.service)}<br><small>${escape(line.role)}: ${escape(line.formula)}</small></td><td class="n">${quantity(line.quantity)} ${escape(line.unit)}</td><td class="n">${rate(line.unitPrice * currency.perUsd)}</td><td class="n">${line.status === 'unconfirmed' ? '~' : ''}${money(inCurrency(line.amount, currency))}</td><td><small>${escape(sourceText(line.source))}</small></td></tr>`,
  );
  return `<details><summary>All ${parts.length} lines</summary><div class="scroll"><table>
<thead><tr><th>slot</th><th>what</th><th class="n">quantity</th><th class="n">unit price</th><th class="n">amount</th><th>source</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div></details>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
