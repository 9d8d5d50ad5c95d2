/** The cost comparison: seven slots × three clouds, transfers, bars, the curve over months, break-even lines, and the trace of a cell. */
import * as v from 'valibot';
import { absence, budget, header, line, slotFigure, total, transfer, trouble } from './common.ts';
import { count, list, name, number, placement, provider, reference, shape, slot, source } from './schema.ts';

/** From where a view begins: the file, the best, or the n-th best (1 is the best) placement under the file's rules with `place SLOT PROVIDER` freed. */
export const start = v.union([v.literal('written'), v.literal('best'), shape({ rank: v.pipe(count, v.minValue(1), v.maxValue(20)) })]);

export const comparisonParams = shape({
  reference,
  start,
  /** What the person has moved; on top of `start`, and not in the file. */
  overrides: placement,
  /** null: the twin's own. */
  currency: v.nullable(name),
  model: v.picklist(['billing', 'paper']),
});

/** A cell of slots × clouds. */
export const cell = v.variant('kind', [
  v.strictObject({
    kind: v.literal('priced'),
    provider,
    amount: number,
    /** How the shown total changes if only this slot moves here; null where the rest of the placement does not allow it. */
    delta: v.nullable(number),
    unconfirmed: v.boolean(),
    /** It breaks a line of the file to move here (`L1 aws` in `place`): said, not forbidden. */
    breaks: v.nullable(v.string()),
  }),
  v.strictObject({
    kind: v.literal('closed'),
    provider,
    /** What excludes it: a fact of the cloud (`limit`, `absent`, `price`, `model`) or a line of the file. */
    why: v.picklist(['limit', 'absent', 'price', 'providers', 'except', 'residency', 'region', 'model']),
    reason: v.string(),
    /** The line of the file; null where the cloud says so. */
    at: v.nullable(source),
    /** The meter whose price is missing. */
    meter: v.nullable(v.string()),
  }),
]);

export const matrixRow = shape({
  slot,
  used: v.boolean(),
  chosen: v.nullable(provider),
  /** Where the start (best, written, rank) would put it: the same as `chosen` unless overridden. */
  unmoved: v.nullable(provider),
  best: v.nullable(provider),
  cells: list(cell),
});

/** One stacked bar. `rules` are the lines of the file that it breaks. */
export const bar = shape({
  id: v.picklist(['shown', 'best', 'written', 'aws', 'azure', 'gcp']),
  total: v.nullable(number),
  breaks: list(v.string()),
  /** Why there is no total. */
  why: v.nullable(v.string()),
  segments: list(shape({ part: v.union([slot, v.literal('transfers')]), provider: v.nullable(provider), amount: number })),
});

export const comparisonModel = shape({
  header,
  /** What is shown: the start with the overrides. */
  total,
  budgets: list(budget),
  /** The chosen slots of what is shown; the path is drawn from these and `transfers`. */
  path: list(slotFigure),
  transfers: list(transfer),
  matrix: list(matrixRow),
  /** The starts to choose from, with their totals; the best has rank 1. */
  starts: list(shape({ start, perMonth: v.nullable(number) })),
  /** What `twin/panel/placeEdit` has to be asked for so that the file is placed as shown; both empty where it is already. */
  apply: shape({ set: placement, free: list(slot) }),
  /** Against the start: what the overrides cost. */
  moved: shape({ slots: list(shape({ slot, provider })), delta: v.nullable(number) }),
  bars: list(bar),
  /** Total of month 1, 2, … until the retention windows are full. */
  months: list(number),
  firstYear: v.nullable(number),
  oneTime: number,
  /** `10 % more of … adds`; the largest effect first, at most eight. */
  sensitivities: list(shape({ path: v.string(), before: v.string(), after: v.string(), delta: number })),
  /** Quantities for the break-even chart. */
  quantities: list(shape({ path: v.string(), text: v.string() })),
  assumptions: list(
    shape({ id: v.string(), value: number, unit: v.string(), why: v.string(), source: v.string(), at: v.nullable(source) }),
  ),
  notCounted: list(v.string()),
  troubles: list(trouble),
  /** How many placements the rules allow. */
  allowed: count,
});

export const comparisonResult = v.union([shape({ model: comparisonModel }), shape({ absence })]);

export const traceParams = shape({ comparison: comparisonParams, slot, provider });

/** The drawer of one cell: the lines of the slot on that cloud, and what it makes cross. */
export const traceModel = shape({
  slot,
  provider,
  amount: number,
  lines: list(line),
  transfers: list(
    shape({ from: slot, to: slot, fromProvider: provider, toProvider: provider, flow: v.string(), amount: number, lines: list(line) }),
  ),
  /** The total with this cell chosen and nothing else moved, and its difference to the shown one. */
  total: v.nullable(number),
  delta: v.nullable(number),
});
export const traceResult = v.nullable(traceModel);

export const breakEvenParams = shape({ comparison: comparisonParams, path: name });

export const breakEvenModel = shape({
  path: v.string(),
  /** As the axis is written: the unit after a number, and what one of it is in base units. */
  unit: v.string(),
  factor: number,
  /** In base units. */
  now: number,
  whole: v.boolean(),
  /** In base units, ascending; each series has one amount (or null) a value. */
  values: list(number),
  series: list(shape({ id: v.picklist(['shown', 'best', 'written', 'aws', 'azure', 'gcp']), amounts: list(v.nullable(number)) })),
  /** Values at which the best placement changes, and to what. */
  switches: list(
    shape({
      value: number,
      /** What moves, and where to; null: the slot is not used any more. */
      moves: list(shape({ slot, provider: v.nullable(provider) })),
      perMonth: v.nullable(number),
    }),
  ),
});
/** null: the twin has no such quantity (any more). */
export const breakEvenResult = v.nullable(breakEvenModel);

/** Writes the shown placement into `place { }`, or takes overrides out again. */
export const placeEditParams = shape({
  reference,
  /** Slots to fix; slots of the file's `place` that are not named stay as they are. */
  set: placement,
  /** Slots to let the optimizer choose again. */
  free: list(slot),
});

export type Start = v.InferOutput<typeof start>;
export type ComparisonParams = v.InferOutput<typeof comparisonParams>;
export type Cell = v.InferOutput<typeof cell>;
export type MatrixRow = v.InferOutput<typeof matrixRow>;
export type Bar = v.InferOutput<typeof bar>;
export type ComparisonModel = v.InferOutput<typeof comparisonModel>;
export type ComparisonResult = v.InferOutput<typeof comparisonResult>;
export type TraceParams = v.InferOutput<typeof traceParams>;
export type TraceModel = v.InferOutput<typeof traceModel>;
export type BreakEvenParams = v.InferOutput<typeof breakEvenParams>;
export type BreakEvenModel = v.InferOutput<typeof breakEvenModel>;
export type PlaceEditParams = v.InferOutput<typeof placeEditParams>;
