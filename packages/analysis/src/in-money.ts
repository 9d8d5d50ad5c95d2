/** A report in another currency: the figures are the same, nothing is priced again. */
import { budgetsOf } from './analyze.ts';
import { inCurrency, moneyOf } from './money.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';

/** The currencies of a price book by their ISO 4217 codes, USD first. */
export function currenciesOf({ book }: Pick<AnalysisOptions, 'book'>): string[] {
  return ['USD', ...Object.keys(book.currencyRates).filter((code) => code !== 'USD')];
}

/** null or a currency without a rate: the report's own. */
export function inMoney(report: TwinReport, currency: string | null, options: AnalysisOptions): TwinReport {
  if (currency === null || currency === report.money.currency) return report;
  const money = moneyOf(options.book, currency);
  if (!('perUsd' in money)) return report;
  const { cost, scenario } = report;
  return {
    ...report,
    money,
    perMonth: cost.total === null ? null : inCurrency(cost.total, money),
    budgets: budgetsOf(scenario, cost, money, options),
  };
}
