/**
 * The figures at the ends of lines. Two views of the same money: on a device group what it causes, on blocks and storage lines what
 * the slot costs and where. They must not be added.
 */
import type { CostLine, Slot } from '@twin2multicloud/cost';
import type { SourceRange } from '@twin2multicloud/language';
import { inCurrency } from './money.ts';
import type { TwinReport } from './report.ts';
import { amountText, PROVIDER_NAMES } from './words.ts';
import { currencySign } from './lens.ts';

export interface Hint {
  readonly kind: 'cause' | 'slot';
  readonly file: string;
  /** The declaration; the hint stands at the end of its first line. */
  readonly at: SourceRange;
  /** USD a month. */
  readonly amount: number;
  /** `≈ 12.40 €/mo`, `≈ 9.02 €/mo on Azure`. */
  readonly text: string;
}

/** The hints of a twin as written, in order of place. At most one for a declaration. */
export function hints(report: TwinReport): Hint[] {
  if (report.cost.placement === null) return [];
  return [...causeHints(report), ...slotHints(report)].sort((a, b) => a.at.start - b.at.start);
}

/** Every line of the chosen placement with its transfers. */
export function chosenLines({ cost }: TwinReport): CostLine[] {
  const { placement } = cost;
  if (!placement) return [];
  const slots = cost.slots.flatMap((slot) => {
    const provider = placement[slot];
    const cell = provider && cost.cells[slot]?.[provider];
    return cell?.available ? cell.lines : [];
  });
  return [...slots, ...cost.transfers.flatMap((transfer) => transfer.lines)];
}

/** USD by the path of the declaration that causes it: `thermostats`, `visualization.editors`, `processing.on[1]` … */
export function amountsByCause(report: TwinReport): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const line of chosenLines(report)) {
    for (const { cause, amount } of line.causes) amounts.set(cause, (amounts.get(cause) ?? 0) + amount);
  }
  return amounts;
}

function causeHints(report: TwinReport): Hint[] {
  const amounts = amountsByCause(report);
  return report.scenario.groups.flatMap((group) => {
    const amount = amounts.get(group.name);
    if (amount === undefined) return [];
    return [{ kind: 'cause' as const, file: group.declaredAt.file, at: group.declaredAt, amount, text: figure(report, amount) }];
  });
}

function slotHints(report: TwinReport): Hint[] {
  const { scenario } = report;
  const places: readonly (readonly [Slot, SourceRange | null])[] = [
    ['L2', scenario.processing.declaredAt],
    ['L3.hot', scenario.storage.retention.hot.at],
    ['L3.cool', scenario.storage.retention.cool.at],
    ['L3.archive', scenario.storage.retention.archive.at],
    ['L4', scenario.management?.declaredAt ?? null],
    ['L5', scenario.visualization?.declaredAt ?? null],
  ];
  return places.flatMap(([slot, at]) => {
    const provider = report.cost.placement?.[slot];
    const cell = provider && report.cost.cells[slot]?.[provider];
    if (at === null || !provider || !cell?.available) return [];
    return [
      {
        kind: 'slot' as const,
        file: at.file,
        at,
        amount: cell.amount,
        text: `${figure(report, cell.amount)} on ${PROVIDER_NAMES[provider]}`,
      },
    ];
  });
}

function figure(report: TwinReport, amount: number): string {
  const { currency } = report.money;
  return `≈ ${amountText(inCurrency(amount, report.money))} ${currencySign(currency)}/mo`;
}
