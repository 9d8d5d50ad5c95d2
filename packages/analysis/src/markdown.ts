/**
 * Figures as Markdown: the comparison of a twin's clouds and the whole trace. Editors, assistants and reports show the same words. It computes
 * nothing; what the figures are is decided in the other files of this package.
 */
import { PROVIDERS, SLOTS, type CostLine, type Provider } from '@twin2multicloud/cost';
import { escaped, table } from './markdown-parts.ts';
import { explain } from './explain.ts';
import { inCurrency } from './money.ts';
import type { TwinReport } from './report.ts';
import { amountText, changeText, PROVIDER_NAMES, quantityText, SLOT_NAMES } from './words.ts';

/** Where a line's price was read, and what an overlay did to it. */
function priceCell({ source, meter }: CostLine): string {
  if (source === null) return escaped(meter);
  const place = source.url === null ? escaped(source.id) : `[${escaped(source.id)}](<${source.url}>)`;
  return source.overlay === undefined ? place : `${place}; ${escaped(source.overlay)}`;
}

/** A twin and its scenarios: slots × clouds, single clouds, alternatives. @param reports the twin as written, then its scenarios */
export function comparisonMarkdown(reports: readonly TwinReport[]): string {
  const [written] = reports;
  if (written === undefined) return 'There is no twin.\n';
  const parts = [`# ${titleOf(written)}: comparison`, totalText(written)];
  const { cost, money } = written;
  const amount = (usd: number): string => amountText(inCurrency(usd, money));
  const rows = cost.slots.map((slot) => [
    `${slot} ${SLOT_NAMES[slot]}`,
    ...PROVIDERS.map((provider) => {
      const cell = cost.cells[slot]?.[provider];
      if (cell === undefined) return '';
      if (!cell.available) return `not available: ${escaped(cell.reason)}`;
      if (cost.placement?.[slot] === provider) return `**${amount(cell.amount)}**`;
      return cell.delta === null ? amount(cell.amount) : `${amount(cell.amount)} (total ${changeText(inCurrency(cell.delta, money))})`;
    }),
  ]);
  rows.push(['everything on one cloud', ...PROVIDERS.map((provider) => singleText(written, provider))]);
  parts.push(table([`${money.currency} per month`, ...PROVIDERS.map((provider) => PROVIDER_NAMES[provider])], rows));
  parts.push('The chosen cell is bold. In brackets: what the total changes by if only this slot moves.');
  const crossing = cost.transfers.filter((transfer) => transfer.amount !== 0);
  if (crossing.length > 0) {
    parts.push('## Between clouds');
    parts.push(
      table(
        ['from', 'to', 'what', `${money.currency} per month`],
        crossing.map(({ from, to, fromProvider, toProvider, flow, amount: usd }) => [
          `${from} on ${PROVIDER_NAMES[fromProvider]}`,
          `${to} on ${PROVIDER_NAMES[toProvider]}`,
          flow,
          amount(usd),
        ]),
      ),
    );
  }
  if (cost.alternatives.length > 1) {
    parts.push('## Next best placements');
    parts.push(
      table(
        ['', ...cost.slots, `${money.currency} per month`],
        cost.alternatives.map(({ placement, total }, index) => [
          String(index + 1),
          ...cost.slots.map((slot) => {
            const provider = placement[slot];
            return provider === undefined ? '' : PROVIDER_NAMES[provider];
          }),
          amount(total),
        ]),
      ),
    );
  }
  const variants = reports.slice(1);
  if (variants.length > 0) {
    parts.push('## Scenarios');
    parts.push(
      table(
        ['scenario', 'per month', 'against the file'],
        variants.map((report) => [
          escaped(report.variant ?? ''),
          report.perMonth === null ? 'no total' : `${amountText(report.perMonth)} ${report.money.currency}`,
          report.cost.total === null || cost.total === null ? '' : changeText(inCurrency(report.cost.total - cost.total, report.money)),
        ]),
      ),
    );
  }
  return `${parts.join('\n\n')}\n`;
}

function singleText({ cost, money }: TwinReport, provider: Provider): string {
  const { total, breaks } = cost.singleCloud[provider];
  const why = breaks.length === 0 ? '' : `: ${escaped(breaks.join('; '))}`;
  if (total === null) return `no total${why}`;
  return `${amountText(inCurrency(total, money))}${breaks.length === 0 ? '' : ` (breaks${why})`}`;
}

/** Every line of a twin's cost, or of one slot's. @param slot as `explain` takes it */
export function explanationMarkdown(report: TwinReport, slot?: string): string {
  const { money, cost } = report;
  const parts = [`# ${titleOf(report)}: explanation`, totalText(report)];
  for (const { title, amount, lines, others } of explain(report, slot).sections) {
    parts.push(`## ${escaped(title)}: ${amountText(inCurrency(amount, money))} ${money.currency} per month`);
    if (lines.length > 0) {
      parts.push(
        table(
          ['what', 'service', 'quantity', 'USD each', `${money.currency} per month`, 'rule', 'price'],
          lines.map((line) => [
            escaped(line.role),
            escaped(line.service),
            `${quantityText(line.quantity)} ${escaped(line.unit)}`,
            line.unitPrice === 0 ? '0' : Number(line.unitPrice.toPrecision(6)).toString(),
            `${line.status === 'unconfirmed' ? '~' : ''}${amountText(inCurrency(line.amount, money))}`,
            escaped(line.formula),
            priceCell(line),
          ]),
        ),
      );
    }
    const elsewhere = others.flatMap(({ provider, delta, reason }) =>
      delta !== null
        ? [`on ${PROVIDER_NAMES[provider]} the total changes by ${changeText(inCurrency(delta, money))} ${money.currency}`]
        : reason !== null
          ? [`${PROVIDER_NAMES[provider]} is not available (${escaped(reason)})`]
          : [],
    );
    if (elsewhere.length > 0) parts.push(`Elsewhere: ${elsewhere.join('; ')}.`);
  }
  if (slot === undefined && cost.assumptions.length > 0) {
    parts.push('## Assumptions');
    parts.push(
      table(
        ['id', 'value', 'why'],
        cost.assumptions.map(({ id, value, unit, why, at }) => [
          `\`${id}\``,
          `${quantityText(value)} ${escaped(unit)}${at === null ? '' : ' (set by the file)'}`,
          escaped(why),
        ]),
      ),
    );
  }
  if (slot === undefined && cost.notCounted.length > 0) parts.push(`Not counted: ${cost.notCounted.map(escaped).join(', ')}.`);
  if (money.currency !== 'USD' && money.date !== null) parts.push(`1 USD = ${money.perUsd} ${money.currency} (${money.date}).`);
  return `${parts.join('\n\n')}\n`;
}

/** `Smart Home`, `Smart Home, scenario Winter`. */
export function titleOf({ name, title, variant }: TwinReport): string {
  return `${escaped(title ?? name)}${variant === null ? '' : `, scenario ${escaped(variant)}`}`;
}

/** The total, where each slot runs, and what the best placement would cost. */
export function totalText({ perMonth, money, cost }: TwinReport): string {
  if (perMonth === null || cost.placement === null) return `**No total**: ${escaped(cost.impossible ?? 'no placement is possible')}.`;
  const { placement, best } = cost;
  const where = SLOTS.flatMap((slot) => {
    const provider = placement[slot];
    return provider === undefined ? [] : [`${slot} ${PROVIDER_NAMES[provider]}`];
  }).join(', ');
  const total = `**${amountText(perMonth)} ${money.currency} per month**, as written: ${where}.`;
  const saved = best === null || cost.total === null ? 0 : inCurrency(cost.total - best.total, money);
  return saved < 0.005
    ? total
    : `${total} The best placement costs ${amountText(inCurrency(best?.total ?? 0, money))}, ${amountText(saved)} less.`;
}
