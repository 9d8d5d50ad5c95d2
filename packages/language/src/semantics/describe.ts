/** The effective scenario as text: every value that counts, where it comes from, in the words of the language. It computes nothing. */

import type { Action, Declared, DeviceGroup, Model, Retention, Scenario, SlotRule, SourceRange } from '../scenario.ts';
import { SLOTS } from '../scenario.ts';
import { SECONDS_PER_HOUR } from '../units.ts';
import { formatBytes, formatCadence, formatNumber, formatSeconds } from './format-value.ts';

/** `type`: said by the device type; `default`: said by nobody. */
export type Origin = 'declared' | 'type' | 'default';

export interface EffectiveValue {
  /** As in a `scenario` block, where it can stand there: `thermostats.count`, `storage.hot`. */
  readonly path: string;
  /** As it would be written in the file. */
  readonly value: string;
  readonly origin: Origin;
  readonly at: SourceRange | null;
}

/** Every value of a scenario, in the order in which a file would say it. */
export function describeScenario(scenario: Scenario): EffectiveValue[] {
  const rows: EffectiveValue[] = [];
  const add = (path: string, value: string, at: SourceRange | null): void => {
    rows.push({ path, value, origin: originOf(at, scenario), at });
  };
  const put = <T>(path: string, declared: Declared<T>, write: (value: T) => string): void => {
    add(path, write(declared.value), declared.at);
  };
  put('region', scenario.region.logical, String);
  for (const [provider, region] of Object.entries(scenario.region.named)) put(`region.${provider}`, region, String);
  put('currency', scenario.currency, String);
  for (const budget of scenario.budgets) {
    add(
      budget.path === null ? 'budget' : `budget.${budget.path}`,
      `${formatNumber(budget.perMonth)} ${budget.currency} / month`,
      budget.at,
    );
  }
  if (scenario.residency === null) add('residency', 'none', null);
  else put('residency', scenario.residency, String);
  put('providers', scenario.providers, (list) => list.join(' '));
  put('free-tier', scenario.freeTier, (on) => (on ? 'on' : 'off'));
  for (const [tag, text] of Object.entries(scenario.tags)) add(`tags.${tag}`, JSON.stringify(text), scenario.declaredAt);
  for (const [id, value] of Object.entries(scenario.assume)) put(`assume.${id}`, value, formatNumber);
  for (const group of scenario.groups) describeGroup(group, put, add);
  describeProcessing(scenario, put, add);
  describeRetention('storage', scenario.storage.retention, put);
  put('storage.read.cool', scenario.storage.readCool, monthlyBytes);
  put('storage.read.archive', scenario.storage.readArchive, monthlyBytes);
  describeManagement(scenario, put, add);
  describeVisualization(scenario, put, add);
  for (const slot of SLOTS) add(`place.${slot}`, slotText(scenario.placement[slot]), scenario.placement[slot].at);
  return rows;
}

type Put = <T>(path: string, declared: Declared<T>, write: (value: T) => string) => void;
type Add = (path: string, value: string, at: SourceRange | null) => void;

/** What lies outside the twin's own text was said by a device type. */
function originOf(at: SourceRange | null, scenario: Scenario): Origin {
  if (at === null) return 'default';
  const { file, start, end } = scenario.declaredAt;
  return at.file === file && at.start >= start && at.end <= end ? 'declared' : 'type';
}

function monthlyBytes(bytes: number): string {
  return bytes === 0 ? 'none' : `${formatBytes(bytes)} / month`;
}

function describeGroup(group: DeviceGroup, put: Put, add: Add): void {
  const { name } = group;
  put(`${name}.count`, group.count, formatNumber);
  const cadence = formatCadence(group.cadence.value);
  if (group.cadence.value.kind === 'every') add(`${name}.every`, cadence.replace('every ', ''), group.cadence.at);
  else add(`${name}.rate`, cadence, group.cadence.at);
  if (group.peak === null) add(`${name}.peak`, 'its rate, devices evenly spread', null);
  else put(`${name}.peak`, group.peak, formatCadence);
  put(
    `${name}.active`,
    group.active,
    (active) => `${formatNumber(active.hoursPerDay)} h / day  ${formatNumber(active.daysPerWeek)} days / week`,
  );
  put(`${name}.connect`, group.connect, String);
  add(`${name}.payload`, `${formatBytes(group.payload.value)}${group.payloadFromTelemetry ? ' (from telemetry)' : ''}`, group.payload.at);
  for (const field of group.telemetry) {
    const length = field.length === null ? '' : ` ${formatNumber(field.length)}`;
    add(
      `${name}.telemetry.${field.name}`,
      `${field.type}${length}${field.unit === null ? '' : ` ${JSON.stringify(field.unit)}`}`,
      group.declaredAt,
    );
  }
  describeRetention(`${name}.storage`, group.retention, put);
}

function describeRetention(path: string, retention: Retention, put: Put): void {
  put(`${path}.hot`, retention.hot, formatSeconds);
  put(`${path}.cool`, retention.cool, ageText);
  put(`${path}.archive`, retention.archive, ageText);
}

function ageText(seconds: number | null): string {
  return seconds === null ? 'none' : formatSeconds(seconds);
}

function describeProcessing({ processing }: Scenario, put: Put, add: Add): void {
  const size = ({ memory, duration }: { memory: number; duration: number }): string =>
    `${formatBytes(memory)} for ${formatSeconds(duration)}`;
  put('processing.function', processing.function, size);
  for (const run of processing.runs) {
    add(
      'processing.run',
      `${JSON.stringify(run.file)} for ${run.groups.join(' ')} { function ${size(run.function.value)} }`,
      run.declaredAt,
    );
  }
  for (const rule of processing.rules) {
    const holds = rule.holdsFor === null ? '' : ` for ${formatSeconds(rule.holdsFor)}`;
    const share = `${formatNumber(Number((rule.matches.value * 100).toPrecision(15)))} %`;
    add('processing.on', `${rule.condition}${holds} matches ${share} { ${rule.actions.map(actionText).join('  ')} }`, rule.declaredAt);
  }
}

function actionText(action: Action): string {
  switch (action.kind) {
    case 'notify':
      return `notify ${JSON.stringify(action.text)}`;
    case 'call':
      return `call ${JSON.stringify(action.file)}`;
    case 'workflow':
      return `workflow ${action.name === null ? '' : `${JSON.stringify(action.name)} `}${formatNumber(action.steps)} steps`;
    case 'feedback': {
      const values = Object.entries(action.values).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
      return `feedback ${action.group} { ${values.join('  ')} }`;
    }
  }
}

function describeManagement({ management }: Scenario, put: Put, add: Add): void {
  if (management === null) {
    add('management', 'not used', null);
    return;
  }
  const walk = (models: readonly Model[], path: string): void => {
    for (const model of models) {
      const name = path === '' ? model.name : `${path}.${model.name}`;
      const times = model.count === 1 ? '' : `count ${formatNumber(model.count)}  `;
      const has = model.has.map((entry) => (entry.count === null ? entry.group : `${formatNumber(entry.count)} ${entry.group}`)).join(' ');
      add(`management.model.${name}`, `${times}${has === '' ? '' : `has ${has}`}`.trim() || 'empty', model.declaredAt);
      walk(model.models, name);
    }
  };
  walk(management.models, '');
  if (management.entities === null) add('management.entities', 'models and devices placed in them', null);
  else put('management.entities', management.entities, formatNumber);
  if (management.scene === null) add('management.scene', 'none', null);
  else
    put(
      'management.scene',
      management.scene,
      (size) => `${management.sceneFile === null ? '' : `${JSON.stringify(management.sceneFile)} `}${formatBytes(size)}`,
    );
  if (management.queries === null) add('management.queries', 'none', null);
  else put('management.queries', management.queries, formatCadence);
}

function describeVisualization({ visualization }: Scenario, put: Put, add: Add): void {
  if (visualization === null) {
    add('visualization', 'not used', null);
    return;
  }
  put('visualization.editors', visualization.editors, formatNumber);
  put('visualization.viewers', visualization.viewers, formatNumber);
  const { refresh } = visualization;
  const viewing = `${formatNumber(visualization.viewing.value / SECONDS_PER_HOUR)} h / day`;
  if (refresh === null) add('visualization.refresh', 'none', null);
  else put('visualization.refresh', refresh, (cadence) => `${formatCadence(cadence)} for ${viewing}`);
  put('visualization.panels', visualization.panels, formatNumber);
  put('visualization.window', visualization.window, formatSeconds);
}

function slotText({ provider, except }: SlotRule): string {
  return provider ?? (except.length === 0 ? 'auto' : `auto except ${except.join(' ')}`);
}
