/**
 * Rules that the clouds share: averages over a month, growing stock, early deletion, wall-clock hours, daily allowances.
 * They belong to no service; the rates given with them say whose they are.
 */
import { field, HOURS, number, optional, STORED_BYTES } from '../fields.ts';
import { GB, roundUp } from '../rounding.ts';
import { neighbour } from './definition.ts';

const MINIMUM_DAYS = number('day', 'the days that are billed at least');
const STORED_DAYS = number('day', 'the days after which the data was deleted');

/** Billed days of data that was deleted before its minimum. */
function earlyDays(u: { readonly minimumDays: number; readonly storedDays: number }): number {
  return Math.max(0, u.minimumDays - u.storedDays);
}

export const ANY = {
  'any.units.counted': neighbour({
    service: 'any service',
    title: 'What is billed as it is counted',
    unit: 'unit',
    fields: { units: number('count', 'units, already in the unit of the price') },
    rule: 'units',
    source: 'for services that have no meter of their own here',
    quantity: (u) => u.units,
  }),
  'any.units.beyond-daily-allowance': neighbour({
    service: 'any service',
    title: 'Units beyond an allowance of each day (Firestore reads, writes, deletes)',
    unit: 'unit',
    fields: {
      days: field('numbers', 'count', 'a list: the units of each day'),
      allowance: number('count', 'units that cost nothing on each day'),
    },
    rule: 'Σ over days of max(0, day − allowance)',
    source: '[S] metering.md 3.3',
    quantity: (u) => u.days.reduce((sum, day) => sum + Math.max(0, day - u.allowance), 0),
  }),
  'any.storage.average': neighbour({
    service: 'any object storage',
    title: 'Storage that changes within the month: byte-hours',
    unit: 'GB-month',
    fields: {
      periods: field('storage', 'B, h', 'a list of { bytes, hours }: what was held for how long'),
      monthHours: number('h', 'hours of the month: 744 in a month of 31 days, 730 on average'),
    },
    rule: 'Σ bytes · hours / monthHours / 2³⁰',
    source: '[S] metering.md 1.4, 2.7',
    quantity: (u) => u.periods.reduce((sum, period) => sum + period.bytes * period.hours, 0) / u.monthHours / GB,
  }),
  'any.storage.growing': neighbour({
    service: 'any object storage',
    title: 'Stock that grows every month, over several months',
    unit: 'GB-month',
    fields: { bytes: number('B', 'bytes that are added in each month and kept'), months: number('month', 'whole months, the first is 1') },
    rule: 'bytes · (1 + 2 + … + months) / 2³⁰',
    source: '[S] metering.md 2.7 (sum 1 … 12 = 78)',
    quantity: (u) => ((u.bytes / GB) * u.months * (u.months + 1)) / 2,
  }),
  'any.storage.byte-hours': neighbour({
    service: 'any object storage',
    title: 'Storage priced by the hour (Cloud Storage lists of 2026)',
    unit: 'GB-hour',
    fields: { bytes: STORED_BYTES, hours: HOURS },
    rule: 'bytes · hours / 2³⁰',
    source: '[S] metering.md 3.4',
    quantity: (u) => (u.bytes * u.hours) / GB,
  }),
  'any.storage.early-deletion': neighbour({
    service: 'any object storage',
    title: 'Storage billed for data deleted before the class allows',
    unit: 'GB-month',
    fields: {
      bytes: STORED_BYTES,
      minimumDays: MINIMUM_DAYS,
      storedDays: STORED_DAYS,
      monthDays: optional(number('day', 'days of a month'), 30),
    },
    rule: 'bytes · max(0, minimumDays − storedDays) / monthDays / 2³⁰',
    source: '[S] metering.md 1.5, 2.7',
    quantity: (u) => ((u.bytes / GB) * earlyDays(u)) / u.monthDays,
  }),
  'any.storage.early-deletion-days': neighbour({
    service: 'any object storage',
    title: 'Days billed for data deleted before the class allows',
    unit: 'day',
    fields: { minimumDays: MINIMUM_DAYS, storedDays: STORED_DAYS },
    rule: 'max(0, minimumDays − storedDays)',
    source: '[S] metering.md 1.5, 2.7',
    quantity: earlyDays,
  }),
  'any.time.wall-clock-hours': neighbour({
    service: 'any service billed by the hour',
    title: 'Hours of the clock that a span touches (Cosmos DB scaling)',
    unit: 'hour',
    fields: { start: number('s', 'begin, in seconds since midnight'), end: number('s', 'end, in seconds since midnight') },
    rule: 'max(0, ⌈end / 3600⌉ − ⌊start / 3600⌋)',
    source: '[S] metering.md 2.6 (any part of an hour is a full hour)',
    quantity: (u) => Math.max(0, roundUp(u.end / 3600) - Math.floor(u.start / 3600)),
  }),
};
