/**
 * The cost at a place of the text, in two views of the same money: for a device group, a run, a rule or a property of users what it
 * causes in every slot; for a block, a tier or a line of `place` what the slots cost on each cloud. Both say what the other clouds would
 * take. What a property means is the language's to say, why a cloud is chosen hover-why's, and how all is worded hover-markdown's.
 */
import { PROVIDERS, type CostLine, type Provider, type Slot } from '@twin2multicloud/cost';
import type { SourceRange } from '@twin2multicloud/language';
import { chosenLines } from './hints.ts';
import type { TwinReport } from './report.ts';

export type CostHover = SlotHover | PlacesHover | CauseHover;

export interface SlotHover {
  readonly kind: 'slot';
  readonly at: SourceRange;
  readonly slot: Slot;
  readonly clouds: readonly SlotHoverCloud[];
  /** One row a role of the slot. */
  readonly rows: readonly SlotHoverRow[];
  /** The line of the chosen cloud that costs most; where none costs a cent, the first. */
  readonly costliest: CostLine | null;
}

export interface SlotHoverRow {
  readonly role: string;
  /** Of the chosen cloud, or of the first that has the role. */
  readonly service: string;
  /** Of the chosen cloud, the costliest first. */
  readonly lines: readonly CostLine[];
  /** USD a month for each cloud in the order of `PROVIDERS`, null where it has none. */
  readonly amounts: readonly (number | null)[];
  /** In the same order: whether a price of it is unconfirmed. */
  readonly unconfirmed: readonly boolean[];
}

export interface SlotHoverCloud {
  readonly provider: Provider;
  readonly chosen: boolean;
  /** USD a month; null where the cloud cannot or may not serve the slot. */
  readonly amount: number | null;
  /** The total if only this slot moved here. */
  readonly total: number | null;
  readonly reason: string | null;
}

/** Several slots in one: `place` itself, a line of it for all tiers, the block `storage`. */
export interface PlacesHover {
  readonly kind: 'places';
  readonly at: SourceRange;
  readonly slots: readonly { readonly slot: Slot; readonly clouds: readonly SlotHoverCloud[] }[];
}

export interface CauseHover {
  readonly kind: 'cause';
  readonly at: SourceRange;
  /** `thermostats`, `processing.on[1]`, `visualization.editors` … */
  readonly cause: string;
  /** USD a month, transfers included. */
  readonly amount: number;
  /** USD a month of `amount` for what crosses between clouds. */
  readonly transfers: number;
  /** The chosen lines that it causes with its share of each, the costliest first. */
  readonly lines: readonly { readonly line: CostLine; readonly amount: number }[];
  /** The chosen line of which it causes most; where none costs a cent, the first. */
  readonly costliest: CostLine | null;
  /** What it causes in each slot, where it causes anything on any cloud. */
  readonly rows: readonly CauseHoverRow[];
  /** USD a month of the twin with everything on one cloud, in the order of `PROVIDERS`; null where that is not possible. */
  readonly totals: readonly (number | null)[];
}

export interface CauseHoverRow {
  readonly slot: Slot;
  readonly chosen: Provider;
  /** Of the chosen cloud, or of the first on which something is caused. */
  readonly service: string;
  /** The costliest line of the chosen cloud, and what of it is caused here; null: nothing there. */
  readonly main: { readonly line: CostLine; readonly amount: number } | null;
  /** How many lines more the chosen cloud has that cost a cent. */
  readonly more: number;
  /** USD a month for each cloud in the order of `PROVIDERS` if only this slot were there; null where it cannot be. */
  readonly amounts: readonly (number | null)[];
  readonly unconfirmed: readonly boolean[];
}

/** A place of the text with a cost. */
type Place =
  | { readonly at: SourceRange; readonly slots: readonly Slot[] }
  | { readonly at: SourceRange; readonly cause: string; readonly counts: Counts };

/** Whether a share of a line belongs to what is asked about. */
type Counts = (line: CostLine, cause: string) => boolean;

/**
 * The smallest declaration around the offset that has a cost; null where none has.
 * @param keyword the keyword that stands at the offset: `place` and `devices` are told of the slots, what is in them of itself
 */
export function costHover(report: TwinReport, file: string, offset: number, keyword: string | null = null): CostHover | null {
  const { cost, scenario } = report;
  if (keyword === 'place' && scenario.declaredAt.file === file)
    return placesHover(report, cost.slots, { file, start: offset, end: offset });
  const inside = (at: SourceRange | null): at is SourceRange => at !== null && at.file === file && at.start <= offset && offset <= at.end;
  if (keyword === 'devices') {
    const group = scenario.groups.find(({ declaredAt }) => inside(declaredAt));
    if (group !== undefined) return slotHover(report, 'L1', group.declaredAt);
  }
  const around = placesOf(report).filter(({ at }) => inside(at));
  around.sort((a, b) => a.at.end - a.at.start - (b.at.end - b.at.start));
  for (const place of around) {
    const hover = 'cause' in place ? causeHover(report, place) : placesHover(report, place.slots, place.at);
    if (hover) return hover;
  }
  return null;
}

/** The places of a report, found when it is first hovered over. */
const places = new WeakMap<TwinReport, readonly Place[]>();

function placesOf(report: TwinReport): readonly Place[] {
  let known = places.get(report);
  if (known === undefined) places.set(report, (known = [...slotPlaces(report), ...causePlaces(report)]));
  return known;
}

const TIERS: readonly Slot[] = ['L3.hot', 'L3.cool', 'L3.archive'];

function slotPlaces({ scenario, cost }: TwinReport): Place[] {
  const { processing, management, visualization, storage, placement, groups } = scenario;
  const found: [readonly Slot[], SourceRange | null | undefined][] = [
    [['L2'], processing.declaredAt],
    [['L4'], management?.declaredAt],
    [['L5'], visualization?.declaredAt],
    [TIERS, storage.declaredAt],
  ];
  const lines = new Map<number, Slot[]>();
  for (const slot of cost.slots) {
    const { at } = placement[slot];
    if (at === null) continue;
    const same = lines.get(at.start);
    if (same === undefined) {
      const slots = [slot];
      lines.set(at.start, slots);
      found.push([slots, at]);
    } else same.push(slot);
  }
  for (const { hot, cool, archive } of [storage.retention, ...groups.map((group) => group.retention)]) {
    found.push([['L3.hot'], hot.at], [['L3.cool'], cool.at], [['L3.archive'], archive.at]);
  }
  return found.flatMap(([slots, at]) => {
    const used = slots.filter((slot) => cost.slots.includes(slot));
    return at && used.length > 0 ? [{ slots: used, at }] : [];
  });
}

/** What whole blocks cause is told as the cost of their slot. */
const BLOCKS = new Set(['storage', 'processing', 'management', 'visualization']);
/** The role of what `run` starts, on every cloud. */
const RUN_ROLE = 'user functions';

function causePlaces(report: TwinReport): Place[] {
  const { groups, processing, variant } = report.scenario;
  const rules = processing.rules.map((_, index) => `processing.on[${index + 1}]`);
  const named = new Set([...BLOCKS, ...rules, ...groups.map(({ name }) => name)]);
  const found = new Map<string, Place>();
  const add = (cause: string, at: SourceRange, counts: Counts = (_, other) => other === cause): void => {
    found.set(`${cause} ${at.start}`, { cause, at, counts });
  };
  for (const { name, declaredAt, count, cadence, payload, active } of groups) {
    add(name, declaredAt);
    if (variant === null) continue;
    // What a scenario sets stands in its own block.
    const own = report.declaredAt;
    for (const { at } of [count, cadence, payload, active])
      if (at !== null && at.file === own.file && own.start <= at.start && at.end <= own.end) add(name, at);
  }
  for (const [index, { declaredAt }] of processing.rules.entries()) add(`processing.on[${index + 1}]`, declaredAt);
  for (const { file, groups: of, declaredAt } of processing.runs) {
    add(`run "${file}"`, declaredAt, ({ role }, cause) => role === RUN_ROLE && of.includes(cause));
  }
  // Users, scenes and the like, which may cost on one cloud only.
  for (const slot of report.cost.slots) {
    for (const { causes } of PROVIDERS.flatMap((provider) => linesOf(report, slot, provider))) {
      for (const { cause, at } of causes) if (at !== null && !named.has(cause)) add(cause, at);
    }
  }
  return [...found.values()];
}

function cloudsOf({ cost }: TwinReport, slot: Slot): SlotHoverCloud[] {
  const chosen = cost.placement?.[slot];
  return PROVIDERS.map((provider) => {
    const cell = cost.cells[slot]?.[provider];
    const open = cell?.available === true ? cell : null;
    const delta = open?.delta ?? null;
    return {
      provider,
      chosen: provider === chosen,
      amount: open?.amount ?? null,
      total: delta === null || cost.total === null ? null : cost.total + delta,
      reason: cell?.available === false ? cell.reason : null,
    };
  });
}

function placesHover(report: TwinReport, slots: readonly Slot[], at: SourceRange): SlotHover | PlacesHover | null {
  const [only] = slots;
  if (only === undefined) return null;
  if (slots.length === 1) return slotHover(report, only, at);
  return { kind: 'places', at, slots: slots.map((slot) => ({ slot, clouds: cloudsOf(report, slot) })) };
}

/** The lines of a cell; none where it is not available. */
function linesOf({ cost }: TwinReport, slot: Slot, provider: Provider): readonly CostLine[] {
  const cell = cost.cells[slot]?.[provider];
  return cell?.available === true ? cell.lines : [];
}

function slotHover(report: TwinReport, slot: Slot, at: SourceRange): SlotHover | null {
  const { cost } = report;
  if (!cost.cells[slot]) return null;
  const chosen = cost.placement?.[slot];
  const all = PROVIDERS.map((provider) => linesOf(report, slot, provider));
  const own = chosen === undefined ? [] : byAmount(linesOf(report, slot, chosen));
  const roles = [...new Set([...own, ...all.flat()].map(({ role }) => role))];
  const rows = roles.map((role) => {
    const here = all.map((lines) => lines.filter((line) => line.role === role));
    const lines = own.filter((line) => line.role === role);
    return {
      role,
      service: (lines[0] ?? here.flat()[0])?.service ?? role,
      lines,
      amounts: here.map((some) => (some.length === 0 ? null : some.reduce((sum, line) => sum + line.amount, 0))),
      unconfirmed: here.map((some) => some.some(isUnconfirmed)),
    };
  });
  return {
    kind: 'slot',
    at,
    slot,
    clouds: cloudsOf(report, slot),
    rows,
    costliest:
      mainOf(
        own.map((line) => ({ line, amount: line.amount })),
        linesOf(report, slot, chosen ?? 'aws'),
      )?.line ?? null,
  };
}

function byAmount(lines: readonly CostLine[]): CostLine[] {
  return [...lines].sort((a, b) => b.amount - a.amount);
}

/** Whether a price matters that nobody has confirmed. */
function isUnconfirmed({ status, amount }: CostLine): boolean {
  return status === 'unconfirmed' && amount > 0;
}

/** The first, which costs most; where that rounds to nothing, the service that is named first tells more. */
function mainOf<T extends { readonly line: CostLine; readonly amount: number }>(
  byCost: readonly T[],
  inOrder: readonly CostLine[],
): T | null {
  const [first] = byCost;
  if (first === undefined || first.amount >= HALF_CENT) return first ?? null;
  const order = new Map(inOrder.map((line, index) => [line, index]));
  const rank = ({ line }: T): number => order.get(line) ?? Infinity;
  return byCost.reduce((best, one) => (rank(one) < rank(best) ? one : best), first);
}

/** USD: less rounds to nothing. */
const HALF_CENT = 0.005;

interface Share {
  readonly line: CostLine;
  readonly amount: number;
}

function sharesOf(lines: readonly CostLine[], counts: Counts): Share[] {
  const shares = lines.flatMap((line): Share[] => {
    const own = line.causes.filter(({ cause }) => counts(line, cause));
    return own.length === 0 ? [] : [{ line, amount: total(own) }];
  });
  return shares.sort((a, b) => b.amount - a.amount);
}

function total(shares: readonly { readonly amount: number }[]): number {
  return shares.reduce((sum, { amount }) => sum + amount, 0);
}

function causeHover(report: TwinReport, { at, cause, counts }: Extract<Place, { cause: string }>): CauseHover | null {
  const { cost } = report;
  const every = chosenLines(report);
  const lines = sharesOf(every, counts);
  const rows = cost.slots.flatMap((slot) => causeRow(report, slot, counts) ?? []);
  if (lines.length === 0 && rows.length === 0) return null;
  return {
    kind: 'cause',
    at,
    cause,
    amount: total(lines),
    transfers: total(lines.filter(({ line }) => line.slot === null)),
    lines,
    costliest: mainOf(lines, every)?.line ?? null,
    rows,
    totals: PROVIDERS.map((provider) => cost.singleCloud[provider].total),
  };
}

/** null: it causes nothing in the slot, on no cloud. */
function causeRow(report: TwinReport, slot: Slot, counts: Counts): CauseHoverRow | null {
  const { cost } = report;
  const chosen = cost.placement?.[slot];
  if (chosen === undefined) return null;
  const shares = PROVIDERS.map((provider) => sharesOf(linesOf(report, slot, provider), counts));
  const own = shares[PROVIDERS.indexOf(chosen)] ?? [];
  const main = mainOf(own, linesOf(report, slot, chosen));
  const first = main ?? shares.flat()[0];
  if (first === undefined) return null;
  return {
    slot,
    chosen,
    service: first.line.service,
    main,
    more: own.filter((share) => share !== main && share.amount >= HALF_CENT).length,
    amounts: PROVIDERS.map((provider, index) => (cost.cells[slot]?.[provider].available === true ? total(shares[index] ?? []) : null)),
    unconfirmed: shares.map((some) => some.some(({ line, amount }) => amount > 0 && line.status === 'unconfirmed')),
  };
}
