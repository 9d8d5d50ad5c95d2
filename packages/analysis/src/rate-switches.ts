/**
 * At which number of messages a month the choice for a slot changes: the nearest change below and above of what the group that sends most
 * would do with another interval. A hover asks for it, never a keystroke; what was priced is kept with the report.
 */
import { type Placement, type Provider, type Scenario, type Slot } from '@twin2multicloud/cost';
import { formatCadence, formatSeconds, SLOTS, vary, type DeviceGroup } from '@twin2multicloud/language';
import type { Pricer } from '@twin2multicloud/optimizer';
import { axisOf } from './explore.ts';
import { pricerOf } from './pricing-of.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';
import { messagesOf } from './specification.ts';

/** A change of the choice. */
export interface RateSwitch {
  readonly slot: Slot;
  readonly provider: Provider;
  /** Messages of the whole twin in a month, to two figures. */
  readonly messages: number;
  /** `thermostats every 47 s`, `doors 40 / hour`. */
  readonly rate: string;
}

export interface RateSwitches {
  readonly slot: Slot;
  /** What is chosen at the present rate; of a slot that the file fixes: what would be, were it `auto`. */
  readonly provider: Provider;
  readonly fixed: boolean;
  /** Messages of the whole twin in a month. */
  readonly now: number;
  /** Messages a month between which the search went. */
  readonly least: number;
  readonly most: number;
  readonly below: RateSwitch | null;
  readonly above: RateSwitch | null;
}

/** How far the rate is varied, both ways. */
const REACH = 100;
/** Rates that are priced on each side; two changes between neighbors may be seen as one. */
const STEPS = 16;
/** Of a twin with so many groups fewer are priced, since each takes long. */
const MANY_GROUPS = 100;
const STEPS_OF_MANY = 6;
/** A change is found to this share of its value. */
const PRECISION = 0.01;

interface Point {
  /** Times the present rate. */
  readonly times: number;
  readonly placement: Placement | null;
}

interface Study {
  readonly at: (times: number) => Point;
  /** From the present rate outward. */
  readonly down: readonly Point[];
  readonly up: readonly Point[];
  readonly switches: Map<Slot, RateSwitches | null>;
}

/** One for the twin as written, and one for each slot that the file fixes, freed. Dropped with the report. */
const studies = new WeakMap<TwinReport, Map<Slot | null, Study | null>>();

/** null: nothing sends, or no placement is possible. @param options those with which the report was made */
export function rateSwitches(report: TwinReport, slot: Slot, options: AnalysisOptions): RateSwitches | null {
  const fixed = report.scenario.placement[slot].provider !== null;
  const study = studyOf(report, fixed ? slot : null, options);
  if (study === null) return null;
  let found = study.switches.get(slot);
  if (found === undefined) study.switches.set(slot, (found = switchesOf(report.scenario, study, slot, fixed)));
  return found;
}

function studyOf(report: TwinReport, freed: Slot | null, options: AnalysisOptions): Study | null {
  let known = studies.get(report);
  if (known === undefined) studies.set(report, (known = new Map<Slot | null, Study | null>()));
  let study = known.get(freed);
  if (study === undefined) known.set(freed, (study = createStudy(report.scenario, freed, pricerOf(options))));
  return study;
}

function createStudy(written: Scenario, freed: Slot | null, price: Pricer): Study | null {
  const varied = variedOf(written, freed);
  if (varied === null) return null;
  const at = (times: number): Point => ({ times, placement: price(varied.at(times))?.placement ?? null });
  const now = at(1);
  const steps = written.groups.length > MANY_GROUPS ? STEPS_OF_MANY : STEPS;
  const outward = (end: number): Point[] => {
    const points = [now];
    for (let step = 1; step <= steps; step++) {
      const point = at(end ** (step / steps));
      points.push(point);
    }
    return points;
  };
  return { at, down: outward(varied.least), up: outward(varied.most), switches: new Map() };
}

interface Varied {
  readonly group: DeviceGroup;
  readonly at: (times: number) => Scenario;
  /** Times the present rate, within what the language takes. */
  readonly least: number;
  readonly most: number;
}

/** The scenario with other rates of the group that sends most. */
function variedOf(written: Scenario, freed: Slot | null): Varied | null {
  const [group] = [...written.groups].sort((a, b) => messagesOf(b) - messagesOf(a));
  if (group === undefined || !(messagesOf(group) > 0)) return null;
  const every = group.cadence.value.kind === 'every';
  const part = { ...written, groups: [group] };
  const axis = axisOf(part, `${group.name}.${every ? 'every' : 'rate'}`);
  if (axis === null || !(axis.value > 0)) return null;
  const { value, min, max, path } = axis;
  const rule = freed === null ? null : written.placement[freed];
  const scenario =
    freed === null || rule === null ? written : { ...written, placement: { ...written.placement, [freed]: { ...rule, provider: null } } };
  const kept = (changed: number): number => Math.min(max, Math.max(min, changed));
  return {
    group,
    at: (times) => vary(scenario, path, kept(every ? value / times : value * times)),
    least: Math.max(1 / REACH, every ? value / max : min / value),
    most: Math.min(REACH, every && min > 0 ? value / min : every ? REACH : max / value),
  };
}

function switchesOf(written: Scenario, study: Study, slot: Slot, fixed: boolean): RateSwitches | null {
  const varied = variedOf(written, null);
  const provider = study.up[0]?.placement?.[slot];
  if (varied === null || provider === undefined) return null;
  const messages = (times: number): number => varied.at(times).groups.reduce((sum, group) => sum + messagesOf(group), 0);
  const nearest = (points: readonly Point[]): { change: RateSwitch | null; end: number } => {
    let last = 1;
    for (const point of points) {
      const there = point.placement?.[slot];
      if (there === undefined) return { change: null, end: last };
      if (there !== provider) {
        const beyond = closedIn(study, slot, provider, last, point);
        return {
          change: { slot, provider: beyond.provider, messages: figures(messages(beyond.times)), rate: rateAt(varied, beyond.times) },
          end: beyond.times,
        };
      }
      last = point.times;
    }
    return { change: null, end: last };
  };
  const below = nearest(study.down);
  const above = nearest(study.up);
  return {
    slot,
    provider,
    fixed,
    now: messages(1),
    least: figures(messages(below.end)),
    most: figures(messages(above.end)),
    below: below.change,
    above: above.change,
  };
}

/** The change between a rate at which `provider` is chosen and one beyond, at which another is. */
function closedIn(study: Study, slot: Slot, provider: Provider, from: number, to: Point): { times: number; provider: Provider } {
  let near = from;
  let far = to.times;
  let other = to.placement?.[slot] ?? provider;
  while (Math.abs(Math.log(far / near)) > PRECISION) {
    const middle = Math.sqrt(near * far);
    const there = study.at(middle).placement?.[slot];
    if (there === provider) near = middle;
    else {
      far = middle;
      other = there ?? other;
    }
  }
  return { times: far, provider: other };
}

function rateAt({ group, at }: Varied, times: number): string {
  const cadence = at(times).groups.find(({ name }) => name === group.name)?.cadence.value ?? group.cadence.value;
  if (cadence.kind === 'rate') return `${group.name} ${formatCadence({ ...cadence, events: figures(cadence.events) })}`;
  return `${group.name} every ${intervalText(cadence.seconds)}`;
}

/** `47 s`, `3.2 min`, `1.5 h`: two figures, in the unit that a person would choose. */
function intervalText(seconds: number): string {
  if (seconds < 1) return formatSeconds(figures(seconds));
  const [factor, unit] = seconds < 120 ? [1, 's'] : seconds < 7_200 ? [60, 'min'] : seconds < 172_800 ? [3_600, 'h'] : [86_400, 'days'];
  return `${figures(seconds / factor)} ${unit}`;
}

/** Two figures: nobody's rate is known better. */
function figures(value: number): number {
  return Number(value.toPrecision(2));
}

/** The nearest changes of any of these slots, those that come at the same rate together. */
export function nearestSwitches(
  report: TwinReport,
  slots: readonly Slot[],
  options: AnalysisOptions,
): { readonly below: readonly RateSwitch[]; readonly above: readonly RateSwitch[]; readonly all: readonly RateSwitches[] } {
  const all = SLOTS.flatMap((slot) => {
    // What a fixed slot would do is told on its own line.
    const moves = slots.includes(slot) && report.scenario.placement[slot].provider === null;
    return (moves ? rateSwitches(report, slot, options) : null) ?? [];
  });
  const below = all.flatMap((found) => found.below ?? []);
  const above = all.flatMap((found) => found.above ?? []);
  const highest = Math.max(...below.map(({ messages }) => messages));
  const lowest = Math.min(...above.map(({ messages }) => messages));
  return { below: below.filter(({ messages }) => messages === highest), above: above.filter(({ messages }) => messages === lowest), all };
}
