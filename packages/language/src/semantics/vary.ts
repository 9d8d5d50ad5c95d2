/**
 * Changing one number of a scenario by its path, for sweeps, break-even points and sliders. Values are in base units:
 * devices, seconds, bytes, events per second, bytes a month. Nothing of the text is read again.
 */

import type { Dimension, Parameter, PropertyPlace } from '../properties.ts';
import { propertyAt } from '../properties.ts';
import type { Cadence, Declared, DeviceGroup, Management, Retention, Scenario, SourceRange, Visualization } from '../scenario.ts';
import { EXTREMES } from './quantities.ts';

/** A number of a scenario that can be varied. */
export interface NumericPath {
  /** As in a `scenario` block: `thermostats.count`, `storage.hot`, `visualization.viewers`. */
  readonly path: string;
  /** In base units. */
  readonly value: number;
  readonly dimension: Dimension;
  /** In base units; the value may not be below. */
  readonly min: number;
  readonly max: number;
}

type Tier = keyof Retention;

/** What a path reads and how it is written. */
interface Lens {
  readonly dimension: Dimension;
  readonly min: number;
  readonly max: number;
  /** null where the scenario has no such number at present. */
  readonly value: number | null;
  set(value: number): Scenario;
}

/** The numbers that a scenario has, by path, in the order of the scenario. */
export function numericPaths(scenario: Scenario): NumericPath[] {
  const result: NumericPath[] = [];
  const add = (path: string, lens: Lens | null): void => {
    if (lens?.value == null) return;
    result.push({ path, value: lens.value, dimension: lens.dimension, min: lens.min, max: lens.max });
  };
  for (const group of scenario.groups) {
    const cadence = group.cadence.value.kind === 'every' ? 'every' : 'rate';
    for (const name of ['count', cadence, 'peak', 'payload']) add(`${group.name}.${name}`, groupLens(scenario, group, [name]));
    for (const tier of TIERS) {
      if (!follows(group, scenario, tier)) add(`${group.name}.storage.${tier}`, groupLens(scenario, group, ['storage', tier]));
    }
  }
  for (const path of TWIN_PATHS) add(path, lensAt(scenario, path));
  for (const id of Object.keys(scenario.assume)) add(`assume.${id}`, lensAt(scenario, `assume.${id}`));
  return result;
}

const TWIN_PATHS: readonly string[] = [
  'processing.matches',
  ...['storage.hot', 'storage.cool', 'storage.archive', 'storage.read.cool', 'storage.read.archive'],
  ...['management.entities', 'management.scene', 'management.queries'],
  ...['visualization.editors', 'visualization.viewers', 'visualization.refresh', 'visualization.panels', 'visualization.window'],
];

/** What a path may be varied to, also where the scenario has no value there yet; null where it leads to no number. */
export function numericPath(scenario: Scenario, path: string): Omit<NumericPath, 'value'> | null {
  const lens = lensAt(scenario, path);
  return lens === null ? null : { path, dimension: lens.dimension, min: lens.min, max: lens.max };
}

/**
 * The scenario with one number changed. Groups without a retention of their own follow the twin's `storage`;
 * a tier that falls out of order is not used. Throws a RangeError where `numericPath` gives null or the value lies outside its bounds.
 */
export function vary(scenario: Scenario, path: string, value: number): Scenario {
  const lens = lensAt(scenario, path);
  if (lens === null) throw new RangeError(`${path} leads to no number of ${scenario.name}.`);
  if (!(value >= lens.min && value <= lens.max))
    throw new RangeError(`${path} must lie between ${String(lens.min)} and ${String(lens.max)}.`);
  return lens.set(value);
}

const TIERS: readonly Tier[] = ['hot', 'cool', 'archive'];

function lensAt(scenario: Scenario, path: string): Lens | null {
  const words = path.split('.');
  const [first = '', second = ''] = words;
  switch (first) {
    case 'storage':
      return storageLens(scenario, words.slice(1).join('.'));
    case 'processing':
      return second === 'matches' ? matchesLens(scenario) : null;
    case 'management':
      return scenario.management === null ? null : managementLens(scenario, scenario.management, second);
    case 'visualization':
      return scenario.visualization === null ? null : visualizationLens(scenario, scenario.visualization, second);
    case 'assume': {
      const id = words.slice(1).join('.');
      const known = scenario.assume[id];
      const set = (value: number): Scenario => ({ ...scenario, assume: { ...scenario.assume, [id]: { value, at: known?.at ?? null } } });
      return id === '' ? null : { dimension: 'number', min: 0, max: 1e15, value: known?.value ?? null, set };
    }
    default: {
      const group = scenario.groups.find((found) => found.name === first);
      return group === undefined ? null : groupLens(scenario, group, words.slice(1));
    }
  }
}

/** The bounds that the properties table gives. */
function bounds(place: PropertyPlace, name: string, parameter = 0): Pick<Lens, 'dimension' | 'min' | 'max'> {
  const found: Parameter | undefined = propertyAt(place, name)?.parameters[parameter];
  const dimension = found?.dimension ?? 'number';
  const extreme = EXTREMES[dimension];
  const min = found?.min ?? (found?.above === undefined ? 0 : (extreme?.min ?? 0));
  return { dimension, min, max: Math.min(found?.max ?? Infinity, extreme?.max ?? 1e15) };
}

function at<T>(value: T, before: { readonly at: SourceRange | null } | null): Declared<T> {
  return { value, at: before?.at ?? null };
}

function perSecond(cadence: Cadence): number {
  return cadence.kind === 'every' ? 1 / cadence.seconds : cadence.events / cadence.perSeconds;
}

/** A rate keeps the time that it was written for. */
function rate(value: number, before: Cadence | null): Cadence {
  const perSeconds = before?.kind === 'rate' ? before.perSeconds : 1;
  return { kind: 'rate', events: value * perSeconds, perSeconds };
}

function groupLens(scenario: Scenario, group: DeviceGroup, [name = '', tier = '', ...more]: string[]): Lens | null {
  const put = (changed: Partial<DeviceGroup>): Scenario => ({
    ...scenario,
    groups: scenario.groups.map((found) => (found === group ? { ...group, ...changed } : found)),
  });
  if (name === 'storage' && isTier(tier) && more.length === 0) {
    const set = (value: number): Scenario => put({ retention: withTier(group.retention, tier, at(value, group.retention[tier])) });
    return { ...bounds('group-storage', tier), value: group.retention[tier].value, set };
  }
  if (tier !== '') return null;
  const cadence = group.cadence.value;
  switch (name) {
    case 'count':
      return { ...bounds('devices', name), value: group.count.value, set: (value) => put({ count: at(value, group.count) }) };
    case 'every':
      return {
        ...bounds('devices', name),
        value: cadence.kind === 'every' ? cadence.seconds : cadence.perSeconds / cadence.events,
        set: (value) => put({ cadence: at({ kind: 'every', seconds: value }, group.cadence) }),
      };
    case 'rate':
      return {
        ...bounds('devices', name),
        value: perSecond(cadence),
        set: (value) => put({ cadence: at(rate(value, cadence), group.cadence) }),
      };
    case 'peak':
      return {
        ...bounds('devices', name),
        value: group.peak === null ? null : perSecond(group.peak.value),
        set: (value) => put({ peak: at(rate(value, group.peak?.value ?? null), group.peak) }),
      };
    case 'payload':
      return {
        ...bounds('devices', name),
        value: group.payload.value,
        set: (value) => put({ payload: at(value, group.payload), payloadFromTelemetry: false }),
      };
    default:
      return null;
  }
}

function isTier(text: string): text is Tier {
  return text === 'hot' || text === 'cool' || text === 'archive';
}

/** true where a group's age of a tier is the twin's. */
function follows(group: DeviceGroup, scenario: Scenario, tier: Tier): boolean {
  const own = group.retention[tier].at;
  const twin = scenario.storage.retention[tier].at;
  if (own === null || twin === null) return own === twin;
  return own === twin || (own.start === twin.start && own.end === twin.end && own.file === twin.file);
}

/** The ages with one changed; a tier that is now below the one before it is not used. */
function withTier(retention: Retention, tier: Tier, value: Declared<number>): Retention {
  const changed: Retention = { ...retention, [tier]: value };
  const hot = changed.hot.value;
  const cool = changed.cool.value === null || changed.cool.value < hot ? null : changed.cool.value;
  const before = cool ?? hot;
  const archive = changed.archive.value === null || changed.archive.value < before ? null : changed.archive.value;
  return { hot: changed.hot, cool: { ...changed.cool, value: cool }, archive: { ...changed.archive, value: archive } };
}

function storageLens(scenario: Scenario, name: string): Lens | null {
  const { storage } = scenario;
  if (name === 'read.cool' || name === 'read.archive') {
    const key = name === 'read.cool' ? 'readCool' : 'readArchive';
    const set = (value: number): Scenario => ({ ...scenario, storage: { ...storage, [key]: at(value, storage[key]) } });
    return { ...bounds('storage', 'read', 1), value: storage[key].value, set };
  }
  if (!isTier(name)) return null;
  const set = (value: number): Scenario => {
    const changed = at(value, storage.retention[name]);
    return {
      ...scenario,
      storage: { ...storage, retention: withTier(storage.retention, name, changed) },
      groups: scenario.groups.map((group) =>
        follows(group, scenario, name) ? { ...group, retention: withTier(group.retention, name, changed) } : group,
      ),
    };
  };
  return { ...bounds('storage', name), value: storage.retention[name].value, set };
}

/** The share of the rules that have none of their own. */
function matchesLens(scenario: Scenario): Lens | null {
  const { rules } = scenario.processing;
  const own = (rule: (typeof rules)[number]): boolean => {
    const range = rule.matches.at;
    return range !== null && range.start >= rule.declaredAt.start && range.end <= rule.declaredAt.end;
  };
  const first = rules.find((rule) => !own(rule));
  const set = (value: number): Scenario => ({
    ...scenario,
    processing: { ...scenario.processing, rules: rules.map((rule) => (own(rule) ? rule : { ...rule, matches: at(value, rule.matches) })) },
  });
  return { ...bounds('processing', 'matches'), value: first?.matches.value ?? null, set };
}

function managementLens(scenario: Scenario, management: Management, name: string): Lens | null {
  const put = (changed: Partial<Management>): Scenario => ({ ...scenario, management: { ...management, ...changed } });
  switch (name) {
    case 'entities':
      return {
        ...bounds('management', name),
        value: management.entities?.value ?? null,
        set: (value) => put({ entities: at(value, management.entities) }),
      };
    case 'scene':
      return {
        ...bounds('management', name, 1),
        value: management.scene?.value ?? null,
        set: (value) => put({ scene: at(value, management.scene) }),
      };
    case 'queries':
      return {
        ...bounds('management', name),
        value: management.queries === null ? null : perSecond(management.queries.value),
        set: (value) => put({ queries: at(rate(value, management.queries?.value ?? null), management.queries) }),
      };
    default:
      return null;
  }
}

function visualizationLens(scenario: Scenario, visualization: Visualization, name: string): Lens | null {
  const put = (changed: Partial<Visualization>): Scenario => ({ ...scenario, visualization: { ...visualization, ...changed } });
  switch (name) {
    case 'editors':
    case 'viewers':
    case 'panels':
    case 'window':
      return {
        ...bounds('visualization', name),
        value: visualization[name].value,
        set: (value) => put({ [name]: at(value, visualization[name]) }),
      };
    case 'refresh':
      return {
        ...bounds('visualization', name),
        value: visualization.refresh === null ? null : perSecond(visualization.refresh.value),
        set: (value) => put({ refresh: at(rate(value, visualization.refresh?.value ?? null), visualization.refresh) }),
      };
    default:
      return null;
  }
}
