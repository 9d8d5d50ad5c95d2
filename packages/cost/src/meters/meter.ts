/**
 * One meter, standing alone: from a usage and rates to a billed quantity and its amount, with every step in the answer.
 * The engine prices pooled quantities with the same parts; this is the form for checking, explaining and teaching.
 */
import { METERS, meterName, PLAN_METERS, type MeterId, type MeterUsage } from '@twin2multicloud/topology';
import type { UsageField } from './fields.ts';
import { NEIGHBOURS, type NeighbourId, type NeighbourUsage } from './neighbours.ts';
import { QUANTITIES } from './quantities.ts';
import { partsOf, priceOf, rateOf, type TierPart } from './tiers.ts';
import { METER_RULES } from './usage-table.ts';

/** What one unit costs: a flat price, or paid tiers with absolute bounds, and an allowance that is deducted inside the first tiers. */
export interface MeterRates {
  /** USD per unit. Instead of `tiers`. */
  readonly price?: number;
  /** In ascending order; the first begins at 0. Bounds count from the first unit, whatever the allowance. */
  readonly tiers?: readonly { readonly from: number; readonly price: number }[];
  /** Units that cost nothing. A daily allowance is given as that of all its days. */
  readonly free?: number;
}

export interface MeterResult {
  readonly id: string;
  /** The billed quantity before any allowance, in `unit`. Infinity where the usage is more than the meter's product takes. */
  readonly quantity: number;
  readonly unit: string;
  /** Units that the allowance covers. */
  readonly free: number;
  /** What is left: `quantity` − `free`. */
  readonly billable: number;
  /** The units of each tier and what they cost, the allowance first at price 0; their amounts add up to `amount`. */
  readonly parts: readonly TierPart[];
  /** USD. */
  readonly amount: number;
}

export type AnyMeterId = MeterId | NeighbourId;
export type AnyUsage<M extends AnyMeterId> = M extends MeterId ? MeterUsage[M] : M extends NeighbourId ? NeighbourUsage[M] : never;

/** Everything that is to be known of a meter. */
export interface MeterDescription {
  readonly service: string;
  /** What is metered, in words. */
  readonly title: string;
  /** The unit of quantity and price. */
  readonly unit: string;
  /** What its usage holds. A field with a default may be left out. */
  readonly fields: Readonly<Record<string, UsageField>>;
  /** How the quantity follows from the fields. */
  readonly rule: string;
  readonly source: string;
  /** True for the meters of the billing model, false for those of neighbouring services. */
  readonly inModel: boolean;
}

const MODEL_IDS = [...Object.keys(METERS), ...Object.keys(PLAN_METERS)] as MeterId[];

/** Every meter's id: those of the model, then those of neighbouring services. */
export const meterIds: readonly AnyMeterId[] = [...MODEL_IDS, ...(Object.keys(NEIGHBOURS) as NeighbourId[])];

/** What every meter is called, given and does; docs/meters.md prints it. */
export const METER_DESCRIPTIONS = Object.fromEntries(meterIds.map((id) => [id, description(id)])) as {
  readonly [M in AnyMeterId]: MeterDescription;
};

/** The fields of every meter's usage, with unit, meaning and default. */
export const METER_USAGE_FIELDS = Object.fromEntries(meterIds.map((id) => [id, METER_DESCRIPTIONS[id].fields])) as {
  readonly [M in AnyMeterId]: Readonly<Record<string, UsageField>>;
};

/**
 * @param id one of `meterIds`
 * @param usage what was used, in base units (bytes, seconds, counts); the shape belongs to the id: METER_USAGE_FIELDS, docs/meters.md
 * @param rates USD per unit of the meter; left out: quantity only, amount 0 with no parts
 * @throws RangeError for an unknown id, for a usage that lacks a field or has one too many, and for numbers that make no sense
 */
export function meter<M extends AnyMeterId>(id: M, usage: AnyUsage<M>, rates: MeterRates = {}): MeterResult {
  const quantity = quantityFrom(id, usage);
  const { unit } = METER_DESCRIPTIONS[id];
  const tiers = rates.tiers ?? (rates.price === undefined ? [] : [{ from: 0, price: rates.price }]);
  const allowance = rates.free ?? 0;
  checkRates(id, tiers, allowance);
  const free = Math.min(quantity, allowance);
  const priced = { id, quantity, unit, free, billable: quantity - free };
  if (tiers.length === 0) return { ...priced, parts: [], amount: 0 };
  if (quantity === Infinity) return { ...priced, parts: [], amount: Infinity };
  const rate = rateOf(tiers, allowance);
  return { ...priced, parts: partsOf(rate, quantity), amount: priceOf(rate, quantity) };
}

function quantityFrom(id: AnyMeterId, usage: object): number {
  if (!meterIds.includes(id)) throw new RangeError(`there is no meter ${id}; meterIds lists them`);
  const filled = checked(id, usage, METER_DESCRIPTIONS[id].fields);
  const count = (isModel(id) ? QUANTITIES[id] : NEIGHBOURS[id].quantity) as (usage: unknown) => number;
  const quantity = count(filled);
  if (!(quantity >= 0)) throw new RangeError(`meter ${id}: the usage ${JSON.stringify(usage)} gives no quantity`);
  return quantity;
}

/** The usage with its defaults. */
function checked(id: AnyMeterId, usage: object, fields: Readonly<Record<string, UsageField>>): Record<string, unknown> {
  const has = `it has ${Object.keys(fields).join(', ')}`;
  const filled: Record<string, unknown> = {};
  for (const name of Object.keys(usage)) if (!(name in fields)) throw new RangeError(`meter ${id} has no field ${name}; ${has}`);
  for (const [name, field] of Object.entries(fields)) {
    const value = (usage as Readonly<Record<string, unknown>>)[name] ?? field.default;
    if (value === undefined) throw new RangeError(`meter ${id} needs the field ${name} (${field.unit}: ${field.means}); ${has}`);
    if (field.kind === 'number' && !(typeof value === 'number' && value >= 0 && value < Infinity)) {
      throw new RangeError(`meter ${id}: ${name} is ${JSON.stringify(value)}; give a number ≥ 0 in ${field.unit}`);
    }
    filled[name] = value;
  }
  return filled;
}

function checkRates(id: AnyMeterId, tiers: readonly { readonly from: number; readonly price: number }[], allowance: number): void {
  const numbers = [allowance, ...tiers.flatMap((tier) => [tier.from, tier.price])];
  if (!numbers.every((value) => value >= 0 && value < Infinity))
    throw new RangeError(`meter ${id}: prices, bounds and allowances are numbers ≥ 0`);
  if (tiers.length > 0 && !tiers.some((tier) => tier.from === 0)) {
    throw new RangeError(`meter ${id}: the first tier begins at 0; say what is free as \`free\``);
  }
}

function isModel(id: AnyMeterId): id is MeterId {
  return id in QUANTITIES;
}

function description(id: AnyMeterId): MeterDescription {
  if (!isModel(id)) {
    const { service, title, unit, fields, rule, source } = NEIGHBOURS[id];
    return { service, title, unit, fields, rule, source, inModel: false };
  }
  const { fields, rule, source } = METER_RULES[id];
  return { ...meterName(id), fields, rule, source, inModel: true };
}
