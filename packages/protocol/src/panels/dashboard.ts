/** The dashboard: all twins of the workspace as cards, one twin's page, and its history over the commits of its file. */
import * as v from 'valibot';
import { absence, budget, header, slotFigure, total, trouble } from './common.ts';
import { count, list, name, number, reference, shape, source } from './schema.ts';

export const dashboardParams = shape({
  /** null: each sum in the currency that most twins use. */
  currency: v.nullable(name),
});

/** Against git HEAD. `none`: no repository, no git, or a host without files. */
export const head = shape({
  state: v.picklist(['same', 'changed', 'new', 'none']),
  /** More (or less) a month than HEAD; null unless `changed`. */
  delta: v.nullable(number),
});

export const card = shape({
  reference,
  title: v.string(),
  at: source,
  devices: count,
  groups: count,
  total,
  placement: list(slotFigure),
  /** The budget of the whole twin. */
  budget: v.nullable(budget),
  problems: shape({ errors: count, warnings: count, hints: count }),
  head,
  tags: v.pipe(v.record(v.string(), v.string()), v.readonly()),
});

export const dashboardModel = shape({
  currency: v.string(),
  currencies: list(v.string()),
  cards: list(card),
  sum: shape({
    /** Each twin standing alone. */
    alone: number,
    /** All on one account: allowances and tiers count once. */
    together: number,
    /** Twins without a total, which are not in the sums. */
    without: list(v.string()),
  }),
  /** Files that could not be read, with why. */
  unreadable: list(shape({ file: v.string(), why: v.string() })),
});

export const twinPageParams = shape({
  reference,
  currency: v.nullable(name),
  /** Of the specification's words; left out: English. */
  language: v.optional(v.picklist(['en', 'de'])),
});

export const twinPageModel = shape({
  header,
  total,
  documentation: v.nullable(v.string()),
  slots: list(slotFigure),
  transfers: shape({ amount: number, crossings: count }),
  budgets: list(budget),
  /** `Region`, `Devices`, `Messages` … in the order shown; `key` names the fact for translation. */
  specification: list(
    shape({
      key: v.picklist([
        'region',
        'residency',
        'devices',
        'messages',
        'retention',
        'processing',
        'management',
        'visualization',
        'place',
        'tags',
      ]),
      text: v.string(),
    }),
  ),
  /** What causes the cost; messages a month, null where the cause sends none. */
  causes: list(shape({ cause: v.string(), detail: v.string(), messages: v.nullable(number), amount: number, at: v.nullable(source) })),
  /** What all causes that are not listed come to; null: all are listed. */
  otherCauses: v.nullable(shape({ count, messages: number, amount: number })),
  troubles: list(trouble),
  head,
  /** What differs from HEAD: `thermostats.count` 180 → 200. */
  changedValues: list(shape({ path: v.string(), before: v.nullable(v.string()), after: v.nullable(v.string()), at: v.nullable(source) })),
});
export const twinPageResult = v.union([shape({ model: twinPageModel }), shape({ absence })]);

export const historyParams = shape({
  reference,
  currency: v.nullable(name),
  /** Commits at most, the newest ones. */
  limit: v.pipe(count, v.minValue(1), v.maxValue(200)),
});

/** What the twin costs in each commit that changed its file, with today's price book. */
export const historyModel = shape({
  currency: v.string(),
  branch: v.nullable(v.string()),
  /** The oldest first. */
  entries: list(
    shape({
      /** In full. */
      commit: v.string(),
      /** ISO 8601. */
      date: v.string(),
      subject: v.string(),
      /** null: the twin was not there, or had no total. */
      perMonth: v.nullable(number),
      /** Values that changed against the entry before, in the file's order, a few of them; null: it was not there. */
      values: list(shape({ path: v.string(), before: v.nullable(v.string()), after: v.nullable(v.string()) })),
      /** How many more changed. */
      more: count,
    }),
  ),
});
/** null: no repository, no git, no such twin, or a host without files. */
export const historyResult = v.nullable(historyModel);

export const reportParams = shape({
  /** Each becomes a chapter; a single one a page of its own. */
  references: v.pipe(v.array(reference), v.minLength(1), v.maxLength(500), v.readonly()),
  currency: v.nullable(name),
  /** Of the page; left out: English. */
  language: v.optional(v.picklist(['en', 'de'])),
});
export const reportResult = shape({ title: v.string(), html: v.string() });

export type DashboardParams = v.InferOutput<typeof dashboardParams>;
export type Head = v.InferOutput<typeof head>;
export type Card = v.InferOutput<typeof card>;
export type DashboardModel = v.InferOutput<typeof dashboardModel>;
export type TwinPageParams = v.InferOutput<typeof twinPageParams>;
export type TwinPageModel = v.InferOutput<typeof twinPageModel>;
export type TwinPageResult = v.InferOutput<typeof twinPageResult>;
export type HistoryParams = v.InferOutput<typeof historyParams>;
export type HistoryModel = v.InferOutput<typeof historyModel>;
export type ReportParams = v.InferOutput<typeof reportParams>;
export type ReportResult = v.InferOutput<typeof reportResult>;
