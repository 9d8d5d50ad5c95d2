/** What makes a twin fit its budget again: another placement, one quantity solved for, or a larger budget. */
import { SLOTS, type Slot } from '@twin2multicloud/cost';
import { vary, type QuickFix, type Scenario, type SourceRange, type TextEdit } from '@twin2multicloud/language';
import { amountsByCause } from './hints.ts';
import { axisOf, solveForBudget } from './explore.ts';
import { inCurrency } from './money.ts';
import { pricerOf } from './pricing-of.ts';
import type { AnalysisOptions, BudgetState, TwinReport } from './report.ts';
import { amountText } from './words.ts';

const MONTH = 2_628_000;
const DAY = 86_400;

/** The fixes of one exceeded budget, the least change first. */
export function budgetFixes(report: TwinReport, state: BudgetState, options: AnalysisOptions): QuickFix[] {
  // A slot's own budget is a part of the total; solving for it would promise what another slot takes away.
  const solved = state.path === null ? [...placementFix(report, state), ...quantityFixes(report, state, options)] : [];
  return [...solved, raiseFix(report, state)];
}

function edit(at: SourceRange, text: string): TextEdit {
  return { file: at.file, start: at.start, end: at.end, text };
}

/** Frees every line of `place` that fixes a cloud, if that is enough. */
function placementFix(report: TwinReport, { budget }: BudgetState): QuickFix[] {
  const { best } = report.cost;
  if (!best || inCurrency(best.total, report.money) > budget) return [];
  const lines = new Map<number, { at: SourceRange; slots: Slot[] }>();
  for (const slot of SLOTS) {
    const { at, provider } = report.scenario.placement[slot];
    if (at === null || provider === null) continue;
    const line = lines.get(at.start) ?? { at, slots: [] };
    line.slots.push(slot);
    lines.set(at.start, line);
  }
  if (lines.size === 0) return [];
  const edits = [...lines.values()].map(({ at, slots }) => edit(at, `${slots.length > 1 ? 'L3' : (slots[0] ?? 'L1')} auto`));
  return [{ title: `Use the best placement: ${price(report, inCurrency(best.total, report.money))}`, edits }];
}

function price(report: TwinReport, amount: number): string {
  return `${amountText(amount)} ${report.money.currency} per month`;
}

interface Candidate {
  readonly path: string;
  readonly at: SourceRange;
  /** The nearest sensible value on the cheap side of a solved one, and how it is written. */
  readonly round: (value: number) => { readonly value: number; readonly text: string } | null;
}

/** The costliest group's count, and the retention of each tier that the twin's `storage` declares. */
function candidates(report: TwinReport): Candidate[] {
  const { scenario } = report;
  const amounts = amountsByCause(report);
  const costliest = [...scenario.groups]
    .filter((group) => group.count.at !== null)
    .sort((a, b) => (amounts.get(b.name) ?? 0) - (amounts.get(a.name) ?? 0))
    .slice(0, 1);
  const counts = costliest.map((group): Candidate => ({
    path: `${group.name}.count`,
    at: group.count.at ?? group.declaredAt,
    round: (value) => (value >= 1 ? { value: Math.floor(value), text: `count ${Math.floor(value)}` } : null),
  }));
  const tiers = (['archive', 'cool', 'hot'] as const).flatMap((tier): Candidate[] => {
    const { at, value } = scenario.storage.retention[tier];
    return at === null || value === null ? [] : [{ path: `storage.${tier}`, at, round: (seconds) => roundRetention(tier, seconds) }];
  });
  return [...counts, ...tiers];
}

/** Whole months where there is at least one, else whole days. */
function roundRetention(tier: string, seconds: number): { value: number; text: string } | null {
  const months = Math.floor(seconds / MONTH + 1e-9);
  if (months >= 1) return { value: months * MONTH, text: `${tier} ${months} ${months === 1 ? 'month' : 'months'}` };
  const days = Math.floor(seconds / DAY + 1e-9);
  return days >= 1 ? { value: days * DAY, text: `${tier} ${days} ${days === 1 ? 'day' : 'days'}` } : null;
}

function quantityFixes(report: TwinReport, { budget }: BudgetState, options: AnalysisOptions): QuickFix[] {
  const pricer = pricerOf(options);
  return candidates(report).flatMap(({ path, at, round }) => {
    const solved = axisOf(report.scenario, path) && solveForBudget(report, path, budget, options);
    const rounded = solved && round(solved.value);
    if (!rounded || !keepsOrder(report.scenario, path, rounded.value)) return [];
    const priced = pricer(vary(report.scenario, path, rounded.value));
    const perMonth = priced && inCurrency(priced.total, report.money);
    if (perMonth === null || perMonth > budget) return [];
    return [{ title: `Write \`${rounded.text}\`: ${price(report, perMonth)}`, edits: [edit(at, rounded.text)] }];
  });
}

/** A shorter hot or archive retention must still lie in the order of the tiers. */
function keepsOrder({ storage }: Scenario, path: string, value: number): boolean {
  const { hot, cool } = storage.retention;
  if (path === 'storage.cool') return value >= hot.value;
  if (path === 'storage.archive') return value >= (cool.value ?? hot.value);
  return true;
}

function raiseFix(report: TwinReport, { path, spent, at }: BudgetState): QuickFix {
  const amount = Math.ceil(spent ?? 0);
  const text = `budget ${path === null ? '' : `${path} `}${amount} ${report.money.currency} / month`;
  return { title: `Raise the budget to ${amount} ${report.money.currency} / month`, edits: [edit(at, text)] };
}
