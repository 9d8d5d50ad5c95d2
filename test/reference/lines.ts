/**
 * What slots and edges are made of: quantities of meters, functions, and what they may depend on.
 */
import type { LimitId, Placement, PriceBook } from '@twin2multicloud/cost';
import type { Provider, Scenario } from '@twin2multicloud/language';
import { DAYS, GB, MB } from './arithmetic.ts';
import { entryOf, limitOf, priceMeter, regionOf } from './prices.ts';
import type { MeterId } from './tables.ts';
import { assumptionsOf, twinNumbers } from './twin-numbers.ts';
import type { Assumptions, GroupNumbers, TwinNumbers } from './twin-numbers.ts';

/** A quantity of one meter. */
export interface Line {
  readonly meter: MeterId;
  readonly quantity: number;
}

/** Which part of the steady state a month sees. */
export interface Time {
  /** The share of the month in which data leaves a window that ends at this age (months). */
  readonly leaving: (age: number) => number;
  /** Months of data that a window from age `begin` (months) and of this length holds in the month's mean. */
  readonly held: (begin: number, length: number) => number;
}

export const STEADY: Time = { leaving: () => 1, held: (_begin, length) => length };

/** Everything that the rules of a slot or an edge may look at. */
export interface Context {
  readonly scenario: Scenario;
  readonly book: PriceBook;
  readonly placement: Placement;
  readonly twin: TwinNumbers;
  readonly assume: Assumptions;
  readonly time: Time;
}

export function contextOf(scenario: Scenario, book: PriceBook, placement: Placement, time: Time): Context {
  const assume = assumptionsOf(scenario);
  return { scenario, book, placement, twin: twinNumbers(scenario, assume), assume, time };
}

export function limit(context: Context, id: LimitId): number {
  return limitOf(context.book, id);
}

/** The price of some lines standing alone, or infinity where one has no price; `allowances` false leaves them out. */
export function standingAlone(context: Context, lines: readonly Line[], allowances: boolean): number {
  let total = 0;
  for (const { meter, quantity } of lines) {
    const region = regionOf(context.scenario, context.book, providerOf(meter));
    const entry = region === null ? null : entryOf(context.book, region, meter);
    if (entry === null) return Infinity;
    total += priceMeter(entry, quantity, allowances && context.scenario.freeTier.value);
  }
  return total;
}

export function providerOf(meter: MeterId): Provider {
  if (meter.startsWith('aws.')) return 'aws';
  return meter.startsWith('azure.') ? 'azure' : 'gcp';
}

/** fn(N, memory, duration): executions, bytes, seconds. */
export function fn(context: Context, cloud: Provider, N: number, memory: number, seconds: number): Line[] {
  const nanoseconds = Math.round(seconds * 1e9);
  const milliseconds = Math.ceil(nanoseconds / 1e6);
  switch (cloud) {
    case 'aws': {
      const billed = Math.max(memory, 128 * MB) / GB;
      return [
        { meter: 'aws.lambda.requests', quantity: N },
        { meter: 'aws.lambda.duration', quantity: N * billed * (milliseconds / 1000) },
      ];
    }
    case 'azure': {
      const billed = (Math.ceil(memory / (128 * MB)) * 128 * MB) / GB;
      return [
        { meter: 'azure.functions.executions', quantity: N },
        { meter: 'azure.functions.duration', quantity: N * billed * Math.max(0.1, milliseconds / 1000) },
      ];
    }
    case 'gcp': {
      const t = Math.ceil(nanoseconds / 1e8) / 10;
      return [
        { meter: 'gcp.cloud-run.requests', quantity: N },
        { meter: 'gcp.cloud-run.cpu', quantity: N * vcpu(context.assume, memory) * t },
        { meter: 'gcp.cloud-run.memory', quantity: N * (memory / GB) * t },
      ];
    }
  }
}

function vcpu(assume: Assumptions, memory: number): number {
  if (memory <= 128 * MB) return assume['vcpu-128'];
  if (memory <= 256 * MB) return assume['vcpu-256'];
  if (memory <= 512 * MB) return assume['vcpu-512'];
  if (memory <= 1024 * MB) return assume['vcpu-1024'];
  if (memory <= 2048 * MB) return assume['vcpu-2048'];
  if (memory <= 8192 * MB) return assume['vcpu-8192'];
  return assume['vcpu-16384'];
}

/** A generated function. */
export function glue(context: Context, cloud: Provider, N: number): Line[] {
  return fn(context, cloud, N, context.assume['glue-memory'], context.assume['glue-duration']);
}

/** The mover of one group, for the share of the month in which data leaves a window that ends at `age`. */
export function mover(context: Context, cloud: Provider, group: GroupNumbers, age: number): Line[] {
  const duration = context.assume['mover-start'] + group.s / context.assume['mover-speed'];
  return fn(context, cloud, group.o * context.time.leaving(age), context.assume['mover-memory'], duration);
}

/** The daily schedule of a mover. */
export function schedule(cloud: Provider): Line[] {
  switch (cloud) {
    case 'aws':
      return [{ meter: 'aws.eventbridge.schedules', quantity: DAYS }];
    case 'azure':
      return [];
    case 'gcp':
      return [{ meter: 'gcp.scheduler.jobs', quantity: DAYS / 31 }];
  }
}
