/**
 * What a person has changed: quantities by path in base units, as they are typed and slid. Knows the ranges of the quantities, no cost and no page.
 */
import type { Quantity, WhatIfModel } from '@twin2multicloud/protocol';

/** By path, in base units; what is as in the file is absent. */
export type Changes = Readonly<Record<string, number>>;

/** Below this relative difference two numbers are the same: what a decimal in another unit cannot tell apart. */
const SAME = 1e-9;

/** The value that is shown. */
export function valueOf(quantity: Quantity, changes: Changes): number {
  return changes[quantity.path] ?? quantity.file;
}

export function isChanged(quantity: Quantity, changes: Changes): boolean {
  return !same(valueOf(quantity, changes), quantity.file);
}

/** The changes with this one; a value as in the file is none. */
export function withValue(changes: Changes, quantity: Quantity, value: number): Changes {
  const { [quantity.path]: _, ...others } = changes;
  return same(value, quantity.file) ? others : { ...others, [quantity.path]: value };
}

/** The changes that are still possible: what the file no longer has, or now says itself, is gone. */
export function stillChanged(changes: Changes, model: WhatIfModel): Changes {
  let kept: Changes = {};
  for (const { quantities } of model.groups) {
    for (const quantity of quantities) {
      const value = changes[quantity.path];
      if (value !== undefined && value >= quantity.least && (quantity.most === null || value <= quantity.most))
        kept = withValue(kept, quantity, value);
    }
  }
  return kept;
}

/** A slider's value: whole where the quantity is, and free of the noise of its steps. */
export function slid(quantity: Quantity, raw: number): number {
  const value = quantity.whole ? Math.round(raw) : Number(raw.toPrecision(12));
  // The file's own value lies between two steps more often than not; near it, it is meant.
  return Math.abs(value - quantity.file) < quantity.step / 2 ? quantity.file : value;
}

/** In the quantity's own unit, without the noise of binary fractions. */
export function inUnit(quantity: Quantity, value: number): number {
  return Number((value / quantity.factor).toPrecision(6));
}

/** The quantities that differ from the file in any of these, in the file's order: the rows of the table of scenarios. */
export function differing(model: WhatIfModel, all: readonly Changes[]): Quantity[] {
  return model.groups.flatMap(({ quantities }) => quantities.filter((quantity) => all.some((changes) => isChanged(quantity, changes))));
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));
}
