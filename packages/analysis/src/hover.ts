/**
 * The cost at a place of the text: for a device group, a run or a rule what it causes; for a block, a retention or a line of `place`
 * what the slot costs on each cloud and what the total would be if only this slot moved. What a property means is the language's to say.
 */
import { PROVIDERS, type CostLine, type PriceSource, type Provider, type Slot } from '@twin2multicloud/cost';
import type { SourceRange } from '@twin2multicloud/language';
import { chosenLines } from './hints.ts';
import type { TwinReport } from './report.ts';

export interface SlotHover {
  readonly kind: 'slot';
  readonly at: SourceRange;
  readonly slot: Slot;
  readonly clouds: readonly SlotHoverCloud[];
  /** One row a role of the slot; USD a month for each cloud in the order of `clouds`, null where it has none. */
  readonly rows: readonly { readonly role: string; readonly amounts: readonly (number | null)[] }[];
  /** Of the costliest line of the chosen cloud. */
  readonly source: PriceSource | null;
}

export interface SlotHoverCloud {
  readonly provider: Provider;
  readonly chosen: boolean;
  /** USD a month; null where the cloud cannot or may not serve the slot. */
  readonly amount: number | null;
  /** The total if only this slot moved here. */
  readonly total: number | null;
  readonly reason: string | null;
}

export interface CauseHover {
  readonly kind: 'cause';
  readonly at: SourceRange;
  /** `thermostats`, `processing.on[1]` … */
  readonly cause: string;
  /** USD a month. */
  readonly amount: number;
  /** The lines that it causes, the costliest first. */
  readonly lines: readonly { readonly line: CostLine; readonly amount: number }[];
}

/** The smallest declaration around the offset that has a cost; null where none has. */
export function costHover(report: TwinReport, file: string, offset: number): SlotHover | CauseHover | null {
  const inside = (at: SourceRange | null): at is SourceRange => at !== null && at.file === file && at.start <= offset && offset <= at.end;
  const places = [...slotPlaces(report), ...causePlaces(report)].filter(({ at }) => inside(at));
  places.sort((a, b) => a.at.end - a.at.start - (b.at.end - b.at.start));
  for (const place of places) {
    const hover = 'slot' in place ? slotHover(report, place.slot, place.at) : causeHover(report, place.cause, place.at);
    if (hover) return hover;
  }
  return null;
}

function slotPlaces({ scenario, cost }: TwinReport): { slot: Slot; at: SourceRange }[] {
  const { processing, management, visualization, storage, placement, groups } = scenario;
  const found: [Slot, SourceRange | null | undefined][] = [
    ['L2', processing.declaredAt],
    ['L4', management?.declaredAt],
    ['L5', visualization?.declaredAt],
    ['L3.hot', storage.declaredAt],
    ...cost.slots.map((slot): [Slot, SourceRange | null] => [slot, placement[slot].at]),
  ];
  for (const { hot, cool, archive } of [storage.retention, ...groups.map((group) => group.retention)]) {
    found.push(['L3.hot', hot.at], ['L3.cool', cool.at], ['L3.archive', archive.at]);
  }
  return found.flatMap(([slot, at]) => (at && cost.slots.includes(slot) ? [{ slot, at }] : []));
}

function causePlaces({ scenario }: TwinReport): { cause: string; at: SourceRange }[] {
  return [
    ...scenario.groups.map((group) => ({ cause: group.name, at: group.declaredAt })),
    ...scenario.processing.rules.map((rule, index) => ({ cause: `processing.on[${index + 1}]`, at: rule.declaredAt })),
  ];
}

function slotHover(report: TwinReport, slot: Slot, at: SourceRange): SlotHover | null {
  const { cost } = report;
  const cells = cost.cells[slot];
  if (!cells) return null;
  const chosen = cost.placement?.[slot];
  const linesOf = (provider: Provider) => {
    const cell = cells[provider];
    return cell.available ? cell.lines : [];
  };
  const roles = [...new Set(PROVIDERS.flatMap((provider) => linesOf(provider).map((line) => line.role)))];
  const rows = roles.map((role) => ({
    role,
    amounts: PROVIDERS.map((provider) => {
      const lines = linesOf(provider).filter((line) => line.role === role);
      return lines.length === 0 ? null : lines.reduce((sum, line) => sum + line.amount, 0);
    }),
  }));
  const costliest = chosen && [...linesOf(chosen)].sort((a, b) => b.amount - a.amount)[0];
  return {
    kind: 'slot',
    at,
    slot,
    clouds: PROVIDERS.map((provider) => {
      const cell = cells[provider];
      const total = cell.available && cell.delta !== null && cost.total !== null ? cost.total + cell.delta : null;
      return {
        provider,
        chosen: provider === chosen,
        amount: cell.available ? cell.amount : null,
        total,
        reason: cell.available ? null : cell.reason,
      };
    }),
    rows,
    source: costliest ? costliest.source : null,
  };
}

function causeHover(report: TwinReport, cause: string, at: SourceRange): CauseHover | null {
  const lines = chosenLines(report)
    .flatMap((line) => line.causes.filter((share) => share.cause === cause).map(({ amount }) => ({ line, amount })))
    .sort((a, b) => b.amount - a.amount);
  return lines.length === 0 ? null : { kind: 'cause', at, cause, amount: lines.reduce((sum, { amount }) => sum + amount, 0), lines };
}
