/** A twin's facts with the overrides of one of its scenarios applied. Overrides that point nowhere are passed over; checking reports them. */

import type { Provider } from '../scenario.ts';
import { PROVIDERS } from '../scenario.ts';
import type { Values } from './arguments.ts';
import type { DeviceFacts, GroupFacts, OverrideFacts, PlaceFacts, StorageFacts, Written } from './facts.ts';
import type { OverrideTarget } from './override-paths.ts';
import { monthly } from './quantities.ts';
import { isProvider, secondsPerDay } from './read-blocks.ts';
import { activeTime, cadence, numberOf, wordOf } from './read-device.ts';
import { functionSize } from './read-processing.ts';
import type { BudgetFacts, TwinFacts } from './twin-facts.ts';

/** Applies overrides in order to a copy. */
export function applyOverrides(twin: TwinFacts, overrides: readonly OverrideFacts[]): TwinFacts {
  return overrides.reduce(applyOne, twin);
}

function applyOne(twin: TwinFacts, override: OverrideFacts): TwinFacts {
  const { target, values } = override;
  switch (target.kind) {
    case 'group':
    case 'group-storage':
      return {
        ...twin,
        groups: twin.groups.map((group) => (group.name.name === target.group ? withDevice(group, override, target) : group)),
      };
    case 'block':
      return applyToBlock(twin, override, target);
    case 'twin':
      return applyToTwin(twin, override, target.key);
    case 'region': {
      const text = values === null ? null : wordOf(values.values[0]);
      if (text === null) return twin;
      return { ...twin, region: { ...twin.region, named: new Map([...twin.region.named, [target.provider, at(override, text)]]) } };
    }
    case 'budget': {
      const others = twin.budgets.filter((budget) => budget.path !== target.slot);
      const money = values?.values[0];
      if (money?.kind !== 'quantity' || money.measure.currency === null) return { ...twin, budgets: others };
      const budget: BudgetFacts = {
        ...spot(override),
        path: target.slot,
        perMonth: monthly(money.measure),
        currency: money.measure.currency,
      };
      return { ...twin, budgets: [...others, budget] };
    }
    case 'place': {
      const text = values === null ? null : wordOf(values.values[0]);
      if (text === null) return twin;
      const where = values?.values[0]?.spot ?? override;
      const line: PlaceFacts = {
        ...spot(override),
        path: target.slot,
        provider: isProvider(text) ? text : null,
        except: [],
        choice: where,
      };
      return { ...twin, placement: new Map([...twin.placement, [target.slot, line]]) };
    }
    case 'assume': {
      const value = values?.values[0];
      if (value?.kind !== 'quantity') return twin;
      const { measure } = value;
      const number = measure.perSeconds === null ? measure.value : measure.value / measure.perSeconds;
      return { ...twin, assume: new Map([...twin.assume, [target.id, at(override, number)]]) };
    }
  }
}

function spot({ member, start, end }: OverrideFacts): { member: OverrideFacts['member']; start: number; end: number } {
  return { member, start, end };
}

function at<T>(override: OverrideFacts, value: T): Written<T> {
  return { value, ...spot(override) };
}

/** The override's value with its place; null where it is `none` or has none. */
function value<T>(override: OverrideFacts, read: (values: Values) => T | null): Written<T> | null {
  const found = override.values === null ? null : read(override.values);
  return found === null ? null : at(override, found);
}

function withDevice(
  group: GroupFacts,
  override: OverrideFacts,
  target: Extract<OverrideTarget, { kind: 'group' | 'group-storage' }>,
): GroupFacts {
  const { device } = group;
  if (target.kind === 'group-storage') return { ...group, device: { ...device, storage: withAge(device.storage, override, target.key) } };
  return { ...group, device: { ...device, ...deviceValue(device, override, target.key) } };
}

function deviceValue(device: DeviceFacts, override: OverrideFacts, key: string): Partial<DeviceFacts> {
  switch (key) {
    case 'count':
      return { count: value(override, numberOf) ?? device.count };
    case 'every':
      return { cadence: value(override, cadence) ?? device.cadence };
    case 'peak':
      return { peak: override.values === null ? at(override, null) : (value(override, cadence) ?? device.peak) };
    case 'payload':
      return { payload: value(override, numberOf) ?? device.payload };
    case 'active': {
      const active = override.values === null ? null : activeTime(override.values.values);
      return active === null || 'tooMuch' in active ? {} : { active: at(override, active) };
    }
    case 'connect': {
      const text = override.values === null ? null : wordOf(override.values.values[0]);
      return text === 'always' || text === 'active' || text === 'each-message' ? { connect: at(override, text) } : {};
    }
    default:
      return {};
  }
}

function withAge(storage: StorageFacts, override: OverrideFacts, tier: 'hot' | 'cool' | 'archive'): StorageFacts {
  const age = value(override, numberOf);
  if (tier === 'hot') return { ...storage, hot: age ?? storage.hot };
  return { ...storage, [tier]: age ?? at(override, null) };
}

function applyToBlock(twin: TwinFacts, override: OverrideFacts, { block, key }: Extract<OverrideTarget, { kind: 'block' }>): TwinFacts {
  switch (block) {
    case 'processing': {
      const { processing } = twin;
      if (key === 'function')
        return { ...twin, processing: { ...processing, function: value(override, functionSize) ?? processing.function } };
      return { ...twin, processing: { ...processing, matches: value(override, numberOf) ?? processing.matches } };
    }
    case 'storage': {
      if (key === 'hot' || key === 'cool' || key === 'archive') return { ...twin, storage: withAge(twin.storage, override, key) };
      const first = override.values?.values[0];
      const read = first?.kind === 'quantity' ? at(override, monthly(first.measure)) : null;
      return { ...twin, storage: { ...twin.storage, [key === 'read cool' ? 'readCool' : 'readArchive']: read } };
    }
    case 'management': {
      const { management } = twin;
      if (management === null) return twin;
      if (key === 'entities') return { ...twin, management: { ...management, entities: value(override, numberOf) } };
      if (key === 'queries') return { ...twin, management: { ...management, queries: value(override, cadence) } };
      const [file, size] = override.values?.values ?? [];
      const scene = size?.kind === 'quantity' ? at(override, size.measure.value) : null;
      return {
        ...twin,
        management: { ...management, scene, sceneFile: file?.kind === 'text' ? file.text : scene === null ? null : management.sceneFile },
      };
    }
    case 'visualization': {
      const { visualization } = twin;
      if (visualization === null) return twin;
      if (key === 'refresh') {
        const time = override.values?.forValues[0];
        const seconds = time == null ? null : secondsPerDay(time);
        const viewing = seconds === null ? visualization.viewing : at(override, seconds);
        return { ...twin, visualization: { ...visualization, refresh: value(override, cadence), viewing } };
      }
      if (key !== 'editors' && key !== 'viewers' && key !== 'panels' && key !== 'window') return twin;
      return { ...twin, visualization: { ...visualization, [key]: value(override, numberOf) ?? visualization[key] } };
    }
  }
}

function applyToTwin(twin: TwinFacts, override: OverrideFacts, key: Extract<OverrideTarget, { kind: 'twin' }>['key']): TwinFacts {
  const first = override.values?.values[0];
  switch (key) {
    case 'residency':
      return { ...twin, residency: first?.kind === 'word' ? at(override, first.text) : null };
    case 'currency':
      return first?.kind === 'word' ? { ...twin, currency: at(override, first.text) } : twin;
    case 'free-tier':
      return first?.kind === 'word' ? { ...twin, freeTier: at(override, first.text === 'on') } : twin;
    case 'region':
      return first?.kind === 'word' ? { ...twin, region: { ...twin.region, logical: at(override, first.text) } } : twin;
    case 'providers': {
      if (first?.kind !== 'words') return twin;
      const named = new Set(first.words.map((word) => word.text));
      const providers: readonly Provider[] = PROVIDERS.filter((provider) => named.has(provider));
      return { ...twin, providers: at(override, providers) };
    }
  }
}
