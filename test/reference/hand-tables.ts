/**
 * Reads the tables of docs/cost-model.md, "Three scenarios by hand": what is printed there, as numbers with their precision.
 * It checks nothing.
 */

/** A printed number and half of its last digit. */
export interface Printed {
  readonly value: number;
  readonly slack: number;
}

export interface QuantityRow {
  /** A slot, or `L1 → L2 messages`. */
  readonly bookedAt: string;
  readonly meter: string;
  readonly quantity: Printed;
}

export interface PriceRow {
  readonly meter: string;
  readonly quantity: Printed;
  readonly free: Printed;
  /** Units × price, tier by tier; empty where all is free. */
  readonly parts: readonly { readonly units: Printed; readonly price: string }[];
  readonly amount: Printed;
}

export interface HandScenario {
  readonly title: string;
  /** The `.twin` text. */
  readonly twin: string;
  readonly quantities: readonly QuantityRow[];
  readonly prices: readonly PriceRow[];
  readonly total: Printed;
  /** USD of month 1, 2, …; empty where the curve is not worked. */
  readonly months: readonly Printed[];
  readonly firstYear: Printed | null;
}

export function handScenarios(markdown: string): HandScenario[] {
  const section = markdown.split('\n## Three scenarios by hand\n')[1];
  if (section === undefined) throw new Error('The document has no section "Three scenarios by hand".');
  return section
    .split('\n### ')
    .slice(1)
    .map((text) => {
      const twin = /```twin\n([\s\S]*?)```/.exec(text)?.[1];
      if (twin === undefined) throw new Error('A scenario without its twin.');
      const rows = table(text, 'meter');
      const firstYear = /The first year is .* = ([\d,.]+) USD/.exec(text)?.[1];
      return {
        title: text.split('\n')[0] ?? '',
        twin,
        quantities: table(text, 'booked at').map(quantityRow),
        prices: rows.slice(0, -1).map(priceRow),
        total: printed(cell(rows.at(-1) ?? [], 4).replaceAll('*', '')),
        months: table(text, 'month').map((cells) => printed(cell(cells, 5))),
        firstYear: firstYear === undefined ? null : printed(firstYear),
      };
    });
}

/** The rows of the table whose first heading is this; none where there is no such table. */
function table(text: string, firstHeading: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${firstHeading} |`));
  const rows: string[][] = [];
  for (let index = start + 2; start >= 0 && lines[index]?.startsWith('|') === true; index++) {
    rows.push(
      (lines[index] ?? '')
        .slice(1, -1)
        .split('|')
        .map((content) => content.trim()),
    );
  }
  return rows;
}

function cell(cells: readonly string[], index: number): string {
  const text = cells[index];
  if (text === undefined) throw new Error(`A row with too few cells: ${cells.join(' | ')}`);
  return text;
}

function quantityRow(cells: readonly string[]): QuantityRow {
  return { bookedAt: cell(cells, 0), meter: cell(cells, 1).replaceAll('`', ''), quantity: printed(cell(cells, 3)) };
}

function priceRow(cells: readonly string[]): PriceRow {
  const text = cell(cells, 3);
  const parts = text.startsWith('all free')
    ? []
    : text.split(' + ').map((product) => {
        const [units = '', price = ''] = product.split(' · ');
        return { units: printed(units), price };
      });
  return {
    meter: cell(cells, 0).replaceAll('`', ''),
    quantity: printed(cell(cells, 1)),
    free: printed(cell(cells, 2) || '0'),
    parts,
    amount: printed(cell(cells, 4)),
  };
}

export function printed(text: string): Printed {
  const plain = text.replaceAll(',', '');
  if (!/^\d+(\.\d+)?$/.test(plain)) throw new Error(`Not a number: ${text}`);
  const decimals = plain.split('.')[1]?.length ?? 0;
  return { value: Number(plain), slack: 0.5000001 * 10 ** -decimals };
}
