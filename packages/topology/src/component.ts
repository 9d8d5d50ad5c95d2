/**
 * The words in which a component is described: what runs, in which slot of which cloud, and what it uses of which meter.
 * A use names a usage per group, per run, per action or per twin; how a usage is rounded and priced is packages/cost's.
 */
import type { Provider, Slot, SourceRange } from '@twin2multicloud/language';
import type { ActionFacts, Facts, GroupFacts, RunFacts } from './facts.ts';
import type { MeterId, MeterUsage } from './meters.ts';

/** A path of the language that causes a cost, and where it stands. */
export interface Cause {
  readonly path: string;
  readonly at: SourceRange | null;
}

interface UseOf<M extends MeterId, Per extends string, Scope> {
  readonly meter: M;
  readonly per: Per;
  /** The quantity in words and symbols of docs/cost-model.md. */
  readonly formula: string;
  /** null: this scope does not use the meter. */
  readonly usage: (scope: Scope, facts: Facts) => MeterUsage[M] | null;
}

export type GroupUse<M extends MeterId = MeterId> = UseOf<M, 'group', GroupFacts>;
export type RunUse<M extends MeterId = MeterId> = UseOf<M, 'run', RunFacts>;
export type ActionUse<M extends MeterId = MeterId> = UseOf<M, 'action', ActionFacts>;
/** Causes with weights share a line in proportion to them. */
export type CauseOf = (facts: Facts) => Cause | readonly (Cause & { readonly weight: number })[];
export type TwinUse<M extends MeterId = MeterId> = UseOf<M, 'twin', Facts> & { readonly cause: CauseOf };
export type Use = { [M in MeterId]: GroupUse<M> | RunUse<M> | ActionUse<M> | TwinUse<M> }[MeterId];

/** One of several ways to run the same component; the cheapest allowed one is taken. */
export interface Plan {
  readonly name: string;
  readonly uses: readonly Use[];
  readonly allowed?: (facts: Facts) => boolean;
}

export interface Component {
  /** `aws.L1.broker`. */
  readonly id: string;
  readonly slot: Slot;
  readonly provider: Provider;
  readonly role: string;
  readonly uses: readonly Use[];
  /** Exactly one of these runs, in the order of preference on a tie. */
  readonly plans?: readonly Plan[];
  /** Whether the scenario needs the component at all; left out: always. */
  readonly when?: (facts: Facts) => boolean;
  /**
   * Runs only if this flow stays on the component's cloud (`same`), or leaves it for (`to-other`) or reaches it from (`from-other`) another cloud.
   * Left out: whenever the slot is on the cloud.
   */
  readonly crossing?: { readonly flow: string; readonly when: 'same' | 'to-other' | 'from-other' };
}

export function perGroup<M extends MeterId>(
  meter: M,
  formula: string,
  usage: (group: GroupFacts, facts: Facts) => MeterUsage[M] | null,
): GroupUse<M> {
  return { meter, per: 'group', formula, usage };
}

export function perRun<M extends MeterId>(
  meter: M,
  formula: string,
  usage: (run: RunFacts, facts: Facts) => MeterUsage[M] | null,
): RunUse<M> {
  return { meter, per: 'run', formula, usage };
}

export function perAction<M extends MeterId>(
  meter: M,
  formula: string,
  usage: (action: ActionFacts, facts: Facts) => MeterUsage[M] | null,
): ActionUse<M> {
  return { meter, per: 'action', formula, usage };
}

export function perTwin<M extends MeterId>(
  meter: M,
  formula: string,
  cause: CauseOf,
  usage: (facts: Facts) => MeterUsage[M] | null,
): TwinUse<M> {
  return { meter, per: 'twin', formula, cause, usage };
}

export const VIEWS = (facts: Facts): Cause => ({ path: 'visualization', at: facts.scenario.visualization?.declaredAt ?? null });
export const MANAGEMENT = (facts: Facts): Cause => ({ path: 'management', at: facts.scenario.management?.declaredAt ?? null });
export const STORAGE = (facts: Facts): Cause => ({ path: 'storage', at: facts.scenario.storage.declaredAt });
/** A capacity that all device groups ask for together, in proportion to their messages. */
export const DEVICES = (facts: Facts): readonly (Cause & { weight: number })[] =>
  facts.groups.map((group) => ({ path: group.group.name, at: group.group.declaredAt, weight: group.m }));
export const SCENE = (facts: Facts): Cause => ({ path: 'management.scene', at: facts.scenario.management?.scene?.at ?? null });
export const READ_COOL = (facts: Facts): Cause => ({ path: 'storage.read cool', at: facts.scenario.storage.readCool.at });
export const READ_ARCHIVE = (facts: Facts): Cause => ({ path: 'storage.read archive', at: facts.scenario.storage.readArchive.at });
export const EDITORS = (facts: Facts): Cause => ({
  path: 'visualization.editors',
  at: facts.scenario.visualization?.editors.at ?? facts.scenario.visualization?.declaredAt ?? null,
});
export const VIEWERS = (facts: Facts): Cause => ({
  path: 'visualization.viewers',
  at: facts.scenario.visualization?.viewers.at ?? facts.scenario.visualization?.declaredAt ?? null,
});
