/** The shape of a neighbouring meter: what it is called, what it is given, how it counts. The meters themselves stand beside this file. */
import type { Filled, UsageFields } from '../fields.ts';

/** A meter with everything that its users need to know. */
export interface Neighbour<F extends UsageFields> {
  /** The service as its cloud writes it. */
  readonly service: string;
  /** What is metered, in words. */
  readonly title: string;
  /** The unit of quantity and price. */
  readonly unit: string;
  readonly fields: F;
  /** The quantity in the fields' names, as docs/meters.md prints it. */
  readonly rule: string;
  /** [S]: read in the source that metering.md names; [K]: general knowledge, not confirmed. */
  readonly source: string;
  readonly quantity: (usage: Filled<F>) => number;
}

/** A meter whose usage type follows from its fields. */
export function neighbour<const F extends UsageFields>(definition: Neighbour<F>): Neighbour<F> {
  return definition;
}

/** A meter that bills what it counts: one field, no rounding. */
export function counted<const N extends string>(
  field: N,
  row: { readonly service: string; readonly title: string; readonly unit: string; readonly source: string },
): Neighbour<{ readonly [K in N]: { readonly kind: 'number'; readonly unit: string; readonly means: string } }> {
  type F = { readonly [K in N]: { readonly kind: 'number'; readonly unit: string; readonly means: string } };
  const fields = { [field]: { kind: 'number', unit: 'count', means: `${row.unit}s` } } as unknown as F;
  return { ...row, fields, rule: field, quantity: (usage) => usage[field] };
}
