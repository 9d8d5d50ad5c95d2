/**
 * The shapes in which analysis answers: what a file, its twins and their scenarios cost, and everything that a person is told about it.
 * Amounts of `TwinCost` are USD; `Money` says how they become the twin's currency. Rounding and words of output are the shells'.
 */
import type { CostLine, CostModel, Placement, PriceBook, Provider, Slot, TwinCost } from '@twin2multicloud/cost';
import type { Problem, Scenario, SourceRange } from '@twin2multicloud/language';

export interface AnalysisOptions {
  readonly book: PriceBook;
  /** Default: billing. */
  readonly model?: CostModel;
  /** Over the file's `currency`. */
  readonly currency?: string;
  /** Over the file's `free-tier`. */
  readonly freeTier?: boolean;
  /** ISO date, to tell the age of prices; left out: the age is not judged. */
  readonly today?: string;
  /** Days from which prices count as old; default 30; 0: never. */
  readonly maximumAge?: number;
  /** Placements to rank; default 5. */
  readonly k?: number;
}

/** How USD become the currency of a twin. */
export interface Money {
  readonly currency: string;
  /** Units of the currency for 1 USD. */
  readonly perUsd: number;
  /** ISO date of the rate; null for USD. */
  readonly date: string | null;
  readonly status: 'confirmed' | 'unconfirmed';
}

export interface FileReport {
  readonly path: string;
  /** Of the file and of what it imports, in order of file and place. */
  readonly problems: readonly Problem[];
  /** In the file's order; the scenarios of a twin follow it. */
  readonly twins: readonly TwinReport[];
}

export interface TwinReport {
  readonly name: string;
  readonly title: string | null;
  /** The name of the `scenario`; null: the twin as written. */
  readonly variant: string | null;
  /** The declaration of the twin, or of the scenario within it. */
  readonly declaredAt: SourceRange;
  readonly scenario: Scenario;
  readonly cost: TwinCost;
  readonly money: Money;
  /** In `money.currency`; null where no placement is possible. */
  readonly perMonth: number | null;
  readonly budgets: readonly BudgetState[];
  /** The problems of this twin alone (cost problems included). */
  readonly problems: readonly Problem[];
}

export interface BudgetState {
  readonly path: Slot | 'L3' | null;
  /** In the twin's currency. */
  readonly budget: number;
  readonly spent: number | null;
  readonly at: SourceRange;
}

/** The whole trace of a twin or of one slot: `twin explain`. */
export interface Explanation {
  readonly twin: TwinReport;
  readonly sections: readonly ExplainedSection[];
}

export interface ExplainedSection {
  /** `L3.hot on azure`, or `L2 → L4, aws → azure`. */
  readonly title: string;
  readonly slot: Slot | null;
  readonly amount: number;
  readonly lines: readonly CostLine[];
  /** Why this cloud: what each other choice would cost. */
  readonly others: readonly { readonly provider: Provider; readonly delta: number | null; readonly reason: string | null }[];
}

/** What a change does to the twins of a file: `twin diff`. */
export interface CostDiff {
  readonly twins: readonly TwinDiff[];
  readonly total: { readonly before: number; readonly after: number; readonly currency: string } | null;
}

export interface TwinDiff {
  readonly name: string;
  readonly variant: string | null;
  readonly state: 'added' | 'removed' | 'changed' | 'same';
  readonly currency: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly placementBefore: Placement | null;
  readonly placementAfter: Placement | null;
  /** Slots and `transfers` whose amount changed, largest change first; in the currency. */
  readonly parts: readonly { readonly part: Slot | 'transfers'; readonly before: number; readonly after: number }[];
  /** Declared values that changed: `thermostats.count` 60 → 80. */
  readonly values: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[];
}

/** A quantity that can be varied, and what 10 % more of it adds. */
export interface Sensitivity {
  readonly path: string;
  readonly value: number;
  /** USD a month. */
  readonly delta: number;
}

/** A value of a quantity at which the best placement changes. */
export interface BreakEven {
  readonly path: string;
  readonly value: number;
  readonly before: Placement;
  readonly after: Placement;
}
