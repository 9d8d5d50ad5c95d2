/**
 * The paper's choice of a placement, and the list of all placements that it allows.
 * The choice is the artifact's algorithm, ties included: shortest path through storage first, then each slot by itself.
 * It is greedy (L1 follows the hot tier that was chosen without it), so its total is not always the smallest; it is kept as published.
 */
import type { Slot } from '@twin2multicloud/topology';
import type { RankedPlacement, Transfer } from '../result.ts';
import { PAPER_PROVIDERS, type PaperProvider } from './prices.ts';
import type { PaperEdge } from './transfers.ts';

export type PaperPlacement = Readonly<Record<Slot, PaperProvider>>;

/** May this slot be on this cloud? */
export type Allowed = (slot: Slot, provider: PaperProvider) => boolean;

/** The amounts (USD a month) among which the choice is made. */
export interface PaperFigures {
  readonly slots: Readonly<Record<Slot, Readonly<Record<PaperProvider, number>>>>;
  readonly transfer: (from: PaperEdge, source: PaperProvider, target: PaperProvider) => number;
}

export function paperFigures(slots: PaperFigures['slots'], matrix: readonly Transfer[]): PaperFigures {
  const amounts = new Map(matrix.map(({ from, fromProvider, toProvider, amount }) => [`${from} ${fromProvider} ${toProvider}`, amount]));
  return {
    slots,
    transfer: (from, source, target) => {
      const amount = amounts.get(`${from} ${source} ${target}`);
      if (amount === undefined) throw new Error(`The paper has no transfer from ${from} on ${source} to ${target}.`);
      return amount;
    },
  };
}

/** Hot, cool and archive with the two transfers between them. */
export function storagePathCost(
  { slots, transfer }: PaperFigures,
  hot: PaperProvider,
  cool: PaperProvider,
  archive: PaperProvider,
): number {
  return (
    slots['L3.hot'][hot] +
    transfer('L3.hot', hot, cool) +
    slots['L3.cool'][cool] +
    transfer('L3.cool', cool, archive) +
    slots['L3.archive'][archive]
  );
}

/** L1 + its transfer to the hot tier + the storage path + L2 + L4 + L5. */
export function paperTotal(figures: PaperFigures, placement: PaperPlacement): number {
  const { slots, transfer } = figures;
  const hot = placement['L3.hot'];
  return (
    slots.L1[placement.L1] +
    transfer('L1', placement.L1, hot) +
    storagePathCost(figures, hot, placement['L3.cool'], placement['L3.archive']) +
    slots.L2[placement.L2] +
    slots.L4[placement.L4] +
    slots.L5[placement.L5]
  );
}

/** All slots on one cloud, with what the paper charges between the tiers of that cloud. */
export function onOneCloud(provider: PaperProvider): PaperPlacement {
  return { L1: provider, L2: provider, 'L3.hot': provider, 'L3.cool': provider, 'L3.archive': provider, L4: provider, L5: provider };
}

/** The artifact's choice among what is allowed; null where nothing is. */
export function choosePlacement(figures: PaperFigures, allowed: Allowed): PaperPlacement | null {
  const { slots, transfer } = figures;
  let path: { hot: PaperProvider; cool: PaperProvider; archive: PaperProvider } | null = null;
  let shortest = Infinity;
  for (const hot of PAPER_PROVIDERS) {
    if (!allowed('L3.hot', hot) || !allowed('L2', hot)) continue;
    for (const cool of PAPER_PROVIDERS) {
      if (!allowed('L3.cool', cool)) continue;
      for (const archive of PAPER_PROVIDERS) {
        if (!allowed('L3.archive', archive)) continue;
        const length = storagePathCost(figures, hot, cool, archive);
        if (length < shortest) {
          shortest = length;
          path = { hot, cool, archive };
        }
      }
    }
  }
  if (path === null) return null;
  const { hot, cool, archive } = path;
  const L1 = cheaper('azure', (provider) => (allowed('L1', provider) ? slots.L1[provider] + transfer('L1', provider, hot) : Infinity));
  const L4 = cheaper('aws', (provider) => (allowed('L4', provider) ? slots.L4[provider] : Infinity));
  const L5 = cheaper('azure', (provider) => (allowed('L5', provider) ? slots.L5[provider] : Infinity));
  if (L1 === null || L4 === null || L5 === null) return null;
  return { L1, L2: hot, 'L3.hot': hot, 'L3.cool': cool, 'L3.archive': archive, L4, L5 };
}

/**
 * The k best placements that are allowed, found by trying all, cheapest first; ties keep the order of the slots with AWS before Azure.
 * The chosen one comes first even where the paper's greedy choice is not the cheapest.
 */
export function rankPlacements(figures: PaperFigures, allowed: Allowed, chosen: PaperPlacement, k: number): RankedPlacement[] {
  const first = { placement: chosen, total: paperTotal(figures, chosen) };
  const others = placements(allowed)
    .filter((placement) => !samePlacement(placement, chosen))
    .map((placement) => ({ placement, total: paperTotal(figures, placement) }))
    .sort((a, b) => a.total - b.total);
  return [first, ...others].slice(0, Math.max(1, k));
}

export function samePlacement(a: PaperPlacement, b: PaperPlacement): boolean {
  return (Object.keys(a) as Slot[]).every((slot) => a[slot] === b[slot]);
}

function placements(allowed: Allowed): PaperPlacement[] {
  const on = (slot: Slot): PaperProvider[] => PAPER_PROVIDERS.filter((provider) => allowed(slot, provider));
  return on('L1').flatMap((L1) =>
    on('L2').flatMap((L2) =>
      (allowed('L3.hot', L2) ? on('L3.cool') : []).flatMap((cool) =>
        on('L3.archive').flatMap((archive) =>
          on('L4').flatMap((L4) => on('L5').map((L5) => ({ L1, L2, 'L3.hot': L2, 'L3.cool': cool, 'L3.archive': archive, L4, L5 }))),
        ),
      ),
    ),
  );
}

/** The cheaper cloud; `tie` where both cost the same; null where neither is allowed (both infinite). */
function cheaper(tie: PaperProvider, cost: (provider: PaperProvider) => number): PaperProvider | null {
  const [aws, azure] = [cost('aws'), cost('azure')];
  if (aws === Infinity && azure === Infinity) return null;
  if (aws === azure) return tie;
  return aws < azure ? 'aws' : 'azure';
}
