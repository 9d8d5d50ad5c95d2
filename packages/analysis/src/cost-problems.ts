/** The problems that only prices can tell: 4xxx, and what is above a cloud's limits (31xx). Fixes are data. */
import {
  ASSUMPTIONS,
  DAYS_PER_MONTH,
  MINIMUM_DAYS,
  PROVIDERS,
  SECONDS_PER_MONTH,
  SLOTS,
  type Provider,
  type Slot,
} from '@twin2multicloud/cost';
import { nearest, type Problem, type QuickFix, type SourceRange } from '@twin2multicloud/language';
import { priceAges } from '@twin2multicloud/pricing';
import { budgetFixes } from './budget-fixes.ts';
import { severityOf, type CostCode } from './codes.ts';
import { inCurrency, moneyOf } from './money.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';
import { amountText, PROVIDER_NAMES, SLOT_NAMES } from './words.ts';

/** Prices older than so many days are told of, unless somebody says another number. */
const OLD_DAYS = 30;

interface CurrencyFault {
  readonly message: string;
  readonly remedy: string;
  readonly known: readonly string[];
}

export function costProblems(report: TwinReport, options: AnalysisOptions, currency: CurrencyFault | null): Problem[] {
  const problems: Problem[] = [];
  if (currency) problems.push(currencyProblem(report, currency));
  problems.push(...budgetCurrencyProblems(report, options), ...assumptionProblems(report));
  if (options.model !== 'paper')
    problems.push(...availabilityProblems(report), ...minimumProblems(report), ...ageProblems(report, options));
  if (report.cost.placement === null) problems.push(impossibleProblem(report));
  problems.push(...placementProblems(report), ...budgetProblems(report, options));
  if (report.variant === null) return problems;
  return problems.map((found) => ofVariant(found, report.variant));
}

/** Of a scenario: its fixes would change the twin as written, so they are left out. */
function ofVariant({ code, severity, message, file, start, end }: Problem, variant: string | null): Problem {
  return { code, severity, message: `Scenario ${variant}: ${message}`, file, start, end };
}

function problem(code: CostCode, at: SourceRange, message: string, fixes: readonly QuickFix[] = []): Problem {
  return { code, severity: severityOf(code), message, file: at.file, start: at.start, end: at.end, ...(fixes.length > 0 && { fixes }) };
}

function replacement(title: string, at: SourceRange, text: string, preferred = false): QuickFix {
  return { title, edits: [{ file: at.file, start: at.start, end: at.end, text }], preferred };
}

function currencyProblem({ scenario }: TwinReport, fault: CurrencyFault): Problem {
  return problem('twin-4008', scenario.currency.at ?? headOf(scenario), `${fault.message} Figures are in USD. ${fault.remedy}`);
}

/** A budget that cannot be compared is told, never left out in silence. */
function budgetCurrencyProblems({ scenario }: TwinReport, { book }: AnalysisOptions): Problem[] {
  return scenario.budgets.flatMap((budget) => {
    const rate = moneyOf(book, budget.currency);
    return 'perUsd' in rate ? [] : [problem('twin-4008', budget.at, `${rate.message} The budget is not checked. ${rate.remedy}`)];
  });
}

function assumptionProblems({ scenario }: TwinReport): Problem[] {
  return Object.entries(scenario.assume).flatMap(([id, declared]) => {
    if (id in ASSUMPTIONS || declared.at === null) return [];
    const meant = nearest(id, Object.keys(ASSUMPTIONS));
    return [
      problem(
        'twin-4010',
        declared.at,
        `The cost model has no assumption \`${id}\`${meant === null ? '' : `; did you mean \`${meant}\``}.`,
      ),
    ];
  });
}

/** What a cloud cannot do for a slot: told once a reason, at the declaration that asks for it. */
function availabilityProblems(report: TwinReport): Problem[] {
  const { scenario, cost } = report;
  const found = new Map<string, Problem>();
  for (const slot of cost.slots) {
    for (const provider of PROVIDERS) {
      const cell = cost.cells[slot]?.[provider];
      if (!cell || cell.available || !scenario.providers.value.includes(provider)) continue;
      const at = cell.at ?? headOf(scenario);
      const where = `${slot} (${SLOT_NAMES[slot].toLowerCase()}) on ${PROVIDER_NAMES[provider]}`;
      if (cell.kind === 'limit')
        found.set(`${slot} ${cell.reason}`, problem('twin-3101', at, `${where} is not available: ${cell.reason}.`));
      if (cell.kind === 'absent')
        found.set(`${slot} ${cell.reason}`, problem('twin-4004', at, `${where} is not available: ${cell.reason}.`));
      if (cell.kind === 'price')
        found.set(
          `price ${cell.meter ?? slot}`,
          problem('twin-4005', at, `${where} cannot be priced: ${cell.reason}. Update the price book or name another one.`),
        );
      if (cell.kind === 'region') found.set(`region ${provider}`, problem('twin-4007', at, `${PROVIDER_NAMES[provider]}: ${cell.reason}.`));
    }
  }
  return [...found.values()];
}

function impossibleProblem({ scenario, cost, variant }: TwinReport): Problem {
  const fixed = cost.slots.map((slot) => scenario.placement[slot].at).find((at) => at !== null);
  const name = variant === null ? scenario.name : `${scenario.name}, scenario ${variant}`;
  return problem(
    'twin-4003',
    fixed ?? headOf(scenario),
    `${name} has no possible placement: ${cost.impossible ?? 'no cloud serves every slot'}.`,
  );
}

function placementProblems(report: TwinReport): Problem[] {
  const { cost, money } = report;
  return cost.overrides.flatMap(({ slot, provider, best, regret, at }) => {
    const more = inCurrency(regret, money);
    if (at === null || more < 0.005) return [];
    const message = `${slot} on ${PROVIDER_NAMES[provider]} costs ${amountText(more)} ${money.currency} per month more than on ${PROVIDER_NAMES[best]}, the best for the rest of this placement.`;
    return [problem('twin-4001', at, message, [freeSlot(report, slot, best, at)])];
  });
}

/** A line for one slot becomes `auto`; beside a line for all three tiers the more specific one is written, which wins. */
function freeSlot({ scenario }: TwinReport, slot: Slot, best: Provider, at: SourceRange): QuickFix {
  const shared = SLOTS.some((other) => other !== slot && scenario.placement[other].at?.start === at.start);
  const title = `Leave ${slot} to the optimizer (${PROVIDER_NAMES[best]})`;
  if (!shared) return replacement(title, at, `${slot} auto`, true);
  return { title, edits: [{ file: at.file, start: at.end, end: at.end, text: `\n    ${slot} auto` }] };
}

/** The words `twin NAME`: a problem of the whole twin marks no more than them. */
function headOf({ declaredAt, name }: TwinReport['scenario']): SourceRange {
  return { ...declaredAt, end: Math.min(declaredAt.end, declaredAt.start + 'twin '.length + name.length) };
}

function budgetProblems(report: TwinReport, options: AnalysisOptions): Problem[] {
  return report.budgets.flatMap((state) => {
    const { path, budget, spent, at } = state;
    if (spent === null || spent <= budget) return [];
    const what = path === null ? '' : `${path} is `;
    const { best, total } = report.cost;
    const cheaper =
      path === null && best && total !== null && best.total < total - 1e-9
        ? ` The best placement costs ${amountText(inCurrency(best.total, report.money))}.`
        : '';
    const over = `${what}${what === '' ? 'Over' : 'over'} the budget: ${amountText(spent)} of ${amountText(budget)} ${report.money.currency} per month, ${amountText(spent - budget)} too much.`;
    let fixes: readonly QuickFix[] | null = null;
    return [
      {
        ...problem('twin-4002', at, `${over}${cheaper}`),
        // Solving takes many searches: only when somebody asks for the fixes.
        get fixes() {
          return (fixes ??= budgetFixes(report, state, options));
        },
      },
    ];
  });
}

/** Retention shorter than what the chosen cloud bills. */
function minimumProblems({ scenario, cost }: TwinReport): Problem[] {
  const { placement } = cost;
  if (!placement) return [];
  const found = new Map<string, Problem>();
  for (const { retention } of scenario.groups) {
    const hot = retention.hot.value;
    const cool = Math.max(hot, retention.cool.value ?? 0);
    const archive = Math.max(cool, retention.archive.value ?? 0);
    for (const [tier, seconds, declared] of [
      ['cool', cool - hot, retention.cool],
      ['archive', archive - cool, retention.archive],
    ] as const) {
      const provider = placement[`L3.${tier}`];
      if (!provider || seconds <= 0 || declared.at === null) continue;
      const days = (seconds / SECONDS_PER_MONTH) * DAYS_PER_MONTH;
      const least = MINIMUM_DAYS[tier][provider];
      if (days >= least - 1e-9) continue;
      const message = `Data stays ${Number(days.toFixed(1))} days in the ${tier} tier, ${PROVIDER_NAMES[provider]} bills at least ${least} days.`;
      found.set(`${tier} ${declared.at.start}`, problem('twin-4009', declared.at, message));
    }
  }
  return [...found.values()];
}

function ageProblems({ scenario }: TwinReport, { book, today, maximumAge = OLD_DAYS }: AnalysisOptions): Problem[] {
  if (today === undefined || maximumAge <= 0) return [];
  const ages = priceAges(book, Date.parse(today));
  const allowed = scenario.providers.value;
  const old = allowed.filter((provider) => ages[provider] > maximumAge);
  if (old.length === 0) return [];
  const days = Math.max(...old.map((provider) => ages[provider]));
  const whose = old.length === allowed.length ? '' : ` of ${old.map((provider) => PROVIDER_NAMES[provider]).join(' and ')}`;
  return [problem('twin-4006', headOf(scenario), `The prices${whose} are ${days} days old (book ${book.id}).`)];
}
