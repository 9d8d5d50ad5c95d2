/**
 * What a whole twin says: the facts of its members put together, the later of two counting. It resolves no name across members;
 * problems that need more than one member of the twin, but no other declaration, are found here.
 */

import type { Cadence, Provider, Slot } from '../scenario.ts';
import { PROVIDERS } from '../scenario.ts';
import type {
  AssumeFacts,
  GroupFacts,
  HasFacts,
  ManagementFacts,
  MemberFacts,
  ModelFacts,
  PlaceFacts,
  ProcessingFacts,
  RuleFacts,
  RunFacts,
  StorageFacts,
  TwinPropertyFacts,
  VariantFacts,
  VisualizationFacts,
  Written,
} from './facts.ts';
import type { LocalProblem, Spot } from './local-problem.ts';
import { problemAt, removeFix, replaceFix } from './local-problem.ts';
import { monthly } from './quantities.ts';
import { EMPTY_STORAGE } from './read-device.ts';
import { isProvider, isSlotPath } from './read-blocks.ts';
import { duplicate } from './statements.ts';

export interface BudgetFacts extends Spot {
  readonly path: Slot | 'L3' | null;
  readonly perMonth: number;
  readonly currency: string;
}

export interface RegionFacts {
  readonly logical: Written<string> | null;
  readonly named: ReadonlyMap<Provider, Written<string>>;
}

export interface ManagementParts {
  readonly spot: Spot;
  readonly models: readonly ModelFacts[];
  readonly has: readonly HasFacts[];
  readonly entities: Written<number> | null;
  readonly scene: Written<number> | null;
  readonly sceneFile: string | null;
  readonly queries: Written<Cadence> | null;
}

export interface ProcessingParts {
  readonly spot: Spot | null;
  readonly function: ProcessingFacts['function'];
  readonly matches: ProcessingFacts['matches'];
  readonly runs: readonly RunFacts[];
  readonly rules: readonly RuleFacts[];
}

/** Everything that a twin says, before names are resolved. */
export interface TwinFacts {
  readonly groups: readonly GroupFacts[];
  readonly processing: ProcessingParts;
  readonly storage: StorageFacts;
  readonly management: ManagementParts | null;
  readonly visualization: Omit<VisualizationFacts, 'kind' | 'head' | 'problems'> | null;
  readonly placement: ReadonlyMap<Slot | 'L3', PlaceFacts>;
  readonly region: RegionFacts;
  readonly currency: Written<string> | null;
  readonly residency: Written<string> | null;
  readonly providers: Written<readonly Provider[]> | null;
  readonly freeTier: Written<boolean> | null;
  readonly budgets: readonly BudgetFacts[];
  readonly tags: ReadonlyMap<string, string>;
  readonly assume: AssumeFacts['values'];
  readonly variants: readonly VariantFacts[];
  /** Of the twin as a whole; those of single members stand in their facts. */
  readonly problems: readonly LocalProblem[];
}

/** Everything of a twin but its groups. */
export type BlockFacts = Omit<TwinFacts, 'groups'>;

/** Puts the facts of a twin's members together. */
export function gather(facts: readonly MemberFacts[]): TwinFacts {
  const { groups, problems } = gatherGroups(facts.filter((fact) => fact.kind === 'group'));
  const blocks = gatherBlocks(facts.filter((fact) => fact.kind !== 'group'));
  return { ...blocks, groups, problems: [...problems, ...blocks.problems] };
}

/** The groups by their first declaration. */
export function gatherGroups(facts: readonly GroupFacts[]): {
  readonly groups: readonly GroupFacts[];
  readonly problems: readonly LocalProblem[];
} {
  const names = new Map<string, GroupFacts>();
  const problems: LocalProblem[] = [];
  for (const fact of facts) {
    const name = fact.name.name;
    const earlier = names.get(name);
    if (name === '') continue;
    if (earlier === undefined) names.set(name, fact);
    else {
      problems.push(
        problemAt('twin-2019', fact.name, `There is already a group \`${name}\` in this twin; this one is left out.`, {
          related: [{ ...earlier.name, message: 'the first one' }],
        }),
      );
    }
  }
  return { groups: [...names.values()], problems };
}

/** All that is not a group, put together. What stands once keeps its identity. */
export function gatherBlocks(facts: readonly Exclude<MemberFacts, GroupFacts>[]): BlockFacts {
  const problems: LocalProblem[] = [];
  const variants = new Map<string, VariantFacts>();
  const properties: TwinPropertyFacts[] = [];
  const blocks = new Map<string, Spot>();
  let processing: ProcessingParts = NO_PROCESSING;
  let storage = EMPTY_STORAGE;
  let management: ManagementParts | null = null;
  let visualization: TwinFacts['visualization'] = null;
  const placement = new Map<Slot | 'L3', PlaceFacts>();
  const tags = new Map<string, string>();
  const assume = new Map<string, Written<number>>();
  for (const fact of facts) {
    if ('head' in fact) noteBlock(fact.kind, fact.head, blocks, problems);
    switch (fact.kind) {
      case 'processing':
        processing = processing === NO_PROCESSING ? fact : mergeProcessing(processing, fact);
        break;
      case 'storage':
        storage = storage === EMPTY_STORAGE ? fact.storage : mergeStorage(storage, fact.storage);
        break;
      case 'management':
        management = management === null ? fact : mergeManagement(management, fact);
        break;
      case 'visualization':
        visualization = visualization === null ? fact : mergeVisualization(visualization, fact);
        break;
      case 'place':
        for (const line of fact.lines) placement.set(line.path, line);
        break;
      case 'tags':
        for (const [key, value] of fact.tags) tags.set(key, value);
        break;
      case 'assume':
        for (const [id, value] of fact.values) assume.set(id, value);
        break;
      case 'property':
        properties.push(fact);
        break;
      case 'scenario':
        noteVariant(fact, variants, problems);
        break;
      case 'other':
        break;
    }
  }
  return {
    processing,
    storage,
    management,
    visualization,
    placement,
    tags,
    assume,
    variants: [...variants.values()],
    ...gatherProperties(properties, problems),
    problems,
  };
}

function noteBlock(name: string, spot: Spot, blocks: Map<string, Spot>, problems: LocalProblem[]): void {
  const earlier = blocks.get(name);
  blocks.set(name, spot);
  if (earlier === undefined) return;
  problems.push(
    problemAt(
      'twin-2033',
      spot,
      `There is already a \`${name}\` block in this twin; the two are put together, and the later value counts.`,
      {
        related: [{ ...earlier, message: 'the other one' }],
      },
    ),
  );
}

function noteVariant(fact: VariantFacts, variants: Map<string, VariantFacts>, problems: LocalProblem[]): void {
  const name = fact.name.text;
  const earlier = variants.get(name);
  if (name === '') return;
  if (earlier === undefined) {
    variants.set(name, fact);
    return;
  }
  const spot = { member: fact.node, start: fact.name.start, end: fact.name.end };
  problems.push(
    problemAt('twin-2019', spot, `There is already a scenario \`${name}\` in this twin; this one is left out.`, {
      related: [{ member: earlier.node, start: earlier.name.start, end: earlier.name.end, message: 'the first one' }],
    }),
  );
}

const NO_PROCESSING: ProcessingParts = { spot: null, function: null, matches: null, runs: [], rules: [] };

function mergeProcessing(before: ProcessingParts, later: ProcessingFacts): ProcessingParts {
  return {
    spot: later.spot,
    function: later.function ?? before.function,
    matches: later.matches ?? before.matches,
    runs: [...before.runs, ...later.runs],
    rules: [...before.rules, ...later.rules],
  };
}

/** The later of two `storage` blocks, property by property. */
function mergeStorage(before: StorageFacts, later: StorageFacts): StorageFacts {
  return {
    spot: later.spot ?? before.spot,
    hot: later.hot ?? before.hot,
    cool: later.cool ?? before.cool,
    archive: later.archive ?? before.archive,
    readCool: later.readCool ?? before.readCool,
    readArchive: later.readArchive ?? before.readArchive,
  };
}

function mergeManagement(before: ManagementParts, later: ManagementFacts): ManagementParts {
  return {
    spot: later.spot,
    models: [...before.models, ...later.models],
    has: [...before.has, ...later.has],
    entities: later.entities ?? before.entities,
    scene: later.scene ?? before.scene,
    sceneFile: later.scene === null ? before.sceneFile : later.sceneFile,
    queries: later.queries ?? before.queries,
  };
}

function mergeVisualization(
  before: NonNullable<TwinFacts['visualization']>,
  later: VisualizationFacts,
): NonNullable<TwinFacts['visualization']> {
  return {
    spot: later.spot,
    editors: later.editors ?? before.editors,
    viewers: later.viewers ?? before.viewers,
    refresh: later.refresh ?? before.refresh,
    viewing: later.viewing ?? before.viewing,
    panels: later.panels ?? before.panels,
    window: later.window ?? before.window,
  };
}

type PropertyParts = Pick<TwinFacts, 'region' | 'currency' | 'residency' | 'providers' | 'freeTier' | 'budgets'>;

function gatherProperties(properties: readonly TwinPropertyFacts[], problems: LocalProblem[]): PropertyParts {
  const last = new Map<string, TwinPropertyFacts>();
  const budgets = new Map<string, BudgetFacts>();
  const regions: { logical: Written<string> | null; named: Map<Provider, Written<string>> } = { logical: null, named: new Map() };
  for (const property of properties) {
    if (property.values === null) continue;
    if (property.name === 'region') {
      readRegions(property, regions, problems);
      continue;
    }
    if (property.name === 'budget') {
      const budget = budgetOf(property);
      if (budget === null) continue;
      const key = budget.path ?? '';
      const earlier = budgets.get(key);
      if (earlier !== undefined)
        problems.push(duplicate(`budget${key === '' ? '' : ` ${key}`}`, earlier, `budget${key === '' ? '' : ` ${key}`}`, budget));
      budgets.set(key, budget);
      continue;
    }
    const earlier = last.get(property.name);
    if (earlier !== undefined) problems.push(duplicate(property.name, earlier.spot, property.name, property.spot));
    last.set(property.name, property);
  }
  const word = (name: string): Written<string> | null => {
    const property = last.get(name);
    const value = property?.values?.values[0];
    return property === undefined || value?.kind !== 'word' ? null : { value: value.text, ...property.spot };
  };
  const freeTier = word('free-tier');
  return {
    region: regions,
    currency: word('currency'),
    residency: word('residency'),
    freeTier: freeTier === null ? null : { ...freeTier, value: freeTier.value === 'on' },
    providers: providersOf(last.get('providers')),
    budgets: [...budgets.values()],
  };
}

function providersOf(property: TwinPropertyFacts | undefined): TwinFacts['providers'] {
  const value = property?.values?.values[0];
  if (property === undefined || value?.kind !== 'words') return null;
  const named = new Set(value.words.map((word) => word.text));
  return { value: PROVIDERS.filter((provider) => named.has(provider)), ...property.spot };
}

function budgetOf(property: TwinPropertyFacts): BudgetFacts | null {
  const [slot, money] = property.values?.values ?? [];
  if (money?.kind !== 'quantity' || money.measure.currency === null) return null;
  const path = slot?.kind === 'word' && isSlotPath(slot.text) ? slot.text : null;
  return { ...property.spot, path, perMonth: monthly(money.measure), currency: money.measure.currency };
}

/** A logical region, and pairs of a provider and its own region. */
function readRegions(
  property: TwinPropertyFacts,
  regions: { logical: Written<string> | null; named: Map<Provider, Written<string>> },
  problems: LocalProblem[],
): void {
  const value = property.values?.values[0];
  if (value?.kind !== 'words') return;
  for (let index = 0; index < value.words.length; index++) {
    const word = value.words[index];
    if (word === undefined) continue;
    if (!isProvider(word.text)) {
      const written: Written<string> = { value: word.text, ...word.spot };
      if (regions.logical !== null) problems.push(severalRegions('the twin', regions.logical, written));
      regions.logical = written;
      continue;
    }
    const region = value.words[++index];
    if (region === undefined || isProvider(region.text)) {
      problems.push(
        problemAt(
          'twin-2005',
          word.spot,
          `\`region ${word.text}\` lacks a region of ${word.text}, such as \`${EXAMPLE_REGIONS[word.text]}\`.`,
        ),
      );
      if (region !== undefined) index--;
      continue;
    }
    const written: Written<string> = { value: region.text, ...region.spot };
    const earlier = regions.named.get(word.text);
    if (earlier !== undefined) problems.push(severalRegions(word.text, earlier, written));
    regions.named.set(word.text, written);
  }
}

const EXAMPLE_REGIONS: Readonly<Record<Provider, string>> = { aws: 'eu-central-1', azure: 'westeurope', gcp: 'europe-west1' };

function severalRegions(of: string, earlier: Written<string>, later: Written<string>): LocalProblem {
  if (earlier.value === later.value) {
    return problemAt('twin-2004', later, `The region \`${later.value}\` stands twice.`, {
      fixes: [removeFix('Remove the second one', later)],
      related: [{ ...earlier, message: 'the first one' }],
    });
  }
  return problemAt(
    'twin-2003',
    later,
    `Several regions for one slot are not modelled in version 1: \`${later.value}\` counts for ${of}, and \`${earlier.value}\` does not. Write a twin for each region.`,
    {
      fixes: [replaceFix(`Write \`${earlier.value}\``, later, earlier.value, false)],
      related: [{ ...earlier, message: 'the region before' }],
    },
  );
}
