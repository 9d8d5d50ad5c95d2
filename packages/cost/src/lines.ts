/**
 * The cost lines of one placement, with quantity, rate, formula, source and causes. The quantity of a shared meter is summed over the
 * placement, priced once, and its amount shared among its lines in proportion to quantity.
 */
import { FLOWS, meterName, PROVIDERS, SLOTS, type Facts, type Provider, type Slot } from '@twin2multicloud/topology';
import {
  DESTINATION_ACTIVATIONS,
  FLOW_ENDS,
  METER_IDS,
  SAME_ACTIVATIONS,
  SLOT_ACTIVATIONS,
  SOURCE_ACTIVATIONS,
  type Activation,
  type IndexedUse,
  type Part,
} from './activations.ts';
import { bundlePrice, quantityIn, type Measured } from './measure.ts';
import { appliedTiers, priceOf, type Rate } from './meters/tiers.ts';
import { QUANTITIES } from './meters/quantities.ts';
import type { CauseShare, CostLine, Placement, Transfer } from './result.ts';

export interface PricedPlacement {
  readonly bySlot: ReadonlyMap<Slot, readonly CostLine[]>;
  readonly transfers: readonly Transfer[];
  /** The sum of all lines in printed order: slots, then transfers. */
  readonly total: number;
}

interface Draft {
  readonly part: Part;
  readonly meter: number;
  readonly uses: readonly IndexedUse[];
  readonly quantity: number;
  /** For a bundle: its own amount. */
  readonly amount: number | null;
}

interface TransferDraft {
  readonly flow: number;
  readonly from: Provider;
  readonly to: Provider;
  readonly drafts: Draft[];
}

/** The lines of a placement that gives every used slot an available provider. */
export function pricePlacement(measured: Measured, placement: Placement): PricedPlacement {
  const slotDrafts = new Map<Slot, Draft[]>();
  for (const index of measured.slots) {
    const slot = SLOTS[index] as Slot;
    const provider = PROVIDERS.indexOf(placement[slot] as Provider);
    slotDrafts.set(slot, draftsOf(SLOT_ACTIVATIONS[index * 3 + provider] as Activation, measured));
  }
  const transfers: TransferDraft[] = [];
  for (const index of measured.flows) {
    const { flow, toProviders } = FLOW_ENDS[index] as (typeof FLOW_ENDS)[number];
    const from = PROVIDERS.indexOf(placement[flow.from] as Provider);
    const to = PROVIDERS.indexOf(placement[flow.to] as Provider);
    if (!toProviders[to]) continue;
    if (from === to) {
      bookAtSlots(draftsOf(SAME_ACTIVATIONS[index * 3 + from] as Activation, measured), slotDrafts);
      continue;
    }
    const drafts = [
      ...draftsOf(SOURCE_ACTIVATIONS[index * 3 + from] as Activation, measured),
      ...draftsOf(DESTINATION_ACTIVATIONS[index * 3 + to] as Activation, measured),
    ];
    transfers.push({
      flow: index,
      from: placement[flow.from] as Provider,
      to: placement[flow.to] as Provider,
      drafts: bookAtSlots(drafts, slotDrafts),
    });
  }
  return finish(measured, slotDrafts, transfers);
}

/** One flow between two clouds as if nothing else used the allowances. */
export function priceTransferAlone(measured: Measured, flow: number, from: number, to: number): Transfer {
  const drafts = [
    ...draftsOf(SOURCE_ACTIVATIONS[flow * 3 + from] as Activation, measured),
    ...draftsOf(DESTINATION_ACTIVATIONS[flow * 3 + to] as Activation, measured),
  ].filter((draft) => draft.part.slot === null);
  const alone: TransferDraft = { flow, from: PROVIDERS[from] as Provider, to: PROVIDERS[to] as Provider, drafts };
  return finish(measured, new Map(), [alone]).transfers[0] as Transfer;
}

/** Moves what is booked at a slot there and returns the rest. */
function bookAtSlots(drafts: readonly Draft[], slotDrafts: Map<Slot, Draft[]>): Draft[] {
  return drafts.filter((draft) => {
    if (draft.part.slot === null) return true;
    slotDrafts.get(draft.part.slot)?.push(draft);
    return false;
  });
}

function draftsOf(activation: Activation, measured: Measured): Draft[] {
  const drafts: Draft[] = [];
  for (const part of activation.parts) {
    if (part.when !== null && !part.when(measured.facts)) continue;
    const plan = part.plans.find((candidate) => candidate.name === measured.plans.get(part.id));
    const byMeter = new Map<number, IndexedUse[]>();
    for (const use of [...part.uses, ...(plan?.uses ?? [])]) {
      const list = byMeter.get(use.meter);
      if (list) list.push(use);
      else byMeter.set(use.meter, [use]);
    }
    for (const [meter, uses] of byMeter) {
      const quantity = uses.reduce((sum, use) => sum + quantityIn(measured, use), 0);
      if (quantity === 0) continue;
      const bundle = measured.rates.meters[meter]?.plan;
      const first = uses[0];
      drafts.push({ part, meter, uses, quantity, amount: bundle && first ? bundlePrice(first.use, bundle, measured.facts) : null });
    }
  }
  return drafts;
}

function finish(measured: Measured, slotDrafts: ReadonlyMap<Slot, Draft[]>, transferDrafts: readonly TransferDraft[]): PricedPlacement {
  const pooled = new Float64Array(METER_IDS.length);
  const pool = (draft: Draft) => (pooled[draft.meter] = (pooled[draft.meter] as number) + draft.quantity);
  for (const drafts of slotDrafts.values()) drafts.forEach(pool);
  for (const { drafts } of transferDrafts) drafts.forEach(pool);
  let total = 0;
  const line = (draft: Draft): CostLine => {
    const result = lineOf(draft, measured, pooled[draft.meter] as number);
    total += result.amount;
    return result;
  };
  const bySlot = new Map([...slotDrafts].map(([slot, drafts]) => [slot, drafts.map(line)] as const));
  const transfers = transferDrafts.map(({ flow, from, to, drafts }): Transfer => {
    const { from: fromSlot, to: toSlot, what } = FLOWS[flow] as (typeof FLOWS)[number];
    const lines = drafts.map(line);
    const amount = lines.reduce((sum, { amount: part }) => sum + part, 0);
    return { from: fromSlot, to: toSlot, fromProvider: from, toProvider: to, flow: what, amount, lines };
  });
  return { bySlot, transfers, total };
}

function lineOf(draft: Draft, measured: Measured, pooled: number): CostLine {
  const { part, meter, uses, quantity } = draft;
  const id = METER_IDS[meter] as (typeof METER_IDS)[number];
  const rate = measured.rates.meters[meter];
  if (!rate) throw new Error(`a line needs a rate for ${id}; the placement should not have been allowed`);
  const by = (tiers: Rate): number => (pooled === quantity ? priceOf(tiers, quantity) : priceOf(tiers, pooled) * (quantity / pooled));
  const amount = draft.amount ?? by(rate.rate);
  const { service, unit } = meterName(id);
  const { facts } = measured;
  let causes: readonly CauseShare[] | null = null;
  return {
    slot: part.slot,
    provider: part.provider,
    component: part.id,
    role: part.role,
    service,
    meter: id,
    quantity,
    unit,
    unitPrice: amount / quantity,
    tiers: appliedTiers(rate.rate),
    amount,
    ...(rate.plain === null || draft.amount !== null ? {} : { listAmount: by(rate.plain) }),
    formula: [...new Set(uses.map(({ use }) => use.formula))].join(' + '),
    source: rate.entry.source,
    status: rate.entry.status,
    why: rate.entry.why ?? null,
    // Made when asked for: a twin of 1,000 groups has 1,000 causes in each line.
    get causes() {
      return (causes ??= causesOf(uses, meter, quantity, amount, facts));
    },
  };
}

function causesOf(uses: readonly IndexedUse[], meter: number, quantity: number, amount: number, facts: Facts): CauseShare[] {
  const quantityFor = QUANTITIES[METER_IDS[meter] as keyof typeof QUANTITIES] as (usage: unknown) => number;
  const shares = new Map<string, CauseShare>();
  const share = (path: string, at: CauseShare['at'], part: number) => {
    if (part === 0) return;
    const before = shares.get(path);
    shares.set(path, { cause: path, at, amount: (before?.amount ?? 0) + (amount * part) / quantity });
  };
  for (const { use } of uses) {
    if (use.per === 'group') {
      for (const group of facts.groups) {
        const usage = use.usage(group, facts);
        if (usage !== null) share(group.group.name, group.group.declaredAt, quantityFor(usage));
      }
    } else if (use.per === 'run') {
      for (const run of facts.runs) {
        const usage = use.usage(run, facts);
        if (usage !== null) share(run.cause.group.name, run.cause.group.declaredAt, quantityFor(usage));
      }
    } else if (use.per === 'action') {
      for (const action of facts.actions) {
        const usage = use.usage(action, facts);
        if (usage !== null) share(`processing.on[${action.index + 1}]`, action.rule.declaredAt, quantityFor(usage));
      }
    } else {
      shareOfTwin(use, facts, quantityFor, share);
    }
  }
  return [...shares.values()];
}

function shareOfTwin(
  use: Extract<IndexedUse['use'], { per: 'twin' }>,
  facts: Facts,
  quantityFor: (usage: unknown) => number,
  share: (path: string, at: CauseShare['at'], part: number) => void,
): void {
  const usage = use.usage(facts, facts);
  if (usage === null) return;
  const quantity = quantityFor(usage);
  const cause = use.cause(facts);
  if ('path' in cause) return share(cause.path, cause.at, quantity);
  const weights = cause.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0) return share(facts.scenario.name, facts.scenario.declaredAt, quantity);
  for (const { path, at, weight } of cause) share(path, at, (quantity * weight) / weights);
}
