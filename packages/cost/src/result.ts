/**
 * What the engine says about one scenario: cells, transfers, lines and totals, in USD at full precision.
 * Both models speak in these shapes; how they are shown (currency, rounding, words) is analysis' and the shells' concern.
 */
import type { Provider, Slot, SourceRange } from '@twin2multicloud/topology';
import type { PriceSource, PriceStatus } from './price-book.ts';

export type CostModel = 'billing' | 'paper';

/** A provider for each used slot; unused slots are absent. */
export type Placement = Readonly<Partial<Record<Slot, Provider>>>;

/** A tier as it was applied: units from `from` on cost `price` USD each. The first may be the allowance, at price 0. */
export interface AppliedTier {
  readonly from: number;
  readonly price: number;
}

/** The share of a line's amount that one declaration causes; the shares of a line add up to its amount. */
export interface CauseShare {
  /** A path of the language: `thermostats`, `storage`, `visualization`, `management.scene` … */
  readonly cause: string;
  readonly at: SourceRange | null;
  readonly amount: number;
}

/** One metered thing of one component: quantity × rate, and why. */
export interface CostLine {
  /** The slot in which the line is booked; null for a line of a transfer. */
  readonly slot: Slot | null;
  readonly provider: Provider;
  /** The component's id, such as `aws.L1.broker`. */
  readonly component: string;
  /** What the component does, in words: `message broker`. */
  readonly role: string;
  readonly service: string;
  /** The meter's id; in the paper model a name of the same form under `paper.`. */
  readonly meter: string;
  readonly quantity: number;
  readonly unit: string;
  /** amount / quantity: the effective rate of this line (0 where an allowance covers it or the quantity is 0). */
  readonly unitPrice: number;
  readonly tiers: readonly AppliedTier[];
  readonly amount: number;
  /** What the line would cost by list prices; left out where no overlay lies on them. */
  readonly listAmount?: number;
  /** The rule in words and symbols. */
  readonly formula: string;
  readonly source: PriceSource | null;
  readonly status: PriceStatus;
  /** Why the rate is unconfirmed; null where it is confirmed. */
  readonly why: string | null;
  readonly causes: readonly CauseShare[];
}

/** Why a provider cannot serve a slot. `rule` names what excludes it: a fact of the cloud, or a line of the file. */
export interface Unavailable {
  readonly available: false;
  readonly kind: 'limit' | 'absent' | 'price' | 'providers' | 'except' | 'residency' | 'region' | 'model';
  readonly reason: string;
  /** Where the file says so; null where the cloud does. */
  readonly at: SourceRange | null;
  /** The meter whose price is missing or ambiguous. */
  readonly meter?: string;
}

/** A cell of slots × clouds: that slot's lines in the best placement with only this slot moved. */
export interface AvailableCell {
  readonly available: true;
  readonly amount: number;
  /** What the total changes by if only this slot moves here; null where the rest of the placement does not allow it. */
  readonly delta: number | null;
  readonly lines: readonly CostLine[];
}
export type Cell = AvailableCell | Unavailable;

/** What crosses between two slots on different clouds. */
export interface Transfer {
  readonly from: Slot;
  readonly to: Slot;
  readonly fromProvider: Provider;
  readonly toProvider: Provider;
  /** What flows: `messages`, `objects`, `panel reads` … */
  readonly flow: string;
  readonly amount: number;
  readonly lines: readonly CostLine[];
}

export interface RankedPlacement {
  readonly placement: Placement;
  readonly total: number;
}

export interface SingleCloud {
  /** null: some slot is not available on this cloud. */
  readonly total: number | null;
  /** The rules of the file that it breaks (`providers`, `L4 auto except gcp`, …), or why there is no total. */
  readonly breaks: readonly string[];
}

/** A slot that `place` fixes: what that costs over the best given the other overrides. */
export interface OverrideRegret {
  readonly slot: Slot;
  readonly provider: Provider;
  readonly best: Provider;
  readonly regret: number;
  readonly at: SourceRange | null;
}

export interface UsedAssumption {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly why: string;
  readonly source: string;
  /** Where the file overrides it; null for the model's own value. */
  readonly at: SourceRange | null;
}

/** The whole answer for one scenario (a twin, or one of its `scenario` variants). */
export interface TwinCost {
  readonly model: CostModel;
  readonly slots: readonly Slot[];
  /** As written: honours every line of `place`. null: no placement is possible, and `impossible` says why. */
  readonly placement: Placement | null;
  readonly total: number | null;
  readonly impossible: string | null;
  readonly cells: Readonly<Partial<Record<Slot, Readonly<Record<Provider, Cell>>>>>;
  readonly transfers: readonly Transfer[];
  /** Every flow × pair of different clouds, standing alone (allowances as if nothing else used them). */
  readonly transferMatrix: readonly Transfer[];
  /** Best: what `place SLOT PROVIDER` fixes is freed; `providers`, `except` and `residency` still hold. */
  readonly best: RankedPlacement | null;
  /** The k best placements as written, the first is the chosen one. */
  readonly alternatives: readonly RankedPlacement[];
  readonly singleCloud: Readonly<Record<Provider, SingleCloud>>;
  readonly overrides: readonly OverrideRegret[];
  readonly assumptions: readonly UsedAssumption[];
  readonly notCounted: readonly string[];
  /** Total of month 1, 2, … until the retention windows are full (at most 120). */
  readonly months: readonly number[];
  readonly firstYear: number;
  readonly oneTime: number;
}
