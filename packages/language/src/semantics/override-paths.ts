/**
 * The paths of a scenario: `thermostats.every`, `storage.cool`, `budget.L3`, `place.L1`, and what each of them changes.
 * The first word alone decides whether a path means a block or a device group, so a group may not be called like a block.
 */

import type { PropertyPlace, PropertyRow } from '../properties.ts';
import { propertiesOf, propertyAt, STATEMENTS } from '../properties.ts';
import type { Provider, Slot } from '../scenario.ts';
import { PROVIDERS } from '../scenario.ts';
import { SLOT_PATHS } from './arguments.ts';
import { isProvider, isSlotPath } from './read-blocks.ts';

type BlockName = 'processing' | 'storage' | 'management' | 'visualization';

export type OverrideTarget =
  | { readonly kind: 'group'; readonly group: string; readonly key: string; readonly row: PropertyRow }
  | { readonly kind: 'group-storage'; readonly group: string; readonly key: 'hot' | 'cool' | 'archive'; readonly row: PropertyRow }
  | { readonly kind: 'block'; readonly block: BlockName; readonly key: string; readonly row: PropertyRow }
  | { readonly kind: 'twin'; readonly key: 'currency' | 'residency' | 'providers' | 'free-tier' | 'region'; readonly row: PropertyRow }
  | { readonly kind: 'region'; readonly provider: Provider; readonly row: PropertyRow }
  | { readonly kind: 'budget'; readonly slot: Slot | 'L3' | null; readonly row: PropertyRow }
  | { readonly kind: 'place'; readonly slot: Slot | 'L3'; readonly row: PropertyRow }
  | { readonly kind: 'assume'; readonly id: string };

/** A path that leads nowhere: the index of the wrong word, and the words that could stand there. */
export interface NoTarget {
  readonly wrong: number;
  readonly candidates: readonly string[];
}

const BLOCKS: ReadonlySet<string> = new Set<BlockName>(['processing', 'storage', 'management', 'visualization']);

/** Words that a device group may not be called: a path could not tell them apart. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...STATEMENTS.filter((row) => row.places.includes('twin')).map((row) => row.name),
  ...propertiesOf('twin').map((row) => row.name),
]);

/** Properties whose override may be `none`, which removes them. */
const REMOVABLE: ReadonlySet<string> = new Set([
  'cool',
  'archive',
  'peak',
  'entities',
  'scene',
  'queries',
  'refresh',
  'residency',
  'budget',
  'read',
]);

export function isRemovable(target: OverrideTarget): boolean {
  return target.kind !== 'assume' && REMOVABLE.has(target.row.name);
}

const PLACE_ROW: PropertyRow = {
  name: 'place',
  places: ['twin'],
  parameters: [{ label: 'PROVIDER or auto', kind: 'word', words: [...PROVIDERS, 'auto'] }],
  default: 'auto',
  range: null,
  occurs: 'many',
  documentation: 'The cloud of a slot in this scenario.',
  example: 'place.L1 = azure',
};

function tail(row: PropertyRow): PropertyRow {
  return { ...row, parameters: row.parameters.slice(1) };
}

function rowNames(place: PropertyPlace): string[] {
  return propertiesOf(place).map((row) => row.name);
}

/** What a path changes. Whether a group of that name exists is not decided here. */
export function targetOf(path: readonly string[]): OverrideTarget | NoTarget {
  const [first = '', second, third, ...more] = path;
  if (BLOCKS.has(first)) return blockTarget(first as BlockName, second, third, more.length);
  switch (first) {
    case 'budget':
      return slotTarget(path, (slot) => ({ kind: 'budget', slot, row: tail(rowAt('twin', 'budget')) }));
    case 'place':
      return slotTarget(path, (slot) => (slot === null ? { wrong: 1, candidates: SLOT_PATHS } : { kind: 'place', slot, row: PLACE_ROW }));
    case 'assume':
      return path.length > 1 ? { kind: 'assume', id: path.slice(1).join('.') } : { wrong: 0, candidates: [] };
    case 'region': {
      const row: PropertyRow = { ...rowAt('twin', 'region'), parameters: [{ label: 'REGION', kind: 'word', words: 'region' }] };
      if (second === undefined) return { kind: 'twin', key: 'region', row };
      return isProvider(second) && third === undefined ? { kind: 'region', provider: second, row } : { wrong: 1, candidates: PROVIDERS };
    }
    case 'currency':
    case 'residency':
    case 'providers':
    case 'free-tier':
      return second === undefined ? { kind: 'twin', key: first, row: rowAt('twin', first) } : { wrong: 1, candidates: [] };
    default:
      return groupTarget(first, second, third, more.length);
  }
}

function rowAt(place: PropertyPlace, name: string): PropertyRow {
  const row = propertyAt(place, name);
  if (row === undefined) throw new Error(`The properties table lacks ${name} in ${place}.`);
  return row;
}

function slotTarget(path: readonly string[], make: (slot: Slot | 'L3' | null) => OverrideTarget | NoTarget): OverrideTarget | NoTarget {
  if (path.length === 1) return make(null);
  const slot = path.slice(1).join('.');
  return isSlotPath(slot) ? make(slot) : { wrong: 1, candidates: SLOT_PATHS };
}

function blockTarget(block: BlockName, second: string | undefined, third: string | undefined, more: number): OverrideTarget | NoTarget {
  const candidates = rowNames(block);
  const row = second === undefined ? undefined : propertyAt(block, second);
  if (row === undefined) return { wrong: second === undefined ? 0 : 1, candidates };
  if (row.name === 'read') {
    if (third !== 'cool' && third !== 'archive') return { wrong: third === undefined ? 1 : 2, candidates: ['cool', 'archive'] };
    return more > 0 ? { wrong: 3, candidates: [] } : { kind: 'block', block, key: `read ${third}`, row: tail(row) };
  }
  return third === undefined ? { kind: 'block', block, key: row.sameAs ?? row.name, row } : { wrong: 2, candidates: [] };
}

function groupTarget(group: string, second: string | undefined, third: string | undefined, more: number): OverrideTarget | NoTarget {
  if (second === undefined) return { wrong: 0, candidates: [] };
  if (second === 'storage') {
    const row = third === undefined ? undefined : propertyAt('group-storage', third);
    if (row === undefined || more > 0) return { wrong: third === undefined ? 1 : 2, candidates: ['hot', 'cool', 'archive'] };
    return { kind: 'group-storage', group, key: row.name as 'hot' | 'cool' | 'archive', row };
  }
  const row = propertyAt('devices', second);
  if (row === undefined) return { wrong: 1, candidates: [...rowNames('devices'), 'storage'] };
  return third === undefined ? { kind: 'group', group, key: row.sameAs ?? row.name, row } : { wrong: 2, candidates: [] };
}
