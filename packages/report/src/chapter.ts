/** One twin, or one of its scenarios, as a chapter of the report. Figures are analysis'; here they are arranged and put into words. */
import {
  costCauses,
  inCurrency,
  PROVIDER_NAMES,
  shownSensitivities,
  SLOT_NAMES,
  specificationOf,
  type AnalysisOptions,
  type FactKey,
  type ProgramOf,
  type TwinReport,
} from '@twin2multicloud/analysis';
import { barsChart, breakEvenChart, compared, monthsChart, pathChart, PROVIDERS, SLOTS } from './drawings.ts';
import { chart, escaped, paragraph, section, table, type TableRow } from './html.ts';
import { linesTable } from './lines.ts';
import type { Words } from './words.ts';

export interface Chapter {
  readonly report: TwinReport;
  /** The scenarios of the twin, side by side with it; none for a chapter about one of them. */
  readonly scenarios: readonly TwinReport[];
  readonly program: ProgramOf;
  /** The model and prices by which the report was made. */
  readonly options: AnalysisOptions;
  /** The file as people know it. */
  readonly file: string;
  /** false: errors in the text leave a part out, so that the figures are lower bounds. */
  readonly complete: boolean;
}

/** @param index of the chapter, for ids */
export function chapterHtml(chapter: Chapter, index: number, words: Words): string {
  const { report } = chapter;
  const parts = [
    headHtml(chapter, words),
    specificationHtml(chapter, words),
    ...(report.cost.placement === null ? [] : figuresHtml(chapter, index, words)),
    scenariosHtml(chapter, words),
    problemsHtml(report, words),
    sourceHtml(chapter, words),
    footHtml(report, words),
  ];
  return `<article class="chapter" id="twin-${index + 1}">\n${parts.filter((part) => part !== '').join('\n')}\n</article>`;
}

export function titleText({ name, title, variant }: TwinReport, { t }: Words): string {
  return `${title ?? name}${variant === null ? '' : `, ${t('scenario {0}', variant)}`}`;
}

export function totalText({ report, complete }: Pick<Chapter, 'report' | 'complete'>, { t, money }: Words): string {
  if (report.perMonth === null) return t('No total');
  return `${complete ? '' : '≥ '}${isUnconfirmed(report) ? '~ ' : ''}${money(report.perMonth)}`;
}

/** Whether a price of the chosen placement is not confirmed. */
function isUnconfirmed({ cost }: TwinReport): boolean {
  const lines = [
    ...cost.slots.flatMap((slot) => {
      const provider = cost.placement?.[slot];
      const cell = provider && cost.cells[slot]?.[provider];
      return cell?.available ? cell.lines : [];
    }),
    ...cost.transfers.flatMap((transfer) => transfer.lines),
  ];
  return lines.some(({ status, amount }) => status === 'unconfirmed' && amount !== 0);
}

function headHtml(chapter: Chapter, words: Words): string {
  const { report, file } = chapter;
  const { t, money } = words;
  const budgets = report.budgets.map(({ path, budget, spent }) => {
    const head = path === null ? '' : `${path}: `;
    if (spent === null) return paragraph(`${head}${t('Budget {0}', money(budget))}`, 'right');
    return spent > budget
      ? paragraph(`⚠ ${head}${t('over the budget of {0} by {1}', money(budget), money(spent - budget))}`, 'right bad')
      : paragraph(`${head}${t('within the budget of {0}, {1} left', money(budget), money(budget - spent))}`, 'right soft');
  });
  const why = report.perMonth === null ? paragraph(words.engine(report.cost.impossible ?? ''), 'bad') : '';
  const text = report.scenario.documentation;
  return `<header><div><h2>${escaped(titleText(report, words))}</h2>
<p class="soft">${escaped(file)} · ${escaped(report.name)}</p>${text === null || report.variant !== null ? '' : `\n${paragraph(text)}`}</div>
<div><p class="total">${escaped(totalText(chapter, words))}${report.perMonth === null ? '' : ` <small>${escaped(t('{0} per month', report.money.currency))}</small>`}</p>${budgets.join('')}</div></header>${why}`;
}

const FACTS: Readonly<Record<FactKey, string>> = {
  region: 'Region',
  residency: 'Residency',
  devices: 'Devices',
  messages: 'Messages',
  retention: 'Retention',
  processing: 'Processing',
  management: 'Management',
  visualization: 'Visualization',
  place: 'Fixed in place',
  tags: 'Tags',
};

function specificationHtml({ report, options }: Chapter, { t }: Words): string {
  const rows = specificationOf(report, options, t).map(({ key, text }) => `<dt>${escaped(t(FACTS[key]))}</dt><dd>${escaped(text)}</dd>`);
  return section(t('Specification'), '', `<dl>${rows.join('')}</dl>`);
}

function figuresHtml(chapter: Chapter, index: number, words: Words): string[] {
  const { report, program, options } = chapter;
  const { t } = words;
  const comparison = compared(chapter);
  const months = monthsChart(report, words);
  const sensitivities = shownSensitivities(report, program, options);
  const [first] = sensitivities;
  const even = first === undefined ? null : breakEvenChart(chapter, first.path, words);
  const currency = t('{0} per month', report.money.currency);
  return [
    section(
      t('Placement'),
      t('dashed lines cross clouds; the figure on them is the transfer'),
      chart(pathChart(report, comparison, words), t('Placement')),
      'keep',
    ),
    section(
      t('Slots and clouds'),
      `${currency}; ${t('below, how the total changes if only this slot moves')}`,
      matrixHtml(report, words),
      'keep',
    ),
    section(t('Transfers'), currency, transfersHtml(report, words)),
    section(
      t('Best, as written, and one cloud alone'),
      currency,
      chart(barsChart(report, comparison, `bars-${index + 1}`, words), t('Best, as written, and one cloud alone')) +
        savingHtml(report, words),
      'keep',
    ),
    months === null
      ? ''
      : section(
          t('Cost by month'),
          `${report.money.currency}${months.axisFrom === null ? '' : `; ${t('axis begins at {0}', words.money(months.axisFrom))}`}`,
          chart(months.svg, t('Cost by month')) + paragraph(monthsText(report, words), 'soft'),
          'keep',
        ),
    even === null
      ? ''
      : section(
          t('Break-even over {0}', even.data.quantity.path),
          currency,
          chart(even.svg, t('Break-even over {0}', even.data.quantity.path)),
          'keep',
        ),
    sensitivities.length === 0
      ? ''
      : section(
          t('10 % more of … adds'),
          currency,
          table(
            [{ title: t('quantity') }, { title: t('value'), figures: true }, { title: t('amount'), figures: true }],
            sensitivities.map(({ path, before, after, delta }) => ({ cells: [path, `${before} → ${after}`, words.change(delta)] })),
            t('10 % more of … adds'),
          ),
        ),
    causesHtml(report, words),
    section(t('All lines'), currency, linesTable(report, words)),
    assumptionsHtml(report, words),
  ];
}

function monthsText({ cost, money }: TwinReport, { t, money: amount }: Words): string {
  return `${t('Storage fills until month {0}.', cost.months.length)} ${t('First year {0}.', amount(inCurrency(cost.firstYear, money)))}`;
}

function matrixHtml(report: TwinReport, words: Words): string {
  const { cost, money } = report;
  const { t } = words;
  const per = (usd: number): string => words.money(inCurrency(usd, money));
  const rows: TableRow[] = cost.slots.map((slot) => ({
    cells: [
      { html: `${slot} <small>${escaped(t(SLOT_NAMES[slot]))}</small>` },
      ...PROVIDERS.map((provider) => {
        const cell = cost.cells[slot]?.[provider];
        if (cell === undefined) return '';
        if (!cell.available) return { html: `× ${escaped(t('not available'))}: ${escaped(words.engine(cell.reason))}`, class: 'why' };
        const tilde = cell.lines.some(({ status, amount }) => status === 'unconfirmed' && amount !== 0) ? '~ ' : '';
        if (cost.placement?.[slot] === provider)
          return { html: `✓ ${tilde}${per(cell.amount)}<br><small>${escaped(t('chosen'))}</small>`, class: 'chosen' };
        const delta = cell.delta === null ? '' : `<br><small>${words.change(inCurrency(cell.delta, money))}</small>`;
        return { html: `${tilde}${per(cell.amount)}${delta}` };
      }),
    ],
  }));
  rows.push({
    cells: [
      t('all on one cloud'),
      ...PROVIDERS.map((provider) => {
        const { total, breaks } = cost.singleCloud[provider];
        const why =
          breaks.length === 0 ? '' : `<br><small>${total === null ? '' : `${escaped(t('breaks'))} `}${escaped(breaks.join(', '))}</small>`;
        return { html: `${total === null ? escaped(t('no total')) : per(total)}${why}` };
      }),
    ],
  });
  const columns = [{ title: t('Slot') }, ...PROVIDERS.map((provider) => ({ title: PROVIDER_NAMES[provider], figures: true }))];
  return table(columns, rows, t('Slots and clouds'), 'matrix');
}

function transfersHtml({ cost, money }: TwinReport, words: Words): string {
  const { t } = words;
  const crossing = cost.transfers.filter(({ fromProvider, toProvider }) => fromProvider !== toProvider);
  if (crossing.length === 0) return paragraph(t('None: nothing crosses between clouds.'));
  const sum = crossing.reduce((total, { amount }) => total + amount, 0);
  return table(
    [{ title: t('from') }, { title: t('to') }, { title: t('what') }, { title: t('amount'), figures: true }],
    [
      ...crossing.map(({ from, to, fromProvider, toProvider, flow, amount }) => ({
        cells: [
          `${from}, ${PROVIDER_NAMES[fromProvider]}`,
          `${to}, ${PROVIDER_NAMES[toProvider]}`,
          words.engine(flow),
          words.money(inCurrency(amount, money)),
        ],
      })),
      { cells: [t('Sum'), '', '', words.money(inCurrency(sum, money))], class: 'sum' },
    ],
    t('Transfers'),
  );
}

/** What the best placement saves, in sentences. */
function savingHtml({ cost, money }: TwinReport, words: Words): string {
  const { best, placement, total } = cost;
  if (best === null || placement === null || total === null) return '';
  const { t } = words;
  const sentences = PROVIDERS.flatMap((provider) => {
    const single = cost.singleCloud[provider].total;
    return single === null || single <= best.total * 1.005
      ? []
      : [t('The best placement is {0} below {1} alone.', words.share(1 - best.total / single), PROVIDER_NAMES[provider])];
  });
  const saved = inCurrency(total - best.total, money);
  const moves = SLOTS.flatMap((slot) => {
    const provider = best.placement[slot];
    return provider === undefined || provider === placement[slot] ? [] : [`${slot} ${PROVIDER_NAMES[provider]}`];
  });
  if (saved >= 0.005)
    sentences.unshift(
      t('With {0} it would cost {1}, {2} less.', moves.join(', '), words.money(inCurrency(best.total, money)), words.money(saved)),
    );
  return sentences.length === 0 ? '' : paragraph(sentences.join(' '), 'soft');
}

/** So many causes stand one by one. */
const CAUSES = 40;

function causesHtml(report: TwinReport, words: Words): string {
  const { t } = words;
  const causes = costCauses(report);
  const rest = causes.slice(CAUSES);
  const rows: TableRow[] = causes.slice(0, CAUSES).map(({ cause, detail, messages, amount }) => ({
    cells: [
      { html: `${escaped(cause)}${detail === '' ? '' : ` <small>${escaped(detail)}</small>`}` },
      messages === null ? '' : words.quantity(Math.round(messages)),
      words.money(amount),
    ],
  }));
  const sum = rest.reduce((total, { amount }) => total + amount, 0);
  if (rest.length > 0) rows.push({ cells: [`+ ${rest.length}`, '', words.money(sum)] });
  if (rows.length === 0) return '';
  rows.push({ cells: [t('Sum'), '', words.money(causes.reduce((total, { amount }) => total + amount, 0))], class: 'sum' });
  const columns = [{ title: t('caused by') }, { title: t('messages a month'), figures: true }, { title: t('amount'), figures: true }];
  return section(t('Cost by cause'), t('{0} per month', report.money.currency), table(columns, rows, t('Cost by cause')));
}

function assumptionsHtml({ cost }: TwinReport, words: Words): string {
  const { t } = words;
  if (cost.assumptions.length === 0) return '';
  const columns = [{ title: t('assumption') }, { title: t('value'), figures: true }, { title: t('why') }];
  const rows = cost.assumptions.map(({ id, value, unit, why, source, at }) => ({
    cells: [
      id,
      `${words.quantity(value)} ${words.engine(unit)}`,
      { html: `${escaped(words.engine(why))} <small>${escaped(at === null ? words.engine(source) : t('set by the file'))}</small>` },
    ],
  }));
  return section(t('Assumptions'), '', table(columns, rows, t('Assumptions'), 'lines'));
}

function scenariosHtml({ report, scenarios }: Chapter, words: Words): string {
  if (scenarios.length === 0) return '';
  const { t } = words;
  const rows = scenarios.map(({ variant, perMonth, cost }) => ({
    cells: [
      variant ?? '',
      perMonth === null ? t('no total') : words.money(inCurrency(cost.total ?? 0, report.money)),
      cost.total === null || report.cost.total === null ? '' : words.change(inCurrency(cost.total - report.cost.total, report.money)),
    ],
  }));
  const columns = [
    { title: t('scenario') },
    { title: t('{0} per month', report.money.currency), figures: true },
    { title: t('against the file'), figures: true },
  ];
  return section(t('Scenarios'), '', table(columns, rows, t('Scenarios')));
}

function problemsHtml({ problems }: TwinReport, { t, engine }: Words): string {
  const rows = problems.map(({ code, severity, message }) => {
    const look = severity === 'error' ? 'bad' : severity === 'warning' ? 'warn' : 'soft';
    return `<p><span class="${look}">${escaped(t(severity))}</span> ${escaped(engine(message))} <small>${escaped(code)}</small></p>`;
  });
  return section(t('Problems'), '', rows.join(''));
}

function sourceHtml({ report, program, file }: Chapter, { t }: Words): string {
  const { declaredAt } = report;
  const text = program.files.get(declaredAt.file)?.text.slice(declaredAt.start, declaredAt.end);
  return text === undefined ? '' : section(t('Source'), file, `<pre>${escaped(text)}</pre>`);
}

function footHtml({ cost, money }: TwinReport, { t, engine, rate }: Words): string {
  const words = [
    ...(cost.notCounted.length === 0 ? [] : [t('Not counted: {0}.', cost.notCounted.map(engine).join(', '))]),
    ...(money.date === null ? [] : [t('1 USD = {0} {1} ({2}).', rate(money.perUsd), money.currency, money.date)]),
  ];
  return words.length === 0 ? '' : `<section>${paragraph(words.join(' '), 'soft')}</section>`;
}
