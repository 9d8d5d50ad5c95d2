/** One line above each twin and scenario: its total, how many clouds, and how it compares. */
import { PROVIDERS } from '@twin2multicloud/cost';
import type { Change } from './base.ts';
import { inCurrency } from './money.ts';
import type { Money, TwinReport } from './report.ts';
import { amountText, changeText, PROVIDER_NAMES, shareText } from './words.ts';

export interface Lens {
  readonly twin: string;
  readonly variant: string | null;
  readonly file: string;
  /** The offset of the declaration above whose line it stands. */
  readonly offset: number;
  readonly text: string;
  /** In `money.currency`; null: no total. */
  readonly perMonth: number | null;
  readonly money: Money;
}

const SIGNS: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£' };

/** `€` for EUR, the code itself where there is no sign. */
export function currencySign(currency: string): string {
  return SIGNS[currency] ?? currency;
}

/** @param reports the twins of a file in order, each followed by its scenarios */
export function lenses(reports: readonly TwinReport[]): Lens[] {
  let written: TwinReport | null = null;
  return reports.map((report) => {
    if (report.variant === null) written = report;
    const at = report.declaredAt;
    return {
      twin: report.name,
      variant: report.variant,
      file: at.file,
      offset: at.start,
      text: text(report, report.variant === null ? null : written),
      perMonth: report.perMonth,
      money: report.money,
    };
  });
}

function text(report: TwinReport, written: TwinReport | null): string {
  if (report.perMonth === null) return report.cost.impossible === null ? 'no total' : `no total: ${report.cost.impossible}`;
  const total = `${amountText(report.perMonth)} ${currencySign(report.money.currency)}/month`;
  if (written) {
    if (written.cost.total === null || report.cost.total === null) return total;
    const more = inCurrency(report.cost.total - written.cost.total, report.money);
    const words = Math.abs(more) < 0.005 ? 'the same as the file' : `${changeText(more)} ${more > 0 ? 'more' : 'less'} than the file`;
    return `${total} · ${words}`;
  }
  const clouds = new Set(Object.values(report.cost.placement ?? {})).size;
  return [total, clouds === 1 ? '1 cloud' : `${clouds} clouds`, ...againstSingle(report)].join(' · ');
}

/** `+3.10 €/month since HEAD`: stands behind the line above a twin or scenario. Nothing where there is nothing to tell. */
export function sinceText({ state, by }: Change, money: Money, name: string): string {
  return state === 'changed' && by !== null ? `${changeText(by)} ${currencySign(money.currency)}/month since ${name}` : '';
}

/** Against the cheapest single cloud that is possible. */
function againstSingle({ cost }: TwinReport): string[] {
  const { total } = cost;
  if (total === null) return [];
  const singles = PROVIDERS.flatMap((provider) => {
    const single = cost.singleCloud[provider].total;
    return single === null ? [] : [{ provider, single }];
  }).sort((a, b) => a.single - b.single);
  const [cheapest] = singles;
  if (!cheapest || cheapest.single <= 0) return [];
  const share = 1 - total / cheapest.single;
  const name = PROVIDER_NAMES[cheapest.provider];
  if (Math.abs(share) < 0.005) return [`the same as ${name} alone`];
  return [`${shareText(Math.abs(share))} ${share > 0 ? 'below' : 'above'} ${name} alone`];
}
