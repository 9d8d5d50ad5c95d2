/**
 * Words of the screens that several formats share: placements, slots, states of budgets. It rounds and computes nothing new.
 */
import { PROVIDER_NAMES, type BudgetState, type TwinReport } from '@twin2multicloud/analysis';
import { PROVIDERS, SLOTS, type Cell, type CostLine, type Placement, type Provider, type Slot } from '@twin2multicloud/cost';
import { money, share } from './numbers.ts';
import { wrap } from './table.ts';

/** Short enough for the first column of a table. */
export const SLOT_WORDS: Readonly<Record<Slot, string>> = {
  L1: 'acquisition',
  L2: 'processing',
  'L3.hot': 'hot storage',
  'L3.cool': 'cool storage',
  'L3.archive': 'archive',
  L4: 'management',
  L5: 'visualization',
};

/** `SmartHome`, `SmartHome · Winter`. */
export function nameOf({ name, variant }: Pick<TwinReport, 'name' | 'variant'>): string {
  return variant === null ? name : `${name} · ${variant}`;
}

/** `all on AWS`, or `L1 L2 AWS · L3.hot Azure · L4 AWS`. */
export function placementText(placement: Placement): string {
  const runs: { provider: Provider; slots: Slot[] }[] = [];
  for (const slot of SLOTS) {
    const provider = placement[slot];
    if (provider === undefined) continue;
    const last = runs.at(-1);
    if (last?.provider === provider) last.slots.push(slot);
    else runs.push({ provider, slots: [slot] });
  }
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return `all on ${PROVIDER_NAMES[only.provider]}`;
  // No-break blanks keep a run together where the text is wrapped.
  return runs
    .map(({ provider, slots }) =>
      `${slots.length > 2 ? `${slots[0] ?? ''}–${slots.at(-1) ?? ''}` : slots.join(' ')} ${PROVIDER_NAMES[provider]}`.replaceAll(
        ' ',
        '\u00a0',
      ),
    )
    .join('\u00a0· ');
}

/** `L3.hot on Azure, L4 on AWS`: where `to` differs from `from`. */
export function movesText(from: Placement | null, to: Placement): string {
  const moves = SLOTS.flatMap((slot) => {
    const provider = to[slot];
    return provider === undefined || provider === from?.[slot] ? [] : [`${slot} on ${PROVIDER_NAMES[provider]}`];
  });
  return moves.join(', ');
}

/** The clouds of a placement, in the house's order. */
export function cloudsOf(placement: Placement): Provider[] {
  return PROVIDERS.filter((provider) => SLOTS.some((slot) => placement[slot] === provider));
}

/** The cheapest single cloud that has a total. */
export function cheapestSingle(twin: TwinReport): { readonly provider: Provider; readonly total: number } | null {
  let best: { provider: Provider; total: number } | null = null;
  for (const provider of PROVIDERS) {
    const { total } = twin.cost.singleCloud[provider];
    if (total !== null && (best === null || total < best.total)) best = { provider, total };
  }
  return best;
}

/** `18 % below AWS alone`, `3 % above Google Cloud alone`; null where nothing is to be said. */
export function savingText(twin: TwinReport): string | null {
  const { placement, total } = twin.cost;
  const single = cheapestSingle(twin);
  if (placement === null || total === null || single === null || single.total <= 0) return null;
  if (cloudsOf(placement).length === 1 && Math.abs(total - single.total) < 1e-9 * single.total) return null;
  const part = 1 - total / single.total;
  if (Math.abs(part) < 1e-9) return null;
  return `${share(Math.abs(part))} ${part > 0 ? 'below' : 'above'} ${PROVIDER_NAMES[single.provider]} alone`;
}

/** The sign before a total: `≥` where a part is missing, `~` where it rests on an unconfirmed price. */
export function totalSign(twin: TwinReport, incomplete: ReadonlySet<TwinReport>): string {
  return incomplete.has(twin) ? '≥ ' : totalUnconfirmed(twin) ? '~' : '';
}

/** What is said below an incomplete total. */
export const INCOMPLETE = 'Incomplete: what the errors concern is not counted. `twin check` tells them.';

/** `budget 60.00: 1.20 over`, `L3 budget 10.00: 2.40 left`. */
export function budgetText({ path, budget, spent }: BudgetState): string {
  const name = `${path === null ? '' : `${path} `}budget ${money(budget)}`;
  if (spent === null) return `${name}: no total`;
  return spent > budget ? `${name}: ${money(spent - budget)} over` : `${name}: ${money(budget - spent)} left`;
}

/** Whether a figure of these lines rests on a price that is not confirmed. A line that costs nothing does not count. */
export function isUnconfirmed(lines: readonly CostLine[]): boolean {
  return lines.some((line) => line.status === 'unconfirmed' && line.amount !== 0);
}

export function cellUnconfirmed(cell: Cell): boolean {
  return cell.available && isUnconfirmed(cell.lines);
}

/** Whether the total of the chosen placement rests on such a price, or on such a currency rate. */
export function totalUnconfirmed({ cost, money: rate }: TwinReport): boolean {
  if (rate.status === 'unconfirmed') return true;
  return (
    cost.slots.some((slot) => {
      const provider = cost.placement?.[slot];
      const cell = provider && cost.cells[slot]?.[provider];
      return cell !== undefined && cellUnconfirmed(cell);
    }) || cost.transfers.some(({ lines }) => isUnconfirmed(lines))
  );
}

/** Letters for placements where their words are too long, in the order in which they are met. */
export class Letters {
  readonly #letters = new Map<string, { readonly letter: string; readonly placement: Placement }>();

  of(placement: Placement): string {
    const key = SLOTS.map((slot) => placement[slot] ?? '-').join();
    let known = this.#letters.get(key);
    if (known === undefined) {
      const index = this.#letters.size;
      known = { letter: index < 26 ? String.fromCharCode(65 + index) : `A${index - 25}`, placement };
      this.#letters.set(key, known);
    }
    return known.letter;
  }

  legend(width: number): string[] {
    return [...this.#letters.values()].flatMap(({ letter, placement }) =>
      wrap(`${letter.padEnd(2)} ${placementText(placement)}`, width - 2, '   ').map((line) => `  ${line}`),
    );
  }
}
