/** The values of a scenario by their paths, as text. */
import { describeScenario, type Scenario } from '@twin2multicloud/language';

/** Path → value as it would be written. */
export function valuesOf(scenario: Scenario): Map<string, string> {
  return new Map(describeScenario(scenario).map((row) => [row.path, row.value]));
}
