/**
 * The shape of a price book: what a cloud charges for each meter in each region, and where each number was read.
 * It owns the schema only; reading, checking and looking up are packages/pricing's.
 */
import type { LimitId, Provider } from '@twin2multicloud/topology';

export { LIMITS, type LimitId } from '@twin2multicloud/topology';

export const PRICE_BOOK_SCHEMA = 'twin-prices/1';

export interface PriceBook {
  readonly schema: typeof PRICE_BOOK_SCHEMA;
  /** Such as `bundled-2026-11-20`. */
  readonly id: string;
  /** ISO date or date-time. */
  readonly createdAt: string;
  /** Amount of the currency for one USD, by ISO 4217 code; USD itself is 1. */
  readonly currencyRates: Readonly<Record<string, CurrencyRate>>;
  /** Logical region → each provider's region. */
  readonly regions: Readonly<Record<string, Readonly<Record<Provider, string>>>>;
  /** Provider region → where it lies, for residency. */
  readonly zones: Readonly<Record<string, RegionZone>>;
  readonly entries: readonly PriceEntry[];
  readonly limits: readonly ServiceLimit[];
  readonly unavailable: readonly UnavailableService[];
  /** How a book that was fetched came about; the bundled one has none. */
  readonly refresh?: BookRefresh;
  /** What was applied on top of the list prices; a book in a file has none. */
  readonly overlay?: AppliedOverlay;
}

/** Where a fetched book comes from: what the next refresh is compared with. */
export interface BookRefresh {
  /** The id of the book whose entries were kept where nothing fresher was found. */
  readonly base: string;
  /** Rows of each list that was read, by the list's name. */
  readonly lists: Readonly<Record<string, number>>;
  readonly providers: Readonly<Record<Provider, ProviderRefresh>>;
}

export interface ProviderRefresh {
  /** `fresh`: entries were read at `at`; `kept`: all are the base's. */
  readonly outcome: 'fresh' | 'kept';
  /** ISO date-time of the last accepted reading; null: never. */
  readonly at: string | null;
  /** Why they were kept, in a sentence. */
  readonly why?: string;
}

/** A person's own discounts on top of list prices. */
export interface AppliedOverlay {
  readonly name: string;
  readonly commitments: readonly Commitment[];
}

/** A quantity of a meter that is paid for a month ahead, whether it is used or not: its units count as an allowance of the account. */
export interface Commitment {
  /** The meter's id. */
  readonly meter: string;
  /** The meter's units a month, a decimal string. */
  readonly quantity: string;
  /** USD a month for the account, a decimal string. */
  readonly fee: string;
  readonly note?: string;
}

export interface CurrencyRate {
  /** Decimal string: units of the currency for 1 USD. */
  readonly perUsd: string;
  /** ISO date of the rate. */
  readonly date: string;
  readonly source: PriceSource;
  readonly status: PriceStatus;
}

export interface RegionZone {
  readonly provider: Provider;
  /** ISO 3166 country code. */
  readonly country: string;
  /** `EU`, `US` … */
  readonly zone: string;
  readonly name: string;
}

export type PriceStatus = 'confirmed' | 'unconfirmed';

export interface PriceSource {
  readonly kind: 'api' | 'page' | 'assumed';
  /** SKU, meter id or SKU id; for a page or an assumption what names the place. */
  readonly id: string;
  readonly url: string | null;
  readonly effectiveFrom: string | null;
  readonly readAt: string;
  /** The unit as the list prints it, such as `10K`: a change of it is looked at before a new price is believed. */
  readonly unit?: string;
  /** What an overlay did to the price that was read here, in words. */
  readonly overlay?: string;
}

/** A tier of a meter. `from` is absolute, in units a month; prices are decimal strings in USD per ONE unit. */
export interface PriceTier {
  readonly from: string;
  readonly price: string;
  /** Only where a tier's evidence is weaker than its entry's: a confirmed entry whose record stops before this tier. */
  readonly status?: 'unconfirmed';
}

export interface PriceEntry {
  readonly provider: Provider;
  /** The provider's region, or `global`. */
  readonly region: string;
  /** The middle part of the meter's id: `aws.lambda.requests` → `lambda`. */
  readonly service: string;
  /** The last part of the meter's id: `requests`. */
  readonly meter: string;
  /** The meter's base unit, equal to the unit in METERS. */
  readonly unit: string;
  readonly perUnit: 1;
  /** Paid tiers with absolute bounds, the first from 0; an allowance is deducted inside the first tiers. */
  readonly tiers: readonly PriceTier[];
  /** Bundles with a fixed fee (TwinMaker). */
  readonly plans?: readonly PricePlan[];
  /** An allowance that never ends; 12-month offers are left out. */
  readonly free?: FreeAllowance;
  readonly source: PriceSource;
  readonly status: PriceStatus;
  /** Why an unconfirmed entry is not confirmed, in a sentence. */
  readonly why?: string;
  /** Other evidence that says something else. */
  readonly note?: string;
  /** Where the evidence leaves room: the lowest and highest price per unit. */
  readonly range?: { readonly low: string; readonly high: string };
  /** Units a month that an overlay says to be paid ahead: an allowance, whatever `free-tier` says. */
  readonly committed?: string;
  /** Where an overlay changed the tiers above: by which rule, and what the list says. */
  readonly overlay?: { readonly name: string; readonly rule: string; readonly list: readonly PriceTier[] };
}

export interface PricePlan {
  readonly name: string;
  /** USD a month. */
  readonly fee: string;
  /** The largest number of entities that the plan takes; null: not known, and then the plan is not used. */
  readonly maxEntities: number | null;
  readonly includedCalls: number;
  readonly includedQueries: number;
  /** USD per call and per query above what is included. */
  readonly callPrice: string;
  readonly queryPrice: string;
}

export interface FreeAllowance {
  /** Units in `period`. */
  readonly quantity: string;
  readonly period: 'month' | 'day';
  readonly scope: 'account' | 'subscription' | 'billing-account' | 'project';
  readonly source: string;
  readonly status: PriceStatus;
}

/** A hard limit or a quota that the model reads, such as `azure.iot-hub.s1.messages-per-unit-day`. */
export interface ServiceLimit {
  readonly id: LimitId;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly status: PriceStatus;
}

export interface UnavailableService {
  readonly provider: Provider;
  readonly region: string;
  readonly service: string;
  readonly reason: string;
  readonly source: string;
}
