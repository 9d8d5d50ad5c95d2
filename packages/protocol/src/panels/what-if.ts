/** What if: each quantity of a twin with a range around its written value, what the twin costs with changed ones, and scenarios side by side. */
import * as v from 'valibot';
import { absence, budget, header, slotFigure, total, trouble } from './common.ts';
import { changes, count, list, name, number, provider, reference, shape, slot, source } from './schema.ts';

export const whatIfParams = shape({
  reference,
  /** null: the twin's own. */
  currency: v.nullable(name),
});

/** A control. All values in base units; the view writes them in `unit`, of which one is `factor` base units. */
export const quantity = shape({
  /** `thermostats.count`, `storage.cool`, `visualization.refresh.for` … */
  path: v.string(),
  /** Within its group: `count`, `refresh for`. */
  label: v.string(),
  file: number,
  unit: v.string(),
  factor: number,
  min: number,
  max: number,
  /** Of the slider, in base units. */
  step: number,
  whole: v.boolean(),
  /** Sensible for the slider's ends; a field takes anything between `least` and `most`. */
  least: number,
  most: v.nullable(number),
  at: v.nullable(source),
});

/** What a twin costs with some quantities changed. */
export const draft = shape({
  total,
  slots: list(slotFigure),
  transfers: shape({ amount: number, crossings: count }),
  /** Against the file as written; null where one of both has no total. */
  delta: v.nullable(number),
});

export const whatIfModel = shape({
  header,
  budgets: list(budget),
  groups: list(shape({ title: v.string(), at: v.nullable(source), quantities: list(quantity) })),
  /** Which of the used slots the file fixes, and whether the optimizer chooses others. */
  placement: shape({ fixed: list(shape({ slot, provider })), rest: v.boolean() }),
  file: draft,
  /** The `scenario` blocks, each with its own best placement under the file's rules. */
  scenarios: list(
    shape({
      name: v.string(),
      at: source,
      /** The quantities that differ. */
      values: changes,
      /** The paths of quantities that the scenario does not have: `storage.cool = none`. */
      without: list(v.string()),
      draft,
    }),
  ),
  troubles: list(trouble),
});
export const whatIfResult = v.union([shape({ model: whatIfModel }), shape({ absence })]);

export const draftParams = shape({ reference, currency: v.nullable(name), changes });
/** null: there is no such twin (any more). */
export const draftResult = v.nullable(draft);

/** The totals over each quantity's range, with all other changes held: the lines behind the sliders. */
export const leverageParams = shape({
  reference,
  currency: v.nullable(name),
  changes,
  /** Which quantities; empty: all. */
  paths: list(name),
});
export const leverage = shape({
  path: v.string(),
  /** Ascending, in base units. */
  values: list(number),
  amounts: list(v.nullable(number)),
  /** The quantity has no effect: while this slot is on this cloud, or (`on` null) on this twin at all. null: it has one. */
  idle: v.nullable(shape({ on: v.nullable(shape({ slot, provider })) })),
});
export const leverageResult = v.nullable(list(leverage));

/** Writes the changed quantities into the file, as one edit. */
export const quantitiesEditParams = shape({ reference, changes });
/** Writes them as a new `scenario NAME { }` of the twin, or over the one of that name. */
export const scenarioEditParams = shape({ reference, name: v.pipe(v.string(), v.regex(/^[A-Za-z_][A-Za-z0-9_-]*$/)), changes });

export type WhatIfParams = v.InferOutput<typeof whatIfParams>;
export type Quantity = v.InferOutput<typeof quantity>;
export type Draft = v.InferOutput<typeof draft>;
export type WhatIfModel = v.InferOutput<typeof whatIfModel>;
export type WhatIfResult = v.InferOutput<typeof whatIfResult>;
export type DraftParams = v.InferOutput<typeof draftParams>;
export type LeverageParams = v.InferOutput<typeof leverageParams>;
export type Leverage = v.InferOutput<typeof leverage>;
export type QuantitiesEditParams = v.InferOutput<typeof quantitiesEditParams>;
export type ScenarioEditParams = v.InferOutput<typeof scenarioEditParams>;
