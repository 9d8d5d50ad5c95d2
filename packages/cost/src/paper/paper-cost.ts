/**
 * The whole answer of the paper's model for one scenario: cells, transfers, the published choice, alternatives and single-cloud totals.
 * The formulas stand in aws.ts, azure.ts and transfers.ts, the choice in choice.ts.
 */
import { SLOTS, type Provider, type Scenario, type Slot } from '@twin2multicloud/topology';
import type { Cell, CostLine, OverrideRegret, RankedPlacement, SingleCloud, Transfer, TwinCost, Unavailable } from '../result.ts';
import { PAPER_NOT_COUNTED, paperAssumptions } from './assumptions.ts';
import { awsLines } from './aws.ts';
import { azureLines } from './azure.ts';
import {
  choosePlacement,
  onOneCloud,
  paperFigures,
  paperTotal,
  rankPlacements,
  type Allowed,
  type PaperFigures,
  type PaperPlacement,
} from './choice.ts';
import { amountOf, blocksOf } from './lines.ts';
import { PAPER_PROVIDERS, type PaperPrices, type PaperProvider } from './prices.ts';
import { isComputable, paperQuantities, type PaperQuantities } from './quantities.ts';
import { allowedBy, brokenOn, exclusion, NOT_IN_THE_PAPER, whyImpossible } from './rules.ts';
import { transferMatrix } from './transfers.ts';

const MONTHS_PER_YEAR = 12;
const TOO_LARGE = 'the quantities are too large to compute';

/**
 * What a twin costs by the published model, in USD a month. `k` is the number of alternatives (5 if left out).
 * Never throws for a scenario that the language lowered; where no placement is possible the total is null and `impossible` says why.
 */
export function paperCost(scenario: Scenario, prices: PaperPrices, options: { readonly k?: number } = {}): TwinCost {
  const quantities = paperQuantities(scenario);
  if (!isComputable(quantities)) return tooLarge(scenario);
  const blocks = blocksOf(scenario);
  const lines = { aws: awsLines(quantities, prices.aws, blocks), azure: azureLines(quantities, prices.azure, blocks) };
  const matrix = transferMatrix(quantities, prices);
  const slots = perSlot((slot) => ({ aws: amountOf(lines.aws[slot]), azure: amountOf(lines.azure[slot]) }));
  const figures = paperFigures(slots, matrix);
  if (![...Object.values(slots).flatMap((pair) => [pair.aws, pair.azure]), ...matrix.map(({ amount }) => amount)].every(Number.isFinite)) {
    return tooLarge(scenario);
  }

  const asWritten = allowedBy(scenario, quantities, () => false);
  const placement = choosePlacement(figures, asWritten);
  const total = placement === null ? null : paperTotal(figures, placement);
  const whole = {
    ...frame(scenario),
    placement,
    total,
    impossible: placement === null ? whyImpossible(scenario, quantities) : null,
    cells: cellsOf(scenario, quantities, figures, lines, placement),
    transferMatrix: matrix,
    best: bestOf(scenario, quantities, figures, placement),
    singleCloud: singleClouds(scenario, quantities, figures),
  };
  if (placement === null || total === null) return whole;
  return {
    ...whole,
    transfers: chosenTransfers(matrix, placement),
    alternatives: rankPlacements(figures, asWritten, placement, options.k ?? 5),
    overrides: regrets(scenario, quantities, figures, placement, total),
    months: [total],
    firstYear: MONTHS_PER_YEAR * total,
  };
}

/** What holds for every scenario, with a curve and lists for one that has no placement. */
function frame(scenario: Scenario) {
  return {
    model: 'paper',
    slots: SLOTS,
    transfers: [],
    alternatives: [],
    overrides: [],
    assumptions: paperAssumptions(scenario),
    notCounted: PAPER_NOT_COUNTED,
    months: [],
    firstYear: 0,
    oneTime: 0,
  } as const;
}

function tooLarge(scenario: Scenario): TwinCost {
  const cell: Unavailable = { available: false, kind: 'model', reason: TOO_LARGE, at: null };
  const google: Unavailable = { available: false, kind: 'model', reason: NOT_IN_THE_PAPER, at: null };
  const none: SingleCloud = { total: null, breaks: [TOO_LARGE] };
  return {
    ...frame(scenario),
    placement: null,
    total: null,
    impossible: `The twin cannot be priced: ${TOO_LARGE}.`,
    cells: perSlot(() => ({ aws: cell, azure: cell, gcp: google })),
    transferMatrix: [],
    best: null,
    singleCloud: { aws: none, azure: none, gcp: { total: null, breaks: [NOT_IN_THE_PAPER] } },
  };
}

function cellsOf(
  scenario: Scenario,
  quantities: PaperQuantities,
  figures: PaperFigures,
  lines: Readonly<Record<PaperProvider, Readonly<Record<Slot, CostLine[]>>>>,
  placement: PaperPlacement | null,
): Record<Slot, Record<Provider, Cell>> {
  const cell = (slot: Slot, provider: PaperProvider): Cell =>
    exclusion(scenario, quantities, slot, provider) ?? {
      available: true,
      amount: figures.slots[slot][provider],
      delta: placement === null ? null : deltaOf(figures, placement, slot, provider),
      lines: lines[provider][slot],
    };
  const google: Unavailable = { available: false, kind: 'model', reason: NOT_IN_THE_PAPER, at: null };
  return perSlot((slot) => ({ aws: cell(slot, 'aws'), azure: cell(slot, 'azure'), gcp: google }));
}

/** null for L2 and L3.hot on another cloud: the paper never moves one of them alone. */
function deltaOf(figures: PaperFigures, placement: PaperPlacement, slot: Slot, provider: PaperProvider): number | null {
  if (placement[slot] === provider) return 0;
  if (slot === 'L2' || slot === 'L3.hot') return null;
  return paperTotal(figures, { ...placement, [slot]: provider }) - paperTotal(figures, placement);
}

function chosenTransfers(matrix: readonly Transfer[], placement: PaperPlacement): Transfer[] {
  return matrix.filter(
    ({ from, to, fromProvider, toProvider, amount }) => placement[from] === fromProvider && placement[to] === toProvider && amount > 0,
  );
}

/** The algorithm's choice with `place` freed; the twin as written where that happens to be cheaper (the algorithm is greedy). */
function bestOf(
  scenario: Scenario,
  quantities: PaperQuantities,
  figures: PaperFigures,
  written: PaperPlacement | null,
): RankedPlacement | null {
  return cheaperOf(
    figures,
    allowedBy(scenario, quantities, () => true),
    written,
  );
}

function cheaperOf(figures: PaperFigures, allowed: Allowed, written: PaperPlacement | null): RankedPlacement | null {
  const chosen = choosePlacement(figures, allowed);
  const candidates = [written, chosen].flatMap((placement) =>
    placement === null ? [] : [{ placement, total: paperTotal(figures, placement) }],
  );
  return candidates.reduce<RankedPlacement | null>(
    (best, candidate) => (best === null || candidate.total < best.total ? candidate : best),
    null,
  );
}

function regrets(
  scenario: Scenario,
  quantities: PaperQuantities,
  figures: PaperFigures,
  placement: PaperPlacement,
  total: number,
): OverrideRegret[] {
  return SLOTS.flatMap((slot) => {
    const { provider, at } = scenario.placement[slot];
    if (provider === null) return [];
    const best = cheaperOf(
      figures,
      allowedBy(scenario, quantities, (other) => other === slot),
      placement,
    );
    return best === null ? [] : [{ slot, provider, best: best.placement[slot] ?? provider, regret: total - best.total, at }];
  });
}

function singleClouds(scenario: Scenario, quantities: PaperQuantities, figures: PaperFigures): Record<Provider, SingleCloud> {
  const [aws, azure] = PAPER_PROVIDERS.map((provider) => ({
    total: paperTotal(figures, onOneCloud(provider)),
    breaks: brokenOn(scenario, quantities, provider),
  }));
  if (aws === undefined || azure === undefined) throw new Error('The paper has two clouds.');
  return { aws, azure, gcp: { total: null, breaks: [NOT_IN_THE_PAPER] } };
}

function perSlot<T>(of: (slot: Slot) => T): Record<Slot, T> {
  return {
    L1: of('L1'),
    L2: of('L2'),
    'L3.hot': of('L3.hot'),
    'L3.cool': of('L3.cool'),
    'L3.archive': of('L3.archive'),
    L4: of('L4'),
    L5: of('L5'),
  };
}
