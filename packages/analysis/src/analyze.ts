/** A program and a price book → what every twin of the entry file and each of its scenarios costs, and all problems. */
import type { Placement, TwinCost } from '@twin2multicloud/cost';
import {
  check,
  lower,
  lowerVariant,
  parse,
  syntaxProblems,
  variantNames,
  type Parsed,
  type Problem,
  type Program,
  type Scenario,
  type SourceRange,
  type tree,
} from '@twin2multicloud/language';
import { costProblems } from './cost-problems.ts';
import { convert, DOLLARS, inCurrency, moneyOf } from './money.ts';
import { costOf } from './pricing-of.ts';
import type { AnalysisOptions, BudgetState, FileReport, Money, TwinReport } from './report.ts';

/** Everything about the entry file of a program. Never throws on a user's text. */
export function analyze(program: Program, options: AnalysisOptions): FileReport {
  const entry = program.files.get(program.entry);
  const own = textProblems(program);
  if (!entry) return { path: program.entry, problems: own, twins: [] };
  const twins: TwinReport[] = [];
  for (const declaration of entry.tree.declarations) {
    if (declaration.kind !== 'twin') continue;
    const within = own.filter(({ file, start, end }) => file === program.entry && start >= declaration.start && end <= declaration.end);
    const add = (report: TwinReport) => twins.push(within.length === 0 ? report : { ...report, problems: [...within, ...report.problems] });
    add(reportOf(lower(program, declaration), options));
    for (const variant of variantNames(declaration)) {
      const scenario = lowerVariant(program, declaration, variant);
      add(reportOf(scenario, options, variantRange(declaration, scenario)));
    }
  }
  const problems = [...own, ...twins.flatMap((twin) => twin.problems)];
  return { path: program.entry, problems: inOrder(distinct(problems), program.entry), twins };
}

/** The problems of syntax and meaning of every file of a program. */
function textProblems(program: Program): Problem[] {
  return [...program.files].flatMap(([path, parsed]) => [
    // `gather` keeps documents that know their problems; another host's files are read again.
    ...syntaxProblems('problems' in parsed ? (parsed as Parsed) : parse(parsed.text, path)),
    ...check({ ...program, entry: path }),
  ]);
}

/** Where a scenario block stands in its file. */
export function variantRange(declaration: tree.TwinDeclaration, scenario: Scenario): SourceRange {
  const member = declaration.members.find((candidate) => candidate.kind === 'scenario' && candidate.name.text === scenario.variant);
  const { file } = scenario.declaredAt;
  return member ? { file, start: declaration.start + member.start, end: declaration.start + member.end } : scenario.declaredAt;
}

/** One scenario, however it came about. */
export function reportOf(scenario: Scenario, options: AnalysisOptions, declaredAt: SourceRange = scenario.declaredAt): TwinReport {
  const cost = costOf(scenario, options);
  const asked = options.currency ?? scenario.currency.value;
  const rate = moneyOf(options.book, asked);
  const money = 'perUsd' in rate ? rate : DOLLARS;
  const perMonth = cost.total === null ? null : inCurrency(cost.total, money);
  const budgets = budgetsOf(scenario, cost, money, options);
  const bare: TwinReport = {
    name: scenario.name,
    title: scenario.title,
    variant: scenario.variant,
    declaredAt,
    scenario,
    cost,
    money,
    perMonth,
    budgets,
    problems: [],
  };
  return { ...bare, problems: costProblems(bare, options, 'perUsd' in rate ? null : rate) };
}

/** The budgets of a scenario in a currency, and what is spent of them. */
export function budgetsOf(scenario: Scenario, cost: TwinCost, money: Money, options: AnalysisOptions): BudgetState[] {
  return scenario.budgets.flatMap((budget) => {
    const amount = convert(options.book, budget.perMonth, budget.currency, money);
    if (amount === null) return [];
    const spent = spentOn(cost, budget.path);
    return [{ path: budget.path, budget: amount, spent: spent === null ? null : inCurrency(spent, money), at: budget.at }];
  });
}

/** USD of a slot, of the three tiers together, or of everything. */
function spentOn(cost: TwinCost, path: BudgetState['path']): number | null {
  if (cost.placement === null) return null;
  if (path === null) return cost.total;
  const slots = path === 'L3' ? (['L3.hot', 'L3.cool', 'L3.archive'] as const) : ([path] as const);
  return slots.reduce((sum, slot) => sum + chosenAmount(cost, cost.placement ?? {}, slot), 0);
}

/** USD of the chosen cell of a slot; 0 where the slot is unused. */
export function chosenAmount(cost: TwinCost, placement: Placement, slot: keyof Placement): number {
  const provider = placement[slot];
  const cell = provider && cost.cells[slot]?.[provider];
  return cell?.available ? cell.amount : 0;
}

/** The same problem of a twin and of its scenarios is told once. */
export function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = keyOf(problem);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Equal for problems that say the same of the same place. */
export function keyOf({ code, file, start, end, message }: Problem): string {
  return `${code} ${file} ${start} ${end} ${message}`;
}

export function inOrder(problems: readonly Problem[], entry: string): Problem[] {
  const rank = (problem: Problem) => (problem.file === entry ? '' : problem.file);
  return [...problems].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : a.start - b.start));
}
