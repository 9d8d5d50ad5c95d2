/**
 * The whole answer of the billing model for one scenario: the placement as written and the best one, cells, transfers, single clouds,
 * regrets, curve and assumptions. What is costly and not always shown is computed when it is asked for.
 */
import {
  ASSUMPTIONS,
  factsOf,
  FLOW_ENDS,
  measure,
  pricePlacement,
  priceTransferAlone,
  PROVIDERS,
  ratesFor,
  SLOTS,
  withFacts,
  type AssumptionId,
  type AvailableCell,
  type Cell,
  type Measured,
  type OverrideRegret,
  type Placement,
  type PriceBook,
  type PricedPlacement,
  type Provider,
  type RankedPlacement,
  type RatesOptions,
  type Scenario,
  type SingleCloud,
  type Slot,
  type Transfer,
  type TwinCost,
  type UsedAssumption,
} from '@twin2multicloud/cost';
import { curveOf } from './curve.ts';
import { allowedBy, exclusionsOf, type Exclusions } from './rules.ts';
import { bestOf, choiceOf, placementOf, rankAll, totalOf, type Found } from './search.ts';

export interface EvaluateOptions extends RatesOptions {
  /** How many placements to rank. */
  readonly k?: number;
  /** Instead of what `place` says: the provider that is fixed for a slot, or null. */
  readonly fixed?: (slot: Slot) => Provider | null;
}

/** What no model here counts; said beside every total. */
export const NOT_COUNTED: readonly string[] = [
  'logs (they may exceed the functions)',
  'container and artifact registries',
  'private networks',
  'support plans',
  'taxes',
  'discounts and commitments',
];

export function evaluate(scenario: Scenario, book: PriceBook, options: EvaluateOptions = {}): TwinCost {
  return evaluateMeasured(measure(scenario, ratesFor(book, scenario, options)), options);
}

export function evaluateMeasured(measured: Measured, options: EvaluateOptions = {}): TwinCost {
  const { scenario } = measured.facts;
  const k = options.k ?? 5;
  const exclusions = exclusionsOf(measured);
  const written = options.fixed ?? ((slot: Slot) => scenario.placement[slot].provider);
  const allowed = allowedBy(measured, exclusions, written);
  // One search for the total; the ranking only when somebody looks.
  const found = bestOf(measured, allowed);
  const placement = found && placementOf(measured, found.choice);
  const priced = lazy(() => (placement ? pricePlacement(measured, placement) : null));
  const ranked = (results: readonly Found[]): RankedPlacement[] =>
    results.map(({ choice }) => {
      const candidate = placementOf(measured, choice);
      return { placement: candidate, total: pricePlacement(measured, candidate).total };
    });
  const best = lazy(() => {
    const free = bestOf(
      measured,
      allowedBy(measured, exclusions, () => null),
    );
    return free ? (ranked([free])[0] ?? null) : null;
  });
  const cells = lazy(() => cellsOf(measured, exclusions, allowed, placement, priced()));
  const matrix = lazy(() => matrixOf(measured));
  const alternatives = lazy(() => ranked(rankAll(measured, allowed, k)));
  const singles = lazy(() => singleClouds(measured, exclusions, written));
  const overrides = lazy(() => regretsOf(measured, exclusions, written, found));
  const months = lazy(() => (placement ? curveOf(measured, choiceOf(measured, placement)) : []));
  const assumptions = lazy(() => (placement ? assumptionsUsed(measured, placement) : []));
  return {
    model: 'billing',
    slots: measured.slots.map((slot) => SLOTS[slot] as Slot),
    placement,
    get total() {
      return priced()?.total ?? null;
    },
    impossible: placement ? null : impossibleReason(measured, exclusions, allowed, written),
    get cells() {
      return cells();
    },
    get transfers() {
      return priced()?.transfers ?? [];
    },
    get transferMatrix() {
      return matrix();
    },
    get best() {
      return best();
    },
    get alternatives() {
      return alternatives();
    },
    get singleCloud() {
      return singles();
    },
    get overrides() {
      return overrides();
    },
    get assumptions() {
      return assumptions();
    },
    notCounted: NOT_COUNTED,
    get months() {
      return months();
    },
    get firstYear() {
      const curve = months();
      const last = curve.at(-1) ?? 0;
      return Array.from({ length: 12 }, (_, month) => curve[month] ?? last).reduce((sum, amount) => sum + amount, 0);
    },
    oneTime: 0,
  };
}

const NOT_PRICED = 'what flows between the slots cannot be priced (a price is missing, or the quantity is beyond what can be computed)';

function lazy<T>(compute: () => T): () => T {
  let done: { value: T } | null = null;
  return () => (done ??= { value: compute() }).value;
}

function cellsOf(
  measured: Measured,
  exclusions: Exclusions,
  allowed: readonly boolean[],
  placement: Placement | null,
  priced: PricedPlacement | null,
): TwinCost['cells'] {
  // Without a placement the slots that some cloud can serve are still shown, without the others.
  const base = placement ? measured : withoutImpossible(measured, allowed);
  const found = placement ? null : bestOf(base, allowed);
  const chosen = placement ?? (found ? placementOf(base, found.choice) : {});
  const total = priced?.total ?? null;
  return Object.fromEntries(
    measured.slots.map((index) => {
      const slot = SLOTS[index] as Slot;
      return [slot, Object.fromEntries(PROVIDERS.map((provider, p) => [provider, cell(slot, provider, index * 3 + p)]))];
    }),
  );

  function cell(slot: Slot, provider: Provider, at: number): Cell {
    const blocked = measured.blocked.get(at) ?? exclusions.get(at);
    if (blocked) return blocked;
    if (chosen[slot] === provider && priced) return cellOf(priced, slot, 0);
    const moved = { ...chosen, [slot]: provider };
    // A slot that the rules leave to no cloud is priced with all that is possible beside it: what it would cost is no secret, and never 0.
    const index = SLOTS.indexOf(slot);
    const within = base.slots.includes(index) ? base : withoutImpossible(measured, allowed, index);
    if (totalOf(within, choiceOf(within, moved)) === Infinity) {
      return { available: false, kind: 'price', reason: NOT_PRICED, at: null };
    }
    // Whether a cell is available is asked far more often than what it costs.
    const there = lazy(() => {
      const elsewhere = pricePlacement(within, moved);
      return cellOf(elsewhere, slot, total === null ? null : elsewhere.total - total);
    });
    return {
      available: true,
      get amount() {
        return there().amount;
      },
      get delta() {
        return there().delta;
      },
      get lines() {
        return there().lines;
      },
    };
  }

  function cellOf(there: PricedPlacement, slot: Slot, delta: number | null): AvailableCell {
    const lines = there.bySlot.get(slot) ?? [];
    return { available: true, amount: lines.reduce((sum, line) => sum + line.amount, 0), delta, lines };
  }
}

/**
 * The scenario without the slots that nobody may serve.
 * @param keep a slot that stays all the same
 */
function withoutImpossible(measured: Measured, allowed: readonly boolean[], keep?: number): Measured {
  const slots = measured.slots.filter((slot) => slot === keep || [0, 1, 2].some((provider) => allowed[slot * 3 + provider]));
  const flows = measured.flows.filter((flow) => {
    const ends = FLOW_ENDS[flow];
    return ends !== undefined && slots.includes(ends.from) && slots.includes(ends.to);
  });
  return { ...measured, slots, flows };
}

function matrixOf(measured: Measured): Transfer[] {
  const transfers: Transfer[] = [];
  for (const flow of measured.flows) {
    const { toProviders } = FLOW_ENDS[flow] as (typeof FLOW_ENDS)[number];
    for (let from = 0; from < 3; from++) {
      for (let to = 0; to < 3; to++) {
        if (from === to || !toProviders[to]) continue;
        const bills = [measured.sourceBills[flow * 3 + from], measured.destinationBills[flow * 3 + to]];
        if (bills.some((bill) => bill?.fixed === Infinity)) continue;
        transfers.push(priceTransferAlone(measured, flow, from, to));
      }
    }
  }
  return transfers;
}

function singleClouds(measured: Measured, exclusions: Exclusions, written: (slot: Slot) => Provider | null): Record<Provider, SingleCloud> {
  return Object.fromEntries(PROVIDERS.map((provider, index) => [provider, single(provider, index)])) as Record<Provider, SingleCloud>;

  function single(provider: Provider, index: number): SingleCloud {
    const blocked = measured.slots.flatMap((slot) => {
      const why = measured.blocked.get(slot * 3 + index);
      return why ? [`${SLOTS[slot]}: ${why.reason}`] : [];
    });
    if (blocked.length > 0) return { total: null, breaks: [...new Set(blocked)] };
    const placement = Object.fromEntries(measured.slots.map((slot) => [SLOTS[slot], provider])) as Placement;
    if (totalOf(measured, choiceOf(measured, placement)) === Infinity) return { total: null, breaks: [NOT_PRICED] };
    const breaks = measured.slots.flatMap((slot) => {
      const name = SLOTS[slot] as Slot;
      const fixed = written(name);
      const rule = exclusions.get(slot * 3 + index);
      return [...(rule ? [rule.rule] : []), ...(fixed !== null && fixed !== provider ? [`place ${name} ${fixed}`] : [])];
    });
    return { total: pricePlacement(measured, placement).total, breaks: [...new Set(breaks)] };
  }
}

function regretsOf(
  measured: Measured,
  exclusions: Exclusions,
  written: (slot: Slot) => Provider | null,
  found: Found | null,
): OverrideRegret[] {
  if (!found) return [];
  return measured.slots.flatMap((index) => {
    const slot = SLOTS[index] as Slot;
    const provider = written(slot);
    if (provider === null) return [];
    const free = bestOf(
      measured,
      allowedBy(measured, exclusions, (other) => (other === slot ? null : written(other))),
    );
    if (!free) return [];
    const best = placementOf(measured, free.choice)[slot] ?? provider;
    const regret = best === provider ? 0 : Math.max(0, found.total - free.total);
    return [{ slot, provider, best, regret, at: measured.facts.scenario.placement[slot].at }];
  });
}

/** Runs the arithmetic of the chosen placement once more and notes which assumptions it reads. */
function assumptionsUsed(measured: Measured, placement: Placement): UsedAssumption[] {
  const { scenario, assume } = measured.facts;
  const read = new Set<string>();
  const watched = new Proxy(assume, {
    get(target, id: AssumptionId) {
      read.add(id);
      return target[id];
    },
  });
  pricePlacement(withFacts(measured, factsOf(scenario, measured.rates.limits, { assume: watched })), placement);
  return (Object.keys(ASSUMPTIONS) as AssumptionId[])
    .filter((id) => read.has(id))
    .map((id) => {
      const { unit, why, source } = ASSUMPTIONS[id];
      return { id, value: assume[id], unit, why, source, at: scenario.assume[id]?.at ?? null };
    });
}

function impossibleReason(
  measured: Measured,
  exclusions: Exclusions,
  allowed: readonly boolean[],
  written: (slot: Slot) => Provider | null,
): string {
  const reasons = measured.slots.flatMap((slot) => {
    if ([0, 1, 2].some((provider) => allowed[slot * 3 + provider])) return [];
    const name = SLOTS[slot] as Slot;
    const fixed = written(name);
    const asked = PROVIDERS.filter((provider) => fixed === null || provider === fixed);
    const why = asked.map((provider) => {
      const at = slot * 3 + PROVIDERS.indexOf(provider);
      return `${provider}: ${(measured.blocked.get(at) ?? exclusions.get(at))?.reason ?? 'not available'}`;
    });
    return [`no cloud can serve ${name} (${why.join('; ')})`];
  });
  return reasons.length > 0 ? reasons.join('; ') : NOT_PRICED;
}
