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

/** A text of this file in the reader's language, with `{0}` … filled: texts as they are, numbers as the language writes them. */
type Say = (english: string, ...values: readonly (string | number)[]) => string;

const ENGLISH: Say = (text, ...values) => text.replace(/\{(\d)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));

/** In the order in which they are shown; what a twin does not have is left out. Words of the language (`hot`, `1 month`) stay as they are written. */
export function specificationOf({ scenario }: TwinReport, options: AnalysisOptions, say: Say = ENGLISH): SpecifiedFact[] {
  const { regions, limits } = ratesFor(options.book, scenario);
  const facts = factsOf(scenario, limits);
  const rows: (readonly [FactKey, string | null])[] = [
    [
      'region',
      `${scenario.region.logical.value} (AWS ${regions.aws || say('none')}, Azure ${regions.azure || say('none')}, Google Cloud ${regions.gcp || say('none')})`,
    ],
    ['residency', scenario.residency?.value ?? null],
    ['devices', devicesText(scenario, say)],
    ['messages', messagesText(scenario, say)],
    ['retention', retentionText(scenario, say)],
    ['processing', processingText(scenario, say)],
    ['management', scenario.management === null ? null : managementText(scenario, facts.entities, say)],
    ['visualization', visualizationText(scenario, say)],
    ['place', placeText(scenario, say)],
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

function devicesText(scenario: Scenario, say: Say): string {
  const { groups } = scenario;
  const devices = quantityText(deviceCount(scenario));
  return groups.length === 1 ? say('{0} in 1 group', devices) : say('{0} in {1} groups', devices, quantityText(groups.length));
}

function messagesText({ groups }: Scenario, say: Say): string {
  const messages = groups.reduce((sum, group) => sum + messagesOf(group), 0);
  const bytes = groups.reduce((sum, group) => sum + messagesOf(group) * group.payload.value, 0);
  return say('{0} a month, {1} {2}', quantityText(Math.round(messages)), ...sizeOf(bytes));
}

/** `8.83`, `GB`. */
function sizeOf(bytes: number): readonly [number, string] {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1_024)));
  return [Number((bytes / 1_024 ** power).toPrecision(3)), units[power] ?? 'B'];
}

function agesText({ hot, cool, archive }: Retention): string {
  return [
    `hot ${formatSeconds(hot.value)}`,
    ...(cool.value === null ? [] : [`cool ${formatSeconds(cool.value)}`]),
    ...(archive.value === null ? [] : [`archive ${formatSeconds(archive.value)}`]),
  ].join(', ');
}

const NAMED = 3;

function retentionText({ storage, groups }: Scenario, say: Say): string {
  const shared = agesText(storage.retention);
  const own = groups.filter(({ retention }) => agesText(retention) !== shared);
  const named = own.slice(0, NAMED).map(({ name, retention }) => `${name} ${agesText(retention)}`);
  const more = own.length - NAMED;
  const rest = more <= 0 ? [] : [more === 1 ? say('1 more group of its own') : say('{0} more groups of their own', quantityText(more))];
  return [shared, ...named, ...rest].join('; ');
}

function processingText({ processing: { runs, rules } }: Scenario, say: Say): string | null {
  const words = [
    ...(runs.length === 0 ? [] : [runs.length === 1 ? say('1 function') : say('{0} functions', quantityText(runs.length))]),
    ...(rules.length === 0 ? [] : [rules.length === 1 ? say('1 rule') : say('{0} rules', quantityText(rules.length))]),
  ];
  return words.length === 0 ? null : words.join(', ');
}

function managementText({ management }: Scenario, entities: number, say: Say): string {
  const scene = management?.scene ?? null;
  const queries = management?.queries ?? null;
  return [
    entities === 1 ? say('1 entity') : say('{0} entities', quantityText(entities)),
    ...(scene === null ? [] : [say('scene {0}', formatBytes(scene.value))]),
    ...(queries === null ? [] : [say('queries {0}', formatCadence(queries.value))]),
  ].join(', ');
}

function visualizationText({ visualization }: Scenario, say: Say): string | null {
  if (visualization === null) return null;
  const { editors, viewers, refresh, viewing } = visualization;
  return [
    editors.value === 1 ? say('1 editor') : say('{0} editors', quantityText(editors.value)),
    viewers.value === 1 ? say('1 viewer') : say('{0} viewers', quantityText(viewers.value)),
    ...(refresh === null ? [] : [say('refresh {0} for {1} a day', formatCadence(refresh.value), formatSeconds(viewing.value))]),
  ].join(', ');
}

function placeText({ placement }: Scenario, say: Say): string | null {
  const words = SLOTS.flatMap((slot) => {
    const { provider, except } = placement[slot];
    if (provider !== null) return [`${slot} ${PROVIDER_NAMES[provider]}`];
    return except.length === 0 ? [] : [say('{0} not {1}', slot, except.map((other) => PROVIDER_NAMES[other]).join(', '))];
  });
  return words.length === 0 ? null : words.join(', ');
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
