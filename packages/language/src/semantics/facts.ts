/**
 * The shapes of what single members say: checked values with their places, before anything is resolved across members.
 * Facts hang on the identity of a member and on nothing else, so they are computed once for as long as the member does not change.
 */

import type { Cadence, FunctionSize, Provider, Slot, TelemetryField } from '../scenario.ts';
import type { Condition, DeviceDeclaration, Group, ScenarioBlock, Word } from '../tree.ts';
import type { Values } from './arguments.ts';
import type { LocalProblem, Spot } from './local-problem.ts';
import type { OverrideTarget } from './override-paths.ts';

/** A value and the statement that says it. */
export interface Written<T> extends Spot {
  readonly value: T;
}

/** A name that points at something else, and where it stands. */
export interface Reference extends Spot {
  readonly name: string;
}

export interface StorageFacts {
  readonly spot: Spot | null;
  readonly hot: Written<number> | null;
  readonly cool: Written<number | null> | null;
  readonly archive: Written<number | null> | null;
  readonly readCool: Written<number> | null;
  readonly readArchive: Written<number> | null;
}

/** What a device type or a group says itself; null where it says nothing. */
export interface DeviceFacts {
  readonly count: Written<number> | null;
  readonly cadence: Written<Cadence> | null;
  /** A value of null takes the peak away, in scenarios. */
  readonly peak: Written<Cadence | null> | null;
  readonly active: Written<{ readonly hoursPerDay: number; readonly daysPerWeek: number }> | null;
  readonly connect: Written<'always' | 'active' | 'each-message'> | null;
  readonly payload: Written<number> | null;
  readonly telemetry: readonly Written<TelemetryField>[];
  readonly storage: StorageFacts;
  /** Properties that stand there with an error: not missing, but without a value. */
  readonly broken: ReadonlySet<string>;
  /** Fields that stand there with an error, by name. */
  readonly brokenFields: readonly string[];
}

export interface GroupFacts {
  readonly kind: 'group';
  readonly node: Group;
  readonly name: Reference;
  readonly type: Reference | null;
  readonly device: DeviceFacts;
  readonly problems: readonly LocalProblem[];
}

/** A device type of a file. */
export interface TypeFacts {
  readonly node: DeviceDeclaration;
  readonly name: string;
  readonly device: DeviceFacts;
  readonly problems: readonly LocalProblem[];
}

export interface RunFacts extends Spot {
  readonly file: string;
  readonly groups: readonly Reference[];
  readonly function: Written<FunctionSize> | null;
}

export interface RuleFacts extends Spot {
  readonly condition: Condition;
  readonly text: string;
  /** Each field that the condition reads. */
  readonly comparisons: readonly ComparisonFacts[];
  readonly holdsFor: number | null;
  readonly matches: Written<number> | null;
  readonly actions: readonly ActionFacts[];
}

export interface ComparisonFacts extends Spot {
  readonly group: Reference;
  /** null where the path is no `GROUP.FIELD`; that is a problem of its own. */
  readonly field: Reference | null;
  readonly node: Extract<Condition, { kind: 'comparison' }>;
}

export type ActionFacts =
  | (Spot & { readonly kind: 'notify'; readonly text: string })
  | (Spot & { readonly kind: 'call'; readonly file: string })
  | (Spot & { readonly kind: 'workflow'; readonly name: string | null; readonly steps: number })
  | (Spot & {
      readonly kind: 'feedback';
      readonly group: Reference;
      readonly values: readonly { readonly name: Reference; readonly value: number | string | boolean; readonly spot: Spot }[];
    });

export interface ProcessingFacts {
  readonly kind: 'processing';
  /** The block's word. */
  readonly head: Spot;
  readonly spot: Spot;
  readonly function: Written<FunctionSize> | null;
  readonly matches: Written<number> | null;
  readonly runs: readonly RunFacts[];
  readonly rules: readonly RuleFacts[];
  readonly problems: readonly LocalProblem[];
}

export interface TwinStorageFacts {
  readonly kind: 'storage';
  /** The block's word. */
  readonly head: Spot;
  readonly storage: StorageFacts;
  readonly problems: readonly LocalProblem[];
}

export interface HasFacts extends Spot {
  readonly group: Reference;
  readonly count: number | null;
}

export interface ModelFacts extends Spot {
  readonly name: Reference;
  readonly title: string | null;
  readonly count: number;
  readonly has: readonly HasFacts[];
  readonly models: readonly ModelFacts[];
  /** Where its first item begins, relative to its member; null without items. */
  readonly firstItem: number | null;
}

export interface ManagementFacts {
  readonly kind: 'management';
  /** The block's word. */
  readonly head: Spot;
  readonly spot: Spot;
  readonly models: readonly ModelFacts[];
  readonly has: readonly HasFacts[];
  readonly entities: Written<number> | null;
  readonly scene: Written<number> | null;
  readonly sceneFile: string | null;
  readonly queries: Written<Cadence> | null;
  readonly problems: readonly LocalProblem[];
}

export interface VisualizationFacts {
  readonly kind: 'visualization';
  /** The block's word. */
  readonly head: Spot;
  readonly spot: Spot;
  readonly editors: Written<number> | null;
  readonly viewers: Written<number> | null;
  readonly refresh: Written<Cadence> | null;
  /** Seconds a day. */
  readonly viewing: Written<number> | null;
  readonly panels: Written<number> | null;
  readonly window: Written<number> | null;
  readonly problems: readonly LocalProblem[];
}

export interface PlaceFacts extends Spot {
  readonly path: Slot | 'L3';
  readonly provider: Provider | null;
  readonly except: readonly Provider[];
  /** Where the provider or `auto` stands. */
  readonly choice: Spot;
}

export interface PlacementFacts {
  readonly kind: 'place';
  /** The block's word. */
  readonly head: Spot;
  readonly lines: readonly PlaceFacts[];
  readonly problems: readonly LocalProblem[];
}

export interface TagsFacts {
  readonly kind: 'tags';
  /** The block's word. */
  readonly head: Spot;
  readonly tags: ReadonlyMap<string, string>;
  readonly problems: readonly LocalProblem[];
}

export interface AssumeFacts {
  readonly kind: 'assume';
  /** The block's word. */
  readonly head: Spot;
  readonly values: ReadonlyMap<string, Written<number>>;
  readonly problems: readonly LocalProblem[];
}

/** A property of the twin itself (`region`, `currency`, …); `values` null where it does not fit. */
export interface TwinPropertyFacts {
  readonly kind: 'property';
  readonly name: string;
  readonly spot: Spot;
  readonly nameSpot: Spot;
  readonly values: Values | null;
  readonly problems: readonly LocalProblem[];
}

export interface OverrideFacts extends Spot {
  readonly path: readonly Reference[];
  readonly target: OverrideTarget;
  /** null: `none`, which removes. */
  readonly values: Values | null;
}

export interface VariantFacts {
  readonly kind: 'scenario';
  readonly node: ScenarioBlock;
  readonly name: Word;
  readonly overrides: readonly OverrideFacts[];
  readonly problems: readonly LocalProblem[];
}

/** Something that cannot stand in a twin; only its problems count. */
export interface OtherFacts {
  readonly kind: 'other';
  readonly problems: readonly LocalProblem[];
}

export type MemberFacts =
  | GroupFacts
  | ProcessingFacts
  | TwinStorageFacts
  | ManagementFacts
  | VisualizationFacts
  | PlacementFacts
  | TagsFacts
  | AssumeFacts
  | TwinPropertyFacts
  | VariantFacts
  | OtherFacts;
