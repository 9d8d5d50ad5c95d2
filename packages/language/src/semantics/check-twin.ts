/** Problems of a twin beyond single groups and rules: its own retention, models, placement, residency, scenarios. */

import type { Slot } from '../scenario.ts';
import { PROVIDERS } from '../scenario.ts';
import { applyOverrides } from './apply-overrides.ts';
import { orderProblem } from './check-group.ts';
import { unknownGroup } from './check-rules.ts';
import type { HasFacts, ModelFacts, OverrideFacts, StorageFacts, VariantFacts } from './facts.ts';
import type { LocalProblem, Spot } from './local-problem.ts';
import { problemAt, removeFix, replaceFix } from './local-problem.ts';
import { suggester } from './nearest.ts';
import type { GroupEntry } from './resolve.ts';
import { effectivePlacement, effectiveRetention, slotsOf } from './resolve.ts';
import type { BlockFacts, ManagementParts, TwinFacts } from './twin-facts.ts';

type Groups = ReadonlyMap<string, GroupEntry>;

/** The twin's own `storage`, whatever its groups say. */
export function checkStorage(storage: StorageFacts): LocalProblem[] {
  return effectiveRetention(null, null, storage).faults.map((fault) =>
    orderProblem(fault, fault.at.written ?? fault.beforeAt.written ?? { member: null, start: 0, end: 0 }, null, null),
  );
}

/** What models hold of one group. */
export interface Placed {
  sum: number;
  last: HasFacts;
  rest: HasFacts | null;
}

/** Where the devices of each group stand, with the problems that need no number of devices. */
export interface Placing {
  readonly placed: ReadonlyMap<string, Placed>;
  readonly problems: readonly LocalProblem[];
}

export const NOTHING_PLACED: Placing = { placed: new Map(), problems: [] };

/** Puts devices into models; depends on the names of the groups alone. */
export function placeDevices(management: ManagementParts | null, groups: Groups): Placing {
  if (management === null) return NOTHING_PLACED;
  const problems: LocalProblem[] = [];
  const placed = new Map<string, Placed>();
  const suggest = suggester();
  const note = (has: HasFacts, times: number): void => {
    const name = has.group.name;
    if (!groups.has(name)) {
      problems.push(unknownGroup(has.group, groups, 'it is not placed', suggest));
      return;
    }
    const entry = placed.get(name) ?? { sum: 0, last: has, rest: null };
    placed.set(name, entry);
    if (has.count !== null) {
      entry.sum += has.count * times;
      entry.last = has;
    } else if (entry.rest === null) entry.rest = has;
    else {
      problems.push(
        problemAt(
          'twin-3014',
          has.group,
          `The rest of \`${name}\` already stands in another model: write a number before the name, or remove one of them.`,
          {
            related: [{ ...entry.rest.group, message: 'the first one' }],
          },
        ),
      );
    }
  };
  const walk = (model: ModelFacts, times: number): void => {
    const all = times * model.count;
    for (const has of model.has) note(has, all);
    for (const inner of model.models) walk(inner, all);
  };
  for (const has of management.has) note(has, 1);
  for (const model of management.models) walk(model, 1);
  return { placed, problems };
}

/** Whether a group has as many devices as the models hold, and stands in one at all. */
export function checkPlaced(entry: GroupEntry, { placed }: Placing, management: ManagementParts | null): LocalProblem[] {
  if (management === null) return [];
  const name = entry.facts.name.name;
  const found = placed.get(name);
  if (found === undefined) return management.models.length === 0 ? [] : [neverPlaced(name, entry, management)];
  const count = entry.facts.device.count?.value ?? 1;
  if (found.sum <= count || entry.facts.device.broken.has('count')) return [];
  const { member, start, end } = entry.facts.device.count ?? entry.facts.name;
  return [
    problemAt('twin-3004', found.last, `The models have ${String(found.sum)} devices of \`${name}\`, and the group has ${String(count)}.`, {
      related: [{ member, start, end, message: 'the group' }],
    }),
  ];
}

function neverPlaced(name: string, entry: GroupEntry, { models }: ManagementParts): LocalProblem {
  const home = models.find((model) => model.firstItem !== null);
  const fixes =
    home?.firstItem == null
      ? []
      : [
          replaceFix(
            `Add \`has ${name}\` to ${home.name.name}`,
            { member: home.member, start: home.firstItem, end: home.firstItem },
            `has ${name}\n      `,
            false,
          ),
        ];
  return problemAt('twin-3003', entry.facts.name, `\`${name}\` stands in no model: write \`has ${name}\` in one.`, { fixes });
}

/** The tiers that one group keeps data in beside the hot one. */
export function usedTiers({ facts, type }: GroupEntry, storage: StorageFacts): { readonly cool: boolean; readonly archive: boolean } {
  const { hot, cool, archive } = effectiveRetention(facts.device.storage, type?.device.storage ?? null, storage);
  const start = hot.value ?? 0;
  return {
    cool: cool.value !== null && cool.value > start,
    archive: archive.value !== null && archive.value > Math.max(start, cool.value ?? 0),
  };
}

/** The tiers that any group of a twin uses; null where the twin has no groups and nothing can be said. */
export type TiersInUse = { readonly cool: boolean; readonly archive: boolean } | null;

export function checkPlacement(twin: BlockFacts, tiers: TiersInUse): LocalProblem[] {
  const problems: LocalProblem[] = [];
  const { notAllowed, nobody } = effectivePlacement(twin);
  const allowed = twin.providers?.value ?? PROVIDERS;
  for (const line of notAllowed) {
    const providers = twin.providers;
    problems.push(
      problemAt(
        'twin-3010',
        line.choice,
        `\`${line.provider ?? ''}\` is not among this twin’s providers (${allowed.join(', ')}), so the line is skipped.`,
        {
          fixes: [replaceFix('Write `auto`', line.choice, 'auto', false), removeFix('Remove the line', line)],
          related:
            providers === null ? [] : [{ member: providers.member, start: providers.start, end: providers.end, message: 'the providers' }],
        },
      ),
    );
  }
  for (const line of nobody) {
    problems.push(
      problemAt('twin-3009', line, `This leaves no provider for \`${line.path}\`, so the line is skipped.`, {
        fixes: [removeFix('Remove the line', line)],
      }),
    );
  }
  if (tiers === null) return problems;
  const used = new Set<Slot>(['L1', 'L2', 'L3.hot']);
  if (twin.management !== null) used.add('L4');
  if (twin.visualization !== null) used.add('L5');
  if (tiers.cool) used.add('L3.cool');
  if (tiers.archive) used.add('L3.archive');
  for (const line of [...twin.placement.values(), ...twin.budgets]) {
    if (line.path === null || slotsOf(line.path).some((slot) => used.has(slot))) continue;
    problems.push(
      problemAt('twin-3008', line, `${unusedReason(line.path)}, so this line has no effect.`, {
        fixes: [removeFix('Remove the line', line)],
      }),
    );
  }
  return problems;
}

function unusedReason(slot: Slot | 'L3'): string {
  switch (slot) {
    case 'L4':
      return 'The twin has no `management`';
    case 'L5':
      return 'The twin has no `visualization`';
    case 'L3.cool':
      return 'No group keeps data in the cool tier';
    default:
      return 'No group keeps data in the archive';
  }
}

/** Regions whose name says that they lie outside the zone. What each region of a cloud is, the price book knows. */
export function checkResidency({ residency, region }: Pick<TwinFacts, 'residency' | 'region'>): LocalProblem[] {
  if (residency === null) return [];
  const outside = (name: string): boolean => {
    const zone = zoneOf(name);
    if (zone === null) return false;
    return zone === 'US' ? residency.value !== 'US' : residency.value === 'US';
  };
  const problems: LocalProblem[] = [];
  for (const [provider, written] of [...(region.logical === null ? [] : [[null, region.logical] as const]), ...region.named]) {
    if (!outside(written.value)) continue;
    const who = provider ?? 'every provider without a region of its own';
    problems.push(
      problemAt('twin-3007', written, `\`${written.value}\` lies outside ${residency.value}, so ${who} leaves the search.`, {
        related: [{ member: residency.member, start: residency.start, end: residency.end, message: 'the residency' }],
      }),
    );
  }
  if (region.logical === null && residency.value === 'US' && PROVIDERS.some((provider) => !region.named.has(provider))) {
    problems.push(problemAt('twin-3007', residency, 'The default region, `eu-central`, lies outside US: write `region us-east`.'));
  }
  return problems;
}

/** The zone that a region's name tells: `eu-…` and `us-…` of a price book or a provider; null where it does not say. */
function zoneOf(name: string): 'EU' | 'US' | null {
  if (
    /^(?:eu-(?!west-2\b|central-2\b)|europe-(?!west[26]\b)|westeurope\b|northeurope\b|germany|france|sweden|italynorth|spaincentral|polandcentral)/.test(
      name,
    )
  )
    return 'EU';
  return /^(?:us-|(?:east|west|central|northcentral|southcentral|westcentral)us\d?\b)/.test(name) ? 'US' : null;
}

/** The overrides of every scenario: their groups and blocks exist, and the retention stays in order. */
export function checkVariants(twin: TwinFacts, groups: Groups): LocalProblem[] {
  const suggest = suggester();
  return twin.variants.flatMap((variant) => checkVariant(twin, variant, groups, suggest));
}

function checkVariant(twin: TwinFacts, variant: VariantFacts, groups: Groups, suggest: ReturnType<typeof suggester>): LocalProblem[] {
  const problems: LocalProblem[] = [];
  const good: OverrideFacts[] = [];
  for (const override of variant.overrides) {
    const problem = misplacedOverride(twin, override, groups, suggest);
    if (problem === null) good.push(override);
    else problems.push(problem);
  }
  if (good.some(({ target }) => target.kind === 'group-storage' || (target.kind === 'block' && target.block === 'storage'))) {
    return [...problems, ...checkVariantRetention(applyOverrides(twin, good), variant, groups)];
  }
  return problems;
}

function misplacedOverride(
  twin: TwinFacts,
  override: OverrideFacts,
  groups: Groups,
  suggest: ReturnType<typeof suggester>,
): LocalProblem | null {
  const { target } = override;
  const first = override.path[0];
  if (first === undefined) return null;
  if ((target.kind === 'group' || target.kind === 'group-storage') && !groups.has(target.group)) {
    const near = suggest(target.group, [
      ...groups.keys(),
      'storage',
      'processing',
      'management',
      'visualization',
      'budget',
      'place',
      'assume',
    ]);
    const hint = near === null ? 'a path begins with a group or a block.' : `did you mean \`${near}\`?`;
    return problemAt('twin-2018', first, `There is no group or block \`${target.group}\`, so the override is skipped: ${hint}`, {
      fixes: near === null ? [] : [replaceFix(`Write \`${near}\``, first, near)],
    });
  }
  const absent =
    target.kind === 'block' &&
    ((target.block === 'management' && twin.management === null) || (target.block === 'visualization' && twin.visualization === null));
  return absent ? problemAt('twin-2036', first, `The twin has no \`${first.name}\` block, so the override is skipped.`) : null;
}

/** A tier that an override puts out of order, reported at that override. */
function checkVariantRetention(changed: TwinFacts, variant: VariantFacts, groups: Groups): LocalProblem[] {
  const problems: LocalProblem[] = [];
  const seen = new Set<Spot>();
  const report = (retention: ReturnType<typeof effectiveRetention>, group: string | null): void => {
    for (const fault of retention.faults) {
      const spot = [fault.at.written, fault.beforeAt.written].find((written) => written?.member === variant.node);
      if (spot == null || seen.has(spot)) continue;
      seen.add(spot);
      const problem = orderProblem(fault, spot, null, group);
      const related = problem.related.filter(
        (found) => found.member !== null && fault.at.source !== 'type' && fault.beforeAt.source !== 'type',
      );
      problems.push({ ...problem, related, fixes: [] });
    }
  };
  report(effectiveRetention(null, null, changed.storage), null);
  for (const group of changed.groups) {
    report(
      effectiveRetention(group.device.storage, groups.get(group.name.name)?.type?.device.storage ?? null, changed.storage),
      group.name.name,
    );
  }
  return problems;
}
