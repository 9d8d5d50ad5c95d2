/**
 * The lowered, effective meaning of a twin: what every later stage (topology, cost, optimizer, analysis) reads.
 * It holds numbers in base units (bytes, seconds, devices) and where each was declared; it knows no syntax and no price.
 */

export const PROVIDERS = ['aws', 'azure', 'gcp'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** The seven places of a placement, in the order in which a message flows. */
export const SLOTS = ['L1', 'L2', 'L3.hot', 'L3.cool', 'L3.archive', 'L4', 'L5'] as const;
export type Slot = (typeof SLOTS)[number];

/** Absolute offsets (UTF-16 code units) in one file. */
export interface SourceRange {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A value and where it was written; `at` is null where the value is the language's default. */
export interface Declared<T> {
  readonly value: T;
  readonly at: SourceRange | null;
}

/**
 * How often something happens. An interval stays an interval and a rate stays a rate, because the paper's
 * ceilings depend on which of the two was written.
 */
export type Cadence =
  { readonly kind: 'every'; readonly seconds: number } | { readonly kind: 'rate'; readonly events: number; readonly perSeconds: number };

export interface Scenario {
  readonly name: string;
  readonly title: string | null;
  /** The name of the `scenario` block whose overrides are applied; null for the twin as written. */
  readonly variant: string | null;
  readonly documentation: string | null;
  readonly declaredAt: SourceRange;
  readonly groups: readonly DeviceGroup[];
  readonly processing: Processing;
  readonly storage: TwinStorage;
  /** null: no `management` block, L4 is unused. */
  readonly management: Management | null;
  /** null: no `visualization` block, L5 is unused. */
  readonly visualization: Visualization | null;
  readonly placement: Readonly<Record<Slot, SlotRule>>;
  readonly providers: Declared<readonly Provider[]>;
  readonly region: RegionChoice;
  /** EU, US or an ISO country code; null: none asked for. */
  readonly residency: Declared<string> | null;
  /** ISO 4217 code. */
  readonly currency: Declared<string>;
  readonly budgets: readonly Budget[];
  readonly freeTier: Declared<boolean>;
  /** `assume { id value }`: overrides of the cost model's table, in the table's unit. */
  readonly assume: Readonly<Record<string, Declared<number>>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface DeviceGroup {
  readonly name: string;
  readonly type: string | null;
  readonly declaredAt: SourceRange;
  readonly count: Declared<number>;
  /** Time between two messages of one device, or their rate. */
  readonly cadence: Declared<Cadence>;
  /** Highest rate of one device; null: its cadence, devices evenly spread. */
  readonly peak: Declared<Cadence> | null;
  readonly active: Declared<{ readonly hoursPerDay: number; readonly daysPerWeek: number }>;
  readonly connect: Declared<'always' | 'active' | 'each-message'>;
  /** Bytes of one message. */
  readonly payload: Declared<number>;
  /** true where the payload was computed from `telemetry`. */
  readonly payloadFromTelemetry: boolean;
  readonly telemetry: readonly TelemetryField[];
  readonly retention: Retention;
}

export interface TelemetryField {
  readonly name: string;
  readonly type: 'number' | 'integer' | 'boolean' | 'string' | 'timestamp' | 'vector';
  /** Mean length of a string, elements of a vector; null for the others. */
  readonly length: number | null;
  readonly unit: string | null;
}

/** Ages in seconds at which data leaves each tier; null: the tier is not used. */
export interface Retention {
  readonly hot: Declared<number>;
  readonly cool: Declared<number | null>;
  readonly archive: Declared<number | null>;
}

export interface FunctionSize {
  /** Bytes. */
  readonly memory: number;
  /** Seconds. */
  readonly duration: number;
}

export interface Processing {
  readonly declaredAt: SourceRange | null;
  /** The size of a user function unless its `run` says otherwise. */
  readonly function: Declared<FunctionSize>;
  readonly runs: readonly Run[];
  readonly rules: readonly Rule[];
}

/** A user function that runs for each message of its groups. */
export interface Run {
  readonly file: string;
  readonly groups: readonly string[];
  readonly function: Declared<FunctionSize>;
  readonly declaredAt: SourceRange;
}

/** An event rule over the fields of one group. */
export interface Rule {
  readonly group: string;
  /** The condition as written, on one line. */
  readonly condition: string;
  /** Seconds for which the condition must hold. */
  readonly holdsFor: number | null;
  /** Share (0 … 1) of the group's messages that fire. */
  readonly matches: Declared<number>;
  readonly actions: readonly Action[];
  readonly declaredAt: SourceRange;
}

export type Action =
  | { readonly kind: 'notify'; readonly text: string; readonly declaredAt: SourceRange }
  | { readonly kind: 'call'; readonly file: string; readonly declaredAt: SourceRange }
  | { readonly kind: 'workflow'; readonly name: string | null; readonly steps: number; readonly declaredAt: SourceRange }
  | {
      readonly kind: 'feedback';
      readonly group: string;
      readonly values: Readonly<Record<string, number | string | boolean>>;
      readonly declaredAt: SourceRange;
    };

/** What the twin's `storage` block says; each group's effective retention stands in the group. */
export interface TwinStorage {
  readonly declaredAt: SourceRange | null;
  readonly retention: Retention;
  /** Bytes read back in a month. */
  readonly readCool: Declared<number>;
  readonly readArchive: Declared<number>;
}

export interface Management {
  readonly declaredAt: SourceRange;
  readonly models: readonly Model[];
  /** Devices that stand beside the models, in none of them; absent where there are none. */
  readonly has?: Model['has'];
  /** Overrides the count of models plus placed devices. */
  readonly entities: Declared<number> | null;
  /** Bytes of the 3D scene. */
  readonly scene: Declared<number> | null;
  readonly sceneFile: string | null;
  /** Twin queries beside the dashboards'. */
  readonly queries: Declared<Cadence> | null;
}

export interface Model {
  readonly name: string;
  readonly title: string | null;
  /** How often this model (and all in it) is repeated. */
  readonly count: number;
  /** `count` null: the rest of the group. */
  readonly has: readonly { readonly group: string; readonly count: number | null }[];
  readonly models: readonly Model[];
  readonly declaredAt: SourceRange;
}

export interface Visualization {
  readonly declaredAt: SourceRange;
  readonly editors: Declared<number>;
  readonly viewers: Declared<number>;
  /** Refreshes of all viewers together while somebody looks; null: none. */
  readonly refresh: Declared<Cadence> | null;
  /** Seconds a day in which somebody looks. */
  readonly viewing: Declared<number>;
  /** API calls of one refresh. */
  readonly panels: Declared<number>;
  /** Seconds that one panel reads back. */
  readonly window: Declared<number>;
}

/** What `place` says about one slot, after `L3` was spread over its tiers and the more specific line has won. */
export interface SlotRule {
  /** null: auto. */
  readonly provider: Provider | null;
  readonly except: readonly Provider[];
  readonly at: SourceRange | null;
}

export interface RegionChoice {
  /** A logical region of the price book, such as `eu-central`. */
  readonly logical: Declared<string>;
  /** Regions named for one provider; they win over the logical region. */
  readonly named: Readonly<Partial<Record<Provider, Declared<string>>>>;
}

export interface Budget {
  /** A slot, `L3` for its tiers together, or null for the whole twin. */
  readonly path: Slot | 'L3' | null;
  /** In `currency`, for one month (a yearly budget is a twelfth). */
  readonly perMonth: number;
  readonly currency: string;
  readonly at: SourceRange;
}
