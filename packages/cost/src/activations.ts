/**
 * Which uses of topology go together: everything that a slot on a cloud, or an end of a flow between clouds, brings with it.
 * Computed once from the topology's tables, so that one scenario needs arithmetic only.
 */
import { COMPONENTS, FLOWS, METERS, PLAN_METERS, PROVIDERS, SLOTS } from '@twin2multicloud/topology';
import type { Component, Facts, Flow, MeterId, Provider, Slot, Use } from '@twin2multicloud/topology';

export const METER_IDS: readonly MeterId[] = [...Object.keys(METERS), ...Object.keys(PLAN_METERS)] as MeterId[];
const METER_INDEX = new Map(METER_IDS.map((id, index) => [id, index]));

export function meterIndex(id: MeterId): number {
  const index = METER_INDEX.get(id);
  if (index === undefined) throw new RangeError(`there is no meter ${id}`);
  return index;
}

/** One part that runs or not as a whole: a component of topology, or one end of a crossing flow. */
export interface Part {
  readonly id: string;
  readonly role: string;
  readonly provider: Provider;
  /** The slot in which its lines are booked; null: they are the transfer's. */
  readonly slot: Slot | null;
  readonly uses: readonly IndexedUse[];
  readonly plans: readonly {
    readonly name: string;
    readonly allowed: ((facts: Facts) => boolean) | null;
    readonly uses: readonly IndexedUse[];
  }[];
  readonly when: ((facts: Facts) => boolean) | null;
}

export interface IndexedUse {
  readonly use: Use;
  readonly meter: number;
  /** The place of the use's quantity in a measurement; parts that share a use share the place. */
  readonly id: number;
  /** The place of the meter among the activation's meters. */
  readonly local: number;
}

/** The parts of one slot on one cloud, or of one end of a flow. */
export interface Activation {
  readonly parts: readonly Part[];
  /** The indices of all meters that the parts may use, each once. */
  readonly meters: readonly number[];
}

const USE_IDS = new Map<Use, number>();
/** How many different uses there are. */
export const useCount = (): number => USE_IDS.size;

function indexed(uses: readonly Use[]): IndexedUse[] {
  return uses.map((use) => {
    let id = USE_IDS.get(use);
    if (id === undefined) USE_IDS.set(use, (id = USE_IDS.size));
    return { use, meter: meterIndex(use.meter), id, local: 0 };
  });
}

function activationOf(parts: readonly Part[]): Activation {
  const meters: number[] = [];
  const placed = (uses: readonly IndexedUse[]): IndexedUse[] =>
    uses.map((use) => {
      if (!meters.includes(use.meter)) meters.push(use.meter);
      return { ...use, local: meters.indexOf(use.meter) };
    });
  return {
    parts: parts.map((part) => ({
      ...part,
      uses: placed(part.uses),
      plans: part.plans.map((plan) => ({ ...plan, uses: placed(plan.uses) })),
    })),
    meters,
  };
}

function partOf(component: Component): Part {
  return {
    id: component.id,
    role: component.role,
    provider: component.provider,
    slot: component.slot,
    uses: indexed(component.uses),
    plans: (component.plans ?? []).map((plan) => ({ name: plan.name, allowed: plan.allowed ?? null, uses: indexed(plan.uses) })),
    when: component.when ?? null,
  };
}

function flowPart(flow: Flow, provider: Provider, role: string, uses: readonly Use[]): Part[] {
  if (uses.length === 0) return [];
  return [{ id: `${provider}.${flow.id}.${role}`, role, provider, slot: null, uses: indexed(uses), plans: [], when: null }];
}

function sourceParts(flow: Flow, provider: Provider): Part[] {
  const pushed = flow.receiver[provider].length > 0;
  return [
    ...flowPart(flow, provider, pushed ? 'connector' : 'reader', flow.sender[provider]),
    ...flowPart(flow, provider, 'egress', flow.egress[provider]),
  ];
}

function crossingParts(flow: Flow, provider: Provider, when: 'same' | 'to-other' | 'from-other'): Part[] {
  return COMPONENTS.filter((c) => c.provider === provider && c.crossing?.flow === flow.id && c.crossing.when === when).map(partOf);
}

/** Index `slot * 3 + provider`. */
export const SLOT_ACTIVATIONS: readonly Activation[] = SLOTS.flatMap((slot) =>
  PROVIDERS.map((provider) =>
    activationOf(COMPONENTS.filter((c) => c.slot === slot && c.provider === provider && !c.crossing).map(partOf)),
  ),
);

/** Index `flow * 3 + provider`: what the source, the destination and an uncrossed flow bring. */
export const SOURCE_ACTIVATIONS: readonly Activation[] = FLOWS.flatMap((flow) =>
  PROVIDERS.map((provider) => activationOf([...sourceParts(flow, provider), ...crossingParts(flow, provider, 'to-other')])),
);
export const DESTINATION_ACTIVATIONS: readonly Activation[] = FLOWS.flatMap((flow) =>
  PROVIDERS.map((provider) =>
    activationOf([...flowPart(flow, provider, 'receiver', flow.receiver[provider]), ...crossingParts(flow, provider, 'from-other')]),
  ),
);
export const SAME_ACTIVATIONS: readonly Activation[] = FLOWS.flatMap((flow) =>
  PROVIDERS.map((provider) => activationOf(crossingParts(flow, provider, 'same'))),
);

/** The flows with their ends as indices of SLOTS. */
export const FLOW_ENDS = FLOWS.map((flow) => ({
  flow,
  from: SLOTS.indexOf(flow.from),
  to: SLOTS.indexOf(flow.to),
  toProviders: PROVIDERS.map((provider) => !flow.destinations || flow.destinations.includes(provider)),
}));

/** Meters that more than one activation uses: their quantities are pooled over a placement. */
export const SHARED: readonly boolean[] = (() => {
  const uses = METER_IDS.map(() => 0);
  for (const list of [SLOT_ACTIVATIONS, SOURCE_ACTIVATIONS, DESTINATION_ACTIVATIONS, SAME_ACTIVATIONS]) {
    for (const activation of list) {
      for (const meter of activation.meters) uses[meter] = (uses[meter] ?? 0) + 1;
    }
  }
  return uses.map((count) => count > 1);
})();
