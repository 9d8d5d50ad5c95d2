/** The whole trace of a twin: every line of the chosen placement by slot and transfer, and why each slot is where it is. */
import { PROVIDERS, type Slot } from '@twin2multicloud/cost';
import type { ExplainedSection, Explanation, TwinReport } from './report.ts';

/** @param only a slot, `L3` for its tiers, or left out for everything with the transfers. */
export function explain(twin: TwinReport, only?: string): Explanation {
  const { cost } = twin;
  const wanted = (slot: Slot) => only === undefined || slot === only || (only === 'L3' && slot.startsWith('L3.'));
  const sections: ExplainedSection[] = cost.slots.filter(wanted).flatMap((slot) => {
    const provider = cost.placement?.[slot];
    const cells = cost.cells[slot];
    const cell = provider && cells?.[provider];
    const others = PROVIDERS.filter((other) => other !== provider).map((other) => {
      const there = cells?.[other];
      return there?.available
        ? { provider: other, delta: there.delta, reason: null }
        : { provider: other, delta: null, reason: there?.reason ?? null };
    });
    if (!cell?.available) return [{ title: `${slot}, not possible`, slot, amount: 0, lines: [], others }];
    return [{ title: `${slot} on ${provider}`, slot, amount: cell.amount, lines: cell.lines, others }];
  });
  const transfers: ExplainedSection[] = cost.transfers
    .filter(({ from, to }) => only === undefined || wanted(from) || wanted(to))
    .map(({ from, to, fromProvider, toProvider, flow, amount, lines }) => ({
      title: `${from} → ${to} ${flow}, ${fromProvider} → ${toProvider}`,
      slot: null,
      amount,
      lines,
      others: [],
    }));
  return { twin, sections: [...sections, ...transfers] };
}
