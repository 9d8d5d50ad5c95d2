/** A twin in a few lines: what its file specifies, and what causes its cost. Words for screens; the figures are the engine's. */
import { factsOf, ratesFor, SECONDS_PER_MONTH, type Scenario } from '@twin2multicloud/cost';
import {
  formatBytes,
  formatCadence,
  formatSeconds,
  SLOTS,
  type DeviceGroup,
  type Retention,
  type SourceRange,
} from '@twin2multicloud/language';
import { amountsByCause } from './hints.ts';
import { inCurrency } from './money.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';
import { PROVIDER_NAMES, quantityText } from './words.ts';

export type FactKey =
  'region' | 'residency' | 'devices' | 'messages' | 'retention' | 'processing' | 'management' | 'visualization' | 'place' | 'tags';

export interface SpecifiedFact {
  readonly key: FactKey;
  readonly text: string;
}

/** In the order in which they are shown; what a twin does not have is left out. */
export function specificationOf({ scenario }: TwinReport, options: AnalysisOptions): SpecifiedFact[] {
  const { regions, limits } = ratesFor(options.book, scenario);
  const facts = factsOf(scenario, limits);
  const rows: (readonly [FactKey, string | null])[] = [
    [
      'region',
      `${scenario.region.logical.value} (AWS ${regions.aws || 'none'}, Azure ${regions.azure || 'none'}, Google Cloud ${regions.gcp || 'none'})`,
    ],
    ['residency', scenario.residency?.value ?? null],
    ['devices', devicesText(scenario)],
    ['messages', messagesText(scenario)],
    ['retention', retentionText(scenario)],
    ['processing', processingText(scenario)],
    ['management', scenario.management === null ? null : managementText(scenario, facts.entities)],
    ['visualization', visualizationText(scenario)],
    ['place', placeText(scenario)],
    [
      'tags',
      Object.entries(scenario.tags)
        .map(([tag, text]) => `${tag} ${text}`)
        .join(', ') || null,
    ],
  ];
  return rows.flatMap(([key, text]) => (text === null ? [] : [{ key, text }]));
}

export function deviceCount({ groups }: Scenario): number {
  return groups.reduce((sum, { count }) => sum + count.value, 0);
}

/** Messages that a group sends in a month. */
export function messagesOf({ count, cadence, active }: DeviceGroup): number {
  const { value } = cadence;
  const perSecond = value.kind === 'every' ? 1 / value.seconds : value.events / value.perSeconds;
  const share = (active.value.hoursPerDay / 24) * (active.value.daysPerWeek / 7);
  return count.value * perSecond * share * SECONDS_PER_MONTH;
}

function devicesText(scenario: Scenario): string {
  const { groups } = scenario;
  return `${quantityText(deviceCount(scenario))} in ${plural(groups.length, 'group')}`;
}

function messagesText({ groups }: Scenario): string {
  const messages = groups.reduce((sum, group) => sum + messagesOf(group), 0);
  const bytes = groups.reduce((sum, group) => sum + messagesOf(group) * group.payload.value, 0);
  return `${quantityText(Math.round(messages))} a month, ${sizeText(bytes)}`;
}

function sizeText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1_024)));
  return `${quantityText(Number((bytes / 1_024 ** power).toPrecision(3)))} ${units[power] ?? 'B'}`;
}

function agesText({ hot, cool, archive }: Retention): string {
  return [
    `hot ${formatSeconds(hot.value)}`,
    ...(cool.value === null ? [] : [`cool ${formatSeconds(cool.value)}`]),
    ...(archive.value === null ? [] : [`archive ${formatSeconds(archive.value)}`]),
  ].join(', ');
}

const NAMED = 3;

function retentionText({ storage, groups }: Scenario): string {
  const shared = agesText(storage.retention);
  const own = groups.filter(({ retention }) => agesText(retention) !== shared);
  const named = own.slice(0, NAMED).map(({ name, retention }) => `${name} ${agesText(retention)}`);
  const rest = own.length > NAMED ? [`${plural(own.length - NAMED, 'more group')} of their own`] : [];
  return [shared, ...named, ...rest].join('; ');
}

function processingText({ processing: { runs, rules } }: Scenario): string | null {
  const words = [
    ...(runs.length === 0 ? [] : [plural(runs.length, 'function')]),
    ...(rules.length === 0 ? [] : [plural(rules.length, 'rule')]),
  ];
  return words.length === 0 ? null : words.join(', ');
}

function managementText({ management }: Scenario, entities: number): string {
  const scene = management?.scene ?? null;
  const queries = management?.queries ?? null;
  return [
    entities === 1 ? '1 entity' : `${quantityText(entities)} entities`,
    ...(scene === null ? [] : [`scene ${formatBytes(scene.value)}`]),
    ...(queries === null ? [] : [`queries ${formatCadence(queries.value)}`]),
  ].join(', ');
}

function visualizationText({ visualization }: Scenario): string | null {
  if (visualization === null) return null;
  const { editors, viewers, refresh, viewing } = visualization;
  return [
    plural(editors.value, 'editor'),
    plural(viewers.value, 'viewer'),
    ...(refresh === null ? [] : [`refresh ${formatCadence(refresh.value)} for ${formatSeconds(viewing.value)} a day`]),
  ].join(', ');
}

function placeText({ placement }: Scenario): string | null {
  const words = SLOTS.flatMap((slot) => {
    const { provider, except } = placement[slot];
    if (provider !== null) return [`${slot} ${PROVIDER_NAMES[provider]}`];
    return except.length === 0 ? [] : [`${slot} not ${except.map((other) => PROVIDER_NAMES[other]).join(' or ')}`];
  });
  return words.length === 0 ? null : words.join(', ');
}

function plural(count: number, word: string): string {
  return `${quantityText(count)} ${count === 1 ? word : `${word}s`}`;
}

/** What causes a part of the cost, in the currency of the report. */
export interface CostCause {
  readonly cause: string;
  readonly detail: string;
  /** A month; null where the cause sends none. */
  readonly messages: number | null;
  readonly amount: number;
  readonly at: SourceRange | null;
}

/** The costliest first. What causes nothing is left out. */
export function costCauses(report: TwinReport): CostCause[] {
  const { scenario, money, cost } = report;
  const places = new Map<string, SourceRange | null>();
  const note = (lines: readonly TwinReport['cost']['transfers'][number]['lines'][number][]): void => {
    for (const { causes } of lines) for (const { cause, at } of causes) if (!places.has(cause)) places.set(cause, at);
  };
  for (const slot of cost.slots) {
    const provider = cost.placement?.[slot];
    const cell = provider && cost.cells[slot]?.[provider];
    if (cell?.available) note(cell.lines);
  }
  cost.transfers.forEach(({ lines }) => note(lines));
  const groups = new Map(scenario.groups.map((group) => [group.name, group]));
  return [...amountsByCause(report)]
    .filter(([, amount]) => amount !== 0)
    .sort((a, b) => b[1] - a[1])
    .map(([cause, amount]) => {
      const group = groups.get(cause);
      return {
        cause,
        detail: group === undefined ? '' : groupDetail(group),
        messages: group === undefined ? null : messagesOf(group),
        amount: inCurrency(amount, money),
        at: group?.declaredAt ?? places.get(cause) ?? null,
      };
    });
}

function groupDetail({ count, cadence, active }: DeviceGroup): string {
  const { hoursPerDay, daysPerWeek } = active.value;
  const time = hoursPerDay === 24 && daysPerWeek === 7 ? '' : `, ${quantityText(hoursPerDay)} h ${quantityText(daysPerWeek)} days`;
  return `${quantityText(count.value)}, ${formatCadence(cadence.value)}${time}`;
}
