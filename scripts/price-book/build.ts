/**
 * Makes the bundled price book from recorded API responses and the curated file, exactly and deterministically.
 * It decides what is confirmed: a record of the region, of 2025 or later, out of a file that is verbatim or retyped; nothing else.
 */
import { LIMITS, METERS, PRICE_BOOK_SCHEMA } from '@twin2multicloud/cost';
import type { FreeAllowance, PriceEntry, PricePlan, PriceTier } from '@twin2multicloud/cost';
import { baseOfMeter, compare, decimal, divide, multiply, splitFree, type PricedMeter } from '@twin2multicloud/pricing';
import type { Curated, FileNote, FreeRule, PlanRef, RecordRef, RecordRule, Rule, WrittenRule } from './curated.ts';
import { readRecord, type ApiRecord } from './records.ts';

export interface Sources {
  readonly curated: Curated;
  readonly responses: ReadonlyMap<string, unknown>;
}

/** The year from which a recorded price counts as today's. */
const CURRENT = '2025';

/**
 * The book as a plain object in the order of its file.
 * @throws Error naming the meter and the region where the sources do not fit together.
 */
export function buildBook(sources: Sources): object {
  const { curated } = sources;
  return {
    schema: PRICE_BOOK_SCHEMA,
    id: curated.id,
    createdAt: curated.createdAt,
    currencyRates: rates(curated),
    regions: curated.regions,
    zones: curated.zones,
    entries: entries(sources),
    limits: limits(curated),
    unavailable: curated.unavailable,
  };
}

function entries(sources: Sources): PriceEntry[] {
  const { curated } = sources;
  const strangers = [...Object.keys(curated.prices), ...Object.keys(curated.free)].filter((meter) => !Object.hasOwn(METERS, meter));
  if (strangers.length > 0) throw new Error(`The model has no meter ${strangers.join(', ')}.`);
  return Object.keys(curated.regions).flatMap((logical) =>
    (Object.keys(METERS) as PricedMeter[]).map((meter) => {
      try {
        return buildEntry(sources, meter, logical);
      } catch (error) {
        throw new Error(`${meter} in ${logical}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }),
  );
}

/** The rule of a meter in a logical region; `both` speaks for every region. */
export function ruleOf(curated: Curated, meter: PricedMeter, logical: string): Rule {
  const rules = curated.prices[meter];
  const rule = rules?.[logical] ?? rules?.both;
  if (rule === undefined) throw new Error('There is no evidence.');
  return rule;
}

function buildEntry(sources: Sources, meter: PricedMeter, logical: string): PriceEntry {
  const { curated } = sources;
  const rule = ruleOf(curated, meter, logical);
  const [provider, service, name] = meter.split('.') as [PriceEntry['provider'], string, string];
  const region = curated.regions[logical]?.[provider];
  if (region === undefined) throw new Error(`${provider} has no region.`);
  const { tiers, recordedFree, source, confirmed } = isWritten(rule) ? written(curated, rule) : recorded(sources, rule, meter, region);
  const free = allowance(sources, meter, logical, recordedFree, confirmed);
  if (!confirmed && rule.why === undefined) throw new Error('An unconfirmed price needs a reason.');
  const per = isWritten(rule) ? (rule.per ?? '1') : '1';
  return {
    provider,
    region,
    service,
    meter: name,
    unit: METERS[meter].unit,
    perUnit: 1,
    tiers,
    ...(isWritten(rule) || rule.plans === undefined ? {} : { plans: rule.plans.map((plan) => buildPlan(sources, rule, plan)) }),
    ...(free === undefined ? {} : { free }),
    ...(rule.range === undefined ? {} : { range: { low: divide(rule.range[0], per), high: divide(rule.range[1], per) } }),
    source,
    status: confirmed ? 'confirmed' : 'unconfirmed',
    ...(rule.why === undefined ? {} : { why: rule.why }),
    ...(rule.note === undefined ? {} : { note: rule.note }),
  };
}

interface Priced {
  readonly tiers: PriceTier[];
  readonly recordedFree: string | undefined;
  readonly source: PriceEntry['source'];
  readonly confirmed: boolean;
}

function written(curated: Curated, rule: WrittenRule): Priced {
  const source = curated.sources[rule.source];
  if (source === undefined) throw new Error(`There is no source ${rule.source}.`);
  const rows = rule.tiers ?? (rule.price === undefined ? [] : [['0', rule.price] as const]);
  const id = rule.evidence === 'listed' ? rule.id : `${source.id}${rule.cite === undefined ? '' : `: ${rule.cite}`}`;
  if (id === undefined || rows.length === 0) throw new Error('The rule has no id or no price.');
  const kind = { listed: 'api', page: 'page', table: 'page', estimate: 'assumed', knowledge: 'assumed' } as const;
  return {
    tiers: rows.map(([from, price]) => ({ from: decimal(from), price: multiply(divide(price, rule.per ?? '1'), rule.times ?? '1') })),
    recordedFree: undefined,
    source: { kind: kind[rule.evidence], id, url: source.url, effectiveFrom: null, readAt: rule.readAt ?? source.readAt },
    confirmed: false,
  };
}

function recorded(sources: Sources, rule: RecordRule, meter: PricedMeter, region: string): Priced {
  const { file, record } = find(sources, rule);
  const unit = baseOfMeter(METERS[meter].unit);
  if (record.base !== unit) throw new Error(`${rule.id} is quoted per ${record.base}, and the meter needs ${unit}.`);
  if (file.readAt < CURRENT) throw new Error(`${rule.id} was recorded in ${file.readAt}, which says nothing of today's price.`);
  const ofRegion = record.regions.includes('global') || record.regions.includes(region);
  if (ofRegion !== (rule.evidence === 'record') && rule.evidence === 'record')
    throw new Error(`${rule.id} is a record of ${record.regions.join(', ')}, not of ${region}.`);
  const times = rule.times ?? '1';
  const { free, tiers } = splitFree(record);
  return {
    tiers: [...tiers.map(({ from, price }) => ({ from, price: multiply(price, times) })), ...continuation(sources, rule, record, tiers)],
    recordedFree: free,
    source: { kind: 'api', id: rule.id, url: file.url, effectiveFrom: record.effectiveFrom, readAt: file.readAt },
    confirmed: rule.evidence === 'record',
  };
}

/** The tiers of `above` that lie where the record's own recording ends; none of them is confirmed. */
function continuation(sources: Sources, rule: RecordRule, record: ApiRecord, tiers: readonly PriceTier[]): PriceTier[] {
  const end = record.recordedTo;
  if ((end === null) !== (rule.above === undefined)) throw new Error(`${rule.id} is recorded to ${end ?? 'infinity'}.`);
  if (end === null || rule.above === undefined) return [];
  const other = splitFree(find(sources, rule.above).record).tiers;
  if (other[0]?.price !== tiers[0]?.price) throw new Error(`${rule.above.id} has another first price.`);
  return other.filter(({ from }) => compare(from, end) >= 0).map((tier) => ({ ...tier, status: 'unconfirmed' }));
}

function buildPlan(sources: Sources, { file }: RecordRef, plan: PlanRef): PricePlan {
  const [fee, queries, calls] = [plan.fee, plan.queries, plan.calls].map((id) => find(sources, { file, id }).record.tiers[0]);
  if (fee === undefined || queries === undefined || calls === undefined) throw new Error(`${plan.name} is not recorded.`);
  return {
    name: plan.name,
    fee: fee.price,
    maxEntities: null,
    includedCalls: Number(calls.from),
    includedQueries: Number(queries.from),
    callPrice: calls.price,
    queryPrice: queries.price,
  };
}

/** The allowance of a meter; what the record says and what is curated must agree. */
function allowance(
  sources: Sources,
  meter: PricedMeter,
  logical: string,
  fromRecord: string | undefined,
  confirmed: boolean,
): FreeAllowance | undefined {
  const rule = sources.curated.free[meter];
  if (rule === undefined || (rule.only !== undefined && rule.only !== logical)) {
    if (fromRecord !== undefined) throw new Error(`The record has an allowance of ${fromRecord}, and the curated file has none.`);
    return undefined;
  }
  const own = rule.record === undefined ? undefined : globalAllowance(sources, rule.record);
  const quantity = own ?? rule.quantity;
  if (quantity === undefined || (fromRecord !== undefined && compare(fromRecord, quantity) !== 0)) {
    throw new Error(`The record's allowance is ${fromRecord ?? 'none'}, and the curated one ${quantity ?? 'none'}.`);
  }
  const status = own !== undefined || (fromRecord !== undefined && confirmed) ? 'confirmed' : 'unconfirmed';
  return { quantity: decimal(quantity), period: rule.period ?? 'month', scope: rule.scope, source: rule.source, status };
}

/** The end of a record that is one zero tier and holds everywhere, as AWS lists its free tiers. */
function globalAllowance(sources: Sources, ref: NonNullable<FreeRule['record']>): string {
  const { record } = find(sources, ref);
  const [tier, ...others] = record.tiers;
  if (tier?.price !== '0' || others.length > 0 || record.recordedTo === null || !record.regions.includes('global')) {
    throw new Error(`${ref.id} is no free tier of all regions.`);
  }
  return record.recordedTo;
}

function find({ curated, responses }: Sources, { file, id }: RecordRef): { file: FileNote; record: ApiRecord } {
  const note = curated.files[file];
  if (note === undefined || !['VERBATIM', 'RETYPED'].includes(note.class)) throw new Error(`${file} is no file of records.`);
  return { file: note, record: readRecord(responses.get(file), id, new Date(curated.createdAt)) };
}

function isWritten(rule: Rule): rule is WrittenRule {
  return rule.evidence !== 'record' && rule.evidence !== 'ratio';
}

function rates(curated: Curated): object {
  const usd = { kind: 'assumed', id: 'definition: USD is the price of record', url: null, effectiveFrom: null, readAt: curated.createdAt };
  const others = Object.entries(curated.currencies).map(([code, { perUsd, date, id, url }]) => {
    const source = { kind: 'page', id, url, effectiveFrom: date, readAt: date };
    return [code, { perUsd, date, source, status: 'unconfirmed' }] as const;
  });
  return { USD: { perUsd: '1', date: curated.createdAt, source: usd, status: 'confirmed' }, ...Object.fromEntries(others) };
}

function limits(curated: Curated): object[] {
  const strangers = Object.keys(curated.limits).filter((id) => !Object.hasOwn(LIMITS, id));
  if (strangers.length > 0) throw new Error(`The model reads no limit ${strangers.join(', ')}.`);
  return Object.entries(LIMITS).map(([id, unit]) => {
    const limit = curated.limits[id];
    if (limit === undefined) throw new Error(`The limit ${id} has no value.`);
    return { id, value: limit.value, unit, source: limit.source, status: limit.status };
  });
}
