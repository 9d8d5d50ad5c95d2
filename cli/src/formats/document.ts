/**
 * The document `twin-cost/1` that `twin cost --json` prints: every figure of a study in the currency of its twin, at full precision.
 * docs/json.md and docs/schema/twin-cost-1.json describe it. It converts and arranges; it computes nothing but the currency.
 */
import type { TwinReport } from '@twin2multicloud/analysis';
import {
  PROVIDERS,
  type Cell,
  type CostLine,
  type Placement,
  type PriceBook,
  type PriceSource,
  type Provider,
  type Slot,
  type Transfer,
} from '@twin2multicloud/cost';
import type { Problem, SourceRange } from '@twin2multicloud/language';
import { hashBook, paperBook } from '@twin2multicloud/pricing';
import { sumOf, type Study, type Texts } from '../engine.ts';

/** Where something was declared. Lines and columns are from 1, offsets from 0, in UTF-16 code units. */
export interface PlaceDocument {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

export interface LineDocument {
  readonly meter: string;
  readonly quantity: number;
  readonly unit: string;
  /** amount / quantity. */
  readonly unitPrice: number;
  readonly amount: number;
  /** What the line would cost by list prices; left out where no overlay lies on them. */
  readonly listAmount?: number;
  readonly formula: string;
  readonly source: string;
  readonly status: 'confirmed' | 'unconfirmed';
  readonly declaredAt: readonly (PlaceDocument & { readonly cause: string; readonly amount: number })[];
  readonly component: string;
  readonly role: string;
  readonly service: string;
  readonly provider: Provider;
  readonly tiers: readonly { readonly from: number; readonly unitPrice: number }[];
  /** Why the price is unconfirmed; null where it is confirmed. */
  readonly why: string | null;
  readonly sourceUrl: string | null;
  readonly sourceReadAt: string | null;
}

export type CellDocument =
  | { readonly available: true; readonly amount: number; readonly delta: number | null; readonly lines: readonly LineDocument[] }
  | { readonly available: false; readonly reason: string; readonly kind: string; readonly declaredAt: PlaceDocument | null };

export interface TransferDocument {
  readonly from: Slot;
  readonly to: Slot;
  readonly fromProvider: Provider;
  readonly toProvider: Provider;
  readonly flow: string;
  readonly amount: number;
  readonly lines: readonly LineDocument[];
}

export interface ProblemDocument extends PlaceDocument {
  readonly code: string;
  readonly severity: Problem['severity'];
  readonly message: string;
  readonly endLine: number;
  readonly endColumn: number;
  readonly fixes: readonly string[];
}

export interface TwinDocument {
  readonly name: string;
  readonly title: string | null;
  readonly file: string;
  readonly scenario: string | null;
  readonly model: 'billing' | 'paper';
  readonly currency: string;
  readonly currencyRate: { readonly perUsd: number; readonly date: string | null; readonly status: 'confirmed' | 'unconfirmed' };
  readonly perMonth: number | null;
  /** Why there is no total; null where there is one. */
  readonly impossible: string | null;
  /** false: errors in the text leave a part out, and the figures are lower bounds. */
  readonly complete: boolean;
  readonly placement: Placement | null;
  readonly slots: Readonly<Partial<Record<Slot, Readonly<Record<Provider, CellDocument>>>>>;
  readonly transfers: readonly TransferDocument[];
  readonly transferMatrix: readonly TransferDocument[];
  readonly singleCloud: Readonly<Record<Provider, number | null>>;
  /** The rules of the file that each single cloud breaks, or why it has no total. */
  readonly singleCloudBreaks: Readonly<Record<Provider, readonly string[]>>;
  readonly best: { readonly placement: Placement; readonly perMonth: number } | null;
  readonly alternatives: readonly { readonly placement: Placement; readonly perMonth: number }[];
  readonly overrides: readonly {
    readonly slot: Slot;
    readonly provider: Provider;
    readonly best: Provider;
    readonly regret: number;
    readonly declaredAt: PlaceDocument | null;
  }[];
  readonly budgets: readonly {
    readonly path: string | null;
    readonly budget: number;
    readonly spent: number | null;
    readonly exceeded: boolean;
    readonly declaredAt: PlaceDocument;
  }[];
  readonly assumptions: readonly {
    readonly id: string;
    readonly value: number;
    readonly unit: string;
    readonly why: string;
    readonly source: string;
    readonly declaredAt: PlaceDocument | null;
  }[];
  readonly notCounted: readonly string[];
  readonly problems: readonly ProblemDocument[];
  readonly months: readonly number[];
  readonly firstYear: number | null;
  readonly oneTime: number;
}

export interface CostDocument {
  readonly schema: 'twin-cost/1';
  readonly priceBook: { readonly id: string; readonly createdAt: string; readonly hash: string };
  readonly twins: readonly TwinDocument[];
  /** Several twins as written together; null for one, or where they have no currency in common. */
  readonly sum: {
    readonly currency: string;
    /** Each on an account of its own. */
    readonly alone: number;
    /** All on one account: free allowances and tiers are shared. */
    readonly pooled: number;
    /** Twins without a total, which are not in the sums. */
    readonly without: readonly string[];
  } | null;
  /** Of all files, those of the twins included. */
  readonly problems: readonly ProblemDocument[];
}

/** The document of some twins of a study. */
export function costDocument(study: Study, twins: readonly TwinReport[]): CostDocument {
  return {
    schema: 'twin-cost/1',
    priceBook: bookDocument(study.settings.model === 'paper' ? paperBook() : study.settings.book),
    twins: twins.map((twin) => twinDocument(twin, study.texts, !study.incomplete.has(twin))),
    sum: sumOf(study, twins),
    problems: study.files.flatMap(({ report }) => report.problems.map((problem) => problemDocument(problem, study.texts))),
  };
}

/** Which prices were used. */
export function bookDocument(book: Pick<PriceBook, 'id' | 'createdAt'>): CostDocument['priceBook'] {
  return { id: book.id, createdAt: book.createdAt, hash: hashBook(book) };
}

function twinDocument(twin: TwinReport, texts: Texts, complete: boolean): TwinDocument {
  const { cost, money } = twin;
  const per = (usd: number): number => usd * money.perUsd;
  const ranked = (list: typeof cost.alternatives): TwinDocument['alternatives'] =>
    list.map(({ placement, total }) => ({ placement, perMonth: per(total) }));
  const transfers = (list: readonly Transfer[]): TransferDocument[] =>
    list.map((transfer) => ({
      from: transfer.from,
      to: transfer.to,
      fromProvider: transfer.fromProvider,
      toProvider: transfer.toProvider,
      flow: transfer.flow,
      amount: per(transfer.amount),
      lines: transfer.lines.map((line) => lineDocument(line, per, texts)),
    }));
  return {
    name: twin.name,
    title: twin.title,
    file: twin.scenario.declaredAt.file,
    scenario: twin.variant,
    model: cost.model,
    currency: money.currency,
    currencyRate: { perUsd: money.perUsd, date: money.date, status: money.status },
    perMonth: twin.perMonth,
    impossible: cost.impossible,
    complete,
    placement: cost.placement,
    slots: Object.fromEntries(
      cost.slots.flatMap((slot) => {
        const cells = cost.cells[slot];
        return cells === undefined ? [] : [[slot, eachProvider((provider) => cellDocument(cells[provider], per, texts))]];
      }),
    ),
    transfers: transfers(cost.transfers),
    transferMatrix: transfers(cost.transferMatrix),
    singleCloud: eachProvider((provider) => {
      const { total } = cost.singleCloud[provider];
      return total === null ? null : per(total);
    }),
    singleCloudBreaks: eachProvider((provider) => cost.singleCloud[provider].breaks),
    best: cost.best === null ? null : { placement: cost.best.placement, perMonth: per(cost.best.total) },
    alternatives: ranked(cost.alternatives),
    overrides: cost.overrides.map(({ slot, provider, best, regret, at }) => ({
      slot,
      provider,
      best,
      regret: per(regret),
      declaredAt: placeOrNull(at, texts),
    })),
    budgets: twin.budgets.map(({ path, budget, spent, at }) => ({
      path,
      budget,
      spent,
      exceeded: spent !== null && spent > budget,
      declaredAt: placeDocument(at, texts),
    })),
    assumptions: cost.assumptions.map(({ id, value, unit, why, source, at }) => ({
      id,
      value,
      unit,
      why,
      source,
      declaredAt: placeOrNull(at, texts),
    })),
    notCounted: cost.notCounted,
    problems: twin.problems.map((problem) => problemDocument(problem, texts)),
    months: cost.months.map(per),
    firstYear: cost.placement === null ? null : per(cost.firstYear),
    oneTime: per(cost.oneTime),
  };
}

function cellDocument(cell: Cell, per: (usd: number) => number, texts: Texts): CellDocument {
  if (!cell.available) return { available: false, reason: cell.reason, kind: cell.kind, declaredAt: placeOrNull(cell.at, texts) };
  const { amount, delta, lines } = cell;
  return {
    available: true,
    amount: per(amount),
    delta: delta === null ? null : per(delta),
    lines: lines.map((line) => lineDocument(line, per, texts)),
  };
}

/** A line in a currency. */
export function lineDocument(line: CostLine, per: (usd: number) => number, texts: Texts): LineDocument {
  return {
    meter: line.meter,
    quantity: line.quantity,
    unit: line.unit,
    unitPrice: per(line.unitPrice),
    amount: per(line.amount),
    ...(line.listAmount === undefined ? {} : { listAmount: per(line.listAmount) }),
    formula: line.formula,
    source: sourceText(line.source),
    status: line.status,
    declaredAt: line.causes.flatMap(({ cause, at, amount }) =>
      at === null ? [] : [{ cause, amount: per(amount), ...placeDocument(at, texts) }],
    ),
    component: line.component,
    role: line.role,
    service: line.service,
    provider: line.provider,
    tiers: line.tiers.map(({ from, price }) => ({ from, unitPrice: per(price) })),
    why: line.why,
    sourceUrl: line.source?.url ?? null,
    sourceReadAt: line.source?.readAt ?? null,
  };
}

const KINDS = { api: 'price API', page: 'price page', assumed: 'assumed' } as const;

/** Where a price was read, in words: `price API, sku ABC, in force since 2026-05-01, read 2026-11-20`. */
export function sourceText(source: PriceSource | null): string {
  if (source === null) return '';
  const since = source.effectiveFrom === null ? '' : `, in force since ${source.effectiveFrom.slice(0, 10)}`;
  const overlay = source.overlay === undefined ? '' : `; ${source.overlay}`;
  return `${KINDS[source.kind]}: ${source.id}${since}, read ${source.readAt.slice(0, 10)}${overlay}`;
}

/** A problem with its lines and columns. */
export function problemDocument(problem: Problem, texts: Texts): ProblemDocument {
  const end = texts.at(problem.file, problem.end);
  return {
    code: problem.code,
    severity: problem.severity,
    message: problem.message,
    ...placeDocument(problem, texts),
    endLine: end.line,
    endColumn: end.column,
    fixes: (problem.fixes ?? []).map((fix) => fix.title),
  };
}

function placeDocument({ file, start, end }: SourceRange, texts: Texts): PlaceDocument {
  return { file, start, end, ...texts.at(file, start) };
}

function placeOrNull(at: SourceRange | null, texts: Texts): PlaceDocument | null {
  return at === null ? null : placeDocument(at, texts);
}

function eachProvider<T>(give: (provider: Provider) => T): Record<Provider, T> {
  const [aws, azure, gcp] = PROVIDERS;
  return { aws: give(aws), azure: give(azure), gcp: give(gcp) };
}
