/**
 * How a worked example is told to `meter`: which meters it calls with which of its inputs and prices, and which figures of the answers
 * are its components. An adapter is data; what it may do is name fields and multiply by units.
 */
import { meter, METER_USAGE_FIELDS, type AnyMeterId, type AnyUsage, type MeterRates, type MeterResult } from '@twin2multicloud/cost';

/** A number as it stands, the name of an input or a price of the example (`list.0` for an entry of a list), or a product of those. */
export type Value = number | string | readonly (number | string)[];

/** Each field of a usage: a value, or the word or flag itself; a list of periods: each with such fields. */
type UsageValues<U> = {
  readonly [N in keyof U]: NonNullable<U[N]> extends number
    ? Value
    : NonNullable<U[N]> extends readonly number[]
      ? readonly Value[]
      : NonNullable<U[N]> extends readonly (infer P)[]
        ? readonly { readonly [K in keyof P]: Value }[]
        : U[N];
};

interface RateValues {
  readonly price?: Value;
  /** [from, price], ascending. */
  readonly tiers?: readonly (readonly [number, Value])[];
  readonly free?: Value;
}

export interface Call {
  readonly id: AnyMeterId;
  readonly usage: Readonly<Record<string, unknown>>;
  readonly rates: RateValues;
}

/** A call whose usage has the shape of its meter. */
export function call<M extends AnyMeterId>(id: M, usage: UsageValues<AnyUsage<M>>, rates: RateValues = {}): Call {
  return { id, usage, rates };
}

/** A figure of a call's answer: its amount, its quantity, the quantity beyond the allowance, or the amount of its nth paid tier; times a unit. */
export type Figure = readonly [callName: string, what: 'amount' | 'quantity' | 'billable' | 0 | 1 | 2, unit?: number];

export interface Adapter {
  readonly calls: Readonly<Record<string, Call>>;
  /** The figures that add up to each component; where one is left out, the amount of the call of its name. */
  readonly components?: Readonly<Record<string, readonly Figure[]>>;
  /** The figures that add up to the total. Default: the amounts of all calls. */
  readonly total?: readonly Figure[];
  /** Components (or `total`) whose source calculates on from a rounded figure: only the printed precision is compared. */
  readonly fromPrinted?: readonly string[];
  /** What stands in the source but not in the example's inputs, and what else is to be known. */
  readonly note?: string;
}

export type Adapters = Readonly<Record<string, Adapter>>;

export interface Example {
  readonly id: string;
  readonly service: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly prices_used: Readonly<Record<string, unknown>>;
  readonly expected: {
    readonly components: readonly { readonly name: string; readonly computed: number; readonly published: number }[];
    readonly total: number;
    readonly total_computed: number;
  };
  readonly arithmetic_consistent: boolean;
}

export interface Answer {
  readonly components: Readonly<Record<string, number>>;
  readonly total: number;
}

/** Runs an example's calls through `meter`. */
export function answerOf(example: Example, adapter: Adapter): Answer {
  const results = Object.fromEntries(Object.entries(adapter.calls).map(([name, one]) => [name, run(one, example)]));
  const sum = (figures: readonly Figure[]): number => figures.reduce((total, figure) => total + figureOf(results, figure), 0);
  const components = example.expected.components.map(({ name }) => [name, sum(adapter.components?.[name] ?? [[name, 'amount']])]);
  return {
    components: Object.fromEntries(components) as Record<string, number>,
    total: sum(adapter.total ?? Object.keys(adapter.calls).map((name) => [name, 'amount'])),
  };
}

function run({ id, usage, rates }: Call, { inputs, prices_used }: Example): MeterResult {
  const given = (value: unknown): number => numberOf(value, [inputs]);
  const priced = (value: unknown): number => numberOf(value, [prices_used, inputs]);
  const filled = Object.entries(usage).map(([name, value]) => {
    const kind = METER_USAGE_FIELDS[id][name]?.kind;
    if (kind === 'flag' || kind === 'consistency') return [name, value];
    if (kind === 'number') return [name, given(value)];
    return [name, (value as readonly unknown[]).map((one) => (isRecord(one) ? mapped(one, given) : given(one)))];
  });
  const { price, tiers, free } = rates;
  const numbers: MeterRates = {
    ...(price === undefined ? {} : { price: priced(price) }),
    ...(tiers === undefined ? {} : { tiers: tiers.map(([from, value]) => ({ from, price: priced(value) })) }),
    ...(free === undefined ? {} : { free: priced(free) }),
  };
  return meter(id, Object.fromEntries(filled) as AnyUsage<AnyMeterId>, numbers);
}

function figureOf(results: Readonly<Record<string, MeterResult>>, [name, what, unit = 1]: Figure): number {
  const result = results[name];
  if (!result) throw new Error(`the adapter has no call ${name}`);
  if (typeof what === 'string') return result[what] * unit;
  const paid = result.parts.filter((part) => part.price > 0)[what];
  if (!paid) throw new Error(`the call ${name} has no paid tier ${what}`);
  return paid.amount * unit;
}

function numberOf(value: unknown, places: readonly Readonly<Record<string, unknown>>[]): number {
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.reduce<number>((product, factor) => product * numberOf(factor, places), 1);
  const [name = '', index] = String(value).split('.');
  const place = places.find((one) => name in one);
  const found = place?.[name];
  const entry = index === undefined ? found : Array.isArray(found) ? (found[Number(index)] as unknown) : undefined;
  if (typeof entry === 'string' && /^\d\d:\d\d$/.test(entry)) return Number(entry.slice(0, 2)) * 3600 + Number(entry.slice(3)) * 60;
  if (typeof entry !== 'number') throw new Error(`the example has no number ${String(value)}`);
  return entry;
}

function mapped(record: Readonly<Record<string, unknown>>, of: (value: unknown) => number): Record<string, number> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
