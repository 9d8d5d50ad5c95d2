/** The cost of a placement month by month while the retention windows fill up. */
import { DAYS_PER_MONTH, measure, MINIMUM_DAYS, roundUp, type Measured } from '@twin2multicloud/cost';
import { placementOf, totalOf } from './search.ts';

const LONGEST = 120;

/** Totals of month 1, 2, … until the last window is full, at most 120; the plans are those of the steady state. */
export function curveOf(measured: Measured, choice: readonly number[]): number[] {
  const { scenario } = measured.facts;
  const months: number[] = [];
  const last = Math.min(LONGEST, monthsToFill(measured, choice));
  for (let month = 1; month <= last; month++) {
    months.push(totalOf(measure(scenario, measured.rates, { month, plans: measured.plans }), choice));
  }
  return months;
}

/** The first month in which every window is full from its beginning, by the clouds of the placement and their minimum durations. */
function monthsToFill(measured: Measured, choice: readonly number[]): number {
  const placement = placementOf(measured, choice);
  const least = (tier: 'cool' | 'archive') => MINIMUM_DAYS[tier][placement[`L3.${tier}`] ?? 'aws'] / DAYS_PER_MONTH;
  let end = 0;
  for (const { hot, cool, archive } of measured.facts.groups) {
    end = Math.max(end, hot.length);
    if (cool.length > 0) end = Math.max(end, cool.begin + Math.max(cool.length, least('cool')));
    if (archive.length > 0) end = Math.max(end, archive.begin + Math.max(archive.length, least('archive')));
  }
  return roundUp(end) + 1;
}
