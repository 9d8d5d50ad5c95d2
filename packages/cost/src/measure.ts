/**
 * One scenario as numbers, ready to be searched: for every slot and cloud, and for every end of a flow, what it costs alone and
 * which quantities of shared meters it adds. Lines with their traces are made from it only for the placements that are shown.
 */
import { FLOWS, SLOTS, factsOf, usedSlots } from '@twin2multicloud/topology';
import type { AssumptionValues, Facts, GroupFacts, GroupUse, Scenario } from '@twin2multicloud/topology';
import {
  DESTINATION_ACTIVATIONS,
  FLOW_ENDS,
  METER_IDS,
  SAME_ACTIVATIONS,
  SHARED,
  SLOT_ACTIVATIONS,
  SOURCE_ACTIVATIONS,
  useCount,
  type Activation,
  type IndexedUse,
  type Part,
} from './activations.ts';
import { bundleAmount } from './bundle.ts';
import { QUANTITIES } from './meters/quantities.ts';
import { priceOf } from './meters/tiers.ts';
import type { Rates } from './rates.ts';
import type { Unavailable } from './result.ts';
import { absenceOf, beyond, blockedSlots, computable, missingPrice, tooLarge } from './unavailable.ts';

/** What one activation costs: an amount of its own, and quantities of meters that are priced over the whole placement. */
export interface Bill {
  /** USD of the meters that nothing else uses. */
  readonly fixed: number;
  /** Pairs of meter index and quantity, flat. */
  readonly shared: readonly number[];
}

export interface Measured extends Workings {
  readonly rates: Rates;
  /** Indices into SLOTS, in order. */
  readonly slots: readonly number[];
  /** Indices into FLOWS of the flows whose two slots are used. */
  readonly flows: readonly number[];
  /** Index `slot * 3 + provider`; null: not used or not available. */
  readonly slotBills: readonly (Bill | null)[];
  /** Index `flow * 3 + provider`; null: nothing, or the flow has no such end. */
  readonly sourceBills: readonly (Bill | null)[];
  readonly destinationBills: readonly (Bill | null)[];
  readonly sameBills: readonly (Bill | null)[];
  /** The plan that was chosen for a part, by the part's id. */
  readonly plans: ReadonlyMap<string, string>;
  /** Facts of the clouds that make a slot unavailable there, by `slot * 3 + provider`. */
  readonly blocked: ReadonlyMap<number, Unavailable>;
}

export interface MeasureOptions {
  /** The k-th month after the start instead of the steady state. */
  readonly month?: number | null;
  /** The plans to keep, by the part's id (those of the steady state, for the curve). */
  readonly plans?: ReadonlyMap<string, string>;
  /** Instead of the scenario's own assumptions: for finding out which ones are read. */
  readonly assume?: AssumptionValues;
}

export function measure(scenario: Scenario, rates: Rates, options: MeasureOptions = {}): Measured {
  const { month = null, assume } = options;
  return measureFacts(factsOf(scenario, rates.limits, { month, ...(assume && { assume }) }), rates, options.plans);
}

export function measureFacts(facts: Facts, rates: Rates, keep?: ReadonlyMap<string, string>): Measured {
  const workings = workingsOf(facts);
  const blocked = blockedSlots(facts, rates);
  const plans = new Map<string, string>(keep);
  const used = usedSlots(facts.scenario, facts).map((slot) => SLOTS.indexOf(slot));
  const isUsed = SLOTS.map((_, index) => used.includes(index));
  const slotBills: (Bill | null)[] = new Array<Bill | null>(SLOTS.length * 3).fill(null);
  const sourceBills: (Bill | null)[] = new Array<Bill | null>(FLOWS.length * 3).fill(null);
  const destinationBills = sourceBills.slice();
  const sameBills = sourceBills.slice();
  for (const slot of used) {
    for (let provider = 0; provider < 3; provider++) {
      const at = slot * 3 + provider;
      if (blocked.has(at)) continue;
      const bill = billOf(SLOT_ACTIVATIONS[at] as Activation, workings, rates, plans);
      if ('reason' in bill) blocked.set(at, bill);
      else slotBills[at] = bill;
    }
  }
  const flows: number[] = [];
  FLOW_ENDS.forEach(({ flow, from, to, toProviders }, index) => {
    if (!isUsed[from] || !isUsed[to] || !flow.when(facts)) return;
    flows.push(index);
    for (let provider = 0; provider < 3; provider++) {
      const at = index * 3 + provider;
      sourceBills[at] = orImpossible(billOf(SOURCE_ACTIVATIONS[at] as Activation, workings, rates, plans));
      if (!toProviders[provider]) continue;
      destinationBills[at] = orImpossible(billOf(DESTINATION_ACTIVATIONS[at] as Activation, workings, rates, plans));
      sameBills[at] = orImpossible(billOf(SAME_ACTIVATIONS[at] as Activation, workings, rates, plans));
    }
  });
  return { ...workings, rates, slots: used, flows, slotBills, sourceBills, destinationBills, sameBills, plans, blocked };
}

/** A crossing that cannot be priced is never chosen; the slots' own problems name the meter. */
const IMPOSSIBLE: Bill = { fixed: Infinity, shared: [] };

function orImpossible(bill: Bill | Unavailable): Bill {
  return 'reason' in bill ? IMPOSSIBLE : bill;
}

/** Quantities of the activation at hand, by the place among its meters. */
const sums = new Float64Array(64);

/** Kept with a group's facts, so that a group which an edit or a sweep leaves alone is not measured again; NaN: not yet computed. */
const groupMemory = new WeakMap<GroupFacts, Float64Array>();

/** A copy of this is faster than filling anew. */
const UNKNOWN = new Float64Array(useCount()).fill(NaN);

function memoryOf(group: GroupFacts): Float64Array {
  let memory = groupMemory.get(group);
  if (!memory) groupMemory.set(group, (memory = UNKNOWN.slice()));
  return memory;
}

/** The facts of a scenario with what has been computed from them. */
interface Workings {
  readonly facts: Facts;
  /** The quantity of each use by its id; NaN where not yet computed. */
  readonly quantities: Float64Array;
  readonly groupQuantities: readonly Float64Array[];
}

function workingsOf(facts: Facts): Workings {
  return { facts, quantities: UNKNOWN.slice(), groupQuantities: facts.groups.map(memoryOf) };
}

/** The same scenario with facts of its own making: every quantity is computed anew. */
export function withFacts(measured: Measured, facts: Facts): Measured {
  return { ...measured, ...workingsOf(facts) };
}

/** The billed quantity of a use over all its scopes, computed once however many parts share it. */
export function quantityIn(workings: Workings, indexed: IndexedUse): number {
  const { id, use, meter } = indexed;
  const before = workings.quantities[id] as number;
  if (before === before) return before;
  const quantity = use.per === 'group' ? quantityOfGroups(workings, indexed, use) : quantityOf(use, meter, workings.facts);
  workings.quantities[id] = quantity;
  return quantity;
}

function quantityOfGroups({ facts, groupQuantities }: Workings, { id, meter }: IndexedUse, use: GroupUse): number {
  const quantity = QUANTITIES[METER_IDS[meter] as keyof typeof QUANTITIES] as (usage: unknown) => number;
  const { groups } = facts;
  let sum = 0;
  for (let i = 0; i < groups.length; i++) {
    const memory = groupQuantities[i] as Float64Array;
    let part = memory[id] as number;
    if (part !== part) {
      const usage = use.usage(groups[i] as GroupFacts, facts);
      memory[id] = part = usage === null ? 0 : quantity(usage);
    }
    sum += part;
  }
  return sum;
}

const NOTHING: Bill = { fixed: 0, shared: [] };

function billOf(activation: Activation, workings: Workings, rates: Rates, plans: Map<string, string>): Bill | Unavailable {
  const { parts, meters } = activation;
  const { facts } = workings;
  if (parts.length === 0) return NOTHING;
  let fixed = 0;
  for (let local = 0; local < meters.length; local++) sums[local] = 0;
  // Plain loops: a sweep comes here seventy million times.
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Part;
    if (part.when !== null && !part.when(facts)) continue;
    const { uses } = part;
    for (let j = 0; j < uses.length; j++) {
      const use = uses[j] as IndexedUse;
      sums[use.local] = (sums[use.local] as number) + quantityIn(workings, use);
    }
    if (part.plans.length === 0) continue;
    const plan = planOf(part, workings, rates, plans);
    if ('reason' in plan) return plan;
    for (const use of plan.uses) {
      const bundle = rates.meters[use.meter]?.plan;
      if (bundle) fixed += bundlePrice(use.use, bundle, facts);
      else sums[use.local] = (sums[use.local] as number) + quantityIn(workings, use);
    }
  }
  const shared: number[] = [];
  for (let local = 0; local < meters.length; local++) {
    const quantity = sums[local] as number;
    if (quantity === 0) continue;
    const meter = meters[local] as number;
    if (!computable(quantity)) return beyond(meter);
    const rate = rates.meters[meter];
    if (!rate) return missingPrice(meter, rates);
    if (SHARED[meter]) shared.push(meter, quantity);
    else fixed += priceOf(rate.rate, quantity);
  }
  return { fixed, shared };
}

function quantityOf(use: Exclude<IndexedUse['use'], GroupUse>, meter: number, facts: Facts): number {
  const quantity = QUANTITIES[METER_IDS[meter] as keyof typeof QUANTITIES] as (usage: unknown) => number;
  let sum = 0;
  switch (use.per) {
    case 'run':
      for (const run of facts.runs) {
        const usage = use.usage(run, facts);
        if (usage !== null) sum += quantity(usage);
      }
      return sum;
    case 'action':
      for (const action of facts.actions) {
        const usage = use.usage(action, facts);
        if (usage !== null) sum += quantity(usage);
      }
      return sum;
    case 'twin': {
      const usage = use.usage(facts, facts);
      return usage === null ? 0 : quantity(usage);
    }
  }
}

/** USD of a bundle for its one use. */
export function bundlePrice(use: IndexedUse['use'], plan: Parameters<typeof bundleAmount>[0], facts: Facts): number {
  if (use.per !== 'twin' || use.meter !== 'aws.twinmaker.bundle') return Infinity;
  const usage = use.usage(facts, facts);
  return usage === null ? 0 : bundleAmount(plan, usage);
}

type ChosenPlan = Part['plans'][number];

/** The plan kept or the cheapest allowed one, standing alone; an allowance that others share is left out of the comparison. */
function planOf(part: Part, workings: Workings, rates: Rates, plans: Map<string, string>): ChosenPlan | Unavailable {
  const { facts } = workings;
  const kept = plans.get(part.id);
  const keptPlan = kept === undefined ? undefined : part.plans.find((plan) => plan.name === kept);
  if (keptPlan) return keptPlan;
  let best: ChosenPlan | null = null;
  let bestAmount = Infinity;
  let missing: number | null = null;
  for (const plan of part.plans) {
    if ((plan.allowed !== null && !plan.allowed(facts)) || absenceOf(plan.uses, facts, rates) !== null) continue;
    const amount = planAmount(plan, workings, rates);
    if (typeof amount === 'object') {
      if (METER_IDS[amount.missing] !== 'aws.twinmaker.bundle') missing ??= amount.missing;
    } else if (amount < bestAmount) {
      best = plan;
      bestAmount = amount;
    }
  }
  if (best) {
    plans.set(part.id, best.name);
    return best;
  }
  return missing === null ? tooLarge(part) : missingPrice(missing, rates);
}

function planAmount(plan: ChosenPlan, workings: Workings, rates: Rates): number | { missing: number } {
  const quantities = new Map<number, number>();
  let amount = 0;
  for (const indexed of plan.uses) {
    const { use, meter } = indexed;
    const rate = rates.meters[meter];
    if (!rate) return { missing: meter };
    if (rate.plan) amount += bundlePrice(use, rate.plan, workings.facts);
    else quantities.set(meter, (quantities.get(meter) ?? 0) + quantityIn(workings, indexed));
  }
  for (const [meter, quantity] of quantities) {
    const rate = rates.meters[meter];
    if (rate) amount += quantity === Infinity ? Infinity : priceOf(SHARED[meter] ? rate.listRate : rate.rate, quantity);
  }
  return amount;
}
