/**
 * How many entities the twin management holds: models with their repeats, and the devices placed in or beside them.
 * What an entity costs is packages/cost's.
 */
import type { Model, Scenario } from '@twin2multicloud/language';

/** E of docs/cost-model.md; 0 without a `management` block. */
export function entitiesOf(scenario: Scenario): number {
  const management = scenario.management;
  if (!management) return 0;
  if (management.entities) return management.entities.value;
  const placed: Placed = new Map();
  if (management.has) place(management.has, 1, placed);
  const models = countModels(management.models, 1, placed);
  let devices = 0;
  for (const group of scenario.groups) {
    const entry = placed.get(group.name);
    if (entry) devices += entry.rest ? Math.max(entry.explicit, group.count.value) : entry.explicit;
  }
  return models + devices;
}

type Placed = Map<string, { explicit: number; rest: boolean }>;

function place(has: Model['has'], times: number, placed: Placed): void {
  for (const { group, count: devices } of has) {
    const entry = placed.get(group) ?? { explicit: 0, rest: false };
    if (devices === null) entry.rest = true;
    else entry.explicit += devices * times;
    placed.set(group, entry);
  }
}

function countModels(models: readonly Model[], repeats: number, placed: Placed): number {
  let count = 0;
  for (const model of models) {
    const times = repeats * model.count;
    count += times;
    place(model.has, times, placed);
    count += countModels(model.models, times, placed);
  }
  return count;
}
