/** The comparison as a table for spreadsheets: one row for each slot and cloud, then the transfers and the totals. Exact amounts. */
import type { ComparisonModel } from '@twin2multicloud/protocol';
import { toCsv, type Table } from '@twin2multicloud/charts';

/** Headings are English and fixed: files are read by programs. */
export function comparisonCsv(model: ComparisonModel): string {
  const currency = model.header.currency;
  const table: Table = {
    columns: [
      'slot',
      'cloud',
      `${currency} per month`,
      'chosen',
      `total if moved, ${currency} more per month`,
      'unconfirmed',
      'not available',
    ],
    rows: [
      ...model.matrix.flatMap((row) =>
        row.cells.map((cell) =>
          cell.kind === 'priced'
            ? [
                row.slot,
                cell.provider,
                cell.amount,
                row.chosen === cell.provider ? 'yes' : '',
                cell.delta,
                cell.unconfirmed ? 'yes' : '',
                '',
              ]
            : [row.slot, cell.provider, null, '', null, '', cell.reason],
        ),
      ),
      ...model.transfers.map((transfer) => [
        `${transfer.from} to ${transfer.to}`,
        `${transfer.fromProvider} to ${transfer.toProvider}`,
        transfer.amount,
        'yes',
        null,
        '',
        '',
      ]),
      ...model.bars.map((bar) => [`total ${bar.id}`, '', bar.total, '', null, '', bar.why ?? '']),
    ],
  };
  return toCsv(table);
}
