/**
 * An assistant's questions about a file, answered in Markdown from its reports: the same words in the editor and in `twin mcp`.
 * Who reads the file is the shell's matter; nothing is computed here.
 */
import { SLOTS, type Placement, type Provider } from '@twin2multicloud/cost';
import type { Problem } from '@twin2multicloud/language';
import { chosenAmount } from './analyze.ts';
import { escaped, table } from './markdown-parts.ts';
import { comparisonMarkdown, explanationMarkdown, titleOf, totalText } from './markdown.ts';
import { inCurrency } from './money.ts';
import type { TwinReport } from './report.ts';
import { amountText, changeText, PROVIDER_NAMES, SLOT_NAMES } from './words.ts';

/** The names are those of the protocol's tools. */
export interface Question {
  readonly tool: 'twin_cost' | 'twin_compare' | 'twin_explain' | 'twin_optimize';
  /** Left out: the first twin of the file. */
  readonly twin?: string | undefined;
  /** Left out: as written. */
  readonly scenario?: string | undefined;
  /** For `twin_explain`. */
  readonly slot?: string | undefined;
}

/** `error` says in words what cannot be answered, and what to ask instead. */
export type Answer = { readonly text: string } | { readonly error: string };

const EXPLAINED: readonly string[] = [...SLOTS, 'L3'];

/** Answers from the reports of one file; its errors are told with the answer, since what they concern is not in the figures. */
export function answerQuestion(reports: readonly TwinReport[], problems: readonly Problem[], question: Question): Answer {
  const found = chosenTwin(reports, question);
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ code, message }) => `- ${code}: ${message}`);
  if (found === null) {
    const known = reports.map(({ name, variant }) => (variant === null ? name : `${name} with scenario ${variant}`));
    return {
      error:
        known.length > 0
          ? `There is no such twin. There are: ${known.join(', ')}.`
          : ['There is no twin in this file.', ...errors].join('\n'),
    };
  }
  const { slot } = question;
  if (question.tool === 'twin_explain' && slot !== undefined && !EXPLAINED.includes(slot))
    return { error: `There is no slot ${slot}. There are: ${EXPLAINED.join(', ')}.` };
  const note = errors.length === 0 ? '' : `\nThe text has errors, so what they concern is not in the figures:\n\n${errors.join('\n')}\n`;
  return { text: textOf(question, found) + note };
}

/** A twin as written, all that is said of it, and the one of these that is asked for. */
interface ChosenTwin {
  readonly written: TwinReport;
  /** As written first, then its scenarios. */
  readonly all: readonly TwinReport[];
  readonly asked: TwinReport;
}

/** The twin that is meant, as written, and its scenarios; null where there is none. */
export function chosenTwin(
  reports: readonly TwinReport[],
  { twin, scenario }: { readonly twin?: string | undefined; readonly scenario?: string | undefined },
): ChosenTwin | null {
  const written = reports.find((report) => report.variant === null && (twin === undefined || report.name === twin));
  if (written === undefined) return null;
  const all = reports.filter((report) => report.name === written.name);
  const asked = scenario === undefined ? written : all.find((report) => report.variant === scenario);
  return asked === undefined ? null : { written, all, asked };
}

function textOf({ tool, slot }: Question, { written, all, asked }: ChosenTwin): string {
  switch (tool) {
    case 'twin_cost':
      return costMarkdown(asked);
    case 'twin_compare':
      return comparisonMarkdown(asked === written ? all : [asked]);
    case 'twin_explain':
      return explanationMarkdown(asked, slot);
    case 'twin_optimize':
      return rankingMarkdown(asked);
  }
}

/** The total, the slots and what crosses between them, the budgets, and what there is to say against it. */
function costMarkdown(report: TwinReport): string {
  const { cost, money, budgets, problems } = report;
  const { placement } = cost;
  const parts = [`# ${titleOf(report)}`, totalText(report)];
  if (placement !== null) {
    const rows = cost.slots.map((slot) => [
      `${slot} ${SLOT_NAMES[slot]}`,
      cloudOf(placement[slot]),
      amountText(inCurrency(chosenAmount(cost, placement, slot), money)),
    ]);
    const crossing = cost.transfers.reduce((sum, { amount }) => sum + amount, 0);
    if (crossing !== 0) rows.push(['between clouds', '', amountText(inCurrency(crossing, money))]);
    parts.push(table(['slot', 'cloud', `${money.currency} per month`], rows));
  }
  for (const { path, budget, spent } of budgets) {
    const state =
      spent === null ? 'has no total' : `${spent > budget ? 'is exceeded' : 'holds'}: ${amountText(spent)} of ${amountText(budget)}`;
    parts.push(`The budget of ${path ?? 'the whole twin'} ${state} ${money.currency} per month.`);
  }
  const told = problems.filter(({ severity }) => severity === 'warning').map(({ code, message }) => `- ${code}: ${escaped(message)}`);
  if (told.length > 0) parts.push(told.join('\n'));
  return `${parts.join('\n\n')}\n`;
}

/** The placements that were ranked under the rules of the file, and the best one where the file fixes none. */
function rankingMarkdown(report: TwinReport): string {
  const { cost, money } = report;
  const amount = (usd: number): string => amountText(inCurrency(usd, money));
  const row = (name: string, placement: Placement, total: number, first: number): string[] => [
    name,
    ...cost.slots.map((slot) => cloudOf(placement[slot])),
    amount(total),
    total === first ? '' : changeText(inCurrency(total - first, money)),
  ];
  const parts = [`# ${titleOf(report)}: cheapest placements`, totalText(report)];
  const [first] = cost.alternatives;
  if (first !== undefined) {
    const rows = cost.alternatives.map(({ placement, total }, index) => row(String(index + 1), placement, total, first.total));
    if (cost.best !== null && cost.best.total < first.total - 1e-9)
      rows.push(row('without the fixed lines of `place`', cost.best.placement, cost.best.total, first.total));
    parts.push(table(['', ...cost.slots, `${money.currency} per month`, 'change'], rows));
  }
  return `${parts.join('\n\n')}\n`;
}

function cloudOf(provider: Provider | undefined): string {
  return provider === undefined ? '' : PROVIDER_NAMES[provider];
}
