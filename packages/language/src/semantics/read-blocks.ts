/** What the blocks of a twin say, except `devices`, `processing` and `scenario`: storage, management, visualization, place, tags, assume. */

import type { Provider, Slot } from '../scenario.ts';
import { PROVIDERS, SLOTS } from '../scenario.ts';
import type { Block, Has, Item, Model, PlaceLine } from '../tree.ts';
import { SECONDS_PER_DAY } from '../units.ts';
import type { Value } from './arguments.ts';
import { pathText, readWord } from './arguments.ts';
import type {
  AssumeFacts,
  HasFacts,
  ManagementFacts,
  ModelFacts,
  PlaceFacts,
  PlacementFacts,
  TagsFacts,
  TwinStorageFacts,
  VisualizationFacts,
  Written,
} from './facts.ts';
import type { LocalProblem } from './local-problem.ts';
import { problemAt, removeFix, replaceFix, spotOf } from './local-problem.ts';
import { measure, readQuantity } from './quantities.ts';
import { cadence, numberOf, quantityValue, readStorage, reference, tooMuchTime, written } from './read-device.ts';
import type { Entry } from './statements.ts';
import { duplicate, readProperties, reportItem, splitItems } from './statements.ts';

export function readTwinStorage(block: Block): TwinStorageFacts {
  const problems: LocalProblem[] = [];
  return {
    kind: 'storage',
    head: spotOf(block.name, block),
    storage: readStorage([{ node: block, member: block }], 'storage', problems),
    problems,
  };
}

export function readManagement(block: Block): ManagementFacts {
  const problems: LocalProblem[] = [];
  const { properties, others } = splitItems(block.items, block);
  const { entries } = readProperties(properties, 'management', problems);
  const models: ModelFacts[] = [];
  const has: HasFacts[] = [];
  for (const item of others) {
    if (item.kind === 'model') models.push(readModel(item, block, problems));
    else if (item.kind === 'has') readHas(item, block, has, problems);
    else reportItem(item, 'management', block, problems);
  }
  reportTwins(models, problems);
  const scene = entries.get('scene');
  return {
    kind: 'management',
    head: spotOf(block.name, block),
    spot: { member: block, start: block.name.start, end: block.end - block.start },
    models,
    has,
    entities: written(entries.get('entities'), numberOf),
    scene: written(scene, (values) => quantityValue(values.values[1])),
    sceneFile: scene?.values.values[0]?.kind === 'text' ? scene.values.values[0].text : null,
    queries: written(entries.get('queries'), cadence),
    problems,
  };
}

function readModel(node: Model, block: Block, problems: LocalProblem[]): ModelFacts {
  const { properties, others } = splitItems(node.items, block);
  const { entries } = readProperties(properties, 'model', problems);
  const models: ModelFacts[] = [];
  const has: HasFacts[] = [];
  for (const item of others) {
    if (item.kind === 'model') models.push(readModel(item, block, problems));
    else if (item.kind === 'has') readHas(item, block, has, problems);
    else reportItem(item, 'model', block, problems);
  }
  reportTwins(models, problems);
  return {
    ...spotOf(node, block),
    start: node.keyword.start,
    name: reference(node.name, block),
    title: node.title?.value ?? null,
    count: written(entries.get('count'), numberOf)?.value ?? 1,
    has,
    models,
    firstItem: node.items[0]?.start ?? null,
  };
}

/** Siblings of one name. */
function reportTwins(models: readonly ModelFacts[], problems: LocalProblem[]): void {
  const seen = new Map<string, ModelFacts>();
  for (const model of models) {
    const earlier = seen.get(model.name.name);
    if (model.name.name === '') continue;
    if (earlier === undefined) seen.set(model.name.name, model);
    else {
      problems.push(
        problemAt('twin-2019', model.name, `There is already a model \`${model.name.name}\` beside this one.`, {
          related: [{ ...earlier.name, message: 'the first one' }],
        }),
      );
    }
  }
}

function readHas(node: Has, block: Block, result: HasFacts[], problems: LocalProblem[]): void {
  for (const { count, group } of node.entries) {
    if (group.text === '') continue;
    const entry = { member: block, start: count?.start ?? group.start, end: group.end, group: reference(group, block) };
    if (count === null) {
      result.push({ ...entry, count: null });
      continue;
    }
    const parameter = { label: 'N', kind: 'quantity', dimension: 'number', min: 0, max: 1e9, integer: true } as const;
    const measured = readQuantity(count, parameter, 'has', block, problems);
    if (measured !== null) result.push({ ...entry, count: measured.value });
  }
}

export function readVisualization(block: Block): VisualizationFacts {
  const problems: LocalProblem[] = [];
  const { properties, others } = splitItems(block.items, block);
  const { entries } = readProperties(properties, 'visualization', problems);
  for (const item of others) reportItem(item, 'visualization', block, problems);
  const refresh = entries.get('refresh');
  const viewing = refresh?.values.forValues[0];
  return {
    kind: 'visualization',
    head: spotOf(block.name, block),
    spot: { member: block, start: block.name.start, end: block.end - block.start },
    editors: written(entries.get('editors'), numberOf),
    viewers: written(entries.get('viewers'), numberOf),
    refresh: written(refresh, cadence),
    viewing: refresh === undefined || viewing == null ? null : viewingTime(viewing, refresh, problems),
    panels: written(entries.get('panels'), numberOf),
    window: written(entries.get('window'), numberOf),
    problems,
  };
}

function viewingTime(value: Value, entry: Entry, problems: LocalProblem[]): Written<number> | null {
  const seconds = secondsPerDay(value);
  if (seconds === null) return null;
  if (seconds > SECONDS_PER_DAY) {
    problems.push(tooMuchTime('refresh … for', value.spot, '24 h / day'));
    return null;
  }
  return { value: seconds, ...entry.spot };
}

/** Seconds a day of a share of the time such as `1 h / day`. */
export function secondsPerDay(value: Value): number | null {
  if (value.kind !== 'quantity') return null;
  const { value: seconds, perSeconds } = value.measure;
  return (seconds * SECONDS_PER_DAY) / (perSeconds ?? SECONDS_PER_DAY);
}

export function readPlacement(block: Block): PlacementFacts {
  const problems: LocalProblem[] = [];
  const lines = new Map<string, PlaceFacts>();
  for (const item of block.items) {
    if (item.kind !== 'place') {
      reportItem(item, 'twin', block, problems);
      continue;
    }
    const line = readPlaceLine(item, block, problems);
    if (line === null) continue;
    const earlier = lines.get(line.path);
    if (earlier !== undefined) problems.push(duplicate(line.path, earlier, line.path, line));
    lines.set(line.path, line);
  }
  return { kind: 'place', head: spotOf(block.name, block), lines: [...lines.values()], problems };
}

export function isSlotPath(path: string): path is Slot | 'L3' {
  return path === 'L3' || (SLOTS as readonly string[]).includes(path);
}

export function isProvider(text: string): text is Provider {
  return (PROVIDERS as readonly string[]).includes(text);
}

function readPlaceLine(line: PlaceLine, block: Block, problems: LocalProblem[]): PlaceFacts | null {
  const slotSpot = spotOf(line.slot, block);
  const slot = readWord(pathText(line.slot), slotSpot, { words: 'slot' }, 'place', problems);
  const choice = line.choice;
  if (choice === null || choice.text === '') return null;
  const choiceSpot = spotOf(choice, block);
  const allowed = choice.text === 'auto' ? choice.text : readWord(choice.text, choiceSpot, { words: 'provider' }, 'place', problems)?.text;
  const except: Provider[] = [];
  for (const word of line.except) {
    const provider = readWord(word.text, spotOf(word, block), { words: 'provider' }, 'except', problems)?.text;
    if (provider !== undefined && isProvider(provider) && !except.includes(provider)) except.push(provider);
  }
  if (slot === null || allowed === undefined || !isSlotPath(slot.text)) return null;
  const first = line.except[0];
  const last = line.except.at(-1);
  if (allowed !== 'auto' && first !== undefined && last !== undefined) {
    const spot = { member: block, start: first.start, end: last.end };
    problems.push(
      problemAt('twin-2006', spot, '`except` stands after `auto` alone.', {
        fixes: [replaceFix('Write `auto`', choiceSpot, 'auto', false)],
      }),
    );
    return null;
  }
  const provider = isProvider(allowed) ? allowed : null;
  return { ...spotOf(line, block), start: line.slot.start, path: slot.text, provider, except, choice: choiceSpot };
}

export function readTags(block: Block): TagsFacts {
  const problems: LocalProblem[] = [];
  const tags = new Map<string, string>();
  const spots = new Map<string, Item>();
  for (const item of block.items) {
    if (item.kind !== 'tag') {
      reportItem(item, 'twin', block, problems);
      continue;
    }
    const key = 'text' in item.key ? item.key.text : item.key.value;
    if (item.value === null) continue;
    const earlier = spots.get(key);
    if (earlier !== undefined) problems.push(duplicate(key, spotOf(earlier, block), key, spotOf(item, block)));
    tags.set(key, item.value.value);
    spots.set(key, item);
  }
  return { kind: 'tags', head: spotOf(block.name, block), tags, problems };
}

export function readAssumptions(block: Block): AssumeFacts {
  const problems: LocalProblem[] = [];
  const values = new Map<string, Written<number>>();
  for (const item of block.items) {
    if (item.kind !== 'property') {
      reportItem(item, 'twin', block, problems);
      continue;
    }
    const [argument, extra] = item.arguments;
    const id = item.name.text;
    if (argument === undefined || id === '') continue;
    const spot = spotOf(item, block);
    if (argument.kind !== 'quantity') {
      problems.push(problemAt('twin-2010', spotOf(argument, block), `\`${id}\` takes a quantity here.`));
      continue;
    }
    if (extra !== undefined || item.forArguments.length > 0) {
      const last = item.forArguments.at(-1) ?? item.arguments.at(-1) ?? argument;
      const rest = { member: block, start: (extra ?? last).start, end: last.end };
      problems.push(problemAt('twin-2006', rest, `\`${id}\` takes one quantity.`, { fixes: [removeFix('Remove it', rest)] }));
      continue;
    }
    const dimension = measure(argument)?.dimension;
    const parameter = {
      label: 'QUANTITY',
      kind: 'quantity',
      min: 0,
      ...(dimension === undefined || dimension === 'other' ? {} : { dimension }),
    } as const;
    const measured = readQuantity(argument, parameter, id, block, problems);
    if (measured === null) continue;
    const earlier = values.get(id);
    if (earlier !== undefined) problems.push(duplicate(id, earlier, id, spot));
    values.set(id, { value: measured.perSeconds === null ? measured.value : measured.value / measured.perSeconds, ...spot });
  }
  return { kind: 'assume', head: spotOf(block.name, block), values, problems };
}
