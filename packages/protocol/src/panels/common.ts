/** What several panels show: the head of a twin, its problems, lines of cost with their trace, edits of the source. Amounts are in the panel's currency a month. */
import * as v from 'valibot';
import { count, list, name, number, place, provider, severity, shape, slot, source } from './schema.ts';

/** What stands at the head of each panel. */
export const header = shape({
  title: v.string(),
  twin: v.string(),
  scenario: v.nullable(v.string()),
  at: source,
  /** The version of the open text that the figures are of; null where the file is not open. */
  version: v.nullable(number),
  /** The logical region. */
  region: v.string(),
  /** ISO 4217, of all amounts. */
  currency: v.string(),
  /** What the file asks for, and what else the book can say it in. */
  currencies: list(v.string()),
  /** How USD become the currency; null for USD. */
  rate: v.nullable(shape({ perUsd: number, date: v.nullable(v.string()), status: v.picklist(['confirmed', 'unconfirmed']) })),
  book: shape({
    id: v.string(),
    /** ISO date. */
    date: v.string(),
    ageInDays: number,
    /** Days after which the age is told; null: never. */
    maximumAge: v.nullable(number),
    unconfirmed: count,
  }),
});

/** A problem with what can be done about it at once. */
export const trouble = shape({
  code: v.string(),
  severity,
  message: v.string(),
  at: source,
  /** The quick fixes of the editor; each is an edit that `twin/panelFix` gives by these three. */
  fixes: list(shape({ title: v.string(), index: count })),
});

/** How sure a total is. `partial`: what errors keep from being costed is missing, so it is at least this. */
export const certainty = v.picklist(['whole', 'partial', 'none']);

export const total = shape({
  /** null: no placement is possible, or a price is missing. */
  perMonth: v.nullable(number),
  certainty,
  /** Why there is none, or what is missing, in a sentence; null where it is whole. */
  why: v.nullable(v.string()),
  /** The slots whose amounts errors in the text make incomplete, with the first of those errors; empty unless `partial`. */
  missing: list(shape({ slot, at: v.nullable(source) })),
});

export const budget = shape({
  /** A slot, `L3`, or null for the whole twin. */
  path: v.nullable(v.string()),
  amount: number,
  spent: v.nullable(number),
  at: source,
});

/** One line of a trace, as in `twin explain`. */
export const line = shape({
  role: v.string(),
  service: v.string(),
  meter: v.string(),
  quantity: number,
  unit: v.string(),
  /** In the currency, for one unit; the effective rate. */
  unitPrice: number,
  amount: number,
  formula: v.string(),
  /** Where the price was read: an address or a page, since when it holds, when it was read; null in the paper's model. */
  source: v.nullable(
    shape({ id: v.string(), url: v.nullable(v.string()), effective: v.nullable(v.string()), readAt: v.nullable(v.string()) }),
  ),
  unconfirmed: v.nullable(v.string()),
  /** An overlay's words (`−12 % by contract`); null where the list price stands. */
  overlay: v.nullable(v.string()),
  causes: list(shape({ cause: v.string(), amount: number, at: v.nullable(source) })),
});

/** What crosses between two slots on different clouds. */
export const transfer = shape({
  from: slot,
  to: slot,
  fromProvider: provider,
  toProvider: provider,
  flow: v.string(),
  amount: number,
});

/** One chosen slot of a placement. `provider` null: not possible; `used` false: the twin does not use the slot. */
export const slotFigure = shape({
  slot,
  used: v.boolean(),
  provider: v.nullable(provider),
  amount: v.nullable(number),
  unconfirmed: v.boolean(),
});

/** One undoable edit of one file; the host refuses it where the text is no longer of this version. */
export const edit = shape({
  uri: name,
  version: v.nullable(number),
  /** What undo will undo: `Place L4 on Azure`. */
  title: v.string(),
  edits: list(shape({ start: place, end: place, newText: v.string() })),
});

/** Why there is nothing to show, and what can be done: the views have a state for each. */
export const absence = shape({
  kind: v.picklist(['no-twin', 'unreadable', 'paper-model']),
  message: v.string(),
});

export type Header = v.InferOutput<typeof header>;
export type Trouble = v.InferOutput<typeof trouble>;
export type Total = v.InferOutput<typeof total>;
export type PanelBudget = v.InferOutput<typeof budget>;
export type TraceLine = v.InferOutput<typeof line>;
export type PanelTransfer = v.InferOutput<typeof transfer>;
export type SlotFigure = v.InferOutput<typeof slotFigure>;
export type PanelEdit = v.InferOutput<typeof edit>;
export type Absence = v.InferOutput<typeof absence>;
