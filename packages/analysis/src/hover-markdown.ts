/** The cost at a place as Markdown for a hover: which view it is, why the cloud, one small table, and where the price comes from. */
import { PROVIDERS, type CostLine } from '@twin2multicloud/cost';
import { escaped, table } from './markdown-parts.ts';
import { chosenFirst, excludedText, nearestSwitchText, switchText, whyChosen, type LineOf } from './hover-why.ts';
import type { CauseHover, CostHover, PlacesHover, SlotHover } from './hover.ts';
import { currencySign } from './lens.ts';
import { inCurrency } from './money.ts';
import { meteredText, sourceText } from './price-text.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';
import { amountText, changeText, PROVIDER_NAMES, shareText, SLOT_NAMES } from './words.ts';

export interface HoverOptions {
  /** ISO date, to tell how old a price is. */
  readonly today?: string;
  /** With which the report was made: then the hover tells at which message rate the choice changes. It prices many scenarios, once. */
  readonly analysis?: AnalysisOptions;
  readonly lineOf?: LineOf;
}

/** So many rows; all lines stand in the explanation. */
const MOST_ROWS = 5;

/** The cost at a place, short enough for a hover. */
export function hoverMarkdown(report: TwinReport, hover: CostHover, options: HoverOptions = {}): string {
  switch (hover.kind) {
    case 'slot':
      return slotMarkdown(report, hover, options);
    case 'places':
      return placesMarkdown(report, hover, options);
    case 'cause':
      return causeMarkdown(report, hover, options);
  }
}

const nowhere: LineOf = () => null;

function slotMarkdown(report: TwinReport, hover: SlotHover, { today, analysis, lineOf = nowhere }: HoverOptions): string {
  const { money } = report;
  const { slot, clouds, rows } = hover;
  const per = perMonth(report);
  const chosen = clouds.find((cloud) => cloud.chosen);
  const order = chosenFirst(chosen?.provider);
  const at = order.map((provider) => PROVIDERS.indexOf(provider));
  const why = whyChosen(report, slot, lineOf);
  const name = `${slot} ${SLOT_NAMES[slot]}`;
  const head =
    chosen === undefined || chosen.amount === null
      ? `What the slot costs · **${name}**: no placement is possible`
      : `What the slot costs · **${name} on ${PROVIDER_NAMES[chosen.provider]}**${why === null ? '' : `: ${why}`}.`;
  // What is next to nothing on every cloud would only make the table long.
  const telling = rows
    .filter(({ amounts }) =>
      amounts.some((amount, index) => (amount ?? 0) >= Math.max(HALF_CENT, LEAST_SHARE * (clouds[index]?.amount ?? 0))),
    )
    .sort((a, b) => Math.max(...b.amounts.map(Number)) - Math.max(...a.amounts.map(Number)));
  const shown = telling.slice(0, MOST_ROWS);
  const left = rows.length - shown.length;
  const body = shown.map(({ service, role, lines, amounts, unconfirmed }) => [
    lines.length === 0 ? `${escaped(role)} (${escaped(service)})` : `${escaped(service)}, ${escaped(role)}`,
    meteredCell(lines, report),
    ...at.map((index) => cell(amounts[index] ?? null, unconfirmed[index] === true, money)),
  ]);
  if (left > 0) {
    const rest = rows.filter((row) => !shown.includes(row));
    body.push([
      plural(left, 'smaller part'),
      '',
      ...at.map((index) => cell(sumOf(rest.map(({ amounts }) => amounts[index] ?? 0)), false, money)),
    ]);
  }
  body.push([
    `**${slot}**`,
    '',
    ...at.map((index) => {
      const cloud = clouds[index];
      if (cloud?.amount == null) return 'not available';
      return cloud.chosen ? `**${cell(cloud.amount, false, money)}**` : cell(cloud.amount, false, money);
    }),
  ]);
  body.push(['total if moved', '', ...at.map((index) => movedCell(clouds[index]?.total ?? null, chosen?.total ?? null, report))]);
  const columns = [
    per,
    'quantity × rate',
    ...order.map((provider) => `${PROVIDER_NAMES[provider]}${provider === chosen?.provider ? ', chosen' : ''}`),
  ];
  const change = analysis === undefined ? null : switchText(report, slot, analysis);
  const marked = shown.some(({ unconfirmed }) => unconfirmed.some(Boolean));
  return [
    head,
    table(columns, body),
    ...lines(excludedText(report, slot, lineOf)),
    ...(change === null ? [] : [change]),
    ...originParts(hover.costliest, marked, today),
  ].join('\n\n');
}

function placesMarkdown(report: TwinReport, { slots }: PlacesHover, { analysis, lineOf = nowhere }: HoverOptions): string {
  const { money } = report;
  const rows = slots.map(({ slot, clouds }) => {
    const now = clouds.find(({ chosen }) => chosen)?.total ?? null;
    return [
      `**${slot}**`,
      ...clouds.map(({ amount, total, chosen }) => {
        if (amount === null) return 'not available';
        if (chosen) return `**${cell(amount, false, money)}**`;
        return `${cell(amount, false, money)}${bracketed(total === null || now === null ? 0 : inCurrency(total - now, money))}`;
      }),
      shortWhy(report, slot, lineOf),
    ];
  });
  const change =
    analysis === undefined
      ? null
      : nearestSwitchText(
          report,
          slots.map(({ slot }) => slot),
          analysis,
        );
  return [
    'What the slots cost, the chosen cloud bold; in brackets what the total changes by if only that slot moves.',
    table([perMonth(report), ...PROVIDERS.map((provider) => PROVIDER_NAMES[provider]), 'why'], rows, [4]),
    ...lines(slots.flatMap(({ slot }) => excludedText(report, slot, lineOf).map((text) => `${slot} ${text}`))),
    ...(change === null ? [] : [change]),
  ].join('\n\n');
}

/** The reason in two or three words; the slot's own hover has the sentence. */
function shortWhy(report: TwinReport, slot: PlacesHover['slots'][number]['slot'], lineOf: LineOf): string {
  const why = whyChosen(report, slot, lineOf) ?? '';
  return (
    why
      .split(/[;:,]/)[0]
      ?.replace(/^the (?=cheapest|only)/, '')
      .replace(/ for the whole$/, '') ?? ''
  );
}

function causeMarkdown(report: TwinReport, hover: CauseHover, { today }: HoverOptions): string {
  const { money, cost } = report;
  const { cause, amount, transfers, rows, totals } = hover;
  const shown = rows.filter(({ amounts }) => amounts.some((usd) => (usd ?? 0) >= HALF_CENT)).slice(0, 7);
  const share = cost.total !== null && cost.total > 0 && amount > 0 ? `, ${shareText(amount / cost.total)} of the total` : '';
  const crossing = inCurrency(transfers, money) < HALF_CENT ? '' : `, ${cell(transfers, false, money)} of it between clouds`;
  const head = `What it causes, in every slot · **${escaped(causeName(cause))}: ${cell(amount, false, money)} ${perMonth(report)}**${share}${crossing}.`;
  const body = shown.map(({ slot, chosen, service, main, more, amounts, unconfirmed }) => [
    main === null ? `${slot} (${escaped(service)})` : `${slot} ${escaped(service)}`,
    main === null ? '' : `${sharedText(main, money)}${more === 0 ? '' : `; ${more} more`}`,
    ...PROVIDERS.map((provider, index) => {
      const text = cell(amounts[index] ?? null, unconfirmed[index] === true, money);
      return provider === chosen && text !== '' ? `**${text}**` : text;
    }),
  ]);
  if (shown.length === 0) return head;
  body.push(['total if all moved', '', ...totals.map((usd) => movedCell(usd, cost.total, report))]);
  const breaks = PROVIDERS.flatMap((provider) => {
    const { breaks: broken } = cost.singleCloud[provider];
    return broken.length === 0 || totals[PROVIDERS.indexOf(provider)] === null
      ? []
      : [`all on ${PROVIDER_NAMES[provider]} breaks \`${broken.map((rule) => rule.replaceAll('`', '')).join('`, `')}\``];
  });
  const marked = shown.some(({ unconfirmed }) => unconfirmed.some(Boolean));
  const columns = [perMonth(report), 'quantity × rate', ...PROVIDERS.map((provider) => PROVIDER_NAMES[provider])];
  return [
    head,
    table(columns, body),
    ['Bold: the chosen cloud; the others, if only that slot moved', ...breaks].join('; ').concat('.'),
    ...originParts(hover.costliest, marked, today),
  ].join('\n\n');
}

/** The part of a line's quantity that is caused here; of a line that costs nothing it is not known. */
function sharedText({ line, amount }: { readonly line: CostLine; readonly amount: number }, money: TwinReport['money']): string {
  return line.amount === 0 ? 'free' : meteredText(line, money, amount / line.amount);
}

/** Where the price of the costliest line was read, why it is unconfirmed, and what `~` means. */
function originParts(line: CostLine | null, marked: boolean, today: string | undefined): string[] {
  const parts: string[] = [];
  if (line !== null) parts.push(sourceText(line, today));
  if (line?.status === 'unconfirmed') parts.push(`\`~\` unconfirmed: ${escaped(firstSentence(line.why ?? 'nobody has checked it'))}`);
  else if (marked) parts.push('`~` rests on an unconfirmed price');
  return parts.length === 0 ? [] : [parts.join('  \n')];
}

/** A group by its name; a rule has none. */
function causeName(cause: string): string {
  return cause.startsWith('processing.on[') ? 'this rule' : cause;
}

function firstSentence(text: string): string {
  return text.split(/(?<=[a-z)])[.;] /)[0]?.replace(/\.$/, '') ?? text;
}

const HALF_CENT = 0.005;
/** Of what a cloud takes for the slot. */
const LEAST_SHARE = 0.02;

function perMonth({ money }: TwinReport): string {
  return `${currencySign(money.currency)} per month`;
}

function cell(usd: number | null, unconfirmed: boolean, money: TwinReport['money']): string {
  if (usd === null) return '';
  return `${unconfirmed ? '~' : ''}${amountText(inCurrency(usd, money))}`;
}

/** `8.77 (+2.52)`. */
function movedCell(usd: number | null, now: number | null, { money }: TwinReport): string {
  if (usd === null) return '';
  const change = now === null ? 0 : inCurrency(usd - now, money);
  return `${cell(usd, false, money)}${bracketed(change)}`;
}

/** Nothing where it rounds to nothing. On one line with the figure before it. */
function bracketed(change: number): string {
  return Math.abs(change) < HALF_CENT ? '' : `\u00a0(${changeText(change)})`;
}

/** What a role uses on the chosen cloud: its costliest line, and how many more there are that cost. */
function meteredCell(lines: readonly CostLine[], { money }: TwinReport): string {
  const [first] = lines;
  if (first === undefined) return '';
  const more = lines.slice(1).filter(({ amount }) => inCurrency(amount, money) >= HALF_CENT).length;
  return `${meteredText(first, money)}${more === 0 ? '' : `; ${more} more`}`;
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Short lines below each other in one paragraph. */
function lines(texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [texts.join('  \n')];
}
