/**
 * The figures at the ends of lines. Two views of the same money: on a device group what it causes, on blocks and storage lines what
 * the slot costs and where. They must not be added.
 */
import { PROVIDERS, type CostLine, type Slot } from '@twin2multicloud/cost';
import type { SourceRange } from '@twin2multicloud/language';
import { inCurrency } from './money.ts';
import type { TwinReport } from './report.ts';
import { amountText, PROVIDER_NAMES } from './words.ts';
import { currencySign } from './lens.ts';

export interface Hint {
  readonly kind: 'cause' | 'slot';
  /** Of the group, or the slot: where several stand on one line they are told apart by it. */
  readonly name: string;
  readonly file: string;
  /** The declaration; the hint stands at the end of its first line. */
  readonly at: SourceRange;
  /** USD a month. */
  readonly amount: number;
  /** `≈ 12.40 €/mo`, `≈ 9.02 €/mo on Azure`. */
  readonly text: string;
}

/** The hints of a twin as written, in order of place. At most one for a declaration and for a line of `place`. */
export function hints(report: TwinReport): Hint[] {
  if (report.cost.placement === null) return [];
  return [...causeHints(report), ...slotHints(report), ...placeHints(report)].sort((a, b) => a.at.start - b.at.start);
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
    return [
      { kind: 'cause' as const, name: group.name, file: group.declaredAt.file, at: group.declaredAt, amount, text: figure(report, amount) },
    ];
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
        name: slot,
        file: at.file,
        at,
        amount: cell.amount,
        text: `${figure(report, cell.amount)} on ${PROVIDER_NAMES[provider]}`,
      },
    ];
  });
}

/** On a line of `place`: what its slot costs, and against the other clouds. A line for all three tiers tells their sum. */
function placeHints(report: TwinReport): Hint[] {
  const { scenario, cost } = report;
  const lines = new Map<number, { readonly at: SourceRange; readonly slots: Slot[] }>();
  for (const slot of cost.slots) {
    const { at } = scenario.placement[slot];
    if (at === null) continue;
    const line = lines.get(at.start);
    if (line === undefined) lines.set(at.start, { at, slots: [slot] });
    else line.slots.push(slot);
  }
  return [...lines.values()].flatMap(({ at, slots }) => {
    const cells = slots.flatMap((slot) => {
      const provider = cost.placement?.[slot];
      const cell = provider && cost.cells[slot]?.[provider];
      return cell?.available ? [cell.amount] : [];
    });
    const [slot] = slots;
    if (slot === undefined || cells.length === 0) return [];
    const amount = cells.reduce((sum, one) => sum + one, 0);
    const against = slots.length === 1 ? againstOthers(report, slot) : '';
    const name = slots.length === 1 ? slot : slot.replace(/\..*/, '');
    return [{ kind: 'slot' as const, name, file: at.file, at, amount, text: `${figure(report, amount)}${against}` }];
  });
}

/** `, 3.81 over the best` of a slot that is fixed; ` on Azure, AWS 1.30 more` of one that is chosen. */
function againstOthers({ scenario, cost, money }: TwinReport, slot: Slot): string {
  const { at } = scenario.placement[slot];
  const fixed = cost.overrides.find((override) => override.slot === slot && override.at?.start === at?.start);
  if (fixed !== undefined) {
    const more = inCurrency(fixed.regret, money);
    return more < 0.005 ? '' : `, ${amountText(more)} over the best`;
  }
  const chosen = cost.placement?.[slot];
  if (chosen === undefined) return '';
  const others = PROVIDERS.flatMap((provider) => {
    const cell = cost.cells[slot]?.[provider];
    return provider !== chosen && cell?.available && cell.delta !== null ? [{ provider, more: inCurrency(cell.delta, money) }] : [];
  }).sort((a, b) => a.more - b.more);
  const [next] = others;
  const beside = next === undefined || next.more < 0.005 ? '' : `, ${PROVIDER_NAMES[next.provider]} ${amountText(next.more)} more`;
  return ` on ${PROVIDER_NAMES[chosen]}${beside}`;
}

function figure(report: TwinReport, amount: number): string {
  const { currency } = report.money;
  const text = amountText(inCurrency(amount, report.money));
  // `< 0.01` is no approximation.
  return `${text.startsWith('<') ? '' : '≈ '}${text} ${currencySign(currency)}/mo`;
}
