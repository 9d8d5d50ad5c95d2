/**
 * How a meter describes what it is given: one field each with its unit and meaning, from which the types of the neighbouring meters
 * and the page docs/meters.md are made. What a meter counts is not told here.
 */

/** Bytes held for some hours of the month. */
export interface StoragePeriod {
  readonly bytes: number;
  readonly hours: number;
}

/** The highest RU/s of some hours. */
export interface ThroughputPeriod {
  readonly requestUnitsPerSecond: number;
  readonly hours: number;
}

export type Consistency = 'eventual' | 'strong' | 'transactional';

/** What a field's kind stands for. */
export interface FieldValues {
  readonly number: number;
  readonly flag: boolean;
  readonly consistency: Consistency;
  readonly numbers: readonly number[];
  readonly storage: readonly StoragePeriod[];
  readonly throughput: readonly ThroughputPeriod[];
}

/** One field of a usage. A field with a default may be left out. */
export interface UsageField<K extends keyof FieldValues = keyof FieldValues> {
  readonly kind: K;
  /** The unit of the number, or of each number. */
  readonly unit: string;
  readonly means: string;
  readonly default?: FieldValues[K];
}

/** A field that may be left out. */
export interface OptionalField<K extends keyof FieldValues = keyof FieldValues> extends UsageField<K> {
  readonly default: FieldValues[K];
}

export type UsageFields = Readonly<Record<string, UsageField>>;

type OptionalNames<F extends UsageFields> = { [N in keyof F]: F[N] extends OptionalField ? N : never }[keyof F];

/** What the fields say, with every default filled in. */
export type Filled<F extends UsageFields> = { readonly [N in keyof F]: FieldValues[F[N]['kind']] };

/** What is to be given: the fields without a default, and as many of the others as one likes. */
export type UsageOf<F extends UsageFields> = {
  readonly [N in Exclude<keyof F, OptionalNames<F>>]: FieldValues[F[N]['kind']];
} & { readonly [N in OptionalNames<F>]?: FieldValues[F[N]['kind']] };

export function number(unit: string, means: string): UsageField<'number'> {
  return { kind: 'number', unit, means };
}

export function field<K extends keyof FieldValues>(kind: K, unit: string, means: string): UsageField<K> {
  return { kind, unit, means };
}

/** The same field, which may be left out. */
export function optional<K extends keyof FieldValues>(of: UsageField<K>, value: FieldValues[K]): OptionalField<K> {
  return { ...of, default: value };
}

export const REQUESTS = number('count', 'requests');
export const EXECUTIONS = number('count', 'executions');
export const MESSAGES = number('count', 'messages');
export const CALLS = number('count', 'calls');
export const OPERATIONS = number('count', 'operations');
export const HOURS = number('h', 'hours');
export const TOTAL_BYTES = number('B', 'all bytes together');
export const BYTES_EACH = number('B', 'size of each one');
export const MEMORY = number('B', 'memory of one execution');
export const DURATION = number('s', 'duration of one execution');
export const STORED_BYTES = number('B', 'bytes that arrive in a month, or that are held');
export const MONTHS = number('month', 'how long they are kept');
export const CONSISTENCY = optional(
  field('consistency', '`eventual`, `strong` or `transactional`', 'consistency of the reads'),
  'eventual',
);
export const TRANSACTIONAL = optional(field('flag', 'true or false', 'transactional writes count twice'), false);
