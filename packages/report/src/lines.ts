/** Every line of a placement with its quantity, rate, formula, and where the price was read. */
import { inCurrency, PROVIDER_NAMES, SLOT_NAMES, type TwinReport } from '@twin2multicloud/analysis';
import { escaped, table, type TableRow } from './html.ts';
import type { Words } from './words.ts';

type Line = TwinReport['cost']['transfers'][number]['lines'][number];

export function linesTable({ cost, money }: TwinReport, words: Words): string {
  const { t } = words;
  const rows: TableRow[] = [];
  const notes = new Notes();
  const part = (title: string, usd: number, lines: readonly Line[]): void => {
    rows.push({ cells: [title, '', '', words.money(inCurrency(usd, money)), ''], class: 'part' });
    for (const line of lines) rows.push(lineRow(line, money.perUsd, words, notes));
  };
  for (const slot of cost.slots) {
    const provider = cost.placement?.[slot];
    const cell = provider && cost.cells[slot]?.[provider];
    if (cell?.available) part(`${slot} ${t(SLOT_NAMES[slot])}, ${PROVIDER_NAMES[provider ?? 'aws']}`, cell.amount, cell.lines);
  }
  for (const { from, to, fromProvider, toProvider, flow, amount, lines } of cost.transfers) {
    if (lines.length === 0) continue;
    part(
      `${t('Transfer {0} → {1}', from, to)}, ${PROVIDER_NAMES[fromProvider]} → ${PROVIDER_NAMES[toProvider]} (${words.engine(flow)})`,
      amount,
      lines,
    );
  }
  rows.push({ cells: [t('Total'), '', '', words.money(inCurrency(cost.total ?? 0, money)), ''], class: 'sum' });
  const columns = [
    { title: t('line') },
    { title: t('quantity'), figures: true },
    { title: `${t('unit price')}, ${money.currency}`, figures: true },
    { title: t('amount'), figures: true },
    { title: t('source') },
  ];
  return table(columns, rows, t('All lines'), 'lines') + notes.html(words);
}

/** Why prices are not confirmed: each reason once, below the table. */
class Notes {
  readonly #numbers = new Map<string, number>();

  number(reason: string): number {
    const known = this.#numbers.get(reason) ?? this.#numbers.size + 1;
    this.#numbers.set(reason, known);
    return known;
  }

  html({ t, engine }: Words): string {
    if (this.#numbers.size === 0) return '';
    const items = [...this.#numbers.keys()].map((reason) => `<li>${escaped(engine(reason))}</li>`);
    return `<div class="notes"><p>${escaped(t('Not confirmed'))}</p><ol>${items.join('')}</ol></div>`;
  }
}

function lineRow(line: Line, perUsd: number, words: Words, notes: Notes): TableRow {
  const { t } = words;
  return {
    cells: [
      {
        html: `${escaped(line.service)}<br><small>${escaped(words.engine(line.role))}: ${escaped(words.engine(line.formula))}</small>`,
        class: 'what',
      },
      `${words.quantity(line.quantity)} ${words.engine(line.unit)}`,
      words.rate(line.unitPrice * perUsd),
      `${line.status === 'unconfirmed' && line.amount !== 0 ? '~ ' : ''}${words.money(line.amount * perUsd)}`,
      { html: sourceHtml(line, t, notes), class: 'from' },
    ],
  };
}

/** The id of the price with where it was read, since when it holds, and the number of the reason why it is not confirmed. */
function sourceHtml({ source, meter, status, why }: Line, t: Words['t'], notes: Notes): string {
  if (source === null) return escaped(meter);
  const { id, url, kind, effectiveFrom, readAt, overlay } = source;
  const name = url === null || !/^https?:\/\//.test(url) ? escaped(id) : `<a href="${escaped(url)}" rel="noreferrer">${escaped(id)}</a>`;
  const facts = [
    ...(kind === 'assumed' ? [t('assumed')] : []),
    ...(effectiveFrom === null ? [] : [t('in force since {0}', effectiveFrom.slice(0, 10))]),
    t('read {0}', readAt.slice(0, 10)),
    ...(overlay === undefined ? [] : [overlay]),
    ...(status === 'unconfirmed' ? [`${t('not confirmed')}${why === null ? '' : ` (${notes.number(why)})`}`] : []),
  ];
  return `${name}<br><small>${escaped(facts.join(', '))}</small>`;
}
