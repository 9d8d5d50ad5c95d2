/**
 * The quantities of a twin that a person can play with: each with its unit as written, a sensible range around its value, and a scenario
 * with other values. What another value costs stands in draft.ts and break-even.ts.
 */
import { ASSUMPTIONS, type Scenario } from '@twin2multicloud/cost';
import {
  numericPaths,
  unitOf,
  usualUnit,
  valueText,
  vary,
  VIEWING,
  writtenQuantity,
  type Dimension,
  type Program,
  type SourceRange,
  type WrittenUnit,
} from '@twin2multicloud/language';

export interface Quantity {
  readonly path: string;
  /** Within its group: `count`, `refresh for`. */
  readonly label: string;
  /** Of the block or group that it stands in: `devices thermostats`, `storage`. */
  readonly group: string;
  readonly groupAt: SourceRange | null;
  /** In base units. */
  readonly value: number;
  readonly unit: WrittenUnit;
  /** After the number on a screen: the unit, or what is counted. */
  readonly unitName: string;
  readonly dimension: Dimension;
  readonly whole: boolean;
  /** What the language takes. */
  readonly least: number;
  readonly most: number | null;
  /** Of a retention: the ages of the tiers before and behind it, between which it has to stay. */
  readonly between: readonly [number, number] | null;
  readonly at: SourceRange | null;
}

/** A range with a step, all in base units. */
export interface QuantityRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** All quantities of a scenario in its order. */
export function quantitiesOf(scenario: Scenario, program: Program): Quantity[] {
  const groups = groupsOf(scenario);
  return quantitySpots(scenario).map((spot) => quantityAt(scenario, program, spot, groups));
}

/** One quantity; null where the scenario has none at the path. */
export function quantityOf(scenario: Scenario, program: Program, path: string): Quantity | null {
  const spot = quantitySpot(scenario, path);
  return spot === null ? null : quantityAt(scenario, program, spot, groupsOf(scenario, path.split('.')[0]));
}

type Groups = ReadonlyMap<string, Scenario['groups'][number]>;

/** @param only the one that is needed */
function groupsOf({ groups }: Scenario, only?: string): Groups {
  return new Map(groups.flatMap((group) => (only === undefined || group.name === only ? [[group.name, group]] : [])));
}

interface Spot {
  readonly path: string;
  readonly value: number;
  readonly dimension: Dimension;
  readonly min: number;
  readonly max: number;
}

const SECONDS_PER_DAY = 86_400;

/** The paths alone, without looking at the text. */
export function quantitySpots(scenario: Scenario): Spot[] {
  const spots: Spot[] = [];
  for (const found of numericPaths(scenario)) {
    spots.push(found);
    const { visualization } = scenario;
    // The language sweeps over refreshes; how long somebody looks is a quantity of its own.
    if (found.path === 'visualization.refresh' && visualization !== null)
      spots.push({ path: VIEWING, value: visualization.viewing.value, dimension: 'time-rate', min: 0, max: SECONDS_PER_DAY });
  }
  return spots;
}

function quantityAt(scenario: Scenario, program: Program, { path, value, dimension, min, max }: Spot, groups: Groups): Quantity {
  const { at, group, groupAt, label } = placeOf(scenario, path, groups);
  const written = writtenQuantity(program.files, at, path);
  const assumed = path.startsWith('assume.') ? path.slice('assume.'.length) : null;
  // Assumptions are in the unit of their table, however they were written.
  const unit = assumed !== null ? { text: '', factor: 1 } : ((written && unitOf(written, dimension)) ?? usualUnit(value, dimension));
  return {
    path,
    label,
    group,
    groupAt,
    value,
    unit,
    unitName: assumed !== null ? (unitOfAssumption(assumed) ?? '') : unit.text === '' ? (COUNTED[label] ?? '') : unit.text,
    dimension,
    whole: dimension === 'number' && assumed === null,
    least: min,
    most: max >= 1e15 ? null : max,
    between: neighborsOf(scenario, path, groups),
    at,
  };
}

const TIERS = ['hot', 'cool', 'archive'] as const;

/** The ages of the used tiers before and behind a retention. */
function neighborsOf(scenario: Scenario, path: string, groups: Groups): [number, number] | null {
  const words = path.split('.');
  const at = TIERS.findIndex((tier) => tier === words.at(-1));
  if (at < 0) return null;
  const head = words.slice(0, -1).join('.');
  const group = head.endsWith('.storage') ? groups.get(words[0] ?? '') : undefined;
  const retention = head === 'storage' ? scenario.storage.retention : group?.retention;
  if (retention === undefined) return null;
  const ages = TIERS.map((tier) => retention[tier].value);
  const low = ages.slice(0, at).findLast((age) => age !== null) ?? 0;
  const high = ages.slice(at + 1).find((age) => age !== null) ?? Infinity;
  return low < high ? [low, high] : null;
}

const COUNTED: Readonly<Record<string, string>> = {
  count: 'devices',
  editors: 'users',
  viewers: 'users',
  panels: 'panels',
  entities: 'entities',
};

function unitOfAssumption(id: string): string | null {
  return id in ASSUMPTIONS ? ASSUMPTIONS[id as keyof typeof ASSUMPTIONS].unit : null;
}

/** Where the value of a path is declared, and the head under which it is shown. */
function placeOf(scenario: Scenario, path: string, groups: Groups): Pick<Quantity, 'at' | 'group' | 'groupAt' | 'label'> {
  const words = path.split('.');
  const [first = '', second = '', third = ''] = words;
  const label = words.slice(1).join(' ');
  const { storage, processing, management, visualization } = scenario;
  switch (first) {
    case 'storage': {
      const read = third === 'cool' ? storage.readCool : storage.readArchive;
      const at = second === 'read' ? read.at : storage.retention[second as 'hot' | 'cool' | 'archive'].at;
      return { at, group: first, groupAt: storage.declaredAt, label };
    }
    case 'processing': {
      const own = processing.rules.map(({ matches, declaredAt }) => ({ at: matches.at, declaredAt }));
      const shared = own.find(({ at, declaredAt }) => at === null || at.start < declaredAt.start || at.end > declaredAt.end);
      return { at: shared?.at ?? null, group: first, groupAt: processing.declaredAt, label };
    }
    case 'management': {
      const at = management?.[second as 'entities' | 'scene' | 'queries']?.at ?? null;
      return { at, group: first, groupAt: management?.declaredAt ?? null, label };
    }
    case 'visualization': {
      const key = path === VIEWING ? 'viewing' : (second as 'editors' | 'viewers' | 'panels' | 'window' | 'refresh');
      return { at: visualization?.[key]?.at ?? null, group: first, groupAt: visualization?.declaredAt ?? null, label };
    }
    case 'assume':
      return { at: scenario.assume[words.slice(1).join('.')]?.at ?? null, group: 'assume', groupAt: null, label: words.slice(1).join('.') };
    default: {
      const group = groups.get(first);
      const at =
        group === undefined
          ? null
          : second === 'storage'
            ? group.retention[third as 'hot' | 'cool' | 'archive'].at
            : second === 'every' || second === 'rate'
              ? group.cadence.at
              : second === 'peak'
                ? (group.peak?.at ?? null)
                : group[second as 'count' | 'payload'].at;
      return { at, group: `devices ${first}`, groupAt: group?.declaredAt ?? null, label };
    }
  }
}

/** The value as a person would write it: `240`, `3 min`. */
export function quantityValueText({ unit }: Pick<Quantity, 'unit'>, value: number): string {
  return valueText(value, unit);
}

/** A value with the digits that its unit can say: what is priced is then what is written. */
export function settledValue({ unit, whole, least, most }: Quantity, value: number): number {
  const number = Number((value / unit.factor).toPrecision(12));
  const settled = whole ? Math.round(value) : unit.factor < 1 ? number / (1 / unit.factor) : number * unit.factor;
  return Math.min(most ?? Infinity, Math.max(least, settled));
}

/** The scenario with other values. Unknown paths are passed over: the text has moved on. */
export function withChanges(scenario: Scenario, changes: Readonly<Record<string, number>>): Scenario {
  let changed = scenario;
  for (const [path, value] of Object.entries(changes)) changed = withValue(changed, path, value);
  return changed;
}

/** As the language varies a path, and the viewing time besides. The value is kept within what the language takes. */
export function withValue(scenario: Scenario, path: string, value: number): Scenario {
  const spot = quantitySpot(scenario, path);
  if (spot === null) return scenario;
  const kept = Math.min(spot.max, Math.max(spot.min, value));
  if (path !== VIEWING) return vary(scenario, path, kept);
  const { visualization } = scenario;
  if (visualization === null) return scenario;
  return { ...scenario, visualization: { ...visualization, viewing: { ...visualization.viewing, value: kept } } };
}

/** Without listing all paths of a twin with a thousand groups. */
function quantitySpot(scenario: Scenario, path: string): Spot | null {
  const [first = ''] = path.split('.');
  const group = scenario.groups.find(({ name }) => name === first);
  const part = group === undefined ? { ...scenario, groups: [] } : { ...scenario, groups: [group] };
  return quantitySpots(part).find((candidate) => candidate.path === path) ?? null;
}

/** The numbers at which a scale may end, a digit and zeros. */
const NICE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

function niceAbove(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return (NICE.find((digit) => digit * power >= value * (1 - 1e-9)) ?? 10) * power;
}

function niceBelow(value: number): number {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return (NICE.findLast((digit) => digit * power <= value * (1 + 1e-9)) ?? 1) * power;
}

/** Steps that people count in; about `parts` of them make the range. */
function niceStep(span: number, parts: number): number {
  const raw = span / parts;
  const power = 10 ** Math.floor(Math.log10(raw) + 1e-9);
  return ([1, 2, 5, 10].findLast((digit) => digit * power <= raw * (1 + 1e-9)) ?? 1) * power;
}

const MONTHS = [1, 2, 3, 6, 12, 24, 36, 60, 120, 240];

/** A sensible range of a slider around the written value. @param times how far it reaches above the value */
export function rangeOf(quantity: Quantity, times = 2.5): QuantityRange {
  const { value, unit, dimension, whole, label, least, most } = quantity;
  const written = value / unit.factor;
  const bound = ({ min, max, step }: QuantityRange): QuantityRange => {
    const [before, behind] = quantity.between ?? [0, Infinity];
    const low = Math.max(least, before, Math.min(min * unit.factor, value));
    const high = Math.min(most ?? Infinity, behind, Math.max(max * unit.factor, value));
    return { min: low, max: high > low ? high : low + step * unit.factor, step: step * unit.factor };
  };
  if (quantity.path === VIEWING) return bound({ min: 0, max: SECONDS_PER_DAY / unit.factor, step: 1_800 / unit.factor });
  if (whole) {
    const max = Math.max(10, niceAbove(written * times));
    return bound({ min: 0, max, step: Math.max(1, niceStep(max, 500)) });
  }
  if (dimension === 'share') {
    const max = Math.min(100, niceAbove(Math.max(written * times, 1)));
    return bound({ min: 0, max, step: niceStep(max, 100) });
  }
  if (isRetention(label) && dimension === 'duration') {
    const max = MONTHS.find((months) => months >= written * times) ?? niceAbove(written * times);
    return bound({
      min: Math.min(1, written),
      max: Math.max(max, 12),
      step: written < 1 || !Number.isInteger(written) ? niceStep(max, 100) : 1,
    });
  }
  if (dimension === 'duration') {
    const [min, max] = [niceBelow(written / 4), niceAbove(written * times * 2)];
    return bound({ min: min === 0 ? max / 100 : min, max, step: stepThrough(min, max, written) });
  }
  if (dimension === 'size' && written > 0) return bound({ min: written / 4, max: written * 4, step: written / 16 });
  const max = niceAbove(Math.max(written * times * 1.6, 10));
  const step = niceStep(max, 120);
  return bound({ min: dimension === 'rate' ? step : 0, max, step });
}

function isRetention(label: string): boolean {
  return /(?:^|storage )(?:hot|cool|archive)$/.test(label);
}

/** A step that leads from the least to the written value, so that a slider can come back to it. */
function stepThrough(min: number, max: number, written: number): number {
  const coarse = niceStep(max - min, 100);
  for (const part of [1, 2, 4, 5, 10, 20]) {
    const step = coarse / part;
    const [a, b] = [min / step, written / step];
    if (Math.abs(a - Math.round(a)) < 1e-9 && Math.abs(b - Math.round(b)) < 1e-9) return step;
  }
  return coarse / 20;
}
