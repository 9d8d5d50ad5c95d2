/** Problems of one device group with its type and the twin's storage. Other groups play no part here. */

import type { DeviceDeclaration } from '../tree.ts';
import type { StorageFacts, Written } from './facts.ts';
import { formatCadence, formatSeconds } from './format-value.ts';
import type { LocalFix, LocalProblem, LocalRelated, Spot } from './local-problem.ts';
import { problemAt, removeFix, replaceFix } from './local-problem.ts';
import { nearest } from './nearest.ts';
import { RESERVED_NAMES } from './override-paths.ts';
import type { EffectiveTier, GroupEntry, OrderFault } from './resolve.ts';
import { DEFAULT_HOT, effectiveRetention, lacks, peakFits } from './resolve.ts';

/** A declaration of a device type and its file, for problems that point there. */
export interface TypePlace {
  readonly file: string;
  readonly declaration: DeviceDeclaration;
}

export function checkGroup(
  entry: GroupEntry,
  storage: StorageFacts,
  typeNames: () => Iterable<string>,
  typePlace: TypePlace | null,
): readonly LocalProblem[] {
  const { facts, type } = entry;
  const problems: LocalProblem[] = [];
  const name = facts.name.name;
  if (RESERVED_NAMES.has(name)) {
    const better = `${name}-devices`;
    problems.push(
      problemAt(
        'twin-2020',
        facts.name,
        `A group may not be called \`${name}\`, because a scenario’s path could mean the twin’s own \`${name}\`.`,
        {
          fixes: [replaceFix(`Write \`${better}\``, facts.name, better, false)],
        },
      ),
    );
  }
  if (type === undefined) {
    if (facts.type !== null) problems.push(unknownType(facts.type, facts.type.name, typeNames()));
    return problems;
  }
  const missing = lacks(entry);
  const broken = (key: string): boolean => facts.device.broken.has(key) || (type?.device.broken.has(key) ?? false);
  if (missing.cadence && !broken('every')) {
    problems.push(
      problemAt(
        'twin-2029',
        facts.name,
        `\`${name}\` lacks \`every\` or \`rate\` and is left out of the costs: write how often a device sends.`,
        {
          fixes: insertFixes(entry, 'every 2 min'),
        },
      ),
    );
  }
  if (missing.payload && !broken('payload') && !broken('telemetry')) {
    problems.push(
      problemAt(
        'twin-2030',
        facts.name,
        `\`${name}\` lacks \`payload\` and \`telemetry\` and is left out of the costs: write the size of a message.`,
        {
          fixes: insertFixes(entry, 'payload 1 KB'),
        },
      ),
    );
  }
  checkPeak(entry, typePlace, problems);
  checkRetention(entry, storage, typePlace, problems);
  return problems;
}

function unknownType(spot: Spot, name: string, candidates: Iterable<string>): LocalProblem {
  const near = nearest(name, candidates);
  const hint = near === null ? 'declare it with `device`, or import the file that does.' : `did you mean \`${near}\`?`;
  return problemAt('twin-2014', spot, `There is no device type \`${name}\`, and the group is left out of the costs: ${hint}`, {
    fixes: near === null ? [] : [replaceFix(`Write \`${near}\``, spot, near)],
  });
}

/** Writes a line before the first one of the group. */
function insertFixes({ facts }: GroupEntry, line: string): LocalFix[] {
  const first = facts.node.items[0];
  return first === undefined
    ? []
    : [replaceFix(`Add \`${line}\``, { member: facts.node, start: first.start, end: first.start }, `${line}\n    `, false)];
}

function checkPeak({ facts, type }: GroupEntry, typePlace: TypePlace | null, problems: LocalProblem[]): void {
  const peak = facts.device.peak ?? type?.device.peak ?? null;
  const cadence = facts.device.cadence ?? type?.device.cadence ?? null;
  if (peak?.value == null || cadence === null || peakFits(peak.value, cadence.value)) return;
  const own = facts.device.peak !== null;
  const spot = own ? peak : (facts.device.cadence ?? facts.type ?? facts.name);
  const message = `\`peak\` (${formatCadence(peak.value)}) is below the rate (${formatCadence(cadence.value)}), so it is skipped.`;
  problems.push(
    problemAt('twin-3013', spot, message, {
      fixes: own ? [removeFix('Remove `peak`', peak)] : [],
      related: [relatedTo(own ? cadence : peak, own ? 'the rate' : 'the peak', own ? facts.device.cadence === null : true, typePlace)],
    }),
  );
}

function relatedTo(written: Written<unknown>, message: string, inType: boolean, typePlace: TypePlace | null): LocalRelated {
  const { member, start, end } = written;
  return inType && typePlace !== null ? { member, start, end, message, elsewhere: typePlace } : { member, start, end, message };
}

function checkRetention({ facts, type }: GroupEntry, storage: StorageFacts, typePlace: TypePlace | null, problems: LocalProblem[]): void {
  const { faults } = effectiveRetention(facts.device.storage, type?.device.storage ?? null, storage);
  for (const fault of faults) {
    const sources = [fault.at.source, fault.beforeAt.source];
    if (!sources.includes('group') && !sources.includes('type')) continue;
    const spot =
      fault.at.source === 'group'
        ? fault.at.written
        : fault.beforeAt.source === 'group'
          ? fault.beforeAt.written
          : (facts.type ?? facts.name);
    problems.push(orderProblem(fault, spot ?? facts.name, typePlace, facts.name.name));
  }
}

/** The problem of a tier out of order, at a place that is mended by the fix where the tier itself is written there. */
export function orderProblem(fault: OrderFault, spot: Spot, typePlace: TypePlace | null, group: string | null): LocalProblem {
  const { tier, at, before, beforeAt } = fault;
  const earlier = formatSeconds(beforeAt.value ?? DEFAULT_HOT);
  const own = beforeAt.source === null ? ', the default' : '';
  const whose = group === null ? '' : ` for \`${group}\``;
  const message =
    `\`${tier}\` (${formatSeconds(at.value ?? 0)}) is below \`${before}\` (${earlier}${own})${whose}, so the tier is not used: ` +
    'these are ages, and data leaves the tiers in the order hot, cool, archive.';
  const fixes = at.written === spot ? [replaceFix(`Write \`${tier} ${earlier}\``, at.written, `${tier} ${earlier}`, false)] : [];
  const related = [relatedTier(at, `\`${tier}\``, spot, typePlace), relatedTier(beforeAt, `\`${before}\``, spot, typePlace)];
  return problemAt('twin-3001', spot, message, { fixes, related: related.filter((found) => found !== null) });
}

function relatedTier(tier: EffectiveTier, name: string, spot: Spot, typePlace: TypePlace | null): LocalRelated | null {
  if (tier.written === null || tier.written === spot) return null;
  return relatedTo(tier.written, `${name} stands here`, tier.source === 'type', typePlace);
}
