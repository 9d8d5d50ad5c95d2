/**
 * Random scenarios over the whole language, for property tests: as a fast-check arbitrary that shrinks, and from a seed.
 * Both draw from a tape of numbers in [0, 1); an empty tape reads as zeros, and zeros mean the simplest choice.
 */
import type fc from 'fast-check';
import type {
  Action,
  Cadence,
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
  Visualization,
} from '@twin2multicloud/language';
import { GB, KB, MB, SECONDS_A_MONTH } from './arithmetic.ts';
import { ASSUMPTIONS } from './tables.ts';
import { draws } from './tape.ts';
import type { Draws, Tape } from './tape.ts';
import { mulberry32, tapeArbitrary } from './tape.ts';

const DAY = 86_400;
const PROVIDERS: readonly Provider[] = ['aws', 'azure', 'gcp'];
const SLOTS: readonly Slot[] = ['L1', 'L2', 'L3.hot', 'L3.cool', 'L3.archive', 'L4', 'L5'];
const AT: SourceRange = { file: 'random.twin', start: 0, end: 0 };

/** Any scenario; a counterexample shrinks to short tapes of small numbers. */
export const scenarioArbitrary: fc.Arbitrary<Scenario> = tapeArbitrary.map((numbers) => scenarioOf(numbers));

/** The scenario of a seed, always the same. */
export function randomScenario(seed: number): Scenario {
  return scenarioOf(mulberry32(seed));
}

export function scenarioOf(tape: Tape): Scenario {
  const draw = draws(tape);
  const twinRetention = retention(draw);
  const names = ['sensors', 'motion', 'meters', 'pumps', 'doors'].slice(0, draw.int(0, 5));
  // A twin usually has devices; one in ten drawn as empty stays empty.
  if (names.length === 0 && !draw.chance(0.1)) names.push('sensors');
  const groups = names.map((name) => group(draw, name, twinRetention));
  return {
    name: 'Random',
    title: null,
    variant: null,
    documentation: null,
    declaredAt: AT,
    groups,
    processing: processing(draw, names),
    storage: {
      declaredAt: AT,
      retention: twinRetention,
      readCool: said(draw.chance(0.3) ? draw.log(KB, 1000 * GB) : 0),
      readArchive: said(draw.chance(0.3) ? draw.log(KB, 1000 * GB) : 0),
    },
    management: draw.chance(0.7) ? management(draw, groups) : null,
    visualization: draw.chance(0.7) ? visualization(draw) : null,
    placement: placement(draw),
    providers: said(draw.chance(0.15) ? PROVIDERS.filter(() => draw.chance(0.7)) : PROVIDERS),
    region: region(draw),
    residency: draw.chance(0.1) ? said(draw.pick(['EU', 'US', 'DE', 'NL'])) : null,
    currency: said(draw.pick(['USD', 'EUR'])),
    budgets: [],
    freeTier: said(!draw.chance(0.25)),
    assume: assume(draw),
    tags: {},
  };
}

function said<T>(value: T): Declared<T> {
  return { value, at: AT };
}

function group(draw: Draws, name: string, twins: Retention): DeviceGroup {
  const cadence: Cadence = draw.chance(0.5)
    ? { kind: 'every', seconds: draw.chance(0.5) ? draw.pick([60, 120, 1, 10, 216, 300, 3600, DAY]) : draw.log(0.05, 30 * DAY) }
    : { kind: 'rate', events: draw.chance(0.5) ? draw.int(1, 60) : draw.log(0.01, 1e4), perSeconds: draw.pick([3600, 60, 1, DAY]) };
  const rate = cadence.kind === 'every' ? 1 / cadence.seconds : cadence.events / cadence.perSeconds;
  return {
    name,
    type: null,
    declaredAt: AT,
    count: said(draw.chance(0.4) ? draw.pick([1, 0, 10, 100, 1000, 60]) : Math.round(draw.log(1, 2e6))),
    cadence: said(cadence),
    peak: draw.chance(0.3) ? said({ kind: 'rate', events: rate * draw.log(1, 1000), perSeconds: 1 }) : null,
    active: said(draw.chance(0.3) ? { hoursPerDay: draw.int(1, 24), daysPerWeek: draw.int(1, 7) } : { hoursPerDay: 24, daysPerWeek: 7 }),
    connect: said(draw.pick(['always', 'active', 'each-message'] as const)),
    payload: said(draw.chance(0.4) ? draw.pick([0.25, 1, 5, 4, 64, 0.5, 32]) * KB : draw.log(1, 300 * KB)),
    payloadFromTelemetry: false,
    telemetry: [],
    retention: draw.chance(0.3) ? retention(draw) : twins,
  };
}

function retention(draw: Draws): Retention {
  const length = (): number => (draw.chance(0.6) ? draw.int(1, 24) * SECONDS_A_MONTH : draw.log(DAY, 5 * 12 * SECONDS_A_MONTH));
  const hot = draw.chance(0.4) ? SECONDS_A_MONTH : draw.chance(0.3) ? DAY : length();
  const cool = draw.chance(0.6) ? (draw.chance(0.15) ? hot : hot + length()) : null;
  const before = cool ?? hot;
  const archive = draw.chance(0.6) ? (draw.chance(0.1) ? before : before + length()) : null;
  return { hot: said(hot), cool: said(cool), archive: said(archive) };
}

function functionSize(draw: Draws): FunctionSize {
  if (draw.chance(0.4)) return { memory: 128 * MB, duration: draw.pick([0.1, 0.3, 0.25, 1]) };
  return { memory: draw.log(64 * MB, 10 * GB), duration: draw.log(0.001, 900) };
}

function processing(draw: Draws, names: readonly string[]): Processing {
  const runs: Run[] = [];
  const rules: Rule[] = [];
  const twins = said(functionSize(draw));
  if (names.length > 0) {
    for (let count = draw.int(0, 3); count > 0; count--) {
      const first = draw.pick(names);
      const groups = [first, ...names.filter((name) => name !== first && draw.chance(0.3))];
      runs.push({ file: 'f.ts', groups, function: draw.chance(0.5) ? said(functionSize(draw)) : twins, declaredAt: AT });
    }
    for (let count = draw.int(0, 4); count > 0; count--) {
      const actions: Action[] = [action(draw, names)];
      while (actions.length < 4 && draw.chance(0.4)) actions.push(action(draw, names));
      rules.push({
        group: draw.pick(names),
        condition: 'x > 1',
        holdsFor: null,
        matches: said(draw.chance(0.5) ? 0.1 : draw.log(1e-6, 1)),
        actions,
        declaredAt: AT,
      });
    }
  }
  return { declaredAt: AT, function: twins, runs, rules };
}

function action(draw: Draws, names: readonly string[]): Action {
  switch (draw.int(0, 3)) {
    case 0:
      return { kind: 'notify', text: 'note', declaredAt: AT };
    case 1:
      return { kind: 'call', file: 'f.ts', declaredAt: AT };
    case 2:
      return { kind: 'workflow', name: null, steps: draw.int(1, 20), declaredAt: AT };
    default:
      return { kind: 'feedback', group: draw.pick(names), values: {}, declaredAt: AT };
  }
}

function management(draw: Draws, groups: readonly DeviceGroup[]): Management {
  const roots: Model[] = [];
  for (let count = draw.int(0, 3); count > 0; count--) roots.push(model(draw, groups, `M${String(count)}`, 0));
  return {
    declaredAt: AT,
    models: roots,
    ...(draw.chance(0.2) ? { has: members(draw, groups) } : {}),
    entities: draw.chance(0.4) ? said(Math.round(draw.log(1, 2e6))) : null,
    scene: draw.chance(0.5) ? said(draw.log(KB, 10 * GB)) : null,
    sceneFile: null,
    queries: draw.chance(0.5) ? said({ kind: 'rate', events: draw.log(0.01, 1e4), perSeconds: draw.pick([3600, 60, DAY]) }) : null,
  };
}

function members(draw: Draws, groups: readonly DeviceGroup[]): Model['has'] {
  return groups.filter(() => draw.chance(0.4)).map(({ name }) => ({ group: name, count: draw.chance(0.5) ? draw.int(1, 200) : null }));
}

function model(draw: Draws, groups: readonly DeviceGroup[], name: string, depth: number): Model {
  const has = members(draw, groups);
  const models: Model[] = [];
  const count = draw.chance(0.3) ? draw.int(2, 50) : 1;
  while (depth < 3 && models.length < 3 && draw.chance(0.3)) models.push(model(draw, groups, `${name}${String(models.length)}`, depth + 1));
  return { name, title: null, count, has, models, declaredAt: AT };
}

function visualization(draw: Draws): Visualization {
  return {
    declaredAt: AT,
    editors: said(draw.chance(0.3) ? 0 : draw.int(1, 40)),
    viewers: said(draw.chance(0.3) ? 0 : Math.round(draw.log(1, 2000))),
    refresh: draw.chance(0.8) ? said({ kind: 'rate', events: draw.log(0.1, 3600), perSeconds: 3600 }) : null,
    viewing: said(draw.chance(0.4) ? DAY : draw.pick([1, 0.5, 8, 10]) * 3600),
    panels: said(draw.int(1, 20)),
    window: said(draw.chance(0.6) ? draw.pick([3600, 60, DAY, 7 * DAY]) : draw.log(1, SECONDS_A_MONTH)),
  };
}

function placement(draw: Draws): Record<Slot, SlotRule> {
  const rules: Partial<Record<Slot, SlotRule>> = {};
  const written = draw.chance(0.4);
  for (const slot of SLOTS) {
    const kind = written ? draw.int(0, 5) : 0;
    if (kind === 5) rules[slot] = { provider: draw.pick(PROVIDERS), except: [], at: AT };
    else if (kind === 4) rules[slot] = { provider: null, except: [draw.pick(PROVIDERS)], at: AT };
    else rules[slot] = { provider: null, except: [], at: null };
  }
  return rules as Record<Slot, SlotRule>;
}

function region(draw: Draws): Scenario['region'] {
  const logical = said(draw.pick(['eu-central', 'us-east']));
  const named: Partial<Record<Provider, Declared<string>>> = {};
  if (draw.chance(0.1)) named.aws = said(draw.pick(['us-east-1', 'eu-central-1']));
  if (draw.chance(0.1)) named.azure = said(draw.pick(['eastus', 'westeurope']));
  if (draw.chance(0.1)) named.gcp = said(draw.pick(['us-east1', 'europe-west1']));
  return { logical, named };
}

function assume(draw: Draws): Record<string, Declared<number>> {
  const overrides: Record<string, Declared<number>> = {};
  if (!draw.chance(0.3)) return overrides;
  for (const [id, { value }] of Object.entries(ASSUMPTIONS)) {
    if (draw.chance(0.15)) overrides[id] = said(value * draw.log(0.2, 5));
  }
  return overrides;
}
