/**
 * A twin's meaning: facts → `Scenario`. What has an error is left out and the rest keeps its meaning; reporting is not done here.
 */

import type {
  Action,
  Declared,
  DeviceGroup,
  FunctionSize,
  Management,
  Model,
  Processing,
  Provider,
  Retention,
  Rule,
  Run,
  Scenario,
  Slot,
  SlotRule,
  SourceRange,
  TwinStorage,
  Visualization,
} from '../scenario.ts';
import { PROVIDERS, SLOTS } from '../scenario.ts';
import type { TwinDeclaration } from '../tree.ts';
import { BYTES_PER_KB, SECONDS_PER_DAY, SECONDS_PER_HOUR } from '../units.ts';
import { applyOverrides } from './apply-overrides.ts';
import type { ActionFacts, GroupFacts, HasFacts, ModelFacts, StorageFacts, TypeFacts, Written } from './facts.ts';
import type { Spot } from './local-problem.ts';
import type { Program } from './program.ts';
import { visibleTypes } from './program.ts';
import { factsOf, factsOfType, sameMembers } from './read-member.ts';
import type { EffectiveTier, GroupEntry } from './resolve.ts';
import { effectiveFields, effectivePlacement, effectiveRetention, groupTable, isComplete, peakFits, ruleGroup } from './resolve.ts';
import { telemetryPayload } from './telemetry.ts';
import type { TwinFacts } from './twin-facts.ts';
import { gather } from './twin-facts.ts';

export const DEFAULT_FUNCTION: FunctionSize = { memory: 128 * BYTES_PER_KB ** 2, duration: 0.1 };
export const DEFAULT_MATCHES = 0.1;
export const DEFAULT_REGION = 'eu-central';
export const DEFAULT_CURRENCY = 'USD';
export const DEFAULT_ACTIVE = { hoursPerDay: 24, daysPerWeek: 7 } as const;

/** Where spots are anchored: a declaration of a file. */
interface Origin {
  readonly file: string;
  readonly start: number;
}

interface TypeEntry {
  readonly facts: TypeFacts;
  readonly origin: Origin;
  readonly at: string;
}

/** The scenario of a twin of the program's entry file, as written. Never throws, whatever the tree. */
export function lower(program: Program, twin: TwinDeclaration): Scenario {
  return build(program, twin, twinFacts(twin), null);
}

/** The twin with the overrides of one of its scenarios; as written where it has no scenario of that name. */
export function lowerVariant(program: Program, twin: TwinDeclaration, scenarioName: string): Scenario {
  const facts = twinFacts(twin);
  const variant = facts.variants.find((found) => found.name.text === scenarioName);
  return variant === undefined
    ? build(program, twin, facts, null)
    : build(program, twin, applyOverrides(facts, variant.overrides), scenarioName);
}

/** The names of a twin's scenarios, in order. */
export function variantNames(twin: TwinDeclaration): string[] {
  return twinFacts(twin).variants.map((variant) => variant.name.text);
}

const gathered = new WeakMap<TwinDeclaration, { readonly members: TwinDeclaration['members']; readonly facts: TwinFacts }>();

/** The facts of a twin, kept until one of its members changes. */
export function twinFacts(twin: TwinDeclaration): TwinFacts {
  const known = gathered.get(twin);
  if (known !== undefined && sameMembers(known.members, twin.members)) return known.facts;
  const facts = gather(twin.members.map(factsOf));
  gathered.set(twin, { members: [...twin.members], facts });
  return facts;
}

function typeTable(program: Program): Map<string, TypeEntry> {
  const table = new Map<string, TypeEntry>();
  for (const [name, { file, declaration }] of visibleTypes(program, program.entry)) {
    const entry = { facts: factsOfType(declaration), origin: { file, start: declaration.start } };
    table.set(name, { ...entry, at: typeWhereabouts(entry) });
  }
  return table;
}

function build(program: Program, twin: TwinDeclaration, facts: TwinFacts, variant: string | null): Scenario {
  const origin: Origin = { file: program.entry, start: twin.start };
  const types = typeTable(program);
  const table = groupTable(facts.groups, types);
  const groups: DeviceGroup[] = [];
  const storageAt = whereabouts(facts.storage, origin);
  for (const [name, entry] of table) {
    const type = entry.facts.type === null ? undefined : types.get(entry.facts.type.name);
    if (!isComplete(entry)) table.delete(name);
    else groups.push(lowerGroup(entry, facts.storage, origin, type?.origin ?? origin, `${storageAt} ${type?.at ?? ''}`));
  }
  const retention = lowerRetention(null, null, facts.storage, origin, origin);
  return {
    name: twin.name.text,
    title: twin.title?.value ?? null,
    variant,
    documentation: twin.doc?.text ?? null,
    declaredAt: { file: origin.file, start: twin.start, end: twin.end },
    groups,
    processing: lowerProcessing(facts, table, origin),
    storage: lowerStorage(facts.storage, retention, origin),
    management: lowerManagement(facts, table, origin),
    visualization: lowerVisualization(facts, origin),
    placement: lowerPlacement(facts, origin),
    providers: declaredOr<readonly Provider[]>(facts.providers, PROVIDERS, origin),
    region: {
      logical: declaredOr(facts.region.logical, DEFAULT_REGION, origin),
      named: Object.fromEntries([...facts.region.named].map(([provider, region]) => [provider, declared(region, origin)])),
    },
    residency: facts.residency === null ? null : declared(facts.residency, origin),
    currency: declaredOr(facts.currency, DEFAULT_CURRENCY, origin),
    budgets: facts.budgets.map((budget) => ({
      path: budget.path,
      perMonth: budget.perMonth,
      currency: budget.currency,
      at: rangeOf(budget, origin),
    })),
    freeTier: declaredOr(facts.freeTier, true, origin),
    assume: Object.fromEntries([...facts.assume].map(([id, value]) => [id, declared(value, origin)])),
    tags: Object.fromEntries(facts.tags),
  };
}

function rangeOf(spot: Spot, origin: Origin): SourceRange {
  const base = origin.start + (spot.member?.start ?? 0);
  return { file: origin.file, start: base + spot.start, end: base + spot.end };
}

function declared<T>(written: Written<T>, origin: Origin): Declared<T> {
  return { value: written.value, at: rangeOf(written, origin) };
}

function declaredOr<T>(written: Written<T> | null, fallback: T, origin: Origin): Declared<T> {
  return written === null ? { value: fallback, at: null } : declared(written, origin);
}

/** What a lowered group depends on; while all of it is the same, so is the group. */
interface GroupInputs {
  readonly type: TypeFacts | null | undefined;
  readonly storage: StorageFacts;
  /** Where the group stands, and where its type's and the twin's values stand. */
  readonly at: string;
}

const lowered = new WeakMap<GroupFacts, GroupInputs & { readonly group: DeviceGroup }>();

/** The group as it was lowered before, if neither it nor what it depends on has changed or moved. */
function lowerGroup(entry: GroupEntry, storage: StorageFacts, origin: Origin, typeOrigin: Origin, elsewhere: string): DeviceGroup {
  const { facts, type } = entry;
  const at = `${origin.file} ${String(origin.start + facts.node.start)} ${elsewhere}`;
  const known = lowered.get(facts);
  if (known?.at === at && known.type === type && known.storage === storage) return known.group;
  const group = freshGroup(entry, storage, origin, typeOrigin);
  lowered.set(facts, { type, storage, at, group });
  return group;
}

/** Where the members that say a group's inherited values stand, so that a move of one of them is noticed. */
function whereabouts(storage: StorageFacts, origin: Origin): string {
  return [storage.hot, storage.cool, storage.archive].map((written) => origin.start + (written?.member?.start ?? 0)).join(' ');
}

function typeWhereabouts({ facts, origin }: Omit<TypeEntry, 'at'>): string {
  const { cadence, peak, active, connect, payload, storage } = facts.device;
  const starts = [cadence, peak, active, connect, payload].map((written) => written?.member?.start ?? 0);
  return `${origin.file} ${starts.join(' ')} ${whereabouts(storage, origin)}`;
}

function freshGroup(entry: GroupEntry, storage: StorageFacts, origin: Origin, typeOrigin: Origin): DeviceGroup {
  const { facts, type } = entry;
  const own = facts.device;
  const inherited = type?.device ?? null;
  const pick = <T>(mine: Written<T> | null, theirs: Written<T> | null | undefined): Declared<T> | null =>
    mine !== null ? declared(mine, origin) : theirs == null ? null : declared(theirs, typeOrigin);
  const cadence = pick(own.cadence, inherited?.cadence);
  if (cadence === null) throw new Error(`Group ${facts.name.name} has no cadence and should have been left out.`);
  const telemetry = effectiveFields(entry);
  const payload = pick(own.payload, inherited?.payload);
  const peak = pick(own.peak, inherited?.peak);
  const member = facts.node;
  return {
    name: facts.name.name,
    type: facts.type?.name ?? null,
    declaredAt: { file: origin.file, start: origin.start + member.start + member.keyword.start, end: origin.start + member.end },
    count: pick(own.count, null) ?? { value: 1, at: null },
    cadence,
    peak: peak?.value == null || !peakFits(peak.value, cadence.value) ? null : { value: peak.value, at: peak.at },
    active: pick(own.active, inherited?.active) ?? { value: DEFAULT_ACTIVE, at: null },
    connect: pick(own.connect, inherited?.connect) ?? { value: 'always', at: null },
    payload: payload ?? { value: telemetryPayload(telemetry), at: null },
    payloadFromTelemetry: payload === null,
    telemetry,
    retention: lowerRetention(own.storage, inherited?.storage ?? null, storage, origin, typeOrigin),
  };
}

function lowerRetention(
  group: StorageFacts | null,
  type: StorageFacts | null,
  twin: StorageFacts,
  origin: Origin,
  typeOrigin: Origin,
): Retention {
  const { hot, cool, archive } = effectiveRetention(group, type, twin);
  const at = (tier: EffectiveTier): SourceRange | null =>
    tier.written === null ? null : rangeOf(tier.written, tier.source === 'type' ? typeOrigin : origin);
  return {
    hot: { value: hot.value ?? 0, at: at(hot) },
    cool: { value: cool.value, at: at(cool) },
    archive: { value: archive.value, at: at(archive) },
  };
}

function lowerStorage(facts: StorageFacts, retention: Retention, origin: Origin): TwinStorage {
  return {
    declaredAt: facts.spot === null ? null : rangeOf(facts.spot, origin),
    retention,
    readCool: declaredOr(facts.readCool, 0, origin),
    readArchive: declaredOr(facts.readArchive, 0, origin),
  };
}

function lowerProcessing(facts: TwinFacts, table: ReadonlyMap<string, GroupEntry>, origin: Origin): Processing {
  const { processing } = facts;
  const size = declaredOr(processing.function, DEFAULT_FUNCTION, origin);
  const matches = declaredOr(processing.matches, DEFAULT_MATCHES, origin);
  const runs = processing.runs.map((run): Run => {
    const groups = run.groups.map((group) => group.name).filter((name) => table.has(name));
    return {
      file: run.file,
      groups: [...new Set(groups)],
      function: run.function === null ? size : declared(run.function, origin),
      declaredAt: rangeOf(run, origin),
    };
  });
  const rules = processing.rules.map((rule): Rule | null => {
    const group = ruleGroup(rule, table);
    if (group === null) return null;
    return {
      group: group.facts.name.name,
      condition: rule.text,
      holdsFor: rule.holdsFor,
      matches: rule.matches === null ? matches : declared(rule.matches, origin),
      actions: rule.actions.map((action) => lowerAction(action, table, origin)).filter((action) => action !== null),
      declaredAt: rangeOf(rule, origin),
    };
  });
  return {
    declaredAt: processing.spot === null ? null : rangeOf(processing.spot, origin),
    function: size,
    runs: runs.filter((run) => run.groups.length > 0),
    rules: rules.filter((rule) => rule !== null),
  };
}

function lowerAction(action: ActionFacts, table: ReadonlyMap<string, GroupEntry>, origin: Origin): Action | null {
  const declaredAt = rangeOf(action, origin);
  switch (action.kind) {
    case 'notify':
      return { kind: 'notify', text: action.text, declaredAt };
    case 'call':
      return { kind: 'call', file: action.file, declaredAt };
    case 'workflow':
      return { kind: 'workflow', name: action.name, steps: action.steps, declaredAt };
    case 'feedback': {
      if (!table.has(action.group.name)) return null;
      const values = Object.fromEntries(action.values.map((entry) => [entry.name.name, entry.value]));
      return { kind: 'feedback', group: action.group.name, values, declaredAt };
    }
  }
}

function lowerManagement(facts: TwinFacts, table: ReadonlyMap<string, GroupEntry>, origin: Origin): Management | null {
  const { management } = facts;
  if (management === null) return null;
  const lowerHas = (list: readonly HasFacts[]): { group: string; count: number | null }[] =>
    list.filter((has) => table.has(has.group.name)).map((has) => ({ group: has.group.name, count: has.count }));
  const lowerModel = (model: ModelFacts): Model => ({
    name: model.name.name,
    title: model.title,
    count: model.count,
    has: lowerHas(model.has),
    models: model.models.map(lowerModel),
    declaredAt: rangeOf(model, origin),
  });
  const has = lowerHas(management.has);
  return {
    declaredAt: rangeOf(management.spot, origin),
    models: management.models.map(lowerModel),
    ...(has.length === 0 ? {} : { has }),
    entities: management.entities === null ? null : declared(management.entities, origin),
    scene: management.scene === null ? null : declared(management.scene, origin),
    sceneFile: management.sceneFile,
    queries: management.queries === null ? null : declared(management.queries, origin),
  };
}

function lowerVisualization({ visualization }: TwinFacts, origin: Origin): Visualization | null {
  if (visualization === null) return null;
  return {
    declaredAt: rangeOf(visualization.spot, origin),
    editors: declaredOr(visualization.editors, 0, origin),
    viewers: declaredOr(visualization.viewers, 0, origin),
    refresh: visualization.refresh === null ? null : declared(visualization.refresh, origin),
    viewing: declaredOr(visualization.viewing, SECONDS_PER_DAY, origin),
    panels: declaredOr(visualization.panels, 1, origin),
    window: declaredOr(visualization.window, SECONDS_PER_HOUR, origin),
  };
}

function lowerPlacement(facts: TwinFacts, origin: Origin): Record<Slot, SlotRule> {
  const { rules } = effectivePlacement(facts);
  const entries = SLOTS.map((slot): [Slot, SlotRule] => {
    const line = rules.get(slot);
    return [
      slot,
      line === undefined
        ? { provider: null, except: [], at: null }
        : { provider: line.provider, except: line.except, at: rangeOf(line, origin) },
    ];
  });
  return Object.fromEntries(entries) as Record<Slot, SlotRule>;
}
