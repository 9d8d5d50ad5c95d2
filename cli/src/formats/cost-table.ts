/**
 * What `twin cost` shows at a terminal: the slots × clouds of a twin with the chosen cells marked, transfers, totals, budgets, footnotes.
 */
import { inCurrency, PROVIDER_NAMES, type TwinReport } from '@twin2multicloud/analysis';
import { PROVIDERS, type Provider, type Slot } from '@twin2multicloud/cost';
import type { Palette } from '../command-context.ts';
import { change, counted, money, share } from './numbers.ts';
import { displayWidth, printable, table, wrap, type Row } from './table.ts';
import {
  INCOMPLETE,
  budgetText,
  cellUnconfirmed,
  cloudsOf,
  isUnconfirmed,
  movesText,
  nameOf,
  placementText,
  savingText,
  SLOT_WORDS,
  totalSign,
  totalUnconfirmed,
} from './words.ts';

export interface TableStyle {
  readonly style: Palette;
  readonly width: number;
  /** Twins whose figures are lower bounds. */
  readonly incomplete: ReadonlySet<TwinReport>;
}

export interface MatrixOptions extends TableStyle {
  /** Below each amount, what the total changes by. */
  readonly deltas?: boolean;
}

/** Collects the remarks under a table, each once, with its mark. */
class Footnotes {
  readonly #notes = new Map<string, Map<Provider, string[]>>();
  unconfirmed = false;
  /** What stands in a cell that has only a remark. */
  readonly word: string;

  constructor(word = 'not available') {
    this.word = word;
  }

  /** The mark of a reason; the slots and clouds that it holds for are gathered. */
  mark(reason: string, slot: string, provider: Provider): string {
    const clouds = this.#notes.get(reason) ?? new Map<Provider, string[]>();
    this.#notes.set(reason, clouds.set(provider, [...(clouds.get(provider) ?? []), slot]));
    return superscript([...this.#notes.keys()].indexOf(reason) + 1);
  }

  /** @param slots how many a twin has: a reason for all of them names the cloud alone */
  lines(width: number, slots: number): string[] {
    return [...this.#notes].flatMap(([reason, clouds], index) => {
      const places = [...clouds].map(([provider, where]) => {
        const only = where.filter((slot) => slot !== ALL);
        const name = PROVIDER_NAMES[provider];
        return only.length === slots ? name : `${(only.length === 0 ? where : only).join(', ')} on ${name}`;
      });
      return wrap(`${superscript(index + 1)} ${places.join('; ')}: ${reason.replace(/\.$/, '')}.`, width, '  ');
    });
  }
}

/** Where a remark is about a cloud as a whole. */
const ALL = 'all';

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
function superscript(number: number): string {
  return String(number).replace(/\d/g, (digit) => DIGITS[Number(digit)] ?? '');
}

/** A twin (or one of its scenarios) as it is shown whole. */
export function costTable(twin: TwinReport, options: MatrixOptions): string {
  const { style, width } = options;
  let notes = new Footnotes();
  let text = matrix(twin, options, notes);
  if (text.split('\n').some((line) => displayWidth(line) > width)) {
    notes = new Footnotes('n/a');
    text = matrix(twin, options, notes);
  }
  const lines = [headline(twin, options), '', text, ''];
  lines.push(...summary(twin, options));
  const foot = footnotes(twin, notes, width);
  if (foot.length > 0) lines.push('', ...foot.map((line) => style.dim(line)));
  return `${lines.join('\n')}\n`;
}

function headline(twin: TwinReport, { style, width, incomplete }: TableStyle): string {
  const { cost, money: rate, perMonth } = twin;
  const name = style.bold(nameOf(twin)) + (twin.title === null ? '' : `  ${printable(twin.title)}`);
  if (cost.placement === null || perMonth === null) {
    return [name, ...wrap(`No total: ${cost.impossible ?? 'no placement is possible'}`, width).map((line) => style.red(line))].join('\n');
  }
  const total = style.bold(`${totalSign(twin, incomplete)}${money(perMonth)} ${rate.currency}/month`);
  const clouds = cloudsOf(cost.placement);
  const [only] = clouds;
  const parts = [total, clouds.length === 1 && only !== undefined ? `all on ${PROVIDER_NAMES[only]}` : counted(clouds.length, 'cloud')];
  const saving = savingText(twin);
  if (saving !== null) parts.push(saving);
  if (cost.model === 'paper') parts.push('paper model');
  const lines = [name, parts.join(' · ')];
  if (incomplete.has(twin)) lines.push(...wrap(INCOMPLETE, width).map((line) => style.red(line)));
  return lines.join('\n');
}

/** Slots × clouds. */
function matrix(twin: TwinReport, { style, deltas = false }: MatrixOptions, notes: Footnotes): string {
  const { cost, money: rate } = twin;
  const rows: Row[] = [];
  for (const slot of cost.slots) {
    rows.push([
      `${slot.padEnd(10)}  ${style.dim(SLOT_WORDS[slot])}`,
      ...PROVIDERS.map((provider) => cellText(twin, slot, provider, style, deltas, notes)),
    ]);
  }
  const transfers = cost.transfers.filter(({ amount }) => amount !== 0);
  if (transfers.length > 0) {
    rows.push('rule');
    for (const transfer of transfers) {
      const amount = `${isUnconfirmed(transfer.lines) ? '~' : ''}${money(inCurrency(transfer.amount, rate))}`;
      if (amount.startsWith('~')) notes.unconfirmed = true;
      // The amount stands under the cloud that the data leave.
      const cells = PROVIDERS.map((provider) => (provider === transfer.fromProvider ? style.green(amount) : ''));
      rows.push([`${transfer.from} → ${transfer.to}  ${style.dim(transfer.flow)}`, ...cells]);
    }
  }
  rows.push('rule', [style.dim('all on one cloud'), ...PROVIDERS.map((provider) => singleText(twin, provider, style, notes))]);
  const text = table(
    [
      { title: `${rate.currency} per month` },
      ...PROVIDERS.map((provider) => ({ title: PROVIDER_NAMES[provider], align: 'right' as const })),
    ],
    rows,
    { width: Number.POSITIVE_INFINITY, indent: 2, head: style.dim },
  );
  return text;
}

function cellText(twin: TwinReport, slot: Slot, provider: Provider, style: Palette, deltas: boolean, notes: Footnotes): string {
  const { cost, money: rate } = twin;
  const cell = cost.cells[slot]?.[provider];
  if (cell === undefined) return '';
  if (!cell.available) {
    const mark = notes.mark(cell.reason, slot, provider);
    return style.dim(`${notes.word} ${mark}`);
  }
  const chosen = cost.placement?.[slot] === provider;
  const unconfirmed = cellUnconfirmed(cell);
  if (unconfirmed) notes.unconfirmed = true;
  const amount = `${unconfirmed ? '~' : ''}${money(inCurrency(cell.amount, rate))}`;
  const shown = chosen ? style.bold(style.green(`✓ ${amount}`)) : amount;
  if (!deltas) return shown;
  const below = chosen ? 'chosen' : cell.delta === null ? 'not alone' : `total ${change(inCurrency(cell.delta, rate))}`;
  return `${shown}\n${style.dim(below)}`;
}

function singleText(twin: TwinReport, provider: Provider, style: Palette, notes: Footnotes): string {
  const { total, breaks } = twin.cost.singleCloud[provider];
  if (total === null) return style.dim(`no total ${breaks.length === 0 ? '' : notes.mark(breaks.join('; '), ALL, provider)}`.trimEnd());
  const mark = breaks.length === 0 ? '' : ` ${notes.mark(`breaks ${breaks.join(', ')}`, ALL, provider)}`;
  const amount = money(inCurrency(total, twin.money));
  return style.dim(mark === '' ? amount : amount + mark);
}

/** Totals, the best placement, savings and budgets, as lines. */
function summary(twin: TwinReport, { style, width, incomplete }: TableStyle): string[] {
  const { cost, money: rate, perMonth } = twin;
  if (cost.placement === null || perMonth === null) return [];
  const rows: [string, string, string][] = [];
  const tilde = totalSign(twin, incomplete);
  rows.push([style.bold('Total as written'), style.bold(`${tilde}${money(perMonth)}`), placementText(cost.placement)]);
  const { best } = cost;
  if (best !== null) {
    const total = inCurrency(best.total, rate);
    const less = perMonth - total;
    const same = Math.abs(less) < 0.005;
    rows.push([
      'Best',
      `${tilde}${money(total)}`,
      same ? 'as written' : `${style.yellow(`${money(less)} less`)}: ${movesText(cost.placement, best.placement)}`,
    ]);
  }
  for (const provider of PROVIDERS) {
    const { total } = cost.singleCloud[provider];
    if (total === null || total <= 0) continue;
    const single = inCurrency(total, rate);
    const less = single - perMonth;
    if (Math.abs(less) < 0.005) continue;
    const words =
      less > 0 ? `${money(less)} saved, ${share(less / single)}` : `${money(-less)} less than as written, ${share(-less / perMonth)}`;
    rows.push([style.dim(`${PROVIDER_NAMES[provider]} alone`), style.dim(money(single)), style.dim(words)]);
  }
  const last = cost.months.length > 1 || Math.abs(cost.firstYear - 12 * (cost.total ?? 0)) > 0.005;
  if (last)
    rows.push([
      style.dim('First year'),
      style.dim(money(inCurrency(cost.firstYear, rate))),
      style.dim(`month 1 ${money(inCurrency(cost.months[0] ?? 0, rate))}, steady from month ${cost.months.length}`),
    ]);
  if (cost.oneTime > 0) rows.push([style.dim('Once'), style.dim(money(inCurrency(cost.oneTime, rate))), '']);
  for (const budget of twin.budgets) {
    const over = budget.spent !== null && budget.spent > budget.budget;
    const [, state = ''] = budgetText(budget).split(': ');
    rows.push([
      `Budget${budget.path === null ? '' : ` ${budget.path}`}`,
      money(budget.budget),
      over ? style.red(`✗ ${state}`) : style.green(state),
    ]);
  }
  return table([{ title: '' }, { title: '', align: 'right' }, { title: '', flexible: true }], rows, { width, indent: 2 }).split('\n');
}

function footnotes(twin: TwinReport, notes: Footnotes, width: number): string[] {
  const { cost } = twin;
  const lines = notes.lines(width, cost.slots.length);
  if (notes.unconfirmed || totalUnconfirmed(twin))
    lines.push(...wrap('~ rests on a price that is not confirmed: `twin explain` says which and why.', width, '  '));
  if (twin.money.date !== null) {
    const note = `1 USD = ${twin.money.perUsd} ${twin.money.currency} (${twin.money.date}${twin.money.status === 'unconfirmed' ? ', not confirmed' : ''}).`;
    lines.push(...wrap(note, width, '  '));
  }
  if (cost.notCounted.length > 0) lines.push(...wrap(`Not counted: ${cost.notCounted.join(', ')}.`, width, '  '));
  if (cost.assumptions.length > 0) {
    const own = cost.assumptions.filter(({ at }) => at !== null).length;
    const text = `${counted(cost.assumptions.length, 'assumption')}${own === 0 ? '' : ` (${own} of the file)`}: \`twin explain --effective\` lists them.`;
    lines.push(...wrap(text, width, '  '));
  }
  return lines;
}

/** The scenarios of a twin, a line each, against the twin as written. */
export function scenarioTable(
  base: TwinReport | undefined,
  scenarios: readonly TwinReport[],
  { style, width, incomplete }: TableStyle,
): string {
  const rows = scenarios.map((twin) => {
    const { perMonth, cost } = twin;
    const name = twin.variant ?? '';
    if (perMonth === null || cost.placement === null) return [name, style.red('no total'), '', cost.impossible ?? ''];
    const against = base?.perMonth == null || base.money.currency !== twin.money.currency ? '' : change(perMonth - base.perMonth);
    const over = twin.budgets.filter(({ budget, spent }) => spent !== null && spent > budget).map(budgetText);
    const state = over.length === 0 ? '' : ` ${style.red(`(${over.join(', ')})`)}`;
    return [name, `${totalSign(twin, incomplete)}${money(perMonth)}`, against, `${placementText(cost.placement)}${state}`];
  });
  const currency = scenarios[0]?.money.currency ?? '';
  return `${table(
    [
      { title: 'Scenario' },
      { title: `${currency}/month`, align: 'right' },
      { title: 'change', align: 'right' },
      { title: 'placement', flexible: true },
    ],
    rows,
    { width, indent: 2, head: style.dim },
  )}\n`;
}

/** A line across, as wide as text of this twin goes. */
export function separator({ style, width }: Pick<TableStyle, 'style' | 'width'>): string {
  return style.dim('─'.repeat(Math.min(width, 72)));
}
