/** The values of a scenario by their paths, as text. */
import type { Scenario } from '@twin2multicloud/language';

/** Path → value as it would be written. */
export function valuesOf(scenario: Scenario): Map<string, string> {
  return new Map(scenario.groups.map((group) => [`${group.name}.count`, String(group.count.value)]));
}
